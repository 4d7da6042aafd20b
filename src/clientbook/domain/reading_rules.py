"""By what rules the cells of an import are read: kept with it, whatever the book is set to since.

Two kinds of settings meet in an import.  *Reading* says what a cell means: the region of a number,
the order of a date, the time zone, what an unknown number counts as, today.  It belongs to the
file and to the day it was read, so an import keeps its own: rows that wait for a person, a resumed
import and rows that come back are read by it.  *Policy* says what the book wants: requirements and
limits, the identity rule and shared contact points, consent, definitions of attributes.  It is
today's, whenever a row comes in.
"""

from datetime import date

import attrs

from clientbook.domain.phones import PhoneKind
from clientbook.domain.settings import BookSettings, DateOrderName

_TAKEN = ("default_region", "date_order", "time_zone", "unknown_phone_counts_as")
"""Settings that say what a cell means."""


@attrs.frozen
class ReadingRules:
    """What says how cells are read.

    Args:
        default_region: See :class:`~clientbook.BookSettings`.
        date_order: See :class:`~clientbook.BookSettings`; columns that decided keep their own.
        time_zone: See :class:`~clientbook.BookSettings`.
        unknown_phone_counts_as: See :class:`~clientbook.BookSettings`.
        today: The date it was where the book is kept; tells the century of years of two digits.
    """

    default_region: str
    date_order: DateOrderName | None
    time_zone: str
    unknown_phone_counts_as: PhoneKind
    today: date

    @classmethod
    def of(cls, settings: BookSettings, today: date) -> "ReadingRules":
        """Return the rules of a book on a day."""
        return cls(**{name: getattr(settings, name) for name in _TAKEN}, today=today)

    @property
    def document(self) -> dict[str, str | None]:
        """What they say but for the day, for a hash: the same file has the same one tomorrow."""
        return {name: value and str(value) for name in _TAKEN for value in [getattr(self, name)]}

    def within(self, settings: BookSettings) -> BookSettings:
        """Return settings in which reading is as these rules say, and all else as it was."""
        return attrs.evolve(settings, **{name: getattr(self, name) for name in _TAKEN})
