"""X17, X59, X42: acts undone latest first leave everybody as they were before the first one."""

from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import MemoryStore, Table, UpdatePolicy
from clientbook.book import ClientBook
from clientbook.book.bulk.members import save_run
from clientbook.book.said import units
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.bulk import BulkEdit, BulkState
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile

NUMBERS = ("+33611223344", "+33699887766")
FIELDS = {
    "email.1": ("ann@example.org", "roy@example.org"),
    "company": ("Roy", "Acme"),
    "tags": ("vip", "new"),
    "note": ("allergic", "late"),
    "custom:likes": ("tea", "rain"),
    "birth_date": ("1980-01-01", "1981-02-03"),
}
FULL: dict[str, Any] = {
    "emails": (EmailAddress("ann@example.org"), EmailAddress("li@example.org")),
    "company": "Roy",
    "tags": ("first", "vip", "last"),
    "info": "allergic",
    "attributes": (Attribute("likes", "tea"),),
    "birthday": PartialDate(1980, 1, 1),
}
EDITS = (
    BulkEdit.tag("vip"),
    BulkEdit.untag("VIP"),
    BulkEdit.tag("new"),
    BulkEdit.set_attribute("likes", "rain"),
    BulkEdit.set_attribute("likes", "tea"),
    BulkEdit.clear_attribute("likes"),
)


class Acts:
    """A book of one person in two clients, and the acts that stand, oldest first."""

    def __init__(
        self, book: ClientBook, start: dict[str, Any], other: dict[str, Any] | None = None
    ) -> None:
        self.book = book
        book.attributes.define(AttributeDefinition("likes"), by=ANNE)
        people = (
            person("Ann Roy", mobile(NUMBERS[0]), **start),
            person("Al Roy", mobile(NUMBERS[1]), **(other or {})),
        )
        self.ids = [book.clients.create(one, by=ANNE).id for one in people]
        self.done: list[tuple[str, str]] = []

    def people(self) -> list[tuple[str, Profile]]:
        """Return how both clients stand."""
        found = self.book.context.store.get_clients(self.book.context.book, self.ids)
        return [(found[i].status.value, found[i].profile) for i in self.ids]

    def list(self, target: str, value: str, policy: UpdatePolicy, clears: bool) -> None:
        """Read a list of one row that says one thing of the first person."""
        rows = [["Ann", "Roy", NUMBERS[0], value]]
        table = Table.from_rows(["First name", "Last name", "Mobile", "X"], rows)
        mapping = self.book.imports.suggest(table)
        mapping = mapping.assign("X", target, policy=policy, blank_clears=clears)
        self.done.append(("list", self.book.imports.run(table, mapping, by=ANNE).id))

    def bulk(self, number: int) -> None:
        """Do one thing to everybody."""
        plan = self.book.bulk.plan(NO_FILTER, EDITS[number])
        self.done.append(("bulk", self.book.bulk.commit(plan, by=ANNE).id))

    def merge(self) -> None:
        """Make the two one, if they are two."""
        if all(status == "active" for status, _ in self.people()):
            plan = self.book.merges.plan(self.ids[0], [self.ids[1]])
            self.done.append(("merge", self.book.merges.merge(plan, by=ANNE).id))

    def undo(self, number: int = -1) -> None:
        """Undo one act, the latest unless another is named."""
        kind, act = self.done.pop(number)
        if kind == "list":
            self.book.imports.undo(self.book.imports.plan_undo(act), by=BOB)
        elif kind == "bulk":
            self.book.bulk.undo(act, by=BOB)
        else:
            self.book.merges.unmerge(self.book.merges.plan_unmerge(act), by=BOB)


ROWS = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda target: st.tuples(
        st.just(target),
        st.sampled_from(("", *FIELDS[target])),
        st.sampled_from((UpdatePolicy.OVERWRITE, UpdatePolicy.FILL)),
        st.booleans(),
    )
)
RUNS = st.one_of(
    st.tuples(st.just("list"), ROWS),
    st.tuples(st.just("bulk"), st.tuples(st.integers(0, len(EDITS) - 1))),
)
ACTS = st.one_of(RUNS, RUNS, RUNS, st.tuples(st.just("merge"), st.just(())))
OVERWRITE = UpdatePolicy.OVERWRITE
PROPERTY = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@example(FULL, [("list", ("email.1", "roy@example.org", OVERWRITE, False)),
                ("list", ("email.1", "ann@example.org", OVERWRITE, False))])  # fmt: skip
@example(FULL, [("list", ("company", "Acme", OVERWRITE, True)),
                ("list", ("company", "", OVERWRITE, True))])  # fmt: skip
