"""Text that was encoded twice: UTF-8 read as Windows-1252, and written as UTF-8 again."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from clientbook.importing.tables import Row

# "é" as UTF-8 taken for cp1252 and encoded again: "Ã©", "â€™"; also Latin-1's C1 characters.
_MARK = re.compile(r"[ÃÂ][\u0080-\u00bf€ŒœŠšŽžŸƒˆ˜†‡•…‰‹›™–—‘’‚“”„]|â€[™œ\u009d“”¢¦˜]")
# The letters of Windows-1252 as the bytes they are; the five it leaves out are Latin-1's controls.
_BYTES: Final = {
    ord(letter): chr(byte)
    for byte in range(0x80, 0xA0)
    if (letter := bytes([byte]).decode("cp1252", "ignore"))
}


def looks_twice_encoded(text: str) -> bool:
    """True when a text holds what no text of people does, such as ``Ã©``."""
    return _MARK.search(text) is not None


def encoded_once(text: str) -> str | None:
    """Return a text as it was before it was encoded again, None where it was not, as a whole.

    ASCII text comes back as it is.  One that was encoded three times is nobody's to guess.
    """
    if text.isascii():
        return text
    try:
        once = text.translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return None if looks_twice_encoded(once) else once


def mended(texts: Iterable[str]) -> list[str]:
    """Return texts encoded once; those that never were twice come back as they are."""
    return [text if (once := encoded_once(text)) is None else once for text in texts]


def mended_titles(titles: Sequence[str]) -> list[str] | None:
    """Return titles encoded once, None unless all of them that are not ASCII were twice."""
    return None if any(encoded_once(title) is None for title in titles) else mended(titles)


def mended_row(row: Row) -> Row:
    """Return a row of such a table."""
    return Row(row.number, tuple(mended(row.cells)), tuple(mended(row.extra)))
