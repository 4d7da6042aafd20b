"""A row's cells become a draft: a profile, and what else the row says."""

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

import attrs

from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import BookSettings
from clientbook.errors import InvalidValueError
from clientbook.importing.cell_signs import CELL_ERRORS, is_ditto, is_hidden, may_hold_signs
from clientbook.importing.consents import ConsentWord, joined
from clientbook.importing.formulas import unguarded
from clientbook.importing.gathering import Cells, Gathering, Group
from clientbook.importing.mapping import ColumnMapping, Mapping
from clientbook.importing.steps import clearing_columns, compile_steps
from clientbook.importing.titles import is_exported
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.cell_lists import join_values
from clientbook.parsing.html_texts import decoded, looks_encoded
from clientbook.text import fold_name

_TOGETHER = 100  # rows read side by side: more are not faster, and are held in memory
_SHORT = 8  # a mark is no longer
_FIELD_OF = {"info": "note", "websites": "website"}


@attrs.frozen
class Draft:
    """What one row says.

    Args:
        profile: The person.
        consents: What the row's consent columns say, opt-outs first.
        consented_at: When the opt-ins were given, or None.
        blocked: True or False where a column says so, else None.
        cleared: Targets whose cell is blank in a column that clears on blank.
        slots: Values by field, kind and slot, of the phones, e-mails and addresses of which a
            column overwrites or clears.
        named: Keys of numbers and e-mail addresses in cells that could not be read as one value.
        exported: Whether all its columns stand below titles that exports of a book have, so that
            the row may be what the book itself wrote.
    """

    profile: Profile
    consents: tuple[ConsentWord, ...] = ()
    consented_at: datetime | None = None
    blocked: bool | None = None
    cleared: tuple[str, ...] = ()
    slots: tuple[tuple[Group, tuple[Any, ...]], ...] = ()
    named: tuple[str, ...] = attrs.field(default=(), repr=False)
    exported: bool = attrs.field(default=False, eq=False)


class RowReader:
    """Reads the rows of one table by one mapping; made once, called for each row.

    Args:
        mapping: A total mapping, its date columns decided.
        settings: What the book is set to.
        definitions: Attributes of the book by key.
        today: Today, which tells the century of years of two digits.

    Raises:
        UndecidedColumnError: A column has no target.
        MappingError: Two columns fill the same single value, or more slots than the book allows.
    """

    def __init__(
        self,
        mapping: Mapping,
        settings: BookSettings,
        *,
        definitions: AbstractMapping[str, AttributeDefinition] | None = None,
        today: date,
    ) -> None:
        mapping.require_total()
        self._used = [(i, c) for i, c in enumerate(mapping) if c.target and not c.target.is_skip]
        self._exported = all(is_exported(c.header, c.target) for _, c in self._used if c.target)
        self._clearing = clearing_columns(mapping)
        self._steps = compile_steps(mapping, settings, dict(definitions or {}), today)

    def read(self, cells: Cells) -> tuple[Draft | None, tuple[Issue, ...]]:
        """Return the draft of a row (None when it holds no profile) and its issues."""
        return self.read_all([cells])[0]

    def read_all(self, rows: Sequence[Cells]) -> list[tuple[Draft | None, tuple[Issue, ...]]]:
        """Read rows as :meth:`read` does, some at a time: a step reads all of them, then the next.

        A processor that does one thing many times does it a quarter faster.
        """
        found: list[tuple[Draft | None, tuple[Issue, ...]]] = []
        for start in range(0, len(rows), _TOGETHER):
            # an export of ours guards what a spreadsheet would run
            sent = rows[start : start + _TOGETHER]
            taken = [Gathering(unguarded(cells)) for cells in sent]
            for row, cells in zip(taken, sent, strict=True):
                if may_hold_signs(row.cells):
                    self._clean(row, cells)
            for step in self._steps:
                for row in taken:
                    step(row)
            found += [
                (self._draft(row, cells), row.issues)
                for row, cells in zip(taken, sent, strict=True)
            ]
        return found

    def _draft(self, row: Gathering, cells: Cells) -> Draft | None:
        if row.shown:
            self._put_shown(row)
        profile = self._profile(row)
        if profile is None:
            return None
        if not (self._clearing or row.consents or row.refused or row.extras or row.slots):
            return Draft(profile, exported=self._exported)
        consents = (*row.refused, *joined(row.consents))
        cleared = tuple(target for index, target in self._clearing if not cells[index].strip())
        named = tuple(dict.fromkeys(chain.from_iterable(row.named))) if consents else ()
        return Draft(
            profile,
            consents,
            **dict(row.extras),
            cleared=cleared,
            slots=row.slots,
            named=named,
            exported=self._exported,
        )

    @staticmethod
    def _put_shown(row: Gathering) -> None:
        """Take the name before an e-mail address where no cell has one; another's is kept."""
        held = row.fields.setdefault("name", row.shown[0][0])
        parts = (held.display, *(text for _, text in held.besides), row.fields.get("company", ""))
        said = set(fold_name(" ".join(parts)).split())
        for name, column in row.shown:
            if not said.issuperset(fold_name(name.display).split()):
                row.refuse_lonely(column, name.display)

    def _clean(self, row: Gathering, sent: Cells) -> None:
        """Read a spreadsheet's error as a blank that is said, and HTML as what a page shows.

        So is a mark that means the value of the row above: which row that is depends on what else
        was sorted or left out.

        What was guarded means what it says.
        """
        unguarded = row.cells is not sent
        for index, column in self._used:
            text = row.cells[index]
            if not text or (unguarded and text != sent[index]):
                continue
            if text[0] == "#" and text in CELL_ERRORS:
                row.refuse(column, Issue.of(IssueCode.CELL_ERROR, error=text), text)
                self._replace(row, index, "")
            elif text[0] == "#" and is_hidden(text):
                row.warn(IssueCode.CELL_HIDDEN, column)
                self._replace(row, index, "")
            elif len(text) < _SHORT and is_ditto(
                text, column.target.field if column.target else ""
            ):
                row.keep(column, text, IssueCode.DITTO_MARK)
                self._replace(row, index, "")
            elif looks_encoded(text) and (plain := decoded(text)) != text:
                row.warn(IssueCode.ENTITIES_DECODED, column)
                self._replace(row, index, plain)

    @staticmethod
    def _replace(row: Gathering, index: int, text: str) -> None:
        row.cells = (*row.cells[:index], text, *row.cells[index + 1 :])

    def _profile(self, row: Gathering) -> Profile | None:
        """Return the profile of what was gathered; a text too long is refused by its column."""
        while True:
            try:
                return Profile(**row.fields)
            except InvalidValueError as error:
                field = error.issue.field
                column = self._column_of(field)
                if field not in row.fields or column is None:
                    row.issues += (error.issue,)
                    return None
                held = row.fields.pop(field)
                text = join_values(held) if isinstance(held, tuple) else str(held)
                row.refuse(column, error.issue, text)

    def _column_of(self, field: str) -> ColumnMapping | None:
        wanted = _FIELD_OF.get(field, field)
        return next((c for _, c in self._used if c.target and c.target.field == wanted), None)
