"""Whoever was known by a part of a name is the one who says the whole of it, and nobody else."""

import pytest
from tests.book.people import ANNE, mobile
from tests.identity.conftest import NewBook
from tests.identity.two_names import said

from clientbook.book import ClientBook
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.profiles import Profile
from clientbook.importing.tables import Table

FAMILIES = (
    ("Dupont", "Marie Dupont", "Paul Dupont"),
    ("Dupont", "Dupont, Marie", "Dupont, Paul"),
    ("Marie", "Marie Dupont", "Marie Martin"),
    ("| Huber", "Hans Huber", "Anna Huber"),
    ("Huber", "HUBER HANS", "Frau Huber"),
    ("Huber", "Hans Huber", "Anna | Huber"),
    ("Garnier Jean", "Garnier Jean-Luc", "Garnier Jean-Marc"),
    ("Garnier | Jean", "Garnier Jean-Luc", "Jean-Marc | Garnier"),
    ("Luis García", "Luis García López", "Luis García Pérez"),
    ("Luis | García", "Luis | García López", "Luis | García Pérez"),
    ("Luis | García", "Luis García López", "Luis García Pérez"),
    ("Mohamed Alaoui", "Mohamed Ali Alaoui", "Mohamed Amine Alaoui"),
    ("T. Lee", "Tom Lee", "Tina Lee"),
    ("Le Goff", "Nolwenn Le Goff", "Yann Le Goff"),
)
"""A part of a name, the whole of it, and another one of whom the part would have been one, too."""

ON_FAMILIES = pytest.mark.parametrize("family", FAMILIES, ids=" - ".join)
SAME = {OutcomeKind.UPDATED, OutcomeKind.UNCHANGED, OutcomeKind.DUPLICATE_IN_FILE}


def _imported(book: ClientBook, *names: str) -> list[OutcomeKind]:
    titles = ["First name", "Last name", "Full name", "Mobile phone"]
    rows = []
    for text in names:
        name = said(text)
        rows.append([name.given or "", name.family or "", name.full or "", "06 12 34 56 78"])
    table = Table.from_rows(titles, rows)
    mapping = book.imports.suggest(table)
    for title, target in zip(titles, ("given_name", "family_name", "full_name"), strict=False):
        mapping = mapping.assign(title, target)
    run = book.imports.run(table, mapping, by=ANNE)
    return [outcome.kind for outcome in book.imports.outcomes(run.id)]


@ON_FAMILIES
def test_no_other_is_the_one_who_said_the_whole_name_in_a_file(
    family: tuple[str, str, str], new_book: NewBook
) -> None:
    """F15, X32: one file a time."""
    book = new_book()
    first, second, third = (_imported(book, text)[0] for text in family)
    assert first is OutcomeKind.CREATED
    assert second in SAME
    assert third not in SAME


@ON_FAMILIES
def test_no_other_is_the_one_who_said_the_whole_name_at_the_desk(
    family: tuple[str, str, str], new_book: NewBook
) -> None:
    """F15, X31."""
    book = new_book()
    ids = [
        book.clients.find_or_create(Profile(name=said(text), phones=(mobile(),)), by=ANNE).client.id
        for text in family
    ]
    assert ids[0] == ids[1] != ids[2]


def test_a_family_far_apart_in_one_file_is_a_family(new_book: NewBook) -> None:
    """X32, X34: further than the rows that are looked at together."""
    book = new_book()
    between = [
        [f"N{chr(97 + n % 26)} Roy", f"06 12 34 {n // 100:02} {n % 100:02}"] for n in range(1_100)
    ]
    phone = "06 99 99 99 99"
    rows = [["Dupont", phone], *between, ["Marie Dupont", phone], *between, ["Paul Dupont", phone]]
    table = Table.from_rows(["Full name", "Mobile phone"], rows)
    run = book.imports.run(table, by=ANNE)
    kinds = [outcome.kind for outcome in book.imports.outcomes(run.id)]
    assert kinds[0] is OutcomeKind.CREATED
    assert kinds[-1] not in SAME


@pytest.mark.parametrize(("known", "comes"), [(f[0], f[1]) for f in FAMILIES])
def test_an_import_that_is_undone_leaves_the_name_that_stood(
    known: str, comes: str, new_book: NewBook
) -> None:
    """X35: what a file completed is taken back."""
    book = new_book()
    profile = Profile(name=said(known), phones=(mobile(),))
    client = book.clients.create(profile, by=ANNE)
    assert _imported(book, comes) == [OutcomeKind.UPDATED]
    changed = book.clients.get(client.id).profile.name
    assert changed not in (None, profile.name)
    run = book.imports.runs()[0]
    book.imports.undo(book.imports.plan_undo(run.id), by=ANNE)
    assert book.clients.get(client.id).profile.name == profile.name
