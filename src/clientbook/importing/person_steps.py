"""Steps of what a client has once, read from several columns: the name and the birth date."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as AbstractMapping
from datetime import date

import attrs

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName, without_echo
from clientbook.domain.targets import NAME_PARTS
from clientbook.errors import InvalidValueError
from clientbook.importing.gathering import Gathering, Source
from clientbook.importing.mapping import SERIAL, ColumnMapping
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import read_date
from clientbook.parsing.months import parse_date_part
from clientbook.parsing.nothing import without_fillers

NAME_TARGETS = {
    **NAME_PARTS,
    "name_particle": "particle",
    "second_family_name": "second",
    "academic_title": "academic",
}
"""Which part of a name each target fills."""


@attrs.frozen
class Name:
    """Makes a name from all columns that hold a part of it.

    The particle goes before the family name, a second one ("Segundo apellido") behind it, and an
    academic title behind the salutation.  The name of birth is the family's in a row that has no
    other.
    """

    places: tuple[tuple[str, int], ...]
    columns: AbstractMapping[str, ColumnMapping]

    @classmethod
    def of(cls, sources: Sequence[Source]) -> "Name":
        """Return the step of the columns of a name."""
        parts = [
            (NAME_TARGETS[column.target.field], place, column)
            for place, column in sources
            if column.target
        ]
        return cls(
            tuple((part, place) for part, place, _ in parts),
            {part: column for part, _, column in parts},
        )

    def __call__(self, row: Gathering) -> None:
        """Put the name into the row."""
        cells = row.cells
        texts = {part: text for part, at in self.places if (text := cells[at].strip())}
        texts = without_fillers(texts)
        if "maiden" in texts and texts.keys().isdisjoint(("family", "full", "second")):
            texts["family"] = texts.pop("maiden")  # nobody gave a later one
        if second := texts.pop("second", ""):
            family = texts.get("family", "")
            known = f" {family}".casefold().endswith(f" {second}".casefold()) and " " in family
            if "family" in texts or "full" not in texts:
                texts["family"] = family if known else f"{family} {second}".strip()
            elif second.casefold() not in texts["full"].casefold().split():
                texts["full"] = f"{texts['full']} {second}"
        if academic := texts.pop("academic", ""):
            texts["prefix"] = _behind(texts.get("prefix", ""), academic)
        if particle := texts.pop("particle", ""):
            self._put_particle(row, texts, particle)
        while texts:
            try:
                row.fields["name"] = without_echo(PersonName(**texts))
            except InvalidValueError as error:
                if error.issue.code is IssueCode.BLANK_VALUE:
                    # only a title, or nothing visible: a missing name is for others to judge
                    return self._keep_title(row, texts)
                part = error.issue.field
                column = self.columns.get(part) or next(iter(self.columns.values()))
                row.refuse(column, error.issue, texts.pop(part))
                continue
            return None
        return None

    def _put_particle(self, row: Gathering, texts: dict[str, str], particle: str) -> None:
        """Put it before the family name; a full name that lacks it has no place for it."""
        if "family" in texts or "full" not in texts:
            family = texts.get("family", "")
            known = family.casefold().startswith(f"{particle} ".casefold())
            texts["family"] = family if known else f"{particle} {family}".strip()
        elif f" {particle} ".casefold() not in f" {texts['full']} ".casefold():
            row.refuse_lonely(self.columns["particle"], particle)

    def _keep_title(self, row: Gathering, texts: dict[str, str]) -> None:
        """A title without a name is part of no name; it is not lost where texts are kept."""
        for part, text in texts.items():
            if (column := self.columns.get(part)) is not None:
                row.refuse_lonely(column, text)


def _behind(salutation: str, title: str) -> str:
    known = f" {salutation}".casefold().endswith(f" {title}".casefold())
    return salutation if known else f"{salutation} {title}".strip()


@attrs.frozen
class Birthday:
    """Reads a birth date from one column, its parts from others, or both where they agree."""

    whole: Source | None
    parts: tuple[tuple[str, Source], ...]
    order: DateOrder
    serials: bool
    today: date

    @classmethod
    def of(
        cls, sources: Sequence[Source], order_of: Callable[[ColumnMapping], DateOrder], today: date
    ) -> "Birthday":
        """Return the step of the columns of a birth date."""
        whole = next((s for s in sources if s[1].target and s[1].target.part is None), None)
        parts = tuple(
            (s[1].target.part, s) for s in sources if s[1].target and s[1].target.part is not None
        )
        column = (whole or sources[0])[1]
        serials = column.date_order == SERIAL
        return cls(whole, parts, order_of(column), serials, today)

    def __call__(self, row: Gathering) -> None:
        """Put the birth date into the row."""
        whole = self._read_whole(row)
        if not self.parts:
            if whole is not None:
                row.fields["birthday"] = whole
            return
        found = _numbers(whole)
        for part, (place, column) in self.parts:
            text = row.cells[place].strip()
            if not text:
                continue
            try:
                number = parse_date_part(text, part)
            except InvalidValueError as error:
                row.refuse(column, error.issue, text)
                continue
            if found.get(part, number) == number:
                found[part] = number
            else:
                row.refuse(column, Issue.of(IssueCode.INVALID_DATE), text)
        if not found:
            return
        try:
            row.fields["birthday"] = PartialDate(**found)
        except InvalidValueError as error:
            place, column = self.whole or self.parts[0][1]
            texts = [row.cells[i].strip() for i, _ in self._sources]
            row.refuse(column, error.issue, " ".join(filter(None, texts)))

    @property
    def _sources(self) -> tuple[Source, ...]:
        return (*((self.whole,) if self.whole else ()), *(source for _, source in self.parts))

    def _read_whole(self, row: Gathering) -> PartialDate | None:
        if self.whole is None:
            return None
        place, column = self.whole
        text = row.cells[place].strip()
        if not text:
            return None
        try:
            reading = read_date(text, order=self.order, today=self.today, serials=self.serials)
        except InvalidValueError as error:
            row.refuse(column, error.issue, text)
            return None
        if reading.century_assumed:
            row.warn(IssueCode.CENTURY_ASSUMED, column)
        return reading.date


def _numbers(written: PartialDate | None) -> dict[str, int]:
    if written is None:
        return {}
    named = (("year", written.year), ("month", written.month), ("day", written.day))
    return {part: number for part, number in named if number is not None}
