"""Telephone numbers of a row: where they may be from, and how our own exports write them."""

import re
from collections.abc import Iterator
from contextlib import suppress

import attrs

from clientbook.domain.countries import stated_country
from clientbook.domain.phones import PhoneKind
from clientbook.domain.regions import is_region
from clientbook.domain.settings import NO_REGION, BookSettings
from clientbook.errors import InvalidValueError
from clientbook.importing.gathering import Gathering
from clientbook.importing.mapping import Mapping
from clientbook.messages.issues import IssueCode
from clientbook.parsing.phone_repair import cut_tail, halves, several_parts, tidy, without_notes
from clientbook.parsing.phones import PhoneReading, read_phone

# As our exports write it: what is dialled after the call is answered may hold signs.
_EXT = " ext. "
_OWN_EXTENSION = re.compile(
    rf"(\+[1-9][0-9]{{1,14}}){re.escape(_EXT)}([0-9*#,;A-Za-z]{{1,20}})"
).fullmatch


@attrs.frozen
class Regions:
    """Where a number without country code may be from.

    A client whose address says Belgium has a Belgian number before one of the head office's
    country; where the row says nothing, the book's region stands alone (SPEC V26).
    """

    default: str
    country: int | None

    @classmethod
    def of(cls, mapping: Mapping, settings: BookSettings) -> "Regions":
        """Return the regions of the rows of a mapped table."""
        countries = (
            index
            for index, column in enumerate(mapping)
            if column.target and (column.target.field, column.target.part) == ("address", "country")
        )
        return cls(settings.default_region, next(countries, None))

    def of_row(self, row: Gathering) -> tuple[str, ...]:
        """Return the regions to try, the likeliest first."""
        if self.country is None or not row.cells[self.country]:
            return (self.default,)
        code = stated_country(row.cells[self.country])
        if code in (None, self.default) or not is_region(code):
            return (self.default,)
        return (code, self.default)

    def is_unknown(self, row: Gathering) -> bool:
        """True where the row names a country that nobody knows."""
        if self.country is None or self.default == NO_REGION:
            return False
        name = row.text(self.country)
        return name != "" and stated_country(name) is None


def read_in_regions(
    text: str, regions: tuple[str, ...], kind: PhoneKind | None, label: str | None
) -> PhoneReading:
    """Read a number in the first of the regions that has it; the last one says why not.

    Args:
        text: The number, perhaps with an extension.
        regions: Where it may be from, likeliest first (ISO 3166-1 alpha-2).
        kind: What the column declares, or None.
        label: The kind in the file's words, or None.

    Raises:
        InvalidValueError: No region has such a number.
    """
    if _EXT in text and (own := _OWN_EXTENSION(text)):
        reading = read_phone(own[1], region=regions[-1], kind=kind, label=label)
        return attrs.evolve(reading, number=attrs.evolve(reading.number, extension=own[2]))
    for region in regions[:-1]:
        try:
            return read_phone(text, region=region, kind=kind, label=label)
        except InvalidValueError as error:
            if error.issue.code is IssueCode.MULTI_VALUE_CELL:
                raise  # all of it, read elsewhere, is a number of nobody
    return read_phone(text, region=regions[-1], kind=kind, label=label)


_MOST_READ = 250  # characters of a cell of several numbers


def numbers_named(text: str, regions: tuple[str, ...]) -> Iterator[str]:
    """Yield the numbers, in E.164 form, in a cell that holds no single one: ``06 … / 07 …``.

    Args:
        text: The cell.
        regions: Where they may be from, likeliest first.
    """
    whole = tidy(text[:_MOST_READ])
    parts = several_parts(whole)
    groups = [(part,) for part in parts] if len(parts) > 1 else halves(without_notes(whole))
    if cut := cut_tail(whole):
        groups = [*groups, (cut.head,)]
    for group in groups:
        with suppress(InvalidValueError):
            yield from [read_in_regions(p, regions, None, None).number.e164 for p in group]
