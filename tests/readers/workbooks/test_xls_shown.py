"""XLS: numbers as the sheet shows them, and what it hides."""

import contextlib
import io
import struct
from collections.abc import Callable

import pytest
import xlsxwriter
import xlwt
from tests.readers.workbooks.test_workbooks import cells, codes, read
from tests.readers.workbooks.workbook_files import compound_file, raw_xls, xls_stream

from clientbook.errors import ReadError
from clientbook.messages.issues import FindingCode

NUMBER, RK, MULRK, FORMULA, BOOLERR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
SHOWN = [
    (791234567, '"+41 "00 000 00 00', "+41791234567"),
    (470123456, r"\+32\ 000\ 00\ 00\ 00", "+32470123456"),
    (612345678, '0#" "##" "##" "##" "##', "0612345678"),
    (42, "00000", "00042"),
    (45368, "dd mmm", "--03-17"),
    (45368, "dd/mm/yyyy", "2024-03-17"),
    (29357, "d mmm", "1980-05-16"),
    (1.25, "[h]:mm:ss", "30:00:00"),
    (12.5, "0.00", "12.5"),
    (-42, "00000", "-42"),
    (6200, "General", "6200"),
]


def _xls(write: Callable[[xlwt.Worksheet], object]) -> bytes:
    book, out = xlwt.Workbook(), io.BytesIO()
    write(book.add_sheet("S"))
    book.save(out)
    return out.getvalue()


def _xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("S")
    for row, (value, code, _) in enumerate(SHOWN):
        sheet.write(row, 0, value, book.add_format({"num_format": code}))
    book.close()
    return out.getvalue()


def test_a_number_of_an_xls_is_read_as_its_sheet_shows_it() -> None:
    """K14: one format is one text, in XLS as in XLSX: a country code, a lost nought, a day."""

    def write(sheet: xlwt.Worksheet) -> None:
        for row, (value, code, _) in enumerate(SHOWN):
            sheet.write(row, 0, value, xlwt.easyxf(num_format_str=code))

    old = read(_xls(write), "xls", header=False)
    assert cells(old) == [(text,) for *_, text in SHOWN]
    assert cells(read(_xlsx(), "xlsx", header=False)) == cells(old)
    places = [(f.row, f.column) for f in old.findings if f.code is FindingCode.YEAR_LEFT_OUT]
    assert places == [(5, 1)]


def _formats(*, version: int = 0x0600) -> list[tuple[int, bytes]]:
    """The records of one format, that of the style 1; before Excel 97 a text has no marks."""
    code = b"00000"
    text = struct.pack("<HHB", 164, len(code), 0) if version == 0x0600 else b"\xa4\0\x05"
    styles = [(0x00E0, struct.pack("<HH", 0, number) + b"\0" * 16) for number in (0, 164)]
    return [(0x041E, text + code), *styles]


@pytest.mark.parametrize(
    ("record", "body", "row"),
    [
        (NUMBER, struct.pack("<HHHd", 0, 0, 1, 42.0), ("00042",)),
        (RK, struct.pack("<HHHl", 0, 0, 1, 42 << 2 | 2), ("00042",)),
        (RK, struct.pack("<HHHl", 0, 0, 1, 4200 << 2 | 3), ("00042",)),
        (MULRK, struct.pack("<HHHlHlH", 0, 0, 1, 170, 0, 170, 1), ("00042", "42")),
        (FORMULA, struct.pack("<HHHd", 0, 0, 1, 42.0) + b"\0" * 8, ("00042",)),
        (NUMBER, struct.pack("<HHHd", 0, 0, 9, 42.0), ("42",)),
    ],
)
def test_each_record_of_a_number_has_a_format(
    record: int, body: bytes, row: tuple[str, ...]
) -> None:
    """K14: a packed number, several in one record and a formula's value are shown alike."""
    data = raw_xls((record, body), globals_=_formats())
    assert cells(read(data, "xls", header=False)) == [row]


def test_formats_that_are_cut_short_are_a_refusal_or_none() -> None:
    """V12: a record of a format that lies about its length gives plain numbers or a refusal."""
    number = (NUMBER, struct.pack("<HHHd", 0, 0, 0, 42.0))
    for cut in ((0x041E, b"\xa4\0"), (0x00E0, b"\0\0"), (0x041E, b"\xa4\0\xff\0\x01")):
        with contextlib.suppress(ReadError):
            data = raw_xls(number, globals_=[cut])
            assert cells(read(data, "xls", header=False)) == [("42",)]


def test_an_error_stands_before_its_format() -> None:
    """K14: an error cell under a format is the error."""
    error = (BOOLERR, struct.pack("<HHHBB", 0, 1, 1, 0x17, 1))
    plain = (NUMBER, struct.pack("<HHHd", 0, 0, 1, 42.0))
    table = read(raw_xls(plain, error, globals_=_formats()), "xls", header=False)
    assert cells(table) == [("00042", "#REF!")]


def test_rows_and_columns_that_an_xls_hides_are_said() -> None:
    """F18: hidden rows of XLS are counted, a blank one is not; a hidden column is named."""

    def write(sheet: xlwt.Worksheet) -> None:
        for row in range(4):
            sheet.write(row, 0, f"Ann {row}")
            sheet.write(row, 1, "x")
        for row in (1, 2, 9):
            sheet.row(row).hidden = True
        sheet.col(1).hidden = True

    table = read(_xls(write), "xls", header=False)
    rows = [
        (f.row, dict(f.params)["count"])
        for f in table.findings
        if f.code is FindingCode.HIDDEN_ROWS
    ]
    assert (len(table), rows) == (4, [(2, 2)])
    assert [f.column for f in table.findings if f.code is FindingCode.HIDDEN_COLUMN] == [2]
    plain = read(_xls(lambda sheet: sheet.write(0, 0, "Ann")), "xls", header=False)
    assert not {FindingCode.HIDDEN_ROWS, FindingCode.HIDDEN_COLUMN} & set(codes(plain))


def test_formats_of_excel_5_are_read() -> None:
    """F22: Excel 5 and 95 write the code of a format with one byte a sign."""
    body = (NUMBER, struct.pack("<HHHd", 0, 0, 1, 42.0))
    stream = xls_stream([body], globals_=_formats(version=0x0500))
    old = stream.replace(b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x10\x00\x00\x05")
    assert cells(read(compound_file({"Book": old}), "xls", header=False)) == [("00042",)]
