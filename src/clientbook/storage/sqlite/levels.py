"""Identity keys and sorted names: two tables each, a small new one and a large one.

Keys arrive in random order.  Written straight into a table of millions, each dirties a page of
its own; so they go to a small table first, which is poured into the large one, sorted, when it
has grown: then neighbours share their pages (docs/decisions/0003).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from clientbook.convert.documents import dump_json
from clientbook.domain.clients import ClientId
from clientbook.storage.sqlite.sessions import Session

POUR_AT = 200_000
"""Rows in the small tables at which they are poured into the large ones."""

_TABLES = ("clientbook_identities", "clientbook_names")
_LEVELS = ("_new", "")

Identity = tuple[int, str, int]
"""Book, key, number of the holder."""
Name = tuple[int, str, str, int]
"""Book, sort name, id, number."""


def insert(session: Session, identities: Collection[Identity], names: Collection[Name]) -> None:
    """Write keys and names of clients."""
    session.many("INSERT INTO clientbook_identities_new VALUES (?, ?, ?)", identities)
    session.many("INSERT INTO clientbook_names_new VALUES (?, ?, ?, ?)", names)
    session.execute(
        "UPDATE clientbook_meta SET value = value + ? WHERE name = 'new'",
        (len(identities) + len(names),),
    )
    row = session.row("SELECT value FROM clientbook_meta WHERE name = 'new'")
    if row is not None and row[0] > POUR_AT:
        pour(session)


def pour(session: Session) -> None:
    """Move what is in the small tables to the large ones."""
    for table in _TABLES:
        # both have the same key: the rows come sorted
        session.execute(f"INSERT INTO {table} SELECT * FROM {table}_new")  # noqa: S608 - ours
        session.execute(f"DELETE FROM {table}_new")  # noqa: S608 - ours
    session.execute("UPDATE clientbook_meta SET value = 0 WHERE name = 'new'")


def delete(session: Session, identities: Iterable[Identity], names: Iterable[Name]) -> None:
    """Take keys and names out, wherever they stand."""
    keys, pairs = list(identities), [name[:3] for name in names]
    for level in _LEVELS:
        session.many(
            f"DELETE FROM clientbook_identities{level}"  # noqa: S608 - ours
            " WHERE book = ? AND key = ? AND number = ?",
            keys,
        )
        session.many(
            f"DELETE FROM clientbook_names{level} WHERE book = ? AND name = ? AND id = ?",  # noqa: S608 - ours
            pairs,
        )


def find_identities(
    session: Session, book: int, keys: Sequence[str], cap: int
) -> dict[str, tuple[ClientId, ...]]:
    """Return the sorted ids of at most *cap* + 1 holders of identity keys."""
    found: dict[str, list[ClientId]] = defaultdict(list)
    for level in _LEVELS:
        # the holders of a key lie together, in order of number: the limit ends the walk
        for key, client_id in session.rows(
            "SELECT j.value, c.id FROM json_each(?) j"  # noqa: S608 - ours
            " CROSS JOIN clientbook_clients c ON c.number IN"
            f" (SELECT number FROM clientbook_identities{level}"
            " WHERE book = ? AND key = j.value ORDER BY number LIMIT ?)",
            (dump_json(keys), book, cap + 1),
        ):
            found[key].append(client_id)
    return {key: tuple(sorted(ids[: cap + 1])) for key, ids in found.items()}


def count_identities(session: Session, book: int, keys: Sequence[str]) -> dict[str, int]:
    """Return how many clients hold identity keys."""
    found: dict[str, int] = defaultdict(int)
    for level in _LEVELS:
        for key, count in session.rows(
            "SELECT i.key, count(*) FROM json_each(?) j"  # noqa: S608 - ours
            f" CROSS JOIN clientbook_identities{level} i ON i.book = ? AND i.key = j.value"
            " GROUP BY i.key",
            (dump_json(keys), book),
        ):
            found[key] += count
    return dict(found)


def ordered(
    session: Session, book: int, after: tuple[str, ClientId] | None, *, descending: bool
) -> Iterator[tuple[str, ClientId, int]]:
    """Return (sort name, id, number) in order, beginning after a pair."""
    sign, direction = ("<", "DESC") if descending else (">", "ASC")
    start = f"AND (name, id) {sign} (?, ?)" if after else ""
    parameters = (book, *(after or ()))
    # SQLite merges the two indexes row by row; nothing is sorted.
    select = " UNION ALL ".join(
        f"SELECT name, id, number FROM clientbook_names{level} WHERE book = ? {start}"  # noqa: S608 - ours
        for level in _LEVELS
    )
    order = f" ORDER BY name {direction}, id {direction}"
    yield from session.execute(select + order, parameters * 2)


def named(session: Session, book: int, name: str | None) -> list[int]:
    """Return the numbers of the clients with exactly this sort name."""
    if name is None:
        return []
    return [
        row[0]
        for level in _LEVELS
        for row in session.rows(
            f"SELECT number FROM clientbook_names{level} WHERE book = ? AND name = ?",  # noqa: S608 - ours
            (book, name),
        )
    ]
