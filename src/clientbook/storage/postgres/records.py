"""Small JSON documents by collection, id and owner."""

from collections.abc import Collection, Sequence
from typing import Any, LiteralString

from clientbook.storage.postgres.sessions import Session
from clientbook.storage.protocols import Record
from clientbook.storage.rows import LAST, read_record, record_bodies


class RecordTable:
    """The records of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, book: str, collection: str, ids: Collection[str]) -> dict[str, Record]:
        """Return the records that exist."""
        rows = self._session.rows(
            "SELECT id, owner, place, body FROM clientbook_records"
            " WHERE book = %s AND collection = %s AND id = ANY(%b)",
            (book, collection, list(ids)),
        )
        return {row[0]: read_record(collection, row) for row in rows}

    def put(self, book: str, records: Sequence[Record]) -> None:
        """Insert or replace records."""
        last = {(r.collection, r.id): r for r in records}  # one statement writes a row once
        self._session.each(
            "INSERT INTO clientbook_records (book, collection, id, owner, place, body)"
            " SELECT * FROM {rows} ON CONFLICT (book, collection, id) DO UPDATE"
            " SET owner = excluded.owner, place = excluded.place, body = excluded.body",
            [
                (book, *key, r.owner, r.order, body)
                for (key, r), body in zip(last.items(), record_bodies(last.values()), strict=True)
            ],
        )

    def delete(self, book: str, collection: str, ids: Collection[str]) -> None:
        """Remove records."""
        self._session.execute(
            "DELETE FROM clientbook_records WHERE book = %s AND collection = %s AND id = ANY(%b)",
            (book, collection, list(ids)),
        )

    def collections(self, book: str) -> tuple[str, ...]:
        """Return the names of the collections, one look-up each."""
        found = [""]
        while row := self._session.row(
            "SELECT min(collection) FROM clientbook_records WHERE book = %s AND collection > %s",
            (book, found[-1]),
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
        sign: LiteralString = "<" if descending else ">"
        direction: LiteralString = "DESC" if descending else "ASC"
        sql: LiteralString = (
            "SELECT id, owner, place, body FROM clientbook_records"
            " WHERE book = %s AND collection = %s"
        )
        values: list[Any] = [book, collection]
        if owners is not None and len(owners) == 1:  # the index has those of one in order
            sql += " AND owner <> '' AND owner = %s"
            values.extend(owners)
        elif owners is not None:
            sql += " AND owner <> '' AND owner = ANY(%b)"
            values.append(list(owners))
        if prefix:
            sql += " AND id >= %s AND id < %s"
            values.extend((prefix, prefix + LAST))
        if after is not None and owners is not None:
            sql += " AND (place, id) " + sign + " (%s, %s)"
            values.extend(after)
        elif after is not None:
            sql += " AND id " + sign + " %s"
            values.append(after[1])
        places: LiteralString = "" if owners is None else "place " + direction + ", "
        sql += " ORDER BY " + places + "id " + direction + " LIMIT %s"
        return tuple(
            read_record(collection, row) for row in self._session.rows(sql, (*values, limit))
        )
