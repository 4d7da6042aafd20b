"""Names that a text says: in any order and spelling that the identity rule calls the same name.

What makes a name ready for comparison makes it ready to be found: titles dropped, given and family
name told apart, hyphens, spaces, accents and invisible characters out of the way.  A text is asked
for two halves of a name, each as one word or as several in a row.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

import attrs

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.name_parts import (
    PARTICLES,
    compact,
    name_parts,
    name_words,
)
from clientbook.matching.pairs.title_words import (
    PREFIXES,
    SUFFIXES,
)
from clientbook.text import clean_text, fold_name, split_words, without_unseen

MANY_WORDS = 12
"""Words of a text above which the halves of a name stand next to one another, or say nothing."""

_MOST_JOINED = 4  # words in a row that may be one word of a name
_LONGEST_CUT = 20  # letters of a word that may be written as two
_UNSPACED = "\u0e00"  # from Thai on, scripts are mostly written without spaces between words
_FEWEST_UNSPACED = 3  # characters of a name that is found inside a longer word of such a script
_GENITIVE = 4  # letters of a name that may have an "s" behind it


class SaidPart(IntEnum):
    """How much of a name is said."""

    WHOLE = 0
    SOME = 1  # one of several given or family names: another person may be called so
    INITIAL = 2  # the first letter of a given name


@attrs.frozen
class SpokenName:
    """One way to say a name in two halves, each joined to one word.

    Args:
        given: Given names or one of them, a nickname, or a first letter.
        family: Family names, or one of them.
        part: How much of the name this is.
    """

    given: str = attrs.field(repr=False)
    family: str = attrs.field(repr=False)
    part: SaidPart = SaidPart.WHOLE

    @property
    def unspaced(self) -> tuple[str, ...]:
        """The name as one word, in both orders, in a script without spaces."""
        if min(self.given, self.family) < _UNSPACED:
            return ()
        return (self.given + self.family, self.family + self.given)

    def sought(self) -> Iterator[frozenset[str]]:
        """Yield pairs of words, and single ones, of which a text that says the name has one."""
        yield frozenset((self.given, self.family))
        yield from (frozenset((whole,)) for whole in self.unspaced)
        for half in (self.given, self.family):
            yield from cuts(half)


def cuts(word: str) -> Iterator[frozenset[str]]:
    """Yield a word written as two: ``legoff`` as "le goff"."""
    if len(word) <= _LONGEST_CUT:
        yield from (frozenset((word[:at], word[at:])) for at in range(1, len(word)))


def words_said(text: str) -> tuple[str, ...]:
    """Return the words of a text in base letters, in order, without what nobody sees.

    An apostrophe parts two words: "d'Émilie" names Emilie, and "O'Brien" is found joined.
    """
    if not text.isascii():
        text = without_unseen(clean_text(text))
    return tuple(split_words(text))


def without_titles(words: Sequence[str]) -> tuple[str, ...]:
    """Return words without the titles among them, or all of them where nothing else is."""
    kept = [word for word in words if word not in PREFIXES | SUFFIXES and word != "m"]
    return tuple(kept or words)


def unspaced_words(words: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield the words that may be a whole name, in a script without spaces."""
    yield from (frozenset((word,)) for word in words if word >= _UNSPACED)


def spoken_names(name: PersonName | None) -> tuple[SpokenName, ...]:
    """Return the ways in which a name may be said, whole ones first; none of a name of one word."""
    parts = name_parts(name)
    givens = _stated(parts.given, parts.other_given)
    families = _stated(parts.family, parts.other_family)
    if (
        len(whole := parts.given or parts.family) > 1
        and whole >= _UNSPACED
        and not (givens and families)
    ):
        cuts = range(1, min(len(whole), _LONGEST_CUT))
        return tuple(SpokenName(whole[at:], whole[:at]) for at in cuts)
    if name is not None and name.given and name.middle:  # the second name is often left out
        givens = (*givens, compact(name_words(name.given)))
    found = {(g, f): SaidPart.WHOLE for g in givens for f in families}
    single = _single(parts.given, parts.other_given), _single(parts.family, parts.other_family)
    for given in (*givens, *single[0]):
        for family in (*families, *single[1]):
            found.setdefault((given, family), SaidPart.SOME)
    letters = [given[0] for given in (*givens, *single[0])]
    letters += ["".join(word[0] for word in parts.given.split())]  # "J.-P." for Jean-Pierre
    for letter in filter(None, letters):
        for family in (*families, *single[1]):
            found.setdefault((letter, family), SaidPart.INITIAL)
    return tuple(SpokenName(g, f, part) for (g, f), part in found.items())


