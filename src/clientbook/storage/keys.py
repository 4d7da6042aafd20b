"""Order keys of records: text that sorts as times do."""

from datetime import UTC, datetime, timedelta

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
