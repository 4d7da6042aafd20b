"""One stream as an OLE compound file ([MS-CFB]), whole and in order, for a driver."""

import struct

from clientbook.readers.workbooks.ole import MAGIC

_SECTOR = 4096  # version 4: 109 FAT sectors in the header reach 457 MB
_NUMBERS = _SECTOR // 4
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_HEADER_FATS = 109
_STREAM, _ROOT = 2, 5


def compound_file(name: str, stream: bytes) -> bytes:
    """Return a compound file that holds one stream.

    Args:
        name: Of the stream, at most 31 characters.
        stream: Its bytes; padded with zeros where the standard asks for a longest small stream.

    Raises:
        ValueError: The stream is longer than the header's table reaches.
    """
    data = stream.ljust(_SECTOR, b"\0")  # shorter ones would need the file of small streams
    count = -(-len(data) // _SECTOR)
    used = count + 2  # the directory and a sector of small streams, which drivers ask for
    fats = 1
    while fats * _NUMBERS < used + fats:
        fats += 1
    if fats > _HEADER_FATS:
        raise ValueError("stream: too long")
    chain = [_FAT] * fats + [_END, _END] + [fats + 3 + n for n in range(count)]
    chain[-1] = _END
    chain += [_FREE] * (fats * _NUMBERS - len(chain))
    places = [*range(fats), *[_FREE] * (_HEADER_FATS - fats)]
    header = struct.pack(
        "<8s16sHHHHH6sLLLLLLLLL",
        *(MAGIC, b"", 0x3E, 4, 0xFFFE, 12, 6, b""),
        *(1, fats, fats, 0, 4096, _END, 0, _END, 0),
    )
    header += struct.pack("<109L", *places)
    directory = _entry("Root Entry", _ROOT, fats + 1, _SECTOR, child=1)
    directory += _entry(name, _STREAM, fats + 2, len(data))
    directory += _entry("", 0, 0, 0) * 2
    return b"".join(
        (
            header.ljust(_SECTOR, b"\0"),
            struct.pack(f"<{len(chain)}L", *chain),
            directory.ljust(2 * _SECTOR, b"\0"),
            data.ljust(count * _SECTOR, b"\0"),
        )
    )


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBLLL16sLQQLQ",
        *(text, len(text) + 2 if name else 0, kind, 1, _FREE, _FREE, child, b"", 0, 0, 0),
        *(start, size),
    )
