"""Names that a client had, and firms: who comes back is nobody new."""

import pytest
from tests.book.people import mobile, person
from tests.identity.conftest import NewBook

from clientbook import Actor, ClientBook, OutcomeKind, ProfilePatch, Table
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import EntryPoint
from clientbook.identity.verdicts import IdentityReason, VerdictKind

BY = Actor("anne")
ONE, TWO = mobile("+33611111111"), mobile("+33622222222")
TITLES = ["First name", "Last name", "Mobile phone"]
ROWS = [["Anne", "Roy", ONE.e164], ["Sonia", "Blanc", TWO.e164]]


def imported(book: ClientBook) -> dict[str, str]:
    book.imports.run(Table.from_rows(TITLES, ROWS), by=BY)
    return {r.client.profile.display_name: r.client_id for r in book.lists.page()}


def test_whose_client_was_merged_is_the_survivor_whatever_the_names(new_book: NewBook) -> None:
    """X31, X20: a merge says that two names are one person; importing again doubles nobody."""
    book = new_book()
    ids = imported(book)
    kept = book.merges.plan(ids["Anne Roy"], [ids["Sonia Blanc"]])
    record = book.merges.merge(kept, by=BY)
    again = book.imports.run(Table.from_rows(TITLES, ROWS), by=BY)
    assert (again.counts.created, again.counts.review, book.clients.count()) == (0, 0, 1)
    assert book.clients.check(person("Sonia Blanc", TWO)).kind is VerdictKind.SAME
    assert book.clients.check(person("Paul Blanc", TWO)).kind is VerdictKind.NEW
    book.merges.unmerge(book.merges.plan_unmerge(record.id), by=BY)
    answer = book.clients.check(person("Sonia Blanc", TWO))
    assert answer.client is not None
    assert answer.client.id == ids["Sonia Blanc"]


def test_whoever_had_the_name_before_it_was_changed_is_asked_about(new_book: NewBook) -> None:
    """X31: after a marriage the old name is neither attached nor created: a person decides."""
    book = new_book()
    ids = imported(book)
    married = ProfilePatch(set={"name": PersonName(given="Solange", family="Married")})
    book.clients.update(ids["Sonia Blanc"], married, expected=None, by=BY)
    answer = book.clients.check(person("Sonia Blanc", TWO))
    assert (answer.kind, IdentityReason.FORMER_NAME in answer.reasons) == (VerdictKind.UNSURE, True)
    again = book.imports.run(Table.from_rows(TITLES, ROWS), by=BY)
    assert (again.counts.created, again.counts.review) == (0, 1)
    (row,) = book.imports.outcomes(again.id, kinds=[OutcomeKind.REVIEW])
    assert row.candidates == (ids["Sonia Blanc"],)
    book.imports.decide_row(again.id, row.row, into=ids["Sonia Blanc"], by=BY)
    last = book.imports.run(Table.from_rows(TITLES, ROWS), by=BY)
    assert (last.counts.unchanged, book.clients.count()) == (2, 2)


def test_two_firms_on_one_number_are_two_clients(new_book: NewBook) -> None:
    """X31: where no person is named the firm stands for the name; none is lost in the other."""
    book = new_book()
    rows = [
        ["Garage Martin", "", ONE.e164],
        ["Boulangerie Ducasse", "", ONE.e164],
        ["Garage Martin SARL", "Roy", ONE.e164],
        ["Pharmacie Lenoir", "Petit", ONE.e164],
    ]
    table = Table.from_rows(["Company", "Last name", "Mobile phone"], rows)
    run = book.imports.run(table, by=BY)
    assert (run.counts.created, run.counts.rejected) == (3, 0)
    assert {r.client.profile.company for r in book.lists.page()} == {
        "Garage Martin",
        "Boulangerie Ducasse",
        "Pharmacie Lenoir",
    }
    again = book.imports.run(table, by=BY)
    assert (again.counts.created, book.clients.count()) == (0, 3)


def test_a_firm_is_none_of_the_persons_on_its_number(new_book: NewBook) -> None:
    """X31: whoever answers its telephone gets neither its name, nor its e-mail, nor its opt-in."""
    book = new_book()
    rita = book.clients.create(person("Rita Weil", ONE), by=BY)
    paul = book.clients.create(person("Paul Weil", ONE, company="Garage Sud"), by=BY)
    titles = ["Company", "Mobile phone", "E-mail", "Newsletter"]
    row = ["Garage Nord", ONE.e164, "nord@a.fr", "yes"]
    run = book.imports.run(Table.from_rows(titles, [row]), by=BY)
    (waiting,) = book.imports.outcomes(run.id)
    assert (run.counts.review, waiting.candidates) == (1, (rita.id,))
    assert [book.clients.get(c.id) for c in (rita, paul)] == [rita, paul]
    assert not book.consent.events(rita.id)
    firm = Profile(company="Garage Nord", phones=(ONE,))
    assert book.clients.check(firm).reasons == (IdentityReason.SAME_CONTACT, IdentityReason.FIRM)


@pytest.mark.parametrize("entry_point", [EntryPoint.ONLINE_BOOKING, EntryPoint.QUICK_ADD])
def test_who_books_again_on_the_number_of_a_family_is_the_same_client(
    new_book: NewBook, entry_point: EntryPoint
) -> None:
    """X18: a second visit on a shared number is the client who came by herself before."""
    book = new_book()
    book.clients.create(person("Jean Dupont", ONE), by=BY)
    visits = [
        book.clients.find_or_create(person("Sophie Dupont", ONE), by=BY, entry_point=entry_point)
        for _ in range(3)
    ]
    assert len({visit.client.id for visit in visits}) == 1
    assert book.clients.count() == 2


@pytest.mark.parametrize(
    ("merged", "written"),
    [("William Petit", "Bill Petit"), ("Hugo Fontaine", "Hugo Fontayne")],
)
def test_who_is_likely_by_a_merged_name_is_asked_about(
    new_book: NewBook, merged: str, written: str
) -> None:
    """X31: a merged name is the survivor's own: a nickname of it, or a slip, waits for a person."""
    book = new_book()
    one = book.clients.create(person(merged, ONE), by=BY)
    other = book.clients.create(person("Marc Durand", TWO), by=BY)
    book.merges.merge(book.merges.plan(other.id, [one.id]), by=BY)
    given, family = written.split()
    table = Table.from_rows(TITLES, [[given, family, ONE.e164]])
    run = book.imports.run(table, by=BY)
    assert (run.counts.review, run.counts.created) == (1, 0)
