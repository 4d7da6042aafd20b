"""Cells that answer nothing contradict a title of a consent: its rows are not refused for it."""

from collections.abc import Sequence

import attrs

from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError
from clientbook.importing.consents import column_of
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting.evidence import Look, look_of
from clientbook.importing.suggesting.opt_out_words import said_in
from clientbook.importing.suggesting.phrases import tells_when
from clientbook.importing.suggesting.readings import NEAR_CELLS
from clientbook.importing.suggesting.words import words_of
from clientbook.importing.tables import Row
from clientbook.parsing.consents import ConsentAnswer, opening_answer, parse_consent
from clientbook.parsing.contact_words import said_of

_NOTE = Target("note")
_REMARKED_ON = ("reminders", "followups")  # "Reminders": call before noon
_MANY_WORDS = 2


def doubt_consents(
    columns: Sequence[ColumnMapping], rows: Sequence[Row]
) -> tuple[ColumnMapping, ...]:
    """Return the columns without the consents that most of their cells do not answer.

    "Reminders" over "call before noon" is a note, "Newsletter" over "weekly" an attribute.  Where
    the title refuses, one cell begins with a no or most with a yes or a no, or where they are the
    days of a subscription, a person says what it is: no refusal lies in an attribute, nor in one
    that words of a consent were made before (SPEC X36).

    Args:
        columns: The suggestion so far.
        rows: The first rows of the file.
    """
    if not rows:
        return tuple(columns)
    result = list(columns)
    for place, column in enumerate(columns):
        if not (asks := _asks(column)) and not _may_ask(column):
            continue
        cells = [cell for row in rows if (cell := row.cells[place]) and not cell.isspace()]
        if not asks:
            result[place] = _asked_again(column, cells)
            continue
        answers = [_answer(cell, column) for cell in cells]
        if 2 * answers.count(None) > len(answers):
            noted = any(other.target == _NOTE for other in result)
            result[place] = _doubted(column, cells, answers, noted=noted)
    return tuple(result)


def _asks(column: ColumnMapping) -> bool:
    """True for a consent that the words of a title made one."""
    target = column.target
    if target is None or target.field != "consent" or target.kind == "date":
        return False
    return column.reason not in (Reason.EXACT_TITLE, Reason.SAVED_TEMPLATE)


def _may_ask(column: ColumnMapping) -> bool:
    """True for an attribute to be made whose title may ask for a consent."""
    if column.target != Target.custom() or tells_when(words_of(column.header)):
        return False
    if column.reason in (Reason.EXACT_TITLE, Reason.SAVED_TEMPLATE):
        return False
    said = said_of(said_in(column.header))
    return not said.is_of_documents and (said.asks_consent or said.may_ask)


def _asked_again(column: ColumnMapping, cells: Sequence[str]) -> ColumnMapping:
    """Return an attribute undecided below whose title a cell begins with a no.

    Where the title says more than that it asks ("Marketing remarks"), most must be a yes or a no.
    """
    said = said_of(said_in(column.header))
    if not _begin_with_a_no(cells) or not (said.asks_consent or _begin_as_answers(cells)):
        return column
    kind = said.way or "marketing"
    targets = (Target("consent", kind=kind), Target("consent", kind=kind, part="status"))
    return column.undecided(*targets)


def _begin_with_a_no(cells: Sequence[str]) -> bool:
    return any(opening_answer(cell) is False for cell in cells)


def _begin_as_answers(cells: Sequence[str]) -> bool:
    return 2 * sum(opening_answer(cell) is not None for cell in cells) > len(cells)


def _answer(cell: str, column: ColumnMapping) -> ConsentAnswer | None:
    assert column.target is not None
    try:
        return parse_consent(cell, column_of(column.target), title=column.header)
    except InvalidValueError:
        return None


def _doubted(
    column: ColumnMapping,
    cells: Sequence[str],
    answers: Sequence[ConsentAnswer | None],
    *,
    noted: bool,
) -> ColumnMapping:
    assert column.target is not None
    refused = any(answer is not None and answer.opted_in is False for answer in answers)
    refused = refused or _begin_with_a_no(cells) or _begin_as_answers(cells)
    if refused or column.target.part == "optout" or _are_days_of_joining(column, cells):
        return column.undecided(column.target)
    remarks = sum(len(cell.split()) >= _MANY_WORDS and _is_worded(cell) for cell in cells)
    note = column.target.kind in _REMARKED_ON and not noted and 2 * remarks > len(cells)
    return attrs.evolve(
        column,
        target=_NOTE if note else Target.custom(),
        confidence=NEAR_CELLS,
        reason=Reason.CELLS,
        alternatives=(),
    )


def _is_worded(cell: str) -> bool:
    return look_of(cell) in (Look.WORDS, Look.OTHER, Look.GIVEN, Look.PERSON)


def _are_days_of_joining(column: ColumnMapping, cells: Sequence[str]) -> bool:
    """True for "Subscribed" over dates; below "Newsletter" they may be those of the last one."""
    said = said_of(said_in(column.header))
    joined = said.has("subscription") and not said.has("newsletter")
    return joined and 2 * sum(look_of(cell) is Look.DATE for cell in cells) > len(cells)
