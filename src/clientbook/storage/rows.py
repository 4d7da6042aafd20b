"""Journal rows and records as SQL stores keep them: values out, values in, whatever the dialect."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from clientbook.convert.documents import (
    damaged,
    dump_delta,
    dump_json,
    from_micros,
    load_delta,
    load_json,
    to_micros,
)
from clientbook.domain.clients import Actor
from clientbook.domain.journal import Change, ChangeKind, Delta
from clientbook.storage.protocols import Record

LAST = "\U0010ffff"
"""No id sorts behind this: it is no character."""


ChangeRow = tuple[str | None, str, int, int, str | None, str | None]
"""Client, kind, revision, microseconds, fields and old values of a change."""


def change_rows(changes: Iterable[Change]) -> Iterator[ChangeRow]:
    """Yield the rows of changes, in order.

    What one unit of work does to thousands happens at one time, and often to the same fields with
    the same old values: each is written out once, as long as it is the very same object.
    """
    at: datetime | None = None
    fields: tuple[str, ...] = ()
    before: Delta = ()
    micros, fields_text, before_text = 0, None, None
    for change in changes:
        if change.at is not at:
            at, micros = change.at, to_micros(change.at)
        if change.fields is not fields:
            fields = change.fields
            fields_text = dump_json(fields) if fields else None
        if change.before is not before:
            before, before_text = change.before, dump_delta(change.before)
        client_id, kind = change.client_id, change.kind.value
        yield client_id, kind, change.revision, micros, fields_text, before_text


def change_row(change: Change) -> ChangeRow:
    """Return the row of one change, for stores that write them one by one."""
    return next(change_rows((change,)))


def kept_channel(actor: Actor) -> str:
    """Return the text that is kept of an actor's channel: a slash and its name, or nothing."""
    return "" if actor.channel is None else f"/{actor.channel}"


@lru_cache(maxsize=256)  # few act in one book, and each of its changes names one
def kept_actor(actor: str, channel: str) -> Actor:
    """Return the actor with an id and the text of :func:`kept_channel`."""
    return Actor.kept(actor, channel[1:] if channel else None)


def read_change(seq: int, row: tuple[Any, ...], actor: Actor, cause: str) -> Change:
    """Return the change of a row of :func:`change_rows`.

    Raises:
        DamagedDocumentError: They are not what was stored.
    """
    client_id, kind, revision, at, fields, before = row
    return Change(
        kind=_kind(kind),
        client_id=client_id,
        revision=revision,
        at=_time(at),
        actor=actor,
        cause=cause,
        before=load_delta(before),
        fields=tuple(load_json(fields)) if fields else (),
        seq=seq,
    )


_KINDS = {kind.value: kind for kind in ChangeKind}


def _kind(text: str) -> ChangeKind:
    kind = _KINDS.get(text)
    if kind is None:
        raise damaged("change")
    return kind


def _time(micros: int) -> datetime:
    try:
        return from_micros(micros)
    except (TypeError, OverflowError):
        failure = damaged("change")
    raise failure


def record_bodies(records: Iterable[Record]) -> Iterator[str]:
    """Yield the texts of what records hold; of records that share one document, it is made once."""
    body: Mapping[str, Any] | None = None
    text = ""
    for record in records:
        if record.body is not body:
            body, text = record.body, dump_json(record.body)
        yield text


def read_record(collection: str, row: tuple[Any, ...]) -> Record:
    """Return the record of id, owner, place and body.

    Raises:
        DamagedDocumentError: The body is not what was stored.
    """
    record_id, owner, order, text = row
    body = load_json(text)
    if not isinstance(body, dict):
        raise damaged("record")
    return Record(collection=collection, id=record_id, body=body, owner=owner, order=order)
