"""Files with odd delimiters and odd titles, with their truth; all from a seed.

The kinds are those that public collections of real CSV files are full of: lists inside cells,
tables inside cells, decimal commas, notes above the titles, titles over several columns, titles
that repeat, two tables in a file, measurements without titles.  The rows are made up here.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator

from polluted_files import CITIES, FIRST, LAST, WORDS, Case

Table = list[list[str]]

_TITLES = {
    "name": lambda r: f"{r.choice(FIRST)} {r.choice(LAST)}",
    "city": lambda r: r.choice(CITIES),
    "price": lambda r: f"{r.randint(1, 999)}.{r.randint(0, 99):02d}",
    "date": lambda r: f"20{r.randint(10, 25)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}",
    "count": lambda r: str(r.randint(0, 5000)),
    "share": lambda r: f"{r.random():.3f}",
    "url": lambda r: f"https://example.org/{r.choice(WORDS)}/{r.randint(1, 99)}",
    "email": lambda r: f"{r.choice(WORDS)}{r.randint(1, 99)}@example.com",
    "phone": lambda r: f"0{r.randint(1, 7)} {r.randint(10, 99)} {r.randint(10, 99)} 12 34",
    "words": lambda r: " ".join(r.choices(WORDS, k=r.randint(2, 6))),
    "code": lambda r: f"{r.choice('ABC')}-{r.randint(100, 999)}",
    "time": lambda r: f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}",
}  # fmt: skip


def _table(chance: random.Random, columns: int, rows: int) -> Table:
    titles = chance.sample(sorted(_TITLES), columns)
    return [titles, *([_TITLES[t](chance) for t in titles] for _ in range(rows))]


def _written(table: Table, delimiter: str, *, quote_all: bool = False) -> str:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(table)
    return out.getvalue()


def odd_delimiters(seed: int, count: int) -> Iterator[Case]:
    """Yield files whose delimiter is hard to tell."""
    chance = random.Random(seed)
    for number in range(count):
        table = _table(chance, chance.randint(2, 7), chance.randint(2, 40))
        kind, change = _DELIMITER_KINDS[number % len(_DELIMITER_KINDS)]
        delimiter, header = change(chance, table)
        quote_all = chance.random() < 0.15
        text = _written(table, delimiter, quote_all=quote_all)
        yield Case(kind, text.encode(), table, header=header, delimiter=delimiter)


def _plain(chance: random.Random, _: Table) -> tuple[str, bool]:
    return chance.choice(",;\t|"), True


def _lists(chance: random.Random, table: Table) -> tuple[str, bool]:
    mark, delimiter = chance.choice([(";", ","), (",", ";"), ("|", ","), (";", "\t"), (",", "|")])
    for row in table[1:]:
        row[-1] = mark.join(chance.choices(WORDS, k=3))
    return delimiter, True


def _decimals(chance: random.Random, table: Table) -> tuple[str, bool]:
    for row in table[1:]:
        row.append(f"{chance.randint(1, 99)},{chance.randint(0, 99)}")
    table[0].append("amount")
    return ";", True


def _tables_inside(chance: random.Random, table: Table) -> tuple[str, bool]:
    for row in table[1:]:
        row[-1] = "\n".join(f"{chance.randint(1, 9)};{chance.randint(1, 9)}" for _ in range(4))
    return ",", True


def _rare(chance: random.Random, _: Table) -> tuple[str, bool]:
    return chance.choice("#~^\x1f¦§"), True


def _one_column(chance: random.Random, table: Table) -> tuple[str, bool]:
    for row in table:
        del row[1:]
    if chance.random() < 0.5:
        for row in table[1:]:
            row[0] = f"{chance.choice(LAST)}, {chance.choice(FIRST)}"
        table[0][0] = "name"
    return ",", True


def _measures(chance: random.Random, table: Table) -> tuple[str, bool]:
    width = chance.randint(3, 6)
    table[:] = [[f"{chance.random():.3f}" for _ in range(width)] for _ in table]
    return chance.choice(" ,;\t"), False


def _colons(chance: random.Random, table: Table) -> tuple[str, bool]:
    table[:] = [[f"col{n}" for n in range(4)], *(chance.choices(WORDS, k=4) for _ in table[1:])]
    return chance.choice(":|#"), True


_Change = Callable[[random.Random, Table], tuple[str, bool]]
_DELIMITER_KINDS: list[tuple[str, _Change]] = [
    ("plain", _plain),
    ("lists in cells", _lists),
    ("decimal commas", _decimals),
    ("tables in cells", _tables_inside),
    ("rare delimiters", _rare),
    ("one column", _one_column),
    ("measures without titles", _measures),
    ("numbered titles", _colons),
]


def odd_headers(seed: int, count: int) -> Iterator[Case]:
    """Yield files whose titles are hard to find."""
    chance = random.Random(seed + 1)
    for number in range(count):
        table = _table(chance, chance.randint(3, 7), chance.randint(3, 40))
        delimiter = chance.choice(",;\t")
        kind, above = _HEADER_KINDS[number % len(_HEADER_KINDS)]
        lines, clean = above(chance, table, delimiter)
        yield Case(kind, lines.encode(), clean, delimiter=delimiter)


def _note(chance: random.Random, table: Table, delimiter: str) -> tuple[str, Table]:
    note = f"{delimiter} ".join(
        " ".join(chance.choices(WORDS, k=3)) for _ in range(len(table[0]) + 1)
    )
    return note + "\n" + _written(table, delimiter), table


def _banner(chance: random.Random, table: Table, delimiter: str) -> tuple[str, Table]:
    lines = [" ".join(chance.choices(WORDS, k=4)).title() for _ in range(chance.randint(1, 3))]
    return "\n".join(lines) + "\n\n" + _written(table, delimiter), table


def _facts(chance: random.Random, table: Table, delimiter: str) -> tuple[str, Table]:
    facts = [["Created:", "2024-05-01"], ["Author:", chance.choice(FIRST)], ["Rows:", "12"]]
    return _written(facts, delimiter) + "\n" + _written(table, delimiter), table


def _groups(chance: random.Random, table: Table, delimiter: str) -> tuple[str, Table]:
    names = chance.sample(["North", "South", "East", "West"], 2)
    values = [[str(chance.randint(1, 99)) for _ in range(5)] for _ in table[1:]]
    rows = [[chance.choice(CITIES), *row[1:]] for row in values]
    groups = ["", names[0], "", names[1], ""]
    titles = ["city", "count", "share", "count", "share"]
    joined = ["city", *(f"{name} {title}" for name in names for title in ("count", "share"))]
    return _written([groups, titles, *rows], delimiter), [joined, *rows]


def _again(_: random.Random, table: Table, delimiter: str) -> tuple[str, Table]:
    return _written([table[0], *table], delimiter), table


def _two_tables(chance: random.Random, table: Table, delimiter: str) -> tuple[str, Table]:
    wider = _table(chance, len(table[0]) + 2, 5)
    return _written(table, delimiter) + "\n" + _written(wider, delimiter), table


def _odd_title(chance: random.Random, table: Table, delimiter: str) -> tuple[str, Table]:
    place = chance.randrange(len(table[0]))
    table[0][place] = chance.choice(["42", "2019-01-01", "7.5"])
    return _written(table, delimiter), table


def _years(chance: random.Random, table: Table, delimiter: str) -> tuple[str, Table]:
    years = [str(2015 + n) for n in range(len(table[0]) - 1)]
    rows = [[chance.choice(CITIES), *(str(chance.randint(1, 999)) for _ in years)] for _ in table]
    return _written([["city", *years], *rows], delimiter), [["city", *years], *rows]


_Above = Callable[[random.Random, Table, str], tuple[str, Table]]
_HEADER_KINDS: list[tuple[str, _Above]] = [
    ("note with delimiters", _note),
    ("banner", _banner),
    ("facts above", _facts),
    ("titles over columns", _groups),
    ("titles twice", _again),
    ("two tables", _two_tables),
    ("one odd title", _odd_title),
    ("years as titles", _years),
]
