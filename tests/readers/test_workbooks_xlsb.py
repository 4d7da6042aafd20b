"""The binary form of XLSX."""

import struct

import pytest
from tests.readers.test_workbooks import cells, read
from tests.readers.workbook_files import binary_records, binary_row, raw_xlsb

from clientbook.errors import FileTooLargeError, ReadError, TooManySheetsError
from clientbook.issues import FindingCode

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
    with pytest.raises(FileTooLargeError, match="too far apart"):
        read(raw_xlsb(*far))
    lie = binary_records((159, struct.pack("<LL", 2**31, 2**31)))
    with pytest.raises(ReadError, match="count of its texts is a lie"):
        read(raw_xlsb(*ROWS, strings=lie))
    with pytest.raises(ReadError, match="a record ends late"):
        read(raw_xlsb(*ROWS, strings=b"\x9f\x01\xff\x7f"))
