"""What HTML writes into a text: entities and line ends."""

import html
import html.entities
import re
from collections.abc import Callable

from clientbook.parsing.mime_words import has_mime_words, without_mime_words

# The ampersands before it are those of programs that encoded twice: ``&amp;#039;``, ``&amp;amp;``.
_ENTITY = re.compile(
    r"&(?:(?:amp|#0{0,4}38|#[xX]26);)*(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});"
)
_LINK = re.compile(
    r"<a\s[^<>]{0,200}?href\s?=\s?[\"']?(mailto:|tel:)?([^\"'<>\s]{1,300})[\"']?[^<>]{0,300}>"
    r"([^<>]{0,300})</a\s?>",
    re.IGNORECASE,
)
# A tag has its name alone, or attributes: ``<a@b.fr>`` and ``<Ann>`` are none.
_TAG = re.compile(
    r"</?(a|abbr|b|big|center|div|em|font|i|li|p|small|span|strong|sub|sup|td|th|tr|u|ul)"
    r"(?:\s[^<>=]{1,40}=[^<>]{0,300})?\s?/?>",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"center", "div", "li", "p", "td", "th", "tr", "ul"})
_BREAK = re.compile(r"<[bB][rR][ \t]?/?>[ \t]{0,3}(?:\r\n|[\r\n])?")


def has_entities(text: str) -> bool:
    """True when a text holds an HTML entity that there is: ``&eacute;``, not ``&Sons;``."""
    return any(map(_is_known, _ENTITY.finditer(text)))


def change_entities(text: str, change: Callable[[re.Match[str]], str]) -> str:
    """Return *text* with each of its HTML entities changed."""
    return _ENTITY.sub(lambda match: change(match) if _is_known(match) else match[0], text)


def decoded(text: str) -> str:
    """Return *text* as a page shows it: without tags, entities are characters, ``<br>`` ends lines.

    Of a link the address is kept where what is shown is something else.  What a mail program wrote
    in ASCII is read, too.
    """
    if has_mime_words(text):
        text = without_mime_words(text)
    if "</" in text:  # what is opened and never closed is no tag: "a <b> c"
        tagged = _TAG.sub(_without_tag, _LINK.sub(_link, text))
        text = text if tagged == text else tagged.strip()
    return _BREAK.sub("\n", change_entities(text, lambda match: html.unescape(f"&{match[1]};")))


def _link(match: re.Match[str]) -> str:
    scheme, address, shown = match.groups()
    address, shown = address.partition("?")[0] if scheme else address, shown.strip()
    if not shown or (scheme or "").casefold() == "tel:":
        return shown if any(map(str.isdigit, shown)) else address
    if not scheme:
        return shown if "." in shown else f"{shown} {address}"
    return shown if "@" in shown else f"{shown} <{address}>"


def _without_tag(match: re.Match[str]) -> str:
    return "\n" if match[1].casefold() in _BLOCKS else ""


def looks_encoded(text: str) -> bool:
    """True for a text worth decoding; nearly none is."""
    markup = ("&" in text and ";" in text) or ("<" in text and ">" in text)
    return markup or has_mime_words(text)


def as_shown(text: str) -> str:
    """Return *text* as a cell of a file says it: without HTML and blanks around it."""
    return (decoded(text) if looks_encoded(text) else text).strip()


def _is_known(match: re.Match[str]) -> bool:
    """True for an entity that there is, not one that only begins as one: ``&notation;``."""
    return match[1][0] == "#" or f"{match[1]};" in html.entities.html5
