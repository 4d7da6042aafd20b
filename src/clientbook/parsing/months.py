"""Names of months and days in seven languages, as they are compared."""

import re

from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.nothing import blank, is_no_value
from clientbook.text import ascii_digits, clean_text, fold_entry

_PART_LIMIT = 40
_PART = re.compile(r"([0-9]{1,4})(?:\.|st|nd|rd|th|er|e|º|°)?", re.IGNORECASE)


_MONTHS = """
january jan janvier janv januar jaenner janner enero ene gennaio gen janeiro januari
february feb febr fevrier fev fevr februar febrero febbraio fevereiro februari
march mar mars marz maerz mrz marzo marco maart mrt
april apr avril avr abril abr aprile
may mai mayo maggio mag maio mei
june jun juin juni junio giugno giu junho
july jul juillet juil juli julio luglio lug julho
august aug aout agosto ago augustus
september sep sept septembre septiembre set setiembre settembre sett setembro
october oct octobre oktober okt octubre ottobre ott outubro out
november nov novembre noviembre novembro
december dec decembre dez dezember diciembre dic dicembre dezembro
"""
MONTHS: dict[str, int] = {
    name: number
    for number, line in enumerate(_MONTHS.strip().splitlines(), start=1)
    for name in line.split()
}
"""Month of each name and abbreviation, folded by :func:`clientbook.parsing.words.fold`."""

_FILLERS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
lunedi martedi mercoledi giovedi venerdi sabato domenica segunda terca quarta quinta sexta feira
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom
of the le der den dem am de del el du la on
"""
FILLERS = frozenset(_FILLERS.split())
"""Words in a date that carry nothing."""


def month_of(word: str) -> int | None:
    """Return the month a word names, None when it names none."""
    return MONTHS.get(fold_entry(word))


def parse_date_part(text: str, part: str) -> int:
    """Read a year, a month or a day that stands in a column of its own.

    Args:
        text: Such as ``"1988"``, ``"mai"``, ``"05"``, ``"17."`` or ``"1er"``.
        part: ``"year"``, ``"month"`` or ``"day"``.

    Raises:
        InvalidValueError: BLANK_VALUE for nought and filler words, INVALID_DATE for another text.
    """
    cleaned = ascii_digits(clean_text(text[:_PART_LIMIT])).lstrip("'").removesuffix(".0")
    number = _PART.fullmatch(cleaned)
    if number is not None and int(number[1]):
        return int(number[1])
    if number is not None or is_no_value(cleaned) or not cleaned:
        raise InvalidValueError(blank("date", cleaned))
    if part == "month" and (month := month_of(cleaned)) is not None:
        return month
    raise InvalidValueError(Issue.of(IssueCode.INVALID_DATE, "date"))
