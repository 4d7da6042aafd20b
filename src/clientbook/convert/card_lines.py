"""Bytes of a vCard file to its logical lines: character set, line ends, folds, soft breaks."""

import codecs
import quopri
from collections.abc import Iterable, Iterator
from itertools import pairwise

MAX_LINE = 1024 * 1024
"""Longest logical line kept, in bytes; photos are longer and are not kept."""


def logical_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the logical lines of a file that comes in pieces, in UTF-8 unless a line says other."""
    yield from _logical_lines(_physical_lines(_as_utf8(chunks)))


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Turn UTF-16 into UTF-8 and drop the byte-order mark; other bytes stay."""
    decoder: codecs.IncrementalDecoder | None = None
    for index, chunk in enumerate(chunks):
        if index == 0:
            if chunk.startswith(codecs.BOM_UTF8):
                chunk = chunk[3:]  # noqa: PLW2901 - the mark is no part of the first line
            elif chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                decoder = codecs.getincrementaldecoder("utf-16")("replace")
            elif chunk[:4] == b"B\0E\0":
                decoder = codecs.getincrementaldecoder("utf-16-le")("replace")
            elif chunk[:4] == b"\0B\0E":
                decoder = codecs.getincrementaldecoder("utf-16-be")("replace")
        yield decoder.decode(chunk).encode() if decoder else chunk


def _physical_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines without their ends (CRLF, LF or CR); of an endless line only its start."""
    pending: list[bytes] = []
    size = 0
    carry = b""
    for chunk in chunks:
        data = carry + chunk
        carry = data[-1:] if data.endswith(b"\r") else b""  # perhaps half of a CRLF
        data = data[: len(data) - len(carry)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        first, *others = data.split(b"\n")
        if size <= MAX_LINE:
            pending.append(first)
            size += len(first)
        if others:
            yield b"".join(pending)
            yield from others[:-1]
            pending = [others[-1]]
            size = len(others[-1])
    yield b"".join(pending)


class _Logical:
    """One logical line being put together from physical ones."""

    __slots__ = ("parts", "quoted", "size")

    def __init__(self, first: bytes) -> None:
        head = first.partition(b":")[0].upper()
        self.quoted = b"QUOTED-PRINTABLE" in head
        self.parts = [first]
        self.size = len(first)

    def add(self, part: bytes) -> None:
        self.size += len(part)
        if self.size <= MAX_LINE:
            self.parts.append(part)

    @property
    def is_open(self) -> bool:
        """True when quoted-printable goes on in the next line."""
        return self.quoted and self.parts[-1].endswith(b"=")

    def join(self) -> bytes:
        if not self.quoted:
            return b"".join(self.parts)
        # A soft line break is "=" at the end; it goes, a last "=" without a next line too.
        parts = [part[:-1] if part.endswith(b"=") else part for part in self.parts]
        if _is_folded_too(parts):
            parts[1:] = [part[1:] if part[:1] in (b" ", b"\t") else part for part in parts[1:]]
        return b"".join(parts)


def _is_folded_too(parts: list[bytes]) -> bool:
    """True when soft breaks were folded with a space as well: it stands inside a character."""
    return any(
        following[:1] in (b" ", b"\t") and _ends_inside(quopri.decodestring(part[-12:])[-3:])
        for part, following in pairwise(parts)
    )


def _ends_inside(data: bytes) -> bool:
    """True when UTF-8 is cut inside a character at the end of *data*."""
    for count in range(1, len(data) + 1):
        lead = data[-count]
        if lead >= 0xC2:
            return count < (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4)
        if lead < 0x80:
            return False
    return False


def _logical_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    current: _Logical | None = None
    old = False
    for line in lines:
        if current is not None and _continues(current, line):
            current.add(_unfolded(line, old=old, soft=current.is_open))
            continue
        if current is not None:
            yield current.join()
        if line[:8].upper() == b"VERSION:":
            old = line[8:].strip() == b"2.1"
        current = _Logical(line)
    if current is not None:
        yield current.join()


def _unfolded(line: bytes, *, old: bool, soft: bool) -> bytes:
    """Return what a continuation adds: vCard 2.1 folds at a space and keeps it."""
    if soft:
        return line
    return b" " + line.lstrip(b" \t") if old else line[1:]


def _continues(current: _Logical, line: bytes) -> bool:
    if current.is_open:
        return not line[:10].upper().startswith((b"END:VCARD", b"BEGIN:VCAR"))
    return line.startswith((b" ", b"\t")) and bool(line.strip() or current.size)
