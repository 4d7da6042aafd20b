"""X38: what is left to others of an appointment names nobody who was erased."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE, mobile, person

from clientbook import (
    Attribute,
    ClientBook,
    ExternalId,
    PersonName,
    Profile,
    parse_email,
    parse_phone,
)
from clientbook.domain.activities import (
    PAYLOADS,
    Activity,
    ActivityKind,
    Appointment,
    AttachmentRef,
    Attendee,
    BusinessEvent,
    Conversation,
    Message,
    Payload,
    Review,
)
from clientbook.domain.attributes import AttributeDefinition, AttributeScope, AttributeType
from clientbook.domain.sales import Estimate, Invoice, Line, LoyaltyCard, Package, Ticket
from clientbook.storage.protocols import Store

NOW = datetime(2026, 3, 2, tzinfo=UTC)
THEIRS = (
    "Couple massage Zqgiven Zqfam 0612345678 zq@x.fr",
    "ZQFAM, Zqgiven: dos",
    "dos, rappeler au +33 (0)6 12 34 56 78",
    "dos (zq@x.fr)",
    "Zqfam: dos",
    "Zenobia",
    "Zqgi\u200bven",
    "Zqgivens Termin",
    "chez l'Zqgiven",
    "dos (CLI0042)",
    "dos, client CLI 0042",
    "CLI-0042",
)
OTHERS = ("Couple massage", "Massage 07 12 34 56 78", "Massage Bob", "Duo CLI0043")


@EVERY_STORE
@pytest.mark.parametrize("title", [*THEIRS, *OTHERS])
def test_texts_that_name_the_erased_go(store: Store, title: str) -> None:
    """X38: a title that names them goes as a whole, any other stays; the other seat stays."""
    book = ClientBook(store, settings=region("FR"))
    book.attributes.define(
        AttributeDefinition("Remark", AttributeType.STRING, scope=AttributeScope.APPOINTMENT),
        by=ANNE,
    )
    erased = book.clients.create(
        Profile(
            name=PersonName(given="Zqgiven", middle="Zenobia", family="Zqfam"),
            external_ids=(ExternalId("till", "CLI0042"),),
            phones=(parse_phone("06 12 34 56 78", region="FR"),),
            emails=(parse_email("zq@x.fr"),),
        ),
        by=ANNE,
    ).id
    bob = book.clients.create(person("Bob"), by=ANNE).id
    visit = Appointment(
        NOW,
        attendees=(Attendee(erased), Attendee(bob)),
        title=title,
        status_text=title,
        attributes=(Attribute("remark", title),),
    )
    book.activities.put(Activity.of("a", visit), by=ANNE)
    book.privacy.erase(erased, by=ANNE)
    left = book.activities.get(ActivityKind.APPOINTMENT, "a").payload
    assert isinstance(left, Appointment)
    assert [a.client_id for a in left.attendees] == [bob]
    stays = title if title in OTHERS else None
    assert (left.title, left.status_text) == (stays, stays)
    assert left.attributes == ((Attribute("remark", title),) if stays else ())


@EVERY_STORE
@pytest.mark.parametrize("first", ["one", "the other", "deleted"])
def test_a_double_of_the_erased_shields_no_text(store: Store, first: str) -> None:
    """X38: in an activity of theirs a word of their name is theirs, though they stand twice."""
    book = ClientBook(store, settings=region("FR"))
    zoe, twin = (
        book.clients.create(person("Zqzoe Zqfam", mobile(number)), by=ANNE).id
        for number in ("+33612345678", "+33687654321")
    )
    bob = book.clients.create(person("Bob Zqroy"), by=ANNE).id
    titles = {"a": "Duo Zqzoe", "b": "Duo Zqzoe Zqfam", "c": "Duo Bob", "d": "Duo massage"}
    for key, title in titles.items():
        visit = Appointment(NOW, attendees=(Attendee(zoe), Attendee(bob)), title=title)
        book.activities.put(Activity.of(key, visit), by=ANNE)
    if first == "deleted":
        book.clients.delete(twin, by=ANNE)
    elif first == "the other":
        book.privacy.erase(twin, by=ANNE)
    book.privacy.erase(zoe, by=ANNE)
    left = {}
    for key in titles:
        payload = book.activities.get(ActivityKind.APPOINTMENT, key).payload
        assert isinstance(payload, Appointment)
        left[key] = payload.title
    assert left == {"a": None, "b": None, "c": "Duo Bob", "d": "Duo massage"}


@EVERY_STORE
def test_a_word_that_both_are_called_names_who_stays(store: Store) -> None:
    """X38: "Duo Zqfam" of two of one family is not about the erased one alone."""
    book = ClientBook(store, settings=region("FR"))
    ann, bob = (book.clients.create(person(n), by=ANNE).id for n in ("Ann Zqfam", "Bob Zqfam"))
    visit = Appointment(NOW, attendees=(Attendee(ann), Attendee(bob)), title="Duo Zqfam")
    book.activities.put(Activity.of("a", visit), by=ANNE)
    book.privacy.erase(ann, by=ANNE)
    payload = book.activities.get(ActivityKind.APPOINTMENT, "a").payload
    assert isinstance(payload, Appointment)
    assert payload.title == "Duo Zqfam"


def _payloads(text: str) -> dict[str, Payload]:
    """Return a payload of each kind that has a text in each of its fields."""
    one = Decimal(1)
    file = AttachmentRef("a file", "text/plain", 1, "s3://1")
    return {
        "conversation": Conversation(subject=text),
        "estimate": Estimate(one, "EUR", number=text),
        "invoice": Invoice(one, "EUR", number=text),
        "event": BusinessEvent(text, text, text),
        "card": LoyaltyCard(text, one, text),
        "message": Message(
            text,
            attachments=(
                file,
                attrs.evolve(file, name=f"{text}.pdf"),
                attrs.evolve(file, ref=f"s3://{text}"),
            ),
        ),
        "package": Package(text, 3),
        "review": Review(text, one, comment=text),
        "ticket": Ticket(one, "EUR", (Line(text, one, one), Line("cut"))),
    }


FIELDS_OF_STAFF = {"employee", "assignee", "conversation", "channel", "currency", "media_type"}


def test_each_text_of_each_payload_is_tried() -> None:
    """X38: a field that is added to an activity is under the rule, or said to be no text."""
    for payload in _payloads("Zqfam").values():
        texts = {f.name for f in attrs.fields(type(payload)) if f.type in (str, str | None)}
        for name in texts - FIELDS_OF_STAFF:
            assert "Zqfam" in getattr(payload, name), (type(payload), name)
    assert {type(p) for p in _payloads("x").values()} == {*PAYLOADS.values()} - {Appointment}


@EVERY_STORE
@pytest.mark.parametrize("text", ["Zqfam", "devisZqfam2026", "zq@x.fr", "CLI0042", "0612345678"])
def test_no_text_of_an_activity_of_several_names_another(store: Store, text: str) -> None:
    """X21, X38: what names one of several is not shown to the other, and goes with an erasure."""
    book = ClientBook(store, settings=region("FR"))
    zoe = book.clients.create(
        Profile(
            name=PersonName(given="Zqgiven", family="Zqfam"),
            external_ids=(ExternalId("till", "CLI0042"),),
            phones=(parse_phone("06 12 34 56 78", region="FR"),),
            emails=(parse_email("zq@x.fr"),),
        ),
        by=ANNE,
    ).id
    bob = book.clients.create(person("Bob Zqroy"), by=ANNE).id
    for key, payload in _payloads(text).items():
        book.activities.put(Activity(key, payload, (zoe, bob), NOW), by=ANNE)
    harmless = {f"{key}-2": p for key, p in _payloads("Duo massage").items()}
    for key, payload in harmless.items():
        book.activities.put(Activity(key, payload, (zoe, bob), NOW), by=ANNE)
    mine = json.dumps(book.privacy.export(zoe)["activities"])
    assert mine.count(text) > 2 * len(_payloads(text)) - 4
    assert text not in json.dumps(book.privacy.export(bob)["activities"])
    book.privacy.erase(zoe, by=ANNE)
    left = book.privacy.export(bob)["activities"]
    assert text not in json.dumps(left)
    assert len(left) == 2 * len(harmless)
    for key, payload in harmless.items():
        kept = book.activities.get(ActivityKind(_kind(payload)), key)
        assert kept.payload == payload
    (ticket,) = (a for a in left if a["id"] == "ticket")
    assert len(ticket["payload"]["lines"]) == 2  # the amounts of an account stay
    (message,) = (a for a in left if a["id"] == "message")
    assert [f["name"] for f in message["payload"]["attachments"]] == ["a file"]


def _kind(payload: Payload) -> str:
    return next(kind.value for kind, made in PAYLOADS.items() if isinstance(payload, made))
