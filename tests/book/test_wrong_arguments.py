"""N6: an argument of another type is refused where it is handed in, and is not quoted."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.book.people import ANNE, person

from clientbook.book import ClientBook
from clientbook.domain.activities import ActivityKind
from clientbook.domain.consents import Channel
from clientbook.errors import ClientbookError

SECRET = "Zorgluub 06 12 34 56 78"

# The types are wrong on purpose: Any hides them from the checker.
CALLS: dict[str, Callable[[Any, str], object]] = {
    "create a text": lambda book, _: book.clients.create(SECRET, by=ANNE),
    "create by a text": lambda book, _: book.clients.create(person("Bo"), by=SECRET),
    "create at no entry point": lambda book, _: book.clients.create(
        person("Bo"), by=ANNE, entry_point=SECRET
    ),
    "find or create a text": lambda book, _: book.clients.find_or_create(SECRET, by=ANNE),
    "update with a text": lambda book, ann: book.clients.update(
        ann, SECRET, expected=None, by=ANNE
    ),
    "note of no text": lambda book, ann: book.clients.add_note(ann, [SECRET], by=ANNE),
    "block for no text": lambda book, ann: book.clients.block_booking(
        ann, by=ANNE, reason=[SECRET]
    ),
    "count by a text": lambda book, _: book.clients.count(SECRET),
    "find a list": lambda book, _: book.search.find([SECRET]),
    "define a text": lambda book, _: book.attributes.define(SECRET, by=ANNE),
    "record a text": lambda book, _: book.consent.record(SECRET),
    "record texts": lambda book, _: book.consent.record([SECRET]),
    "tick with a text": lambda book, ann: book.consent.set_subscriptions(
        ann, {(Channel.SMS, "GENERAL"): SECRET}, by=ANNE
    ),
    "tick on no channel": lambda book, ann: book.consent.set_subscriptions(
        ann, {(SECRET, "GENERAL"): False}, by=ANNE
    ),
    "tick a text": lambda book, ann: book.consent.set_subscriptions(ann, SECRET, by=ANNE),
    "birthdays on a text": lambda book, _: list(
        book.consent.birthdays_on(SECRET, Channel.SMS, "GENERAL")
    ),
    "merge a text": lambda book, _: book.merges.merge(SECRET, by=ANNE),
    "unmerge a text": lambda book, _: book.merges.unmerge(SECRET, by=ANNE),
    "put a text": lambda book, _: book.activities.put(SECRET, by=ANNE),
    "remove by a text": lambda book, _: book.activities.remove(
        ActivityKind.MESSAGE, "m", by=SECRET
    ),
    "erase by a text": lambda book, ann: book.privacy.erase(ann, by=SECRET),
    "erase but for a text": lambda book, ann: book.privacy.erase(ann, by=ANNE, keep=[SECRET]),
    "settings of a text": lambda book, _: book.change_settings(SECRET, by=ANNE),
}


@pytest.mark.parametrize("name", CALLS)
def test_an_argument_of_another_type_is_refused(book: ClientBook, name: str) -> None:
    """N6: the error is the library's own or a TypeError, quotes no value, writes nothing."""
    ann = book.clients.create(person("Ann"), by=ANNE)
    before = book.history.events()
    with pytest.raises((ClientbookError, TypeError, ValueError)) as refused:
        CALLS[name](book, ann.id)
    assert "Zorgluub" not in str(refused.value)
    assert book.history.events() == before
