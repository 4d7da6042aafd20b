"""What a notebook shows of a value."""

import re
from datetime import UTC, datetime

import pytest

from clientbook import Actor, ClientBook, MemoryStore, PersonName, Profile, Table
from clientbook.messages.html_tables import ROWS_SHOWN, html_table
from clientbook.testing.strategies import HOSTILE_TEXTS

BY = Actor("anna")


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "<script>alert(1)</script>", '"><img src=x>'])
def test_a_cell_is_text_whatever_it_holds(text: str) -> None:
    """X30: A value makes no tag and no attribute in a notebook."""
    tags = set(re.findall(r"<[^>]*>", html_table([(text, 1)], header=(text, "n"))))
    assert tags <= {
        "<table>", "</table>", "<thead>", "</thead>", "<tr>", "</tr>", "<th>", "</th>", "<td>",
        "</td>",
    }  # fmt: skip


def test_a_long_value_is_cut_and_counted() -> None:
    """X57: A notebook shows the first rows and says how many there are more."""
    assert f"… {7}" in html_table([(n, n) for n in range(ROWS_SHOWN + 7)])


def test_runs_plans_tables_pages_pairs_and_explanations_show_themselves() -> None:
    """S23, X57: What one looks at in a notebook has a table of its own, with what it says."""
    book = ClientBook(MemoryStore(), clock=lambda: datetime(2025, 1, 1, tzinfo=UTC))
    table = Table.from_rows(
        ["First name", "Last name", "E-mail"],
        [["Ann", "<Roy>", "ann@example.org"], ["Anne", "Roy", "ann@example.org"]],
    )
    assert "&lt;Roy&gt;" in table._repr_html_()
    plan = book.imports.plan(table)
    assert "E-mail" in plan._repr_html_()
    run = book.imports.run(table, by=BY)
    assert run.id in run._repr_html_()
    assert run.id in book.imports.plan_undo(run.id)._repr_html_()
    ann = book.clients.create(Profile(name=PersonName("Ann", "Roy")), by=BY)
    anne = book.clients.create(Profile(name=PersonName("Ann", "Roy")), by=BY)
    page = book.lists.page()
    assert "Ann Roy" in page._repr_html_()
    assert ann.id in book.merges.plan(ann.id, [anne.id])._repr_html_()
    pairs = book.duplicates.pairs(threshold=0.0)
    assert pairs.items
    assert pairs.items[0].left in pairs._repr_html_()
    assert pairs.items[0].left in pairs.items[0]._repr_html_()
    (pair, *_) = book.duplicates.review(pairs.items)
    assert pair.left.id in pair._repr_html_()
    assert "together" in pair.explanation._repr_html_()
