"""Names of firms: what is left without legal form and abbreviations, and how two compare.

A firm is not the person who answers its telephone: a record without a person's name is another
kind of record.  ``firm_words.txt`` beside this module holds the words.
"""

import re
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from clientbook.domain.profiles import Profile
from clientbook.matching.pairs.levels import FirmLevel
from clientbook.text import fold_name, word_set

_MOST_WORDS = 12
_SMALL = word_set("le la les l de du des d the of and et und y e i en van der die das au aux")
_CUT = 3  # fewest letters of a trade that is cut
_APART = 2  # most letters of each part of a legal form written apart
_DOTTED = re.compile(r"\b(?:[a-z] ){1,6}[a-z]\b")
_NOT_ALONE = word_set("sa as ab ag co sl ev eg ek ug cv sp")  # short words of other meaning too
_GIVEN_TOO = word_set("ab asa earl sas")
"""Legal forms that are given names in front of a family name: Åsa, Earl."""
_NAMES_BEHIND = _NOT_ALONE - {"co"}
_NAMES_TOO = word_set("marine bar fils sons maison ville press wood glass steel tours caves ecole")


def _read() -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    text = (files("clientbook.matching.pairs") / "firm_words.txt").read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    forms, short, trades = kept.strip().split("\n\n")
    pairs = [pair.split(" ") for pair in short.replace("\n", "|").split("|")]
    return frozenset(forms.split()), dict(pairs), frozenset(trades.split())


LEGAL_FORMS, _SHORT, TRADES = _read()
_TELLING = (LEGAL_FORMS - _NOT_ALONE) | (TRADES - _NAMES_TOO)


def _words(text: str) -> list[str]:
    """Words of a name; letters that stand alone (``S.A.R.L.``) are one word."""
    folded = fold_name(text.replace("&", " and ").replace(".", " "))
    words = _DOTTED.sub(lambda found: found[0].replace(" ", ""), folded).split()[:_MOST_WORDS]
    return _join_forms(words)


def _join_forms(words: list[str]) -> list[str]:
    """Join the parts of a legal form that is written apart: ``z oo``, as in ``sp. z o.o.``."""
    joined = words[:1]
    for word in words[1:]:
        whole = joined[-1] + word
        if len(joined[-1]) <= _APART and len(word) <= _APART and whole in LEGAL_FORMS:
            joined[-1] = whole
        else:
            joined.append(word)
    return joined


@lru_cache(maxsize=16_384)
def firm_words(text: str) -> tuple[str, ...]:
    """Return the words that name a firm: no legal form, no small words, abbreviations written out.

    ``"Éts. MARTIN & Fils S.A.R.L."`` gives ``("etablissements", "martin", "fils")``.  A name of
    nothing else keeps its words.
    """
    found = _words(text)
    kept = [_SHORT.get(w, w) for w in found if w not in LEGAL_FORMS and w not in _SMALL]
    return tuple(kept or found)


@lru_cache(maxsize=16_384)
def is_firm_name(text: str) -> bool:
    """True when a name in one piece is a firm's: a legal form, a trade or a number is in it."""
    found = _words(text)
    if len(found) < 2:
        return False
    name = _name_among(text, found)
    return (
        "&" in text
        or any((_SHORT.get(w, w) in _TELLING and w != name) or w.isdecimal() for w in found)
        or (found[-1] in LEGAL_FORMS - {name} and len(found) > 2)
    )


def _name_among(text: str, found: list[str]) -> str:
    """Return the word that is a name and no legal form where it stands; empty for most.

    In capitals, or with dots, it is a legal form in front, too; behind it is one but for an accent,
    and short words are names there as they are written: ``Maria Lopes Sá``, ``Anna Maria Ek``.
    """
    written = text.split()
    first, last = written[0], written[-1]
    if found[0] in _GIVEN_TOO and not (first.isupper() and first.isascii()):
        return found[0]
    behind = found[-1] in _NAMES_BEHIND and last.istitle() and last.isalpha()
    return found[-1] if behind or _is_accented(found[-1], last) else ""


