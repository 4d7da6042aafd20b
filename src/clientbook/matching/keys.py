"""Match keys: what two records of one person are likely to share exactly.

A key is a short string whose prefix names its kind.  The same keys serve the key index of a store
and, as codes, the search for all pairs of a list.
"""

from collections.abc import Collection

import attrs

from clientbook._moved import renamed
from clientbook.domain.profiles import Profile
from clientbook.matching.pairs.contacts import email_key
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.firms import own_words
from clientbook.matching.pairs.name_parts import compact
from clientbook.text import skeleton

__all__ = [
    "KEY_KINDS",
    "CappedKey",
    "KeyKind",
    "email_key",
    "family_sound",
    "feature_keys",
    "given_sound",
    "kinds_for",
    "match_keys",
]


@attrs.frozen
class KeyKind:
    """One kind of match key.

    Args:
        prefix: First letters of the key.
        parts: Names of the components that are joined; all must be known.
        most: Records of the longest list whose pairs are looked for by it; None for any.
    """

    prefix: str
    parts: tuple[str, ...]
    most: int | None = None


@attrs.frozen
class CappedKey:
    """A match key that too many records share to compare them all through it.

    Args:
        kind: Prefix of the key; the key itself may be personal.
        records: How many records share it.
    """

    kind: str
    records: int


_NOT_LONG = 200_000  # records; in longer lists keys of a few letters bring strangers only

KEY_KINDS: tuple[KeyKind, ...] = (
    KeyKind("x", ("identifier",)),
    KeyKind("p", ("phone",)),
    KeyKind("q", ("seven",)),
    KeyKind("e", ("email",)),
    KeyKind("m", ("mailbox",)),
    KeyKind("h", ("host",)),
    KeyKind("n", ("words",)),
    KeyKind("s", ("sounds",)),
    KeyKind("c", ("firm",)),
    KeyKind("cs", ("firm_sound",)),
    KeyKind("cp", ("firm_word", "postcode")),
    KeyKind("ct", ("firm_word", "town")),
    KeyKind("di", ("date", "initials")),
    KeyKind("df", ("date", "family_head")),
    KeyKind("dd", ("date",)),
    KeyKind("ad", ("door", "initials")),
    KeyKind("aa", ("door",)),
    KeyKind("as", ("family_sound", "street_sound")),
    KeyKind("an", ("family_sound", "number")),
    KeyKind("fp", ("family_sound", "postcode")),
    KeyKind("gp", ("given_sound", "postcode")),
    KeyKind("ft", ("family_sound", "town")),
    KeyKind("gt", ("given_sound", "town")),
    KeyKind("fi", ("family_sound", "initial")),
    KeyKind("fm", ("family_sound", "month_day")),
    KeyKind("gm", ("given_sound", "month_day")),
    KeyKind("fy", ("family_sound", "year")),
    KeyKind("gy", ("given_sound", "year")),
    KeyKind("ym", ("year_month", "initials")),
    KeyKind("gi", ("given_sound", "family_initial")),
    KeyKind("ip", ("initials", "postcode")),
    KeyKind("it", ("initials", "town")),
    KeyKind("iy", ("initials", "year")),
    KeyKind("hp", ("heads", "postcode"), _NOT_LONG),
    KeyKind("tp", ("tails", "postcode"), _NOT_LONG),
    KeyKind("hy", ("heads", "year_month"), _NOT_LONG),
    KeyKind("ty", ("tails", "year_month"), _NOT_LONG),
    KeyKind("hm", ("heads", "month_day"), _NOT_LONG),
    KeyKind("tt", ("given_tail", "family_tail"), _NOT_LONG),
)
"""The kinds of match keys, strongest first; swapped names share words, sounds and initials, and
a name with a slip keeps its first or its last letters."""


CONTACT_KINDS = ("p", "q", "e")
"""Kinds that are made of telephone numbers and e-mail addresses: a record without any is found by
names, dates and places only."""


def kinds_for(size: int) -> tuple[KeyKind, ...]:
    """Return the kinds by which the pairs of a list of so many records are looked for."""
    return tuple(kind for kind in KEY_KINDS if kind.most is None or size <= kind.most)


