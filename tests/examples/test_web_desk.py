"""The example that mounts the pages behind a login, end to end over HTTP."""

import base64
import importlib.util
import re
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode

import pytest
from tests.web.http import HttpVisitor
from tests.web.visitor import Page, sent_by

from clientbook import ClientBook, SqliteStore

FORM = {"content-type": "application/x-www-form-urlencoded"}
APP = Path(__file__).parents[2] / "examples" / "web_desk" / "app.py"


@pytest.fixture
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("web_desk", APP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def signed_in(program: object, name: str) -> HttpVisitor:
    told = base64.b64encode(f"{name}:secret".encode()).decode()
    return HttpVisitor(program, {"authorization": f"Basic {told}"})


def test_the_pages_stand_behind_the_login_of_the_program(
    example: ModuleType, tmp_path: Path
) -> None:
    """X54: Nobody without a password; staff looks and changes; the owner does everything."""
    program = example.make_program(tmp_path)
    stranger = HttpVisitor(program).get("/desk/clients")
    assert stranger.status_code == 401
    assert stranger.headers["www-authenticate"].startswith("Basic")

    zoe = signed_in(program, "zoe")
    page = zoe.get("/desk/clients")
    assert page.status_code == 200
    assert "Lefèvre" in page.text
    assert "/desk/export" not in page.text
    assert zoe.get("/desk/export").status_code == 403
    assert zoe.get("/desk/settings").status_code == 403

    anna = signed_in(program, "anna")
    found = re.search(r'href="(/desk/clients/\w+)"', anna.get("/desk/clients").text)
    assert found is not None
    token = re.search(r'value="([0-9a-f]{64})"', anna.get(found[1]).text)
    assert token is not None
    form = {"csrf_token": token[1], "body": "Likes tea"}
    written = anna.post(f"{found[1]}/notes", data=form)
    assert written.status_code == 303
    assert "Likes tea" in anna.get(found[1]).text


def test_a_restart_finds_the_book_as_it_was(example: ModuleType, tmp_path: Path) -> None:
    """X54: The list is imported once; a second start adds nobody."""
    first = signed_in(example.make_program(tmp_path), "anna").get("/desk/clients")
    again = signed_in(example.make_program(tmp_path), "anna").get("/desk/clients")
    count = re.compile(r"\d+ clients")
    assert count.findall(first.text) == count.findall(again.text) != []


def test_what_a_page_has_set_holds_after_a_restart(example: ModuleType, tmp_path: Path) -> None:
    """X48, X54: The owner changes the settings; the program starts again, and keeps them."""
    anna = signed_in(example.make_program(tmp_path), "anna")
    page = Page(anna.get("/desk/settings").text)
    token = re.search(r'value="([0-9a-f]{64})"', page.html)
    assert token is not None
    chosen = {"default_region": "BE", "restore_days": "7"}
    form = [("csrf_token", token[1]), *((n, chosen.get(n, v)) for n, v in sent_by(page))]
    saved = anna.post("/desk/settings", content=urlencode(form), headers=FORM)
    assert saved.status_code == 303, saved.text
    again = signed_in(example.make_program(tmp_path), "anna").get("/desk/settings")
    assert ("default_region", "BE") in sent_by(Page(again.text))
    with ClientBook(SqliteStore(tmp_path / "clients.db")) as book:
        assert (book.settings.default_region, book.settings.restore_days) == ("BE", 7)
