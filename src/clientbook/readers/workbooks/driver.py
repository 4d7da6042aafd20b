"""The one place that calls python-calamine, for files whose extents were checked before."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import BinaryIO

import attrs
import python_calamine

from clientbook.errors import ReadError
from clientbook.readers.workbooks.cells import driver_text
from clientbook.readers.workbooks.sheets import Cells

_DAMAGED = "open it in a spreadsheet program and save it as XLSX"


class Driver:
    """An opened workbook of python-calamine.

    Args:
        stream: The whole file.
        kind: For errors, such as ``"xls"``.

    Raises:
        ReadError: The driver cannot read it.
    """

    def __init__(self, stream: BinaryIO, kind: str) -> None:
        self.kind = kind
        try:
            self._book = python_calamine.load_workbook(stream)
        except BaseException as error:  # noqa: BLE001 - panics are no Exception
            raise _translated(error, kind) from None

    def sheet(self, index: int) -> python_calamine.CalamineSheet:
        """Return a sheet by its position from 0 among all sheets, charts counted."""
        try:
            return self._book.get_sheet_by_index(index)
        except BaseException as error:  # noqa: BLE001 - panics are no Exception
            raise _translated(error, self.kind) from None


@attrs.frozen
class Given:
    """What is known of a sheet before the driver reads it; rows and columns count from 0.

    Args:
        rows: The rows in the file, in the order in which the driver gives them.
        hidden: Those that the sheet hides.
        texts: What the driver cannot say, by row and column: error cells, which it gives as empty,
            and numbers as the sheet shows them.
    """

    rows: Sequence[int]
    hidden: AbstractSet[int]
    texts: Mapping[int, Mapping[int, str]]


def read_cells(driver: Driver, index: int, cells: Cells, given: Given) -> None:
    """Move the values of one sheet, by its position from 0, into *cells*."""
    sheet = driver.sheet(index)
    start = sheet.start or (0, 0)
    try:
        rows = sheet.to_python(skip_empty_area=True)
    except BaseException as error:  # noqa: BLE001 - panics are no Exception
        raise _translated(error, driver.kind) from None
    for rank, values in enumerate(rows, start=start[0]):
        row = given.rows[rank]
        found = [""] * start[1] + [driver_text(value) for value in values]
        for column, text in given.texts.get(row, {}).items():
            found.extend([""] * (column + 1 - len(found)))
            found[column] = text
        cells.count_cells(len(found))
        if row in given.hidden:
            cells.note_hidden_row(row + 1)
        cells.add_row(row + 1, found)


def _translated(error: BaseException, kind: str) -> ReadError | BaseException:
    """Return our error for the driver's; an interrupt stays what it is.

    A panic of the driver is a BaseException that ``except Exception`` lets through.
    """
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return ReadError(kind, "the workbook is damaged or of a form that is not read", _DAMAGED)
    return error
