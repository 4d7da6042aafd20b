"""Everything that concerns a client, newest first, page by page."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import groupby

import attrs

from clientbook.book.activities.reading import activity_key, read_activities
from clientbook.book.clients.notes import NOTES
from clientbook.book.consent.ledger import CONSENTS
from clientbook.book.contexts import Context
from clientbook.book.order_keys import newest_first
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.book.resolving import known_as, load
from clientbook.convert.documents import from_document
from clientbook.domain.activities import Activity, ActivityKind, BusinessEvent
from clientbook.domain.checks import typed_values
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.journal import Change, ChangeKind
from clientbook.domain.notes import Note
from clientbook.domain.ports import TimelineKey


class BookKind(StrEnum):
    """Kinds of timeline entries that are the book's own, beside those of activities."""

    CONSENT = "consent"
    IMPORT = "import"
    MERGE = "merge"
    NOTE = "note"


@attrs.frozen
class BookEvent:
    """Something the book itself did with a client: an import or a merge.

    Args:
        kind: What it was.
        cause: What it was part of, such as ``"import:<run>"`` or ``"merge:<id>"``.
        actor: Who did it.
        fields: Names of the fields that changed.
    """

    kind: ChangeKind
    cause: str
    actor: Actor
    fields: tuple[str, ...]


@attrs.frozen
class TimelineEntry:
    """One entry of a timeline.

    Args:
        kind: A kind of activity, or of the book's own entries.
        id: Id of the entry among those of its kind.
        at: When (aware, UTC).
        what: The activity, note, consent event or event of the book.
    """

    kind: ActivityKind | BookKind
    id: str
    at: datetime
    what: Activity | Note | ConsentEvent | BookEvent

    @property
    def key(self) -> TimelineKey:
        """Where it stands."""
        return TimelineKey.of(self.at, self.kind.value, self.id)


_LAST_ID = "\U0010ffff"
_EVENTS = 200  # events looked through at once for those of one type
_BATCH = 100  # changes read at once
_LOOKED_THROUGH = 1000  # changes that one page looks through, give or take a batch


@attrs.frozen
class _Place:
    """Where the journal of a client goes on: what two pages must agree about.

    Args:
        seq: Only changes before it are left; 0 for all.
        floor: What is left counts as no newer: the ``descending_at`` of what stands above.
    """

    seq: int = 0
    floor: int | None = None


@attrs.frozen
class _Position:
    """Where a page begins: behind an entry, at a place of the journal."""

    key: TimelineKey
    place: _Place


def read_timeline(
    context: Context,
    client_id: ClientId,
    *,
    kinds: Collection[ActivityKind | BookKind] | None,
    event_types: Collection[str] | None,
    before: Cursor | None,
    limit: int,
) -> Page[TimelineEntry]:
    """Return a page of everything that concerns a client, by time descending, kind, id."""
    client = load(context, client_id)
    ids = known_as(context, [client.id])[client.id]
    position = _read(before) if before is not None else None
    after = position.key if position is not None else None
    wanted = set(kinds) if kinds is not None else {*ActivityKind, *BookKind}
    if event_types is None:
        found = _activities(context, ids, wanted, after, limit + 1)
    else:
        types = {t.casefold() for t in typed_values("event_types", event_types, str)}
        rest = wanted - {ActivityKind.EVENT}
        found = _activities(context, ids, rest, after, limit + 1)
        if ActivityKind.EVENT in wanted:
            found += _events_of_types(context, ids, types, after, limit + 1)
    for kind in (BookKind.NOTE, BookKind.CONSENT):
        if kind in wanted:
            found += _own(context, ids, kind, after, limit + 1)
    rows = sorted(((entry.key, entry) for entry in found), key=lambda row: row[0])
    journal = _Journal(context, ids, position)
    if {BookKind.IMPORT, BookKind.MERGE} & wanted:
        last = rows[limit][0] if len(rows) > limit else None
        rows += journal.events(wanted, limit + 1, last)
        rows.sort(key=lambda row: row[0])
    ahead = journal.unread
    if ahead is not None:  # what is older waits for the page that has looked there
        rows = [row for row in rows if row[0] < ahead]
    entries = tuple(entry for _, entry in rows[:limit])
    key = rows[limit - 1][0] if len(rows) > limit else ahead
    return Page(entries, None if key is None else journal.cursor(key))


def _read(before: Cursor) -> _Position:
    parts = read_cursor(before, int, str, str, int, int)
    descending_at, kind, entry_id, seq, floor = parts
    place = _Place(int(seq), int(floor) or None)
    return _Position(TimelineKey(int(descending_at), str(kind), str(entry_id)), place)


def _activities(
    context: Context,
    ids: tuple[ClientId, ...],
    wanted: Collection[ActivityKind | BookKind],
    after: TimelineKey | None,
    limit: int,
) -> list[TimelineEntry]:
    kinds = frozenset(kind for kind in wanted if isinstance(kind, ActivityKind))
    found = read_activities(context, ids, kinds, after=after, limit=limit) if kinds else ()
    return [TimelineEntry(a.kind, a.id, a.at, a) for a in sorted(found, key=activity_key)]


