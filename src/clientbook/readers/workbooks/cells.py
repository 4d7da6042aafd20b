"""Values of spreadsheet cells as text: the same text a CSV file of the same data holds."""

import re
import struct
from datetime import date, datetime, time, timedelta
from enum import Enum

ERRORS = frozenset(
    {
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
        "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
    }
)  # fmt: skip
"""Texts of error cells (ECMA-376 part 1, 18.17.3; later ones from Excel's documentation)."""

BIFF_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
"""Codes of error cells in XLS and XLSB ([MS-XLS] 2.5.10 BErr)."""

# ECMA-376 part 1, 18.8.30: built-in number formats that show a date or a time.
_DATE_FORMAT_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_ELAPSED_ID = 46
_DAY_AND_MONTH_ID = 16  # d-mmm
_FIRST_ADDED_YEAR = 2007  # of XLSX: an earlier year was typed, not added by the program
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DIGITS_ONLY = re.compile(r"[0#]+")
_MOST_DIGITS = 40  # more are no number that anybody wrote
EXACT = 2**53
"""Up to it a float holds each whole number."""
_LAST_SERIAL = 2_958_465  # 31 December 9999


class NumberStyle(Enum):
    """How a number format shows a number."""

    NUMBER = "number"
    DATE = "date"
    DAY = "day"  # a day and a month: the year is in the number only
    ELAPSED = "elapsed"


def _shown_by_id(format_id: int) -> NumberStyle:
    if format_id == _ELAPSED_ID:
        return NumberStyle.ELAPSED
    if format_id == _DAY_AND_MONTH_ID:
        return NumberStyle.DAY
    return NumberStyle.DATE if format_id in _DATE_FORMAT_IDS else NumberStyle.NUMBER


class NumberFormat:
    r"""What a number format says about the numbers under it.

    Args:
        format_id: Its id in the workbook.
        code: Its code, such as ``"dd/mm/yyyy"``, or None for a built-in one.

    Attributes:
        shown: Number, date, day without a year, or elapsed time.
        digits: Least number of digits, as in ``00000`` for post codes; 0 when it asks for none.
        mask: What stands around the digits of a telephone number, as in ``+41 00 000 00 00``:
            ``+`` and digits as they are, ``#`` and ``0`` as ``"\0"``; ``""`` for other formats.
        known: Texts of numbers already met under this format.
    """

    __slots__ = ("digits", "known", "mask", "shown")

    def __init__(self, format_id: int, code: str | None) -> None:
        self.digits = 0
        self.mask = ""
        self.known: dict[str, str] = {}
        self.shown = NumberStyle.NUMBER
        if code is None:
            self.shown = _shown_by_id(format_id)
            return
        bare = _LITERALS.sub("", code[:1000]).partition(";")[0]
        if _ELAPSED.search(bare):
            self.shown = NumberStyle.ELAPSED
            return
        plain = _BRACKETS.sub("", bare).casefold()
        if plain != "general" and any(c in plain for c in "dmyhs"):
            self.shown = _shown_by_letters(plain)
            return
        # "00000" and '0#" "##" "##" "##" "##' prove zeros that the number alone has lost.
        pattern = plain.translate(_GROUPING).lstrip(_WRITTEN_DIGITS)
        if _DIGITS_ONLY.fullmatch(pattern) and "0" in pattern:
            self.digits = len(pattern) - pattern.index("0")
        self.mask = _telephone_mask(code[:100])

    def keep(self, number: str, text: str) -> None:
        """Remember the text of a number, while there is room."""
        if len(self.known) < _MOST_KNOWN:
            self.known[number] = text


def _shown_by_letters(plain: str) -> NumberStyle:
    """Tell a date from a day and month alone; era and Buddhist years are years too."""
    if "d" in plain and "m" in plain and not any(c in plain for c in "yhsegb"):
        return NumberStyle.DAY
    return NumberStyle.DATE


def _telephone_mask(code: str) -> str:
    """Return the digits and signs a format puts around a number, ``""`` when it is no telephone's.

    Only ``+``, digits and separators may stand around the placeholders: ``"No. 24-"0`` is none.
    A digit from 1 to 9 is shown as it is (ECMA-376 part 1, 18.8.31); behind a placeholder it may
    be what a fraction is counted in, and needs quotes to be one of a telephone number.
    """
    mask = ""
    for piece in _PIECES.findall(code.partition(";")[0]):
        if piece in ("0", "#", "?"):
            mask += _PLACE
        elif piece in _WRITTEN_DIGITS:
            if _PLACE in mask:
                return ""
            mask += piece
        elif piece[0] in "_*":
            continue
        elif _SIGNS.fullmatch(literal := _written(piece)):
            mask += literal.translate(_SEPARATORS)
        else:
            return ""
    return mask if _PLACE in mask and mask.strip(_PLACE) else ""


