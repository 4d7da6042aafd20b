"""Identity keys and sorted names: one table each.

Keys come in random order.  What one call writes is sorted first, so that neighbours share their
page of the table (docs/decisions).  The keys of clients that lapsed (entries.py) are here too: they
have no entry, and are left out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from clientbook.convert.documents import dump_json
from clientbook.domain.clients import ClientId
from clientbook.storage.sqlite.entries import IS_ACTIVE
from clientbook.storage.sqlite.sessions import Session

Identity = tuple[int, str, int]
"""Book, key, number of the holder."""
Name = tuple[int, str, str, int]
"""Book, sort name, id, number."""


def insert(session: Session, identities: Collection[Identity], names: Collection[Name]) -> None:
    """Write keys and names of clients."""
    session.many("INSERT INTO clientbook_identities VALUES (?, ?, ?)", sorted(identities))
    session.many("INSERT INTO clientbook_names VALUES (?, ?, ?, ?)", sorted(names))


def delete(session: Session, identities: Iterable[Identity], names: Iterable[Name]) -> None:
    """Take keys and names out."""
    session.many(
        "DELETE FROM clientbook_identities WHERE book = ? AND key = ? AND number = ?",
        sorted(identities),
    )
    session.many(
        "DELETE FROM clientbook_names WHERE book = ? AND name = ? AND id = ?",
        sorted(name[:3] for name in names),
    )


def find_identities(
    session: Session, book: int, keys: Sequence[str], cap: int
) -> dict[str, tuple[ClientId, ...]]:
    """Return the sorted ids of at most *cap* + 1 holders of identity keys."""
    found: dict[str, list[ClientId]] = defaultdict(list)
    # the holders of a key lie together, in order of number: the limit ends the walk
    for key, client_id in session.rows(
        "SELECT j.value, h.id FROM json_each(?) j"  # noqa: S608 - ours
        " CROSS JOIN clientbook_clients h ON h.number IN"
        " (SELECT i.number FROM clientbook_identities i"
        f" CROSS JOIN clientbook_clients c ON c.number = i.number AND {IS_ACTIVE}"
        " WHERE i.book = ? AND i.key = j.value ORDER BY i.number LIMIT ?)",
        (dump_json(keys), book, cap + 1),
    ):
        found[key].append(client_id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def count_identities(session: Session, book: int, keys: Sequence[str]) -> dict[str, int]:
    """Return how many clients hold identity keys."""
    return dict(
        session.rows(
            "SELECT i.key, count(*) FROM json_each(?) j"  # noqa: S608 - ours
            " CROSS JOIN clientbook_identities i ON i.book = ? AND i.key = j.value"
            f" CROSS JOIN clientbook_clients c ON c.number = i.number AND {IS_ACTIVE}"
            " GROUP BY i.key",
            (dump_json(keys), book),
        )
    )


def ordered(
    session: Session, book: int, after: tuple[str, ClientId] | None, *, descending: bool
) -> Iterator[tuple[str, ClientId, int]]:
    """Return (sort name, id, number) in order, beginning after a pair."""
    sign, direction = ("<", "DESC") if descending else (">", "ASC")
    start = f"AND (name, id) {sign} (?, ?)" if after else ""
    yield from session.execute(
        f"SELECT name, id, number FROM clientbook_names WHERE book = ? {start}"  # noqa: S608 - ours
        f" ORDER BY name {direction}, id {direction}",
        (book, *(after or ())),
    )


def named(session: Session, book: int, name: str | None) -> list[int]:
    """Return the numbers of the clients with exactly this sort name."""
    if name is None:
        return []
    return [
        row[0]
        for row in session.rows(
            "SELECT number FROM clientbook_names WHERE book = ? AND name = ?", (book, name)
        )
    ]
