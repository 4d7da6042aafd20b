"""Errors of clientbook.

* ClientbookError                        catch this to catch everything below
  * InvalidValueError (ValueError)       a domain type cannot hold the value
    * WrongTypeError (TypeError)         it is of another type than the field holds
    * InvalidCursorError                 it is no place in this listing
  * InvalidProfileError (ValueError)     a profile lacks what this door requires; every reason
  * ReadError                            a file as a whole cannot be read
    * FileTooLargeError                  over a limit of bytes, rows, columns, cells or inflation
    * DuplicateHeaderError               two columns have the same title
    * TitleRowError                      a banner stands above the table
    * CellTypeError (TypeError)          a value in memory that no cell shows
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
    * RowDecidedError                    somebody has decided the row already
  * OperationCancelledError              the progress callback asked to stop; resumable
  * WorkersError (RuntimeError)          work cannot be divided among processes
  * StoreError
    * BookNotFoundError (LookupError)    no such book in this store
    * ClientNotFoundError (LookupError)  no such client in this book
    * RecordNotFoundError (LookupError)  no such import, merge, note ... in this book
    * StaleRevisionError                 somebody wrote first: base, theirs and yours are attached
    * ConstraintError                    an external id is held by another client
    * StoreUnavailableError              locked, cancelled, full, unreachable; earlier data intact
    * StoreInUseError (RuntimeError)     two threads at once, taken through a fork, or closed
    * SchemaVersionError                 the database was written by a newer clientbook

No message holds a personal value; ids, field names, column titles and counts only.
"""

from clientbook.errors.bases import (
    ClientbookError,
    InvalidCursorError,
    InvalidProfileError,
    InvalidValueError,
    WrongTypeError,
)
from clientbook.errors.clients import (
    ClientStateError,
    DuplicateFoundError,
    EventIdUsedError,
    SelfServiceError,
    SettingsConflictError,
)
from clientbook.errors.files import (
    CellTypeError,
    DuplicateHeaderError,
    EncodingError,
    FileTooLargeError,
    ImportExpiredError,
    ImportStateError,
    MappingError,
    ReadError,
    RowDecidedError,
    TitleRowError,
    TooManySheetsError,
    UndecidedColumnError,
)
from clientbook.errors.plans import (
    BlockedMergeError,
    EmptySelectionError,
    LinkConflictError,
    OperationCancelledError,
    PlanError,
    RehearsalTooLargeError,
    StalePlanError,
    WorkersError,
)
from clientbook.errors.stores import (
    BookNotFoundError,
    ClientNotFoundError,
    ConstraintError,
    RecordNotFoundError,
    SchemaVersionError,
    StaleRevisionError,
    StoreError,
    StoreInUseError,
    StoreUnavailableError,
)

__all__ = [
    "BlockedMergeError",
    "BookNotFoundError",
    "CellTypeError",
    "ClientNotFoundError",
    "ClientStateError",
    "ClientbookError",
    "ConstraintError",
    "DuplicateFoundError",
    "DuplicateHeaderError",
    "EmptySelectionError",
    "EncodingError",
    "EventIdUsedError",
    "FileTooLargeError",
    "ImportExpiredError",
    "ImportStateError",
    "InvalidCursorError",
    "InvalidProfileError",
    "InvalidValueError",
    "LinkConflictError",
    "MappingError",
    "OperationCancelledError",
    "PlanError",
    "ReadError",
    "RecordNotFoundError",
    "RehearsalTooLargeError",
    "RowDecidedError",
    "SchemaVersionError",
    "SelfServiceError",
    "SettingsConflictError",
    "StalePlanError",
    "StaleRevisionError",
    "StoreError",
    "StoreInUseError",
    "StoreUnavailableError",
    "TitleRowError",
    "TooManySheetsError",
    "UndecidedColumnError",
    "WorkersError",
    "WrongTypeError",
]

# A traceback and a pickle name the place a caller imports from, not the file that holds the class.
for _name in __all__:
    globals()[_name].__module__ = __name__
