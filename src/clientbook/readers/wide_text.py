"""UTF-16 and UTF-32, with a mark and without one: the encodings whose text has zero bytes."""

import codecs
import unicodedata
from typing import Final

MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the longer ones come before those they begin with."""

_LOOKED_AT = 8_192
_PLAUSIBLE = 0.95  # share of characters that text is made of
_ONE_SIDED = 3  # zero bytes on one side of the units for each on the other
_SPARSE = 400  # bytes for each zero byte: a line without any ASCII is seldom longer


def marked_encoding(head: bytes) -> tuple[str, int] | None:
    """Return the encoding a byte order mark announces, and the length of the mark."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return name, len(mark)
    return None


def asked_encoding(head: bytes, asked: str) -> tuple[str, int]:
    """Return the encoding that was asked for as its codec, and the length of the mark to skip.

    Args:
        head: The first bytes of the file: they say in which order UTF-16 and UTF-32 stand.
        asked: A Python codec name.
    """
    family = codecs.lookup(asked).name.removesuffix("-sig")
    marked = marked_encoding(head)
    if marked is not None and family in (marked[0], marked[0][:-3]):
        return marked
    if family in ("utf-16", "utf-32"):  # without a mark the codec itself would refuse
        wide = unmarked_encoding(head) or ""
        return (wide if wide.startswith(family) else f"{family}-le"), 0
    return family, 0


def unmarked_encoding(head: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by where their zero bytes stand.

    Args:
        head: The first bytes of a file; enough of them that it has a line end or a separator.
    """
    head = head[: min(len(head), _LOOKED_AT) & ~1]
    zeros = head.count(0)
    if len(head) < 4 or not zeros or zeros * _SPARSE < len(head):
        return None
    whole = head[: len(head) & ~3]
    if zeros * 2 >= len(head):
        for name, first in (("utf-32-le", 3), ("utf-32-be", 0)):
            if whole[first::4].count(0) * 4 == len(whole) and _is_plausible(whole, name):
                return name
    even, odd = head[::2].count(0), head[1::2].count(0)
    if min(even, odd) * _ONE_SIDED > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    if zeros * 4 < len(head) and _is_of_single_bytes(head.replace(b"\0", b"")):
        return None  # a text of single bytes into which zeros have strayed
    return name if _is_plausible(head, name) else None


def _is_of_single_bytes(text: bytes) -> bool:
    """True for ASCII with few other bytes, and for UTF-8: neither has bytes of control."""
    visible = sum(0x20 <= byte < 0x7F for byte in text)
    if visible >= 0.9 * len(text):
        return True
    if any(byte < 0x20 and byte not in b"\t\r\n" for byte in text):
        return False  # as the upper half of a unit of Greek, Russian or Hebrew is
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(text)
    except UnicodeDecodeError:
        return visible >= 0.75 * len(text)
    return True


def _is_plausible(head: bytes, name: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(name)("strict").decode(head)
    except UnicodeDecodeError:
        return False
    odd = sum(
        1
        for char in set(text)
        if char not in "\t\r\n\ufeff" and unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs")
        for _ in range(text.count(char))
    )
    return bool(text) and odd <= (1 - _PLAUSIBLE) * len(text)
