"""The match keys a store keeps of each client: few, cheap, and among those that a look-up asks for.

A store holds one small set a client; a look-up asks for all of :func:`match_keys`, which has more
combinations and the other readings too.  So an import writes about six keys a client, and one
new profile is still found by any of its spellings.
"""

from clientbook.domain.profiles import Profile
from clientbook.matching.keys import family_sound, firm_parts, given_sound
from clientbook.matching.pairs.contacts import Place, place
from clientbook.matching.pairs.features import person_name
from clientbook.matching.pairs.firms import firm_of, maybe_firm
from clientbook.matching.pairs.name_parts import NO_NAME, NameParts
from clientbook.matching.pairs.set_apart import bare_parts
from clientbook.text import skeleton

INDEXED_KINDS = frozenset({"n", "s", "q", "di", "fp", "ad", "c", "cp"})
"""Prefixes of the keys that are stored: a look-up need not ask for others."""


def index_keys(profile: Profile) -> tuple[str, ...]:
    """Return the match keys to store of a profile: a subset of ``match_keys(profile)``.

    They are: last seven digits per phone, the words and the sounds of the name, the birth date
    and the house with both initials, the sound of the family name with the post code, and the
    words of a firm, alone and with the post code.
    """
    written = profile.name
    if written is not None and written.given and written.family:
        firm, name = "", bare_parts(written)  # a person's, most of the time
    else:
        firm = firm_of(profile)
        name = NO_NAME if firm else person_name(profile)
        firm = firm or maybe_firm(profile)
    given, family = name.given, name.family
    whole = bool(given and family)
    sound = family_sound(family) if family else ""
    initials = "".join(sorted((given[0], family[0]))) if whole else ""
    keys = [f"q:{p.e164[-7:]}" for p in profile.phones if len(p.e164) > 7]
    if whole:
        keys.append(_words_key(name))
        if sound and (first := given_sound(given)):
            keys.append(f"s:{' '.join(sorted((first, sound)))}")
    if firm:
        keys.extend(f"c:{words}" for words in firm_parts("firm", firm))
    born = profile.birthday
    if initials and born is not None and born.year and born.day:
        keys.append(f"di:{born.year}-{born.month}-{born.day}:{initials}")
    for address in profile.addresses:
        where = place(address)
        keys.extend(_place_keys(where, sound, initials))
        if firm and where.postcode:
            keys.extend(f"cp:{word}:{where.postcode}" for word in firm_parts("firm_word", firm))
    return tuple(dict.fromkeys(keys))


def whole_name_key(profile: Profile) -> str | None:
    """Return the key of :func:`index_keys` of all words of a given and a family name, or None."""
    written = profile.name
    if written is None or not (written.given and written.family):
        return None
    name = bare_parts(written)
    return _words_key(name) if name.given and name.family else None


def _words_key(name: NameParts) -> str:
    return f"n:{' '.join(sorted(f'{name.given} {name.family}'.split()))}"


def _place_keys(where: Place, sound: str, initials: str) -> list[str]:
    keys = []
    if where.postcode and sound:
        keys.append(f"fp:{sound}:{where.postcode}")
    if where.number and where.street and initials:
        keys.append(f"ad:{where.number} {skeleton(where.street)}:{initials}")
    return keys
