"""Cells that a program wrote as HTML, or that only look so."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clientbook.domain.settings import SAFE
from clientbook.importing.cell_signs import is_sign, may_hold_signs
from clientbook.importing.drafts import Draft
from clientbook.importing.outcomes import Accepted
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.validation import validate
from clientbook.messages.issues import IssueCode
from clientbook.text import clean_lines
from clientbook.writers.formulas import guard, guard_text_cell


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


@pytest.mark.parametrize("mark", ['"', "”", "〃", '-"-', "idem", "Idem", "ditto", "dito", "DITO"])
def test_a_mark_for_the_value_above_is_no_value(mark: str) -> None:
    """X39: nobody is called by it, and nothing is guessed: it is kept as text and said."""
    titles = ["Last name", "First name", "City", "Phone", "Note"]
    above = ["Durand", "Zoé", "Paris", "06 12 34 56 78", "tall"]
    table = Table.from_rows(titles, [above, [mark, "Paul", mark, mark, mark]])
    _, outcome = validate(table, suggest_mapping(table), SAFE, today=dt.date(2026, 3, 2))
    assert isinstance(outcome, Accepted)
    profile = outcome.value.profile
    assert profile.name is not None
    assert (profile.name.display, profile.addresses, profile.phones) == ("Paul", (), ())
    assert profile.info is None
    assert [value.text for value in profile.unread] == [mark] * 4
    assert {issue.code for issue in outcome.warnings} == {IssueCode.DITTO_MARK}


@pytest.mark.parametrize("text", ["Idema", '5"', "Dittmar", "„gut“", "''", "id", "Do"])
def test_what_only_looks_like_such_a_mark_is_a_value(text: str) -> None:
    """X39: a mark stands alone in its cell."""
    assert row_of(text).value.profile.info == text


@pytest.mark.parametrize("mark", ['"', "〃", "idem", "Dito"])
def test_a_mark_that_an_export_wrote_is_the_value(mark: str) -> None:
    """X27: it is guarded, so that a client who is called so comes back."""
    assert row_of(guard(mark)).value.profile.info == mark
    assert row_of(guard_text_cell(mark)).value.profile.info == mark


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["#REF!", "#n/a", "####", "Idem", "ÍDEM", " ditto ", "Dto.", "id."]),
            st.sampled_from(['"', "„", '-"-', "〃", "No&euml;l", "<b>Ann</b>", "=?utf-8?q?A?="]),
            st.text(max_size=8),
        ),
        max_size=4,
    )
)
def test_a_row_with_a_sign_in_it_is_never_taken_for_one_without(cells: list[str]) -> None:
    """The quick look at a whole row misses nothing that a cell is read as."""
    assert may_hold_signs(cells) or not any(map(is_sign, cells))
