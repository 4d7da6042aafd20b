"""The desk for merging clients, and for taking merges back."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import partial

import attrs

from clientbook.book.clients.attributes import load_definitions
from clientbook.book.clients.renamings import field_now
from clientbook.book.contexts import Context
from clientbook.book.duplicates.ages import value_ages
from clientbook.book.duplicates.ignored import ignored_among
from clientbook.book.duplicates.merge_records import (
    add_redirects,
    latest_merges,
    load_merge,
    merges_of,
    save_merge,
)
from clientbook.book.duplicates.unmerges import plan_unmerge, undo_merge
from clientbook.book.resolving import known_as, load, resolve
from clientbook.book.writing import Edit, write
from clientbook.domain.attributes import AttributeDefinition, MergeRule, by_any_name
from clientbook.domain.checks import check_type
from clientbook.domain.clients import Actor, Client, ClientId, ClientStatus
from clientbook.domain.doors import guarded
from clientbook.domain.journal import ChangeKind
from clientbook.domain.merges import (
    Absorbed,
    Blocker,
    BlockerCode,
    BulkReport,
    Choice,
    ChoiceMade,
    DecidedBy,
    MergePlan,
    MergeRecord,
    SkippedPair,
    SkipReason,
)
from clientbook.domain.ports import LinkReceipt
from clientbook.domain.settings import EntryPoint
from clientbook.domain.survivorship import AS_EVER, ATTRIBUTE, SurvivorRule, Survivorship
from clientbook.domain.unmerges import UnmergePlan, UnmergeReport
from clientbook.errors import (
    BlockedMergeError,
    ClientNotFoundError,
    LinkConflictError,
    PlanError,
    StalePlanError,
)
from clientbook.merging import plan_merge

_LINKS = frozenset({BlockerCode.LINK_CONFLICT})


@guarded
class MergeDesk:
    """Merges clients of one book: plan, then commit; every merge can be undone.

    Args:
        context: The book.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def plan(
        self,
        survivor_id: ClientId,
        absorbed_ids: Sequence[ClientId],
        *,
        choices: Sequence[Choice] = (),
        overrides: Collection[BlockerCode] = (),
        survivorship: Survivorship = AS_EVER,
    ) -> MergePlan:
        """Return what merging would give; nothing is written.

        Args:
            survivor_id: The client that stays; an id merged before stands for its survivor.
            absorbed_ids: The clients that go into it.
            choices: Values a person chose.
            overrides: Blockers a person merges in spite of.
            survivorship: Rules for the fields about which nothing was chosen; the plan's conflicts
                say which rule picked whose value.

        Raises:
            ClientNotFoundError: No such client.
            PlanError: A client would be merged into itself, two are merged already, one is not
                ACTIVE, or a choice makes no sense.
        """
        context = self._context
        wanted = (survivor_id, *absorbed_ids)
        found = resolve(context, wanted)
        for client_id in wanted:
            if client_id not in found:
                raise ClientNotFoundError(client_id)
        clients = [found[i] for i in wanted]
        _check_apart(wanted, clients)
        links = self._preview(clients[0], clients[1:])
        return self._planned(clients, choices, overrides, links, survivorship)

    def _planned(
        self,
        clients: Sequence[Client],
        choices: Sequence[Choice],
        overrides: Collection[BlockerCode],
        links: tuple[tuple[tuple[str, int], ...], tuple[Blocker, ...]],
        survivorship: Survivorship,
    ) -> MergePlan:
        context = self._context
        needed = context.settings.requirements_of(EntryPoint.MANUAL)
        known = load_definitions(context)
        names, definitions = by_any_name(known), tuple(known.values())
        rules = [(field_now(field, names), rule) for field, rule in survivorship.rules]
        survivorship = attrs.evolve(survivorship, rules=dict(rules))
        return plan_merge(
            clients[0],
            clients[1:],
            choices=[attrs.evolve(c, field=field_now(c.field, names)) for c in choices],
            overrides=overrides,
            definitions=definitions,
            limits=context.settings.limits,
            lacking=partial(needed.missing, settings=context.settings),
            ignored=ignored_among(context, {c.id for c in clients}),
            link_counts=links[0],
            link_blockers=links[1],
            survivorship=survivorship,
            ages=value_ages(context, clients, _by_age(survivorship, definitions, clients)),
        )

    def _preview(
        self, survivor: Client, absorbed: Sequence[Client]
    ) -> tuple[tuple[tuple[str, int], ...], tuple[Blocker, ...]]:
        """Ask the host what would move, and what collides."""
        ids = [c.id for c in absorbed if c.id != survivor.id]
        counts: dict[str, int] = {}
        collisions: list[Blocker] = []
        for port in self._context.links:
            preview = port.preview(self._context.book, ids, survivor.id)
            for kind, count in preview.counts:
                counts[kind] = counts.get(kind, 0) + count
            for conflict in preview.conflicts:
                params = (("collision", conflict.code), ("count", len(conflict.ids)))
                collisions.append(Blocker(BlockerCode.LINK_CONFLICT, conflict.kind, params=params))
        return tuple(sorted(counts.items())), tuple(collisions)

    def merge(self, plan: MergePlan, *, by: Actor, reason: str | None = None) -> MergeRecord:
        """Commit a plan: clients, redirects, links and journal, all or none.

        The survivor keeps its id; the absorbed ids answer with it for ever.

        Args:
            plan: A plan of this book without blockers.
            by: Who merges.
            reason: Why, in their words; kept with what they chose and overrode.

        Raises:
            BlockedMergeError: Blockers stand; nothing was written.
            StalePlanError: A client was changed since the plan was made; nothing was written.
            LinkConflictError: A link port refused; nothing was written, what other ports had
                moved was moved back.
        """
        check_type("plan", plan, MergePlan)
        context = self._context
        if plan.blockers:
            raise BlockedMergeError(tuple(b.code.value for b in plan.blockers))
        with context.unit():
            clients = self._still(plan)
            merge_id, seq = context.make_id(), context.store.last_seq(context.book)
            written = write(context, _edits(plan, clients), actor=by, cause=f"merge:{merge_id}")
            absorbed_ids = plan.absorbed_ids
            adopted = add_redirects(context, plan.survivor_id, absorbed_ids, merge_id)
            receipts = self._move(absorbed_ids, plan.survivor_id)
            try:
                record = MergeRecord(
                    id=merge_id,
                    survivor_id=plan.survivor_id,
                    survivor_revision=written[0].revision,
                    absorbed=tuple(Absorbed(c.id, c.revision, adopted[c.id]) for c in clients[1:]),
                    link_counts=_count(receipts),
                    receipts=receipts,
                    plan_hash=plan.hash,
                    actor=by,
                    at=written[0].updated_at,
                    seq=seq,
                    choices=tuple(ChoiceMade.of(choice) for choice in plan.choices),
                    resolved=plan.resolved,
                    reason=reason,
                    survivorship=plan.survivorship,
                )
                save_merge(context, record)
            except BaseException:
                self._move_back(receipts)
                raise
        return record

    def _still(self, plan: MergePlan) -> tuple[Client, ...]:
        """Return the clients of a plan as they are, or refuse: the book moved under it."""
        context = self._context
        ids = (plan.survivor_id, *plan.absorbed_ids)
        found = context.store.get_clients(context.book, ids)
        now = tuple((i, found[i].revision) for i in ids if i in found)
        if now != plan.revisions:
            raise StalePlanError("a client was changed since the merge was planned", "plan again")
        again = self._planned(
            [found[i] for i in ids],
            plan.choices,
            plan.overrides,
            # The ports said at planning what would move, and refuse by themselves in reassign().
            (plan.link_counts, tuple(b for b in plan.resolved if b.code in _LINKS)),
            plan.survivorship,
        )
        if again.blockers:
            raise BlockedMergeError(tuple(b.code.value for b in again.blockers))
        if (again.result, again.block) != (plan.result, plan.block):
            raise StalePlanError("the merge would give another result now", "plan again")
        return tuple(found[i] for i in ids)

    def _move(
        self, absorbed_ids: Sequence[ClientId], survivor_id: ClientId
    ) -> tuple[LinkReceipt, ...]:
        """Move the host's records: all or none, also over several ports."""
        receipts: list[LinkReceipt] = []
        for port in self._context.links:
            try:
                receipts += port.reassign(self._context.book, absorbed_ids, survivor_id)
            except BaseException:
                self._move_back(receipts)
                raise
        return tuple(receipts)

    def _move_back(self, receipts: Sequence[LinkReceipt]) -> None:
        """Give back what was moved by ports that do not share the store's transaction."""
        for port in self._context.links:
            own = [r for r in receipts if r.port == port.name]
            if own:
                with suppress(Exception):  # the first error is the one to report
                    port.restore(self._context.book, own)

    def safe_bulk(
        self,
        pairs: Iterable[tuple[ClientId, ClientId]],
        *,
        by: Actor,
        survivorship: Survivorship = AS_EVER,
    ) -> BulkReport:
        """Merge the pairs about which nothing has to be decided; the older client survives.

        Each pair is its own unit of work.  A pair with a blocker, or with values that contradict
        one another, is left for a person, unless a rule of survivorship decides between them.
        Running it again changes nothing.

        Args:
            pairs: Ids of two clients each.
            by: Who merges.
            survivorship: Rules per field; birth dates, genders and accounts that contradict one
                another stay blockers.
        """
        merged: list[MergeRecord] = []
        skipped: list[SkippedPair] = []
        for left, right in pairs:
            outcome = self._merge_safely(left, right, by, survivorship)
            if isinstance(outcome, MergeRecord):
                merged.append(outcome)
            else:
                skipped.append(outcome)
        return BulkReport(tuple(merged), tuple(skipped))

    def _merge_safely(
        self, left: ClientId, right: ClientId, by: Actor, survivorship: Survivorship
    ) -> MergeRecord | SkippedPair:
        found = resolve(self._context, [left, right])
        reason = _no_pair(found.get(left), found.get(right))
        if reason is not None:
            return SkippedPair(left, right, reason)
        older, newer = sorted(found.values(), key=lambda c: (c.created_at, c.id))
        plan = self.plan(older.id, [newer.id], survivorship=survivorship)
        codes = tuple(b.code for b in plan.blockers)
        fields = tuple(c.field for c in plan.conflicts if c.decided_by is DecidedBy.SURVIVOR)
        if codes:
            return SkippedPair(left, right, SkipReason.BLOCKED, blockers=codes)
        if fields:
            return SkippedPair(left, right, SkipReason.CONFLICT, fields=fields)
        try:
            return self.merge(plan, by=by)
        except LinkConflictError:
            return SkippedPair(left, right, SkipReason.LINKS_REFUSED)

    def get(self, merge_id: str) -> MergeRecord:
        """Return a merge.

        Raises:
            RecordNotFoundError: No such merge in this book.
        """
        return load_merge(self._context, merge_id)

    def of_client(self, client_id: ClientId) -> tuple[MergeRecord, ...]:
        """Return the merges that made a client what it is, oldest first, undone ones included.

        Raises:
            ClientNotFoundError: No such client.
        """
        survivor = load(self._context, client_id)
        ids = known_as(self._context, [survivor.id])[survivor.id]
        return tuple(sorted(merges_of(self._context, ids), key=lambda m: m.seq))

    def latest(self, *, limit: int = 50, before: str | None = None) -> tuple[MergeRecord, ...]:
        """Return merges of the book, newest first.

        Args:
            limit: At most so many.
            before: Id of the merge to go on after.
        """
        return latest_merges(self._context, limit=limit, before=before)

    def plan_unmerge(self, merge_id: str, *, with_later: bool = False) -> UnmergePlan:
        """Return what undoing a merge would do; nothing is written.

        Args:
            merge_id: The merge.
            with_later: True undoes the merges that stand on top of it first.

        Raises:
            RecordNotFoundError: No such merge.
            PlanError: It was undone, or a client of it is gone for good.
        """
        return plan_unmerge(self._context, merge_id, with_later=with_later)

    def unmerge(self, plan: UnmergePlan, *, by: Actor, ignore: bool = False) -> UnmergeReport:
        """Commit a plan to undo a merge: the absorbed clients come back as they were.

        Args:
            plan: A plan of this book.
            by: Who undoes it.
            ignore: True also marks the clients as not the same, so that they are not proposed
                again.

        Raises:
            PlanError: Later merges stand on top; their ids are in ``plan.later``.
            StalePlanError: The book moved under the plan; nothing was written.
        """
        check_type("plan", plan, UnmergePlan)
        return undo_merge(self._context, plan, by=by, ignore=ignore)


