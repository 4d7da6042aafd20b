"""Dates and times as people and programs write them."""

import contextlib
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.dates import PartialDate
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import DateOrder, is_empty_date, parse_date, parse_timestamp, read_date

TODAY = date(2026, 11, 23)
DMY, MDY, YMD = DateOrder


READS = [
    ("27/06/1988", DMY, "1988-06-27"),
    ("06/27/1988", MDY, "1988-06-27"),
    ("1988-06-27", DMY, "1988-06-27"),
    ("1988/06/27", MDY, "1988-06-27"),
    ("27.6.1988", DMY, "1988-06-27"),
    ("27-06-1988", DMY, "1988-06-27"),
    ("27 06 1988", DMY, "1988-06-27"),
    ("27/06/1988", YMD, "1988-06-27"),
    ("88-06-27", YMD, "1988-06-27"),
    ("19880627", MDY, "1988-06-27"),
    ("1988-06-27 00:00:00", DMY, "1988-06-27"),
    ("1988-06-27T00:00:00Z", DMY, "1988-06-27"),
    ("1988-06-27T00:00:00.000+02:00", DMY, "1988-06-27"),
    ("6/27/88 0:00", MDY, "1988-06-27"),
    ("27/06/1988 12:00 AM", DMY, "1988-06-27"),
    ("'27/06/1988", DMY, "1988-06-27"),
    ("27 juin 1988", MDY, "1988-06-27"),
    ("1er août 1988", MDY, "1988-08-01"),
    ("lundi 27 juin 1988", MDY, "1988-06-27"),
    ("June 27, 1988", DMY, "1988-06-27"),
    ("27th of June 1988", DMY, "1988-06-27"),
    ("Mon, 27 Jun 1988 10:00:00", DMY, "1988-06-27"),
    ("27-Jun-88", DMY, "1988-06-27"),
    ("1988 June 27", DMY, "1988-06-27"),
    ("27. März 1988", DMY, "1988-03-27"),
    ("27. Mrz. 1988", DMY, "1988-03-27"),
    ("27 de junio de 1988", DMY, "1988-06-27"),
    ("27 FÉVR. 1988", DMY, "1988-02-27"),
    ("27/06", DMY, "--06-27"),
    ("06/27", MDY, "--06-27"),
    ("06-27", YMD, "--06-27"),
    ("27.06.", DMY, "--06-27"),
    ("27 juin", DMY, "--06-27"),
    ("Jun 27", DMY, "--06-27"),
    ("--06-27", DMY, "--06-27"),
    ("--0627", DMY, "--06-27"),
    ("29/02", DMY, "--02-29"),
    ("1604-06-27", DMY, "--06-27"),
    ("1904-06-27", DMY, "--06-27"),
    ("06/1988", DMY, "1988-06"),
    ("1988-06", DMY, "1988-06"),
    ("juin 1988", DMY, "1988-06"),
    ("1988", DMY, "1988"),
    ("٢٧/٠٦/١٩٨٨", DMY, "1988-06-27"),
    ("２７ juin １９８８", DMY, "1988-06-27"),
    ("1980年5月7日", DMY, "1980-05-07"),
    ("1980年12月", MDY, "1980-12"),
    ("5月7日", DMY, "--05-07"),
    ("80年5月7日", DMY, "1980-05-07"),
    ("1980년 5월 7일", MDY, "1980-05-07"),
    ("7.V.1980", MDY, "1980-05-07"),
    ("17. XI. 1975", DMY, "1975-11-17"),
    ("3-iii-68", DMY, "1968-03-03"),
    ("24/XII/1999", DMY, "1999-12-24"),
    ("7 V 1980", YMD, "1980-05-07"),
    ("11/1/16 3pm", MDY, "2016-11-01"),
    ("1.11.2016 9 a.m.", DMY, "2016-11-01"),
    ("01/11/2016, 15h", DMY, "2016-11-01"),
]


@pytest.mark.parametrize(("text", "order", "iso"), READS)
def test_reads_what_people_and_programs_write(text: str, order: DateOrder, iso: str) -> None:
    """P8: a date of which the year or the day may be missing reads in any usual form."""
    assert parse_date(text, order=order, today=TODAY).isoformat() == iso


