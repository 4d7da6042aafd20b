"""The command that serves the pages: on this machine alone, until it is stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import attrs
import httpx
import pytest

import clientbook
from clientbook import Actor, ClientBook, SqliteStore
from clientbook.cli.serving import _listen

SOURCES = Path(clientbook.__file__).parents[1]


def test_serve_opens_a_book_on_this_machine_until_ctrl_c(tmp_path: Path) -> None:
    """X53, X48: The address shows the book, also when its region was changed; Ctrl-C ends it."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "PYTHONUNBUFFERED": "1"}
    words = ["serve", "--book", "clients.db", "--region", "FR", "--no-browser", "--by", "anna"]
    with subprocess.Popen(
        [sys.executable, "-m", "clientbook.cli", *words],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as serving:  # fmt: skip
        assert serving.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", serving.stdout.readline())
        assert address is not None
        with httpx.Client(follow_redirects=True, timeout=60) as browser:
            page = browser.get(address[0])
            assert page.status_code == 200
            token = re.search(r'value="([0-9a-f]{64})"', browser.get(page.url.join("/new")).text)
            assert token is not None
            form = {"csrf_token": token[1], "given": "Ann", "phones.0.number": "06 12 34 56 78"}
            created = browser.post(page.url.join("/new"), data=form)
            assert "Ann" in created.text
            assert httpx.get(page.url, timeout=60).status_code == 401
            with ClientBook(SqliteStore(tmp_path / "clients.db")) as book:
                changed = attrs.evolve(book.settings, restore_days=7, default_region="BE")
                book.change_settings(changed, by=Actor("anna"))  # as its own page does
            assert browser.get(page.url).status_code == 200
        serving.send_signal(signal.SIGINT)
        said = serving.stdout.read()
    assert "Traceback" not in said
    assert serving.returncode in (0, 130, -signal.SIGINT)
    with ClientBook(SqliteStore(tmp_path / "clients.db")) as book:
        assert book.settings.default_region == "BE"
        client = book.search.find("ann").items[0]
        assert client.origin.actor.id == "anna"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a port just left is free at once")
def test_a_port_just_left_is_taken_again() -> None:
    """X53: Stopped and started again at once: connections that linger do not hold the port."""
    with _listen(0) as first:
        port = first.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as browser:
            served, _ = first.accept()
            served.close()  # who hangs up first keeps the connection lingering
            assert browser.recv(1) == b""
    with _listen(port) as second:
        assert second.getsockname()[1] == port


def test_a_port_that_is_taken_is_a_wrong_call(tmp_path: Path) -> None:
    """X53: Somebody else's port is named in the refusal, with exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "clientbook.cli", "serve", "--no-browser", "--port", port],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(SOURCES)},
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    assert done.returncode == 2
    assert port in done.stderr
