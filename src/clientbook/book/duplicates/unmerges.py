"""Undoing merges, as a reading of the journal (SPEC X6)."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import takewhile

import attrs

from clientbook.book.backing import Backing
from clientbook.book.clients.renamings import load_names, profile_now
from clientbook.book.contexts import Context
from clientbook.book.duplicates.ignored import ignore_pair
from clientbook.book.duplicates.merge_records import (
    drop_redirects,
    later_merges,
    load_merge,
    save_merge,
)
from clientbook.book.history.definitions import carried, changes_now, moves_among
from clientbook.book.history.own import UNMERGE
from clientbook.book.history.readings import changes_of, states_by
from clientbook.book.writing import Edit, write
from clientbook.domain.clients import Actor, Client, ClientId, ClientStatus
from clientbook.domain.journal import EVENT_KINDS, Change, ChangeKind, difference
from clientbook.domain.merges import MergeRecord
from clientbook.domain.ports import LinkPort, LinkReceipt
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.domain.unmerges import (
    Conflicting,
    KeptValue,
    UnmergeConflict,
    UnmergePlan,
    UnmergeReport,
    UnmergeStep,
)
from clientbook.errors import ClientNotFoundError, PlanError, RecordNotFoundError, StalePlanError
from clientbook.merging import split, split_block
from clientbook.merging.hashing import plan_hash
from clientbook.searching.entries import make_entry


@attrs.frozen
class _Step:
    """One merge taken apart, before anything is written.

    Args:
        record: The merge.
        survivor: The survivor as it stands and as it is to be.
        restored: The absorbed clients as they stand and as they are to be.
        kept: What was added since and stays.
        conflicting: What does not go back.
    """

    record: MergeRecord
    survivor: tuple[Client, Client]
    restored: tuple[tuple[Client, Client], ...]
    kept: tuple[KeptValue, ...]
    conflicting: tuple[Conflicting, ...]

    @property
    def after(self) -> dict[ClientId, Client]:
        """The clients as they are to be."""
        return {new.id: new for _, new in (self.survivor, *self.restored)}


def _around(context: Context, client: Client, revision: int) -> tuple[Client, Client]:
    """Return a client before and right after the change that made a revision.

    Both by the names and in the types of today, as far as the client's journal tells of them.
    """
    told = (c for c in changes_of(context, client.id) if c.kind not in EVENT_KINDS)
    changes = list(takewhile(lambda change: change.revision >= revision, told))
    if not changes or changes[-1].revision != revision:
        raise PlanError(
            f"the journal of client {client.id!r} does not reach back to the merge",
            "a purged history cannot be undone",
        )
    before, *after = [*states_by(client, changes)][::-1]
    if not after:  # of an erased client no earlier state is left
        raise _erased(client.id)
    was, became = before.profile, after[0].profile
    for _, move in sorted(moves_among(changes[::-1], after).items()):
        was, became = carried(was, move), carried(became, move)
    names = load_names(context)
    return (
        attrs.evolve(before, profile=profile_now(was, names)),
        attrs.evolve(after[0], profile=profile_now(became, names)),
    )


def _erased(client_id: ClientId) -> PlanError:
    return PlanError(f"client {client_id!r} was erased", "its merges can no longer be undone")


def _take_apart(context: Context, record: MergeRecord, now: Mapping[ClientId, Client]) -> _Step:
    """Return what undoing one merge would do to clients as they stand in *now*."""
    stored = context.store.get_clients(context.book, [record.survivor_id, *record.absorbed_ids])
    for client_id in (record.survivor_id, *record.absorbed_ids):
        if client_id not in stored:
            raise ClientNotFoundError(client_id)
        if stored[client_id].status is ClientStatus.ERASED:
            raise _erased(client_id)
    base = stored[record.survivor_id]
    before, merged = _around(context, base, record.survivor_revision)
    survivor = now.get(base.id, base)
    block = split_block(before.block, merged.block, survivor.block)
    own_block = block is not None and block != before.block
    absorbed = [now.get(i, stored[i]) for i in record.absorbed_ids]
    back = [attrs.evolve(c, status=ClientStatus.ACTIVE, merged_into=None) for c in absorbed]
    involved = {*now, survivor.id, *record.absorbed_ids}
    together = [survivor, *absorbed]
    apart = split(before.profile, merged.profile, survivor.profile)
    after = attrs.evolve(survivor, profile=apart.profile, block=block)
    backing = _backing(context, record, together, [after, *back])
    if said := backing.said_while_merged(survivor.id):
        apart = split(before.profile, merged.profile, survivor.profile, said)
        after = attrs.evolve(after, profile=apart.profile)
        backing = _backing(context, record, together, [after, *back])
    after, *back = (
        attrs.evolve(c, profile=backing.settled_profile(c.id, c.profile)) for c in (after, *back)
    )
    (after, *back), taken = _free_ids(context, [after, *back], involved)
    edited = (Conflicting(survivor.id, f, UnmergeConflict.EDITED_SINCE) for f in apart.conflicting)
    return _Step(
        record,
        (survivor, after),
        tuple(zip(absorbed, back, strict=True)),
        tuple(
            KeptValue(survivor.id, field, count)
            for field, count in (*apart.kept, *((("block", 1),) if own_block else ()))
        ),
        (*edited, *taken),
    )


def _backing(
    context: Context, record: MergeRecord, now: Sequence[Client], after: Sequence[Client]
) -> Backing:
    """Return what asserts the values of clients that are taken apart.

    What only undone imports and bulk edits still assert goes: while they were one, another's word
    kept such a value.  The journal is read as it will stand.
    """
    changes: dict[ClientId, list[Change]] = {client.id: [] for client in after}
    told = context.store.read_changes(context.book, client_ids=list(changes))
    for change in changes_now(context, told):
        changes[change.client_id or ""].append(change)
    for old, new in zip(now, after, strict=True):
        step = Change(
            kind=ChangeKind.UNMERGED,
            client_id=new.id,
            revision=new.revision + 1,
            at=record.at,
            actor=record.actor,
            cause=f"{UNMERGE}{record.id}",
            before=difference(old, new),
        )
        changes[new.id].append(step)
    as_written = {c.id: attrs.evolve(c, revision=c.revision + 1) for c in after}
    return Backing(context, "", as_written, changes, apart=record.id)


def _free_ids(
    context: Context, clients: Sequence[Client], involved: Iterable[ClientId]
) -> tuple[list[Client], list[Conflicting]]:
    """Leave out external ids that somebody else holds by now: they are unique in a book."""
    wanted = {e for c in clients for e in c.profile.external_ids}
    taken = _held_elsewhere(context, clients[0], wanted, set(involved))
    freed: list[Client] = []
    conflicts: list[Conflicting] = []
    for client in clients:
        kept = tuple(e for e in client.profile.external_ids if e.key not in taken)
        if kept != client.profile.external_ids:
            reason = UnmergeConflict.EXTERNAL_ID_TAKEN
            conflicts.append(Conflicting(client.id, "external_ids", reason))
            profile = attrs.evolve(client.profile, external_ids=kept)
            client = attrs.evolve(client, profile=profile)  # noqa: PLW2901
        freed.append(client)
        taken |= {e.key for e in kept}
    return freed, conflicts


def _held_elsewhere(
    context: Context, sample: Client, wanted: Iterable[ExternalId], involved: set[ClientId]
) -> set[tuple[str, str]]:
    """Return the keys of external ids that live clients outside a merge hold."""
    keys: dict[str, tuple[str, str]] = {}
    for external in wanted:
        alone = attrs.evolve(sample, profile=Profile(external_ids=(external,)))
        entry = make_entry(alone)
        if entry.unique_keys:  # an id of a list without a name may be held by several
            keys.update(dict.fromkeys(entry.identity_keys, external.key))
    holders = context.store.find_holders(context.book, list(keys), cap=len(involved))
    return {keys[k] for k, ids in holders.items() if not set(ids) <= involved}


def _steps(context: Context, records: Sequence[MergeRecord]) -> list[_Step]:
    now: dict[ClientId, Client] = {}
    steps: list[_Step] = []
    for record in records:
        steps.append(_take_apart(context, record, now))
        now.update(steps[-1].after)
    return steps


def _revisions(context: Context, steps: Sequence[_Step]) -> tuple[tuple[ClientId, int], ...]:
    ids = {i for step in steps for i in step.after}
    found = context.store.get_clients(context.book, ids)
    return tuple((i, found[i].revision) for i in sorted(ids))


def plan_unmerge(context: Context, merge_id: str, *, with_later: bool = False) -> UnmergePlan:
    """Return what undoing a merge would do; see :meth:`MergeDesk.plan_unmerge`."""
    record = load_merge(context, merge_id)
    if not record.stands:
        raise PlanError(f"merge {merge_id!r} was undone already", "there is nothing to undo")
    later = later_merges(context, record)
    steps = _steps(context, (*later, record) if with_later else (record,))
    parts = {
        "merge_id": merge_id,
        "steps": tuple(
            UnmergeStep(s.record.id, s.record.survivor_id, s.record.absorbed_ids) for s in steps
        ),
        "later": () if with_later else tuple(m.id for m in later),
        "kept": tuple(k for s in steps for k in s.kept),
        "conflicting": tuple(c for s in steps for c in s.conflicting),
        "revisions": _revisions(context, steps),
    }
    return UnmergePlan(**parts, hash=plan_hash("unmerge", tuple(parts.items())))  # type: ignore[arg-type]


def undo_merge(
    context: Context, plan: UnmergePlan, *, by: Actor, ignore: bool = False
) -> UnmergeReport:
    """Commit a plan to undo a merge; see :meth:`MergeDesk.unmerge`."""
    if plan.later:
        raise PlanError(
            f"later merges stand on top of {plan.merge_id!r}: {', '.join(plan.later)}",
            "undo those first, or plan with with_later=True",
        )
    with context.unit():
        again = plan_unmerge(context, plan.merge_id, with_later=len(plan.steps) > 1)
        if again.hash != plan.hash:
            raise StalePlanError("the book moved since the undoing was planned", "plan again")
        gone: list[LinkReceipt] = []
        receipts: list[LinkReceipt] = []
        for step in plan.steps:
            record = load_merge(context, step.merge_id)
            _write_back(context, _take_apart(context, record, {}), by)
            receipts += record.receipts
            gone += _move_back(context, record)
        if ignore:
            for step in plan.steps:
                for client_id in step.restored_ids:
                    ignore_pair(context, step.survivor_id, client_id, by=by)
    lost = tuple(Conflicting(r.from_client, r.kind, UnmergeConflict.LINK_GONE) for r in gone)
    return UnmergeReport(
        merge_ids=tuple(s.merge_id for s in plan.steps),
        restored=tuple(i for s in plan.steps for i in s.restored_ids),
        links_back=_counts(receipts, gone),
        kept=plan.kept,
        conflicting=(*plan.conflicting, *lost),
    )


def _write_back(context: Context, step: _Step, by: Actor) -> None:
    record = step.record
    before, after = step.survivor
    edits = [Edit(ChangeKind.UNMERGED, before, after, always=True)]
    edits += [Edit(ChangeKind.UNMERGED, old, new) for old, new in step.restored]
    written = write(context, edits, actor=by, cause=f"unmerge:{record.id}")
    drop_redirects(context, record)
    save_merge(context, attrs.evolve(record, undone_at=written[0].updated_at, undone_by=by))


def _move_back(context: Context, record: MergeRecord) -> list[LinkReceipt]:
    """Ask the host to give records back; return the receipts it could not honour."""
    ports: dict[str, LinkPort] = {port.name: port for port in context.links}
    names = tuple(dict.fromkeys(r.port for r in record.receipts))
    for name in names:
        if name not in ports:
            raise RecordNotFoundError("link port", name)
    gone: list[LinkReceipt] = []
    done: list[LinkPort] = []
    for name in names:
        own = [r for r in record.receipts if r.port == name]
        try:
            gone += ports[name].restore(context.book, own)
        except BaseException:
            for port in done:  # ports that do not share the store's transaction
                with suppress(Exception):
                    port.reassign(context.book, record.absorbed_ids, record.survivor_id)
            raise
        done.append(ports[name])
    return gone


def _counts(
    receipts: Sequence[LinkReceipt], gone: Sequence[LinkReceipt]
) -> tuple[tuple[str, int], ...]:
    lost = {(r.port, r.kind, r.id, r.from_client) for r in gone}
    back = [r.kind for r in receipts if (r.port, r.kind, r.id, r.from_client) not in lost]
    return tuple((kind, back.count(kind)) for kind in sorted(set(back)))
