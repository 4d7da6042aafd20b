"""An attribute is changed over a whole book in bounded steps, while others write."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

import attrs
import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, person

from clientbook import Table
from clientbook.book import ClientBook, pacing
from clientbook.convert.documents import to_document
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    AttributeType,
    AttributeValue,
    MergeRule,
)
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.patches import ProfilePatch
from clientbook.errors import (
    InvalidProfileError,
    InvalidValueError,
    OperationCancelledError,
)
from clientbook.importing.plans import Progress
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Record

SIZE = AttributeDefinition("Size")
NUMBER = AttributeDefinition("Shoe size", AttributeType.INTEGER, merge_rule=MergeRule.UNION)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units of two clients, so that some clients make many steps."""
    for name in ("_FIRST_ROWS", "_LEAST_ROWS", "CHUNK_ROWS"):
        monkeypatch.setattr(pacing, name, 2)


def fill(book: ClientBook, *values: AttributeValue) -> list[ClientId]:
    book.attributes.define(SIZE, by=ANNE)
    clients = [
        person(f"P{n:02d}", attributes=(Attribute("size", v),)) for n, v in enumerate(values)
    ]
    return [book.clients.create(profile, by=ANNE).id for profile in clients]


def held(book: ClientBook, client_id: ClientId) -> dict[str, AttributeValue]:
    return {a.key: a.value for a in book.clients.get(client_id).profile.attributes}


def stop_after(steps: int) -> Callable[[Progress], bool]:
    left = iter(range(steps))
    return lambda _: next(left, None) is not None


def each_step(book: ClientBook) -> Iterator[int]:
    """Change the attribute one step at a time, by the desk's own means."""
    progress = stop_after(0)
    try:
        book.attributes.change("size", NUMBER, by=ANNE, progress=progress)
    except OperationCancelledError:
        step = 0
        while book.attributes.changing() is not None:
            yield (step := step + 1)
            try:
                book.attributes.finish_change(progress=progress)
            except OperationCancelledError:
                continue


@EVERY_STORE
def test_all_follow_with_those_who_may_come_back(book: ClientBook) -> None:
    """X53, N11: Name, type and rule at once; deleted and merged clients as well."""
    ids = fill(book, *"1234567")
    book.clients.delete(ids[1], by=ANNE)
    book.merges.merge(book.merges.plan(ids[3], [ids[2]]), by=ANNE)
    changed = book.attributes.change("SIZE", NUMBER, by=BOB)
    assert changed == attrs.evolve(NUMBER, version=2, former=("size",))
    assert book.attributes.list() == (changed,)
    assert book.attributes.changing() is None
    assert held(book, ids[0]) == {"shoe size": 1}
    book.clients.restore(ids[1], by=ANNE)
    assert held(book, ids[1]) == {"shoe size": 2}
    merge = book.merges.latest()[0]
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=ANNE)
    assert held(book, ids[2]) == {"shoe size": 3}
    assert book.attributes.change("shoe size", NUMBER, by=BOB) == changed  # nothing to change


@EVERY_STORE
def test_one_value_that_cannot_be_converted_refuses_all(book: ClientBook) -> None:
    """X53: Every client whose value has no such form is named, and nothing was changed."""
    ids = fill(book, "1", "large", "3", "4", "small")
    events = len(book.history.events())
    with pytest.raises(InvalidProfileError) as refused:
        book.attributes.change("size", NUMBER, by=ANNE)
    assert len(refused.value.issues) == 2
    assert ids[1] in str(refused.value)
    assert book.attributes.list() == (book.attributes.get("size"),)
    assert book.attributes.changing() is None
    assert [held(book, i) for i in ids[:2]] == [{"size": "1"}, {"size": "large"}]
    assert len(book.history.events()) == events


LOSING = [
    ("00123", AttributeType.INTEGER),
    ("007", AttributeType.DECIMAL),
    ("0 123", AttributeType.INTEGER),
    ("-012", AttributeType.INTEGER),
    ("+33612345678", AttributeType.INTEGER),
    ("\u0660\u0661\u0662", AttributeType.INTEGER),  # 012 in Arabic digits
    ("2026-05-12 14:30", AttributeType.DATE),
    ("2026-05-12T00:00:01Z", AttributeType.DATE),
]
KEEPING = [
    ("0", AttributeType.INTEGER, 0),
    ("10", AttributeType.INTEGER, 10),
    ("-12", AttributeType.INTEGER, -12),
    ("1 005", AttributeType.INTEGER, 1005),
    ("12.00", AttributeType.INTEGER, 12),
    ("0.50", AttributeType.DECIMAL, Decimal("0.50")),
    ("0,5", AttributeType.DECIMAL, Decimal("0.5")),
    ("2026-05-12", AttributeType.DATE, date(2026, 5, 12)),
    ("2026-05-12 00:00", AttributeType.DATE, date(2026, 5, 12)),
    ("0", AttributeType.BOOLEAN, False),
    ("007", AttributeType.LIST, ("007",)),
]


