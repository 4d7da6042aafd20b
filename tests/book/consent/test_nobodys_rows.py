"""X36, X37: what a row says against contact holds at once, whatever becomes of the row."""

from collections.abc import Callable

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, mobile, person

from clientbook import ImportMode, OnBadValue, Table
from clientbook.book import ClientBook
from clientbook.domain.consents import Channel
from clientbook.domain.imports import OutcomeKind

MARIE, STRANGER, EMAIL = "+33611223344", "+33699887766", "marie@example.fr"
TITLES = ["First name", "Last name", "Mobile", "Email", "Opted out of email", "Birth date"]


def _marie(book: ClientBook) -> None:
    book.clients.create(person("Marie Petit", mobile(MARIE), email=EMAIL), by=ANNE)


def _nobody(_: ClientBook) -> None:
    """The address is nobody's yet."""


ROWS: dict[str, tuple[OutcomeKind, ImportMode, Callable[[ClientBook], None], list[list[str]]]] = {
    "written": (
        OutcomeKind.CREATED, ImportMode.UPSERT, _nobody,
        [["Marie", "Petit", MARIE, EMAIL, "yes", ""]],
    ),
    "waits": (
        OutcomeKind.REVIEW, ImportMode.UPSERT, _marie,
        [["Marie", "Pettit", MARIE, EMAIL, "yes", ""]],
    ),
    "refused": (
        OutcomeKind.REJECTED, ImportMode.UPSERT, _marie,
        [["Marie", "Petit", "12", EMAIL, "yes", ""]],
    ),
    "nobody to update": (
        OutcomeKind.REJECTED, ImportMode.UPDATE, _nobody,
        [["Marie", "Petit", MARIE, EMAIL, "yes", ""]],
    ),
    "skipped": (
        OutcomeKind.SKIPPED, ImportMode.CREATE, _marie,
        [["Marie", "Petit", MARIE, EMAIL, "yes", ""]],
    ),
    "twice in the file": (
        OutcomeKind.DUPLICATE_IN_FILE, ImportMode.UPSERT, _nobody,
        [["Marie", "Petit", MARIE, EMAIL, "", ""], ["Marie", "Petit", MARIE, EMAIL, "yes", ""]],
    ),
}  # fmt: skip


@EVERY_STORE
@pytest.mark.parametrize("name", ROWS)
def test_an_opt_out_does_not_wait_for_its_row(book: ClientBook, name: str) -> None:
    """X37: written, waiting, refused, skipped, doubled: nobody at the address is written to."""
    kind, mode, prepare, rows = ROWS[name]
    prepare(book)
    table = Table.from_rows(TITLES, rows)
    mapping = book.imports.suggest(table).assign("Opted out of email", "consent.email.optout")
    run = book.imports.run(table, mapping, mode=mode, by=ANNE)
    assert [o.kind for o in book.imports.outcomes(run.id)][-1] is kind
    other = book.clients.create(person("Luc Roy", mobile(STRANGER), email=EMAIL), by=ANNE).id
    found = [client.id for client in book.search.find("petit").items]
    for client_id in (other, *found):
        assert not book.consent.may_contact(client_id, Channel.EMAIL, "MARKETING").allowed
    book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)
    assert not book.consent.may_contact(other, Channel.EMAIL, "MARKETING").allowed
    assert book.consent.may_contact(other, Channel.SMS, "GENERAL").allowed


SECOND_EMAIL, SECOND = "m.petit@example.com", "+33655667788"
SEVERAL = {
    "two addresses": (f"{EMAIL}; {SECOND_EMAIL}", "", Channel.EMAIL),
    "two addresses, the other first": (f"{SECOND_EMAIL}, {EMAIL}", "", Channel.EMAIL),
    "two addresses, a space": (f"{EMAIL} {SECOND_EMAIL}", "", Channel.EMAIL),
    "two addresses with names": (f"Marie <{EMAIL}> / Paul <{SECOND_EMAIL}>", "", Channel.EMAIL),
    "an address and words": (f"{EMAIL} (maman) {SECOND_EMAIL} (papa)", "", Channel.EMAIL),
    "two numbers": ("", f"{SECOND} / {MARIE}", Channel.SMS),
    "two numbers, and": ("", "06 55 66 77 88 et 06 11 22 33 44", Channel.SMS),
    "two numbers, a dash": ("", "06 55 66 77 88 - 06 11 22 33 44", Channel.SMS),
}


@EVERY_STORE
@pytest.mark.parametrize("bad", OnBadValue)
@pytest.mark.parametrize("name", SEVERAL)
def test_an_opt_out_holds_for_each_address_of_a_cell(
    book: ClientBook, name: str, bad: OnBadValue
) -> None:
    """X37: of a cell with several addresses, refused or kept as text, each is left in peace."""
    email, number, channel = SEVERAL[name]
    _marie(book)
    other = book.clients.create(person("Luc Roy", mobile(SECOND), email=SECOND_EMAIL), by=ANNE).id
    titles = ["First name", "Last name", "Email", "Mobile", "Do not email", "Do not text"]
    table = Table.from_rows(titles, [["Marie", "Petit", email, number, "yes", "yes"]])
    run = book.imports.run(table, on_bad_value=bad, by=ANNE)
    (outcome,) = book.imports.outcomes(run.id)
    assert (outcome.kind is OutcomeKind.REJECTED) is (bad is OnBadValue.REJECT)
    (marie,) = [c for c in book.search.find(EMAIL) if c.profile.emails]
    for client_id in (other, marie.id):
        assert not book.consent.may_contact(client_id, channel, "GENERAL").allowed


@EVERY_STORE
def test_the_address_of_a_skipped_row_is_left_in_peace(book: ClientBook) -> None:
    """X37: a row that is known by its number and skipped names an address the client lacks."""
    _marie(book)
    other = book.clients.create(person("Luc Roy", mobile(SECOND), email=SECOND_EMAIL), by=ANNE).id
    titles = ["First name", "Last name", "Email", "Mobile", "Do not email"]
    table = Table.from_rows(titles, [["Marie", "Petit", SECOND_EMAIL, MARIE, "yes"]])
    run = book.imports.run(table, mode=ImportMode.CREATE, by=ANNE)
    assert [o.kind for o in book.imports.outcomes(run.id)] == [OutcomeKind.SKIPPED]
    assert not book.consent.may_contact(other, Channel.EMAIL, "GENERAL").allowed
