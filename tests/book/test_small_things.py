"""X44: the small things of the four trades, each by a test."""

import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region

from clientbook import (
    PRESETS,
    Activity,
    ActivityKind,
    Actor,
    Appointment,
    Attendee,
    AttributeDefinition,
    AttributeType,
    BookSettings,
    Channel,
    ClientBook,
    ConsentEvent,
    ConsentState,
    Filter,
    MemoryStore,
    PersonName,
    Profile,
    Table,
    open_table,
)
from clientbook.domain.sales import Ticket
from clientbook.domain.settings import EntryPoint, Requirements
from clientbook.errors import InvalidValueError

me = Actor("anne")
MARKETING = (Channel.SMS, "MARKETING")


def names(book: ClientBook, where: Filter) -> list[str]:
    return [row.name for row in book.lists.page(where).items]


def add(book: ClientBook, given: str) -> str:
    return book.clients.create(Profile(name=PersonName(given=given)), by=me).id


@EVERY_STORE
def test_clients_of_one_import_can_be_listed(book: ClientBook) -> None:
    """X44: A filter lets through whom one run created, and composes with others."""
    first = book.imports.run(Table.from_rows(["First name"], [["Ann"], ["Bea"]]), by=me)
    second = book.imports.run(Table.from_rows(["First name"], [["Cleo"]]), by=me)
    add(book, "Dora")
    assert names(book, Filter(import_run=first.id)) == ["Ann", "Bea"]
    assert names(book, Filter(import_run=second.id)) == ["Cleo"]
    assert names(book, Filter(import_run=first.id, has_mobile=True)) == []


@EVERY_STORE
def test_who_said_no_is_not_who_was_never_asked(book: ClientBook, clock: TurnedClock) -> None:
    """X44: Said no, said yes and never asked are three lists, without overlap."""
    yes, no, _ = add(book, "Ann"), add(book, "Bea"), add(book, "Cleo")
    states = ((yes, ConsentState.OPTED_IN), (no, ConsentState.OPTED_OUT))
    book.consent.record(
        [ConsentEvent(i, i, *MARKETING, state, clock(), source="form") for i, state in states]
    )
    assert names(book, Filter(subscribed_to=(MARKETING,))) == ["Ann"]
    assert names(book, Filter(opted_out_of=(MARKETING,))) == ["Bea"]
    assert names(book, Filter(never_asked=(MARKETING,))) == ["Cleo"]
    assert names(book, Filter(unsubscribed_from=(MARKETING,))) == ["Bea", "Cleo"]


def test_a_name_nobody_has_can_be_added_from_the_search_box(book: ClientBook) -> None:
    """X44: What was typed and found nobody is offered as a name, ready to create."""
    add(book, "Ann")
    assert book.search.suggest("06 12 34 56 78").can_add_name is None  # that is a number
    offered = book.search.suggest("Bea Low").can_add_name
    assert offered is not None
    book.clients.create(Profile(name=offered), by=me)
    assert [c.profile.display_name for c in book.search.suggest("bea low").clients] == ["Bea Low"]


@EVERY_STORE
def test_the_last_visit_and_the_note_can_be_exported(book: ClientBook, clock: TurnedClock) -> None:
    """X44, R11: The last appointment and the newest internal note are columns of an export."""
    ann = add(book, "Ann")
    visit = Appointment(clock.now - timedelta(days=3), attendees=(Attendee(ann),))
    book.activities.put(Activity.of("v1", visit), by=me)
    book.clients.add_note(ann, "old", by=me)
    clock.turn(minutes=1)
    book.clients.add_note(ann, "prefers mornings", by=me)
    (record,) = book.lists.to_records(columns=["last_appointment_at", "internal_note"])
    last, note = record.values()
    assert last is not None
    assert last.startswith("2026-02-27")
    assert note == "prefers mornings"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("preset", PRESETS)
def test_a_template_of_a_preset_maps_itself(preset: str, language: str) -> None:
    """X44, V4, S48: Each preset has a template, whose every column goes where it says."""
    settings: BookSettings = attrs.evolve(PRESETS[preset], default_region="FR", language=language)
    book = ClientBook(MemoryStore(), settings=settings)
    size = AttributeDefinition("Pointure", AttributeType.CHOICE, choices=("38", "39"))
    book.attributes.define(size, by=me)
    out = io.BytesIO()
    columns = book.imports.template(out)
    table = open_table(out.getvalue())
    mapping = book.imports.suggest(table)
    assert [str(c.target) for c in mapping] == [*map(str, columns), "custom:Pointure"]
    rows = {"given_name": "Ann", "family_name": "Roy", "email.1": "ann@example.org"}
    cells = [rows.get(str(column), "") for column in columns]
    cells[list(map(str, columns)).index("phone.mobile")] = "06 12 34 56 78"
    filled = Table.from_rows(table.header, [[*cells, "39"]])
    assert book.imports.run(filled, by=me).counts.created == 1


@pytest.mark.parametrize(
    ("preset", "first"),
    [
        ("messaging", ["given_name", "family_name", "phone.mobile", "email.1", "company"]),
        ("salon", ["given_name", "family_name", "company"]),
        ("booking", ["given_name", "family_name", "email.1", "company"]),
        ("field_service", ["given_name", "family_name", "phone.mobile", "company"]),
    ],
)
def test_a_template_begins_with_what_its_trade_asks_for(preset: str, first: list[str]) -> None:
    """X44: the four trades have four templates; whoever fills one sees what is needed first."""
    book = ClientBook(MemoryStore(), settings=PRESETS[preset])
    columns = list(map(str, book.imports.template(io.BytesIO(), format="csv")))
    assert columns[: len(first)] == first
    assert len(set(columns)) == len(columns)


def test_a_template_holds_what_the_book_asks_and_no_more() -> None:
    """X44: What is required has a column; nobody is asked for more values than are kept."""
    limits = attrs.evolve(PRESETS["safe"].limits, emails=1, mobiles=1)
    needed = tuple((point, Requirements(all_of=("full_name",))) for point in EntryPoint)
    settings = attrs.evolve(PRESETS["safe"], limits=limits, requirements=needed)
    book = ClientBook(MemoryStore(), settings=settings)
    texts = [str(column) for column in book.imports.template(io.BytesIO(), format="csv")]
    assert texts[0] == "full_name"
    assert not {"email.2", "phone.mobile.2"} & set(texts)
    assert {"email.1", "phone.mobile", "phone.home", "phone.work"} <= set(texts)


def test_what_the_store_is_not_to_keep_is_not_put(make_book: MakeBook) -> None:
    """X44, K45: whoever opens a book with kinds of activities is told of one of another kind."""
    book = make_book(region("FR"), kinds=[ActivityKind.APPOINTMENT])
    ann = book.clients.create(Profile(name=PersonName("Ann")), by=me)
    bought = Activity.of(
        "t", Ticket(Decimal(1), "EUR"), client_id=ann.id, at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    with pytest.raises(InvalidValueError, match="without this kind"):
        book.activities.put(bought, by=me)


def test_sections_of_the_host_are_absent_unless_supplied(make_book: MakeBook) -> None:
    """X44, K45: A kind of activity that nobody keeps is not in the overview; one kept is, empty."""
    book = make_book(region("FR"), kinds=[ActivityKind.APPOINTMENT])
    ann = add(book, "Ann")
    assert book.clients.overview(ann).counts == {ActivityKind.APPOINTMENT: 0}
    everything = make_book(region("FR"))
    assert set(everything.clients.overview(ann).counts) == set(ActivityKind)
