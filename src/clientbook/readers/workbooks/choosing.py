"""Which sheet of a workbook is read: the one that was asked for, else that of the clients."""

from collections.abc import Iterator
from itertools import islice

import attrs

from clientbook.errors import ReadError
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.suggesting.evidence import Look, looks_of
from clientbook.importing.tables import Source, Table, normal_header
from clientbook.readers.options import ReadOptions
from clientbook.readers.tables.structure import build_table
from clientbook.readers.workbooks.sheets import Cells, Sheet, Workbook

_MAX_LISTED = 20
_MAX_LOOKED_AT = 20  # sheets
_LOOK_ROWS = 60
_NONE, _TITLES, _LIST = range(3)  # titles of clients, and rows below them
_MOST_CELLS = 0.5
_SUMMARY = "Export Summary"
_NAMES = frozenset({"full_name", "given_name", "family_name", "company"})
_PERSONAL = frozenset({"phone", "email", "address", "birth_date"})


@attrs.frozen
class ChosenSheet:
    """The sheet that is read.

    Args:
        sheet: Which one.
        cells: What is in it.
        passed: Sheets before it that hold something, but no list of clients.
    """

    sheet: Sheet
    cells: Cells
    passed: tuple[Sheet, ...] = ()


def choose_sheet(workbook: Workbook, options: ReadOptions, kind: str) -> ChosenSheet:
    """Return the sheet to read.

    Of several the first that is a list of clients by its titles (a template begins with a sheet
    of instructions); one with rows before one without.  Where none is, the first that holds
    anything.

    Raises:
        ReadError: Every sheet is hidden, there is none of the name, or it is damaged.
        FileTooLargeError: A limit is passed.
    """
    if options.sheet is not None:
        sheet = _find(workbook.sheets, options.sheet, kind)
        return ChosenSheet(sheet, workbook.read(sheet))
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    if not visible:
        raise ReadError(
            kind,
            f"every sheet is hidden: {listed(workbook.sheets)}",
            "show the sheet of clients, or pass sheet=",
        )
    # Apple Numbers puts a sheet before the others that only lists them
    visible = sorted(visible, key=lambda sheet: sheet.name == _SUMMARY)
    filled = _filled(workbook, visible)
    first = next(filled, None)
    if first is None:
        return ChosenSheet(visible[0], workbook.read(visible[0]))
    return first if len(visible) == 1 else _best(first, filled, options, kind)


def _filled(workbook: Workbook, sheets: list[Sheet]) -> Iterator[ChosenSheet]:
    """Yield the sheets that hold something; of those after the first the ones that can be read."""
    seen: set[str] = set()
    given = False
    for sheet in sheets[:_MAX_LOOKED_AT]:
        if sheet.part in seen:
            continue  # several tabs over one part
        seen.add(sheet.part)
        try:
            cells = workbook.read(sheet)
        except ReadError:
            if not given:
                raise
            continue
        if not cells.is_empty:
            given = True
            yield ChosenSheet(sheet, cells)


def _best(
    first: ChosenSheet, others: Iterator[ChosenSheet], options: ReadOptions, kind: str
) -> ChosenSheet:
    """Return the first of the sheets that are most surely lists of clients."""
    best, rank = first, _rank(first, options, kind)
    if rank == _NONE and _shows_contacts(first, options, kind):
        return first  # a list whose titles nobody knows, or without any
    passed = [first.sheet]
    while rank < _LIST and (other := next(others, None)) is not None:
        if (found := _rank(other, options, kind)) > rank:
            best, rank = attrs.evolve(other, passed=tuple(passed)), found
        passed.append(other.sheet)
    return best


def _rank(found: ChosenSheet, options: ReadOptions, kind: str) -> int:
    table = _looked_at(found, options, kind)
    if table is None or not _has_titles(table):
        return _NONE
    return _LIST if table.row_count else _TITLES


def _shows_contacts(found: ChosenSheet, options: ReadOptions, kind: str) -> bool:
    table = _looked_at(found, options, kind)
    looks = looks_of(list(table), len(table.header)) if table is not None else []
    return any(look.share(Look.PHONE, Look.EMAIL) > _MOST_CELLS for look in looks)


def _looked_at(found: ChosenSheet, options: ReadOptions, kind: str) -> Table | None:
    """Return the beginning of a sheet as a table, None where it is none."""
    tolerant = attrs.evolve(options, strict=False, unique_header=False)
    try:
        return build_table(
            lambda: islice(found.cells.with_blanks(), _LOOK_ROWS),
            options=tolerant,
            source=Source(kind),
        )
    except ReadError:
        return None


def _has_titles(table: Table) -> bool:
    """True where a title names a person or a firm, and another what reaches or describes them."""
    if not table.has_header:
        return False
    fields = {column.target.field for column in suggest_mapping(table) if column.target}
    names = fields & _NAMES
    return bool(names) and len(names) + len(fields & _PERSONAL) > 1


def _find(sheets: tuple[Sheet, ...], wanted: str | int, kind: str) -> Sheet:
    for sheet in sheets:
        if wanted in (sheet.number, sheet.name):
            return sheet
    for sheet in sheets:
        if isinstance(wanted, str) and normal_header(sheet.name) == normal_header(wanted):
            return sheet
    raise ReadError(kind, f"there is no sheet {wanted!r}", f"pass sheet= one of: {listed(sheets)}")


def listed(sheets: tuple[Sheet, ...]) -> str:
    """Return the names of sheets for a message."""
    names = [
        f"{sheet.name[:60]!r}{' (hidden)' if sheet.hidden else ''}"
        for sheet in sheets[:_MAX_LISTED]
    ]
    more = len(sheets) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
