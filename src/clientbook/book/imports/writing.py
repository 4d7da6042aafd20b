"""Accepted rows that are decided: their clients, consents and outcomes are written."""

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import attrs

from clientbook.book.blocks import blocked_anew
from clientbook.book.consent.recording import record_consents
from clientbook.book.contexts import Context
from clientbook.book.duplicates.proposals import propose_pairs
from clientbook.book.imports.lookups import origin_ref, row_records, touch_owner
from clientbook.book.imports.outcomes import OutcomeRecords, outcome_id, outcome_record
from clientbook.book.imports.planning import fallback_keys
from clientbook.book.imports.saying import (
    blocked_by_others,
    consent_events,
    exported_of,
    is_answer,
)
from clientbook.book.said import said_again, said_records
from clientbook.book.writing import Edit, write
from clientbook.domain.clients import Client, ClientId, Origin, OriginKind
from clientbook.domain.imports import ImportRun, OutcomeKind, RowOutcome
from clientbook.domain.journal import ChangeKind
from clientbook.importing.decisions import Decided
from clientbook.importing.outcomes import Rejected
from clientbook.messages.issues import Issue, IssueCode
from clientbook.storage.protocols import Record

KEEP_CELLS = frozenset({OutcomeKind.REVIEW, OutcomeKind.REJECTED})
"""Outcomes that keep the row as it was sent."""


class RowWriter:
    """Writes decided rows of one run, inside the caller's unit of work.

    Args:
        context: The book.
        run: The run; its actor writes.
        waited: Whether the rows waited for a person since the run.
    """

    def __init__(self, context: Context, run: ImportRun, *, waited: bool = False) -> None:
        self._context = context
        self._run = run
        self._waited = waited
        self._cause = f"import:{run.id}"

    def write(
        self,
        decided: Sequence[Decided],
        cells: AbstractMapping[int, tuple[str, ...]],
    ) -> list[Record]:
        """Write clients and consents; return the records of the outcomes, not yet stored.

        Args:
            decided: The rows.
            cells: The rows of ``KEEP_CELLS`` as they were sent, by row number.
        """
        warned = self._write(decided)
        records = OutcomeRecords(self._run.id)
        for item in decided:
            self._keep_outcome(records, item, warned.get(item.row.row, ()), cells)
        fallback = fallback_keys(self._context, writing=True)
        found = row_records(decided, fallback, partial(outcome_id, self._run.id))
        return records.made() + found

    def _write(self, decided: Sequence[Decided]) -> dict[int, tuple[Issue, ...]]:
        """Write the clients of a chunk, once each, and return the warnings this gave by row."""
        now = self._context.clock()
        known: dict[ClientId, Client] = {}
        latest: dict[ClientId, Client] = {}
        warned: dict[int, tuple[Issue, ...]] = {}
        anothers = blocked_by_others(self._context, decided)
        for item in decided:
            person = item.person
            if item.profile is None or person is None or person.client_id is None:
                continue
            if person.stored is not None:
                known.setdefault(person.client_id, person.stored)
            current = latest.get(person.client_id) or known.get(person.client_id)
            client = self._client(item, person.client_id, current, now)
            blocked = item.row.value.blocked
            if blocked and (client.block is None or client.id in anothers):
                anothers.discard(client.id)
                block = blocked_anew(client.block, self._run.actor, self._run.created_at)
                client = attrs.evolve(client, block=block)
            elif blocked is False and client.block is not None:
                warned[item.row.row] = (Issue.of(IssueCode.BLOCK_KEPT, "blocked"),)
            latest[client.id] = client
        edits = [
            Edit(
                ChangeKind.UPDATED if client.id in known else ChangeKind.CREATED,
                known.get(client.id),
                client,
            )
            for client in latest.values()
        ]
        written = write(self._context, edits, actor=self._run.actor, cause=self._cause, at=now)
        self._keep_said(decided, {client.id: client for client in written})
        for item in decided:
            if item.proposed and item.person is not None and item.person.client_id:
                others = [h.client_id for h in item.proposed if h.client_id]
                propose_pairs(self._context, item.person.client_id, others, cause="import")
        for row in self._record_consents(decided):
            warned[row] = (*warned.get(row, ()), Issue.of(IssueCode.CONSENT_KEPT, "consent"))
        return warned

    def _keep_said(
        self, decided: Sequence[Decided], written: AbstractMapping[ClientId, Client]
    ) -> None:
        """Keep what rows say of clients of the book that these held already: an undo asks it."""
        said = []
        answers: set[str] = set()
        for item in decided:
            if item.person is None or item.person.stored is None or item.before is None:
                continue
            client = written.get(item.person.stored.id)
            if client is None:
                continue
            again = said_again(item.row.value.profile, item.before)
            record_id = outcome_id(self._run.id, item.row.row)
            said.append((record_id, client, again))
            if is_answer(item):
                answers.add(record_id)
        records = said_records(self._context, said, found=True, answers=answers)
        self._context.store.put_records(self._context.book, records)

    def _record_consents(self, decided: Sequence[Decided]) -> set[int]:
        """Record what the rows say about contact; return rows whose opt-in stays out."""
        run = self._run
        events = [
            event
            for item in decided
            if item.person is not None and item.person.client_id and item.row.value.consents
            for event in consent_events(
                item, run.id, run.actor, run.created_at, waited=self._waited
            )
        ]
        if not events:
            return set()
        rows = ((item.row.row, item.row.value) for item in decided)
        exported = exported_of(rows, run.id, run.created_at)
        refused = record_consents(self._context, events, exported=exported).refused
        return {int(event.id.split("/")[1]) for event in refused}

    def _client(
        self, item: Decided, client_id: ClientId, current: Client | None, now: datetime
    ) -> Client:
        assert item.profile is not None
        if current is not None:
            return attrs.evolve(current, profile=item.profile)
        ref = origin_ref(self._run.id, item.row.row)
        origin = Origin(OriginKind.IMPORT, self._run.actor, ref)
        return Client(client_id, item.profile, origin, now, now)

    def _keep_outcome(
        self,
        records: OutcomeRecords,
        item: Decided,
        warned: tuple[Issue, ...],
        cells: AbstractMapping[int, tuple[str, ...]],
    ) -> None:
        row = item.row.row
        client_id = item.person.client_id if item.person else None
        issues = (*item.issues, *warned)
        if client_id is not None and item.kind is OutcomeKind.CREATED and not issues:
            records.created(row, client_id)
            return
        outcome = RowOutcome(
            row,
            item.kind,
            client_id,
            issues,
            cells[row] if item.kind in KEEP_CELLS else (),
            tuple(c.client_id for c in item.candidates if c.client_id),
        )
        owner = ""
        if client_id is not None and item.kind is not OutcomeKind.CREATED:
            owner = touch_owner(self._run.id, client_id)
        records.add(outcome, owner)


def rejected_record(run_id: str, refused: Rejected) -> Record:
    """Return the record of a row that was refused."""
    outcome = RowOutcome(
        refused.row, OutcomeKind.REJECTED, None, refused.issues, cells=refused.cells
    )
    return outcome_record(run_id, outcome)
