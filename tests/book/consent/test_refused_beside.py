"""A refusal that stands beside a number in its cell is an opt-out of that number (X37)."""

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE

from clientbook.book import ClientBook
from clientbook.domain.consents import Channel
from clientbook.domain.imports import OutcomeKind
from clientbook.importing.tables import Table
from clientbook.messages.issues import IssueCode

SMS, PHONE = Channel.SMS, Channel.PHONE
MOBILE = "06 12 34 56 78"
BOTH = {SMS, PHONE}
HEADER = ["First name", "Last name", "Mobile phone"]


def _load(book: ClientBook, *rows: list[str]) -> list[set[IssueCode]]:
    run = book.imports.run(Table.from_rows(HEADER, list(rows)), by=ANNE)
    return [{issue.code for issue in o.issues} for o in book.imports.outcomes(run.id)]


def _refused(book: ClientBook, client: str) -> set[Channel]:
    asked = {way: book.consent.may_contact(client, way, "GENERAL").allowed for way in BOTH}
    return {way for way, allowed in asked.items() if not allowed}


@EVERY_STORE
@pytest.mark.parametrize(
    ("cell", "refused"),
    [
        (f"{MOBILE} STOP SMS", {SMS}),
        (f"{MOBILE} no sms", {SMS}),
        (f"{MOBILE} (pas de sms)", {SMS}),
        (f"{MOBILE} DO NOT CALL", {PHONE}),
        (f"{MOBILE} nicht anrufen", {PHONE}),
        (f"ne pas contacter {MOBILE}", BOTH),
        (f"{MOBILE} stop", BOTH),
        (f"{MOBILE} DNC", BOTH),
        (f"{MOBILE} pas le matin", set()),
        (f"{MOBILE} sms", set()),
        (f"{MOBILE} bureau", set()),
        (MOBILE, set()),
    ],
)
def test_it_is_an_opt_out_of_the_way_it_names(
    book: ClientBook, cell: str, refused: set[Channel]
) -> None:
    """X37: of every way where it names none; words that refuse nothing are a label only."""
    (codes,) = _load(book, ["Ann", "Roy", cell])
    (ann,) = book.search.find("ann").items
    assert _refused(book, ann.id) == refused
    assert (IssueCode.CONTACT_REFUSED in codes) is bool(refused)
    held = book.clients.get(ann.id).profile.phones[0]
    assert (held.label or "") == cell.replace(MOBILE, "").strip(" ()")
    said = len(book.consent.events(ann.id))
    _load(book, ["Ann", "Roy", cell])
    assert len(book.consent.events(ann.id)) == said == len({bool(refused)} - {False})


def test_it_speaks_of_that_number_alone(book: ClientBook) -> None:
    """X37: another number of the client may be used, and whoever else holds this one is not."""
    _load(book, ["Ann", "Roy", f"{MOBILE} STOP SMS"], ["Ann", "Roy", MOBILE], ["Bo", "Roy", MOBILE])
    (bo,) = book.search.find("bo").items
    assert _refused(book, bo.id) == {SMS}
    (ann,) = book.search.find("ann").items
    events = [e for client in (ann, bo) for e in book.consent.events(client.id)]
    assert [event.address for event in events] == ["+33612345678"]


def test_a_row_that_says_no_more_than_that_is_news_once(book: ClientBook) -> None:
    """X37: a known client who refuses in the next list is UPDATED by it, the second time not."""
    _load(book, ["Ann", "Roy", MOBILE])
    table = Table.from_rows(HEADER, [["Ann", "Roy", f"{MOBILE} nicht anrufen"]])
    kinds = []
    for _ in range(2):
        run = book.imports.run(table, by=ANNE)
        kinds += [outcome.kind for outcome in book.imports.outcomes(run.id)]
    (ann,) = book.search.find("ann").items
    assert kinds == [OutcomeKind.UPDATED, OutcomeKind.UNCHANGED]
    assert _refused(book, ann.id) == {PHONE}
