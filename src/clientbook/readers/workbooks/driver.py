"""The one place that calls python-calamine, for files whose extents were checked before."""

from collections.abc import Sequence
from typing import BinaryIO

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


def read_cells(
    driver: Driver,
    index: int,
    cells: Cells,
    errors: dict[tuple[int, int], str],
    numbers: Sequence[int],
) -> None:
    """Move the values of one sheet into *cells*.

    Args:
        driver: The workbook.
        index: Position of the sheet from 0.
        cells: Receives the rows.
        errors: Error cells by row and column from 0; the driver gives them as empty.
        numbers: Numbers of the rows in their file, from 0.
    """
    sheet = driver.sheet(index)
    start = sheet.start or (0, 0)
    error_rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(errors.items()):
        error_rows.setdefault(row, []).append((column, text))
        cells.note_error(numbers[row] + 1, column + 1, text)
    try:
        rows = sheet.to_python(skip_empty_area=True)
    except BaseException as error:  # noqa: BLE001 - panics are no Exception
        raise _translated(error, driver.kind) from None
    for number, values in enumerate(rows, start=start[0]):
        texts = [""] * start[1] + [driver_text(value) for value in values]
        for column, text in error_rows.get(number, ()):
            texts.extend([""] * (column + 1 - len(texts)))
            texts[column] = text
        cells.count_cells(len(texts))
        cells.add_row(numbers[number] + 1, texts)


def _translated(error: BaseException, kind: str) -> ReadError | BaseException:
    """Return our error for the driver's; an interrupt stays what it is.

    A panic of the driver is a BaseException that ``except Exception`` lets through.
    """
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return ReadError(kind, "the workbook is damaged or of a form that is not read", _DAMAGED)
    return error
