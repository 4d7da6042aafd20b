"""How well and how fast files are read, beside csv + Sniffer, clevercsv, pandas and frictionless.

Usage: ``python benchmarks/reading.py [--seed 7] [--rows 200000] [--peers all|none]``

Peers that are not installed are left out (``pip install clevercsv pandas frictionless``).  Every
reader gets the bytes alone, in UTF-8 unless it finds another encoding itself.
"""

import argparse
import contextlib
import csv
import io
import logging
import platform
import random
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from odd_files import odd_delimiters, odd_headers
from polluted_files import Case, everyday, polluted, small

from clientbook.readers.opening import open_table

Rows = list[list[str]]


class Read:
    """What a reader made of a file."""

    def __init__(
        self, rows: Rows, delimiter: str | None = None, header: bool | None = None
    ) -> None:
        self.rows, self.delimiter, self.header = rows, delimiter, header


def read_ours(data: bytes) -> Read:
    table = open_table(data)
    rows = [[*row.cells, *row.extra] for row in table]
    if table.has_header:
        rows.insert(0, list(table.header))
    return Read(rows, table.source.delimiter, table.has_header)


def read_sniffer(data: bytes) -> Read:
    text = _text(data)
    sniffer = csv.Sniffer()
    dialect = sniffer.sniff(text[:8192])
    try:
        header = sniffer.has_header(text[:8192])
    except csv.Error:
        header = True
    return Read(list(csv.reader(io.StringIO(text, newline=""), dialect)), dialect.delimiter, header)


def read_clevercsv(data: bytes) -> Read:
    import clevercsv

    text = _text(data)
    dialect = clevercsv.Sniffer().sniff(text[:8192])
    header = clevercsv.Sniffer().has_header(text[:8192])
    rows = list(clevercsv.reader(io.StringIO(text, newline=""), dialect))
    return Read(rows, dialect.delimiter, header)


def read_pandas(data: bytes) -> Read:
    import pandas as pd

    frame = pd.read_csv(
        io.StringIO(_text(data), newline=""),
        sep=None,
        engine="python",
        dtype=str,
        keep_default_na=False,
        on_bad_lines="skip",
    )
    rows = [["" if cell is None else str(cell) for cell in row] for row in frame.values.tolist()]
    return Read([list(map(str, frame.columns)), *rows], None, True)


def read_frictionless(data: bytes) -> Read:
    from frictionless import Resource, formats

    with Resource(data, format="csv", control=formats.CsvControl()) as opened:
        rows = [["" if c is None else str(c) for c in cells] for cells in opened.cell_stream]
        control = opened.dialect.get_control("csv")
        return Read(rows, getattr(control, "delimiter", None), opened.dialect.header)


READERS: dict[str, Callable[[bytes], Read]] = {
    "clientbook": read_ours,
    "csv + Sniffer": read_sniffer,
    "clevercsv": read_clevercsv,
    "pandas": read_pandas,
    "frictionless": read_frictionless,
}


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("latin-1")


def score(case: Case, rows: Rows) -> float:
    """Return 0..10 as Pollock does: success; precision, recall, F1 of header, records, cells."""
    if not case.clean:
        return 10.0
    clean, found = case.clean, rows or [[]]
    total = 1.0
    for expected, got in (
        (clean[0], found[0]),
        (["".join(row) for row in clean[1:]], ["".join(row) for row in found[1:]]),
        ([c for row in clean for c in row], [c for row in found for c in row]),
    ):
        total += _precision_recall_f1(expected, got)
    return total


def _precision_recall_f1(expected: Iterable[str], got: Iterable[str]) -> float:
    want, have = Counter(expected), Counter(got)
    if not want and not have:
        return 3.0
    both = (want & have).total()
    if not both:
        return 0.0
    precision, recall = both / have.total(), both / want.total()
    return precision + recall + 2 * precision * recall / (precision + recall)


def _f1(expected: list[str], read: Read) -> float:
    """Return how well titles were found, 0..1; finding none where there are none is right."""
    found = read.rows[0] if read.rows and read.header else []
    both = sum((Counter(expected) & Counter(found)).values())
    return 2 * both / (len(expected) + len(found)) if expected or found else 1.0


