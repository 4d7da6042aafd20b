"""What a store keeps of a client's match keys."""

from hypothesis import given, settings

from clientbook.domain.profiles import Profile
from clientbook.matching.index_keys import index_keys
from clientbook.matching.keys import match_keys
from clientbook.testing import strategies


@settings(max_examples=150, deadline=None)
@given(strategies.profiles())
def test_what_is_stored_is_what_a_look_up_asks_for(profile: Profile) -> None:
    """Every stored key is among the keys of the same profile's look-up."""
    assert set(index_keys(profile)) <= match_keys(profile)
