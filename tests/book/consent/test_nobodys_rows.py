"""X36, X37: what a row says against contact holds at once, whatever becomes of the row."""

from collections.abc import Callable

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, mobile, person

from clientbook import ImportMode, Table
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
