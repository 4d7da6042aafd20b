"""open_table: paths, bytes and streams; what a file is, is told from its bytes."""

import contextlib
import csv
import hashlib
import io
import os
import zipfile
from pathlib import Path

import attrs
import pytest
import xlsxwriter
from tests.readers.workbooks.workbook_files import binary_row, raw_xlsb

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table
from clientbook.readers.options import ReadLimits, ReadOptions

CSV = b"Name,City\nAnn,Lyon\nBob,Nice\n"
STRUCTURE = {
    FindingCode.BLANK_ROW,
    FindingCode.HEADER_CHOSEN,
    FindingCode.PREAMBLE_SKIPPED,
    FindingCode.REPEATED_HEADER,
    FindingCode.TITLE_ROW_SUSPECTED,
}


class Pipe(io.RawIOBase):
    """A stream that cannot seek and gives few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._inner = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._inner.read(min(size, 7) if size >= 0 else 7)


def test_a_path_bytes_and_streams_give_the_same_table(tmp_path: Path) -> None:
    """Whatever the source is, header, rows and fingerprint are the same."""
    path = tmp_path / "clients.csv"
    path.write_bytes(CSV)
    tables = [open_table(s) for s in (path, str(path), CSV, io.BytesIO(CSV), Pipe(CSV))]  # type: ignore[arg-type]
    for table in tables:
        assert table.header == ("Name", "City")
        assert [(row.number, row.cells) for row in table] == [
            (2, ("Ann", "Lyon")),
            (3, ("Bob", "Nice")),
        ]
        assert table.source.fingerprint == hashlib.sha256(CSV).hexdigest()
        assert table.source.size_bytes == len(CSV)
    assert tables[0].source.name == "clients.csv"
    assert tables[2].source.name is None


def test_a_table_can_be_read_twice_at_the_same_time() -> None:
    """Two readings of one table do not disturb each other."""
    table = open_table(io.BytesIO(CSV))
    assert [a.cells == b.cells for a, b in zip(table, table, strict=True)] == [True, True]


def test_a_file_that_changed_meanwhile_is_noticed(tmp_path: Path) -> None:
    """Reading again raises ReadError when the file is no longer the same."""
    path = tmp_path / "clients.csv"
    path.write_bytes(CSV)
    table = open_table(path)
    path.write_bytes(CSV + b"Cid,Metz\n")
    with pytest.raises(ReadError, match="changed"):
        list(table)


def test_a_missing_file_a_folder_and_an_empty_file_say_so(tmp_path: Path) -> None:
    """The platform's errors become ReadError with a clear text."""
    with pytest.raises(ReadError, match="no such file"):
        open_table(tmp_path / "missing.csv")
    with pytest.raises(ReadError, match=r"folder|permissions"):
        open_table(tmp_path)
    with pytest.raises(ReadError, match="empty"):
        open_table(b"")
    with pytest.raises(ReadError, match="not a path"):
        open_table("a\0b")


