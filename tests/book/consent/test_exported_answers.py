"""What an export says of contact is no news to the book that answers the same (X27, X37)."""

import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE, TurnedClock, region
from tests.book.people import ANNE, mobile, person

from clientbook import MemoryStore
from clientbook.book import ClientBook
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.consents import (
    ALL_TOPICS,
    Channel,
    ConsentBasis,
    ConsentEvent,
    ConsentState,
)
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import Filter
from clientbook.domain.imports import ImportRun
from clientbook.domain.patches import ProfilePatch
from clientbook.importing.tables import Table

EMAIL = Channel.EMAIL
IN, OUT = ConsentState.OPTED_IN, ConsentState.OPTED_OUT
MAILS = ("l@example.org", "z@example.org")
NUMBER = itertools.count()


def _again(book: ClientBook, **how: str) -> ImportRun:
    """Import what the book exports."""
    out = io.BytesIO()
    book.lists.export(out, **how)  # type: ignore[arg-type]
    return book.imports.run(book.imports.open(out.getvalue()), by=ANNE)


def _events(book: ClientBook, clients: list[str]) -> int:
    return sum(len(book.consent.events(client)) for client in clients)


def _may(book: ClientBook, client: str, topic: str = "MARKETING") -> bool:
    return book.consent.may_contact(client, EMAIL, topic).allowed


def _say(book: ClientBook, client: str, clock: TurnedClock, **said: object) -> None:
    fields = {"channel": EMAIL, "topic": "MARKETING", "state": IN, "basis": ConsentBasis.EXPRESS}
    event = ConsentEvent(f"e{next(NUMBER)}", client, at=clock.now, **(fields | said))  # type: ignore[arg-type]
    book.consent.record([event])


def _family(book: ClientBook) -> tuple[str, str]:
    """Two clients of one mailbox."""
    luc, zoe = (person(f"{name} Roy", email=MAILS[0]) for name in ("Luc", "Zoe"))
    return book.clients.create(luc, by=ANNE).id, book.clients.create(zoe, by=ANNE).id


@EVERY_STORE
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_yes_of_an_address_stays_of_that_address(
    book: ClientBook, clock: TurnedClock, language: str
) -> None:
    """X27: the export says yes, not of which address; the client's next mailbox is not asked."""
    dora = book.clients.create(person("Dora Roy", email=MAILS[0]), by=ANNE).id
    _say(book, dora, clock, address=MAILS[0])
    assert _again(book, language=language).counts.unchanged == 1
    moved = ProfilePatch(set={"emails": (EmailAddress(MAILS[1]),)})
    book.clients.update(dora, moved, expected=None, by=ANNE)
    assert not _may(book, dora)


