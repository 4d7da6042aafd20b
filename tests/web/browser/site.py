"""The pages of the sample book, served to a browser on this machine."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

import uvicorn
from playwright.sync_api import Browser, sync_playwright
from tests.web.sample import ANNA, open_sample

from clientbook import ClientBook
from clientbook.messages.issues import Language
from clientbook.web import make_app


@contextmanager
def served(
    folder: Path,
    *,
    fill: Callable[[ClientBook], None] = lambda _: None,
    language: Language | None = None,
) -> Iterator[str]:
    """Serve the sample book from a folder; gives the address of its pages.

    Args:
        folder: Where the book's file is made.
        fill: What else goes into the book.
        language: Of the pages.
    """
    path = folder / "clients.db"
    with open_sample(path) as book:
        fill(book)
    uploads = folder / "uploads"
    uploads.mkdir(exist_ok=True)
    app = make_app(
        lambda: open_sample(path),
        actor_of=lambda _: ANNA,
        allow=lambda _, __: True,
        uploads_folder=uploads,
        language=language,
    )
    listening = socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
"""The browser of this machine, None where it has none."""


@contextmanager
def launched() -> Iterator[Browser]:
    """Give a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
