"""How fast workbooks are read, beside python-calamine on the same file in the same run.

Usage: ``python benchmarks/workbook_speed.py [--rows 100000] [--seed 5]``

Prints CPU seconds of python-calamine's ``to_python()``, of opening a table and of opening and
reading it, best of three, their ratio, and the most memory Python objects took.
"""

import argparse
import datetime as dt
import platform
import random
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import python_calamine
import xlsxwriter

from clientbook.readers.opening import open_table

_TITLES = ["first", "last", "mobile", "phone", "email", "street", "zip", "city", "spent", "birth"]
_URN = "urn:oasis:names:tc:opendocument:xmlns:"


def people(count: int, seed: int) -> Iterator[list[object]]:
    """Give rows of ten cells: seven texts, two numbers and a date."""
    rng = random.Random(seed)
    first = ["Zoé", "Luc", "Anne", "Marc", "Léa", "Hugo", "Emma", "Louis", "Chloé", "Jules"]
    last = ["Roy", "Li", "Durand", "Petit", "Moreau", "Garnier", "Roux", "Blanc", "Faure", "Noël"]
    for n in range(count):
        yield [
            f"{rng.choice(first)}{n % 977}",
            f"{rng.choice(last)}{n % 3571}",
            f"+1514555{rng.randrange(10_000):04}",
            "(418) 555-0199",
            f"a{n}@example.com",
            f"{n % 900} rue Saint-Paul",
            41_000 + n % 9_000,
            "Lévis",
            rng.randrange(100_000) / 100,
            dt.date(1950, 1, 1) + dt.timedelta(n % 20_000),
        ]


def write_xlsx(path: Path, rows: Iterator[list[object]]) -> None:
    """Write as Excel does: shared texts, a style for dates."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, _TITLES)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    page.write_datetime(number, column, value, day)
                else:
                    page.write(number, column, value)


def write_ods(path: Path, rows: Iterator[list[object]]) -> None:
    """Write as LibreOffice does."""
    names = " ".join(f'xmlns:{n}="{_URN}{n}:1.0"' for n in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", f'<manifest xmlns="{_URN}manifest:1.0"/>')
        with file.open("content.xml", "w") as part:
            part.write(
                f"<office:document-content {names}><office:body><office:spreadsheet>"
                '<table:table table:name="S">'.encode()
            )
            for row in ([*_TITLES], *rows):
                cells = "".join(map(_ods_cell, row))
                part.write(f"<table:table-row>{cells}</table:table-row>".encode())
            part.write(
                b"</table:table></office:spreadsheet></office:body></office:document-content>"
            )


def _ods_cell(value: object) -> str:
    if isinstance(value, str):
        kind = 'office:value-type="string"'
    elif isinstance(value, dt.date):
        kind = f'office:value-type="date" office:date-value="{value}"'
    else:
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def read_calamine(path: Path) -> list[list[object]]:
    """Read the first sheet as the peer does."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    return list(book.get_sheet_by_index(0).to_python())


def cpu(call: Callable[[], object]) -> float:
    """Return the least CPU seconds of three calls."""
    times = []
    for _ in range(3):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {arguments.rows} x 10 cells")
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("xlsx", write_xlsx), ("ods", write_ods)):
            path = Path(folder) / f"people.{name}"
            write(path, people(arguments.rows, arguments.seed))
            peer = cpu(lambda path=path: read_calamine(path))
            opened = cpu(lambda path=path: open_table(path))
            read = cpu(lambda path=path: sum(1 for _ in open_table(path)))
            tracemalloc.start()
            sum(1 for _ in open_table(path))
            peak = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()
            print(
                f"{name:5} calamine {peer:.2f} s, open {opened:.2f} s ({opened / peer:.1f}x), "
                f"open and read {read:.2f} s ({read / peer:.1f}x), peak {peak:.0f} MiB"
            )


if __name__ == "__main__":
    main()
