"""Days that people type, as moments of a book."""

from datetime import UTC, datetime

from clientbook.book.contexts import Context
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import parse_date


def day_begins(context: Context, text: str, *, future: bool) -> datetime | None:
    """Return when a day begins in the zone of a book (aware, UTC); None for half a date.

    Args:
        context: The book: its order of dates, its zone, and the day it is there.
        text: The day as typed.
        future: True to read a day to come as well.

    Raises:
        InvalidValueError: It is no date, or one to come.
    """
    settings = context.settings
    order = DateOrder(settings.tie_break)
    day = parse_date(text, order=order, today=context.today(), future=future)
    if day.year is None or day.month is None or day.day is None:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=settings.zone).astimezone(UTC)
