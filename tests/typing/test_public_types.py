"""Typed uses of the public names: mypy --strict reads this file, pytest runs it."""

from typing import assert_type

from clientbook import (
    Actor,
    Arrival,
    CheckAnswer,
    Client,
    ClientBook,
    CreatedClient,
    HistoryEntry,
    ListRow,
    MemoryStore,
    Page,
    PersonName,
    Profile,
    ScoredPair,
    Suggestions,
)

ANNA = Actor("anna")


def test_a_profile_is_a_typed_value() -> None:
    """What a form fills has the types a checker can see."""
    profile = Profile(name=PersonName(given="Marie"))
    shown: str = profile.display_name
    assert shown == "Marie"


def test_who_arrives_has_the_type_of_what_was_done() -> None:
    """Without an act there is no result: a checker needs no annotation to know it."""
    book = ClientBook(MemoryStore())
    profile = Profile(name=PersonName(given="Marie"))
    arrival = book.clients.find_or_create(profile, by=ANNA)
    assert_type(arrival, Arrival[None])
    acted = book.clients.find_or_create(profile, by=ANNA, act=_revision)
    assert_type(acted, Arrival[int])
    assert (arrival.result, acted.result) == (None, 1)


def _revision(client: Client) -> int:
    return client.revision


def test_what_the_desks_return_can_be_annotated() -> None:
    """The types of the first hour are names of the package."""
    book = ClientBook(MemoryStore())
    profile = Profile(name=PersonName(given="Marie"))
    answer: CheckAnswer = book.clients.check(profile)
    made: CreatedClient = book.clients.create(profile, by=ANNA)
    found: Suggestions = book.search.suggest("marie")
    rows: Page[ListRow] = book.lists.page()
    entries: tuple[HistoryEntry, ...] = book.history.history(made.id)
    pairs: Page[ScoredPair] = book.duplicates.pairs()
    assert not answer
    assert found.clients == (book.clients.get(made.id),)
    assert (len(rows.items), len(entries), len(pairs.items)) == (1, 1, 0)
