"""A form that is sent twice does once what it says; the second is led to what was made."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.web.filing import Filing, files_in, people
from tests.web.visitor import ANNA, Visitor, landed, make_book, marie, read, sent_by

from clientbook import MESSAGING, BulkEdit, ClientBook, MemoryStore, SqliteStore
from clientbook.domain.filters import NO_FILTER

TYPED = [("given", "Zoé"), ("family", "Noël"), ("phones.0.number", "06 98 76 54 32")]


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(make_book())


def sent_from(visitor: Visitor, path: str) -> tuple[str, str]:
    """Return the id that a form of a page carries."""
    return "once", read(visitor.get(path)).values()["once"]


def test_each_form_has_an_id_of_its_own(visitor: Visitor) -> None:
    """X53: Two forms that say the same are two acts."""
    assert sent_from(visitor, "/new") != sent_from(visitor, "/new")


def test_a_new_client_is_created_once(visitor: Visitor) -> None:
    """X53: The second press leads to the client, without the duplicate question."""
    form = [sent_from(visitor, "/new"), *TYPED]
    first = landed(visitor.post("/new", form))
    assert landed(visitor.post("/new", form)) == first
    assert visitor.book.clients.count() == 1


def test_a_form_that_says_something_else_is_another_act(visitor: Visitor) -> None:
    """X53: Who goes back, types another person and sends the form again loses nobody."""
    once = sent_from(visitor, "/new")
    first = landed(visitor.post("/new", [once, *TYPED]))
    other = [("given", "Ann"), ("family", "Li"), ("phones.0.number", "06 11 22 33 44")]
    assert landed(visitor.post("/new", [once, *other])) != first
    client = marie(visitor.book)
    sent = sent_from(visitor, f"/clients/{client.id}")
    before = len(visitor.book.clients.notes(client.id))
    for body in ("Allergic to ammonia", "Comes by bicycle"):
        assert visitor.post(f"/clients/{client.id}/notes", [sent, ("body", body)]).status == 303
    assert len(visitor.book.clients.notes(client.id)) == before + 2


def test_the_id_outlives_a_refusal_and_the_question(visitor: Visitor) -> None:
    """X53: A form that is corrected, or asked about, is the same form."""
    once = sent_from(visitor, "/new")
    refused = visitor.post("/new", [once, ("given", "Ann"), ("phones.0.number", "12")])
    assert refused.status == 422
    assert read(refused).values()["once"] == once[1]
    marie(visitor.book)
    like = [once, ("given", "Marie"), ("family", "Dupont"), ("phones.0.number", "06 12 34 56 78")]
    asked = visitor.post("/new", like)
    assert asked.status == 409
    assert read(asked).values()["once"] == once[1]
    back = visitor.post("/new", [*like, ("mend", "yes")])
    assert back.status == 200
    assert read(back).values()["family"] == "Dupont"
    made = {landed(visitor.post("/new", [*like, ("anyway", "yes")])) for _ in range(3)}
    assert len(made) == 1
    assert visitor.book.clients.count() == 2


def test_of_four_at_once_one_creates(tmp_path: Path) -> None:
    """X53: In processes that do not know of each other; the question is asked where it is written.

    Four forms with ids of their own are asked about: one creates, three see whom it made.
    """
    path = tmp_path / "book.db"
    settings = make_book().settings
    with ClientBook(SqliteStore(path), settings=settings) as book:
        marie(book)

    def send(sent: tuple[str, str]) -> tuple[int, str]:
        once, number = sent
        typed = [("given", "Zoé"), ("family", "Noël"), ("phones.0.number", number)]
        with ClientBook(SqliteStore(path), settings=settings) as book:
            answer = Visitor(book).post("/new", [("once", once), *typed])
            return answer.status, answer.header("Location") or ""

    with ThreadPoolExecutor(4) as pool:
        same = list(pool.map(send, [("one", "06 98 76 54 32")] * 4))
        others = list(pool.map(send, [(once, "06 11 22 33 44") for once in "abcd"]))
    assert {status for status, _ in same} == {303}
    assert len({where for _, where in same}) == 1
    assert sorted(status for status, _ in others) in ([303, 409, 409, 409], [409] * 4)
    with ClientBook(SqliteStore(path), settings=settings) as book:
        assert book.clients.count() <= 3


def test_a_note_is_written_once(visitor: Visitor) -> None:
    """X53: A double click on "Add note" writes one; the same words once more are another note."""
    client = marie(visitor.book)
    for page in (f"/clients/{client.id}", f"/clients/{client.id}/notes"):
        form = [sent_from(visitor, page), ("body", "Allergic to ammonia")]
        before = len(visitor.book.clients.notes(client.id))
        for _ in range(2):
            assert visitor.post(f"/clients/{client.id}/notes", form).status == 303
        assert len(visitor.book.clients.notes(client.id)) == before + 1


def test_what_is_added_from_the_search_box_asks_the_rule_of_quick_adding() -> None:
    """K7: A number without a name is refused where the book asks for both; the form stays."""
    book = ClientBook(MemoryStore(), settings=MESSAGING)
    visitor = Visitor(book)
    page = read(visitor.post("/draft", [("text", "+33 6 98 76 54 32")]))
    form = [(n, v) for n, v in page.values().items() if n != "csrf_token"]
    assert ("entry_point", "quick_add") in form
    refused = visitor.post("/new", form)
    assert refused.status == 422
    assert book.clients.count() == 0
    again = dict(read(refused).values())
    assert again["entry_point"] == "quick_add"
    named = [(n, "Zoé" if n == "given" else v) for n, v in again.items() if n != "csrf_token"]
    assert visitor.post("/new", named).status == 303
    (row,) = book.lists.page()
    assert book.clients.get(row.client_id).origin.kind.value == "quick_add"
    assert book.history.events()[-1].actor == ANNA


def test_an_import_that_is_begun_twice_is_one(tmp_path: Path) -> None:
    """X53: The form again, when the import is done and its file gone, leads to the report."""
    visitor = Visitor(make_book(), uploads=tmp_path / "uploads")
    filing = Filing.of(visitor, people(3))
    form = sent_by(read(filing.planned()))
    first = landed(visitor.post(f"{filing.file}/commit", form)).partition("?")[0]
    assert files_in(tmp_path / "uploads") == []
    assert landed(visitor.post(f"{filing.file}/commit", form)).partition("?")[0] == first
    assert visitor.post(f"{filing.file}/commit", [("source", "no such")]).status == 404
    assert visitor.book.clients.count() == 3
    once = Filing.of(visitor, people(4))
    discarded = landed(visitor.post(f"{once.file}/discard"))
    assert landed(visitor.post(f"{once.file}/discard")) == discarded


def test_an_undo_that_is_sent_twice_is_one(visitor: Visitor) -> None:
    """X53: A second press of undo leads to what the first did."""
    marie(visitor.book)
    plan = visitor.book.bulk.plan(NO_FILTER, BulkEdit.tag("new"))
    run = visitor.book.bulk.commit(plan, by=ANNA)
    first = landed(visitor.post(f"/acts/{run.id}/undo"))
    assert landed(visitor.post(f"/acts/{run.id}/undo")) == first
