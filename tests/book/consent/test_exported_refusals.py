"""A "no" of the book's own export is no news either where its row is nobody's (X27, X37)."""

import csv
import io
import itertools
import random
from collections.abc import Callable
from contextlib import suppress

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, person

from clientbook import OnDuplicate
from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import (
    ALL_TOPICS,
    Channel,
    ConsentBasis,
    ConsentEvent,
    ConsentState,
)
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.emails import EmailAddress
from clientbook.domain.imports import ImportMode, ImportRun, OutcomeKind
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidProfileError
from clientbook.importing.tables import Table

TOPICS = ("GENERAL", "MARKETING")
COLUMNS = (
    ("given_name", "family_name", "email.1", "phone.mobile", "consent.all_email", "consent.email"),
    ("full_name", "email.1", "phone.mobile", "consent.all_email", "consent.sms", "blocked"),
    ("phone.mobile", "family_name", "email.1", "tags", "consent.reminders_email.optout"),
    ("full_name", "email.1", "phone.mobile", "address.street", "address.city", "consent.all_post"),
)


def _new(book: ClientBook, profile: Profile) -> ClientId:
    return book.clients.create(profile, by=ANNE, on_duplicate=OnDuplicate.ALLOW).id


def _answers(book: ClientBook, ids: list[ClientId]) -> list[object]:
    asked = itertools.product(ids, Channel, TOPICS)
    decisions = [book.consent.may_contact(*each) for each in asked]
    return [(decision.allowed, decision.reason, decision.address) for decision in decisions]


def _again(book: ClientBook, mode: ImportMode = ImportMode.UPSERT, **how: object) -> ImportRun:
    """Import what the book exports."""
    out = io.BytesIO()
    book.lists.export(out, **how)  # type: ignore[arg-type]
    return book.imports.run(book.imports.open(out.getvalue()), by=ANNE, mode=mode)


def _with_a_firm(book: ClientBook, mode: ImportMode = ImportMode.UPSERT) -> ImportRun:
    """Import what the book exports, a firm typed beside everybody: which namesake has it?"""
    out = io.BytesIO()
    book.lists.export(out, format="csv")
    header, *rows = csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig")))
    table = Table.from_rows([*header, "Company"], [[*row, "Nordet"] for row in rows])
    return book.imports.run(table, by=ANNE, mode=mode)


def _anybody(pick: random.Random) -> Profile:
    """A profile of few names, mailboxes, numbers and places, so that many share them."""
    name = pick.choice(["Karim Roy", "Karim Roy", "Zoe Roy", "Luc Mai"])
    numbers = pick.sample(["+33612345671", "+33612345672"], pick.choice([0, 0, 1]))
    mails = pick.sample(["a1@x.fr", "a2@x.fr", "a3@x.fr"], pick.choice([0 if numbers else 1, 1, 2]))
    places = pick.sample(["1 rue A", "2 rue B"], pick.choice([0, 0, 1]))
    return attrs.evolve(
        person(name),
        emails=tuple(map(EmailAddress, mails)),
        phones=tuple(PhoneNumber(number, PhoneKind.MOBILE) for number in numbers),
        addresses=tuple(
            PostalAddress(street=p, postcode="75001", locality="Paris") for p in places
        ),
        tags=tuple(pick.sample(["vip"], pick.choice([0, 0, 1]))),
    )


def _said(pick: random.Random, number: int, client: ClientId, clock: TurnedClock) -> ConsentEvent:
    out = pick.random() < 0.7
    return ConsentEvent(
        f"e{number}",
        client,
        channel=pick.choice([Channel.EMAIL, Channel.EMAIL, Channel.SMS, Channel.POST, None]),
        topic=pick.choice([ALL_TOPICS, *TOPICS]),
        state=ConsentState.OPTED_OUT if out else ConsentState.OPTED_IN,
        at=clock.now,
        basis=pick.choice([ConsentBasis.EXPRESS, ConsentBasis.IMPLIED]),
        address=pick.choice([None, None, "a1@x.fr", "a2@x.fr"]),
    )


