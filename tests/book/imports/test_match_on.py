"""By what rows are known again: the choice of an import and of a template (X13)."""

import pytest
from tests.book.imports.conftest import BY, FR

from clientbook import ClientBook, Mapping, MappingTemplate, OutcomeKind, Store, Table
from clientbook.book.progress import ProgressCallback
from clientbook.errors import MappingError, OperationCancelledError
from clientbook.importing.plans import Progress

TITLES = ["N°", "First name", "Last name", "Mobile phone", "E-mail"]
FIRST = [["1", "Anne", "Roy", "0612345678", "anne@example.org"]]


@pytest.fixture
def book(store: Store) -> ClientBook:
    """Return a French book with Anne Roy, number 1 of the till."""
    book = ClientBook(store, settings=FR)
    book.imports.run(Table.from_rows(TITLES, FIRST), by=BY, source="till")
    return book


def outcome(book: ClientBook, row: list[str], *match_on: str) -> OutcomeKind:
    table = Table.from_rows(TITLES, [row])
    plan = book.imports.plan(table, source="till", match_on=match_on or None)
    run = book.imports.commit(plan, by=BY)
    assert run.differences == {}
    again = book.imports.run(table, by=BY, source="till", match_on=match_on or None)
    assert (again.counts.created, again.counts.updated) == (0, 0)
    return next(book.imports.outcomes(run.id)).kind


@pytest.mark.parametrize(
    ("row", "match_on", "kind"),
    [
        (["1", "Anne", "Roy", "", "new@example.org"], (), "updated"),
        (["1", "Anne", "Roy", "", "new@example.org"], ("external_id",), "updated"),
        (["", "Anne", "Roy", "0612345678", "new@example.org"], ("phone",), "updated"),
        (["", "Anne", "Roy", "0612345678", "new@example.org"], ("email",), "created"),
        (["", "Anne", "Roy", "0612345679", "anne@example.org"], ("email",), "updated"),
        (["", "Anne", "Roy", "0612345679", "anne@example.org"], ("phone",), "created"),
        (["", "Anne", "Roy", "0612345678", ""], ("external_id", "email"), "created"),
        (["2", "Anne", "Roy", "0612345678", ""], ("phone",), "created"),  # two ids of one list
    ],
)
def test_rows_are_known_again_by_what_was_chosen(
    book: ClientBook, row: list[str], match_on: tuple[str, ...], kind: str
) -> None:
    """X13: a field that was not chosen leads to nobody, and the same file twice changes nothing."""
    assert outcome(book, row, *match_on).value == kind


def test_a_template_keeps_the_choice(book: ClientBook) -> None:
    """X13, X14: the next export of the layout is matched as the template says."""
    table = Table.from_rows(TITLES, FIRST)
    template = book.imports.save_template(
        "till", book.imports.suggest(table), table, source="till", match_on=["external_id"], by=BY
    )
    assert isinstance(template, MappingTemplate)
    assert template.mapping.unmatched == {"phone", "email"}
    later = Table.from_rows(TITLES, [["9", "Anne", "Roy", "0612345678", ""]])
    assert book.imports.suggest(later).unmatched == {"phone", "email"}
    assert Mapping.from_json(template.mapping.to_json()) == template.mapping
    assert book.imports.plan(later).counts is not None


def test_an_interrupted_import_goes_on_with_the_choice(book: ClientBook) -> None:
    """X13, X15: the run remembers by what its rows are known."""

    def stop_at(rows: int) -> ProgressCallback:
        def progress(seen: Progress) -> bool:
            return seen.phase != "importing" or seen.done < rows

        return progress

    rows = [["", f"F{n}", f"G{n}", "0612345678", f"p{n}@example.org"] for n in range(900)]
    table = Table.from_rows(TITLES, rows)
    with pytest.raises(OperationCancelledError) as stopped:
        book.imports.run(table, by=BY, match_on=["email"], progress=stop_at(1))
    assert stopped.value.run_id is not None
    run = book.imports.resume(stopped.value.run_id, table, by=BY)
    assert run.counts.created == 900


@pytest.mark.parametrize("match_on", [(), ("name",), ("email", "address")])
def test_a_field_that_identifies_nobody_is_refused(
    book: ClientBook, match_on: tuple[str, ...]
) -> None:
    """X13: ids, telephones and e-mail addresses are what a row can be known by."""
    with pytest.raises(MappingError, match="match_on"):
        book.imports.plan(Table.from_rows(TITLES, FIRST), match_on=match_on)


def test_a_choice_that_no_column_serves_is_refused(book: ClientBook) -> None:
    """X13: an import that could know nobody again is a mistake, not an import."""
    with pytest.raises(MappingError, match="no column"):
        book.imports.plan(Table.from_rows(TITLES[:4], [FIRST[0][:4]]), match_on=["email"])


def test_everybody_whom_an_undo_keeps_can_be_listed(store: Store) -> None:
    """V34, X17: the plan shows the first hundred; pages show all, with why."""
    book = ClientBook(store, settings=FR)
    rows = [[f"Anne{n}", "Roy"] for n in range(130)]
    run = book.imports.run(Table.from_rows(TITLES[1:3], rows), by=BY)
    for shown in book.lists.page(limit=200):
        book.clients.add_note(shown.client_id, "stays", by=BY)
    plan = book.imports.plan_undo(run.id)
    found, after = [], None
    while True:
        page = book.imports.undo_kept(plan, after=after, limit=50)
        found += page.items
        if (after := page.next) is None:
            break
    assert (plan.counts.kept, len(plan.kept), len(found)) == (130, 100, 130)
    assert tuple(found[:100]) == plan.kept
    assert [kept.row for kept in found] == list(range(2, 132))
