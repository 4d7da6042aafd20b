"""Names of the same letters that are cut in other places: ``Li Xiao Ming``, Xiaoming Li."""

from typing import NamedTuple

from clientbook.matching.pairs.name_parts import PARTICLES, NameParts

_MOST_TURNED = 12
"""Words of a name that is turned round."""
_EASTERN = "\u1100"
"""The first sign of the scripts in which a whole name has no spaces; Korean ones are folded."""


class _Word(NamedTuple):
    text: str
    part: int


def is_one_whole(
    a: NameParts, b: NameParts, in_columns: tuple[bool, bool] = (False, False)
) -> bool | None:
    """Say whether two names are the same letters, cut in other places.

    Names of some languages are written with and without spaces and hyphens.  Of several given or
    family names in one piece nobody knows the order, nor where one half ends: Rodríguez Luis Miguel
    is Luis Miguel Rodríguez, however either is cut.  Words run together into one word of the other
    name; an initial runs into none (``Paul A. Lee`` is not Paula Lee).

    Args:
        a: A name.
        b: Another.
        in_columns: Whether given and family name of each stand in columns of their own.

    Returns:
        None where they are not; False where they are only if letters of a given name run into
        those of a family name that stands in a column of its own (``Jo Ann`` and ``Lee``, Joann
        Lee): nothing is sure then.
    """
    if _letters(a) != _letters(b):  # most names, quickly seen
        return None
    one, two = _words(a, in_columns[0]), _words(b, in_columns[1])
    found = [*_turned(one, two), *_turned(two, one)]
    return None if not found else any(found)


def _letters(name: NameParts) -> int:
    return len(name.given) + len(name.family) - name.given.count(" ") - name.family.count(" ")


def _words(name: NameParts, in_columns: bool) -> list[_Word]:
    given = [_Word(word, 0) for word in name.given.split()]
    return given + [_Word(word, int(in_columns)) for word in name.family.split()]


def _turned(words: list[_Word], others: list[_Word]) -> list[bool]:
    """Return, for each word from which on words are the letters of others, whether it is sure."""
    letters = "".join(word.text for word in words)
    whole = "".join(word.text for word in others)
    if not letters or len(letters) != len(whole):
        return []
    found = []
    for at in range(min(len(words), _MOST_TURNED)):
        turned = words[at:] + words[:at]
        if "".join(word.text for word in turned) == whole:
            met = _run_together(turned, others)
            found += [met] if met is not None else []
    return found


def _run_together(one: list[_Word], two: list[_Word]) -> bool | None:
    """Say whether words of the same letters are each one word, or several in a row, of the other.

    Returns:
        None where they are not; False where some of several stand in two columns.
    """
    left, right, sure = list(one), list(two), True
    while left:
        first, second = [left.pop(0)], [right.pop(0)]
        while (gap := _length(first) - _length(second)) != 0:
            if gap < 0:
                first.append(left.pop(0))
            else:
                second.append(right.pop(0))
        several = first if len(first) > 1 else second
        if len(first) > 1 < len(second) or _is_letter_among(several):
            return None
        western = several[0].text < _EASTERN
        sure = sure and not (western and len({word.part for word in several}) > 1)
    return sure


def _length(words: list[_Word]) -> int:
    return sum(len(word.text) for word in words)


def _is_letter_among(words: list[_Word]) -> bool:
    """True for an initial in a row of words; that of a particle in front is none: ``O Brien``."""
    letters = [word.text for word in words if len(word.text) == 1 and word.text < _EASTERN]
    if not letters or len(letters) == len(words):
        return False
    return letters != [words[0].text] or words[0].text not in PARTICLES
