"""The journal: one small row a change."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, LiteralString

from clientbook.convert.documents import dump_delta
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.journal import Change, Delta
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.rows import change_rows, read_change

_COLUMNS: LiteralString = (
    "book, seq, client, kind, revision, at, fields, before, actor, channel, cause"
)


class Journal:
    """The journals of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, book: str, changes: Sequence[Change]) -> None:
        """Append changes; the book's row is locked, so that places are committed in order."""
        if not changes:
            return
        last = self._session.counted(
            "UPDATE clientbook_books SET last_seq = last_seq + %s WHERE book = %s"
            " RETURNING last_seq",
            (len(changes), book),
        )
        rows = [
            (book, seq, *values, c.actor.id, c.actor.channel, c.cause)
            for seq, (c, values) in enumerate(
                zip(changes, change_rows(changes), strict=True), last - len(changes) + 1
            )
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
        columns: LiteralString = (
            "seq, client, kind, revision, at, fields, before, actor, channel, cause"
        )
        where: LiteralString = "book = %s"
        parameters: list[Any] = [book]
        if after:
            where += " AND seq < %s" if descending else " AND seq > %s"
            parameters.append(after)
        ends: LiteralString = (
            " ORDER BY seq DESC LIMIT %s" if descending else " ORDER BY seq LIMIT %s"
        )
        sql: LiteralString = f"SELECT {columns} FROM clientbook_changes WHERE {where}"  # noqa: S608 - ours
        if client_ids is not None and limit is not None:
            # The first rows of each client, by its index: of several ids all would be sorted.
            each = f"{sql} AND client = wanted{ends}"
            clients: LiteralString = "unnest(%b::text[]) AS i(wanted)"
            sql = f"SELECT {columns} FROM {clients}, LATERAL ({each}) AS c"  # noqa: S608 - ours
            parameters = [list(set(client_ids)), *parameters, limit]
        elif client_ids is not None:
            sql += " AND client = ANY(%b)"
            parameters.append(list(client_ids))
        rows = self._session.rows(sql + ends, (*parameters, limit))
        return tuple(map(_change, rows))

    def last(self, book: str) -> int:
        """Return the position of the newest change."""
        row = self._session.row("SELECT last_seq FROM clientbook_books WHERE book = %s", (book,))
        return int(row[0]) if row else 0

    def rewrite(self, book: str, deltas: Mapping[int, Delta]) -> None:
        """Replace reverse deltas."""
        self._session.many(
            "UPDATE clientbook_changes SET before = %s WHERE book = %s AND seq = %s",
            [(dump_delta(before), book, seq) for seq, before in deltas.items()],
        )


def _change(row: tuple[Any, ...]) -> Change:
    seq, *values, actor, channel, cause = row
    return read_change(seq, tuple(values), Actor.kept(actor, channel), cause)
