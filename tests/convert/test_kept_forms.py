"""What has no place in a profile is kept, and what has no form is refused by its place."""

from typing import Any

import pytest

from clientbook import Activity, Appointment, Profile, ProfilePatch
from clientbook.convert.cards import Card, Property
from clientbook.convert.jscontact import from_jscontact, to_jscontact
from clientbook.convert.json import from_data
from clientbook.convert.vcard import from_card, to_vcard
from clientbook.convert.vcard_values import UID_SYSTEM
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.merges import Conflict
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import ExternalId
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode

HEAD = {"@type": "Card", "version": "1.0", "uid": "u"}


def again(**members: Any) -> dict[str, Any]:
    """The card with these members once it was read and written."""
    reading = from_jscontact({**HEAD, **members}, region="CA")
    return to_jscontact(reading.profile, uid="u", remainder=reading.remainder)


@pytest.mark.parametrize(
    "members",
    [
        {"name": {"components": [{"kind": "title", "value": "Dr"}], "isOrdered": True}},
        {"vCardProps": [["x-maidenname", {}, "text", "Roy"], ["x-other", {}, "text", "y"]]},
        {"vCardProps": [["gender", {}, "text", "robot"]]},
        {"vCardProps": [["x-clientbook-attribute", {}, "text", "x"]]},
        {"anniversaries": {"1": {"kind": "birth", "date": {"year": "1988"}}}},
        {"anniversaries": {"1": {"kind": "birth", "date": {"year": 1988, "month": True}}}},
    ],
)
def test_what_no_profile_can_hold_comes_back(members: dict[str, Any]) -> None:
    """X26: a card's member that is no value of ours is written again as it was."""
    assert again(**members) == {**HEAD, **members}


def test_a_title_alone_is_said_and_kept() -> None:
    """X26: a part that cannot stand alone is an issue, and the card keeps it."""
    reading = from_card(
        Card(1, "4.0", (Property("N", ";;;Dr;"), Property("TEL", "x"))), region="CA"
    )
    assert [i.code for i in reading.issues][-1] is IssueCode.BLANK_VALUE
    kept = to_vcard(reading.profile, unknown=reading.unknown, details=reading.details)
    assert "N:\\;\\;\\;Dr\\;" not in kept
    assert "N:;;;Dr;" in kept.splitlines()


def test_a_second_firm_steps_aside_for_nobody() -> None:
    """X26: of several firms the first is the client's; ids of the others stay as they were."""
    firms = {"b": {"name": "B"}, "o1": {"name": "A"}}
    assert again(organizations=firms)["organizations"] == {
        "o1x": {"name": "B"},
        "o1": {"name": "A"},
    }


def test_our_own_properties_stand_before_those_kept() -> None:
    """X26: what a profile says in properties of vCard joins those the card had."""
    kept = [["x-other", {}, "text", "y"]]
    reading = from_jscontact({**HEAD, "vCardProps": kept}, region="CA")
    profile = Profile(gender=Gender(GenderCode.OTHER))
    card = to_jscontact(profile, uid="u", remainder=reading.remainder)
    assert card["vCardProps"][-1:] == kept
    assert len(card["vCardProps"]) == 2


def test_parts_that_are_no_components_are_passed_over() -> None:
    """X26: a list of components with something else in it is kept whole beside the name."""
    parts = [{"kind": "given", "value": "Zoé"}, 7, {"kind": "dynasty", "value": "II"}]
    name = {"components": parts, "isOrdered": False}
    assert again(name=name)["name"]["components"] == name["components"]


@pytest.mark.parametrize(
    ("type_", "data", "place"),
    [
        (Conflict, {"field": "nope", "values": [], "decided_by": "rule"}, "conflict.field"),
        (Conflict, {"field": 7, "values": [], "decided_by": "rule"}, "conflict.field"),
        (
            Conflict,
            {"field": "company", "values": [["a"]], "decided_by": "rule"},
            r"conflict.values\[0\]",
        ),
        (ProfilePatch, {"add": {"company": ["x"]}}, "profile_patch.add"),
        (Appointment, {"starts_at": "2026-01-01T00:00:00Z", "duration": 1e300}, "duration"),
        (Profile, {"attributes": [{"key": "a", "value": {"x": 1}}]}, r"attributes\[0\].value"),
        (Activity, {"id": "a", "payload": {"note": {}, "message": {}}}, "activity.payload"),
        (Activity, {"id": "a", "payload": {"nope": {"text": "x"}}}, "activity.payload"),
        (Activity, {"id": "a", "payload": []}, "activity.payload"),
    ],
)
def test_what_has_no_form_is_refused_at_its_place(type_: Any, data: Any, place: str) -> None:
    """X26: the error of a value names where it stands, however the value is wrong."""
    data = {"client_ids": [], "at": "2026-01-01T00:00:00Z", **data} if type_ is Activity else data
    with pytest.raises(InvalidValueError, match=place):
        from_data(type_, data)


def test_the_uid_of_a_card_is_written_as_one() -> None:
    """X26: an id of the card system is the UID of the card, a second one is an external id."""
    ids = tuple(ExternalId(UID_SYSTEM, value) for value in ("urn:uuid:1", "urn:uuid:2"))
    lines = to_vcard(Profile(external_ids=ids)).splitlines()
    assert "UID:urn:uuid:1" in lines
    assert [line for line in lines if line.endswith(":urn:uuid:2")] != ["UID:urn:uuid:2"]


def test_a_number_without_a_kind_has_the_kind_of_its_digits() -> None:
    """X26: TEL that says nothing of its kind is a mobile where its digits are one's."""
    card = Card(1, "4.0", (Property("TEL", "+33612345678"), Property("TEL", "+33142345678")))
    kinds = [phone.kind for phone in from_card(card, region="FR").profile.phones]
    assert kinds == [PhoneKind.MOBILE, PhoneKind.OTHER]
