"""Whoever an interrupted walk through the clients has stopped at is erased from its record too."""

from collections.abc import Callable

import attrs
import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, person

from clientbook.book import ClientBook, pacing
from clientbook.book.settings import SETTINGS
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.clients import ClientId
from clientbook.errors import OperationCancelledError
from clientbook.importing.plans import Progress

SIZE = AttributeDefinition("Size")
NUMBER = AttributeDefinition("Size", AttributeType.INTEGER)
NAMES = ("Zorblax", "Kumtar", "Vintoz", "Qwelm", "Yarrik")


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units of two clients, so that some clients make several steps."""
    for name in ("_FIRST_ROWS", "_LEAST_ROWS", "CHUNK_ROWS"):
        monkeypatch.setattr(pacing, name, 2)


def filled(book: ClientBook) -> dict[str, ClientId]:
    """Fill a book; return the ids by name, folded."""
    book.attributes.define(SIZE, by=ANNE)
    made = {}
    for size, name in enumerate(NAMES):
        profile = person(name, attributes=(Attribute("size", str(size)),))
        made[name.casefold()] = book.clients.create(profile, by=ANNE).id
    return made


def stop_after(steps: int) -> Callable[[Progress], bool]:
    left = iter(range(steps))
    return lambda _: next(left, None) is not None


def redefine(book: ClientBook, progress: Callable[[Progress], bool]) -> None:
    book.attributes.change("size", NUMBER, by=ANNE, progress=progress)


def reindex(book: ClientBook, progress: Callable[[Progress], bool]) -> None:
    wanted = attrs.evolve(book.settings, names_sort_by="family")
    book.change_settings(wanted, by=ANNE, progress=progress)


def said_by_records(book: ClientBook) -> str:
    records = book.context.store.list_records(book.context.book, SETTINGS)
    return str([dict(record.body) for record in records]).casefold()


@EVERY_STORE
@pytest.mark.parametrize("walk", [redefine, reindex])
@pytest.mark.parametrize("steps", [0, 1, 3, 4])
def test_whoever_is_erased_is_no_place_to_go_on_from(
    book: ClientBook, walk: Callable[[ClientBook, Callable[[Progress], bool]], None], steps: int
) -> None:
    """Neither the record nor a repr names them, an export told so, and nobody else is left out."""
    ids = filled(book)
    try:
        walk(book, stop_after(steps))
    except OperationCancelledError:
        named = [name for name in ids if name in said_by_records(book)]
        for name in named:
            assert name not in repr(book.attributes.changing()).casefold()
            assert name in str(book.privacy.export(ids[name])).casefold()
            book.privacy.erase(ids.pop(name), by=ANNE)
            assert name not in said_by_records(book)
    book.attributes.finish_change()
    book.finish_reindexing()
    kept = [book.clients.get(i).profile.attributes for i in ids.values()]
    if walk is redefine:
        assert all(type(a.value) is int for held in kept for a in held)
    assert len(kept) >= len(NAMES) - 1
    assert all(kept)
    assert len(book.lists.page().items) == len(ids)


def test_those_before_who_are_erased_as_well_are_no_place_either(book: ClientBook) -> None:
    """Erased one after the other, all before the place, the walk begins at the beginning."""
    ids = filled(book)
    with pytest.raises(OperationCancelledError):
        redefine(book, stop_after(1))
    for name in sorted(ids):
        book.privacy.erase(ids[name], by=ANNE)
        assert name not in said_by_records(book)
    book.attributes.finish_change()
    assert book.attributes.changing() is None
