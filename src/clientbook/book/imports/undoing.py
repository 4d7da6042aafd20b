"""Undo of an import: what it created goes, what it updated goes back, what was touched stays."""

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.imports.committing import check_unmoved
from clientbook.book.imports.planning import ProgressCallback, report
from clientbook.book.imports.runs import journal_step, load_run, outcome_pages, run_record
from clientbook.book.pacing import Pace
from clientbook.book.writing import Edit, write
from clientbook.convert.documents import from_document
from clientbook.domain.clients import Actor, Client, ClientId, ClientStatus
from clientbook.domain.imports import (
    ImportRun,
    KeptReason,
    OutcomeKind,
    RowOutcome,
    RunState,
    UndoRecord,
)
from clientbook.domain.journal import Change, ChangeKind
from clientbook.domain.profiles import FIELDS
from clientbook.domain.undos import Kept, UndoCounts, UndoPlan
from clientbook.errors import ImportStateError, StalePlanError
from clientbook.storage.protocols import Record

_SAMPLES = 100
_CHANGED = (
    OutcomeKind.CREATED,
    OutcomeKind.UPDATED,
    OutcomeKind.ATTACHED,
    OutcomeKind.DUPLICATE_IN_FILE,
)


@attrs.frozen
class _Effect:
    """What undoing does to one row's client."""

    row: int
    edit: Edit | None = None
    removed: bool = False
    kept: Kept | None = None


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


class Undoer:
    """Decides what undoing a run does, chunk by chunk.

    Args:
        context: The book.
        run: The run.
    """

    def __init__(self, context: Context, run: ImportRun) -> None:
        self._context = context
        self._run = run
        self._cause = f"import:{run.id}"
        self.undo_cause = f"undo:{run.id}"
        self._handled: set[int] = set()  # hashes of the ids of clients the run only updated

    def effects(self, page: Collection[Record]) -> list[_Effect]:
        """Return what undoing does to each row of a page, in order."""
        outcomes = [from_document(RowOutcome, record.body) for record in page]
        ids = [o.client_id for o in outcomes if o.client_id and o.kind in _CHANGED]
        clients = self._context.store.get_clients(self._context.book, ids)
        changes = self._changes([c for c in clients.values() if not self._is_new(c)])
        linked = self._linked([c.id for c in clients.values() if c.is_active])
        effects: list[_Effect] = []
        for outcome in outcomes:
            client = clients.get(outcome.client_id or "") if outcome.kind in _CHANGED else None
            if client is None or not self._is_first(outcome, client):
                effects.append(_Effect(outcome.row))
                continue
            effects.append(
                self._effect(outcome, client, changes.get(client.id, []), client.id in linked)
            )
        return effects

    def _is_first(self, outcome: RowOutcome, client: Client) -> bool:
        """True for the row that stands for its client: others of the file changed it too."""
        if self._created(client):
            return outcome.kind is OutcomeKind.CREATED
        key = hash(client.id)
        if key in self._handled:
            return False
        self._handled.add(key)
        return True

    def _created(self, client: Client) -> bool:
        return (client.origin.ref or "").startswith(f"{self._run.id}/")

    def _is_new(self, client: Client) -> bool:
        """True for a client that nothing happened to since this run created it."""
        return client.revision == 1 and self._created(client)

    def _changes(self, clients: Sequence[Client]) -> dict[ClientId, list[Change]]:
        grouped: dict[ClientId, list[Change]] = {}
        if clients:
            ids = [c.id for c in clients]
            for change in self._context.store.read_changes(self._context.book, client_ids=ids):
                grouped.setdefault(change.client_id or "", []).append(change)
        return grouped

    def _linked(self, ids: Sequence[ClientId]) -> set[ClientId]:
        """Return the clients that the host's records name."""
        linked: set[ClientId] = set()
        for port in self._context.links:
            linked.update(port.linked(self._context.book, ids))
        return linked

    def _effect(
        self, outcome: RowOutcome, client: Client, changes: list[Change], linked: bool
    ) -> _Effect:
        row = outcome.row
        if any(change.cause == self.undo_cause for change in changes):
            return _Effect(row)  # an earlier row of the same client took it back
        if client.status is not ClientStatus.ACTIVE:
            merged = client.status is ClientStatus.MERGED
            reason = KeptReason.MERGED if merged else KeptReason.DELETED
            return _Effect(row, kept=Kept(row, client.id, reason))
        touched = [c for c in changes if c.cause != self._cause and c.revision > 0]
        if self._created(client):
            if linked:
                return _Effect(row, kept=Kept(row, client.id, KeptReason.LINKED))
            if any(c.kind is not ChangeKind.CONSENT for c in touched):
                return _Effect(row, kept=Kept(row, client.id, KeptReason.EDITED))
            return _Effect(row, self._removal(client), removed=True)
        return self._reversal(row, client, changes)

    def _removal(self, client: Client) -> Edit:
        deleted = attrs.evolve(
            client, status=ClientStatus.DELETED, deleted_at=self._context.clock()
        )
        return Edit(ChangeKind.DELETED, client, deleted)

    def _reversal(self, row: int, client: Client, changes: list[Change]) -> _Effect:
        profile: dict[str, Any] = {}
        stuck: list[str] = []
        own: dict[str, Any] = {}
        for name, (old, left) in _imported(changes, client, self._cause).items():
            if _value(client, name) != left:
                stuck.append(name)
            elif name in FIELDS:
                profile[name] = old
            elif name == "block":
                own[name] = old
        kept = Kept(row, client.id, KeptReason.EDITED, tuple(stuck)) if stuck else None
        if not profile and not own:
            return _Effect(row, kept=kept)
        after = attrs.evolve(client, profile=attrs.evolve(client.profile, **profile), **own)
        return _Effect(row, Edit(ChangeKind.UPDATED, client, after), kept=kept)


