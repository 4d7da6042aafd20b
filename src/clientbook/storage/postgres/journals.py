"""The journal: one small row a change."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, LiteralString

from clientbook.convert.documents import dump_delta
from clientbook.domain.clients import ClientId
from clientbook.domain.journal import Change, ChangeKind, Delta
from clientbook.storage.postgres.sessions import Session
from clientbook.storage.rows import change_rows, kept_actor, kept_channel, read_change

_COLUMNS: LiteralString = "book, seq, cause, client, kind, revision, at, fields, before"

_Cause = tuple[str, str, str]
"""Why, who, and through which channel: a slash and its name, or nothing."""


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
        causes = list(map(_cause, changes))
        keys = self._keys(book, dict.fromkeys(causes))
        rows = [
            (book, seq, keys[cause], *values)
            for seq, (cause, values) in enumerate(
                zip(causes, change_rows(changes), strict=True), last - len(changes) + 1
            )
        ]
        self._session.insert("clientbook_changes", _COLUMNS, rows)

    def _keys(self, book: str, causes: Iterable[_Cause]) -> dict[_Cause, int]:
        """Return the keys of causes; they are kept once a book."""
        wanted = list(causes)
        rows = self._session.rows(
            "SELECT cause, actor, channel, key FROM clientbook_causes WHERE book = %s"
            " AND (cause, actor, channel)"
            " IN (SELECT * FROM unnest(%b::text[], %b::text[], %b::text[]))",
            (book, *map(list, zip(*wanted, strict=True))),
        )
        known: dict[_Cause, int] = {(why, who, how): key for why, who, how, key in rows}
        if more := [cause for cause in wanted if cause not in known]:
            row = self._session.row(
                "SELECT max(key) FROM clientbook_causes WHERE book = %s", (book,)
            )
            last = row[0] if row and row[0] else 0
            known |= {cause: key for key, cause in enumerate(more, last + 1)}
            self._session.insert(
                "clientbook_causes",
                "book, key, cause, actor, channel",
                [(book, known[cause], *cause) for cause in more],
            )
        return known

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
        where: LiteralString = "c.book = %s"
        parameters: list[Any] = [book]
        if after:
            where += " AND seq < %s" if descending else " AND seq > %s"
            parameters.append(after)
        ends: LiteralString = (
            " ORDER BY seq DESC LIMIT %s" if descending else " ORDER BY seq LIMIT %s"
        )
        sql: LiteralString = (
            "SELECT seq, client, kind, revision, at, fields, before, actor, channel, r.cause"  # noqa: S608 - ours
            " FROM clientbook_changes c"
            f" JOIN clientbook_causes r ON r.book = c.book AND r.key = c.cause WHERE {where}"
        )
        if client_ids is not None and limit is not None:
            # The first rows of each client, by its index: of several ids all would be sorted.
            each = f"{sql} AND client = wanted{ends}"
            clients: LiteralString = "unnest(%b::text[]) AS i(wanted)"
            sql = f"SELECT l.* FROM {clients}, LATERAL ({each}) AS l"  # noqa: S608 - ours
            parameters = [list(set(client_ids)), *parameters, limit]
        elif client_ids is not None:
            sql += " AND client = ANY(%b)"
            parameters.append(list(client_ids))
        rows = self._session.rows(sql + ends, (*parameters, limit))
        return tuple(map(_change, rows))

    def untouched(self, book: str, ids: Collection[ClientId], cause: str) -> set[ClientId]:
        """Return those of some clients of whom it says but that a cause created them."""
        rows = self._session.rows(
            "SELECT client FROM clientbook_changes c"
            " JOIN clientbook_causes r ON r.book = c.book AND r.key = c.cause"
            " WHERE c.book = %s AND client = ANY(%b) GROUP BY client"
            " HAVING count(*) = 1 AND min(kind) = %s AND min(r.cause) = %s",
            (book, list(ids), ChangeKind.CREATED.value, cause),
        )
        return {client_id for (client_id,) in rows}

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


def _cause(change: Change) -> _Cause:
    return change.cause, change.actor.id, kept_channel(change.actor)


def _change(row: tuple[Any, ...]) -> Change:
    seq, *values, actor, channel, cause = row
    return read_change(seq, tuple(values), kept_actor(actor, channel), cause)
