"""Who holds a key: a row for each key of a client, by the number of its holder.

Keys are also those of clients that lapsed (entries.py), who have no name: they are left out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import LiteralString

from clientbook.domain.clients import ClientId
from clientbook.storage.checks import split_keys
from clientbook.storage.postgres.sessions import Session

Keys = Sequence[str]

_TABLES: tuple[LiteralString, LiteralString, LiteralString] = (
    "clientbook_identities",
    "clientbook_matches",
    "clientbook_unique_keys",
)


def ids_of(session: Session, book: str, numbers: Collection[int]) -> dict[int, ClientId]:
    """Return the ids of the clients that are ACTIVE by their numbers, in order of number."""
    if not numbers:
        return {}
    rows = session.rows(
        "SELECT number, id FROM clientbook_clients WHERE book = %s AND number = ANY(%b)"
        " AND sort_name IS NOT NULL ORDER BY number",
        (book, list(numbers)),
    )
    return dict(rows)


class KeyTables:
    """The keys of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def change(
        self, book: str, changes: Mapping[int, tuple[Sequence[Keys], Sequence[Keys]]]
    ) -> None:
        """Change the keys of clients by their numbers, from some of each kind to others.

        What stays is not touched.
        """
        for kind, table in enumerate(_TABLES):
            gone: list[tuple[str, int]] = []
            more: list[tuple[str, str, int]] = []
            for number, (old, new) in changes.items():
                was, will = old[kind], new[kind]
                gone += [(key, number) for key in was if key not in will]
                more += [(book, key, number) for key in will if key not in was]
            self._session.each(
                "DELETE FROM " + table + " WHERE (key, number) IN (SELECT * FROM {rows})"  # noqa: S608 - ours
                " AND book = %s",
                gone,
                (book,),
            )
            self._session.insert(table, "book, key, number", more)

    def holders(
        self, book: str, keys: Collection[str], cap: int
    ) -> dict[str, tuple[ClientId, ...]]:
        """Return the sorted ids of at most *cap* + 1 holders of keys."""
        found: dict[str, list[int]] = defaultdict(list)
        for table, wanted in zip(_TABLES, split_keys(keys), strict=False):
            for key, number in self._session.rows(
                "SELECT k.key, m.number FROM unnest(%b::text[]) AS k (key) CROSS JOIN LATERAL"  # noqa: S608 - ours
                " (SELECT h.number FROM " + table + " AS h JOIN clientbook_clients c"
                " ON c.book = h.book AND c.number = h.number AND c.sort_name IS NOT NULL"
                " WHERE h.book = %s AND h.key = k.key ORDER BY h.number LIMIT %s) AS m",
                (wanted, book, cap + 1),
            ):
                found[key].append(number)
        ids = ids_of(self._session, book, {n for numbers in found.values() for n in numbers})
        return {key: tuple(sorted(ids[n] for n in numbers)) for key, numbers in found.items()}

    def count(self, book: str, keys: Collection[str]) -> dict[str, int]:
        """Return how many clients hold keys."""
        found: dict[str, int] = {}
        for table, wanted in zip(_TABLES, split_keys(keys), strict=False):
            found.update(
                self._session.rows(
                    "SELECT h.key, count(*) FROM " + table + " AS h JOIN clientbook_clients c"  # noqa: S608 - ours
                    " ON c.book = h.book AND c.number = h.number AND c.sort_name IS NOT NULL"
                    " WHERE h.book = %s AND h.key = ANY(%b) GROUP BY h.key",
                    (book, wanted),
                )
            )
        return found

    def unique(self, book: str, keys: Iterable[str]) -> list[tuple[str, ClientId]]:
        """Return the unique keys that are held, in order, and who holds them."""
        rows = self._session.rows(
            "SELECT u.key, c.id FROM clientbook_unique_keys u"
            " JOIN clientbook_clients c ON c.book = u.book AND c.number = u.number"
            " WHERE u.book = %s AND u.key = ANY(%b) ORDER BY u.key",
            (book, list(keys)),
        )
        return [(key, client_id) for key, client_id in rows]
