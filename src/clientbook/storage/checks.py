"""Checks every shipped store makes, with one wording."""

import os
import threading
from collections.abc import Collection, Sequence
from typing import TypeVar

from clientbook.storage.protocols import IDENTITY_KINDS, BookId, ClientWrite

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


class Owner:
    """The thread and process a store was made in; it serves no other."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._process = os.getpid()

    def check(self) -> None:
        """Raise RuntimeError in another thread, or after a fork.

        A connection shared by two processes mixes their statements on one wire or one set of file
        locks: nothing may be written through it, not even a rollback.
        """
        if os.getpid() != self._process:
            raise RuntimeError(
                "a store does not survive a fork; make a new store in the child process"
            )
        if threading.get_ident() != self._thread:
            raise RuntimeError(
                "a store belongs to the thread that made it; make one store per thread"
            )


def nested() -> RuntimeError:
    """Return the error for a transaction inside a transaction."""
    return RuntimeError("a transaction does not nest; end the one under way first")


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
