"""Notes: listed newest first, under their author for ever; what is corrected stays readable."""

import heapq
from collections.abc import Collection, Mapping, Sequence
from itertools import islice

import attrs

from clientbook.book.clients.once import made_before, remember
from clientbook.book.contexts import Context
from clientbook.book.order_keys import newest_first
from clientbook.book.resolving import known_as, load, load_active
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.journal import ChangeKind
from clientbook.domain.notes import Note
from clientbook.errors import RecordNotFoundError
from clientbook.storage.protocols import Record

NOTES = "note"
"""Records of notes; owned by the client they were written on."""

_NOTES_EACH = 4  # asked at once of each client whose newest note is wanted

VERSIONS = "note-version"
"""Records of what notes said before; owned like the notes, and erased with them."""


def add_note(
    context: Context, client_id: ClientId, body: str, *, by: Actor, once: str | None = None
) -> Note:
    """Write a note on a client; asked for again with the same *once*, return that note.

    Raises:
        ClientNotFoundError: No such client.
        ClientStateError: The client is deleted or erased.
        InvalidValueError: The note is blank or too long.
        RecordNotFoundError: It was written before, and withdrawn since.
    """
    with context.unit():
        asked = [client_id, body]
        if (made := made_before(context, "note", once, asked)) is not None:
            return _note(context, made)[0]
        client = load_active(context, client_id)
        note = Note(context.make_id(), client.id, body, by, context.clock())
        record = Record(
            NOTES, note.id, to_document(note), owner=client.id, order=newest_first(note.at)
        )
        context.store.put_records(context.book, [record])
        record_event(context, ChangeKind.NOTE, actor=by, client=client, fields=("note",))
        remember(context, "note", once, asked, note.id, client_id=client.id)
        return note


def correct_note(context: Context, note_id: str, body: str, *, by: Actor) -> Note:
    """Replace what a note says; what it said before stays in its versions."""
    with context.unit():
        note, client = _note(context, note_id)
        changed = attrs.evolve(note, body=body, corrected_by=by, corrected_at=context.clock())
        if changed.body == note.body:
            return note
        _keep_version(context, note)
        record = Record(
            NOTES, note.id, to_document(changed), owner=note.client_id, order=newest_first(note.at)
        )
        context.store.put_records(context.book, [record])
        record_event(context, ChangeKind.NOTE, actor=by, client=client, fields=("corrected",))
        return changed


def withdraw_note(context: Context, note_id: str, *, by: Actor) -> None:
    """Take a note away: it was on the wrong client, or was never right."""
    with context.unit():
        note, client = _note(context, note_id)
        _keep_version(context, note)
        context.store.delete_records(context.book, NOTES, [note.id])
        record_event(context, ChangeKind.NOTE, actor=by, client=client, fields=("withdrawn",))


def note_versions(context: Context, note_id: str) -> tuple[Note, ...]:
    """Return what a note said before, oldest first."""
    records = context.store.list_records(context.book, VERSIONS, prefix=f"{note_id}/")
    return tuple(from_document(Note, record.body) for record in records)


def _note(context: Context, note_id: str) -> tuple[Note, Client]:
    record = context.store.get_records(context.book, NOTES, [note_id]).get(note_id)
    if record is None:
        raise RecordNotFoundError("note", note_id)
    note = from_document(Note, record.body)
    return note, load(context, note.client_id)


def _keep_version(context: Context, note: Note) -> None:
    number = len(context.store.list_records(context.book, VERSIONS, prefix=f"{note.id}/"))
    kept = Record(VERSIONS, f"{note.id}/{number:06d}", to_document(note), owner=note.client_id)
    context.store.put_records(context.book, [kept])


def list_notes(
    context: Context, client_id: ClientId, *, after: Note | None = None, limit: int = 100
) -> tuple[Note, ...]:
    """Return the notes on a client and on those merged into it, newest first."""
    client = load(context, client_id)
    ids = known_as(context, [client.id])[client.id]
    cursor = (newest_first(after.at), after.id) if after else None
    return read_notes(context, ids, after=cursor, limit=limit)


def newest_notes(
    context: Context, known: Mapping[ClientId, Collection[ClientId]]
) -> dict[ClientId, Note]:
    """Return the newest note on each client, of those that have one.

    The store is asked once for a page of clients, not once for each: newest first, so that the
    first note met of a client is its newest.  Somebody with so many notes that others are not
    met is left out of the next question.

    Args:
        context: The book.
        known: Ids of clients, each with all that its notes may be written on.
    """
    found: dict[ClientId, Record] = {}
    left = {owner for owners in known.values() for owner in owners}
    while left:
        most = _NOTES_EACH * len(left)
        records = context.store.list_records(context.book, NOTES, owners=left, limit=most)
        for record in records:
            found.setdefault(record.owner, record)
        left -= found.keys()
        if len(records) < most:
            break
    newest = {}
    for client_id, owners in known.items():
        if theirs := [found[owner] for owner in owners if owner in found]:
            record = min(theirs, key=lambda one: (one.order, one.id))
            newest[client_id] = from_document(Note, record.body)
    return newest


def read_notes(
    context: Context, ids: Sequence[ClientId], *, after: tuple[str, str] | None, limit: int
) -> tuple[Note, ...]:
    """Return the notes written on any of these ids, newest first."""
    # One bounded look-up an owner: a client with ten thousand notes costs no more than limit.
    lists = [
        context.store.list_records(context.book, NOTES, owners=[i], after=after, limit=limit)
        for i in ids
    ]
    merged = heapq.merge(*lists, key=lambda record: (record.order, record.id))
    return tuple(from_document(Note, record.body) for record in islice(merged, limit))