@example(FULL, [("bulk", (1,)), ("bulk", (0,)), ("list", ("tags", "new", OVERWRITE, False))])
@example(FULL, [("bulk", (3,)), ("merge", ()), ("bulk", (5,)), ("bulk", (4,))])
@PROPERTY
@given(st.sampled_from((FULL, {})), st.lists(ACTS, min_size=2, max_size=6))
def test_each_undo_gives_back_what_stood_before_its_act(
    start: dict[str, Any], acts: list[tuple[str, tuple[Any, ...]]]
) -> None:
    """X17, X59: lists, acts and merges undone latest first: everybody is exactly as before each."""
    world = Acts(ClientBook(MemoryStore(), settings=region("FR")), start)
    before = []
    for name, arguments in acts:
        stood = world.people()
        getattr(world, name)(*arguments)
        if len(world.done) > len(before):
            before.append(stood)
    while world.done:
        world.undo()
        assert world.people() == before.pop()


@example(FULL, {}, [("list", ("email.1", "roy@example.org", OVERWRITE, False)),
                    ("list", ("email.1", "ann@example.org", OVERWRITE, False))],
         [0, 0])  # fmt: skip
@example({}, FULL, [("bulk", (0,)), ("merge", ())], [0, 0])
@example({}, FULL, [("list", ("company", "Roy", OVERWRITE, False)), ("merge", ())], [0, 0])
@PROPERTY
@given(
    st.sampled_from((FULL, {})),
    st.sampled_from((FULL, {})),
    st.lists(ACTS, min_size=2, max_size=5),
    st.lists(st.integers(0, 9), min_size=5, max_size=5),
)
def test_in_any_order_nothing_of_what_is_undone_is_left(
    start: dict[str, Any],
    other: dict[str, Any],
    acts: list[tuple[str, tuple[Any, ...]]],
    order: list[int],
) -> None:
    """X6, X17, X59: whichever goes first, lists, acts or merges: in the end all is as before."""
    world = Acts(ClientBook(MemoryStore(), settings=region("FR")), start, other)
    before = world.people()
    for name, arguments in acts:
        getattr(world, name)(*arguments)
    for number in order:
        if world.done:
            world.undo(number % len(world.done))
    assert [units(p) for _, p in world.people()] == [units(p) for _, p in before]


def _hold(book: ClientBook, **fields: Any) -> str:
    return book.clients.create(person("Ann Roy", mobile(NUMBERS[0]), **fields), by=ANNE).id


@EVERY_STORE
@pytest.mark.parametrize("order", [(1, 0), (0, 1)])
@pytest.mark.parametrize("said", [("Acme", "Roy"), ("", "Roy"), ("Acme", ""), ("Acme", "Beta")])
def test_what_was_typed_before_two_lists_comes_back(
    book: ClientBook, said: tuple[str, str], order: tuple[int, int]
) -> None:
    """X17: two lists overwrote or cleared one field; with both undone it holds what was typed."""
    client = _hold(book, company="Roy")
    runs = []
    for company in said:
        table = Table.from_rows(
            ["First name", "Last name", "Mobile", "X"], [["Ann", "Roy", NUMBERS[0], company]]
        )
        mapping = book.imports.suggest(table)
        mapping = mapping.assign("X", "company", policy=OVERWRITE, blank_clears=True)
        runs.append(book.imports.run(table, mapping, by=ANNE).id)
    for place in order:
        book.imports.undo(book.imports.plan_undo(runs[place]), by=BOB)
    assert book.clients.get(client).profile.company == "Roy"


def test_what_somebody_typed_between_two_acts_is_theirs(book: ClientBook) -> None:
    """X59: undone latest first, two acts go back to what a hand left between them, no further."""
    book.attributes.define(AttributeDefinition("likes"), by=ANNE)
    client = _hold(book, attributes=(Attribute("likes", "tea"),))
    first = book.bulk.commit(book.bulk.plan(NO_FILTER, EDITS[3]), by=ANNE).id
    typed = ProfilePatch(set={"attributes": (Attribute("likes", "snow"),)})
    book.clients.update(client, typed, expected=None, by=ANNE)
    second = book.bulk.commit(book.bulk.plan(NO_FILTER, EDITS[5]), by=ANNE).id
    counts = []
    for run in (second, first):
        undone = book.bulk.undo(run, by=BOB).undone
        assert undone is not None
        counts.append((undone.restored, undone.kept))
        assert book.clients.get(client).profile.attribute("likes") == "snow"
    assert counts == [(1, 0), (0, 1)]


def test_an_undo_that_was_interrupted_counts_as_undone(book: ClientBook) -> None:
    """X42, X59: what an act half undone has given back does not return when another is undone."""
    book.attributes.define(AttributeDefinition("likes"), by=ANNE)
    client = _hold(book, attributes=(Attribute("likes", "tea"),))
    runs = [
        book.bulk.commit(book.bulk.plan(NO_FILTER, edit), by=ANNE).id
        for edit in (EDITS[3], BulkEdit.set_attribute("likes", "snow"))
    ]
    book.bulk.undo(runs[1], by=BOB)
    half = attrs.evolve(book.bulk.get(runs[1]), state=BulkState.UNDOING)
    with book.context.unit():
        save_run(book.context, half)
    book.bulk.undo(runs[0], by=BOB)
    assert book.clients.get(client).profile.attribute("likes") == "tea"
