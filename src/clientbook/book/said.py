"""What was said of a client that it held already: it changes nothing, so no journal tells of it.

It is kept as a ``said`` record: hashes with the book's key, and the revision at which they were
held.  Two kinds of voices say something again:

* a run that can be undone, a list or a bulk edit: a record for each row or client, whose id begins
  with that of the run; it goes when the run is forgotten;
* a hand, which nobody undoes: somebody who came again, at the desk, in a booking, with a message,
  and whoever edits a client and enters what it held.  A client keeps one record of each distinct
  thing that was said so, with the latest revision, however often it comes.

Whoever was found by what they said (a row of a list, somebody who came) said it of the one whom
their number, e-mail address or id leads to: while two clients are one by mistake that may be the
other one.  An edit is of the client that is edited.  A row by which a list says all that a client
holds, below the titles of an export, may be the book's own answer: it backs what another list
brought, and is no word of one of two who are one by mistake.

They belong to the client, are erased with it and stay its own through a merge.
:mod:`~clientbook.book.backing` asks them when something is undone.
"""

from collections.abc import Collection, Iterable
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import find_secret, keyed_hash, secret_of
from clientbook.convert.documents import to_document
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.merging.survivorship import LIST_KEYS, SCALARS
from clientbook.storage.protocols import Record

SAID = "said"
"""Records of what was said of a client that was known already."""

HAND = ""
"""Who speaks where no list and no bulk edit does: nobody undoes it."""

Unit = tuple[str, object]
"""One value of a profile: its field, and what tells it from others of a list."""

LEADING = frozenset({"phones", "emails", "external_ids"})
"""Fields whose values lead to a client."""


def units(profile: Profile) -> dict[Unit, Any]:
    """Return the single values of a profile."""
    found: dict[Unit, Any] = {
        (field, ""): value
        for field in (*SCALARS, "info")
        if (value := getattr(profile, field)) is not None
    }
    for field, key in LIST_KEYS.items():
        for value in getattr(profile, field):
            found[field, key(value)] = value
    for attribute in profile.attributes:
        found["attributes", attribute.key] = attribute
    return found


def is_same(unit: Unit, one: Any, other: Any) -> bool:
    """True when two values of one unit say the same.

    Of a value in a list only what tells it from others counts, not a label or a kind beside it.
    """
    if one is None or other is None:
        return one is other
    return unit[0] in LIST_KEYS or bool(one == other)


def put_unit(profile: Profile, unit: Unit, value: Any) -> Profile:
    """Return a profile with one value in the place of the one it holds; None takes it out."""
    field = unit[0]
    values = {u: v for u, v in units(profile).items() if u[0] == field}
    values[unit] = value
    return attrs.evolve(profile, **{field: joined(field, values)})


def joined(field: str, values: dict[Unit, Any]) -> Any:
    """Return single values as a field of a profile holds them; those that are None are left out."""
    kept = tuple(value for value in values.values() if value is not None)
    if field in LIST_KEYS or field == "attributes":
        return kept
    return kept[0] if kept else None


def digest(secret: bytes, unit: Unit, value: Any) -> str:
    """Return the hash that a value of a client is kept by."""
    told: Any = unit[1] if unit[0] in LIST_KEYS else value
    text = repr(attrs.astuple(told)) if attrs.has(type(told)) else repr(told)
    return keyed_hash(secret, f"{unit[0]}\t{text}")[:16]


def said_records(
    context: Context,
    said: Iterable[tuple[str, Client, Collection[Unit]]],
    *,
    found: bool,
    answers: Collection[str] = (),
) -> list[Record]:
    """Return the records of what was said again, inside the caller's unit of work.

    Args:
        context: The book.
        said: For each row of a list, or client of a bulk edit: the id of the record, which begins
            with that of the run and a slash; the client as it stands now; what was said of it that
            it holds.
        found: True when the clients were found by what was said.
        answers: Ids of those records that tell what an export of the book may have written.
    """
    kept = [one for one in said if one[2]]
    if not kept:
        return []
    secret = secret_of(context)
    records = [
        _record(record_id, client, _digests(secret, client, again), found=found)
        for record_id, client, again in kept
    ]
    return [
        attrs.evolve(record, body={**record.body, "answer": True})
        if record.id in answers
        else record
        for record in records
    ]


