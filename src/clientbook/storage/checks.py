"""Checks every shipped store makes, with one wording."""

import math
import os
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from clientbook.domain.checks import refuse
from clientbook.domain.journal import Change
from clientbook.errors import StoreInUseError
from clientbook.storage.protocols import IDENTITY_KINDS, BookId, ClientWrite, FacetFilter, Record

T = TypeVar("T")


def require_transaction(state: T | None) -> T:
    """Return the state of the transaction under way.

    Raises:
        RuntimeError: There is none.
    """
    if state is None:
        raise RuntimeError("a write outside a transaction; use 'with store.transaction(book):'")
    return state


def require_book(held: BookId | None, book: BookId) -> None:
    """Check that the transaction under way is one of the book that is to be written.

    Raises:
        RuntimeError: There is none, or it is another book's.
    """
    if require_transaction(held) != book:
        raise RuntimeError("a write to another book than the transaction's; begin one of its own")


_LONGEST_WAIT = 24 * 3600.0
"""Seconds; databases count them in milliseconds of 32 bits."""


def wait_milliseconds(field: str, seconds: float) -> int:
    """Return how long another writer is waited for, as databases count it; never 0.

    To some databases 0 says at once, to others never.

    Raises:
        InvalidValueError: It is not more than 0 seconds, or more than a day.
    """
    if not 0 < seconds <= _LONGEST_WAIT:
        raise refuse(field, "expected a number of seconds above 0, at most 86,400")
    return math.ceil(seconds * 1000)


def forked() -> StoreInUseError:
    """Return the error for what another process had before this one was forked of it."""
    return StoreInUseError(
        "a store does not survive a fork", "make a new store in the child process"
    )


class Owner:
    """Who is inside a store: one thread at a time, of one process.

    A store may be handed from thread to thread; only *at once* it serves one.

    Args:
        wait_seconds: How long another thread is waited for; 0 refuses at once.
        from_first_use: The process is the one of the first call, not the one that made the store:
            for a store that holds nothing before.
    """

    def __init__(self, *, wait_seconds: float = 0, from_first_use: bool = False) -> None:
        self._process = None if from_first_use else os.getpid()
        self._wait_seconds = wait_seconds
        self._lock = threading.Lock()
        self._thread: int | None = None
        self._depth = 0
        self._closed = False

    def enter(self) -> None:
        """Become the thread inside; inside already, go one deeper.

        Raises:
            StoreInUseError: Another thread is inside, the store was closed, or this is a child
                process.  A connection shared by two processes mixes their statements on one wire
                or one set of file locks: nothing may be written through it, not even a rollback.
        """
        if self._process is None:
            self._process = os.getpid()
        if os.getpid() != self._process:
            raise forked()
        me = threading.get_ident()
        if self._thread != me:  # nobody but this thread writes its own id there
            free = (
                self._lock.acquire(timeout=self._wait_seconds)
                if self._wait_seconds
                else self._lock.acquire(blocking=False)
            )
            if not free:
                raise StoreInUseError(
                    "two threads use one store at once",
                    "hand a store on when its call or transaction has ended, or make one each",
                )
            self._thread = me
        if self._closed:
            if not self._depth:
                self._thread = None
                self._lock.release()
            raise StoreInUseError("the store was closed", "make a new one")
        self._depth += 1

    def leave(self) -> None:
        """Take back one :meth:`enter`."""
        self._depth = max(self._depth - 1, 0)
        if not self._depth:
            self._thread = None
            self._lock.release()

    def close(self) -> bool:
        """Let nobody in any more; False when it was so already."""
        if self._closed:
            return False
        self.enter()
        self._closed = True
        self.leave()
        return True


def nested() -> RuntimeError:
    """Return the error for a transaction inside a transaction."""
    return RuntimeError("a transaction does not nest; end the one under way first")


def check_book(book: BookId) -> None:
    """Raise InvalidValueError for a book id that is not 1 to 64 printable ASCII characters."""
    if not (0 < len(book) <= 64 and book.isascii() and book.isprintable()):
        raise refuse("book", "expected 1 to 64 printable ASCII characters")


def storable(texts: Collection[str]) -> Collection[str]:
    """Return the texts that a store may hold: without NUL and without halves of pairs."""
    return texts if _can_hold(texts) else [text for text in texts if _can_hold((text,))]


def check_texts(texts: Iterable[str]) -> None:
    """Raise InvalidValueError for text that not every store can hold."""
    if not _can_hold(texts):
        raise refuse("text", "it holds NUL or half of a surrogate pair, which is no character")


def _can_hold(texts: Iterable[str]) -> bool:
    joined = "".join(texts)
    if joined.isascii():
        return "\0" not in joined
    try:
        return b"\0" not in joined.encode()
    except UnicodeEncodeError:
        return False


def check_records(records: Iterable[Record]) -> None:
    """Raise InvalidValueError for records whose ids, owners or places no store can hold."""
    check_texts(t for r in records for t in (r.collection, r.id, r.owner, r.order))


def check_changes(changes: Iterable[Change]) -> None:
    """Raise InvalidValueError for changes whose texts no store can hold."""
    check_texts(_texts(changes))


def _texts(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the texts of changes; who, why and what, when thousands share them, only once."""
    before: Change | None = None
    for change in changes:
        yield change.client_id or ""
        if (
            before is None
            or change.actor is not before.actor
            or change.cause is not before.cause
            or change.fields is not before.fields
        ):
            yield from (change.actor.id, change.actor.channel or "", change.cause, *change.fields)
        before = change


def check_filter(where: FacetFilter) -> None:
    """Raise InvalidValueError for a filter with labels that no store can hold."""
    check_texts(where.all_of)
    check_texts(where.none_of)
    check_texts(text for pair in (*where.ranges, *where.none_ranges) for text in pair)


def check_namespace(namespace: str) -> None:
    """Raise ValueError for a facet namespace that is empty or holds a slash."""
    if not namespace or "/" in namespace:
        raise ValueError("namespace: expected a name without slash, such as 'visit'")


def check_once(writes: Sequence[ClientWrite]) -> None:
    """Raise ValueError when one call writes a client twice."""
    if len({write.client.id for write in writes}) != len(writes):
        raise ValueError("writes: a client may be written once per call")


def split_keys(keys: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the identity keys and the match keys among *keys*, each once."""
    split: tuple[list[str], list[str]] = ([], [])
    for key in dict.fromkeys(keys):
        split[key.partition(":")[0] not in IDENTITY_KINDS].append(key)
    return split
