"""What somebody typed is never lost: every page that refuses a form gives back all it held."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from markupsafe import escape
from tests.web.test_handling import name_of, path_to
from tests.web.visitor import ANNA, TOKEN, Visitor, make_book, marie, read

from clientbook import AttributeDefinition, ClientBook, MemoryStore, PersonName, Profile
from clientbook.errors import StoreUnavailableError
from clientbook.web import Response, Route
from clientbook.web.routes import ROUTES

ODD = """Zoé <script>alert("1")</script> & 'Noël'"""
LINES = f"{ODD}\nsecond line"
PROFILE = [
    ("given", ODD),
    ("family", "Noël"),
    ("phones.0.number", "06 98 76 54 32"),
    ("phones.1.number", "01 42 34 56 78"),
    ("emails.0.address", "zoe@noel.fr"),
    ("addresses.0.street", "3 rue <b>Basse</b>"),
    ("custom:shoe size", "42 & a half"),
    ("websites", "https://a.example\nhttps://b.example"),
    ("info", LINES),
]
SETTING = [("name", ODD), ("choices", LINES), ("type", "choice"), ("merge_rule", "union")]
_CLIENT = "/clients/{client_id}"
_FILE = "/imports/files/{file_id}"

TYPED = {
    "/draft": [("text", ODD)],
    "/new": PROFILE,
    f"{_CLIENT}/edit": [*PROFILE, ("revision", "1")],
    f"{_CLIENT}/block": [("blocked", "yes"), ("reason", LINES)],
    f"{_CLIENT}/consent": [("was.sms:*", "off"), ("tick.sms:*", "on"), ("evidence", ODD)],
    f"{_CLIENT}/notes": [("body", LINES)],
    f"{_CLIENT}/notes/{{note_id}}": [("body", LINES), ("seen", "0")],
    "/settings": [("time_zone", ODD), ("new_topic", "Birthday <club>"), ("restore_days", "9 x")],
    "/settings/attributes": SETTING,
    "/settings/attributes/{name}": SETTING,
    "/bulk": [("every", "yes"), ("edit.kind", "tag"), ("edit.tag", ODD), ("edit.evidence", LINES)],
    "/duplicates/merge": [("left", "none"), ("right", "nobody"), ("reason", LINES)],
    _FILE: [("target.0", "new"), ("name.0", ODD), ("template_name", "Mine & yours")],
}
"""The forms that people type into, and what they hold here."""

ONLY_CHOSEN = {
    "/acts/{run_id}/continue",
    "/acts/{run_id}/undo",
    "/bulk/chosen",
    "/bulk/confirmed",
    "/clients/{client_id}/data",
    "/clients/{client_id}/erase",
    "/clients/{client_id}/notes/{note_id}/withdraw",
    "/clients/{client_id}/restore",
    "/delete",
    "/delete/confirmed",
    "/delete/every",
    "/deleted",
    "/duplicates/ignore",
    "/duplicates/safe",
    "/duplicates/scan",
    "/export",
    "/export/chosen",
    "/imports",
    "/imports/files/{file_id}/commit",
    "/imports/files/{file_id}/count",
    "/imports/files/{file_id}/discard",
    "/imports/files/{file_id}/reading",
    "/imports/runs/{run_id}/abandon",
    "/imports/runs/{run_id}/continue",
    "/imports/runs/{run_id}/file",
    "/imports/runs/{run_id}/undo",
    "/imports/runs/{run_id}/undo/count",
    "/imports/runs/{run_id}/waiting/{row}",
    "/merges/{merge_id}/undo",
    "/settings/continue",
}
"""The forms of which everything is ticked, chosen or a file."""

FORMS = [route for route in ROUTES if route.method == "POST" and route.pattern in TYPED]
OF_A_CLIENT = [route for route in FORMS if route.pattern.startswith(_CLIENT)]


class Failing(MemoryStore):
    """A store that goes out of reach as soon as somebody writes."""

    away = False

    @contextmanager
    def transaction(self, book: str) -> Iterator[None]:
        if self.away:
            raise StoreUnavailableError("the book is locked", "try again")
        with super().transaction(book):
            yield


@pytest.fixture
def book() -> ClientBook:
    return make_book()


def assert_kept(answer: Response, typed: list[tuple[str, str]]) -> None:
    """Everything that was typed stands on the page, escaped, in fields of the same names."""
    for name, value in typed:
        assert str(escape(value)) in answer.text, name
        assert f'name="{escape(name)}"' in answer.text, name
    assert "<script>alert" not in answer.text


def test_every_form_is_in_one_of_the_tables() -> None:
    """X53: A new form is asked what it does with what was typed."""
    posts = {route.pattern for route in ROUTES if route.method == "POST"}
    assert posts == TYPED.keys() | ONLY_CHOSEN


@pytest.mark.parametrize("route", FORMS, ids=name_of)
def test_a_form_whose_token_is_old_is_given_back(route: Route, book: ClientBook) -> None:
    """X53: A form of this host that comes too late."""
    client = marie(book)
    form = [("csrf_token", "old"), *TYPED[route.pattern]]
    path = path_to(route, client_id=client.id)
    answer = Visitor(book).ask("POST", path, [("q", "a&b")], form, same_origin=True)
    assert answer.status == 403
    assert_kept(answer, TYPED[route.pattern])
    assert f"{path}?q=a%26b" in [f["action"] for f in read(answer).all("form")]
    assert answer.text.count('name="csrf_token"') == 1


@pytest.mark.parametrize("route", FORMS, ids=name_of)
def test_a_form_of_somebody_who_was_signed_out_is_given_back(
    route: Route, book: ClientBook
) -> None:
    """X53: With the token it came with, for when somebody has signed in again elsewhere."""
    form = [("csrf_token", "mine"), *TYPED[route.pattern]]
    answer = Visitor(book, actor=None).ask("POST", path_to(route), (), form, same_origin=True)
    assert answer.status == 401
    assert_kept(answer, form)


@pytest.mark.parametrize("route", FORMS, ids=name_of)
def test_a_form_without_the_right_to_it_is_given_back(route: Route, book: ClientBook) -> None:
    """X53: A right that was taken away meanwhile."""
    visitor = Visitor(book, permissions=frozenset())
    answer = visitor.post(path_to(route), TYPED[route.pattern])
    assert answer.status == 403
    assert_kept(answer, TYPED[route.pattern])


@pytest.mark.parametrize("route", FORMS, ids=name_of)
def test_a_form_that_meets_a_locked_book_is_given_back(route: Route) -> None:
    """X53: A store out of reach, whether it is met at opening or at writing."""
    store = Failing()
    book = ClientBook(store, settings=make_book().settings)
    client = marie(book)
    note = book.clients.notes(client.id)[0]
    book.attributes.define(AttributeDefinition("Shoe size"), by=ANNA)
    store.away = True
    typed = [*TYPED[route.pattern], ("once", "1")]
    path = path_to(route, client_id=client.id, note_id=note.id, name="shoe size")
    answer = Visitor(book).post(path, typed)
    assert answer.status in (200, 404, 409, 422, 503)
    assert_kept(answer, [p for p in typed if p[0] not in ("left", "right", "once", "seen")]
                if answer.status != 200 else [])  # fmt: skip


@pytest.mark.parametrize("route", OF_A_CLIENT, ids=name_of)
@pytest.mark.parametrize("gone", ["unknown", "deleted", "merged"])
def test_a_form_about_a_client_who_is_gone_is_given_back(
    route: Route, gone: str, book: ClientBook
) -> None:
    """X53: Deleted, merged or removed for good since the form was shown."""
    client = marie(book)
    note = book.clients.notes(client.id)[0]
    client_id = client.id
    if gone == "unknown":
        client_id = "none"
    elif gone == "deleted":
        book.clients.delete(client_id, by=ANNA)
    else:
        other = book.clients.create(Profile(name=PersonName(given="Ann")), by=ANNA)
        book.merges.merge(book.merges.plan(other.id, [client_id]), by=ANNA)
    path = path_to(route, client_id=client_id, note_id=note.id)
    answer = Visitor(book).post(path, TYPED[route.pattern])
    if answer.status == 303:
        return  # it was kept: by whoever answers for the client now, or with the deleted one
    assert answer.status in (404, 409)
    assert_kept(answer, TYPED[route.pattern])


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("block", [("blocked", "yes"), ("reason", ODD * 500)]),
        ("notes", [("body", ODD * 5_000)]),
    ],
)
def test_a_text_that_is_too_long_is_given_back(
    path: str, form: list[tuple[str, str]], book: ClientBook
) -> None:
    """X53: In a field, where it can be made shorter and sent again."""
    client = marie(book)
    visitor = Visitor(book)
    answer = visitor.post(f"/clients/{client.id}/{path}", form)
    assert answer.status == 422
    name, value = form[-1]
    assert str(escape(value)) in answer.text
    assert name in [a["name"] for a in read(answer).all("textarea")]
    again = [(n, "Shorter" if n == name else v) for n, v in form]
    assert visitor.post(f"/clients/{client.id}/{path}", again).status == 303


@pytest.mark.parametrize("path", ["/new", "/clients/{client_id}/edit"])
def test_an_account_of_somebody_else_is_mended_in_the_form(path: str, book: ClientBook) -> None:
    """X53: 409, with the form, the account marked."""
    visitor = Visitor(book)
    first = [("given", "Ann"), ("family", "Roy"), ("account", "a-1")]
    assert visitor.post("/new", first).status == 303
    client = marie(book)
    typed = [("given", ODD), ("family", "Noël"), ("account", "a-1"), ("revision", "1"),
             ("anyway", "yes")]  # fmt: skip
    answer = visitor.post(path.format(client_id=client.id), typed)
    assert answer.status == 409
    page = read(answer)
    assert page.values()["given"] == ODD
    assert next(a for a in page.all("input") if a.get("name") == "account")["aria-invalid"]
    assert "#f-account" in [a["href"] for a in page.all("a")]


def test_an_edit_of_a_client_who_was_merged_is_shown_over_the_survivor(book: ClientBook) -> None:
    """X53, P18: The form of the client they are now, with what was typed and what stands."""
    client = marie(book)
    visitor = Visitor(book)
    form = read(visitor.get(f"/clients/{client.id}/edit")).values()
    other = book.clients.create(Profile(name=PersonName(given="Ann")), by=ANNA)
    book.merges.merge(book.merges.plan(other.id, [client.id]), by=ANNA)
    sent = {**form, "given": "Marion", "tags": "vip, colour"}
    del sent["csrf_token"]
    answer = visitor.post(f"/clients/{client.id}/edit", sent.items())
    assert answer.status == 404
    page = read(answer)
    assert page.values()["given"] == "Marion"
    action = f"/clients/{other.id}/edit"
    assert action in [f["action"] for f in page.all("form")]
    again = page.values()
    del again["csrf_token"]
    assert visitor.post(action, again.items()).status == 303
    saved = book.clients.get(other.id).profile
    assert saved.name is not None
    assert saved.name.given == "Marion"
    assert saved.tags == ("vip", "colour")


def test_nothing_is_given_back_to_another_site(book: ClientBook) -> None:
    """X53: A page of another site can put a form before nobody's eyes."""
    form = [("csrf_token", TOKEN), ("given", ODD)]
    answer = Visitor(book).ask("POST", "/new", (), form, cross_site=True)
    assert answer.status == 403
    assert not read(answer).all("form")


def test_columns_of_a_file_that_is_gone_keep_their_names(book: ClientBook, tmp_path: Path) -> None:
    """X53: The file was removed or imported in another tab."""
    answer = Visitor(book, uploads=tmp_path).post("/imports/files/none", TYPED[_FILE])
    assert answer.status == 404
    assert_kept(answer, TYPED[_FILE])