@EVERY_STORE
def test_a_no_at_a_shared_mailbox_stays_of_who_said_it(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37: Luc's no, exported in Zoe's row too, is lifted for both when he ticks again."""
    luc, zoe = _family(book)
    book.consent.set_subscriptions(luc, {(EMAIL, ALL_TOPICS): False}, by=ANNE)
    for _ in range(4):
        clock.turn(days=1)
        assert _again(book).counts.unchanged == 2
    assert (_events(book, [luc]), _events(book, [zoe])) == (1, 0)
    clock.turn(days=1)
    book.consent.set_subscriptions(luc, {(EMAIL, ALL_TOPICS): True}, by=ANNE)
    assert _may(book, zoe, "GENERAL")


def test_an_end_and_a_lapse_stay(book: ClientBook, clock: TurnedClock) -> None:
    """X27: a yes with an end keeps it; one that lapsed is no refusal, and may be given again."""
    ann = book.clients.create(person("Ann Roy", email=MAILS[0]), by=ANNE).id
    _say(book, ann, clock, basis=ConsentBasis.IMPLIED, expires_at=clock.now + timedelta(days=9))
    assert _again(book).counts.unchanged == 1
    clock.turn(days=10)
    assert _again(book).counts.unchanged == 1
    assert not _may(book, ann)
    _say(book, ann, clock, basis=ConsentBasis.IMPLIED)
    assert _may(book, ann)


@EVERY_STORE
def test_who_came_back_after_an_erasure_gets_no_words(book: ClientBook, clock: TurnedClock) -> None:
    """X27: the memory of the address refuses; the export of that is nothing the person said."""
    ann = book.clients.create(person("Ann Roy", email=MAILS[0]), by=ANNE).id
    book.consent.set_subscriptions(ann, {(None, ALL_TOPICS): False}, by=ANNE)
    book.privacy.erase(ann, by=ANNE)
    back = book.clients.create(person("Ann Roy", mobile(), email=MAILS[0]), by=ANNE).id
    assert _again(book).counts.unchanged == 1
    assert _events(book, [back]) == 0
    assert not _may(book, back, "GENERAL")


@pytest.mark.parametrize("title", ["Do not e-mail", "Consent: all e-mails"])
def test_an_opt_out_that_says_more_is_kept(
    book: ClientBook, clock: TurnedClock, title: str
) -> None:
    """X37: of every topic beside one, of the client beside one address, of another channel."""
    said = "yes" if title.startswith("Do not") else "no"
    ann = book.clients.create(person("Ann Roy", email=MAILS[0]), by=ANNE).id
    book.consent.set_subscriptions(ann, {(EMAIL, "MARKETING"): False}, by=ANNE)
    table = Table.from_rows(
        ["First name", "Last name", "E-mail", title], [["Ann", "Roy", MAILS[0], said]]
    )
    assert _may(book, ann, "GENERAL")
    for count in (1, 0):
        clock.turn(days=1)
        assert book.imports.run(table, by=ANNE).counts.updated == count
        assert not _may(book, ann, "GENERAL")


def test_a_list_of_somebody_else_holds_the_client_s_own_no(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X37: Zoe's no in a list is hers, once, and stays when Luc ticks again."""
    luc, zoe = _family(book)
    book.consent.set_subscriptions(luc, {(EMAIL, ALL_TOPICS): False}, by=ANNE)
    rows = [["Luc", "Roy", MAILS[0], "yes"], ["Zoe", "Roy", MAILS[0], "yes"]]
    table = Table.from_rows(["First name", "Last name", "E-mail", "Do not e-mail"], rows)
    for _ in range(3):
        clock.turn(days=1)
        book.imports.run(table, by=ANNE)
    assert (_events(book, [luc]), _events(book, [zoe])) == (1, 1)
    clock.turn(days=1)
    book.consent.set_subscriptions(luc, {(EMAIL, ALL_TOPICS): True}, by=ANNE)
    assert (_may(book, luc, "GENERAL"), _may(book, zoe, "GENERAL")) == (True, False)


@EVERY_STORE
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("door", ["list", "bulk"])
def test_an_export_keeps_no_yes_alive_that_is_taken_back(
    book: ClientBook, clock: TurnedClock, door: str, language: str
) -> None:
    """X27, X37: what is undone goes, also where the book's own export had said it since."""
    zoe = book.clients.create(person("Zoe Roy", email=MAILS[0]), by=ANNE).id
    header = ["First name", "Last name", "E-mail", "Newsletter"]
    table = Table.from_rows(header, [["Zoe", "Roy", MAILS[0], "yes"]])
    act = BulkEdit.subscribe(EMAIL, "MARKETING", basis=ConsentBasis.IMPLIED)
    if door == "list":
        run = book.imports.run(table, by=ANNE).id
    else:
        run = book.bulk.commit(book.bulk.plan(Filter(), act), by=ANNE).id
    for _ in range(2):
        clock.turn(days=1)
        assert _again(book, language=language).counts.unchanged == 1
    assert _may(book, zoe)
    if door == "list":
        book.imports.undo(book.imports.plan_undo(run), by=ANNE)
    else:
        book.bulk.undo(run, by=ANNE)
    assert not _may(book, zoe)
    assert book.clients.count(Filter(never_asked=((EMAIL, "MARKETING"),))) == 1
    assert _again(book, language=language).counts.unchanged == 1
    assert not _may(book, zoe)


WORDS = st.tuples(
    st.integers(0, 3),
    st.fixed_dictionaries(
        {
            "state": st.sampled_from([IN, OUT]),
            "channel": st.sampled_from([EMAIL, None, Channel.SMS]),
            "topic": st.sampled_from(["MARKETING", ALL_TOPICS]),
            "address": st.sampled_from([None, *MAILS]),
            "basis": st.sampled_from([ConsentBasis.EXPRESS, ConsentBasis.IMPLIED]),
        }
    ),
    st.sampled_from([None, 2]),
)


@contextmanager
def _played(words: list[object], erased: bool) -> Iterator[tuple[ClientBook, TurnedClock, list]]:  # type: ignore[type-arg]
    """Open a book of a family of one mailbox, one with two, and one who may have come back."""
    clock = TurnedClock()
    book = ClientBook(MemoryStore(), settings=region("FR"), clock=clock)
    two = attrs.evolve(person("Eva Mai", mobile()), emails=tuple(map(EmailAddress, MAILS)))
    ids = [*_family(book), book.clients.create(two, by=ANNE).id]
    ids.append(book.clients.create(person("Tim Fox", email=MAILS[1]), by=ANNE).id)
    _speak(book, clock, ids, words)
    if erased:
        book.privacy.erase(ids[3], by=ANNE)
        ids[3] = book.clients.create(person("Tim Fox", email=MAILS[1]), by=ANNE).id
    yield book, clock, ids


def _speak(book: ClientBook, clock: TurnedClock, ids: list[str], words: list[object]) -> None:
    for who, said, days in words:  # type: ignore[misc, attr-defined]
        clock.turn(hours=1)
        ends = clock.now + timedelta(days=days) if days and said["state"] is IN else None
        _say(book, ids[who], clock, **said, expires_at=ends)


def _answers(book: ClientBook, ids: list[str]) -> list[bool]:
    asked = itertools.product(ids, (EMAIL, Channel.SMS), ("GENERAL", "MARKETING"))
    return [book.consent.may_contact(*each).allowed for each in asked]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(WORDS, min_size=1, max_size=5),
    later=st.lists(WORDS, max_size=3),
    erased=st.booleans(),
)
def test_an_import_of_the_own_export_changes_no_answer_now_or_later(
    words: list[object], later: list[object], erased: bool
) -> None:
    """X27: beside a book that imported nothing: no event more, and one answer after any word."""
    with (
        _played(words, erased) as (book, clock, ids),
        _played(words, erased) as (twin, other, same),
    ):
        held = _events(book, ids)
        for _ in range(2):
            _again(book)
        assert _events(book, ids) == held
        assert _answers(book, ids) == _answers(twin, same)
        for days in (1, 3):
            clock.turn(days=days), other.turn(days=days)
            _speak(book, clock, ids, later), _speak(twin, other, same, later)
            assert _answers(book, ids) == _answers(twin, same)