def _play(book: ClientBook, clock: TurnedClock, pick: random.Random) -> list[ClientId]:
    """Fill a book with namesakes, words of theirs, merges, blocks and moves."""
    ids = [_new(book, _anybody(pick)) for _ in range(pick.randint(3, 6))]
    for number in range(pick.randint(2, 6)):
        clock.turn(hours=1)
        book.consent.record([_said(pick, number, pick.choice(ids), clock)])
        if pick.random() < 0.4 and len(ids) > 2:
            survivor, other = pick.sample(ids, 2)
            book.merges.merge(book.merges.plan(survivor, [other]), by=ANNE)
            ids.remove(other)
        if pick.random() < 0.3:
            gained = ProfilePatch(
                set={"emails": (EmailAddress(pick.choice(["a2@x.fr", "a3@x.fr"])),)}
            )
            book.clients.update(pick.choice(ids), gained, expected=None, by=ANNE)
    return ids


def _decide_all(book: ClientBook, run: ImportRun, order: list[ClientId]) -> None:
    """Give each row that waits to the client of whom the book wrote it."""
    for told in book.imports.outcomes(run.id):
        if told.kind is OutcomeKind.REVIEW:
            with suppress(InvalidProfileError):  # the client holds more than one may by now
                book.imports.decide_row(run.id, told.row, into=order[told.row - 2], by=ANNE)


@pytest.mark.parametrize("seed", range(40))
def test_no_answer_changes_whatever_becomes_of_the_rows(
    make_book: MakeBook, clock: TurnedClock, seed: int
) -> None:
    """X27: rows known, waiting, refused, left out, undone and decided: every answer stays."""
    pick = random.Random(seed)
    book = make_book(attrs.evolve(region("FR"), opt_outs_follow_addresses=pick.random() < 0.8))
    ids = _play(book, clock, pick)
    if pick.random() < 0.3:  # merged clients hold more by now than a row may bring
        book.change_settings(attrs.evolve(book.settings, limits=ContactLimits(emails=1)), by=ANNE)
    before = _answers(book, ids)
    how = {"language": pick.choice(["en", "fr"]), "columns": pick.choice([None, None, *COLUMNS])}
    run = _again(book, pick.choice([*ImportMode]), **how)
    assert _answers(book, ids) == before
    if pick.random() < 0.5:
        clock.turn(days=1)
        _decide_all(book, run, [str(row["id"]) for row in book.lists.to_records(id_column="id")])
        assert _answers(book, ids) == before
    book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)
    assert _answers(book, ids) == before


def _namesakes(book: ClientBook) -> tuple[ClientId, ClientId]:
    """One who may be written to at a3, and a namesake at a2, who refused and holds a3 since."""
    first, second = (_new(book, person("Karim Roy", email=mail)) for mail in ("a3@x.fr", "a2@x.fr"))
    book.consent.set_subscriptions(second, {(Channel.EMAIL, ALL_TOPICS): False}, by=ANNE)
    other = _new(book, person("Hugo Mai", email="a3@x.fr"))
    book.merges.merge(book.merges.plan(second, [other]), by=ANNE)
    return first, second


def _may(book: ClientBook, client: ClientId) -> bool:
    return book.consent.may_contact(client, Channel.EMAIL, "GENERAL").allowed


@EVERY_STORE
@pytest.mark.parametrize(
    ("again", "mode", "limit", "kind"),
    [
        (_again, ImportMode.UPSERT, 50, OutcomeKind.UNCHANGED),
        (_again, ImportMode.CREATE, 50, OutcomeKind.SKIPPED),
        (_with_a_firm, ImportMode.UPSERT, 50, OutcomeKind.REVIEW),
        (_with_a_firm, ImportMode.CREATE, 50, OutcomeKind.REVIEW),
        (_again, ImportMode.UPSERT, 1, OutcomeKind.REJECTED),
    ],
)
def test_a_no_of_one_takes_nothing_from_a_namesake(
    book: ClientBook,
    again: Callable[[ClientBook, ImportMode], ImportRun],
    mode: ImportMode,
    limit: int,
    kind: OutcomeKind,
) -> None:
    """X27: known, waiting or refused: the row's no stays of the mailbox that was refused."""
    first, second = _namesakes(book)
    book.change_settings(attrs.evolve(book.settings, limits=ContactLimits(emails=limit)), by=ANNE)
    run = again(book, mode)
    assert [told.kind for told in book.imports.outcomes(run.id)][1] is kind
    assert (_may(book, first), _may(book, second)) == (True, False)
    book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)
    assert (_may(book, first), _may(book, second)) == (True, False)


