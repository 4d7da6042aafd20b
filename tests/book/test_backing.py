"""X17, X59, X6: a value stays as long as something other than what is undone asserts it."""

from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import MemoryStore, Table, UpdatePolicy
from clientbook.book import ClientBook
from clientbook.book.said import SAID
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.imports import KeptReason, OutcomeKind, UndoCounts
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile

NUMBERS = ("+33611223344", "+33699887766", "+33655443322")
NAME = "Ann Roy"
TITLES = ["First name", "Last name", "Mobile", "Email", "Company", "Tags"]
FULL: dict[str, Any] = {
    "email": "ann@example.org",
    "company": "Roy",
    "tags": ("vip",),
    "job_title": "Baker",
}


def _list(book: ClientBook, *rows: Sequence[str], titles: Sequence[str] = TITLES) -> str:
    table = Table.from_rows(list(titles), [["Ann", "Roy", *row] for row in rows])
    return book.imports.run(table, book.imports.suggest(table), by=ANNE).id


def _bulk(book: ClientBook, edit: BulkEdit) -> str:
    return book.bulk.commit(book.bulk.plan(NO_FILTER, edit), by=ANNE).id


def _undo(book: ClientBook, run: str) -> UndoCounts:
    undone = book.imports.undo(book.imports.plan_undo(run), by=BOB).undo
    assert undone is not None
    return undone.counts


def _merge(book: ClientBook, survivor: str, *absorbed: str) -> str:
    return book.merges.merge(book.merges.plan(survivor, absorbed), by=ANNE).id


def _plain(profile: Profile) -> tuple[Any, ...]:
    return (profile.company, {e.address for e in profile.emails}, set(profile.tags))


@EVERY_STORE
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_an_absorbed_client_held_by_hand_stays(
    book: ClientBook, order: tuple[int, int]
) -> None:
    """X17, X6: a list gave the survivor what the other one had already: undone, it is there."""
    said = [NUMBERS[0], "ann@example.org", "Roy", "vip"]
    first = book.clients.create(person(NAME, mobile(NUMBERS[0])), by=ANNE)
    run = _list(book, said)
    other = book.clients.create(person(NAME, mobile(NUMBERS[1]), **FULL), by=ANNE)
    pair = (first.id, other.id)
    _merge(book, pair[order[0]], pair[order[1]])
    plan = book.imports.plan_undo(run)
    before = book.clients.get(first.id).profile
    book.imports.undo(plan, by=BOB)
    assert book.clients.get(first.id).profile == before
    if order == (0, 1):
        (kept,) = plan.kept
        assert kept.reason is KeptReason.ASSERTED
        assert set(kept.fields) == {"emails", "company", "tags"}


@EVERY_STORE
def test_what_both_had_of_the_list_alone_goes(book: ClientBook) -> None:
    """X17: the same list gave it to both of them before they were merged: nothing else says so."""
    clients = [book.clients.create(person(NAME, mobile(n)), by=ANNE) for n in NUMBERS[:2]]
    run = _list(book, [NUMBERS[0], "", "Roy", "vip"], [NUMBERS[1], "", "Roy", "vip"])
    _merge(book, clients[0].id, clients[1].id)
    assert _plain(book.clients.get(clients[0].id).profile) == ("Roy", set(), {"vip"})
    _undo(book, run)
    assert _plain(book.clients.get(clients[0].id).profile) == (None, set(), set())


@EVERY_STORE
@pytest.mark.parametrize("chain", [1, 2])
def test_a_bulk_edit_leaves_what_an_absorbed_client_had(book: ClientBook, chain: int) -> None:
    """X59, X6: also of one that was inside another: a tag and a value that stood there by hand."""
    book.attributes.define(AttributeDefinition("Likes"), by=ANNE)
    first = book.clients.create(person(NAME, mobile(NUMBERS[0])), by=ANNE)
    acts = [_bulk(book, BulkEdit.tag("VIP")), _bulk(book, BulkEdit.set_attribute("likes", "tea"))]
    found = [book.clients.create(person(NAME, mobile(n)), by=ANNE) for n in NUMBERS[1:]]
    patch = ProfilePatch(add={"tags": ["vip"], "attributes": [Attribute("likes", "tea")]})
    book.clients.update(found[-chain].id, patch, expected=None, by=ANNE)
    if chain == 2:
        _merge(book, found[1].id, found[0].id)
    _merge(book, first.id, found[1].id)
    for act in acts:
        assert book.bulk.undo(act, by=BOB).undone.kept == 1  # type: ignore[union-attr]
    profile = book.clients.get(first.id).profile
    assert [t.casefold() for t in profile.tags] == ["vip"]
    assert profile.attribute("likes") == "tea"


