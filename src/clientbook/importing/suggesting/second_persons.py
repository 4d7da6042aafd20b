"""The columns of a second person: "Client 2 e-mail", "Cell. genitore 2", the groom's."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.lexicon import Atoms, lexicon, without_small_words
from clientbook.importing.suggesting.readings import Reading
from clientbook.importing.suggesting.words import words_of

_RELATIVES = frozenset(("parent", "kin"))
_PERSONS = _RELATIVES | {"who", "guest", "child", "owner", "holder", "contact"}
_NAMES = frozenset(("name", "given", "family", "full", "first", "last"))
_COUNTED = "123456789"
# Two who come together, whom a list of weddings tells apart by these words.
_COUPLES = (
    ("bride brides mariee braut novia sposa noiva bruid", "she"),
    ("groom grooms bridegroom marie brautigam novio sposo noivo bruidegom", "he"),
)
_OF_A_COUPLE = {word: side for words, side in _COUPLES for word in words.split()}
_FEWEST = 2  # columns of each of the two

Titles = Sequence[tuple[str, ...]]


def leave_second_persons(
    readings: Sequence[Reading], titles: Sequence[str], languages: tuple[str, ...]
) -> list[Reading]:
    """Return the readings with those of a second person as another's.

    A number behind a word for somebody counts persons where one of them has a name: "Client 2
    phone" beside "Client 2 name", "Guardian 2 mobile" beside "Guardian 1 name".  Where none has,
    both are numbers that reach the client.  Of a bride and a groom the first of the row is it.

    Args:
        readings: One a title.
        titles: Of the file.
        languages: Which the row is in.
    """
    words = [words_of(title).main for title in titles]
    readings = _part_couples(readings, words)
    persons = [_second_of(without_small_words(main), languages) for main in words]
    named = {
        person
        for person, reading in zip(persons, readings, strict=True)
        if person is not None and not _NAMES.isdisjoint(reading.phrase.atoms)
    }
    told = {p.word for p in named if p.is_a_relative or persons.count(p) >= _FEWEST}
    return [
        _with(reading, "alien")
        if person is not None and person.number > 1 and (person in named or person.word in told)
        else reading
        for person, reading in zip(persons, readings, strict=True)
    ]


@attrs.frozen
class _Person:
    """One of several persons: the word for one of them, and which it is."""

    word: str
    number: int
    is_a_relative: bool


def _second_of(main: tuple[str, ...], languages: tuple[str, ...]) -> _Person | None:
    """Return the person before a number, or the relative behind one."""
    for at, word in enumerate(main):
        if len(word) > 1 or word not in _COUNTED:
            continue
        for near in (main[max(at - 2, 0) : at], main[at - 1 : at], main[at + 1 : at + 2]):
            atoms = _means(near, languages)
            behind = near == main[at + 1 : at + 2]
            if atoms is None or (behind and _RELATIVES.isdisjoint(atoms)):
                continue
            if _PERSONS.issuperset(atoms):
                return _Person(near[-1], int(word), not _RELATIVES.isdisjoint(atoms))
    return None


def _means(words: tuple[str, ...], languages: tuple[str, ...]) -> Atoms | None:
    """Return what a phrase means, nothing for a word that nobody knows, None for no phrase."""
    if not words or any(map(str.isdecimal, words)):
        return None
    known = (lexicon(language).phrases.get(words) for language in languages)
    found = next((atoms for atoms in known if atoms is not None), None)
    return () if found is None and len(words) == 1 else found


def _part_couples(readings: Sequence[Reading], words: Titles) -> list[Reading]:
    sides = [next((_OF_A_COUPLE[x] for x in main if x in _OF_A_COUPLE), None) for main in words]
    told = [side for side in sides if side is not None]
    if len(set(told)) < len(_COUPLES) or min(map(told.count, set(told))) < _FEWEST:
        return list(readings)
    return [
        reading if side is None else _with(reading, "who" if side == told[0] else "alien")
        for reading, side in zip(readings, sides, strict=True)
    ]


def _with(reading: Reading, atom: str) -> Reading:
    """Return what a title says of the person that an atom stands for."""
    phrase = reading.phrase
    unknown = tuple(word for word in phrase.unknown if word not in _OF_A_COUPLE)
    return interpret(attrs.evolve(phrase, atoms=(atom, *phrase.atoms), unknown=unknown))
