"""The dry run: the same pipeline as a commit, without a write.

It may keep what it finds in a file: how far it came, whom it has seen, what each row would change.
Stopped, it goes on from there in any process; a preview reads its pages from it.
"""

import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from collections.abc import Mapping as AbstractMapping
from contextlib import closing
from itertools import islice
from pathlib import Path

import attrs

from clientbook.book.clients.attributes import load_definitions
from clientbook.book.contexts import Context
from clientbook.book.imports.freshness import check_fresh
from clientbook.book.imports.lookups import PlanLookup, count_namesakes
from clientbook.book.imports.planning import chunked, find_crowded, make_checker, make_decider
from clientbook.book.imports.saying import with_news
from clientbook.book.pacing import CHUNK_ROWS
from clientbook.book.progress import ProgressCallback, report
from clientbook.convert.json import from_json, to_json
from clientbook.domain.imports import ImportCounts, OutcomeKind, RowOutcome
from clientbook.domain.profiles import Profile
from clientbook.errors import StalePlanError
from clientbook.identity.keys import key_field
from clientbook.importing.decisions import Decided, Decider
from clientbook.importing.outcomes import Rejected
from clientbook.importing.plans import ImportPlan
from clientbook.importing.tables import Row, Table
from clientbook.importing.validation import RowChecker
from clientbook.messages.issues import Issue, IssueCode
from clientbook.storage.scratch import RowChange, Scratch

_NOTHING = Profile()
_SAMPLES = 5
_NAMES_LOOKED_UP = 5000
"""New clients after whom no more names are looked up: it takes a third of a plan's time."""

_SHARED_SHOWN = 20  # contact points reported one by one

# Names of what is kept beside persons and changes.
_ASKED, _PLAN, _CROWDED, _DONE = "asked", "plan", "crowded", "done"


def dry_run(
    context: Context,
    make_draft: Callable[[], ImportPlan],
    table: Table,
    *,
    asked: AbstractMapping[str, object],
    keep: Path | None,
    progress: ProgressCallback | None,
) -> ImportPlan:
    """Return a plan with its counts and samples; nothing is written to the book.

    Args:
        context: The book.
        make_draft: Makes the plan without counts, for which the whole file is read.
        table: The rows.
        asked: What the caller asked for; a kept dry run of something else begins anew.
        keep: Where the dry run is kept, None for nowhere.
        progress: Called after each chunk.

    Raises:
        OperationCancelledError: The progress callback returned False.
        ReadError: At *keep* lies something else.
        StoreInUseError: Another process makes the plan at *keep*.
    """
    wanted = json.dumps(asked, sort_keys=True)
    with closing(Scratch(keep)) as scratch:
        plan = _kept(context, scratch, table, wanted)
        if plan is None:
            plan = _begun(context, scratch, make_draft(), wanted)
        return _go_on(context, scratch, attrs.evolve(plan, table=table), progress)


def kept_plan(keep: Path) -> ImportPlan | None:
    """Return the plan that lies in a file, with what was counted so far; None for nothing yet."""
    if not os.path.lexists(keep):
        return None
    with closing(Scratch(keep)) as scratch:
        text = scratch.note(_PLAN)
    return from_json(ImportPlan, text) if text else None


def kept_changes(
    keep: Path, plan: ImportPlan, outcome: OutcomeKind | None, *, after: int
) -> Generator[RowChange, None, None]:
    """Yield what rows of a kept plan change, in the order of the file.

    Raises:
        StalePlanError: Another plan is kept there.
    """
    with closing(Scratch(keep)) as scratch:
        text = scratch.note(_PLAN)
        if not text or from_json(ImportPlan, text).hash != plan.hash:
            raise StalePlanError("another plan is kept in this file", "plan again")
        yield from scratch.changes(outcome, after=after)


def changes(context: Context, plan: ImportPlan, table: Table) -> Generator[RowChange, None, None]:
    """Yield what rows change, in the order of the file, found out once more."""
    crowded = find_crowded(context, plan, table, load_definitions(context))
    blocked: set[str] = set()
    with closing(Scratch()) as scratch:
        deciding = _Deciding.of(context, plan, scratch, crowded)
        for rows in chunked(table, CHUNK_ROWS):
            decided, _ = deciding.decide(rows)
            with scratch.step():
                deciding.lookup.remember(decided)
            yield from _changes(decided, blocked)


def _kept(context: Context, scratch: Scratch, table: Table, asked: str) -> ImportPlan | None:
    """Return the plan that was begun here and stopped, if it is the one that is asked for now."""
    text = scratch.note(_PLAN)
    if not text or scratch.note(_DONE) or scratch.note(_ASKED) != asked:
        return None
    plan = from_json(ImportPlan, text)
    try:
        check_fresh(context, plan, table, load_definitions(context))
    except StalePlanError:
        return None
    return plan


def _begun(context: Context, scratch: Scratch, draft: ImportPlan, asked: str) -> ImportPlan:
    """Return a plan with what concerns the whole file, kept as one that counted no row yet."""
    assert draft.table is not None
    crowded = find_crowded(context, draft, draft.table, load_definitions(context))
    shared = [
        Issue.of(IssueCode.SHARED_CONTACT, key_field(key), rows=count)
        for key, count in sorted(crowded.items(), key=lambda item: (-item[1], item[0]))
    ]
    warnings = (*draft.warnings, *shared[:_SHARED_SHOWN])
    plan = attrs.evolve(draft, counts=ImportCounts(), warnings=warnings)
    scratch.clear()
    with scratch.step():
        scratch.put_note(_ASKED, asked)
        scratch.put_note(_CROWDED, json.dumps(crowded))
        scratch.put_note(_PLAN, to_json(plan))
    return plan


