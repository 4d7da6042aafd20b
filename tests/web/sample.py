"""A small salon's book with something of everything, the same each time."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

import attrs

from clientbook import (
    SALON,
    Activity,
    Actor,
    Appointment,
    AppointmentStatus,
    Attendee,
    AttributeDefinition,
    AttributeType,
    ClientBook,
    Message,
    PersonName,
    Profile,
    ProfilePatch,
    SqliteStore,
    parse_email,
    parse_phone,
)
from clientbook.domain.activities import BusinessEvent
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute
from clientbook.domain.clients import Client
from clientbook.domain.dates import PartialDate
from clientbook.domain.sales import Ticket
from clientbook.storage.protocols import Store

ANNA = Actor("anna", "desk")
NOW = datetime(2026, 3, 12, 13, 5, tzinfo=UTC)
_NAMES = """
Léa Martin;Hugo Bernard;Jean-Baptiste de La Rochefoucauld-Montmorency;Chloé Petit;Louis Durand;
Inès Leroy;Gabriel Moreau;Jade Simon;Arthur Laurent;Louise Lefèvre;Raphaël Michel;Alice Garcia;
Jules David;Emma Bertrand;Adam Roux;Rose Vincent;Maël Fournier;Anna Morel;Lucas Girard;Mila André
""".replace("\n", "").split(";")


_SECONDS = count()


def _clock() -> datetime:
    """Return a time one second after the last, however often the book is opened."""
    return NOW + timedelta(seconds=next(_SECONDS))


def open_sample(path: Path, *, more: int = 0) -> ClientBook:
    """Make the book in a file, or open it."""
    return sample_book(SqliteStore(path), more=more)


def sample_book(store: Store, *, more: int = 0) -> ClientBook:
    """Return the book, filled where it is empty; *more* clients are added to the usual twenty."""
    settings = attrs.evolve(SALON, default_region="FR", time_zone="Europe/Paris")
    book = ClientBook(store, first_settings=settings, clock=_clock)
    if book.clients.count() == 0:
        _fill(book, more)
    return book


def _fill(book: ClientBook, more: int) -> None:
    book.attributes.define(AttributeDefinition("Hair type"), by=ANNA)
    book.attributes.define(
        AttributeDefinition("Stylist", AttributeType.CHOICE, choices=("Ann", "Zoé")), by=ANNA
    )
    marie = book.clients.create(MARIE, by=ANNA).plain
    for n, name in enumerate(_NAMES * (1 + more // len(_NAMES))):
        given, _, family = name.partition(" ")
        number = f"06{n:02d}{n:02d}{10 + n % 90}{10 + n % 80}"[:10]
        profile = Profile(
            name=PersonName(given=given, family=family),
            phones=(parse_phone(number, region="FR"),),
            emails=(parse_email(f"client{n}@example-salon.fr"),) if n % 3 else (),
            tags=("vip",) if n % 7 == 0 else (),
        )
        client = book.clients.create(profile, by=ANNA).plain
        if n % 4 == 0:
            _appointment(book, client, f"b{n}", NOW - timedelta(days=11 * n + 3), "Colour")
        if n == 4:
            book.clients.block_booking(client.id, by=ANNA, reason="Three times not come")
    _past_of(book, marie)


MARIE = Profile(
    name=PersonName(given="Marie", family="Dupont"),
    phones=(
        parse_phone("06 12 34 56 78", region="FR", preferred=True),
        parse_phone("01 42 34 56 78", region="FR"),
    ),
    emails=(parse_email("marie.dupont@example-salon.fr"),),
    addresses=(PostalAddress(street="12 rue des Lilas", postcode="75011", locality="Paris"),),
    birthday=PartialDate(1988, 6, 27),
    company="Atelier Dupont",
    tags=("vip", "colour"),
    info="Allergic to ammonia. Prefers mornings.",
    attributes=(Attribute("Stylist", "Zoé"),),
)


def _appointment(
    book: ClientBook,
    client: Client,
    number: str,
    at: datetime,
    title: str,
    *,
    status: AppointmentStatus = AppointmentStatus.DONE,
) -> None:
    what = Appointment(
        at, timedelta(hours=1), (Attendee(client.id),), status, title=title, employee="Zoé"
    )
    book.activities.put(Activity.of(number, what), by=ANNA)


def _past_of(book: ClientBook, marie: Client) -> None:
    _appointment(book, marie, "a1", NOW - timedelta(days=41), "Cut and colour")
    _appointment(book, marie, "a2", NOW - timedelta(days=9), "Cut")
    _appointment(
        book, marie, "a3", NOW + timedelta(days=20), "Colour", status=AppointmentStatus.BOOKED
    )
    sale = Ticket(Decimal("84.00"), "EUR")
    book.activities.put(
        Activity.of("t1", sale, client_id=marie.id, at=NOW - timedelta(days=9)), by=ANNA
    )
    text = Message("Your appointment is confirmed for 3 March, 10:00.")
    book.activities.put(
        Activity.of("m1", text, client_id=marie.id, at=NOW - timedelta(days=12)), by=ANNA
    )
    event = BusinessEvent("CONSULTATION", "Colour test")
    book.activities.put(
        Activity.of("e1", event, client_id=marie.id, at=NOW - timedelta(days=60)), by=ANNA
    )
    book.clients.add_note(marie.id, "Asked for the same stylist as last time.", by=ANNA)
    book.consent.set_subscriptions(
        marie.id, {(None, "MARKETING"): True}, by=ANNA, evidence="form 17"
    )
    patch = ProfilePatch(set={"job_title": "Decorator"}, add={"tags": ["regular"]})
    book.clients.update(marie.id, patch, expected=None, by=ANNA)


def marie_of(folder: Path) -> str:
    """Return the id of Marie Dupont in the book of a folder."""
    with open_sample(folder / "clients.db") as book:
        return book.search.find("marie dupont").items[0].id
