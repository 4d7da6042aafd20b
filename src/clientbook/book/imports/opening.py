"""What a book accepts of a file: its options when it is opened, its limits however it came."""

from typing import Any

import attrs

from clientbook.domain.settings import ImportSettings
from clientbook.errors import FileTooLargeError
from clientbook.importing.tables import Table
from clientbook.readers.options import ReadLimits, ReadOptions


def read_options(rules: ImportSettings, overrides: dict[str, Any]) -> ReadOptions:
    """Return the options by which a book opens files, some of them overridden."""
    limits = ReadLimits()
    if rules.max_bytes:
        limits = attrs.evolve(limits, max_bytes={**limits.max_bytes, **dict(rules.max_bytes)})
    if rules.max_rows is not None:
        limits = attrs.evolve(limits, max_rows=rules.max_rows)
    values: dict[str, Any] = {
        "encoding": rules.encoding,
        "header_row": rules.header_row,
        "single_sheet": rules.single_sheet,
        "unique_header": rules.unique_header,
        "strict": rules.strict,
        "limits": limits,
    }
    return ReadOptions(**(values | overrides))


def check_limits(rules: ImportSettings, table: Table) -> None:
    """Refuse a table over the limits of the book, wherever it comes from (SPEC V10, V11).

    Raises:
        FileTooLargeError: It has too many rows, or its file too many bytes.
    """
    source = table.source
    if rules.max_rows is not None and table.row_count > rules.max_rows:
        raise FileTooLargeError(
            source.kind,
            f"{table.row_count} rows, at most {rules.max_rows} are imported",
            "split the file",
        )
    limit = dict(rules.max_bytes).get(source.kind)
    if limit is not None and source.size_bytes > limit:
        raise FileTooLargeError(
            source.kind, f"more than {limit} bytes", "split the file, or save it as another kind"
        )
