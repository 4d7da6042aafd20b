"""A column that refuses a channel holds for every topic of it, whatever comes later (X36, X37)."""

import io

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock, region
from tests.book.people import ANNE, person

from clientbook import SAFE, ClientBook, EmailAddress, MemoryStore, Table
from clientbook.domain.consents import Channel
from clientbook.domain.settings import Topic
from clientbook.storage.protocols import Store

EMAIL, SMS = Channel.EMAIL, Channel.SMS
MAIL = "luc@example.fr"
CLASHES = ({"Accepts marketing": "yes"}, {"E-mail reminders": "yes"})


def _load(book: ClientBook, said: str = "yes", **more: str) -> str:
    header = ["First name", "Last name", "E-mail", "Mobile phone", "Do not e-mail", *more]
    row = ["Luc", "Roy", MAIL, "06 12 34 56 78", said, *more.values()]
    return book.imports.run(Table.from_rows(header, [row]), by=ANNE).id


def _may(book: ClientBook, channel: Channel = EMAIL) -> dict[str, bool]:
    (luc,) = book.search.find("luc").items
    return {
        topic.name: book.consent.may_contact(luc.id, channel, topic.name).allowed
        for topic in book.settings.topics
    }


@EVERY_STORE
def test_no_topic_of_the_channel_may_be_sent(store: Store) -> None:
    """X36: no reminder either, nor what is defined next year; other channels are as they were."""
    book = ClientBook(store, settings=region("FR"))
    _load(book)
    assert _may(book) == {"GENERAL": False, "MARKETING": False}
    assert _may(book, SMS) == {"GENERAL": True, "MARKETING": False}
    settings = attrs.evolve(book.settings, topics=(*book.settings.topics, Topic("NEWS", True)))
    book.change_settings(settings, by=ANNE)
    assert _may(book)["NEWS"] is False


def test_a_no_says_nothing(book: ClientBook) -> None:
    """X36: who is in the column with a no has not opted in to anything."""
    _load(book, "no")
    (luc,) = book.search.find("luc").items
    assert book.consent.events(luc.id) == ()


@pytest.mark.parametrize("beside", CLASHES)
def test_beside_a_refusal_no_opt_in_of_the_row_counts(
    book: ClientBook, beside: dict[str, str]
) -> None:
    """X36: a yes to one topic in the same row does not open the channel again."""
    _load(book, "yes", **beside)
    assert not any(_may(book).values())


@EVERY_STORE
def test_undo_delete_and_import_again_lift_nothing(book: ClientBook, clock: TurnedClock) -> None:
    """X37: the refusal holds for the address after an undo, a deletion and a later list."""
    book.imports.undo(book.imports.plan_undo(_load(book)), by=ANNE)
    assert book.search.find("luc").items == ()
    for _ in range(2):
        _load(book, "", **{"Accepts marketing": "yes"})
        assert not any(_may(book).values())
        (luc,) = book.search.find("luc").items
        book.clients.delete(luc.id, by=ANNE)
        clock.turn(days=40)
        book.clients.purge(by=ANNE)


@EVERY_STORE
def test_merge_and_unmerge_keep_it(book: ClientBook) -> None:
    """X37: for the survivor's addresses while merged, for his own after the unmerge."""
    _load(book)
    (luc,) = book.search.find("luc").items
    other = person("Lou", emails=(EmailAddress("lou@example.fr"),))
    lou = book.clients.create(other, by=ANNE)
    merge = book.merges.merge(book.merges.plan(lou.id, [luc.id]), by=ANNE)
    for address in (MAIL, "lou@example.fr"):
        found = book.consent.may_contact(lou.id, EMAIL, "GENERAL", address=address)
        assert not found.allowed
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=ANNE)
    assert not any(_may(book).values())
    assert book.consent.may_contact(lou.id, EMAIL, "GENERAL").allowed


def test_a_later_yes_of_the_client_opens_one_topic(book: ClientBook, clock: TurnedClock) -> None:
    """X37: their own express word, for the topic they name; the rest stays silent."""
    _load(book)
    clock.turn(days=1)
    (luc,) = book.search.find("luc").items
    book.consent.set_subscriptions(luc.id, {(EMAIL, "GENERAL"): True}, by=ANNE)
    assert _may(book) == {"GENERAL": True, "MARKETING": False}


def test_a_row_that_waits_holds_it_for_the_address() -> None:
    """X37: the refusal of a row nobody has decided holds at once, for every topic."""
    book = ClientBook(MemoryStore(), settings=attrs.evolve(SAFE, default_region="FR"))
    table = Table.from_rows(
        ["First name", "E-mail", "Birth date", "Do not e-mail"], [["", MAIL, "31/31/1980", "yes"]]
    )
    run = book.imports.run(table, by=ANNE)
    assert run.counts.rejected == 1
    late = book.clients.create(person("Luc Roy", email=MAIL), by=ANNE)
    assert not book.consent.may_contact(late.id, EMAIL, "GENERAL").allowed


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_travels_with_an_export(book: ClientBook, language: str) -> None:
    """X36: the book that reads the export is as silent, and in its own book it is no news."""
    _load(book)
    ann = book.clients.create(person("Ann Roy", email="ann@example.fr"), by=ANNE)
    book.consent.set_subscriptions(ann.id, {(EMAIL, "GENERAL"): False}, by=ANNE)
    out = io.BytesIO()
    columns = ["given_name", "email.1", "consent.all_email.optout", "consent.all_email"]
    book.lists.export(out, columns=columns, language=language)
    yes, no = {"en": ("yes", "no"), "fr": ("oui", "non")}[language]
    rows = [line.split(",") for line in out.getvalue().decode().splitlines()[1:]]
    assert sorted(rows) == [["Ann", "ann@example.fr", "", ""], ["Luc", MAIL, yes, no]]
    again = book.imports.run(book.imports.open(out.getvalue()), by=ANNE)
    assert again.counts.unchanged == 2
    other = ClientBook(MemoryStore(), settings=region("FR"))
    other.imports.run(other.imports.open(out.getvalue()), by=ANNE)
    assert not any(_may(other).values())
