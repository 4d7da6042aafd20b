"""Numbers and times as the people of a book read them."""

from datetime import UTC, datetime

import attrs
import pytest

from clientbook import SALON
from clientbook.domain.audiences import Audience
from clientbook.domain.phones import PhoneNumber


@pytest.mark.parametrize(
    ("region", "zone", "phone", "time", "day"),
    [
        ("FR", "Europe/Paris", "06 12 34 56 78", "2026-07-02 00:30 CEST", "2026-07-02"),
        ("CA", "America/Toronto", "+33 6 12 34 56 78", "2026-07-01 18:30 EDT", "2026-07-01"),
        ("ZZ", "UTC", "+33 6 12 34 56 78", "2026-07-01 22:30 UTC", "2026-07-01"),
    ],
)
def test_who_reads_decides(region: str, zone: str, phone: str, time: str, day: str) -> None:
    """X49, X61: the region of the book writes its numbers, its time zone its times."""
    audience = Audience.of(attrs.evolve(SALON, default_region=region, time_zone=zone))
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert audience.phone(PhoneNumber("+33612345678")) == phone
    assert (audience.time(at), audience.day(at)) == (time, day)
