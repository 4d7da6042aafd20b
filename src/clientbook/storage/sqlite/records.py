"""Small JSON documents by collection, id and owner."""

from collections.abc import Collection, Sequence
from typing import Any

from clientbook.convert.documents import dump_json
from clientbook.storage.protocols import Record
from clientbook.storage.rows import LAST, read_record, record_bodies
from clientbook.storage.sqlite.books import find_book, need_book
from clientbook.storage.sqlite.sessions import Session


class RecordTable:
    """The records of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, book: str, collection: str, ids: Collection[str]) -> dict[str, Record]:
        """Return the records that exist."""
        key = find_book(self._session, book)
        rows = self._session.rows(
            "SELECT id, owner, place, body FROM clientbook_records WHERE book = ?"
            " AND collection = ? AND id IN (SELECT value FROM json_each(?))",
            (key, collection, dump_json(list(ids))),
        )
        return {row[0]: read_record(collection, row) for row in rows}

    def put(self, book: str, records: Sequence[Record]) -> None:
        """Insert or replace records."""
        if not records:
            return
        key = need_book(self._session, book)
        self._session.many(
            "INSERT OR REPLACE INTO clientbook_records VALUES (?, ?, ?, ?, ?, ?)",
            (
                (key, r.collection, r.id, r.owner, r.order, body)
                for r, body in zip(records, record_bodies(records), strict=True)
            ),
        )

    def delete(self, book: str, collection: str, ids: Collection[str]) -> None:
        """Remove records."""
        key = find_book(self._session, book)
        self._session.many(
            "DELETE FROM clientbook_records WHERE book = ? AND collection = ? AND id = ?",
            ((key, collection, record_id) for record_id in ids),
        )

    def collections(self, book: str) -> tuple[str, ...]:
        """Return the names of the collections, one look-up each."""
        found = [""]
        while row := self._session.row(
            "SELECT min(collection) FROM clientbook_records WHERE book = ? AND collection > ?",
            (find_book(self._session, book), found[-1]),
        ):
            if row[0] is None:
                break
            found.append(row[0])
        return tuple(found[1:])

    def list(
        self,
        book: str,
        collection: str,
        *,
        owners: Collection[str] | None,
        prefix: str,
        after: tuple[str, str] | None,
        limit: int | None,
        descending: bool,
    ) -> tuple[Record, ...]:
        """Return records in order of (place, id), or of id without owners."""
        sign, direction = ("<", "DESC") if descending else (">", "ASC")
        wheres = ["book = ?", "collection = ?"]
        values: list[Any] = [find_book(self._session, book), collection]
        if owners is not None and len(owners) == 1:  # the index has those of one in order
            wheres.append("owner <> '' AND owner = ?")
            values.extend(owners)
        elif owners is not None:
            wheres.append("owner <> '' AND owner IN (SELECT value FROM json_each(?))")
            values.append(dump_json(list(owners)))
        if prefix:
            wheres.append("id >= ? AND id < ?")
            values.extend((prefix, prefix + LAST))
        if after is not None:
            wheres.append(f"(place, id) {sign} (?, ?)" if owners is not None else f"id {sign} ?")
            values.extend(after if owners is not None else after[1:])
        places = f"place {direction}, " if owners is not None else ""
        rows = self._session.rows(
            "SELECT id, owner, place, body FROM clientbook_records"  # noqa: S608 - ours
            f" WHERE {' AND '.join(wheres)} ORDER BY {places}id {direction} LIMIT ?",
            (*values, -1 if limit is None else limit),
        )
        return tuple(read_record(collection, row) for row in rows)
