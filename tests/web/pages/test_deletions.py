"""Deleting whom one chose, and the deleted: searched, narrowed, brought back."""

import re
from datetime import timedelta

import pytest
from tests.web.visitor import ANNA, Page, Visitor, landed, make_book, marie, read, sent_by

from clientbook import ClientBook, PersonName, Profile, ProfilePatch
from clientbook.domain.clients import Client
from clientbook.web import driving


def names(page: Page) -> list[str]:
    """Return the names of a list, as somebody reads them."""
    return [str(n) for n in re.findall(r'<td class="name"><a [^>]*>([^<]*)</a>', page.html)]


def named(book: ClientBook, *given: str) -> list[str]:
    """Create clients of these names, and return their ids."""
    profiles = (Profile(name=PersonName(given=name)) for name in given)
    return [book.clients.create(profile, by=ANNA).plain.id for profile in profiles]


def test_several_are_deleted_after_a_question_and_can_be_brought_back() -> None:
    """R18, R19: Ticked, shown by name, confirmed, gone; listed as deleted, and restored."""
    book = make_book()
    gone = [book.clients.create(Profile(name=PersonName(given=n)), by=Visitor(book).actor).id  # type: ignore[arg-type]
            for n in ("Ann", "Bea")]  # fmt: skip
    stays = marie(book)
    visitor = Visitor(book)
    asked = visitor.post("/delete", [("id", i) for i in (*gone, gone[0])])
    page = read(asked)
    assert "Delete 2 clients?" in page.text
    assert "Ann" in page.text
    assert book.clients.count() == 3
    pairs = [(a["name"], a["value"]) for a in page.all("input") if a["name"] in ("id", "revision")]
    assert landed(visitor.post("/delete/confirmed", pairs)) == "/clients?done=deleted&n=2"
    assert [row.client_id for row in book.lists.page()] == [stays.id]
    listed = read(visitor.get("/deleted"))
    assert sorted(names(listed)) == ["Ann", "Bea"]
    assert landed(visitor.post(f"/clients/{gone[0]}/restore")).endswith("?done=restored")
    assert book.clients.count() == 2


def test_nothing_ticked_is_said() -> None:
    """R18: An empty selection is refused with a message."""
    answer = Visitor(make_book()).post("/delete")
    assert answer.status == 422
    assert "Nothing is ticked" in read(answer).text


def test_what_changed_since_the_question_is_not_deleted() -> None:
    """R19: Somebody wrote meanwhile: 409, nobody is deleted."""
    book = make_book()
    client = marie(book)
    book.clients.block_booking(client.id, by=Visitor(book).actor)  # type: ignore[arg-type]
    stale = [("id", client.id), ("revision", str(client.revision))]
    assert Visitor(book).post("/delete/confirmed", stale).status == 409
    for forged in ([("id", client.id)], [("id", client.id), ("revision", "x")]):
        assert Visitor(book).post("/delete/confirmed", forged).status == 409
    assert book.clients.count() == 1


def test_a_question_that_went_stale_comes_again_with_its_ticks() -> None:
    """R19, X53: What became of each is said; who is still there can be deleted from that page."""
    book = make_book()
    ann, bea, cid, dan, eve = named(book, "Ann", "Bea", "Cid", "Dan", "Eve")
    visitor = Visitor(book)
    question = sent_by(read(visitor.post("/delete", [("id", i) for i in (ann, bea, cid, dan)])))
    book.clients.update(ann, ProfilePatch(set={"company": "X"}), expected=None, by=ANNA)
    book.clients.delete(bea, by=ANNA)
    book.merges.merge(book.merges.plan(eve, [cid]), by=ANNA)
    stale = visitor.post("/delete/confirmed", question)
    assert stale.status == 409
    page = read(stale)
    for said in ("Ann was changed", "Bea is deleted already", "one client with Eve now"):
        assert said in page.text
    assert "Delete 2 clients?" in page.text
    assert landed(visitor.post("/delete/confirmed", sent_by(page))).endswith("done=deleted&n=2")
    assert [row.name for row in book.lists.page()] == ["Eve"]
    nobody = read(visitor.post("/delete", [("id", bea), ("id", "no such")]))
    assert "None of those you ticked is left" in nobody.text
    assert "/delete/confirmed" not in [form["action"] for form in nobody.all("form")]


def test_what_was_deleted_is_not_deleted_again() -> None:
    """X53: A reload or a double click after a success leads to the result once more."""
    book = make_book()
    visitor = Visitor(book)
    question = sent_by(
        read(visitor.post("/delete", [("id", i) for i in named(book, "Ann", "Bea")]))
    )
    first = landed(visitor.post("/delete/confirmed", question))
    assert landed(visitor.post("/delete/confirmed", question)) == first
    ((_, client_id), *_) = [pair for pair in question if pair[0] == "id"]
    back = landed(visitor.post(f"/clients/{client_id}/restore"))
    assert landed(visitor.post(f"/clients/{client_id}/restore")) == back
    assert visitor.post("/clients/nobody/restore").status == 404


def test_everybody_a_list_shows_is_deleted_by_one_tick() -> None:
    """R18, X53: Ticks and "all of them" are one choice; the act is kept, and undone whole."""
    book = make_book()
    named(book, "Ann", "Anna", "Bea")
    visitor = Visitor(book)
    page = read(visitor.get("/clients", [("q", "ann")]))
    assert "All of them: 2 clients" in page.text
    question = read(visitor.post("/delete", [("q", "ann"), ("every", "yes")]))
    assert "2 clients are deleted" in question.text
    assert "Found by “ann”" in question.text
    assert book.clients.count() == 3
    run = landed(visitor.post("/delete/every", sent_by(question)))
    assert [row.name for row in book.lists.page()] == ["Bea"]
    assert landed(visitor.post("/delete/every", sent_by(question))) == run
    visitor.post(f"{run}/undo")
    assert book.clients.count() == 3


