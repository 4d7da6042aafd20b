"""Exports that other programs read, and that come back as they were."""

import csv
import io

import pytest
from tests.book.conftest import EVERY_STORE, MakeBook, TurnedClock, region
from tests.book.people import ANNE, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.activities import Activity
from clientbook.domain.appointments import Appointment, Attendee
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.consents import Channel
from clientbook.domain.emails import EmailAddress
from clientbook.domain.phone_display import display_phone
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.importing.formulas import runs_in_spreadsheet

COLUMNS = ["given_name", "company", "tags", "website", "note", "family_name"]


def _export(book: ClientBook, columns: list[str], **options: object) -> bytes:
    out = io.BytesIO()
    book.lists.export(out, columns=columns, **options)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("expected", [",", ";", "\t", "|"])
def test_no_cell_runs_whatever_the_spreadsheet_expects(
    book: ClientBook, delimiter: str, expected: str
) -> None:
    """F9, X27: a file split at another separator than its own starts no formula either."""
    nasty = "x;=1+1;,=2|@SUM(1)\t-3"
    profile = person("Jean Dupont", company=nasty, tags=("a;=1", "=2"), info=f"l\n={nasty}")
    book.clients.create(profile, by=ANNE)
    text = _export(book, COLUMNS, delimiter=delimiter).decode()
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=expected):
        assert not any(runs_in_spreadsheet(cell) for cell in row)
    for line in text.splitlines():
        assert not any(runs_in_spreadsheet(cell.strip('"')) for cell in line.split(expected))


def test_an_export_for_excel_begins_with_a_mark(book: ClientBook) -> None:
    """M10, R15: Excel takes UTF-8 for something else unless a byte-order mark says so."""
    book.clients.create(person("Zoé"), by=ANNE)
    assert not _export(book, ["given_name"]).startswith(b"\xef\xbb\xbf")
    marked = _export(book, ["given_name"], bom=True)
    assert marked.decode("utf-8-sig").splitlines() == ["First name", "Zoé"]
    run = book.imports.run(book.imports.open(marked), by=ANNE)
    assert run.counts.rejected == 0


@pytest.mark.parametrize(
    ("e164", "region", "shown"),
    [
        ("+33612345678", "FR", "06 12 34 56 78"),
        ("+14185550123", "CA", "(418) 555-0123"),
        ("+14185550123", "US", "(418) 555-0123"),
        ("+33612345678", "CA", "+33 6 12 34 56 78"),
        ("+14185550123", "FR", "+1 418-555-0123"),
        ("+33612345678", "ZZ", "+33 6 12 34 56 78"),
        ("+99912345", "FR", "+99912345"),
    ],
)
def test_numbers_as_people_read_them(e164: str, region: str, shown: str) -> None:
    """X61: national at home, international elsewhere; the extension follows."""
    assert display_phone(PhoneNumber(e164), region) == shown
    assert display_phone(PhoneNumber(e164, extension="12"), region) == f"{shown} ext. 12"


def test_lists_and_exports_show_numbers_so(make_book: MakeBook) -> None:
    """X61: storage stays E.164; a list row and an export show what people read."""
    book = make_book(region("FR"))
    book.clients.create(person("Zoé", mobile()), by=ANNE)
    (row,) = book.lists.page()
    assert (row.phone, row.phone_display) == ("+33612345678", "06 12 34 56 78")
    columns = ["given_name", "phone.mobile"]
    assert _export(book, columns).decode().splitlines()[1] == "Zoé,+33612345678"
    shown = _export(book, columns, phones="display")
    assert shown.decode().splitlines()[1] == "Zoé,06 12 34 56 78"
    run = book.imports.run(book.imports.open(shown), by=ANNE)
    assert (run.counts.unchanged, run.counts.rows) == (1, 1)


