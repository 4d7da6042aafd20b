"""Import runs and what became of each row."""

from datetime import datetime
from enum import StrEnum

import attrs
from attrs.converters import optional

from clientbook.domain.checks import utc
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.reading_rules import ReadingRules
from clientbook.messages.html_tables import html_table
from clientbook.messages.issues import Issue


class RunState(StrEnum):
    """Where an import run stands."""

    COMMITTING = "committing"  # interrupted or under way: resume it
    DONE = "done"
    ABANDONED = "abandoned"  # ended as it stood: what is committed stays, or is undone
    UNDOING = "undoing"  # interrupted or under way: undo it again
    UNDONE = "undone"


class ImportMode(StrEnum):
    """What rows may do."""

    CREATE = "create"  # known persons are skipped
    UPDATE = "update"  # unknown persons are rejected
    UPSERT = "upsert"


class OutcomeKind(StrEnum):
    """What became of a row: each row has exactly one."""

    CREATED = "created"
    UPDATED = "updated"
    ATTACHED = "attached"  # a known person; only ids of other systems were added
    UNCHANGED = "unchanged"  # a known person; nothing new
    SKIPPED = "skipped"  # a known person in CREATE mode
    DUPLICATE_IN_FILE = "duplicate_in_file"  # the person of an earlier row; blanks were filled
    REVIEW = "review"  # a person has to decide; nothing was written
    REJECTED = "rejected"


@attrs.frozen
class RowOutcome:
    """What became of one row.

    Args:
        row: Row number as the spreadsheet shows it.
        kind: What became of it.
        client_id: The client it created or belongs to, if any.
        issues: Every error or warning of the row.
        cells: The row as it was sent, kept only for REJECTED and REVIEW.
        candidates: For REVIEW: ids of the clients it may be, best first.
        decided_by: Who decided a row that waited, None for a row that did not.
    """

    row: int
    kind: OutcomeKind
    client_id: ClientId | None = None
    issues: tuple[Issue, ...] = ()
    cells: tuple[str, ...] = attrs.field(default=(), repr=False)
    candidates: tuple[ClientId, ...] = ()
    decided_by: Actor | None = None


@attrs.frozen
class ImportCounts:
    """How many rows ended in each outcome; they sum to the rows read."""

    created: int = 0
    updated: int = 0
    attached: int = 0
    unchanged: int = 0
    skipped: int = 0
    duplicate_in_file: int = 0
    review: int = 0
    rejected: int = 0

    @property
    def rows(self) -> int:
        """Rows read: the sum of all outcomes."""
        return sum(attrs.astuple(self))

    def plus(self, other: "ImportCounts") -> "ImportCounts":
        """Return the sum of two counts."""
        mine, theirs = attrs.astuple(self), attrs.astuple(other)
        return ImportCounts(*(a + b for a, b in zip(mine, theirs, strict=True)))


class KeptReason(StrEnum):
    """Why undoing an import left a client or a field as it is."""

    EDITED = "edited"
    MERGED = "merged"
    LINKED = "linked"
    DELETED = "deleted"
    NOTED = "noted"  # somebody wrote a note about the client
    CONSENT = "consent"  # something was said about contacting the client
    ASSERTED = "asserted"  # something else says so: a list, a bulk edit, a merged client, a hand
    ID_TAKEN = "id_taken"  # an id it would get back belongs to another client now


@attrs.frozen
class UndoCounts:
    """Rows per bucket; they sum to the rows of the import.

    Args:
        removed: Rows whose client was created by the run, untouched since, and is removed.
        restored: Rows whose client goes back to what it was, or whose opt-ins are withdrawn.
        kept: Rows whose client, or a field of it, was touched since and stays.
        nothing: Rows that had changed nothing, or whose client another row stands for.
        failed: Rows whose client cannot go back, because another client has its id now.
    """

    removed: int = 0
    restored: int = 0
    kept: int = 0
    nothing: int = 0
    failed: int = 0

    @property
    def rows(self) -> int:
        """Rows of the import."""
        return sum(attrs.astuple(self))

    def plus(self, other: "UndoCounts") -> "UndoCounts":
        """Return the sum of two counts."""
        mine, theirs = attrs.astuple(self), attrs.astuple(other)
        return UndoCounts(*(a + b for a, b in zip(mine, theirs, strict=True)))


