"""The number of a tenant is the client's where the list is one of tenants."""

from clientbook.importing.suggesting.readings import ACCEPTED, LIKELY, Reading
from clientbook.importing.suggesting.steps import become

_FIRST = 2  # columns that a number of the client's own stands in
_NUMBERS = frozenset(("num", "id", "code"))


def take_holder_ids(readings: list[Reading]) -> list[Reading]:
    """``Mieter-Nr.``, "Codice condomino" at the front are the client's number.

    No other column is one, and none is of a tenant beside the client.  An English "Tenant ID" is
    that of a program's customer, whom many rows share: it is never guessed.
    """
    told = [place for place, r in enumerate(readings[:_FIRST]) if _numbers_a_holder(r)]
    others = [r for place, r in enumerate(readings) if place not in told]
    numbered = any(r.field == "external_id" and r.confidence >= ACCEPTED for r in others)
    if len(told) != 1 or numbered or any("holder" in r.phrase.atoms for r in others):
        return readings
    return [
        become(r, "external_id", LIKELY) if place in told else r for place, r in enumerate(readings)
    ]


def _numbers_a_holder(reading: Reading) -> bool:
    atoms = set(reading.phrase.atoms) - {"fill"}
    if reading.phrase.unknown or reading.phrase.language == "en" or "holder" not in atoms:
        return False
    return bool(atoms & _NUMBERS) and atoms <= {"holder", *_NUMBERS}
