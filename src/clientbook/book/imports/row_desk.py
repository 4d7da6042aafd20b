"""The part of the import desk about single rows: outcomes, rows refused, rows that wait."""

import warnings
from collections.abc import Collection, Iterator
from functools import partial
from os import PathLike
from typing import BinaryIO

from clientbook.book.actors import UNKNOWN
from clientbook.book.contexts import Context
from clientbook.book.imports.refused import write_refused
from clientbook.book.imports.runs import load_run, run_outcomes
from clientbook.book.imports.settling import decide_row
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.doors import guarded
from clientbook.domain.imports import OutcomeKind, RowOutcome
from clientbook.importing.rejects import FileFormat


@guarded
class RowDesk:
    """What became of the rows of imports, and what a person decides of them.

    Args:
        context: The book.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def outcomes(
        self, run_id: str, *, kinds: Collection[OutcomeKind] | None = None
    ) -> Iterator[RowOutcome]:
        """Yield what became of each row, in file order."""
        return run_outcomes(self._context, run_id, kinds)

    def write_rejects(
        self,
        run_id: str,
        out: BinaryIO | str | PathLike[str],
        *,
        format: FileFormat | None = None,  # noqa: A002 (the word its readers know)
    ) -> int:
        """Write the rows that were rejected or wait for a person, with every reason.

        The file is a valid input: fix the rows and import it again; its reason columns are
        recognised and ignored.

        Args:
            run_id: The run.
            out: A path or a binary file.
            format: ``"xlsx"`` or ``"csv"``; None takes what the file is named, XLSX where it has no
                name.  A CSV file has the delimiter of its source.

        Returns:
            Number of rows written.

        Raises:
            ImportExpiredError: The run is older than ``history_days``.
            InvalidValueError: No file can be written at that path, or its name asks for the other
                format, or for none and nobody said any.
        """
        language = self._context.settings.language
        run, refused = load_run(self._context, run_id), partial(self._refused, run_id)
        return write_refused(run, refused, out, format=format, language=language)

    def _refused(self, run_id: str) -> Iterator[RowOutcome]:
        return self.outcomes(run_id, kinds=(OutcomeKind.REJECTED, OutcomeKind.REVIEW))

    def decide_row(
        self,
        run_id: str,
        row: int,
        *,
        into: ClientId | None,
        still_new: bool = False,
        by: Actor,
    ) -> RowOutcome:
        """Import a row that waits for a person (REVIEW), as the person decided.

        The answer is remembered: the same row in another file belongs to that client too.
        Undoing the import takes it back like any other row.

        What the row says of contact was said when the list was imported, not as it is decided: a
        later word of the client stands.

        An id that another client holds stays with that client: the row comes in without it, its
        outcome says so (``id_kept``), and a new client is proposed as a pair with the holder.  A
        cell that its attribute can hold no longer, as that has another type by now, is kept as a
        text that could not be read (``value_unread``).

        Args:
            run_id: The run.
            row: Number of the row.
            into: The client it belongs to, None to create a new one.
            still_new: True creates the new one whoever came in since the import; None in *into*
                says only that it is none of the row's ``candidates``.
            by: Who decides; the outcome names them, and so does the history of the client.

        Raises:
            DuplicateFoundError: A new person, and somebody who is no candidate of the row is or
                may be that person by now: entered by hand, by a booking, by another row.  The
                error names them; nothing was written.
            RowDecidedError: Somebody has decided it already; the error says how and who.
            ImportStateError: The row does not wait for anybody, or the run is not at its end.
            InvalidProfileError: The row lacks what the book requires today, or exceeds its limits
                of today.  What its cells mean is as the import read them.
        """
        return decide_row(self._context, run_id, row, into=into, still_new=still_new, by=by)

    def settle(
        self, run_id: str, row: int, *, into: ClientId | None, by: Actor | None = None
    ) -> RowOutcome:
        """Do what :meth:`decide_row` does, under its older name (deprecated)."""
        warnings.warn(
            "imports.settle() is imports.decide_row(..., by=) now",
            DeprecationWarning,
            stacklevel=2,
        )
        actor = UNKNOWN if by is None else by
        return self.decide_row(run_id, row, into=into, by=actor)
