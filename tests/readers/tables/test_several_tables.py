"""Files that hold more than one table, two rows of titles, notes and odd titles."""

import pytest

from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table

_WIDE = (
    "Name,Phone,Street,City,Zip,Country",
    "Acme,01 43 55 12 34,1 rue X,Paris,75011,France",
    "Boz,01 43 55 12 35,2 rue X,Paris,75011,France",
)


def _open(*lines: str, **options: object) -> Table:
    return open_table(("\n".join(lines) + "\n").encode(), **options)  # type: ignore[arg-type]


def _said(table: Table, code: FindingCode) -> list[tuple[int | None, object]]:
    return [(f.row, dict(f.params).get("count")) for f in table.findings if f.code is code]


def _clients(count: int, more: str = "") -> list[str]:
    return [f"Client {n},06 12 34 56 {n % 100:02d}{more}" for n in range(count)]


@pytest.mark.parametrize(
    ("lines", "rows", "end"),
    [
        (("Name,Phone,,,,", *_clients(25, ",,,,"), ",,,,,", "Suppliers,,,,,", *_WIDE), 25, (28, 4)),
        (("Name,Phone,,,,", *_clients(45, ",,,,"), ",,,,,", *_WIDE), 45, (48, 3)),
        (("Name,Phone", *_clients(2), "", *_WIDE), 2, (5, 3)),
        (("Name,Phone", *_clients(5), *_WIDE), 5, (7, 3)),
        (("Name,Phone", *_clients(300), "", "Suppliers", *_WIDE), 300, (303, 4)),
        (("Clients of 2024", "", "Nom,Téléphone", *_clients(4), "", *_WIDE), 4, (9, 3)),
    ],
)
def test_a_narrow_table_above_a_wider_one_is_read(
    lines: tuple[str, ...], rows: int, end: tuple[int, int]
) -> None:
    """F8: titles with rows of data under them are no preamble; the wider table is said."""
    table = _open(*lines)
    assert len(table.header) == 2
    assert table.row_count == len(list(table)) == rows
    assert _said(table, FindingCode.TABLE_LEFT_OUT) == [end]
    assert not _said(table, FindingCode.SEVERAL_TABLES)


@pytest.mark.parametrize(
    "above",
    [
        ("Report,Clients", "Date,2024-01-01", "Author,Bob", ""),
        ("Name:,Acme SA", "Phone:,0143551234", ""),
        ("Name,Acme SA", "Phone,0143551234", "City,Paris"),
        ("Name,Company", "City,Paris", "Phone,0143551234", ""),
    ],
)
def test_names_and_values_above_a_table_are_a_preamble(above: tuple[str, ...]) -> None:
    """F8: what stands first in each row is a title: a list of facts about the file, no table."""
    table = _open(*above, *_WIDE)
    assert table.header == tuple(_WIDE[0].split(","))
    assert table.row_count == 2


def test_the_second_table_can_be_asked_for() -> None:
    """F8: header_row names the titles of the table that was left out."""
    lines = ("Name,Phone", *_clients(5), "", *_WIDE)
    assert _open(*lines, header_row=8).row_count == 2


@pytest.mark.parametrize(
    ("groups", "titles", "joined"),
    [
        ("North,,South,", "X,Y,X,Y", ["North X", "North Y", "South X", "South Y"]),
        (
            ",2019,,2020,",
            "City,Men,Women,Men,Women",
            ["City", "2019 Men", "2019 Women", "2020 Men", "2020 Women"],
        ),
        (
            ",Billing,,Shipping,",
            "Name,City,Zip,City,Zip",
            ["Name", "Billing City", "Billing Zip", "Shipping City", "Shipping Zip"],
        ),
    ],
)
def test_titles_over_several_columns_are_joined(
    groups: str, titles: str, joined: list[str]
) -> None:
    """F24: a row above that tells repeated titles apart belongs to them, and that is said."""
    width = len(joined)
    rows = [",".join(str(n + place) for place in range(width)) for n in range(3)]
    table = _open(groups, titles, *rows)
    assert list(table.header) == joined
    assert table.row_count == 3
    assert _said(table, FindingCode.TITLES_JOINED) == [(1, None)]


