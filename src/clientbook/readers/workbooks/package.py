"""Parts of a zipped workbook, inflated in pieces and counted, because declared sizes lie."""

import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.readers.zip_faults import ZIP_DAMAGE, ZIP_METHODS

CHUNK = 64 * 1024
_MIB = 1024 * 1024
_MAX_DIRECTORY = 4 * _MIB  # a workbook of a thousand sheets needs a tenth of it
_FREE = 16 * _MIB  # what may inflate at any rate
_MOST_RATE = 200  # real sheets of clients inflate 5 to 40 times, one repeated text 140 times
_LARGE = 256 * _MIB  # from here on half that rate is suspicious
_DAMAGED = "open it in a spreadsheet program and save it again"


class ZipPackage:
    """A zipped workbook.

    Args:
        stream: A seekable binary file; it stays open.
        kind: For errors, such as ``"xlsx"``.
        max_unzipped_bytes: What all parts read may inflate to together.

    Raises:
        ReadError: Not a zip file, or a truncated one.
        FileTooLargeError: The directory is larger than any workbook's.
    """

    def __init__(self, stream: BinaryIO, *, kind: str, max_unzipped_bytes: int) -> None:
        self.kind = kind
        self._limit = max_unzipped_bytes
        self._inflated = 0
        _check_directory(stream, kind)
        try:
            self._counter = _Counter(stream)
            self._zip = zipfile.ZipFile(cast("BinaryIO", self._counter))
        except ZIP_DAMAGE:
            raise ReadError(
                kind, "the workbook is damaged or was cut off: its directory is missing", _DAMAGED
            ) from None
        self._names = {_normal(i.filename): i for i in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._names

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts, in lower case with forward slashes."""
        return tuple(self._names)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part that is there.

        Raises:
            ReadError: It is damaged or encrypted.
            FileTooLargeError: The parts read so far inflate to more than the limit.
        """
        info = self._names[_normal(name)]
        if info.flag_bits & 0x1:
            raise ReadError(
                self.kind, "the workbook is encrypted", "save it without a password and try again"
            )
        if info.compress_type not in ZIP_METHODS:
            raise ReadError(self.kind, "a part is packed in a way no workbook uses", _DAMAGED)
        yield from self._inflate(info)

    def _inflate(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        # The directory's own sizes refuse at once what says what it is.
        self._check(info.file_size, info.compress_size, self._inflated + info.file_size)
        size, before = 0, self._counter.count
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(CHUNK):
                    size += len(chunk)
                    self._inflated += len(chunk)
                    self._check(size, self._counter.count - before, self._inflated)
                    yield chunk
        except ZIP_DAMAGE:
            raise ReadError(
                self.kind, "a part of the workbook is damaged or was cut off", _DAMAGED
            ) from None

    def _check(self, size: int, packed: int, total: int) -> None:
        """Refuse a part by its rate and its size together, the workbook by its size.

        Args:
            size: Bytes of the part so far.
            packed: Bytes of the file they were made of.
            total: Bytes of all parts so far.
        """
        if total > self._limit:
            raise FileTooLargeError(
                self.kind,
                f"the workbook inflates to more than {self._limit:,} bytes",
                "keep only the sheet of clients, or save it as CSV",
            )
        most = _MOST_RATE if size <= _LARGE else _MOST_RATE // 2
        if size > _FREE and size > packed * most:
            raise FileTooLargeError(
                self.kind,
                f"a part inflates to more than {most} times its size, as in a zip bomb",
                "if the file is genuine, save it as CSV",
            )


class _Counter:
    """A stream that counts what is read from it, at most one chunk ahead of what is inflated."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0
        self.seek = stream.seek
        self.tell = stream.tell
        self.seekable = stream.seekable

    def read(self, size: int = -1) -> bytes:
        """Read and count."""
        data = self._stream.read(size)
        self.count += len(data)
        return data


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _check_directory(stream: BinaryIO, kind: str) -> None:
    """Bound the directory before zipfile reads it whole (APPNOTE.TXT 4.3.14 and 4.3.16)."""
    size = stream.seek(0, 2)
    tail_size = min(size, 65_557 + 76)  # the longest comment, the record, its 64-bit forms
    stream.seek(size - tail_size)
    tail = stream.read(tail_size)
    stream.seek(0)
    declared = 0
    end = tail.rfind(b"PK\x05\x06")
    if 0 <= end <= len(tail) - 22:
        declared = struct.unpack_from("<L", tail, end + 12)[0]
    large = tail.rfind(b"PK\x06\x06")
    if 0 <= large <= len(tail) - 56:
        declared = struct.unpack_from("<Q", tail, large + 40)[0]
    if declared > _MAX_DIRECTORY and declared != 0xFFFFFFFF:
        raise FileTooLargeError(
            kind, "the workbook's directory is larger than any workbook's", _DAMAGED
        )
