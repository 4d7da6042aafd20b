"""A CSV file as a Table: encoding, dialect and titles found, every choice among the findings."""

import re
from collections.abc import Iterator
from itertools import islice

from clientbook.importing.tables import Source, Table
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.byte_sources import ByteSource
from clientbook.readers.csv.dialects import SAMPLE_CHARS, choose_dialect
from clientbook.readers.csv.encodings import (
    Decoder,
    Decoding,
    TextFacts,
    choose_decoding,
    encoding_findings,
    gather_facts,
)
from clientbook.readers.csv.records import Dialect, line_lists, read_records
from clientbook.readers.options import ReadOptions
from clientbook.readers.sniffing import CSV, HEAD_BYTES
from clientbook.readers.tables.findings import MOST_FINDINGS
from clientbook.readers.tables.header_rows import NumberedRow
from clientbook.readers.tables.structure import build_table


def open_csv(bytes_: ByteSource, *, options: ReadOptions) -> Table:
    """Read a CSV file; of any size in flat memory.

    Args:
        bytes_: The file.
        options: How to read it.

    Raises:
        EncodingError: The encoding was asked for and does not have a byte of the file.
        ReadError: As :func:`~clientbook.readers.tables.structure.build_table` raises it.
    """
    facts = gather_facts(bytes_.chunks())
    decoding = choose_decoding(bytes_.head(HEAD_BYTES), facts, options.encoding)
    text = _Text(bytes_, decoding, facts)
    dialect = choose_dialect(text.sample(), options)
    source = Source(
        kind=CSV,
        name=bytes_.name,
        size_bytes=bytes_.size,
        fingerprint=facts.fingerprint,
        encoding=decoding.encoding,
        delimiter=dialect.delimiter,
    )
    reading = _Reading(text, dialect)
    return build_table(
        reading.rows, options=options, source=source, findings=reading.findings(facts)
    )


class _Text:
    """The lines of a file, as often as they are asked for."""

    def __init__(self, bytes_: ByteSource, decoding: Decoding, facts: TextFacts) -> None:
        self._bytes, self.decoding = bytes_, decoding
        self._wide = decoding.encoding.startswith(("utf-16", "utf-32"))
        self._drop_nuls = facts.nuls > 0
        self._bare_returns = facts.bare_returns or self._wide
        self.has_formulas = False

    def lists(self, decoder: Decoder) -> Iterator[list[str]]:
        texts = decoder.texts(self._bytes.chunks())
        if self._drop_nuls:
            texts = (text.replace("\x00", "") for text in texts)
        return line_lists(texts, bare_returns=self._bare_returns)

    def decoder(self) -> Decoder:
        return Decoder(self.decoding, CSV)

    def nuls(self, facts: TextFacts) -> int:
        return 0 if self._wide else facts.nuls

    def sample(self) -> list[str]:
        lines: list[str] = []
        size = 0
        for line in (line for lines_ in self.lists(self.decoder()) for line in lines_):
            lines.append(line)
            size += len(line)
            if size > SAMPLE_CHARS:
                break
        self.has_formulas = any(_FORMULA_IN.search(line) for line in lines)
        return lines


class _Reading:
    """Readings of one file; the first one notes what it had to mend."""

    def __init__(self, text: _Text, dialect: Dialect) -> None:
        self._text, self._dialect = text, dialect
        self._first: Decoder | None = None
        self._unclosed: list[int] = []

    def rows(self) -> Iterator[NumberedRow]:
        decoder = self._text.decoder()
        note = self._note_unclosed if self._first is None else None
        self._first = self._first or decoder
        rows = read_records(self._text.lists(decoder), self._dialect, on_unclosed=note)
        if self._dialect.titles:
            rows = _with_titles(rows, self._dialect.titles)
        return map(_without_text_formulas, rows) if self._text.has_formulas else rows

    def _note_unclosed(self, row: int) -> None:
        if len(self._unclosed) < MOST_FINDINGS:
            self._unclosed.append(row)

    def findings(self, facts: TextFacts) -> Iterator[FileFinding]:
        """Give what was chosen and mended; to be read after the first reading."""
        yield FileFinding.of(FindingCode.FILE_TYPE, kind=CSV)
        mended = self._first.mended if self._first else 0
        yield from encoding_findings(self._text.decoding, mended)
        yield FileFinding.of(FindingCode.DELIMITER_CHOSEN, delimiter=_shown(self._dialect))
        quote = self._dialect.quote or "none"
        yield FileFinding.of(FindingCode.QUOTE_CHOSEN, quote=quote, escape=self._dialect.escape)
        if nuls := self._text.nuls(facts):
            yield FileFinding.of(FindingCode.NUL_BYTES, count=nuls)
        for row in islice(self._unclosed, MOST_FINDINGS):
            yield FileFinding.of(FindingCode.UNCLOSED_QUOTE, row=row)


def _with_titles(rows: Iterator[NumberedRow], delimiter: str) -> Iterator[NumberedRow]:
    """Part the titles by the delimiter that is theirs alone."""
    for number, cells in rows:
        whole = next(filter(None, cells), "")
        yield number, [title.strip(' "') for title in whole.split(delimiter)]
        break
    yield from rows


_FORMULA_IN = re.compile(r'="|=[A-ZÇÃ._]{9,20}\("')
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
# A link in the seven languages in which spreadsheets are saved; in German it is HYPERLINK, too.
_LINK = re.compile(
    r"=(?:HYPERLINK|LIEN_HYPERTEXTE|HIPERVINCULO|COLLEG\.IPERTESTUALE|HIPERLIGAÇÃO|HIPERLINK)"
    r'\("((?:[^"]|"")*)"(?:[,;] ?"((?:[^"]|"")*)")?\)'
)


def _without_text_formulas(row: NumberedRow) -> NumberedRow:
    """Read ``="0612"``, a formula that is a text only, and a link as a spreadsheet shows it."""
    number, cells = row
    if not any(cell.startswith("=") for cell in cells):
        return row
    return number, [_shown_by(cell) if cell.startswith("=") else cell for cell in cells]


def _shown_by(cell: str) -> str:
    """Return what a formula shows that is a text or a link; of ``mailto:`` the address."""
    if found := _TEXT_FORMULA.fullmatch(cell):
        return found[1].replace('""', '"')
    if (found := _LINK.fullmatch(cell)) is None:
        return cell
    scheme, _, address = found[1].partition(":")
    shown = (found[2] or found[1]).replace('""', '"')
    if scheme.casefold() == "mailto" and "@" not in shown.removeprefix(found[1]):
        return address.partition("?")[0]
    return shown


def _shown(dialect: Dialect) -> str:
    return {"\t": "tab", " ": "space"}.get(dialect.delimiter, dialect.delimiter)
