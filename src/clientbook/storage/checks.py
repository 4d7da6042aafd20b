"""Checks every shipped store makes, with one wording."""

from collections.abc import Sequence
from typing import TypeVar

from clientbook.storage.protocols import ClientWrite

T = TypeVar("T")


def require_transaction(state: T | None) -> T:
    """Return the state of the transaction under way.

    Raises:
        RuntimeError: There is none.
    """
    if state is None:
        raise RuntimeError("a write outside a transaction; use 'with store.transaction():'")
    return state


def wrong_thread() -> RuntimeError:
    """Return the error for a call from another thread than the one that made the store."""
    return RuntimeError("a store belongs to the thread that made it; make one store per thread")


def wrong_process() -> RuntimeError:
    """Return the error for a call after a fork."""
    return RuntimeError("a store does not survive a fork; make a new store in the child process")


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
