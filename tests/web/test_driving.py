"""Imports driven page by page: interrupted, gone on with elsewhere, by two at once, undone."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import attrs
import pytest
from tests.processes import run_processes
from tests.web.filing import Filing, files_in, people, run_id
from tests.web.visitor import ANNA, Page, Visitor, landed, make_book, marie, read

from clientbook import SALON, ClientBook, SqliteStore
from clientbook.book.imports import dry_runs
from clientbook.domain.imports import RunState
from clientbook.importing.plans import Progress
from clientbook.web import Response, driving
from clientbook.web.driving import Turn
from clientbook.web.uploads import LEASE_SECONDS, Uploads

ROWS = 450
"""Enough rows for several units of work."""


@pytest.fixture(autouse=True)
def short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each request do one unit of work."""
    monkeypatch.setattr(driving, "SECONDS", 0.0)


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(make_book(), uploads=tmp_path / "uploads")


def driven(visitor: Visitor, run: str, step: str = "continue") -> int:
    """Go on until the page no longer asks for it; return how many requests that took."""
    for count in range(100):
        page = read(visitor.get(run))
        if not any("data-drive" in form for form in page.all("form")):
            return count
        assert landed(visitor.post(f"{run}/{step}")) == run
    raise AssertionError("it never ended")


def test_each_request_commits_some_rows_and_the_stored_run_is_the_progress(
    visitor: Visitor, tmp_path: Path
) -> None:
    """X53: The page shows how far the run has come; reloads do nothing; in the end all is there."""
    run = Filing.of(visitor, people(ROWS)).begun()
    page = read(visitor.get(run))
    bar = page.all("progress")[0]
    assert bar["max"] == str(ROWS)
    assert 0 < int(bar["value"]) < ROWS
    assert visitor.book.clients.count() == int(bar["value"])
    assert read(visitor.get(run)).all("progress") == [bar]
    assert driven(visitor, run) >= 1
    assert visitor.book.clients.count() == ROWS
    assert f"{ROWS} new clients" in read(visitor.get(run)).text
    assert files_in(tmp_path / "uploads") == []


def test_an_import_is_listed_while_it_waits(visitor: Visitor) -> None:
    """X53: A closed tab leaves a run that the history offers to go on with."""
    run = Filing.of(visitor, people(ROWS)).begun()
    page = read(visitor.get("/imports"))
    assert "not finished" in page.text
    assert run in [a["href"] for a in page.all("a")]


def test_an_interrupted_import_is_resumed_from_elsewhere(visitor: Visitor) -> None:
    """X53: What a page began, a job or the command line ends: same run, nothing twice."""
    data = people(ROWS)
    run = Filing.of(visitor, data).begun()
    desk = visitor.book.imports
    desk.resume(run_id(run), desk.open(data), by=ANNA)
    assert driven(visitor, run) == 0
    assert visitor.book.clients.count() == ROWS
    assert landed(visitor.post(f"{run}/continue")) == run


def test_an_import_is_ended_where_it_stands(visitor: Visitor, tmp_path: Path) -> None:
    """X42: What is committed stays and can be undone; the file goes."""
    run = Filing.of(visitor, people(ROWS)).begun()
    count = visitor.book.clients.count()
    assert landed(visitor.post(f"{run}/abandon")).startswith(run)
    assert visitor.book.imports.get(run_id(run)).state is RunState.ABANDONED
    assert visitor.book.clients.count() == count
    assert files_in(tmp_path / "uploads") == []
    assert "ended early" in read(visitor.get(run)).text


def test_a_server_without_the_file_asks_for_the_same_one(visitor: Visitor, tmp_path: Path) -> None:
    """X53: Another machine does not have the file: the same goes on, another is refused."""
    data = people(ROWS)
    run = Filing.of(visitor, data).begun()
    other = attrs.evolve(visitor, uploads=tmp_path / "elsewhere")
    page = read(other.get(run))
    assert "The file is not on this server any more" in page.text
    assert other.post(f"{run}/continue").status == 409
    refused = other.send(f"{run}/file", "clients.csv", people(ROWS + 1))
    assert refused.status == 409
    assert "not the file the import began with" in read(refused).text
    assert files_in(tmp_path / "elsewhere") == []
    assert other.send(f"{run}/file", "clients.csv", b"").status == 409
    assert landed(other.send(f"{run}/file", "clients.csv", data)) == run
    assert driven(other, run) >= 1
    assert visitor.book.clients.count() == ROWS


