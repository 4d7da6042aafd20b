"""A list that is read again says what a client was before staff corrected it: nobody is doubled."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from tests.book.people import mobile, person
from tests.identity.conftest import NewBook

from clientbook import (
    SAFE,
    Actor,
    ClientBook,
    MemoryStore,
    OnDuplicate,
    OutcomeKind,
    ProfilePatch,
    SqliteStore,
    Table,
    copy_book,
)
from clientbook.book.clients.arrivals import ArrivalKind
from clientbook.book.former_keys import FORMER
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.merges import BlockerCode
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.domain.settings import EntryPoint
from clientbook.errors import DuplicateFoundError
from clientbook.identity.keys import HOLDERS_CAP
from clientbook.identity.verdicts import IdentityReason, VerdictKind

BY = Actor("anne")
ONE, TWO = mobile("+33611111111"), mobile("+33622222222")
EMAIL = "jeanne@example.fr"
BORN = PartialDate(1980, 5, 17)
TITLES = ["First name", "Last name", "Mobile", "E-mail", "Birth date"]
JEANNE = ["Jeanne", "Le Goff", ONE.e164, EMAIL, "1980-05-17"]
MARTIN = PersonName(given="Solange", family="Martin")

Edit = Callable[[ClientBook, str], object]


def change(book: ClientBook, client_id: str, **fields: object) -> None:
    book.clients.update(client_id, ProfilePatch(set=fields), expected=None, by=BY)


def rename(book: ClientBook, client_id: str) -> None:
    change(book, client_id, name=MARTIN)


def rejuvenate(book: ClientBook, client_id: str) -> None:
    change(book, client_id, birthday=PartialDate(1970, 1, 2))


def other_phone(book: ClientBook, client_id: str) -> None:
    change(book, client_id, phones=(TWO,))


def no_phone(book: ClientBook, client_id: str) -> None:
    change(book, client_id, phones=())


def other_email(book: ClientBook, client_id: str) -> None:
    change(book, client_id, emails=(EmailAddress("other@example.fr"),))


def no_email(book: ClientBook, client_id: str) -> None:
    change(book, client_id, emails=())


def mark_phone(book: ClientBook, _: str) -> None:
    book.privacy.mark_shared(ONE.e164, by=BY)


def mark_email(book: ClientBook, _: str) -> None:
    book.privacy.mark_shared(EMAIL, by=BY)


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
    "nothing left to reach them": ((no_phone, no_email), OutcomeKind.REVIEW),
    "reached elsewhere": ((other_phone, other_email), OutcomeKind.REVIEW),
    "renamed and reached elsewhere": ((rename, other_phone, other_email), OutcomeKind.REVIEW),
    "all of it": ((other_email, rejuvenate, no_phone, rename), OutcomeKind.REVIEW),
    "merged, then reached elsewhere": (
        (merge_into_card, other_phone, other_email),
        OutcomeKind.REVIEW,
    ),
    "reached elsewhere, then merged": (
        (other_phone, no_email, merge_into_card),
        OutcomeKind.REVIEW,
    ),
    "marked": ((mark_phone, mark_email), OutcomeKind.UNCHANGED),
    "renamed and marked": ((rename, mark_phone, mark_email), OutcomeKind.REVIEW),
    "marked and rejuvenated": ((mark_phone, mark_email, rejuvenate), OutcomeKind.REVIEW),
    "marked and renamed": ((mark_phone, mark_email, rename), OutcomeKind.REVIEW),
    "marked and gone": ((mark_phone, mark_email, no_phone, no_email), OutcomeKind.REVIEW),
    "one marked, the other one gone": ((mark_phone, other_email, rename), OutcomeKind.REVIEW),
    "marked, then merged": ((mark_phone, mark_email, merge_into_card), OutcomeKind.REVIEW),
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


def test_every_entry_point_asks_about_who_had_the_number_before(new_book: NewBook) -> None:
    """X31: who comes by a number that an edit took is neither attached nor unknown."""
    book = new_book()
    known = book.clients.create(person("Jeanne Roy", ONE, email=EMAIL), by=BY)
    other_phone(book, known.id)
    comes = person("Jeanne Roy", ONE)
    answer = book.clients.check(comes)
    assert (answer.kind, answer.reasons) == (VerdictKind.UNSURE, (IdentityReason.FORMER_KEY,))
    assert [match.client_id for match in answer] == [known.id]
    assert book.duplicates.check(comes).kind is VerdictKind.UNSURE
    with pytest.raises(DuplicateFoundError) as refused:
        book.clients.create(comes, by=BY, on_duplicate=OnDuplicate.REFUSE)
    assert refused.value.client_ids == (known.id,)
    arrival = book.clients.find_or_create(comes, by=BY, entry_point=EntryPoint.ONLINE_BOOKING)
    assert (arrival.kind, arrival.candidates) == (ArrivalKind.AMBIGUOUS, (known.id,))
    assert book.clients.get(known.id).profile.phones == (TWO,)
    (pair,) = book.duplicates.pairs()
    assert {pair.left, pair.right} == {known.id, arrival.client.id}
    again = book.clients.find_or_create(comes, by=BY, entry_point=EntryPoint.ONLINE_BOOKING)
    assert again.client.id == arrival.client.id


def test_a_number_that_was_passed_on_is_its_new_holder_s(new_book: NewBook) -> None:
    """X31: another name on a number of former days is another person, and who holds it is known."""
    book = new_book()
    known = book.clients.create(person("Jeanne Roy", ONE), by=BY)
    other_phone(book, known.id)
    assert book.clients.check(person("Paul Weil", ONE)).kind is VerdictKind.NEW
    paul = book.clients.create(person("Paul Weil", ONE), by=BY)
    assert book.clients.check(person("Paul Weil", ONE)).client == paul
    assert book.clients.check(person("Jeanne Roy", ONE)).kind is VerdictKind.UNSURE
    assert book.clients.check(person("Rose Blanc", ONE)).kind is VerdictKind.NEW


def test_what_an_undo_takes_back_was_nobody_s(new_book: NewBook) -> None:
    """X31, X17: a list that is undone leaves no number behind that anybody had."""
    book = new_book()
    known = book.clients.create(person("Jeanne Roy", email=EMAIL), by=BY)
    run = book.imports.run(Table.from_rows(TITLES[:4], [["Jeanne", "Roy", ONE.e164, EMAIL]]), by=BY)
    assert book.clients.check(person("Jeanne Roy", ONE)).client == book.clients.get(known.id)
    book.imports.undo(book.imports.plan_undo(run.id), by=BY)
    assert book.clients.get(known.id).profile.phones == ()
    assert book.clients.check(person("Jeanne Roy", ONE)).kind is VerdictKind.NEW


def test_who_was_deleted_or_erased_had_no_number(new_book: NewBook) -> None:
    """X31, X38: who left the book is nobody's question; restored, they are asked about again."""
    book = new_book()
    known = book.clients.create(person("Jeanne Roy", ONE), by=BY)
    other_phone(book, known.id)
    book.clients.delete(known.id, by=BY)
    assert book.clients.check(person("Jeanne Roy", ONE)).kind is VerdictKind.NEW
    book.clients.restore(known.id, by=BY)
    assert book.clients.check(person("Jeanne Roy", ONE)).kind is VerdictKind.UNSURE
    assert {"field": "phone"} in book.privacy.export(known.id)["former_keys"]
    book.privacy.erase(known.id, by=BY)
    assert book.clients.check(person("Jeanne Roy", ONE)).kind is VerdictKind.NEW
    assert book.context.store.list_records(book.context.book, FORMER) == ()


