"""Plain stretches of a workbook's XML, read without a parser's calls for every element.

A sheet is a million cells, nearly all written in one plain form.  A *sieve* takes whole pieces (a
row, a shared string) of that form out of the stream and reads them with a pattern; whatever has
another form goes to the XML parser, which sees a document that lacks the plain pieces and is as
well formed as before.  Nothing is taken where the parser is inside something (a comment, a quoted
section, a nested element): after the first such mark the parser gets all the rest.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

_LONGEST_PIECE = 4 * 1024 * 1024
_XML_MARKS = (b"<?xml", b"\xef\xbb\xbf<?xml")
TEXT = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
"""Pattern of character data that is what it looks like: no reference, no line end to normalise."""
ATTRIBUTES = r'(?: [A-Za-z_][A-Za-z0-9_.:-]*="[^"<&\t\r\n]*")*'
"""Pattern of attributes whose values are what they look like."""

Feed = Callable[[str], bool]
"""Gives XML to the parser; False when no piece may be taken any more."""


class Sieve(Protocol):
    """Takes pieces out of the XML of one part of a workbook."""

    def closing(self, head: bytes) -> bytes:
        """Return the tag that ends a piece.

        Args:
            head: The first bytes of the part.
        """
        ...

    def take(self, text: str, feed: Feed) -> int:
        """Read the plain pieces of *text*, and feed the stretches between them in their order.

        Args:
            text: XML that ends with a closing tag of a piece.
            feed: For what is not plain; when it says False, the sieve stops.

        Returns:
            How many characters were taken or fed.
        """
        ...


def sift(chunks: Iterable[bytes], sieve: Sieve, feed: Callable[[bytes], None]) -> None:
    """Hand the bytes of a part to the sieve where that is safe, to the parser elsewhere.

    Args:
        chunks: The part.
        sieve: Takes plain pieces.
        feed: Gives bytes to the parser.
    """
    pieces = iter(chunks)
    head = next(pieces, b"")
    if not is_utf8_xml(head):
        _feed_all(head, pieces, feed)
        return
    closing = sieve.closing(head)
    between = _Between(feed)
    rest = head
    while rest and not between.stopped:
        cut = rest.rfind(closing) + len(closing)
        if cut < len(closing):
            chunk = next(pieces, b"") if len(rest) <= _LONGEST_PIECE else b""
            if not chunk:
                break
            rest += chunk
            continue
        try:
            text = rest[:cut].decode()
        except UnicodeDecodeError:
            break
        rest = rest[cut:]
        taken = sieve.take(text, between.feed)
        if taken < len(text):
            feed(text[taken:].encode())
        if not between.stopped:
            rest += next(pieces, b"")
    _feed_all(rest, pieces, feed)


class _Between:
    """Gives the parser what stands between pieces, and looks out for marks inside of which none is.

    Args:
        feed: Gives bytes to the parser.
    """

    def __init__(self, feed: Callable[[bytes], None]) -> None:
        self._feed = feed
        self._started = False
        self.stopped = False

    def feed(self, text: str) -> bool:
        data = text.encode()
        self._feed(data)
        marks = data.count(b"<!") + data.count(b"<?")
        if not self._started and data.startswith(_XML_MARKS):
            marks -= 1
        self._started = True
        self.stopped = self.stopped or marks > 0
        return not self.stopped


def is_utf8_xml(head: bytes) -> bool:
    """True when XML is in UTF-8 by its declaration, or has none and so is in UTF-8."""
    if not head.startswith(_XML_MARKS):
        return head.startswith(b"<") and b"\x00" not in head[:4]
    declaration = head[: head.find(b"?>") + 1]
    encoding = declaration.partition(b"encoding")[2].replace(b"'", b'"').split(b'"', 2)
    return len(encoding) < 3 or encoding[1].lower() in (b"utf-8", b"utf8", b"us-ascii")


def _feed_all(rest: bytes, pieces: Iterator[bytes], feed: Callable[[bytes], None]) -> None:
    if rest:
        feed(rest)
    for piece in pieces:
        feed(piece)
