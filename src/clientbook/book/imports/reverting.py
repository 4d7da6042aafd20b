"""What undoing an import does to the clients of its rows: nothing here is written."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from clientbook.book.activities.links import linked_clients
from clientbook.book.backing import Backing
from clientbook.book.consent.withdrawing import standing_opt_ins
from clientbook.book.contexts import Context
from clientbook.book.fallbacks import Reversal
from clientbook.book.history.definitions import changes_now
from clientbook.book.history.own import own_steps, without_undone_merges
from clientbook.book.imports.lookups import touch_owner
from clientbook.book.imports.outcomes import OUTCOMES, Told
from clientbook.book.imports.runs import run_cause, undo_cause
from clientbook.book.writing import Edit
from clientbook.domain.clients import Client, ClientId, ClientStatus
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.imports import ImportRun, KeptReason, OutcomeKind, UndoCounts
from clientbook.domain.journal import Change, ChangeKind
from clientbook.domain.profiles import FIELDS, ExternalId, Profile
from clientbook.domain.undos import Kept
from clientbook.searching.entries import make_entry

_HEADS = frozenset(
    {OutcomeKind.CREATED, OutcomeKind.UPDATED, OutcomeKind.ATTACHED, OutcomeKind.UNCHANGED}
)
"""Kinds of the one row of a file that stands for its client: rows that follow are duplicates."""

_REASONS = {
    ChangeKind.NOTE: KeptReason.NOTED,
    ChangeKind.CONSENT: KeptReason.CONSENT,
    ChangeKind.ACTIVITY: KeptReason.LINKED,
}


class Effect(NamedTuple):
    """What undoing does to one row's client.

    Args:
        row: The row.
        edit: How the client is written, None to leave it.
        removes: The client that is deleted, None for nobody.
        kept: Why the client, or some of its fields, stay as they are.
        withdrawn: Opt-ins that are taken back.
        instead: Opt-ins of other lists that said so too, and stand for it from now on.
    """

    row: int
    edit: Edit | None = None
    removes: ClientId | None = None
    kept: Kept | None = None
    withdrawn: tuple[ConsentEvent, ...] = ()
    instead: tuple[ConsentEvent, ...] = ()


def count_effects(effects: Sequence[Effect]) -> UndoCounts:
    """Return the rows per bucket; each row is in one."""
    buckets = [_bucket(effect) for effect in effects]
    return UndoCounts(**{name: buckets.count(name) for name in set(buckets)})


def _bucket(effect: Effect) -> str:
    if effect.kept is not None:
        return "failed" if effect.kept.reason is KeptReason.ID_TAKEN else "kept"
    if effect.removes is not None:
        return "removed"
    takes_back = bool(effect.withdrawn) and not effect.instead
    return "restored" if effect.edit is not None or takes_back else "nothing"


class Reverter:
    """Decides what undoing a run does, page by page; keeps nothing from one page to the next.

    Args:
        context: The book.
        run: The run.

    Cost: a page asks a fixed number of statements, one more for a row that a person had decided
    and one for a client that gets an id of another system back.  A client that the journal names
    only as created by this run is not read: the journal says all the rule asks.
    """

    def __init__(self, context: Context, run: ImportRun) -> None:
        self._context = context
        self._run = run
        self._cause = run_cause(run.id)
        self._undo_cause = undo_cause(run.id)

    def effects(self, outcomes: Sequence[Told]) -> list[Effect]:
        """Return what undoing does to each row of a page, in order."""
        store, book = self._context.store, self._context.book
        heads = {o.row: o.client_id for o in outcomes if o.client_id and o.kind in _HEADS}
        made = [o.client_id for o in outcomes if o.kind is OutcomeKind.CREATED and not o.decided]
        untouched = store.find_untouched(book, made, cause=self._cause)
        others = [i for i in heads.values() if i not in untouched]
        changes = self._changes(others)
        clients = store.get_clients(book, others)
        brought = [
            i
            for i, told in changes.items()
            if any(c.kind is ChangeKind.CONSENT and c.cause == self._cause for c in told)
        ]
        opt_ins = standing_opt_ins(self._context, brought, self._cause)
        backing = Backing(self._context, self._cause, clients, changes, also=untouched)
        own = [c.id for c in clients.values() if c.is_active and _is_made(changes, c.id, backing)]
        linked = linked_clients(self._context, [*own, *untouched])
        reasons = dict.fromkeys(backing.all_said(), KeptReason.ASSERTED)
        reasons |= dict.fromkeys(linked, KeptReason.LINKED)
        effects: list[Effect] = []
        for outcome in outcomes:
            client_id = heads.get(outcome.row, "")
            if client_id in untouched:
                effects.append(_removal(outcome.row, client_id, reasons.get(client_id)))
                continue
            client = clients.get(client_id)
            if client is None or not self._stands_for(outcome, client):
                effects.append(Effect(outcome.row))
                continue
            effect = self._effect(
                outcome.row, client, changes.get(client.id, ()), client.id in linked, backing
            )
            if said := opt_ins.get(client.id, ()):
                instead = backing.opt_ins_said(client.id)
                effect = effect._replace(withdrawn=said, instead=instead)
            effects.append(effect)
        return effects

    def _stands_for(self, outcome: Told, client: Client) -> bool:
        """True for the one row that stands for its client; a decided row may be a second one."""
        start = f"{self._run.id}/"
        if (client.origin.ref or "").startswith(start):
            return client.origin.ref == f"{start}{outcome.row}"
        if not outcome.decided:
            return True
        touched = self._context.store.list_records(
            self._context.book, OUTCOMES, owners=[touch_owner(self._run.id, client.id)]
        )
        heads = [r.body for r in touched if OutcomeKind(r.body["kind"]) in _HEADS]
        undecided = [body["row"] for body in heads if "decided_by" not in body]
        return bool(heads) and outcome.row == min(undecided or [body["row"] for body in heads])

    def _changes(self, ids: Sequence[ClientId]) -> dict[ClientId, list[Change]]:
        grouped: dict[ClientId, list[Change]] = {}
        if ids:
            told = self._context.store.read_changes(self._context.book, client_ids=ids)
            for change in changes_now(self._context, told):
                grouped.setdefault(change.client_id or "", []).append(change)
        return grouped

    def _effect(
        self,
        row: int,
        client: Client,
        changes: Sequence[Change],
        linked: bool,
        backing: Backing,
    ) -> Effect:
        own = [c for c in changes if c.cause == self._cause and c.kind is not ChangeKind.CONSENT]
        if any(c.cause == self._undo_cause for c in changes):
            return Effect(row)  # what the run changed was taken back already
        created = bool(own) and own[0].kind is ChangeKind.CREATED
        if not client.is_active and (created or client.status is not ClientStatus.DELETED):
            merged = client.status is ClientStatus.MERGED
            reason = KeptReason.MERGED if merged else KeptReason.DELETED
            return Effect(row, kept=Kept(row, client.id, reason)) if own else Effect(row)
        if not client.is_active:  # who is restored comes back without what is undone
            return self._reversal(row, client, changes if own else (), backing)
        reason_to_stay = self._why_kept(client, changes, linked, backing)
        if created and reason_to_stay is not None:
            return Effect(row, kept=Kept(row, client.id, reason_to_stay))
        if reason_to_stay is None and (own or backing.has_said(client.id)):
            return _removal(row, client.id, None)
        return self._reversal(row, client, changes if own else (), backing)

    def _why_kept(
        self, client: Client, changes: Sequence[Change], linked: bool, backing: Backing
    ) -> KeptReason | None:
        """Return why a client stays; None where only what is undone made it and spoke of it."""
        if linked:
            return KeptReason.LINKED
        others = without_undone_merges(changes)
        touched = [c for c in others if not backing.is_undone(c.cause)]
        if touched:
            return _REASONS.get(touched[0].kind, KeptReason.EDITED)
        return KeptReason.ASSERTED if backing.is_said(client.id) or not changes else None

    def _reversal(
        self, row: int, client: Client, changes: Sequence[Change], backing: Backing
    ) -> Effect:
        back = Reversal(client, backing)
        for name, (old, left) in _imported(_own(client, changes), client, self._cause).items():
            back.take(name, old, left)
        back.take_said()
        kept = None
        if fields := tuple(dict.fromkeys((*back.stuck, *back.asserted))):
            reason = KeptReason.EDITED if back.stuck else KeptReason.ASSERTED
            kept = Kept(row, client.id, reason, fields)
        after = back.client
        if after == client:
            return Effect(row, kept=kept)
        if taken := self._ids_taken(client, after):
            kept = Kept(row, client.id, KeptReason.ID_TAKEN, ("external_ids",))
            free = tuple(e for e in after.profile.external_ids if e not in taken)
            after = attrs.evolve(after, profile=attrs.evolve(after.profile, external_ids=free))
        return Effect(row, Edit(ChangeKind.UPDATED, client, after), kept=kept)

    def _ids_taken(self, client: Client, after: Client) -> set[ExternalId]:
        """Return the ids that would come back and belong to another client by now."""
        held = set(client.profile.external_ids)
        return {
            external
            for external in after.profile.external_ids
            if external not in held and self._is_taken(client, external)
        }

    def _is_taken(self, client: Client, external: ExternalId) -> bool:
        alone = attrs.evolve(client, profile=Profile(external_ids=(external,)))
        keys = make_entry(alone).identity_keys
        holders = self._context.store.find_holders(self._context.book, keys, cap=1)
        return any(set(ids) - {client.id} for ids in holders.values())


def _is_made(
    changes: Mapping[ClientId, Sequence[Change]], client_id: ClientId, backing: Backing
) -> bool:
    """True for a client that something undone created: no other is ever removed."""
    told = changes.get(client_id, ())
    return bool(told) and backing.is_undone(told[0].cause)


def _removal(row: int, client_id: ClientId, reason: KeptReason | None) -> Effect:
    """Return what becomes of a client that nobody but the run has touched."""
    if reason is not None:
        return Effect(row, kept=Kept(row, client_id, reason))
    return Effect(row, removes=client_id)


def _own(client: Client, changes: Sequence[Change]) -> Sequence[Change]:
    """Return changes of a client without what merges brought that were undone since."""
    if all(change.kind is not ChangeKind.UNMERGED for change in changes):
        return changes
    steps = own_steps(client, reversed(changes))
    return [step.change for step in steps if step.change is not None]


def _imported(changes: Sequence[Change], current: Client, cause: str) -> dict[str, tuple[Any, Any]]:
    """Return per field that the run changed: the value before it, and the value it left."""
    fields: dict[str, tuple[Any, Any]] = {}
    later: dict[str, Any] = {}  # old values of the change after, read backwards
    for change in reversed(changes):
        for name, old in change.before:
            if change.cause == cause:
                left = fields[name][1] if name in fields else later.get(name, _value(current, name))
                fields[name] = (old, left)
            later[name] = old
    return fields


def _value(client: Client, name: str) -> Any:
    return getattr(client.profile if name in FIELDS else client, name)