def _go_on(
    context: Context, scratch: Scratch, plan: ImportPlan, progress: ProgressCallback | None
) -> ImportPlan:
    """Return the plan with all rows counted, from the one after the last that was."""
    table = plan.table
    assert table is not None
    deciding = _Deciding.of(context, plan, scratch, json.loads(scratch.note(_CROWDED)))
    tally = _Tally(plan.counts or ImportCounts(), plan.samples)
    blocked = scratch.blocked()
    created = tally.counts.created
    for rows in chunked(islice(table, tally.counts.rows, None), CHUNK_ROWS):
        decided, rejected = deciding.decide(rows)
        tally.add(decided, rejected)
        waiting = sum(item.waits_by_name for item in decided)
        warnings = _with_rows(plan.warnings, IssueCode.SAME_NAMES, waiting)
        if created < _NAMES_LOOKED_UP:
            alike, created = count_namesakes(context, decided), tally.counts.created
            warnings = _with_rows(warnings, IssueCode.NAMES_IN_BOOK, alike, looked=created)
        plan = attrs.evolve(plan, counts=tally.counts, samples=tally.samples, warnings=warnings)
        with scratch.step():
            deciding.lookup.remember(decided)
            if scratch.is_kept:
                scratch.put_changes(_changes(decided, blocked))
                scratch.put_note(_PLAN, to_json(plan))
        report(progress, "planning", tally.counts.rows, table.row_count)
    scratch.put_note(_DONE, "yes")
    return plan


def _with_rows(
    warnings: tuple[Issue, ...], code: IssueCode, rows: int, **told: int
) -> tuple[Issue, ...]:
    """Return warnings with so many rows more that one of them counts, and what it tells beside."""
    before = [issue for issue in warnings if issue.code is code]
    others = tuple(issue for issue in warnings if issue.code is not code)
    count = rows + sum(int(dict(issue.params)["rows"]) for issue in before)
    return (*others, Issue.of(code, "", rows=count, **told)) if count else warnings


@attrs.frozen
class _Deciding:
    """Decides the rows of a plan, a chunk at a time.

    Args:
        context: The book.
        lookup: Who holds a key, the rows before counted.
        checker: Reads rows.
        decider: Says whose they are.
    """

    context: Context
    lookup: PlanLookup
    checker: RowChecker
    decider: Decider

    @classmethod
    def of(
        cls,
        context: Context,
        plan: ImportPlan,
        scratch: Scratch,
        crowded: AbstractMapping[str, int],
    ) -> "_Deciding":
        lookup = PlanLookup(context, scratch)
        checker = make_checker(context, plan, load_definitions(context))
        mapping, mode = plan.mapping, plan.mode
        decider = make_decider(context, lookup, mapping, mode, make_id=None, crowded=crowded)
        return cls(context, lookup, checker, decider)

    def decide(self, rows: Sequence[Row]) -> tuple[list[Decided], list[Rejected]]:
        outcomes = self.checker.check_all(rows)
        decided = self.decider.decide([o for o in outcomes if not isinstance(o, Rejected)])
        rejected = [o for o in outcomes if isinstance(o, Rejected)]
        return with_news(self.context, decided, self.context.clock()), rejected


def _changes(decided: Iterable[Decided], blocked: set[str]) -> Iterator[RowChange]:
    """Yield what rows change; *blocked* gathers whom rows have blocked so far."""
    for item in decided:
        person, after = item.person, item.profile
        if after is None or person is None:
            continue
        blocks = item.row.value.blocked and not (
            person.identity in blocked or (person.stored is not None and person.stored.block)
        )
        if blocks:
            blocked.add(person.identity)
        if blocks or after != (item.before or _NOTHING):
            identity, client_id = person.identity, person.client_id
            yield RowChange(
                item.row.row, item.kind, identity, client_id, item.before, after, bool(blocks)
            )


class _Tally:
    """Counts outcomes and keeps the first few that a person should look at.

    Args:
        counts: What was counted before.
        samples: What was kept before.
    """

    def __init__(self, counts: ImportCounts, samples: Iterable[RowOutcome]) -> None:
        self._counts: dict[str, int] = attrs.asdict(counts)
        self._samples: dict[OutcomeKind, list[RowOutcome]] = {}
        for sample in samples:
            self._samples.setdefault(sample.kind, []).append(sample)

    def add(self, decided: list[Decided], rejected: list[Rejected]) -> None:
        for item in decided:
            self._add(item.kind, item.row.row, item)
        for refused in rejected:
            self._add(OutcomeKind.REJECTED, refused.row, refused)

    def _add(self, kind: OutcomeKind, row: int, item: Decided | Rejected) -> None:
        self._counts[kind.value] += 1
        kept = self._samples.setdefault(kind, [])
        if len(kept) < _SAMPLES:
            person = None if isinstance(item, Rejected) else item.person
            client_id = person.client_id if person else None
            kept.append(RowOutcome(row, kind, client_id, item.issues))

    @property
    def counts(self) -> ImportCounts:
        return ImportCounts(**self._counts)

    @property
    def samples(self) -> tuple[RowOutcome, ...]:
        return tuple(s for kind in OutcomeKind for s in self._samples.get(kind, ()))
