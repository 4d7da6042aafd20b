"""Who a profile may be: evidence for a person who looks, and the safe match for a machine."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.domain.settings import ContactLimits
from clientbook.matching.keys import identity_keys
from clientbook.matching.pairs.names import compatible_names

SHARED = "shared"
"""Records of identity keys that a family or a company shares: they identify nobody (SPEC X19)."""

CHECK_LIMIT = 20
"""Most clients that :meth:`ClientDesk.check` returns."""

_FIELDS = {"p": "phone", "e": "email", "x": "external_id"}


@attrs.frozen
class Evidence:
    """One thing a profile shares with a client, or that speaks against them being one person.

    Args:
        field: ``"phone"``, ``"email"``, ``"external_id"``, ``"name"`` or ``"birthday"``.
        supports: True when it speaks for one person.
    """

    field: str
    supports: bool = True


@attrs.frozen
class Found:
    """A client that a profile may be.

    Args:
        client: The client.
        evidence: What they share, then what speaks against.
        same_person: True when names are compatible and birth dates do not clash.
        match_probability: What the matching model says, 0 to 1; None below its threshold.
    """

    client: Client
    evidence: tuple[Evidence, ...]
    same_person: bool
    match_probability: float | None = None

    @property
    def client_id(self) -> ClientId:
        """Id of the client."""
        return self.client.id


def shared_keys(context: Context, keys: Collection[str]) -> frozenset[str]:
    """Return those of the identity keys that are marked as shared."""
    if not keys:
        return frozenset()
    return frozenset(context.store.get_records(context.book, SHARED, keys))


def same_person(profile: Profile, other: Profile) -> bool:
    """True when names are compatible and birth dates do not clash (SPEC §3)."""
    if profile.birthday and other.birthday and not profile.birthday.compatible(other.birthday):
        return False
    return compatible_names(profile.name, other.name)


def find_holders(context: Context, profile: Profile) -> tuple[Found, ...]:
    """Return ACTIVE clients that share an identity key with a profile, best first.

    Best are those that can be the same person, then those that share most; shared points
    identify nobody, an external id always does.
    """
    keys = identity_keys(profile)
    keys -= shared_keys(context, keys)
    held: dict[ClientId, set[str]] = {}
    for key, ids in context.store.find_holders(context.book, keys, cap=CHECK_LIMIT).items():
        for client_id in ids[:CHECK_LIMIT]:
            held.setdefault(client_id, set()).add(_FIELDS[key[0]])
    clients = context.store.get_clients(context.book, held)
    found = [weigh(profile, clients[i], fields) for i, fields in held.items() if i in clients]
    return tuple(sorted(found, key=_rank)[:CHECK_LIMIT])


def weigh(profile: Profile, client: Client, fields: Collection[str] = ()) -> Found:
    """Return what speaks for and against a profile being a client.

    Args:
        profile: The profile.
        client: The client.
        fields: Fields of the identity keys they share.
    """
    evidence = [Evidence(field) for field in ("external_id", "phone", "email") if field in fields]
    other = client.profile
    if profile.name and other.name:
        evidence.append(Evidence("name", compatible_names(profile.name, other.name)))
    if profile.birthday and other.birthday:
        evidence.append(Evidence("birthday", profile.birthday.compatible(other.birthday)))
    evidence.sort(key=lambda e: not e.supports)
    same = "external_id" in fields or same_person(profile, other)
    return Found(client, tuple(evidence), same)


def _rank(found: Found) -> tuple[bool, int, ClientId]:
    return (not found.same_person, -sum(e.supports for e in found.evidence), found.client.id)


class ArrivalKind(StrEnum):
    """What became of somebody who arrived."""

    MATCHED = "matched"
    CREATED = "created"
    AMBIGUOUS = "ambiguous"


@attrs.frozen
class Arrival:
    """Somebody who arrived without a member of staff looking, such as by booking online.

    Args:
        kind: MATCHED to one client, CREATED as nobody was found, or AMBIGUOUS: created beside
            clients it may be, for a person to decide.
        client: The client the host goes on with.
        differences: For MATCHED: fields where the arriving value differs from the one kept.
        candidates: For AMBIGUOUS: ids of the clients it may be, best first.
    """

    kind: ArrivalKind
    client: Client
    differences: tuple[str, ...] = ()
    candidates: tuple[ClientId, ...] = ()


def choose_match(found: Sequence[Found]) -> tuple[Client | None, tuple[ClientId, ...]]:
    """Return the one client that may be matched without a person looking, or whom it may be.

    An external id decides alone.  Otherwise exactly one client holds one of the contact points,
    its name is compatible and the birth dates do not clash.  Of two holders, such as a family
    with one telephone, a machine does not choose.
    """
    by_id = [f.client for f in found if Evidence("external_id") in f.evidence]
    if len(by_id) == 1:
        return by_id[0], ()
    possible = [f.client for f in found if f.same_person]
    if len(found) == 1 and possible:
        return possible[0], ()
    return None, tuple(client.id for client in possible)


_JOINED = ("phones", "emails", "addresses", "websites", "tags", "external_ids")


_LIMITED = {"phone": "phones", "phone.mobile": "phones", "email": "emails", "address": "addresses"}


def fill_blanks(
    kept: Profile, arriving: Profile, limits: ContactLimits
) -> tuple[Profile, tuple[str, ...]]:
    """Return *kept* with its blanks filled and contact points added, and the fields that differ.

    Nothing that *kept* holds is overwritten; a list that would go over its limit stays as it is.
    """
    values: dict[str, Any] = {}
    differences: list[str] = []
    for field in FIELDS:
        mine, theirs = getattr(kept, field), getattr(arriving, field)
        if field in _JOINED:
            values[field] = (*mine, *theirs)
        elif field == "attributes":
            held = {a.key: a for a in mine}
            values[field] = (*mine, *(a for a in theirs if a.key not in held))
            if any(a.key in held and held[a.key] != a for a in theirs):
                differences.append(field)
        elif mine is None:
            values[field] = theirs
        elif theirs is not None and theirs != mine:
            differences.append(field)
    filled = attrs.evolve(kept, **values)
    full = dict.fromkeys(_LIMITED[issue.field] for issue in limits.exceeded(filled))
    return (
        attrs.evolve(filled, **{field: getattr(kept, field) for field in full}),
        (*differences, *full),
    )
