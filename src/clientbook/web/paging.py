"""Pages of a listing that only goes forward: an address carries the way that was come."""

import attrs

from clientbook.web.exchange import Fields

_MOST = 20
"""Cursors that an address carries: so many pages back, one by one; then the first."""

PLACES = ("after", "back")
"""Names of an address that say where in a listing one is."""


@attrs.frozen
class Pages:
    """Addresses of the pages around one, as queries.

    Args:
        first: Of the first page, None where one is on it.
        previous: Of the page before, None on the first.
        next: Of the page after, None at the end.
    """

    first: Fields | None = None
    previous: Fields | None = None
    next: Fields | None = None

    def __bool__(self) -> bool:
        """True where there is more than this page."""
        return self.first is not None or self.next is not None


@attrs.frozen
class ListPlace:
    """Where in a listing a page is.

    Args:
        after: Cursor of the page, None for the first.
        way: Cursors of the pages between the first and it; an address keeps the last of them.
    """

    after: str | None = None
    way: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: Fields) -> "ListPlace":
        """Return where the page of an address is."""
        return cls(query.get("after") or None, tuple(filter(None, query.all("back")))[-_MOST:])

    def fields(self) -> Fields:
        """Return what an address says of this place."""
        return _address(Fields(), self.after, self.way)

    def pages(self, query: Fields, cursor: str | None) -> Pages:
        """Return the pages around this one.

        Where an address no longer knows the way, the page before is the first.

        Args:
            query: What is listed.
            cursor: Where the page after this one begins, None at the end.
        """
        way = self.way if self.after is None else (*self.way, self.after)
        following = _address(query, cursor, way[-_MOST:]) if cursor else None
        if self.after is None:
            return Pages(next=following)
        before = self.way[-1] if self.way else None
        return Pages(query, _address(query, before, self.way[:-1]), following)


def _address(query: Fields, after: str | None, way: tuple[str, ...]) -> Fields:
    where = (("after", after),) if after else ()
    return Fields((*query, *where, *(("back", cursor) for cursor in way)))
