"""A day without a time is a whole day: an opt-out counts from its end, an opt-in from its start."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock
from tests.book.people import ANNE, person

from clientbook.book import ClientBook
from clientbook.domain.consents import Channel
from clientbook.domain.settings import SAFE
from clientbook.importing.tables import Table

MAIL, KEY = "ann@example.org", (Channel.EMAIL, "MARKETING")
ZONES = ("Europe/Paris", "America/Los_Angeles", "Pacific/Auckland")
DAYS = (
    ("Unsubscribed at", "2026-03-10"),
    ("Opt-out date", "10/03/2026"),
    ("Désabonné le", "10.03.2026"),
    ("Unsubscribed at", "2026-03-10 00:00:00"),
    ("Unsubscribed at", "2026-03-10T00:00"),
)


def _book(make_book: MakeBook, zone: str, name: str) -> ClientBook:
    return make_book(attrs.evolve(SAFE, default_region="FR", time_zone=zone), book=name)


def _leave(book: ClientBook, title: str, cell: str, *more: str) -> None:
    titles = ["Prénom", "Nom", "Email", title, "Unsubscribed"][: 4 + len(more)]
    book.imports.run(Table.from_rows(titles, [["Ann", "Roy", MAIL, cell, *more]]), by=ANNE)


@EVERY_STORE
def test_an_opt_out_of_a_day_beats_what_was_allowed_on_it(
    make_book: MakeBook, clock: TurnedClock
) -> None:
    """X37: whatever the hour of the opt-in, where the book is kept; the next day one lifts it."""
    for number, zone in enumerate(ZONES):
        title, cell = DAYS[number]
        for day, hour, allowed in ((10, 0, False), (10, 12, False), (10, 23, False), (11, 0, True)):
            book = _book(make_book, zone, f"{number} {day} {hour}")
            clock.now = datetime(2026, 3, day, hour, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
            ann = book.clients.create(person("Ann Roy", email=MAIL), by=ANNE)
            book.consent.set_subscriptions(ann.id, {KEY: True}, by=ANNE)
            clock.turn(days=2)
            _leave(book, title, cell)
            assert book.consent.may_contact(ann.id, *KEY).allowed is allowed, (zone, day, hour)


@pytest.mark.parametrize(("title", "cell"), DAYS)
@pytest.mark.parametrize("more", [(), ("yes",)])
def test_a_day_is_read_as_a_whole_one(
    make_book: MakeBook, clock: TurnedClock, title: str, cell: str, more: tuple[str, ...]
) -> None:
    """X36, X37: in every spelling, with a "yes" beside it or without; of today from now."""
    for turned, at in ((3, datetime(2026, 3, 10, 22, 59, 59, 999_999, tzinfo=UTC)), (0, None)):
        book = _book(make_book, ZONES[0], f"{turned}")
        clock.now = datetime(2026, 3, 10, 12, tzinfo=UTC)
        ann = book.clients.create(person("Ann Roy", email=MAIL), by=ANNE)
        book.consent.set_subscriptions(ann.id, {KEY: True}, by=ANNE)
        clock.turn(days=turned)
        _leave(book, title, cell, *more)
        assert not book.consent.may_contact(ann.id, *KEY).allowed
        assert book.consent.events(ann.id)[-1].at == (at or clock.now)
        book.consent.set_subscriptions(ann.id, {KEY: True}, by=ANNE)
        assert book.consent.may_contact(ann.id, *KEY).allowed


def test_a_time_is_a_time(make_book: MakeBook, clock: TurnedClock) -> None:
    """X37: an opt-out that names its minute is lifted by what was ticked after it, on that day."""
    book = _book(make_book, ZONES[0], "a")
    clock.now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    ann = book.clients.create(person("Ann Roy", email=MAIL), by=ANNE)
    book.consent.set_subscriptions(ann.id, {KEY: True}, by=ANNE)
    clock.turn(days=1)
    _leave(book, "Unsubscribed at", "2026-03-10 11:00")
    assert book.consent.may_contact(ann.id, *KEY).allowed


def test_an_opt_in_of_a_day_counts_from_its_beginning(
    make_book: MakeBook, clock: TurnedClock
) -> None:
    """X37: the answer that permits less."""
    book = _book(make_book, ZONES[0], "a")
    clock.now = datetime(2026, 3, 12, 12, tzinfo=UTC)
    titles = ["Prénom", "Nom", "Email", "Newsletter", "Consent date"]
    table = Table.from_rows(titles, [["Ann", "Roy", MAIL, "yes", "2026-03-10"]])
    mapping = book.imports.suggest(table).assign("Consent date", "consent.date")
    book.imports.run(table, mapping.assign("Newsletter", "consent.email"), by=ANNE)
    (ann,) = book.search.find("Roy")
    assert [e.at for e in book.consent.events(ann.id)] == [datetime(2026, 3, 9, 23, tzinfo=UTC)]


@pytest.mark.parametrize(("day", "kind"), [("2126-05-01", "rejected"), ("2026-02-01", "created")])
def test_a_yes_of_a_day_to_come_is_refused_as_it_is_by_hand(
    make_book: MakeBook, day: str, kind: str
) -> None:
    """X37: it says nothing yet; a year with a slip is no yes of today."""
    book = make_book(SAFE)
    titles = ["First name", "Last name", "E-mail", "Opt-in email marketing", "Consent date"]
    table = Table.from_rows(titles, [["Wil", "Wilot", "w@x.fr", "yes", day]])
    mapping = book.imports.suggest(table).assign("Consent date", "consent.date")
    run = book.imports.run(table, mapping, by=ANNE)
    (told,) = book.imports.outcomes(run.id)
    assert told.kind.value == kind
