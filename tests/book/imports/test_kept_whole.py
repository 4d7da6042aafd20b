"""X10, X39: a text of which an attribute would keep a part only is kept as a text by any door."""

from collections.abc import Callable

import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, mobile, person

from clientbook import Attribute, Table
from clientbook.book import ClientBook
from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.clients import ClientId
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidProfileError

NUMBER = "+33611111111"
PART = {
    AttributeType.INTEGER: ["00123", "0 612 345 678", "+33612345678"],
    AttributeType.DECIMAL: ["007", "+5"],
    AttributeType.DATE: ["2026-01-01 10:00", "2026-01-01T23:59:00"],
}
"""Texts that would come back as less."""

WHOLE = {
    AttributeType.INTEGER: ["123", "0", "1 234"],
    AttributeType.DECIMAL: ["0.5", "12"],
    AttributeType.DATE: ["2026-01-01", "2026-01-01 00:00"],
    AttributeType.STRING: ["00123", "+33612345678", "2026-01-01 10:00"],
}
CASES = [
    *((kind, text, False) for kind, texts in PART.items() for text in texts),
    *((kind, text, True) for kind, texts in WHOLE.items() for text in texts),
]


def _told(text: str, *, waits: bool) -> Table:
    row = ["Lea", "Blum", NUMBER, text] if waits else ["Lea", "Blum", "", text]
    return Table.from_rows(["First name", "Last name", "Mobile", "Size"], [row])


def _direct(book: ClientBook, kind: AttributeType, text: str) -> Profile:
    book.attributes.define(AttributeDefinition("Size", kind), by=ANNE)
    run = book.imports.run(_told(text, waits=False), by=ANNE)
    (row,) = book.imports.outcomes(run.id)
    assert row.client_id
    _check_said(book, row.client_id, [issue.code.value for issue in row.issues])
    return book.clients.get(row.client_id).profile


def _waiting(book: ClientBook, kind: AttributeType, text: str) -> Profile:
    book.attributes.define(AttributeDefinition("Size"), by=ANNE)
    first, _ = (book.clients.create(person("Lea Blum", mobile(NUMBER)), by=ANNE).id for _ in "ab")
    run = book.imports.run(_told(text, waits=True), by=ANNE)
    assert run.counts.review == 1
    book.attributes.define(AttributeDefinition("Size", kind), by=ANNE)
    row = book.imports.decide_row(run.id, 2, into=first, by=ANNE)
    _check_said(book, first, [issue.code.value for issue in row.issues])
    return book.clients.get(first).profile


def _check_said(book: ClientBook, client_id: ClientId, said: list[str]) -> None:
    """A text that is kept is said, and nothing else is."""
    kept = bool(book.clients.get(client_id).profile.unread)
    assert said.count("value_unread") == kept


DOORS: dict[str, Callable[[ClientBook, AttributeType, str], Profile]] = {
    "direct": _direct,
    "waiting": _waiting,
}


def _can_become(book: ClientBook, kind: AttributeType, text: str) -> bool:
    """True where a definition that is changed takes the text along."""
    book.attributes.define(AttributeDefinition("Other"), by=ANNE)
    book.clients.create(person("Bo", attributes=(Attribute("other", text),)), by=ANNE)
    try:
        book.attributes.define(AttributeDefinition("Other", kind), by=ANNE)
    except InvalidProfileError:
        return False
    return True


@EVERY_STORE
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("kind", "text", "whole"), CASES)
def test_a_text_is_a_value_or_is_kept_by_one_rule(
    book: ClientBook, door: str, kind: AttributeType, text: str, whole: bool
) -> None:
    """X10, X39: an import keeps as a text what a change of the type would refuse."""
    assert _can_become(book, kind, text) is whole
    profile = DOORS[door](book, kind, text)
    assert (profile.attribute("size") is not None) is whole
    assert [u.text for u in profile.unread] == ([] if whole else [text])
