"""The columns of an animal's owner, beside a name that may be the client's or the animal's."""

from clientbook.importing.suggesting.name_neighbours import owned
from clientbook.importing.suggesting.readings import Reading
from clientbook.importing.suggesting.steps import become, fields_of

_NAMES = frozenset(("given_name", "family_name", "full_name", "name?", "first?", "last?"))
_CONTACTS = frozenset(("phone", "email"))
_BESIDE_A_STREET = ("postcode", "city", "region", "country")


def take_keepers(readings: list[Reading]) -> list[Reading]:
    """``Telemóvel do tutor`` reaches the client where no number or address of his own does.

    So it is in a list of animals, or where the owner's number begins the row ("ID tutor"); who is
    in charge of a client is a colleague else.  Where the owner has a name too, a bare "Name" beside
    "Breed" is the animal's.
    """
    fields = fields_of([r for r in readings if r.part not in _BESIDE_A_STREET])
    mine = ["owner" in r.phrase.atoms for r in readings]
    if not any(mine) or fields & (_CONTACTS | {"address"}) or not fields & _NAMES:
        return readings
    animals = any("animal" in r.phrase.atoms for r in readings)
    told = [owned(r, bare=animals) if own else r for r, own in zip(readings, mine, strict=True)]
    theirs = {r.field for r, own in zip(told, mine, strict=True) if own}
    if not theirs & _NAMES:
        return told if animals or _is_numbered(told[0], own=mine[0]) else readings
    others = [r for r in readings if r.field in _NAMES and "owner" not in r.phrase.atoms]
    if not animals or not theirs & _CONTACTS or any(map(_is_of_a_person, others)):
        return readings
    return [become(r, "custom") if r in others else r for r in told]


def _is_numbered(first: Reading, *, own: bool) -> bool:
    """True for ``ID tutor`` at the front; an English "Owner ID" is that of a colleague."""
    return own and first.field == "external_id" and first.phrase.language != "en"


def _is_of_a_person(reading: Reading) -> bool:
    return reading.phrase.atoms != ("name",)
