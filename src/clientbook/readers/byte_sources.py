"""Bytes that can be read several times: a path, bytes in memory, or a stream put on disk."""

import io
import os
import stat
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from clientbook.errors import FileTooLargeError, ReadError

CHUNK_BYTES: Final = 1024 * 1024
_HEAD = 4_096
_SPOOL_IN_MEMORY = 8 * 1024 * 1024
_CHANGED = "the file changed while it was read"


class ByteSource:
    """Bytes in memory or in a temporary file.

    Args:
        stream: Seekable; belongs to this object from now on.
        name: File name without its folder, where known.
    """

    def __init__(self, stream: BinaryIO, name: str | None) -> None:
        self.name = name
        self.size = stream.seek(0, io.SEEK_END)
        self._stream = stream
        weakref.finalize(self, stream.close)

    def chunks(self) -> Iterator[bytes]:
        """Give all bytes from the start, in pieces; readings may run beside one another."""
        position = 0
        while True:
            self._stream.seek(position)
            data = self._stream.read(CHUNK_BYTES)
            if not data:
                return
            position += len(data)
            yield data

    def head(self, count: int) -> bytes:
        """Return the first bytes."""
        self._stream.seek(0)
        return self._stream.read(count)

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """Give a seekable stream over all bytes, at the start, for the length of a with block."""
        self._stream.seek(0)
        yield self._stream


class PathSource(ByteSource):
    """A regular file; each reading opens it anew and notices when it has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _open(path) as stream:
            super().__init__(io.BytesIO(), path.name)
            self._state = _state(stream)
            self.size = self._state[0]

    def chunks(self) -> Iterator[bytes]:
        """Give all bytes from the start, in pieces.

        Raises:
            ReadError: The file is no longer the one that was opened.
        """
        with _open(self.path) as stream:
            self._check(stream)
            while data := stream.read(CHUNK_BYTES):
                yield data
            self._check(stream)

    def head(self, count: int) -> bytes:
        """Return the first bytes."""
        with _open(self.path) as stream:
            return stream.read(count)

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """Give a new stream, closed when the with block ends.

        Raises:
            ReadError: The file is no longer the one that was opened.
        """
        with _open(self.path) as stream:
            self._check(stream)
            yield stream

    def _check(self, stream: BinaryIO) -> None:
        if _state(stream) != self._state:
            raise ReadError("file", _CHANGED, "open it again")


def open_source(
    source: "str | os.PathLike[str] | bytes | BinaryIO", limit: Callable[[bytes], int]
) -> ByteSource:
    """Return the bytes of a path, of bytes or of a binary stream.

    Args:
        source: A path, bytes, or a stream in binary mode; a stream is read to its end, or until
            it is over its limit, and stays open.
        limit: Told the first bytes of a stream, says how many it may have.

    Raises:
        TypeError: *source* is a stream in text mode.
        FileTooLargeError: There are more bytes.
        ReadError: The file is missing, is a folder or cannot be read.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return ByteSource(io.BytesIO(source), None)
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        with _open(path) as stream:
            if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return PathSource(path)
            return ByteSource(_spooled(stream, limit), path.name)
    return ByteSource(_spooled(source, limit), _stream_name(source))


def _stream_name(stream: BinaryIO) -> str | None:
    name = getattr(stream, "name", None)
    return Path(name).name if isinstance(name, str) and not name.startswith("<") else None


def _spooled(stream: BinaryIO, limit: Callable[[bytes], int]) -> BinaryIO:
    spool = tempfile.SpooledTemporaryFile(max_size=_SPOOL_IN_MEMORY)  # noqa: SIM115 - kept open
    try:
        _copy(stream, spool, limit)
    except OSError as error:
        spool.close()
        raise _unreadable(error) from error
    except BaseException:
        spool.close()
        raise
    return spool  # type: ignore[return-value]  # a BinaryIO in all that is used here


def _copy(
    stream: BinaryIO, spool: "tempfile.SpooledTemporaryFile[bytes]", limit: Callable[[bytes], int]
) -> None:
    size, most_bytes = 0, None
    while data := stream.read(CHUNK_BYTES):
        if not isinstance(data, bytes | bytearray):
            raise TypeError("source: the stream is in text mode; open it with mode 'rb'")
        size += len(data)
        most_bytes = limit(bytes(data[:_HEAD])) if most_bytes is None else most_bytes
        if size > most_bytes:
            raise FileTooLargeError(
                "file",
                f"more than {most_bytes} bytes",
                "split the file, or raise limits.max_bytes",
            )
        spool.write(data)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error


def _state(stream: BinaryIO) -> tuple[int, int, int]:
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns, found.st_ino


def _unreadable(error: OSError | ValueError) -> ReadError:
    match error:
        case FileNotFoundError():
            return ReadError("file", "there is no such file", "check the path")
        case IsADirectoryError():
            return ReadError("file", "this is a folder", "give the path of a file in it")
        case PermissionError():
            return ReadError("file", "it may not be read", "check its permissions")
        case OSError():
            reason = error.strerror or type(error).__name__
            return ReadError("file", f"it cannot be read: {reason}", "check the disk and the path")
    return ReadError("file", "this is not a path", "check the path")
