"""Order keys of records: text that sorts as times do."""

from datetime import UTC, datetime, timedelta

from clientbook.domain.ports import TimelineKey

_START = datetime(1, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LAST = (datetime.max.replace(tzinfo=UTC) - _START) // _MICROSECOND


def micros(at: datetime) -> int:
    """Return the microseconds since the start of year 1."""
    return (at - _START) // _MICROSECOND


def newest_first(at: datetime) -> str:
    """Return an order key by which later times sort first (18 digits)."""
    return f"{_LAST - micros(at):018d}"


def oldest_first(at: datetime) -> str:
    """Return an order key by which earlier times sort first (18 digits)."""
    return f"{micros(at):018d}"


def from_oldest_first(order: str) -> datetime:
    """Return the time of an :func:`oldest_first` key."""
    return _START + int(order) * _MICROSECOND


def order_of(key: TimelineKey) -> str:
    """Return the order key of a timeline entry: newest first, then kind, then id."""
    return f"{_LAST + key.descending_at:018d} {key.kind} {key.id}"
