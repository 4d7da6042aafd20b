"""A refusal beside an e-mail address is an opt-out of it, or of the way that it names."""

from io import BytesIO

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE

from clientbook.book import ClientBook
from clientbook.domain.consents import Channel
from clientbook.domain.imports import OutcomeKind
from clientbook.importing.tables import Table
from clientbook.messages.issues import IssueCode
from clientbook.readers.opening import open_table

SMS, PHONE, EMAIL = Channel.SMS, Channel.PHONE, Channel.EMAIL
COLUMNS = (
    *("given_name", "family_name", "phone.mobile", "phone.mobile.label"),
    *("email.1", "email.1.label"),
)
MOBILE, ADDRESS = "06 12 34 56 78", "ann@example.org"
HEADER = ["First name", "Last name", "Mobile phone", "E-mail"]


def _load(book: ClientBook, *cells: str, more: tuple[str, ...] = ()) -> set[IssueCode]:
    table = Table.from_rows([*HEADER, *more], [["Ann", "Roy", *cells]])
    run = book.imports.run(table, by=ANNE)
    (outcome,) = book.imports.outcomes(run.id)
    assert outcome.kind is not OutcomeKind.REJECTED
    return {issue.code for issue in outcome.issues}


def _refused(book: ClientBook) -> set[Channel]:
    (ann,) = book.search.find("ann").items
    ways = (SMS, PHONE, EMAIL)
    return {w for w in ways if not book.consent.may_contact(ann.id, w, "GENERAL").allowed}


@EVERY_STORE
@pytest.mark.parametrize(
    ("cell", "refused"),
    [
        (f"{ADDRESS} (ne pas contacter)", {EMAIL}),
        (f"{ADDRESS} - STOP", {EMAIL}),
        (f"no mail: {ADDRESS}", {EMAIL}),
        (f"{ADDRESS} keine E-Mails", {EMAIL}),
        (f"{ADDRESS} <do not email>", {EMAIL}),
        (f"Ne pas contacter <{ADDRESS}>", {EMAIL}),
        (f"{ADDRESS} no sms", {SMS}),
        (f"Ann Roy <{ADDRESS}>", set()),
        (ADDRESS, set()),
    ],
)
def test_it_is_an_opt_out_of_the_way_it_names(
    book: ClientBook, cell: str, refused: set[Channel]
) -> None:
    """X37: of the address where it names none or e-mail; the words stay its label."""
    codes = _load(book, MOBILE, cell)
    assert _refused(book) == refused
    assert (IssueCode.CONTACT_REFUSED in codes) is bool(refused)
    (ann,) = book.search.find("ann").items
    (email,) = ann.profile.emails
    assert email.address == ADDRESS
    assert bool(email.label) is bool(refused)
    assert ann.profile.display_name == "Ann Roy"
    said = book.consent.events(ann.id)
    assert [event.address for event in said] == [ADDRESS if EMAIL in refused else None] * len(said)
    _load(book, MOBILE, cell)
    assert len(book.consent.events(ann.id)) == len(said)


def test_another_address_may_be_used(book: ClientBook) -> None:
    """X37: it speaks of that address alone."""
    _load(book, MOBILE, f"{ADDRESS} stop")
    _load(book, MOBILE, "other@example.org")
    assert _refused(book) == set()


@pytest.mark.parametrize(
    ("cell", "refused"), [(f"{MOBILE} no e-mail", {EMAIL}), (f"{MOBILE} stop sms", {SMS})]
)
def test_a_way_that_does_not_lead_there_is_refused_all_the_same(
    book: ClientBook, cell: str, refused: set[Channel]
) -> None:
    """X37: "no e-mail" beside a number forbids e-mail, and stands once beside a column's own no."""
    assert IssueCode.CONTACT_REFUSED in _load(book, cell, ADDRESS)
    assert _refused(book) == refused
    _load(book, cell, ADDRESS, "yes", more=("Do not e-mail",))
    assert _refused(book) == {EMAIL, *refused}


def test_the_words_that_stay_as_a_label_are_said_once(book: ClientBook) -> None:
    """X37: who agreed again is not refused by an own export, where the label is a column."""
    _load(book, f"{MOBILE} stop sms", f"{ADDRESS} stop")
    (ann,) = book.search.find("ann").items
    book.consent.set_subscriptions(ann.id, {(SMS, "*"): True, (EMAIL, "*"): True}, by=ANNE)
    assert _refused(book) == set()
    out = BytesIO()
    book.lists.export(out, columns=COLUMNS)
    table = open_table(out.getvalue())
    run = book.imports.run(table, book.imports.suggest(table), by=ANNE)
    assert run.counts.unchanged == 1
    assert _refused(book) == set()


@pytest.mark.parametrize("cell", [f"{ADDRESS} perso", f"{ADDRESS} bo@example.org stop"])
def test_other_words_are_no_part_of_an_address(book: ClientBook, cell: str) -> None:
    """V20: what refuses nothing, or stands beside two addresses, is refused as before."""
    run = book.imports.run(Table.from_rows(HEADER, [["Ann", "Roy", MOBILE, cell]]), by=ANNE)
    assert run.counts.rejected == 1
