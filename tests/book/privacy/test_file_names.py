"""X38: the name of a file that says who somebody is goes with them; any other name stays."""

import pytest
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE

from clientbook import ClientBook, PersonName, Profile, Table, parse_email, parse_phone
from clientbook.domain.addresses import PostalAddress
from clientbook.storage.protocols import Store

THEIRS = (
    "zm77@x.fr.csv",
    "zm77@x.fr_export.csv",
    "export_zm77@x.fr.xlsx",
    "zm77@x.fr (2).csv",
    "zm77@x.fr",
    "33611111111.csv",
    "appels_0611111111.csv",
    "Ann Roy.csv",
    "AnnRoy.csv",
    "roy_ann.csv",
    "RoyAnn_2024.csv",
    "Roy.csv",
    "export_Roy_2026.csv",
    "liste-roy (3).xlsx",
    "ListeRoyMai.csv",
    "Roy2.csv",
    "roy2026.csv",
    "3roy.csv",
    "AnnRoy2.csv",
)
OTHERS = (
    "clients.csv",
    "zm78@x.fr.csv",
    "AnnDubois.csv",
    "Royal.csv",
    "royann.csv",
    "Ann.csv",
    "export_Ann_2026.csv",
    "export_Royal.csv",
    "royal2.csv",
    "Ann2.csv",
)


@EVERY_STORE
@pytest.mark.parametrize("name", [*THEIRS, *OTHERS])
def test_a_file_named_after_somebody_loses_its_name_with_them(store: Store, name: str) -> None:
    """X38, X21: shown in their export, and gone after the erasure; nobody else's name is."""
    book = ClientBook(store, settings=region("FR"))
    ann = Profile(
        name=PersonName(given="Ann", family="Roy"),
        emails=(parse_email("zm77@x.fr"),),
        phones=(parse_phone("06 11 11 11 11", region="FR"),),
    )
    client = book.clients.create(ann, by=ANNE)
    book.clients.create(Profile(name=PersonName(given="Ann", family="Dubois")), by=ANNE)
    run = book.imports.run(Table.from_rows(["First name"], [["Al"]], name=name), by=ANNE)
    named = [file.get("file") for file in book.privacy.export(client.id)["import_files"]]
    assert named == ([name] if name in THEIRS else [])
    book.privacy.erase(client.id, by=ANNE)
    assert book.imports.get(run.id).source_name == (None if name in THEIRS else name)


def _of(town: str) -> Profile:
    return Profile(name=PersonName(given="Al"), addresses=(PostalAddress(locality=town),))


@EVERY_STORE
@pytest.mark.parametrize(
    ("family", "other", "goes"),
    [
        ("Quixano", Profile(name=PersonName(given="Al", family="Dubois")), True),
        ("Quixano", Profile(name=PersonName(given="Al", family="Quixano")), False),
        ("Quixano", Profile(name=PersonName(given="Al"), company="Garage Quixano"), False),
        ("Ruiz Quixano", Profile(name=PersonName(given="Al", family="Ruiz")), True),
        ("Ruiz Quixano", Profile(name=PersonName(given="Al", family="Quixano")), False),
        (
            "Paris",
            _of("Paris"),
            False,
        ),
        (
            "Paris",
            _of("Lyon"),
            True,
        ),
        ("Mai", Profile(name=PersonName(given="Al", family="Dubois")), False),
        ("Client", Profile(name=PersonName(given="Al", family="Dubois")), False),
    ],
)
def test_a_family_name_alone_counts_where_it_means_nobody_else(
    store: Store, family: str, other: Profile, goes: bool
) -> None:
    """X38: in the name of a file or of a saved mapping, where no field of another client has it."""
    book = ClientBook(store)
    book.clients.create(other, by=ANNE)
    name = PersonName(given="Zorglub", family=family)
    client = book.clients.create(Profile(name=name), by=ANNE)
    last = family.rsplit(maxsplit=1)[-1]
    table = Table.from_rows(["First name"], [["Al"]], name=f"export_{last}_2026.csv")
    run = book.imports.run(table, by=ANNE)
    book.imports.save_template(f"Liste de {last}", book.imports.suggest(table), table, by=ANNE)
    exported = book.privacy.export(client.id)
    assert bool(exported["import_files"]) is goes
    assert bool(exported["saved_mappings"]) is goes
    book.privacy.erase(client.id, by=ANNE)
    assert (book.imports.get(run.id).source_name is None) is goes
    assert [t.name == f"Liste de {last}" for t in book.imports.templates()] == [not goes]


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("Zorblatts.csv", True),
        ("Zorblattliste (2).csv", True),
        ("liste_zorblatts2026.csv", True),
        ("Zorb.csv", False),
        ("Neuzorblatt.csv", False),
    ],
)
def test_a_word_that_begins_with_a_long_name_is_theirs(
    book: ClientBook, name: str, *, goes: bool
) -> None:
    """X38: a plural or a compound of the family's name says who it is; a part of it does not."""
    person = Profile(name=PersonName(given="Quixilde", family="Zorblatt"))
    client = book.clients.create(person, by=ANNE)
    run = book.imports.run(Table.from_rows(["First name"], [["Al"]], name=name), by=ANNE)
    named = [file.get("file") for file in book.privacy.export(client.id)["import_files"]]
    assert named == ([name] if goes else [])
    book.privacy.erase(client.id, by=ANNE)
    assert book.imports.get(run.id).source_name == (None if goes else name)
