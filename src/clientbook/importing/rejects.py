"""Rows that were refused, as they go back to their owner with the reasons beside them."""

from typing import Literal

import attrs

from clientbook.importing.tables import normal_header
from clientbook.messages.catalogue import Language
from clientbook.messages.issues import Issue

FileFormat = Literal["xlsx", "csv"]
"""What a writer can write."""

REJECT_COLUMNS: dict[Language, tuple[str, str, str, str]] = {
    "en": (
        "Row (clientbook)",
        "Codes (clientbook)",
        "Reasons (clientbook)",
        "Columns (clientbook)",
    ),
    "fr": (
        "Ligne (clientbook)",
        "Codes (clientbook)",
        "Raisons (clientbook)",
        "Colonnes (clientbook)",
    ),
}
"""Titles of the last four columns of a rejects file: row number, codes, messages, columns."""

_KNOWN = frozenset(normal_header(t) for titles in REJECT_COLUMNS.values() for t in titles)


def is_reject_column(header: str) -> bool:
    """True for the title of a reason column: re-importing a rejects file skips it."""
    return normal_header(header) in _KNOWN


@attrs.frozen
class RejectLine:
    """One refused row.

    Args:
        row: Row number in the file that was sent, as the spreadsheet shows it.
        cells: The row as it was sent.
        issues: Every reason, not only the first.
    """

    row: int
    cells: tuple[str, ...] = attrs.field(repr=False)
    issues: tuple[Issue, ...]
