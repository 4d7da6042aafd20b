"""Errors of clientbook.

* ClientbookError                        catch this to catch everything below
  * InvalidValueError (ValueError)       a domain type cannot hold the value
    * WrongTypeError (TypeError)         it is of another type than the field holds
  * InvalidProfileError (ValueError)     a profile lacks what this door requires; every reason
  * ReadError                            a file as a whole cannot be read
    * FileTooLargeError                  over a limit of bytes, rows, columns, cells or inflation
    * DuplicateHeaderError               two columns have the same title
    * TitleRowError                      a banner stands above the table
    * TooManySheetsError                 a workbook has several sheets and none was chosen
    * EncodingError                      bytes that the encoding asked for does not have
  * MappingError (ValueError)            the mapping cannot be used
    * UndecidedColumnError               a column is neither mapped nor skipped
  * PlanError
    * StalePlanError                     the book moved under the plan: plan again
    * EmptySelectionError (ValueError)   nothing was selected
    * BlockedMergeError                  a merge has unresolved blockers
    * LinkConflictError                  records of the host collide on the survivor
    * RehearsalTooLargeError             more rows than a rehearsal writes: plan and preview instead
  * DuplicateFoundError                  the person is already in the book
  * ClientStateError                     a deleted, merged or erased client cannot be changed so
  * EventIdUsedError                     a consent event has the id of another one
  * SettingsConflictError                a book is opened with other settings than it keeps
  * SelfServiceError                     the appointment does not allow this to this client
  * ImportStateError                     the run is not in a state that allows this
    * ImportExpiredError                 the run's details were purged
  * OperationCancelledError              the progress callback asked to stop; resumable
  * StoreError
    * ClientNotFoundError (LookupError)  no such client in this book
    * RecordNotFoundError (LookupError)  no such import, merge, note ... in this book
    * StaleRevisionError                 somebody wrote first: base, theirs and yours are attached
    * ConstraintError                    an external id is held by another client
    * StoreUnavailableError              locked, read-only, full or unreachable; earlier data intact
    * StoreInUseError (RuntimeError)     two threads at once, taken through a fork, or closed
    * SchemaVersionError                 the database was written by a newer clientbook

No message holds a personal value; ids, field names, column titles and counts only.
"""

from typing import Any

from clientbook.messages.catalogue import render
from clientbook.messages.issues import Issue


class ClientbookError(Exception):
    """The root: catch it to catch every error this library raises on purpose."""


class InvalidValueError(ClientbookError, ValueError):
    """A domain type cannot hold the value.

    Args:
        issue: What is wrong, with typed parts.
    """

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue)  # the whole issue, so that pickling works
        self.issue = issue

    @property
    def field(self) -> str:
        """The field concerned, such as ``"phone"``."""
        return self.issue.field

    @property
    def problem(self) -> str:
        """What is wrong, in English."""
        return render(self.issue).problem

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return render(self.issue).hint

    def __str__(self) -> str:
        return f"{self.field or 'value'}: {self.problem}; {self.hint}"


class WrongTypeError(InvalidValueError, TypeError):
    """A value of another type than the field holds, such as a text where a list is meant."""


class InvalidProfileError(ClientbookError, ValueError):
    """A profile cannot be accepted; every reason at once.

    Args:
        issues: At least one issue.
    """

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__(issues)
        self.issues = issues

    def __str__(self) -> str:
        return "; ".join(f"{i.field or 'profile'}: {render(i).problem}" for i in self.issues)


class _ProblemError(ClientbookError):
    """An error with a problem and a hint."""

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(problem, hint)
        self.problem, self.hint = problem, hint

    def __str__(self) -> str:
        return f"{self.problem}; {self.hint}" if self.hint else self.problem


class ReadError(ClientbookError):
    """A file as a whole cannot be read; nothing was written.

    Args:
        kind: What the file was taken for, such as ``"xlsx"``; ``"file"`` when unknown.
        problem: What is wrong.
        hint: What to do.
    """

    def __init__(self, kind: str, problem: str, hint: str) -> None:
        super().__init__(kind, problem, hint)
        self.kind, self.problem, self.hint = kind, problem, hint

    def __str__(self) -> str:
        return f"{self.kind}: {self.problem}; {self.hint}"


class FileTooLargeError(ReadError):
    """The file is over a limit; at most a piece (1 MiB) more than the limit was read."""


class DuplicateHeaderError(ReadError):
    """Two columns have the same title after trimming, NFKC and case folding."""


class TitleRowError(ReadError):
    """The first row looks like a banner, not like column titles."""


class TooManySheetsError(ReadError):
    """A workbook has several sheets and none was chosen."""


class EncodingError(ReadError):
    """The bytes are not in the encoding that was asked for."""


class MappingError(_ProblemError, ValueError):
    """The mapping cannot be used as it stands."""


class UndecidedColumnError(MappingError):
    """Columns that are neither mapped nor skipped.

    Args:
        headers: Titles of the undecided columns.
    """

    def __init__(self, headers: tuple[str, ...]) -> None:
        listed = ", ".join(repr(h) for h in headers)
        super().__init__(
            f"undecided columns: {listed}", "give each a target, a new attribute or 'skip'"
        )
        self.args = (headers,)  # what pickling hands back to __init__
        self.headers = headers


class PlanError(_ProblemError):
    """A plan cannot be made or committed."""


