"""Columns to steps: what each kind of column puts into the row that is gathered.

:func:`compile_steps` groups the columns that make one value (the parts of a name, of an address, of
a date, a number and its kind), and one table says which step reads a group.  A step is made once
and called for each row; no step knows another.
"""

from collections.abc import Callable, Hashable, Sequence
from collections.abc import Mapping as AbstractMapping
from datetime import date
from typing import Any

import attrs

from clientbook.domain.attributes import Attribute, AttributeDefinition, attribute_key
from clientbook.domain.profiles import LIST_SYSTEM, ExternalId
from clientbook.domain.settings import BookSettings
from clientbook.domain.targets import EMAIL_PARTS, PHONE_PARTS
from clientbook.errors import InvalidValueError, MappingError
from clientbook.importing.address_steps import Addresses
from clientbook.importing.columns import split_values
from clientbook.importing.consents import column_of, kind_of, read_consented
from clientbook.importing.contact_steps import Emails, Phones
from clientbook.importing.gathering import SLOTTED, Gathering, NotedSlot, Source, Step
from clientbook.importing.identities import put_attribute, read_id
from clientbook.importing.mapping import SERIAL, ColumnMapping, Mapping, UpdatePolicy
from clientbook.importing.numbers import Regions
from clientbook.importing.person_steps import NAME_TARGETS, Birthday, Name
from clientbook.importing.tables import column_letters
from clientbook.importing.titles import target_of_title
from clientbook.importing.unread import read_unread
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.consents import ConsentAnswer, parse_consent
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.flags import parse_flag
from clientbook.parsing.gender_letters import read_gender
from clientbook.parsing.nothing import is_none_of

_TEXTS = ("company", "department", "job_title", "language")
_ONE_COLUMN = (*NAME_TARGETS, *_TEXTS, "gender", "blocked", "custom", "created_at", "unread")
_SEVERAL_COLUMNS = ("phone", "email", "address", "birth_date")


@attrs.frozen
class Surroundings:
    """What steps know besides the cells of a row.

    Args:
        settings: What the book is set to.
        definitions: Attributes of the book by key.
        today: Today, which tells the century of years of two digits.
        regions: Where a number without country code may be from.
        mapping: The whole mapping, for the names of attributes.
    """

    settings: BookSettings
    definitions: AbstractMapping[str, AttributeDefinition]
    today: date
    regions: Regions
    mapping: Mapping

    def order(self, column: ColumnMapping) -> DateOrder:
        """Return the order of day and month in a column."""
        given = column.date_order
        return DateOrder(self.settings.tie_break if given in (None, SERIAL) else given)


def compile_steps(
    mapping: Mapping,
    settings: BookSettings,
    definitions: AbstractMapping[str, AttributeDefinition],
    today: date,
) -> list[Step]:
    """Return the steps that read a row of a mapped table.

    Raises:
        MappingError: Two columns fill the same single value, or more slots than the book allows.
    """
    groups = _grouped(mapping)
    _check_slots(mapping, settings)
    around = Surroundings(settings, definitions, today, Regions.of(mapping, settings), mapping)
    return [_step(sources, around) for sources in groups.values()]


def _step(sources: Sequence[Source], around: Surroundings) -> Step:
    """Return the step of a group of columns, noting its slot where a column changes it."""
    step = _MAKERS[_field(sources)](sources, around)
    changing = any(c.blank_clears or c.policy is UpdatePolicy.OVERWRITE for _, c in sources)
    target = sources[0][1].target
    if target is None or target.field not in SLOTTED or not changing:
        return step
    return NotedSlot(step, target.group)


def clearing_columns(mapping: Mapping) -> list[tuple[int, str]]:
    """Return position and target of the columns whose blank cells clear.

    Raises:
        MappingError: A blank of such a column takes nothing away: a consent is withdrawn and a
            block is lifted by a person, what stands beside a value goes with it.
    """
    found: list[tuple[int, str]] = []
    for index, column in enumerate(mapping):
        target = mapping.target_of(index)
        if not column.blank_clears or target is None or target.is_skip:
            continue
        beside = target.part in (*PHONE_PARTS, *EMAIL_PARTS)
        if target.field in ("consent", "blocked", "unread") or beside:
            raise MappingError(
                f"column {column.header!r}: a blank clears nothing of {target}",
                "leave blank_clears out",
            )
        found.append((index, str(target)))
    return found