@EVERY_STORE
def test_what_a_second_list_says_too_stays_until_both_are_undone(book: ClientBook) -> None:
    """X17: whichever is undone first, the other goes on asserting it."""
    client = book.clients.create(person(NAME, mobile(NUMBERS[0])), by=ANNE)
    first = _list(book, [NUMBERS[0], "ann@example.org", "Roy", "vip"])
    second = _list(book, [NUMBERS[0], "", "Roy", "vip"])
    assert _undo(book, first) == UndoCounts(kept=1)
    assert _plain(book.clients.get(client.id).profile) == ("Roy", set(), {"vip"})
    assert _undo(book, second) == UndoCounts(restored=1)
    assert _plain(book.clients.get(client.id).profile) == (None, set(), set())


def test_what_was_said_again_is_kept_as_hashes_and_goes_with_the_person(book: ClientBook) -> None:
    """X38: what a list repeats is no text, and an erasure takes it out."""
    client = book.clients.create(person(NAME, mobile(NUMBERS[0]), company="Roy"), by=ANNE)
    _list(book, [NUMBERS[0], "", "Roy", ""])
    store = book.context.store
    (said,) = store.list_records(book.context.book, SAID)
    assert said.owner == client.id
    assert "Roy" not in repr(said.body)
    assert len(book.privacy.export(client.id)["said_again"]) == 1
    book.privacy.erase(client.id, by=BOB)
    assert store.list_records(book.context.book, SAID) == ()


def test_a_value_that_was_overwritten_does_not_come_back_of_an_undone_list(
    book: ClientBook,
) -> None:
    """X17: the list that overwrote it goes: what stands is what was there before both."""
    client = book.clients.create(person(NAME, mobile(NUMBERS[0]), company="Own"), by=ANNE)
    runs = []
    for company in ("Acme", "Beta"):
        table = Table.from_rows(TITLES[:5], [["Ann", "Roy", NUMBERS[0], "", company]])
        mapping = book.imports.suggest(table)
        mapping = mapping.assign("Company", "company", policy=UpdatePolicy.OVERWRITE)
        runs.append(book.imports.run(table, mapping, by=ANNE).id)
    assert _undo(book, runs[0]) == UndoCounts(kept=1)
    assert book.clients.get(client.id).profile.company == "Beta"
    assert _undo(book, runs[1]) == UndoCounts(restored=1)
    assert book.clients.get(client.id).profile.company == "Own"


def test_a_merge_that_was_undone_asserts_nothing(book: ClientBook) -> None:
    """X6, X17: what the other one brought is not put back on whom it was taken from."""
    first = book.clients.create(person(NAME, mobile(NUMBERS[0])), by=ANNE)
    other = book.clients.create(person(NAME, mobile(NUMBERS[1]), company="Theirs"), by=ANNE)
    merge = _merge(book, first.id, other.id)
    table = Table.from_rows(TITLES[:5], [["Ann", "Roy", NUMBERS[0], "", "List"]])
    mapping = book.imports.suggest(table)
    mapping = mapping.assign("Company", "company", policy=UpdatePolicy.OVERWRITE)
    run = book.imports.run(table, mapping, by=ANNE).id
    book.merges.unmerge(book.merges.plan_unmerge(merge), by=ANNE)
    _undo(book, run)
    assert book.clients.get(first.id).profile.company is None


VALUES = st.fixed_dictionaries(
    {
        "email": st.sampled_from(("", "a@example.org", "b@example.org")),
        "company": st.sampled_from(("", "Roy")),
        "tag": st.sampled_from(("", "vip", "new")),
    }
)
WHO = st.integers(0, 2)
STEP = st.one_of(
    st.tuples(st.just("hand"), WHO, VALUES),
    st.tuples(st.just("list"), WHO, VALUES),
    st.tuples(st.just("list"), WHO, VALUES),
    st.tuples(st.just("bulk"), WHO, VALUES),
    st.tuples(st.just("merge"), WHO, WHO),
    st.tuples(st.just("undo"), st.integers(0, 9), VALUES),
)


