"""Somebody arrives, by a message, an appointment or online: found, or created, in one act."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Generic, TypeVar

import attrs

from clientbook._moved import renamed
from clientbook.book.clients.arrived import keep_arrival, same_arrival
from clientbook.book.clients.holders import SHARED, Judged, judge, marked_keys
from clientbook.book.contexts import Context
from clientbook.book.duplicates.candidates import clients_sharing_keys
from clientbook.book.duplicates.proposals import propose_pairs
from clientbook.book.said import said_again, say_by_hand
from clientbook.book.writing import Edit, write
from clientbook.domain.clients import Actor, Client, ClientId, Origin, OriginKind
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.journal import ChangeKind
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.identity.completing import complete_date, complete_name, is_held, told_kinds
from clientbook.identity.evidence import is_same_person, same_name, without_held_ids
from clientbook.identity.keys import contact_keys, identity_keys
from clientbook.identity.verdicts import NOBODY, Judgement, Verdict, VerdictKind

__all__ = ["SHARED", "Arrival", "ArrivalKind", "fill_blanks", "find_or_create", "marked_keys"]

T = TypeVar("T")


class ArrivalKind(StrEnum):
    """What became of somebody who arrived."""

    MATCHED = "matched"
    CREATED = "created"
    AMBIGUOUS = "ambiguous"


@attrs.frozen
class Arrival(Generic[T]):
    """Somebody who arrived.

    Args:
        kind: MATCHED to one client, CREATED as nobody was found, or AMBIGUOUS: kept beside
            clients it may be, for a person to decide.
        client: The client the host goes on with.
        differences: Fields where the arriving value differs from the one kept.
        candidates: For AMBIGUOUS: ids of the clients it may be, best first.
        verdict: What the identity rule said.
        result: What the act returned, None without one.
    """

    kind: ArrivalKind
    client: Client
    differences: tuple[str, ...] = ()
    candidates: tuple[ClientId, ...] = ()
    verdict: Verdict = NOBODY
    result: T | None = None


def find_or_create(
    context: Context,
    profile: Profile,
    *,
    by: Actor,
    origin: Origin,
    act: Callable[[Client], T] | None,
) -> Arrival[T]:
    """Find who arrives, or create them, and act, in one unit of work.

    See :meth:`~clientbook.book.clients.desk.ClientDesk.find_or_create`.
    """
    with context.unit():
        judged = judge(context, profile)
        arrival: Arrival[T] = _arrive(context, profile, judged, by=by, origin=origin)
        if act is None:
            return arrival
        return attrs.evolve(arrival, result=act(arrival.client))


def _arrive(
    context: Context, profile: Profile, judged: Judged, *, by: Actor, origin: Origin
) -> Arrival[Any]:
    verdict = judged.verdict
    found = verdict.candidates[0] if verdict.kind is VerdictKind.SAME else None
    if found is not None and (found.alone or found.exact):
        return _filled(context, profile, _stored(found), verdict, by=by)
    candidates = _to_look_at(verdict) or _named_alike(context, profile, judged)
    if not candidates:
        client = create(context, profile, by=by, origin=origin)
        if not identity_keys(profile) <= judged.shared:  # such a key would identify nobody
            keep_arrival(context, profile, client)
        return Arrival(ArrivalKind.CREATED, client, verdict=verdict)
    again = same_arrival(context, profile)
    ids = tuple(client.id for client in candidates if again is None or client.id != again.id)
    if again is not None:
        kept = _without_held_ids(profile, verdict, besides=again.id)
        arrival = _filled(context, kept, again, verdict, by=by)
        kind = ArrivalKind.AMBIGUOUS if ids else ArrivalKind.MATCHED
        return attrs.evolve(arrival, kind=kind, candidates=ids)
    kept = _without_held_ids(profile, verdict)
    client = create(context, kept, by=by, origin=origin)
    keep_arrival(context, profile, client)
    propose_pairs(context, client.id, ids)
    differences = ("external_ids",) if kept != profile else ()
    return Arrival(ArrivalKind.AMBIGUOUS, client, differences, ids, verdict)


def _to_look_at(verdict: Verdict) -> tuple[Client, ...]:
    """Return whom a person should compare with who arrives.

    Those it may be; where it is nobody of them, those one system knows under another id, and all
    holders of a number that several hold already: no silent third client.
    """
    others = verdict.others if len(verdict.others) > 1 else ()
    return tuple(map(_stored, verdict.candidates or verdict.proposed or others))


def _named_alike(context: Context, profile: Profile, judged: Judged) -> tuple[Client, ...]:
    """Return who arrived before by the same whole name and a shared contact point of the profile.

    A number that is marked, or that too many hold, identifies nobody; a person should look all the
    same before one name stands in the book once a visit.
    """
    shared = judged.shared & contact_keys(profile)
    if not shared or profile.name is None or judged.verdict.candidates:
        return ()
    return tuple(
        client
        for client in clients_sharing_keys(context, profile)
        if client.is_active
        and client.origin.kind in _ARRIVING
        and shared & contact_keys(client.profile)
        and same_name(profile, client.profile)
        and is_same_person(profile, client.profile)
    )


_ARRIVING = frozenset(
    {OriginKind.ONLINE_BOOKING, OriginKind.QUICK_ADD, OriginKind.MESSAGE, OriginKind.APPOINTMENT}
)


def _stored(judged: Judgement) -> Client:
    client = judged.holder.stored
    assert client is not None  # holders of a book are read with their client
    return client


def _without_held_ids(
    profile: Profile, verdict: Verdict, *, besides: ClientId | None = None
) -> Profile:
    """Return a profile without the ids that lead to somebody else."""
    others = (j.holder for j in verdict.holders if j.holder.client_id != besides)
    return without_held_ids(profile, (holder.profile for holder in others))


def _filled(
    context: Context, profile: Profile, client: Client, verdict: Verdict, *, by: Actor
) -> Arrival[Any]:
    filled, differences = fill_blanks(client.profile, profile, context.settings.limits)
    edit = Edit(ChangeKind.UPDATED, client, attrs.evolve(client, profile=filled))
    (client,) = write(context, [edit], actor=by)
    again = said_again(profile, client.profile)
    say_by_hand(context, client, again, found=True)  # and that they came
    return Arrival(ArrivalKind.MATCHED, client, differences, verdict=verdict)


def create(context: Context, profile: Profile, *, by: Actor, origin: Origin) -> Client:
    """Write a new client, inside the caller's unit of work."""
    now = context.clock()
    client = Client(context.make_id(), profile, origin, now, now)
    return write(context, [Edit(ChangeKind.CREATED, None, client)], actor=by)[0]