def _grouped(mapping: Mapping) -> dict[Hashable, list[Source]]:
    """Gather the columns that make one value, in order of the first of them."""
    groups: dict[Hashable, list[Source]] = {}
    filled: dict[Hashable, int] = {}
    for index, column in enumerate(mapping):
        target = column.target
        if target is None or target.is_skip:
            continue
        place: Hashable = target.place
        if target.field in ("custom", "created_at"):
            place = attribute_key(mapping.attribute_name(index))
        if target.field in (*_ONE_COLUMN, *_SEVERAL_COLUMNS):
            if place in filled:
                both = " and ".join(_titled(mapping, i) for i in (filled[place], index))
                raise MappingError(
                    f"two columns go to {target}: {both}",
                    "give the second another slot, or skip it",
                )
            filled[place] = index
        group: Hashable = index
        if target.field in NAME_TARGETS:
            group = "name"
        elif target.field in _SEVERAL_COLUMNS:
            group = target.group
        groups.setdefault(group, []).append((index, column))
    return groups


def _titled(mapping: Mapping, index: int) -> str:
    """Return how a message names a column: its letter as a spreadsheet shows it, and its title."""
    return f"{column_letters(index)} {mapping.columns[index].header[:60]!r}"


def _field(sources: Sequence[Source]) -> str:
    target = sources[0][1].target
    assert target is not None  # columns without a target have no step
    return "name" if target.field in NAME_TARGETS else target.field


def _check_slots(mapping: Mapping, settings: BookSettings) -> None:
    held: dict[str, set[object]] = {}
    for column in mapping:
        if column.target is not None and (limited := column.target.limited_as):
            held.setdefault(limited, set()).add(column.target.group)
    for field, groups in held.items():
        limit = settings.limits.of(field)
        if len(groups) > limit:
            raise MappingError(
                f"{len(groups)} columns go to {field}, at most {limit} are kept",
                "skip some of them",
            )


# -- one column, one value ---------------------------------------------------------------------


@attrs.frozen
class _Text:
    """Keeps the text of a cell as it is."""

    place: int
    field: str

    def __call__(self, row: Gathering) -> None:
        if (text := row.text(self.place)) and not is_none_of(self.field, text):
            row.fields[self.field] = text


@attrs.frozen
class _Parsed:
    """Reads a cell and hands its value on."""

    place: int
    column: ColumnMapping
    parse: Callable[[str], Any]
    put: Callable[[Gathering, Any], None]

    def __call__(self, row: Gathering) -> None:
        cell = self.cells_text(row)
        if not cell:
            return
        try:
            value = self.parse(cell)
        except InvalidValueError as error:
            row.refuse(self.column, error.issue, cell)
            return
        self.put(row, value)

    def cells_text(self, row: Gathering) -> str:
        """Return the trimmed cell; what is a filler word the parser of the value says."""
        cell = row.cells[self.place]
        return cell.strip() if cell else ""


def _put_field(field: str) -> Callable[[Gathering, Any], None]:
    def put(row: Gathering, value: Any) -> None:
        row.fields[field] = value

    return put


def _put_extra(field: str) -> Callable[[Gathering, Any], None]:
    def put(row: Gathering, value: Any) -> None:
        row.extras += ((field, value),)

    return put


def _put_into(field: str) -> Callable[[Gathering, Any], None]:
    def put(row: Gathering, value: Any) -> None:
        row.add(field, (value,))

    return put


def _text(sources: Sequence[Source], _: Surroundings) -> Step:
    return _Text(sources[0][0], _field(sources))


def _gender(sources: Sequence[Source], _: Surroundings) -> Step:
    place, column = sources[0]
    letters = column.gender_letters
    return _Parsed(place, column, lambda text: read_gender(text, letters), _put_field("gender"))


def _blocked(sources: Sequence[Source], _: Surroundings) -> Step:
    return _Parsed(*sources[0], parse_flag, _put_extra("blocked"))


