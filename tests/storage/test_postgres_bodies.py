"""X52: documents and entries packed together, and what PostgreSQL keeps once."""

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.book.people import ANNE, mobile, person
from tests.postgres_server import Server

from clientbook.book import ClientBook
from clientbook.convert.documents import DamagedDocumentError, dump_client
from clientbook.domain.clients import Actor
from clientbook.searching.entries import make_entry
from clientbook.storage.memory import MemoryStore
from clientbook.storage.postgres import PostgresStore
from clientbook.storage.postgres.bodies import pack, unpack
from clientbook.storage.postgres.entries import dump_entry, load_entry, to_index
from clientbook.testing.samples import make_entry as sample_entry

_LINES = st.text(st.characters(codec="utf-8", exclude_characters="\n"))


@given(st.text(st.characters(codec="utf-8"), min_size=1), _LINES, st.none() | _LINES)
def test_what_is_packed_comes_back(client_id: str, document: str, entry: str | None) -> None:
    """Whatever document and entry, under any id: they are read as they were written."""
    assert unpack(client_id, pack(client_id, document, entry)) == (document, entry)


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b"\xff" + b, lambda b: b""])
def test_a_spoiled_body_is_reported(spoil: "type[bytes]") -> None:
    """D10: bytes that were cut short or changed are a damaged document, not somebody's half."""
    with pytest.raises(DamagedDocumentError):
        unpack("a", spoil(pack("a", '{"id":"a"}', "words")))


def test_an_entry_of_another_form_is_reported() -> None:
    """D10: so is an entry that has not all its parts."""
    with pytest.raises(DamagedDocumentError):
        load_entry("words")


def test_an_entry_is_read_as_it_was_indexed() -> None:
    """What is taken out of the index is what was put into it."""
    for facets in ((), ("vip", "tag:x")):
        entry = sample_entry(identities=["p:1", "e:a"], matches=["n:m"], facets=facets)
        indexed, read = to_index(entry), load_entry(dump_entry(entry))
        assert [*map(tuple, read.keys)] == [*map(tuple, indexed.keys)]
        assert read[1:] == indexed[1:]


def test_a_client_takes_a_third_of_its_text() -> None:
    """X52: what documents have in common is not stored, nor what the entry says once more."""
    book = ClientBook(MemoryStore())
    profile = person("Zita Quorn", mobile(), email="zita.quorn@example.org", tags=["vip"])
    client = book.clients.create(profile, by=ANNE)
    document, entry = dump_client(client), dump_entry(make_entry(client))
    assert 3 * len(pack(client.id, document, entry)) < len(document) + len(entry)


def test_who_and_why_stand_once_a_book(postgres: Server) -> None:
    """X52: a row of the journal names neither; the same person in another channel is another."""
    dsn = postgres.new_database()
    who = [Actor("anne"), Actor("anne", channel="web"), Actor("bob")]
    with PostgresStore(dsn) as store:
        book = ClientBook(store)
        for number in range(6):
            book.clients.create(person(f"N{number}"), by=who[number % 3])
        told = [change.actor for change in store.read_changes("main") if change.client_id]
    assert told == who * 2
    with psycopg.connect(dsn) as owner:
        rows = owner.execute("SELECT actor, channel FROM clientbook_causes WHERE cause = ''")
        assert sorted(rows) == [("anne", ""), ("anne", "/web"), ("bob", "")]


def test_digits_of_other_columns_share_rows(postgres: Server) -> None:
    """X52: postcodes and house numbers are few a client: three characters of them are a row."""
    dsn = postgres.new_database()
    with PostgresStore(dsn) as store:
        book = ClientBook(store)
        for number in range(5):
            book.clients.create(person(f"N{number}", tags=[f"751{number}"]), by=ANNE)
        assert len(list(book.search.find("7513"))) == 1
    with psycopg.connect(dsn) as owner:
        rows = owner.execute("SELECT bucket FROM clientbook_words WHERE bucket LIKE 'o7%'")
        assert rows.fetchall() == [("o75",)]
