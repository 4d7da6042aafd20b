"""What becomes of a value that cannot be read: the row refused, or the value kept as text."""

from datetime import date
from io import BytesIO

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.book import ClientBook
from clientbook.convert.documents import dump_profile, load_profile
from clientbook.domain.clients import Actor, Client
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile, UnreadValue
from clientbook.domain.settings import SAFE, BookSettings, OnBadValue
from clientbook.domain.targets import Target
from clientbook.importing.drafts import RowReader
from clientbook.importing.tables import Table
from clientbook.importing.unread import read_unread, unread_text
from clientbook.messages.issues import IssueCode
from clientbook.readers.opening import open_table
from clientbook.storage.memory import MemoryStore
from clientbook.testing.strategies import unread_values

ME = Actor("somebody")
FR = attrs.evolve(SAFE, default_region="FR")


def book_of(preset: BookSettings = FR) -> ClientBook:
    return ClientBook(MemoryStore(), settings=preset)


def everybody(book: ClientBook) -> list[Client]:
    return [book.clients.get(item.client_id) for item in book.lists.page(limit=500).items]


BAD = {
    "phone.work": "36 39",
    "email.1": "marie at home",
    "birth_date": "in spring",
    "gender": "lundi",
    "address.street": "x" * 501,
    "company": "y" * 1001,
    "nickname": "z" * 201,
    "custom:Points": "#REF!",
}


VALUES = (
    *("company", "job_title", "language", "birth_date", "birth_date.day", "birth_date.month"),
    *("birth_date.year", "gender", "note", "website", "tags", "external_id", "blocked"),
    *("created_at", "consent.email", "consent.sms", "consent.date", "custom:Points", "unread"),
    *("phone.mobile", "phone.other", "email.1", "address.full", "address.street"),
    *("address.postcode", "address.country", "given_name", "nickname", "maiden_name"),
)
CELLS = (
    *("01/01/1900", "1/1/1900", "1900-01-01", "1900-01-00 00:00:00", "30/12/1899", "31.12.1899"),
    *("00/00/0000", "0000-00-00", "0/0/00", "0000", "000000", "00 00 00 00 00", "1.1.0001"),
    *("7", "+", "12/12/2912", "me@home", "00:00", "✓", "a b"),
)


@pytest.mark.parametrize("target", VALUES)
def test_no_cell_of_a_value_is_lost_in_silence(target: str) -> None:
    """X39: what is no filler word is in the client, among the unread values, or in an issue."""
    crossed = () if target.startswith(("phone", "email")) else ("x",)  # there it is a word for none
    for text in (*CELLS, *crossed):
        table = Table.from_rows(["Name", "Value"], [["Marie Roy", text], ["Marie Roy", ""]])
        mapping = book_of().imports.suggest(table).assign("Name", "full_name")
        reader = RowReader(mapping.assign("Value", target), FR, today=date(2026, 1, 1))
        (told, issues), (blank, _) = reader.read_all([row.cells for row in table])
        assert told != blank or issues, text


@pytest.mark.parametrize("text", ["01/01/1900", "1900-01-01", "30/12/1899", "00/00/0000"])
def test_a_date_that_stands_for_none_is_said_and_refuses_no_row(text: str) -> None:
    """X39: programs write it where nobody knows the date; the client has none."""
    table = Table.from_rows(["Name", "Birth date"], [["Marie Roy", text]])
    book = book_of()
    run = book.imports.run(table, by=ME)
    (marie,) = everybody(book)
    assert marie.profile.birthday is None
    codes = [i.code for o in book.imports.outcomes(run.id) for i in o.issues]
    assert codes == [IssueCode.PLACEHOLDER_VALUE]


@pytest.mark.parametrize("text", ["NULL", "\\N", "(null)", "<null>", "n/a", "-"])
def test_a_filler_word_is_a_blank_in_each_column(text: str) -> None:
    """X39: it refuses no row, is in no client, and hides no column from its title."""
    titles = [
        "Name",
        "Note",
        "City",
        "Birth date",
        "Mobile",
        "Email",
        "Company",
        "Gender",
        "Points",
    ]
    table = Table.from_rows(titles, [["Marie Roy", *[text] * (len(titles) - 1)]] * 6)
    book = book_of()
    mapping = book.imports.suggest(table)
    blanks = Table.from_rows(titles, [["Marie Roy", *[""] * (len(titles) - 1)]])
    assert [c.target for c in mapping] == [c.target for c in book.imports.suggest(blanks)]
    run = book.imports.run(table, mapping, by=ME)
    (marie,) = everybody(book)
    assert marie.profile == Profile(name=PersonName(full="Marie Roy"))
    assert run.counts.rejected == 0


@pytest.mark.parametrize(("target", "text"), BAD.items(), ids=BAD)
def test_a_bad_value_refuses_the_row_or_is_kept_as_text(target: str, text: str) -> None:
    """X39: the choice is an argument; kept, the client has the value as text and a warning."""
    table = Table.from_rows(["Name", "Bad"], [["Marie Roy", text]])
    book = book_of()
    mapping = book.imports.suggest(table).assign("Bad", target)
    refused = book.imports.run(table, mapping, by=ME, on_bad_value=OnBadValue.REJECT)
    assert (refused.counts.created, refused.counts.rejected) == (0, 1)
    kept = book.imports.run(table, mapping, by=ME, on_bad_value=OnBadValue.KEEP)
    assert (kept.counts.created, kept.counts.rejected) == (1, 0)
    (marie,) = everybody(book)
    assert marie.profile.unread == (UnreadValue(target, text),)
    codes = [i.code for o in book.imports.outcomes(kept.id) for i in o.issues]
    assert codes == [IssueCode.VALUE_UNREAD]


