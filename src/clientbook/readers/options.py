"""How a file is to be read, and how much of it may be read."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypedDict

import attrs

from clientbook.domain.checks import refuse
from clientbook.domain.doors import guarded, guarded_init

_MIB = 1024 * 1024

_MAX_BYTES: Mapping[str, int] = MappingProxyType(
    {
        "csv": 1024 * _MIB,
        "xlsx": 100 * _MIB,
        "xls": 100 * _MIB,
        "ods": 100 * _MIB,
        "vcard": 256 * _MIB,
    }
)


def _positive(_: Any, attribute: Any, value: int | None) -> None:
    if value is not None and value < 1:
        raise refuse(attribute.name, "expected 1 or more, or None for no limit")


def _frozen_sizes(value: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType(dict(_MAX_BYTES) | dict(value))


@guarded
@guarded_init
@attrs.frozen
class ReadLimits:
    """How much of a file may be read; over a limit, reading stops with FileTooLargeError.

    Args:
        max_bytes: Size of the file by kind (``"csv"``, ``"xlsx"``, ``"xls"``, ``"ods"``,
            ``"vcard"``) in bytes; kinds left out keep their default.
        max_rows: Rows of data, header and blank rows not counted; None for no limit.
        max_columns: Cells in a row.
        max_cell_chars: Characters in a cell; a spreadsheet holds 32,767.
        max_unzipped_bytes: What a zipped workbook may inflate to.
        max_cells: Cells of a whole sheet, blank ones counted; None for no limit.
    """

    max_bytes: Mapping[str, int] = attrs.field(factory=dict, converter=_frozen_sizes, hash=False)
    max_rows: int | None = attrs.field(default=None, validator=_positive)
    max_columns: int = attrs.field(default=1_000, validator=_positive)
    max_cell_chars: int = attrs.field(default=32_767, validator=_positive)
    max_unzipped_bytes: int = attrs.field(default=1024 * _MIB, validator=_positive)
    max_cells: int | None = attrs.field(default=None, validator=_positive)

    def __reduce__(self) -> tuple[Any, ...]:
        # a view of a dictionary cannot be pickled; the constructor makes it again
        rest = [getattr(self, field.name) for field in attrs.fields(ReadLimits)[1:]]
        return ReadLimits, (dict(self.max_bytes), *rest)

    def bytes_for(self, kind: str) -> int:
        """Return the most bytes a file of this kind may have; unknown kinds are held as csv."""
        return self.max_bytes.get(kind, self.max_bytes["csv"])


def _one_character(_: Any, attribute: Any, value: str | None) -> None:
    if value and (len(value) > 1 or value in "\r\n"):
        raise refuse(attribute.name, "expected one character, '' for none, or None")


@guarded_init
@attrs.frozen
class ReadOptions:
    """How a file is to be read; what is None is found out and reported as a finding.

    Args:
        header: True when there are column titles, False when there are none.
        header_row: Row number of the titles (from 1).  With 1, a banner above the titles is
            refused with TitleRowError instead of being skipped.
        encoding: A Python codec name; bytes it does not have raise EncodingError.
        delimiter: What separates the cells of a CSV file; may be longer than one character.
        quote: What encloses a CSV cell; ``""`` when nothing does.
        escape: What stands before a quote inside a quoted cell; ``""`` when quotes are doubled.
        sheet: Name of a sheet, or its number from 1.
        single_sheet: Refuse a workbook of several sheets, hidden ones counted, with
            TooManySheetsError (SPEC V7).
        strict: Refuse blank rows and columns, ragged rows and extra cells instead of skipping
            and reporting them (SPEC K11).
        unique_header: Refuse equal titles with DuplicateHeaderError (SPEC V9).
        limits: How much may be read.
    """

    header: bool | None = None
    header_row: int | None = attrs.field(default=None, validator=_positive)
    encoding: str | None = attrs.field(default=None)
    delimiter: str | None = attrs.field(default=None)
    quote: str | None = attrs.field(default=None, validator=_one_character)
    escape: str | None = attrs.field(default=None, validator=_one_character)
    sheet: str | int | None = None
    single_sheet: bool = False
    strict: bool = False
    unique_header: bool = False
    limits: ReadLimits = attrs.field(factory=ReadLimits)

    @encoding.validator
    def _check_encoding(self, _: Any, value: str | None) -> None:
        try:
            b"a".decode(value or "utf-8")
        except UnicodeError:
            return  # a text encoding, if one without "a" alone
        except (LookupError, ValueError):
            raise refuse("encoding", f"there is no encoding {value!r} for text") from None

    @delimiter.validator
    def _check_delimiter(self, _: Any, value: str | None) -> None:
        if value is not None and (not value or "\r" in value or "\n" in value):
            raise refuse("delimiter", "expected one or more characters that are no line break")

    def __attrs_post_init__(self) -> None:
        if self.header is False and self.header_row is not None:
            raise refuse("header_row", "header=False and header_row= exclude one another")


class ReadOverrides(TypedDict, total=False):
    """Fields of :class:`ReadOptions` by their names, as ``open_table`` takes them."""

    header: bool | None
    header_row: int | None
    encoding: str | None
    delimiter: str | None
    quote: str | None
    escape: str | None
    sheet: str | int | None
    single_sheet: bool
    strict: bool
    unique_header: bool
    limits: ReadLimits
