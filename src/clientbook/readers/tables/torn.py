"""Rows that an unquoted line break tore apart, and how they become one again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from clientbook.readers.tables.cell_kinds import DATE, EMAIL, NUMBER, family_of, kind_of, main_kind
from clientbook.readers.tables.header_rows import NumberedRow

_MOST_PIECES: Final = 8
_MOST_ROWS: Final = 1_000  # short ones: a file of more has another fault
_TYPED: Final = frozenset({NUMBER, EMAIL, DATE})
_USUAL: Final = 0.6


def column_families(rows: Sequence[NumberedRow], width: int) -> tuple[str, ...]:
    """Return what each column holds in the rows that are whole, ``""`` where that is not sure."""
    whole = [cells for _, cells in rows if len(cells) == width]
    found = [main_kind(map(kind_of, column)) for column in zip(*whole, strict=True)]
    return tuple(family if share >= _USUAL else "" for family, share in found)


@attrs.frozen
class TornRow:
    """A row in pieces.

    Args:
        last: Number of the row with its last piece.
        pieces: How many rows hold something of it.
        filled: Columns that it fills, from 0.
    """

    last: int
    pieces: int
    filled: frozenset[int]


class TornRows:
    """Finds short rows, one right below the other, that make a whole one together.

    Neighbouring pieces share the cell that was torn.  It is one row only where a number, a date or
    an address in its last piece stands in its column when they are joined, and in that of another
    kind when they are not.

    Args:
        families: What the columns hold, see :func:`column_families`.
    """

    def __init__(self, families: Sequence[str]) -> None:
        self._families = families
        self._held: list[NumberedRow] = []
        self._others: list[int] = []
        self._found: dict[int, TornRow] = {}
        self._room = _MOST_ROWS

    def short(self, number: int, cells: Sequence[str], above: int | None) -> None:
        """Look at a row that is too short.

        Args:
            number: Of the row.
            cells: Of the row.
            above: Number of the last row above that is not blank.
        """
        self._room -= 1
        if self._room < 0 or not self._families:
            return
        if self._held and (self._held[-1][0] != above or len(self._held) == _MOST_PIECES):
            self._give_up()
        self._held.append((number, list(cells)))
        while self._held and (size := self._joined_size()) >= len(self._families):
            if size == len(self._families) and self._fits():
                self._take()
            else:
                self._others.append(self._held.pop(0)[0])

    def rows(self, no_data: frozenset[int]) -> Mapping[int, TornRow]:
        """Return the torn rows by the number of their first piece.

        None where other rows than *no_data* are short too: rows of such a file may end early.
        """
        self._give_up()
        sure = self._room >= 0 and no_data.issuperset(self._others)
        return self._found if sure else {}

    def _give_up(self) -> None:
        self._others += [number for number, _ in self._held]
        self._held.clear()

    def _joined_size(self) -> int:
        return sum(len(cells) - 1 for _, cells in self._held) + 1

    def _fits(self) -> bool:
        pieces = [cells for _, cells in self._held]
        torn = [piece[-1] for piece in pieces[:-1]] + [piece[0] for piece in pieces[1:] if piece]
        if len(pieces) < 2 or any(map(_typed, torn)):
            return False
        before = len(self._families) - len(pieces[-1])
        proven = False
        for place, cell in enumerate(joined(iter(pieces))):
            family = _typed(cell)
            if family and self._families[place] != family:
                return False
            moved = family is not None and place > before
            proven |= moved and self._families[place - before] != family
        return proven

    def _take(self) -> None:
        cells = joined(cells for _, cells in self._held)
        filled = frozenset(place for place, cell in enumerate(cells) if cell.strip())
        self._found[self._held[0][0]] = TornRow(self._held[-1][0], len(self._held), filled)
        self._held.clear()


def _typed(cell: str) -> str | None:
    """Return what a cell is that could not be in just any column."""
    family = family_of(kind_of(cell))
    return family if family in _TYPED else None


def joined(pieces: Iterator[list[str]]) -> list[str]:
    """Return the cells of a row from its pieces; the line break is in the cell again."""
    cells: list[str] = []
    for piece in pieces:
        if not cells:
            cells = list(piece)
            continue
        first, *others = piece or [""]
        cells[-1] = f"{cells[-1]}\n{first}"
        cells += others
    return cells


def rejoined(rows: Iterator[NumberedRow], torn: Mapping[int, TornRow]) -> Iterator[NumberedRow]:
    """Give the rows, torn ones whole, with the number of their first piece."""
    for number, cells in rows:
        if (found := torn.get(number)) is None:
            yield number, cells
            continue
        pieces = [cells]
        for below, piece in rows:
            pieces.append(piece)
            if below >= found.last:
                break
        yield number, joined(iter(pieces))
