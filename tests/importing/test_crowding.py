"""What stands in more rows of a file than persons may share is found in one cheap pass."""

import pytest

from clientbook import Table, suggest_mapping
from clientbook.identity.keys import HOLDERS_CAP
from clientbook.importing.crowding import ContactCounter

HEADER = ["First name", "Mobile phone", "E-mail"]


def _counter() -> ContactCounter:
    return ContactCounter(suggest_mapping(Table.from_rows(HEADER, [])))


@pytest.mark.parametrize(
    ("rows", "found"), [(HOLDERS_CAP, 0), (HOLDERS_CAP + 1, 1), (HOLDERS_CAP + 2, 1), (700, 1)]
)
def test_a_contact_point_repeats_from_the_first_row_past_the_cap(rows: int, found: int) -> None:
    """X31: not a row earlier, and however often it stands there after."""
    counter = _counter()
    for n in range(rows):
        counter.add(["Ann", "06 12 34 56 78", f"ann{n}@example.org"])
    assert len(counter.repeated) == found
    counter.add(["Bob", "07 00 00 00 00", ""])
    assert len(counter.repeated) == found
