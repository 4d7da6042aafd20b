"""How long the server works on a page of the desk in a large book.

Run: ``python benchmarks/page_speed.py [clients] [--file book.db]``; an existing file is used
again.  It prints the median and the worst of 20 answers for each screen in milliseconds, and the
median of the processor's time, which a busy machine does not lengthen: each time the book is
opened, the page is made and the book is closed, as the adapters do.
"""

import argparse
import platform
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from search_speed import fill

from clientbook import Actor, ClientBook, SqliteStore
from clientbook.web import Fields, Request, handle

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
        times, work = [], []
        for _ in range(ROUNDS):
            start, busy = time.perf_counter(), time.process_time()
            answer = handle(asked, lambda: ClientBook(SqliteStore(path)))
            times.append((time.perf_counter() - start) * 1000)
            work.append((time.process_time() - busy) * 1000)
            assert answer.status == 200
        middle, cpu = statistics.median(times), statistics.median(work)
        wall = f"median {middle:7.1f} ms   worst {max(times):7.1f} ms"
        print(f"  {title:<32} {wall}   cpu {cpu:6.1f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clients", nargs="?", type=int, default=100_000)
    parser.add_argument("--file", type=Path, default=Path("page_speed.db"))
    arguments = parser.parse_args()
    main(arguments.clients, arguments.file)
