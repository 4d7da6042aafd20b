"""X6, X27: the book's own export, read again, says nothing of one of two who are one by mistake."""

import io
from typing import Any

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.duplicates.test_said_while_merged import OWN, THEIRS, VALUES, Pair
from tests.book.people import ANNE, BOB

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.profiles import FIELDS


def _read_again(book: ClientBook) -> list[OutcomeKind]:
    out = io.BytesIO()
    book.lists.export(out)
    run = book.imports.run(book.imports.open(out.getvalue()), by=BOB)
    return [outcome.kind for outcome in book.imports.outcomes(run.id)]


@pytest.mark.parametrize("given", VALUES.values(), ids=list(VALUES))
def test_an_export_says_no_value_of_the_survivor(book: ClientBook, given: dict[str, Any]) -> None:
    """X6, X27: whatever the other one had brought leaves with it."""
    pair = Pair(book, given)
    assert _read_again(book) == [OutcomeKind.UNCHANGED]
    assert pair.part() == (pair.own.profile, ())


@EVERY_STORE
def test_an_export_blocks_nobody(book: ClientBook) -> None:
    """X6, P15: the block of the one is not the other's: unmerged, each has their own."""
    pair = Pair(book, {})
    book.merges.unmerge(book.merges.plan_unmerge(pair.merge_id), by=BOB)
    theirs = book.clients.block_booking(pair.other.id, by=ANNE).block
    merge = book.merges.merge(book.merges.plan(pair.own.id, [pair.other.id]), by=ANNE)
    assert _read_again(book) == [OutcomeKind.UNCHANGED]
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=BOB)
    assert book.clients.get(pair.own.id).block is None
    assert book.clients.get(pair.other.id).block == theirs


def test_a_list_below_the_same_titles_says_what_it_says(book: ClientBook) -> None:
    """X6: it does not say all that both of them hold, and is somebody's word."""
    pair = Pair(book, {"tags": ("vip",)})
    book.clients.block_booking(pair.own.id, by=ANNE)
    titles = ["First name", "Last name", "Mobile phone", "Tags", "Blocked"]
    table = Table.from_rows(titles, [["Ann", "Roy", OWN, "vip", "yes"]])
    book.imports.run(table, by=BOB)
    profile, kept = pair.part()
    assert profile.tags == ("vip",)
    assert ("tags", 1) in kept
    assert book.clients.get(pair.own.id).block is not None


def test_a_new_value_in_an_export_is_one_of_the_survivor(book: ClientBook) -> None:
    """X6: who fills in a cell and reads the file again has said that, and nothing else."""
    pair = Pair(book, {"tags": ("vip",)})
    titles = ["First name", "Last name", "Mobile phone", "Mobile phone 2", "Tags", "Company"]
    table = Table.from_rows(titles, [["Ann", "Roy", OWN, THEIRS, "vip", "Roy & Co"]])
    book.imports.run(table, by=BOB)
    profile, _ = pair.part()
    assert profile.company == "Roy & Co"
    untouched = {name: getattr(profile, name) for name in FIELDS if name != "company"}
    assert untouched == {name: getattr(pair.own.profile, name) for name in untouched}
