"""Workbooks made for tests: ordinary ones by other programs' writers, hostile ones by hand."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

import xlsxwriter

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(rows: Sequence[Sequence[object]], **sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook written by xlsxwriter; further sheets by name."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, cells in {"Clients": rows, **sheets}.items():
        page = book.add_worksheet(name)
        for index, row in enumerate(cells):
            page.write_row(index, 0, row)
    book.close()
    return out.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def raw_xlsx(
    sheet_data: str,
    *,
    strings: str | None = None,
    styles: str | None = None,
    workbook: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of one sheet whose XML is given."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_PACK}"><Relationship Id="r" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{_REL}">{workbook}<sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACK}"><Relationship Id="rId1" '
        f'Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_data
        if sheet_data.startswith("<?xml")
        else f"<worksheet {MAIN}><sheetData>{sheet_data}</sheetData></worksheet>",
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    if styles is not None:
        parts["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    return zipped(parts | dict(more or {}))


_ODS_NS = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)


def ods(tables: str, *, styles: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument workbook whose tables are given as XML."""
    content = (
        f"<office:document-content {_ODS_NS}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    return zipped({**parts, **(more or {})})


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file ([MS-CFB]) of streams of 4096 bytes or more."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors: list[bytes] = [b"", b""]  # FAT and directory, filled below
    fat = [fat_sector, end]
    entries = [("Root Entry", 5, end, 0)]
    for name, content in streams.items():
        first = len(sectors)
        padded = content.ljust(4096, b"\0")
        pieces = [padded[i : i + 512].ljust(512, b"\0") for i in range(0, len(padded), 512)]
        sectors += pieces
        fat += [*range(first + 1, first + len(pieces)), end]
        entries.append((name, 2, first, len(padded)))
    directory = b"".join(_entry(*entry) for entry in entries)
    sectors[1] = directory.ljust(512, b"\0")[:512]
    sectors[0] = struct.pack("<128L", *(fat + [free] * (128 - len(fat))))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    header += struct.pack("<LLLLLLLLL", 1, 1, 0, 4096, end, 0, end, 0, 0)
    header += struct.pack("<108L", *([free] * 108))
    return header + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<LLL", *([0xFFFFFFFF] * 3))
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + links
    return head + b"\0" * 36 + struct.pack("<LLL", start, size, 0)


def small_compound_file(stream: bytes, *, cut: int = 0, sectors: int = 1) -> bytes:
    """An OLE compound file whose workbook lies in the stream of small streams ([MS-CFB] 2.6).

    Args:
        stream: Fewer than 4096 bytes.
        cut: How many links its chain of small sectors lacks at the end.
        sectors: Of the table of small sectors, as the header counts them.
    """
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    count = -(-len(stream) // 64)
    mini = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    large = len(mini) // 512
    # sectors: 0 table, 1 directory, 2 table of small sectors, then the stream of small streams
    chain = [fat_sector, end, end, *range(4, 3 + large), end]
    fat = struct.pack("<128L", *(chain + [free] * (128 - len(chain))))
    small = [*range(1, count), end]
    if cut:
        small[-cut - 1] = end
    mini_fat = struct.pack("<128L", *(small + [free] * (128 - count)))
    directory = _entry("Root Entry", 5, 3, len(mini)) + _entry("Workbook", 2, 0, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    header += struct.pack("<LLLLLLLLL", 1, 1, 0, 4096, 2, sectors, end, 0, 0)
    header += struct.pack("<108L", *([free] * 108))
    return header + fat + directory.ljust(512, b"\0") + mini_fat + mini


def biff(*records: tuple[int, bytes]) -> bytes:
    """Records of an XLS stream ([MS-XLS] 2.1.4)."""
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


def xls_stream(
    *sheets: Sequence[tuple[int, bytes]], globals_: Sequence[tuple[int, bytes]] = ()
) -> bytes:
    """The stream of an XLS workbook whose records are given, sheet by sheet."""
    bof = struct.pack("<HHHHLL", 0x0600, 0x0005, 0, 0, 0, 0)
    sheet_bof = struct.pack("<HHHHLL", 0x0600, 0x0010, 0, 0, 0, 0)
    bodies = [biff((0x0809, sheet_bof), *cells, (0x000A, b"")) for cells in sheets]

    def head(start: int) -> bytes:
        bound = b""
        for number, body in enumerate(bodies):
            name = f"S{number}".encode() if number else b"S"
            bound += biff(
                (0x0085, struct.pack("<LBBBB", start, 0, 0, len(name), 0) + name),
            )
            start += len(body)
        return biff((0x0809, bof), *globals_) + bound + biff((0x000A, b""))

    return head(len(head(0))) + b"".join(bodies)


def raw_xls(
    *cells: tuple[int, bytes],
    globals_: Sequence[tuple[int, bytes]] = (),
    more: Sequence[Sequence[tuple[int, bytes]]] = (),
) -> bytes:
    """An XLS workbook of one sheet, and perhaps more, whose records are given."""
    return compound_file({"Workbook": xls_stream(cells, *more, globals_=globals_)})


def binary_records(*records: tuple[int, bytes]) -> bytes:
    """Records of an XLSB part ([MS-XLSB] 2.1.4)."""
    out = b""
    for kind, body in records:
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = len(body)
        while size >= 128:
            head += bytes([size & 0x7F | 0x80])
            size >>= 7
        out += head + bytes([size]) + body
    return out


def wide(text: str) -> bytes:
    """A text of XLSB with its length in front."""
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def raw_xlsb(
    *cells: tuple[int, bytes],
    hidden: int = 0,
    strings: bytes | None = None,
    styles: bytes | None = None,
    globals_: Sequence[tuple[int, bytes]] = (),
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An XLSB workbook of two sheets, the second one hidden or not, both with the same records."""
    sheets = [
        (156, struct.pack("<LL", state, number) + wide(f"rId{number}") + wide(f"S{number}"))
        for number, state in ((1, 0), (2, hidden))
    ]
    main = binary_records((131, b""), *globals_, (143, b""), *sheets, (144, b""), (132, b""))
    sheet = binary_records((129, b""), (148, struct.pack("<4L", 0, 9, 0, 9)), (145, b""))
    sheet += binary_records(*cells, (146, b""), (130, b""))
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in (1, 2)
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.bin": main,
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_PACK}">{relations}</Relationships>',
        "xl/worksheets/sheet1.bin": sheet,
        "xl/worksheets/sheet2.bin": sheet,
    }
    if strings is not None:
        parts["xl/sharedStrings.bin"] = strings
    if styles is not None:
        parts["xl/styles.bin"] = styles
    return zipped(parts | dict(more or {}))


def binary_row(number: int, *texts: str) -> list[tuple[int, bytes]]:
    """A row of inline texts of an XLSB sheet (row from 0)."""
    row = (0, struct.pack("<LLHBBL", number, 0, 300, 0, 0, 0))
    return [row, *((6, struct.pack("<LL", c, 0) + wide(t)) for c, t in enumerate(texts))]
