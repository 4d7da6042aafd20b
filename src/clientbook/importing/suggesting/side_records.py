"""Whom to ask for at a client: a side record of the row, beside the client's own columns."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.readings import ACCEPTED, LIKELY, Reading
from clientbook.importing.suggesting.steps import become
from clientbook.importing.suggesting.words import words_of

_WHOLE = ("name?", "full_name")
_OTHER_HALF = {"given_name": "family_name", "family_name": "given_name"}
_WORDS = frozenset(
    "contact contacto contato contatto kontakt kontaktperson ansprechpartner contactpersoon"
    " referente".split()
)


def leave_side_records(readings: Sequence[Reading], titles: Sequence[str]) -> list[Reading]:
    """``Nome Contacto`` beside "Nome", and "Observações Contacto" beside "Observações".

    In a list with a whole name of both the contact's is another person's name, and so is what a
    client has one of where the client has it too; the contact's numbers reach the client.  A
    contact who has half a name beside a client who has none is the person: "Nom" is the firm's.
    """
    beside = [not _WORDS.isdisjoint(words_of(title).all) for title in titles]
    rows = [
        (reading, side and "bare" not in reading.phrase.atoms)
        for reading, side in zip(readings, beside, strict=True)
    ]
    own = {r.field for r, side in rows if not side and _is_own(r)}
    if own.isdisjoint(_WHOLE) or not any(side and r.field in _WHOLE for r, side in rows):
        return list(readings)
    halves = [r.field for r, side in rows if side and r.field in _OTHER_HALF]
    if halves and own.isdisjoint(_OTHER_HALF):
        other = _OTHER_HALF[halves[0]]
        return [_named(r, other if side else "full_name") for r, side in rows]
    held = (own | set(_WHOLE)) - {"phone", "email", "address"}
    return [
        attrs.evolve(r, field="custom", part=None, kind=None, confidence=LIKELY)
        if side and r.field in held
        else r
        for r, side in rows
    ]


def _named(reading: Reading, field: str) -> Reading:
    return become(reading, field) if reading.field == "name?" else reading


def _is_own(reading: Reading) -> bool:
    return reading.scope is None and reading.confidence >= ACCEPTED
