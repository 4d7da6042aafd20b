"""Names of persons made ready for comparison: folded words, titles dropped, pieces divided."""

from functools import lru_cache

import attrs

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.text import fold_name, word_set

PREFIXES = word_set(
    """mr mrs ms miss mister mme mlle mm madame monsieur mademoiselle dr doctor docteur prof
    professeur professor sir dame lord lady me maitre rev pere herr frau dhr mevr mw sr sra srta
    senor senora don dona pan pani ing mag dott dottore sig signor signora hon"""
)
SUFFIXES = word_set("jr sr ii iii iv phd md esq junior senior fils")
PARTICLES = word_set(
    """de du des la le les d l van von der den dem di da das do dos del della el al bin ben bint
    ibn abu ter ten te zu zur af av y e san santa saint st mac mc o"""
)
_MAX_TOKENS = 12  # a cell that holds a sentence is no name; bounds the token comparison


@attrs.frozen
class NameParts:
    """A name made ready for comparison: folded words, titles dropped.

    Args:
        given: Given and middle names, words separated by one space; may be empty.
        family: Family name, likewise.
        other_given: The nickname, where it is stated and differs.
        other_family: The maiden name, where it is stated and differs.
    """

    given: str = attrs.field(default="", repr=False)
    family: str = attrs.field(default="", repr=False)
    other_given: str = attrs.field(default="", repr=False)
    other_family: str = attrs.field(default="", repr=False)


NO_NAME = NameParts()


def compact(part: str) -> str:
    """Return a folded part without its spaces: ``"de andre"`` and ``"deandre"`` are one."""
    return part.replace(" ", "") if " " in part else part


@lru_cache(maxsize=16_384)
def name_words(text: str) -> str:
    """Fold a part; drop titles and suffixes unless nothing else is left."""
    found = fold_name(text).split()[:_MAX_TOKENS]
    if len(found) < 2:
        return found[0] if found else ""
    kept = [w for w in found if w not in PREFIXES and w not in SUFFIXES]
    if len(kept) > 1 and kept[0] == "m" and len(kept[1]) > 1:  # "M. Jean": monsieur
        kept = kept[1:]
    return " ".join(kept or found)


def _split(text: str) -> tuple[str, str]:
    """Split a whole name that was given in one piece into given and family words."""
    before, comma, after = text.partition(",")
    if comma and name_words(before) and name_words(after):
        return name_words(after), name_words(before)
    parts = name_words(text).split()
    if len(parts) < 2 or parts[0] in PARTICLES:
        return "", " ".join(parts)
    written = text.split()
    shouted = [w for w in written if len(w) > 1 and w.isupper()]
    if shouted and len(shouted) < len(written) and written[0] in shouted:
        family = name_words(" ".join(shouted)).split()
        rest = parts[len(family) :]
        if rest and parts[: len(family)] == family:  # "DUPONT Jean"
            return " ".join(rest), " ".join(family)
    cut = next((n for n, w in enumerate(parts) if n and w in PARTICLES), 0) or _guess_cut(text)
    cut = cut if 0 < cut < len(parts) else len(parts) - 1
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def _guess_cut(text: str) -> int:
    """Guess how many words of a whole name are given names; 0 when nothing tells."""
    words_of = [name_words(unit).split() for unit in text.split()]
    words_of = [unit for unit in words_of if unit and unit[0] not in PREFIXES]
    count = 0
    for unit in words_of[:-1]:
        if not all(w in KNOWN or len(w) == 1 for w in unit):
            break
        count += len(unit)
    return count


def name_parts(name: PersonName | None) -> NameParts:
    """Make a name ready for comparison.

    A name in one piece (in ``full``, or all of it in one of the two parts) is split; the
    comparison sees swapped parts, so that a wrong guess of the order costs little.
    """
    if name is None:
        return NO_NAME
    given = name_words(name.given) if name.given else ""
    if name.middle and given:
        given = f"{given} {name_words(name.middle)}".strip()
    family = name_words(name.family) if name.family else ""
    if not given and not family and name.full:
        given, family = _split(name.full)
    elif not given and " " in family and name.family:
        given, family = _split(name.family)
    elif not family and " " in given and "-" not in (name.given or "") and name.given:
        given, family = _split(name.given)
    nickname = name_words(name.nickname) if name.nickname else ""
    maiden = name_words(name.maiden) if name.maiden else ""
    if not given:
        given, nickname = nickname, ""
    if not family:
        family, maiden = maiden, ""
    return NameParts(
        given, family, nickname if nickname != given else "", maiden if maiden != family else ""
    )
