"""Names of months and days in English, French, German and Spanish, as they are compared."""

from clientbook.text import fold_entry

_MONTHS = """
january jan janvier janv januar jaenner janner enero ene
february feb febr fevrier fev fevr februar febrero
march mar mars marz maerz mrz marzo
april apr avril avr abril abr
may mai mayo
june jun juin juni junio
july jul juillet juil juli julio
august aug aout agosto ago
september sep sept septembre septiembre set setiembre
october oct octobre oktober okt octubre
november nov novembre noviembre
december dec decembre dez dezember diciembre dic
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
lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom
of the le der den dem am de del el du la on
"""
FILLERS = frozenset(_FILLERS.split())
"""Words in a date that carry nothing."""


def month_of(word: str) -> int | None:
    """Return the month a word names, None when it names none."""
    return MONTHS.get(fold_entry(word))