def test_a_row_above_titles_that_are_different_is_not_joined() -> None:
    """F24: a banner of several cells above titles that need no help stays outside."""
    table = _open("Salon Zoé,,Page 1", "Name,Phone,City", "Ann,0612345678,Paris")
    assert table.header == ("Name", "Phone", "City")


@pytest.mark.parametrize("times", [2, 3])
def test_titles_repeated_at_the_top_are_no_rows(times: int) -> None:
    """F24: the same titles again, before any data, are left out and said."""
    table = _open(*["Name,Phone"] * times, *_clients(3))
    assert [row.cells[0] for row in table] == ["Client 0", "Client 1", "Client 2"]
    assert len(_said(table, FindingCode.REPEATED_HEADER)) == times - 1


@pytest.mark.parametrize(
    "note",
    [
        "Note: exported on Monday, by Bob, for all, with care",
        "These are clients, suppliers, and others, of 2019",
        "Warning, do not share this file, it is private, thank you",
    ],
)
def test_a_note_with_commas_is_no_row_of_titles(note: str) -> None:
    """F24: sentences above a narrower table are a preamble."""
    table = _open(note, "Name,Phone", *_clients(4))
    assert table.header == ("Name", "Phone")
    assert table.row_count == 4


@pytest.mark.parametrize(
    ("titles", "row"),
    [
        ("Name,42,City", "Ann,7,Paris"),
        ("id,Name,a@b.example", "1,Ann,x@y.example"),
        ("Name,2019-01-01,City", "Ann,2020-05-06,Paris"),
        ("Name,Phone,0612345678", "Ann,0612345679,0612345670"),
    ],
)
def test_one_odd_title_among_known_ones(titles: str, row: str) -> None:
    """F24: a number, date or address as one of the titles makes them no row of data."""
    table = _open(titles, row, row.replace("Ann", "Bob"), row.replace("Ann", "Cleo"))
    assert table.header == tuple(titles.split(","))


@pytest.mark.parametrize("blank", ['"\n"', '" "', '"\r\n"'])
def test_a_quoted_blank_beyond_the_titles_is_kept(blank: str) -> None:
    """F24: what somebody quoted is a cell, though nothing is seen in it; it is no fault."""
    table = open_table(f"Name,Phone\nAnn,0612345678,{blank}\nBob,0612345679\n".encode())
    assert [row.extra for row in table] == [(blank.strip('"'),), ()]
    assert not _said(table, FindingCode.EXTRA_CELLS)


@pytest.mark.parametrize("rows", [1, 2, 5])
def test_a_blank_title_above_values_is_a_column(rows: int) -> None:
    """N19: "Prénom,Nom," has three columns, however many rows of data there are."""
    table = _open("Prénom,Nom,", *["Ann,Roy,0612345678"] * rows)
    assert table.header == ("Prénom", "Nom", "")
    assert [row.extra for row in table] == [()] * rows


def test_a_blank_title_above_nothing_is_no_column() -> None:
    """N19: a delimiter at the end of each row makes no column."""
    assert _open("Prénom,Nom,", "Ann,Roy,").header == ("Prénom", "Nom")


@pytest.mark.parametrize("rule", ["----;-----", "---;---", ":---;---:", "====;===="])
def test_a_line_drawn_under_titles_is_no_data(rule: str) -> None:
    """F24: Markdown and databases draw a line below the titles."""
    table = _open("Name;Phone", rule, "Ann;0612345678", "Bob;0612345679")
    assert [row.cells[0] for row in table] == ["Ann", "Bob"]


@pytest.mark.parametrize("titles", ["Name,Phone,City", "Nom,Ville,Code", "x,y,z,Name"])
def test_numbers_of_columns_above_titles_are_no_titles(titles: str) -> None:
    """F24: "1,2,3" above the titles only counts the columns."""
    names = titles.split(",")
    numbers = ",".join(str(n + 1) for n in range(len(names)))
    rows = [",".join(f"{name} {n}" for name in "abcd"[: len(names)]) for n in range(3)]
    assert _open(numbers, titles, *rows).header == tuple(names)
