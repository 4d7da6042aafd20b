"""What tells namesakes apart is kept when somebody who is known says it."""

from itertools import permutations

import pytest
from tests.book.people import ANNE, mobile
from tests.identity.conftest import NewBook
from tests.identity.two_names import said

from clientbook.domain.imports import OutcomeKind
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.completing import complete_name
from clientbook.importing.tables import Table


@pytest.mark.parametrize(
    ("known", "comes", "after"),
    [
        ("Weber", "Frau Weber", PersonName(full="Weber", prefix="Frau")),
        ("Anna | Weber", "Frau Anna Weber", PersonName("Anna", "Weber", prefix="Frau")),
        ("Frau Weber", "Weber", PersonName(full="Frau Weber")),
        ("Tom | Lee", "Tom Lee Jr", PersonName("Tom", "Lee", suffix="Jr")),
        ("Jean | Martin", "Jean-Luc | Martin", PersonName("Jean-Luc", "Martin")),
        ("Jean | Martin", "Jean-Luc Martin", PersonName("Jean-Luc", "Martin")),
        ("Jean Martin", "Jean-Luc Martin", PersonName(full="Jean-Luc Martin")),
        ("Jean-Luc | Martin", "Jean | Martin", PersonName("Jean-Luc", "Martin")),
        ("Ann | Lee", "Ann VIP | Lee", PersonName("Ann", "Lee")),
        ("Ann | Lee", "Dr. Ann Lee", PersonName("Ann", "Lee")),
        ("Unknown", "Ann | Lee", PersonName("Ann", "Lee")),
        ("n/a | Lee", "Ann | Lee", PersonName("Ann", "Lee")),
        ("n/a | Lee", "Lee", PersonName("n/a", "Lee")),
        ("Ann | Lee", "Unknown", PersonName("Ann", "Lee")),
    ],
)
def test_a_title_a_suffix_and_further_given_names_complete_a_name(
    known: str, comes: str, after: PersonName
) -> None:
    """F15, X31: said again it adds nothing, and a remark is no given name."""
    name = complete_name(said(known), said(comes))
    assert name == after
    assert complete_name(name, said(comes)) == after


FAMILIES = (
    ("Weber", "Frau Weber", "Herr Weber"),
    ("John Smith", "John Smith Jr", "John Smith Sr"),
    ("M Dupont", "Marie Dupont", "Marc Dupont"),
    ("Jean Martin", "Jean-Luc Martin", "Jean-Marc Martin"),
    ("Jean-Luc Martin", "Jean Martin", "Luc Martin"),
)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_who_contradict_one_another_never_end_as_one_client(
    family: tuple[str, ...], new_book: NewBook
) -> None:
    """X31: one after the other, in whatever order."""
    for order in permutations(family):
        book = new_book()
        for text in order:
            book.clients.find_or_create(
                Profile(name=PersonName(full=text), phones=(mobile(),)), by=ANNE
            )
        assert book.clients.count() >= 2, order


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_the_order_of_the_rows_of_a_family_makes_no_difference(
    family: tuple[str, ...], new_book: NewBook
) -> None:
    """X34: who may be either of two is read when the two are known."""
    found = set()
    for order in permutations(family):
        book = new_book()
        rows = [[text, "06 12 34 56 78"] for text in order]
        run = book.imports.run(Table.from_rows(["Name", "Mobile phone"], rows), by=ANNE)
        kinds = {order[row.row - 2]: row.kind for row in book.imports.outcomes(run.id)}
        found.add(tuple(sorted(kinds.items())))
        assert [kinds[text] for text in family[1:]] == [OutcomeKind.CREATED] * 2
    assert len(found) == 1
