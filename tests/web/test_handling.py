"""The one door: permissions, tokens, errors, headers; whatever page is behind it."""

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl

import pytest
from tests.web.visitor import EVERYTHING, TOKEN, Visitor, landed, make_book, marie, read

from clientbook import ClientBook
from clientbook.errors import StoreUnavailableError
from clientbook.web import Permission, Request, Response, Route, handle
from clientbook.web.addresses import match_path, path_of
from clientbook.web.routes import ROUTES


def name_of(route: Route) -> str:
    return f"{route.method} {route.pattern}"


def path_to(route: Route, **ids: str) -> str:
    """Return the address of a page; what *ids* does not name is nobody's."""
    names = re.findall(r"\{([a-z_]+)\}", route.pattern)
    return path_of(route.pattern, **{name: ids.get(name, "none") for name in names})


@pytest.fixture
def book() -> ClientBook:
    return make_book()


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_a_page_is_refused_without_its_permission(route: Route, book: ClientBook) -> None:
    """X53: Whoever has every right but those that open it is told 403, and nothing is written."""
    client = marie(book)
    before = book.history.events()
    visitor = Visitor(book, permissions=EVERYTHING - {route.permission, *route.also})
    path = path_to(route, client_id=client.id)
    form = [("csrf_token", TOKEN)] if route.method == "POST" else []
    assert visitor.ask(route.method, path, (), form).status == 403
    assert book.history.events() == before


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_nobody_is_shown_nothing(route: Route, book: ClientBook) -> None:
    """X53: Without somebody the host has let in, every address answers 401."""
    client = marie(book)
    visitor = Visitor(book, actor=None)
    answer = visitor.ask(route.method, path_to(route, client_id=client.id))
    assert answer.status == 401
    assert "Dupont" not in answer.text


@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN[:-1], f"{TOKEN} "], ids=repr)
@pytest.mark.parametrize("route", [route for route in ROUTES if route.method != "GET"], ids=name_of)
def test_a_form_is_refused_without_the_token_of_its_page(
    route: Route, token: str | None, book: ClientBook
) -> None:
    """X53: A form that another site sends is refused, and nothing is written."""
    client = marie(book)
    before = book.history.events()
    path = path_to(route, client_id=client.id)
    if token == f"{TOKEN} ":
        token = f"{TOKEN}x"
    assert Visitor(book).post(path, token=token).status == 403
    assert book.history.events() == before


def test_a_form_that_another_site_sends_is_refused_even_with_a_token(book: ClientBook) -> None:
    """X53: Where the browser says that another site sends it, no token helps."""
    form = [("csrf_token", TOKEN), ("given", "Eve")]
    assert Visitor(book).ask("POST", "/new", (), form, cross_site=True).status == 403
    assert book.clients.count() == 0


def test_a_page_without_a_token_of_its_own_takes_no_form(book: ClientBook) -> None:
    """X53: An adapter that forgets the token opens nothing: a blank one equals no blank one."""

    @contextmanager
    def lend() -> Iterator[ClientBook]:
        yield book

    asked = Request(method="POST", path="/new", actor=Visitor(book).actor, allow=lambda _, __: True)
    assert handle(asked, lend).status == 403


def test_the_token_the_host_has_checked_is_not_asked_for_again(book: ClientBook) -> None:
    """X53: Where the framework has compared its own token, the form goes through."""
    form = [("given", "Ann"), ("family", "Roy")]
    assert Visitor(book).ask("POST", "/new", (), form, csrf_checked=True).status == 303


def test_every_page_that_writes_is_a_post() -> None:
    """X53: GET writes nothing, so no link, picture or prefetch can."""
    assert {route.method for route in ROUTES} == {"GET", "POST"}


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "GET"], ids=name_of)
def test_looking_writes_nothing(route: Route, book: ClientBook) -> None:
    """X53: No GET of any page changes the book."""
    client = marie(book)
    note = book.clients.notes(client.id)[0]
    before = book.history.events()
    path = path_to(route, client_id=client.id, note_id=note.id)
    answer = Visitor(book).get(path)
    assert answer.status in (200, 303, 404)
    if not isinstance(answer.body, bytes):
        answer.body.close()
    assert book.history.events() == before


@pytest.mark.parametrize("path", ["/nothing", "/clients/", "//", "/clients/a/b/c", "/../etc"])
def test_an_address_that_is_none_says_so(path: str, book: ClientBook) -> None:
    """X53: A wrong address is a page of its own, not an error of the program."""
    answer = Visitor(book).get(path)
    assert answer.status == 404
    assert "There is no such page" in read(answer).text


def test_an_address_asked_for_in_the_wrong_way_says_so(book: ClientBook) -> None:
    """X53: What is sent as a form cannot be opened as a page, nor the other way round."""
    assert Visitor(book).get("/delete").status == 405
    assert Visitor(book).post("/clients").status == 405
    assert Visitor(book).ask("PUT", "/clients").status == 405


def test_unknown_clients_are_404(book: ClientBook) -> None:
    """X53: A client that is not there is a page that says so, in the reader's language."""
    answer = Visitor(book, language="fr").get("/clients/nobody")
    assert answer.status == 404
    assert "Ce client n'existe pas" in read(answer).text


def test_a_store_out_of_reach_is_503() -> None:
    """X53: Where the store cannot be opened, the page says that nothing is lost."""

    def out_of_reach() -> ClientBook:
        raise StoreUnavailableError("the book is locked", "try again")

    asked = Request(method="GET", path="/clients", actor=Visitor(make_book()).actor,
                    allow=lambda _, __: True)  # fmt: skip
    answer = handle(asked, out_of_reach)
    assert answer.status == 503
    assert "Nothing is lost" in read(answer).text