def _digests(secret: bytes, client: Client, again: Iterable[Unit]) -> dict[str, bool]:
    """Return the hash of each value that is held, and whether the value leads to its client."""
    held = units(client.profile)
    return {digest(secret, u, held[u]): u[0] in LEADING for u in again if u in held}


def _record(record_id: str, client: Client, digests: dict[str, bool], *, found: bool) -> Record:
    """Return a record; of one who was found, those values come first that lead to a client."""
    by = sum(digests.values()) if found else 0
    told = sorted(digests, key=lambda one: not digests[one]) if by else [*digests]
    body = {"rev": client.revision, "units": told} | ({"by": by} if by else {})
    return Record(SAID, record_id, body, owner=client.id)


def said_again(profile: Profile, held: Profile) -> list[Unit]:
    """Return the values of a profile that another one holds as well."""
    mine = units(held)
    return [unit for unit, value in units(profile).items() if is_same(unit, value, mine.get(unit))]


def entered_again(patch: ProfilePatch, held: Profile) -> list[Unit]:
    """Return the values of a profile that a patch enters though it holds them.

    One that sets every field there is says nothing again: so does a form that saves a profile
    whole, whatever was changed in it.  Nor does a list that is set with one value less, or more,
    say the others again: setting it is how one is taken out.
    """
    if {name for name in FIELDS if getattr(held, name)} <= patch.set_fields:
        return []
    entered, mine = units(patch.apply(Profile())), units(held)
    same = {u for u in entered.keys() | mine.keys() if is_same(u, entered.get(u), mine.get(u))}
    lists = patch.set_fields & {*LIST_KEYS, "attributes"}
    changed = {u[0] for u in entered.keys() | mine.keys() if u[0] in lists and u not in same}
    return [unit for unit in entered if unit in same and unit[0] not in changed]


def say_by_hand(
    context: Context, client: Client, again: Collection[Unit], *, found: bool = False
) -> None:
    """Keep that a hand said something of a client again, inside the caller's unit of work.

    Said twice it is kept once, as of now.

    Args:
        context: The book.
        client: The client as it stands now.
        again: What was said of it that it holds; nothing where somebody only came again.
        found: True when the client was found by what was said.

    Cost: one look-up and one record.
    """
    secret = secret_of(context)
    digests = _digests(secret, client, again)
    told = keyed_hash(secret, " ".join(sorted(digests)))[:16]
    record_id = f"{HAND}/{client.id}/{told}{'/found' if found else ''}"
    record = _record(record_id, client, digests, found=found)
    context.store.put_records(context.book, [record])


def say_as_defined(context: Context, changed: Iterable[tuple[Client, Client]]) -> None:
    """Have what was said of clients mean the same after a definition changed their value.

    Inside the caller's unit of work: an attribute is what became of it, by another name or in
    another type.

    Args:
        context: The book.
        changed: Clients before the change and after it.

    Cost: a look-up for all of them.
    """
    secret = find_secret(context)
    if secret is None:
        return
    became: dict[ClientId, dict[str, str]] = {}
    for before, after in changed:
        held, holds = before.profile.attributes, after.profile.attributes
        gone = [a for a in held if a not in holds]
        come = [a for a in holds if a not in held]
        if len(gone) == len(come) == 1:
            old, new = (digest(secret, ("attributes", a.key), a) for a in (gone[0], come[0]))
            became[before.id] = {old: new}
    records: list[Record] = []
    for record in context.store.list_records(context.book, SAID, owners=became) if became else ():
        told = record.body.get("units", [])
        now = [became[record.owner].get(one, one) for one in told]
        if now != told:
            records.append(attrs.evolve(record, body={**record.body, "units": now}))
    context.store.put_records(context.book, records)


def said_opt_ins(opt_ins: Iterable[ConsentEvent]) -> list[Record]:
    """Return the records of opt-ins that a run said of clients who had opted in already."""
    return [
        Record(SAID, event.id, {"opt_in": to_document(event)}, owner=event.client_id)
        for event in opt_ins
    ]


def drop_said(context: Context, run_id: str) -> None:
    """Forget what a run said, inside the caller's unit of work."""
    records = context.store.list_records(context.book, SAID, prefix=f"{run_id}/")
    context.store.delete_records(context.book, SAID, [record.id for record in records])
