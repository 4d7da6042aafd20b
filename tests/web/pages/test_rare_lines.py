"""What a page says of activities, values and mistakes that few clients have."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.web.pages.test_clients import edit_form
from tests.web.visitor import ANNA, Visitor, make_book, marie, read

from clientbook import Activity
from clientbook.domain.activities import Conversation, Payload, Review
from clientbook.domain.sales import Estimate, Invoice, LoyaltyCard, Package
from clientbook.messages.catalogue import Language

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (Invoice(Decimal("1234.50"), "EUR", number="F-7"), "F-7 · 1,234.50 EUR · "),
        (Estimate(Decimal(80), "CHF", number="D-8"), "D-8 · 80 CHF · "),
        (LoyaltyCard("Stars", Decimal(12)), "Stars · 12"),
        (Package("Ten cuts", 10, 3), "Ten cuts · 3 / 10"),
        (Review("web", Decimal("4.5"), comment="Very good"), "web · 4.5 / 5 · Very good"),
        (Conversation(subject="Opening hours"), "Opening hours · "),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_of_activity_has_a_line(
    payload: Payload, words: str, language: Language
) -> None:
    """X53, K41: an activity of each kind says on the page of its client what it is."""
    book = make_book()
    client = marie(book)
    book.activities.put(Activity.of("a1", payload, client_id=client.id, at=AT), by=ANNA)
    page = read(Visitor(book, language=language).get(f"/clients/{client.id}/timeline"))
    if language == "en":
        assert words in page.text
    else:
        assert words.split(" · ", maxsplit=1)[0] in page.text
        assert "clients." not in page.text


def test_a_mistake_in_a_form_brings_it_back() -> None:
    """X53: what cannot be read comes back beside what was typed; nothing is saved."""
    book = make_book()
    client = marie(book)
    form = {**edit_form(book, client), "birthday": "31/02/1988", "company": "Typed Ltd"}
    answer = Visitor(book, language="en").post(f"/clients/{client.id}/edit", form.items())
    assert answer.status == 422
    page = read(answer)
    assert "31/02/1988" in page.html
    assert "Typed Ltd" in page.html
    assert book.clients.get(client.id) == client
