"""When the titles are in a language nobody taught: which columns a person has to be asked about."""

from collections.abc import Sequence

import attrs

from clientbook.domain.targets import NAME_FIELDS
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import Reading

_WHO = frozenset((*NAME_FIELDS, "company"))
_MOST = 0.8


def ask_for_names(
    columns: Sequence[ColumnMapping], readings: Sequence[Reading], looks: Sequence[ColumnLook]
) -> tuple[ColumnMapping, ...]:
    """Return the columns with those undecided that may be names, where no other column is one.

    ``Imię;Nazwisko;Telefon``: the number is understood, the names are not.  A file of contacts
    without a name is either a list of addresses, whose other titles are understood, or one in
    another language.  So are columns of digits alone that may be telephone numbers, where no
    other column is one.
    """
    fields = {column.target.field for column in columns if column.target is not None}
    if fields & _WHO:
        return tuple(columns)
    return tuple(
        attrs.evolve(c, target=None, confidence=0.0, reason=Reason.UNDECIDED, split=None)
        if _is_unknown(c, reading, look)
        and (_may_be_a_name(look) or ("phone" not in fields and _may_be_a_number(look)))
        else c
        for c, reading, look in zip(columns, readings, looks, strict=True)
    )


def _is_unknown(column: ColumnMapping, reading: Reading, look: ColumnLook) -> bool:
    """True for a title of unknown words over cells that differ from row to row."""
    if column.target is None or column.target.field != "custom":
        return False
    if column.reason is Reason.EXACT_TITLE or not reading.phrase.unknown or not look.filled:
        return False
    return look.distinct * 4 > look.filled


def _may_be_a_name(look: ColumnLook) -> bool:
    return look.share(Look.WORDS, Look.GIVEN, Look.PERSON, Look.COMPANY) >= _MOST


def _may_be_a_number(look: ColumnLook) -> bool:
    return look.share(Look.PHONE, Look.DIGITS) >= _MOST
