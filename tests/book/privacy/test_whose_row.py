"""X38, X32: whose a kept row is, by the list its id is of, the name it says and its number."""

from functools import cache
from itertools import product

import pytest
from tests.book.conftest import region
from tests.book.people import ANNE

from clientbook import ClientBook, ExternalId, MemoryStore, PersonName, Profile, Table, parse_phone
from clientbook.domain.imports import OutcomeKind, RowOutcome
from clientbook.importing.mapping import Mapping

TITLES = ["N°", "First name", "Last name", "Mobile", "Email"]
TARGETS = ["external_id", "given_name", "family_name", "phone.mobile", "email"]
HERS, OTHER, HOME = "0612345678", "0799999999", "0144556677"
NAMES = {
    "whole": ("Marie", "Dupont"),
    "initial": ("M.", "Dupont"),
    "slip": ("Marie", "Dupomt"),
    "none": ("", ""),
    "contradicting": ("Zebedee", "Smith"),
}
SYSTEMS = ("till", "import", "account")
LISTS = ("till", "web", None)


def _book(system: str) -> tuple[ClientBook, str]:
    """Return a book with Marie, who has a number of a system, and two who share something."""
    book = ClientBook(MemoryStore(), settings=region("FR"))
    phones = tuple(parse_phone(text, region="FR") for text in (HERS, HOME))
    marie = Profile(
        name=PersonName(given="Marie", family="Dupont"),
        phones=phones,
        external_ids=(ExternalId(system, "12"),),
    )
    client = book.clients.create(marie, by=ANNE)
    other = Profile(name=PersonName(given="Paul", family="Dupont"), phones=phones[1:])
    book.clients.create(other, by=ANNE)
    return book, client.id


@cache
def _mapping() -> Mapping:
    mapping = _book("till")[0].imports.suggest(Table.from_rows(TITLES, [["12", "", "", "", ""]]))
    for title, target in zip(TITLES, TARGETS, strict=True):
        mapping = mapping.assign(title, target)
    return mapping


def _import(book: ClientBook, source: str | None, *rows: list[str]) -> str:
    table = Table.from_rows(TITLES, rows)
    run = book.imports.run(table, _mapping(), by=ANNE, source=source)
    return run.id


def _is_hers(row: RowOutcome, system: str, source: str | None, name: str, number: str) -> bool:
    """Say the rule once more, as the documentation does."""
    if number == HERS or name == "whole":
        return True
    if name == "contradicting":
        return False
    if row.kind is OutcomeKind.REVIEW and row.candidates:
        return True
    if name == "none" and number == HOME:
        return True
    return system == (source or "import") and (source is not None or name == "initial")


@pytest.mark.parametrize("email", ["", "bad("], ids=["read", "rejected"])
def test_a_kept_row_is_shown_to_its_person_and_erased_with_them_alone(email: str) -> None:
    """A name that contradicts comes before an id, an id counts in its own system alone."""
    kept = set()
    for case in product(SYSTEMS, LISTS, NAMES, (HERS, OTHER, HOME)):
        system, source, name, number = case
        book, marie = _book(system)
        run = _import(book, source, ["12", *NAMES[name], number, email])
        (row,) = book.imports.outcomes(run)
        if not row.cells:
            continue
        kept.add((row.kind, name))
        hers = _is_hers(row, *case)
        shown = [document["cells"] for document in book.privacy.export(marie)["import_rows"]]
        assert shown == ([list(row.cells)] if hers else []), case
        book.privacy.erase(marie, by=ANNE)
        (left,) = book.imports.outcomes(run)
        assert left.cells == (() if hers else row.cells), case
    kind = OutcomeKind.REJECTED if email else OutcomeKind.REVIEW
    assert {(kind, "slip"), (kind, "contradicting")} <= kept


def test_a_row_that_waits_under_an_id_of_somebody_else_is_decided_after_their_erasure() -> None:
    """Zebedee's row waits because Marie has its number; it is his, and becomes a client."""
    book, marie = _book("till")
    run = _import(book, "till", ["12", "Zebedee", "Smith", OTHER, "zeb@secret.org"])
    book.privacy.erase(marie, by=ANNE)
    decided = book.imports.decide_row(run, 2, into=None, by=ANNE)
    assert decided.client_id is not None
    assert [p.e164 for p in book.clients.get(decided.client_id).profile.phones] == ["+33799999999"]


def test_without_a_source_an_id_alone_leads_to_nobody_of_another_file() -> None:
    """The next list may number its rows again; inside one file the number is the client's."""
    book, _ = _book("till")
    _import(book, None, ["7", "Zoe", "Li", OTHER, ""], ["7", "", "", "", "same("])
    _import(book, None, ["7", "", "", "", "next("])
    (zoe,) = book.search.find("zoe")
    shown = book.privacy.export(zoe.id)["import_rows"]
    assert [document["cells"][4] for document in shown] == ["same("]


def test_an_account_of_a_row_is_the_persons_account() -> None:
    """A column of user accounts is of the host's product, whatever the list is called."""
    book, marie = _book("account")
    table = Table.from_rows(["Account", "Email"], [["12", "bad("], ["13", "bad("]])
    mapping = book.imports.suggest(table).assign("Account", "external_id:account")
    book.imports.run(table, mapping, by=ANNE, source="till")
    shown = book.privacy.export(marie)["import_rows"]
    assert [document["cells"][0] for document in shown] == ["12"]


def test_a_row_is_found_by_the_second_family_name_in_its_column() -> None:
    """A column of second family names holds a part of the name like any other."""
    book, _ = _book("till")
    name = PersonName(given="Ana", family="Garcia Lopez")
    ana = book.clients.create(Profile(name=name), by=ANNE)
    titles = ["Nombre", "Segundo apellido", "Email"]
    table = Table.from_rows(titles, [["Ana", "Lopez", "bad("], ["Eva", "Ruiz", "bad("]])
    mapping = book.imports.suggest(table)
    for title, target in zip(titles, ["given_name", "second_family_name", "email"], strict=True):
        mapping = mapping.assign(title, target)
    book.imports.run(table, mapping, by=ANNE)
    shown = book.privacy.export(ana.id)["import_rows"]
    assert [document["cells"][0] for document in shown] == ["Ana"]