@pytest.mark.parametrize(("text", "type_"), LOSING)
def test_a_text_that_would_not_come_back_refuses_the_change(
    book: ClientBook, text: str, type_: AttributeType
) -> None:
    """X53: a code is no number and a time no date: back in its old type it would be another."""
    ids = fill(book, text, "2026")
    with pytest.raises(InvalidProfileError) as refused:
        book.attributes.define(AttributeDefinition("Size", type_), by=ANNE)
    assert ids[0] in str(refused.value)
    assert held(book, ids[0]) == {"size": text}


@pytest.mark.parametrize(("text", "type_", "value"), KEEPING)
def test_a_text_that_says_no_more_than_the_value_is_changed(
    book: ClientBook, text: str, type_: AttributeType, value: AttributeValue
) -> None:
    """X53: noughts of a decimal, spaces between thousands and midnight say nothing of their own."""
    (client_id,) = fill(book, text)
    book.attributes.define(AttributeDefinition("Size", type_), by=ANNE)
    assert held(book, client_id) == {"size": value}


@EVERY_STORE
def test_others_write_between_any_two_steps(book: ClientBook) -> None:
    """X53: Whoever writes a client meanwhile brings it along, and what they write holds."""
    ids = fill(book, *(str(n) for n in range(9)))
    for step in each_step(book):
        client = book.clients.get(ids[step % 9])
        book.clients.update(
            client.id, ProfilePatch(set={"info": f"at {step}"}), expected=client.revision, by=BOB
        )
        book.clients.create(person(f"New {step}"), by=BOB)
        change = book.attributes.changing()
        if change is not None and change.moving:
            assert held(book, client.id) == {"shoe size": step % 9}
    assert [held(book, i) for i in ids] == [{"shoe size": n} for n in range(9)]
    assert sum(book.clients.get(i).profile.info is not None for i in ids) >= 5


@EVERY_STORE
def test_clients_are_merged_and_moved_between_steps(book: ClientBook) -> None:
    """X53, P18: A merge of one who has followed and one who has not loses no value; nor does a
    client who moves to the front of the list are passed by."""
    ids = fill(book, *(str(n) for n in range(10)))
    merged = False
    for _ in each_step(book):
        change = book.attributes.changing()
        if change is None or not change.moving or merged:
            continue
        merged = True
        book.merges.merge(book.merges.plan(ids[0], [ids[9]]), by=BOB)
        last = book.clients.get(ids[8])
        book.clients.update(
            last.id, ProfilePatch(set={"name": person("AAA").name}), expected=None, by=BOB
        )
    assert merged
    assert held(book, ids[0]) == {"shoe size": 0}
    assert held(book, ids[8]) == {"shoe size": 8}


@EVERY_STORE
def test_a_value_entered_while_others_are_looked_at_is_not_lost(book: ClientBook) -> None:
    """X39, X53: One that has no form in the new type is kept as a text that could not be read."""
    ids = fill(book, *"123456")
    entered: Client | None = None
    for _ in each_step(book):
        change = book.attributes.changing()
        if change is not None and not change.moving and change.done >= 2 and entered is None:
            patch = ProfilePatch(add={"attributes": [Attribute("size", "between 1 and 2")]})
            entered = book.clients.update(ids[0], patch, expected=None, by=BOB)
    assert entered is not None
    profile = book.clients.get(ids[0]).profile
    assert profile.attributes == ()
    assert [(u.target, u.text) for u in profile.unread] == [("custom:shoe size", "between 1 and 2")]


@EVERY_STORE
def test_what_was_cut_short_is_finished_before_the_next(book: ClientBook) -> None:
    """X53: Another change goes on with the one that waits; a name that is taken is refused."""
    ids = fill(book, *"12345")
    with pytest.raises(OperationCancelledError):
        book.attributes.change("size", NUMBER, by=ANNE, progress=stop_after(4))
    assert book.attributes.changing() is not None
    other = book.attributes.define(AttributeDefinition("Colour"), by=BOB)
    with pytest.raises(InvalidValueError, match="name"):
        book.attributes.change("Colour", AttributeDefinition("Shoe size"), by=BOB)
    assert book.attributes.changing() is None
    assert [held(book, i) for i in ids] == [{"shoe size": n} for n in range(1, 6)]
    with pytest.raises(InvalidValueError):
        book.attributes.change("Colour", AttributeDefinition("size"), by=BOB)  # its old name
    assert book.attributes.get("colour") == other


