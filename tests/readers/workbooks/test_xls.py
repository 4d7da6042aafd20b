"""XLS: what old programs write, and records that lie."""

import io
import struct
from datetime import timedelta

import pytest
import xlwt
from tests.readers.workbooks.test_workbooks import cells, codes, read
from tests.readers.workbooks.workbook_files import (
    biff,
    compound_file,
    raw_xls,
    small_compound_file,
    xls_stream,
)

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FindingCode
from clientbook.readers.workbooks.ole_writing import compound_file as large_compound_file

NO_TEXT = (0x0204, struct.pack("<HHHHB", 0, 0, 0, 0, 0))


def number(row: int, column: int, value: float = 1.0) -> tuple[int, bytes]:
    return (0x0203, struct.pack("<HHHd", row, column, 0, value))


def label(row: int, column: int, text: str) -> tuple[int, bytes]:
    body = struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1")
    return (0x0204, body)


def test_the_1904_epoch_of_an_xls_is_read_right() -> None:
    """K14: dates of an XLS that counts from 1904 are the days its owner sees; that is said."""
    book = xlwt.Workbook()
    book.dates_1904 = 1
    page = book.add_sheet("S")
    page.write(0, 0, "Born")
    page.write(1, 0, 32_321 - 1462, xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    out = io.BytesIO()
    book.save(out)
    table = read(out.getvalue(), "xls")
    assert cells(table) == [("1988-06-27",)]
    assert codes(table)[0] is FindingCode.EPOCH_1904


def test_times_and_moments_of_an_xls_are_texts() -> None:
    """K14: a moment and an elapsed time of XLS come out as CSV has them."""
    book = xlwt.Workbook()
    page = book.add_sheet("S")
    for column, (title, value, code) in enumerate(
        (
            ("moment", 32_321.5, "DD/MM/YYYY HH:MM"),
            ("elapsed", timedelta(hours=30) / timedelta(days=1), "[h]:mm:ss"),
        )
    ):
        page.write(0, column, title)
        page.write(1, column, value, xlwt.easyxf(num_format_str=code))
    out = io.BytesIO()
    book.save(out)
    assert cells(read(out.getvalue(), "xls")) == [("1988-06-27T12:00:00", "30:00:00")]


def test_macros_of_an_xls_are_said() -> None:
    """K14: macros of XLS are said and never run."""
    stream = xls_stream([label(0, 0, "Name"), label(1, 0, "Ann")])
    table = read(compound_file({"Workbook": stream, "_VBA_PROJECT_CUR": b"x"}), "xls")
    assert codes(table)[0] is FindingCode.MACROS_IGNORED


def test_an_xls_of_far_apart_cells_is_refused_when_it_is_read() -> None:
    """V13: the box around all cells is what the driver allocates; too large a one is refused."""
    rows = [number(row, 0) for row in range(40_000)]
    with pytest.raises(FileTooLargeError, match="lie too far apart"):
        read(xls_stream([*rows, number(0, 255)]), "xls")


@pytest.mark.parametrize("version", [0x0200, 0x0400])
def test_older_versions_in_the_header_of_an_xls_are_named(version: int) -> None:
    """F22: a workbook older than Excel 5 is refused by its version."""
    old = biff((0x0809, struct.pack("<HH", version, 5) + b"\0" * 12), (0x000A, b""))
    with pytest.raises(ReadError, match="Excel 2 to 4"):
        read(compound_file({"Workbook": old}), "xls")
    inside = raw_xls(number(0, 0), globals_=[(0x0409, b"\0" * 6)])
    with pytest.raises(ReadError, match="Excel 2 to 4"):
        read(inside, "xls")


def sheets_of(types: list[int], *, version: int = 0x0600) -> bytes:
    """A workbook of one sheet under as many tabs as there are *types*."""
    wide = version == 0x0600
    sheet = biff(
        (0x0809, struct.pack("<HH", version, 0x10) + b"\0" * 12), number(0, 0), (0x000A, b"")
    )

    def head(start: int) -> bytes:
        tabs = [
            (0x0085, struct.pack("<LBBB", start, 0, type_, 1) + (b"\0" if wide else b"") + name)
            for type_, name in zip(types, (b"A", b"B", b"C"), strict=False)
        ]
        bof = (0x0809, struct.pack("<HH", version, 5) + b"\0" * 12)
        return biff(bof, *tabs, (0x000A, b""))

    return compound_file({"Workbook" if wide else "Book": head(len(head(0))) + sheet})


def test_charts_of_an_xls_are_no_sheets() -> None:
    """K14: a chart is left out, two tabs over one place are one walk, no sheet is a refusal."""
    table = read(sheets_of([2, 0, 0]), "xls", header=False)
    assert (table.source.sheet, cells(table)) == ("B", [("1",)])
    with pytest.raises(ReadError, match="no sheet of cells"):
        read(sheets_of([2, 6]), "xls")


def test_a_workbook_of_excel_5_is_read() -> None:
    """F22: Excel 5 and 95 write their sheets' names without a mark of how they are encoded."""
    table = read(sheets_of([0], version=0x0500), "xls", header=False)
    assert (table.source.sheet, cells(table)) == ("A", [("1",)])


def test_cells_of_a_chart_inside_a_sheet_are_not_the_sheets() -> None:
    """K14: a chart that lies in a sheet brings records of its own, which are no clients."""
    chart = [(0x0809, struct.pack("<HH", 0x0600, 0x20) + b"\0" * 12), number(9, 9), (0x000A, b"")]
    table = read(raw_xls(number(0, 0), *chart, number(1, 0)), "xls", header=False)
    assert cells(table) == [("1",), ("1",)]


def test_packed_numbers_of_an_xls_are_read() -> None:
    """K14: several numbers of one record stand in their columns."""
    packed = struct.pack("<HH", 1, 1) + struct.pack("<HlHl", 0, 7 << 2 | 2, 0, 9 << 2 | 2)
    table = read(
        raw_xls(number(0, 0), (0x00BD, packed + struct.pack("<H", 2))), "xls", header=False
    )
    assert cells(table) == [("1", "", ""), ("", "7", "9")]


def test_an_encrypted_record_is_a_password() -> None:
    """K14: a workbook with a record of encryption is told from a damaged one."""
    with pytest.raises(ReadError, match="encrypted"):
        read(raw_xls(number(0, 0), globals_=[(0x002F, b"\0" * 6)]), "xls")


def test_rows_of_errors_alone_are_rows() -> None:
    """K14: a row that holds nothing but an error cell is not lost, wherever it stands."""
    error = (0x0205, struct.pack("<HHHBB", 5, 1, 0, 0x17, 1))
    table = read(raw_xls(number(0, 0), number(1, 0), error), "xls", header=False)
    assert [(row.number, row.cells) for row in table] == [
        (1, ("1", "")), (2, ("1", "")), (6, ("", "#REF!")),
    ]  # fmt: skip
    first = (0x0205, struct.pack("<HHHBB", 0, 1, 0, 0x17, 1))
    table = read(raw_xls(first, number(1, 0)), "xls", header=False)
    assert cells(table) == [("", "#REF!"), ("1", "")]


def test_a_small_xls_lies_in_the_stream_of_small_streams() -> None:
    """F22: fewer than 4096 bytes are kept in small sectors, whose chain may be broken."""
    stream = xls_stream([label(0, 0, "Name"), label(1, 0, "Ann"), label(2, 0, "Bo" * 90)])
    assert 128 < len(stream) < 4096
    assert cells(read(small_compound_file(stream), "xls")) == [("Ann",), ("Bo" * 90,)]
    with pytest.raises(ReadError, match="ends before its cells do"):
        read(small_compound_file(stream, cut=1), "xls")


def changed(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


LOOP = struct.pack("<128L", *[0] * 127, 4)  # names itself as what follows
SMALL = small_compound_file(xls_stream([label(0, 0, "Name"), label(1, 0, "Ann")]))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed(SMALL, 30, b"\x0a"), "its sector size is none that exists"),
        (changed(SMALL, 512 + 512 * 2, struct.pack("<L", 0)), "chain of small sectors is broken"),
        (changed(SMALL, 512 + 512 * 2, struct.pack("<L", 9999)), "chain of small sectors"),
        (changed(SMALL, 76, struct.pack("<109L", *range(109))), "larger than it is"),
        (changed(SMALL, 68, struct.pack("<L", 4)) + LOOP, "larger than it is"),
    ],
)
def test_lying_containers_are_refused(data: bytes, message: str) -> None:
    """V12: sizes and chains of the container are checked before anything follows them."""
    with pytest.raises(ReadError, match=message):
        read(data, "xls")