def test_a_file_without_titles_goes_on_as_it_began(visitor: Visitor, tmp_path: Path) -> None:
    """X53: How a file was read is found again from its run where only the bytes come back."""
    data = people(ROWS).partition(b"\n")[2]
    filing = Filing.of(visitor, data)
    visitor.post(f"{filing.file}/reading", [("header", "no")])
    form = [("target.0", "given_name"), ("target.1", "family_name"), ("target.2", "phone.mobile"),
            ("target.3", "skip")]  # fmt: skip
    run = filing.begun(form)
    other = attrs.evolve(visitor, uploads=tmp_path / "elsewhere")
    assert landed(other.send(f"{run}/file", "clients.csv", data)) == run
    driven(other, run)
    assert visitor.book.clients.count() == ROWS


def test_who_works_is_not_joined(visitor: Visitor) -> None:
    """X53: While one request works, a second looks on: it says so, and begins nothing."""
    data = people(ROWS)
    filing = Filing.of(visitor, data)
    plan = read(filing.planned()).values()["plan"]
    uploads = Uploads(visitor.uploads or Path(), "main")
    fingerprint = visitor.book.imports.open(data).source.fingerprint
    with uploads.working(fingerprint) as lease:
        assert lease is not None
        answer = visitor.post(f"{filing.file}/commit", [("plan", plan)])
        assert landed(answer) == "/imports?done=import_begun"
        assert visitor.book.imports.runs() == ()
    run = landed(visitor.post(f"{filing.file}/commit", [("plan", plan)]))
    before = visitor.book.clients.count()
    with uploads.working(fingerprint):
        where = landed(visitor.post(f"{run}/continue"))
        assert "Somebody else is working on it" in read(visitor.follow(_answer(where))).text
        assert visitor.book.clients.count() == before
    driven(visitor, run)


def _answer(where: str) -> Any:
    from clientbook.web import Response

    return Response(status=303, headers=(("Location", where),))


def test_a_worker_that_died_is_not_waited_for(tmp_path: Path) -> None:
    """X42: A lease of which nothing was heard for a minute is taken over."""
    import os
    import time

    uploads = Uploads(tmp_path, "main")
    with uploads.working("run") as first:
        assert first is not None
        with uploads.working("run") as second:
            assert second is None
        with uploads.working("another") as other:
            assert other is not None
        long_ago = time.time() - LEASE_SECONDS - 1
        os.utime(first.path, (long_ago, long_ago))
        with uploads.working("run") as third:
            assert third is not None


def test_a_second_click_leads_to_the_import_that_has_begun(visitor: Visitor) -> None:
    """X53: The form that began an import begins no second one."""
    filing = Filing.of(visitor, people(ROWS))
    plan = read(filing.planned()).values()["plan"]
    run = landed(visitor.post(f"{filing.file}/commit", [("plan", plan)]))
    assert landed(visitor.post(f"{filing.file}/commit", [("plan", plan)])) == run
    assert len(visitor.book.imports.runs()) == 1


def test_the_same_file_again_goes_on_with_its_import(visitor: Visitor) -> None:
    """X42: A file whose import was interrupted is known again by its bytes, not begun anew."""
    run = Filing.of(visitor, people(ROWS)).begun()
    again = Filing.of(visitor, people(ROWS)).begun()
    assert again == run
    driven(visitor, run)
    assert visitor.book.clients.count() == ROWS


def test_an_undo_is_driven_as_well(visitor: Visitor) -> None:
    """X53: Taking a long import back is as resumable as making it, and needs no file."""
    run = Filing.of(visitor, people(ROWS)).begun()
    driven(visitor, run)
    bare = attrs.evolve(visitor, uploads=None)
    form = [(k, v) for k, v in read(bare.get(f"{run}/undo")).values().items() if k != "csrf_token"]
    assert landed(bare.post(f"{run}/undo", form)) == run
    page = read(bare.get(run))
    assert "rows undone" in page.text
    assert landed(bare.get(f"{run}/undo")) == run
    driven(visitor, run, "undo")
    assert visitor.book.clients.count() == 0
    assert f"{ROWS} clients deleted by anna" in read(visitor.get("/imports")).text


def half_undone(visitor: Visitor) -> str:
    """Return the address of an import of which one request has undone a part."""
    run = Filing.of(visitor, people(ROWS)).begun()
    driven(visitor, run)
    form = read(visitor.get(f"{run}/undo")).values()
    assert landed(visitor.post(f"{run}/undo", form.items())) == run
    return run


def test_an_undo_left_half_done_goes_on_days_later(visitor: Visitor) -> None:
    """V37, X53: Days hide who undid an import, never how far an undo that is under way has come."""
    run = half_undone(visitor)
    before = read(visitor.get(run)).all("progress")
    later = visitor.book.context.clock() + timedelta(days=6)
    book = ClientBook(visitor.book.context.store, clock=lambda: later)
    then = attrs.evolve(visitor, book=book)
    assert landed(then.get(f"{run}/undo")) == run
    assert read(then.get(run)).all("progress") == before
    assert 0 < int(before[0]["value"]) < ROWS
    assert "no row of it waits" in read(then.get(f"{run}/waiting")).text
    driven(then, run, "undo")
    assert book.clients.count() == 0
    assert then.get(run).status == 200


