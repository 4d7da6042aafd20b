"""X33: a check and the write it allows are one transaction, for processes that meet.

Every race runs in rounds: at each, all processes start at a barrier and want the same thing.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.postgres_server import Server
from tests.processes import Barrier, run_processes

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.clients import Actor, ClientStatus
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import SAFE, OnDuplicate
from clientbook.errors import (
    ClientbookError,
    ClientStateError,
    DuplicateFoundError,
    ImportStateError,
    OperationCancelledError,
    RowDecidedError,
    StalePlanError,
)
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

ME = Actor("race")
HEADER = ["First name", "Last name", "Mobile phone"]
PROCESSES, ROUNDS = 3, 8


def open_book(target: str) -> ClientBook:
    """Open the book at a path, or at a server's connection string."""
    store: Store
    if "=" in target:
        from clientbook.storage.postgres import PostgresStore

        store = PostgresStore(target, lock_timeout_seconds=120)
    else:
        store = SqliteStore(target, busy_timeout_seconds=120)
    return ClientBook(store, settings=attrs.evolve(SAFE, default_region="FR"))


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new book that processes can open."""
    if request.param == "sqlite":
        made = str(tmp_path / "clients.db")
        SqliteStore(made).close()
        return made
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


def person(number: int) -> Profile:
    """Return somebody with a mobile of their own."""
    phone = PhoneNumber(f"+336123456{number:02d}", kind=PhoneKind.MOBILE)
    return Profile(
        name=PersonName(given="Ann", family=f"Once{'abcdefghij'[number]}"), phones=(phone,)
    )


def in_rounds(all_here: Barrier, target: str, do: Callable[[ClientBook, int], str]) -> Counter[str]:
    """Do something at the same moment as the others, once a round; count the answers."""
    answers: Counter[str] = Counter()
    with open_book(target) as book:
        for number in range(ROUNDS):
            all_here()
            try:
                answers[do(book, number)] += 1
            except ClientbookError as error:
                answers[type(error).__name__] += 1
    return answers


def total(answers: list[Any]) -> Counter[str]:
    """Return the answers of all processes together."""
    assert all(isinstance(a, Counter) for a in answers), answers
    return sum(answers, Counter())


def create(all_here: Barrier, number: int, target: str) -> Counter[str]:
    """Create a person who is refused when they are there already."""

    def do(book: ClientBook, round_: int) -> str:
        book.clients.create(person(round_), by=ME, on_duplicate=OnDuplicate.REFUSE)
        return "created"

    return in_rounds(all_here, target, do)


def test_two_writers_cannot_both_find_nobody(target: str) -> None:
    """X33, D1: of several who create one person, one does and the others learn who it is."""
    answers = total(run_processes(PROCESSES, create, target))
    assert answers == {"created": ROUNDS, DuplicateFoundError.__name__: ROUNDS * (PROCESSES - 1)}
    with open_book(target) as book:
        assert book.clients.count() == ROUNDS


def arrive(all_here: Barrier, number: int, target: str) -> Counter[str]:
    """Find a person or create them."""

    def do(book: ClientBook, round_: int) -> str:
        return book.clients.arrive(person(round_), by=ME).client.id

    return in_rounds(all_here, target, do)


def test_several_arrivals_of_one_person_are_one_client(target: str) -> None:
    """X33, D1: whoever comes later is given the client the first one made."""
    answers = total(run_processes(PROCESSES, arrive, target))
    assert sorted(answers.values()) == [PROCESSES] * ROUNDS
    with open_book(target) as book:
        assert book.clients.count() == ROUNDS


def rows(count: int, *, after: int = 0) -> list[list[str]]:
    """Return the rows of a list of persons, those after the first so many."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        [
            f"Paul{letters[i % 26]}",
            f"Petit{letters[i // 26 % 26]}{letters[i // 676 % 26]}{letters[i // 17_576]}",
            f"06 2{i:07d}",
        ]
        for i in range(after, after + count)
    ]


