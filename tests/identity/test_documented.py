"""The table of the documentation that says what names decide."""

import re
from pathlib import Path

import pytest
from tests.identity.two_names import said, verdicts

from clientbook.identity.verdicts import VerdictKind

PAGE = Path(__file__).parents[2] / "docs/explanation/how-an-import-decides.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| (same|unsure|new) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_the_table_is_there() -> None:
    """With each verdict more than once."""
    assert len(ROWS) > 30
    assert {kind: sum(row[2] == kind for row in ROWS) > 5 for kind in VerdictKind} == dict.fromkeys(
        VerdictKind, True
    )


@pytest.mark.parametrize(("held", "comes", "kind"), ROWS)
def test_the_rule_says_what_the_page_says(held: str, comes: str, kind: str) -> None:
    """X31: whichever of the two is known, in columns and in one piece."""
    one, two = (text.replace(" · ", " | ") for text in (held, comes))
    assert verdicts(one, two) == {VerdictKind(kind)}
    assert said(one) != said(two)
