"""Nothing a card says is lost without a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table
from clientbook.readers.vcards.other_values import OTHERS

_STRUCTURED = ("N", "ADR", "ORG")
_NAMES = (
    *("FN", "NICKNAME", "TITLE", "TEL", "X-MS-TEL", "EMAIL", "LABEL", "URL", "NOTE", "CATEGORIES"),
    *("UID", "LANG", "BDAY", "GENDER", "X-GENDER", "X-ABDATE", "AGENT", "MEMBER", "X-CUSTOM-1"),
    *("X-ANDROID-CUSTOM", "X-SOMETHING", *OTHERS, *_STRUCTURED),
)


def _table(*cards: tuple[str, ...]) -> Table:
    lines = [
        line for card in cards for line in ("BEGIN:VCARD", "VERSION:4.0", *card, "END:VCARD", "")
    ]
    return open_table("\r\n".join(lines).encode())


def _cells(*lines: str) -> dict[str, str]:
    table = _table(("FN:Ann Roy", *lines))
    return {t: c for t, c in zip(table.header, next(iter(table)).cells, strict=True) if c}


def _left_out(table: Table) -> set[str]:
    codes = (FindingCode.CARD_PROPERTY_LEFT_OUT, FindingCode.CARD_PROPERTY_SKIPPED)
    return {str(dict(f.params)["name"]) for f in table.findings if f.code in codes}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=12), st.booleans())
def test_every_value_is_a_cell_or_a_finding(names: list[str], in_types: bool) -> None:
    """F25, X26: each value of a card stands in a cell, or a finding names its property."""
    values = {f"kept{number}x": name for number, name in enumerate(names)}
    lines = ["FN:Ann Roy"]
    for value, name in values.items():
        before = ";TYPE=work" if in_types else ""
        after = {"N": f"{value};;;;", "ADR": f";;{value};;;;", "ORG": f"{value};"}.get(name, value)
        lines.append(f"{name}{before}:{after}")
    table = _table(tuple(lines))
    text = "\n".join(cell for row in table for cell in row.cells)
    lost = {name for value, name in values.items() if value not in text}
    assert lost <= _left_out(table)


@pytest.mark.parametrize(
    ("lines", "title", "text"),
    [
        (
            ("item5.URL:https://a.example", "item5.X-ABLabel:Blog"),
            "custom:Web pages",
            "Blog: https://a.example",
        ),
        (
            ("URL:https://a.example", "URL;PREF=1:https://b.example"),
            "website",
            "https://b.example; https://a.example",
        ),
        (("ORG:One", "ORG:Two;Sales"), "custom:Other companies", "Two / Sales"),
        (("TITLE:Baker", "TITLE:Mayor"), "custom:Other job titles", "Mayor"),
        (("TEL;TYPE=Ferienhaus:1",), "phone.other.label", "Ferienhaus"),
        (("TEL;X-Garage:1",), "phone.other.label", "Garage"),
        (("TEL;TYPE=arbeit:1",), "phone.work.label", "arbeit"),
        (("ADR;TYPE=Chalet:;;1 Way;;;;",), "address.1.label", "Chalet"),
        (("EMAIL;TYPE=privat:a@b.example",), "email.1.label", "home"),
        (("EMAIL;TYPE=Verein:a@b.example",), "email.1.label", "Verein"),
        (
            ("X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Zo;1;;;;;;;;;;;;;",),
            "nickname",
            "Zo",
        ),
        (
            ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1985-06-27;3;;;",),
            "birth_date",
            "1985-06-27",
        ),
        (
            ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-02-03;0;Name day;",),
            "custom:Dates",
            "Name day: 2001-02-03",
        ),
        (
            ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bob;14;;;",),
            "custom:Related person",
            "spouse: Bob",
        ),
        (
            ("item1.X-ABRELATEDNAMES:Bob", "item1.X-ABLabel:_$!<Brother>!$_"),
            "custom:Related person",
            "Brother: Bob",
        ),
        (
            ("X-SOCIALPROFILE;TYPE=twitter;X-USER=ann:x-apple:ann",),
            "custom:Social profile",
            "twitter: ann",
        ),
        (("IMPP;X-SERVICE-TYPE=Skype:skype:ann",), "custom:Instant messaging", "skype:ann"),
        (("LABEL;TYPE=home:1 Long Way",), "address.home.full", "1 Long Way"),
        (("ADR:;;1 Way;Town;;;", "LABEL:2 Other Way"), "address.2.full", "2 Other Way"),
        (("X-WAB-GENDER:2",), "gender", "male"),
        (("X-GROUP-MEMBERSHIP:My Contacts", "X-GROUP-MEMBERSHIP:Club"), "tags", "Club"),
        (("X-MAIDENNAME:Low",), "maiden_name", "Low"),
        (("EMAIL:a@b.example", "EMAIL;PREF=1:c@d.example"), "email.1.preferred", "yes"),
        (("ADR:;;1 Way;Town;;;;;;;;;;;;Old Port;;",), "address.1.district", "Old Port"),
    ],
)
def test_values_of_programs_have_cells(lines: tuple[str, ...], title: str, text: str) -> None:
    """F25: labels of pages, second firms, words in TYPE and Android's own fields are kept."""
    assert _cells(*lines)[title] == text


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        (
            ("TEL;TYPE=work:1", "TEL;TYPE=home:2", "TEL;TYPE=cell:3"),
            ["phone.work", "phone.home", "phone.mobile"],
        ),
        (
            ("TEL:1", "TEL;TYPE=home:2", "TEL:3", "TEL;PREF=1:4"),
            [
                *("phone.other", "phone.other.preferred", "phone.other.2", "phone.home"),
                "phone.other.3",
            ],
        ),
        (
            ("ADR;TYPE=work:;;1;;;;", "ADR;TYPE=home:;;2;T;;;"),
            ["address.work.street", "address.home.street", "address.home.city"],
        ),
    ],
)
def test_the_first_of_a_card_is_the_first_of_its_owner(
    lines: tuple[str, ...], order: list[str]
) -> None:
    """F25: columns stand as the card has its numbers and addresses, what it prefers in front."""
    assert [title for title in _cells(*lines) if title != "full_name"] == order


