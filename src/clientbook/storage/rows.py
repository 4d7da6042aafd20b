"""Journal rows and records as SQL stores keep them: values out, values in, whatever the dialect."""

from datetime import datetime
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
from clientbook.domain.journal import Change, ChangeKind
from clientbook.storage.protocols import Record

LAST = "\U0010ffff"
"""No id sorts behind this: it is no character."""


def change_row(change: Change) -> tuple[str | None, str, int, int, str | None, str | None]:
    """Return client, kind, revision, microseconds, fields and old values of a change."""
    return (
        change.client_id,
        change.kind.value,
        change.revision,
        to_micros(change.at),
        dump_json(change.fields) if change.fields else None,
        dump_delta(change.before),
    )


def read_change(seq: int, row: tuple[Any, ...], actor: Actor, cause: str) -> Change:
    """Return the change of :func:`change_row`'s values.

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