def test_an_id_that_was_corrected_is_asked_about(new_book: NewBook) -> None:
    """X32: two ids of one list are two clients, unless the one was the other's until an edit."""
    book = new_book()
    known = book.clients.create(person("Jeanne Roy", ONE, ids=(("till", "7"),)), by=BY)
    change(book, known.id, external_ids=(ExternalId("till", "8"),))
    assert (
        book.clients.check(person("Jeanne Roy", ONE, ids=(("till", "9"),))).kind is VerdictKind.NEW
    )
    answer = book.clients.check(person("Jeanne Roy", ONE, ids=(("till", "7"),)))
    assert (answer.kind, answer.reasons) == (VerdictKind.UNSURE, (IdentityReason.FORMER_KEY,))


def test_a_number_that_too_many_had_is_nobody_s(new_book: NewBook) -> None:
    """X34: the shop's own number, taken off everybody, leads to nobody, and costs no more."""
    book = new_book()
    rows = [[f"Jeanne{'abcdefghijklmnopqrstuvwxyz'[n]}", "Roy", ONE.e164] for n in range(24)]
    for row in rows:
        known = book.clients.create(person(f"{row[0]} Roy", ONE), by=BY)
        no_phone(book, known.id)
    assert book.clients.check(person(f"{rows[3][0]} Roy", ONE)).kind is VerdictKind.NEW
    records = book.context.store.list_records(book.context.book, FORMER)
    assert (len(records), sum(bool(r.owner) for r in records)) == (24, HOLDERS_CAP + 1)


