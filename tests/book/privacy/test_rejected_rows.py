"""X38: a rejected row that speaks of somebody goes with them; a row of anybody else stays."""

from tests.book.conftest import EVERY_STORE, region
from tests.book.people import ANNE

from clientbook import ClientBook, PersonName, Profile, Table, parse_email, parse_phone
from clientbook.storage.protocols import Store

TITLES = ["Prénom", "Nom", "Portable", "Email", "Remarques"]
THEIRS = (
    ["Paul", "Autre", "+33 (0)6 12 98 76 54", "bad", ""],
    ["Paul", "Autre", "0033 (0)6 12 98 76 54 abc", "bad", ""],
    ["Paul", "Autre", "06 12 98 76 54 / 01 43 55 12 34", "bad", ""],
    ["Paul", "Autre", "0143551234 0612987654", "bad", ""],
    ["Paul", "Autre", "", "bad", "appeler +33(0)612987654 le soir, pas avant"],
    ["Paul", "Autre", "", "bad", "o'zq@x.fr/autre@x.fr"],
    ["Paul", "Autre", "", "Zqgiven Zqfam <zqmail@zqsite>", ""],
    ["Paul", "Autre", "", "ZqgivenZqfam", ""],
    ["Paul", "Autre", "", "bad", "chez M. Zqgiven ZQFAM"],
)
OTHERS = (
    ["Paul", "Autre", "+33 (0)7 12 98 76 54", "bad", ""],
    ["Paul", "Autre", "07 12 98 76 54 / 01 43 55 12 34", "bad", ""],
    ["Paul", "Autre", "", "Zqgiven Autre <zqmail@zqsite>", ""],
    ["Paul", "Autre", "", "bad", "zq@x.fr"],
)


@EVERY_STORE
def test_rows_that_speak_of_somebody_go_with_them(store: Store) -> None:
    """X38, X21: shown in their export, emptied by the erasure; nobody else's row is."""
    book = ClientBook(store, settings=region("FR"))
    client = book.clients.create(
        Profile(
            name=PersonName(given="Zqgiven", family="Zqfam"),
            phones=(parse_phone("06 12 98 76 54", region="FR"),),
            emails=(parse_email("o'zq@x.fr"),),
        ),
        by=ANNE,
    )
    run = book.imports.run(Table.from_rows(TITLES, [*THEIRS, *OTHERS]), by=ANNE)
    assert run.counts.rejected == len(THEIRS) + len(OTHERS)
    exported = book.privacy.export(client.id)["import_rows"]
    assert [row["cells"] for row in exported] == list(THEIRS)
    book.privacy.erase(client.id, by=ANNE)
    left = [list(outcome.cells) for outcome in book.imports.outcomes(run.id) if outcome.cells]
    assert left == list(OTHERS)
