"""X59: an act of many takes a while, and looks at the book in each unit of work as it is then."""

from collections.abc import Callable
from typing import NoReturn

import attrs
import pytest
from tests.book.bulk.test_bulk import _Small
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, person

from clientbook.book import ClientBook
from clientbook.book.bulk import committing
from clientbook.book.progress import Progress
from clientbook.domain.attributes import AttributeDefinition, AttributeType, AttributeValue
from clientbook.domain.bulk import BulkCounts, BulkEdit, BulkState
from clientbook.domain.consents import Channel, ConsentBasis
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.settings import Topic
from clientbook.errors import OperationCancelledError

Happening = Callable[[ClientBook], object]
PEOPLE = 6


def _act(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch, edit: BulkEdit, happens: Happening, how: str
) -> BulkCounts:
    """Do an act on six clients, two at a time; something happens once the first two are done."""
    monkeypatch.setattr(committing, "Pace", _Small)
    plan = book.bulk.plan(NO_FILTER, edit)
    happened: list[object] = []

    def stops(_: Progress) -> bool:
        if how == "meanwhile" and not happened:
            happened.append(happens(book))
        return how == "meanwhile"

    if how == "meanwhile":
        return book.bulk.commit(plan, by=ANNE, progress=stops).counts
    with pytest.raises(OperationCancelledError):
        book.bulk.commit(plan, by=ANNE, progress=stops)
    (run,) = book.bulk.runs()
    assert run.state is BulkState.COMMITTING
    happens(book)
    return book.bulk.resume(run.id, by=BOB).counts


def _held(book: ClientBook, name: str) -> list[AttributeValue | None]:
    rows = book.lists.page().items
    return [book.clients.get(row.client_id).profile.attribute(name) for row in rows]


def _retyped(kind: AttributeType, *choices: str, name: str = "Size") -> Happening:
    return lambda book: book.attributes.change(
        "Size", AttributeDefinition(name, kind, choices=choices), by=BOB
    )


RETYPED: dict[str, tuple[str, Happening, str, list[AttributeValue]]] = {
    "a number": ("7", _retyped(AttributeType.INTEGER), "Size", [7] * 6),
    "no number": ("abc", _retyped(AttributeType.INTEGER), "Size", []),
    "a code": ("00123", _retyped(AttributeType.INTEGER), "Size", []),
    "a choice": ("S", _retyped(AttributeType.CHOICE, "S", "M"), "Size", ["S"] * 6),
    "no choice": ("XXL", _retyped(AttributeType.CHOICE, "S", "M"), "Size", []),
    "renamed": ("7", _retyped(AttributeType.STRING, name="Fit"), "Fit", ["7"] * 6),
    "renamed and retyped": ("7", _retyped(AttributeType.INTEGER, name="Fit"), "Fit", [7] * 6),
}
"""A value that an act gives, what becomes of the attribute, its name then, and all values held."""


@EVERY_STORE
@pytest.mark.parametrize("how", ["meanwhile", "resumed"])
@pytest.mark.parametrize("case", RETYPED)
def test_a_value_is_given_in_the_type_that_the_attribute_has(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch, case: str, how: str
) -> None:
    """X59, X10: no act leaves a value that its attribute cannot hold; who gets none is counted."""
    value, happens, name, wanted = RETYPED[case]
    book.attributes.define(AttributeDefinition("Size"), by=ANNE)
    for n in range(PEOPLE):
        book.clients.create(person(f"Name{n} Roy"), by=ANNE)

    def retyped(book: ClientBook) -> None:
        first = [row.client_id for row in book.lists.page().items]
        for client_id in first if not wanted else ():  # a value in the way would refuse the change
            patch = ProfilePatch(set={"attributes": ()})
            book.clients.update(client_id, patch, expected=None, by=BOB)
        happens(book)

    counts = _act(book, monkeypatch, BulkEdit.set_attribute("size", value), retyped, how)
    assert [v for v in _held(book, name) if v is not None] == wanted
    assert counts == BulkCounts(changed=2 if not wanted else 6, refused=4 if not wanted else 0)
    (definition,) = book.attributes.list()
    assert all(v is None or definition.accepts(v) for v in _held(book, name))


@EVERY_STORE
@pytest.mark.parametrize("how", ["meanwhile", "resumed"])
def test_a_topic_that_was_dropped_takes_no_yes(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """X59, X37: who is subscribed after it was dropped is refused; a no is kept all the same."""
    before = book.settings
    with_news = attrs.evolve(before, topics=(*before.topics, Topic("NEWS")))
    book.change_settings(with_news, by=ANNE)
    for n in range(PEOPLE):
        book.clients.create(person(f"Name{n} Roy", email=f"n{n}@example.org"), by=ANNE)

    def dropped(book: ClientBook) -> None:
        book.change_settings(before, by=BOB)

    yes = BulkEdit.subscribe(Channel.EMAIL, "NEWS", basis=ConsentBasis.EXPRESS)
    assert _act(book, monkeypatch, yes, dropped, how) == BulkCounts(changed=2, refused=4)
    book.change_settings(with_news, by=ANNE)
    ids = [row.client_id for row in book.lists.page().items]
    said = [bool(book.consent.events(i)) for i in ids]
    assert said.count(True) == 2


@EVERY_STORE
def test_an_undo_goes_on_under_the_name_that_the_attribute_has(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X59: renamed while an act is undone, the values still go back."""
    book.attributes.define(AttributeDefinition("Size"), by=ANNE)
    for n in range(PEOPLE):
        book.clients.create(person(f"Name{n} Roy"), by=ANNE)
    run = book.bulk.commit(book.bulk.plan(NO_FILTER, BulkEdit.set_attribute("size", "7")), by=ANNE)
    monkeypatch.setattr(committing, "Pace", _Small)
    happened: list[object] = []

    def renames(_: Progress) -> None:
        if not happened:
            happened.append(book.attributes.rename("Size", "Fit", by=BOB))

    undone = book.bulk.undo(run.id, by=ANNE, progress=renames).undone
    assert undone is not None
    assert (undone.restored, _held(book, "Fit")) == (PEOPLE, [None] * PEOPLE)


@EVERY_STORE
def test_an_act_whose_clients_cannot_be_listed_leaves_nothing_behind(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X59: it failed before anybody was changed, so there is no act to finish or to undo."""
    book.clients.create(person("Ann Roy"), by=ANNE)
    plan = book.bulk.plan(NO_FILTER, BulkEdit.tag("vip"))

    def failing(*_: object, **__: object) -> NoReturn:
        raise OSError("the host does not answer")

    monkeypatch.setattr(committing, "selected", failing)
    with pytest.raises(OSError, match="does not answer"):
        book.bulk.commit(plan, by=ANNE)
    assert list(book.bulk.runs()) == []
