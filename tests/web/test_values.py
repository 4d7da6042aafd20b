"""Values of a client as a page writes them."""

from tests.web.visitor import ANNA, Visitor, make_book, marie, read

from clientbook import Attribute, AttributeDefinition, ProfilePatch
from clientbook.messages.catalogue import render
from clientbook.messages.issues import Issue, IssueCode
from clientbook.web.locales import Locale
from clientbook.web.values import person_words, value_lines


def test_an_attribute_is_called_as_it_was_defined() -> None:
    """X53: In the history of a client an attribute has its name, not its key."""
    book = make_book()
    book.attributes.define(AttributeDefinition("Shoe Size"), by=ANNA)
    client = marie(book)
    attribute = Attribute("Shoe Size", "38")
    patch = ProfilePatch(add={"attributes": [attribute]})
    assert value_lines((attribute,), Locale(), {"shoe size": "Shoe Size"}) == ("Shoe Size: 38",)
    assert value_lines((attribute,), Locale("fr")) == ("shoe size : 38",)
    book.clients.update(client.id, patch, expected=None, by=ANNA)
    assert "Shoe Size: 38" in read(Visitor(book).get(f"/clients/{client.id}/history")).text


def test_two_of_one_name_are_told_apart() -> None:
    """X53: A person is named with the number and the address."""
    client = marie(make_book())
    said = person_words(client.profile, Locale(region="FR"))
    assert said == "Marie Dupont (06 12 34 56 78, marie@dupont.fr)"


def test_a_wrong_date_of_a_form_speaks_of_no_column() -> None:
    """V8, X53: Only in a file there is an order of a whole column."""
    issue = Issue.of(IssueCode.INVALID_DATE, "birthday")
    assert render(issue).hint == "write it as YYYY-MM-DD"
    column = Issue(IssueCode.INVALID_DATE, "birth_date", "Birthday", ())
    assert "whole column" in render(column).hint
