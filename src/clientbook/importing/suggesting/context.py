"""Words that several titles of a file share: they name the table, not what a column holds."""

from collections import Counter
from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.name_neighbours import take_owners
from clientbook.importing.suggesting.readings import ACCEPTED, Reading
from clientbook.importing.suggesting.steps import fields_of
from clientbook.parsing.contact_words import said_of

_NAMES = ("given_name", "family_name", "full_name", "name?", "first?", "last?", "called?")

_OF_A_CONSENT = ("marketing", "consent", "subscription", "refusal", "objection")
_ROLES = frozenset(("owner", "holder"))

# What a word may be dropped for: consents, ids and remarks are too much to presume.
_OF_A_PERSON = (
    *("phone", "email", "address", "company", "birth_date"),
    *("gender", "language", "website", "job_title"),
)


def without_context(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings with the words that no lexicon has and several titles share left out.

    ``Invitee name``, "Invitee e-mail", "Invitee phone" speak of the one person a row is about, as
    "Telefon allgemein", "E-Mail allgemein" do.  "Godmother name" beside "Name" speaks of another
    person: a word is context only where no column without it says the same.  So does "Godmother
    phone" beside "Godmother": a word that is a title by itself names somebody, or something.
    "Vet name" and "Vet phone" beside "Owner name" are not the client's either: where a word for an
    owner or a tenant says whose columns are, the other words say whose are not.  A word of a
    consent says what is asked: "Werbung SMS" and "Werbung Mail" are no numbers.
    """
    counts = Counter(word for r in readings for word in set(r.phrase.unknown))
    alone = {r.phrase.unknown for r in readings if not r.phrase.atoms}
    shared = {word for word, count in counts.items() if count > 1 and (word,) not in alone}
    shared -= {word for word in shared if said_of((word,)).has(*_OF_A_CONSENT)}
    shared -= {word for word in shared if _clashes(readings, word)}
    if not shared or _are_an_owners(readings):
        return list(readings)
    return [_without(r, shared) if shared.intersection(r.phrase.unknown) else r for r in readings]


def _are_an_owners(readings: Sequence[Reading]) -> bool:
    """True where the client's name is in the columns of an owner or a tenant, however few."""
    return not fields_of(take_owners(list(readings))).isdisjoint(_NAMES) and any(
        not _ROLES.isdisjoint(r.phrase.atoms) for r in readings
    )


def _clashes(readings: Sequence[Reading], word: str) -> bool:
    """True where a column without the word holds what one with it would hold without it."""
    own = {_holds(r) for r in readings if word not in r.phrase.unknown}
    return any(
        _holds(_without(r, {word})) in own
        for r in readings
        if word in r.phrase.unknown and _holds(_without(r, {word})) is not None
    )


def _holds(reading: Reading) -> tuple[str, str | None, str | None] | None:
    """Return what a column fills, all names as one; None where it fills nothing of a client."""
    if reading.confidence < ACCEPTED:
        return None
    if reading.field in _NAMES:
        return ("name", None, None)
    if reading.field not in _OF_A_PERSON:
        return None
    return (reading.field, reading.kind, reading.part)


def _without(reading: Reading, shared: set[str]) -> Reading:
    unknown = tuple(word for word in reading.phrase.unknown if word not in shared)
    bare = interpret(attrs.evolve(reading.phrase, unknown=unknown))
    return bare if bare.field in (*_NAMES, *_OF_A_PERSON) else reading
