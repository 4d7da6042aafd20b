"""A form that has expired: what was typed is not lost, and no other site gains by it."""

import re

import pytest
from tests.web.visitor import Visitor, landed, make_book, marie, read

from clientbook import ClientBook

TYPED = [("given", "Zoé"), ("family", "Noël"), ("phones.0.number", "06 12 34 56 78"),
         ("info", "Prefers <b>mornings</b>")]  # fmt: skip


@pytest.fixture
def book() -> ClientBook:
    return make_book()


def test_what_was_typed_is_sent_again_from_the_page_that_says_so(book: ClientBook) -> None:
    """X53: The page of a form whose token is old holds all that was typed, for one press."""
    visitor = Visitor(book)
    form = [("csrf_token", "old"), *TYPED]
    answer = visitor.ask("POST", "/new", (), form, same_origin=True)
    assert answer.status == 403
    assert book.clients.count() == 0
    page = read(answer)
    assert "nothing you typed is lost" in page.text
    values = page.values()
    assert {name: values[name] for name, _ in TYPED} == dict(TYPED)
    (action,) = (f["action"] for f in page.all("form"))
    assert action == "/new"
    landed(visitor.ask("POST", action, (), values.items(), same_origin=True))
    assert book.search.find("zoé noël").items


@pytest.mark.parametrize("sent", [{}, {"cross_site": True}])
def test_another_site_is_refused_and_nothing_else(book: ClientBook, sent: dict[str, bool]) -> None:
    """X53: Unless the browser says that a page of this host sent it, there is nothing to press."""
    answer = Visitor(book).ask("POST", "/new", (), [("csrf_token", "old"), *TYPED], **sent)
    assert answer.status == 403
    assert not read(answer).all("form")
    assert not re.search("Noël|mornings", answer.text)


def test_ticks_that_are_sent_again_are_said_in_words(book: ClientBook) -> None:
    """X53, K34: The page of an expired form of consent says what one press would record."""
    client = marie(book)
    visitor, address = Visitor(book), f"/clients/{client.id}"
    form = read(visitor.get(address)).values()
    form |= {"was.post:MARKETING": "off", "tick.post:MARKETING": "on", "evidence": "by letter"}
    del form["tick.email:MARKETING"]
    form["csrf_token"] = "old"
    answer = visitor.ask("POST", f"{address}/consent", (), form.items(), same_origin=True)
    page = read(answer)
    assert answer.status == 403
    assert "Ticked: Post, Marketing" in page.text
    assert "No longer ticked: E-mail, Marketing" in page.text
    assert page.values()["evidence"] == "by letter"


def test_an_empty_form_promises_nothing(book: ClientBook) -> None:
    """X53: A form of which nothing could be read is not said to be kept."""
    answer = Visitor(book).ask("POST", "/new", (), (), same_origin=True)
    assert answer.status == 403
    assert "nothing you typed is lost" not in read(answer).text
