"""How long the server works on a page of the desk in a large book.

Run: ``python benchmarks/page_speed.py [clients] [--file book.db]``; an existing file is used
again.  It prints the median and the worst of 20 answers for each screen in milliseconds, and the
median of the processor's time, which a busy machine does not lengthen: each time the book is
opened, the page is made and the book is closed, as the adapters do.
"""

import argparse
import io
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import attrs

sys.path.insert(0, str(Path(__file__).parent))

from search_speed import fill

from clientbook import Actor, ClientBook, SqliteStore
from clientbook.web import Fields, Request, Upload, handle

ROUNDS = 20
ANNA = Actor("anna")


def request(path: str, **query: str) -> Request:
    return Request(
        method="GET", path=path, actor=ANNA, allow=lambda _, __: True, query=Fields(query)
    )


def main(count: int, path: Path) -> None:
    fresh = not path.exists()
    with ClientBook(SqliteStore(path)) as book:
        if fresh:
            fill(book, count)
        book.duplicates.scan()  # as a nightly job does
        total = book.clients.count()
        page = book.lists.page(limit=1000)
        client = f"/clients/{page.items[-1].client_id}"
        name = page.items[-1].name
        after = page.next or ""
    screens = {
        "list, first page": request("/clients"),
        "list, another page": request("/clients", after=after),
        "list, last names first": request("/clients", sort="name_desc"),
        "list, with e-mail": request("/clients", has_email="yes"),
        "list, may be written to by SMS": request(
            "/clients", consent="may_contact", channel="sms", topic="GENERAL"
        ),
        "search, 3 letters": request("/rows", q=name[:3]),
        "search, a whole name": request("/clients", q=name),
        "search within a wide filter": request("/rows", q=name[:3], has_email="yes"),
        "search within a filter of nobody": request("/rows", q=name[:3], tag="no such tag"),
        "1 letter within a narrow filter": request("/rows", q=name[:1], has_email="no"),
        "export of a search, the form": request("/export", q=name[:1], has_email="yes"),
        "profile": request(client),
        "edit": request(f"{client}/edit"),
        "timeline": request(f"{client}/timeline"),
        "history": request(f"{client}/history"),
        "new": request("/new"),
        "duplicates": request("/duplicates"),
        "export, the form": request("/export"),
        "settings": request("/settings"),
    }
    print(f"{total:,} clients; Python {platform.python_version()}, {platform.machine()}")
    for title, asked in screens.items():
        measure(title, asked, path)
    with tempfile.TemporaryDirectory() as folder:
        imports(path, Path(folder))


def measure(
    title: str, asked: Request, path: Path, *, uploads: Path | None = None, rounds: int = ROUNDS
) -> str:
    """Print how long a page takes; return where it leads, empty for a page."""
    times, work = [], []
    for _ in range(rounds):
        start, busy = time.perf_counter(), time.process_time()
        answer = handle(asked, lambda: ClientBook(SqliteStore(path)), uploads_folder=uploads)
        times.append((time.perf_counter() - start) * 1000)
        work.append((time.process_time() - busy) * 1000)
        assert answer.status in (200, 303), answer.status
    middle, cpu = statistics.median(times), statistics.median(work)
    wall = f"median {middle:7.1f} ms   worst {max(times):7.1f} ms"
    print(f"  {title:<32} {wall}   cpu {cpu:6.1f} ms")
    return answer.header("Location") or ""


def imports(path: Path, uploads: Path) -> None:
    """Print how long the screens of an import take, of a file of 20,000 rows."""
    rows = (f"Nina{n};Faure{n};06 52 {n // 100:03d} {n % 100:02d};Paris" for n in range(20_000))
    data = "\n".join(("First name;Last name;Mobile;City", *rows)).encode()
    upload = Upload("clients.csv", io.BytesIO(data), len(data))
    ask = partial(measure, path=path, uploads=uploads)
    file = ask("upload of 20,000 rows", send("/imports", files={"file": upload}), rounds=1)
    ask("columns", request(file))
    ask("what would change, first count", send(file, act="look"), rounds=3)
    ask("how far it is counted", request(f"{file}/plan"))
    ask("count on, two seconds", send(f"{file}/count"), rounds=1)
    for _ in range(20):  # the rest of it, not timed: a fast machine has nothing left to count
        handle(send(f"{file}/count"), lambda: ClientBook(SqliteStore(path)), uploads_folder=uploads)
    ask("what would change, a page", request(f"{file}/plan"))


def send(path: str, files: Mapping[str, Upload] = MappingProxyType({}), **form: str) -> Request:
    """Return a form that is sent."""
    asked = attrs.evolve(request(path), method="POST", form=Fields(form))
    return attrs.evolve(asked, files=files, csrf_checked=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clients", nargs="?", type=int, default=100_000)
    parser.add_argument("--file", type=Path, default=Path("page_speed.db"))
    arguments = parser.parse_args()
    main(arguments.clients, arguments.file)
