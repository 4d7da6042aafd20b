"""Whatever the command line and the reports show is written as the people of the book read it."""

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import attrs
import pytest

from clientbook import SALON, Actor, ClientBook, SqliteStore, Table, parse_phone
from clientbook.domain.activities import Activity, Appointment, Attendee
from clientbook.domain.audiences import Audience
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.filters import Filter
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import OnDuplicate
from clientbook.reports.import_report import write_import_report
from clientbook.reports.review_page import write_review_page

from .test_imports import Shell, shell

__all__ = ["shell"]  # the fixture

ANNE = Actor("anne")
PAST = datetime(2020, 7, 1, 22, 30, tzinfo=UTC)
_NUMBER = re.compile(r"(?:\+33 ?|\b0)6[\d ]{8,13}\b")
_TIME = re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d(?: \w+)?")


@pytest.fixture
def book(shell: Shell) -> Iterator[ClientBook]:
    """A book in Paris with two who may be one, an appointment, an import and an act."""
    settings = attrs.evolve(SALON, default_region="FR", time_zone="Europe/Paris")
    with ClientBook(SqliteStore(shell.book), book="main", settings=settings) as made:
        for name in ("Marie", "Mary"):
            profile = Profile(
                PersonName(name, "Dupont"), phones=(parse_phone("0612345678", region="FR"),)
            )
            client = made.clients.create(profile, by=ANNE, on_duplicate=OnDuplicate.ALLOW)
        seats = (Attendee(client.id),)
        made.activities.put(Activity.of("a", Appointment(PAST, attendees=seats)), by=ANNE)
        later = Appointment(PAST.replace(year=2098), attendees=seats)
        made.activities.put(Activity.of("b", later), by=ANNE)
        made.imports.run(Table.from_rows(["Name", "Mobile"], [["Zoé", "0698765432"]]), by=ANNE)
        made.bulk.commit(made.bulk.plan(Filter(), BulkEdit.tag("vip")), by=ANNE)
        yield made


def test_a_terminal_shows_numbers_and_times_of_the_book(shell: Shell, book: ClientBook) -> None:
    """X49, X61: each command that lists or shows clients, and each that tells when."""
    one, other = sorted(c.id for c in book.search.find("dupont"))
    numbers, times = [], []
    for words in (
        ("search", "dupont"),
        ("show", one),
        ("show", other),
        ("history", one),
        ("duplicates",),
        ("merge", one, other, "--dry-run"),
        ("imports",),
        ("bulk-runs",),
    ):
        said = shell(*words)
        numbers += _NUMBER.findall(said)
        times += _TIME.findall(said)
    assert set(numbers) == {"06 12 34 56 78"}
    assert len(numbers) >= 6
    assert {"2020-07-02 00:30 CEST", "2098-07-02 00:30 CEST"} <= set(times)
    assert {time.split()[-1] for time in times} <= {"CET", "CEST"}
    assert len(times) >= 6


def test_programs_read_numbers_and_times_as_they_are_kept(shell: Shell, book: ClientBook) -> None:
    """X61: what is printed as JSON is E.164 and ISO 8601."""
    (one, other) = json.loads(shell("search", "dupont", "--json"))
    assert {one["phone"], other["phone"]} == {"+33612345678"}
    shown = [json.loads(shell("show", found["id"], "--json")) for found in (one, other)]
    assert {at for d in shown if (at := d["last_visit"])} == {"2020-07-01T22:30:00+00:00"}


def test_reports_are_written_for_the_people_of_the_book(book: ClientBook) -> None:
    """X30, X49, X61: the review page and the import report, and a pair in a notebook."""
    pairs = book.duplicates.review(book.duplicates.pairs().items)
    page, report = io.BytesIO(), io.BytesIO()
    write_review_page(pairs, page)
    for shown in (page.getvalue().decode(), pairs[0]._repr_html_()):
        assert set(_NUMBER.findall(shown)) == {"06 12 34 56 78"}
    run = book.imports.runs()[0]
    here = Audience.of(book.settings)
    write_import_report(run, book.imports.outcomes(run.id), report, audience=here)
    assert here.time(run.created_at) in _TIME.findall(report.getvalue().decode())
