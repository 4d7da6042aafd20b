"""Acts that are done once: asked for again, they return what they made the first time."""

import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE, BOB, person

from clientbook.book import ClientBook
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.clients import Client
from clientbook.domain.filters import Filter
from clientbook.errors import ClientStateError, InvalidValueError, RecordNotFoundError


@EVERY_STORE
def test_a_client_is_created_once(book: ClientBook) -> None:
    """X53: The same key gives the client that is there, whoever asks; another key, another."""
    assert book.clients.created_by(None) is None
    assert book.clients.created_by("f1") is None
    first = book.clients.create(person("Ann"), by=ANNE, once="f1")
    again = book.clients.create(person("Ann"), by=BOB, once="f1")
    assert again.plain == first.plain
    assert book.clients.created_by("f1") == first.plain
    other = book.clients.create(person("Ann"), by=ANNE, once="f2")
    assert other.id != first.id
    assert book.clients.count() == 2
    assert len(book.history.events()) == 2


@EVERY_STORE
def test_what_failed_was_not_done(book: ClientBook) -> None:
    """X53: A key whose unit of work was undone is as new."""

    def fail(_: Client) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), book.context.unit():
        fail(book.clients.create(person("Ann"), by=ANNE, once="f1"))
    assert book.clients.created_by("f1") is None
    assert book.clients.create(person("Ann"), by=ANNE, once="f1").profile == person("Ann")


@EVERY_STORE
def test_a_note_is_written_once(book: ClientBook) -> None:
    """X53: Keys of notes are others than those of clients; a note that is gone is not written."""
    ann = book.clients.create(person("Ann"), by=ANNE, once="f1")
    note = book.clients.add_note(ann.id, "allergic to latex", by=ANNE, once="f1")
    assert book.clients.add_note(ann.id, "allergic to latex", by=ANNE, once="f1") == note
    assert book.clients.notes(ann.id) == (note,)
    book.clients.withdraw_note(note.id, by=ANNE)
    with pytest.raises(RecordNotFoundError):
        book.clients.add_note(ann.id, "allergic to latex", by=ANNE, once="f1")


@EVERY_STORE
def test_a_key_of_an_act_stands_for_no_other(book: ClientBook) -> None:
    """X37: What is asked under a key that did something else is refused, not dropped."""
    ann = book.clients.create(person("Ann"), by=ANNE, once="f1")
    bea = book.clients.create(person("Bea"), by=ANNE)
    with pytest.raises(InvalidValueError, match="once"):
        book.clients.create(person("Cleo"), by=ANNE, once="f1")
    book.clients.add_note(ann.id, "allergic to latex", by=ANNE, once="n1")
    for client_id, body in ((bea.id, "allergic to latex"), (ann.id, "allergic to nuts")):
        with pytest.raises(InvalidValueError, match="once"):
            book.clients.add_note(client_id, body, by=ANNE, once="n1")
    tagged = book.bulk.plan(Filter(), BulkEdit.tag("vip"))
    run = book.bulk.commit(tagged, by=ANNE, once="b1")
    assert book.bulk.commit(tagged, by=BOB, once="b1").id == run.id
    for edit, where in (
        (BulkEdit.tag("vic"), Filter()),
        (BulkEdit.tag("vip"), Filter(tags=("a",))),
    ):
        with pytest.raises(InvalidValueError, match="once"):
            book.bulk.commit(book.bulk.plan(where, edit), by=ANNE, once="b1")
    assert book.clients.count() == 2


@EVERY_STORE
def test_it_is_remembered_two_days(book: ClientBook, clock: TurnedClock) -> None:
    """X53: What is remembered of a form does not grow with the book."""
    ann = book.clients.create(person("Ann"), by=ANNE, once="f1")
    clock.turn(days=1)
    assert book.clients.create(person("Ann"), by=ANNE, once="f1").id == ann.id
    clock.turn(days=1, minutes=1)
    book.clients.create(person("Bea"), by=ANNE, once="f2")
    assert book.clients.created_by("f1") is None
    assert book.clients.created_by("f2") is not None


@EVERY_STORE
def test_the_oldest_are_forgotten_first(book: ClientBook, clock: TurnedClock) -> None:
    """X53: Whatever the keys are, each act takes away some of those long ago."""
    for n in range(30):
        book.clients.create(person("Ann"), by=ANNE, once=f"z{n:02d}")
    clock.turn(days=3)
    for n in range(25):
        book.clients.create(person("Bea"), by=ANNE, once=f"a{n:02d}")
    assert not any(book.clients.created_by(f"z{n:02d}") for n in range(30))
    assert all(book.clients.created_by(f"a{n:02d}") for n in range(25))


@EVERY_STORE
def test_it_goes_with_the_person(book: ClientBook) -> None:
    """X38: What is remembered is exported with the client and erased with it."""
    ann = book.clients.create(person("Ann"), by=ANNE, once="f1")
    (kept,) = book.privacy.export(ann.id)["done_once"]
    assert (kept["made"], kept["client"]) == (ann.id, ann.id)
    assert "Ann" not in kept["asked"]
    book.privacy.erase(ann.id, by=BOB)
    assert book.privacy.export(ann.id)["done_once"] == []
    with pytest.raises(ClientStateError):
        book.clients.add_note(ann.id, "late", by=ANNE, once="f1")


@pytest.mark.parametrize("key", ["", "x" * 101])
def test_a_key_is_a_short_text(book: ClientBook, key: str) -> None:
    """X53: A blank key would make all acts one."""
    with pytest.raises(InvalidValueError, match="once"):
        book.clients.create(person("Ann"), by=ANNE, once=key)
    assert book.clients.count() == 0
