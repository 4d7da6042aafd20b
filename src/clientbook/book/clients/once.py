"""Acts done once: a caller that sends the same act again is led to what it made the first time."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from clientbook.book.contexts import Context
from clientbook.book.keyed_hashes import find_secret, keyed_hash, secret_of
from clientbook.book.order_keys import oldest_first
from clientbook.convert.documents import dump_json
from clientbook.domain.checks import refuse
from clientbook.domain.clients import ClientId
from clientbook.errors import InvalidValueError
from clientbook.storage.protocols import Record

ONCE = "once"
"""Records of acts that are done once, oldest first."""

REMEMBERED = timedelta(days=2)
"""How long an act is known again, at least."""

_LONGEST = 100
_SWEPT = 20  # records of acts long ago that one act takes away


def made_before(context: Context, kind: str, key: str | None, asked: Any = None) -> str | None:
    """Return the id of what an act made the first time, None where it is new.

    Args:
        context: The book.
        kind: What such acts make, such as ``"client"``.
        key: What tells the act from others, chosen by whoever asks for it; None is always new.
        asked: What the act is asked to do, as a document; None where only the key counts.

    Raises:
        InvalidValueError: The key is blank or too long, or stands for an act of other content:
            leading there would lose what is asked now.
    """
    if key is None:
        return None
    if not 0 < len(key) <= _LONGEST:
        raise _refused()
    record_id = f"{kind}/{key}"
    found = context.store.get_records(context.book, ONCE, [record_id]).get(record_id)
    if found is None:
        return None
    secret = find_secret(context)
    told = found.body.get("asked")  # none was kept by an earlier version
    if told and asked is not None and secret is not None and told != _hash(secret, asked):
        raise _refused()
    return str(found.body["made"])


def _refused() -> InvalidValueError:
    return refuse("once", f"expected 1 to {_LONGEST} characters that no other act has")


def _hash(secret: bytes, asked: Any) -> str:
    return keyed_hash(secret, dump_json(asked))


def remember(
    context: Context,
    kind: str,
    key: str | None,
    asked: Any,
    made: str,
    *,
    client_id: ClientId | None = None,
) -> None:
    """Keep what an act made, inside its unit of work; those of long ago go.

    Args:
        context: The book.
        kind: As in :func:`made_before`.
        key: As there; None keeps nothing.
        asked: As there; what is kept of it is a hash that only this book can make.
        made: Id of what was made.
        client_id: The client concerned, with whom it is erased; None for an act of many.
    """
    if key is None:
        return
    now = context.clock()
    known = context.store.list_records(context.book, ONCE, owners=[ONCE], limit=_SWEPT)
    long_ago = oldest_first(now - REMEMBERED)
    gone = [record.id for record in known if record.order < long_ago]
    if gone:
        context.store.delete_records(context.book, ONCE, gone)
    body = {"made": made, "client": client_id, "asked": _hash(secret_of(context), asked)}
    kept = Record(ONCE, f"{kind}/{key}", body, owner=ONCE, order=oldest_first(now))
    context.store.put_records(context.book, [kept])


def requests_for(context: Context, kind: str, made: str) -> tuple[str, ...]:
    """Return the ids of the records of acts that made this: those of some days are read.

    Args:
        context: The book.
        kind: As in :func:`made_before`.
        made: Id of what was made.
    """
    records = context.store.list_records(context.book, ONCE, owners=[ONCE])
    return tuple(
        record.id
        for record in records
        if record.body["made"] == made and record.id.startswith(f"{kind}/")
    )


def acts_of(context: Context, ids: Collection[ClientId]) -> tuple[Record, ...]:
    """Return the records of acts that concern any of these clients: those of some days are read."""
    records = context.store.list_records(context.book, ONCE, owners=[ONCE])
    return tuple(record for record in records if record.body["client"] in ids)
