"""Polluted CSV files with their truth: Pollock's kinds of pollution on tables of our own.

The kinds of pollution and how they are scored are those published with Pollock (Vitagliano et al.,
"Pollock: A Data Loading Benchmark", VLDB 2023); the tables, and which rows and columns are
polluted, come from a seed.  ``clean`` is what a perfect reader gives: the first row is the header.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

FIRST = [
    "Ann",
    "Bob",
    "Chloé",
    "Denis",
    "Eva",
    "François",
    "Gaëlle",
    "Hugo",
    "Inès",
    "Jürgen",
    "Karl",
    "Léa",
    "María",
    "Noël",
]
LAST = [
    "Lefèvre",
    "Smith",
    "Tremblay",
    "O'Neil",
    "García",
    "Müller",
    "Roy",
    "Dupont",
    "Côté",
    "Weiß",
    "Martin",
    "Nuñez",
]
CITIES = ["Montréal", "Paris", "New York", "Trois-Rivières", "Köln", "San José", "Lyon", "Berlin"]
WORDS = [
    "colour",
    "cut",
    "gel",
    "wash",
    "blow-dry",
    "brake",
    "oil",
    "filter",
    "winter",
    "tyres",
    "rinse",
    "visit",
    "late",
    "vip",
    "tea",
]


@dataclass(frozen=True)
class Case:
    """One file, what is wrong with it and what it holds."""

    kind: str
    data: bytes
    clean: list[list[str]]
    header: bool = True
    delimiter: str | None = None
    encoding: str = "utf-8"
    weight: float = 0.0


@dataclass(frozen=True)
class Form:
    """How a table is written."""

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = '"'
    end: str = "\r\n"
    quote_all: bool = False

    def cell(self, text: str) -> str:
        """Return one cell as it is written."""
        special = (self.delimiter[0], self.quote, "\n", "\r")
        if not self.quote_all and not any(mark in text for mark in special):
            return text
        escaped = (
            text if self.escape is None else text.replace(self.quote, self.escape + self.quote)
        )
        return f"{self.quote}{escaped}{self.quote}"

    def line(self, cells: list[str]) -> str:
        """Return one record without its end."""
        return self.delimiter.join(map(self.cell, cells))

    def text(self, rows: list[list[str]]) -> str:
        """Return a whole file."""
        return "".join(self.line(row) + self.end for row in rows)


def make_table(rng: random.Random, rows: int = 60) -> list[list[str]]:
    """Return a header and rows: a client list or an order list, of random columns."""
    makers = dict(_CLIENT if rng.random() < 0.5 else _ORDERS)
    names = list(makers)
    kept = names[:3] + rng.sample(names[3:], rng.randint(2, len(names) - 3))
    kept.sort(key=names.index)
    table = [kept] + [[makers[name](rng) for name in kept] for _ in range(rows)]
    row = table[rng.randint(2, rows)]
    row[-1] = 'says "8\'9"" is fine", always'  # one cell that needs every kind of care
    return table


def _phone(rng: random.Random) -> str:
    digits = f"{rng.randint(2, 9)}{rng.randint(10**8, 10**9 - 1)}"
    return rng.choice(
        [f"({digits[:3]}) {digits[3:6]}-{digits[6:]}", f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"]
    )


def _text(rng: random.Random) -> str:
    text = " ".join(rng.choices(WORDS, k=rng.randint(2, 9)))
    return text.replace(" ", ", ", 1) if rng.random() < 0.4 else text


def _date(rng: random.Random) -> str:
    return f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1950, 2024)}"


_CLIENT = {
    "Client ID": lambda r: str(r.randint(1000, 99999)),
    "First name": lambda r: r.choice(FIRST),
    "Last name": lambda r: r.choice(LAST),
    "Mobile": _phone,
    "E-mail": lambda r: f"{r.choice(WORDS)}{r.randint(1, 999)}@example.com",
    "City": lambda r: r.choice(CITIES),
    "Birthday": _date,
    "Balance": lambda r: f"{r.uniform(0, 900):.2f}",
    "Notes": _text,
}
_ORDERS = {
    "DAY": _date,
    "HOUR": lambda r: f"{r.randint(7, 19):02}:{r.randint(0, 59):02}",
    "Count": lambda r: str(r.randint(1, 40)),
    "ITEM": lambda r: f"{r.choice('ABCDE')}{r.choice('XYZ')}-{r.randint(1000, 9999)}",
    "Amount": lambda r: f"${r.uniform(1, 400):.2f}",
    "ItemType": lambda r: r.choice(["Tools", "Care products", "Parts", "Gift card"]),
    "ItemText": _text,
    "Link": lambda r: f"https://www.example.com/item/{r.randint(1000, 9999)}.html",
    "Remarks": lambda r: r.choice(["", "", "call first", "paid", "see ticket"]),
}


def polluted(seed: int, *, tables: int = 4, cells: int = 25) -> Iterator[Case]:
    """Give the cases: each pollution on each of some tables, and single cells of each polluted.

    Args:
        seed: Of the tables and of the choice of cells.
        tables: How many tables are polluted.
        cells: How many cells of each table have a separator or a quote too many or too few.
    """
    rng = random.Random(seed)
    for _ in range(tables):
        table = make_table(rng)
        form = Form(quote_all=rng.random() < 0.3)
        yield from _file_level(table, form)
        for _ in range(cells):
            row, column = rng.randrange(len(table)), rng.randrange(len(table[0]))
            yield from _cell_level(table, form, row, column, cells)


def _case(kind: str, text: str, clean: list[list[str]], weight: float, **more: object) -> Case:
    return Case(kind, text.encode(), clean, weight=weight, **more)  # type: ignore[arg-type]


def _file_level(table: list[list[str]], form: Form) -> Iterator[Case]:
    text, end = form.text(table), form.end
    yield _case("source", text, table, 0.5)
    yield _case("no_trailing_newline", text.removesuffix(end), table, 4.1)
    yield _case("double_trailing_newline", text + end, table, 0.5)
    yield _case("no_header", form.text(table[1:]), table[1:], 10.6, header=False)
    double = form.text(table[:1]) + text
    yield _case("header_multirow_2", double, [[f"{c} {c}" for c in table[0]], *table[1:]], 1.1)
    blank = form.delimiter * (len(table[0]) - 1) + end
    yield _case("preamble", f"PREAMBLE{blank}{blank}{text}", table, 6.3)
    for kind, width in (("less", -1), ("same", 0), ("more", 1)):
        yield _case(f"multitable_{kind}", text + form.text(_other_table(table, width)), table, 1.4)
    yield _case("header_only", form.text(table[:1]), table[:1], 0.5)
    yield _case("one_data_row", form.text(table[:2]), table[:2], 0.5)
    for delimiter, weight in ((";", 18.7), ("\t", 0.5), (" ", 0.2), (", ", 2.3), ("|", 0.2)):
        other = Form(delimiter, end=end, quote_all=form.quote_all)
        yield _case(
            f"field_delimiter_{delimiter!r}",
            other.text(table),
            table,
            weight,
            delimiter=delimiter[0],
        )
    yield _case("quotation_char_'", Form(quote="'", escape="'", end=end).text(table), table, 0.2)
    yield _case("escape_char_backslash", Form(escape="\\", end=end).text(table), table, 0.2)
    yield _case("escape_char_none", Form(escape=None, end=end).text(table), table, 0.2)
    for name, end_ in (("LF", "\n"), ("CR", "\r")):
        other = Form(end=end_, quote_all=form.quote_all)
        yield _case(
            f"record_delimiter_{name}", other.text(table), table, 38.0 if name == "LF" else 0.2
        )


def _other_table(table: list[list[str]], wider: int) -> list[list[str]]:
    width = len(table[0]) + wider
    rows = [[f"{table[0][j % len(table[0])]}_{j}" for j in range(width)]]
    return rows + [[row[j % len(row)] for j in range(width)] for row in table[1:]]


def _cell_level(
    table: list[list[str]], form: Form, row: int, column: int, cells: int
) -> Iterator[Case]:
    lines = [form.line(cells_) for cells_ in table]
    written = [form.cell(text) for text in table[row]]

    def with_line(line: str) -> str:
        return "".join(one + form.end for one in [*lines[:row], line, *lines[row + 1 :]])

    more = [*written[:column], "", *written[column:]]
    clean = [*table[:row], [*table[row][:column], "", *table[row][column:]], *table[row + 1 :]]
    yield _case("row_more_sep", with_line(form.delimiter.join(more)), clean, 6.3 / cells)
    if column:
        less = form.delimiter.join(written[:column]) + form.delimiter.join(written[column:])
        yield _case("row_less_sep", with_line(less), table, 5.6 / cells)
    quoted = [*written[:column], form.quote + written[column], *written[column + 1 :]]
    stray = [*table[row][:column], form.quote + table[row][column], *table[row][column + 1 :]]
    clean = [*table[:row], stray, *table[row + 1 :]]
    yield _case("row_extra_quote", with_line(form.delimiter.join(quoted)), clean, 0.16 / cells)
    spaced = Form(" ", quote_all=form.quote_all).line(table[row])
    yield _case("row_field_delimiter", with_line(spaced), table, 0.2 / cells)


def everyday(seed: int, count: int) -> Iterator[Case]:
    """Give client and order lists as programs write them: any dialect, encoding and preamble."""
    rng = random.Random(seed)
    for _ in range(count):
        table = make_table(rng, rows=rng.choice([3, 8, 25, 120]))
        delimiter = rng.choices(",;\t|^~:", weights=[45, 30, 12, 6, 1, 1, 1])[0]
        form = Form(
            delimiter,
            quote=rng.choices("\"'", weights=[19, 1])[0],
            end=rng.choices(["\r\n", "\n", "\r"], weights=[10, 9, 1])[0],
            quote_all=rng.random() < 0.25,
        )
        form = Form(form.delimiter, form.quote, form.quote, form.end, form.quote_all)
        if ";" in delimiter and rng.random() < 0.6:  # where semicolons separate, commas are decimal
            table = [table[0]] + [[_decimal_comma(cell) for cell in row] for row in table[1:]]
        if rng.random() < 0.15:  # every second value of a column is missing
            column = rng.randrange(1, len(table[0]))
            for row in table[1::2]:
                row[column] = ""
        header = rng.random() < 0.85
        rows = table if header else table[1:]
        text = form.text(rows)
        kind = "everyday"
        if header and rng.random() < 0.2:
            kind = "everyday_preamble"
            text = rng.choice(_PREAMBLES).replace("\n", form.end) + text
        encoding = rng.choices(["utf-8", "cp1252", "utf-8-sig", "utf-16"], weights=[11, 5, 3, 1])[0]
        yield Case(
            kind, text.encode(encoding, "replace"), rows, header, delimiter, encoding=encoding
        )


def small(seed: int, count: int) -> Iterator[Case]:
    """Give tables of two to four columns and one to twenty rows: little to tell a delimiter by."""
    rng = random.Random(seed)
    for _ in range(count):
        makers = dict(_CLIENT if rng.random() < 0.5 else _ORDERS)
        names = sorted(rng.sample(list(makers), rng.choice([2, 2, 3, 3, 4])), key=[*makers].index)
        rows = rng.choice([1, 2, 3, 5, 20])
        table = [names] + [[makers[name](rng) for name in names] for _ in range(rows)]
        delimiter = rng.choices(",;\t|", weights=[4, 4, 2, 1])[0]
        if delimiter == ";" and rng.random() < 0.5:
            table = [names] + [[_decimal_comma(cell) for cell in row] for row in table[1:]]
        form = Form(delimiter, end=rng.choice(["\n", "\r\n"]), quote_all=rng.random() < 0.2)
        header = rows < 3 or rng.random() < 0.85
        clean = table if header else table[1:]
        yield Case("small", form.text(clean).encode(), clean, header, delimiter)


_PREAMBLES = (
    "Client list\n",
    "Export of 12/03/2024\n\n",
    "Report: clients\nPrinted by: A. User\n\n",
    'Notes:\n"This file holds what you asked for, and nothing else."\n\n',
)


def _decimal_comma(cell: str) -> str:
    whole, point, cents = cell.partition(".")
    return f"{whole},{cents}" if point and cents.isdigit() and whole.strip("$").isdigit() else cell
