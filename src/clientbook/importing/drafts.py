"""A row's cells become a draft: a profile, and what else the row says."""

from collections.abc import Mapping as AbstractMapping
from datetime import date, datetime
from typing import Any

import attrs

from clientbook.domain.addresses import AddressKind
from clientbook.domain.attributes import Attribute, AttributeDefinition, attribute_key
from clientbook.domain.emails import EmailAddress
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import NO_REGION, BookSettings
from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError, MappingError
from clientbook.importing.columns import split_values, split_warning
from clientbook.importing.consents import ConsentWord, joined
from clientbook.importing.formulas import unguarded
from clientbook.importing.labels import address_kind_of, phone_kind_of
from clientbook.importing.mapping import SERIAL, ColumnMapping, Mapping, UpdatePolicy
from clientbook.importing.numbers import read_in_regions
from clientbook.importing.steps import (
    CELL_ERRORS,
    GROUPED,
    NAME_PARTS,
    SINGLE_STEPS,
    SINGLE_VALUED,
    SLOTTED,
    TEXTS,
    Cells,
    Gathering,
    Group,
    Step,
    birthday_parts_step,
    clearing_columns,
    consent_step,
    name_step,
    noted_slot,
    text_step,
)
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.addresses import read_address
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.countries import country_code
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import is_empty_date, read_date
from clientbook.parsing.emails import parse_email
from clientbook.parsing.phones import is_region

