"""One change to everybody the list shows, on pages."""

import re

import pytest
from tests.web.sample import sample_book
from tests.web.visitor import Page, Visitor, landed, read, sent_by

from clientbook import ClientBook, Filter, MemoryStore
from clientbook.domain.bulk import BulkState
from clientbook.domain.consents import Channel
from clientbook.messages.catalogue import Language
from clientbook.web import Permission, driving

VIP = [("tag", "vip")]
EVERY = ("every", "yes")
STYLED = Filter(attributes=(("stylist", "Zoé"),))
SET = {"edit.kind": "set_attribute", "edit.attribute": "stylist"}


@pytest.fixture
def book() -> ClientBook:
    return sample_book(MemoryStore())


def hidden(page: Page) -> list[tuple[str, str]]:
    """Return what the question sends when it is answered with yes."""
    fields = [a for a in page.all("input") if a.get("type") == "hidden"]
    return [(a["name"], a["value"]) for a in fields if a["name"] != "csrf_token"]


def done(visitor: Visitor, form: list[tuple[str, str]]) -> str:
    """Send a choice about all who are listed, answer with yes, and return where that leads."""
    question = read(visitor.post("/bulk", [EVERY, *form]))
    return landed(visitor.post("/bulk/confirmed", hidden(question)))


def test_from_the_list_to_a_change_and_back(book: ClientBook) -> None:
    """X59: Filter, choose, see the counts, commit, see what became of it, undo."""
    visitor = Visitor(book)
    page = read(visitor.get("/clients", VIP))
    assert "/bulk?tag=vip" in [a["href"] for a in page.all("a")]
    form = read(visitor.get("/bulk", VIP))
    assert "4 clients are meant" in form.text
    kept = [(name, value) for name, value in sent_by(form) if not name.startswith("edit.")]
    chosen = [*kept, ("edit.kind", "tag"), ("edit.tag", "colour")]
    question = read(visitor.post("/bulk", chosen))
    for said in ("Give the tag “colour”", "Tag: vip", "3 clients change", "1 client is so already"):
        assert said in question.text
    assert book.clients.count(Filter(tags=("colour",))) == 1
    run = landed(visitor.post("/bulk/confirmed", hidden(question)))
    assert book.clients.count(Filter(tags=("colour",))) == 4
    assert "3 clients were changed 1 client was so already" in read(visitor.get(run)).text
    assert run in [a["href"] for a in read(visitor.get("/acts")).all("a")]
    assert "3 clients become as before" in read(visitor.get(f"{run}/undo")).text
    assert landed(visitor.post(f"{run}/undo")) == run
    assert book.clients.count(Filter(tags=("colour",))) == 1
    assert "undone 3 clients are as before again" in read(visitor.get(run)).text


def test_an_agreement_without_a_reason_asks_for_it(book: ClientBook) -> None:
    """X59, X53: What is missing is said as such; it is no slip of a choice."""
    form = [EVERY, ("edit.kind", "subscribe"), ("edit.channel", "sms"), ("edit.topic", "*")]
    asked: dict[Language, str] = {"en": "why contact is thought lawful", "fr": "sur quelle base"}
    for language, said in asked.items():
        answer = Visitor(book, language=language).post("/bulk", form)
        assert answer.status == 422
        assert said in read(answer).text


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        ({"kind": "untag", "tag": "VIP"}, Filter(tags=("vip",))),
        ({"kind": "clear_attribute", "attribute": "stylist"}, STYLED),
    ],
    ids=str,
)
def test_what_is_taken_away(book: ClientBook, edit: dict[str, str], where: Filter) -> None:
    """X59: A tag or a value is taken from everybody who has it."""
    assert book.clients.count(where)
    done(Visitor(book), [(f"edit.{name}", value) for name, value in edit.items()])
    assert book.clients.count(where) == 0


def test_a_value_for_everybody(book: ClientBook) -> None:
    """X59: An attribute gets a value of its type, in the words of the page."""
    form = [("edit.kind", "set_attribute"), ("edit.attribute", "stylist"), ("edit.value", "ann")]
    done(Visitor(book), form)
    assert book.clients.count(Filter(attributes=(("stylist", "Ann"),))) == book.clients.count()


