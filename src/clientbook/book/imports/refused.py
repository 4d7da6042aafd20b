"""The rows an import refused, as a file for their owner."""

from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from clientbook.domain.checks import refuse
from clientbook.domain.imports import ImportRun, RowOutcome
from clientbook.importing.rejects import FileFormat, RejectLine
from clientbook.messages.catalogue import Language
from clientbook.writers.formats import format_of
from clientbook.writers.rejects import write_rejects


def write_refused(
    run: ImportRun,
    refused: Callable[[], Iterator[RowOutcome]],
    out: BinaryIO | str | PathLike[str],
    *,
    format: FileFormat | None,  # noqa: A002 (the word its readers know)
    language: Language,
) -> int:
    """Write refused rows with their reasons and return how many there are.

    Args:
        run: The import.
        refused: Yields its refused rows; called twice, so that none has to be kept.
        out: A path or a binary file.
        format: ``"xlsx"`` or ``"csv"``; None takes what the file is named.
        language: Of the reasons.

    Raises:
        InvalidValueError: No file can be written at that path.
    """
    chosen = format_of(out, format, usual="xlsx")
    widest = max((len(o.cells) for o in refused()), default=0)
    header = (*run.header, *("",) * (widest - len(run.header)))
    lines = (RejectLine(o.row, o.cells, o.issues) for o in refused())
    delimiter = run.delimiter or ","
    if isinstance(out, (str, PathLike)):
        with _opened(out) as file:
            return write_rejects(
                file,
                header=header,
                rejects=lines,
                format=chosen,
                language=language,
                delimiter=delimiter,
            )
    return write_rejects(
        out, header=header, rejects=lines, format=chosen, language=language, delimiter=delimiter
    )


def _opened(path: str | PathLike[str]) -> BinaryIO:
    try:
        return Path(path).open("wb")
    except (OSError, ValueError) as error:  # the latter of a NUL
        problem = "no file can be written there; name one in a folder that you may write to"
        raise refuse("out", problem) from error