class Asserting:
    """A book of one person in three clients, and what is said of each, by whom."""

    def __init__(self) -> None:
        self.book = ClientBook(MemoryStore(), settings=region("FR"))
        self.ids = [self.book.clients.create(person(NAME, mobile(n)), by=ANNE).id for n in NUMBERS]
        self.said: list[tuple[str, str, dict[str, str]]] = []  # run ("" by hand), client, values
        self.runs: list[tuple[str, str]] = []
        self.files: dict[str, str] = {}  # a file read twice is one list

    def hand(self, who: int, values: dict[str, str]) -> None:
        client = self.book.clients.get(self.ids[who])
        add = {"tags": [values["tag"]]} if values["tag"] else {}
        change = {"company": values["company"]} if values["company"] else {}
        held = {**values, "email": ""}
        if add or change:  # also where it is held already: it is said all the same
            self.book.clients.update(
                client.id, ProfilePatch(set=change, add=add), expected=None, by=ANNE
            )
            self.said.append(("", client.id, held))

    def list(self, who: int, values: dict[str, str]) -> None:
        client = self.book.clients.get(self.ids[who])
        row = [NUMBERS[who], values["email"], values["company"], values["tag"]]
        run = _list(self.book, row)
        self.files[run] = self.book.imports.get(run).fingerprint
        (outcome,) = self.book.imports.outcomes(run)
        if outcome.kind is OutcomeKind.REVIEW:  # the address is somebody else's too
            outcome = self.book.imports.decide_row(run, 2, into=client.id, by=ANNE)
        assert outcome.client_id is not None
        self.said.append((run, outcome.client_id, values))
        self.runs.append(("list", run))

    def bulk(self, _: int, values: dict[str, str]) -> None:
        tag = values["tag"] or "vip"
        run = _bulk(self.book, BulkEdit.tag(tag))
        for client_id in {self.book.clients.get(i).id for i in self.ids}:
            self.said.append((run, client_id, {"tag": tag, "email": "", "company": ""}))
        self.runs.append(("bulk", run))

    def merge(self, one: int, other: int) -> None:
        a, b = (self.book.clients.get(self.ids[i]).id for i in (one, other))
        if a != b:
            _merge(self.book, a, b)

    def undo(self, number: int, _: object = None) -> None:
        if not self.runs:
            return
        kind, run = self.runs.pop(number % len(self.runs))
        if kind == "list":
            _undo(self.book, run)
        else:
            self.book.bulk.undo(run, by=BOB)
        gone = {i for i in (run, *self.files) if self.files.get(i, i) == self.files.get(run, run)}
        self.said = [one for one in self.said if one[0] not in gone]

    def check(self) -> None:
        """Whatever stands and was said of somebody is held by whoever they are now."""
        for _, client_id, values in self.said:
            profile = self.book.clients.get(client_id).profile
            assert values["tag"] in {"", *(t.casefold() for t in profile.tags)}
            assert values["company"] in ("", profile.company)
            assert values["email"] in {"", *(e.address for e in profile.emails)}


@example([("list", 0, {"email": "", "company": "Roy", "tag": ""}),
          ("hand", 1, {"email": "", "company": "Roy", "tag": ""}),
          ("merge", 0, 1), ("undo", 0, {})])  # fmt: skip
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=3, max_size=10))
def test_no_undo_takes_what_something_else_asserts(steps: list[tuple[Any, ...]]) -> None:
    """X17, X59: whatever is undone, what a hand, a list or an act that stands said is held."""
    world = Asserting()
    for name, first, second in steps:
        getattr(world, name)(first, second)
        world.check()


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(("list", "bulk")), WHO, VALUES), min_size=1, max_size=5),
    st.lists(st.integers(0, 9), min_size=5, max_size=5),
    VALUES,
)
def test_with_every_run_undone_the_book_is_as_it_was(
    steps: list[tuple[str, int, dict[str, str]]], order: list[int], base: dict[str, str]
) -> None:
    """X17, X59: in whatever order lists and acts are undone, nothing of them is left."""
    world = Asserting()
    world.hand(0, base)
    before = [_state(world.book, i) for i in world.ids]
    for name, who, values in steps:
        getattr(world, name)(who, values)
    newcomer = Table.from_rows(TITLES[:3], [["Zoé", "Petit", "0612345678"]])
    world.runs += [("list", world.book.imports.run(newcomer, by=ANNE).id) for _ in range(2)]
    for number in (*order, *order):
        world.undo(number)
    assert not world.runs
    assert [_state(world.book, i) for i in world.ids] == before
    assert world.book.search.find("Zoé").items == ()


def _state(book: ClientBook, client_id: str) -> Profile:
    return attrs.evolve(book.clients.get(client_id).profile)
