"""From numbered rows to a table: titles, blank rows and columns, footers, limits."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from clientbook.errors import DuplicateHeaderError, FileTooLargeError, ReadError, TitleRowError
from clientbook.importing.tables import Source, Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table
from clientbook.readers.options import ReadLimits, ReadOptions
from clientbook.readers.tables.structure import build_table

TITLES = ["First name", "Last name", "Phone", "E-mail"]
PEOPLE = [
    ["Jean", "Dupont", "+1 514 555 0123", "jean@example.com"],
    ["Marie", "Tremblay", "+1 418 555 0199", "marie@example.com"],
    ["Ana", "García", "+34 612 345 678", "ana@example.com"],
    ["Jürgen", "Weiß", "+49 30 123456", "juergen@example.com"],
]


def table(rows: Sequence[Sequence[str]], **options: Any) -> Table:
    def numbered() -> Iterator[tuple[int, list[str]]]:
        return ((n, list(cells)) for n, cells in enumerate(rows, start=1))

    return build_table(numbered, options=ReadOptions(**options), source=Source("csv"))


def codes(found: Table) -> list[tuple[str, int | None]]:
    return [(f.code.value, f.row if f.row is not None else f.column) for f in found.findings]


def test_k17_header_on_gives_four_rows_and_off_gives_five_with_their_row_numbers() -> None:
    """K17: header on gives 4 rows; off gives 5 with columns A.. and the file's row numbers."""
    on = table([TITLES, *PEOPLE], header=True)
    off = table([TITLES, *PEOPLE], header=False)
    assert on.header == tuple(TITLES)
    assert [row.number for row in on] == [2, 3, 4, 5]
    assert off.header == ("A", "B", "C", "D")
    assert [row.number for row in off] == [1, 2, 3, 4, 5]
    assert not off.has_header
    assert off.row_count == 5


def test_k11_one_blank_row_and_column_are_listed_or_refused() -> None:
    """K11: strict refuses naming both; tolerant imports the rest and lists both."""
    wide = [[*cells[:2], "", *cells[2:]] for cells in [TITLES, *PEOPLE]]
    rows = [*wide[:2], [""] * 5, *wide[2:]]
    found = table(rows)
    assert found.header == tuple(TITLES)
    assert [row.number for row in found] == [2, 4, 5, 6]
    assert [tuple(row.cells) for row in found] == [tuple(p) for p in PEOPLE]
    assert ("blank_row", 3) in codes(found)
    assert ("blank_column", 3) in codes(found)
    with pytest.raises(ReadError, match="blank column C, blank row 3"):
        table(rows, strict=True)


def test_k13_a_banner_row_is_refused_with_its_code_and_number() -> None:
    """K13: a banner row is refused with TITLE_ROW_SUSPECTED and the row number."""
    rows = [["Our clients 2024", "", "", ""], TITLES, *PEOPLE]
    for options in ({"header_row": 1}, {"strict": True}):
        with pytest.raises(TitleRowError, match=r"title_row_suspected: row 1 .*header_row=2"):
            table(rows, **options)


def test_k13_a_row_of_groups_above_the_titles_is_no_header() -> None:
    """K13: with titles said to be in row 1, a sparse row above fuller titles is refused."""
    rows = [["Client", "", "Contact", ""], TITLES, *PEOPLE]
    with pytest.raises(TitleRowError, match="header_row=2"):
        table(rows, header_row=1)
    assert table(rows).header == tuple(TITLES)
    assert table([TITLES, *PEOPLE], header_row=1).header == tuple(TITLES)


def test_a_banner_row_is_skipped_and_reported_when_the_titles_are_to_be_found() -> None:
    """A banner above the titles is a finding, and the titles below it are the header."""
    found = table([["Our clients 2024", "", "", ""], TITLES, *PEOPLE])
    assert found.header == tuple(TITLES)
    assert found.row_count == 4
    assert ("title_row_suspected", 1) in codes(found)
    assert ("preamble_skipped", 1) in codes(found)
    assert ("header_chosen", 2) in codes(found)


def test_the_three_lines_above_the_titles_of_a_linkedin_export_are_left_out() -> None:
    """A preamble of a note, a paragraph and a blank line is skipped and reported."""
    note = "When exporting your connection data, you may notice that some e-mails are missing."
    found = table([["Notes:"], [note], [], TITLES, *PEOPLE])
    assert found.header == tuple(TITLES)
    assert [row.number for row in found] == [5, 6, 7, 8]


def test_v8_repeated_titles_stay_a_row_and_are_reported() -> None:
    """V8: a second header row inside the data is reported on its row, which stays."""
    found = table([TITLES, *PEOPLE[:2], [t.upper() for t in TITLES], *PEOPLE[2:]])
    assert ("repeated_header", 4) in codes(found)
    assert [row.number for row in found] == [2, 3, 4, 5, 6]


