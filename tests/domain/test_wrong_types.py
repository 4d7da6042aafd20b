"""N6, S22, N19: a value of another type is refused where it is made, with field and type."""

import datetime as dt
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from tests.book.people import ANNE

from clientbook import ClientBook, MemoryStore
from clientbook.domain.activities import (
    Activity,
    Appointment,
    AppointmentStatus,
    AttachmentRef,
    Attendee,
    BusinessEvent,
    Conversation,
    Message,
    Review,
)
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.clients import Actor, BookingBlock, Client, Origin, OriginKind
from clientbook.domain.consents import ConsentEvent, ConsentState
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import NO_FILTER, Filter
from clientbook.domain.journal import Change, ChangeKind
from clientbook.domain.names import PersonName
from clientbook.domain.notes import Note
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.domain.sales import (
    Estimate,
    Invoice,
    Line,
    LoyaltyCard,
    Package,
    Ticket,
)
from clientbook.domain.settings import BookSettings, ImportSettings, Topic
from clientbook.errors import InvalidValueError, WrongTypeError

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "06 12 34 56 78"

# The types are wrong on purpose: Any hides them from the checker.
CASES: dict[str, tuple[Callable[..., object], dict[str, object], str]] = {
    "a text of tags": (Profile, {"tags": "vip"}, "tags"),
    "a number among tags": (Profile, {"tags": [1]}, "tags"),
    "a text of phones": (Profile, {"phones": [SECRET]}, "parse_phone"),
    "a text of e-mails": (Profile, {"emails": ("a@b.fr",)}, "parse_email"),
    "a text for a name": (Profile, {"name": "Marie"}, "PersonName"),
    "a date for a birthday": (Profile, {"birthday": dt.date(1980, 5, 17)}, "PartialDate.of"),
    "a text for a gender": (Profile, {"gender": "F"}, "Gender"),
    "a number for a company": (Profile, {"company": 3}, "company"),
    "a number for free text": (Profile, {"info": 3}, "info"),
    "no list": (Profile, {"websites": None}, "websites"),
    "pairs for attributes": (Profile, {"attributes": [("a", "b")]}, "attributes"),
    "addresses as texts": (Profile, {"addresses": ["1 rue X"]}, "addresses"),
    "a number for a given name": (PersonName, {"given": 3}, "given"),
    "a number for an id": (ExternalId, {"system": "till", "value": 12}, "external_id"),
    "a float for an attribute": (Attribute, {"key": "a", "value": 1.5}, "attribute.value"),
    "a list for an attribute": (Attribute, {"key": "a", "value": ["b"]}, "attribute.value"),
    "numbers in an attribute": (Attribute, {"key": "a", "value": (1,)}, "attribute.value"),
    "a number for a phone": (PhoneNumber, {"e164": 33612345678}, "phone.e164"),
    "a number for an e-mail": (EmailAddress, {"address": 3}, "email.address"),
    "a text for a year": (PartialDate, {"year": "1980"}, "year"),
    "a text for an origin's actor": (Origin, {"kind": OriginKind.API, "actor": "anna"}, "actor"),
    "a text for who blocks": (BookingBlock, {"by": "anna", "at": NOW}, "by"),
    "a text for an author": (
        Note,
        {"id": "n", "client_id": "c", "body": "x", "author": "anna", "at": NOW},
        "author",
    ),
    "a text for who records": (
        ConsentEvent,
        {
            "id": "e", "client_id": "c", "channel": None, "topic": "*",
            "state": ConsentState.OPTED_OUT, "at": NOW, "actor": "anna",
        },
        "actor",
    ),
    "a text for who changes": (
        Change,
        {"kind": ChangeKind.NOTE, "client_id": "c", "revision": 1, "at": NOW, "actor": "anna"},
        "actor",
    ),
    "a document for a profile": (
        Client,
        {
            "id": "c", "profile": {}, "origin": Origin(OriginKind.API, ANNE),
            "created_at": NOW, "updated_at": NOW,
        },
        "client.profile",
    ),
    "a text for a time": (BookingBlock, {"by": ANNE, "at": "today"}, "datetime"),
    "a number for a status": (Appointment, {"starts_at": NOW, "status": 3}, "appointment.status"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_type_is_refused_at_the_constructor(name: str) -> None:
    """N6: the error names field and expected type, quotes no value, and pickles."""
    make, values, word = CASES[name]
    with pytest.raises(WrongTypeError) as refused:
        make(**values)
    told = str(refused.value)
    assert "expected" in told
    assert word in told
    assert SECRET not in told
    assert isinstance(refused.value, InvalidValueError)
    assert isinstance(refused.value, TypeError)
    assert str(pickle.loads(pickle.dumps(refused.value))) == told


AT, TEN = NOW, Decimal(10)
EXAMPLES: list[Any] = [
    Attendee("c"), Appointment(AT), Conversation(), AttachmentRef("a", "image/png", 1, "r"),
    Message("hello"), BusinessEvent("REPAIR"), Line("cut"), Ticket(TEN, "EUR"),
    Invoice(TEN, "EUR"), Estimate(TEN, "EUR"), LoyaltyCard("p"), Package("ten", 10),
    Review("web", TEN), Activity.of("a", Message("x"), client_id="c", at=AT),
    ConsentEvent("e", "c", None, "*", ConsentState.OPTED_OUT, AT),
    Origin(OriginKind.API, ANNE), BookingBlock(ANNE, AT), Note("n", "c", "x", ANNE, AT),
    AttributeDefinition("car"), Filter(), Topic("NEWS"), ContactLimits(), ImportSettings(),
    BookSettings(), PhoneNumber("+33612345678"), EmailAddress("a@example.org"),
]  # fmt: skip
_READ_BY_THEMSELVES = {"Appointment.status"}  # a host's own word is kept
_PARTS = [
    (example, field.name)
    for example in EXAMPLES
    for field in attrs.fields(type(example))
    if field.init and f"{type(example).__name__}.{field.name}" not in _READ_BY_THEMSELVES
]


@pytest.mark.parametrize(
    ("example", "name"), _PARTS, ids=[f"{type(e).__name__}.{n}" for e, n in _PARTS]
)
def test_every_part_of_a_value_refuses_what_is_of_no_kind(example: Any, name: str) -> None:
    """N6: whatever the annotation says, another type is refused, and the value is not quoted.

    A value of a wrong type would otherwise be shown whole by ``repr`` or fail far away.
    """

    class Alien:
        def __repr__(self) -> str:
            return SECRET

    with pytest.raises((WrongTypeError, TypeError, InvalidValueError)) as refused:
        attrs.evolve(example, **{name: Alien()})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
def test_an_amount_is_finite(amount: str) -> None:
    """N6, P12: a sum over tickets is a number."""
    with pytest.raises(InvalidValueError):
        Ticket(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: PostalAddress(city="Lyon"), "locality"),  # type: ignore[call-arg]
        (lambda: PostalAddress(street="1 rue X", zip="69003"), "postcode"),  # type: ignore[call-arg]
        (lambda: PersonName(first_name="Ann"), "given"),  # type: ignore[call-arg]
        (lambda: PersonName(given="Ann", last="Roy"), "family"),  # type: ignore[call-arg]
    ],
)
def test_a_field_that_people_call_otherwise_is_named(
    make: Callable[[], object], field: str
) -> None:
    """N6: the error says what the field is called here, and quotes no value."""
    with pytest.raises(InvalidValueError, match=f"this field is called {field}"):
        make()


