"""Who held a key before a chunk: clients of the book, and earlier rows of the same file."""

from collections.abc import Callable, Collection, Mapping, Sequence

from clientbook.book.clients.arrivals import CHECK_LIMIT
from clientbook.book.contexts import Context
from clientbook.domain.clients import Client, ClientId, OriginKind
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.profiles import Profile
from clientbook.importing.decisions import Asked, Decided
from clientbook.importing.deduplication import FALLBACK_KEY, Candidate
from clientbook.storage.protocols import Record
from clientbook.storage.scratch import Scratch, Seen

ROWS = "import-row"
"""Records that tie the hash of a row without identifiers to the client it became."""

REVIEWS = "import-review"
"""Records of rows, by their hash, that a human is asked about; owned by the answer."""

OUTCOMES = "outcome"
"""Records of what became of each row."""

_ROW_ID = "row:"  # ids of persons that a dry run has not created


def origin_ref(run_id: str, row: int) -> str:
    """Return what an imported client's origin names: the run and the row."""
    return f"{run_id}/{row}"


def touch_owner(run_id: str, client_id: ClientId) -> str:
    """Return the owner of the outcome of a row that touched a client the run did not create."""
    return f"{run_id}/{client_id}"


class BookLookup:
    """Who in the book holds a key; also remembers the clients it read for the chunk.

    Args:
        context: The book.
        run_id: The run whose own rows count as rows of the file; None while planning.
    """

    def __init__(self, context: Context, run_id: str | None = None) -> None:
        self._context = context
        self._run_id = run_id
        self.clients: dict[ClientId, Client] = {}
        self._reviews: bool | None = None  # whether any row ever waited; asked once

    def find(self, keys: Sequence[str]) -> dict[str, list[Candidate]]:
        """Return for each key that is held its holders."""
        holders = self._holders(keys)
        ids = {i for held in holders.values() for i in held}
        self.clients = {
            i: c
            for i, c in self._context.store.get_clients(self._context.book, ids).items()
            if c.is_active
        }
        rows = self._rows_of(self.clients.values())
        candidates = {
            i: Candidate(client.profile, i, rows.get(i)) for i, client in self.clients.items()
        }
        return {
            key: [candidates[i] for i in held if i in candidates] for key, held in holders.items()
        }

    def asked(self, make_key: Callable[[], str]) -> Asked | None:
        """Return what is remembered of the very row whose hash *make_key* gives."""
        store, book = self._context.store, self._context.book
        if self._reviews is None:
            self._reviews = bool(store.list_records(book, REVIEWS, limit=1))
        if not self._reviews:
            return None
        key = make_key()
        record = store.get_records(book, REVIEWS, [key]).get(key)
        if record is None:
            return None
        answer = store.get_clients(book, [record.owner]).get(record.owner)
        if answer is None or not answer.is_active:
            return Asked(None, frozenset(record.body["holders"]))
        self.clients[answer.id] = answer
        row = self._rows_of([answer]).get(answer.id)
        return Asked(Candidate(answer.profile, answer.id, row), frozenset())

    def _holders(self, keys: Sequence[str]) -> dict[str, list[ClientId]]:
        store, book = self._context.store, self._context.book
        strong = {key for key in keys if not key.startswith(FALLBACK_KEY)}
        weak = {key for key in keys if key.startswith(FALLBACK_KEY)}
        found = store.find_holders(book, strong, cap=CHECK_LIMIT)
        holders = {key: list(ids) for key, ids in found.items()}
        if weak:
            for key, record in store.get_records(book, ROWS, weak).items():
                holders[key] = [record.owner]
        return holders

    def _rows_of(self, clients: Collection[Client]) -> dict[ClientId, int]:
        if self._run_id is None or not clients:
            return {}
        rows: dict[ClientId, int] = {}
        others: list[str] = []
        start = f"{self._run_id}/"
        for client in clients:
            ref = client.origin.ref
            if client.origin.kind is OriginKind.IMPORT and ref and ref.startswith(start):
                rows[client.id] = int(ref[len(start) :])
            else:
                others.append(touch_owner(self._run_id, client.id))
        if others:
            touched = self._context.store.list_records(self._context.book, OUTCOMES, owners=others)
            for record in reversed(touched):
                rows[record.owner[len(start) :]] = int(record.order)
        return rows


class PlanLookup:
    """Who holds a key in the book, or among the rows a dry run has seen."""

    def __init__(self, context: Context) -> None:
        self._book = BookLookup(context)
        self._scratch = Scratch()

    def find(self, keys: Sequence[str]) -> Mapping[str, Sequence[Candidate]]:
        """Return for each key that is held its holders."""
        found = self._book.find(keys)
        by_key = self._scratch.find(keys)
        ids = {i for held in by_key.values() for i in held} | set(self._book.clients)
        seen = {i: _candidate(s) for i, s in self._scratch.get(sorted(ids)).items()}
        merged: dict[str, dict[str, Candidate]] = {}
        for key, candidates in found.items():
            merged[key] = {c.client_id: seen.get(c.client_id, c) for c in candidates if c.client_id}
        for key, held in by_key.items():
            merged.setdefault(key, {}).update({i: seen[i] for i in held})
        return {key: list(holders.values()) for key, holders in merged.items()}

    def asked(self, make_key: Callable[[], str]) -> Asked | None:
        """Return what is remembered of the very row whose hash *make_key* gives."""
        return self._book.asked(make_key)

    def remember(self, decided: Sequence[Decided]) -> None:
        """Remember the persons that a chunk created or touched."""
        latest: dict[str, tuple[Seen, list[str]]] = {}
        for item in decided:
            candidate = item.candidate
            if item.profile is None or candidate is None or candidate.row is None:
                continue
            identity = candidate.client_id or f"{_ROW_ID}{candidate.row}"
            keys = latest[identity][1] if identity in latest else []
            latest[identity] = (
                Seen(identity, candidate.row, item.profile),
                [*keys, *item.keys],
            )
        self._scratch.put(latest.values())

    def close(self) -> None:
        """Drop what was remembered."""
        self._scratch.close()


def _candidate(seen: Seen) -> Candidate:
    client_id = None if seen.id.startswith(_ROW_ID) else seen.id
    return Candidate(seen.profile, client_id, seen.row)


def row_records(
    decided: Sequence[Decided], fallback: Callable[[Profile], str], row_id: Callable[[int], str]
) -> list[Record]:
    """Return the records by which rows are known again that have no identifier, or wait.

    Args:
        decided: The rows.
        fallback: Returns the keyed hash of all a row says.
        row_id: Returns the id of a row's outcome: an erased person's row is not asked about again.
    """
    records: list[Record] = []
    for item in decided:
        if item.kind is OutcomeKind.REVIEW:
            holders = sorted(c.client_id for c in item.candidates if c.client_id)
            key = fallback(item.row.value.profile)
            waiting = {"holders": holders, "row": row_id(item.row.row)}
            records.append(Record(REVIEWS, key, waiting))
        elif item.keys[0].startswith(FALLBACK_KEY) and item.profile is not None:
            assert item.candidate is not None
            records.append(Record(ROWS, item.keys[0], {}, owner=item.candidate.client_id or ""))
    return records
