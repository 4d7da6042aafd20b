"""What was shown before an import is what it does, whatever others do to the book meanwhile."""

from pathlib import Path

import pytest
from tests.web.filing import Filing, people, run_id
from tests.web.visitor import ANNA, Page, Visitor, landed, make_book, marie, read

from clientbook import Actor, ClientBook, PersonName, Profile, ProfilePatch
from clientbook.web import Response, driving

PAUL = Actor("paul")
LINE = "Prénom;Nom;Portable;Société\nMarie;Dupont;06 12 34 56 78;FromFile\n".encode()
OVERWRITE = [("target.3", "company"), ("overwrite.3", "yes")]
CHANGED = "Clients changed since this was shown, and nothing was imported"


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(make_book(), uploads=tmp_path / "uploads")


def set_company(book: ClientBook, company: str) -> None:
    (client,) = book.search.find("marie").items
    patch = ProfilePatch(set={"company": company})
    book.clients.update(client.id, patch, expected=client.revision, by=PAUL)


def pressed(filing: Filing, page: Page) -> Response:
    return filing.visitor.post(f"{filing.file}/commit", [("plan", page.values()["plan"])])


def test_what_somebody_wrote_after_the_look_is_not_overwritten(visitor: Visitor) -> None:
    """X35, X53: The differences are shown again, with the value of now; then they are imported."""
    marie(visitor.book)
    set_company(visitor.book, "Old")
    filing = Filing.of(visitor, LINE)
    page = read(filing.planned(OVERWRITE))
    assert "Old FromFile" in page.text
    set_company(visitor.book, "HandEdit")
    answer = pressed(filing, page)
    assert answer.status == 409
    page = read(answer)
    assert CHANGED in page.text
    assert "HandEdit FromFile" in page.text
    assert visitor.book.imports.runs() == ()
    assert CHANGED in read(visitor.get(f"{filing.file}/plan")).text
    assert pressed(filing, page).status == 303
    (client,) = visitor.book.search.find("marie").items
    assert client.profile.company == "FromFile"


def test_a_plan_whose_counts_no_longer_hold_is_asked_again(visitor: Visitor) -> None:
    """X35, X53: All were known, then their import was undone: nobody is created unasked."""
    first = Filing.of(visitor, people(3)).begun()
    filing = Filing.of(visitor, people(3))
    page = read(filing.planned())
    undo = visitor.book.imports.plan_undo(run_id(first))
    visitor.book.imports.undo(undo, by=PAUL)
    answer = pressed(filing, page)
    assert answer.status == 409
    page = read(answer)
    assert CHANGED in page.text
    assert "3 new clients" in page.text
    assert visitor.book.clients.count() == 0
    assert pressed(filing, page).status == 303
    assert visitor.book.clients.count() == 3


@pytest.mark.parametrize("kind", ["note", "other client", "other field"])
def test_what_changes_nothing_of_what_was_shown_is_no_question(kind: str, visitor: Visitor) -> None:
    """X35: Colleagues go on with their work: the import begins with the first press."""
    client = marie(visitor.book)
    filing = Filing.of(visitor, people(2))
    page = read(filing.planned())
    if kind == "note":
        visitor.book.clients.add_note(client.id, "called", by=PAUL)
    elif kind == "other client":
        name = PersonName(given="Ann", family="Roy")
        visitor.book.clients.create(Profile(name=name), by=PAUL)
    else:
        set_company(visitor.book, "New")
    assert "/runs/" in landed(pressed(filing, page))


def test_a_page_of_before_another_look_is_refused(visitor: Visitor) -> None:
    """X53: A second look of another tab shows other values under the same counts."""
    marie(visitor.book)
    set_company(visitor.book, "Old")
    filing = Filing.of(visitor, LINE)
    old = read(filing.planned(OVERWRITE))
    set_company(visitor.book, "HandEdit")
    filing.planned(OVERWRITE)
    assert pressed(filing, old).status == 409
    assert visitor.book.imports.runs() == ()


def test_parts_of_the_import_itself_are_no_change(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X35, X53: Counted and committed part by part, it is asked again once, and goes to its end."""
    monkeypatch.setattr("clientbook.book.imports.dry_runs.CHUNK_ROWS", 3)
    monkeypatch.setattr("clientbook.book.imports.committing.CHUNK_ROWS", 3)
    monkeypatch.setattr(driving, "SECONDS", 0.0)
    filing = Filing.of(visitor, people(8))
    page = _driven(visitor, read(filing.planned()))
    visitor.book.clients.create(Profile(name=PersonName(given="Ann", family="Roy")), by=ANNA)
    answer = pressed(filing, page)
    assert answer.status == 409
    assert CHANGED in read(answer).text
    page = _driven(visitor, read(answer))
    assert CHANGED in page.text
    done = _driven(visitor, read(visitor.follow(pressed(filing, page))))
    assert "8 new clients" in done.text
    (run,) = visitor.book.imports.runs()
    assert run.counts.created == 8


def _driven(visitor: Visitor, page: Page) -> Page:
    """Press the button of a page that works part by part until it is done."""
    presses = 0
    while form := [f for f in page.all("form") if f.get("data-drive")]:
        answer = visitor.post(form[0]["action"])
        page = read(visitor.follow(answer) if answer.status == 303 else answer)
        presses += 1
        assert presses < 20
    assert presses
    return page
