"""Lists in which many rows share a contact point: bounded, known again, in any order."""

import random
from collections import Counter
from collections.abc import Callable, Collection

import attrs
import pytest
from tests.book.conftest import MakeBook, region
from tests.book.people import ANNE, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.consents import Channel
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.identity.keys import HOLDERS_CAP
from clientbook.importing.crowding import crowded_keys
from clientbook.messages.issues import IssueCode

SHOP = "06 12 34 56 78"
NOBODY = "noemail@noemail.com"
HEADER = ["First name", "Last name", "Mobile phone", "E-mail", "Note"]
SYLLABLES = [a + b for a in "bdfglmnprstv" for b in "aeiou"]


def _name(n: int) -> str:
    """A name of its own for each number, no two of them alike."""
    dice = random.Random(n)
    return "".join(dice.choice(SYLLABLES) for _ in range(4)).title()


def _rows(count: int, *, phone: str = SHOP, email: str = NOBODY) -> list[list[str]]:
    return [[_name(2 * n), _name(2 * n + 1), phone, email, ""] for n in range(count)]


def _import(book: ClientBook, rows: list[list[str]]) -> dict[str, int]:
    run = book.imports.run(Table.from_rows(HEADER, rows), by=ANNE)
    return {name: n for name, n in attrs.asdict(run.counts).items() if n}


def _people(book: ClientBook) -> Counter[Profile]:
    page = book.lists.page(limit=1000)
    return Counter(attrs.evolve(row.client.profile, attributes=()) for row in page)


def test_imported_again_it_changes_nothing(book: ClientBook) -> None:
    """X34: rows of which only the shop's number is known are known by what they say."""
    rows = _rows(60)
    assert _import(book, rows) == {"created": 60}
    assert _import(book, rows) == {"unchanged": 60}
    assert _import(book, rows[::-1]) == {"unchanged": 60}


def test_a_list_that_grows_over_the_cap_is_known_again(book: ClientBook) -> None:
    """X34: 15 people on the shop's number, then 30: the first 15 are not made twice."""
    rows = _rows(30)
    assert _import(book, rows[:15]) == {"created": 15}
    assert _import(book, rows) == {"created": 15, "unchanged": 15}
    assert _import(book, rows[:15]) == {"unchanged": 15}


def test_rows_without_identifiers_are_known_after_a_merge(book: ClientBook) -> None:
    """X15, X34: a row whose client was merged since belongs to the survivor (S33)."""
    rows = [["Marie", "Dupont", "", "", ""], ["Marie", "Dupond", "", "", ""]]
    assert _import(book, rows) == {"created": 2}
    keep, gone = (row.client_id for row in book.lists.page())
    book.merges.merge(book.merges.plan(keep, [gone]), by=ANNE)
    counts = _import(book, rows)
    assert "created" not in counts
    assert book.clients.count() == 1


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_rows_give_the_same_clients(make_book: MakeBook, seed: int) -> None:
    """X34: whether a number identifies somebody does not hang on the order of the rows."""
    rows = _rows(40) + [[*_rows(3)[n][:4], "seen twice"] for n in range(3)]
    rows += [["Luc", "Roy", "06 99 88 77 66", "", ""], ["Luc", "", "06 99 88 77 66", "", "b"]]
    straight = make_book(region("FR"), book="straight")
    _import(straight, rows)
    shuffled = make_book(region("FR"), book="shuffled")
    random.Random(seed).shuffle(rows)
    _import(shuffled, rows)
    mine, theirs = (
        sorted((p.display_name, len(p.phones)) for p in _people(b).elements())
        for b in (straight, shuffled)
    )
    assert mine == theirs
    assert len(mine) == 44


def test_the_visits_of_one_client_are_one_client(book: ClientBook) -> None:
    """X34: a number on many rows of one person is that person's."""
    rows = [["Marie", "Dupont", "06 12 34 56 78", "m@a.fr", f"visit {n}"] for n in range(60)]
    assert _import(book, rows) == {"created": 1, "duplicate_in_file": 59}


def test_a_family_name_does_not_make_one_person_of_a_list(book: ClientBook) -> None:
    """X34: 40 people called Martin, each with a number and the shop's, are 40 clients."""
    rows = [["", "Martin", f"06 1{n:07d}", NOBODY, ""] for n in range(40)]
    assert _import(book, rows) == {"created": 40}
    assert _import(book, rows) == {"unchanged": 40}


