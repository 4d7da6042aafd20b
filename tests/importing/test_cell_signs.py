"""Cells that a program wrote as HTML, or that only look so."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clientbook.domain.settings import SAFE
from clientbook.importing.drafts import Draft
from clientbook.importing.outcomes import Accepted
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.validation import validate
from clientbook.messages.issues import IssueCode
from clientbook.text import clean_lines
from clientbook.writers.formulas import guard


def row_of(note: str) -> Accepted[Draft]:
    """What is read of a client with a note."""
    table = Table.from_rows(["First name", "Note"], [["Ann", note]])
    (outcome,) = validate(table, suggest_mapping(table), SAFE, today=dt.date(2026, 3, 2))
    assert isinstance(outcome, Accepted)
    return outcome


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *(("D&#039;Arcy &amp; fils", "D'Arcy & fils"), ("Caf&eacute; &amp; Co", "Café & Co")),
        *(("L&rsquo;Or &quot;Noir&quot;", 'L’Or "Noir"'), ("O&apos;Shea", "O'Shea")),
        *(("a &lt; b", "a < b"), ("10 &euro;", "10 €"), ("Anne&nbsp;", "Anne")),
        *(("A &amp;amp; B", "A & B"), ("No&amp;euml;l", "Noël"), ("D&#038;#039;Arcy", "D'Arcy")),
        *(("A &amp;amp;amp;amp;amp;amp; B", "A & B"), ("1 rue X<br/>Bât B", "1 rue X\nBât B")),
        *(("one<BR>two&lt;br /&gt;\r\nthree", "one\ntwo\nthree"), ("a&#10;b", "a\nb")),
        *(("<b>Ann</b> Lee", "Ann Lee"), ('<span style="color:red">tall</span>', "tall")),
        *(("<p>one</p><p>two</p>", "one\n\ntwo"), ("x &lt;b&gt; y", "x <b> y")),
        ('<a href="mailto:a@x.fr?subject=Hi">a@x.fr</a>', "a@x.fr"),
        ("<a class=x href='mailto:a@x.fr'>write</a>", "write <a@x.fr>"),
        ("<A HREF=tel:+33612345678>call</A>", "+33612345678"),
        ('<a href="https://x.example/a">x.example</a>', "x.example"),
    ],
)
def test_html_in_a_cell_is_what_a_page_shows(cell: str, text: str) -> None:
    """F19: whatever the titles hold, also what a program encoded twice; it is said."""
    outcome = row_of(cell)
    assert outcome.value.profile.info == text
    assert [issue.code for issue in outcome.warnings] == [IssueCode.ENTITIES_DECODED]


@pytest.mark.parametrize(
    "text",
    [
        "AT&T",
        "R&D; next",
        "a &b c",
        "&copy 2024",
        "Tom &amp",
        "Smith &Sons;",
        "&notation; x",
        "a <b> c",
        "Ann <a@b.fr>",
        "1 </ 2",
    ],
)
def test_an_ampersand_alone_is_one(text: str) -> None:
    """F19: only an entity that there is, and that ends as one, is read as its character."""
    assert row_of(text).value.profile.info == text


@given(st.text(alphabet="&amp;#038<br/>é t'", max_size=24))
@example("&amp;lt;br&amp;gt;")
@example("'&amp;")
def test_html_that_a_client_keeps_comes_back_from_an_export(text: str) -> None:
    """X27: a guarded cell means what it says, whatever a page would show."""
    outcome = row_of(guard(f"x {text}"))
    assert outcome.value.profile.info == clean_lines(f"x {text}")
