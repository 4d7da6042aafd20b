"""How long a long writer holds a book: X34, with a clock and a wait of the test's own."""

import itertools

import attrs
import pytest
from tests.book.conftest import MakeBook, region
from tests.book.people import ANNE

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.book.imports import committing
from clientbook.book.pacing import CHUNK_ROWS, Pace


class Seconds:
    """A clock of seconds; whoever waits turns it on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds

    def pace(self) -> Pace:
        return Pace(clock=self, sleep=self.sleep)


@pytest.mark.parametrize("seconds_a_row", [0.0, 0.0001, 0.001, 0.005])
def test_x34_a_unit_is_bounded_in_rows_and_in_time(book: ClientBook, seconds_a_row: float) -> None:
    """X34: whatever a row costs, units come to half a second and never pass 1,000 rows."""
    clock = Seconds()
    pace = clock.pace()
    sizes = []
    for _ in range(12):
        sizes.append(pace.rows)
        with pace.unit(book.context, pace.rows):
            clock.now += pace.rows * seconds_a_row
    assert max(sizes) <= CHUNK_ROWS
    assert sizes[-1] == CHUNK_ROWS or 0.49 < sizes[-1] * seconds_a_row <= 0.51


@pytest.mark.parametrize("taught", [25, 130, 600, 700, 999, 1000])
@pytest.mark.parametrize("count", [0, 1, 37, 500, 1000])
def test_x34_rows_are_parted_without_small_rests(taught: int, count: int) -> None:
    """X34: parts hold every row once, in order, and never half as many again as was taught."""
    pace = Pace()
    pace.rows = taught
    rows = list(range(count))
    parts = list(pace.parts(rows))
    assert [row for part in parts for row in part] == rows
    sizes = [len(part) for part in parts]
    assert max(sizes, default=0) <= 1.5 * taught
    assert max(sizes, default=0) - min(sizes, default=0) <= len(sizes)


def test_x34_nobody_waits_longer_than_two_seconds(book: ClientBook) -> None:
    """X34: between two gaps in which others surely find the book free lie less than 2 seconds.

    Rows grow up to five times as dear from one to the next, as those of a dirty list do.
    """
    clock = Seconds()
    pace = clock.pace()
    free_since = [0.0]
    released = 0.0
    for cost in itertools.islice(itertools.cycle([0.0002, 0.0002, 0.001, 0.0002, 0.001]), 200):
        with pace.unit(book.context, pace.rows):
            if clock.now - released >= 0.1:
                free_since.append(clock.now)
            clock.now += pace.rows * cost
        released = clock.now
        clock.now += 0.01  # reading the next rows: too short for another writer to count on
    spans = [b - a for a, b in itertools.pairwise(free_since)]
    assert max(spans) < 2.0
    assert 0 < sum(clock.waited) < 0.15 * clock.now  # the price of it


def test_x34_reading_between_two_units_is_a_gap(book: ClientBook) -> None:
    """X34: who lets the book go for long enough by itself never waits besides."""
    clock = Seconds()
    pace = clock.pace()
    for _ in range(30):
        with pace.unit(book.context, pace.rows):
            clock.now += 0.25
        clock.now += 0.2
    assert clock.waited == []


def test_x34_rows_that_become_dear_make_smaller_units(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X34: an import whose rows take a hundredth of a second commits 25 of them at a time."""
    book = make_book(region("FR"))
    clock = Seconds()
    units: list[int] = []
    store_write = book.context.store.put_clients

    def slow(book_id: str, writes: list[object]) -> None:
        units.append(len(writes))
        clock.now += 0.01 * len(writes)
        store_write(book_id, writes)  # type: ignore[arg-type]

    monkeypatch.setattr(type(book.context.store), "put_clients", lambda _, b, w: slow(b, w))
    monkeypatch.setattr(committing, "Pace", clock.pace)
    table = Table.from_rows(["Last name"], [[f"Name{n}"] for n in range(500)])
    run = book.imports.run(table, by=ANNE)
    assert run.counts.created == sum(units) == 500
    assert set(units[1:]) == {50}
    assert attrs.asdict(run.counts)["created"] == book.clients.count()
