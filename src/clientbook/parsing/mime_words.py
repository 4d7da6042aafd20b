"""Words that a mail program wrote in ASCII (RFC 2047): ``=?UTF-8?Q?L=C3=A9a?=``."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header

_WORD = r"=\?[A-Za-z0-9_*-]{2,40}\?[BbQq]\?[!->@-~]{0,400}\?="
# White space between two of them belongs to neither (RFC 2047 6.2).
_WORDS = re.compile(rf"{_WORD}(?:\s{{0,9}}{_WORD}){{0,40}}")

_LANGUAGE = re.compile(r"(?<==\?)([A-Za-z0-9_-]{2,40})\*[A-Za-z-]{1,20}\?")  # RFC 2231 5


def has_mime_words(text: str) -> bool:
    """True for a text that may hold such words; nearly none does."""
    return "=?" in text


def without_mime_words(text: str) -> str:
    """Return *text* with each such word as a mail program shows it; what is none stays."""
    return _WORDS.sub(_shown, text)


def _shown(match: "re.Match[str]") -> str:
    plain = _LANGUAGE.sub(r"\1?", match[0])
    try:
        return str(make_header(decode_header(plain))) or match[0]
    except (LookupError, ValueError, HeaderParseError):  # no such character set, or not in it
        return match[0]
