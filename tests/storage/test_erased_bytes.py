"""D3, X38: what of an erased person can be read in the bytes of an SQLite book: nothing."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.clients import Actor
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.storage.sqlite import SqliteStore

ME = Actor("somebody")
# The full-text index stores of a word only what differs from the one before it; so what is looked
# for is each word without its first letter.
WORDS = [
    *("zqgiven", "zqfamily", "zqmiddle", "zqnick", "zqmaiden", "zqcompany", "zqformer", "zqjob"),
    *("zqstreet", "zqcity", "zqmail", "zqtag", "zqattribute", "zqexternal", "zqinfo", "zqnote"),
    *("zqreason", "zqwording", "zqevidence", "612345601"),
]


def fill(book: ClientBook) -> str:
    """Put one person in every field, among others so that pages are shared; return their id."""
    book.attributes.define(AttributeDefinition("Insurance"), by=ME)
    for i in range(120):
        book.clients.create(Profile(name=PersonName(given=f"Other{i}", family="Person")), by=ME)
    person = book.clients.create(
        Profile(
            name=PersonName(
                given="azqgiven",
                family="bzqfamily",
                middle="czqmiddle",
                nickname="dzqnick",
                maiden="fzqmaiden",
            ),
            phones=(PhoneNumber("+33612345601", kind=PhoneKind.MOBILE),),
            emails=(EmailAddress("lzqmail@example.org"),),
            addresses=(PostalAddress(street="1 rue jzqstreet", locality="kzqcity"),),
            company="hzqformer",
            job_title="izqjob",
            info="szqinfo",
            tags=("mzqtag",),
            attributes=(Attribute("insurance", "nzqattribute"),),
            external_ids=(ExternalId("till", "qzqexternal"),),
        ),
        by=ME,
    )
    book.clients.update(
        person.id, ProfilePatch(set={"company": "gzqcompany"}), expected=None, by=ME
    )
    book.clients.add_note(person.id, "tzqnote", by=ME)
    book.clients.block_booking(person.id, by=ME, reason="uzqreason")
    said = ConsentEvent(
        "form-1",
        person.id,
        Channel.EMAIL,
        "*",
        ConsentState.OPTED_IN,
        datetime(2026, 1, 5, tzinfo=UTC),
        wording="vzqwording",
        evidence="wzqevidence",
    )
    book.consent.record([said])
    return person.id


def left(path: Path) -> list[str]:
    """Return the words that stand in the file, its write-ahead log or its shared index."""
    data = b"".join(p.read_bytes() for p in path.parent.glob(path.name + "*")).lower()
    return [word for word in WORDS if word.encode() in data]


def test_nothing_of_the_erased_is_in_the_file(tmp_path: Path) -> None:
    """D3: before the erasure every word is there; after it and compact() none of them."""
    path = tmp_path / "clients.db"
    with SqliteStore(path) as store:
        book = ClientBook(store)
        person = fill(book)
        assert left(path) == WORDS
        book.privacy.erase(person, by=ME)
        store.compact()
        assert left(path) == []
        assert book.clients.count() == 120
        assert len(book.search.suggest("other1").clients) > 0
    assert left(path) == []


def test_what_is_deleted_is_overwritten_whatever_the_build(tmp_path: Path) -> None:
    """D3: secure_delete is on, over joined connections too, however SQLite was built."""
    path = tmp_path / "own.db"
    with SqliteStore(path) as store:
        assert store._session.row("PRAGMA secure_delete") == (1,)
    host = sqlite3.connect(path)
    host.execute("PRAGMA secure_delete = OFF")
    SqliteStore(connection=host)
    assert host.execute("PRAGMA secure_delete").fetchone() == (1,)
    host.close()


def test_compact_is_for_a_connection_of_its_own(tmp_path: Path) -> None:
    """A joined connection is the host's to compact; inside a transaction nobody can."""
    path = tmp_path / "clients.db"
    store = SqliteStore(path)
    with store.transaction("main"), pytest.raises(RuntimeError, match="compact"):
        store.compact()
    store.close()
    host = sqlite3.connect(path)
    joined = SqliteStore(connection=host)
    with pytest.raises(RuntimeError, match="compact"):
        joined.compact()
    host.close()
