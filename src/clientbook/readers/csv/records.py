"""Records of a CSV text: the standard library's parser, and a mender for what it refuses.

The parser of :mod:`csv` reads in its strict mode, which stops at the first quote that is neither
doubled nor at the edge of a cell.  Only the record it stops at is read again here, so that a stray
quote costs one row and not the rest of the file.  Work stays linear: a record is read again at
most once, and the lines it may take with it are bounded.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs

from clientbook.errors import FileTooLargeError
from clientbook.readers.csv.aligned import cut, cut_runs
from clientbook.readers.csv.dressing import ENTITY_END, hide_entities, without_dress
from clientbook.readers.tables.header_rows import NumberedRow

if TYPE_CHECKING:
    from _csv import Reader as CsvReader  # the type of what csv.reader() returns

_LONGEST_LINE: Final = 8 * 1024 * 1024
_LINES_JOINED: Final = 10
_CHARS_JOINED: Final = 64 * 1024
# Noncharacters stand for what was escaped while the parser is at work (Unicode 23.7).
_BACKSLASH, _QUOTE, _DELIMITER, _WIDE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"


@attrs.frozen
class Dialect:
    """How the cells of a CSV text are told apart.

    Args:
        delimiter: One or more characters.
        quote: One character, ``""`` when cells are not quoted.
        escape: A backslash or the like before a quote, ``""`` when quotes are doubled.
        skip_space: A space after the delimiter does not belong to the cell.
        width: Cells most records have, 0 when unknown.
        skip_lines: Lines above everything, such as ``sep=;``.
        stops: Where the columns begin of a text that is aligned by spaces, nothing for another.
        runs: Cells are parted by two spaces or more.
        wrapped: Each line is one quoted cell that holds the cells: ``"Ann,""Roy"",Paris"``.
        entities: A semicolon that ends an HTML entity (``&eacute;``) parts no cells.
        bordered: Lines such as ``+-----+-----+`` are drawn around the titles and the rows.
        bent: Quotes are those of a word processor: ``“Roy, Ann”``.
        titles: What parts the titles, in the first line, where it is something else.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    skip_space: bool = False
    width: int = 0
    skip_lines: int = 0
    stops: tuple[int, ...] = ()
    runs: bool = False
    wrapped: bool = False
    entities: bool = False
    bordered: bool = False
    bent: bool = False
    titles: str = ""


def line_lists(texts: Iterable[str], *, bare_returns: bool) -> Iterator[list[str]]:
    """Cut text into lists of lines, each with its line end.

    Args:
        texts: Pieces of a text.
        bare_returns: A carriage return alone ends a line too.

    Raises:
        FileTooLargeError: A line is longer than 8 Mi characters.
    """
    newline = "" if bare_returns else "\n"
    rest = ""
    for text in texts:
        whole = rest + text if rest else text
        cut = whole.rfind("\n") + 1
        if bare_returns:
            cut = max(cut, whole.rfind("\r", 0, len(whole) - 1) + 1)
        rest = whole[cut:]
        if len(rest) > _LONGEST_LINE:
            raise FileTooLargeError(
                "csv", f"a line is longer than {_LONGEST_LINE} characters", "check its line breaks"
            )
        if cut:
            yield list(io.StringIO(whole[:cut], newline=newline))
    if rest.strip("\x1a"):
        yield list(io.StringIO(rest, newline=newline))


class _Lines:
    """Lines with a way back to the start of the record that is being read."""

    def __init__(self, lists: Iterator[list[str]]) -> None:
        self._lists = lists
        self._kept: list[tuple[int, list[str]]] = []
        self.record = 0
        """Index of the first line of the record being read: lines before it are forgotten."""

    def start(self) -> Iterator[str]:
        """Give the lines from the record on."""
        index = self.record
        while True:
            for base, lines in list(self._kept):
                if base <= index < base + len(lines):
                    first = index - base  # no slice: starting again must not cost the whole list
                    yield from map(lines.__getitem__, range(first, len(lines))) if first else lines
                    index = base + len(lines)
            if not self._load():
                return

    def _load(self) -> bool:
        lines = next(self._lists, None)
        if lines is None:
            return False
        end = self._kept[-1][0] + len(self._kept[-1][1]) if self._kept else 0
        self._kept = [(b, kept) for b, kept in self._kept if b + len(kept) > self.record]
        self._kept.append((end, lines))
        return True

    def peek(self, count: int) -> list[str]:
        """Return up to *count* lines from the record on that are in memory."""
        found: list[str] = []
        for base, lines in self._kept:
            first = max(0, self.record - base)
            found += lines[first : first + count - len(found)]
        return found


