"""The date of an opt-out is of what was refused: it ends nothing else, and is no later (X36)."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
from tests.book.conftest import MakeBook, TurnedClock
from tests.book.people import ANNE

from clientbook.book import ClientBook
from clientbook.domain.consents import Channel, ConsentBasis, ConsentEvent, ConsentState
from clientbook.domain.settings import SAFE
from clientbook.importing.tables import Table

EMAIL, SMS = Channel.EMAIL, Channel.SMS
WHO = {"First name": "Eva", "Last name": "Roux", "Mobile": "0612345688", "Email": "e@example.fr"}


@pytest.fixture
def eva(make_book: MakeBook) -> tuple[ClientBook, str]:
    """A book with one client, and her id."""
    book = make_book(attrs.evolve(SAFE, default_region="FR"))
    _list(book)
    return book, next(iter(book.search.find("Roux"))).id


def _list(book: ClientBook, **more: str) -> None:
    row = {**WHO, **{title.replace("_", " "): cell for title, cell in more.items()}}
    book.imports.run(Table.from_rows([*row], [[*row.values()]]), by=ANNE)


def _days(book: ClientBook, client: str) -> dict[tuple[Channel | None, str], date | None]:
    """Return the day of each opt-out, None for one that tells none."""
    said = book.consent.events(client)
    return {(e.channel, e.topic): e.at.date() if e.timed else None for e in said if e.is_opt_out}


@pytest.mark.parametrize("title", ["Do_not_e-mail", "Unsubscribed", "Email_opt-out"])
def test_an_opt_out_of_one_channel_leaves_the_others(
    eva: tuple[ClientBook, str], clock: TurnedClock, title: str
) -> None:
    """X36, X37: a later yes stands though the list comes again, and SMS was never meant."""
    book, client = eva
    book.consent.set_subscriptions(client, {(SMS, "MARKETING"): True}, by=ANNE)
    refused = {title: "yes", "Opt-out_date": str(clock.now.date())}
    clock.turn(days=6)
    _list(book, **refused)
    assert not book.consent.may_contact(client, EMAIL, "MARKETING").allowed
    book.consent.set_subscriptions(client, {(EMAIL, "*"): True}, by=ANNE)
    clock.turn(days=7)
    _list(book, **refused)
    assert book.consent.may_contact(client, EMAIL, "MARKETING").allowed
    assert book.consent.may_contact(client, SMS, "MARKETING").allowed


@pytest.mark.parametrize(
    ("mail", "sms", "dated"),
    [
        ("yes", "", {(EMAIL, "*")}),
        ("", "yes", {(SMS, "*")}),
        ("yes", "yes", {(EMAIL, "*"), (SMS, "*")}),
        ("", "", {(None, "MARKETING")}),
    ],
)
def test_a_date_beside_several_opt_outs_is_of_those_that_say_no(
    eva: tuple[ClientBook, str],
    clock: TurnedClock,
    mail: str,
    sms: str,
    dated: set[tuple[Channel | None, str]],
) -> None:
    """X36: in a row where none does, the date is an opt-out of advertising: it is not lost."""
    book, client = eva
    day = (clock.now - timedelta(days=5)).date()
    cells = {"Do_not_e-mail": mail, "Do_not_text": sms, "Opt-out_date": str(day)}
    _list(book, **cells)
    assert _days(book, client) == dict.fromkeys(dated, day)
    _list(book, **{**cells, "Opt-out_date": ""})
    assert {key for key, told in _days(book, client).items() if told == day} == dated


def test_a_date_dates_the_no_of_a_subscription(
    eva: tuple[ClientBook, str], clock: TurnedClock
) -> None:
    """X36: "Newsletter: no" of a day is an opt-out of that day, by e-mail; a blank date says no."""
    book, client = eva
    day = (clock.now - timedelta(days=5)).date()
    _list(book, Newsletter="no", **{"Opt-out_date": str(day)})
    assert _days(book, client) == {(EMAIL, "MARKETING"): day}


@pytest.mark.parametrize("when", ["2026-10-25 02:30", "25/10/2026 02:30:00"])
@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("Opt-out_date", "{}"),
        ("Unsubscribed_at", "{}"),
        ("Unsubscribed", "yes, {}"),
        ("Email_status", "unsubscribed on {}"),
        ("Do_not_e-mail", "yes"),
    ],
)
def test_a_no_of_the_doubled_hour_counts_from_the_later_one(
    make_book: MakeBook, clock: TurnedClock, title: str, cell: str, when: str
) -> None:
    """X36, X37: a yes between the two readings of a time does not outlive the no that it may be."""
    clock.turn(days=240)
    settings = attrs.evolve(SAFE, default_region="FR", time_zone="Europe/Paris")
    book = make_book(settings)
    _list(book)
    client = next(iter(book.search.find("Roux"))).id
    between = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    yes = ConsentEvent(
        "yes", client, EMAIL, "MARKETING", ConsentState.OPTED_IN, between,
        basis=ConsentBasis.EXPRESS,
    )  # fmt: skip
    book.consent.record([yes])
    cells = {title: cell.format(when)}
    if "{}" not in cell:
        cells["Opt-out_date"] = when
    _list(book, **cells)
    (no,) = {e.at for e in book.consent.events(client) if e.is_opt_out}
    assert no == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert not book.consent.may_contact(client, EMAIL, "MARKETING").allowed


def test_a_yes_of_the_doubled_hour_counts_from_the_earlier_one(
    make_book: MakeBook, clock: TurnedClock
) -> None:
    """X37: a no between the two readings of a time is not lifted by the yes that it may be."""
    clock.turn(days=240)
    book = make_book(attrs.evolve(SAFE, default_region="FR", time_zone="Europe/Paris"))
    _list(book)
    client = next(iter(book.search.find("Roux"))).id
    between = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    no = ConsentEvent("no", client, EMAIL, "MARKETING", ConsentState.OPTED_OUT, between)
    _list(book, Newsletter="yes", Consent_date="2026-10-25 02:30")
    (yes,) = {e.at for e in book.consent.events(client) if e.is_opt_in}
    assert yes == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    book.consent.record([no])
    assert not book.consent.may_contact(client, EMAIL, "MARKETING").allowed