def _events_of_types(
    context: Context,
    ids: tuple[ClientId, ...],
    types: Collection[str],
    after: TimelineKey | None,
    limit: int,
) -> list[TimelineEntry]:
    """Return the first events of some types; reads the others between them."""
    found: list[TimelineEntry] = []
    while len(found) < limit:
        page = _activities(context, ids, {ActivityKind.EVENT}, after, max(limit, _EVENTS))
        for entry in page:
            payload = entry.what.payload if isinstance(entry.what, Activity) else None
            if isinstance(payload, BusinessEvent) and payload.type.casefold() in types:
                found.append(entry)
        if not page:
            break
        after = page[-1].key
    return found[:limit]


def _cursor(after: TimelineKey | None, kind: BookKind) -> tuple[str, str] | None:
    """Return the position behind which records of one kind begin."""
    if after is None:
        return None
    order = newest_first(after.at)
    if after.kind == kind.value:
        return (order, after.id)
    return (order, _LAST_ID) if kind.value < after.kind else (order, "")


_KEPT: dict[BookKind, tuple[str, type[Note] | type[ConsentEvent]]] = {
    BookKind.NOTE: (NOTES, Note),
    BookKind.CONSENT: (CONSENTS, ConsentEvent),
}
"""Entries that are records of their client: their collection, and what each holds."""


def _own(
    context: Context,
    ids: Sequence[ClientId],
    kind: BookKind,
    after: TimelineKey | None,
    limit: int,
) -> list[TimelineEntry]:
    """Return the first entries of one kind that the book keeps as records."""
    collection, type_ = _KEPT[kind]
    cursor = _cursor(after, kind)
    found: list[TimelineEntry] = []
    for client_id in ids:
        for record in context.store.list_records(
            context.book, collection, owners=[client_id], after=cursor, limit=limit
        ):
            what = from_document(type_, record.body)
            found.append(TimelineEntry(kind, what.id, what.at, what))
    return sorted(found, key=lambda entry: entry.key)


_Row = tuple[TimelineKey, TimelineEntry]
"""An entry and where it stands."""


class _Journal:
    """What the book itself did with a client, read newest first and no further than a page goes.

    The journal is in the order in which it was written; clocks of several machines differ.  A
    change counts as no newer than those written after it, so that a page ends at one place of the
    journal, and the next begins there.

    Args:
        context: The book.
        ids: All ids that lead to the client.
        position: Where the page begins, None for the newest.
    """

    def __init__(
        self, context: Context, ids: Sequence[ClientId], position: _Position | None
    ) -> None:
        self._context = context
        self._ids = ids
        self._after = position.key if position is not None else None
        self._start = position.place if position is not None else _Place()
        self._places: list[tuple[int, _Place]] = []  # where each moment begins, newest first
        self._end = self._start
        self.unread: TimelineKey | None = None

    def events(
        self, wanted: Collection[ActivityKind | BookKind], limit: int, last: TimelineKey | None
    ) -> list[_Row]:
        """Return the first events of some kinds.

        ``unread`` says afterwards from where on nothing was looked at, because much that is no
        event stood before it.

        Args:
            wanted: Which kinds.
            limit: How many are enough; those of one moment are all read.
            last: The entry that ends the page in any case.
        """
        found: list[_Row] = []
        looked = 0
        for moment, changes in groupby(self._moments(), key=lambda told: told[0]):
            start = TimelineKey(moment)
            if len(found) >= limit or (last is not None and start > last):
                break
            if looked >= _LOOKED_THROUGH:
                self.unread = start
                break
            for _, change in changes:
                looked += 1
                kind = _kind_of(change)
                if kind is None or kind not in wanted:
                    continue
                key = TimelineKey(moment, kind.value, f"{change.seq:020d}")
                if self._after is None or key > self._after:
                    what = BookEvent(change.kind, change.cause, change.actor, change.fields)
                    found.append((key, TimelineEntry(kind, key.id, change.at, what)))
        return found

    def _moments(self) -> Iterator[tuple[int, Change]]:
        """Yield changes, newest first, each with the moment it counts as of."""
        seq, floor = self._start.seq, self._start.floor
        store, book = self._context.store, self._context.book
        while page := store.read_changes(
            book, after=seq, client_ids=self._ids, limit=_BATCH, descending=True
        ):
            for change in page:
                moment = TimelineKey.of(change.at, "", "").descending_at
                moment = moment if floor is None else max(moment, floor)
                if not self._places or self._places[-1][0] != moment:
                    self._places.append((moment, _Place(change.seq + 1, floor)))
                floor, seq = moment, change.seq
                self._end = _Place(seq, floor)
                yield moment, change

    def cursor(self, key: TimelineKey) -> Cursor:
        """Return the cursor of what comes behind an entry."""
        places = (place for moment, place in self._places if moment >= key.descending_at)
        place = next(places, self._end)
        return make_cursor(key.descending_at, key.kind, key.id, place.seq, place.floor or 0)


def _kind_of(change: Change) -> BookKind | None:
    if change.kind in (ChangeKind.MERGED, ChangeKind.UNMERGED):
        return BookKind.MERGE
    if change.cause.startswith("import:") and change.kind is not ChangeKind.CONSENT:
        return BookKind.IMPORT
    return None
