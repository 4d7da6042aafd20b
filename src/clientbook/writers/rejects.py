"""The rejects file: what could not be imported, as it was sent, with every reason beside it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from clientbook.importing.rejects import REJECT_COLUMNS, FileFormat, RejectLine, is_reject_column
from clientbook.messages.catalogue import Language, render
from clientbook.messages.issues import IssueCode
from clientbook.writers.tables import write_csv, write_xlsx

_BETWEEN = " | "


def write_rejects(
    out: BinaryIO,
    *,
    header: Sequence[str],
    rejects: Iterable[RejectLine],
    format: FileFormat = "xlsx",  # noqa: A002 - the word its readers know
    language: Language = "en",
    delimiter: str = ",",
) -> int:
    """Write refused rows with the titles and values as sent, then four columns of reasons.

    The file maps itself when it is imported again.  Reason columns that the header already has
    (the file was a rejects file) are written anew, not twice.

    Args:
        out: A binary file; it stays open.
        header: Column titles as sent.
        rejects: Refused rows in file order, each as wide as the header.
        format: ``"xlsx"`` or ``"csv"``.
        language: Of the reasons and their titles.
        delimiter: Of a CSV file; that of the source opens where the source did.

    Returns:
        Number of rows written.

    Raises:
        ValueError: Another format, or a row with more cells than there are titles.
    """
    kept = [index for index, title in enumerate(header) if not is_reject_column(title)]
    titles = [*(header[index] for index in kept), *REJECT_COLUMNS[language]]
    lines = _lines(rejects, len(header), kept, language)
    return write_table(out, titles, lines, format=format, delimiter=delimiter)


def write_table(
    out: BinaryIO,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    format: FileFormat,  # noqa: A002 - the word its readers know
    delimiter: str = ",",
) -> int:
    """Write titles and rows as XLSX, or as CSV with the mark by which Excel knows UTF-8."""
    if format == "xlsx":
        return write_xlsx(out, header, rows, raw=True)
    if format == "csv":
        return write_csv(out, header, rows, bom=True, delimiter=delimiter, raw=True)
    raise ValueError(f"format: {format!r} is neither 'xlsx' nor 'csv'")


def _lines(
    rejects: Iterable[RejectLine], width: int, kept: Sequence[int], language: Language
) -> Iterator[list[str]]:
    for line in rejects:
        if len(line.cells) > width:
            raise ValueError(f"row {line.row} has {len(line.cells)} cells for {width} titles")
        cells = (*line.cells, *("",) * (width - len(line.cells)))
        columns = dict.fromkeys(issue.column or "" for issue in line.issues)
        yield [
            *(cells[index] for index in kept),
            str(line.row),
            _BETWEEN.join(dict.fromkeys(issue.code.value for issue in line.issues)),
            _BETWEEN.join(dict.fromkeys(_reason(line, language))),
            _BETWEEN.join(filter(None, columns)),
        ]


def _reason(line: RejectLine, language: Language) -> Iterator[str]:
    for issue in line.issues:
        where = issue.column or ("" if issue.code is IssueCode.MISSING_FIELD else issue.field)
        message = str(render(issue, language))
        between = " : " if language == "fr" else ": "
        yield f"{where}{between}{message}" if where else message
