"""Names that begin with letters that are a title or an initial: each is read both ways.

``M. P. Durand`` is Monsieur P. Durand or Marie-Pierre, ``D. Luis`` Don Luis or Diego Luis, and
``Fr. Maier`` Frau Maier or Franz.  As an initial it is read everywhere else.  So are the Turkish
words behind a given name, which are family names elsewhere: ``Mehmet Bey``.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import attrs

from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.matching.pairs.name_marks import (
    fold_titled,
    may_be_title_behind,
    part_in_one_piece,
)
from clientbook.matching.pairs.title_words import (
    ONE_LETTER,
)
from clientbook.text import fold_name, word_set

DON = "d"
"""Don, in front of a given name."""
_TITLES = {ONE_LETTER: "Mr", DON: "Mr", "fr": "Mrs"}
_SEXES = {"Mr": GenderCode.MALE.value, "Mrs": GenderCode.FEMALE.value}
_BEGIN = re.compile(
    r"(?:^|,)\s*(?:(m)(?:\.\s*|\s+)(?=[^\W\d_](?:[.\s-]|$))|(d|fr)(?:\.\s*|\s+)(?=[^\W\d_ª]))",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\s*m\.[^\W\d_]", re.IGNORECASE)


_IN_FRONT = word_set("pan pani bay shri sri smt khun sister bhai")
"""Titles that are names as well, in front of one name."""
_HONOUR = re.compile(
    r"(?:^|\s+)(?:(han[ıi]m(?:efendi)?)|bey(?:efendi)?|efendi)(?=\s|$)", re.IGNORECASE
)
"""Behind a given name, Mrs and Mr."""


class TitledReading(NamedTuple):
    """A name whose first letters, or a word behind its given name, are read as a title.

    Args:
        name: The name with the title in its place.
        word: The letters, folded.
        asks: True where a person is asked if it is the title alone that may be the other.
    """

    name: PersonName
    word: str
    asks: bool = False


@lru_cache(maxsize=4_096)
def _cut(text: str) -> tuple[str, str] | None:
    """Return the letters that may be a title, and the text without them."""
    met = _BEGIN.search(text)
    if met is None:
        return None
    between = " " if met.start() == 0 else ", "
    return (met[1] or met[2]).lower(), f"{text[: met.start()]}{between}{text[met.end() :]}".strip()


def titled_reading(name: PersonName, gender: Gender | None = None) -> TitledReading | None:
    """Return a name with the letters in front of it read as a title; None where it has none.

    A stated title leaves no room for another, and a gender that is stated none for one of another
    sex.  Where given names stand by themselves, letters that stand together are initials: ``M.P.``
    """
    if name.prefix:
        return None
    part = "given" if name.given else "family" if name.family else "full"
    text: str = getattr(name, part) or ""
    if part == "given" and _TOGETHER.match(text):
        return None
    initials = part == "given" and name.middle
    found = _cut(f"{text} {name.middle}" if initials else text)
    if found is None:
        return _titled_behind(name) or _honoured(name, gender)
    word, rest = found
    title = _TITLES[word]
    if gender is not None and gender.code.value != _SEXES[title]:
        return None
    said = {part: rest, "middle": None if initials else name.middle}
    return TitledReading(attrs.evolve(name, prefix=title, **said), word)


def _honoured(name: PersonName, gender: Gender | None) -> TitledReading | None:
    """Return a name with a word behind its given name read as a title."""
    parts = ("given", "family") if name.given or name.family else ("full",)
    for part in parts:
        text = getattr(name, part) or ""
        met = _HONOUR.search(text)
        if met is None or (met.start() == 0 and (part != "family" or not name.given)):
            continue
        title = "Mrs" if met[1] else "Mr"
        if gender is not None and gender.code.value != _SEXES[title]:
            return None
        rest = f"{text[: met.start()]}{text[met.end() :]}".strip() or None
        alone = part == "full" and rest is not None and " " not in rest
        said = {"full": None, "given": rest} if alone else {part: rest}
        return TitledReading(attrs.evolve(name, prefix=title, **said), fold_name(met[0]))
    return None


def _titled_behind(name: PersonName) -> TitledReading | None:
    """Return a name of two words of which one is read as a title: ``Smith Don``, ``Pan Nowak``."""
    part = part_in_one_piece(name)
    words = fold_titled(getattr(name, part)).split() if part else []
    if len(words) != 2:
        return None
    if words[0] in _IN_FRONT:
        words.reverse()
    elif not may_be_title_behind(*words):
        return None
    said = {part: None, "family": words[0]}
    return TitledReading(attrs.evolve(name, prefix=words[1], **said), words[1], asks=True)
