"""Any bytes give rows or a typed error, within limits, and in linear time."""

import csv
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clientbook.errors import ReadError
from clientbook.readers.csv import records as csv_records
from clientbook.readers.csv.records import Dialect, line_lists, read_records, split_leniently
from clientbook.readers.opening import open_table
from clientbook.readers.options import ReadLimits, ReadOptions

LIMITS = ReadLimits(max_rows=10_000, max_columns=50, max_cell_chars=2_000)
PIECES = st.sampled_from(
    [
        b'"', b"'", b",", b";", b"\t", b"|", b" ", b"\n", b"\r", b"\r\n", b'""', b"\\", b"\\\"",
        b"Name", b"Ann", b"2024-01-02", b"+1 514 555 0123", b"a@example.com", b"12,50", b"=1+1",
        b"\xc3\xa9", b"\xe9", b"\x8e", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80",
        b"\x1a", b"\x1f", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xb7\x90", b"sep=;", b"Total", b"#",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=120).map(b"".join)
BYTES = st.one_of(TEXTS, st.binary(max_size=400), st.text(max_size=200).map(str.encode))


def read_fully(data: bytes, **options: object) -> None:
    """Open and read twice; check what every table promises."""
    try:
        table = open_table(data, options=ReadOptions(limits=LIMITS), **options)
    except ReadError:
        return
    rows = list(table)
    assert rows == list(table)
    assert len(rows) == table.row_count
    numbers = [row.number for row in rows]
    assert numbers == sorted(set(numbers))
    for row in rows:
        assert len(row.cells) == len(table.header)
        assert all(len(cell) <= LIMITS.max_cell_chars for cell in row.cells)
        assert any(cell.strip() for cell in (*row.cells, *row.extra))


@settings(max_examples=250, deadline=None)
@given(BYTES)
@example(b'"')
@example(b'a,"b\n"c')
@example(b"\xff\xfea")
@example(b"\xef\xbb\xbf")
@example(b"sep=,")
@example(b"a\r\n\r\n\x1a")
@example(b'x\n"')
def test_any_bytes_give_rows_or_a_typed_error(data: bytes) -> None:
    """No bytes make the reader raise anything but a ReadError."""
    read_fully(data)


@settings(max_examples=100, deadline=None)
@given(
    TEXTS,
    st.sampled_from([",", ";", "||", "\t"]),
    st.sampled_from(['"', "'", ""]),
    st.sampled_from(["", "\\"]),
)
def test_any_bytes_in_any_dialect_give_rows_or_a_typed_error(
    data: bytes, delimiter: str, quote: str, escape: str
) -> None:
    """A dialect that was asked for makes no difference."""
    read_fully(data, delimiter=delimiter, quote=quote, escape=escape)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(["utf-16", "utf-7", "shift_jis", "cp037", "utf-8-sig", "iso2022_jp"]))
def test_any_bytes_in_an_encoding_that_was_asked_for(data: bytes, encoding: str) -> None:
    """An encoding that was asked for decodes or gives an EncodingError."""
    read_fully(data, encoding=encoding)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None)
@given(BYTES)
def test_any_bytes_give_rows_or_a_typed_error_at_length(data: bytes) -> None:
    """The same over many more bytes."""
    read_fully(data)


cell_texts = st.text(st.sampled_from("ab ,;\"'\\\n\r\té€"), max_size=12)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(cell_texts, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(",;\t|"),
)
def test_what_the_standard_library_writes_is_read_back(
    rows: list[list[str]], delimiter: str
) -> None:
    """Well-formed CSV is read exactly as the csv module reads it."""
    import io

    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    lists = line_lists([out.getvalue()], bare_returns=True)
    found = [cells for _, cells in read_records(lists, Dialect(delimiter, width=3))]
    assert found == rows


@given(st.lists(PIECES, max_size=40), st.booleans())
def test_the_lenient_splitter_loses_no_character_but_quotes_and_delimiters(
    pieces: list[bytes], wary: bool
) -> None:
    """Whatever is in a broken record, only quotes and delimiters may be missing from its cells."""
    text = b"".join(pieces).decode("latin-1")
    cells = split_leniently(text, Dialect(), wary=wary)
    assert "".join(cells).replace('"', "").replace(",", "") == text.replace('"', "").replace(
        ",", ""
    )


HOSTILE: dict[str, Callable[[int], str]] = {
    "a quote that closes and opens": lambda n: '"a","b\n' * n,
    "a quote at the start of each line": lambda n: '"a,b\n' * n,
    "quotes in the middle": lambda n: 'a,"b"c,d\n' * n,
    "one quote, then lines without": lambda n: '"a,b\n' + "c,d\n" * n,
    "one long line of opening quotes": lambda n: ',"a' * n + "\n",
    "one long line of quotes": lambda n: '"' * (3 * n) + "\n",
    "pairs of quotes": lambda n: '"",' * n + '"\n',
    "quotes that seem to close": lambda n: '"x", "y' * n + "\n",
}


class Meter(str):
    """A text that counts the characters its searches go over."""

    __slots__ = ()
    work = 0

    def find(self, sub: str, start: int = 0, *rest: int) -> int:  # type: ignore[override]
        at = super().find(sub, start, *rest)
        Meter.work += (at if at >= 0 else len(self)) - start + 1
        return at


@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.parametrize("wary", [False, True])
def test_splitting_a_hostile_line_is_linear(name: str, wary: bool) -> None:
    """Doubling a hostile line at most doubles the characters that are searched."""

    def work(n: int) -> int:
        Meter.work = 0
        split_leniently(Meter(HOSTILE[name](n).replace("\n", ",")), Dialect(), wary=wary)
        return Meter.work

    assert work(4_000) <= 2.2 * work(2_000) + 100


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_the_lines_read_again_stay_in_proportion(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Doubling a hostile file at most doubles the lines its records are made from."""
    handed = 0
    start = csv_records._Lines.start

    def counting(self: csv_records._Lines) -> object:
        nonlocal handed
        for line in start(self):
            handed += 1
            yield line

    monkeypatch.setattr(csv_records._Lines, "start", counting)

    def work(n: int) -> int:
        nonlocal handed
        handed = 0
        lists = line_lists([HOSTILE[name](n)], bare_returns=False)
        for _ in read_records(lists, Dialect(width=2)):
            pass
        return handed

    assert work(2_000) <= 2.2 * work(1_000) + 100


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_opening_a_hostile_file_takes_time_in_proportion(name: str) -> None:
    """Opening twice as much takes about twice the time, with room for noise."""

    def seconds(n: int) -> float:
        start = time.process_time()
        read_fully(HOSTILE[name](n).encode())
        return time.process_time() - start

    assert seconds(80_000) <= 4 * seconds(40_000) + 0.5