REFUSED = [
    ("", IssueCode.BLANK_VALUE),
    ("n/a", IssueCode.BLANK_VALUE),
    ("01/01/1900", IssueCode.BLANK_VALUE),
    ("abc", IssueCode.INVALID_DATE),
    ("27/06-1988", IssueCode.INVALID_DATE),
    ("5月", IssueCode.INVALID_DATE),
    ("昭和55年5月7日", IssueCode.INVALID_DATE),
    ("7.IIII.1980", IssueCode.INVALID_DATE),
    ("V.1980", IssueCode.INVALID_DATE),
    ("1980年13月7日", IssueCode.DATE_NOT_ON_CALENDAR),
    ("27/06/198", IssueCode.INVALID_DATE),
    ("1/2/3/4", IssueCode.INVALID_DATE),
    ("32321", IssueCode.INVALID_DATE),
    ("27 juin juillet 1988 5", IssueCode.INVALID_DATE),
    ("06 12 34 56 78", IssueCode.INVALID_DATE),
    ("x" * 500, IssueCode.INVALID_DATE),
    ("31/02/1988", IssueCode.DATE_NOT_ON_CALENDAR),
    ("29/02/2023", IssueCode.DATE_NOT_ON_CALENDAR),
    ("06/27/1988", IssueCode.DATE_NOT_ON_CALENDAR),
    ("0/6/1988", IssueCode.DATE_NOT_ON_CALENDAR),
    ("31 février", IssueCode.DATE_NOT_ON_CALENDAR),
    ("27/06/1788", IssueCode.DATE_OUT_OF_RANGE),
    ("27/06/3000", IssueCode.DATE_OUT_OF_RANGE),
    ("24/11/2026", IssueCode.DATE_OUT_OF_RANGE),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_refusal_tells_form_calendar_and_range_apart(text: str, code: IssueCode) -> None:
    """P8: 31/02 is refused, 29/02 without year is not; a birthday does not lie in the future."""
    with pytest.raises(InvalidValueError) as caught:
        parse_date(text, order=DMY, today=TODAY)
    assert caught.value.issue.code is code


def test_two_digit_year_is_the_latest_past_one() -> None:
    """A year of two digits never puts the date into the future, and is said to be assumed."""
    assert read_date("23/11/26", order=DMY, today=TODAY).date == PartialDate(2026, 11, 23)
    later = read_date("24/11/26", order=DMY, today=TODAY)
    assert (later.date, later.century_assumed) == (PartialDate(1926, 11, 24), True)
    assert not read_date("24/11/1926", order=DMY, today=TODAY).century_assumed


def test_future_is_allowed_when_asked_for() -> None:
    """A date that is no birthday may lie ahead."""
    ahead = parse_date("24/11/2030", order=DMY, today=TODAY, future=True)
    assert ahead == PartialDate(2030, 11, 24)


@pytest.mark.parametrize("text", ["32321", "32321.0", "32321,5"])
def test_serial_numbers_of_a_spreadsheet(text: str) -> None:
    """Days since 1900 are read where the column says so."""
    read = parse_date(text, order=DMY, today=TODAY, serials=True)
    assert read == PartialDate(1988, 6, 27)


@pytest.mark.parametrize("text", ["12", "99999999", "999999"])
def test_serial_outside_the_calendar_is_refused(text: str) -> None:
    """A number that is no day of a client's life is no serial."""
    with pytest.raises(InvalidValueError):
        parse_date(text, order=DMY, today=TODAY, serials=True)


_NOUGHTS = ("0000-00-00 00:00:00", "1899-12-30", "1900-01-00", "1899-12-30T00:00:00")


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "--", "N/A", "null", "inconnu", "//", "0", "0/0/00", "00/00/0000", *_NOUGHTS],
)
def test_empty_dates_are_known(text: str) -> None:
    """What programs write for no date is no error."""
    assert is_empty_date(text)


