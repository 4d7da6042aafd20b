"""The delimiter, quote and escape of a CSV text, found from a sample of it.

Each way of reading is tried on the same few hundred lines.  The right one gives rows of one width
whose columns hold one kind of value each, and leaves no other delimiter inside the cells.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import attrs

from clientbook.parsing.html_texts import has_entities
from clientbook.readers.csv.aligned import find_runs, find_stops
from clientbook.readers.csv.dressing import is_bordered, straightened, unwrapped
from clientbook.readers.csv.records import Dialect, read_records
from clientbook.readers.options import ReadOptions
from clientbook.readers.tables.cell_kinds import BLANK, TEXT, family_of, kind_of, main_kind
from clientbook.readers.tables.header_rows import HEAD_ROWS, find_layout
from clientbook.readers.tables.title_words import hint_share, looks_like_titles

SAMPLE_CHARS: Final = 48 * 1024
_SAMPLE_ROWS = 250
_TYPED_ROWS = 60
_LONG_TEXT = 120
_TEXT_LIST, _TYPED_LIST = 0.28, 0.7  # scores of a list of one column

# How much a delimiter is trusted before the text is seen.
_DELIMITERS: Final = {
    ",": 1.0,
    ";": 1.0,
    "\t": 1.0,
    "|": 0.98,
    "\x1f": 1.0,
    "\x01": 1.0,
    "§": 0.95,
    "¦": 0.95,
    "~": 0.9,
    "^": 0.9,
    ":": 0.7,
    "#": 0.6,
    "*": 0.6,
    "&": 0.55,
    "!": 0.55,
    "/": 0.45,
    " ": 0.5,
}
_STRONG = ";\t|\x1f\x01§¦"
_INSIDE: Final = {
    ":": re.compile(r"(?<=[0-9]):(?=[0-9]{2}(?![0-9]))|:(?=//)"),
    "/": re.compile(r"(?<=[0-9])/(?=[0-9])|(?<=[:/])/|(?<=[a-z])/"),
}
_SEP_LINE = re.compile(r"[\"']?sep=(.|\\t)[\"']?\r?\n", re.IGNORECASE)


# A delimiter that parts all rows, the titles included, into one width; signs of prose, times and
# paths do that by chance.
_DECISIVE = frozenset(_DELIMITERS) - frozenset(" :/&!*")


@attrs.frozen
class _Trial:
    """One way of reading the sample.

    Args:
        dialect: How.
        score: How likely it is the right one.
        share: Rows of the usual width among all.
        titles: Cells of the first row.
        stray: True when a cell holds half of a pair of quotes.
    """

    dialect: Dialect
    score: float
    share: float = 0.0
    titles: int = 0
    stray: bool = False

    @property
    def is_whole(self) -> bool:
        """True when each row, the first included, has the one width and no quote is torn."""
        whole = self.share == 1 and self.titles == self.dialect.width > 1 and not self.stray
        return whole and self.dialect.delimiter in _DECISIVE


def choose_dialect(lines: Sequence[str], options: ReadOptions) -> Dialect:
    """Return how to read a CSV text.

    Args:
        lines: Its first lines, with their line ends; at most :data:`SAMPLE_CHARS` are looked at.
        options: What is not None is taken as given.
    """
    sample = list(_bounded(lines))
    skip_lines = 0
    delimiter = options.delimiter
    if sample and (said := _SEP_LINE.fullmatch(sample[0])):
        skip_lines = 1
        sample = sample[1:]
        delimiter = delimiter or ("\t" if said[1] == "\\t" else said[1])
    if straight := straightened(sample):
        found = _best(straight, delimiter, options).dialect
        return attrs.evolve(found, skip_lines=skip_lines, bent=True)
    best = _best(sample, delimiter, options)
    if best.dialect.width < 2 and (inner := unwrapped(sample)):
        within = _best(inner, delimiter, options)
        if within.is_whole and not within.dialect.skip_space:
            best = attrs.evolve(within, dialect=attrs.evolve(within.dialect, wrapped=True))
    loose = best.dialect.width < 2 or best.dialect.delimiter not in _DECISIVE
    if delimiter is None and loose and (stops := find_stops(sample)):
        return Dialect(" ", "", width=len(stops), stops=stops, skip_lines=skip_lines)
    if delimiter is None and loose and (width := find_runs(sample)):
        return Dialect(" ", "", width=width, runs=True, skip_lines=skip_lines)
    titles = _titles_delimiter(sample, best.dialect)
    return attrs.evolve(best.dialect, skip_lines=skip_lines, titles=titles)


def _titles_delimiter(sample: Sequence[str], dialect: Dialect) -> str:
    """Return what parts the titles of a file whose rows are parted otherwise, mostly nothing.

    Somebody wrote ``Name;Phone`` above what a program had exported with commas.
    """
    line = sample[0].strip() if sample and dialect.width > 1 else ""
    if not line or dialect.delimiter in line:
        return ""
    for delimiter in ";,\t|":
        titles = line.split(delimiter)
        if len(titles) == dialect.width and looks_like_titles(titles):
            return delimiter
    return ""


def _best(sample: list[str], delimiter: str | None, options: ReadOptions) -> _Trial:
    trials = list(_trials(sample, delimiter, options))
    if delimiter is None:
        trials.append(_one_column(sample, options))
    best = max(trials, key=lambda trial: trial.score)
    # What leaves the titles in one piece, or tears quotes, yields to what does neither.
    whole = [t for t in trials if t.is_whole and t.dialect.quote == best.dialect.quote]
    if whole and (best.stray or best.titles == 1 < best.dialect.width):
        best = max(whole, key=lambda trial: trial.score)
    if delimiter is None and best.dialect.width > 1 and _has_one_title(sample, best.dialect):
        best = trials[-1]
    return best


def _one_column(sample: list[str], options: ReadOptions) -> _Trial:
    """Rate the text as a list of one column; its delimiter is then one the text does not have."""
    quote = '"' if options.quote is None else options.quote
    parts = (d for d in ",;\t|\x1f\x1e" if not _parts(sample, d, quote, options.escape or ""))
    delimiter = next(parts, ",")
    column = [line.strip("\r\n") for line in sample[:_TYPED_ROWS] if line.strip()]
    below = column[1:] or column
    typed = sum(_is_one_value(line) for line in below) >= 0.7 * len(below) > 0
    typed = typed and not _is_divided(column)
    score = _TYPED_LIST if typed else _TEXT_LIST
    return _Trial(Dialect(delimiter, quote, options.escape or "", width=1), score)


def _parts(sample: list[str], delimiter: str, quote: str, escape: str) -> bool:
    """True when reading with *delimiter* gives a row of several cells; quotes protect."""
    if not any(delimiter in line for line in sample):
        return False
    records = _some(read_records(iter([sample]), Dialect(delimiter, quote, escape)))
    return any(len(cells) > 1 for _, cells in records)


def _is_divided(column: Sequence[str]) -> bool:
    """True when the title has a delimiter as often as every row: "id,age" above "17,42"."""
    if len(column) < 2 or kind_of(column[0]) != TEXT:
        return False
    return any(
        (count := column[0].count(mark)) and all(line.count(mark) == count for line in column)
        for mark in ",;\t|#^~"
    )


_DECIMALS = re.compile(r"-?[0-9]+\.[0-9]+(?: +-?[0-9]+\.[0-9]+)+")


def _is_one_value(line: str) -> bool:
    if _DECIMALS.fullmatch(line.strip()):  # like the digits of a telephone number, but with points
        return False
    return kind_of(line) not in (TEXT, BLANK) and not any(mark in line for mark in _STRONG)


def _has_one_title(sample: list[str], dialect: Dialect) -> bool:
    """True for "E-mail" above rows of "a@example.com; b@example.com": one column of lists."""
    rows = [row for row in _some(read_records(iter([sample]), dialect)) if any(row[1])]
    if len(rows) < 2 or len(rows[0][1]) != 1 or hint_share(rows[0][1]) < 1:
        return False
    kinds = {family_of(kind_of(cell)) for _, cells in rows[1:_TYPED_ROWS] for cell in cells}
    if len(kinds - {BLANK}) > 1:
        return False
    return find_layout(rows[:HEAD_ROWS], required=False).header is None


def _bounded(lines: Sequence[str]) -> Iterator[str]:
    room = SAMPLE_CHARS
    for line in lines:
        yield line[:room]
        room -= len(line)
        if room <= 0:
            return


def _trials(sample: list[str], delimiter: str | None, options: ReadOptions) -> Iterator[_Trial]:
    text = "".join(sample)
    found = [d for d in _DELIMITERS if d in text and not _is_inside_values(text, d)]
    for candidate in [delimiter] if delimiter else found:
        for quote in _quotes(text, candidate, options.quote):
            for escape in _escapes(text, candidate, quote, options.escape):
                entities = candidate == ";" and has_entities(text)
                bordered = candidate == "|" and is_bordered(sample)
                for spaced in _spaces(text, candidate, quote):
                    dialect = Dialect(candidate, quote, escape, spaced)
                    yield _try(sample, attrs.evolve(dialect, entities=entities, bordered=bordered))


def _is_inside_values(text: str, delimiter: str) -> bool:
    """True for the colons of times and links and the slashes of dates and links."""
    inside = _INSIDE.get(delimiter)
    return inside is not None and len(inside.findall(text)) >= 0.8 * text.count(delimiter)


def _quotes(text: str, delimiter: str, asked: str | None) -> list[str]:
    """Return the quotes worth trying: the one most cells are enclosed in, '"' when in doubt."""
    if asked is not None:
        return [asked]
    counts = {quote: _enclosed(text, delimiter, quote) for quote in "\"'"}
    found = ['"']
    if counts["'"] > counts['"']:
        found.append("'")
    return found


def _enclosed(text: str, delimiter: str, quote: str) -> int:
    """Count cells that seem to be enclosed: the lesser of opening and closing quotes."""
    spaced = text.replace(delimiter + " ", delimiter)
    opening = spaced.count(delimiter + quote) + spaced.count("\n" + quote)
    closing = spaced.count(quote + delimiter) + spaced.count(quote + "\n")
    closing += spaced.count(quote + "\r")
    return min(opening, closing)


def _escapes(text: str, delimiter: str, quote: str, asked: str | None) -> list[str]:
    if asked is not None:
        return [asked]
    if "\\" not in text:
        return [""]
    inner = 0
    if quote:
        inner = text.count("\\" + quote)
        for edge in (delimiter, "\n", "\r"):
            inner -= text.count("\\" + quote + edge)
    return ["", "\\"] if inner > 0 or "\\" + delimiter in text else [""]


def _spaces(text: str, delimiter: str, quote: str) -> list[bool]:
    """Return whether a space after a delimiter belongs to no cell; both where a quote follows."""
    spaced = _spaced(text, delimiter)
    quoted = bool(quote) and delimiter != " " and f"{delimiter} {quote}" in text
    return [spaced, True] if quoted and not spaced else [spaced]


def _spaced(text: str, delimiter: str) -> bool:
    """True when nearly every delimiter is followed by a space that belongs to no cell."""
    count = text.count(delimiter)
    return delimiter != " " and count > 1 and text.count(delimiter + " ") >= 0.9 * count


def _try(sample: list[str], dialect: Dialect) -> _Trial:
    rows = [cells for _, cells in _some(read_records(iter([sample]), dialect)) if any(cells)]
    width, share = _usual_width(rows)
    known = attrs.evolve(dialect, width=width)
    if width < 2:
        return _Trial(known, 0.0)
    if share < 1.0:  # rows with stray quotes can be mended now that the width is known
        rows = [cells for _, cells in _some(read_records(iter([sample]), known)) if any(cells)]
        width, share = _usual_width(rows)
    usual = [cells for cells in rows if len(cells) == width]
    tidy = _tidiness(usual[:_TYPED_ROWS], dialect)
    prior = _DELIMITERS.get(dialect.delimiter, 0.8)
    if dialect.delimiter == " ":
        prior = 1.0 if _stands_by_quotes(sample, rows) else 0.0 if _is_prose(usual) else prior
    score = prior * share * tidy * (1 - 0.5 / width)
    stray = bool(dialect.quote) and any(cell.count(dialect.quote) % 2 for r in rows for cell in r)
    return _Trial(attrs.evolve(known, width=width), score, share, len(rows[0]), stray)


def _stands_by_quotes(sample: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """True where nearly every space that parts cells stands beside a quote: ``"Ann" "Roy" 7``."""
    lines = [line for line in sample if line.strip()]
    quoted = sum(line.count('" ') + line.count(' "') - line.count('" "') for line in lines)
    if any(cell in ",;|\t" for cells in rows for cell in cells if cell):
        return False  # "Ann" , "Roy" is parted by the commas
    parted = sum(len(cells) - 1 for cells in rows)
    return all(line.lstrip()[0] == '"' for line in lines) and quoted >= 0.9 * parted > 0


def _some(records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for _, record in zip(range(_SAMPLE_ROWS), records, strict=False):
        yield record


def _usual_width(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return the width that explains most rows, and the share of rows it, or two, explain."""
    counts = Counter(map(len, rows))
    if not counts:
        return 0, 0.0
    width = max(counts, key=lambda w: (counts[w] * (1 - 1 / w), w))
    explained = counts[width]
    runs = [list(run) for _, run in groupby((row for row in rows if len(row) > 1), len)]
    if len(runs) == 2 and min(map(len, runs)) > 1 and looks_like_titles(runs[1][0]):
        explained = len(runs[0]) + len(runs[1])  # two tables, one below the other
    wide = [i for i, row in enumerate(rows) if len(row) > 1]
    inner = wide[-1] - wide[0] + 1 if len(wide) > 1 else len(rows)
    # lines of one cell above and below the table are a preamble or a footer: they count less
    return width, explained / (inner + 0.25 * (len(rows) - inner))


