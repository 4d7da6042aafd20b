"""The journal: one small row a change."""

from collections.abc import Collection, Sequence
from typing import Any, LiteralString

from clientbook.convert.documents import (
    dump_delta,
    dump_json,
    from_micros,
    load_delta,
    load_json,
    to_micros,
)
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.journal import Change, ChangeKind
from clientbook.storage.postgres.sessions import Session

_COLUMNS: LiteralString = (
    "book, seq, client, kind, revision, at, actor, channel, cause, fields, before"
)


class Journal:
    """The journals of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, book: str, changes: Sequence[Change]) -> None:
        """Append changes; the book's row is locked, so that places are committed in order."""
        if not changes:
            return
        row = self._session.row(
            "UPDATE clientbook_books SET last_seq = last_seq + %s WHERE book = %s"
            " RETURNING last_seq",
            (len(changes), book),
        )
        assert row is not None  # its row is locked
        rows = [
            (
                book,
                seq,
                change.client_id,
                change.kind.value,
                change.revision,
                to_micros(change.at),
                change.actor.id,
                change.actor.channel,
                change.cause,
                dump_json(change.fields) if change.fields else None,
                dump_delta(change.before),
            )
            for seq, change in enumerate(changes, row[0] - len(changes) + 1)
        ]
        self._session.insert("clientbook_changes", _COLUMNS, rows)

    def read(
        self,
        book: str,
        *,
        after: int,
        client_ids: Collection[ClientId] | None,
        limit: int | None,
        descending: bool,
    ) -> tuple[Change, ...]:
        """Return changes in order of ``seq``."""
        sql: LiteralString = (
            "SELECT seq, client, kind, revision, at, actor, channel, cause, fields, before"
            " FROM clientbook_changes WHERE book = %s"
        )
        parameters: list[Any] = [book]
        if after:
            sql += " AND seq < %s" if descending else " AND seq > %s"
            parameters.append(after)
        if client_ids is not None:
            sql += " AND client = ANY(%s)"
            parameters.append(list(client_ids))
        sql += " ORDER BY seq DESC" if descending else " ORDER BY seq"
        rows = self._session.rows(sql + " LIMIT %s", (*parameters, limit))
        return tuple(map(_change, rows))

    def last(self, book: str) -> int:
        """Return the position of the newest change."""
        row = self._session.row("SELECT last_seq FROM clientbook_books WHERE book = %s", (book,))
        return int(row[0]) if row else 0

    def redact(self, book: str, client_ids: Collection[ClientId]) -> None:
        """Blank reverse deltas."""
        self._session.execute(
            "UPDATE clientbook_changes SET before = NULL"
            " WHERE book = %s AND client = ANY(%s) AND before IS NOT NULL",
            (book, list(client_ids)),
        )


def _change(row: tuple[Any, ...]) -> Change:
    seq, client_id, kind, revision, at, actor, channel, cause, fields, before = row
    return Change(
        kind=ChangeKind(kind),
        client_id=client_id,
        revision=revision,
        at=from_micros(at),
        actor=Actor(actor, channel),
        cause=cause,
        before=load_delta(before),
        fields=tuple(load_json(fields)) if fields else (),
        seq=seq,
    )
