"""Single cells: what each kind of column puts into the row that is gathered."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as AbstractMapping
from datetime import UTC, tzinfo
from typing import Any

import attrs

from clientbook.domain.attributes import Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import LIST_SYSTEM, ExternalId
from clientbook.errors import InvalidValueError, MappingError
from clientbook.importing.columns import split_values
from clientbook.importing.consents import column_of
from clientbook.importing.mapping import ColumnMapping, Mapping, attribute_name
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.consents import ConsentAnswer, parse_consent
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import parse_timestamp
from clientbook.parsing.flags import parse_flag, parse_gender

Cells = Sequence[str]

UNREAD = "unread "
"""Prefix of the attribute that keeps a value no domain type can hold (lenient reading)."""

NAME_PARTS = {
    "name_prefix": "prefix",
    "given_name": "given",
    "middle_name": "middle",
    "family_name": "family",
    "full_name": "full",
    "name_suffix": "suffix",
    "nickname": "nickname",
}
TEXTS = ("company", "department", "job_title", "language")

CELL_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
"""What spreadsheets write into a cell whose formula failed (ECMA-376 18.18.11)."""


Group = tuple[str, str | None, int]
"""Field, kind and slot of a phone, an e-mail or an address; see :attr:`Target.group`."""


class Gathering:
    """What is gathered from one row: profile fields, other values, issues."""

    __slots__ = ("cells", "consents", "extras", "fields", "issues", "lenient", "slots", "unread")

    def __init__(self, cells: Cells, *, lenient: bool) -> None:
        self.cells = cells
        self.lenient = lenient
        self.fields: dict[str, Any] = {}
        self.extras: dict[str, Any] = {}
        self.consents: list[tuple[str, ConsentAnswer]] = []
        self.issues: list[Issue] = []
        self.unread: list[Attribute] = []
        self.slots: list[tuple[Group, tuple[Any, ...]]] = []

    def add(self, field: str, values: Sequence[Any]) -> None:
        """Add values to a field that holds several."""
        held = self.fields.get(field)
        self.fields[field] = (*held, *values) if held else tuple(values)

    def refuse(self, column: ColumnMapping, issue: Issue, text: str) -> None:
        """Note that a cell cannot be read; a lenient reading keeps its text."""
        self.issues.append(attrs.evolve(issue, field=str(column.target), column=column.header))
        if self.lenient:
            self.unread.append(Attribute(f"{UNREAD}{column.target}"[:100], text[:1000]))

    def warn(self, code: IssueCode, column: ColumnMapping, **params: str | int) -> None:
        """Note what the row's owner should know."""
        self.issues.append(
            attrs.evolve(Issue.of(code, str(column.target), **params), column=column.header)
        )


Step = Callable[[Gathering], None]

SLOTTED = {"phone": "phones", "email": "emails", "address": "addresses"}
"""Fields whose columns name a slot, and the list of a profile that holds their values."""


def noted_slot(step: Step, group: Group) -> Step:
    """Return *step*, which also notes the values it read for its slot."""
    held = SLOTTED[group[0]]

    def note(row: Gathering) -> None:
        before = len(row.fields.get(held, ()))
        step(row)
        row.slots.append((group, tuple(row.fields.get(held, ())[before:])))

    return note


def clearing_columns(mapping: Mapping) -> list[tuple[int, str]]:
    """Return position and target of the columns whose blank cells clear.

    Raises:
        MappingError: A blank of such a column takes nothing away: a consent is withdrawn and a
            block is lifted by a person, a label goes with its value.
    """
    found: list[tuple[int, str]] = []
    for index, column in enumerate(mapping):
        target = mapping.target_of(index)
        if not column.blank_clears or target is None or target.is_skip:
            continue
        if target.field in ("consent", "blocked") or target.part == "label":
            raise MappingError(
                f"column {column.header!r}: a blank clears nothing of {target}",
                "leave blank_clears out",
            )
        found.append((index, str(target)))
    return found


def name_step(columns: list[tuple[int, ColumnMapping]]) -> Step:
    """Return the step that makes a name from all columns that hold a part of it."""
    parts = [(i, NAME_PARTS[c.target.field]) for i, c in columns if c.target]
    headers = {part: c for (_, part), (_, c) in zip(parts, columns, strict=True)}

    def step(row: Gathering) -> None:
        cells = row.cells
        texts = {part: cells[i] for i, part in parts if cells[i]}
        if not texts:
            return
        try:
            row.fields["name"] = PersonName(**texts)
        except InvalidValueError as error:
            if error.issue.code is not IssueCode.BLANK_VALUE:
                column = headers.get(error.issue.field, columns[0][1])
                row.refuse(column, error.issue, "")
            # blank: a missing name is for the requirements to judge

    return step