def test_v9_equal_titles_collide_after_folding_only_when_asked() -> None:
    """V9: Email and e-mail differ; Email and EMAIL collide; refused with unique_header only."""
    same = [["Email", "Name", " EMAIL"], ["a@x.fr", "Ann", "b@x.fr"]]
    other = [["Email", "Name", "e-mail "], ["a@x.fr", "Ann", "b@x.fr"]]
    assert table(same).header == ("Email", "Name", " EMAIL")
    assert table(other, unique_header=True).row_count == 1
    with pytest.raises(DuplicateHeaderError, match="columns 1 and 3"):
        table(same, unique_header=True)


def test_v10_the_limit_of_rows_counts_data_rows_only() -> None:
    """V10: 10,000 rows pass, 10,001 are refused whole; header and blank rows are not counted."""
    limits = ReadLimits(max_rows=10_000)
    rows = [TITLES, ["", "", "", ""], *(PEOPLE[n % 4] for n in range(10_000))]
    assert table(rows, limits=limits).row_count == 10_000
    with pytest.raises(FileTooLargeError, match="more than 10000 rows"):
        table([*rows, PEOPLE[0]], limits=limits)


def test_reading_stops_soon_after_the_limit_of_rows() -> None:
    """A file over the limit of rows is not read on."""
    seen = 0

    def endless() -> Iterator[tuple[int, list[str]]]:
        nonlocal seen
        yield 1, TITLES
        while True:
            seen += 1
            yield seen + 1, PEOPLE[seen % 4]

    options = ReadOptions(limits=ReadLimits(max_rows=500))
    with pytest.raises(FileTooLargeError):
        build_table(endless, options=options, source=Source("csv"))
    assert seen < 600


@pytest.mark.parametrize(
    ("limits", "rows"),
    [
        (ReadLimits(max_columns=3), [TITLES, *PEOPLE]),
        (ReadLimits(max_cell_chars=10), [TITLES, *PEOPLE]),
        (ReadLimits(max_cells=15), [TITLES, *PEOPLE]),
    ],
)
def test_too_many_columns_characters_or_cells_are_refused(
    limits: ReadLimits, rows: list[list[str]]
) -> None:
    """Each limit refuses the file with FileTooLargeError."""
    with pytest.raises(FileTooLargeError):
        table(rows, limits=limits)


def test_short_rows_are_filled_and_reported() -> None:
    """A row with too few cells is padded and listed with its number."""
    found = table([TITLES, PEOPLE[0], PEOPLE[1][:2], *PEOPLE[2:]])
    assert list(found)[1].cells == ("Marie", "Tremblay", "", "")
    assert ("ragged_row", 3) in codes(found)


def test_cells_beyond_the_titles_are_extra() -> None:
    """A value right of the last title is kept apart and listed with its row number."""
    found = table([TITLES, *PEOPLE[:3], [*PEOPLE[3], "", "stray"]])
    assert found.header == tuple(TITLES)
    assert list(found)[3].extra == ("", "stray")
    assert list(found)[3].cells == tuple(PEOPLE[3])
    assert ("extra_cells", 5) in codes(found)


def test_an_untitled_column_that_most_rows_fill_is_a_column() -> None:
    """Values without a title in every row make an untitled column, not extra cells."""
    found = table([TITLES, *([*cells, "x"] for cells in PEOPLE)])
    assert found.header == (*TITLES, "")
    assert ("untitled_column", 5) in codes(found)
    assert not any(code == "extra_cells" for code, _ in codes(found))


def test_separators_at_the_end_of_every_line_make_no_column() -> None:
    """A comma at the end of every line adds neither a column nor a finding."""
    found = table([[*cells, ""] for cells in [TITLES, *PEOPLE]])
    assert found.header == tuple(TITLES)
    assert found.row_count == 4


def test_the_footer_lines_of_a_report_are_left_out() -> None:
    """Five footer lines after a blank one, as Salesforce writes them, are no data."""
    footer = [
        ["All clients"],
        ["Copyright (c) 2000-2024 example.com, inc."],
        ["Confidential Information - Do Not Distribute"],
        ["Generated By:  A. User  01/02/2024 10:11"],
        ["Example Salon"],
    ]
    found = table([TITLES, *PEOPLE, [], [], *footer])
    assert found.row_count == 4
    assert [row.number for row in found] == [2, 3, 4, 5]
    assert [row for code, row in codes(found) if code == "footer_suspected"] == [8, 9, 10, 11, 12]


def test_a_total_row_is_a_footer_and_a_client_named_total_is_not() -> None:
    """ "Total" beside numbers only is a footer; beside a name and an e-mail it is a client."""
    rows = [["Name", "City", "Visits"], ["Ann", "Lyon", "3"], ["Bob", "Nice", "4"]]
    assert table([*rows, ["Total", "", "7"]]).row_count == 2
    assert table([*rows, ["Total", "Metz", "7"]]).row_count == 3


def test_a_units_row_below_the_titles_is_no_data() -> None:
    """A row that only says how to fill the columns is skipped and reported."""
    units = ["(text)", "(text)", "(optional)", "(required)"]
    found = table([TITLES, units, *PEOPLE])
    assert found.row_count == 4
    assert ("second_header_row", 2) in codes(found)


