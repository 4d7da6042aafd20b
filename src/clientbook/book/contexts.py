"""What every desk of one book shares."""

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime

import attrs

from clientbook.domain.settings import BookSettings
from clientbook.storage.protocols import BookId, Store

Clock = Callable[[], datetime]
IdMaker = Callable[[], str]


def utc_now() -> datetime:
    """Return the time now, aware, in UTC."""
    return datetime.now(UTC)


_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def make_id() -> str:
    """Return a new id of 20 characters: 10 of milliseconds since 1970, 10 at random.

    Ids made later sort later, to the millisecond, so that indexes grow at their end.
    """
    number = (time.time_ns() // 1_000_000 << 50) | secrets.randbits(50)
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(95, -1, -5))


@attrs.frozen
class Context:
    """One book in one store, with its settings, clock and id maker.

    Args:
        store: Where the book is kept.
        book: Id of the book.
        settings: What the book is set to.
        clock: Returns the time now (aware).
        make_id: Returns a new id each time.
    """

    store: Store
    book: BookId
    settings: BookSettings
    clock: Clock = utc_now
    make_id: IdMaker = make_id
