"""What a pipeline stage hands on: a row that is accepted so far, or one that is not."""

from typing import Generic, TypeAlias, TypeVar

import attrs

from clientbook.messages.issues import Issue

T_co = TypeVar("T_co", covariant=True)


@attrs.frozen
class Accepted(Generic[T_co]):
    """A row that is fine so far.

    Args:
        row: Row number as the spreadsheet shows it: from 1, the header counted.
        value: What the row became.
        warnings: What its owner should know.
    """

    row: int
    value: T_co
    warnings: tuple[Issue, ...] = ()


@attrs.frozen
class Rejected:
    """A row that cannot be imported as it stands.

    Args:
        row: Row number as the spreadsheet shows it.
        cells: The row as it was sent.
        issues: Every problem of the row, warnings included.
        read: What of it could be read all the same (a ``Draft``), None for nothing.
    """

    row: int
    cells: tuple[str, ...] = attrs.field(repr=False)  # personal data: not into logs
    issues: tuple[Issue, ...]
    read: object = attrs.field(default=None, eq=False, repr=False)


Outcome: TypeAlias = Accepted[T_co] | Rejected