def test_a_container_with_a_second_table_of_tables_is_read() -> None:
    """F22: past 109 sectors of the table, the header names where the list goes on."""
    stream = xls_stream([label(0, 0, "Name"), label(1, 0, "Ann")])
    data = compound_file({"Workbook": stream})
    sectors = len(data) // 512 - 1
    header = bytearray(data[:512])
    header[76:80] = struct.pack("<L", 0xFFFFFFFF)  # the table is named in a sector of its own
    header[68:76] = struct.pack("<LL", sectors, 1)
    difat = struct.pack("<L", 0) + struct.pack("<L", 0xFFFFFFFF) * 126
    whole = bytes(header) + data[512:] + difat + struct.pack("<L", 0xFFFFFFFE)
    assert cells(read(whole, "xls")) == [("Ann",)]


def test_an_empty_stream_is_no_workbook() -> None:
    """K14: a workbook's stream of no bytes is a refusal with what to do."""
    data = changed(SMALL, 512 + 512 + 128 + 120, struct.pack("<L", 0))
    with pytest.raises(ReadError, match="no sheet of cells"):
        read(data, "xls")


def test_a_workbook_of_many_megabytes_is_handed_on_whole() -> None:
    """F22: more than four megabytes need a second sector of the table in the driver's copy."""
    filler = [(0x00FF, b"\0" * 8000)] * 600
    table = read(large_compound_file("Workbook", xls_stream([*filler, number(0, 0)])), "xls",
                 header=False)  # fmt: skip
    assert cells(table) == [("1",)]