def load(all_here: Barrier, number: int, target: str) -> tuple[int, int]:
    """Import the list; return how many it created, and how many were there already."""
    with open_book(target) as book:
        all_here()
        while True:
            try:
                counts = book.imports.run(Table.from_rows(HEADER, rows(60)), by=ME).counts
            except StalePlanError:  # the loser was told that the book moved
                continue
            return counts.created, counts.unchanged


def test_the_same_file_at_once_makes_everybody_once(target: str) -> None:
    """X33, D1: rows that another run has created meanwhile are unchanged rows."""
    answers = run_processes(PROCESSES, load, target)
    assert sum(created for created, _ in answers) == 60, answers
    assert sum(unchanged for _, unchanged in answers) == 60 * (PROCESSES - 1)
    with open_book(target) as book:
        assert book.clients.count() == 60


def resume(all_here: Barrier, number: int, target: str, run_id: str) -> str:
    """Go on with a run that was stopped."""
    with open_book(target) as book:
        table = Table.from_rows(HEADER, rows(1_200))
        all_here()
        try:
            return book.imports.resume(run_id, table).state.value
        except ImportStateError:
            return "refused"


def test_a_run_is_resumed_by_one(target: str) -> None:
    """X33, D1: of two that resume a run, one does; nobody is created twice."""
    with open_book(target) as book:
        table = Table.from_rows(HEADER, rows(1_200))
        with pytest.raises(OperationCancelledError):
            book.imports.run(
                table, by=ME, progress=lambda p: p.phase != "importing" or p.done < 500
            )
        (run,) = book.imports.runs()
    answers = run_processes(2, resume, target, run.id)
    assert "done" in answers, answers
    assert set(answers) <= {"done", "refused"}, answers
    with open_book(target) as book:
        assert book.clients.count() == 1_200
        assert book.imports.get(run.id).counts.created == 1_200


def settle(all_here: Barrier, number: int, target: str, run_id: str, row: int) -> str:
    """Say that a waiting row is a new person."""
    with open_book(target) as book:
        all_here()
        try:
            return book.imports.settle(run_id, row, into=None).kind.value
        except ClientbookError as error:
            return type(error).__name__


def test_a_waiting_row_is_settled_once(target: str) -> None:
    """X33, D1: of several answers to one row, one is taken and the others are told."""
    with open_book(target) as book:
        known = attrs.evolve(person(3), name=PersonName(given="Hugo", family="Fontaine"))
        book.clients.create(known, by=ME)
        table = Table.from_rows(HEADER, [["Hugo", "Fontayne", "06 12 34 56 03"]])
        run = book.imports.run(table, by=ME)
        (waiting,) = book.imports.outcomes(run.id, kinds=[OutcomeKind.REVIEW])
    answers = Counter(run_processes(PROCESSES, settle, target, run.id, waiting.row))
    assert answers == {"created": 1, RowDecidedError.__name__: PROCESSES - 1}
    with open_book(target) as book:
        assert book.clients.count() == 2
        assert book.imports.get(run.id).counts.created == 1


def settle_own(all_here: Barrier, number: int, target: str, run_id: str) -> str:
    """Say that a waiting row, another one in each process, is a new person."""
    with open_book(target) as book:
        all_here()
        try:
            return book.imports.decide_row(run_id, 2 + number, into=None, by=ME).kind.value
        except ClientbookError as error:
            return type(error).__name__


def test_rows_of_one_person_are_answered_as_one(target: str) -> None:
    """X31, X33: of several rows of one person answered at once, one makes the client."""
    with open_book(target) as book:
        known = attrs.evolve(person(3), name=PersonName(given="Hugo", family="Fontaine"))
        book.clients.create(known, by=ME)
        rows = [["Hugo", "Fontayne", "06 12 34 56 03", f"Note {n}"] for n in range(PROCESSES)]
        run = book.imports.run(Table.from_rows([*HEADER, "Note"], rows), by=ME)
        assert run.counts.review == PROCESSES
    answers = Counter(run_processes(PROCESSES, settle_own, target, run.id))
    assert answers == {"created": 1, DuplicateFoundError.__name__: PROCESSES - 1}
    with open_book(target) as book:
        assert book.clients.count() == 2


