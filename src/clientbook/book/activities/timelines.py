"""Everything that concerns a client, newest first, page by page."""

import heapq
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import islice

import attrs

from clientbook.book.activities.reading import activity_key, read_activities
from clientbook.book.clients.notes import NOTES
from clientbook.book.consent.ledger import CONSENTS
from clientbook.book.contexts import Context
from clientbook.book.history.readings import changes_of
from clientbook.book.order_keys import newest_first
from clientbook.book.pages import Cursor, Page, check_limit, make_cursor, read_cursor
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


_Stream = Callable[[], Sequence[TimelineEntry]]
_LAST_ID = "\U0010ffff"
_EVENTS = 200  # events looked through at once for those of one type


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
    check_limit(limit)
    client = load(context, client_id)
    ids = known_as(context, [client.id])[client.id]
    after = _read(before) if before is not None else None
    wanted = set(kinds) if kinds is not None else {*ActivityKind, *BookKind}
    if event_types is None:
        streams = [_activities(context, ids, wanted, after, limit + 1)]
    else:
        types = {t.casefold() for t in typed_values("event_types", event_types, str)}
        rest = wanted - {ActivityKind.EVENT}
        streams = [_activities(context, ids, rest, after, limit + 1)]
        if ActivityKind.EVENT in wanted:
            streams.append(_events_of_types(context, ids, types, after, limit + 1))
    if BookKind.NOTE in wanted:
        streams.append(_notes(context, ids, after, limit + 1))
    if BookKind.CONSENT in wanted:
        streams.append(_consents(context, ids, after, limit + 1))
    streams.append(_book_events(context, ids, wanted, after))
    merged = heapq.merge(*streams, key=lambda entry: entry.key)
    entries = tuple(islice(merged, limit + 1))
    if len(entries) <= limit:
        return Page(entries)
    last = entries[limit - 1].key
    return Page(entries[:limit], make_cursor(last.descending_at, last.kind, last.id))


def _read(before: Cursor) -> TimelineKey:
    descending_at, kind, entry_id = read_cursor(before, int, str, str)
    return TimelineKey(int(descending_at), str(kind), str(entry_id))


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


def _notes(
    context: Context, ids: Sequence[ClientId], after: TimelineKey | None, limit: int
) -> list[TimelineEntry]:
    cursor = _cursor(after, BookKind.NOTE)
    found: list[TimelineEntry] = []
    for client_id in ids:
        for record in context.store.list_records(
            context.book, NOTES, owners=[client_id], after=cursor, limit=limit
        ):
            note = from_document(Note, record.body)
            found.append(TimelineEntry(BookKind.NOTE, note.id, note.at, note))
    return sorted(found, key=lambda entry: entry.key)


def _consents(
    context: Context, ids: Sequence[ClientId], after: TimelineKey | None, limit: int
) -> list[TimelineEntry]:
    cursor = _cursor(after, BookKind.CONSENT)
    found: list[TimelineEntry] = []
    for client_id in ids:
        for record in context.store.list_records(
            context.book, CONSENTS, owners=[client_id], after=cursor, limit=limit
        ):
            event = from_document(ConsentEvent, record.body)
            found.append(TimelineEntry(BookKind.CONSENT, event.id, event.at, event))
    return sorted(found, key=lambda entry: entry.key)


def _book_events(
    context: Context,
    ids: Sequence[ClientId],
    wanted: Collection[ActivityKind | BookKind],
    after: TimelineKey | None,
) -> list[TimelineEntry]:
    if not {BookKind.IMPORT, BookKind.MERGE} & set(wanted):
        return []
    entries = [entry for i in ids for entry in _events_of(context, i)]
    entries = [e for e in entries if e.kind in wanted and (after is None or e.key > after)]
    return sorted(entries, key=lambda entry: entry.key)


def _events_of(context: Context, client_id: ClientId) -> Iterator[TimelineEntry]:
    for change in changes_of(context, client_id):
        kind = _kind_of(change)
        if kind is not None:
            what = BookEvent(change.kind, change.cause, change.actor, change.fields)
            yield TimelineEntry(kind, f"{change.seq:020d}", change.at, what)


def _kind_of(change: Change) -> BookKind | None:
    if change.kind in (ChangeKind.MERGED, ChangeKind.UNMERGED):
        return BookKind.MERGE
    if change.cause.startswith("import:") and change.kind is not ChangeKind.CONSENT:
        return BookKind.IMPORT
    return None
