"""A list that is read again says what a client was before staff corrected it: nobody is doubled."""

from collections.abc import Callable

import pytest
from tests.book.people import mobile
from tests.identity.conftest import NewBook

from clientbook import Actor, ClientBook, OutcomeKind, ProfilePatch, Table
from clientbook.domain.dates import PartialDate
from clientbook.domain.merges import BlockerCode
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile

BY = Actor("anne")
ONE = mobile("+33611111111")
BORN = PartialDate(1980, 5, 17)
TITLES = ["First name", "Last name", "Mobile", "E-mail", "Birth date"]
JEANNE = ["Jeanne", "Le Goff", ONE.e164, "jeanne@example.fr", "1980-05-17"]
MARTIN = PersonName(given="Solange", family="Martin")

Edit = Callable[[ClientBook, str], object]


def change(book: ClientBook, client_id: str, **fields: object) -> None:
    book.clients.update(client_id, ProfilePatch(set=fields), expected=None, by=BY)


def rename(book: ClientBook, client_id: str) -> None:
    change(book, client_id, name=MARTIN)


def rejuvenate(book: ClientBook, client_id: str) -> None:
    change(book, client_id, birthday=PartialDate(1970, 1, 2))


def merge_into_card(book: ClientBook, client_id: str) -> None:
    """Merge a client into a card of its own, whose name and birth date stay."""
    now = book.clients.get(client_id).profile
    born = PartialDate(1991, 10, 30)
    card = book.clients.create(
        Profile(name=PersonName(given="Rose", family="Blanc"), birthday=born), by=BY
    )
    clash = now.birthday is not None
    plan = book.merges.plan(
        card.id,
        [client_id],
        overrides=[BlockerCode.BIRTHDAY_CLASH] if clash else [],
    )
    book.merges.merge(plan, by=BY)


EDITS: dict[str, tuple[tuple[Edit, ...], OutcomeKind]] = {
    "renamed": ((rename,), OutcomeKind.REVIEW),
    "another birth date": ((rejuvenate,), OutcomeKind.REVIEW),
    "both": ((rejuvenate, rename), OutcomeKind.REVIEW),
    "merged": ((merge_into_card,), OutcomeKind.UNCHANGED),
    "renamed, then merged": ((rename, merge_into_card), OutcomeKind.REVIEW),
    "another birth date, then merged": ((rejuvenate, merge_into_card), OutcomeKind.REVIEW),
    "merged, then both": ((merge_into_card, rename, rejuvenate), OutcomeKind.UNCHANGED),
}


@pytest.mark.parametrize("case", EDITS)
def test_a_list_read_again_knows_who_was_corrected_since(new_book: NewBook, case: str) -> None:
    """X31: what a person changed since is asked of a person, and remembered; nobody is created."""
    book, (edits, expected) = new_book(), EDITS[case]
    table = Table.from_rows(TITLES, [JEANNE])
    book.imports.run(table, by=BY, source="till")
    (known,) = [row.client_id for row in book.lists.page()]
    for edit in edits:
        edit(book, book.clients.get(known).id)
    again = book.imports.run(table, by=BY, source="till")
    (row,) = book.imports.outcomes(again.id)
    assert (row.kind, book.clients.count()) == (expected, 1)
    if row.kind is OutcomeKind.REVIEW:
        book.imports.decide_row(again.id, row.row, into=known, by=BY)
        (row,) = book.imports.outcomes(book.imports.run(table, by=BY, source="till").id)
        assert row.kind in (OutcomeKind.UNCHANGED, OutcomeKind.UPDATED)
        assert book.clients.count() == 1
