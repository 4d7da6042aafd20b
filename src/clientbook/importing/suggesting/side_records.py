"""Whom to ask for at a client: a side record of the row, beside the client's own columns."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.readings import ACCEPTED, LIKELY, Reading
from clientbook.importing.suggesting.words import words_of

_WHOLE = ("name?", "full_name")
_WORDS = frozenset(
    "contact contacto contato contatto kontakt kontaktperson ansprechpartner contactpersoon"
    " referente".split()
)


def leave_side_records(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """``Nome Contacto`` beside "Nome", and "Observações Contacto" beside "Observações".

    In a list with a whole name of both the contact's is another person's name, and so is what a
    client has one of where the client has it too; the contact's numbers reach the client.
    """
    beside = [not _WORDS.isdisjoint(words_of(title).main) for title in titles]
    rows = [
        (reading, side and "bare" not in reading.phrase.atoms)
        for reading, side in zip(readings, beside, strict=True)
    ]
    own = {r.field for r, side in rows if not side and _is_own(r)}
    if own.isdisjoint(_WHOLE) or not any(side and r.field in _WHOLE for r, side in rows):
        return list(readings)
    held = (own | set(_WHOLE)) - {"phone", "email", "address"}
    return [
        attrs.evolve(r, field="custom", part=None, kind=None, confidence=LIKELY)
        if side and r.field in held
        else r
        for r, side in rows
    ]


def _is_own(reading: Reading) -> bool:
    plain = reading.scope is None and "who" not in reading.phrase.atoms
    return plain and reading.confidence >= ACCEPTED