def test_an_undo_is_driven_where_the_book_shows_none(tmp_path: Path) -> None:
    """V37, X53: A book that shows undos for no day at all undoes page by page like any other."""
    imports = attrs.evolve(SALON.imports, undo_visible_days=0)
    visitor = Visitor(make_book(imports=imports), uploads=tmp_path / "uploads")
    run = half_undone(visitor)
    assert "rows undone" in read(visitor.get(run)).text
    driven(visitor, run, "undo")
    assert visitor.book.clients.count() == 0
    assert "deleted by" not in read(visitor.get(run)).text


@pytest.fixture
def in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each request count 50 rows."""
    monkeypatch.setattr(dry_runs, "CHUNK_ROWS", 50)


def counted(visitor: Visitor, filing: Filing, answer: Response | None = None) -> tuple[Page, int]:
    """Count until all is counted; return the page of what would change, after how many requests."""
    answer = answer or filing.planned()
    for count in range(100):
        page = read(answer)
        if not any("data-drive" in form for form in page.all("form")):
            return page, count
        answer = visitor.follow(visitor.post(f"{filing.file}/count"))
    raise AssertionError("it never ended")


@pytest.mark.usefixtures("in_steps")
def test_a_large_file_is_counted_a_part_a_request(visitor: Visitor) -> None:
    """X53: No request counts for longer than its turn; in the end every row is counted once."""
    marie(visitor.book)
    lines = [
        "Marie;Dupont;06 12 34 56 78;Lyon",
        ";;06 1;Paris",
        "Nina3;Faure3;06 52 00 03 11;Paris",  # as the fourth row, eight requests before
    ]
    filing = Filing.of(visitor, people(ROWS, *lines))
    first = read(filing.planned())
    bar = first.all("progress")[0]
    assert (bar["max"], bar["value"]) == (str(ROWS + 3), "50")
    assert "50 new clients" in first.text
    page, requests = counted(visitor, filing)  # who asks again goes on: 100 rows are counted
    assert requests == 8
    assert f"{ROWS + 3} rows. Nothing has been written yet" in page.text
    for said in (f"{ROWS} new clients", "1 known client changed", "1 refused",
                 f"{ROWS + 2} rows go in"):  # fmt: skip
        assert said in page.text, said
    assert visitor.book.clients.count() == 1


@pytest.mark.usefixtures("in_steps")
def test_the_pages_of_a_large_file_show_each_row_once(visitor: Visitor) -> None:
    """X53: The differences go on over all that was counted, request by request."""
    filing = Filing.of(visitor, people(ROWS))
    page, _ = counted(visitor, filing)
    seen = re.findall(r"Row (\d+)", page.text)
    while following := [a["href"] for a in page.all("a") if a.get("rel") == "next"]:
        path, _, query = following[0].partition("?")
        page = read(visitor.get(path, parse_qsl(query)))
        seen += re.findall(r"Row (\d+)", page.text)
    assert seen == [str(n) for n in range(2, ROWS + 2)]


@pytest.mark.usefixtures("in_steps")
def test_a_large_file_is_imported_whole(visitor: Visitor) -> None:
    """X53: What was counted request by request is imported so: who stands in it twice, once."""
    filing = Filing.of(visitor, people(ROWS, "Nina3;Faure3;06 52 00 03 11;Paris"))
    page, _ = counted(visitor, filing)
    run = landed(visitor.post(f"{filing.file}/commit", [("plan", page.values()["plan"])]))
    driven(visitor, run)
    assert visitor.book.clients.count() == ROWS
    assert "1 already known, nothing new" in read(visitor.get(run)).text or (
        "1 repeats a row above" in read(visitor.get(run)).text
    )


@pytest.mark.usefixtures("in_steps")
def test_a_large_file_need_not_be_counted_first(visitor: Visitor) -> None:
    """X53: Whoever will not wait imports after the first request; what cannot be is refused."""
    filing = Filing.of(visitor, people(ROWS))
    refused = visitor.post(filing.file, [("target.0", "birth_date"), ("target.1", "birth_date"),
                                         ("act", "look")])  # fmt: skip
    assert refused.status == 422
    page = read(filing.planned([("target.0", "given_name"), ("target.1", "family_name")]))
    assert page.values()["plan"] == "none"
    run = landed(visitor.post(f"{filing.file}/commit", [("plan", "none")]))
    driven(visitor, run)
    assert visitor.book.clients.count() == ROWS


@pytest.mark.usefixtures("in_steps")
def test_a_count_begins_again_when_the_book_is_set_otherwise(visitor: Visitor) -> None:
    """X53: Rows counted by other settings are counted again, and begin no import."""
    filing = Filing.of(visitor, people(ROWS))
    answer = filing.planned()
    book = visitor.book
    book.change_settings(attrs.evolve(book.settings, partial_max=3), by=ANNA)
    page, requests = counted(visitor, filing, answer)
    assert requests == 9
    assert f"{ROWS} new clients" in page.text
    book.change_settings(attrs.evolve(book.settings, date_order="YMD"), by=ANNA)
    answer = visitor.post(f"{filing.file}/commit", [("plan", page.values()["plan"])])
    assert read(answer).all("progress")
    assert book.imports.runs() == ()


def test_a_turn_ends_between_two_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """X53: What reads is never stopped; what writes goes on for so many seconds; an end is met."""
    monkeypatch.setattr(driving, "SECONDS", 2.0)
    moments: Iterator[float] = iter([10.0, 11.9, 12.0, 13.0])
    turn = Turn(clock=lambda: next(moments))
    assert turn(Progress("reading", 1, 9))
    assert turn(Progress("importing", 1, 9))
    assert turn(Progress("importing", 2, 9))
    assert not turn(Progress("importing", 3, 9))
    assert turn(Progress("importing", 9, 9))


# -- real processes --------------------------------------------------------------------------------


def open_shop(path: Path) -> ClientBook:
    settings = attrs.evolve(SALON, default_region="FR", time_zone="Europe/Paris")
    return ClientBook(SqliteStore(path), settings=settings)


def drive_together(all_here: Any, number: int, folder: Path, run: str) -> str:
    """Go on with an import in a process of its own, at the same time as others."""
    driving.SECONDS = 0.05
    with open_shop(folder / "clients.db") as book:
        visitor = Visitor(book, uploads=folder / ("uploads" if number < 2 else "other"))
        all_here()
        for _ in range(100_000):
            if book.imports.get(run).state is not RunState.COMMITTING:
                return "done"
            answer = visitor.post(f"/imports/runs/{run}/continue")
            if answer.status not in (303, 404):
                return f"{answer.status}"
    return "never ended"


def test_processes_that_drive_one_import_make_each_client_once(tmp_path: Path) -> None:
    """X33: Two servers with one folder and a third with another file folder: nothing doubled."""
    data = people(ROWS)
    with open_shop(tmp_path / "clients.db") as book:
        visitor = Visitor(book, uploads=tmp_path / "uploads")
        run = Filing.of(visitor, data).begun()
        third = Visitor(book, uploads=tmp_path / "other")
        assert landed(third.send(f"{run}/file", "clients.csv", data)) == run
    answers = run_processes(3, drive_together, tmp_path, run_id(run))
    assert answers == ["done"] * 3
    with open_shop(tmp_path / "clients.db") as book:
        done = book.imports.get(run_id(run))
        assert done.state is RunState.DONE
        assert done.counts.created == ROWS
        assert book.clients.count() == ROWS


def test_files_of_ended_imports_go_with_the_next_upload(visitor: Visitor, tmp_path: Path) -> None:
    """X53: A run that was ended elsewhere leaves no file behind."""
    data = people(ROWS)
    run = Filing.of(visitor, data).begun()
    visitor.book.imports.abandon(run_id(run), by=ANNA)
    visitor.send("/imports", "bad.xlsx", b"PK\x03\x04")
    assert files_in(tmp_path / "uploads") == []


def test_a_run_of_long_ago_takes_its_file_along(visitor: Visitor, tmp_path: Path) -> None:
    """V6: Where the run is not listed any more, its file goes as well."""
    Filing.of(visitor, people(ROWS)).begun()
    later = visitor.book.context.clock() + timedelta(days=21)
    book = ClientBook(visitor.book.context.store, clock=lambda: later)
    Visitor(book, uploads=visitor.uploads).send("/imports", "bad.xlsx", b"PK\x03\x04")
    assert files_in(tmp_path / "uploads") == []


def test_a_plan_names_each_column_it_leaves_out(tmp_path: Path) -> None:
    """X14, X53: Where nobody decides, as the settings of a trade may say, the page says of what."""
    imports = attrs.evolve(SALON.imports, skip_undecided=True, new_attributes=False)
    visitor = Visitor(make_book(imports=imports), uploads=tmp_path / "uploads")
    rows = "First name;Mobile;Gate code;Boiler;\nAnn;06 12 34 56 78;12;old;x"
    page = read(Filing.of(visitor, rows.encode()).planned())
    assert "Columns that are left out: Gate code, Boiler" in page.text
    whole = read(Filing.of(visitor, b"First name;Mobile\nAnn;06 12 34 56 78").planned())
    assert "left out" not in whole.text
