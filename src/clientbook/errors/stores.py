"""A store cannot find, keep or reach something."""

from typing import Any

from clientbook.errors.bases import ClientbookError


class StoreError(ClientbookError):
    """A store cannot do what was asked."""


class ClientNotFoundError(StoreError, LookupError):
    """No such client in this book.

    Args:
        client_id: The id asked for.
    """

    def __init__(self, client_id: str) -> None:
        super().__init__(client_id)
        self.client_id = client_id

    def __str__(self) -> str:
        return f"no client {self.client_id!r} in this book"


class BookNotFoundError(StoreError, LookupError):
    """No such book in this store: nothing was ever written under its id.

    Args:
        book: The id asked for.
        others: Ids of books that are there, where the store lists them; the message names ten.
    """

    most_named = 10

    def __init__(self, book: str, others: tuple[str, ...] = ()) -> None:
        super().__init__(book, others)
        self.book, self.others = book, others

    def __str__(self) -> str:
        there = f"it holds {self.listed}" if self.others else "nothing was ever written to it"
        return f"no book {self.book!r} in this store; {there}"

    @property
    def listed(self) -> str:
        """The books that are there, in one line."""
        more = ", ..." if len(self.others) > self.most_named else ""
        return ", ".join(map(repr, self.others[: self.most_named])) + more


class RecordNotFoundError(StoreError, LookupError):
    """No such record (import run, merge, note, ...) in this book.

    Args:
        what: Kind of record, such as ``"import"``.
        record_id: The id asked for.
    """

    def __init__(self, what: str, record_id: str) -> None:
        super().__init__(what, record_id)
        self.what, self.record_id = what, record_id

    def __str__(self) -> str:
        return f"no {self.what} {self.record_id!r} in this book"


class StaleRevisionError(StoreError):
    """Somebody wrote first.

    Args:
        client_id: The client; of an activity its kind and id, such as ``"appointment:a1"``, of an
            attribute its key.
        expected: The revision the caller had read.
        actual: The revision in the store, 0 when nothing is there any more.
        what: What is stale: ``"client"``, ``"activity"`` or ``"attribute"``.
        base: The client as the caller had read it, where known.  It has another id than
            *theirs* when it was merged away since.
        theirs: The client, activity or attribute as it stands now, where known.
        yours: What the caller wanted to write, where known.
        conflicts: Names of the fields that both sides changed.
    """

    def __init__(
        self,
        client_id: str,
        expected: int,
        actual: int,
        *,
        what: str = "client",
        base: Any = None,
        theirs: Any = None,
        yours: Any = None,
        conflicts: tuple[str, ...] = (),
    ) -> None:
        super().__init__(client_id, expected, actual)
        self.client_id, self.expected, self.actual, self.what = client_id, expected, actual, what
        self.base, self.theirs, self.yours = base, theirs, yours
        self.conflicts = conflicts

    def __str__(self) -> str:
        return (
            f"{self.what} {self.client_id!r} is at revision {self.actual}, "
            f"not the {self.expected} that was read{self._merged}; "
            "read it again, redo the change, retry"
        )

    @property
    def _merged(self) -> str:
        was = getattr(self.base, "id", self.client_id)
        return "" if was == self.client_id else f" of {was!r}, which was merged into it"


class ConstraintError(StoreError):
    """An external id is held by another live client of the book.

    Args:
        system: The external system.
        client_id: Who holds the id.
    """

    def __init__(self, system: str, client_id: str) -> None:
        super().__init__(system, client_id)
        self.system, self.client_id = system, client_id

    def __str__(self) -> str:
        return (
            f"this id of system {self.system!r} belongs to client {self.client_id!r}; "
            "update or merge that client instead"
        )


class StoreUnavailableError(StoreError):
    """The store cannot be written or reached just now; earlier data is intact.

    Args:
        reason: ``"locked"`` (somebody else writes), ``"cancelled"`` (a time limit of the database,
            or somebody, ended it), ``"read_only"``, ``"full"``, ``"corrupt"`` or
            ``"unreachable"``.
        hint: What to do.
        code: What the database calls it, such as ``"SQLITE_BUSY"`` or ``"40001"``, where known.
            Its own message is left out: it may hold what was to be written.
        problem: What is wrong, where that says more than the reason.
    """

    def __init__(
        self, reason: str, hint: str, code: str | None = None, problem: str | None = None
    ) -> None:
        super().__init__(reason, hint, code, problem)
        self.reason, self.hint, self.code, self.problem = reason, hint, code, problem

    def __str__(self) -> str:
        problem = self.problem or f"the store is {self.reason.replace('_', '-')}"
        return f"{problem}; {self.hint}"


class StoreInUseError(StoreError, RuntimeError):
    """The store cannot serve this caller: another thread is inside it, or it cannot be used here.

    Args:
        problem: What is wrong.
        hint: What to do.
    """

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(problem, hint)
        self.problem, self.hint = problem, hint

    def __str__(self) -> str:
        return f"{self.problem}; {self.hint}"


class SchemaVersionError(StoreError):
    """The database was written by a newer clientbook.

    Args:
        found: Schema version in the database.
        supported: Newest version this clientbook knows.
    """

    def __init__(self, found: int, supported: int) -> None:
        super().__init__(found, supported)
        self.found, self.supported = found, supported

    def __str__(self) -> str:
        return (
            f"the database has schema version {self.found}, this clientbook knows up to "
            f"{self.supported}; upgrade clientbook"
        )
