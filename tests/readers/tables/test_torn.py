"""Rows that an unquoted line break tore apart are one again, where it is sure that they were."""

import pytest

from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table

CARD = "Name;Note;Phone"
WHOLE = "Cy Do;ok;4155552672"


def read(*lines: str) -> Table:
    return open_table("".join(f"{line}\n" for line in lines).encode(), delimiter=";", quote="")


def said(table: Table, code: FindingCode) -> list[int | None]:
    return [finding.row for finding in table.findings if finding.code is code]


TORN = [
    (
        CARD,
        ["Al Bo;likes tea", "no sugar;4155552671"],
        ("Al Bo", "likes tea\nno sugar", "4155552671"),
    ),
    (
        CARD,
        ["Al Bo;likes tea", "milk", "no sugar;4155552671"],
        ("Al Bo", "likes tea\nmilk\nno sugar", "4155552671"),
    ),
    (CARD, ["Al Bo;tea", "", "no sugar;4155552671"], ("Al Bo", "tea\n\nno sugar", "4155552671")),
    (
        CARD,
        ["Al Bo;likes tea", "Allergies: nuts;4155552671"],
        ("Al Bo", "likes tea\nAllergies: nuts", "4155552671"),
    ),
    (
        "Name;Street;City;E-mail",
        ["Al;1 Main", "Flat 2;Leeds;a@x.com"],
        ("Al", "1 Main\nFlat 2", "Leeds", "a@x.com"),
    ),
    ("Name;Note;Born", ["Al;tall", "kind;13/05/1980"], ("Al", "tall\nkind", "13/05/1980")),
]
WHOLES = {
    CARD: WHOLE,
    "Name;Street;City;E-mail": "Cy;2 Main;York;c@x.com",
    "Name;Note;Born": "Cy;-;14/05/1980",
}


@pytest.mark.parametrize(("titles", "pieces", "whole"), TORN)
def test_the_pieces_of_a_row_are_one_row(
    titles: str, pieces: list[str], whole: tuple[str, ...]
) -> None:
    """V4: it has the number of its first line, each cell stands in its column, and it is said."""
    table = read(titles, *pieces, WHOLES[titles])
    assert [row.cells for row in table] == [whole, tuple(WHOLES[titles].split(";"))]
    assert [row.number for row in table] == [2, 2 + len(pieces)]
    assert table.row_count == 2
    assert said(table, FindingCode.TORN_ROW) == [2]
    assert not said(table, FindingCode.RAGGED_ROW)
    assert not said(table, FindingCode.GROUP_HEADING)


@pytest.mark.parametrize(
    "lines",
    [
        ("Al Bo;tea", "Ed Fa;milk"),  # nothing shows that they are one
        ("Al Bo;4155552671", "Ed Fa;4155552673"),  # both end early
        ("Al Bo;likes tea", "no sugar;4155552671", "Ed Fa;milk"),  # so rows of this file may
        ("Al Bo;likes tea", WHOLE, "no sugar;4155552671"),  # another row stands between
        ("Al Bo", "tea;4155552671"),  # too few cells
        ("Al Bo;likes tea", "no sugar;a@example.com"),  # of another kind than its column
        ("Al", "Bo;tea;4155552671"),  # the second is whole
    ],
)
def test_short_rows_that_may_be_two_stay_two(lines: tuple[str, ...]) -> None:
    """V4: each is a row that is said to be short."""
    table = read(CARD, *lines, WHOLE)
    assert [row.cells for row in table][: len(lines)] == [
        (*line.split(";"), "", "")[:3] for line in lines
    ]
    assert not said(table, FindingCode.TORN_ROW)
    short = [n for n, line in enumerate(lines, start=2) if line.count(";") < 2]
    assert said(table, FindingCode.RAGGED_ROW) == short


def test_torn_rows_are_found_anywhere_and_counted() -> None:
    """V4: a file holds as many rows as it has people, whatever their notes hold."""
    lines: list[str] = []
    for at in range(300):
        torn = at % 3 == 1
        lines += [f"A{at};tea", f"milk;41555{at:05d}"] if torn else [f"A{at};tea;41555{at:05d}"]
    table = read(CARD, *lines)
    assert [row.cells[0] for row in table] == [f"A{at}" for at in range(300)]
    assert [row.cells[2] for row in table] == [f"41555{at:05d}" for at in range(300)]
    assert table.row_count == 300
    assert len(said(table, FindingCode.TORN_ROW)) == 100


def test_a_footer_does_not_hide_a_torn_row() -> None:
    """V4: lines below the table are short by nature."""
    table = read(CARD, WHOLE, "Al Bo;tea", "milk;4155552671", "Exported on 2024-01-02")
    assert [row.cells[0] for row in table] == ["Cy Do", "Al Bo"]
