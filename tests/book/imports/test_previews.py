"""The difference before the commit (X40)."""

from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from tests.book.imports.conftest import BY, FR, Clock, everybody
from tests.book.imports.test_laws import HEADER, ROWS

from clientbook import ClientBook, ImportMode, OutcomeKind, Table, UpdatePolicy
from clientbook.domain.profiles import Profile
from clientbook.errors import StalePlanError
from clientbook.storage.protocols import Store

Told = dict[tuple[str, str], tuple[Any, Any]]


def planned(book: ClientBook, rows: list[tuple[str, ...]]) -> Any:
    """Plan rows whose company overwrites, and whose blank e-mail clears."""
    mapping = book.imports.suggest(Table.from_rows(HEADER))
    mapping = mapping.assign("Company", "company", policy=UpdatePolicy.OVERWRITE)
    mapping = mapping.assign("Email", "email.1", blank_clears=True)
    return book.imports.plan(Table.from_rows(HEADER, rows), mapping)


def told_of(book: ClientBook, plan: Any, outcome: OutcomeKind | None, limit: int) -> list[Any]:
    """Return the differences of every page, one after the other."""
    found: list[Any] = []
    page = book.imports.preview(plan, outcome=outcome, limit=limit)
    found += page
    while page.next is not None:
        page = book.imports.preview(plan, outcome=outcome, limit=limit, after=page.next)
        found += page
    return found


def written(book: ClientBook, run_id: str, before: dict[str, Profile]) -> Told:
    """Return what a run changed: per client and field, before and after."""
    outcomes = [o for o in book.imports.outcomes(run_id) if o.client_id]
    changed: Told = {}
    for client_id in {o.client_id or "" for o in outcomes}:
        old, new = before.get(client_id, Profile()), book.clients.get(client_id).profile
        for field in attrs.fields_dict(Profile):
            if getattr(old, field) != getattr(new, field):
                changed[client_id, field] = (getattr(old, field), getattr(new, field))
    return changed


def test_x40_a_preview_is_what_the_commit_writes(each_store: Store, clock: Clock) -> None:
    """X40: over any two files, all pages of a preview say what the commit then changes."""
    numbers = iter(range(10_000))

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ROWS, ROWS)
    def check(first: list[tuple[str, ...]], second: list[tuple[str, ...]]) -> None:
        book = ClientBook(each_store, settings=FR, clock=clock, book=f"book{next(numbers)}")
        book.imports.commit(planned(book, first), by=BY)
        listed = book.context.store.list_clients(book.context.book, limit=1_000)
        clients = book.context.store.get_clients(book.context.book, [i for _, i in listed])
        before = {i: client.profile for i, client in clients.items()}
        plan = planned(book, second)
        seq = book.context.store.last_seq(book.context.book)
        told = told_of(book, plan, None, 3)
        assert told == told_of(book, plan, None, 1_000)
        by_kind = [told_of(book, plan, kind, 5) for kind in OutcomeKind]
        assert sorted((d for found in by_kind for d in found), key=lambda d: d.row) == told
        assert book.context.store.last_seq(book.context.book) == seq
        run = book.imports.commit(plan, by=BY)
        ids = {o.row: o.client_id or "" for o in book.imports.outcomes(run.id)}
        said: Told = {}
        for d in told:
            assert d.client_id in (None, ids[d.row])
            key = (ids[d.row], d.field)
            said[key] = (said[key][0] if key in said else d.before, d.after)
        said = {key: pair for key, pair in said.items() if pair[0] != pair[1]}
        assert said == written(book, run.id, before)

    check()


def test_x40_updates_are_shown_field_by_field(each_book: ClientBook) -> None:
    """X40: row, field, before and after; by default of the rows that would update."""
    book = each_book
    book.imports.run(Table.from_rows(["Name", "Mobile"], [["Ann Roy", "0612345678"]]), by=BY)
    before = everybody(book)
    table = Table.from_rows(
        ["Name", "Mobile", "Company", "Blocked"],
        [["Ann Roy", "0612345678", "Acme", "yes"], ["Zoé Petit", "0699887766", "Bolt", ""]],
    )
    plan = book.imports.plan(table, book.imports.suggest(table).assign("Blocked", "blocked"))
    page = book.imports.preview(plan)
    assert [(d.row, d.field, d.before, d.after) for d in page] == [
        (2, "company", None, "Acme"),
        (2, "block", False, True),
    ]
    assert page.next is None
    created = book.imports.preview(plan, outcome=OutcomeKind.CREATED)
    assert {(d.row, d.client_id) for d in created} == {(3, None)}
    assert {d.field for d in created} == {"name", "phones", "company"}
    assert everybody(book) == before
    assert "Acme" not in repr(page)


def test_x40_a_preview_refuses_what_its_commit_would(each_book: ClientBook) -> None:
    """X40, X35: of another file or a wrong cursor there is no preview."""
    table = Table.from_rows(["Name"], [["Ann Roy"]])
    plan = each_book.imports.plan(table, mode=ImportMode.UPSERT)
    with pytest.raises(StalePlanError):
        each_book.imports.preview(plan, table=Table.from_rows(["Name"], [["Bob"]]))
    with pytest.raises(ValueError, match="cursor"):
        each_book.imports.preview(plan, after="x")
    with pytest.raises(ValueError, match="limit"):
        each_book.imports.preview(plan, limit=0)