class StalePlanError(PlanError):
    """The book moved under the plan."""


class RehearsalTooLargeError(PlanError):
    """A rehearsal would write more rows than it may: it keeps every other writer out."""


class EmptySelectionError(PlanError, ValueError):
    """Nothing was selected."""


class BlockedMergeError(PlanError):
    """A merge plan has blockers that no choice or override resolves.

    Args:
        blockers: Their codes.
    """

    def __init__(self, blockers: tuple[str, ...]) -> None:
        super().__init__(
            f"the merge is blocked: {', '.join(blockers)}",
            "decide each blocker with a choice, or override it",
        )
        self.args = (blockers,)
        self.blockers = blockers


class LinkConflictError(PlanError):
    """Records of the host cannot all belong to the survivor; nothing was moved.

    Args:
        port: Name of the port that refused.
        codes: What collides, such as ``("same_program",)``.
    """

    def __init__(self, port: str, codes: tuple[str, ...]) -> None:
        super().__init__(
            f"records of {port!r} collide: {', '.join(codes)}",
            "decide in the host program which record stays, then plan again",
        )
        self.args = (port, codes)
        self.port, self.codes = port, codes


class ClientStateError(ClientbookError):
    """The client is not in a state that allows this.

    Args:
        client_id: The client.
        status: Where it stands, such as ``"deleted"``.
        survivor: Of a merged client: the id that answers for it now, else None.
    """

    def __init__(self, client_id: str, status: str, survivor: str | None = None) -> None:
        super().__init__(client_id, status, survivor)
        self.client_id, self.status, self.survivor = client_id, status, survivor

    def __str__(self) -> str:
        if self.survivor is not None:
            hint = f"look at {self.survivor!r}, which it is part of, and ask for that one"
        else:
            deleted = self.status == "deleted"
            hint = "restore it first" if deleted else "it cannot be changed this way"
        return f"client {self.client_id!r} is {self.status}; {hint}"


class EventIdUsedError(ClientbookError):
    """A consent event has the id of another one; nothing was written.

    Args:
        event_id: The id.
    """

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self.event_id = event_id

    def __str__(self) -> str:
        return (
            "consent event: its id stands for another event already; give each thing said an id "
            "of its own, and the same thing the same id"
        )


class SettingsConflictError(ClientbookError):
    """A book is opened with other settings than it keeps; nothing was written.

    Args:
        fields: Names of the settings that differ, such as ``("default_region",)``.
    """

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(fields)
        self.fields = fields

    def __str__(self) -> str:
        return (
            f"the book is set to another {', '.join(self.fields)}; open it without settings to "
            "take its own, or change them on purpose with change_settings()"
        )


class SelfServiceError(ClientbookError):
    """The appointment does not allow this to this client; nothing was changed.

    Args:
        action: What was asked, such as ``"cancel"``.
        reason: Why not, such as ``"past"``; never who else takes part.
    """

    def __init__(self, action: str, reason: str) -> None:
        super().__init__(action, reason)
        self.action, self.reason = action, reason

    def __str__(self) -> str:
        return f"{self.action} is not open to this client: {self.reason.replace('_', ' ')}"


class DuplicateFoundError(ClientbookError):
    """The person is already in the book; nothing was written.

    Args:
        client_ids: Ids of the clients found, best first.
    """

    def __init__(self, client_ids: tuple[str, ...]) -> None:
        super().__init__(client_ids)
        self.client_ids = client_ids

    def __str__(self) -> str:
        return (
            f"already in the book as {', '.join(self.client_ids)}; "
            "open that client, or create with on_duplicate=ALLOW"
        )


class ImportStateError(_ProblemError):
    """The import run is not in a state that allows this."""


class ImportExpiredError(ImportStateError):
    """The run's details were purged; its clients remain."""


class OperationCancelledError(ClientbookError):
    """The progress callback asked to stop; what was committed stays and the work can be resumed.

    Args:
        problem: How far the work had come.
        run_id: The import that was stopped: resume it, or end it with ``abandon`` or ``undo``;
            None for work that had written nothing.
    """

    def __init__(self, problem: str = "stopped", run_id: str | None = None) -> None:
        super().__init__(problem, run_id)
        self.problem, self.run_id = problem, run_id

    def __str__(self) -> str:
        return f"{self.problem}; import {self.run_id}" if self.run_id else self.problem


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
        client_id: The client; of an activity its kind and id, such as ``"appointment:a1"``.
        expected: The revision the caller had read.
        actual: The revision in the store, 0 when nothing is there any more.
        what: What is stale: ``"client"`` or ``"activity"``.
        base: The client as the caller had read it, where known.  It has another id than
            *theirs* when it was merged away since.
        theirs: The client or activity as it stands now, where known.
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
        reason: ``"locked"``, ``"read_only"``, ``"full"``, ``"corrupt"`` or ``"unreachable"``.
        hint: What to do.
        code: What the database calls it, such as ``"SQLITE_BUSY"`` or ``"40001"``, where known.
            Its own message is left out: it may hold what was to be written.
    """

    def __init__(self, reason: str, hint: str, code: str | None = None) -> None:
        super().__init__(reason, hint, code)
        self.reason, self.hint, self.code = reason, hint, code

    def __str__(self) -> str:
        return f"the store is {self.reason.replace('_', '-')}; {self.hint}"


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
