"""What a list takes out of a stored document is what it takes out of the profile."""

from collections.abc import Collection
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.convert.documents import dump_profile, load_json
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.identity.keys import identity_keys
from clientbook.matching.lists.columns import Columns, encode
from clientbook.matching.lists.stored import PlainProfile, plain_profile
from clientbook.matching.pairs.features import Features, features
from clientbook.testing.strategies import profiles

PLAIN = Profile(
    name=PersonName(prefix="Dr", given="Anna-Lena", family="de la Roy"),
    phones=(
        PhoneNumber("+14185550123", kind=PhoneKind.MOBILE),
        PhoneNumber("+14185550123", extension="12"),
        PhoneNumber("+12345"),
    ),
    emails=(EmailAddress("Anna.Roy+shop@gmial.com", preferred=True), EmailAddress("a@b.example")),
    addresses=(PostalAddress(street="12 bis rue de la Paix", locality="St-Malo", postcode="1 a"),),
    birthday=PartialDate(1900, 1, 1),
    company="Roy & Fils S.A.R.L.",
    gender=Gender(GenderCode.FEMALE),
    info="said\non the telephone",
    tags=("friend",),
)


def document(profile: Profile) -> Any:
    """Return the stored document of a profile, as it is read back."""
    return load_json(dump_profile(profile))


def _contact(record: Features) -> tuple[tuple[str, ...], ...]:
    return record.phones, record.sevens, record.emails


def _said(columns: Columns) -> dict[str, Any]:
    """Return all a list knows of its records, whatever codes stand for it."""
    rows = range(len(columns))
    flats = {name: at.tolist() for name, (at, _) in columns.flats.items()}
    features = [columns.features(row) for row in rows]
    return {"ids": columns.ids, "features": features, "flats": flats, "labels": columns.labels()}


def _same(profiles: list[Profile]) -> None:
    read: list[Profile | PlainProfile] = [
        plain_profile(document(profile)) or profile for profile in profiles
    ]
    shared = {*sorted(set().union(*map(identity_keys, profiles)))[::3], *identity_keys(PLAIN)}
    for left_out in (frozenset[str](), shared):
        _compare(profiles, read, left_out)


def _compare(
    profiles: list[Profile], read: list[Profile | PlainProfile], shared: Collection[str]
) -> None:
    one = encode([(str(n), profile) for n, profile in enumerate(profiles)], shared=shared)
    two = encode([(str(n), profile) for n, profile in enumerate(read)], shared=shared)
    by_one = [_contact(features(profile, shared=shared)) for profile in profiles]
    assert [_contact(f) for f in _said(one)["features"]] == [by_one[int(n)] for n in one.ids]
    assert _said(one) == _said(two)
    for field in attrs.fields(Columns):
        value = getattr(one, field.name)
        if isinstance(value, np.ndarray):
            assert np.array_equal(value, getattr(two, field.name)), field.name


_PARTS = st.sampled_from([None, "Anna", "M.", "Jean Paul", "O'Neil", "--", "Dr", "Élise"])
_NAMES = st.builds(PersonName, given=_PARTS, family=_PARTS, full=st.just("Whole"), prefix=_PARTS)


@settings(deadline=None, max_examples=40)
@given(st.lists(profiles() | profiles(names=_NAMES), max_size=3))
def test_a_list_of_documents_is_the_list_of_profiles(people: list[Profile]) -> None:
    """M7: columns of stored documents are those of the profiles in them, whatever these hold."""
    _same([*people, PLAIN, attrs.evolve(PLAIN, birthday=PartialDate(1984, 2))])


@pytest.mark.parametrize("prefix", ["M.", "Mme", "Dr"])
@pytest.mark.parametrize("given", ["Anna", "Jean Paul"])
def test_a_title_in_a_document_tells_what_it_tells_in_a_profile(given: str, prefix: str) -> None:
    """M7: where no gender is stated, the title says it."""
    _same([Profile(name=PersonName(given=given, family="Roy", full="Whole", prefix=prefix))])


def test_most_documents_are_plain() -> None:
    """M7: what people usually have is taken out of the document."""
    assert isinstance(plain_profile(document(PLAIN)), PlainProfile)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": {"full": "Anna Roy"}},
        {"name": {"given": "Anna", "family": "Roy", "of_tomorrow": 1}},
        {"name": {"given": "Anna Roy's", "family": "mother"}},
        {"of_tomorrow": 1},
        {"phones": [{"e164": "+1418555x"}]},
        {"phones": [{"e164": 14185550123}]},
        {"emails": [{"address": 5}]},
        {"emails": "a@b.example"},
        {"birthday": "1984-13-01"},
        {"addresses": [{"street": 12}]},
        {"addresses": [{"full": "12 rue de la Paix"}]},
        {"gender": {"code": "of_tomorrow"}},
        {"company": None},
        {"attributes": [{"key": "size", "value": "12345"}]},
    ],
)
def test_other_documents_are_read_as_profiles(changed: dict[str, Any]) -> None:
    """M7: damage, what a newer version wrote and what needs a second look is read as a whole."""
    assert plain_profile(document(PLAIN) | changed) is None


@pytest.mark.parametrize("document", [None, [], "text", 5, {}])
def test_what_is_no_profile_is_not_plain(document: object) -> None:
    """M7: a document that is no object is left to the reader of whole profiles."""
    assert plain_profile(document) is None
