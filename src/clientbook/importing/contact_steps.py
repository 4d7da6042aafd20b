"""Steps of what a client has several of: phones and e-mails, each from its columns."""

import re
from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from contextlib import suppress

import attrs

from clientbook.domain.emails import EmailAddress
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.settings import BookSettings
from clientbook.errors import InvalidValueError
from clientbook.importing import relatives
from clientbook.importing.columns import split_values, split_warning
from clientbook.importing.gathering import Gathering, Source
from clientbook.importing.labels import (
    kind_as_told,
    names_only_kinds,
    phone_kind_of,
)
from clientbook.importing.mapping import ColumnMapping, Mapping
from clientbook.importing.numbers import Regions, numbers_named, read_in_regions
from clientbook.importing.refusals import BY_EMAIL, BY_NUMBER, refuse_contact
from clientbook.messages.issues import IssueCode
from clientbook.parsing.emails import emails_named, read_email_said
from clientbook.parsing.flags import is_yes
from clientbook.parsing.names import parse_name
from clientbook.parsing.phone_spellings import INTERNATIONAL
from clientbook.parsing.phones import LineType, PhoneReading, is_code_of, read_phone_dialled
from clientbook.text import ascii_digits

_MOBILES = (LineType.MOBILE, LineType.FIXED_LINE_OR_MOBILE)
_DIALLED_AFTER = re.compile("[0-9].*")
_Told = tuple[PhoneKind | None, str | None, bool]
"""What columns say of a number: its kind, its label, whether it is to be used first."""
SEVERAL = ":::"
"""What Google puts between several values of one kind in a cell."""


def parts_of(sources: Sequence[Source]) -> dict[str | None, Source]:
    """Return the columns of one value by the part of it that they hold."""
    return {column.target.part: (place, column) for place, column in sources if column.target}


def place_of(parts: AbstractMapping[str | None, Source], part: str) -> int | None:
    """Return the place of the column of a part, None without one."""
    return parts[part][0] if part in parts else None


def keep_words(row: Gathering, label: Source | None, field: str, before: int) -> None:
    """Keep the words beside a value that is not there: "ask for Ann", and no number."""
    if label is None or len(row.fields.get(field, ())) > before:
        return
    place, column = label
    if (words := row.text(place)) and not names_only_kinds(words):
        row.refuse_lonely(column, words)


def _whose(column: ColumnMapping) -> str | None:
    """Return the title of a column that reaches a relative: what the value is labelled with."""
    return column.header.strip() if relatives.named_in(column.header) else None