def test_a_bug_is_logged_and_no_traceback_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    """X53: An error nobody expected is noted for the host, and says nothing of itself."""

    def broken() -> ClientBook:
        raise sqlite3.ProgrammingError("the secret of the house")

    asked = Request(method="GET", path="/clients/marie", actor=Visitor(make_book()).actor,
                    allow=lambda _, __: True)  # fmt: skip
    with caplog.at_level(logging.ERROR, "clientbook.web.handling"):
        answer = handle(asked, broken)
    assert answer.status == 500
    assert "secret" not in answer.text
    assert [record.getMessage() for record in caplog.records] == ["a page failed: GET"]


def test_every_answer_has_the_safe_headers(book: ClientBook) -> None:
    """X53: No page may be framed, sniffed, cached or given a script; errors and files neither."""
    client = marie(book)
    visitor = Visitor(book)
    answers = [
        visitor.get("/clients"),
        visitor.get(f"/clients/{client.id}"),
        visitor.get("/nothing"),
        visitor.post("/export", [("every", "yes"), ("column", "given_name")]),
        visitor.post(f"/clients/{client.id}/data"),
        Visitor(book, permissions=frozenset()).get("/clients"),
        Visitor(book, actor=None).get("/clients"),
    ]
    assert "Marie" in answers[3].text
    for answer in answers:
        assert "default-src 'self'" in (answer.header("Content-Security-Policy") or "")
        assert "unsafe" not in (answer.header("Content-Security-Policy") or "")
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert answer.header("X-Frame-Options") == "DENY"
        assert answer.header("Cache-Control") == "no-store"


def test_what_pages_load_is_theirs_and_kept_for_a_year(book: ClientBook) -> None:
    """X53: Style and script come from the mount, under an address that changes with them."""
    page = read(Visitor(book, base="/a/b").get("/a/b/clients"))
    style = next(a["href"] for a in page.all("link") if a["rel"] == "stylesheet")
    script = page.all("script")[0]["src"]
    assert style.startswith("/a/b/static/")
    assert script.startswith("/a/b/static/")
    answer = Visitor(book, actor=None).get(style.removeprefix("/a/b"))
    assert answer.status == 200
    assert "immutable" in (answer.header("Cache-Control") or "")
    assert Visitor(book).get("/static/0000/style.css").status == 404
    assert Visitor(book).get("/static/../web/asgi.py").status == 404


@pytest.mark.parametrize("base", ["", "/desk", "/a/b"])
def test_links_lead_below_the_mount(base: str, book: ClientBook) -> None:
    """X53: Every link, form and redirect is a path below the mount and names no host."""
    client = marie(book)
    visitor = Visitor(book, base=base)
    for path in ("/clients", f"/clients/{client.id}", "/new", f"/clients/{client.id}/edit"):
        page = read(visitor.get(path))
        links = [a["href"] for a in page.all("a")] + [f["action"] for f in page.all("form")]
        for link in links:
            assert link.startswith((f"{base}/", "#", "tel:", "mailto:")), link
            assert not link.startswith("//")
    restored = visitor.post(f"/clients/{client.id}/block", [("blocked", "yes")])
    assert landed(restored) == f"{base}/clients/{client.id}?done=blocked"


def test_only_what_one_may_do_is_offered(book: ClientBook) -> None:
    """X53: A page offers no button that would be refused."""
    client = marie(book)
    visitor = Visitor(book, permissions=frozenset({Permission.VIEW}))
    for path in ("/clients", f"/clients/{client.id}"):
        page = read(visitor.get(path))
        forms = [form for form in page.all("form") if form.get("method") == "post"]
        offered = {form["action"].partition("?")[0] for form in forms}
        assert not offered - {"/delete", f"/clients/{client.id}/consent"}
        assert not page.all("button") or all(
            "danger" not in b.get("class", "") for b in page.all("button")
        )
        links = {a["href"] for a in page.all("a")}
        assert not links & {"/new", "/export", "/deleted", f"/clients/{client.id}/erase"}


@pytest.mark.parametrize("value", ["a/b", "..", "a b", "ü", "~2f", "%2F", "x" * 64, "?", "#"])
def test_any_id_is_one_part_of_an_address(value: str) -> None:
    """X53: An id may hold a slash, dots or percent signs: it comes back as it was."""
    path = path_of("/clients/{client_id}/edit", client_id=value)
    assert path.count("/") == 3
    assert match_path("/clients/{client_id}/edit", path) == {"client_id": value}


def test_a_notice_is_of_an_act_that_was_done(book: ClientBook) -> None:
    """X53: What was done is said behind the form that did it, and by no address made elsewhere."""
    visitor, client = Visitor(book), marie(book)
    answer = visitor.post(f"/clients/{client.id}/block", [("blocked", "yes")])
    assert notices(visitor.follow(answer)) == 1
    where, _, query = (answer.header("Location") or "").partition("?")
    said = dict(parse_qsl(query))
    for change in ({"done": "erased"}, {"n": "9"}, {"seal": ""}, {"seal": "é"}):
        assert notices(visitor.get(where, (said | change).items())) == 0
    assert notices(visitor.get("/clients", said.items())) == 0
    assert notices(Visitor(book, language="fr").get(where, said.items())) == 1
    for key in ("deleted", "<b>", "nonsense", "deleted_one.__class__", "", "a" * 500):
        for count in ("3", "x"):
            assert notices(visitor.get("/clients", [("done", key), ("n", count)])) == 0


def notices(answer: Response) -> int:
    assert answer.status == 200
    return len([p for p in read(answer).all("p") if p.get("class") == "notice"])
