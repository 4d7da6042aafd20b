"""What stands for a sign that the terminal's encoding lacks: a plain form, or a question mark."""

import codecs
import unicodedata
from io import TextIOWrapper

LACKING = "clientbook.lacking"
"""Name of the error handler."""

_PLAIN = {
    "\N{MINUS SIGN}": "-",  # a ? would hide whether something speaks for or against
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{MIDDLE DOT}": "|",
    "\N{FULL BLOCK}": "#",
    "\N{BOX DRAWINGS LIGHT VERTICAL}": "|",
    "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": '"',
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
}


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_PLAIN.get(sign) or _base(sign) for sign in lacking), error.end


def _base(sign: str) -> str:
    """Return a letter without its accent, or a question mark: who reads French reads "cree"."""
    first = unicodedata.normalize("NFKD", sign)[0]
    return first if first.isascii() and first.isalpha() else "?"


codecs.register_error(LACKING, _plain)

_ASCII = "clientbook-ascii"


def _find(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _ASCII:
        return None
    ascii_ = codecs.lookup("ascii")
    return codecs.CodecInfo(
        ascii_.encode,
        ascii_.decode,
        incrementalencoder=ascii_.incrementalencoder,
        incrementaldecoder=ascii_.incrementaldecoder,
        streamreader=ascii_.streamreader,
        streamwriter=ascii_.streamwriter,
        name=_ASCII,
    )


codecs.register(_find)


def say_plainly(stream: TextIOWrapper) -> None:
    """Have a stream write a plain form of what its encoding lacks, whoever writes to it.

    The library of commands takes a terminal that says it is ASCII for a mistake, and would write
    its help and its errors there as UTF-8: the same bytes under another name are left alone.
    """
    is_ascii = codecs.lookup(stream.encoding).name == "ascii"
    stream.reconfigure(encoding=_ASCII if is_ascii else None, errors=LACKING)