def test_a_row_of_a_family_s_mailbox_that_is_left_out_refuses_for_nobody(book: ClientBook) -> None:
    """X27: who is skipped brings no answer of the book to the others at the mailbox."""
    settings = attrs.evolve(book.settings, opt_outs_follow_addresses=False)
    book.change_settings(settings, by=ANNE)
    luc, zoe = (_new(book, person(f"{name} Roy", email="a1@x.fr")) for name in ("Luc", "Zoe"))
    book.consent.set_subscriptions(luc, {(Channel.EMAIL, ALL_TOPICS): False}, by=ANNE)
    assert _again(book, ImportMode.CREATE).counts.skipped == 2
    assert (_may(book, luc), _may(book, zoe)) == (False, True)


HEADER = ["First name", "Last name", "E-mail", "E-mail 2", "Consent: all e-mails", "Company"]


@pytest.mark.parametrize(
    ("rows", "allowed"),
    [
        ([("a3", "", ""), ("a2", "a3", "no")], True),  # as the book wrote them
        ([("a3", "", "no"), ("a2", "a3", "no")], False),  # a no typed over nothing
        ([("a3", "", "no")], False),
        ([("a2", "a3", "no")], True),
    ],
)
def test_a_no_that_somebody_typed_counts_in_a_row_that_waits(
    book: ClientBook, rows: list[tuple[str, str, str]], allowed: bool
) -> None:
    """X37: a cell is the book's own where the client whose row it is gets that answer."""
    first, _ = _namesakes(book)
    cells = [
        ["Karim", "Roy", *(f"{mail}@x.fr" if mail else "" for mail in mails), said, "Nordet"]
        for *mails, said in rows
    ]
    run = book.imports.run(Table.from_rows(HEADER, cells), by=ANNE)
    assert run.counts.review == len(rows)
    assert _may(book, first) is allowed


def test_of_two_rows_that_are_the_same_one_no_is_the_book_s(book: ClientBook) -> None:
    """X37: two clients with one row, of whom one refused: a second no was typed."""
    settings = attrs.evolve(book.settings, opt_outs_follow_addresses=False)
    book.change_settings(settings, by=ANNE)
    first, second = (_new(book, person("Karim Roy", email="a1@x.fr")) for _ in range(2))
    book.consent.set_subscriptions(second, {(Channel.EMAIL, ALL_TOPICS): False}, by=ANNE)
    assert _again(book).counts.review == 1  # the one that says no
    assert (_may(book, first), _may(book, second)) == (True, False)
    rows = [["Karim", "Roy", "a1@x.fr", "", "no", ""]] * 2
    book.imports.run(Table.from_rows(HEADER, rows), by=ANNE)
    assert (_may(book, first), _may(book, second)) == (False, False)


@EVERY_STORE
def test_a_row_that_waited_says_what_the_book_answered_then(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X27: given to its client after they opted in to some of it, it refuses nothing anew."""
    first, second = _namesakes(book)
    clock.turn(days=1)
    run = _with_a_firm(book)
    clock.turn(days=1)
    book.consent.set_subscriptions(second, {(Channel.EMAIL, "GENERAL"): True}, by=ANNE)
    held = _answers(book, [first, second]), len(book.consent.events(second))
    book.imports.decide_row(run.id, 3, into=second, by=ANNE)
    assert (_answers(book, [first, second]), len(book.consent.events(second))) == held
