"""A day that is typed is a day of the book, wherever its zone is."""

from datetime import UTC, datetime

import attrs
import pytest

from clientbook import SAFE, ClientBook, InvalidValueError, MemoryStore
from clientbook.book.days import day_begins


@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("Europe/Paris", "2026-11-28T23:30+00:00", "2026-11-29"),
        ("Pacific/Kiritimati", "2026-11-28T11:00+00:00", "2026-11-29"),
        ("America/Toronto", "2026-11-29T02:00+00:00", "2026-11-28"),
    ],
)
def test_the_day_it_is_there_may_be_asked_for(zone: str, now: str, today: str) -> None:
    """X49: it is no day to come, though it may be one elsewhere."""
    moment = datetime.fromisoformat(now)
    settings = attrs.evolve(SAFE, time_zone=zone)
    book = ClientBook(MemoryStore(), settings=settings, clock=lambda: moment)
    begins = day_begins(book.context, today, future=False)
    assert begins is not None
    assert begins.tzinfo is UTC
    assert begins.astimezone(settings.zone).isoformat()[:16] == f"{today}T00:00"
    with pytest.raises(InvalidValueError):
        day_begins(book.context, "2027-01-01", future=False)
    assert day_begins(book.context, "2027-01-01", future=True) is not None
    assert day_begins(book.context, "2026-05", future=True) is None