def test_a_flag_is_no_number_and_a_number_no_flag() -> None:
    """N6: True is not 1 session, and 1 is no tick."""
    for make in (lambda: Package("ten", True), lambda: Attendee("c", 1)):  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError):
            make()


def test_lists_and_generators_are_taken_as_before() -> None:
    """N6: any iterable of the right values is a list."""
    assert Profile(tags=(t for t in ["a", "b"])).tags == ("a", "b")
    assert Profile(tags={"a": 1}).tags == ("a",)


INVISIBLE = [
    *(chr(c) for c in (0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180F, 0x2800, 0x3164, 0xFFA0)),
    *(chr(c) for c in (0xFE00, 0xFE0F, 0xE0100, 0xE01EF, 0xAD, 0x61C, 0x200D, 0x2060, 0xFEFF)),
    "\ufe0f \u3164", "\u200b\u034f\t",
]  # fmt: skip


@pytest.mark.parametrize("text", INVISIBLE, ids=ascii)
def test_what_does_not_show_is_no_name(text: str) -> None:
    """S22, P5: default-ignorable code points and fillers alone are blank."""
    with pytest.raises(InvalidValueError):
        PersonName(full=text)
    assert Profile(company=text, tags=[text], info=text) == Profile()


@pytest.mark.parametrize("text", ["❤️", "नि", "می‌خواهم", "한", "👨‍👩‍👧", "é"])
def test_what_shows_stays_as_written(text: str) -> None:
    """S22: selectors and joiners inside a text are part of it."""
    assert PersonName(full=text).full == text