@pytest.mark.parametrize("text", ["01/01/2000", "--06-27", "2000-01-01", "juin", "10/10/1910"])
def test_dates_are_not_empty(text: str) -> None:
    """A date is never taken for an empty one."""
    assert not is_empty_date(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-01 10:22", datetime(2024, 5, 1, 10, 22, tzinfo=UTC)),
        ("2024-05-01T10:22:33.123Z", datetime(2024, 5, 1, 10, 22, 33, tzinfo=UTC)),
        ("2024-05-01T10:22:33+02:00", datetime(2024, 5, 1, 8, 22, 33, tzinfo=UTC)),
        ("2024-05-01T10:22:33-0430", datetime(2024, 5, 1, 14, 52, 33, tzinfo=UTC)),
        ("01/05/2024 3:04 PM", datetime(2024, 5, 1, 15, 4, tzinfo=UTC)),
        ("01/05/2024 12:04 AM", datetime(2024, 5, 1, 0, 4, tzinfo=UTC)),
        ("May 1, 2024 10:22 AM", datetime(2024, 5, 1, 10, 22, tzinfo=UTC)),
        ("1714558953", datetime(2024, 5, 1, 10, 22, 33, tzinfo=UTC)),
        ("1714558953000", datetime(2024, 5, 1, 10, 22, 33, tzinfo=UTC)),
        ("2024-05-01", datetime(2024, 5, 1, tzinfo=UTC)),
    ],
)
def test_timestamps_are_aware_and_in_utc(text: str, moment: datetime) -> None:
    """A moment of an export is read with its zone, UTC where it has none."""
    assert parse_timestamp(text) == moment


@pytest.mark.parametrize(
    "text", ["", "x", "2024-05-01 25:00", "05/2024 10:22", "2024-05-01 13:00 PM"]
)
def test_impossible_timestamps_are_refused(text: str) -> None:
    """A moment that no clock shows is an error, not another moment."""
    with pytest.raises(InvalidValueError):
        parse_timestamp(text)


@settings(max_examples=200, derandomize=True)
@given(st.dates(date(1850, 1, 1), date(2100, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    """Each day is read from its ISO, day-first, month-first and worded spelling alike."""
    spellings = {
        day.isoformat(): YMD,
        f"{day.day}/{day.month}/{day.year}": DMY,
        f"{day.month:02d}/{day.day:02d}/{day.year}": MDY,
        day.strftime("%Y%m%d"): DMY,
    }
    for text, order in spellings.items():
        read = parse_date(text, order=order, today=date(2200, 1, 1))
        expected = PartialDate.of(day)
        if day.year in (1604, 1904):
            expected = PartialDate(None, day.month, day.day)
        assert read == expected


@settings(max_examples=300, derandomize=True)
@given(st.text(max_size=80) | st.text("0123456789/-. :TZ", max_size=30))
def test_any_text_is_a_date_or_an_error(text: str) -> None:
    """No text makes the readers fail in another way."""
    for order in DateOrder:
        with contextlib.suppress(InvalidValueError):
            assert parse_date(text, order=order, today=TODAY).isoformat()
    with contextlib.suppress(InvalidValueError):
        assert parse_timestamp(text).tzinfo is UTC
    is_empty_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "née le 14/03/1988",
        "Né(e) le : 14/03/1988",
        "geb. 14.03.1988",
        "* 14.3.1988",
        "nato il 14/3/1988",
    ],
)
def test_a_word_for_birth_before_a_date_is_no_part_of_it(text: str) -> None:
    """People write what the column is once more."""
    assert parse_date(text, order=DateOrder.DMY) == PartialDate(1988, 3, 14)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2024-05-01", datetime(2024, 5, 1, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2024-05-01 00:00", datetime(2024, 5, 1, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("05/01/2024 12:00 AM", datetime(2024, 1, 5, 23, 59, 59, 999_999, tzinfo=UTC)),
        ("2024-05-01 00:00:01", datetime(2024, 5, 1, 0, 0, 1, tzinfo=UTC)),
    ],
)
def test_the_last_moment_of_a_day_is_read_where_it_is_asked_for(text: str, last: datetime) -> None:
    """A day that has no time, or midnight for want of one, ends where its zone says."""
    assert parse_timestamp(text, day_ends=True) == last