def _tidiness(rows: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """Return 0..1: how far columns hold one kind of value, free of other delimiters."""
    columns = list(zip(*rows, strict=True))[:100]
    if not columns:
        return 0.0
    return sum(_column_score(column, dialect) for column in columns) / len(columns)


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    """True when no column holds values of a kind: words between spaces are no cells."""
    columns = zip(*rows[1:_TYPED_ROWS], strict=True)
    return all(main_kind(map(kind_of, column))[0] in (TEXT, BLANK) for column in columns)


def _column_score(column: Sequence[str], dialect: Dialect) -> float:
    kinds = [kind_of(cell) for cell in column]
    families = Counter(family_of(kind) for kind in kinds if kind != BLANK)
    if not families:
        return 0.6
    family, count = families.most_common(1)[0]
    alike = count / families.total()
    plain = sum(_plainness(c, k, dialect) for c, k in zip(column, kinds, strict=True)) / len(column)
    return (0.8 if family == TEXT else 0.6 + 0.4 * alike) * plain


def _plainness(cell: str, kind: str, dialect: Dialect) -> float:
    """Return how likely a cell is whole: other delimiters and half quotes inside are suspect."""
    if kind not in (TEXT, BLANK):
        return 1.0
    if kind == BLANK:
        return 0.9
    text = cell.strip()
    score = 1.0
    if dialect.quote and (text[0] == dialect.quote) != (text[-1] == dialect.quote):
        score *= 0.5
    elif text[0] in "\"'" or text[-1] == '"':
        score *= 0.7
    if dialect.quote and "\\" + dialect.quote in text:
        score *= 0.5
    if any(mark in text for mark in _STRONG if mark != dialect.delimiter):
        score *= 0.3
    if "," in text and dialect.delimiter != ",":
        score *= 0.75
    if len(text) > _LONG_TEXT:
        score *= 0.8
    return score
