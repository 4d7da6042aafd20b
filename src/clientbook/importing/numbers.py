"""Telephone numbers of a row: where they may be from, and how our own exports write them."""

import re
from collections.abc import Iterator
from contextlib import suppress

import attrs

from clientbook.domain.phones import PhoneKind
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing.phone_repair import cut_tail, halves, several_parts, tidy, without_notes
from clientbook.parsing.phones import PhoneReading, read_phone

# As our exports write it: what is dialled after the call is answered may hold signs.
_EXT = " ext. "
_OWN_EXTENSION = re.compile(
    rf"(\+[1-9][0-9]{{1,14}}){re.escape(_EXT)}([0-9*#,;A-Za-z]{{1,20}})"
).fullmatch


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
