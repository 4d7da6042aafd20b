"""Lines that are UTF-8 but for some bytes: cut in a character, or pasted together by a program."""

import re

_CHARACTERS = re.compile(
    rb"((?:[\xc3-\xdf][\x80-\xbf]|\xc2[\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3})+)"
)
_BEYOND = re.compile(rb"[\x80-\xff]")


def decode_broken(line: bytes, fallback: str) -> str:
    """Return the text of a line that is not UTF-8 as a whole, each byte read once.

    Args:
        line: Of a file that is UTF-8 else.
        fallback: Encoding of the bytes that are no UTF-8.
    """
    pieces = _pieces(line)
    if len(pieces) == 1:
        return line.decode(fallback, "replace")
    return "".join(
        piece.decode("utf-8" if at % 2 else fallback, "replace") for at, piece in enumerate(pieces)
    )


def without_utf8(line: bytes) -> bytes:
    """Return a line with a letter in place of what in it is UTF-8."""
    return b"e".join(_pieces(line)[::2])


def _pieces(line: bytes) -> list[bytes]:
    """Return what is no UTF-8 and what is, in turn; one piece where UTF-8 may be chance."""
    pieces = _CHARACTERS.split(line)
    text = b"".join(pieces[1::2]).decode("utf-8")
    others = sum(len(_BEYOND.findall(piece)) for piece in pieces[::2])
    latin = all(char < "\u0250" or "\u2000" < char < "\u2200" for char in text)
    return pieces if text and (latin or len(text) > 2 * others) else [line]
