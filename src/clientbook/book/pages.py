"""Pages of a listing, and the cursors that continue them."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import attrs

from clientbook.domain.clients import Client
from clientbook.errors import InvalidCursorError
from clientbook.messages.html_tables import html_table
from clientbook.messages.issues import Issue, IssueCode

T = TypeVar("T")
U = TypeVar("U")

Cursor = str
"""Where the next page begins: opaque text that fits in an address; hand it back as it is."""


@attrs.frozen
class Page(Generic[T]):
    """Part of a listing.

    Args:
        items: What this page shows, in order.
        next: Cursor of the next page, None at the end.
        total: How many there are in all; given with the first page of a list, else None.
    """

    items: tuple[T, ...]
    next: Cursor | None = attrs.field(default=None, repr=False)
    total: int | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def _repr_html_(self) -> str:
        shown = [_cells(item) for item in self.items]
        header = list(dict.fromkeys(name for cells in shown for name in cells))
        rows = ([cells.get(name) for name in header] for cells in shown)
        return html_table(rows, header=header)

    def map(self, convert: Callable[[Sequence[T]], Sequence[U]]) -> "Page[U]":
        """Return the same page of other values, converted all at once."""
        return Page(tuple(convert(self.items)), self.next, self.total)


def _cells(item: object) -> dict[str, object]:
    """Return what stands in the columns of an item: its plain fields, else its text."""
    client = getattr(item, "client", item)
    if isinstance(client, Client):
        return {"id": client.id, "name": client.profile.display_name}
    kind = type(item)
    names = [f.name for f in attrs.fields(kind) if f.repr is True] if attrs.has(kind) else []
    values = {name: getattr(item, name) for name in names}
    kept = {k: v for k, v in values.items() if v is None or isinstance(v, str | int | float)}
    return dict(kept) or {"value": item}


def make_cursor(*parts: str | int) -> Cursor:
    """Return the cursor of a position."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def read_cursor(cursor: Cursor, *types: type) -> tuple[str | int, ...]:
    """Return the position of a cursor.

    Raises:
        InvalidCursorError: It is none of :func:`make_cursor`'s.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        parts = None
    if not isinstance(parts, list) or [type(part) for part in parts] != list(types):
        reason = "not a cursor of this listing; hand back 'next' as it was"
        raise InvalidCursorError(Issue.of(IssueCode.INVALID_VALUE, "after", reason=reason))
    return tuple(parts)
