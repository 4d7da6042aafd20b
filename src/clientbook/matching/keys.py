"""Match keys: what two records of one person are likely to share exactly.

A key is a short string whose prefix names its kind.  The same keys serve the key index of a store
and, as codes, the search for all pairs of a list.
"""

from collections.abc import Collection

import attrs

from clientbook.domain.profiles import Profile
from clientbook.matching.contacts import email_key
from clientbook.matching.features import Features, features
from clientbook.matching.text import skeleton

__all__ = ["KEY_KINDS", "KeyKind", "email_key", "feature_keys", "identity_keys", "match_keys"]


@attrs.frozen
class KeyKind:
    """One kind of match key.

    Args:
        prefix: First letters of the key.
        parts: Names of the components that are joined; all must be known.
        swaps: True when the key is also made with given and family name exchanged.
    """

    prefix: str
    parts: tuple[str, ...]
    swaps: bool = False


KEY_KINDS: tuple[KeyKind, ...] = (
    KeyKind("x", ("identifier",)),
    KeyKind("p", ("phone",)),
    KeyKind("q", ("seven", "initial"), swaps=True),
    KeyKind("e", ("email",)),
    KeyKind("m", ("mailbox",)),
    KeyKind("n", ("words",)),
    KeyKind("ny", ("family_sound", "year", "initial"), swaps=True),
    KeyKind("np", ("family_sound", "initial", "postcode"), swaps=True),
    KeyKind("nt", ("family_sound", "given_sound", "town"), swaps=True),
    KeyKind("di", ("date", "initial"), swaps=True),
    KeyKind("df", ("date", "family_head"), swaps=True),
    KeyKind("dd", ("date",)),
    KeyKind("ag", ("number", "street_sound", "initial"), swaps=True),
    KeyKind("af", ("number", "street_sound", "family_head"), swaps=True),
    KeyKind("gm", ("given_sound", "month_day"), swaps=True),
    KeyKind("fm", ("family_sound", "month_day"), swaps=True),
    KeyKind("ym", ("year_month", "initial"), swaps=True),
    KeyKind("yf", ("year_month", "family_head"), swaps=True),
    KeyKind("h", ("host",)),
    KeyKind("nn", ("family_sound", "given_sound"), swaps=True),
    KeyKind("fi", ("family_sound", "initial"), swaps=True),
    KeyKind("ft", ("family_sound", "town"), swaps=True),
    KeyKind("fy", ("family_sound", "year"), swaps=True),
    KeyKind("gy", ("given_sound", "year"), swaps=True),
    KeyKind("gt", ("given_sound", "town"), swaps=True),
)
"""The kinds of match keys, strongest first."""


def _components(record: Features, given: str, family: str) -> dict[str, tuple[str, ...]]:
    """Values of the components of keys, by name, for one order of the names."""

    def known(*values: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v for v in values if v))

    first, whole = given.partition(" ")[0], family.replace(" ", "")
    dates = record.dates
    return {
        "identifier": record.identifier_keys,
        "phone": record.phones,
        "seven": record.sevens,
        "email": record.emails,
        "mailbox": record.mailboxes,
        "words": known(" ".join(sorted(f"{given} {family}".split()))) if given and family else (),
        "initial": known(first[:1]),
        "given_sound": known(skeleton(first)),
        "family_sound": known(skeleton(whole)),
        "family_head": known(whole[:3]),
        "year": known(*(str(d.year) for d in dates if d.year)),
        "date": known(*(f"{d.year}-{d.month}-{d.day}" for d in dates if d.year and d.day)),
        "year_month": known(*(f"{d.year}-{d.month}" for d in dates if d.year and d.month)),
        "host": record.hosts,
        "month_day": known(*(f"{d.month}-{d.day}" for d in dates if d.day)),
        "postcode": known(*(p.postcode for p in record.places)),
        "town": known(*(p.town for p in record.places)),
        "number": known(*(p.number for p in record.places)),
        "street_sound": known(*(skeleton(p.street) for p in record.places)),
    }


def _joined(kind: KeyKind, components: dict[str, tuple[str, ...]]) -> list[str]:
    """All keys of a kind: the product of its components' values."""
    keys = [kind.prefix]
    for part in kind.parts:
        values = components[part]
        keys = [f"{key}:{value}" for key in keys for value in values]
    return keys


def feature_keys(record: Features) -> frozenset[str]:
    """Return the match keys of features; see :func:`match_keys`."""
    straight = _components(record, record.name.given, record.name.family)
    keys = {key for kind in KEY_KINDS for key in _joined(kind, straight)}
    if record.name.given and record.name.family:
        crossed = _components(record, record.name.family, record.name.given)
        keys.update(key for kind in KEY_KINDS if kind.swaps for key in _joined(kind, crossed))
    return frozenset(keys)


def match_keys(profile: Profile, *, shared: Collection[str] = ()) -> frozenset[str]:
    """Return the match keys of a profile, for a store's key index.

    Args:
        profile: Whose keys.
        shared: Identity keys (``p:+33…``, ``e:…``) that identify nobody because a family or a
            company shares them; no key is made from them.

    Returns:
        Some 5 to 30 short strings; two profiles of one person nearly always share one.
    """
    return feature_keys(features(profile, shared=shared))


def identity_keys(profile: Profile, *, shared: Collection[str] = ()) -> frozenset[str]:
    """Return the few strong keys: external ids ``x:system:value``, phones ``p:+…``, ``e:…``.

    Args:
        profile: Whose keys.
        shared: Keys to leave out because they identify nobody.
    """
    keys = [f"p:{phone.e164}" for phone in profile.phones]
    keys.extend(f"e:{email_key(e.address)}" for e in profile.emails)
    keys.extend(f"x:{e.system.casefold()}:{e.value}" for e in profile.external_ids)
    found = frozenset(keys)
    return found.difference(shared) if shared else found
