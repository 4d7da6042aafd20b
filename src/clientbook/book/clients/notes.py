"""Notes: written once, listed newest first, under their author for ever."""

import heapq
from collections.abc import Sequence
from itertools import islice

from clientbook.book.contexts import Context
from clientbook.book.order_keys import newest_first
from clientbook.book.resolving import known_as, load, load_active
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.journal import ChangeKind
from clientbook.domain.notes import Note
from clientbook.storage.protocols import Record

NOTES = "note"
"""Records of notes; owned by the client they were written on."""


def add_note(context: Context, client_id: ClientId, body: str, *, by: Actor) -> Note:
    """Write a note on a client.

    Raises:
        ClientNotFoundError: No such client.
        ClientStateError: The client is deleted or erased.
        InvalidValueError: The note is blank or too long.
    """
    with context.unit():
        client = load_active(context, client_id)
        note = Note(context.make_id(), client.id, body, by, context.clock())
        record = Record(
            NOTES, note.id, to_document(note), owner=client.id, order=newest_first(note.at)
        )
        context.store.put_records(context.book, [record])
        record_event(context, ChangeKind.NOTE, actor=by, client=client, fields=("note",))
        return note


def list_notes(
    context: Context, client_id: ClientId, *, after: Note | None = None, limit: int = 100
) -> tuple[Note, ...]:
    """Return the notes on a client and on those merged into it, newest first."""
    client = load(context, client_id)
    ids = known_as(context, [client.id])[client.id]
    cursor = (newest_first(after.at), after.id) if after else None
    return read_notes(context, ids, after=cursor, limit=limit)


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
