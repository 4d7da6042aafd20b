"""What stands beside a value that is read: parameters of vCards, members of JSContact."""

import attrs
import pytest

from clientbook.convert.cards import parse_cards
from clientbook.convert.jscontact import from_jscontact, to_jscontact
from clientbook.convert.vcard import CardReading, from_card, to_vcard
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName


def _read(text: str) -> CardReading:
    (card,) = parse_cards(text)
    return from_card(card, region="FR")


def _card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('N;SORT-AS="Gersseau,Zoe":Gersseau;Zoé;;;', 'SORT-AS="Gersseau,Zoe"'),
        ("TEL;TYPE=cell;X-FOO=bar:01 40 20 50 50", "X-FOO=bar"),
        ("TEL;TYPE=cell,text,video:06 12 34 56 78", "cell,text,video"),
        ("TEL;PREF=2;TYPE=home:01 40 20 50 50", "PREF=2"),
        ('EMAIL;ALTID=1;PID="1.1":a@b.example', 'PID="1.1"'),
        ('ADR;TYPE=home;GEO="geo:1,2":;;1 Way;Town;;75001;', 'GEO="geo:1,2"'),
        ("URL;TYPE=work:https://a.example", "TYPE=work"),
        ('ORG;SORT-AS="ABC":ABC\\, Inc.;Sales', "SORT-AS=ABC"),
        ("BDAY;CALSCALE=gregorian:19850627", "CALSCALE=gregorian"),
        ("NOTE;LANGUAGE=fr:Bonjour", "LANGUAGE=fr"),
        ("TITLE;ALTID=7:Boss", "ALTID=7"),
    ],
)
def test_parameters_of_known_properties_come_back(line: str, kept: str) -> None:
    """S34, X26: what a profile has no place for goes out again with the value it belongs to."""
    reading = _read(_card("FN:Zoé Gersseau", line))
    assert len(reading.details) == 1
    text = to_vcard(reading.profile, unknown=reading.unknown, details=reading.details)
    assert kept in text.replace("\r\n ", "")
    again = _read(text)
    assert (again.profile, again.details) == (reading.profile, reading.details)


def test_the_label_of_a_web_page_stays_with_it() -> None:
    """F25, S34: item5.URL and its X-ABLabel leave in one group, as they came."""
    reading = _read(_card("FN:A", "item5.URL:https://a.example", "item5.X-ABLabel:Blog"))
    text = to_vcard(reading.profile, unknown=reading.unknown, details=reading.details)
    assert "item5.URL:https://a.example\r\n" in text
    assert "item5.X-ABLABEL:Blog\r\n" in text


def test_details_of_a_value_that_is_gone_go_with_it() -> None:
    """S34: parameters never bring a value back that somebody removed or changed."""
    reading = _read(_card("FN:A", "EMAIL;X-SECRET=yes:a@b.example"))
    changed = attrs.evolve(reading.profile, emails=(EmailAddress("c@d.example"),))
    text = to_vcard(changed, unknown=reading.unknown, details=reading.details)
    assert "a@b.example" not in text
    assert "X-SECRET" not in text


