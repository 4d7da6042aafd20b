"""What only the whole column can tell: order of dates, letters of genders, cells that are split."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as AbstractMapping

import attrs

from clientbook.domain.settings import BookSettings
from clientbook.importing.mapping import SERIAL, ColumnMapping, Mapping
from clientbook.importing.suggesting.row_languages import languages_of
from clientbook.importing.tables import Table
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.cell_lists import list_values
from clientbook.parsing.date_formats import title_format, title_order
from clientbook.parsing.date_orders import DateOrder, DateOrderVotes
from clientbook.parsing.gender_letters import (
    ONE_LETTER,
    WOMEN_MAY_BE_M,
    decide_letters,
    letter_of,
    letters_in,
)
from clientbook.parsing.several import ANYWHERE, values_apart

_SPLIT = "split"
_PLAIN = frozenset("mfhw")  # letters that mean the same in the titles of any language


def _holds_dates(column: ColumnMapping) -> bool:
    target = column.target
    if target is None or column.date_order is not None:
        return False
    return target.field == "birth_date" and target.part is None


def _holds_letters(column: ColumnMapping) -> bool:
    target = column.target
    return target is not None and target.field == "gender" and column.gender_letters is None


class ColumnSurvey:
    """What whole columns tell: met row by row, in any order, and added up from several parts.

    Args:
        mapping: The mapping of the columns.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._dates = [(i, DateOrderVotes()) for i, c in enumerate(mapping) if _holds_dates(c)]
        self._letters: dict[int, Counter[str]] = {
            i: Counter() for i, c in enumerate(mapping) if _holds_letters(c)
        }
        parted = [(i, c.split) for i, c in enumerate(mapping) if c.split and _holds_values(c)]
        self._parted = parted
        self._splits = dict.fromkeys((index for index, _ in parted), 0)

    def __bool__(self) -> bool:
        """True when there is anything to find out."""
        return bool(self._dates or self._letters or self._parted)

    def add(self, cells: Sequence[str]) -> None:
        """Take the cells of a row into account."""
        for index, vote in self._dates:
            text = cells[index]
            if text:
                vote.add(text)
        for index, letters in self._letters.items():
            if cells[index] and (letter := letter_of(cells[index])):
                letters[letter] += 1
        for index, separator in self._parted:
            if separator == ANYWHERE or separator in cells[index]:
                self._splits[index] += len(split_values(cells[index], separator)) > 1

    @property
    def counts(self) -> dict[tuple[int, str], int]:
        """What was counted, by column and a name for each kind."""
        found = {(i, kind): n for i, vote in self._dates for kind, n in vote.counts.items()}
        found |= {(i, letter): n for i, met in self._letters.items() for letter, n in met.items()}
        return found | {(index, _SPLIT): n for index, n in self._splits.items()}

    def add_counts(self, counts: AbstractMapping[tuple[int, str], int]) -> None:
        """Take :attr:`counts` of other rows into account."""
        votes = dict(self._dates)
        for (index, kind), count in counts.items():
            if kind == _SPLIT:
                self._splits[index] += count
            elif index in self._letters:
                self._letters[index][kind] += count
            else:
                votes[index].add_counts({kind: count})

    def decided(self, settings: BookSettings) -> tuple[Mapping, tuple[Issue, ...]]:
        """Return the mapping and the warnings of :func:`decide_dates`."""
        mapping = self._mapping
        issues: list[Issue] = []
        for index, vote in self._dates:
            mapping, ambiguous = _decided(mapping, index, vote, settings)
            issues += ambiguous
        for index, met in self._letters.items():
            mapping, doubtful = _with_letters(mapping, index, met)
            issues += doubtful
        split = ((mapping.columns[i], count) for i, count in self._splits.items() if count)
        return mapping, (*issues, *(_split_cells(column, count) for column, count in split))


