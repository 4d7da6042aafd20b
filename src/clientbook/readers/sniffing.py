"""What a file is, told from its first bytes; its name is never trusted."""

import re
import zipfile
from pathlib import PurePath
from typing import BinaryIO, Final

from clientbook.errors import ReadError
from clientbook.readers.other_texts import LEADING, SAVE, refuse_other_text
from clientbook.readers.wide_text import marked_encoding, unmarked_encoding
from clientbook.readers.zip_faults import ZIP_DAMAGE, ZIP_METHODS

CSV: Final = "csv"
VCARD: Final = "vcard"

HEAD_BYTES: Final = 64 * 1024

# ECMA-376 part 2: they say what each part is, and which is the main one, wherever it lies
_TYPES = ("[Content_Types].xml", "_rels/.rels")
_FEW = 256 * 1024
_WORKBOOK = re.compile(rb'spreadsheetml|Target="[^"<>]{0,200}workbook\.xml"')

# Magic bytes of what is often sent by mistake: (offset, bytes, kind, what it is).
_STRANGERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "a PDF document"),
    (0, b"\x89PNG\r\n", "a picture (PNG)"),
    (0, b"\xff\xd8\xff", "a picture (JPEG)"),
    (0, b"GIF8", "a picture (GIF)"),
    (0, b"II*\x00", "a picture (TIFF)"),
    (0, b"MM\x00*", "a picture (TIFF)"),
    (4, b"ftyp", "a picture or a film"),
    (0, b"{\\rtf", "a text document (RTF)"),
    (0, b"\x1f\x8b\x08", "a compressed file (gzip)"),
    (0, b"7z\xbc\xaf\x27\x1c", "a compressed archive (7z)"),
    (0, b"Rar!\x1a\x07", "a compressed archive (RAR)"),
    (0, b"BZh", "a compressed file (bzip2)"),
    (0, b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (0, b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
    (0, b"SQLite format 3\x00", "a database (SQLite)"),
    (0, b"PAR1", "a data file (Parquet)"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (257, b"ustar", "an archive (tar)"),
)
# The first record (BOF) of the bare streams that programs of the nineties write: BIFF 2 to 8.
_BARE_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_CONTROLS = bytes(
    set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F}
)
_EXTENSIONS = {
    ".csv": CSV,
    ".tsv": CSV,
    ".txt": CSV,
    ".tab": CSV,
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xlsb": "xlsb",
    ".xls": "xls",
    ".ods": "ods",
    ".vcf": VCARD,
    ".vcard": VCARD,
}


def kind_named(name: str | None) -> str | None:
    """Return the kind a file name announces, None when it announces none we know."""
    return _EXTENSIONS.get(PurePath(name).suffix.casefold()) if name else None


def possible_kinds(head: bytes) -> tuple[str, ...]:
    """Return what a file may be that begins like this: its limit is known before it is read."""
    if head.startswith(b"PK"):
        return ("xlsx", "ods")
    if head.startswith((b"\xd0\xcf\x11\xe0", *_BARE_BIFF)):
        return ("xls",)
    start = _plain(head[:4_096]).lstrip(LEADING)[:11]
    return (VCARD,) if start.upper() == b"BEGIN:VCARD" else (CSV,)


def sniff_kind(head: bytes, stream: BinaryIO) -> str:
    """Return what a file is.

    Args:
        head: Its first :data:`HEAD_BYTES` bytes.
        stream: The whole file, seekable; only the directory of a zip file is read.

    Returns:
        ``"csv"``, ``"vcard"``, ``"xlsx"``, ``"xlsb"``, ``"xls"`` or ``"ods"``.

    Raises:
        ReadError: It is something else; the error says what, and what to do.
    """
    if not head:
        raise ReadError("file", "the file is empty", "export it again")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(stream)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "xls"  # or an encrypted .xlsx: the workbook reader looks inside
    if head.startswith(_BARE_BIFF):
        return "xls"
    for offset, magic, what in _STRANGERS:
        if head.startswith(magic, offset):
            raise ReadError("file", f"this is {what}, not a table", SAVE)
    return _text_kind(head)


def _zip_kind(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:100] if _is_small(archive, "mimetype") else b""
            types = b"".join(
                archive.read(name) for name in _TYPES if _is_small(archive, name, _FEW)
            )
    except ZIP_DAMAGE as error:
        raise ReadError(
            "xlsx", "the file is cut short or damaged", "download or save it again"
        ) from error
    if b"opendocument.spreadsheet" in mime:
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    lowered = {name.casefold().replace("\\", "/") for name in names}
    if any(name.startswith("xl/") for name in lowered) or _WORKBOOK.search(types):
        return "xlsx"
    if b"opendocument" in mime or any(n.startswith(("word/", "ppt/")) for n in lowered):
        raise ReadError("file", "this is a text document or slides, not a table", SAVE)
    if any(n.startswith("index/") and n.endswith(".iwa") for n in lowered):
        raise ReadError("file", "this is an Apple Numbers file", "export it as Excel or CSV")
    raise ReadError(
        "zip", "this is a zip archive, not a workbook", "unzip it and give the file inside"
    )


def _is_small(archive: zipfile.ZipFile, name: str, most: int = 1_000) -> bool:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return False
    return info.file_size <= most and info.compress_type in ZIP_METHODS


def _text_kind(head: bytes) -> str:
    text = _plain(head)
    if text.lstrip(LEADING)[:11].upper() == b"BEGIN:VCARD":
        return VCARD
    refuse_other_text(text)
    if b"\x1b$)" in text:
        text = text.translate(None, b"\x0e\x0f")  # the shifts of ISO 2022
    controls = len(text) - len(text.translate(None, _CONTROLS))
    if controls > 0.02 * len(text) + 2:
        raise ReadError("file", "this is no text and no workbook we know", SAVE)
    return CSV


def _plain(head: bytes) -> bytes:
    """Return the head as UTF-8 if it is UTF-16 or 32, else without zero bytes."""
    marked = marked_encoding(head)
    wide = marked[0] if marked else unmarked_encoding(head)
    if wide and wide != "utf-8":
        return head.decode(wide, "ignore").lstrip("\ufeff").encode("utf-8", "ignore")
    return head.replace(b"\x00", b"")
