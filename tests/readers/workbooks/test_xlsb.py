"""The binary form of XLSX."""

import struct

import pytest
from tests.readers.workbooks.test_workbooks import cells, read
from tests.readers.workbooks.workbook_files import binary_records, binary_row, raw_xlsb, wide

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