@attrs.frozen
class UndoRecord:
    """How an import was undone (SPEC V36).

    Args:
        deleted: Clients removed because the import had created them and nobody touched them.
        restored: Clients whose updated fields went back, or whose opt-ins were withdrawn.
        kept: Clients left as they are, with why in :meth:`ImportDesk.plan_undo`.
        by: Who undid it.
        at: When (aware, UTC).
        nothing: Rows that had changed nothing.
        failed: Clients that could not go back.
        planned: What the plan had counted.
    """

    deleted: int
    restored: int
    kept: int
    by: Actor
    at: datetime = attrs.field(converter=utc)
    nothing: int = 0
    failed: int = 0
    planned: UndoCounts | None = None

    @property
    def counts(self) -> UndoCounts:
        """Rows per bucket; they sum to the rows of the import once it is undone."""
        return UndoCounts(self.deleted, self.restored, self.kept, self.nothing, self.failed)

    @property
    def differences(self) -> dict[str, tuple[int, int]]:
        """Return per bucket what the plan had counted and what was counted, where they differ."""
        if self.planned is None:
            return {}
        planned, counted = attrs.asdict(self.planned), attrs.asdict(self.counts)
        return {k: (n, counted[k]) for k, n in planned.items() if n != counted[k]}


@attrs.frozen
class ImportRun:
    """One import: what was read, how, and what became of it.

    Args:
        id: Id of the run.
        state: Where it stands.
        mode: What rows may do.
        source_name: File name without its folder, or None.
        source_kind: Such as ``"csv"``.
        fingerprint: SHA-256 of the source in hexadecimal.
        header: Titles of the source's columns.
        mapping: JSON of the mapping that was used.
        plan_hash: Hash of the plan that was committed.
        actor: Who imported.
        created_at: When the run started (aware, UTC).
        finished_at: When it ended, None while committing.
        last_row: Number of the last row committed, 0 before the first.
        counts: Rows per outcome so far.
        undo: How it was undone, or None.
        undone_row: Number of the last row undone, 0 before the first.
        settings_hash: Of the settings it began with.
        planned: What the plan that was committed had counted; None without a dry run.
        delimiter: Of a CSV source, else None.
        reading: How its cells are read, now and when a row that waits is decided; None in a run
            of an earlier version, which is read as the book is set.
        decided: What became of rows that waited, once somebody decided them.
        defined: Keys of the attributes it defined, which its undo takes back where nobody uses
            them.
    """

    id: str
    state: RunState
    mode: ImportMode
    source_name: str | None = attrs.field(repr=False)
    source_kind: str
    fingerprint: str
    header: tuple[str, ...] = attrs.field(repr=False)
    mapping: str = attrs.field(repr=False)
    plan_hash: str
    actor: Actor
    created_at: datetime = attrs.field(converter=utc)
    finished_at: datetime | None = attrs.field(default=None, converter=optional(utc))
    last_row: int = 0
    counts: ImportCounts = ImportCounts()
    undo: UndoRecord | None = None
    undone_row: int = 0
    settings_hash: str = ""
    planned: ImportCounts | None = None
    delimiter: str | None = None
    reading: ReadingRules | None = None
    decided: ImportCounts = ImportCounts()
    defined: tuple[str, ...] = ()

    @property
    def differences(self) -> dict[OutcomeKind, tuple[int, int]]:
        """Return per outcome what the plan had counted and what was counted, where they differ.

        Empty for a run that went as planned, and for one without a dry run.  A row that waited, and
        that somebody decided, counts as one that waited: it went as planned.
        """
        if self.planned is None:
            return {}
        ended = self._before_decisions()
        pairs = {
            kind: (getattr(self.planned, kind.value), getattr(ended, kind.value))
            for kind in OutcomeKind
        }
        return {kind: pair for kind, pair in pairs.items() if pair[0] != pair[1]}

    def _before_decisions(self) -> ImportCounts:
        """Return the counts as the import left them."""
        counts = {
            name: number - getattr(self.decided, name)
            for name, number in attrs.asdict(self.counts).items()
        }
        counts[OutcomeKind.REVIEW.value] += self.decided.rows
        return ImportCounts(**counts)

    def _repr_html_(self) -> str:
        counts = [(name, count) for name, count in attrs.asdict(self.counts).items() if count]
        facts = [
            ("import", self.id),
            ("state", self.state.value),
            ("source", self.source_name or self.source_kind),
            ("by", self.actor.id),
            ("started", f"{self.created_at:%Y-%m-%d %H:%M} UTC"),
        ]
        return html_table([*facts, *counts])
