"""The rows of an ODS table that are written in the plain form nearly every program writes."""

import re

from clientbook.readers.workbooks.cells import ERRORS
from clientbook.readers.workbooks.ods_table import PREFIXES, TableParser, typed_text
from clientbook.readers.workbooks.sieve import ATTRIBUTES, TEXT, Feed

_END = "</table:table-row>"
_NO_END = b"<"  # no piece is found plain: the parser gets everything
_ROW = re.compile(rf"\s*<table:table-row({ATTRIBUTES})>")
_CELL = re.compile(
    rf"<table:(?:covered-)?table-cell({ATTRIBUTES})"
    rf"(?:/>|>(?:<text:p>({TEXT})</text:p>|<text:p/>)?</table:table-cell>)"
)
_GROUPS = 3  # of a cell, with what stands before it
_ATTRIBUTE = re.compile(r' ([A-Za-z0-9_-]+):([A-Za-z0-9_.-]+)="([^"]*)"')
_TYPED = re.compile(
    r'(?: table:style-name="[^"]*")? office:value-type="(float|currency|percentage|date)"'
    r' office:(?:date-)?value="([^"]*)"(?: calcext:value-type="(?!error)[a-z]*")?'
)
_UNKNOWN: dict[str, str] = {}
_WORTH = frozenset(("table", "office", "calcext"))
_MOST_KNOWN = 1_000


class OdsRowSieve:
    """Takes plain rows out of a table.

    Args:
        parser: Reads the other rows; its state says where the document is.
    """

    def __init__(self, parser: TableParser) -> None:
        self._parser = parser
        self._usual = False
        self._known: dict[str, dict[str, str] | None] = {}

    def closing(self, head: bytes) -> bytes:
        """Return the tag that ends a row."""
        root = head[: head.find(b">", head.find(b"document-content")) + 1].decode(
            "utf-8", "replace"
        )
        bound = dict(re.findall(r'xmlns:([A-Za-z0-9_-]+)=[\'"]([^\'"]*)[\'"]', root))
        # a prefix that stands for something else would be read as what it usually means
        self._usual = all(
            bound.get(prefix, "" if prefix == "calcext" else None) in (name.strip(), "")
            for prefix, name in PREFIXES.items()
        )
        return _END.encode()

    def take(self, text: str, feed: Feed) -> int:
        """Read the plain rows of *text*; see :class:`clientbook.readers.workbooks.sieve.Sieve`."""
        if not self._usual:
            feed(text)
            return len(text)
        at = 0
        parser, size = self._parser, len(_END)
        while (found := text.find(_END, at)) >= 0:
            piece = text[at:found]
            at = found + size
            if parser.at_rest and self._take_row(piece):
                continue
            if not feed(piece + _END):
                break
        return at

    def _take_row(self, piece: str) -> bool:
        opened = _ROW.match(piece)
        if opened is None or "xmlns" in piece or len(piece) > self._parser.max_chars:
            return False
        parts = _CELL.split(piece[opened.end() :])
        if any(parts[::_GROUPS]):
            return False
        self._parser.plain_row(
            self._attributes(opened[1]) or {},
            map(self._cell, parts[1::_GROUPS], parts[2::_GROUPS]),
        )
        return True

    def _cell(self, written: str, text: str | None) -> tuple[dict[str, str] | None, str]:
        shown = text or ""
        if "value=" in written:
            typed = _TYPED.fullmatch(written)
            if typed is not None and shown not in ERRORS:
                value = typed_text(typed[1], typed[2], shown)
                if not value.startswith("--"):  # of which there is something to say
                    return None, value
        known = self._known.get(written, _UNKNOWN)
        return (self._attributes(written) if known is _UNKNOWN else known), shown

    def _attributes(self, written: str) -> dict[str, str] | None:
        """Return attributes by their full names, None for those of a plain text."""
        found: dict[str, str] | None = {
            PREFIXES[prefix] + name: value
            for prefix, name, value in _ATTRIBUTE.findall(written)
            if prefix in _WORTH and name != "style-name"
        }
        if found in _PLAIN_TEXTS:
            found = None
        if "value=" not in written and len(self._known) < _MOST_KNOWN:  # values seldom repeat
            self._known[written] = found
        return found


_TYPE = PREFIXES["office"] + "value-type"
_PLAIN_TEXTS = ({_TYPE: "string"}, {_TYPE: "string", PREFIXES["calcext"] + "value-type": "string"})