def run(cases: list[Case], reader: Callable[[bytes], Read]) -> dict[str, object]:
    by_kind: dict[str, list[float]] = defaultdict(list)
    right = {"delimiter": 0, "header": 0, "exact": 0}
    asked = Counter[str]()
    weighted = weights = 0.0
    failures = 0
    header_f1 = 0.0
    start = time.process_time()
    for case in cases:
        try:
            read = reader(case.data)
        except Exception:  # noqa: BLE001 - a peer may raise anything; it counts as a failure
            failures += 1
            read = Read([])
        points = score(case, read.rows) if read.rows else 0.0
        by_kind[case.kind].append(points)
        weighted += points * case.weight
        weights += case.weight
        right["exact"] += read.rows == case.clean
        if case.delimiter is not None:
            asked["delimiter"] += 1
            right["delimiter"] += read.delimiter == case.delimiter
            asked["header"] += 1
            first = read.rows[:1] == case.clean[:1]
            right["header"] += first and read.header == case.header
            header_f1 += _f1(case.clean[0] if case.header else [], read)
    seconds = time.process_time() - start
    points = [p for several in by_kind.values() for p in several]
    return {
        "simple": sum(points) / len(points),
        "weighted": weighted / weights if weights else 0.0,
        "failures": failures,
        "delimiter %": 100 * right["delimiter"] / max(1, asked["delimiter"]),
        "header %": 100 * right["header"] / max(1, asked["header"]),
        "header F1": header_f1 / max(1, asked["header"]),
        "all cells equal %": 100 * right["exact"] / len(cases),
        "ms a file": 1000 * seconds / len(cases),
        "by kind": {kind: sum(several) / len(several) for kind, several in by_kind.items()},
    }


def compare(title: str, cases: list[Case], readers: dict[str, Callable[[bytes], Read]]) -> None:
    print(f"\n{title}: {len(cases)} files")
    results = {name: run(cases, reader) for name, reader in readers.items()}
    for name, result in results.items():
        print(f"  {name:14}", *(f"{k} {v:.3f}" for k, v in result.items() if k != "by kind"))
    kinds = next(iter(results.values()))["by kind"]
    assert isinstance(kinds, dict)
    print(f"  {'score by kind':28}", *(f"{name:>14}" for name in results))
    for kind in kinds:
        values = (result["by kind"][kind] for result in results.values())  # type: ignore[index]
        print(f"  {kind:28}", *(f"{value:14.3f}" for value in values))


def hostile(readers: dict[str, Callable[[bytes], Read]]) -> None:
    """Files made to take long: quotes that never close, and delimiters without end."""
    files = {
        "open quotes": b'"a","b\n' * 15_000,
        "quotes only": b'"' * 107_000,
        "many delimiters": b",;|\t:" * 21_000,
        "quotes and commas": b'a,"b"c,' * 15_000,
    }
    print("\nhostile files of about 107 KB, CPU seconds (stopped being asked after 60 s)")
    for name, reader in readers.items():
        figures = []
        for label, data in files.items():
            start = time.process_time()
            try:
                reader(data)
                outcome = ""
            except Exception as error:  # noqa: BLE001 - a refusal is an answer too
                outcome = f" ({type(error).__name__})"
            figures.append(f"{label} {time.process_time() - start:.2f}{outcome}")
            if time.process_time() - start > 60:
                break
        print(f"  {name:14}", "; ".join(figures))


def speed(rows: int, seed: int) -> None:
    """Rows read a second from a path, and the memory it takes."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clients.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["first", "last", "mobile", "phone", "email", "address", "birth"])
            for n in range(rows):
                mobile = f"+1514555{rng.randrange(10_000):04}"
                row = [f"Hélène{n % 977}", f"Roy{n % 3571}", mobile, "(418) 555-0199"]
                row += [f"a{n}@example.com", f"{n % 900} rue Saint-Paul, Lévis", "03/05/1975"]
                writer.writerow(row)
        start = time.process_time()
        table = open_table(path)
        opened = time.process_time()
        count = sum(1 for _ in table)
        done = time.process_time()
        with path.open(newline="", encoding="utf-8") as file:
            bare = time.process_time()
            sum(1 for _ in csv.reader(file))
            bare = time.process_time() - bare
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\nspeed on {count} rows: open {1e6 * (opened - start) / rows:.2f} us a row, "
        f"each reading {1e6 * (done - opened) / rows:.2f} us a row, "
        f"csv.reader alone {1e6 * bare / rows:.2f} us a row, peak {peak:.0f} MiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--peers", choices=["all", "none"], default="all")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, seed {arguments.seed}")
    speed(arguments.rows, arguments.seed)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    readers = dict(READERS) if arguments.peers == "all" else {"clientbook": read_ours}
    for name, module in (("pandas", "pandas"), ("clevercsv",) * 2, ("frictionless",) * 2):
        if name in readers and not _installed(module):
            print(f"{name} is not installed and is left out")
            del readers[name]
    compare("polluted files", list(polluted(arguments.seed)), readers)
    compare("odd delimiters", list(odd_delimiters(arguments.seed, 600)), readers)
    compare("odd titles", list(odd_headers(arguments.seed, 400)), readers)
    compare("everyday files", list(everyday(arguments.seed, 400)), readers)
    compare("small files", list(small(arguments.seed, 400)), readers)
    hostile(readers)


def _installed(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


if __name__ == "__main__":
    sys.exit(main())
