"""Tables whose columns are told by spaces: padded to a width, or under a rule."""

import pytest

from clientbook.readers.csv.aligned import cut, find_stops
from clientbook.readers.opening import open_table

PADDED = """\
Name            City            Phone
Ann Roy         Paris           0612345678
Bob Lee                         0612345679
Cy Li           Le Havre        0612345680
"""
RIGHT = """\
Name           Visits   Phone
Ann Roy             3   0612345678
Bob Lee            12   0612345679
Cy Li             104   0612345680
"""
RULED = """\
Name    City     Phone
------- -------- ----------
Ann Roy Paris    0612345678
Bob Lee Le Havre 0612345679
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            PADDED,
            [
                ("Ann Roy", "Paris", "0612345678"),
                ("Bob Lee", "", "0612345679"),
                ("Cy Li", "Le Havre", "0612345680"),
            ],
        ),
        (
            RIGHT,
            [
                ("Ann Roy", "3", "0612345678"),
                ("Bob Lee", "12", "0612345679"),
                ("Cy Li", "104", "0612345680"),
            ],
        ),
        (RULED, [("Ann Roy", "Paris", "0612345678"), ("Bob Lee", "Le Havre", "0612345679")]),
    ],
)
def test_columns_are_told_by_where_they_stand(text: str, rows: list[tuple[str, ...]]) -> None:
    """A column begins where all lines leave room before it; a blank cell leaves only room."""
    table = open_table(text.encode())
    assert [row.cells for row in table] == rows
    assert table.source.delimiter == " "


@pytest.mark.parametrize(
    "text",
    [
        "Comments\nI like  this\nvery  good\nwill come  again\n",
        "Name\nAnn Roy\nBob Lee\nCy Li\n",
        "Name,City  of birth\nAnn,Paris  11\nBob,Lyon  3\n",
        "Name   City\nAnn\n",
        "",
    ],
)
def test_prose_with_wide_spaces_is_no_table(text: str) -> None:
    """The titles stand apart too, and every line leaves the same room."""
    assert not find_stops(text.splitlines()) or open_table(text.encode()).source.delimiter == ","


def test_a_line_shorter_than_the_table_has_blank_cells() -> None:
    """A last line without its padding is whole, a blank one has no cells."""
    assert cut("Ann\n", (0, 8, 16)) == ["Ann", "", ""]
    assert cut("   \n", (0, 8)) == []
