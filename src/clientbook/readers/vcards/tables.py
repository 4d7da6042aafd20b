"""vCard files as tables: each card a row, each column the text of a mapping target.

The titles are targets, such as ``phone.mobile.2``, so that the file maps itself.
"""

import hashlib
import marshal
import zlib
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from clientbook.convert.cards import Card, parse_cards
from clientbook.domain.targets import (
    ADDRESS_PARTS,
    NAME_FIELDS,
    SINGLE_FIELDS,
    Target,
)
from clientbook.errors import FileTooLargeError, ReadError
from clientbook.importing.tables import Row, Source, Table
from clientbook.messages.issues import FileFinding, FindingCode
from clientbook.readers.options import ReadLimits, ReadOptions
from clientbook.readers.vcards.rows import card_cells, is_no_person
from clientbook.readers.wide_text import asked_encoding

_CHUNK = 64 * 1024
_BLOCK = 256
_MAX_FINDINGS = 1_000
_FIELD_ORDER = (
    *NAME_FIELDS, "birth_date", "gender", "phone", "email", "address",
    *(f for f in SINGLE_FIELDS if f not in NAME_FIELDS and f != "gender"), "custom",
)  # fmt: skip
_SLOTTED = ("phone", "email", "address")
_PARTS = (None, *ADDRESS_PARTS)


def open_vcards(stream: BinaryIO, *, options: ReadOptions, name: str | None = None) -> Table:
    """Read a vCard file as a table; row numbers are the numbers of the cards.

    Args:
        stream: A binary file at its start; it stays open and is not needed after the call.
        options: Its ``encoding`` and limits are used.
        name: File name without its folder, or None.

    Raises:
        ReadError: There is no card in it, it ends in the middle of a line of a card, or it is not
            in the encoding asked for.
        FileTooLargeError: A limit is passed.
    """
    cards = _CardRows(options.limits)
    digest = hashlib.sha256()
    size = 0
    end = b""

    def chunks() -> Iterator[bytes]:
        nonlocal size, end
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > options.limits.bytes_for("vcard"):
                raise FileTooLargeError(
                    "vcard", f"more than {options.limits.bytes_for('vcard'):,} bytes", "split it"
                )
            digest.update(chunk)
            end = chunk.rstrip(b"\0")[-1:]  # of UTF-16 a line's end has a zero byte, too
            yield chunk

    for card in parse_cards(_recoded(chunks(), options.encoding)):
        cards.add(card)
        if not card.whole and end not in (b"\r", b"\n"):
            raise ReadError(
                "vcard", f"it ends inside card {card.number}: it was cut", "export it again"
            )
    cards.close()
    if not cards.count:
        raise ReadError("vcard", "there is no card in it", "export the contacts again")
    header = _ordered(cards.columns)
    order = [cards.columns[title] for title in header]
    return Table(
        header,
        lambda: cards.rows(order),
        source=Source("vcard", name, size, digest.hexdigest(), encoding=options.encoding),
        findings=cards.findings,
        row_count=cards.filled,
    )


def _recoded(chunks: Iterator[bytes], encoding: str | None) -> Iterator[bytes]:
    """Turn a file whose encoding is given into UTF-8; without one, the cards decide."""
    if encoding is None:
        yield from chunks
        return
    import codecs

    from clientbook.errors import EncodingError

    head = next(chunks, b"")
    name, mark = asked_encoding(head, encoding)
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        for chunk in chain((head[mark:],), chunks):
            yield decoder.decode(chunk).encode("utf-8", "replace")
        decoder.decode(b"", final=True)
    except UnicodeError:  # some codecs do not say which byte it was
        raise EncodingError(
            "vcard",
            f"it holds bytes that {encoding} does not have",
            "leave out encoding= to let each card decide",
        ) from None


class _CardRows:
    """Rows of cards, packed; columns grow as cards bring new ones."""

    def __init__(self, limits: ReadLimits) -> None:
        self.columns: dict[str, int] = {}
        self.findings: list[FileFinding] = []
        self.count = 0
        self.filled = 0
        self._limits = limits
        self._left: dict[str, tuple[int, int]] = {}  # first card and number of cards, by property
        self._blocks: list[bytes] = []
        self._rows: list[tuple[int, dict[int, str]]] = []

    def add(self, card: Card) -> None:
        self.count += 1
        if not card.whole:
            self._note(FindingCode.CARD_CUT, card)
        for name in card.skipped:
            self._note(FindingCode.CARD_PROPERTY_SKIPPED, card, name=name)
        if is_no_person(card):
            self._note(FindingCode.CARD_OF_NO_PERSON, card)
            return
        cells: dict[int, str] = {}
        found = card_cells(card)
        for name in found.left:
            first, count = self._left.get(name, (card.number, 0))
            self._left[name] = (first, count + 1)
        for title, text in found.cells.items():
            column = self._column(title)
            if column is None or len(text) > self._limits.max_cell_chars:
                self._note(FindingCode.CARD_PROPERTY_SKIPPED, card, name=title)
            else:
                cells[column] = text
        if not cells:
            self._note(FindingCode.BLANK_ROW, card)
            return
        self.filled += 1
        most = self._limits.max_rows
        if most is not None and self.filled > most:
            raise FileTooLargeError("vcard", f"more than {most:,} cards", "split the file")
        self._rows.append((card.number, cells))
        if len(self._rows) == _BLOCK:
            self._blocks.append(zlib.compress(marshal.dumps(self._rows), 1))
            self._rows = []

    def close(self) -> None:
        """Say which properties have no column, once each (SPEC X26)."""
        code = FindingCode.CARD_PROPERTY_LEFT_OUT
        for name, (first, count) in sorted(self._left.items())[:_MAX_FINDINGS]:
            self.findings.append(FileFinding.of(code, row=first, name=name, count=count))

    def rows(self, order: list[int]) -> Iterator[Row]:
        for block in self._blocks:
            for number, cells in marshal.loads(zlib.decompress(block)):  # noqa: S302 - our own
                yield Row(number, tuple([cells.get(column, "") for column in order]))
        for number, cells in self._rows:
            yield Row(number, tuple([cells.get(column, "") for column in order]))

    def _column(self, title: str) -> int | None:
        """Return the number of a column, None when there are as many as may be."""
        if title not in self.columns and len(self.columns) >= self._limits.max_columns:
            return None
        return self.columns.setdefault(title, len(self.columns))

    def _note(self, code: FindingCode, card: Card, *, name: str | None = None) -> None:
        if len(self.findings) < _MAX_FINDINGS:
            params = () if name is None else (("name", name),)
            self.findings.append(FileFinding(code, card.number, params=params))


def _ordered(columns: Mapping[str, int]) -> list[str]:
    """Return the titles in the order of columns: fields in a usual order, parts together.

    Phones, e-mails and addresses stand as the first card with one of them has them, for the first
    number of a card is the first of its owner.
    """
    targets = {title: Target.parse(title) for title in columns}
    first: dict[tuple[str, str | None, int | None], int] = {}
    for title, number in columns.items():
        target = targets[title]
        first.setdefault((target.field, target.kind, target.slot), number)

    def position(title: str) -> tuple[int, int, int, str]:
        target = targets[title]
        part = _PARTS.index(target.part) if target.part in _PARTS else len(_PARTS)
        appeared = first[target.field, target.kind, target.slot] if target.field in _SLOTTED else 0
        return _FIELD_ORDER.index(target.field), appeared, part, title

    return sorted(columns, key=position)
