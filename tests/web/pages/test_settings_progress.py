"""Changes that go through a whole book: driven by the page, request by request."""

from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from tests.web.visitor import ANNA, Visitor, landed, make_book, read, sent_by

from clientbook import (
    Attribute,
    AttributeDefinition,
    AttributeType,
    ClientBook,
    PersonName,
    Profile,
)
from clientbook.book import pacing
from clientbook.web import driving

TO_NUMBER = [("name", "Shoe size"), ("type", "integer"), ("merge_rule", "union")]


@pytest.fixture(autouse=True)
def short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests of one step each, of two clients."""
    monkeypatch.setattr(driving, "SECONDS", 0.0)
    for name in ("_FIRST_ROWS", "_LEAST_ROWS", "CHUNK_ROWS"):
        monkeypatch.setattr(pacing, name, 2)


def filled(*values: str) -> ClientBook:
    book = make_book()
    book.attributes.define(AttributeDefinition("Size"), by=ANNA)
    for n, value in enumerate(values):
        name = PersonName(given=f"P{n}", family=f"Q{9 - n}")
        profile = Profile(name=name, attributes=(Attribute("size", value),))
        book.clients.create(profile, by=ANNA)
    return book


def driven(visitor: Visitor, where: str) -> Iterator[str]:
    """Send the form of the progress page until it leads elsewhere; yield what it says."""
    while where == "/settings/progress":
        page = read(visitor.get(where))
        (form,) = page.all("form")
        assert form["data-drive"] == "progress"
        yield page.text
        where = landed(visitor.post(form["action"]))
    yield where


def test_an_attribute_is_changed_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """X53: Each request takes a turn; what was cut short is found from the settings."""
    book = filled(*"12345")
    visitor = Visitor(book)
    where = landed(visitor.post("/settings/attributes/size", TO_NUMBER))
    assert where == "/settings/progress"
    assert "/settings/progress" in [a["href"] for a in read(visitor.get("/settings")).all("a")]
    *told, end = driven(visitor, where)
    assert len(told) > 3
    assert "of about 10" in told[0]
    assert end == "/settings?done=settings_saved"
    assert landed(visitor.get("/settings/progress")) == end
    rows = book.lists.page()
    held = [book.clients.get(row.client_id).profile.attributes for row in rows]
    assert sorted(a.value for (a,) in held) == [1, 2, 3, 4, 5]
    assert book.attributes.get("shoe size").type is AttributeType.INTEGER


def test_a_value_that_cannot_be_converted_is_told_with_what_was_asked_for() -> None:
    """X53: Found in a later request, it leads back to the form, as it was typed."""
    book = filled("1", "2", "3", "4", "large")
    visitor = Visitor(book)
    where = landed(visitor.post("/settings/attributes/size", TO_NUMBER))
    *_, end = driven(visitor, where)
    path, _, query = end.partition("?")
    assert path == "/settings/attributes/size"
    page = read(visitor.get(path, parse_qsl(query)))
    assert page.values()["name"] == "Shoe size"
    assert "1 " in page.text
    assert any(div.get("role") == "alert" for div in page.all("div"))
    assert book.attributes.list()[0].name == "Size"


def test_lists_are_sorted_anew_part_by_part() -> None:
    """X53: The setting is changed at once, the clients are indexed by turns."""
    book = filled(*"12345")
    visitor = Visitor(book)
    page = read(visitor.get("/settings"))
    form = {n: v for n, v in page.values().items() if n != "csrf_token"}
    chosen = {"language": "en", "unknown_phone_counts_as": "other", "on_duplicate": "warn",
              "opt_outs_follow_addresses": "yes", "names_sort_by": "family"}  # fmt: skip
    where = landed(visitor.post("/settings", (form | chosen).items()))
    assert where == "/settings/progress"
    *told, end = driven(visitor, where)
    assert len(told) >= 2
    assert end == "/settings?done=settings_saved"
    assert not book.is_reindexing
    names = [book.clients.get(row.client_id).profile.name for row in book.lists.page()]
    families = [name.family for name in names if name is not None]
    assert families == sorted(families, key=str)


@pytest.mark.parametrize("name", ["First name", "e-mail", "Prénom", "Birth date"])
def test_an_attribute_called_like_a_field_is_asked_about(name: str) -> None:
    """K20, X53: Columns so called would fill it: whoever wants that says so, new or renamed."""
    visitor = Visitor(filled())
    form = [("name", name), ("type", "string"), ("merge_rule", "survivor")]
    for path in ("/settings/attributes", "/settings/attributes/size"):
        asked = visitor.post(path, form)
        assert asked.status == 422
        assert "is called so" in read(asked).text
        assert read(asked).values()["name"] == name
        assert "anyway" in [box.get("name") for box in read(asked).all("input")]
    landed(visitor.post("/settings/attributes", [*form, ("anyway", "yes")]))
    assert name in [one.name for one in visitor.book.attributes.list()]
    landed(visitor.post("/settings/attributes", [("name", "Shoe size")]))


@pytest.mark.parametrize("name", ["Général", "general", "GÉNÉRAUX", "marketing", "Marketing "])
def test_no_kind_of_messages_is_listed_twice(name: str) -> None:
    """X53: What a kind is called in any language is its name: no second one is called so."""
    visitor = Visitor(make_book())
    form = sent_by(read(visitor.get("/settings")))
    refused = visitor.post("/settings", [(n, name if n == "new_topic" else v) for n, v in form])
    assert refused.status == 422
    assert "#f-new_topic" in [a.get("href") for a in read(refused).all("a")]
