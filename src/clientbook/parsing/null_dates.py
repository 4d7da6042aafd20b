"""Dates that are none: what programs write where there is no date."""

import re

from clientbook.parsing.date_formats import title_format, without_format

# Day nought of Excel, and what it shows for an empty cell formatted as a date, in any order.
_EMPTY_DATES = re.compile(
    r"(?:1900[./\-]0?1[./\-]0?[01]|1899[./\-]12[./\-]3[01]|0?[01][./\-]0?1[./\-]1900"
    r"|3[01][./\-]12[./\-]1899|12[./\-]3[01][./\-]1899)(?:[T ].*)?",
    re.DOTALL,
)
# The first and the last day that a program can write: .NET and Oracle begin in the year 1, Windows
# in 1601, SQL Server in 1753, Delphi in 1800; 9999 is the last year of most.
_YEARS = "000[01]|1601|1753|1800|2999|3000|3999|4000|9999"
_FIRST_OR_LAST = re.compile(
    rf"(?:(?:{_YEARS})[./\-](?:0?1[./\-]0?1|12[./\-]3[01])"
    rf"|(?:0?1[./\-]0?1|12[./\-]3[01]|3[01][./\-]12)[./\-](?:{_YEARS})"
    rf"|(?:{_YEARS})(?:0101|1231)|99[./\-]99[./\-]9999|9999[./\-]?99[./\-]?99|11[./\-]11[./\-]1111)"
    r"(?:[T ].*)?",
    re.DOTALL,
)


def is_null_date(text: str) -> bool:
    """True for the first and last days of programs, and for the form of a date: ``dd/mm/yyyy``."""
    if _EMPTY_DATES.fullmatch(text) or _FIRST_OR_LAST.fullmatch(text):
        return True
    return text[:1].isalpha() and title_format(text) is not None and without_format(text) == text
