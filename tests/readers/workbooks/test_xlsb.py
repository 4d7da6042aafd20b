"""The binary form of XLSX."""

import struct

import pytest
from tests.readers.workbooks.test_workbooks import cells, read
from tests.readers.workbooks.workbook_files import (
    binary_records,
    binary_row,
    raw_xlsb,
    wide,
    zipped,
)

from clientbook.errors import FileTooLargeError, ReadError, TooManySheetsError
from clientbook.messages.issues import FindingCode

ROWS = [*binary_row(0, "Name", "Phone"), *binary_row(1, "Zoé")]
NUMBER = (5, struct.pack("<LLd", 1, 0, 5145551234.0))


def test_xlsb_gives_the_same_cells() -> None:
    """K14: XLSB gives the texts that XLSX and CSV give, hidden sheets and errors reported."""
    error = (3, struct.pack("<LLB", 1, 0, 0x17))
    row = binary_row(2, "Bob")
    table = read(raw_xlsb(*ROWS, NUMBER, *row, error, (176, b"\0" * 16), hidden=2))
    assert table.header == ("Name", "Phone")
    assert cells(table) == [("Zoé", "5145551234"), ("Bob", "#REF!")]
    codes = {finding.code for finding in table.findings}
    assert {FindingCode.HIDDEN_SHEET, FindingCode.CELL_ERROR, FindingCode.MERGED_CELLS} <= codes


def test_sheets_of_an_xlsb_are_chosen_and_counted() -> None:
    """V7: several sheets of an XLSB are refused naming them, or one is chosen."""
    with pytest.raises(TooManySheetsError, match=r"'S1', 'S2' \(hidden\)"):
        read(raw_xlsb(*ROWS, hidden=1), single_sheet=True)
    assert read(raw_xlsb(*ROWS), sheet="S2").source.sheet == "S2"


def test_hostile_xlsb_files_are_refused_by_type() -> None:
    """V13: far cells, lying counts and cut records are found before the driver allocates."""
    far = [*ROWS, (0, struct.pack("<LLHBBL", 1_048_575, 0, 300, 0, 0, 0))]
    far.append((5, struct.pack("<LLd", 16_383, 0, 1.0)))
    with pytest.raises(FileTooLargeError, match="row 1048576 is filled up to column 16,384"):
        read(raw_xlsb(*far))
    with pytest.raises(ReadError, match="a record ends late"):
        read(raw_xlsb(*ROWS, strings=b"\x9f\x01\xff\x7f"))
    with pytest.raises(ReadError, match="beyond the last column"):
        read(raw_xlsb(*ROWS, (5, struct.pack("<LLd", 2**31, 0, 1.0))))


def test_every_kind_of_cell_is_read() -> None:
    """K14: packed numbers, shared texts, booleans, dates and results of formulas are read."""
    strings = binary_records((159, b"\1\0\0\0\1\0\0\0"), (19, b"\0" + wide("shared")))
    style = struct.pack("<HH", 0, 164) + b"\0" * 12
    styles = binary_records(
        (44, struct.pack("<H", 164) + wide("dd/mm/yyyy")),
        (617, b""), (47, b"\0" * 16), (47, style), (618, b""),
    )  # fmt: skip
    row = [
        (7, struct.pack("<LLL", 0, 0, 0)),
        (2, struct.pack("<LLl", 1, 0, 7 << 2 | 2)),
        (2, struct.pack("<LLl", 2, 0, 725 << 2 | 3)),
        (2, struct.pack("<LL", 3, 0) + struct.pack("<d", 1.5)[4:]),
        (4, struct.pack("<LLB", 4, 0, 1)),
        (5, struct.pack("<LLd", 5, 1, 32_321.0)),
        (8, struct.pack("<LL", 6, 0) + wide("result")),
        (9, struct.pack("<LLd", 7, 0, 5145551234.0)),
        (10, struct.pack("<LLB", 8, 0, 0)),
        (11, struct.pack("<LLB", 9, 0, 0x2A)),
    ]
    header = binary_row(0, *"abcdefghij")
    table = read(raw_xlsb(*header, *binary_row(1), *row, strings=strings, styles=styles))
    assert cells(table) == [
        (
            "shared",
            "7",
            "7.25",
            "1.5",
            "TRUE",
            "1988-06-27",
            "result",
            "5145551234",
            "FALSE",
            "#N/A",
        )
    ]


STYLES = binary_records(
    (47, b"\0" * 16),  # of a named style, not of a cell
    (44, b"\0"),  # a format without its text
    (617, b""),
    (47, struct.pack("<HH", 0, 14) + b"\0" * 12),
    (47, struct.pack("<HH", 0, 16) + b"\0" * 12),
    (47, b"\0"),
    (618, b""),
)