def decide_dates(
    table: Table,
    mapping: Mapping,
    settings: BookSettings,
    *,
    progress: Callable[[int], None] | None = None,
    each: Callable[[Sequence[str]], None] | None = None,
) -> tuple[Mapping, tuple[Issue, ...]]:
    """Decide from all its values what a column means, and count the cells split.

    Of dates the order of day and month, of genders the letters: M beside H is "mujer".

    Args:
        table: The table; read once if a date column is undecided or a column is split.
        mapping: Its mapping.
        settings: Whose ``tie_break`` decides what the values leave open.
        progress: Called now and then with the number of rows read.
        each: Called with the cells of each row; where it is given, every row is read.

    Returns:
        The mapping with every ``date_order`` set, and a warning for each column that somebody
        should look at: DATE_AMBIGUOUS where neither the values nor a form in the title ("DOB
        (MM/DD/YYYY)") decide, or where they contradict one another, GENDER_AMBIGUOUS where M is
        the only letter of a Spanish or Portuguese list, CELLS_SPLIT where cells hold several values
        (SPEC K12, X43); each with the number of rows it touches.
    """
    survey = ColumnSurvey(mapping)
    if not survey and each is None:
        return mapping, ()
    for count, row in enumerate(table):
        if each is not None:
            each(row.cells)
        survey.add(row.cells)
        if progress is not None and count % 10_000 == 0:
            progress(count)
    return survey.decided(settings)


def split_values(text: str, separator: str | None, *, lines: bool = False) -> list[str]:
    """Return the values of a cell: one, unless its column declares a separator (SPEC K12).

    A separator inside quotes parts nothing: ``"VIP; gold"; new`` are two values.  A list as a
    program writes it (``["VIP", "gold"]``) is several whatever its column declares.  Declared as
    :data:`~clientbook.parsing.several.ANYWHERE`, numbers and addresses are taken apart at whatever
    parts them.

    Args:
        text: The cell.
        separator: What the column declares.
        lines: Whether the values of a list stand on lines of their own, too.
    """
    if separator == ANYWHERE:
        return values_apart(text)
    if separator is None:
        return list_values(text, None)
    ends = r"|[\r\n]+" if lines else ""
    return list_values(text, re.compile(re.escape(separator) + ends))


def _holds_values(column: ColumnMapping) -> bool:
    """True where one cell should be one value; tags are lists anyway."""
    return column.target is not None and column.target.field in ("phone", "email")


def _decided(
    mapping: Mapping, index: int, vote: DateOrderVotes, settings: BookSettings
) -> tuple[Mapping, list[Issue]]:
    column = mapping.columns[index]
    told = title_format(column.header)
    usual = DateOrder(settings.tie_break)
    decision = vote.decide(default=title_order(column.header) or usual, serials_in=usual)
    order = SERIAL if decision.serials else decision.order.value
    decided = mapping.with_column(index, date_order=order)
    if told is None or decision.serials:
        doubtful = 0 if decision.proven else decision.ambiguous
    else:  # the title says what the cells leave open, until they say otherwise
        doubtful = vote.against(told)
    if not doubtful:
        return decided, []
    read_as = "YMD" if told == "YDM" else decision.order.value
    params = (("order", read_as), ("rows", doubtful))
    return decided, [Issue(IssueCode.DATE_AMBIGUOUS, str(column.target), column.header, params)]


def _with_letters(
    mapping: Mapping, index: int, met: AbstractMapping[str, int]
) -> tuple[Mapping, list[Issue]]:
    column = mapping.columns[index]
    letters = letters_in(column.header).union(met)
    plain = letters <= _PLAIN and letters != ONE_LETTER
    language = "en" if plain else languages_of([c.header for c in mapping])[0]
    decided = mapping.with_column(index, gender_letters=decide_letters(letters, language) or "")
    if letters != ONE_LETTER or language not in WOMEN_MAY_BE_M:
        return decided, []
    params = (("rows", sum(met.values())),)
    return decided, [Issue(IssueCode.GENDER_AMBIGUOUS, str(column.target), column.header, params)]


def _split_cells(column: ColumnMapping, count: int) -> Issue:
    return attrs.evolve(split_warning(column), params=(("rows", count), *_separator(column)))


def split_warning(column: ColumnMapping) -> Issue:
    """Return what the owner of a row should know of a cell that was taken apart."""
    return Issue(IssueCode.CELLS_SPLIT, str(column.target), column.header, _separator(column))


def _separator(column: ColumnMapping) -> tuple[tuple[str, str], ...]:
    """Return what a message says of where cells are taken apart, signs alone."""
    if column.split == ANYWHERE:
        return (("separator", "; , / & ⏎"),)
    return (("separator", (column.split or "").replace("\n", "⏎").strip() or " "),)
