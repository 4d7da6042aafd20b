"""X38: the name of a file that says who somebody is goes with them; any other name stays."""

import pytest
from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE

from clientbook import ClientBook, PersonName, Profile, Table, parse_email, parse_phone
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
)
OTHERS = ("clients.csv", "zm78@x.fr.csv", "AnnDubois.csv", "Royal.csv", "royann.csv", "Ann.csv")


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
