"""Lists whose rows nothing but a name tells apart, and that come again with more or other cells."""

from collections.abc import Callable, Sequence

import attrs
import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.emails import EmailAddress
from clientbook.domain.imports import ImportRun, OutcomeKind
from clientbook.domain.patches import ProfilePatch
from clientbook.messages.issues import IssueCode
from clientbook.storage.memory import MemoryStore

SHOP = "shop@example.org"
TITLES = ["First name", "Last name", "E-mail", "Note"]
NAMES = [(a, b) for a in ("Marie", "Luc", "Anne", "Hugo", "Zoé") for b in
         ("Martin", "Roy", "Petit", "Blanc", "Morel")]  # fmt: skip
FIRST = [[given, family, SHOP, ""] for given, family in NAMES]
BARE = [[given, family, "", ""] for given, family in NAMES[:6]]


def _plan(book: ClientBook, rows: Sequence[Sequence[str]], *more: str) -> tuple[int, ImportRun]:
    """Import rows; return how many rows the plan warned of for their names, and the run."""
    plan = book.imports.plan(Table.from_rows([*TITLES, *more], rows))
    told = [i for i in plan.warnings if i.code is IssueCode.SAME_NAMES]
    run = book.imports.commit(plan, by=ANNE)
    assert run.differences == {}
    return sum(int(dict(issue.params)["rows"]) for issue in told), run


def _counts(run: ImportRun) -> dict[str, int]:
    return {name: n for name, n in attrs.asdict(run.counts).items() if n}


@EVERY_STORE
@pytest.mark.parametrize("rows", [FIRST, BARE], ids=["one shared e-mail", "names alone"])
def test_a_list_with_one_column_more_doubles_nobody(
    book: ClientBook, rows: list[list[str]]
) -> None:
    """X34: the plan counts the rows whose names are known, and they wait for an answer."""
    assert _counts(_plan(book, rows)[1]) == {"created": len(rows)}
    warned, run = _plan(book, [[*row, "Lyon"] for row in rows], "City")
    assert _counts(run) == {"review": len(rows)}
    assert warned == len(rows)
    assert book.clients.count() == len(rows)
    told = next(book.imports.outcomes(run.id, kinds=[OutcomeKind.REVIEW]))
    assert len(told.candidates) == 1


def test_one_changed_cell_makes_its_row_wait_and_no_other(book: ClientBook) -> None:
    """X34: and who is new on the list is created."""
    _plan(book, FIRST)
    changed = [[*FIRST[0][:3], "rings twice"], *FIRST[1:], ["Paul", "Dubois", SHOP, ""]]
    warned, run = _plan(book, changed)
    assert _counts(run) == {"created": 1, "review": 1, "unchanged": len(FIRST) - 1}
    assert warned == 1


@EVERY_STORE
@pytest.mark.parametrize("rows", [FIRST, BARE], ids=["one shared e-mail", "names alone"])
def test_an_answer_holds_for_the_next_time(book: ClientBook, rows: list[list[str]]) -> None:
    """X34: whoever each row was given to, the same list changes nothing any more."""
    _plan(book, rows)
    more = [[*row, "Lyon"] for row in rows]
    _, run = _plan(book, more, "City")
    for place, row in enumerate(list(book.imports.outcomes(run.id))):
        into = row.candidates[0] if place else None
        book.imports.decide_row(run.id, row.row, into=into, by=BOB)
    assert book.clients.count() == len(rows) + 1
    warned, again = _plan(book, more, "City")
    assert (warned, _counts(again)) == (0, {"unchanged": len(rows)})


def test_two_of_one_name_are_both_asked_about(book: ClientBook) -> None:
    """X34: in one file they are two, as all their cells say; later each may be either."""
    first = [*FIRST, [*FIRST[0][:3], "the younger"]]
    assert _counts(_plan(book, first)[1]) == {"created": len(first)}
    _, run = _plan(book, [[*row, "" if n else "Lyon"] for n, row in enumerate(FIRST)], "City")
    (row,) = book.imports.outcomes(run.id, kinds=[OutcomeKind.REVIEW])
    assert len(row.candidates) == 2
    assert [issue.code for issue in row.issues] == [IssueCode.AMBIGUOUS_MATCH]


@pytest.mark.parametrize("rows", [FIRST, BARE], ids=["one shared e-mail", "names alone"])
def test_another_birth_date_is_another_person(book: ClientBook, rows: list[list[str]]) -> None:
    """X34: what contradicts the one of that name makes the row somebody new."""
    born = [[*row, f"1980-05-{n + 1:02}"] for n, row in enumerate(rows)]
    assert _counts(_plan(book, born, "Birth date")[1]) == {"created": len(rows)}
    others = [[*row[:4], "1961-11-30"] for row in rows]
    assert _plan(book, others, "Birth date")[0] == 0
    assert book.clients.count() == 2 * len(rows)


def test_a_name_on_what_many_share_is_asked_about_or_the_very_same(book: ClientBook) -> None:
    """X34: whoever was entered by hand with the shop's address is not doubled unasked."""
    for name, city in (("Marie Martin", None), ("Marie Roy", "Lyon")):
        who = person(name, emails=(EmailAddress(SHOP),))
        places = (PostalAddress(locality=city),) if city else ()
        book.clients.create(attrs.evolve(who, addresses=places), by=ANNE)
    rows = [[*row, ""] for row in FIRST]
    assert _counts(_plan(book, rows, "City")[1]) == {
        "created": len(FIRST) - 2,
        "unchanged": 1,  # all that is known of her
        "review": 1,  # of whom the book knows more
    }


