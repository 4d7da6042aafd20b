"""The strategies that ship with the library."""

import attrs
from hypothesis import given, settings

from clientbook.book.clients.accepting import contact_issues
from clientbook.domain.clients import Client
from clientbook.domain.profiles import Profile
from clientbook.testing.strategies import clean_texts, clients, profiles
from clientbook.text import clean_text


@settings(max_examples=50, deadline=None)
@given(clients())
def test_clients_are_new_and_valid(client: Client) -> None:
    """A drawn client is active, at revision 1, and equals itself rebuilt field by field."""
    assert client.is_active
    assert client.revision == 1
    assert attrs.evolve(client.profile) == client.profile


@given(clean_texts())
def test_clean_texts_stay_as_the_domain_keeps_them(text: str) -> None:
    """A drawn text is what the domain's converter would make of it."""
    assert text
    assert clean_text(text) == text


def test_profiles_reach_the_empty_and_the_crowded() -> None:
    """The whole domain is drawn: a profile without anything, and one with several numbers."""
    drawn: list[Profile] = []

    @settings(max_examples=300, deadline=None, derandomize=True, database=None)
    @given(profiles())
    def collect(profile: Profile) -> None:
        drawn.append(profile)

    collect()
    assert Profile() in drawn
    assert any(len({p.key for p in profile.phones}) > 1 for profile in drawn)
    assert any(phone.extension for profile in drawn for phone in profile.phones)
    assert any(profile.birthday and profile.birthday.year is None for profile in drawn)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(profiles())
def test_a_book_takes_what_is_drawn(profile: Profile) -> None:
    """K1: whoever tests with profiles creates clients of them, so each contact point is one."""
    assert list(contact_issues(profile)) == []