def test_one_bad_part_costs_only_itself() -> None:
    """X39: the other parts of the address and of the name stay."""
    table = Table.from_rows(
        ["First name", "Nickname", "Street", "City"], [["Ann", "n" * 300, "s" * 600, "Paris"]]
    )
    book = book_of()
    book.imports.run(table, by=ME, on_bad_value=OnBadValue.KEEP)
    (ann,) = everybody(book)
    assert ann.profile.name is not None
    assert ann.profile.name.given == "Ann"
    assert ann.profile.addresses[0].locality == "Paris"
    assert {u.target for u in ann.profile.unread} == {"nickname", "address.street"}


CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Client {n}\r\nTEL;TYPE=CELL:06 12 34 56 {n:02d}\r\n"
    "TEL;TYPE=WORK:36 39\r\nEND:VCARD\r\n"
)


def test_cards_are_kept_and_spreadsheets_mended() -> None:
    """X39: 26 cards with a dummy number are 26 clients and 26 warnings, without a word said."""
    cards = "".join(CARD.format(n=n) for n in range(26))
    book = book_of()
    table = open_table(cards.encode())
    run = book.imports.run(table, by=ME)
    assert (run.counts.created, run.counts.rejected) == (26, 0)
    codes = [i.code for o in book.imports.outcomes(run.id) for i in o.issues]
    assert codes.count(IssueCode.VALUE_UNREAD) == 26
    sheet = Table.from_rows(["Name", "Phone"], [["Marie", "36 39"]])
    assert book.imports.run(sheet, by=ME).counts.rejected == 1


@pytest.mark.parametrize("choice", OnBadValue)
def test_the_choice_is_a_setting(choice: OnBadValue) -> None:
    """X39: what the book is set to holds for sheets and cards; an argument wins over it."""
    preset = attrs.evolve(FR, imports=attrs.evolve(FR.imports, on_bad_value=choice))
    card = open_table(CARD.format(n=1).encode())
    sheet = Table.from_rows(["Name", "Phone"], [["Marie", "36 39"]])
    for table in (card, sheet):
        counts = book_of(preset).imports.plan(table).counts
        assert counts is not None
        assert counts.rejected == (choice is OnBadValue.REJECT)
        other = next(c for c in OnBadValue if c is not choice)
        counts = book_of(preset).imports.plan(table, on_bad_value=other).counts
        assert counts is not None
        assert counts.rejected == (other is OnBadValue.REJECT)


def test_the_same_bad_value_again_changes_nothing() -> None:
    """X39: a second import of the file finds the text where it left it."""
    table = Table.from_rows(["Name", "Mobile", "Phone"], [["Marie Roy", "0612345678", "36 39"]])
    book = book_of()
    book.imports.run(table, by=ME, on_bad_value=OnBadValue.KEEP)
    again = book.imports.run(table, by=ME, on_bad_value=OnBadValue.KEEP)
    assert again.counts.unchanged == 1


def test_unread_values_go_out_and_come_back() -> None:
    """X39: they are in the documents, in exports under their own title, and found by search."""
    table = Table.from_rows(
        ["Name", "Mobile", "Birth date"], [["Marie Roy", "0612345678", "circa 1980"]]
    )
    book = book_of()
    book.imports.run(table, by=ME, on_bad_value=OnBadValue.KEEP)
    (marie,) = everybody(book)
    assert load_profile(dump_profile(marie.profile)) == marie.profile
    assert [hit.id for hit in book.search.find("circa").items] == [marie.id]

    out = BytesIO()
    book.lists.export(out, columns=["full_name", "phone.mobile", "unread"])
    other = book_of()
    other.imports.run(other.imports.open(out.getvalue()), by=ME)
    (copy,) = everybody(other)
    assert copy.profile.unread == marie.profile.unread
    assert book.imports.run(book.imports.open(out.getvalue()), by=ME).counts.unchanged == 1


@given(st.lists(unread_values(), max_size=4))
@settings(max_examples=100, deadline=None)
def test_unread_values_read_back_from_one_cell(values: list[UnreadValue]) -> None:
    """X39, X27: what a cell of an export says of unread values reads back equal."""
    held = Profile(unread=values).unread
    assert Profile(unread=read_unread(unread_text(held))).unread == held


@given(st.text(max_size=60))
def test_any_text_of_unread_values_is_kept(text: str) -> None:
    """X39: a cell of unread values loses no visible line, whatever a person wrote into it."""
    lines = [line for line in text.splitlines() if UnreadValue.is_visible(line)]
    assert len(list(read_unread(text))) == len(lines)


def test_a_target_takes_the_words_of_the_domain_too() -> None:
    """K19: ``address.locality`` is ``address.city``, as the domain calls it."""
    for old, new in (
        ("address.city", "address.locality"),
        ("address.2.street2", "address.2.extended"),
    ):
        assert Target.parse(new) == Target.parse(old)
    assert Target("address", part="locality") == Target("address", part="city")