_JOINED = ("emails", "addresses", "websites", "tags", "external_ids", "unread")


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
        elif field == "phones":
            known = {phone.key for phone in mine}
            values[field] = (*told_kinds(mine, theirs), *(p for p in theirs if p.key not in known))
        elif field == "attributes":
            held = {a.key: a for a in mine}
            values[field] = (*mine, *(a for a in theirs if a.key not in held))
            if any(a.key in held and not is_held(held[a.key].value, a.value) for a in theirs):
                differences.append(field)
        elif field == "name":
            values[field] = complete_name(mine, theirs)
            if theirs is not None and values[field] not in (theirs, None) and mine != theirs:
                differences.append(field)
        else:
            values[field] = complete_date(mine, theirs) if field == "birthday" else mine or theirs
            if not is_held(values[field], theirs, within=field == "info"):
                differences.append(field)
    filled = attrs.evolve(kept, **values)
    full = dict.fromkeys(_LIMITED[issue.field] for issue in limits.exceeded(filled))
    return (
        attrs.evolve(filled, **{field: getattr(kept, field) for field in full}),
        (*differences, *full),
    )


__getattr__ = renamed(
    __name__,
    {
        "Evidence": "clientbook.identity.evidence:Evidence",
        "Found": "clientbook.book.clients.answers:ClientMatch",
    },
)
