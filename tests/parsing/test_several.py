"""Several numbers or addresses in a cell: where people part them, and what is one value."""

import pytest

from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import parse_phone
from clientbook.parsing.phone_repair import several_parts
from clientbook.parsing.several import values_apart

MOBILE, LANDLINE = "06 12 34 56 70", "01 43 55 12 30"
BETWEEN = [
    "\n", "\r\n", "\t", ";", " | ", ",", "/", " / ", "//", " // ", " & ", " + ", " - ", " – ", "  ",
    " ou ", " OU ", " et ", " or ", " and ", " oder ", " und ", " u. ", " bzw. ", " y ", " o ",
    " e ", " oppure ", " of ", " en ", ":::", " ::: ",
]  # fmt: skip
LABELLED = [
    ("perso {}, bureau {}", "perso {}", "bureau {}"),
    ("perso {} bureau {}", "perso {}", "bureau {}"),
    ("(H) {} (C) {}", "(H) {}", "(C) {}"),
    ("{} (H) {} (C)", "{} (H)", "{} (C)"),
    ("mobil: {}; privat: {}", "mobil: {}", "privat: {}"),
    ("{} (lui) / {} (elle)", "{} (lui)", "{} (elle)"),
    ("{}, {} (le soir, tard)", "{}", "{} (le soir, tard)"),
    ("tél 1 : {} / tél 2 : {}", "tél 1 : {}", "tél 2 : {}"),
    ("1) {} 2) {}", "1) {}", "2) {}"),
    ("{} (2e: {})", "{}", "2e: {}"),
]


@pytest.mark.parametrize("between", BETWEEN)
def test_numbers_and_addresses_are_parted_alike(between: str) -> None:
    """K12: signs, line breaks, and the words for "or" and "and" of seven languages part values."""
    assert values_apart(f"{MOBILE}{between}{LANDLINE}") == [MOBILE, LANDLINE]
    three = between.join((MOBILE, LANDLINE, "+44 7911 123456"))
    assert values_apart(three) == [MOBILE, LANDLINE, "+44 7911 123456"]
    mails = between.join(("ann@x.fr", "bob.lee@y.de"))
    assert values_apart(mails) == ["ann@x.fr", "bob.lee@y.de"]


@pytest.mark.parametrize(("cell", "one", "other"), LABELLED)
def test_words_beside_a_value_go_with_it(cell: str, one: str, other: str) -> None:
    """K12: a label before or behind each value parts them, and stays beside its own."""
    for a, b in ((MOBILE, LANDLINE), ("+33612345670", "0143551230")):
        assert values_apart(cell.format(a, b)) == [one.format(a), other.format(b)]


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("ann@x.fr bob@y.fr", ["ann@x.fr", "bob@y.fr"]),
        ("pro: ann@x.fr, perso: bob@y.fr", ["pro: ann@x.fr", "perso: bob@y.fr"]),
        ("ann@x.fr (pro) bob@y.fr (perso)", ["ann@x.fr (pro)", "bob@y.fr (perso)"]),
        ('"Lee, Ann" <ann@x.fr>; Bob <bob@y.fr>', ['"Lee, Ann" <ann@x.fr>', "Bob <bob@y.fr>"]),
        ("0612345670 0143551230", ["0612345670", "0143551230"]),
        ("0612345670 / 0143551230\n0612345671", ["0612345670", "0143551230", "0612345671"]),
        ("٠٦١٢٣٤٥٦٧٠ / ٠١٤٣٥٥١٢٣٠", ["0612345670", "0143551230"]),
        ("+1 (415) 555-2671 / +33 6 12 34 56 70", ["+1 (415) 555-2671", "+33 6 12 34 56 70"]),
    ],
)
def test_each_value_keeps_its_form(cell: str, values: list[str]) -> None:
    """K12: names, labels and several signs in one cell leave each value as it is written."""
    assert values_apart(cell) == values


@pytest.mark.parametrize(
    "cell",
    [
        "06 12 34 56 70",
        "06 12 34 56 70 - demander Paul",
        "06 12 34 56 70 / 01 43 55 12 30 / Paul",
        "01 43 55 12 30 poste 12",
        "01 43 55 12 30 - 12",
        "0221 123456/57",
        "0612345678 (après 18h)",
        "12/03/2024 - 13/03/2024",
        "2024-03-17 10:00 - 2024-03-17 11:00",
        "1 000 000 - 2 000 000 €",
        "0612345670 ann@x.fr",
        "ann@x.fr (do not mail)",
        "06 12 34 56 70 12 34 56 78 90",
        "0612345670 / " * 40,
        "Paul rappelle demain matin entre huit et dix heures 0612345670 ou bien 0143551230",
    ],
)
def test_a_part_that_is_no_value_leaves_the_cell_whole(cell: str) -> None:
    """K12: an extension, a remark, dates and amounts are not taken apart."""
    assert values_apart(cell) == [cell]


@pytest.mark.parametrize("between", [" o ", " y ", " e ", " of ", " en ", " u. ", " bzw. "])
def test_what_parts_numbers_is_told_as_several(between: str) -> None:
    """K12: the reader of one number tells several of them by the same words."""
    assert len(several_parts(f"{MOBILE}{between}{LANDLINE}")) == 2


def test_a_number_in_brackets_behind_another_is_a_second_one() -> None:
    """K12: without a separator such a cell is told as several, as any other."""
    with pytest.raises(InvalidValueError) as caught:
        parse_phone(f"{MOBILE} (2e: {LANDLINE})", region="FR")
    assert caught.value.issue.code is IssueCode.MULTI_VALUE_CELL