def _note(sources: Sequence[Source], _: Surroundings) -> Step:
    place = sources[0][0]

    def note(row: Gathering) -> None:
        if (text := row.text(place)) and not is_none_of("note", text):
            before = row.fields.get("info")
            row.fields["info"] = f"{before}\n{text}" if before else text

    return note


def _list(field: str, usual: str | None = None) -> Callable[[Sequence[Source], Surroundings], Step]:
    def make(sources: Sequence[Source], _: Surroundings) -> Step:
        place, column = sources[0]
        separator = column.split or usual

        def add(row: Gathering) -> None:
            if text := row.text(place):
                values = split_values(text, separator, lines=field == "tags")
                row.add(field, [v for v in values if not is_none_of(field, v)])

        return add

    return make


def _external_id(sources: Sequence[Source], _: Surroundings) -> Step:
    place, column = sources[0]
    system = (column.target.name if column.target else None) or LIST_SYSTEM

    def parse(text: str) -> ExternalId:
        return read_id(system, text)

    read = _Parsed(place, column, parse, _put_into("external_ids"))

    def add(row: Gathering) -> None:
        if row.text(place):
            read(row)

    return add


def _created(sources: Sequence[Source], around: Surroundings) -> Step:
    """When the other system created the person: kept as an attribute, our own time is ours."""
    place = sources[0][0]
    key = attribute_key(around.mapping.attribute_name(place))

    def add(row: Gathering) -> None:
        if text := row.text(place):
            row.add("attributes", (Attribute(key, text),))

    return add


def _custom(sources: Sequence[Source], around: Surroundings) -> Step:
    place, column = sources[0]
    name = around.mapping.attribute_name(place)
    key = attribute_key(name)
    definition = around.definitions.get(key) or AttributeDefinition(name)
    order = around.order(column)

    def parse(text: str) -> Attribute:
        return Attribute(key, parse_attribute(text, definition, date_order=order))

    def put(row: Gathering, value: Attribute) -> None:
        put_attribute(row, column, value, row.text(place))

    return _Parsed(place, column, parse, put)


def _unread(sources: Sequence[Source], _: Surroundings) -> Step:
    place = sources[0][0]

    def add(row: Gathering) -> None:
        row.add("unread", tuple(read_unread(row.cells[place])))

    return add


def _consent(sources: Sequence[Source], around: Surroundings) -> Step:
    place, column = sources[0]
    target = column.target
    assert target is not None
    kind = target.kind or "email"
    order, zone = around.order(column), around.settings.zone
    if kind == "date" and target.part != "optout":
        return _Parsed(
            place,
            column,
            lambda text: read_consented(text, order=order, zone=zone, today=around.today),
            _put_extra("consented_at"),
        )
    asked, exported = column_of(target), target_of_title(column.header) == target

    def put(row: Gathering, answer: ConsentAnswer) -> None:
        row.consents += ((kind_of(kind, answer), answer, exported),)

    def read(text: str) -> ConsentAnswer:
        return parse_consent(text, asked, order=order, zone=zone, title=column.header)

    return _Parsed(place, column, read, put)


# -- several columns, one value ----------------------------------------------------------------


def _name(sources: Sequence[Source], _: Surroundings) -> Step:
    return Name.of(sources)


def _birthday(sources: Sequence[Source], around: Surroundings) -> Step:
    return Birthday.of(sources, around.order, around.today)


def _phones(sources: Sequence[Source], around: Surroundings) -> Step:
    return Phones.of(sources, around.regions, around.mapping, around.settings)


def _emails(sources: Sequence[Source], _: Surroundings) -> Step:
    return Emails.of(sources)


def _addresses(sources: Sequence[Source], around: Surroundings) -> Step:
    return Addresses.of(sources, around.settings)


_MAKERS: dict[str, Callable[[Sequence[Source], Surroundings], Step]] = {
    "name": _name,
    **dict.fromkeys(_TEXTS, _text),
    "birth_date": _birthday,
    "gender": _gender,
    "note": _note,
    "website": _list("websites", "; "),  # no address of a page holds white space
    "tags": _list("tags"),
    "external_id": _external_id,
    "blocked": _blocked,
    "created_at": _created,
    "consent": _consent,
    "custom": _custom,
    "unread": _unread,
    "phone": _phones,
    "email": _emails,
    "address": _addresses,
}
