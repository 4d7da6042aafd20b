"""Rows of forms: whatever numbers they come with, they are few, and follow one another."""

import pytest
from tests.web.visitor import TOKEN, Visitor, make_book, marie, read, sent_by

from clientbook import ClientBook, PhoneKind
from clientbook.web import Fields
from clientbook.web.forms.rows import with_rows
from clientbook.web.routes import ROUTES

PARTS = {"phones": "number", "emails": "address", "addresses": "street"}
TEXTS = {"phones": "06 98 76 54 32", "emails": "a@b.example", "addresses": "3 Main St"}
HOSTILE = ("20000", "99999999", "9" * 5_000, "007", "1000000000")


@pytest.fixture
def book() -> ClientBook:
    return make_book()


@pytest.mark.parametrize("number", HOSTILE, ids=lambda number: number[:12])
@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("path", ["/new", "/clients/{client_id}/edit"])
def test_a_number_of_a_row_costs_nothing(
    path: str, name: str, number: str, book: ClientBook
) -> None:
    """X53: A page has as many rows as came with it, however high they are numbered."""
    client = marie(book)
    visitor = Visitor(book)
    typed = [(f"{name}.{number}.{PARTS[name]}", "typed <b>"), (f"{name}.preferred", number)]
    form = [*typed, ("more", name), ("revision", str(client.revision))]
    answer = visitor.post(path.format(client_id=client.id), form)
    assert answer.status == 200
    assert len(answer.text) < 100_000
    assert "typed &lt;b&gt;" in answer.text


@pytest.mark.parametrize("number", HOSTILE, ids=lambda number: number[:12])
@pytest.mark.parametrize("name", PARTS)
def test_a_row_is_kept_under_any_number(name: str, number: str, book: ClientBook) -> None:
    """X53: What was typed is created, not passed by."""
    form = [("given", "Ann"), (f"{name}.{number}.{PARTS[name]}", TEXTS[name])]
    assert Visitor(book).post("/new", form).status == 303
    (row,) = book.lists.page()
    assert len(getattr(book.clients.get(row.client_id).profile, name)) == 1


def test_rows_keep_their_order_and_the_marked_one(book: ClientBook) -> None:
    """X53: The numbers say the order and nothing else; letters and empty ones are no rows."""
    form = [
        ("given", "Ann"),
        ("phones.30.number", "01 42 34 56 78"),
        ("phones.30.kind", "work"),
        ("phones.4.number", "06 98 76 54 32"),
        ("phones.x.number", "06 11 11 11 11"),
        ("phones.preferred", "30"),
    ]
    assert Visitor(book).post("/new", form).status == 303
    (row,) = book.lists.page()
    first, second = book.clients.get(row.client_id).profile.phones
    assert (first.e164, second.e164) == ("+33698765432", "+33142345678")
    assert second.kind is PhoneKind.WORK
    assert second.preferred


def test_a_row_of_a_value_that_is_held_is_about_that_value(book: ClientBook) -> None:
    """X53: A form that lacks the first row changes the second, not the first."""
    client = marie(book)
    profile = client.profile
    fields = Fields({"phones.1.number": "01 42 34 56 78", "phones.9.number": "01 43 00 00 00"})
    rows = with_rows(fields, profile, book.settings.limits)
    assert rows.numbers("phones") == (1, 2)
    assert Fields(rows).get("phones.1.number") == "01 42 34 56 78"


def distinct(name: str, n: int) -> str:
    """Return a value of a list that is another for each number."""
    if name == "phones":
        return f"06 98 76 {n // 100:02d} {n % 100:02d}"
    return f"a{n}@b.example" if name == "emails" else f"{n} Main St"


@pytest.mark.parametrize("name", PARTS)
def test_more_rows_than_a_profile_holds_are_refused_and_counted(
    name: str, book: ClientBook
) -> None:
    """X53: At most the limit of the book stands on the page, and one more to be taken out."""
    limits = book.settings.limits
    form = [("given", "Ann")]
    form += [(f"{name}.{7 * n}.{PARTS[name]}", distinct(name, n)) for n in range(300)]
    form += [(f"{name}.{7 * n + 1}.kind", "") for n in range(300)]
    answer = Visitor(book).post("/new", form)
    assert answer.status == 422
    rows = {key.split(".")[1] for key, _ in sent_by(read(answer)) if key.startswith(f"{name}.")}
    most = {"phones": limits.phones + limits.mobiles, "emails": limits.emails,
            "addresses": limits.addresses}[name]  # fmt: skip
    assert len(rows - {"preferred"}) == most + 1
    assert book.clients.count() == 0


def test_no_form_is_slow_or_large_by_a_number(book: ClientBook) -> None:
    """X53: Every form of the table of routes, with rows of every name numbered high."""
    names = ("phones", "emails", "addresses", "target", "name", "keep", "field", "split", "pair")
    high = [(f"{name}.{number}.number", "1") for name in names for number in HOSTILE[:3]]
    high += [(f"{name}.{number}", number) for name in names for number in HOSTILE[:3]]
    client = marie(book)
    for route in ROUTES:
        if route.method != "POST":
            continue
        path = route.pattern.replace("{client_id}", client.id)
        answer = Visitor(book).ask("POST", path, (), [("csrf_token", TOKEN), *high])
        assert answer.status < 500, route.pattern
        if isinstance(answer.body, bytes):
            assert len(answer.body) < 200_000, route.pattern
        else:
            answer.body.close()