def test_the_shop_is_reported_and_offered(book: ClientBook) -> None:
    """X34: the plan counts the rows, the privacy desk offers the number until it is marked."""
    plan = book.imports.plan(Table.from_rows(HEADER, _rows(25)))
    told = [(i.code, i.field, dict(i.params)["rows"]) for i in plan.warnings]
    assert told == [(IssueCode.SHARED_CONTACT, field, 25) for field in ("email", "phone")]
    assert NOBODY not in repr(plan.warnings)
    book.imports.commit(plan, by=ANNE)
    offers = [(o.contact, o.field, o.clients) for o in book.privacy.shared_offers()]
    assert offers == [("+33612345678", "phone", 25), (NOBODY, "email", 25)]
    book.privacy.mark_shared(SHOP, by=ANNE)
    assert [o.field for o in book.privacy.shared_offers()] == ["email"]


def test_a_shared_point_still_carries_its_words(book: ClientBook) -> None:
    """X34, P15, X37: a block and an opt-out on the shop's number hold, whoever shares it."""
    _import(book, _rows(40))
    client = book.lists.page().items[7].client
    book.clients.block_booking(client.id, by=ANNE)
    assert book.consent.booking_gate(SHOP).value == "call_us"
    book.clients.unblock_booking(client.id, by=ANNE)
    assert book.consent.booking_gate(SHOP).value == "allow"
    book.consent.set_subscriptions(client.id, {(Channel.SMS, "*"): False}, by=ANNE)
    assert not book.consent.may_contact(client.id, Channel.SMS, "GENERAL").allowed


class _Counting:
    """Counts what is read of a store."""

    def __init__(self, book: ClientBook, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clients = 0
        self.statements = 0
        store = book.context.store
        for name in ("get_clients", "find_holders", "get_records", "list_records"):
            monkeypatch.setattr(type(store), name, self._counted(getattr(type(store), name)))

    def _counted(self, method: Callable[..., Collection[object]]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            found = method(*args, **options)
            self.statements += 1
            if method.__name__ == "get_clients":
                self.clients += len(found)
            return found

        return call


@pytest.mark.parametrize("share", ["phone", "email", "both", "neither"])
def test_what_is_read_grows_with_the_rows(
    book: ClientBook, share: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X34, C2: clients read and statements a chunk are bounded, whatever the rows share."""
    monkeypatch.setattr("clientbook.book.pacing._FIRST_ROWS", 100)
    rows = _rows(600)
    for n, row in enumerate(rows):
        if share in ("phone", "neither"):
            row[3] = f"p{n}@example.org"
        if share in ("email", "neither"):
            row[2] = f"06 1{n:07d}"
    counting = _Counting(book, monkeypatch)
    _import(book, rows)
    assert counting.clients <= HOLDERS_CAP * 6
    read, statements = counting.clients, counting.statements
    _import(book, rows)
    assert counting.clients - read <= 2 * len(rows)
    assert counting.statements - statements <= 3 * statements + 60


def test_a_check_reads_no_more_than_the_cap(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X34: who checks somebody with the shop's number reads no client through it."""
    _import(book, _rows(200))
    counting = _Counting(book, monkeypatch)
    shop = PhoneNumber("+33612345678", PhoneKind.MOBILE)
    answer = book.clients.check(person("Marie Dupont", shop))
    assert (answer.kind.value, len(answer)) == ("new", 0)
    assert ("p", 200) in [(c.kind, c.records) for c in answer.capped]
    assert counting.clients <= 60
    assert book.clients.create(person("Marie Dupont", shop), by=ANNE).duplicates == ()


def test_counting_a_file_takes_the_memory_of_what_is_shared(book: ClientBook) -> None:
    """X34: keys that few rows hold are not kept while a file is counted."""
    rows = _rows(50)
    for n, row in enumerate(rows):
        row[2] = f"06 1{n:07d}"
    table = Table.from_rows(HEADER, rows)
    checked: list[int] = []
    plan = book.imports.plan(table)
    from clientbook.book.imports.planning import make_checker

    checker = make_checker(book.context, plan, {})

    def check(row: object) -> object:
        checked.append(1)
        return checker.check(row)  # type: ignore[arg-type]

    assert crowded_keys(table, plan.mapping, check) == {"e:" + NOBODY: 50}  # type: ignore[arg-type]
    assert len(checked) == 50
    assert crowded_keys(Table.from_rows(HEADER, rows[:20]), plan.mapping, check) == {}  # type: ignore[arg-type]
    assert len(checked) == 50


def test_x34_cells_that_are_no_contact_point_are_not_looked_at_again(book: ClientBook) -> None:
    """X34: a file that repeats "-", "12" or half an address has nothing that many share."""
    rows = _rows(60)
    for n, row in enumerate(rows):
        row[2], row[3] = ("12", "-", "n/a 5")[n % 3], ("nobody@", "@", "none")[n % 3]
    table = Table.from_rows(HEADER, rows)
    plan = book.imports.plan(table)
    checked: list[object] = []
    assert crowded_keys(table, plan.mapping, checked.append) == {}  # type: ignore[arg-type]
    assert checked == []
