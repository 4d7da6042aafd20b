"""A second line of a client in the column of names: its cell is nobody's name."""

import datetime as dt

import attrs
import pytest

from clientbook.domain.settings import SAFE
from clientbook.domain.targets import Target
from clientbook.importing.mapping import ColumnMapping, Mapping
from clientbook.importing.outcomes import Accepted, Rejected
from clientbook.importing.tables import Table
from clientbook.importing.validation import validate
from clientbook.messages.issues import IssueCode
from clientbook.parsing.no_names import is_no_name

GERMANY = attrs.evolve(SAFE, default_region="DE")
LINES = [
    *("030 1234567", "Tel. 030 1234567", "+49 30 1234567", "anna@example.com", "03/05/2024"),
    *("(bitte erst nach 18 Uhr anrufen)", "[VIP]", "12345", "- 12 -"),
    *("Hauptstr. 12, 10115 Berlin", "Gartenweg 4", "12 rue des Lilas 69003 Lyon", "12 bis, rue X"),
    *("Via Roma 12", "Calle Mayor, 3", "Rua das Flores 12, 1100-053 Lisboa", "12 Mill Lane, York"),
    *("Dorpsstraat 12, 3511 AB Utrecht", "Am Markt 3, 50667 Köln"),
]
NAMES = [
    *("Anna Müller", "Studio 54", "Marie Dupont 2", "4 Seasons", "Room 12", "7 Street Barbers"),
    *("Ann Lee (mother)", "Bar 12345678", "Via Roma", "Gudrun Weg", "Salon 12 rue de la Paix"),
]


def outcomes(*rows: tuple[str, str, str]) -> list[Accepted[object] | Rejected]:
    table = Table.from_rows(["Name", "Telefon", "Ort"], [list(row) for row in rows])
    targets = (("Name", "full_name"), ("Telefon", "phone.other"), ("Ort", "address.city"))
    mapping = Mapping(tuple(ColumnMapping(title, Target.parse(t)) for title, t in targets))
    return list(validate(table, mapping, GERMANY, today=dt.date(2026, 3, 2)))


@pytest.mark.parametrize("line", LINES)
def test_such_a_line_alone_in_its_row_is_refused(line: str) -> None:
    """Below a client it goes on with that one, else its name is missing."""
    assert is_no_name(line)
    anna = ("Anna Müller", "030 7654321", "")
    alone, client, below, again = outcomes((line, "", ""), anna, (line, "", ""), (line, "", ""))
    assert [issue.code for issue in alone.issues] == [IssueCode.MISSING_FIELD]
    assert isinstance(client, Accepted)
    for outcome in (below, again):
        codes = [issue.code for issue in outcome.issues]
        assert codes == [IssueCode.CONTINUATION_ROW_SUSPECTED, IssueCode.MISSING_FIELD]


@pytest.mark.parametrize("line", LINES)
def test_with_a_second_cell_it_is_a_client(line: str) -> None:
    """Somebody wrote a number where the name goes, too: the row is kept."""
    number, town = outcomes((line, "030 7654321", ""), (line, "", "Berlin"))
    assert isinstance(number, Accepted)
    assert isinstance(town, Accepted)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_holds_such_a_text_is_a_name(name: str) -> None:
    """It says more than that, or less."""
    assert not is_no_name(name)
    assert isinstance(outcomes((name, "", ""))[0], Accepted)
