"""Workbooks made to crash, to hang or to lie."""

import io
import random
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.readers.workbooks.test_workbooks import ODS_TABLE, read, xls
from tests.readers.workbooks.workbook_files import (
    MAIN,
    biff,
    compound_file,
    ods,
    raw_xls,
    raw_xlsx,
    xls_stream,
    xlsx,
    zipped,
)

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.readers.opening import open_table
from clientbook.readers.options import ReadLimits, ReadOptions
from clientbook.readers.workbooks.tables import open_workbook

ONE_ROW = '<row r="1"><c r="A1" t="str"><v>Name</v></c></row>'


def test_two_far_cells_do_not_allocate_the_grid() -> None:
    """V13: A1 and XFD1048576 in 1 KB are a typed error, or two rows when the limit allows."""
    far = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    data = raw_xlsx(ONE_ROW + far)
    assert len(data) < 2000
    with pytest.raises(FileTooLargeError, match="row 1048576 is filled up to column 16,384"):
        read(data)
    low = raw_xlsx(ONE_ROW + '<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>')
    assert [row.number for row in read(low)] == [1048576]


def test_a_reference_beyond_the_sheet_is_taken_as_the_next_cell() -> None:
    """V13: references and row numbers that no sheet has move nothing far away."""
    data = raw_xlsx(
        '<row r="9999999"><c r="ZZZ1" t="str"><v>a</v></c><c r="" t="str"><v>b</v></c></row>'
        '<row r="-5"><c r="A1" t="str"><v>c</v></c><c r="A1" t="str"><v>d</v></c></row>'
    )
    table = read(data, header=False)
    assert [(row.number, row.cells) for row in table] == [(1, ("a", "b")), (2, ("d", ""))]


