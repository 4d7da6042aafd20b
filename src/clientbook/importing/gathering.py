"""One row while it is read: its cells, and what the steps have made of them so far."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import UNREAD_LIMIT, UnreadValue
from clientbook.domain.settings import OnBadValue
from clientbook.errors import InvalidValueError
from clientbook.importing.consents import ConsentWord
from clientbook.importing.mapping import ColumnMapping
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.consents import ConsentAnswer
from clientbook.parsing.nothing import is_nothing

_NOUGHT = frozenset({"0", "00", "0.0"})  # what programs write in a blank cell of numbers

Cells = Sequence[str]
Source = tuple[int, ColumnMapping]
"""A column and its place in a row, from 0."""


Group = tuple[str, str | None, int]
"""Field, kind and slot of a phone, an e-mail or an address; see :attr:`Target.group`."""

SLOTTED = {"phone": "phones", "email": "emails", "address": "addresses"}
"""Fields whose columns name a slot, and the list of a profile that holds their values."""


class Gathering:
    """What is gathered from one row: profile fields, other values, issues."""

    __slots__ = (
        *("cells", "consents", "extras", "fields", "issues", "named", "refused"),
        *("shown", "slots"),
    )

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.fields: dict[str, Any] = {}
        # most rows have none of these: an empty tuple is made once
        self.refused: tuple[ConsentWord, ...] = ()  # in words beside a contact point, of it alone
        self.extras: tuple[tuple[str, Any], ...] = ()
        self.consents: tuple[tuple[str, ConsentAnswer, bool], ...] = ()
        self.issues: tuple[Issue, ...] = ()
        self.slots: tuple[tuple[Group, tuple[Any, ...]], ...] = ()
        self.named: tuple[Iterable[str], ...] = ()  # looked at where there is an opt-out
        self.shown: tuple[tuple[PersonName, ColumnMapping], ...] = ()  # before an address: whose

    def text(self, place: int | None) -> str:
        """Return a cell trimmed; nothing for a blank one, a filler word or no cell at all."""
        if place is None or not (cell := self.cells[place]):
            return ""
        text = cell.strip()
        return "" if not text or is_nothing(text) else text

    def texts(self, places: Sequence[tuple[str, int]]) -> dict[str, str]:
        """Return the cells of parts that hold something, see :meth:`text`."""
        cells = self.cells
        return {
            part: text
            for part, place in places
            if (cell := cells[place]) and (text := cell.strip()) and not is_nothing(text)
        }

    def add(self, field: str, values: Sequence[Any]) -> None:
        """Add values to a field that holds several."""
        if values:
            held = self.fields.get(field)
            self.fields[field] = (*held, *values) if held else tuple(values)

    def refuse(self, column: ColumnMapping, issue: Issue, text: str) -> None:
        """Note that a value cannot be read; where its column says so, its text is kept.

        A value that is not there after all is neither: a filler word is a blank, and figures that
        stand for none (``01/01/1900``, ``00/00/0000``) are said.
        """
        if issue.code is IssueCode.BLANK_VALUE:
            if text not in _NOUGHT and any(map(str.isdigit, text)):
                self.warn(IssueCode.PLACEHOLDER_VALUE, column)
            return
        field = str(column.target)
        if column.on_bad_value is OnBadValue.KEEP and len(text) <= UNREAD_LIMIT:
            try:
                self.add("unread", (UnreadValue(field[:200], text),))
            except InvalidValueError:
                return  # nothing visible in it
            issue = Issue.of(IssueCode.VALUE_UNREAD, problem=issue.code.value)
        self.issues += (attrs.evolve(issue, field=field, column=column.header),)

    def name_points(self, keys: Iterable[str]) -> None:
        """Note numbers and addresses that a refused cell names: an opt-out holds for them."""
        self.named += (keys,)

    def refuse_lonely(self, column: ColumnMapping, text: str) -> None:
        """Keep a part that makes no value alone, such as a title without a name."""
        problem = IssueCode.BLANK_VALUE.value
        self.keep(column, text, IssueCode.VALUE_UNREAD, problem=problem)

    def keep(self, column: ColumnMapping, text: str, code: IssueCode, **params: str | int) -> None:
        """Keep a text as it is, unread, and say why."""
        try:
            self.add("unread", (UnreadValue(str(column.target)[:200], text),))
        except InvalidValueError:
            return  # nothing visible in it
        self.warn(code, column, **params)

    def warn(self, code: IssueCode, column: ColumnMapping, **params: str | int) -> None:
        """Note what the row's owner should know."""
        issue = Issue.of(code, str(column.target), **params)
        self.issues += (attrs.evolve(issue, column=column.header),)


Step = Callable[[Gathering], None]


@attrs.frozen
class NotedSlot:
    """Notes the values that a step read for its slot, for a column that overwrites or clears."""

    step: Step
    group: Group

    def __call__(self, row: Gathering) -> None:
        """Take the step and note what it added."""
        held = SLOTTED[self.group[0]]
        before = len(row.fields.get(held, ()))
        self.step(row)
        row.slots += ((self.group, tuple(row.fields.get(held, ())[before:])),)
