"""Profiles as vCards and back."""

import pytest
from hypothesis import example, given, settings

from clientbook.convert.cards import Card, Property, parse_cards
from clientbook.convert.vcard import CardReading, from_card, to_vcard
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.messages.issues import IssueCode
from clientbook.testing.strategies import profiles


def read(text: str, region: str = "CA") -> CardReading:
    (card,) = parse_cards(text)
    return from_card(card, region=region)


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


@settings(max_examples=80, deadline=None)
@given(profiles())
@example(Profile())
@example(Profile(company="à"))
@example(Profile(name=PersonName(prefix="Dr", middle="x")))
@example(Profile(phones=(PhoneNumber("+15145551234", label="mobile", extension=";,5"),)))
def test_a_profile_comes_back_equal(profile: Profile) -> None:
    """X26: whatever a profile holds, its vCard 4.0 reads back equal, with nothing left over."""
    reading = read(to_vcard(profile))
    assert reading.profile == profile
    assert reading.unknown == ()
    assert reading.issues == ()


@settings(max_examples=25, deadline=None)
@given(profiles())
def test_cards_keep_to_the_form_of_the_standard(profile: Profile) -> None:
    """X26: lines end in CRLF, none is longer than 75 octets, FN is there (RFC 6350 3.2, 6.2.1)."""
    text = to_vcard(profile)
    lines = text.split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert lines[-2:] == ["END:VCARD", ""]
    assert max(len(line.encode()) for line in lines) <= 75
    assert any(line.startswith("FN") for line in lines)


FOREIGN = card(
    "N:Gersseau;Zoé;;Mme;",
    "FN:Mme Zoé Gersseau",
    "TEL;TYPE=CELL,PREF:(514) 555-1234",
    "TEL;TYPE=WORK:the usual one",
    "item1.TEL:+33 1 40 20 50 50",
    "item1.X-ABLabel:_$!<HomeFAX>!$_",
    "item2.EMAIL;TYPE=INTERNET:zoe@example.org",
    "item2.X-ABLabel:Perso",
    "ADR;TYPE=WORK:;;1 Main St;Montréal;QC;H2X 1Y4;Canada",
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-06-27",
    "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD" * 40,
    "item3.X-ABRELATEDNAMES:Jean",
    "item3.X-ABLabel:_$!<Brother>!$_",
    'X-CUSTOM;A="b,c";D=^n:one\\;two\\nthree',
    "ROLE:Boss",
)


def test_a_foreign_card_is_read() -> None:
    """X26: a version 3 card of another program becomes a profile."""
    profile = read(FOREIGN).profile
    assert profile.name == PersonName("Zoé", "Gersseau", "Mme Zoé Gersseau", "Mme")
    assert [(p.e164, p.kind, p.preferred) for p in profile.phones] == [
        ("+15145551234", PhoneKind.MOBILE, True),
        ("+33140205050", PhoneKind.FAX, False),
    ]
    assert profile.emails == (EmailAddress("zoe@example.org", label="Perso"),)
    assert profile.addresses[0].postcode == "H2X 1Y4"
    assert profile.addresses[0].kind.value == "work"
    assert profile.birthday == PartialDate(None, 6, 27)


def test_unknown_properties_are_kept_through_a_round_trip() -> None:
    """X26: what a profile has no place for, and what cannot be read, goes out as it came in."""
    first = read(FOREIGN)
    assert [p.name for p in first.unknown] == [
        "TEL", "PHOTO", "X-ABRELATEDNAMES", "X-ABLABEL", "X-CUSTOM", "ROLE",
    ]  # fmt: skip
    assert [i.code for i in first.issues] == [IssueCode.INVALID_PHONE]
    second = read(to_vcard(first.profile, unknown=first.unknown))
    assert second.profile == first.profile
    assert second.unknown == first.unknown


def test_labels_never_mix_with_groups_of_unknown_properties() -> None:
    """X26: a label of ours gets a group that no kept property uses."""
    unknown = (Property("X-A", "1", (), "LABEL1"), Property("X-ABLABEL", "theirs", (), "LABEL1"))
    profile = Profile(emails=(EmailAddress("a@example.org", label="ours"),))
    reading = read(to_vcard(profile, unknown=unknown))
    assert reading.profile == profile
    assert reading.unknown == unknown


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("BDAY:1988", "birthday", PartialDate(1988)),
        ("BDAY:1988-06", "birthday", PartialDate(1988, 6)),
        ("BDAY:--06", "birthday", PartialDate(None, 6)),
        ("BDAY:19880627", "birthday", PartialDate(1988, 6, 27)),
        ("BDAY:1988-06-27T00:00:00Z", "birthday", PartialDate(1988, 6, 27)),
        ("GENDER:U", "gender", Gender(GenderCode.DECLINED)),
        ("GENDER:O;it\\;self", "gender", Gender(GenderCode.OTHER, "it;self")),
        ("ORG:A;B;C", "department", "B / C"),
        ("UID:urn:uuid:1", "external_ids", (ExternalId("vcard", "urn:uuid:1"),)),
        ("CATEGORIES:a\\,b,c", "tags", ("a,b", "c")),
        ("FN:x", "name", PersonName(full="x")),
        ("FN;DERIVED=true:x", "name", None),
    ],
)
def test_values_of_the_standard_are_read(line: str, field: str, value: object) -> None:
    """X26: forms of RFC 6350 and RFC 9554 become domain values."""
    assert getattr(read(card(line, version="4.0")).profile, field) == value


@pytest.mark.parametrize(
    "line",
    ["BDAY:someday", "BDAY:1988-02-30", "EMAIL:nobody", "TEL:1", "GENDER:?", "ADR:;;;;;;",
     "NOTE:" + "x" * 20_001, "TITLE:" + "x" * 301, "UID:",
     "X-CLIENTBOOK-ATTRIBUTE;KEY=a;KIND=integer:x",
     "X-CLIENTBOOK-ATTRIBUTE;KIND=string:x", "X-CLIENTBOOK-ID:x"],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_kept_as_it_is(line: str) -> None:
    """X26: one bad value costs no other, and is not lost."""
    reading = read(card("FN:Zoé", line))
    assert reading.profile == Profile(name=PersonName(full="Zoé"))
    assert [p.name for p in reading.unknown] == [line.partition(":")[0].partition(";")[0]]


def test_a_second_value_where_a_profile_has_one_place_is_kept() -> None:
    """X26: a second name, organisation, title or birthday is not lost."""
    names = ("FN", "N", "ORG", "TITLE", "BDAY")
    lines = [f"{name}:{'1988' if name == 'BDAY' else 'a'}" for name in names]
    reading = read(card(*lines, *lines))
    assert [p.name for p in reading.unknown] == list(names)


def test_a_card_with_a_prefix_only_has_no_name() -> None:
    """X26: a part that cannot stand alone is an issue, not an error."""
    reading = from_card(Card(1, "4.0", (Property("N", ";;;Dr;"),)), region="CA")
    assert reading.profile == Profile()
    assert [i.code for i in reading.issues] == [IssueCode.BLANK_VALUE]
