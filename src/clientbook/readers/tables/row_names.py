"""Titles above rows that begin with their names: what R's ``write.table`` writes.

The names of the rows have no title, so that the row of titles is one cell shorter than every row
below it, and each title belongs one column further to the right.
"""

from collections.abc import Sequence

from clientbook.importing.suggesting.neighbours import read_titles
from clientbook.importing.suggesting.readings import ACCEPTED
from clientbook.readers.tables.header_rows import NumberedRow
from clientbook.text import word_set

# What a number alone is none of.  A column "Client" may hold the clients' numbers.
_NO_NUMBERS = word_set("""
    given_name middle_name family_name full_name nickname maiden_name name_prefix job_title
    company phone email birth_date website
""")
_NO_NUMBERED_PARTS = word_set("street city region country full")
_LONGEST = 7  # digits of a row's name; a telephone number has as many at least


def titles_beside_names(titles: list[str], rows: Sequence[NumberedRow]) -> list[str]:
    """Return the titles, with a blank one in front where the rows begin with their names.

    They do where each row has just one cell more than there are titles, begins with a number of
    its own, and the first title says what no number is.

    Args:
        titles: Of the table.
        rows: The first filled rows below them.
    """
    if not titles or not rows or not all(map(str.strip, titles)):
        return titles
    if any(len(cells) != len(titles) + 1 for _, cells in rows):
        return titles
    names = [cells[0].strip() for _, cells in rows]
    numbered = all(name.isdecimal() and len(name) < _LONGEST for name in names)
    if not numbered or len(set(names)) < len(names):
        return titles
    filled = any(cells[-1].strip() for _, cells in rows)
    return ["", *titles] if filled and _is_above_no_number(titles) else titles


def _is_above_no_number(titles: Sequence[str]) -> bool:
    reading = read_titles(titles)[0]
    if reading.confidence < ACCEPTED or "bare" in reading.phrase.atoms:
        return False
    if reading.field == "address":
        return reading.part in _NO_NUMBERED_PARTS
    return reading.field in _NO_NUMBERS and reading.part is None
