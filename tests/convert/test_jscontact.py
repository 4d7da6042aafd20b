"""Profiles as JSContact cards and back."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clientbook.convert.jscontact import from_jscontact, to_jscontact
from clientbook.domain.addresses import AddressKind
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.messages.issues import IssueCode
from clientbook.testing.strategies import profiles


@settings(max_examples=80, deadline=None)
@given(profiles())
@example(Profile())
@example(Profile(name=PersonName(nickname="x", maiden="y")))
def test_a_profile_comes_back_equal(profile: Profile) -> None:
    """X26: whatever a profile holds, its JSContact card reads back equal, through JSON text."""
    reading = from_jscontact(json.loads(json.dumps(to_jscontact(profile, uid="u"))), region="CA")
    assert reading.profile == profile
    assert reading.uid == "u"
    assert reading.issues == ()
    assert reading.remainder.properties == {}
    assert reading.remainder.details == {}


FOREIGN: dict[str, Any] = {
    "@type": "Card",
    "version": "1.0",
    "uid": "urn:uuid:1",
    "kind": "individual",
    "name": {
        "components": [
            {"kind": "given", "value": "Zoé"},
            {"kind": "surname", "value": "de"},
            {"kind": "surname", "value": "Gersseau"},
            {"kind": "credential", "value": "PhD"},
        ],
        "isOrdered": True,
    },
    "phones": {
        "a": {"number": "(514) 555-1234", "features": {"mobile": True}, "example.com:x": 1},
        "b": {"number": "the usual one"},
        "c": {"number": "tel:+33140205050", "contexts": {"work": True}},
    },
    "emails": {"p1": {"address": "zoe@example.org", "contexts": {"private": True}}, "bad": 5},
    "addresses": {
        "k": {
            "components": [
                {"kind": "number", "value": "54321"},
                {"kind": "separator", "value": " "},
                {"kind": "name", "value": "Oak St"},
                {"kind": "locality", "value": "Reston"},
            ],
            "countryCode": "US",
            "contexts": {"billing": True},
        }
    },
    "anniversaries": {
        "1": {"kind": "birth", "date": {"@type": "Timestamp", "utc": "1988-06-27T00:00:00Z"}},
        "2": {"kind": "wedding", "date": {"year": 2010}},
    },
    "titles": {"1": {"name": "Boss"}, "2": {"kind": "role", "name": "Lead"}},
    "links": {"1": {"uri": "https://example.org"}, "2": {"kind": "contact", "uri": "mailto:x"}},
    "vCardProps": [["x-foo", {}, "text", "bar"], "odd"],
    "media": {"1": {"kind": "photo", "uri": "data:,x"}},
}


def test_a_foreign_card_is_read() -> None:
    """X26: cards of other programs become profiles."""
    reading = from_jscontact(FOREIGN, region="CA")
    profile = reading.profile
    assert profile.name == PersonName("Zoé", "de Gersseau", suffix="PhD")
    assert [(p.e164, p.kind) for p in profile.phones] == [
        ("+15145551234", PhoneKind.MOBILE),
        ("+33140205050", PhoneKind.WORK),
    ]
    assert profile.emails == (EmailAddress("zoe@example.org", label="home"),)
    assert profile.addresses[0].street == "54321 Oak St"
    assert profile.addresses[0].kind is AddressKind.BILLING
    assert profile.birthday == PartialDate(1988, 6, 27)
    assert (profile.job_title, profile.websites) == ("Boss", ("https://example.org",))
    assert [i.code for i in reading.issues] == [IssueCode.INVALID_PHONE]


def test_what_has_no_place_is_kept_through_a_round_trip() -> None:
    """X26: unknown properties, entries and members go out as they came in."""
    first = from_jscontact(FOREIGN, region="CA")
    assert set(first.remainder.properties) == {
        "kind", "phones", "emails", "anniversaries", "titles", "links", "vCardProps", "media",
    }  # fmt: skip
    card = to_jscontact(first.profile, uid="urn:uuid:1", remainder=first.remainder)
    second = from_jscontact(json.loads(json.dumps(card)), region="CA")
    assert second.profile == first.profile
    assert second.remainder.properties == first.remainder.properties
    assert card["media"] == FOREIGN["media"]
    assert card["emails"]["bad"] == 5
    assert card["phones"]["b"] == {"number": "the usual one"}


def test_members_of_entries_that_were_read_are_kept() -> None:
    """X26: a vendor's member of a phone stays with that phone."""
    entry = {"number": "tel:+15145551234", "example.com:x": 1, "features": {"voice": True}}
    first = from_jscontact({"phones": {"z": entry}}, region="CA")
    card = to_jscontact(first.profile, uid="u", remainder=first.remainder)
    assert card["phones"] == {"p1": entry}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3000) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
_NAMES = ("name", "phones", "emails", "addresses", "nicknames", "organizations", "titles",
          "anniversaries", "preferredLanguages", "links", "notes", "keywords", "vCardProps",
          "x")  # fmt: skip
_ENTRY = st.dictionaries(
    st.sampled_from(("number", "address", "components", "kind", "date", "name", "note", "uri",
                     "language", "full", "countryCode", "pref", "contexts", "vCardParams")),
    _JSON, max_size=4,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(_NAMES), _JSON | st.dictionaries(st.text(max_size=2), _ENTRY))
)
@example({"nicknames": {"": {"name": "00"}, "0": {"name": "0"}}})
def test_members_of_any_form_never_raise(card: dict[str, Any]) -> None:
    """X26: a card that breaks the standard is read as far as it goes, and the rest is kept."""
    reading = from_jscontact(card, region="CA")
    again = to_jscontact(reading.profile, uid="u", remainder=reading.remainder)
    assert from_jscontact(again, region="CA").profile == reading.profile


@pytest.mark.parametrize("value", [None, [], "x", 5])
def test_a_property_of_another_form_is_kept(value: object) -> None:
    """X26: a member whose type is wrong is not lost."""
    assert from_jscontact({"phones": value}, region="CA").remainder.properties == {"phones": value}
