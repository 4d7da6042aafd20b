"""The pages under a server: how it starts, what it is not for, and files over HTTP."""

import asyncio
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.web.http import HttpVisitor
from tests.web.sample import open_sample

from clientbook import Actor, PostalAddress
from clientbook.web import make_app
from clientbook.web.asgi import DeskApp
from clientbook.web.locales import Locale


@pytest.fixture
def desk(tmp_path: Path) -> DeskApp:
    with open_sample(tmp_path / "clients.db"):
        pass
    return make_app(
        lambda: open_sample(tmp_path / "clients.db"),
        actor_of=lambda _: Actor("anna"),
        allow=lambda *_: True,
        uploads_folder=tmp_path,
    )


def spoken(desk: DeskApp, scope: dict[str, Any], *messages: str) -> list[str]:
    """What the application answers to messages of a server."""
    waiting, said = [*messages], []

    async def receive() -> dict[str, Any]:
        return {"type": waiting.pop(0)}

    async def send(message: Any) -> None:
        said.append(message["type"])

    asyncio.run(desk(scope, receive, send))
    return said


def test_a_server_may_start_and_stop_it(desk: DeskApp) -> None:
    """X53: a server that says when it starts and stops is answered; it keeps nothing."""
    told = spoken(desk, {"type": "lifespan"}, "lifespan.startup", "lifespan.shutdown")
    assert told == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_other_connections_are_left_alone(desk: DeskApp) -> None:
    """X53: what is no request of a page gets no answer from it."""
    assert spoken(desk, {"type": "websocket", "path": "/"}) == []


def test_a_file_is_sent_over_http(desk: DeskApp) -> None:
    """X53: a list goes from a browser's form to the page where its columns are chosen."""
    browser = HttpVisitor(desk)
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/imports").text)
    assert found is not None
    form = {"csrf_token": found[1]}
    nothing = browser.post("/imports", data=form, files={"file": ("", b"")})
    assert nothing.status_code != 303
    sent = browser.post(
        "/imports", data=form, files={"file": ("people.csv", b"First name,Last name\nAda,Byron\n")}
    )
    assert sent.status_code == 303
    page = browser.get(sent.headers["location"]).text
    assert "people.csv" in page
    assert "First name" in page


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (("Golf", "Tea"), "Golf, Tea"),
        (date(2026, 11, 28), "28 Nov 2026"),
        (Decimal("-1234.50"), "−1,234.50"),
        (7, "7"),
        ("x", "x"),
    ],
)
def test_values_of_every_type_are_words(value: Any, text: str) -> None:
    """X53: an attribute of each type reads as people write it."""
    assert Locale().value(value).lower() == text.lower()


def test_an_address_in_one_piece_has_its_own_lines() -> None:
    """X53: an address that was kept whole is shown as it was written; a day has no clock."""
    whole = PostalAddress(full="1 Main St\n69001 Lyon")
    assert Locale().address(whole) == ("1 Main St", "69001 Lyon")
    assert Locale().day(datetime(2026, 11, 28, 23, 0, tzinfo=UTC)) == "28 Nov 2026"