_LETTERS = 3


def head(name: str) -> str:
    """Return the first letters of a part of a name."""
    return compact(name)[:_LETTERS]


def tail(name: str) -> str:
    """Return the last letters of a part of a name."""
    return compact(name)[-_LETTERS:]


def given_sound(given: str) -> str:
    """Return the sound of the first given name."""
    return skeleton(given.partition(" ")[0])


def family_sound(family: str) -> str:
    """Return the sound of a family name."""
    return skeleton(compact(family))


FIRM_PARTS = ("firm", "firm_sound", "firm_word")
"""Components of keys that are made of the words of a firm."""


def firm_parts(component: str, firm: str) -> tuple[str, ...]:
    """Return the values of a component of keys for the words of a firm, as features have them."""
    if not firm:
        return ()
    if component == "firm":
        return (" ".join(sorted(firm.split())),)
    if component == "firm_sound":
        return _known(skeleton(" ".join(own_words(firm))))
    return _known(*(skeleton(word) for word in own_words(firm)))


def _dates(record: Features) -> dict[str, tuple[str, ...]]:
    dates = record.dates
    return {
        "year": _known(*(str(d.year) for d in dates if d.year)),
        "date": _known(*(f"{d.year}-{d.month}-{d.day}" for d in dates if d.year and d.day)),
        "year_month": _known(*(f"{d.year}-{d.month}" for d in dates if d.year and d.month)),
        "month_day": _known(*(f"{d.month}-{d.day}" for d in dates if d.day)),
    }


def _known(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))


def _components(record: Features) -> dict[str, tuple[str, ...]]:
    """Values of the components of keys, by name."""
    given, family = record.name.given, record.name.family
    sounds = (given_sound(given), family_sound(family))
    whole = bool(given and family)
    return {
        "identifier": record.identifier_keys,
        "phone": record.phones,
        "seven": record.sevens,
        "email": record.emails,
        "mailbox": record.mailboxes,
        "host": record.hosts,
        "words": (" ".join(sorted(f"{given} {family}".split())),) if whole else (),
        "sounds": (" ".join(sorted(sounds)),) if all(sounds) else (),
        "initials": ("".join(sorted((given[0], family[0]))),) if whole else (),
        "initial": _known(given[:1]),
        "family_initial": _known(family[:1]),
        "given_sound": _known(sounds[0]),
        "family_sound": _known(sounds[1]),
        "family_head": _known(head(family)),
        "given_tail": _known(tail(given)),
        "family_tail": _known(tail(family)),
        "heads": _known(head(given), head(family)),
        "tails": _known(tail(given), tail(family)),
        **{part: firm_parts(part, record.firm or record.whole) for part in FIRM_PARTS},
        **_dates(record),
        "postcode": _known(*(p.postcode for p in record.places)),
        "town": _known(*(p.town for p in record.places)),
        "number": _known(*(p.number for p in record.places)),
        "street_sound": _known(*(skeleton(p.street) for p in record.places)),
        "door": _known(
            *(f"{p.number} {skeleton(p.street)}" for p in record.places if p.number and p.street)
        ),
    }


def feature_keys(record: Features) -> frozenset[str]:
    """Return the match keys of features; see :func:`match_keys`."""
    components = _components(record)
    keys: set[str] = set()
    for kind in KEY_KINDS:
        joined = [kind.prefix]
        for part in kind.parts:
            values = components[part]
            joined = [f"{key}:{value}" for key in joined for value in values]
            if not joined:
                break
        keys.update(joined)
    return frozenset(keys)


def match_keys(profile: Profile, *, shared: Collection[str] = ()) -> frozenset[str]:
    """Return the match keys of a profile, for a store's key index.

    Args:
        profile: Whose keys.
        shared: Identity keys (``p:+33…``, ``e:…``) that identify nobody because a family or a
            company shares them; no key is made from them.

    Returns:
        Some 5 to 45 short strings; two profiles of one person nearly always share one.
    """
    return feature_keys(features(profile, shared=shared))


__getattr__ = renamed(__name__, {"identity_keys": "clientbook.identity.keys:identity_keys"})