def read_records(
    lists: Iterator[list[str]],
    dialect: Dialect,
    *,
    on_unclosed: Callable[[int], None] | None = None,
) -> Iterator[NumberedRow]:
    """Give the records of a CSV text with their numbers from 1; an empty line is a record.

    Args:
        lists: Lines with their line ends.
        dialect: How to read them.
        on_unclosed: Called with the number of a record in which a quote is never closed.
    """
    if dialect.stops or dialect.runs:
        parts = cut_runs if dialect.runs else partial(cut, stops=dialect.stops)
        lines = (line for lines_ in lists for line in lines_)
        for number, line in enumerate(islice(lines, dialect.skip_lines, None), start=1):
            yield number, parts(line)
        return
    lists = without_dress(lists, dialect)
    if dialect.escape or dialect.entities or len(dialect.delimiter) > 1:
        restore = _Restorer(dialect)
        plain = attrs.evolve(dialect, delimiter=restore.delimiter, escape="", entities=False)
        hidden = (restore.hide(lines) for lines in lists)
        for number, cells in _records(_Lines(hidden), plain, on_unclosed):
            yield number, restore.show(cells)
    else:
        yield from _records(_Lines(lists), dialect, on_unclosed)


def _records(
    lines: _Lines, dialect: Dialect, on_unclosed: Callable[[int], None] | None
) -> Iterator[NumberedRow]:
    mender = _Mender(dialect)
    number = 0
    for _ in zip(range(dialect.skip_lines), lines.start(), strict=False):
        lines.record += 1
    while True:
        reader = _strict_reader(lines.start(), dialect)
        start = lines.record
        try:
            for cells in reader:
                number += 1
                end = start + reader.line_num
                if end - lines.record == 1 or not mender.is_torn(lines, cells):
                    lines.record = end
                    yield number, cells
                    continue
                number -= 1
                break
            else:
                return
        except csv.Error:
            pass  # read the record once more, leniently
        number += 1
        mended = mender.mend(lines)
        if on_unclosed and mended.unclosed:
            on_unclosed(number)
        lines.record += mended.lines
        yield number, mended.cells


def _strict_reader(lines: Iterator[str], dialect: Dialect) -> "CsvReader":
    if not dialect.quote:
        return csv.reader(
            lines,
            delimiter=dialect.delimiter,
            quoting=csv.QUOTE_NONE,
            quotechar=None,
            skipinitialspace=dialect.skip_space,
        )
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        doublequote=True,
        skipinitialspace=dialect.skip_space,
        strict=True,
    )


@attrs.frozen
class _Mended:
    cells: list[str]
    lines: int = 1
    unclosed: bool = False


