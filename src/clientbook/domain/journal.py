"""The journal: who changed what, when, why, and what it was before."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import attrs

from clientbook.domain.checks import utc
from clientbook.domain.clients import Actor, Client, ClientId, is_actor
from clientbook.domain.profiles import FIELDS, Profile


class ChangeKind(StrEnum):
    """What happened."""

    CREATED = "created"
    UPDATED = "updated"
    DELETED = "deleted"
    RESTORED = "restored"
    MERGED = "merged"  # on the survivor: others were merged into it
    ABSORBED = "absorbed"  # on each absorbed client
    UNMERGED = "unmerged"  # on the survivor and on each client that came back
    ERASED = "erased"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    PURGED = "purged"
    # nothing of the client itself changed; the revision stays
    CONSENT = "consent"
    ACTIVITY = "activity"
    NOTE = "note"
    IMPORT = "import"
    DEFINITION = "definition"
    IGNORED_PAIR = "ignored_pair"
    SHARED_POINT = "shared_point"  # a number or address marked as several persons', or unmarked
    TEMPLATE = "template"  # a mapping of imports was kept under a name
    SETTINGS = "settings"  # what the book is set to
    BULK = "bulk"  # one change to many clients was begun, gone on with, undone


EVENT_KINDS = frozenset(
    {
        ChangeKind.PURGED,
        ChangeKind.CONSENT,
        ChangeKind.ACTIVITY,
        ChangeKind.NOTE,
        ChangeKind.IMPORT,
        ChangeKind.DEFINITION,
        ChangeKind.IGNORED_PAIR,
        ChangeKind.SHARED_POINT,
        ChangeKind.TEMPLATE,
        ChangeKind.SETTINGS,
        ChangeKind.BULK,
    }
)
"""What happened around a client: its revision stays."""

Delta = tuple[tuple[str, Any], ...]
"""Names of fields and their old values, in order."""

CLIENT_FIELDS = ("status", "merged_into", "deleted_at", "block", "origin")
"""Fields of a client outside its profile that a change may name."""


@attrs.frozen
class Change:
    """One entry of the journal.

    Args:
        kind: What happened.
        client_id: The client concerned, None for an event of the book.
        revision: The client's revision after the change; 0 for an event of the book.
        at: When (aware, UTC).
        actor: Who.
        cause: What it was part of: ``"import:<run>"``, ``"merge:<id>"``, ``""`` for itself.
        before: Reverse delta: name and old value of each changed field, in order; empty for a
            creation (there was nothing) and once erased.  Names are those of ``FIELDS`` and
            ``CLIENT_FIELDS``.
        fields: Names of the changed fields; for an event, what it concerns, never a value.
        seq: Position in the book's journal, from 1; 0 until the store has assigned it.
    """

    kind: ChangeKind
    client_id: ClientId | None
    revision: int
    at: datetime = attrs.field(converter=utc)
    actor: Actor = attrs.field(validator=is_actor)
    cause: str = ""
    before: tuple[tuple[str, Any], ...] = attrs.field(default=(), repr=False)
    fields: tuple[str, ...] = ()
    seq: int = 0


def difference(before: Client, after: Client) -> tuple[tuple[str, Any], ...]:
    """Return the reverse delta from *after* to *before*: names and old values that differ."""
    delta: list[tuple[str, Any]] = []
    old, new = before.profile, after.profile
    if old is not new:
        for name in FIELDS:
            value = getattr(old, name)
            if value != getattr(new, name):
                delta.append((name, value))
    for name in CLIENT_FIELDS:
        value = getattr(before, name)
        if value != getattr(after, name):
            delta.append((name, value))
    return tuple(delta)


def revert(client: Client, change: Change, *, updated_at: datetime) -> Client:
    """Return the client as it was before *change*, the latest one applied to it.

    Args:
        client: The client right after the change.
        change: A change of that client with its reverse delta.
        updated_at: Time of the change before this one.
    """
    values = dict(change.before)
    of_profile = {name: value for name, value in values.items() if name in FIELDS}
    of_client = {name: value for name, value in values.items() if name in CLIENT_FIELDS}
    profile: Profile = attrs.evolve(client.profile, **of_profile) if of_profile else client.profile
    return attrs.evolve(
        client,
        profile=profile,
        revision=change.revision - 1,
        updated_at=updated_at,
        **of_client,
    )