def test_a_zip_bomb_is_refused_while_it_inflates() -> None:
    """V13: a workbook that inflates beyond the limit, or at a bomb's ratio, is refused."""
    bomb = raw_xlsx(ONE_ROW + " " * 40_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(FileTooLargeError, match="zip bomb"):
        read(bomb)
    small = ReadLimits(max_unzipped_bytes=100_000)
    with pytest.raises(FileTooLargeError, match="inflates to more than 100,000 bytes"):
        read(raw_xlsx(ONE_ROW + "<row>" + "<c/>" * 100_000 + "</row>"), limits=small)


def test_sizes_that_lie_are_found_out() -> None:
    """V13: a declared size smaller than the content does not get past the count."""
    data = bytearray(xlsx([["Name"], ["Zoé"]]))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<L", 10)
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(ReadError, match="damaged"):
        read(bytes(data))


def test_a_huge_zip_directory_is_refused_before_it_is_read() -> None:
    """V13: a directory of millions of names is refused by its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for index in range(3000):
            file.writestr(f"{index:05d}" + "x" * 2000, b"")
    with pytest.raises(FileTooLargeError, match="directory"):
        read(out.getvalue())


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "file:///etc/passwd">',
    ],
)
def test_entities_and_document_types_are_refused(doctype: str) -> None:
    """V13: no entity is expanded and no other file is opened."""
    sheet = f'<?xml version="1.0"?>{doctype}<worksheet {MAIN}><sheetData/></worksheet>'
    with pytest.raises(ReadError, match="document type"):
        read(raw_xlsx(sheet))


def test_an_endless_value_is_refused() -> None:
    """V13: a cell or an attribute of many megabytes does not fill the memory."""
    long_cell = '<row><c t="str"><v>' + "ab" * 30_000 + "</v></c></row>"
    with pytest.raises(FileTooLargeError, match="longer than 32767"):
        read(raw_xlsx(long_cell))
    noise = random.Random(1).randbytes(3_000_000).hex()
    with pytest.raises(FileTooLargeError, match="endless"):
        read(raw_xlsx(f'<row spans="{noise}"/>'))


@pytest.mark.parametrize("make", [lambda: xlsx([["Name"], ["Zoé"]]), xls, lambda: ods(ODS_TABLE)])
def test_files_cut_off_anywhere_are_typed_errors(make: object) -> None:
    """K14: a truncated workbook is a ReadError that says what to do, wherever it was cut."""
    data = make()
    for size in range(0, len(data) - 1, max(1, len(data) // 60)):
        with pytest.raises(ReadError) as caught:
            read(data[:size])
        assert caught.value.hint


def test_an_unknown_encoding_is_damage() -> None:
    """K14: XML in an encoding that nobody knows is a ReadError."""
    with pytest.raises(ReadError, match="unknown encoding"):
        read(raw_xlsx(f'<?xml version="1.0" encoding="UTF-q"?><worksheet {MAIN}/>'))


def test_damaged_xml_names_its_line() -> None:
    """K14: XML that is not well formed is a ReadError."""
    with pytest.raises(ReadError, match="damaged or was cut off"):
        read(raw_xlsx("<row><c></row>"))


def test_encrypted_workbooks_say_so() -> None:
    """K14: XLSX, XLS and ODS behind a password are told from damaged ones."""
    with pytest.raises(ReadError, match=r"xlsx: the workbook is encrypted.*without a password"):
        read(compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 5000}))
    with pytest.raises(ReadError, match="xls: the workbook is encrypted"):
        read(raw_xls(globals_=[(0x002F, b"\0" * 6)]), "xls")
    manifest = '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'
    with pytest.raises(ReadError, match="ods: the workbook is encrypted"):
        read(ods(ODS_TABLE, more={"META-INF/manifest.xml": manifest}), "ods")


def test_other_files_in_the_same_containers_are_told_apart() -> None:
    """V3: a Word document or a plain zip file is no workbook."""
    with pytest.raises(ReadError, match="no workbook"):
        read(compound_file({"WordDocument": b"x" * 5000}))
    with pytest.raises(ReadError, match="zip file but no workbook"):
        read(zipped({"a.txt": "x"}))
    for junk in (b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"hello"):
        with pytest.raises(ReadError):
            read(junk)


def test_files_over_the_size_limit_are_not_read() -> None:
    """V12, V13: the size limit of each kind holds before a byte is inflated."""
    limits = ReadLimits(max_bytes={"xlsx": 100, "xls": 100})
    for data, kind in ((xlsx([["a"], ["b"]]), "xlsx"), (xls(), "xls")):
        with pytest.raises(FileTooLargeError, match="limit is 100"):
            read(data, kind, limits=limits)


def number(row: int, column: int) -> tuple[int, bytes]:
    return (0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


def test_far_cells_of_xls_are_read_by_row() -> None:
    """F22: two cells in the corners of a sheet are two rows, not sixteen million cells."""
    table = read(raw_xls(number(0, 0), number(65535, 255)), "xls", header=False)
    assert [(row.number, len(row.cells)) for row in table] == [(1, 2), (65536, 2)]


def test_only_the_sheet_that_is_read_is_limited() -> None:
    """F22: a sheet nobody chose costs nothing, however large it says it is."""
    many = [number(row, column) for row in range(300) for column in (0, 200)]
    data = raw_xls(number(0, 0), number(1, 0), more=[many, [number(9, 65_535)]])
    assert [row.cells for row in read(data, "xls", header=False)] == [("1",), ("1",)]
    assert len(list(read(data, "xls", header=False, sheet=2))) == 300
    with pytest.raises(ReadError, match="last column"):
        read(data, "xls", sheet=3)


@pytest.mark.parametrize(
    ("first", "last", "right"),
    [(0, 2**31, 65535), (0xCF000000, 5, 3), (0, 65_537, 3), (7, 7, 0)],
)
def test_extents_of_xls_that_lie_do_no_harm(first: int, last: int, right: int) -> None:
    """V12: the driver never sees what a sheet says of its own size."""
    extent = (0x0200, struct.pack("<LLHHH", first, last, 0, right, 0))
    table = read(raw_xls(extent, number(0, 0), number(1, 0)), "xls", header=False)
    assert [row.cells for row in table] == [("1",), ("1",)]


@pytest.mark.parametrize("head", [b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"])
def test_workbooks_of_excel_2_to_4_are_named(head: bytes) -> None:
    """F22: a workbook of bare records is refused by its name, with what to do."""
    with pytest.raises(ReadError, match=r"Excel 2 to 4 .*save it as XLSX"):
        open_table(head + bytes(600))


def test_a_bare_stream_is_a_workbook() -> None:
    """F22: the records of a workbook without their container, as old programs write them."""
    data = xls_stream([number(0, 0), number(1, 1)])
    assert [row.cells for row in read(data, "xls", header=False)] == [("1", ""), ("", "1")]


def test_a_workbook_cut_short_says_nothing_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    """N19: what would make the driver panic is found before it sees the file."""
    data = xls()
    for size in range(0, len(data) - 1, max(1, len(data) // 60)):
        with pytest.raises(ReadError):
            read(data[:size], "xls")
    assert capfd.readouterr().err == ""


def test_lying_records_of_xls_are_refused() -> None:
    """V12: columns and counts are checked before the driver allocates what they say."""
    with pytest.raises(ReadError, match="last column"):
        read(raw_xls(number(0, 0), number(0, 65535)), "xls")
    with pytest.raises(ReadError, match="count of its texts is a lie"):
        read(raw_xls(globals_=[(0x00FC, struct.pack("<ll", 9, 2**31 - 1))]), "xls")


def test_error_cells_of_xls_keep_their_text() -> None:
    """K14: the driver gives error cells of XLS as empty; ours keep their code."""
    error = (0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x17, 1))
    formula = (0x0006, struct.pack("<HHHBBBBBBH", 2, 0, 0, 2, 0, 0x2A, 0, 0, 0, 0xFFFF) + b"\0" * 8)
    table = read(raw_xls(number(0, 0), number(1, 0), error, formula), "xls", header=False)
    assert [row.cells for row in table] == [("1", ""), ("1", "#REF!"), ("#N/A", "")]


def test_a_record_that_ends_beyond_the_file_is_damage() -> None:
    """K14: lengths of XLS records are checked against the file."""
    stream = biff((0x0809, b"\x00\x06" + b"\0" * 14)) + struct.pack("<HH", 0x85, 9000)
    with pytest.raises(ReadError, match="a record ends late"):
        read(compound_file({"Workbook": stream}), "xls")


VALID = (xlsx([["Name", "Phone"], ["Zoé", 5]]), xls(), ods(ODS_TABLE))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(VALID),
    st.lists(
        st.tuples(st.integers(0, 8000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6
    ),
)
@example(VALID[2], [(757, b"\x03")])  # a directory that starts before the file does
def test_changed_bytes_give_a_table_or_a_typed_error(
    data: bytes, changes: list[tuple[int, bytes]]
) -> None:
    """K14: whatever bytes are changed, a workbook is read or refused with a ReadError."""
    broken = bytearray(data)
    for place, new in changes:
        place %= len(broken)  # noqa: PLW2901 - a place in this file
        broken[place : place + len(new)] = new
    try:
        table = open_workbook(io.BytesIO(bytes(broken)), kind="xlsx", options=ReadOptions())
    except ReadError:
        return
    assert sum(1 for _ in table) == len(table)


def test_sheets_that_overlap_are_walked_once() -> None:
    """V12: many sheets over one place of an XLS do not multiply the work."""
    sheet = biff((0x0809, b"\x00\x06" + b"\0" * 14), *[(0x00FF, b"\0" * 200)] * 50, (0x000A, b""))

    def head(start: int) -> bytes:
        bounds = [
            (0x0085, struct.pack("<LBBBB", start + 204 * n + 20 * bool(n), 0, 0, 1, 0) + b"S")
            for n in range(40)
        ]
        return biff((0x0809, b"\x00\x06" + b"\0" * 14), *bounds, (0x000A, b""))

    with pytest.raises(ReadError, match="overlap"):
        read(compound_file({"Workbook": head(len(head(0))) + sheet}), "xls")