def _written(piece: str) -> str:
    r"""Return what a piece of a format shows as it stands: a quoted text, ``\x``, ``[$x-407]``."""
    if piece.startswith("["):
        return piece[2:-1].partition("-")[0] if piece.startswith("[$") else ""
    return piece[1:] if piece.startswith("\\") else piece.strip('"')


def _masked(digits: str, mask: str) -> str:
    """Put the digits of a number into a mask, from the right; what is left over goes in front."""
    out: list[str] = []
    rest = list(digits)
    first = mask.index(_PLACE)
    for position in range(len(mask) - 1, -1, -1):
        if mask[position] != _PLACE:
            out.append(mask[position])
            continue
        if rest:
            out.append(rest.pop())
        if position == first:
            out.extend(reversed(rest))
            rest = []
    return "".join(reversed(out))


_PLACE = "\x00"
_PIECES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].|.', re.DOTALL)
_SIGNS = re.compile(r"[+0-9 ()\-/.\u00a0]*")
_MOST_KNOWN = 20_000  # texts kept of one format: dates repeat, amounts seldom
_GROUPING = str.maketrans("", "", " -()+")
_SEPARATORS = str.maketrans("", "", " -()/.\u00a0")
_WRITTEN_DIGITS = "123456789"
GENERAL = NumberFormat(0, None)
"""The format of a cell that has none."""


def number_text(text: str, format_: NumberFormat, *, epoch_1904: bool) -> str:
    """Return a number as written in a workbook's XML as the text of its cell.

    What is no finite number stays as it is.
    """
    if format_ is GENERAL and text.isdecimal() and len(text) < _MOST_DIGITS and text.isascii():
        return text.lstrip("0") or "0"
    try:
        value = float(text)
    except ValueError:
        return text
    return float_text(value, format_, epoch_1904=epoch_1904)


def float_text(value: float, format_: NumberFormat, *, epoch_1904: bool) -> str:
    """Return a number as the text of its cell: ISO for dates, digits for whole numbers.

    Above 2**53 a number in memory is not the one that was written: its text has an exponent.
    """
    if format_.shown in (NumberStyle.DATE, NumberStyle.DAY):
        found = serial_text(value, epoch_1904=epoch_1904)
        if found is not None:
            return found if format_.shown is NumberStyle.DATE else without_added_year(found)
    if format_.shown is NumberStyle.ELAPSED and abs(value) < _LAST_SERIAL:
        return elapsed_text(timedelta(days=value))
    if abs(value) <= EXACT and value == int(value):
        digits = str(int(value))
        if format_.mask and value > 0:
            return _masked(digits.zfill(format_.digits), format_.mask)
        return digits.zfill(format_.digits) if value >= 0 else digits
    return repr(value)


def serial_text(serial: float, *, epoch_1904: bool) -> str | None:
    """Return the ISO text of a date serial, None when it is no date.

    ECMA-376 part 1, 18.17.4.1: day 1 is 1 January 1900 and day 60 is a 29 February that never
    was, or day 0 is 1 January 1904.
    """
    if not 0 <= serial < _LAST_SERIAL + 1:
        return None
    days, seconds = divmod(round(serial * 86_400), 86_400)
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if days == 0 and not epoch_1904:
        return clock.isoformat()
    if days == 60 and not epoch_1904:
        day_text = "1900-02-29"
    else:
        start = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 31 if days < 60 else 30)
        try:
            day_text = (start + timedelta(days=days)).isoformat()
        except OverflowError:
            return None
    return day_text if seconds == 0 else f"{day_text}T{clock.isoformat()}"


def without_added_year(text: str) -> str:
    """Return a day that is shown without its year as ``--05-16``.

    A program adds the year in which "16 May" was typed.  A year from before its time was typed
    with the day, and stays.
    """
    year = text[:4]
    if len(text) == 10 and year.isdecimal() and int(year) >= _FIRST_ADDED_YEAR:
        return f"-{text[4:]}"
    return text


def rk_number(packed: int) -> float:
    """Return a packed number ([MS-XLS] 2.5.217 and [MS-XLSB] 2.5.122 RkNumber)."""
    if packed & 2:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<l", packed & ~3))
    return number / 100 if packed & 1 else number


def elapsed_text(value: timedelta) -> str:
    """Return an elapsed time as hours, minutes and seconds, such as ``26:30:00``."""
    seconds = round(abs(value).total_seconds())
    sign = "-" if value < timedelta(0) else ""
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def driver_text(value: object) -> str:
    """Return a value as python-calamine gives it as the text of its cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return float_text(float(value), GENERAL, epoch_1904=False)
    if isinstance(value, timedelta):
        return elapsed_text(value)
    return "" if value is None else _moment_text(value)


def _moment_text(value: object) -> str:
    if isinstance(value, datetime):
        value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return value.date().isoformat() if value.time() == time(0) else value.isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