def test_text_streams_and_other_objects_are_a_wrong_call() -> None:
    """A stream in text mode or an object that is no source is a TypeError at once (X51)."""
    with pytest.raises(TypeError, match="a binary file, got StringIO"):
        open_table(io.StringIO("a,b"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected str or a path"):
        open_table(42)  # type: ignore[arg-type]


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"  <html><table><tr><td>a</td></tr></table>", "web page"),
        (b"<!DOCTYPE html>\n<p>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b'[{"name": "Ann"}]', "JSON"),
        (b"dn: cn=Ann Roy,mail=a@example.org\nobjectclass: top\nsn: Roy\n", "LDIF"),
        (b"version: 1\n\n# book\ndn:: Y249QW5uIFJveQ==\ncn: Ann Roy\n", "LDIF"),
        (b"\xef\xbb\xbf\r\ndn: mail=a@example.org\r\nmail: a@example.org\r\n", "LDIF"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "iCalendar"),
        (b"-- MySQL dump 10.13\n--\nCREATE TABLE clients (id int);\n", "SQL"),
        (b"INSERT INTO clients VALUES (1,'Ann');\n", "SQL"),
        (b"PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE x (id);\n", "SQL"),
        (b"--\n-- PostgreSQL database dump\n--\nSET statement_timeout = 0;\n", "SQL"),
        (b'["vcard",[["version",{},"text","4.0"],["fn",{},"text","Ann Roy"]]]', "jCard"),
        (b'[["vcard", [["version", {}, "text", "4.0"]]]]', "jCard"),
        (b'[["name","tel"],["Ann","0612"]]', "JSON"),
        (b"[]", "JSON"),
        (b"- nom: Durand\n  tel: 0612345678\n- nom: Petit\n", "YAML"),
        (b"---\n# book\n- nom: Durand\n  tel: 0612345678\n", "YAML"),
        (b"clients:\r\n  - nom: Durand\r\n    tel: 0612345678\r\n", "YAML"),
        (b"[[clients]]\nnom = 'Durand'\n", "TOML"),
        (b"[client]\nnom=Durand\n", "INI"),
        (b"<clients>\n  <client><nom>Durand</nom></client>\n</clients>", "XML"),
        (b"<!-- saved --><html><p>Bonjour", "web page"),
        (b"<div><p>Bonjour</p></div>", "web page"),
        (b"Received: from x\nMIME-Version: 1.0\n", "e-mail"),
        (b"2024-01-01 10:00:00,123 INFO started\n2024-01-01 10:00:01 ERROR x\n", "log"),
        (b'127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2\n', "log"),
        (b"nom: Durand\ntel: 06 12\n\nnom: Petit\ntel: 07 81\n", "several lines"),
        (b"SQLite format 3\x00" + bytes(50), "database"),
        (bytes(range(256)) * 4, "no text"),
        (zipped("word/document.xml"), "text document"),
        (zipped("photo.jpg"), "zip archive"),
        (b"PK\x03\x04cut short", "damaged"),
    ],
)
def test_what_is_no_table_is_named(data: bytes, said: str) -> None:
    """A file of another type is refused with what it is and what to do."""
    with pytest.raises(ReadError, match=said) as caught:
        open_table(data)
    assert caught.value.hint


@pytest.mark.parametrize(
    "data",
    [
        *(
            b"[Name];[Phone]\nAnn;0612\n",
            b"<Name>;<Phone>\nAnn;0612\n",
            b"<a@x.fr>,Ann\n<b@x.fr>,Eve\n",
        ),
        *(b"- Ann: 0612\n", b"Name: Phone\nAnn: 0612\n", b"Set,Name\n1,Ann\n", b"From,To\n1,2\n"),
        *(b"---;---\nAnn;Roy\n", b"<Name>\t<Phone>\nAnn\t0612\n", b"Pragma;Name\n1;Ann\n"),
        *(b"2024-01-01 10:00:00;Ann;Info\n", b"p;h1\n1;2\n", b"Received;Name\n1;Ann\n"),
        b"Copy,Name\n1,Ann\n",
    ],
)
def test_a_table_that_begins_as_another_text_does_is_one(data: bytes) -> None:
    """X26: a title in brackets, a dash before a name and a word of a database are cells."""
    assert open_table(data).source.kind == "csv"


@pytest.mark.parametrize(
    "sign", [b"- a: ", b"[[", b"<a>", b"a: \n", b"[a]\n", b"#\n", b"- a:\n  ", b"1.1"]
)
def test_hostile_beginnings_are_told_at_once(sign: bytes) -> None:
    """V8: nothing is tried again at each of its places."""
    with contextlib.suppress(ReadError):
        open_table(sign * 20_000)


@pytest.mark.parametrize("sign", [b"-- ", b"/* ", b"# ", b"--\t", b"dn: "])
def test_a_line_of_signs_that_begin_remarks_is_a_line(sign: bytes) -> None:
    """X26: a remark ends with its line; where it could end at any space, none of this ended."""
    assert open_table(sign * 400 + b"\nAnn;Roy\n").source.kind == "csv"


def test_a_csv_file_named_xlsx_is_read_and_reported(tmp_path: Path) -> None:
    """The name is not trusted: MISNAMED_FILE says what it announced and what the file is."""
    path = tmp_path / "clients.xlsx"
    path.write_bytes(CSV)
    found = [f for f in open_table(path).findings if f.code is FindingCode.MISNAMED_FILE]
    assert dict(found[0].params) == {"named": "xlsx", "kind": "csv"}