_ADDRESS_PARTS = {"city": "locality", "street2": "extended"}  # others keep their name


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
    """

    profile: Profile
    consents: tuple[ConsentWord, ...] = ()
    consented_at: datetime | None = None
    blocked: bool | None = None
    cleared: tuple[str, ...] = ()
    slots: tuple[tuple[Group, tuple[Any, ...]], ...] = ()


class RowReader:
    """Reads the rows of one table by one mapping; made once, called for each row.

    Args:
        mapping: A total mapping, its date columns decided.
        settings: What the book is set to.
        definitions: Attributes of the book by key.
        today: Today, which tells the century of years of two digits.
        lenient: True keeps a value that cannot be read as an attribute ``unread <target>``
            beside the issue; False only notes the issue.

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
        lenient: bool = False,
    ) -> None:
        mapping.require_total()
        self._mapping = mapping
        self._today = today
        self._lenient = lenient
        self._settings = settings
        self._definitions = dict(definitions or {})
        self._clearing = clearing_columns(mapping)
        self._used = [i for i, c in enumerate(mapping) if c.target and not c.target.is_skip]
        self._country = next(
            (
                index
                for index, column in enumerate(mapping)
                if column.target and column.target.field == "address"
                if column.target.part == "country"
            ),
            None,
        )
        self._steps = self._compile(mapping)

    def read(self, cells: Cells) -> tuple[Draft | None, list[Issue]]:
        """Return the draft of a row (None when it holds no profile) and its issues."""
        cells = unguarded(cells)  # an export of ours guards what a spreadsheet would run
        row = Gathering(cells, lenient=self._lenient)
        self._blank_errors(row)
        for step in self._steps:
            step(row)
        if row.unread:
            row.add("attributes", row.unread)
        try:
            profile = Profile(**row.fields)
        except InvalidValueError as error:
            row.issues.append(error.issue)
            return None, row.issues
        consents = joined(row.consents)
        if not (self._clearing or consents or row.extras or row.slots):
            return Draft(profile), row.issues
        cleared = tuple(target for index, target in self._clearing if not cells[index].strip())
        slots = tuple(row.slots)
        return Draft(profile, consents, **row.extras, cleared=cleared, slots=slots), row.issues

    def _blank_errors(self, row: Gathering) -> None:
        """Note the cells that hold a spreadsheet's error, and read them as blank."""
        cells = row.cells
        for index in self._used:
            text = cells[index]
            if text and text[0] == "#" and text in CELL_ERRORS:
                issue = Issue.of(IssueCode.CELL_ERROR, error=text)
                row.issues.append(attrs.evolve(issue, column=self._headers[index]))
                row.cells = (*row.cells[:index], "", *row.cells[index + 1 :])

    def _compile(self, mapping: Mapping) -> list[Step]:
        self._headers = [c.header for c in mapping]
        groups: dict[tuple[str, str | None, int], list[tuple[int, ColumnMapping]]] = {}
        singles: list[tuple[int, ColumnMapping]] = []
        seen: set[object] = set()
        for index, column in enumerate(mapping):
            target = column.target
            if target is None or target.is_skip:
                continue
            place: object = target.place
            if target.field in ("custom", "created_at"):
                place = ("custom", attribute_key(mapping.attribute_name(index)))
            if target.field in SINGLE_VALUED or target.field in GROUPED:
                if place in seen:
                    raise MappingError(
                        f"two columns go to {target}", "give the second another slot, or skip it"
                    )
                seen.add(place)
            if target.field in GROUPED:
                groups.setdefault(target.group, []).append((index, column))
            else:
                singles.append((index, column))
        self._check_slots(groups)
        self._one_phone = sum(field == "phone" for field, *_ in groups) == 1
        steps = self._single_steps(singles)
        makers = {
            "phone": self._phone_step,
            "email": self._email_step,
            "address": self._address_step,
            "birth_date": self._birthday_step,
        }
        for group, found in groups.items():
            field, kind, _ = group
            step = makers[field](kind, found)
            changing = any(c.blank_clears or c.policy is UpdatePolicy.OVERWRITE for _, c in found)
            steps.append(noted_slot(step, group) if changing and field in SLOTTED else step)
        return steps

    def _check_slots(self, groups: AbstractMapping[tuple[str, str | None, int], object]) -> None:
        limits = self._settings.limits
        mobiles = sum(1 for field, kind, _ in groups if field == "phone" and kind == "mobile")
        counts = (
            ("phone.mobile", mobiles, limits.mobiles),
            ("phone", sum(1 for f, *_ in groups if f == "phone") - mobiles, limits.phones),
            ("email", sum(1 for f, *_ in groups if f == "email"), limits.emails),
            ("address", sum(1 for f, *_ in groups if f == "address"), limits.addresses),
        )
        for field, count, limit in counts:
            if count > limit:
                raise MappingError(
                    f"{count} columns go to {field}, at most {limit} are kept", "skip some of them"
                )

    def _single_steps(self, singles: list[tuple[int, ColumnMapping]]) -> list[Step]:
        names = [(i, c) for i, c in singles if c.target and c.target.field in NAME_PARTS]
        steps = [name_step(names)] if names else []
        for index, column in singles:
            target = column.target
            assert target is not None
            if target.field not in NAME_PARTS:
                steps.append(self._single_step(index, column, target))
        return steps

    def _single_step(self, index: int, column: ColumnMapping, target: Target) -> Step:
        field = target.field
        if field in TEXTS:
            return text_step(index, column)
        if field == "custom":
            return self._custom_step(index, column)
        if field == "consent":
            return consent_step(index, column, self._settings.zone)
        return SINGLE_STEPS[field](index, column)

    def _regions(self, cells: Cells) -> tuple[str, ...]:
        """Return where a number without country code may be from: the row's country, the book's.

        A client whose address says Belgium has a Belgian number before one of the head office's
        country; where the row says nothing, the book's region stands alone (SPEC V26).
        """
        default = self._settings.default_region
        if self._country is None or not cells[self._country]:
            return (default,)
        code = country_code(cells[self._country])
        return (default,) if code in (None, default) or not is_region(code) else (code, default)

    def _order(self, column: ColumnMapping) -> DateOrder:
        order = column.date_order
        return DateOrder(self._settings.tie_break if order in (None, SERIAL) else order)

    def _custom_step(self, index: int, column: ColumnMapping) -> Step:
        name = self._mapping.attribute_name(index)
        key = attribute_key(name)
        definition = self._definitions.get(key) or AttributeDefinition(name)
        order = self._order(column)

        def step(row: Gathering) -> None:
            text = row.cells[index].strip()
            if not text:
                return
            try:
                value = parse_attribute(text, definition, date_order=order)
                row.add("attributes", (Attribute(key, value),))
            except InvalidValueError as error:
                row.refuse(column, error.issue, text)

        return step

    def _phone_step(self, kind: str | None, found: list[tuple[int, ColumnMapping]]) -> Step:
        value, label = _with_label(found)
        if value is None:
            return _nothing
        index, column = value
        regions = self._regions
        declared = phone_kind_of(kind) if kind and not self._is_inferred(kind) else None

        def step(row: Gathering) -> None:
            text = row.cells[index].strip()
            if not text:
                return
            words = row.cells[label].strip() if label is not None else ""
            use = declared or (phone_kind_of(words) if words else None)
            numbers: list[PhoneNumber] = []
            parts = split_values(text, column.split)
            if len(parts) > 1:
                row.issues.append(split_warning(column))
            for part in parts:
                try:
                    reading = read_in_regions(part, regions(row.cells), use, words or None)
                except InvalidValueError as error:
                    row.refuse(column, error.issue, part)
                    continue
                numbers.append(reading.number)
                if reading.healed:
                    row.warn(IssueCode.PHONE_HEALED, column)
                if reading.looks_mobile:
                    row.warn(IssueCode.LOOKS_MOBILE, column)
            row.add("phones", numbers)

        return step

    def _is_inferred(self, kind: str) -> bool:
        """Say whether the numbers of a column tell their kind themselves.

        The only telephone column of a file ("Tel", "Phone") holds whatever number people gave;
        where mobiles have a column of their own, the other is one of other numbers (SPEC V25).
        """
        mobiles = self._settings.unknown_phone_counts_as is PhoneKind.MOBILE
        return kind == PhoneKind.OTHER and self._one_phone and mobiles

    def _email_step(self, kind: str | None, found: list[tuple[int, ColumnMapping]]) -> Step:
        value, label = _with_label(found)
        if value is None:
            return _nothing
        index, column = value

        def step(row: Gathering) -> None:
            text = row.cells[index].strip()
            if not text:
                return
            words = (row.cells[label].strip() if label is not None else "") or kind
            emails: list[EmailAddress] = []
            parts = split_values(text, column.split)
            if len(parts) > 1:
                row.issues.append(split_warning(column))
            for part in parts:
                try:
                    emails.append(parse_email(part, label=words))
                except InvalidValueError as error:
                    row.refuse(column, error.issue, part)
            row.add("emails", emails)

        return step

    def _address_step(self, kind: str | None, found: list[tuple[int, ColumnMapping]]) -> Step:
        parts = [(i, c, c.target.part or "full") for i, c in found if c.target]
        label = next((i for i, _, part in parts if part == "label"), None)
        values = [(i, _ADDRESS_PARTS.get(part, part)) for i, _, part in parts if part != "label"]
        lines = [part for _, part in values if part.startswith("line")]
        column = found[0][1]
        region = self._settings.default_region
        country = None if region == NO_REGION else region
        declared = AddressKind(kind) if kind else None

        def step(row: Gathering) -> None:
            cells = row.cells
            texts = {part: cells[i] for i, part in values if cells[i] and not cells[i].isspace()}
            if not texts:
                return
            words = cells[label].strip() if label is not None else ""
            use = declared or address_kind_of(words)
            try:
                if lines:
                    texts["full"] = "\n".join(texts.pop(p) for p in lines if p in texts)
                reading = read_address(texts, kind=use, country=country, label=words or None)
            except InvalidValueError as error:
                row.refuse(column, error.issue, " ".join(texts.values()))
                return
            if reading is not None:
                row.add("addresses", (reading.address,))
                if reading.postcode_healed:
                    row.warn(IssueCode.POSTCODE_HEALED, column)

        return step

    def _birthday_step(self, _: str | None, found: list[tuple[int, ColumnMapping]]) -> Step:
        by_part = {c.target.part: (i, c) for i, c in found if c.target}
        order = self._order(found[0][1])
        serials = found[0][1].date_order == SERIAL
        today = self._today
        if None in by_part:
            index, column = by_part[None]

            def step(row: Gathering) -> None:
                text = row.cells[index].strip()
                if not text or is_empty_date(text):
                    return
                try:
                    reading = read_date(text, order=order, today=today, serials=serials)
                except InvalidValueError as error:
                    row.refuse(column, error.issue, text)
                    return
                row.fields["birthday"] = reading.date
                if reading.century_assumed:
                    row.warn(IssueCode.CENTURY_ASSUMED, column)

            return step
        return birthday_parts_step(by_part)


def _nothing(row: Gathering) -> None:
    """A label column whose value column was skipped."""


def _with_label(
    found: list[tuple[int, ColumnMapping]],
) -> tuple[tuple[int, ColumnMapping] | None, int | None]:
    value = next(((i, c) for i, c in found if c.target and c.target.part is None), None)
    label = next((i for i, c in found if c.target and c.target.part == "label"), None)
    return value, label