@pytest.mark.parametrize(
    ("place", "text", "first", "hours"),
    [
        ("Europe/Paris", "2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 1),
        ("Europe/Paris", "25/10/2026 2:59:59", datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC), 1),
        ("America/Toronto", "2026-11-01T01:30", datetime(2026, 11, 1, 5, 30, tzinfo=UTC), 1),
        ("Australia/Lord_Howe", "2026-04-05 01:45", datetime(2026, 4, 4, 14, 45, tzinfo=UTC), 0.5),
        ("Europe/Paris", "2026-03-29 02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 0),
        ("Europe/Paris", "2026-10-25 03:00", datetime(2026, 10, 25, 2, tzinfo=UTC), 0),
        ("Europe/Paris", "2026-10-25 02:30 +02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 0),
    ],
)
def test_a_time_that_comes_twice_is_the_first_or_the_last_as_is_asked(
    place: str, text: str, first: datetime, hours: float
) -> None:
    """In the doubled hour of a change of clocks either is meant; a time with its zone is one."""
    zone = ZoneInfo(place)
    assert parse_timestamp(text, zone=zone) == first
    last = first + timedelta(hours=hours)
    assert parse_timestamp(text, zone=zone, day_ends=True) == last


@pytest.mark.parametrize(
    "text",
    [
        *("0001-01-01T00:00:00", "01/01/0001", "1753-01-01", "1601-01-01T00:00:00Z", "31/12/9999"),
        *("9999-12-31", "12/31/9999 12:00:00 AM", "99991231", "00010101", "99/99/9999"),
        *("jj/mm/aaaa", "dd/mm/yyyy", "TT.MM.JJJJ", "gg/mm/aaaa", "DD-MM-JJJJ", "mm/dd/yyyy"),
        *("xx/xx/xxxx", "__/__/____", "??/??/????"),
    ],
)
def test_what_a_program_writes_for_no_date_is_a_blank(text: str) -> None:
    """F12: the first and last day a program can write, and the form of a date in its place."""
    with pytest.raises(InvalidValueError) as caught:
        parse_date(text, order=DateOrder.DMY)
    assert caught.value.issue.code is IssueCode.BLANK_VALUE


@pytest.mark.parametrize(
    "text",
    [
        *(
            "17051980",
            "17/05/1980 (44)",
            "17/05/80 (44 ans)",
            "17.5.1980 (44 J.)",
            "17/05/1980, 44 ans",
        ),
        *(
            "17 May 1980 (aged 44)",
            "17/05/1980 (edad: 44)",
            "17/05/1980.",
            "17.05.80.",
            "(17/05/1980)",
        ),
    ],
)
def test_what_stands_around_a_date_hides_it_not(text: str) -> None:
    """F12: an age, a full stop, brackets; and no signs between day, month and year."""
    read = parse_date(text, order=DateOrder.DMY, today=date(2026, 3, 2))
    assert read == PartialDate(1980, 5, 17)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *(("??/05/1980", PartialDate(1980, 5)), ("XX.05.1980", PartialDate(1980, 5))),
        *(("1980-??-??", PartialDate(1980)), ("7051980", PartialDate(1980, 5, 7))),
        ("19800517", PartialDate(1980, 5, 17)),
    ],
)
def test_a_part_that_is_not_known_leaves_the_others(text: str, read: PartialDate) -> None:
    """F12: question marks and crosses for a day; a zero in front that a spreadsheet took."""
    assert parse_date(text, order=DateOrder.DMY) == read


@pytest.mark.parametrize(
    "text", ["17/05/1980 ?", "(17/05", "17/05/1980 (VIP)", "31051985 x", "44 ans"]
)
def test_a_doubtful_date_is_refused(text: str) -> None:
    """F12: what somebody doubted, or added, is for a person."""
    with pytest.raises(InvalidValueError):
        parse_date(text, order=DateOrder.DMY)
