"""The delimiter, quote and escape of a CSV text, found from a sample of it.

Each way of reading is tried on the same few hundred lines.  The right one gives rows of one width
whose columns hold one kind of value each, and leaves no other delimiter inside the cells.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from clientbook.readers.cell_kinds import BLANK, TEXT, family_of, kind_of
from clientbook.readers.csv_records import Dialect, read_records
from clientbook.readers.options import ReadOptions

SAMPLE_CHARS: Final = 48 * 1024
_SAMPLE_ROWS = 250
_TYPED_ROWS = 60
_LONG_TEXT = 120

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
_SEP_LINE = re.compile(r"[\"']?sep=(.|\\t)[\"']?\r?\n", re.IGNORECASE)


@attrs.frozen
class _Trial:
    dialect: Dialect
    score: float


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
    trials = list(_trials(sample, delimiter, options))
    best = max(trials, key=lambda trial: trial.score, default=None)
    if best is None or (best.score <= 0 and delimiter is None):
        fallback = Dialect(delimiter or ",", '"' if options.quote is None else options.quote)
        return attrs.evolve(fallback, escape=options.escape or "", skip_lines=skip_lines)
    return attrs.evolve(best.dialect, skip_lines=skip_lines)


def _bounded(lines: Sequence[str]) -> Iterator[str]:
    room = SAMPLE_CHARS
    for line in lines:
        yield line[:room]
        room -= len(line)
        if room <= 0:
            return


def _trials(sample: list[str], delimiter: str | None, options: ReadOptions) -> Iterator[_Trial]:
    text = "".join(sample)
    for candidate in [delimiter] if delimiter else [d for d in _DELIMITERS if d in text]:
        for quote in _quotes(text, candidate, options.quote):
            for escape in _escapes(text, candidate, quote, options.escape):
                dialect = Dialect(candidate, quote, escape, _spaced(text, candidate))
                yield _try(sample, dialect)


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
    score = prior * share * tidy * (1 - 0.5 / width)
    return _Trial(attrs.evolve(known, width=width), score)


def _some(records: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for _, record in zip(range(_SAMPLE_ROWS), records, strict=False):
        yield record


def _usual_width(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return the width that explains most rows, and the share of rows that have it."""
    counts = Counter(map(len, rows))
    if not counts:
        return 0, 0.0
    width = max(counts, key=lambda w: (counts[w] * (1 - 1 / w), w))
    return width, counts[width] / len(rows)


def _tidiness(rows: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """Return 0..1: how far columns hold one kind of value, free of other delimiters."""
    columns = list(zip(*rows, strict=True))[:100]
    if not columns:
        return 0.0
    return sum(_column_score(column, dialect) for column in columns) / len(columns)


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
