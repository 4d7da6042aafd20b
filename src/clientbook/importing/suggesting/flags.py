"""Marks that a database puts around the title of a yes or no: "fl_newsletter", "nieuwsbrief_jn"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from clientbook.importing.suggesting.lexicon import SOURCES
from clientbook.importing.suggesting.phrases import parse

_ALL = tuple(SOURCES)
_BEFORE = re.compile(r"\s*(?:(?i:fl|flg|flag|ind|bool|bl)[_ ]|(?i:fl|flg|flag)(?=[A-Z][a-z]))")
_BEHIND = re.compile(r"[_ ](?:jn|yn|fl|flg|flag|kz)\s*\Z", re.IGNORECASE)
_ASKED = frozenset(("consent", "optout", "newsletter", "marketing", "sms"))


def without_flags(titles: Sequence[str]) -> list[str]:
    """Return the titles with a mark of a yes or no around a consent in words.

    ``fl_ativo`` stays what it is: whoever is active agreed to nothing.
    """
    return [_without_flag(title) for title in titles]


@lru_cache(maxsize=4096)
def _without_flag(title: str) -> str:
    bare = _BEHIND.sub("", _BEFORE.sub("", title, count=1), count=1)
    if bare == title or not bare.strip():
        return title
    phrase = parse(bare, _ALL)
    if phrase.unknown or _ASKED.isdisjoint(phrase.atoms) or "date" in phrase.atoms:
        return title
    return f"{bare} Y/N" if {"consent", "optout"}.isdisjoint(phrase.atoms) else bare
