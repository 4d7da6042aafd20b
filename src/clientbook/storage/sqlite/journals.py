"""The journal: one small row a change."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from clientbook.convert.documents import dump_delta, dump_json
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.journal import Change, ChangeKind, Delta
from clientbook.storage.rows import change_rows, kept_actor, kept_channel, read_change
from clientbook.storage.sqlite.books import SHIFT, find_book, need_book, take_seqs
from clientbook.storage.sqlite.sessions import Session

_FEW = 50  # clients whose places are looked up one by one


class Journal:
    """The journals of all books of one database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, book: str, changes: Sequence[Change]) -> None:
        """Append changes; one writer at a time makes the sequence gapless and late-free."""
        if not changes:
            return
        key = need_book(self._session, book)
        first = take_seqs(self._session, key, len(changes))
        rows: list[tuple[Any, ...]] = []
        held: list[tuple[int, str, int]] = []
        causes: dict[tuple[Actor, str], int] = {}
        actor: Actor | None = None
        cause, reason = "", 0
        for seq, (change, values) in enumerate(
            zip(changes, change_rows(changes), strict=True), first
        ):
            if change.actor is not actor or change.cause != cause:
                actor, cause = change.actor, change.cause
                if (actor, cause) not in causes:
                    causes[actor, cause] = self._cause(key, actor, cause)
                reason = causes[actor, cause]
            rows.append((seq, reason, *values))
            if change.client_id is not None:
                held.append((key, change.client_id, seq))
        self._session.many(
            "INSERT INTO clientbook_changes"
            " (seq, cause, client, kind, revision, at, fields, before)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        self._session.many("INSERT INTO clientbook_client_changes VALUES (?, ?, ?)", held)

    def _cause(self, key: int, actor: Actor, cause: str) -> int:
        values = (key, cause, actor.id, kept_channel(actor))
        select = (
            "SELECT key FROM clientbook_causes"
            " WHERE book = ? AND cause = ? AND actor = ? AND channel = ?"
        )
        row = self._session.row(select, values)
        if row is None:
            self._session.execute(
                "INSERT INTO clientbook_causes (book, cause, actor, channel) VALUES (?, ?, ?, ?)",
                values,
            )
            row = self._session.row(select, values)
            assert row is not None
        return int(row[0])

    def read(
        self,
        book: str,
        after: int,
        client_ids: Collection[ClientId] | None,
        limit: int | None,
        descending: bool,
    ) -> tuple[Change, ...]:
        """Return changes in order of ``seq``."""
        key = find_book(self._session, book)
        if key is None:
            return ()
        base = key << SHIFT
        low, high = base, base + (1 << SHIFT)
        if after:
            low, high = (low, base + after) if descending else (base + after, high)
        chosen = ""
        parameters: list[Any] = []
        if client_ids is not None and limit is not None and len(client_ids) <= _FEW:
            chosen = " AND c.seq IN (SELECT value FROM json_each(?))"
            found = [self._first(key, i, (low, high), limit, descending) for i in set(client_ids)]
            parameters = [dump_json([seq for seqs in found for seq in seqs])]
        elif client_ids is not None:
            chosen = (
                " AND c.seq IN (SELECT seq FROM clientbook_client_changes WHERE book = ?"
                " AND client IN (SELECT value FROM json_each(?)))"
            )
            parameters = [key, dump_json(list(client_ids))]
        rows = self._session.rows(
            "SELECT c.seq, c.client, c.kind, c.revision, c.at, c.fields, c.before,"  # noqa: S608 - ours
            " r.actor, r.channel, r.cause FROM clientbook_changes c"
            " JOIN clientbook_causes r ON r.key = c.cause"
            f" WHERE c.seq > ? AND c.seq < ?{chosen}"
            f" ORDER BY c.seq {'DESC' if descending else 'ASC'} LIMIT ?",
            (low, high, *parameters, -1 if limit is None else limit),
        )
        return tuple(_change(row, base) for row in rows)

    def untouched(self, book: str, ids: Collection[ClientId], cause: str) -> set[ClientId]:
        """Return those of some clients of whom it says but that a cause created them."""
        key = find_book(self._session, book)
        rows = self._session.rows(
            "SELECT client FROM clientbook_changes WHERE kind = ?"
            " AND cause IN (SELECT key FROM clientbook_causes WHERE book = ? AND cause = ?)"
            " AND seq IN (SELECT min(seq) FROM clientbook_client_changes WHERE book = ?"
            " AND client IN (SELECT value FROM json_each(?)) GROUP BY client HAVING count(*) = 1)",
            (ChangeKind.CREATED.value, key, cause, key, dump_json(list(ids))),
        )
        return {client_id for (client_id,) in rows}

    def _first(
        self, key: int, client: ClientId, between: tuple[int, int], limit: int, descending: bool
    ) -> list[int]:
        """Return the first places of one client, of however many it has."""
        order = "DESC" if descending else "ASC"
        rows = self._session.rows(
            "SELECT seq FROM clientbook_client_changes WHERE book = ? AND client = ?"  # noqa: S608 - ours
            f" AND seq > ? AND seq < ? ORDER BY seq {order} LIMIT ?",
            (key, client, *between, limit),
        )
        return [row[0] for row in rows]

    def last(self, book: str) -> int:
        """Return the position of the newest change."""
        row = self._session.row("SELECT last_seq FROM clientbook_books WHERE id = ?", (book,))
        return int(row[0]) if row else 0

    def rewrite(self, book: str, deltas: Mapping[int, Delta]) -> None:
        """Replace reverse deltas."""
        key = find_book(self._session, book)
        if key is not None:
            self._session.many(
                "UPDATE clientbook_changes SET before = ? WHERE seq = ?",
                [(dump_delta(before), (key << SHIFT) + seq) for seq, before in deltas.items()],
            )


def _change(row: tuple[Any, ...], base: int) -> Change:
    seq, *values, actor, channel, cause = row
    return read_change(seq - base, tuple(values), kept_actor(actor, channel), cause)
