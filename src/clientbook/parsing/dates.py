"""Dates and times as people and programs write them.

Which of ``03/04/1988`` is the day cannot be read off one value: a column decides it
(:mod:`clientbook.parsing.date_orders`), and the readers here are told.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import attrs

from clientbook.domain.dates import PartialDate
from clientbook.domain.doors import guarded
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.date_orders import COMPACT, DateOrder
from clientbook.parsing.date_texts import bare_date
from clientbook.parsing.html_texts import as_shown
from clientbook.parsing.months import FILLERS, month_of
from clientbook.parsing.nothing import blank, is_no_value
from clientbook.parsing.null_dates import is_null_date
from clientbook.text import ascii_digits, clean_text, fold_entry

__all__ = ["DateReading", "is_empty_date", "parse_date", "parse_timestamp", "read_date"]

_FIELD = "date"
FIRST_YEAR = 1850
"""Earliest year of a date; nobody in a client book was born before."""
LAST_YEAR = 2200
"""Latest year of a date that may lie in the future."""

# Years that programs write for "no year": Apple's address book writes 1604 (the first leap year of
# its Gregorian calendar), Google and Android exports of Facebook birthdays write 1904.
_NO_YEAR = frozenset({1604, 1904})
_OF_SPREADSHEETS = (1899, 1900)  # the years in which their empty dates lie
_EXCEL_EPOCH = date(1899, 12, 30)  # so that serials from 61 on (March 1900) are right
_SERIALS = range(61, 110_000)  # 1 March 1900 to 2201

_TEXT_LIMIT = 60
_TIME = r"(?:[T ,]+[0-9]{1,2}(?:[:h.][0-9]{2}.{0,24}| ?[AaPp]\.?[Mm]\.?|h))?"
_PLAIN = re.compile(
    r"([0-9]{1,4})(?:([./\- ])([0-9]{1,4})(?:\2([0-9]{1,4})|\.)?)?" + _TIME, re.DOTALL
).fullmatch
_SPACED = re.compile(r"(?<=[0-9]) *([./-]) *(?=[0-9])")
# "née le 14/03/1988", "geb. 14.3.1988", "* 14.3.1988": what people write before a birth date.
_BORN = re.compile(
    r"(?:n[eé]e?(?:\(e\))?|born|geb(?:oren)?\b\.?|nat[oa]|nacid[oa]|nascid[oa]|\*|°)"
    r"\s*(?:le|on|am|il|el|em|op)?\s*:?\s*(?=[0-9])",
    re.IGNORECASE,
)
_VCARD = re.compile(r"--([0-9]{1,2})-?([0-9]{1,2})").fullmatch
_SERIAL = re.compile(r"([0-9]{1,6})(?:[.,][0-9]{1,12})?").fullmatch
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
# "1980年5月7日", "1980년 5월 7일": year, month and day, each before its sign.
_SIGNED = re.compile(
    r"(?:([0-9]{1,4}) ?[年년])? ?([0-9]{1,2}) ?[月월](?: ?([0-9]{1,2}) ?[日일])?"
).fullmatch
# "7.V.1980": the month in Roman figures between the day and the year.
_ROMAN = re.compile(
    r"([0-9]{1,2})[. /\-]{1,2}([IVX]{1,4})[. /\-]{1,2}([0-9]{4}|[0-9]{2})\.?", re.IGNORECASE
).fullmatch
_FIGURES = "i ii iii iv v vi vii viii ix x xi xii"
_ROMAN_MONTHS = {roman: month for month, roman in enumerate(_FIGURES.split(), start=1)}
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "re", "e", "o", "a"})
_EMPTY = re.compile(r"[0\s./:T\-]*(?:AM|Z)?")


@attrs.frozen
class DateReading:
    """A date and what its reader assumed.

    Args:
        date: The date.
        century_assumed: True when the year had two digits.
    """

    date: PartialDate
    century_assumed: bool = False


def is_empty_date(text: str) -> bool:
    """True for what stands where there is no date: ``0/0/00``, ``N/A``, ``31/12/9999``."""
    text = text.strip()
    if not text:
        return True
    if text[0] in "0-/" and _EMPTY.fullmatch(text):
        return True
    if len(text) > _TEXT_LIMIT:
        return False
    return is_null_date(text) or is_no_value(text)


@guarded
def parse_date(
    text: str,
    *,
    order: DateOrder,
    today: date | None = None,
    serials: bool = False,
    future: bool = False,
) -> PartialDate:
    """Read a date, of which the year or the day may be missing.

    Args:
        text: Such as ``"27/06/1988"``, ``"27 juin 1988"``, ``"06/27"`` or ``"1988-06-27T00:00Z"``.
        order: Of day, month and year where the text does not say; a year of four digits in front
            and the name of a month say it.
        today: The day on which a year of two digits is read: the latest year that does not put
            the date into the future.  None takes today's date in UTC.
        serials: True reads bare numbers as days of a spreadsheet (1 is 1 January 1900).
        future: True lets the date lie in the future (an appointment, not a birthday).

    Raises:
        InvalidValueError: BLANK_VALUE where no date is meant (:func:`is_empty_date`), INVALID_DATE,
            DATE_NOT_ON_CALENDAR or DATE_OUT_OF_RANGE.
    """
    known = DateOrder(order)  # "DMY" is as good
    shown = as_shown(text)
    return read_date(shown, order=known, today=today, serials=serials, future=future).date


def read_date(
    text: str,
    *,
    order: DateOrder,
    today: date | None = None,
    serials: bool = False,
    future: bool = False,
) -> DateReading:
    """Like :func:`parse_date`, and says whether the century was assumed."""
    if today is None:
        today = datetime.now(tz=UTC).date()
    if not serials and (parts := _ten_characters(text, order)):
        year, month, day = parts
        usual = FIRST_YEAR <= year < today.year and year not in _NO_YEAR
        if usual and month and day and year not in _OF_SPREADSHEETS:
            return DateReading(PartialDate(year, month, day))
    return _read_with_care(text, order, today, serials, future)


def _ten_characters(text: str, order: DateOrder) -> tuple[int, int, int] | None:
    """Cut ``1988-06-27`` and ``27/06/1988``, which are nearly all dates of an import."""
    if len(text) != 10 or not text.isascii():
        return None
    if text[4] == "-" == text[7]:
        year, month, day = text[:4], text[5:7], text[8:]
    elif text[2] == text[5] and text[2] in "/.-":
        first, second, year = text[:2], text[3:5], text[6:]
        month, day = (first, second) if order is DateOrder.MDY else (second, first)
    else:
        return None
    if not (year.isdigit() and month.isdigit() and day.isdigit()):
        return None
    return int(year), int(month), int(day)


def _read_with_care(
    text: str, order: DateOrder, today: date, serials: bool, future: bool
) -> DateReading:
    if len(text) > _TEXT_LIMIT:
        raise _invalid()
    text = _SPACED.sub(r"\1", ascii_digits(clean_text(text)).lstrip("'"))
    if (before := _BORN.match(text)) is not None:
        text = text[before.end() :]
    if is_empty_date(text):
        raise InvalidValueError(blank(_FIELD, text))
    text = bare_date(text)
    if serials and (found := _SERIAL(text)):
        return DateReading(_checked(PartialDate.of(_from_serial(int(found[1]))), today, future))
    if found := _PLAIN(text):
        if found[2] == " " and found[4] is None:
            raise _invalid()
        parts = [p for p in (found[1], found[3], found[4]) if p is not None]
        year, month, day, assumed = _assign(parts, order, today)
    elif found := _VCARD(text):
        year, month, day, assumed = None, int(found[1]), int(found[2]), False
    else:
        year, month, day, assumed = _compact(text, order) or _in_words(text, today)
    if year in _NO_YEAR or year == 0:
        year = None
    return DateReading(_checked(PartialDate(year, month, day), today, future), assumed)


_Parts = tuple[int | None, int | None, int | None, bool]  # year, month, day, century assumed


def _assign(parts: list[str], order: DateOrder, today: date) -> _Parts:
    if len(parts) == 3:
        return _assign_three(parts, order, today)
    if len(parts) == 2:
        if 3 in map(len, parts):
            raise _invalid()
        first, second = map(int, parts)
        if len(parts[0]) == 4:
            return first, second, None, False
        if len(parts[1]) == 4:
            return second, first, None, False
        if order is DateOrder.DMY:
            first, second = second, first
        return None, first, second, False
    text = parts[0]
    if len(text) == 4:
        return int(text), None, None, False
    raise _invalid()


def _assign_three(parts: list[str], order: DateOrder, today: date) -> _Parts:
    lengths = [len(part) for part in parts]
    if lengths[0] == 4:
        order = DateOrder.YMD
    elif lengths[2] == 4 and order is DateOrder.YMD:
        order = DateOrder.DMY  # the year is last, as it is wherever the day comes first
    if 3 in lengths or (lengths[0] == 4 and lengths[2] > 2):
        raise _invalid()
    if order is DateOrder.YMD:
        year, month, day = parts
    elif order is DateOrder.DMY:
        day, month, year = parts
    else:
        month, day, year = parts
    if len(day) > 2 or len(month) > 2:
        raise _invalid()
    if len(year) == 4:
        # MySQL writes nought for what is not known: 1980-05-00
        if day == "00":
            return int(year), None if month == "00" else int(month), None, False
        return int(year), int(month), int(day), False
    return _full_year(int(year), int(month), int(day), today), int(month), int(day), True


def _full_year(year: int, month: int, day: int, today: date) -> int:
    """Return the latest year that ends in two digits and does not put the date in the future."""
    full = today.year - (today.year - year) % 100
    if (full, month, day) > (today.year, today.month, today.day):
        full -= 100
    return full


def _in_words(text: str, today: date) -> _Parts:
    """Read a date in which the month has a name."""
    month, numbers = _month_by_sign(text)
    for word in () if numbers else _WORDS.findall(text):
        if word.isdigit():
            numbers.append(word)
        elif (named := month_of(word)) is not None and month is None:
            month = named
        elif fold_entry(word) not in FILLERS and not (numbers and word.casefold() in _ORDINALS):
            raise _invalid()
        if len(numbers) == 2 and month is not None:
            break  # what follows is a time of day
    if month is None or not numbers:
        raise _invalid()
    return _around_month(numbers, month, today)


def _month_by_sign(text: str) -> tuple[int | None, list[str]]:
    """Return the month and the numbers of ``1980年5月7日`` and ``7.V.1980``, none of another."""
    if found := _SIGNED(text):
        return int(found[2]), [number for number in (found[3], found[1]) if number]
    if (found := _ROMAN(text)) and (month := _ROMAN_MONTHS.get(found[2].casefold())):
        return month, [found[1], found[3]]
    return None, []


def _around_month(numbers: list[str], month: int, today: date) -> _Parts:
    if len(numbers) == 1:
        if len(numbers[0]) == 4:
            return int(numbers[0]), month, None, False
        return None, month, int(numbers[0]), False
    day, year = numbers
    if len(day) == 4:
        day, year = year, day
    if len(day) > 2 or len(year) not in (2, 4):
        raise _invalid()
    if len(year) == 4:
        return int(year), month, int(day), False
    return _full_year(int(year), month, int(day), today), month, int(day), True


def _compact(text: str, order: DateOrder) -> _Parts | None:
    """Read ``19880627`` and ``27061988``, of which a spreadsheet may have taken the zero in front.

    No date is both: no month is the 18th, 19th or 20th.
    """
    if found := COMPACT(text):
        first, second, year = (int(part) for part in found.groups())
        day, month = (second, first) if order is DateOrder.MDY else (first, second)
        return year, month, day, False
    if len(text) == 8 and text.isdecimal():
        return int(text[:4]), int(text[4:6]), int(text[6:]), False
    return None


def _from_serial(serial: int) -> date:
    if serial not in _SERIALS:
        raise _out_of_range(LAST_YEAR)
    return _EXCEL_EPOCH + timedelta(days=serial)


def _checked(value: PartialDate, today: date, future: bool) -> PartialDate:
    year = value.year
    if year is None:
        return value
    last = LAST_YEAR if future else today.year
    if not FIRST_YEAR <= year <= last:
        raise _out_of_range(last)
    if not future and year == today.year:
        written = (value.month or 1, value.day or 1)
        if written > (today.month, today.day):
            raise _out_of_range(last)
    return value


def _out_of_range(last: int) -> InvalidValueError:
    issue = Issue.of(IssueCode.DATE_OUT_OF_RANGE, _FIELD, first=FIRST_YEAR, last=last)
    return InvalidValueError(issue)


def _invalid() -> InvalidValueError:
    return InvalidValueError(Issue.of(IssueCode.INVALID_DATE, _FIELD))


_CLOCK = re.compile(
    r"(.*?)[T ,]+([0-9]{1,2})[:h.]([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?\s*([AP]\.?M\.?)?"
    r"\s*(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
).fullmatch
_LAST = time(23, 59, 59, 999_999)
_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3})?(?:\.[0-9]{1,9})?").fullmatch


def parse_timestamp(
    text: str,
    *,
    order: DateOrder = DateOrder.DMY,
    zone: tzinfo = UTC,
    day_ends: bool = False,
) -> datetime:
    """Read a moment, such as the ``created_at`` of an export; aware and in UTC.

    A date alone is its first moment where the zone is.  A time that a change of clocks leaves out
    is read as if it had not been changed yet, one that comes twice is the first, or the last where
    *day_ends*.

    Args:
        text: ISO 8601, a date as :func:`parse_date` reads with a time of day, or seconds (ten
            digits) or milliseconds (thirteen) since 1970.
        order: Of day, month and year where the text does not say.
        zone: Where a time without a zone of its own was written.
        day_ends: True takes the last moment that the text can mean: of a date alone, of one at
            midnight sharp, which is how programs write a date that has no time, of a time that
            comes twice.

    Raises:
        InvalidValueError: INVALID_DATE, DATE_NOT_ON_CALENDAR or DATE_OUT_OF_RANGE.
    """
    if len(text) > _TEXT_LIMIT:
        raise _invalid()
    text = ascii_digits(clean_text(as_shown(text)))
    if _EPOCH(text):
        seconds = int(text[:10]) + (int(text[10:13]) / 1000 if len(text.split(".")[0]) == 13 else 0)
        return datetime.fromtimestamp(seconds, tz=UTC)
    found = _CLOCK(text)
    day = read_date(found[1] if found else text, order=order, future=True).date
    if day.year is None or day.month is None or day.day is None:
        raise _invalid()
    written = date(day.year, day.month, day.day)
    if found is None:
        whole = datetime.combine(written, _LAST if day_ends else time(), tzinfo=zone)
        return _in_utc(whole, last=day_ends)
    hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
    if half := (found[5] or "").upper().replace(".", ""):
        if not 1 <= hour <= 12:
            raise _invalid()
        hour = hour % 12 + (12 if half == "PM" else 0)
    try:
        clock = time(hour, minute, min(second, 59))
        if day_ends and clock == time():
            clock = _LAST
        moment = datetime.combine(written, clock, tzinfo=UTC if found[6] else zone)
        return _in_utc(moment, last=day_ends) - _offset(found[6] or "Z")
    except (ValueError, OverflowError):
        raise _invalid() from None


def _in_utc(moment: datetime, *, last: bool) -> datetime:
    """Return a moment of a zone; of one that comes twice the first, or the last."""
    try:
        found = [moment.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
        return max(found) if last else found[0]
    except OverflowError:  # the first and last hours of the calendar
        raise _invalid() from None


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return timedelta()
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -offset if zone[0] == "-" else offset
