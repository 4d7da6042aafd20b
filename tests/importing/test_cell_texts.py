"""Values of programs as the texts of cells."""

import enum
from datetime import date

import numpy as np
import pytest

from clientbook import InvalidValueError, MappingError, Table, suggest_mapping
from clientbook.errors import CellTypeError
from clientbook.importing.cell_texts import cell_text
from clientbook.readers.workbooks.cells import GENERAL, float_text, number_text


class _Kind(enum.Enum):
    WORD = "Ann"
    NUMBER = 7


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (_Kind.WORD, "Ann"),
        (_Kind.NUMBER, "7"),
        (np.int64(5), "5"),
        (np.float64(5.0), "5"),
        (np.bool_(True), "TRUE"),
        (np.str_("x"), "x"),
        (np.array(5), "5"),
        (np.datetime64("1988-06-27"), "1988-06-27"),
        (np.datetime64("1988-06-27T00:00:00.000000000"), "1988-06-27"),
        (np.datetime64("1988-06-27T08:30", "ns"), "1988-06-27T08:30:00"),
        (np.datetime64("NaT", "D"), ""),
        (np.datetime64("NaT", "ns"), ""),
        (np.timedelta64(90, "m"), "1:30:00"),
        (np.timedelta64(90 * 60 * 10**9, "ns"), "1:30:00"),
    ],
)
def test_values_of_frames_are_the_texts_people_see(value: object, text: str) -> None:
    """A moment kept to the nanosecond is a day like any other, not a number."""
    (row,) = Table.from_rows(["a", "b"], [["x", value]])
    assert row.cells == ("x", text)


@pytest.mark.parametrize("value", [object(), b"x", np.void(b"x"), np.array([1, 2]), float("inf")])
def test_what_no_cell_shows_is_refused(value: object) -> None:
    """The error names row and column, and no value."""
    with pytest.raises(CellTypeError, match="b"):
        Table.from_rows(["a", "b"], [["x", value]])


def test_a_row_with_more_cells_than_titles_is_refused() -> None:
    """A cell without a title would be lost without a word."""
    with pytest.raises(InvalidValueError, match="row 2 has 2 cells for 1 titles"):
        Table.from_rows(["a"], [["x", date(2026, 1, 1)]])


def test_a_table_says_how_large_it_is_and_nothing_else() -> None:
    """What a console shows of a table holds no cell."""
    assert repr(Table.from_rows(["a"], [["secret"]])) == "<Table memory: 1 columns, 1 rows>"


def test_a_target_moves_to_the_column_that_is_chosen_for_it() -> None:
    """K18: of two columns for one target the one that is named fills it, the other is skipped."""
    table = Table.from_rows(["Tel", "Mobile"], [["0612345678", "0612345679"]])
    mapping = suggest_mapping(table).choose("phone.mobile", "Tel")
    assert [str(column.target) for column in mapping] == ["phone.mobile", "skip"]
    other = suggest_mapping(Table.from_rows(["Tel"]))
    with pytest.raises(MappingError, match="of another table"):
        mapping.with_alternatives(other)


@pytest.mark.parametrize("number", [4970101234567890, 2**53, 10**15])
def test_a_whole_float_is_written_as_its_digits(number: int) -> None:
    """As far as a float holds each whole number, in memory and in a workbook."""
    assert cell_text(float(number)) == str(number)
    assert float_text(float(number), GENERAL, epoch_1904=False) == str(number)
    assert number_text(f"{number}", GENERAL, epoch_1904=False) == str(number)
    assert number_text(f"{number}.0", GENERAL, epoch_1904=False) == str(number)


def test_digits_as_written_in_a_workbook_stay() -> None:
    """No float takes their last figures; a float that is too large shows that it may have."""
    assert number_text("4970101234567890123", GENERAL, epoch_1904=False) == "4970101234567890123"
    assert "e+" in float_text(4970101234567890123.0, GENERAL, epoch_1904=False)
