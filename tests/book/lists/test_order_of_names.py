"""A book says by which part of a name its lists are sorted (R14, M13)."""

import csv
import io

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE, BOB, person

from clientbook import ClientBook, EmailAddress, PersonName, Profile
from clientbook.book.lists.desk import ListRow
from clientbook.book.pages import Cursor
from clientbook.domain.filters import Sort
from clientbook.storage.protocols import Store

PEOPLE = [
    Profile(name=PersonName(given="Zoé", family="Alard")),
    Profile(name=PersonName(given="Anne", middle="B", family="Élan")),
    Profile(name=PersonName(given="Anne", middle="A", family="Élan")),
    Profile(name=PersonName(full="Marc DURAND")),
    Profile(name=PersonName(full="de la Tour, Luc")),
    Profile(name=PersonName(given="Benoît")),
    Profile(company="Cave Caron", emails=(EmailAddress("cave@example.fr"),)),
]
BY_FAMILY = [
    "Zoé Alard",
    "Benoît",
    "Cave Caron",
    "de la Tour, Luc",
    "Marc DURAND",
    "Anne A Élan",
    "Anne B Élan",
]
AS_SHOWN = [
    "Anne A Élan",
    "Anne B Élan",
    "Benoît",
    "Cave Caron",
    "de la Tour, Luc",
    "Marc DURAND",
    "Zoé Alard",
]


FAMILIES = [
    ("Bonnet", "Chloé"),
    ("Bonnet", "François"),
    ("Bonnet Dupont", "Anne"),
    ("Bonnet-Fontaine", "Benoît"),
    ("Bonneté", "Ali"),
    ("De Luca", "Zoé"),
    ("Deluc", "Anne"),
    ("山", "本田"),
    ("山本", "一"),
]


def _names(book: ClientBook, sort: Sort = Sort.NAME_ASC) -> list[str]:
    """Return the names of the list, read page by page."""
    rows: list[ListRow] = []
    after: Cursor | None = None
    while True:
        page = book.lists.page(sort=sort, after=after, limit=2)
        rows += page
        after = page.next
        if after is None:
            return [row.name for row in rows]


def _set(book: ClientBook, order: str) -> None:
    book.change_settings(attrs.evolve(book.settings, names_sort_by=order), by=BOB)


@EVERY_STORE
def test_lists_go_by_the_part_the_book_names(store: Store) -> None:
    """R14, M13: by family name or as shown, both ways, for who is there and who comes later."""
    book = ClientBook(store, settings=region("FR"))
    for profile in PEOPLE[:4]:
        book.clients.create(profile, by=ANNE)
    _set(book, "family")
    for profile in PEOPLE[4:]:
        book.clients.create(profile, by=ANNE)
    for opened in (book, ClientBook(store)):
        assert _names(opened) == BY_FAMILY
        assert _names(opened, Sort.NAME_DESC) == _names(opened)[::-1]
    out = io.BytesIO()
    book.lists.export(out, columns=["family_name"])
    cells = [row[0] for row in csv.reader(io.StringIO(out.getvalue().decode()))]
    assert [cell for cell in cells[1:] if cell] == ["Alard", "Élan", "Élan"]
    _set(book, "given")
    assert _names(book) == AS_SHOWN
    assert not book.is_reindexing


@EVERY_STORE
def test_a_family_is_not_torn_apart(store: Store) -> None:
    """R14, M13: whatever the given names are, nobody of another family stands between."""
    book = ClientBook(store, settings=attrs.evolve(region("FR"), names_sort_by="family"))
    for family, given in sorted(FAMILIES, key=lambda name: name[1]):
        book.clients.create(Profile(name=PersonName(given=given, family=family)), by=ANNE)
    shown = [f"{given} {family}" for family, given in FAMILIES]
    assert _names(book) == shown
    assert _names(book, Sort.NAME_DESC) == shown[::-1]
    out = io.BytesIO()
    book.lists.export(out, columns=["family_name"])
    cells = [row[0] for row in csv.reader(io.StringIO(out.getvalue().decode()))]
    assert cells[1:] == [family for family, _ in FAMILIES]
    for family, given in FAMILIES:
        found = book.search.find(f"{given} {family}")
        assert found.items[0].profile.display_name == f"{given} {family}"


@EVERY_STORE
@pytest.mark.parametrize("order", ["given", "family"])
@pytest.mark.parametrize("typed", ["Anne Élan", "anne elan", "ÉLAN Anne", "Elan, Anne"])
def test_who_is_named_just_so_comes_first(store: Store, order: str, typed: str) -> None:
    """K26, M13: an exact name goes before longer ones, whatever lists are sorted by."""
    book = ClientBook(store, settings=attrs.evolve(region("FR"), names_sort_by=order))
    for name in ("Annelise Elange", "Marianne Anne Élan", "Anne Élan"):
        book.clients.create(person(name), by=ANNE)
    found = [client.profile.display_name for client in book.search.find(typed)]
    assert "Anne Élan" in found
    if order == "family" or typed.casefold().startswith("anne"):
        assert found[0] == "Anne Élan"
