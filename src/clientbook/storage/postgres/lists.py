"""Sorted lists of clients that pass a filter."""

from collections.abc import Iterator
from typing import Any, LiteralString

from clientbook.domain.clients import ClientId
from clientbook.storage.blocks import Blocks, holds, numbers, size
from clientbook.storage.postgres.facets import LabelBitmaps
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.protocols import EVERYONE, FacetFilter

_FEW = 2_000  # members up to which the server sorts them; more are met while the list is read
_Place = tuple[str, ClientId]


class SortedLists:
    """The lists of one book."""

    def __init__(self, session: Session, book: str, *, descending: bool) -> None:
        self._session = session
        self._book = book
        self._sign: LiteralString = "<" if descending else ">"
        self._order: LiteralString = (
            " ORDER BY sort_name DESC, id DESC LIMIT %s"
            if descending
            else " ORDER BY sort_name, id LIMIT %s"
        )

    def page(self, where: FacetFilter, after: _Place | None, limit: int) -> tuple[_Place, ...]:
        """Return (sort name, id) of ACTIVE clients in order, beginning after a pair."""
        if limit <= 0:
            return ()
        if where == EVERYONE:
            return tuple(row[:2] for row in self._rows("", (), after, limit))
        chosen = LabelBitmaps(self._session).select(self._book, where)
        if size(chosen) <= _FEW:
            few = list(numbers(chosen))
            found = self._rows(" AND number = ANY(%b)", (few,), after, limit) if few else []
            return tuple(row[:2] for row in found)
        return tuple(self._met(chosen, after, limit))

    def _met(self, chosen: Blocks, after: _Place | None, limit: int) -> Iterator[_Place]:
        """Yield the chosen ones in order while the whole list is read, in growing portions."""
        portion = 2 * limit
        while rows := self._rows("", (), after, portion):
            for sort_name, client_id, number in rows:
                if holds(chosen, number):
                    yield sort_name, client_id
                    limit -= 1
                    if not limit:
                        return
            after, portion = rows[-1][:2], min(2 * portion, 10_000)

    def _rows(
        self,
        condition: LiteralString,
        values: tuple[Any, ...],
        after: _Place | None,
        limit: int,
    ) -> list[Any]:
        """Return rows of (sort name, id, number) in order."""
        start: LiteralString = (
            "" if after is None else f" AND (sort_name, id) {self._sign} (%s, %s)"
        )
        return self._session.rows(
            "SELECT sort_name, id, number FROM clientbook_clients"  # noqa: S608 - ours
            " WHERE book = %s AND sort_name IS NOT NULL" + condition + start + self._order,
            (self._book, *values, *(after or ()), limit),
        )
