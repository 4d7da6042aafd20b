"""What became of the rows of imports, as it is kept and read.

Most rows of most lists create somebody, and there is no more to say of them.  Such rows that follow
one another share one record, which names their clients; any other row has a record of its own.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from clientbook.book.contexts import Context
from clientbook.book.pacing import CHUNK_ROWS
from clientbook.convert.documents import damaged, from_document, to_document
from clientbook.domain.clients import ClientId
from clientbook.domain.imports import OutcomeKind, RowOutcome
from clientbook.storage.protocols import Record

OUTCOMES = "outcome"
"""Records of what became of rows; the id of a record is that of its first row."""

_SHARED = "client_ids"
"""Where the body of a record names the clients of its rows, when it has several."""
_MOST_SHARED = 25  # so that a page of records is no large part of a run


def outcome_id(run_id: str, row: int) -> str:
    """Return the id of the record of one row's outcome; rows sort in file order."""
    return f"{run_id}/{row:09d}"


def outcome_record(run_id: str, outcome: RowOutcome, owner: str = "") -> Record:
    """Return the record of one row's outcome."""
    body = to_document(outcome)
    return Record(OUTCOMES, outcome_id(run_id, outcome.row), body, owner, f"{outcome.row:09d}")


class OutcomeRecords:
    """Makes the records of rows of one run, which are given in file order.

    Args:
        run_id: The run.
    """

    def __init__(self, run_id: str) -> None:
        self._run_id = run_id
        self._records: list[Record] = []
        self._first = 0
        self._created: list[ClientId] = []

    def created(self, row: int, client_id: ClientId) -> None:
        """Add a row that created a client, of which there is no more to say."""
        count = len(self._created)
        if row != self._first + count or count == _MOST_SHARED:
            self._close()
            self._first = row
        self._created.append(client_id)

    def add(self, outcome: RowOutcome, owner: str = "") -> None:
        """Add any other row."""
        self._close()
        self._records.append(outcome_record(self._run_id, outcome, owner))

    def made(self) -> list[Record]:
        """Return the records of all rows so far, in file order."""
        self._close()
        return self._records

    def _close(self) -> None:
        created = self._created
        if len(created) == 1:
            outcome = RowOutcome(self._first, OutcomeKind.CREATED, created[0])
            self._records.append(outcome_record(self._run_id, outcome))
        elif created:
            body = {"row": self._first, "kind": OutcomeKind.CREATED.value, _SHARED: created}
            key, order = outcome_id(self._run_id, self._first), f"{self._first:09d}"
            self._records.append(Record(OUTCOMES, key, body, order=order))
        self._created = []


def outcome_pages(
    context: Context, run_id: str, *, after_row: int = 0
) -> Iterator[tuple[Record, ...]]:
    """Yield the outcome records of a run in file order, a page at a time.

    Args:
        context: The book.
        run_id: The run.
        after_row: The records of the rows behind it; the first may be of rows before it too.
    """
    last = _last_record(context, run_id, after_row) if after_row else None
    if last is not None and _SHARED in last.body:
        yield (last,)
    after = ("", outcome_id(run_id, after_row))
    while page := context.store.list_records(
        context.book, OUTCOMES, prefix=f"{run_id}/", after=after, limit=CHUNK_ROWS
    ):
        yield page
        after = ("", page[-1].id)


def _last_record(context: Context, run_id: str, row: int) -> Record | None:
    """Return the last record that begins at a row or before it."""
    before = ("", outcome_id(run_id, row + 1))
    found = context.store.list_records(
        context.book, OUTCOMES, prefix=f"{run_id}/", after=before, limit=1, descending=True
    )
    return found[0] if found else None


def find_outcome(context: Context, run_id: str, row: int) -> RowOutcome | None:
    """Return what became of one row, None when the run had no such row."""
    record = _last_record(context, run_id, row)
    outcomes = read_outcomes(record) if record is not None else ()
    return next((outcome for outcome in outcomes if outcome.row == row), None)


def read_outcomes(record: Record) -> list[RowOutcome]:
    """Return what became of the rows of a record.

    Raises:
        DamagedDocumentError: It is not what was stored.
    """
    if _SHARED not in record.body:
        return [from_document(RowOutcome, record.body)]
    return [RowOutcome(told.row, told.kind, told.client_id) for told in _told(record)]


class Told(NamedTuple):
    """The main thing of a row's outcome; the rest of it is not made: a run has very many.

    Args:
        row: The row.
        kind: What became of it.
        client_id: Its client, empty for nobody.
        decided: True when a person has decided it.
    """

    row: int
    kind: OutcomeKind
    client_id: ClientId
    decided: bool


_KINDS = {kind.value: kind for kind in OutcomeKind}


def told_pages(
    context: Context, run_id: str, *, after_row: int = 0, limit: int | None = None
) -> Iterator[list[Told]]:
    """Yield what became of the rows of a run behind a row, in file order, a page at a time.

    Args:
        context: The book.
        run_id: The run.
        after_row: The row.
        limit: Rows of a page; None for as many as a unit of work takes.
    """
    size = CHUNK_ROWS if limit is None else min(limit, CHUNK_ROWS)
    records = chain.from_iterable(outcome_pages(context, run_id, after_row=after_row))
    told = chain.from_iterable(map(_told, records))
    rows = (one for one in told if one.row > after_row)
    while page := list(islice(rows, size)):
        yield page


def _told(record: Record) -> list[Told]:
    body = record.body
    try:
        row, kind = body["row"], _KINDS[body["kind"]]
        if _SHARED in body:
            return [Told(at, kind, i, False) for at, i in enumerate(body[_SHARED], row)]
        return [Told(row, kind, body.get("client_id", ""), "decided_by" in body)]
    except (KeyError, TypeError):
        failure = damaged("row outcome")
    raise failure