def test_a_name_alone_is_nobody_entered_by_hand(book: ClientBook) -> None:
    """X31: a row that says nothing but a name is new, whoever was entered under that name."""
    book.clients.create(person("Marie Martin", emails=(EmailAddress(SHOP),)), by=ANNE)
    assert _counts(_plan(book, BARE)[1]) == {"created": len(BARE)}


def test_somebody_with_a_number_of_their_own_is_not_asked_about_by_name(book: ClientBook) -> None:
    """X34: a row that says nothing but a name is not somebody of whom the book knows more."""
    run = book.imports.run(
        Table.from_rows([*TITLES, "Mobile"], [["Marie", "Martin", "", "", "06 12 34 56 78"]]),
        by=ANNE,
    )
    assert run.counts.created == 1
    assert _counts(_plan(book, BARE)[1]) == {"created": len(BARE)}


def test_a_name_of_too_many_tells_nothing(book: ClientBook) -> None:
    """X34: 25 rows called the same, each with another note, are 25 clients, and 25 more."""
    rows = [["Marie", "Martin", SHOP, f"note {n}"] for n in range(25)]
    table = Table.from_rows(TITLES, [*rows, *FIRST[1:]])
    assert book.imports.run(table, by=ANNE).counts.created == 49
    warned, run = _plan(book, [[*row[:3], f"{row[3]} again"] for row in rows] + FIRST[1:])
    assert (warned, run.counts.created) == (0, 25)


def test_the_rows_of_one_file_are_told_apart_by_all_they_say(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X34: in whichever chunk they stand, a plan and its commit agree."""
    monkeypatch.setattr("clientbook.book.pacing._FIRST_ROWS", 10)
    rows = [[*row[:3], note] for note in ("a", "b") for row in FIRST]
    assert _plan(book, rows)[0] == 0
    assert book.clients.count() == 2 * len(FIRST)


@EVERY_STORE
def test_a_plan_counts_new_clients_who_have_the_name_of_one_before(book: ClientBook) -> None:
    """X34: by another mailbox or number everybody is somebody new, and that is said before."""
    titles = ["First name", "Last name", "E-mail", "Mobile"]
    mails = [[*name, f"{n}@example.org", ""] for n, name in enumerate(NAMES)]
    numbers = [[*name, "", f"+3361234{n:04}"] for n, name in enumerate(NAMES)]
    strangers = [["Ida", "Fox", "ida@example.org", ""], ["Ida", "Fox", "", "+33612349999"]]

    def planned(rows: list[list[str]]) -> tuple[list[object], int]:
        plan = book.imports.plan(Table.from_rows(titles, rows))
        assert plan.counts is not None
        told = [i for i in plan.warnings if i.code is IssueCode.NAMES_IN_BOOK]
        assert not any(name in repr(told) for each in NAMES for name in each)
        book.imports.commit(plan, by=ANNE)
        return [dict(issue.params) for issue in told], plan.counts.created

    assert planned(mails) == ([], len(NAMES))
    assert planned(mails) == ([], 0)
    counted = {"rows": len(NAMES), "looked": len(NAMES) + 2}
    assert planned([*numbers, *strangers]) == ([counted], len(NAMES) + 2)


def _undone(book: ClientBook, run: ImportRun) -> None:
    book.imports.undo(book.imports.plan_undo(run.id), by=BOB)


def _deleted(book: ClientBook, run: ImportRun) -> None:
    for outcome in list(book.imports.outcomes(run.id)):
        book.clients.delete(outcome.client_id or "", by=BOB)


def _with_more(book: ClientBook, rows: list[list[str]]) -> None:
    _plan(book, [[*row, "Lyon"] for row in rows], "City")


def _by_hand(book: ClientBook, rows: list[list[str]]) -> None:
    for given, family, *_ in rows:
        book.clients.create(person(f"{given} {family}"), by=BOB)


@EVERY_STORE
@pytest.mark.parametrize("gone", [_undone, _deleted])
@pytest.mark.parametrize("others", [_with_more, _by_hand])
@pytest.mark.parametrize("rows", [FIRST, BARE], ids=["one shared e-mail", "names alone"])
def test_rows_whose_clients_are_gone_are_as_never_seen(
    book: ClientBook,
    rows: list[list[str]],
    gone: Callable[[ClientBook, ImportRun], None],
    others: Callable[[ClientBook, list[list[str]]], None],
) -> None:
    """X34: a list that was undone, and comes again, finds who came meanwhile as a new one does."""
    never = ClientBook(MemoryStore(), settings=book.settings)
    before = [[*row[:3], "before"] for row in rows]
    for once in (rows, before):
        gone(book, _plan(book, once)[1])
    for one in (book, never):
        others(one, rows)
    for once in (rows, before):
        again, new = _plan(book, once), _plan(never, once)
        assert (again[0], _counts(again[1])) == (new[0], _counts(new[1]))
    assert book.clients.count() == never.clients.count()


def test_an_answer_holds_beside_a_client_that_is_gone(book: ClientBook) -> None:
    """X34: what a row was first is undone; whom it was given to later is there, and is found."""
    more = [[*row, "Lyon"] for row in BARE]
    _undone(book, _plan(book, more, "City")[1])
    _plan(book, BARE)
    _, run = _plan(book, more, "City")
    for row in list(book.imports.outcomes(run.id)):
        given = book.imports.decide_row(run.id, row.row, into=row.candidates[0], by=BOB)
        added = ProfilePatch(add={"emails": [EmailAddress(f"{row.row}@example.org")]})
        book.clients.update(given.client_id or "", added, expected=None, by=BOB)
    assert _counts(_plan(book, more, "City")[1]) == {"unchanged": len(BARE)}
    assert book.clients.count() == len(BARE)
