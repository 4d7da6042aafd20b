"""The FastAPI example, end to end: over HTTP, by many at once."""

import importlib.util
import os
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest

from clientbook import Actor, Client, ClientBook, ImportRun, PersonName, Profile, SqliteStore
from clientbook.convert import from_data

pytest.importorskip("fastapi", reason="the extra dev has FastAPI")
httpx = pytest.importorskip("httpx", reason="the extra dev has httpx")
uvicorn = pytest.importorskip("uvicorn", reason="the extra dev has uvicorn")

APP = Path(__file__).parents[2] / "examples" / "fastapi_app" / "app.py"
LIST = b"First name,Last name,Mobile\nAnn,Roy,06 12 34 56 78\nBea,Low,12\n"


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Any]:
    spec = importlib.util.spec_from_file_location("app", APP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    listening = socket.create_server(("127.0.0.1", 0), backlog=100)  # requests wait for the start
    config = uvicorn.Config(module.make_app(tmp_path), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    port = listening.getsockname()[1]
    many = httpx.Limits(max_connections=60)
    address = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(
            base_url=address, headers={"x-user": "anne"}, limits=many, timeout=60, trust_env=False
        ) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def person(number: int) -> dict[str, Any]:
    return {
        "name": {"given": f"Ann{number}", "family": "Roy"},
        "phones": [{"e164": f"+336120000{number:02d}", "kind": "mobile"}],
    }


def upload(api: Any, data: bytes = LIST) -> dict[str, Any]:
    answer = api.post("/imports", files={"file": ("../../list.csv", data)})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_list_goes_from_upload_to_report(api: Any, tmp_path: Path) -> None:
    """X51, N9: Upload, see the difference, import what was planned, read what became of it."""
    sent = upload(api)
    assert {change["field"] for change in sent["changes"]} == {"name", "phones"}
    assert api.get("/clients", params={"q": "ann"}).json() == []
    answer = api.post(f"/imports/{sent['upload']}", json=sent["plan"])
    run = from_data(ImportRun, answer.json())
    assert (run.counts.created, run.counts.rejected) == (1, 1)
    assert run.actor.id == "anne"
    page = api.get(f"/imports/{run.id}/report")
    assert "<html" in page.text
    (ann,) = api.get("/clients", params={"q": "ann"}).json()
    assert from_data(Client, ann).profile.display_name == "Ann Roy"
    assert not list((tmp_path / "uploads").iterdir())
    assert api.post(f"/imports/{sent['upload']}", json=sent["plan"]).status_code == 404


def test_creating_warns_of_duplicates(api: Any) -> None:
    """X31: The second client with a name and number is created, and the answer says of whom."""
    first = api.post("/clients", json=person(1)).json()
    assert first["duplicates"] == []
    again = api.post("/clients", json=person(1)).json()
    (match,) = again["duplicates"]
    assert match["client"]["id"] == first["client"]["id"]
    assert match["same_person"]


def test_wrong_requests_are_told_what_is_wrong(api: Any) -> None:
    """X51: Nothing a browser sends is a fault of the server, and no message quotes it."""
    bad = [
        api.post("/clients", json={"phones": [{"e164": "0612secret"}]}),
        api.post("/clients", json={"tags": "secret"}),
        api.post("/clients", json={}),
        api.post("/imports", files={"file": ("a.xlsx", b"PK\x03\x04secret")}),
    ]
    assert [answer.status_code for answer in bad] == [422] * 4
    for answer in bad[2:]:
        assert "secret" not in answer.text
    assert api.get("/clients/nobody").status_code == 404
    assert api.get("/clients", headers={"x-user": ""}).status_code == 422
    assert api.get("/imports/nothing/report").status_code == 404
    sent = upload(api)
    other = upload(api, LIST.replace(b"Ann", b"Eve"))
    stale = api.post(f"/imports/{other['upload']}", json=sent["plan"])
    assert (stale.status_code, stale.json()["error"]) == (409, "StalePlanError")


def test_no_refusal_repeats_what_was_sent(api: Any) -> None:
    """X51: A value that is refused may be personal, or nothing that an answer can hold."""
    bodies = [
        b'{"name": {"given": NaN, "family": "secret"}}',
        b'{"phones": [{"e164": "secret", "kind": Infinity}]}',
        b'{"secret\\ud800": 1}',
        b'{"name": "secret',
        b"\xff",
    ]
    for path in ("/clients", "/imports/" + "a" * 22):
        for body in bodies:
            answer = api.post(path, content=body, headers={"content-type": "application/json"})
            assert answer.status_code in (400, 422), body
            assert answer.json()["detail"]
            assert '"secret' not in answer.text
    for name in ("..%2Fclients.db", "%00", "a" * 300):
        assert api.post(f"/imports/{name}", json={}).status_code in (404, 422)


def test_a_limit_out_of_bounds_is_a_wrong_request(api: Any) -> None:
    """X51: A number that no page can have is refused, not a fault of the server."""
    for limit in ("0", "-1", "1001", "x"):
        assert api.get("/clients", params={"limit": limit}).status_code == 422


def test_a_refused_upload_is_not_kept(api: Any, tmp_path: Path) -> None:
    """N9: What cannot be imported leaves no file; what nobody came back for goes after a day."""
    uploads = tmp_path / "uploads"
    assert api.post("/imports", files={"file": ("empty.csv", b"")}).status_code == 422
    assert list(uploads.iterdir()) == []
    first = uploads / upload(api)["upload"]
    os.utime(first, (0, 0))
    second = uploads / upload(api)["upload"]
    assert list(uploads.iterdir()) == [second]


def test_settings_changed_elsewhere_stop_nothing(api: Any, tmp_path: Path) -> None:
    """X48: A job or a page sets the book to something else, and the next request is answered."""
    with ClientBook(SqliteStore(tmp_path / "clients.db")) as book:
        book.clients.create(Profile(name=PersonName(given="Ann")), by=Actor("job"))
        book.change_settings(attrs.evolve(book.settings, default_region="BE"), by=Actor("job"))
    (ann,) = api.get("/clients", params={"q": "ann"}).json()
    assert ann["profile"]["name"]["given"] == "Ann"


def test_sixty_requests_at_once(api: Any) -> None:
    """X51, N2: 60 parallel requests, writers among them: every one is answered, nothing is lost."""

    def ask(number: int) -> int:
        if number % 3 == 0:
            answer = api.post("/clients", json=person(number))
        elif number % 3 == 1:
            answer = api.get("/clients", params={"q": "ann"})
        else:
            answer = api.post("/imports", files={"file": ("list.csv", LIST)})
        return int(answer.status_code)

    with ThreadPoolExecutor(60) as pool:
        statuses = list(pool.map(ask, range(60)))
    assert statuses == [201, 200, 200] * 20
    assert len(api.get("/clients", params={"q": "roy", "limit": 50}).json()) == 20


def test_uploads_are_imported_and_forgotten_at_once(api: Any) -> None:
    """X51, N2: One upload imported twice at once, among other uploads: no fault of the server."""

    def commit(sent: dict[str, Any]) -> int:
        return int(api.post(f"/imports/{sent['upload']}", json=sent["plan"]).status_code)

    def come_and_go(number: int) -> list[tuple[int, int]]:
        found = []
        for turn in range(2):
            line = f"First name,Last name,Mobile\nAnn,Roy,06 12 34 {number:02d} {turn:02d}\n"
            sent = upload(api, line.encode())
            with ThreadPoolExecutor(2) as pair:
                first, second = sorted(pair.map(commit, [sent, sent]))
            found.append((first, second))
        return found

    with ThreadPoolExecutor(12) as pool:
        pairs = [pair for found in pool.map(come_and_go, range(12)) for pair in found]
    assert {first for first, _ in pairs} == {200}
    assert {second for _, second in pairs} <= {200, 404, 409}
    assert len(api.get("/clients", params={"q": "roy", "limit": 50}).json()) == 24


def test_the_api_describes_its_values(api: Any) -> None:
    """X51: The page of the API says what a profile is, by the schema of the library."""
    paths = api.get("/openapi.json").json()["paths"]
    body = paths["/clients"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["properties"]["phones"]["items"]["required"] == ["e164"]


def test_the_example_can_be_read_in_ten_minutes() -> None:
    """The example stays one file of a few screens."""
    assert len(APP.read_text("utf-8").splitlines()) <= 190
