"""Dates of which a part may be unknown."""

import calendar
from datetime import date

import attrs

from clientbook.domain.checks import check_type
from clientbook.errors import InvalidValueError, WrongTypeError
from clientbook.messages.issues import Issue, IssueCode

_LEAP_YEAR = 2000  # any leap year: 29 February is a day when the year is unknown


@attrs.frozen(order=False)
class PartialDate:
    """A date of which the year, or the day, or month and day may be unknown.

    Args:
        year: 1 to 9999, or None.
        month: 1 to 12, or None.
        day: 1 to 31, or None; needs a month.

    Raises:
        InvalidValueError: Everything is None, a day has no month, or there is no such day;
            29 February stands when the year is unknown.
    """

    year: int | None = attrs.field(default=None, repr=False)
    month: int | None = attrs.field(default=None, repr=False)
    day: int | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        year, month, day = self.year, self.month, self.day
        for name, part in (("year", year), ("month", month), ("day", day)):
            if part is not None and type(part) is not int:
                reason = f"expected a whole number for the {name}, got {type(part).__name__}"
                raise WrongTypeError(Issue.of(IssueCode.INVALID_VALUE, "date", reason=reason))
        if year is None and month is None:
            raise InvalidValueError(Issue.of(IssueCode.INVALID_DATE, "date"))
        if year is not None and not 1 <= year <= 9999:
            raise InvalidValueError(
                Issue.of(IssueCode.DATE_OUT_OF_RANGE, "date", first=1, last=9999)
            )
        if month is None:
            if day is not None:
                raise InvalidValueError(Issue.of(IssueCode.INVALID_DATE, "date"))
            return
        if not 1 <= month <= 12 or (
            day is not None
            and not 1 <= day <= 28  # every month has these
            and not 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]
        ):
            raise InvalidValueError(Issue.of(IssueCode.DATE_NOT_ON_CALENDAR, "date"))

    @classmethod
    def of(cls, value: date) -> "PartialDate":
        """Return the partial date of a full one."""
        check_type("value", value, date)
        return cls(value.year, value.month, value.day)

    @classmethod
    def parse_iso(cls, text: str) -> "PartialDate":
        """Read the form :meth:`isoformat` writes.

        Raises:
            InvalidValueError: *text* has another form.
        """
        check_type("text", text, str)
        try:
            if text.startswith("--"):
                month, _, day = text[2:].partition("-")
                return cls(None, int(month), int(day) if day else None)
            numbers = [int(part) for part in text.split("-")]
            return cls(*numbers)
        except (ValueError, TypeError) as error:
            if isinstance(error, InvalidValueError):
                raise
            raise InvalidValueError(Issue.of(IssueCode.INVALID_DATE, "date")) from None

    def __str__(self) -> str:
        """Return the date as :meth:`isoformat` does; its repr hides it, as of every value."""
        return self.isoformat()

    def isoformat(self) -> str:
        """Return ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``, ``--MM-DD`` or ``--MM``."""
        if self.year is not None and self.month is not None and self.day is not None:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        head = "-" if self.year is None else f"{self.year:04d}"
        tail = "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)
        return head + tail

    @property
    def is_complete(self) -> bool:
        """True when year, month and day are all known."""
        return None not in (self.year, self.month, self.day)

    def together(self, other: "PartialDate") -> "PartialDate | None":
        """Return what two dates say together, None when they cannot be one date."""
        if not self.compatible(other):
            return None
        try:
            return PartialDate(
                self.year or other.year, self.month or other.month, self.day or other.day
            )
        except InvalidValueError:  # 29 February and a common year; or a day without its month
            return None

    def compatible(self, other: "PartialDate") -> bool:
        """True when no part that both know differs."""
        if type(other) is not PartialDate:
            check_type("other", other, PartialDate)
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(a is None or b is None or a == b for a, b in pairs)
