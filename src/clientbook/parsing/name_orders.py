"""Names whose family name comes first: by their script, a patronymic, a Vietnamese family.

A name without a space is cut after a family name that is known (the frequent ones are listed); the
others stay in one piece.
"""

import re
from functools import cache
from importlib.resources import files
from unicodedata import normalize

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005"
_KANA = "\u3041-\u30ff"
_HANGUL = "\uac00-\ud7a3"
_EASTERN = re.compile(f"[{_HAN}{_KANA}{_HANGUL}]+")
_ALL_HAN = re.compile(f"[{_HAN}]{{2,4}}")
_HAN_THEN_KANA = re.compile(f"([{_HAN}]{{1,3}})[{_KANA}]+")
_ALL_HANGUL = re.compile(f"[{_HANGUL}]{{2,4}}")
_MIDDLE_DOTS = "\u30fb\u00b7"  # between the parts of a foreign name, the given one first

_PATRONYMIC = re.compile(
    r".+(?:ович|евич|ьич|овна|евна|ична|инична|івна|ївна|ovich|evich|ovna|evna|ichna)",
    re.IGNORECASE,
)

Cut = tuple[list[str], list[str]]  # given and family words


def cut_by_order(words: list[str]) -> Cut | None:
    """Cut a name that puts the family first as its script or form shows; None for another.

    Args:
        words: Without titles, commas and suffixes; ``["山田", "太郎"]``, ``["Иванов", "Иван",
            "Иванович"]``, ``["Nguyễn", "Văn", "An"]``.
    """
    if words and all(_EASTERN.fullmatch(word) for word in words):
        return _eastern(words)
    if len(words) > 2 and _is_vietnamese(words):
        return [words[-1], *words[1:-1]], words[:1]
    if len(words) != 3:
        return None
    if _PATRONYMIC.fullmatch(words[2]) and not _PATRONYMIC.fullmatch(words[1]):
        return words[1:], words[:1]
    return None


def _is_vietnamese(words: list[str]) -> bool:
    return normalize("NFC", words[0]).casefold() in _families()["vietnamese"]


def _eastern(words: list[str]) -> Cut | None:
    if any(dot in word for word in words for dot in _MIDDLE_DOTS):
        return None
    if len(words) > 1:
        return words[1:], words[:1]
    (word,) = words
    size = _family_letters(word)
    return ([word[size:]], [word[:size]]) if 0 < size < len(word) else None


def _family_letters(word: str) -> int:
    """Return how many letters of a name without a space are a family's, 0 where none is known."""
    if mixed := _HAN_THEN_KANA.fullmatch(word):
        return len(mixed[1])
    if not (_ALL_HAN.fullmatch(word) or _ALL_HANGUL.fullmatch(word)):
        return 0
    known = _families()
    for size in (3, 2):
        if len(word) > size and word[:size] in known["chinese or japanese of several letters"]:
            return size
    if _ALL_HANGUL.fullmatch(word):
        sizes = (2, 1) if len(word) > 2 else (1,)
        return next((size for size in sizes if word[:size] in known["korean"]), 0)
    return int(len(word) < 4 and word[0] in known["chinese"])


@cache
def _families() -> dict[str, frozenset[str]]:
    """Return the family names of the list beside this file."""
    text = (files("clientbook.parsing") / "family_names.txt").read_text("utf-8")
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for line in text.splitlines():
        if line.endswith(":"):
            names = found.setdefault(line.removesuffix(":"), [])
        elif not line.startswith("#"):
            names += line.split()
    return {language: frozenset(listed) for language, listed in found.items()}
