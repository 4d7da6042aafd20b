"""Rows that nothing identifies are known again by all they say, and by no less."""

import pytest
from tests.book.people import ANNE
from tests.identity.conftest import NewBook

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.imports import OutcomeKind

CREATED, WAITS = OutcomeKind.CREATED, OutcomeKind.REVIEW
KNOWN = {OutcomeKind.UNCHANGED, OutcomeKind.UPDATED}
SHOP = "01 43 55 12 34"

NAMES = [
    ("Pierre Durand père", "Pierre Durand fils", CREATED),
    ("John Smith Jr", "John Smith Sr", CREATED),
    ("John Smith II", "John Smith III", CREATED),
    ("id. Szabó János", "ifj. Szabó János", CREATED),
    ("John Smith", "John Smith Jr", WAITS),
    ("María José Ruiz", "José María Ruiz", WAITS),
]


def _imported(book: ClientBook, titles: list[str], row: list[str]) -> OutcomeKind:
    run = book.imports.run(Table.from_rows(titles, [row]), by=ANNE)
    return next(iter(book.imports.outcomes(run.id))).kind


@pytest.mark.parametrize(("one", "other", "kind"), NAMES)
@pytest.mark.parametrize("beside", [("City", "Lyon"), ("Phone", SHOP)])
def test_what_tells_namesakes_apart_counts_without_identifiers_too(
    one: str, other: str, kind: OutcomeKind, beside: tuple[str, str], new_book: NewBook
) -> None:
    """X31, X32: in either order, with nothing or with a number that many share."""
    for known, comes in ((one, other), (other, one)):
        book = new_book()
        book.privacy.mark_shared(SHOP, by=ANNE)
        titles = ["Full name", beside[0]]
        assert _imported(book, titles, [known, beside[1]]) is CREATED
        assert _imported(book, titles, [comes, beside[1]]) is kind, (known, comes)
        assert _imported(book, titles, [known, beside[1]]) in KNOWN


@pytest.mark.parametrize(
    ("known", "comes", "kind"),
    [("Jr", "Sr", CREATED), ("II", "III", CREATED), ("Jr", "", WAITS), ("", "Jr", WAITS)],
)
def test_a_suffix_in_its_column_counts_without_identifiers(
    known: str, comes: str, kind: OutcomeKind, new_book: NewBook
) -> None:
    """X31."""
    book = new_book()
    titles = ["First name", "Last name", "Suffix", "City"]
    assert _imported(book, titles, ["John", "Smith", known, "York"]) is CREATED
    assert _imported(book, titles, ["John", "Smith", comes, "York"]) is kind
