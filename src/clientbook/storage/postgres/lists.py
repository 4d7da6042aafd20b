"""Sorted lists and counts of clients that pass a filter."""

from typing import Any, LiteralString

from clientbook.domain.clients import ClientId
from clientbook.storage.postgres.facets import LabelBitmaps, is_counted_by_blocks
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.protocols import FacetFilter

_HAS: LiteralString = (
    "EXISTS (SELECT 1 FROM clientbook_facets f"
    " WHERE f.book = c.book AND f.id = c.id AND f.label = %s)"
)
_HAS_BETWEEN: LiteralString = (
    "EXISTS (SELECT 1 FROM clientbook_facets f"
    " WHERE f.book = c.book AND f.id = c.id AND f.label >= %s AND f.label < %s)"
)


def condition_of(book: str, where: FacetFilter) -> tuple[LiteralString, list[Any]]:
    """Return the SQL condition of a filter, and its parameters."""
    sql: LiteralString = "c.book = %s AND c.sort_name IS NOT NULL"
    parameters: list[Any] = [book]
    for label in sorted(where.all_of):
        sql += " AND " + _HAS
        parameters.append(label)
    for label in sorted(where.none_of):
        sql += " AND NOT " + _HAS
        parameters.append(label)
    for pair in where.ranges:
        sql += " AND " + _HAS_BETWEEN
        parameters.extend(pair)
    for pair in where.none_ranges:
        sql += " AND NOT " + _HAS_BETWEEN
        parameters.extend(pair)
    return sql, parameters


def count(session: Session, book: str, where: FacetFilter) -> int:
    """Return how many ACTIVE clients pass a filter."""
    if is_counted_by_blocks(where):
        return LabelBitmaps(session).count(book, where)
    sql, parameters = condition_of(book, where)
    row = session.row("SELECT count(*) FROM clientbook_clients c WHERE " + sql, parameters)  # noqa: S608 - ours
    return int(row[0]) if row else 0


def page(
    session: Session,
    book: str,
    where: FacetFilter,
    *,
    after: tuple[str, ClientId] | None,
    limit: int,
    descending: bool,
) -> tuple[tuple[str, ClientId], ...]:
    """Return (sort name, id) of ACTIVE clients in order, beginning after a pair."""
    sql, parameters = condition_of(book, where)
    if after is not None:
        sql += " AND (c.sort_name, c.id) " + ("<" if descending else ">") + " (%s, %s)"
        parameters.extend(after)
    order: LiteralString = "DESC" if descending else "ASC"
    rows = session.rows(
        "SELECT c.sort_name, c.id FROM clientbook_clients c WHERE "  # noqa: S608 - ours
        + sql
        + " ORDER BY c.sort_name "
        + order
        + ", c.id "
        + order
        + " LIMIT %s",
        (*parameters, max(limit, 0)),
    )
    return tuple((row[0], row[1]) for row in rows)
