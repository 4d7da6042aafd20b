"""Who did something is shown by the name the host gives, on every page that says who."""

from collections import Counter
from pathlib import Path

import pytest
from tests.web.filing import Filing, people, run_id
from tests.web.http import HttpVisitor
from tests.web.sample import ANNA, open_sample, sample_book
from tests.web.visitor import Visitor, read

from clientbook import Actor, ClientBook, MemoryStore, PersonName, Profile
from clientbook.web import make_app

NAMES = {"anna": "Anna Sorel", "user:7": "Bruno Petit"}
BRUNO = Actor("user:7", "desk")


def name_of(actor: Actor) -> str | None:
    return NAMES.get(actor.id)


@pytest.fixture
def book() -> ClientBook:
    return sample_book(MemoryStore())


def test_every_page_that_says_who_names_them(book: ClientBook, tmp_path: Path) -> None:
    """X53: Notes, timeline, history, consent, a block, imports, undos and merges."""
    visitor = Visitor(book, actor=BRUNO, name_of=name_of, uploads=tmp_path)
    marie = book.search.find("marie dupont").items[0]
    book.clients.add_note(marie.id, "Called", by=BRUNO)
    book.clients.block_booking(marie.id, by=BRUNO)
    book.consent.set_subscriptions(marie.id, {(None, "MARKETING"): False}, by=BRUNO)
    wrong = book.clients.create(Profile(name=PersonName(given="Wrong")), by=ANNA)
    merge = book.merges.merge(book.merges.plan(marie.id, [wrong.id]), by=BRUNO)
    run = run_id(Filing.of(visitor, people(3)).begun())
    Filing.of(visitor, people(4))
    client = f"/clients/{marie.id}"
    for path in (client, f"{client}/timeline", f"{client}/history", f"{client}/consent",
                 f"{client}/notes", "/imports", f"/imports/runs/{run}", "/merges",
                 f"/merges/{merge.id}"):  # fmt: skip
        page = read(visitor.get(path))
        assert page.text.count("Bruno Petit") > 1, path  # beside who is signed in
        assert "user:7" not in page.text, path
    book.imports.undo(book.imports.plan_undo(run), by=BRUNO)
    for path in ("/imports", f"/imports/runs/{run}"):
        assert "user:7" not in read(visitor.get(path)).text


def test_whom_the_host_does_not_know_is_shown_by_id(book: ClientBook) -> None:
    """X53: An actor of another time keeps the id; the library itself is called what it is."""
    marie = book.search.find("marie dupont").items[0]
    book.clients.add_note(marie.id, "Called", by=Actor("till-3"))
    page = read(Visitor(book, name_of=name_of).get(f"/clients/{marie.id}/notes"))
    assert "till-3" in page.text
    assert "Anna Sorel" in page.text


def test_a_name_is_asked_for_once_a_page(book: ClientBook) -> None:
    """X53: A look-up of users costs a query: however often somebody stands on a page."""
    asked: Counter[Actor] = Counter()

    def counted(actor: Actor) -> str | None:
        asked[actor] += 1
        return None

    marie = book.search.find("marie dupont").items[0]
    for n in range(5):
        book.clients.add_note(marie.id, f"Called {n}", by=BRUNO)
    Visitor(book, name_of=counted).get(f"/clients/{marie.id}/notes")
    assert asked[BRUNO] == 1
    assert max(asked.values()) == 1


def test_the_mounted_application_asks_its_host(tmp_path: Path) -> None:
    """X53: make_app takes the hook."""
    with open_sample(tmp_path / "clients.db"):
        pass
    app = make_app(
        lambda: open_sample(tmp_path / "clients.db"),
        actor_of=lambda _: BRUNO,
        allow=lambda _, __: True,
        name_of=name_of,
    )
    assert "Bruno Petit" in HttpVisitor(app).get("/clients").text
