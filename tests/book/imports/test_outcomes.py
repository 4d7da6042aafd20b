"""Outcomes of rows: many rows share a record, and each is read as if it had its own."""

import attrs
import pytest
from tests.book.imports.conftest import BY, table_of

from clientbook import ClientBook, OutcomeKind, RowOutcome
from clientbook.book.imports.outcomes import (
    OUTCOMES,
    OutcomeRecords,
    find_outcome,
    read_outcomes,
    told_pages,
)
from clientbook.convert.documents import DamagedDocumentError
from clientbook.errors import ImportStateError, RecordNotFoundError
from clientbook.storage.protocols import Store

BAD = frozenset({3, 4, 120, 121, 122, 250})


def _store_rows(book: ClientBook) -> list[RowOutcome]:
    """Keep outcomes of rows 2 to 250 of the run "r": refused or created; row 9 was blank."""
    outcomes = [
        RowOutcome(row, OutcomeKind.REJECTED, cells=("x",))
        if row in BAD
        else RowOutcome(row, OutcomeKind.CREATED, f"c{row}")
        for row in range(2, 251)
        if row != 9
    ]
    records = OutcomeRecords("r")
    for outcome in outcomes:
        if outcome.client_id:
            records.created(outcome.row, outcome.client_id)
        else:
            records.add(outcome)
    made = records.made()
    assert len(made) == len(BAD) + 13  # 2, 5-8, 10-119 in five, 25 at most, 123-249 in six
    with book.context.unit():
        book.context.store.put_records(book.context.book, made)
    return outcomes


def test_each_row_has_its_outcome_whatever_shares_a_record(each_book: ClientBook) -> None:
    """V31: outcomes come in file order, each with its row, kind, client and cells."""
    outcomes = _store_rows(each_book)
    context = each_book.context
    stored = context.store.list_records(context.book, OUTCOMES)
    assert [o for record in stored for o in read_outcomes(record)] == outcomes
    for outcome in outcomes[:12] + outcomes[100:125] + outcomes[-2:]:
        assert find_outcome(context, "r", outcome.row) == outcome
    assert [find_outcome(context, "r", row) for row in (1, 9, 251)] == [None, None, None]
    assert find_outcome(context, "q", 5) is None


@pytest.mark.parametrize("after", [0, 1, 2, 4, 7, 8, 9, 10, 34, 35, 119, 222, 249, 250])
def test_reading_goes_on_behind_any_row(book: ClientBook, after: int) -> None:
    """X17: an undo that was interrupted goes on behind its last row, also inside a record."""
    outcomes = _store_rows(book)
    told = [t for page in told_pages(book.context, "r", after_row=after) for t in page]
    expected = [(o.row, o.kind, o.client_id or "") for o in outcomes if o.row > after]
    assert [(t.row, t.kind, t.client_id) for t in told] == expected


def test_a_page_of_rows_is_bounded(store: Store) -> None:
    """X17: however many rows share a record, no more than a unit of work takes are held."""
    book = ClientBook(store)
    records = OutcomeRecords("r")
    for row in range(2, 2_502):
        records.created(row, f"c{row}")
    made = records.made()
    assert len(made) == 100
    with book.context.unit():
        store.put_records(book.context.book, made)
    assert [len(page) for page in told_pages(book.context, "r")] == [1_000, 1_000, 500]


def test_only_a_row_that_waits_is_decided(each_book: ClientBook) -> None:
    """V31: a row that shares its record is refused as what it is; a row of no file is unknown."""
    text = "First name | Last name | Mobile\n" + "\n".join(
        f"Ann | Roy{n} | 061234567{n}" for n in range(5)
    )
    run = each_book.imports.run(table_of(text), by=BY)
    assert run.counts.created == 5
    with pytest.raises(ImportStateError, match="row 4 is created"):
        each_book.imports.decide_row(run.id, 4, into=None, by=BY)
    with pytest.raises(RecordNotFoundError):
        each_book.imports.decide_row(run.id, 7, into=None, by=BY)


@pytest.mark.parametrize("body", [{"kind": "created"}, {"row": 2, "kind": "?"}, {"row": 2}])
def test_a_damaged_record_of_rows_is_said(book: ClientBook, body: dict[str, object]) -> None:
    """C9: a record of another form is an error that says so, not rows that are not there."""
    _store_rows(book)
    context = book.context
    (record,) = [
        r for r in context.store.list_records(context.book, OUTCOMES) if r.id == "r/000000010"
    ]
    with pytest.raises(DamagedDocumentError):
        read_outcomes(attrs.evolve(record, body={**body, "client_ids": ["a", "b"]}))