def test_another_table_below_a_blank_row_is_reported() -> None:
    """A second table in the file is left out, with a finding on the row of its titles."""
    found = table([TITLES, *PEOPLE, [""], ["Date", "Product", "Price", ""], ["a", "b", "3", ""]])
    assert ("table_left_out", 7) in codes(found)
    assert found.row_count == len(list(found)) == 4


def test_another_table_right_below_is_reported() -> None:
    """Titles of another width below the rows are another table, with or without a blank row."""
    found = table([TITLES, *PEOPLE, ["Date", "Product", "Price"], ["2024-01-02", "gel", "3.50"]])
    assert ("table_left_out", 6) in codes(found)
    assert found.row_count == 4


def test_a_doubled_separator_among_the_titles_makes_no_column() -> None:
    """One blank title too many, above rows that are one cell shorter, is dropped."""
    found = table([[*TITLES[:2], "", *TITLES[2:]], *PEOPLE])
    assert found.header == tuple(TITLES)
    assert next(iter(found)).cells == tuple(PEOPLE[0])


def test_findings_of_one_code_are_capped_and_the_rest_is_counted() -> None:
    """At most 1,000 findings of a code are listed; one more tells how many are left out."""
    found = table([TITLES, *([PEOPLE[n % 4][0]] for n in range(1_500))], header=True)
    ragged = [f for f in found.findings if f.code is FindingCode.RAGGED_ROW]
    more = [f for f in found.findings if f.code is FindingCode.MORE_FINDINGS]
    assert len(ragged) == 1_000
    assert dict(more[0].params) == {"count": 500, "kind": "ragged_row"}


@pytest.mark.parametrize(
    "rows",
    [
        [["Dupont", "Jean", "514-555-0123"], ["Martin", "Luc", "514-555-0199"]],
        [["jean@example.com", "Jean"], ["luc@example.com", "Luc"]],
        [["VIP", "cut, gel wash"], ["New", "late cut wash"], ["VIP", "gel, late cut"]],
        [["Paris", "Ann"], ["Lyon", "Bob"], ["Paris", "Cid"], ["Lyon", "Ann"], ["Nice", "Bob"]],
    ],
)
def test_a_first_row_that_looks_like_the_rows_below_is_no_header(rows: list[list[str]]) -> None:
    """Values in the first row mean that there are no titles."""
    found = table(rows)
    assert not found.has_header
    assert found.row_count == len(rows)
    assert ("no_header", None) in codes(found)


def test_nothing_to_read_is_an_error() -> None:
    """A file without a filled cell is refused, not imported as zero clients."""
    with pytest.raises(ReadError, match="nothing in it"):
        table([[], ["", ""]])


@pytest.mark.parametrize(
    "banner", ["Liste des clients,2021-05-01,", "Clients,Page 1,", "Export,12/05/2024,"]
)
def test_a_banner_of_two_cells_is_no_header(banner: str) -> None:
    """S14, K13: titles below it are found; said to be in row 1, the banner is refused."""
    text = f"{banner}\nPrénom,Nom,Tél\nZoé,Roy,06 12 34 56 78\nLuc,Li,06 12 34 56 79\n".encode()
    assert open_table(text).header == ("Prénom", "Nom", "Tél")
    for options in (ReadOptions(header_row=1), ReadOptions(strict=True)):
        with pytest.raises(TitleRowError, match="row 1"):
            open_table(text, options=options)


@pytest.mark.parametrize("letters", ["A;B;C", "1;2;3", "A;B;C;D"])
def test_the_letters_of_the_columns_are_no_titles(letters: str) -> None:
    """They stand above the titles where a sheet was copied with its frame."""
    table = open_table(f"{letters}\nNom;Prénom;Téléphone\nDupont;Marie;0612345678\n".encode())
    assert table.header[:3] == ("Nom", "Prénom", "Téléphone")
    assert table.row_count == 1


def test_titles_below_a_title_over_several_columns_are_joined_to_it() -> None:
    """ "Téléphone" over "Mobile" and "Fixe"; with nothing under the other titles."""
    rows = "Dupont;Marie;0612345678;0143551234\nMartin;Paul;0612345679;\n"
    table = open_table(f"Nom;Prénom;Téléphone;\n;;Mobile;Fixe\n{rows}".encode())
    assert table.header == ("Nom", "Prénom", "Téléphone Mobile", "Téléphone Fixe")
    assert table.row_count == 2
    codes = [finding.code for finding in table.findings]
    assert FindingCode.TITLES_JOINED in codes
    assert FindingCode.TABLE_LEFT_OUT not in codes


@pytest.mark.parametrize("row", [";;Paris;Lyon", ";Marie;Mobile;Fixe", ";;Mobile;", ";;06;01"])
def test_a_row_that_parts_no_title_is_a_row(row: str) -> None:
    """Other words, a cell under another title, one alone, or figures."""
    table = open_table(f"Nom;Prénom;Téléphone;\n{row}\nDupont;Marie;06;07\n".encode())
    assert table.header[:3] == ("Nom", "Prénom", "Téléphone")
    assert table.row_count == 2