class _Mender:
    """Reads single records that break the rules of quoting."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        quote, delimiter = re.escape(dialect.quote), re.escape(dialect.delimiter)
        blank = "[ \u00a0]" if dialect.delimiter == "\t" else "[ \u00a0\t]"
        # "Ann" ; "Roy": spaces between a quote and a delimiter belong to no cell; those behind a
        # doubled quote stand inside one, but for the quotes of an empty cell
        edge = f"(?:^|(?<={delimiter}))"
        self._before = re.compile(f"{edge}{blank}+(?={quote})")
        closing = f"({edge}{quote}{quote}|(?<!{quote}){quote})"
        self._behind = re.compile(f"{closing}{blank}+(?={delimiter}|$)")

    def is_torn(self, lines: _Lines, cells: list[str]) -> bool:
        """True when a record of several lines is one line with a stray quote, and others."""
        width = self.dialect.width
        if not width or len(cells) == width:
            return False
        first = lines.peek(1)
        return bool(first) and len(self._split(first[0])) == width

    def mend(self, lines: _Lines) -> _Mended:
        """Read the record that starts here; one line of it unless several make it whole."""
        near = lines.peek(_LINES_JOINED)
        cells = self._split(near[0])
        width = self.dialect.width
        if len(cells) == width or not width:
            return _Mended(cells, unclosed=self._is_open(cells))
        joined = near[0]
        for count, line in enumerate(near[1:], start=2):
            joined += line
            if len(joined) > _CHARS_JOINED:
                break
            whole = self._split(joined)
            if len(whole) == width and not any("\n" in cell for cell in whole[:1]):
                return _Mended(whole, count)
        return _Mended(cells, unclosed=self._is_open(cells))

    def _is_open(self, cells: list[str]) -> bool:
        quote = self.dialect.quote
        return bool(quote) and any(cell.startswith(quote) for cell in cells)

    def _whole(self, cells: list[str]) -> bool:
        """True for several cells of which none holds half of a pair of quotes."""
        return len(cells) > 1 and not any(cell.count(self.dialect.quote) % 2 for cell in cells)

    def _split(self, line: str) -> list[str]:
        text = line.rstrip("\r\n")
        if not self.dialect.quote:
            return text.split(self.dialect.delimiter)
        if (tidy := self._behind.sub(r"\1", self._before.sub("", text))) != text:
            cells = split_leniently(tidy, self.dialect, wary=False)
            if len(cells) == self.dialect.width or (not self.dialect.width and self._whole(cells)):
                return cells
        cells = split_leniently(text, self.dialect, wary=False)
        if len(cells) != self.dialect.width:
            wary = split_leniently(text, self.dialect, wary=True)
            if len(wary) == self.dialect.width:
                return wary
        return cells


def split_leniently(text: str, dialect: Dialect, *, wary: bool) -> list[str]:
    """Split one record; a quote that cannot be right is a character like any other.

    Args:
        text: Without its line end.
        dialect: With a quote and a delimiter of one character.
        wary: A quote is stray when another cell seems to be opened before it is closed.

    Cost: linear; an opening quote is only followed when there is a closing one behind it.
    """
    delimiter, quote = dialect.delimiter, dialect.quote
    end = len(text)
    last_close = end - 1 if text.endswith(quote) else text.rfind(quote + delimiter)
    cells: list[str] = []
    at = 0
    while True:
        start = at
        if dialect.skip_space:
            while text.startswith(" ", start):
                start += 1
        close = -1
        if last_close > start and text.startswith(quote, start):
            close = _closing(text, start, last_close, dialect, wary=wary)
        if close >= 0:
            cells.append(text[start + 1 : close].replace(quote + quote, quote))
            at = close + 1
        else:
            found = text.find(delimiter, start)
            at = found if found >= 0 else end
            cells.append(text[start:at])
        if at >= end:
            return cells
        at += 1


def _closing(text: str, start: int, last: int, dialect: Dialect, *, wary: bool) -> int:
    """Return where the quote that opens at *start* is closed, -1 when it is a stray one."""
    delimiter, quote, end = dialect.delimiter, dialect.quote, len(text)
    at = start + 1
    while True:
        at = text.index(quote, at)  # there is one, as *last* says
        stop = at
        while text.startswith(quote, stop):
            stop += 1
        if stop == end or text[stop] == delimiter:
            if (stop - at) % 2 or stop > last:
                return stop - 1
        elif wary and at > start + 1 and text[at - 1] == delimiter:
            return -1
        at = stop


class _Restorer:
    """Hides escaped characters from the parser and puts them back into the cells."""

    def __init__(self, dialect: Dialect) -> None:
        self.delimiter = dialect.delimiter if len(dialect.delimiter) == 1 else _WIDE
        self._pairs: list[tuple[str, str]] = []
        self._shown = {ord(_DELIMITER): dialect.delimiter, ord(_QUOTE): dialect.quote}
        if escape := dialect.escape:
            self._pairs.append((escape + escape, _BACKSLASH))
            if dialect.quote:
                self._pairs.append((escape + dialect.quote, _QUOTE))
            self._pairs.append((escape + dialect.delimiter, _DELIMITER))
            self._shown[ord(_BACKSLASH)] = escape
        if len(dialect.delimiter) > 1:
            self._pairs.append((dialect.delimiter, _WIDE))
            self._shown[ord(_WIDE)] = dialect.delimiter
        self._entities = dialect.entities
        self._shown[ord(ENTITY_END)] = ";"

    def hide(self, lines: list[str]) -> list[str]:
        """Return the lines with stand-ins for what is escaped."""
        for plain, stand_in in self._pairs:
            lines = [line.replace(plain, stand_in) for line in lines]
        return [hide_entities(line) for line in lines] if self._entities else lines

    def show(self, cells: list[str]) -> list[str]:
        """Return the cells with what was hidden."""
        if "".join(cells).isascii():
            return cells
        return [cell.translate(self._shown) for cell in cells]