def workbook(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def test_v3_a_workbook_named_csv_is_recognised(tmp_path: Path) -> None:
    """V3: an .xlsx renamed .csv is read as what it is, and the finding says so."""
    path = tmp_path / "clients.csv"
    path.write_bytes(workbook([["Name", "City"], ["Ann", "Lyon"], ["Bob", "Nice"]]))
    table = open_table(path)
    assert (table.source.kind, table.header, table.row_count) == ("xlsx", ("Name", "City"), 2)
    found = [f for f in table.findings if f.code is FindingCode.MISNAMED_FILE]
    assert dict(found[0].params) == {"named": "csv", "kind": "xlsx"}
    path.unlink()  # nothing holds the file open
    assert [row.number for row in table] == [2, 3]


def test_k14_the_same_data_as_csv_and_as_xlsx_gives_the_same_table() -> None:
    """K14: header, rows, row numbers and findings about the table are equal."""
    rows = [["Clients", "", ""], ["Name", "City", "Note"], ["Ann", "Lyon", ""], ["", "", ""]]
    rows += [["Bob", "Nice", "tea, cake"], ["Name", "City", "Note"], ["Cid", "Metz", "x"]]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    tables = [open_table(out.getvalue().encode()), open_table(workbook(rows))]
    first, second = [
        (
            table.header,
            [(row.number, row.cells, row.extra) for row in table],
            {(f.code, f.row, f.column) for f in table.findings if f.code in STRUCTURE},
        )
        for table in tables
    ]
    assert first == second


def test_v12_and_v13_workbooks_have_limits_of_their_own() -> None:
    """V12, V13: the limit is that of the kind the file is, whatever it is called."""
    data = workbook([["Name", "City"], ["Ann", "Lyon"]])
    assert open_table(data, limits=ReadLimits(max_bytes={"xlsx": len(data)})).row_count == 1
    with pytest.raises(FileTooLargeError):
        open_table(data, limits=ReadLimits(max_bytes={"xlsx": len(data) - 1}))


def test_a_vcard_file_is_recognised() -> None:
    """A vCard file gives a table too."""
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEND:VCARD\r\n"
    table = open_table(card)
    assert table.source.kind == "vcard"
    assert table.source.fingerprint == hashlib.sha256(card).hexdigest()


@pytest.mark.parametrize("as_stream", [False, True])
def test_v11_a_csv_of_the_limit_passes_and_one_byte_more_is_refused(as_stream: bool) -> None:
    """V11: the exact limit passes, one byte more is refused."""
    for extra, passes in ((0, True), (1, False)):
        limits = ReadLimits(max_bytes={"csv": len(CSV) - extra})
        source = Pipe(CSV) if as_stream else CSV
        if passes:
            assert open_table(source, limits=limits).row_count == 2  # type: ignore[arg-type]
        else:
            with pytest.raises(FileTooLargeError):
                open_table(source, limits=limits)  # type: ignore[arg-type]


def test_v11_a_stream_over_the_limit_is_not_read_on() -> None:
    """V11: over the limit, reading stops."""
    tiny = dict.fromkeys(("csv", "xlsx", "xls", "ods", "vcard"), 1_000)
    stream = io.BytesIO(b"a,b\n" * 10_000_000)
    with pytest.raises(FileTooLargeError):
        open_table(stream, limits=ReadLimits(max_bytes=tiny))
    assert stream.tell() <= 2 * 1024 * 1024


def test_options_are_checked_when_they_are_made() -> None:
    """An option that cannot be meant is a ValueError."""
    for wrong in (
        {"delimiter": ""},
        {"quote": "''"},
        {"header_row": 0},
        {"header": False, "header_row": 1},
    ):
        with pytest.raises(ValueError, match=r"expected|exclude"):
            ReadOptions(**wrong)  # type: ignore[arg-type]
    for encoding in ("no-such-codec", "base64"):
        with pytest.raises(ValueError, match="no encoding"):
            open_table(CSV, encoding=encoding)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_read_once_and_kept(tmp_path: Path) -> None:
    """What cannot be read twice is spooled."""
    import threading

    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(CSV))
    writer.start()
    table = open_table(path)
    writer.join()
    assert table.row_count == len(list(table)) == 2