def test_an_envelope_that_says_the_address_again_is_no_second_address() -> None:
    """F25: LABEL beside an ADR of the same words adds nothing, and nothing is missing."""
    cells = _cells("ADR;TYPE=home:;;1 Way;Town;;1000;CH", "LABEL;TYPE=home:1 Way\\n1000 Town\\nCH")
    assert [title for title in cells if title.endswith("full")] == []


def test_a_property_left_out_is_said_once() -> None:
    """F25: 3 cards with the same unknown property are one finding with their number."""
    card = ("FN:A", "X-UNHEARD-OF:1", "PRODID:-//x", "REV:20260101T000000Z")
    found = _table(card, card, card).findings
    assert [(f.code, f.row, dict(f.params)) for f in found] == [
        (FindingCode.CARD_PROPERTY_LEFT_OUT, 1, {"name": "X-UNHEARD-OF", "count": 3})
    ]


@pytest.mark.parametrize(
    ("first", "second", "tags"),
    [
        ("VIP,Clients", "Coupe\\; Soin", (["VIP", "Clients"], ["Coupe; Soin"])),
        ("VIP", "a\\,b,c", (["VIP"], ["a,b", "c"])),
        ('say "x",y', "a|b", (['say "x"', "y"], ["a|b"])),
    ],
)
def test_a_tag_is_what_its_card_says(first: str, second: str, tags: tuple[list[str], ...]) -> None:
    """F25: a separator inside a tag of one card glues no tags of another."""
    from clientbook.importing.columns import split_values

    table = _table(("FN:A", f"CATEGORIES:{first}"), ("FN:B", f"CATEGORIES:{second}"))
    at = table.header.index("tags")
    assert tuple(split_values(row.cells[at], ";") for row in table) == tags


@pytest.mark.parametrize("line", ["X-ABLabel:Boat", "item9.X-ABLabel:Boat"])
def test_a_label_of_nothing_is_said(line: str) -> None:
    """F25: an owner's word that stands beside no value is not lost without a word."""
    assert _left_out(_table(("FN:A", line))) == {"X-ABLABEL"}