def _is_accented(folded: str, word: str) -> bool:
    return folded in LEGAL_FORMS and not word.isascii()


@lru_cache(maxsize=16_384)
def mark_of_firm(word: str, *, behind: bool) -> str:
    """Return a word beside the name of a person that makes it a firm's, as firms are compared.

    Args:
        word: As it is written: *SA* in capitals is a legal form, *Sá* and *Co* are names.
        behind: True where it stands behind the name, as legal forms do.

    Returns:
        An empty string for any other word.
    """
    found = _words(word)
    said = _SHORT.get(found[0], found[0]) if len(found) == 1 else ""
    if _is_accented(said, word):
        return ""
    if behind and said in _NOT_ALONE:
        return said if word.isascii() and word.isupper() else ""
    return said if said in (_TELLING if behind else TRADES - _NAMES_TOO) else ""


def firm_of(profile: Profile) -> str:
    """Return the words of the firm that a record is of; empty when it is of a person.

    A record is of a firm when it names no person, or when what stands for the person's name is
    the name of a firm.
    """
    name = profile.name
    if name is not None:
        if name.given and name.family:
            return ""
        whole = name.full or name.family or name.given or ""
        if whole and not is_firm_name(whole):
            return ""
        if whole:
            return " ".join(firm_words(whole))
    return " ".join(firm_words(profile.company)) if profile.company else ""


def maybe_firm(profile: Profile) -> str:
    """Return the words of a name in one piece: beside a firm of these words it is that firm."""
    name = profile.name
    if name is None or (name.given and name.family):
        return ""
    return " ".join(firm_words(name.full or name.family or name.given or ""))


def own_words(firm: str) -> tuple[str, ...]:
    """Return the words of a firm that are not those of its trade; all when there are no others."""
    words = firm.split()
    return tuple(w for w in words if w not in TRADES) or tuple(words)


def _near(a: str, b: str) -> bool:
    longest = max(len(a), len(b))
    if longest < 5:
        return False
    return OSA.distance(a, b, score_cutoff=2) <= (2 if longest >= 10 else 1)


def _covers(short: list[str], long: list[str]) -> bool:
    return all(
        w in long or any(_near(w, o) or _shortens(w, o) or _shortens(o, w) for o in long)
        for w in short
    )


def _shortens(short: str, word: str) -> bool:
    """True for a trade cut after some letters: ``equip`` for ``equipements``."""
    return (
        len(word) - 2 >= len(short) >= _CUT
        and word.startswith(short)
        and word in TRADES
        and short not in TRADES
    )


@lru_cache(maxsize=131_072)
def compare_firms(a: str, b: str) -> FirmLevel:
    """Compare the words of two firms; symmetric."""
    wa, wb = a.split(), b.split()
    solid = a.replace(" ", ""), b.replace(" ", "")
    if sorted(wa) == sorted(wb) or solid[0] == solid[1]:
        return FirmLevel.EXACT
    short, long = (wa, wb) if (len(wa), a) <= (len(wb), b) else (wb, wa)
    covered = _covers(short, long)
    if _near(*solid) or (len(short) == len(long) and covered and _covers(long, short)):
        return FirmLevel.SLIP
    telling = covered and not TRADES.issuperset(short)
    if telling or _initials(wa, wb) or _initials(wb, wa):
        return FirmLevel.SUBSET
    return _compare_own(a, b)


def _compare_own(a: str, b: str) -> FirmLevel:
    """Compare what is left of two names without the words of their trades."""
    one, two = list(own_words(a)), list(own_words(b))
    fewer, more = (one, two) if (len(one), a) <= (len(two), b) else (two, one)
    if _covers(fewer, more):
        return FirmLevel.ALIKE
    return FirmLevel.PART if set(one) & set(two) else FirmLevel.CONFLICT


def _initials(short: list[str], long: list[str]) -> bool:
    """True when the first word of one is the first letters of the other: ``rtp``."""
    return len(long) > 2 and short[0] == "".join(w[0] for w in long)