def test_the_place_of_an_address_is_its_label_in_every_reading() -> None:
    """F25, X31: TYPE=WORK of an e-mail says the same to a table and to a profile."""
    (email,) = _read(_card("FN:A", "EMAIL;TYPE=WORK:a@b.example")).profile.emails
    assert email.label == "work"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (
            "name",
            {
                "full": "Zoé Gersseau",
                "components": [{"kind": "given", "value": "Zoé"}],
                "sortAs": {"surname": "Gersseau"},
            },
        ),
        ("name", {"components": [{"kind": "given", "value": "Zoé"}], "isOrdered": True}),
        ("phones", {"a": {"number": "01 40 20 50 50", "vCardParams": {"x-foo": "bar"}}}),
        ("phones", {"a": {"number": "tel:+33140205050", "example.org:tag": 1}}),
        ("emails", {"a": {"address": "a@b.example", "example.org:tag": 1}}),
        ("organizations", {"a": {"name": "ABC", "sortAs": "abc"}}),
        ("links", {"a": {"uri": "https://a.example", "label": "Blog"}}),
        ("notes", {"a": {"note": "Bonjour", "author": {"name": "Bob"}}}),
        ("titles", {"a": {"name": "Boss", "organizationId": "o1"}}),
        ("nicknames", {"a": {"name": "Zo", "pref": 3}}),
    ],
)
def test_members_of_known_properties_come_back(name: str, value: dict[str, object]) -> None:
    """S34, X26: sortAs and its like leave with the name, phone, firm or note they came with."""
    card = {"@type": "Card", "version": "1.0", "uid": "u", name: value}
    if name == "nicknames":
        card["name"] = {"full": "Zoé"}
    reading = from_jscontact(card, region="FR")
    assert reading.remainder.details
    out = to_jscontact(reading.profile, uid="u", remainder=reading.remainder)
    entry = value if name == "name" else value["a"]
    (back,) = [out[name]] if name == "name" else out[name].values()
    assert isinstance(entry, dict)
    assert set(entry) <= set(back)
    again = from_jscontact(out, region="FR")
    assert again.profile == reading.profile
    assert again.remainder.details == reading.remainder.details


PHONETIC = {
    "components": [
        {"kind": "surname", "value": "Rey", "phonetic": "ray"},
        {"kind": "separator", "value": " "},
        {"kind": "given", "value": "Zoé", "phonetic": "zo-e"},
        {"kind": "surname2", "value": "Paz"},
    ],
    "isOrdered": True,
    "phoneticSystem": "ipa",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", PHONETIC),
        ("name", {"full": "Zoé Rey Paz", **PHONETIC}),
        (
            "addresses",
            {"a": {"components": [{"kind": "locality", "value": "Paris", "phonetic": "pari"}]}},
        ),
        (
            "addresses",
            {
                "a": {
                    "components": [
                        {"kind": "number", "value": "12"},
                        {"kind": "name", "value": "rue X"},
                        {"kind": "direction", "value": "N"},
                    ]
                }
            },
        ),
    ],
)
def test_components_come_back_as_they_were(name: str, value: dict[str, object]) -> None:
    """S34: how a part sounds, what stands between and in which order leaves as it came."""
    card = {"@type": "Card", "version": "1.0", "uid": "u", name: value}
    reading = from_jscontact(card, region="FR")
    out = to_jscontact(reading.profile, uid="u", remainder=reading.remainder)
    said = value if name == "name" else value["a"]
    (back,) = [out[name]] if name == "name" else out[name].values()
    assert isinstance(said, dict)
    assert back["components"] == said["components"]
    again = from_jscontact(out, region="FR")
    assert again.profile == reading.profile
    assert again.remainder.details == reading.remainder.details


def test_components_of_a_name_that_changed_do_not_come_back() -> None:
    """S34: how the old name sounded says nothing of the new one."""
    card = {"@type": "Card", "version": "1.0", "uid": "u", "name": PHONETIC}
    reading = from_jscontact(card, region="FR")
    changed = attrs.evolve(reading.profile, name=PersonName(given="Ada", family="Rey Paz"))
    out = to_jscontact(changed, uid="u", remainder=reading.remainder)
    assert "phonetic" not in str(out["name"]["components"])


@pytest.mark.parametrize("components", [["x"], [None], [{"kind": ["a"], "value": 3}], "text", {}])
def test_components_of_another_shape_break_nothing(components: object) -> None:
    """A card of any shape is read; what is not understood stays outside the profile."""
    name = {"full": "Zoé", "components": components}
    reading = from_jscontact({"@type": "Card", "uid": "u", "name": name}, region="FR")
    assert reading.profile.display_name == "Zoé"
    to_jscontact(reading.profile, uid="u", remainder=reading.remainder)