def erase_or_note(all_here: Barrier, number: int, target: str, ids: list[str]) -> Counter[str]:
    """Erase somebody, while another process notes something about them."""

    def do(book: ClientBook, round_: int) -> str:
        if number:
            book.clients.add_note(ids[round_], "said meanwhile", by=ME)
            return "noted"
        book.privacy.erase(ids[round_], by=ME)
        return "erased"

    return in_rounds(all_here, target, do)


def test_nothing_is_left_of_the_erased(target: str) -> None:
    """X33, D1: a note comes before an erasure and goes with it, or is refused after it."""
    with open_book(target) as book:
        ids = [book.clients.create(person(i), by=ME).id for i in range(ROUNDS)]
    answers = total(run_processes(2, erase_or_note, target, ids))
    assert answers["erased"] == ROUNDS, answers
    assert answers["noted"] + answers[ClientStateError.__name__] == ROUNDS, answers
    with open_book(target) as book:
        for client_id in ids:
            assert book.clients.get(client_id).status is ClientStatus.ERASED
            assert book.clients.notes(client_id) == ()


def as_people_open_it(target: str) -> ClientBook:
    """Open the book with the waits a program has that says nothing of them."""
    store: Store
    if "=" in target:
        from clientbook.storage.postgres import PostgresStore

        store = PostgresStore(target)
    else:
        store = SqliteStore(target)
    return ClientBook(store, settings=attrs.evolve(SAFE, default_region="FR"))


ROWS, LISTS = 10_000, 3
"""Rows of a list that is imported, and how many are at most.

The book is held for a second at most before others get their turn, and a fast machine writes
thousands of rows in that time: whether somebody came between is asked of long lists, and again.
"""


def came_between(book: ClientBook, run_id: str) -> bool:
    """Say whether somebody else made a client after the first row of an import, before its last."""
    changes = book.context.store.read_changes(book.context.book)
    told = [change.cause == f"import:{run_id}" for change in changes if change.client_id]
    return False in told[told.index(True) : len(told) - told[::-1].index(True)]


def work_meanwhile(all_here: Barrier, number: int, target: str) -> Counter[str]:
    """Import lists in which all share an e-mail address, or create people until that is done."""
    answers: Counter[str] = Counter()
    with as_people_open_it(target) as book:
        all_here()
        if number == 0:
            for done in range(LISTS):
                listed = [[*row[:2], "shop@example.org"] for row in rows(ROWS, after=done * ROWS)]
                table = Table.from_rows([*HEADER[:2], "E-mail"], listed, name="a list")
                run = book.imports.run(table, by=ME)
                answers["imported"] += run.counts.created
                answers["lists"] += 1
                if came_between(book, run.id):
                    answers["others came between"] += 1
                    break
            book.imports.run(Table.from_rows(HEADER, rows(1), name="the end"), by=ME)
            return answers
        while not any(run.source_name == "the end" for run in book.imports.runs()):
            who = f"+3361{number}{answers['created']:06d}"
            phone = PhoneNumber(who, kind=PhoneKind.MOBILE)
            profile = Profile(name=PersonName(given="Walk", family="In"), phones=(phone,))
            try:
                book.clients.create(profile, by=ME, on_duplicate=OnDuplicate.REFUSE)
                answers["created"] += 1
            except ClientbookError as error:
                answers[f"{type(error).__name__} {error}"] += 1
    return answers


def test_nobody_is_locked_out_while_a_large_import_runs(target: str) -> None:
    """X34: an import gives way between its chunks: others write among its rows, none is refused."""
    imported, *created = run_processes(3, work_meanwhile, target)
    assert imported["imported"] == imported["lists"] * ROWS
    assert imported["others came between"] == 1, "nobody wrote between two chunks"
    assert all(set(answers) == {"created"} for answers in created), created
    with open_book(target) as book:
        everybody = imported["imported"] + sum(answers["created"] for answers in created)
        assert everybody <= book.clients.count() <= everybody + 1  # the last list's one row
