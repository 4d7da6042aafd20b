"""The form of a date as titles write it: ``DD/MM/YYYY``, ``(TT.MM.JJJJ)``, "day/month/year"."""

import re
from functools import lru_cache

from clientbook.parsing.date_orders import DateOrder
from clientbook.text import base_letters

_LETTERS = "[dD]{1,2}|[tT]{1,2}|[gG]{1,2}|[mM]{1,4}|[yY]{1,4}|[aA]{1,4}|[jJ]{1,4}"
_WORDS = "day|jour|tag|dia|giorno|dag|month|mois|monat|mes|mese|maand|year|annee|jahr|ano|anno|jaar"
_FORMAT = re.compile(
    rf"(?<![^\W_])(?:({_WORDS}) ?[/.\-] ?({_WORDS})(?: ?[/.\-] ?({_WORDS}))?"
    rf"|({_LETTERS})(?P<joint> ?[/.\- ] ?|)({_LETTERS})(?:(?P=joint)({_LETTERS}))?)(?![^\W_])",
    re.IGNORECASE,
)
_DAYS, _YEARS = ("d", "t", "g"), ("y", "a")
_YEAR_WORDS = ("year", "annee", "jahr", "ano", "anno", "jaar")
_ORDERS = {
    "DMY": DateOrder.DMY,
    "DM": DateOrder.DMY,
    "MDY": DateOrder.MDY,
    "MD": DateOrder.MDY,
    "YMD": DateOrder.YMD,
}


def title_format(title: str) -> str | None:
    """Return the order that a title writes, in the letters ``D``, ``M`` and ``Y``.

    Args:
        title: As the file has it, in English, French, German, Spanish, Italian, Portuguese or
            Dutch.

    Returns:
        ``"DMY"``, ``"MD"``, ``"YDM"`` and so on; None where it writes none.
    """
    found = _found(title)
    return None if found is None else found[1]


def title_order(title: str) -> DateOrder | None:
    """Return the order of the dates below a title that says it, None below another."""
    return _ORDERS.get(title_format(title) or "")


@lru_cache(maxsize=4096)
def without_format(title: str) -> str:
    """Return a title without the form of a date in it; a title of nothing else stays."""
    found = _found(title)
    if found is None:
        return title
    start, end = found[0]
    rest = f"{title[:start]} {title[end:]}"
    return rest if any(c.isalpha() for c in rest) else title


def _found(title: str) -> tuple[tuple[int, int], str] | None:
    plain = base_letters(title)
    if len(plain) != len(title):
        return None  # places in one are no places in the other
    for match in _FORMAT.finditer(plain):
        parts = (part for part in match.groups() if part and part.strip(" /.-"))
        tokens = [part.casefold() for part in parts]
        if (order := _order_of(tokens, joined=match["joint"] == "")) is not None:
            return match.span(), order
    return None


def _order_of(tokens: list[str], *, joined: bool) -> str | None:
    """Return the order of the parts, None where they are no form of a date."""
    if joined and min(map(len, tokens)) < 2:
        return None
    if max(map(len, tokens)) < 2 and len(tokens) < 3:
        return None  # "M/D" may be anything
    parts = [_part_of(token, tokens) for token in tokens]
    if len(set(parts)) != len(parts) or not {"D", "M"} <= set(parts):
        return None
    return "".join(parts)


def _part_of(token: str, tokens: list[str]) -> str:
    if token in _YEAR_WORDS:
        return "Y"
    if len(token) > 2 and token not in ("yyyy", "aaaa", "jjjj", "yyy", "aaa") and token[0] != "m":
        return "D"
    if token[0] == "m":
        return "M"
    if token[0] == "j":  # "jour" in French, "Jahr" and "jaar" in German and Dutch
        days = any(other[0] in _DAYS for other in tokens)
        return "Y" if days or len(token) > 2 else "D"
    return "Y" if token[0] in _YEARS else "D"
