"""OLE compound files ([MS-CFB]): the container of XLS workbooks and of encrypted XLSX ones."""

import struct
from array import array

from clientbook.errors import ReadError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # from here on a number is no sector: free, end of chain, FAT, DIFAT
_HEADER = 512
_ENTRY = 128
_MAX_ENTRIES = 50_000
_DAMAGED = "open it in a spreadsheet program and save it as XLSX"


def _damaged(what: str) -> ReadError:
    return ReadError("xls", f"the workbook is damaged or was cut off: {what}", _DAMAGED)


class CompoundFile:
    """The streams of a compound file, by name without its storage.

    Args:
        data: The whole file.

    Raises:
        ReadError: Damaged or cut off; every chain is followed once and checked against the size.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(MAGIC):
            raise _damaged("its header is missing")
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _damaged("its sector size is none that exists")
        self._data = data
        self._sector = 1 << shift
        self._count = max(0, (len(data) - 1) >> shift)  # the header takes the first one
        (self._fat_count, directory) = struct.unpack_from("<LL", data, 44)
        (self._cutoff, mini_fat, mini_count, difat, difat_count) = struct.unpack_from(
            "<LLLLL", data, 56
        )
        if max(self._fat_count, mini_count, difat_count) > self._count:
            raise _damaged("it says to be larger than it is")
        self._fat = self._read_fat(difat)
        self._mini_fat = self._numbers(self._chain(mini_fat)) if mini_fat < _LAST else array("I")
        entries = self._chain(directory)
        if len(entries) % self._sector:
            raise _damaged("the list of its streams is cut off")
        self._entries = self._read_entries(entries)
        root = next((e for e in self._entries.values() if e[0] == 5), None)
        self._mini = self._chain(root[1]) if root is not None and root[1] < _LAST else b""

    @property
    def names(self) -> frozenset[str]:
        """Names of all streams and storages."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream.

        Raises:
            ReadError: Its chain of sectors is broken.
        """
        _, start, size = self._entries[name]
        if start >= _LAST or not size:
            return b""
        found = self._chain(start) if size >= self._cutoff else self._mini_chain(start)
        if len(found) < size:
            raise _damaged("it ends before its cells do")
        return found[:size]

    def _read_fat(self, difat: int) -> "array[int]":
        places = [n for n in struct.unpack_from("<109L", self._data, 76) if n < _LAST]
        for _ in range(self._count):
            if difat >= _LAST:
                break
            numbers = self._numbers(self._at(difat))
            places += [n for n in numbers[:-1] if n < _LAST]
            difat = numbers[-1] if numbers else _LAST
        if len(places) > self._count:
            raise _damaged("it says to be larger than it is")
        fat = array("I")
        for place in places:
            numbers = self._numbers(self._at(place))
            if len(numbers) * 4 < self._sector:
                raise _damaged("the table of its sectors is cut off")
            fat.extend(numbers)
        return fat

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    @staticmethod
    def _numbers(data: bytes) -> "array[int]":
        whole = len(data) // 4
        return array("I", struct.unpack(f"<{whole}L", data[: whole * 4]))

    def _chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _LAST:
            if sector >= len(self._fat) or len(parts) > self._count:
                raise _damaged("a chain of sectors is broken")
            parts.append(self._at(sector))
            sector = self._fat[sector]
        return b"".join(parts)

    def _mini_chain(self, sector: int) -> bytes:
        parts: list[bytes] = []
        most = len(self._mini) // 64
        while sector < _LAST:
            if sector >= len(self._mini_fat) or len(parts) > most:
                raise _damaged("a chain of small sectors is broken")
            parts.append(self._mini[sector * 64 : sector * 64 + 64])
            sector = self._mini_fat[sector]
        return b"".join(parts)

    @staticmethod
    def _read_entries(directory: bytes) -> dict[str, tuple[int, int, int]]:
        entries: dict[str, tuple[int, int, int]] = {}
        for at in range(0, min(len(directory), _MAX_ENTRIES * _ENTRY) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            if kind == 0 or not 2 <= length <= 64:
                continue
            name = directory[at : at + length - 2].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<LL", directory, at + 116)
            entries.setdefault(name, (kind, start, size))
        return entries
