"""No client without a name is made in silence: which columns a person has to be asked about."""

from collections.abc import Sequence

from clientbook.domain.targets import NAME_FIELDS, Target
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import Reading
from clientbook.importing.tables import Row

_NAME = Target("full_name")
_WHO = frozenset((*NAME_FIELDS, "company"))
_CITY = Target("address", part="city")
_MOST, _HALF, _SOME = 0.8, 0.5, 0.2
_THINGS = frozenset(("animal", "vehicle", "meta", "dial", "label", "junk"))
_PEOPLE = frozenset(("owner", "holder", "parent", "guest", "who"))
_BESIDE_PEOPLE = _PEOPLE | {"fill", "contact", "bare"}
_NAMES = frozenset(("name", "full", "given", "family"))


def ask_for_names(
    columns: Sequence[ColumnMapping],
    readings: Sequence[Reading],
    looks: Sequence[ColumnLook],
    rows: Sequence[Row] = (),
) -> tuple[ColumnMapping, ...]:
    """Return the columns with those undecided that may be names, where no other column is one.

    A file of contacts without a name is either a list of addresses, whose other columns hold
    nothing of the kind, or one whose titles say it in words that nobody taught, or of somebody
    who may be the client or not.  Asked about are the columns whose cells look like names, and in
    a file of unknown titles ("Imię;Nazwisko;Telefon") those of words and, where no other column
    is one, of telephone numbers; where the cells tell nothing, the titles that speak of a person.
    Beside firms of which some are blank those over people are.

    Args:
        columns: Suggested so far.
        readings: One a column.
        looks: What the cells of each column look like.
        rows: A sample.
    """
    fields = {column.target.field for column in columns if column.target is not None}
    if not fields.isdisjoint(NAME_FIELDS) or _is_asked(columns, readings):
        return tuple(columns)
    told = list(zip(columns, readings, looks, strict=True))
    if "company" in fields:
        asked = [
            _is_free(*each) and _is_of_people(each[2]) and _is_alone(place, columns, rows)
            for place, each in enumerate(told)
        ]
    else:
        asked = _nameless(told, called="phone" in fields)
    return tuple(
        column.undecided(*(column.alternatives or _may_be(look))) if told else column
        for told, column, look in zip(asked, columns, looks, strict=True)
    )


_Told = tuple[ColumnMapping, Reading, ColumnLook]


def _nameless(told: Sequence[_Told], *, called: bool) -> list[bool]:
    """Return which columns may be names, or numbers where nobody is *called* yet."""
    asked = [_is_free(*each) and _may_be_a_name(*each[1:]) for each in told]
    for title_speaks in (_is_of_a_person, _is_a_name):
        if not any(asked):
            asked = [_is_free(*x) and title_speaks(x[1]) and _is_worded(x[2]) for x in told]
    if called:
        return asked
    return [
        named or (_is_free(*each) and _may_be_a_number(*each[1:]))
        for named, each in zip(asked, told, strict=True)
    ]


def _is_of_people(look: ColumnLook) -> bool:
    return look.share(Look.GIVEN, Look.PERSON) >= _HALF


def _is_alone(place: int, columns: Sequence[ColumnMapping], rows: Sequence[Row]) -> bool:
    """True where a row has this cell and no firm."""
    firms = [
        at for at, c in enumerate(columns) if c.target is not None and c.target.field == "company"
    ]
    return any(
        row.cells[place].strip() and not any(row.cells[at].strip() for at in firms) for row in rows
    )


def _may_be(look: ColumnLook) -> tuple[Target, ...]:
    """Return what a column that is asked about may be, by its cells: numbers are no names."""
    if look.share(Look.PHONE, Look.DIGITS) >= _HALF:
        return (Target("phone", kind="other"),)
    nobody = look.filled > 0 and look.share(Look.GIVEN, Look.PERSON, Look.COMPANY) < _SOME
    return (_NAME, _CITY) if nobody else (_NAME,)


def _is_asked(columns: Sequence[ColumnMapping], readings: Sequence[Reading]) -> bool:
    """True where a column that may be a name is a question already."""
    return any(
        column.target is None and reading.field in _WHO
        for column, reading in zip(columns, readings, strict=True)
    )


def _is_free(column: ColumnMapping, reading: Reading, look: ColumnLook) -> bool:
    """True for a column that would be an attribute nobody knows yet, with cells that differ."""
    if column.target is None or column.target.field != "custom":
        return False
    if column.reason is Reason.EXACT_TITLE or not _THINGS.isdisjoint(reading.phrase.atoms):
        return False
    return not look.filled or look.distinct * 4 > look.filled


def _may_be_a_name(reading: Reading, look: ColumnLook) -> bool:
    if not look.filled:
        return False
    people = (Look.GIVEN, Look.PERSON, Look.COMPANY)
    words = bool(reading.phrase.unknown) and look.share(Look.WORDS, *people) >= _MOST
    return words or look.share(*people) >= _HALF


def _is_worded(look: ColumnLook) -> bool:
    """True for cells that contradict no name: words, or none at all."""
    words = (Look.WORDS, Look.GIVEN, Look.PERSON, Look.COMPANY)
    return not look.filled or look.share(*words) >= _HALF


def _may_be_a_number(reading: Reading, look: ColumnLook) -> bool:
    unknown = bool(reading.phrase.unknown) and look.filled > 0
    return unknown and look.share(Look.PHONE, Look.DIGITS) >= _MOST


def _is_of_a_person(reading: Reading) -> bool:
    """True for "Owner", "Tenant name": whoever that is may be the client."""
    atoms = set(reading.phrase.atoms)
    return bool(atoms & _PEOPLE) and atoms <= _BESIDE_PEOPLE | _NAMES


def _is_a_name(reading: Reading) -> bool:
    """True for the name of whatever it is."""
    return not _NAMES.isdisjoint(reading.phrase.atoms)