def test_a_long_list_is_counted_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """X53, X59: A request counts for a while; the next goes on from where the form stands."""
    monkeypatch.setattr("clientbook.book.lists.selecting.PAGE", 2)
    monkeypatch.setattr(driving, "SECONDS", -1.0)
    book = make_book()
    named(book, *"ABCDE")
    visitor = Visitor(book)
    page, requests = read(visitor.post("/delete", [("every", "yes")])), 0
    while counting := [form for form in page.all("form") if "data-drive" in form]:
        assert [form["action"] for form in counting] == ["/delete"]
        page = read(visitor.post("/delete", sent_by(page)))
        requests += 1
        assert requests < 9
    assert requests == 3
    assert "5 clients are deleted" in page.text
    visitor.post("/delete/every", sent_by(page))


# -- the deleted -----------------------------------------------------------------------------------


@pytest.fixture
def emptied() -> ClientBook:
    """A book whose only clients are deleted: Marie of all, and three with names alone."""
    book = make_book()
    marie(book)
    named(book, "Ann", "Bea", "Zoé")
    for row in book.lists.page():
        book.clients.delete(row.client_id, by=ANNA)
    return book


@pytest.mark.parametrize("typed", ["dupont", "06 12 34 56 78", "marie@dupont.fr", "vip", "prefers"])
def test_the_deleted_are_searched_as_the_others_are(emptied: ClientBook, typed: str) -> None:
    """X53: Name, number, address, tag and text find a deleted client; the index holds none."""
    visitor = Visitor(emptied)
    assert names(read(visitor.get("/deleted", [("q", typed)]))) == ["Marie Dupont"]
    assert names(read(visitor.get("/clients", [("q", typed)]))) == []
    assert "No deleted client is found" in read(visitor.get("/deleted", [("q", "nobody")])).text


def test_the_deleted_are_narrowed_to_days(emptied: ClientBook) -> None:
    """X53: Since a day, until a day and that day whole; a day that is none is said beside it."""
    visitor = Visitor(emptied)
    at = emptied.search.deleted().items[0].deleted_at
    assert at is not None
    day = at.astimezone(emptied.settings.zone).date()
    assert (
        len(names(read(visitor.get("/deleted", [("since", str(day)), ("until", str(day))])))) == 4
    )
    later = visitor.get("/deleted", [("since", str(day + timedelta(days=400)))])
    assert (later.status, names(read(later))) == (200, [])
    assert (
        len(names(read(visitor.get("/deleted", [("until", str(day + timedelta(days=400)))])))) == 4
    )
    assert names(read(visitor.get("/deleted", [("until", str(day - timedelta(days=2)))]))) == []
    wrong = visitor.get("/deleted", [("since", "soon")])
    assert wrong.status == 422
    assert names(read(wrong)) == []
    assert "#f-since" in [a.get("href") for a in read(wrong).all("a")]


def test_ticked_ones_are_brought_back_together(emptied: ClientBook) -> None:
    """X53: Who cannot come back stays listed with the reason, the search as it was."""
    visitor = Visitor(emptied)
    found = {client.profile.display_name: client.id for client in emptied.search.deleted()}
    form = [("id", found["Ann"]), ("id", found["Bea"])]
    assert landed(visitor.post("/deleted", [*form, ("q", "a")])).startswith("/deleted?q=a&")
    assert {row.name for row in emptied.lists.page()} == {"Ann", "Bea"}
    assert landed(visitor.post("/deleted", form)).startswith("/deleted?")
    refused = visitor.post("/deleted", [("id", "nobody"), ("id", found["Zoé"]), ("q", "marie")])
    assert refused.status == 409
    assert "cannot be brought back any more" in read(refused).text
    assert names(read(refused)) == ["Marie Dupont"]
    assert emptied.clients.count() == 3
    assert "Tick whom to bring back" in read(visitor.post("/deleted")).text


def test_pages_of_the_deleted_hold_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """X7, X53: A search that looked at many and found few goes on where it stopped."""
    monkeypatch.setattr("clientbook.book.lists.deleted.LOOKED_AT", 500)
    monkeypatch.setattr("clientbook.book.lists.deleted._PAGE", 3)
    book = make_book()
    for client_id in named(book, *"ABCDEFGHIJ"):
        book.clients.delete(client_id, by=ANNA)
    whole = book.search.deleted()
    for limit in (1, 3, 4, 10):
        shown: list[Client] = []
        after = None
        while True:
            page = book.search.deleted(limit=limit, after=after)
            shown += page.items
            if (after := page.next) is None:
                break
        assert tuple(shown) == whole.items
    monkeypatch.setattr("clientbook.book.lists.deleted.LOOKED_AT", 3)
    page = book.search.deleted("a")
    assert page.items == ()
    rest = [client.profile.display_name for client in _rest(book, page.next)]
    assert rest == ["A"]


def _rest(book: ClientBook, after: str | None) -> list[Client]:
    found: list[Client] = []
    while after is not None:
        page = book.search.deleted("a", after=after)
        found += page.items
        after = page.next
    return found
