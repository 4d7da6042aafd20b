"""A file, its mapping or its run cannot be used."""

from typing import Any

from clientbook.errors.bases import ClientbookError, ProblemError


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


class CellTypeError(ReadError, TypeError):
    """A value in memory is of a type that no cell of a table shows, such as a list."""


class EncodingError(ReadError):
    """The bytes are not in the encoding that was asked for."""


class MappingError(ProblemError, ValueError):
    """The mapping cannot be used as it stands."""


class UndecidedColumnError(MappingError):
    """Columns that are neither mapped nor skipped.

    Args:
        headers: Titles of the undecided columns.
        template: Name of the saved mapping that does not know them, None for another mapping.
    """

    def __init__(self, headers: tuple[str, ...], template: str | None = None) -> None:
        listed = ", ".join(repr(h) for h in headers)
        saved = "" if template is None else f", unknown to the saved mapping {template!r}"
        again = "" if template is None else ", and save it again under its name"
        super().__init__(
            f"undecided columns: {listed}{saved}",
            f"give each a target, a new attribute or 'skip'{again}",
        )
        self.args = (headers, template)  # what pickling hands back to __init__
        self.headers = headers
        self.template = template


class ImportStateError(ProblemError):
    """The import run is not in a state that allows this."""


class RowDecidedError(ImportStateError):
    """A row of an import that waited for a person has been decided already.

    Args:
        outcome: What became of it: its client, and who decided.
    """

    def __init__(self, problem: str, hint: str, outcome: Any = None) -> None:
        super().__init__(problem, hint)
        self.outcome = outcome


class ImportExpiredError(ImportStateError):
    """The run's details were purged; its clients remain."""