@EVERY_STORE
def test_the_row_knows_notes_of_those_merged_into_it(book: ClientBook, clock: TurnedClock) -> None:
    """R10, S16: the newest note of the person, under whichever id it was written."""
    keep, old = (book.clients.create(person("Ana Roy"), by=ANNE) for _ in range(2))
    book.clients.add_note(keep.id, "first", by=ANNE)
    clock.turn(days=1)
    book.clients.add_note(old.id, "second", by=ANNE)
    book.merges.merge(book.merges.plan(keep.id, [old.id]), by=ANNE)
    (row,) = book.lists.page()
    assert row.note == "second"
    assert _export(book, ["internal_note"]).decode().splitlines()[1] == "second"


def test_an_export_tells_the_last_appointment(book: ClientBook, clock: TurnedClock) -> None:
    """R17, S47: what the list shows can be exported, and coming back it changes nothing."""
    ana = book.clients.create(person("Ana Roy", mobile()), by=ANNE)
    book.activities.put(
        Activity.of("a", Appointment(clock.now, attendees=(Attendee(ana.id),))), by=ANNE
    )
    clock.turn(hours=1)
    columns = ["given_name", "family_name", "phone.mobile", "last_appointment_at"]
    columns += ["next_appointment_at", "internal_note"]
    data = _export(book, columns)
    assert data.decode().splitlines()[1] == "Ana,Roy,+33612345678,2026-03-02T09:00:00+00:00,,"
    run = book.imports.run(book.imports.open(data), by=ANNE)
    assert (run.counts.unchanged, run.counts.rows) == (1, 1)
    assert book.clients.get(ana.id).profile.attributes == ()


@EVERY_STORE
def test_values_with_separators_come_back_as_they_were(book: ClientBook) -> None:
    """S6, X27: tags and lists whose values hold a separator or quotes are no other values."""
    book.attributes.define(AttributeDefinition("Likes", AttributeType.LIST), by=ANNE)
    tags = ("VIP; gold", 'the "best"', "a|b", "plain")
    ana = book.clients.create(
        person(
            "Ana Roy", mobile(), tags=tags, attributes=(Attribute("likes", ("tea; milk", "x")),)
        ),
        by=ANNE,
    )
    data = _export(book, ["given_name", "family_name", "phone.mobile", "tags", "custom:Likes"])
    run = book.imports.run(book.imports.open(data), by=ANNE)
    assert (run.counts.unchanged, run.counts.rows) == (1, 1)
    assert book.clients.get(ana.id).profile == ana.profile


def test_exports_say_what_the_desk_says_about_contact(book: ClientBook) -> None:
    """X36, X37: a shared address that opted out is out in the file; silence stays blank."""
    vic = book.clients.create(person("Vic", email="v@example.org"), by=ANNE)
    book.clients.create(person("Ana", emails=(EmailAddress("v@example.org"),)), by=ANNE)
    book.clients.create(person("Zoe", landline()), by=ANNE)
    book.consent.set_subscriptions(vic.id, {(Channel.EMAIL, "*"): False}, by=ANNE)
    data = _export(book, ["given_name", "consent.email", "consent.email.optout"])
    rows = list(csv.reader(io.StringIO(data.decode())))
    assert rows[1:] == [["Ana", "no", "yes"], ["Vic", "no", "yes"], ["Zoe", "", ""]]


@pytest.mark.parametrize("extension", ["12", "12#", ",,5", "*12"])
def test_extensions_and_pages_come_back_as_they_were(book: ClientBook, extension: str) -> None:
    """S6, X27: what is dialled after the call is answered; several web pages in one cell."""
    work = PhoneNumber("+33143551234", extension=extension, kind=PhoneKind.WORK)
    sites = ("https://a.fr/", "https://b.fr/?x=1,2;y")
    ana = book.clients.create(person("Ana Roy", work, email="a@b.fr", websites=sites), by=ANNE)
    data = _export(book, ["given_name", "family_name", "email", "phone.work", "website"])
    run = book.imports.run(book.imports.open(data), by=ANNE)
    assert (run.counts.unchanged, run.counts.rows) == (1, 1)
    assert book.clients.get(ana.id).profile == ana.profile