def text_step(index: int, column: ColumnMapping) -> Step:
    """Return the step of a field that keeps its text as it is."""
    assert column.target is not None
    field = column.target.field

    def step(row: Gathering) -> None:
        text = row.cells[index]
        if text:
            row.fields[field] = text

    return step


def _note_step(index: int, _: ColumnMapping) -> Step:
    def step(row: Gathering) -> None:
        text = row.cells[index].strip()
        if text:
            before = row.fields.get("info")
            row.fields["info"] = f"{before}\n{text}" if before else text

    return step


_BETWEEN_SITES = "; "  # no address of a page holds white space


def _list_step(field: str, usual: str | None = None) -> Callable[[int, ColumnMapping], Step]:
    def make(index: int, column: ColumnMapping) -> Step:
        separator = column.split or usual

        def step(row: Gathering) -> None:
            text = row.cells[index].strip()
            if text:
                row.add(field, split_values(text, separator))

        return step

    return make


def _external_id_step(index: int, column: ColumnMapping) -> Step:
    system = (column.target.name if column.target else None) or LIST_SYSTEM

    def step(row: Gathering) -> None:
        text = row.cells[index].strip()
        if not text:
            return
        try:
            row.add("external_ids", (ExternalId(system, text),))
        except InvalidValueError as error:
            row.refuse(column, error.issue, text)

    return step


def _parsed_step(
    index: int, column: ColumnMapping, parse: Callable[[str], object], store: str
) -> Step:
    in_profile = store == "gender"

    def step(row: Gathering) -> None:
        text = row.cells[index].strip()
        if not text:
            return
        try:
            value = parse(text)
        except InvalidValueError as error:
            row.refuse(column, error.issue, text)
            return
        (row.fields if in_profile else row.extras)[store] = value

    return step


def _gender_step(index: int, column: ColumnMapping) -> Step:
    return _parsed_step(index, column, parse_gender, "gender")


def _blocked_step(index: int, column: ColumnMapping) -> Step:
    return _parsed_step(index, column, parse_flag, "blocked")


def _created_step(index: int, column: ColumnMapping) -> Step:
    """When the other system created the person: kept as an attribute, our own time is ours."""

    def step(row: Gathering) -> None:
        text = row.cells[index].strip()
        if text:
            row.add("attributes", (Attribute(attribute_name(column.header, index), text),))

    return step


def consent_step(index: int, column: ColumnMapping, zone: tzinfo = UTC) -> Step:
    """Return the step of a consent column; times without a zone are of *zone*."""
    target = column.target
    assert target is not None
    kind = target.kind or "email"
    order = DateOrder(column.date_order or DateOrder.YMD)
    if kind == "date":
        return _parsed_step(
            index,
            column,
            lambda text: parse_timestamp(text, order=order, zone=zone),
            "consented_at",
        )
    asked = column_of(target)

    def step(row: Gathering) -> None:
        try:
            answer = parse_consent(row.cells[index], asked, order=order)
        except InvalidValueError as error:
            row.refuse(column, error.issue, row.cells[index].strip())
            return
        row.consents.append((kind, answer))

    return step


def birthday_parts_step(by_part: AbstractMapping[str | None, tuple[int, ColumnMapping]]) -> Step:
    """Return the step of a birth date that stands in up to three columns."""

    def step(row: Gathering) -> None:
        texts = {part: row.cells[i].strip() for part, (i, _) in by_part.items()}
        texts = {part: text for part, text in texts.items() if text.strip("0")}
        if not texts:
            return
        column = next(iter(by_part.values()))[1]
        try:
            numbers = {str(part): int(text) for part, text in texts.items()}
            row.fields["birthday"] = PartialDate(**numbers)
        except InvalidValueError as error:
            row.refuse(column, error.issue, " ".join(texts.values()))
        except ValueError:
            row.refuse(column, Issue.of(IssueCode.INVALID_DATE), " ".join(texts.values()))

    return step


GROUPED = ("phone", "email", "address", "birth_date")
SINGLE_VALUED = (*NAME_PARTS, *TEXTS, "gender", "blocked", "custom", "created_at")
SINGLE_STEPS: dict[str, Callable[[int, ColumnMapping], Step]] = {
    "note": _note_step,
    "website": _list_step("websites", _BETWEEN_SITES),
    "tags": _list_step("tags"),
    "external_id": _external_id_step,
    "gender": _gender_step,
    "blocked": _blocked_step,
    "created_at": _created_step,
    "consent": consent_step,
}
