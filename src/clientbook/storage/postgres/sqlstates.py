"""What the server says in codes (SQLSTATE), in our words: one table, for every door."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import attrs
import psycopg
from psycopg import errors

from clientbook.convert.documents import DamagedDocumentError
from clientbook.domain.checks import refuse
from clientbook.errors import StoreUnavailableError


@attrs.frozen
class _Said:
    """What a code means to whoever called.

    Args:
        reason: As :class:`.StoreUnavailableError` has it.
        hint: What to do.
        problem: What is wrong, where that says more than the reason.
    """

    reason: str
    hint: str
    problem: str | None = None


_REASONS: Final = {
    "locked": "another program is writing; try again, or give a longer lock_timeout_seconds",
    "read_only": "connect to the primary server, as a role that may write these tables",
    "full": "free disk space on the server, then resume; what was committed is intact",
    "corrupt": "the database is damaged or is not clientbook's; restore it from a backup",
    "unreachable": "check that the server runs and accepts this connection, then try again",
}
_LOCKED, _READ_ONLY, _FULL, _CORRUPT, _UNREACHABLE = (_Said(*said) for said in _REASONS.items())
_CANCELLED = _Said(
    "cancelled",
    "it took longer than the statement_timeout of the role or connection, or somebody cancelled it;"
    " give a longer one, or try again",
    "the server cancelled a statement",
)
_LIMITED = _Said(
    "cancelled",
    "raise the limit that it met for this role, such as temp_file_limit, then try again",
    "the server ended a statement at a limit of its settings",
)
_TOO_LONG = _Said(
    "cancelled",
    "it lay idle or took longer than idle_in_transaction_session_timeout or transaction_timeout"
    " of the role allow; do less in one unit of work, or give a longer one",
    "the server ended a transaction at its time limit",
)
_FAILED_BEFORE = _Said(
    "cancelled",
    "roll it back and begin anew",
    "the transaction has failed before",
)
_IDLE = _Said(
    "unreachable",
    "try again, or give the role a longer idle_session_timeout",
    "the server ended a connection that lay idle",
)
_NO_MEMORY = _Said(
    "unreachable",
    "wait until others have ended, or give the server more, then try again",
    "the server lacks memory",
)
_NO_SCHEMA = _Said(
    "unreachable",
    "name a schema that exists in the search_path of the role or connection",
    "there is no schema for the tables",
)
_REFUSED_BY_TRIGGER = _Said(
    "read_only",
    "ask who keeps the triggers of these tables",
    "a trigger or function of the database refused the write",
)
SQLSTATES: Final = {
    "08": _UNREACHABLE,  # connection exception
    "25006": _READ_ONLY,  # a read-only transaction: a standby, default_transaction_read_only
    "25P02": _FAILED_BEFORE,  # of a joined host
    "25P03": _TOO_LONG,  # idle_in_transaction_session_timeout
    "25P04": _TOO_LONG,  # transaction_timeout, from PostgreSQL 17
    "28": _UNREACHABLE,  # no such role, wrong password
    "3D000": _UNREACHABLE,  # no such database
    "3F000": _NO_SCHEMA,
    "40": _LOCKED,  # serialisation, deadlock
    "40003": _UNREACHABLE,  # whether it was committed is not known
    "42501": _READ_ONLY,  # insufficient privilege
    "53": _UNREACHABLE,  # too many connections
    "53100": _FULL,
    "53200": _NO_MEMORY,
    "53400": _LIMITED,
    "55006": _LOCKED,  # object in use
    "55P03": _LOCKED,  # lock_timeout, NOWAIT
    "57014": _CANCELLED,  # statement_timeout, a request to cancel
    "57P": _UNREACHABLE,  # shut down, crashed, starting, database dropped
    "57P05": _IDLE,
    "58030": _UNREACHABLE,  # the server cannot read or write a file
    "OC": _LOCKED,  # optimistic concurrency control of Aurora DSQL
    "P0001": _REFUSED_BY_TRIGGER,
    "XX001": _CORRUPT,
    "XX002": _CORRUPT,
}
"""Codes of the PostgreSQL manual, appendix A, or how they begin: the longest that fits counts.

What is not named here is no state of a sound database with our tables.
"""

_AGAIN = frozenset({"40001", "40P01", "OC000", "OC001"})
_TOO_ODD = frozenset({"22021", "22P05", "54000", "22001"})  # characters, sizes of an index row


def said_of(state: str) -> _Said:
    """Return what a SQLSTATE means."""
    begins = (state[:length] for length in range(len(state), 1, -1))
    return next((SQLSTATES[code] for code in begins if code in SQLSTATES), _CORRUPT)


def unavailable(reason: str) -> StoreUnavailableError:
    """Return the error for a database that cannot be used, with its hint."""
    return StoreUnavailableError(reason, _REASONS[reason])


def translate(error: Exception) -> Exception:
    """Return our error for a driver's; nothing of its message, which may hold a person."""
    if isinstance(error, DamagedDocumentError):
        return unavailable("corrupt")
    state = error.sqlstate if isinstance(error, psycopg.Error) else None
    if state in _TOO_ODD or isinstance(error, (UnicodeEncodeError, errors.DataError)):
        return refuse("text", "it is too long, or no character, for this database")
    if state is None:
        lost = isinstance(error, errors.OperationalError)
        return unavailable("unreachable" if lost else "corrupt")
    said = said_of(state)
    return StoreUnavailableError(said.reason, said.hint, state, said.problem)


def may_succeed_again(error: BaseException) -> bool:
    """True when the same work may succeed at once: a serialisation failure or a deadlock."""
    return isinstance(error, StoreUnavailableError) and error.code in _AGAIN


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of the driver in the block into ours."""
    failure: Exception | None = None
    try:
        yield
    except psycopg.Error as error:
        failure = translate(error)
    if failure is not None:
        raise failure from None  # the driver's message may hold what was to be written
