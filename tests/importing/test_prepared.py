"""X55: Work on a list can be divided: what parts tell is added up, what was checked stands."""

from datetime import date

import pytest

from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.settings import BookSettings
from clientbook.errors import InvalidValueError
from clientbook.importing.columns import ColumnSurvey, decide_dates
from clientbook.importing.outcomes import Accepted
from clientbook.importing.prepared import PreparedRow, draft_json
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Row, Table
from clientbook.importing.validation import RowChecker
from clientbook.messages.issues import IssueCode

FR = BookSettings(default_region="FR")
TABLE = Table.from_rows(
    ["First name", "Last name", "Mobile", "Birthday", "Shoe size"],
    [
        ["Ann", "Roy", "0652000011", "03/04/1980", "38"],
        ["", "", "0652000012", "", ""],  # goes on with the row above
        ["Bob", "Ray", "0652", "31/12/1980", "44"],
        ["", "", "0652000013", "", ""],
        ["Eve", "Moe", "0652000014 / 0652000015", "12/05/1980", ""],
    ],
)
MAPPING = suggest_mapping(TABLE).with_column(4, target="custom:Shoe size").with_column(2, split="/")


def checker(**changes: object) -> RowChecker:
    """Return a checker of TABLE."""
    options = {"settings": FR, "mapping": decide_dates(TABLE, MAPPING, FR)[0], **changes}
    return RowChecker(TABLE.header, today=date(2026, 3, 1), **options)  # type: ignore[arg-type]


def prepared(row: Row, by: RowChecker) -> PreparedRow:
    """Return a row with what a checker finds of it."""
    outcome = by.check(row)
    accepted = isinstance(outcome, Accepted)
    issues = outcome.warnings if isinstance(outcome, Accepted) else outcome.issues
    return PreparedRow(
        row.number,
        row.cells,
        rules=by.rules,
        draft=draft_json(outcome),
        accepted=accepted,
        issues=issues,
    )


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_what_columns_tell_is_added_up(parts: int) -> None:
    """K12, X43, X55: The order of dates and the cells split follow from all rows, in any order."""
    whole = ColumnSurvey(MAPPING)
    for first in range(parts):
        part = ColumnSurvey(MAPPING)
        for row in list(TABLE)[first::parts]:
            part.add(row.cells)
        whole.add_counts(part.counts)
    assert whole.decided(FR) == decide_dates(TABLE, MAPPING, FR)
    assert {i.code for i in whole.decided(FR)[1]} == {IssueCode.CELLS_SPLIT}


def test_a_row_that_was_checked_by_the_same_rules_is_taken_over() -> None:
    """X55: It is not read again, and the row below goes on with it all the same."""
    by = checker()
    rows = [prepared(row, by) for row in TABLE]
    assert [row.outcome() for row in rows] == list(map(checker().check, TABLE))
    again = checker()
    blank = ("",) * 5  # what was found counts, not the cells
    found = [
        again.check(
            PreparedRow(
                row.number,
                blank,
                rules=row.rules,
                draft=row.draft,
                accepted=row.accepted,
                issues=row.issues,
            )
        )
        for row in rows[:1]
    ]
    assert found == [rows[0].outcome()]
    plain = list(TABLE)[1]
    assert again.check(plain) == rows[1].outcome()


@pytest.mark.parametrize(
    "changes",
    [
        {"settings": BookSettings(default_region="CH")},
        {"partial": True},
        {"mapping": MAPPING},
        {
            "definitions": {
                "shoe size": AttributeDefinition("Shoe size", type=AttributeType.INTEGER)
            }
        },
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_row_that_was_checked_by_other_rules_is_checked_again(changes: dict[str, object]) -> None:
    """X55: Settings, mapping, mode and attributes are all among the rules."""
    by, other = checker(), checker(**changes)
    assert by.rules != other.rules
    rows = [prepared(row, by) for row in TABLE]
    assert list(map(other.check, rows)) == list(map(checker(**changes).check, TABLE))


def test_an_attribute_that_an_import_defines_is_no_other_rule() -> None:
    """X55: A commit defines what the list lacks; what was prepared before it stands."""
    defined = {"shoe size": AttributeDefinition("Shoe size")}
    assert checker().rules == checker(definitions=defined).rules


def test_a_draft_that_was_spoiled_is_told() -> None:
    """X55: A damaged draft is an error that holds nothing of it."""
    row = PreparedRow(2, ("", "", "", "", ""), rules=checker().rules, draft='{"secret": 1}')
    with pytest.raises(InvalidValueError, match=r"^(?!.*secret)"):
        checker().check(row)
