"""The match keys a store keeps of each client: few, cheap, and among those that a look-up asks for.

A store holds one small set a client; a look-up asks for all of :func:`match_keys`, which has the
exchanged names and the other readings too.  So an import writes about six keys a client, and one
new profile is still found by any of its spellings.
"""

from clientbook.domain.profiles import Profile
from clientbook.matching.contacts import Place, place
from clientbook.matching.names import name_parts
from clientbook.matching.text import skeleton

INDEXED_KINDS = frozenset({"n", "q", "ny", "di", "np", "ag"})
"""Prefixes of the keys that are stored: a look-up need not ask for others."""


def index_keys(profile: Profile) -> tuple[str, ...]:
    """Return the match keys to store of a profile: a subset of ``match_keys(profile)``.

    They are: last seven digits and initial per phone, the whole name, and the sound of the family
    name with year of birth and with post code, the birth date with the initial, and the house
    with the initial.
    """
    name = name_parts(profile.name)
    given, family = name.given, name.family
    initial = given[:1]
    sound = skeleton(family.replace(" ", "")) if family else ""
    keys: list[str] = []
    if given and family:
        keys.append(f"n:{' '.join(sorted(f'{given} {family}'.split()))}")
    if initial:
        keys += [f"q:{p.e164[-7:]}:{initial}" for p in profile.phones if len(p.e164) > 7]
    born = profile.birthday
    if born is not None and born.year and initial:
        if sound:
            keys.append(f"ny:{sound}:{born.year}:{initial}")
        if born.month and born.day:
            keys.append(f"di:{born.year}-{born.month}-{born.day}:{initial}")
    for address in profile.addresses:
        keys.extend(_place_keys(place(address), sound, initial))
    return tuple(dict.fromkeys(keys))


def _place_keys(where: Place, sound: str, initial: str) -> list[str]:
    keys = []
    if where.postcode and sound and initial:
        keys.append(f"np:{sound}:{initial}:{where.postcode}")
    if where.number and where.street and initial:
        keys.append(f"ag:{where.number}:{skeleton(where.street)}:{initial}")
    return keys