@attrs.frozen
class Phones:
    """Reads a number (or several, where its column is split) with what stands beside it.

    Args:
        place: Column of the number; None where it was left out.
        column: Its mapping.
        declared: What the target says the number is.
        label: Column of its kind in words, kept by itself where there is no value.
        code: Column of its country's calling code, or of its country.
        area: Column of its area's code.
        extension: Column of what is dialled after the call is answered.
        preferred: Column that says yes for the number to use first.
        regions: Where it may be from.
        pieces: The columns of digits that are a piece of the number: its area, its extension.
        whose: The title of a column of a relative's number: what a number without words is
            labelled with.
        undecided: True where a number that may be a mobile is of unknown kind.
    """

    place: int | None
    column: ColumnMapping
    declared: PhoneKind | None
    label: Source | None
    code: Source | None
    area: int | None
    extension: int | None
    preferred: int | None
    regions: Regions
    pieces: tuple[Source, ...]
    whose: str | None
    undecided: bool

    @classmethod
    def of(
        cls, sources: Sequence[Source], regions: Regions, mapping: Mapping, settings: BookSettings
    ) -> "Phones":
        """Return the step of the columns of one number.

        The only telephone column of a file ("Tel", "Phone") holds whatever number people gave, so
        that the number tells its kind; of several columns that are none of mobiles, each may hold
        a North American mobile.  Where mobiles have a column of their own, the others are of other
        numbers (SPEC V25).

        Args:
            sources: Its columns.
            regions: Where it may be from.
            mapping: Of all columns.
            settings: Of the book.
        """
        parts = parts_of(sources)
        place, column = parts.get(None, (None, sources[0][1]))
        kind = column.target.kind if column.target else None
        phones = [c.target for c in mapping if c.target and c.target.field == "phone"]
        texted = settings.unknown_phone_counts_as is PhoneKind.MOBILE
        inferred = texted and len({target.group for target in phones}) == 1
        open_kind = texted and all(target.kind != PhoneKind.MOBILE for target in phones)
        return cls(
            place,
            column,
            phone_kind_of(kind) if kind and not (inferred and kind == PhoneKind.OTHER) else None,
            parts.get("label"),
            parts.get("country_code"),
            place_of(parts, "area_code"),
            place_of(parts, "extension"),
            place_of(parts, "preferred"),
            regions,
            tuple(parts[part] for part in ("area_code", "extension") if part in parts),
            _whose(column),
            open_kind and kind == PhoneKind.OTHER,
        )

    def __call__(self, row: Gathering) -> None:
        """Read the number into the row; a piece that went into none is kept by itself."""
        text = "" if self.place is None else row.cells[self.place].strip()
        before = len(row.fields.get("phones", ()))
        numbers = self._numbers(row, text) if text else []
        keep_words(row, self.label, "phones", before)
        for place, column in self.pieces:
            if (piece := row.text(place)) and not _went_into(piece, numbers):
                row.refuse_lonely(column, piece)
        if self.code is not None and not numbers:
            self._keep_code(row, *self.code)

    def _keep_code(self, row: Gathering, place: int, column: ColumnMapping) -> None:
        """Keep a code without a number; the book's own says nothing that the book does not know."""
        code = row.text(place)
        if code and not is_code_of(code, self.regions.default):
            row.refuse_lonely(column, code)

    def _numbers(self, row: Gathering, text: str) -> list[PhoneNumber]:
        """Read the number, or several, into the row and return them."""
        numbers: list[PhoneNumber] = []
        words = row.text(self.label[0]) if self.label else ""
        kind = self.declared or (phone_kind_of(words) if words else None)
        preferred = self.preferred is not None and is_yes(row.text(self.preferred))
        told = kind, words or None, preferred
        values = split_values(text, self.column.split)
        if len(values) > 1:
            row.issues += (split_warning(self.column),)
        for value in values:
            try:
                reading = self._read(row, value, told)
            except InvalidValueError as error:
                row.refuse(self.column, error.issue, value)
                row.name_points(numbers_named(value, self.regions.of_row(row)))
                continue
            number = reading.number
            if number.label and not words:  # a column of labels is no word of today
                refuse_contact(row, self.column, number.label, number.e164, BY_NUMBER)
                reading = kind_as_told(reading)
                number = reading.number
            unsure = reading.line_type is LineType.FIXED_LINE_OR_MOBILE
            if self.undecided and unsure and number.kind is PhoneKind.OTHER:
                number = attrs.evolve(number, kind=PhoneKind.UNKNOWN)
            if self.whose and not number.label:
                number = attrs.evolve(number, label=self.whose)
            row.add("phones", (number,))
            numbers.append(number)
            if reading.healed:
                row.warn(IssueCode.PHONE_HEALED, self.column)
            if reading.looks_mobile:
                row.warn(IssueCode.LOOKS_MOBILE, self.column)
        return numbers

    def _read(self, row: Gathering, text: str, told: _Told) -> PhoneReading:
        """Read a number where its row is from; a guess of its country is said.

        A mobile that is one at home and none in the country of the row is a home one: whoever
        moved keeps it.
        """
        regions = self.regions.of_row(row)
        reading = self._read_in(row, text, regions, told)
        guessed = self.regions.is_unknown(row) and not self._has_code(row, text)
        if len(regions) > 1 and told[0] is PhoneKind.MOBILE and reading.line_type not in _MOBILES:
            with suppress(InvalidValueError):
                home = self._read_in(row, text, regions[1:], told)
                if home.line_type is LineType.MOBILE:
                    reading, guessed = home, True
        if guessed:
            row.warn(IssueCode.REGION_ASSUMED, self.column, region=regions[-1])
        return reading

    def _code(self, row: Gathering) -> str:
        return "" if self.code is None else row.text(self.code[0])

    def _has_code(self, row: Gathering, text: str) -> bool:
        return bool(self._code(row) or INTERNATIONAL.match(text))

    def _read_in(
        self, row: Gathering, text: str, regions: tuple[str, ...], told: _Told
    ) -> PhoneReading:
        kind, label, preferred = told
        if not (preferred or self.code or self.pieces):  # no column beside it has to do with it
            return read_in_regions(text, regions, kind, label)
        code = self._code(row)
        area, extension = map(row.text, (self.area, self.extension))
        if not (code or area or extension or preferred):
            return read_in_regions(text, regions, kind, label)
        if found := _DIALLED_AFTER.search(extension.removesuffix(".0")):
            text = f"{text} ext. {found[0]}"
        return read_phone_dialled(
            text,
            regions=regions,
            code=code,
            area=area,
            kind=kind,
            label=label,
            preferred=preferred,
        )


def _went_into(piece: str, numbers: Sequence[PhoneNumber]) -> bool:
    """True when the digits of a piece, its leading noughts aside, stand in one of the numbers."""
    digits = "".join(c for c in ascii_digits(piece.removesuffix(".0")) if c.isdigit()).lstrip("0")
    return bool(digits) and any(digits in f"{n.e164};{n.extension or ''}" for n in numbers)


@attrs.frozen
class Emails:
    """Reads an e-mail address (or several, where its column is split) and its kind."""

    place: int | None
    column: ColumnMapping
    kind: str | None
    label: Source | None
    preferred: int | None
    whose: str | None

    @classmethod
    def of(cls, sources: Sequence[Source]) -> "Emails":
        """Return the step of the columns of one address."""
        parts = parts_of(sources)
        place, column = parts.get(None, (None, sources[0][1]))
        kind = column.target.kind if column.target else None
        preferred = place_of(parts, "preferred")
        return cls(place, column, kind, parts.get("label"), preferred, _whose(column))

    def __call__(self, row: Gathering) -> None:
        """Read the address into the row."""
        before = len(row.fields.get("emails", ()))
        if self.place is not None and (text := row.cells[self.place].strip()):
            self._add(row, text)
        keep_words(row, self.label, "emails", before)

    def _add(self, row: Gathering, text: str) -> None:
        words = (row.text(self.label[0]) if self.label else "") or self.kind
        preferred = self.preferred is not None and is_yes(row.text(self.preferred))
        values = split_values(text, self.column.split)
        if len(values) > 1:
            row.issues += (split_warning(self.column),)
        for value in values:
            try:
                email = self._read(row, value, words)
            except InvalidValueError as error:
                row.refuse(self.column, error.issue, value)
                row.name_points(emails_named(value))
                continue
            if self.whose and not email.label:
                email = attrs.evolve(email, label=self.whose)
            row.add("emails", (attrs.evolve(email, preferred=preferred) if preferred else email,))

    def _read(self, row: Gathering, text: str, label: str | None) -> EmailAddress:
        email, words = read_email_said(text, label)
        if words and not refuse_contact(row, self.column, words, email.key, BY_EMAIL):
            row.shown += ((parse_name(words), self.column),)
        return email