def test_no_agreement_lifts_a_refusal(book: ClientBook) -> None:
    """X59: Who said no is counted as left out and stays so; a refusal is not offered to undo."""
    visitor = Visitor(book)
    about = [("edit.channel", "sms"), ("edit.topic", "MARKETING")]
    refusal = done(visitor, [*VIP, ("edit.kind", "unsubscribe"), *about])
    assert "cannot be undone" in read(visitor.get(refusal)).text
    agreement = [("edit.kind", "subscribe"), *about, ("edit.basis", "implied")]
    question = read(visitor.post("/bulk", [EVERY, *agreement]))
    assert "4 clients are left out" in question.text
    visitor.post("/bulk/confirmed", hidden(question))
    said_no = Filter(opted_out_of=((Channel.SMS, "MARKETING"),))
    assert book.clients.count(said_no) == 4


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "edit.kind"),
        ({"edit.kind": "delete"}, "edit.kind"),
        ({"edit.kind": "tag"}, "edit.tag"),
        ({"edit.kind": "tag", "edit.tag": "x" * 1_001}, "edit.tag"),
        ({"edit.kind": "tag", "edit.tag": "\u200b"}, "edit.tag"),
        (SET, "edit.value"),
        (SET | {"edit.attribute": "no such"}, "edit.attribute"),
        (SET | {"edit.value": "x"}, "edit.value"),
        ({"edit.kind": "unsubscribe", "edit.channel": "pigeon"}, "edit.channel"),
        ({"edit.kind": "unsubscribe", "edit.channel": "*", "edit.topic": "NONE"}, "edit.topic"),
        ({"edit.kind": "subscribe", "edit.channel": "*", "edit.topic": "*"}, "edit.basis"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_its_field(
    book: ClientBook, form: dict[str, str], field: str
) -> None:
    """X53, X59: A choice that makes no sense comes back with what was typed and what is wrong."""
    answer = Visitor(book).post("/bulk", [EVERY, *VIP, *form.items()])
    assert answer.status == 422
    page = read(answer)
    assert f"#f-{field}" in [a.get("href") for a in page.all("a")]
    assert page.values()["tag"] == "vip"
    assert page.values().get("edit.tag", "") == form.get("edit.tag", "")


def test_other_clients_than_were_shown_are_not_changed(book: ClientBook) -> None:
    """X59: Who joined the filter since the question makes it stale: 409, nobody is changed."""
    visitor = Visitor(book)
    form = [EVERY, *VIP, ("edit.kind", "tag"), ("edit.tag", "new")]
    question = read(visitor.post("/bulk", form))
    done(visitor, [("edit.kind", "tag"), ("edit.tag", "vip")])
    again = visitor.post("/bulk/confirmed", hidden(question))
    assert again.status == 409
    page = read(again)
    assert "Before: 4 clients. Now: 21 clients." in page.text
    assert visitor.post("/bulk/confirmed", form).status == 409
    assert book.clients.count(Filter(tags=("new",))) == 0
    visitor.post("/bulk/confirmed", hidden(page))  # what was chosen is still chosen
    assert book.clients.count(Filter(tags=("new",))) == 21


def test_a_filter_with_a_slip_changes_nobody(book: ClientBook) -> None:
    """X53, X59: A value that no filter has, or no tick, is refused: it would be everybody."""
    visitor = Visitor(book)
    edit = [("edit.kind", "tag"), ("edit.tag", "new")]
    assert visitor.get("/bulk", [("has_email", "maybe")]).status == 422
    for slip in ([("has_email", "maybe"), EVERY], [("q", "durand")], VIP):
        for path in ("/bulk", "/bulk/chosen", "/bulk/confirmed", "/delete", "/delete/every"):
            assert visitor.post(path, [*slip, *edit]).status in (409, 422), path
    assert book.clients.count(Filter(tags=("new",))) == 0
    assert book.clients.count() == 21


def test_a_long_change_is_driven_from_page_to_page(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X53, X59: A request works for a while; each next one goes on, and each client is met once."""
    monkeypatch.setattr("clientbook.book.pacing._FIRST_ROWS", 5)
    monkeypatch.setattr("clientbook.book.pacing._LEAST_ROWS", 5)
    monkeypatch.setattr("clientbook.book.pacing._GROWTH", 1)
    monkeypatch.setattr(driving, "SECONDS", -1.0)
    visitor = Visitor(book)
    run = done(visitor, [("edit.kind", "tag"), ("edit.tag", "new")])
    run_id = run.rpartition("/")[2]
    requests = 0
    while book.bulk.get(run_id).state is BulkState.COMMITTING:
        page = read(visitor.get(run))
        assert re.search(r"\d+ of 21 clients", page.text)
        assert [f["action"] for f in page.all("form")] == [f"{run}/continue"]
        assert landed(visitor.post(f"{run}/continue")) == run
        requests += 1
    assert requests > 2
    assert book.clients.count(Filter(tags=("new",))) == 21
    assert landed(visitor.post(f"{run}/continue")) == run  # a second tab, after the end
    visitor.post(f"{run}/undo")
    while book.bulk.get(run_id).state is BulkState.UNDOING:
        assert [f["action"] for f in read(visitor.get(run)).all("form")] == [f"{run}/undo"]
        visitor.post(f"{run}/undo")
    assert book.clients.count(Filter(tags=("new",))) == 0


def test_only_who_may_edit_is_offered_it(book: ClientBook) -> None:
    """X53, X59: Who only looks meets no link to a change; who may not undo meets none to that."""
    looking = read(Visitor(book, permissions=frozenset({Permission.VIEW})).get("/clients"))
    links = [a["href"] for a in looking.all("a")]
    assert not [link for link in links if "/bulk" in link or "/acts" in link or "/edit" in link]
    run = done(Visitor(book), [("edit.kind", "tag"), ("edit.tag", "new")])
    editing = Visitor(book, permissions=frozenset({Permission.VIEW, Permission.EDIT}))
    assert f"{run}/undo" not in [a["href"] for a in read(editing.get(run)).all("a")]
    assert editing.get(f"{run}/undo").status == 403


def test_ticks_and_all_that_match_are_one_choice(book: ClientBook) -> None:
    """X53, X59: Those who are ticked, found by a search or let through by a filter are changed."""
    visitor = Visitor(book)
    rows = read(visitor.get("/clients", VIP))
    ids = [a["value"] for a in rows.all("input") if a.get("name") == "id"]
    edit = [("edit.kind", "tag"), ("edit.tag", "new")]
    for chosen, said, many in (
        ([("id", ids[0]), ("id", ids[2]), *VIP], "2 clients are meant: those you ticked", 2),
        ([EVERY, ("q", "durand")], "1 client is meant: everybody the search finds", 3),
        ([EVERY, ("q", "06"), ("tag", "vip")], "the search finds within the filters", 6),
    ):
        form = read(visitor.post("/bulk/chosen", chosen))
        assert said in form.text
        kept = [(n, v) for n, v in sent_by(form) if not n.startswith("edit.")]
        question = read(visitor.post("/bulk", [*kept, *edit]))
        landed(visitor.post("/bulk/confirmed", hidden(question)))
        assert book.clients.count(Filter(tags=("new",))) <= many
    assert book.clients.count(Filter(tags=("new",))) == 5


def test_a_change_that_is_sent_twice_is_one_act(book: ClientBook) -> None:
    """X53, X59: A reload or a double click leads to the act that was begun."""
    visitor = Visitor(book)
    form = [EVERY, *VIP, ("edit.kind", "tag"), ("edit.tag", "new")]
    sent = hidden(read(visitor.post("/bulk", form)))
    assert landed(visitor.post("/bulk/confirmed", sent)) == landed(
        visitor.post("/bulk/confirmed", sent)
    )
    assert len(list(book.bulk.runs())) == 1