class _Endless(io.RawIOBase):
    """A stream that counts what is read from it."""

    def __init__(self, head: bytes) -> None:
        self.head = head
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return (self.head + b"Ann,1\n" * size)[:size]


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"Name,Phone\n", "csv"), (b"BEGIN:VCARD\r\n", "vcard"), (b"PK\x03\x04", "xlsx")],
)
def test_a_stream_is_read_no_further_than_its_own_limit(head: bytes, kind: str) -> None:
    """S13, V11: the first bytes say which limit counts; others may be larger."""
    limits = ReadLimits(max_bytes=dict.fromkeys(("csv", "xls", "xlsx", "ods", "vcard"), 2**28))
    limits = attrs.evolve(limits, max_bytes={**limits.max_bytes, kind: 2**21, "ods": 2**21})
    stream = _Endless(head)
    with pytest.raises(FileTooLargeError):
        open_table(stream, limits=limits)
    assert stream.taken <= 2**21 + 2**20


def test_a_workbook_with_changed_bytes_is_damaged() -> None:
    """K14: wherever the bytes that say what a zip file is were changed, the error says so."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_column(0, 0, ["Name", "Ann"])
    data = out.getvalue()
    with zipfile.ZipFile(out) as archive:
        parts = [archive.getinfo(name) for name in ("[Content_Types].xml", "_rels/.rels")]
    for part in parts:
        start = part.header_offset + 30 + len(part.filename)
        for at in range(part.header_offset, start + part.compress_size, 3):
            broken = bytearray(data)
            broken[at] ^= 0x5A
            try:
                table = open_table(bytes(broken))
            except ReadError as error:
                assert error.hint  # noqa: PT017 - some changes are harmless
            else:
                assert len(table) == 1


def test_a_part_packed_in_a_rare_way_is_not_unpacked_to_look() -> None:
    """V3: what names the kind of a zip file is read only where workbooks pack it their way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "spreadsheetml" * 9)
    with pytest.raises(ReadError, match="zip archive, not a workbook"):
        open_table(out.getvalue())


def test_a_numbers_document_is_named() -> None:
    """V3: an Apple Numbers file says how to export it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Index/Document.iwa", b"x")
    with pytest.raises(ReadError, match=r"Apple Numbers file; export it as Excel or CSV"):
        open_table(out.getvalue())


class Texts(Pipe):
    """A stream that gives texts, though it does not look like one."""

    def read(self, size: int = -1, /) -> str:  # type: ignore[override]
        return super().read(size).decode()


def test_a_stream_of_text_is_a_wrong_call() -> None:
    """A stream of text has lost the bytes; the error names the mode."""
    with pytest.raises(TypeError, match="text mode; open it with mode 'rb'"):
        open_table(Texts(CSV))  # type: ignore[arg-type]


class Broken(Pipe):
    """A stream whose disk fails after the first bytes."""

    def read(self, size: int = -1, /) -> bytes:
        found = super().read(size)
        if not found:
            raise OSError(5, "Input/output error")
        return found


def test_a_stream_that_breaks_is_no_short_file() -> None:
    """A stream that fails half way is an error, not a file with fewer rows."""
    with pytest.raises(ReadError, match="it cannot be read: Input/output error"):
        open_table(Broken(CSV))  # type: ignore[arg-type]


def test_an_old_workbook_from_a_pipe_has_the_limit_of_its_kind() -> None:
    """V12: the limit of XLS holds for streams before they are whole."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    limits = ReadLimits(max_bytes={"xls": 100})
    with pytest.raises(FileTooLargeError, match="more than 100 bytes"):
        open_table(Pipe(head), limits=limits)  # type: ignore[arg-type]


def test_cards_know_their_file() -> None:
    """V3: the source of every kind of table has name, size and fingerprint."""
    data = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n"
    source = open_table(data).source
    assert (source.size_bytes, source.fingerprint) == (len(data), hashlib.sha256(data).hexdigest())
    source = open_table(CSV).source
    assert (source.size_bytes, source.fingerprint) == (len(CSV), hashlib.sha256(CSV).hexdigest())


def test_a_binary_workbook_is_known_by_its_content() -> None:
    """V3: XLSB is told from XLSX by its parts, whatever its name."""
    table = open_table(raw_xlsb(*binary_row(0, "Name"), *binary_row(1, "Ann")))
    assert [row.cells for row in table] == [("Ann",)]
