"""What pages offer to somebody who may do one thing only: nothing that is refused."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from tests.web.filing import Filing, people
from tests.web.sample import ANNA, sample_book
from tests.web.test_handling import path_to
from tests.web.visitor import Page, Visitor, landed, read, sent_by

from clientbook import ClientBook, MemoryStore, PersonName, Profile
from clientbook.web import Permission
from clientbook.web.addresses import match_path
from clientbook.web.routes import ROUTES


@pytest.fixture
def book() -> ClientBook:
    return sample_book(MemoryStore())


def addresses(book: ClientBook, uploads: Path) -> list[str]:
    """Return an address of every page, with ids of what is there."""
    visitor = Visitor(book, uploads=uploads)
    rows = list(book.lists.page())
    waits = Filing.of(visitor, people(2))
    run = Filing.of(visitor, people(3, "M;Dupont;06 12 34 56 78;Lyon")).begun()
    same = [book.clients.create(Profile(name=PersonName(given=n)), by=ANNA) for n in ("Io", "Ioe")]
    merge = book.merges.merge(book.merges.plan(same[0].id, [same[1].id]), by=ANNA)
    asked = read(visitor.post("/bulk", [("every", "yes"), ("edit.kind", "tag"), ("edit.tag", "x")]))
    act = landed(visitor.post("/bulk/confirmed", sent_by(asked)))
    gone = rows[3].client_id
    book.clients.delete(gone, by=ANNA)
    marie = book.search.find("marie dupont").items[0].id
    ids = {
        "client_id": marie,
        "note_id": book.clients.notes(marie)[0].id,
        "file_id": waits.file.rpartition("/")[2],
        "merge_id": merge.id,
        "name": "stylist",
        "row": "2",
    }
    runs = {"/imports": run, "/acts": act}
    found = [f"/clients/{gone}", f"/duplicates/pair?a={rows[0].client_id}&b={rows[1].client_id}"]
    for route in ROUTES:
        if route.method == "GET":
            made = next((at for start, at in runs.items() if route.pattern.startswith(start)), "")
            found.append(path_to(route, **ids, run_id=made.rpartition("/")[2]))
    return found


def offered(page: Page) -> list[tuple[str, str]]:
    """Return method and address of everything a page leads to: by a link, or by a button."""
    found: list[tuple[str, str]] = []
    form: dict[str, str] = {}
    for tag, attributes in page.tags:
        if tag == "form":
            form = attributes
        elif tag == "a" and attributes.get("href", "").startswith("/"):
            found.append(("GET", attributes["href"]))
        elif tag == "button" and "formaction" in attributes:
            method = "GET" if attributes.get("form") == "find" else "POST"
            found.append((method, attributes["formaction"]))
        elif tag == "button" and "action" in form:
            found.append((form.get("method", "get").upper(), form["action"]))
    return found


@pytest.mark.parametrize("right", Permission)
def test_nothing_that_is_offered_is_refused(
    book: ClientBook, tmp_path: Path, right: Permission
) -> None:
    """X53: Of every page that one right opens, no link leads to one that it does not."""
    pages = addresses(book, tmp_path)
    visitor = Visitor(book, permissions=frozenset({right}), uploads=tmp_path)
    refused: set[tuple[str, str, str]] = set()
    for address in pages:
        answer = visitor.get(address)
        if not isinstance(answer.body, bytes):
            answer.body.close()  # a file leads nowhere
            continue
        for method, where in offered(read(answer)):
            path = where.partition("?")[0].partition("#")[0]
            at_path = [r for r in ROUTES if match_path(r.pattern, path) is not None]
            routes = [route for route in at_path if route.method == method]
            assert routes, where
            if not {right} & {routes[0].permission, *routes[0].also}:
                refused.add((address, method, where))
    assert not refused


@pytest.mark.parametrize("right", sorted({*Permission} - {Permission.UNDO, Permission.ERASE}))
def test_one_begins_where_one_may(book: ClientBook, right: Permission) -> None:
    """X53: The first address leads to a page, whatever single right one has."""
    visitor = Visitor(book, permissions=frozenset({Permission(right)}))
    assert visitor.follow(visitor.get("/")).status == 200


def test_somebody_who_may_only_edit_lands_on_a_page_that_says_what_was_done(
    book: ClientBook,
) -> None:
    """X53: Saving does not end at a page that is refused."""
    visitor = Visitor(book, permissions=frozenset({Permission.EDIT}))
    answer = visitor.post("/new", [("given", "Ada"), ("family", "Byron")])
    page = visitor.follow(answer)
    assert page.status == 200
    assert 'role="status"' in page.text


def test_whoever_may_delete_sees_how_far_a_deletion_is(book: ClientBook) -> None:
    """X53: The progress of an act is for whoever may begin it; that of another kind is not."""
    visitor = Visitor(book, permissions=frozenset({Permission.DELETE}))
    asked = read(visitor.post("/delete", [("every", "yes")]))
    where = landed(visitor.post("/delete/every", sent_by(asked)))
    assert visitor.get(where.partition("?")[0], parse_qsl(where.partition("?")[2])).status == 200
    assert visitor.post(f"{where}/continue").status == 303
    everybody = Visitor(book)
    book.clients.create(Profile(name=PersonName(given="Io")), by=ANNA)
    form = [("every", "yes"), ("edit.kind", "tag"), ("edit.tag", "x")]
    asked = read(everybody.post("/bulk", form))
    other = landed(everybody.post("/bulk/confirmed", sent_by(asked)))
    assert visitor.get(other).status == 404