def test_the_1904_epoch_of_an_xlsb_is_read_right() -> None:
    """K14: dates of an XLSB that counts from 1904 are the days its owner sees; that is said."""
    born = (5, struct.pack("<LLd", 1, 0, 32_321.0 - 1462))
    flags = (153, struct.pack("<LL", 1, 0) + wide(""))
    data = raw_xlsb(*ROWS, born, styles=STYLES, globals_=[flags], more={"xl/vbaProject.bin": "x"})
    table = read(data)
    assert cells(table) == [("Zoé", "1988-06-27")]
    codes = [finding.code for finding in table.findings]
    assert codes[:2] == [FindingCode.EPOCH_1904, FindingCode.MACROS_IGNORED]


def test_a_year_that_an_xlsb_adds_and_rows_it_hides_are_said() -> None:
    """F17, F18: a day without a year and hidden rows are findings of XLSB as of XLSX."""
    day = (5, struct.pack("<LLd", 1, 1, 45_793.0))
    hidden = (0, struct.pack("<LLHBBL", 2, 0, 300, 0, 0x10, 0))
    table = read(raw_xlsb(*ROWS, day, hidden, *binary_row(2, "Bob")[1:], styles=STYLES))
    assert cells(table) == [("Zoé", "--05-16"), ("Bob", "")]
    places = {finding.code: (finding.row, finding.column) for finding in table.findings}
    assert places[FindingCode.YEAR_LEFT_OUT] == (2, 2)
    assert places[FindingCode.HIDDEN_ROWS][0] == 3


def test_an_empty_first_sheet_of_an_xlsb_does_not_hide_the_clients() -> None:
    """K14: the first visible sheet that holds something is read."""
    empty = binary_records((129, b""), (145, b""), (146, b""), (130, b""))
    table = read(raw_xlsb(*ROWS, more={"xl/worksheets/sheet1.bin": empty}))
    assert (table.source.sheet, cells(table)) == ("S2", [("Zoé", "")])


def test_an_xlsb_row_beyond_the_last_one_is_refused() -> None:
    """V13: a sheet has 1,048,576 rows; what follows the last is no row of it."""
    with pytest.raises(FileTooLargeError, match="too many rows"):
        read(raw_xlsb(*binary_row(0, "a"), *binary_row(1_048_575, "b"), *binary_row(7, "c")))


def test_numbers_that_an_xlsb_cannot_hold_are_blank() -> None:
    """K14: no cell of a workbook is infinite; such a number, or half a one, says nothing."""
    broken = (5, struct.pack("<LLd", 1, 0, float("inf")))
    short = (2, struct.pack("<LLB", 2, 0, 1))
    text = (6, struct.pack("<LLB", 3, 0, 1))
    table = read(raw_xlsb(*binary_row(0, *"abcd"), *binary_row(1, "Zoé"), broken, short, text))
    assert cells(table) == [("Zoé", "", "", "")]


def test_a_sheet_of_an_xlsb_whose_part_was_lost_is_left_out() -> None:
    """K14: charts and lost parts are no sheets; a workbook without any other is refused."""
    relation = (
        '<Relationship Id="rId2" Type="http://x/worksheet" Target="worksheets/sheet2.bin"/>'
        '<Relationship Id="rId1" Type="http://x/chartsheet" Target="chartsheets/sheet1.bin"/>'
    )
    listed = f"<Relationships>{relation}</Relationships>"
    table = read(raw_xlsb(*ROWS, more={"xl/_rels/workbook.bin.rels": listed}), single_sheet=True)
    assert table.source.sheet == "S2"
    with pytest.raises(ReadError, match="no sheet of cells"):
        read(raw_xlsb(*ROWS, more={"xl/_rels/workbook.bin.rels": "<Relationships/>"}))
    with pytest.raises(ReadError, match="no sheet of cells"):
        read(zipped({"xl/workbook.bin": raw_part()}))


def raw_part() -> bytes:
    """The main part of a workbook of one sheet."""
    sheet = struct.pack("<LL", 0, 1) + wide("rId1") + wide("S1")
    return binary_records((131, b""), (143, b""), (156, sheet), (144, b""), (132, b""))


@pytest.mark.parametrize(
    ("tail", "readable"),
    [(b"\x91", True), (b"\x91\x01", True), (b"\x91\x01\xff\xff\xff\xff\x01", False)],
)
def test_an_xlsb_part_cut_in_the_head_of_a_record_ends_there(tail: bytes, readable: bool) -> None:
    """V13: half a record's number ends the part; a length of more than four bytes is damage."""
    sheet = binary_records((129, b""), (145, b""), *ROWS) + tail
    data = raw_xlsb(*ROWS, more={"xl/worksheets/sheet1.bin": sheet})
    if readable:
        assert cells(read(data)) == [("Zoé", "")]
    else:
        with pytest.raises(ReadError, match="a record ends late"):
            read(data)
