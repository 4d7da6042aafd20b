"""Halves of a name in pieces of words, read together: "Ap. 1" beside "Nom."."""

from collections.abc import Sequence

from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.phrases import parse
from clientbook.importing.suggesting.pieces import piece_in_full
from clientbook.importing.suggesting.readings import ACCEPTED, Reading
from clientbook.importing.suggesting.steps import become, fields_of
from clientbook.importing.suggesting.words import words_of

_GIVEN = frozenset(("given_name", "called?"))
_FAMILY = frozenset(("family_name", "surname?"))
_EITHER = frozenset(("name?",))
_HALVES = frozenset(("given_name", "family_name"))
_SECOND = frozenset(("second_family_name",))


def pair_pieces(
    readings: Sequence[Reading], titles: Sequence[str], languages: tuple[str, ...]
) -> list[Reading]:
    """Return the readings with a half of a name that a piece of a word names.

    A piece alone is anything ("Ap.", "Pren"): it is one half where the row has the other.

    Args:
        readings: One a title.
        titles: Of the file.
        languages: Of the row, the most likely one first.
    """
    own = fields_of(readings)
    if "full_name" in own or own >= _HALVES:
        return list(readings)
    told = [_told(r, title, languages, own) for r, title in zip(readings, titles, strict=True)]
    fields = own | {found.field for found in told if found is not None}
    if fields & _GIVEN and fields & (_FAMILY | _EITHER):
        return [found or r for r, found in zip(readings, told, strict=True)]
    if not (fields & _FAMILY and fields & _EITHER):
        return list(readings)
    return [  # "Nombre" may be a whole name: beside it only a full stop says that a word is cut
        found if found is not None and words_of(title).short else r
        for r, found, title in zip(readings, told, titles, strict=True)
    ]


def _told(
    reading: Reading, title: str, languages: tuple[str, ...], taken: set[str]
) -> Reading | None:
    if not reading.phrase.unknown or (reading.is_core and reading.confidence >= ACCEPTED):
        return None
    words = [word for word in words_of(title).all if not word.isdecimal()]
    if len(words) != 1 or not (full := piece_in_full(words[0], languages[:2])):
        return None
    phrase = parse(" ".join((*full, *map(str, reading.phrase.numbers))), languages)
    found = interpret(phrase)
    halves = _GIVEN | _FAMILY | _EITHER | _SECOND
    return become(found, found.field) if found.field in halves - taken else None