def test_a_firm_that_was_renamed_is_asked_about(new_book: NewBook) -> None:
    """X31: where no person is named, the firm is the name, and what it was called is kept too."""
    book = new_book()
    known = book.clients.create(Profile(company="Garage Martin", phones=(ONE,)), by=BY)
    change(book, known.id, company="Carrosserie Nord")
    answer = book.clients.check(Profile(company="Garage Martin", phones=(ONE,)))
    assert (answer.kind, answer.reasons[0]) == (VerdictKind.UNSURE, IdentityReason.FORMER_NAME)
    assert (
        book.clients.check(Profile(company="Boulangerie Ducasse", phones=(ONE,))).kind
        is VerdictKind.NEW
    )


def test_a_name_of_long_ago_is_known_by_its_words() -> None:
    """X31: more changes than are looked through do not make anybody forget who was called so."""
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="FR"))
    known = book.clients.create(person("Jeanne Roy", ONE, birthday=BORN), by=BY)
    rename(book, known.id)
    rejuvenate(book, known.id)
    for number in range(110):
        change(book, known.id, tags=(f"t{number}",))
    answer = book.clients.check(person("Jeanne Roy", ONE, birthday=BORN))
    before = (IdentityReason.FORMER_NAME, IdentityReason.FORMER_BIRTH)
    assert (answer.kind, answer.reasons[:2]) == (VerdictKind.UNSURE, before)
    assert book.clients.check(person("Rose Roy", ONE, birthday=BORN)).kind is VerdictKind.NEW


def test_what_was_before_moves_with_the_book(tmp_path: Path) -> None:
    """X58: a copy of a book asks about the same people."""
    source, target = MemoryStore(), SqliteStore(tmp_path / "copy.db")
    book = ClientBook(source, settings=attrs.evolve(SAFE, default_region="FR"))
    known = book.clients.create(person("Jeanne Roy", ONE), by=BY)
    other_phone(book, known.id)
    copy_book(source, target)
    answer = ClientBook(target).clients.check(person("Jeanne Roy", ONE))
    assert [match.client_id for match in answer] == [known.id]
    target.close()


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((mark_phone,), OutcomeKind.UNCHANGED),
        ((mark_phone, rename), OutcomeKind.REVIEW),
        ((mark_phone, other_phone), OutcomeKind.REVIEW),
    ],
)
def test_who_has_no_name_is_known_by_a_number_marked_since(
    new_book: NewBook, edits: tuple[Edit, ...], expected: OutcomeKind
) -> None:
    """X34: a row of a number alone, that was marked after it came, creates nobody again."""
    book = new_book()
    table = Table.from_rows(TITLES, [["", "", ONE.e164, "", "1980-05-17"]])
    book.imports.run(table, by=BY)
    (known,) = [row.client_id for row in book.lists.page()]
    for edit in edits:
        edit(book, known)
    (row,) = book.imports.outcomes(book.imports.run(table, by=BY).id)
    assert (row.kind, book.clients.count()) == (expected, 1)
