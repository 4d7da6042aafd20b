"""The report of an import as a page."""

import io
from datetime import UTC, datetime

import attrs
import pytest

from clientbook.domain.clients import Actor
from clientbook.domain.imports import (
    ImportMode,
    ImportRun,
    OutcomeKind,
    RowOutcome,
    RunState,
    UndoRecord,
)
from clientbook.messages.catalogue import Language
from clientbook.messages.issues import Issue, IssueCode
from clientbook.reports.import_report import ROWS_SHOWN, write_import_report

T0 = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
RUN = ImportRun(
    "run",
    RunState.DONE,
    ImportMode.UPSERT,
    "<clients>.csv",
    "csv",
    "ab" * 32,
    ("First name", "Phone"),
    "{}",
    "hash",
    Actor("anna"),
    T0,
    T0,
)
PHONE = attrs.evolve(Issue.of(IssueCode.INVALID_PHONE, "phone.1", region="FR"), column="Phone")
REFUSED = RowOutcome(7, OutcomeKind.REJECTED, None, (PHONE,), ("<b>Ann</b>", "06 1", "extra"))
DOUBT = RowOutcome(
    9, OutcomeKind.REVIEW, None, (Issue.of(IssueCode.POSSIBLE_DUPLICATE),), ("Jo", ""), ("c1", "c2")
)


def page(*outcomes: RowOutcome, run: ImportRun = RUN, language: Language = "en") -> str:
    out = io.BytesIO()
    assert write_import_report(run, iter(outcomes), out, language=language) == len(outcomes)
    return out.getvalue().decode()


def test_the_figures_are_those_of_the_outcomes() -> None:
    """X30: Every outcome is counted, in figures and as a share of a bar."""
    created = [RowOutcome(n, OutcomeKind.CREATED, "c") for n in range(2, 5)]
    html = page(*created, REFUSED)
    assert "<b>4</b>" in html
    assert '<b>3</b><span class="soft">created (75.0%)' in html
    assert '<i class="created" style="width:75.00%">' in html


def test_every_reason_stands_beside_its_row() -> None:
    """X30: A refused row shows its number, its values as sent and what to do, escaped."""
    html = page(REFUSED)
    assert "&lt;b&gt;Ann&lt;/b&gt;" in html
    assert "<b>Ann</b>" not in html
    assert "&lt;clients&gt;.csv" in html
    assert '<td class="num" data-label="Row">7</td>' in html
    assert "not a telephone number of region FR" in html
    assert "extra" in html


def test_a_row_to_decide_names_whom_it_may_be() -> None:
    """X30: Rows in review list the clients they may be."""
    html = page(DOUBT)
    assert "<code>c1</code>, <code>c2</code>" in html


def test_reasons_are_counted_over_rows() -> None:
    """X30: The same reason with other row numbers in it is one line, the most frequent first."""
    twice = [
        RowOutcome(
            n,
            OutcomeKind.DUPLICATE_IN_FILE,
            "c",
            (Issue.of(IssueCode.DUPLICATE_IN_FILE, first_row=n - 1),),
        )
        for n in (3, 4)
    ]
    html = page(*twice)
    assert html.count('<tr class="warning">') == 1
    assert '<td class="num" data-label="Rows">2</td>' in html


def test_many_refused_rows_are_listed_up_to_a_limit() -> None:
    """X30: The page stays small; it says how many more the rejects file has."""
    html = page(*[REFUSED] * (ROWS_SHOWN + 3))
    assert html.count('<td class="num" data-label="Row">7</td>') == ROWS_SHOWN
    assert "and 3 more" in html


def test_a_clean_import_says_so_and_an_undone_one_who_undid_it() -> None:
    """X30, V36: Nothing to correct is said; an undone import names who undid it and how many."""
    undone = attrs.evolve(RUN, state=RunState.UNDONE, undo=UndoRecord(12, 0, 1, Actor("bo"), T0))
    html = page(RowOutcome(2, OutcomeKind.CREATED, "c"), run=undone)
    assert "Every row was imported." in html
    assert "12 clients removed by bo" in html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_loads_nothing(language: Language) -> None:
    """X30: No script, no address of another place, in either language."""
    html = page(REFUSED, DOUBT, language=language)
    assert "<script" not in html
    assert "http://" not in html
    assert "https://" not in html
    assert "src=" not in html
    assert f'lang="{language}"' in html
