"""Attributes that two people change at once, and changes that the values of clients refuse."""

import pytest
from tests.web.visitor import ANNA, EVERYTHING, Page, Visitor, landed, make_book, read, sent_by

from clientbook import (
    Actor,
    Attribute,
    AttributeDefinition,
    AttributeType,
    ClientBook,
    PersonName,
    Profile,
)
from clientbook.errors import StaleRevisionError
from clientbook.web import Permission

COLOUR = AttributeDefinition("Colour", AttributeType.CHOICE, choices=("red", "blue"))
PATH = "/settings/attributes/colour"


@pytest.fixture
def book() -> ClientBook:
    book = make_book()
    book.attributes.define(COLOUR, by=ANNA)
    return book


def form_of(page: Page, **typed: str) -> list[tuple[str, str]]:
    """Return what the form of an attribute would send, with what somebody has typed over it."""
    start = page.html.index('name="choices"')
    inner = page.html[page.html.index(">", start) + 1 :]
    choices = inner[: inner.index("</textarea>")].strip()
    return list(({**dict(sent_by(page)), "choices": choices} | typed).items())


def held(book: ClientBook, name: str, value: str) -> None:
    profile = Profile(name=PersonName(given=name), attributes=(Attribute("colour", value),))
    book.clients.create(profile, by=ANNA)


def test_the_desk_refuses_a_change_of_what_somebody_else_has_changed(book: ClientBook) -> None:
    """X10: By its version; what already stands so is no change at all."""
    read_by_both = book.attributes.get("colour")
    more = AttributeDefinition("Colour", AttributeType.CHOICE, choices=("red", "blue", "green"))
    made = book.attributes.change("colour", more, by=ANNA, expected=read_by_both.version)
    other = AttributeDefinition("Colour", AttributeType.CHOICE, choices=("red",))
    with pytest.raises(StaleRevisionError) as refused:
        book.attributes.change("colour", other, by=Actor("bob"), expected=read_by_both.version)
    assert refused.value.theirs == made == book.attributes.get("colour")
    assert book.attributes.change("colour", more, by=ANNA, expected=read_by_both.version) == made


def test_choices_of_two_people_are_both_kept(book: ClientBook) -> None:
    """X10, X53: The second one is asked once more, over what the first has made of it."""
    anna, bob = Visitor(book), Visitor(book, actor=Actor("bob"))
    shown = read(bob.get(PATH))
    landed(anna.post(PATH, form_of(read(anna.get(PATH)), choices="blue\ngreen")))
    answer = bob.post(PATH, form_of(shown, choices="red\nblue\nblack", merge_rule="newest"))
    assert answer.status == 409
    assert "Somebody else has changed this attribute" in read(answer).text
    assert "It is set to blue, green now." in read(answer).text
    assert book.attributes.get("colour").choices == ("blue", "green")
    landed(bob.post(PATH, form_of(read(answer))))
    now = book.attributes.get("colour")
    assert (now.choices, now.merge_rule.value) == (("blue", "green", "black"), "newest")


def test_an_attribute_that_was_renamed_meanwhile_is_found(book: ClientBook) -> None:
    """X10, X53: Under its old name the form comes back with the new one, and nothing is undone."""
    anna, bob = Visitor(book), Visitor(book, actor=Actor("bob"))
    shown = read(bob.get(PATH))
    landed(anna.post(PATH, form_of(read(anna.get(PATH)), name="Shade")))
    answer = bob.post(PATH, form_of(shown, choices="red\nblue\nblack"))
    assert answer.status == 409
    (form,) = [f for f in read(answer).all("form") if f.get("action", "").startswith("/settings/")]
    landed(bob.post(form["action"], form_of(read(answer))))
    (now,) = book.attributes.list()
    assert (now.name, now.choices) == ("Shade", ("red", "blue", "black"))


@pytest.mark.parametrize("may_view", [True, False])
def test_a_refused_change_names_who_holds_each_value(book: ClientBook, may_view: bool) -> None:
    """X10: How many, and each value once with some of its clients, for whoever may see clients."""
    for n in range(7):
        held(book, f"Red{n}", "red")
    held(book, "Bluette", "blue")
    permissions = EVERYTHING if may_view else frozenset({Permission.SETTINGS})
    visitor = Visitor(book, permissions)
    answer = visitor.post(PATH, form_of(read(visitor.get(PATH)), choices="green"))
    assert answer.status == 422
    text = read(answer).text
    assert "The values of 8 clients are not of this kind." in text
    assert ("Red" in text, "Bluette" in text) == (may_view, may_view)
    if may_view:
        assert text.count("“red”: ") == text.count("“blue”: Bluette") == 1
        assert "and others" in text
