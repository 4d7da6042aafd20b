"""Titles that say one thing in several languages at once: "Name/Nom/Cognome" of a Swiss form."""

import re
from collections.abc import Sequence
from functools import lru_cache

import attrs

from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.lexicon import SOURCES
from clientbook.importing.suggesting.phrases import Phrase, parse
from clientbook.importing.suggesting.readings import ACCEPTED, Reading
from clientbook.importing.suggesting.steps import NEAR, fields_of

_JOINT = re.compile(r"\s*[/|•·]\s*|\s+[-–—]\s+")
_SIGNS = "/|•·-–—"  # of which such a title has one between two pieces
_FEWEST, _MOST = 3, 5  # pieces; two are read word by word as well
_LONGEST = 100  # characters
_PAIR = 2
_HALVES = frozenset(("given_name", "family_name"))
# What a word for a name may stand for beside one that says which: "Name", "Nom", "Nome".
_EITHER = frozenset(("name?",))
_NAMES = frozenset(("given_name", "family_name", "full_name", "surname?"))
_PLACES = frozenset(("place?",))


@lru_cache(maxsize=4096)
def in_several_languages(title: str) -> Phrase | None:
    """Return the phrase of a title each of whose pieces says the same, None for another.

    A piece that may be either name gives way to one that says which: "Vorname/Prénom/Nome" is the
    given one, as "Name/Nom/Cognome" is the family's.
    """
    if len(title) > _LONGEST or sum(map(title.count, _SIGNS)) < _FEWEST - 1:
        return None  # nearly every title
    pieces = _JOINT.split(title.strip())
    if not _FEWEST <= len(pieces) <= _MOST or not all(pieces):
        return None
    told = [_readings(piece) for piece in pieces]
    for reading in (reading for found in told for reading in found):
        if _is_loose(reading):
            continue
        if all(any(_agree(reading, other) for other in found) for found in told):
            return reading.phrase
    if all(any(_is_loose(reading) for reading in found) for found in told):
        return next(reading.phrase for reading in told[0] if _is_loose(reading))
    return None


def tell_halves(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """``Nome/Vorname`` is the given name where another column is the family's, and so the reverse.

    Two pieces in two languages say one thing, where one language alone ("Nom/Prénom") says two; so
    does "Anrede/civilité" in a French row.
    """
    result = list(readings)
    for place, title in enumerate(titles):
        half = _half(title)
        if half is None:
            if result[place].phrase.unknown and (twice := _said_twice(title)) is not None:
                result[place] = attrs.evolve(twice, confidence=NEAR, by_neighbours=True)
            continue
        fields = fields_of([r for at, r in enumerate(result) if at != place])
        other = "family_name" if half.field == "given_name" else "given_name"
        halves = {h.field for at, t in enumerate(titles) if at != place and (h := _half(t))}
        if other in fields | halves and half.field not in fields:
            result[place] = attrs.evolve(half, confidence=NEAR, by_neighbours=True)
    return result


@lru_cache(maxsize=4096)
def _half(title: str) -> Reading | None:
    """Return the half of a name that a title says in one language, and may say in the other."""
    pair = _pair(title, of_a_name=True)
    if pair is None:
        return None
    first, second = pair
    told = [r for r in (*first, *second) if r.field in _HALVES]
    loose = {r.field for r in (*first, *second)} - _HALVES
    if len({r.field for r in told}) != 1 or not loose:
        return None
    family = told[0].field == "family_name"  # "Apelido" is of the family, or a nickname
    return told[0] if loose <= (_EITHER | {"surname?"} if family else _EITHER) else None


@lru_cache(maxsize=4096)
def _said_twice(title: str) -> Reading | None:
    """Return what both pieces of a title say, each in a language of its own, else None."""
    first, second = _pair(title, of_a_name=False) or ((), ())
    return next((r for r in first if any(_agree(r, other) for other in second)), None)


def _pair(title: str, *, of_a_name: bool) -> tuple[list[Reading], list[Reading]] | None:
    """Return what the two pieces of a title say where no language knows both.

    Args:
        title: Of the file.
        of_a_name: True where a first piece that is of no name is not asked about further.
    """
    if len(title) > _LONGEST or not any(map(title.count, _SIGNS)):
        return None
    pieces = _JOINT.split(title.strip())
    if len(pieces) != _PAIR or not all(pieces):
        return None
    first = _readings(pieces[0])
    asked = _may_be_half(first) if of_a_name else bool(first)
    second = _readings(pieces[1]) if asked else []
    if not second:
        return None
    languages = [{r.phrase.language for r in told} for told in (first, second)]
    return (first, second) if languages[0].isdisjoint(languages[1]) else None


def _may_be_half(readings: Sequence[Reading]) -> bool:
    """True for a piece of a title that says a half of a name in some language, or may."""
    return any(r.field in _NAMES or _is_loose(r) for r in readings)


def _readings(piece: str) -> list[Reading]:
    """Return what a piece says in each language that knows all its words."""
    found: list[Reading] = []
    for language in SOURCES:
        phrase = parse(piece, (language,))
        reading = interpret(phrase)
        known = not phrase.unknown and not phrase.numbers and reading.confidence >= ACCEPTED
        if known and reading.field not in ("custom", "skip"):
            found.append(reading)
    return found


def _is_loose(reading: Reading) -> bool:
    return reading.field in _EITHER | _PLACES


def _agree(one: Reading, other: Reading) -> bool:
    if other.field in _EITHER:
        return one.field in _NAMES
    if other.field in _PLACES:
        return one.part == "city"
    return (one.field, one.part, one.kind) == (other.field, other.part, other.kind)