@EVERY_STORE
def test_indexing_anew_is_stopped_and_gone_on_with(book: ClientBook) -> None:
    """X53: The order of names is changed at once; the clients follow, step by step."""
    for n in range(7):
        book.clients.create(person(f"P{6 - n}"), by=ANNE)
    told: list[Progress] = []

    def stop(progress: Progress) -> bool:
        told.append(progress)
        return False

    wanted = attrs.evolve(book.settings, names_sort_by="family")
    with pytest.raises(OperationCancelledError):
        book.change_settings(wanted, by=ANNE, progress=stop)
    assert book.settings == wanted
    while book.is_reindexing:
        try:
            book.finish_reindexing(progress=stop)
        except OperationCancelledError:
            continue
    assert [p.done for p in told] == [2, 4, 6, 7]
    assert all(p.done <= p.total for p in told)


@pytest.mark.parametrize("act", ["define", "rename"])
def test_defining_and_renaming_go_in_bounded_steps(
    act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X10: no unit of work goes over the whole book: between two steps others write."""
    book = ClientBook(MemoryStore())
    book.attributes.define(AttributeDefinition("Size"), by=ANNE)
    for n in range(7):
        book.clients.create(person(f"P{n}", attributes=(Attribute("size", str(n)),)), by=ANNE)
    begun: list[int] = []
    transaction = MemoryStore.transaction

    def counted(self: MemoryStore, book_id: str) -> AbstractContextManager[None]:
        begun.append(1)
        return transaction(self, book_id)

    monkeypatch.setattr(MemoryStore, "transaction", counted)
    if act == "define":
        book.attributes.define(AttributeDefinition("Size", AttributeType.INTEGER), by=ANNE)
    else:
        book.attributes.rename("Size", "Width", by=ANNE)
    assert len(begun) > 7
    values = [row.client.profile.attributes[0] for row in book.lists.page()]
    key, first = ("size", 0) if act == "define" else ("width", "0")
    assert {value.key for value in values} == {key}
    assert first in {value.value for value in values}


def _defined(book: ClientBook) -> None:
    book.attributes.define(AttributeDefinition("Shoe  SIZE"), by=BOB)


def _imported(book: ClientBook) -> None:
    table = Table.from_rows(["First name", "E-mail", "Shoe size"], [["Al", "al@x.org", "red"]])
    book.imports.run(table, by=BOB)


DOORS: dict[str, Callable[[ClientBook], None]] = {"define": _defined, "import": _imported}


@EVERY_STORE
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("steps", [0, 1])
def test_nobody_takes_the_name_that_an_attribute_is_to_have(
    book: ClientBook, door: str, steps: int
) -> None:
    """X10: while values are looked at the new name is kept for it, and the refusal says so."""
    ids = fill(book, "38", "39", "40", "41", "42")
    with pytest.raises(OperationCancelledError):
        book.attributes.change("Size", NUMBER, by=ANNE, progress=stop_after(steps))
    with pytest.raises(InvalidValueError, match="finish_change"):
        DOORS[door](book)
    other = AttributeDefinition("Shoe size", scope=AttributeScope.APPOINTMENT)
    assert book.attributes.define(other, by=BOB).version == 1  # of something else
    book.attributes.finish_change()
    assert [d.key for d in book.attributes.list()] == ["shoe size"]
    assert [held(book, i) for i in ids] == [{"shoe size": n} for n in (38, 39, 40, 41, 42)]


@EVERY_STORE
def test_a_name_that_was_taken_all_the_same_ends_the_change(book: ClientBook) -> None:
    """X10: two attributes never become one: nothing is changed, and the refusal says what to do."""
    (client,) = fill(book, "38")
    with pytest.raises(OperationCancelledError):
        book.attributes.change("Size", NUMBER, by=ANNE, progress=stop_after(0))
    taken = AttributeDefinition("Shoe size", AttributeType.DECIMAL)
    record = Record("attribute", "client:shoe size", to_document(taken))  # as an earlier version
    with book.context.unit():
        book.context.store.put_records(book.context.book, [record])
    with pytest.raises(InvalidValueError, match="take another name"):
        book.attributes.finish_change()
    assert book.attributes.changing() is None
    assert [d.type.value for d in book.attributes.list()] == ["decimal", "string"]
    assert held(book, client) == {"size": "38"}
    assert book.attributes.rename("Size", "Fit", by=ANNE).key == "fit"