def _by_age(
    survivorship: Survivorship,
    definitions: Sequence[AttributeDefinition],
    clients: Sequence[Client],
) -> list[str]:
    """Return the fields whose newest value is asked for, by a rule or by an attribute's own."""
    ruled = [field for field, rule in survivorship.rules if rule is SurvivorRule.NEWEST]
    own = {d.key for d in definitions if d.merge_rule is MergeRule.NEWEST}
    held = {a.key for c in clients for a in c.profile.attributes}
    return sorted({*ruled, *(f"{ATTRIBUTE}{key}" for key in own & held)})


def _edits(plan: MergePlan, clients: Sequence[Client]) -> list[Edit]:
    survivor, *absorbed = clients
    result = attrs.evolve(survivor, profile=plan.result, block=plan.block)
    # The merge is an event of the survivor even when it learns nothing from it.
    edits = [Edit(ChangeKind.MERGED, survivor, result, always=True)]
    for client in absorbed:
        gone = attrs.evolve(client, status=ClientStatus.MERGED, merged_into=survivor.id)
        edits.append(Edit(ChangeKind.ABSORBED, client, gone))
    return edits


def _no_pair(a: Client | None, b: Client | None) -> SkipReason | None:
    """Say why two ids are no pair to merge, None when they are."""
    if a is None or b is None:
        return SkipReason.NOT_FOUND
    if a.id == b.id:
        return SkipReason.ALREADY_ONE
    return None if a.is_active and b.is_active else SkipReason.NOT_ACTIVE


def _count(receipts: Iterable[LinkReceipt]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for receipt in receipts:
        counts[receipt.kind] = counts.get(receipt.kind, 0) + 1
    return tuple(sorted(counts.items()))


def _check_apart(asked: Sequence[ClientId], clients: Sequence[Client]) -> None:
    """Refuse ids that were merged already, which is not the same as one id named twice.

    Raises:
        PlanError: Two of them have become one client.
    """
    for client_id, client in zip(asked[1:], clients[1:], strict=True):
        if client.id == clients[0].id and client_id != asked[0]:
            problem = f"clients {asked[0]!r} and {client_id!r} are merged already"
            raise PlanError(problem, f"they are {client.id!r}; nothing is left to merge")