def _stated(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(compact(text) for text in texts if text))


def _single(*texts: str) -> tuple[str, ...]:
    """Return the words of halves that have several: one may stand for all of them."""
    words = [word for text in texts if " " in text for word in text.split()]
    return tuple(dict.fromkeys(w for w in words if len(w) > 1 and w not in PARTICLES))


def lone_words(name: PersonName) -> Iterator[str]:
    """Yield the words of a name that may stand for the person where nobody else is called so."""
    for text in (name.given, name.middle, name.family, name.nickname, name.maiden, name.full):
        words = without_titles(words_said(text or ""))
        joined = () if text is name.full else ("".join(words),)  # "Jeanpierre"
        for word in (*words, *fold_name(text or "").split(), *joined):  # "ONeill"
            if len(word) > 1 and word not in PREFIXES | SUFFIXES | PARTICLES:
                yield word


class Text:
    """A text that is asked for names.

    Args:
        words: Its words, as :func:`words_said` gives them.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self._near = len(self.words) > MANY_WORDS
        self._places: dict[str, list[tuple[int, int]]] = {}
        for start in range(len(self.words)):
            joined = ""
            for end in range(start + 1, min(start + _MOST_JOINED, len(self.words)) + 1):
                joined += self.words[end - 1]
                self._places.setdefault(joined, []).append((start, end))

    def says(self, name: SpokenName) -> bool:
        """True when the text says a name: both halves, in either order."""
        if any(whole in self._places or self._holds(whole) for whole in name.unspaced):
            return True
        one, two = (self._places.get(half, ()) for half in (name.given, name.family))
        if self._near or name.part is SaidPart.INITIAL:
            return any(a[1] == b[0] or b[1] == a[0] for a in one for b in two)
        return any(a[1] <= b[0] or b[1] <= a[0] for a in one for b in two)

    def says_all(self, words: frozenset[str]) -> bool:
        """True when each of several words stands in the text, in any order."""
        return words <= self._places.keys()

    def says_word(self, word: str) -> bool:
        """True when a word stands in the text, perhaps with the "s" of a genitive."""
        if " " in word:
            return f" {word} " in f" {' '.join(self.words)} "
        genitive = len(word) >= _GENITIVE and f"{word}s" in self.words
        return word in self._places or genitive

    def _holds(self, whole: str) -> bool:
        return len(whole) >= _FEWEST_UNSPACED and any(whole in word for word in self.words)


_CODE = re.compile(r"(?=[\w-]*[^\W\d_])(?=[\w-]*\d)[\w-]{4,}")


def is_code(cell: str) -> bool:
    """True for a cell that may be an id of some system: one word of letters and digits."""
    return _CODE.fullmatch(cell.strip()) is not None


def codes_said(text: str) -> frozenset[str]:
    """Return what may be ids in a text, folded: words of letters and digits."""
    return frozenset(found.casefold() for found in re.findall(r"[\w-]+", text) if is_code(found))


def neighbours(words: Sequence[str], most: int) -> Iterator[frozenset[str]]:
    """Yield the pairs of words next to one another, of the first *most* words."""
    yield from map(frozenset, pairwise(words[:most]))


def said_by(text: Text, names: Iterable[SpokenName]) -> bool:
    """True when a text says any of these names."""
    return any(text.says(name) for name in names)