def test_a_partial_date_reads_as_its_iso_form() -> None:
    """N19: str() shows the date; repr() hides it, as of every personal value."""
    assert str(PartialDate(1980, 5, 17)) == "1980-05-17"
    assert f"{PartialDate(None, 2, 29)}" == "--02-29"
    assert "1980" not in repr(PartialDate(1980, 5, 17))


def test_a_hosts_own_status_is_kept() -> None:
    """S37, K43: a status the library does not know keeps the host's word."""
    start = NOW + timedelta(days=1)
    for text, status, kept in (
        ("No show", AppointmentStatus.NO_SHOW, None),
        ("En salle d'attente", AppointmentStatus.OTHER, "En salle d'attente"),
    ):
        visit = Appointment(start, attendees=(Attendee("c"),), status=text)  # type: ignore[arg-type]
        assert (visit.status, visit.status_text) == (status, kept)


@pytest.mark.parametrize(
    "number", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+1000000", "1E-1001"]
)
def test_an_attribute_holds_a_decimal_that_can_be_written_out(number: str) -> None:
    """X51: what no store and no search could hold is refused where it is made, by a typed error."""
    with pytest.raises(InvalidValueError) as caught:
        Attribute("weight", Decimal(number))
    assert caught.value.field == "attribute.value"
    for fine in ("0", "-12.50", "1E+999", "1E-1000", "9" * 1000):
        assert Attribute("weight", Decimal(fine)).value == Decimal(fine)


def test_an_appointment_ends_at_a_time_there_is() -> None:
    """X51: one that no clock could show the end of was kept, and could not be read again."""
    last = datetime(9999, 12, 31, tzinfo=UTC)
    for duration in (timedelta.max, timedelta(days=1)):
        with pytest.raises(InvalidValueError) as caught:
            Appointment(last, duration)
        assert caught.value.field == "appointment.duration"
    assert Appointment(last, timedelta(hours=23)).ends_at > last


@pytest.mark.parametrize("id_", [None, 5, b"anne"])
def test_an_id_of_another_type_is_said_as_such(id_: Any) -> None:
    """X51: no id is a wrong type, not a text of a wrong length."""
    for make in (lambda: Actor(id_), lambda: Activity(id_, BusinessEvent("x"), ("c",), NOW)):
        with pytest.raises(WrongTypeError):
            make()


def test_a_door_that_knows_the_types_still_looks_at_the_values() -> None:
    """What passed once by its types alone is no pass for a value of which more is asked."""
    clients = ClientBook(MemoryStore()).clients
    for _ in range(2):
        assert clients.count(NO_FILTER) == 0
        assert clients.resolve(["nobody"]) == {}
        with pytest.raises(WrongTypeError):
            clients.count(7)  # type: ignore[arg-type]
        with pytest.raises(WrongTypeError):
            clients.resolve([7])  # type: ignore[list-item]
