"""The shared strings of an XLSX workbook: all runs of one string joined."""

import re
from functools import lru_cache

from clientbook.errors import FileTooLargeError
from clientbook.readers.workbooks.sieve import TEXT, Feed
from clientbook.readers.workbooks.xlsx_sheet import unescape
from clientbook.readers.workbooks.xml import LocalNames

_MAX_STRINGS = 256 * 1024 * 1024  # characters and overhead of all shared strings
_STRING_OVERHEAD = 64
_PREFIX = re.compile(rb"<(?:([A-Za-z_][A-Za-z0-9_.-]{0,20}):)?sst[ />]")


class StringsParser:
    """Reads the shared strings; phonetic hints are left out.

    It is its own sieve: strings of one run are taken in bulk.

    Args:
        kind: For errors.
    """

    def __init__(self, kind: str) -> None:
        self.strings: list[str] = []
        self._kind = kind
        self._names = LocalNames(("sst", "si", "t", "rPh"))
        self._parts: list[str] = []
        self._in_table = False
        self._open = 0
        self._in_text = False
        self._phonetic = 0
        self._spent = 0
        self._item = _pattern("")

    def closing(self, head: bytes) -> bytes:
        """Return the tag that ends a string, under the prefix the part's own names have."""
        found = _PREFIX.search(head)
        prefix = f"{found[1].decode()}:" if found and found[1] else ""
        self._item = _pattern(prefix)
        return f"</{prefix}si>".encode()

    def take(self, text: str, feed: Feed) -> int:
        """Read the plain strings; see :class:`clientbook.readers.workbooks.sieve.Sieve`."""
        if self._at_rest:
            parts = self._item.split(text)
            if not any(parts[::2]):
                self._keep(parts[1::2])
                return len(text)
        last = 0
        for found in self._item.finditer(text):
            between = text[last : found.start()]
            last = found.start()
            if between and not feed(between):
                return last
            if not self._at_rest:
                break
            self._keep([found[1]])
            last = found.end()
        feed(text[last:])
        return len(text)

    @property
    def _at_rest(self) -> bool:
        return self._in_table and not self._open

    def _keep(self, texts: list[str]) -> None:
        self._spend(sum(map(len, texts)) + _STRING_OVERHEAD * len(texts))
        self.strings.extend(map(unescape, texts))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element starts."""
        local = self._names[name]
        if local == "t":
            self._in_text = not self._phonetic
        elif local == "si":
            self._open += 1
        elif local == "rPh":
            self._phonetic += 1
        elif local == "sst":
            self._in_table = True

    def data(self, text: str) -> None:
        """Characters arrive."""
        if self._in_text:
            self._parts.append(text)
            self._spend(len(text))

    def end(self, name: str) -> None:
        """An element ends."""
        local = self._names[name]
        if local == "t":
            self._in_text = False
        elif local == "si":
            self._open -= 1
            self.strings.append(unescape("".join(self._parts)))
            self._parts.clear()
            self._spend(_STRING_OVERHEAD)
        elif local == "rPh":
            self._phonetic -= 1

    def _spend(self, count: int) -> None:
        self._spent += count
        if self._spent > _MAX_STRINGS:
            raise FileTooLargeError(
                self._kind, "the texts of the workbook do not fit in memory", "save it as CSV"
            )


@lru_cache(maxsize=16)
def _pattern(prefix: str) -> re.Pattern[str]:
    p = re.escape(prefix)
    return re.compile(rf'<{p}si><{p}t(?: xml:space="preserve")?>({TEXT})</{p}t></{p}si>\s*')