def _count(effects: Sequence[_Effect]) -> UndoCounts:
    removed = sum(e.removed for e in effects)
    kept = sum(e.kept is not None for e in effects)
    restored = sum(e.edit is not None and not e.removed and e.kept is None for e in effects)
    return UndoCounts(removed, restored, kept, len(effects) - removed - kept - restored)


def run_hash(run: ImportRun) -> str:
    """Return SHA-256 over what undoing a run depends on: its state, rows and counts."""
    document = [run.id, run.state.value, run.last_row, attrs.asdict(run.counts), run.undone_row]
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def check_undoable(run: ImportRun) -> None:
    """Refuse a run of which nothing is left to undo.

    An interrupted or abandoned one can be undone, without its file: its rows are in the book.

    Raises:
        ImportStateError: It is undone already.
    """
    if run.state is RunState.UNDONE:
        raise ImportStateError(f"the import is {run.state.value}", "nothing is left")


def plan_undo(context: Context, run_id: str, progress: ProgressCallback | None) -> UndoPlan:
    """Return what undoing a run would do; nothing is written."""
    run = load_run(context, run_id)
    check_undoable(run)
    undoer = Undoer(context, run)
    counts = UndoCounts()
    kept: list[Kept] = []
    for page in outcome_pages(context, run.id):
        effects = undoer.effects(page)
        counts = counts.plus(_count(effects))
        kept += [e.kept for e in effects if e.kept is not None][: _SAMPLES - len(kept)]
        report(progress, "planning", counts.rows, run.counts.rows)
    seq = context.store.last_seq(context.book)
    return UndoPlan(run.id, seq, counts, tuple(kept), run_hash(run))


def begin_undo(
    context: Context, plan: UndoPlan, *, by: Actor, refuse_if_changed: bool
) -> ImportRun:
    """Put a run into state UNDOING, so that no other process goes on with it, and return it.

    Raises:
        StalePlanError: The run has changed since the plan was made; nothing was written.
        ImportStateError: It is undone already.
    """
    with context.unit():
        run = load_run(context, plan.run_id)
        check_undoable(run)
        if run.state is not RunState.UNDOING:
            if plan.run_hash != run_hash(run):
                raise StalePlanError("the import has changed since the plan was made", "plan again")
            if refuse_if_changed and plan.journal_seq != context.store.last_seq(context.book):
                raise StalePlanError("the book has changed since the plan was made", "plan again")
            begun = UndoRecord(0, 0, 0, by, context.clock())
            run = attrs.evolve(run, state=RunState.UNDOING, undo=begun)
        context.store.put_records(context.book, [run_record(run)])
        journal_step(context, run.id, "undone", by)
    return run


def undo(
    context: Context,
    plan: UndoPlan,
    *,
    by: Actor,
    refuse_if_changed: bool = False,
    progress: ProgressCallback | None,
) -> ImportRun:
    """Undo a run chunk by chunk, each one transaction; interrupted, the same call goes on.

    Raises:
        StalePlanError: The run has changed since the plan was made.
        ImportStateError: It is undone already, or another process is undoing it.
    """
    run = begin_undo(context, plan, by=by, refuse_if_changed=refuse_if_changed)
    undoer = Undoer(context, run)
    pace = Pace()
    for page in outcome_pages(context, run.id, after_row=run.undone_row):
        rows = list(page)
        while rows:
            part, rows = rows[: pace.rows], rows[pace.rows :]
            with pace.unit(context, len(part)):
                check_unmoved(context, run)
                run = _undo_page(context, undoer, run, part, by)
            report(progress, "undoing", run.undone_row, run.last_row, run.id)
    with context.unit():
        check_unmoved(context, run)
        run = attrs.evolve(run, state=RunState.UNDONE)
        context.store.put_records(context.book, [run_record(run)])
    return run


def _undo_page(
    context: Context, undoer: Undoer, run: ImportRun, page: Sequence[Record], by: Actor
) -> ImportRun:
    effects = undoer.effects(page)
    edits = [e.edit for e in effects if e.edit is not None]
    write(context, edits, actor=by, cause=undoer.undo_cause)
    counts = _count(effects)
    undo = run.undo
    assert undo is not None
    run = attrs.evolve(
        run,
        undone_row=effects[-1].row,
        undo=attrs.evolve(
            undo,
            deleted=undo.deleted + counts.removed,
            restored=undo.restored + counts.restored,
            kept=undo.kept + counts.kept,
        ),
    )
    context.store.put_records(context.book, [run_record(run)])
    return run
