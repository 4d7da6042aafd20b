"""Counts of a larger list for a part of it, carried by the cells of the part: no text is looked up.

The cells of a row are the values whose count a comparison may ask, in one order wherever the row is
in columns: :class:`CountedCells` names them, :class:`CellCounts` takes what was found of each.
"""

import attrs
import numpy as np

from clientbook.matching.lists.columns import Columns
from clientbook.matching.lists.counting import ListCounts
from clientbook.matching.lists.encoding import Ints
from clientbook.matching.pairs.frequencies import LEAST, class_of


class _ByCell(ListCounts):
    """Goes through the cells kind by kind."""

    def _count_names(self) -> None:
        """Name parts as what they are, then as the other part: they may be exchanged."""
        super()._count_names()
        columns, rows = self._columns, np.arange(len(self._columns))
        for kind, part in (("g", columns.family), ("f", columns.given)):
            self._add_exchanged(kind, rows, self.solid[part])

    def _add_exchanged(self, kind: str, rows: Ints, codes: Ints) -> None:
        self._add(kind, rows, codes, len(self._solid_words.texts))


@attrs.frozen(eq=False)
class KindCells:
    """Cells of one kind.

    Args:
        kind: Kind of value, as :class:`.Frequencies` has it.
        rows: Row of each cell.
        codes: Code of its value.
        counted: False for cells whose count is asked, but which are not counted themselves.
    """

    kind: str
    rows: Ints
    codes: Ints
    counted: bool = True


class CountedCells(_ByCell):
    """The cells of a list, and the texts of their values."""

    def __init__(self, columns: Columns) -> None:
        self.cells: list[KindCells] = []
        super().__init__(columns)

    def _add(self, kind: str, rows: Ints, codes: Ints, size: int) -> None:
        good = codes >= 0
        self.cells.append(KindCells(kind, rows[good], codes[good]))

    def _add_exchanged(self, kind: str, rows: Ints, codes: Ints) -> None:
        good = codes >= 0
        self.cells.append(KindCells(kind, rows[good], codes[good], counted=False))


@attrs.frozen(eq=False)
class HeldCounts:
    """How many persons of a larger list hold the values of cells; one where nothing is said.

    Args:
        size: Records in the larger list.
        rows: Row of each cell something is said of.
        places: Its place among the cells of the row, from 0.
        persons: How many hold its value.
    """

    size: int
    rows: Ints
    places: Ints
    persons: Ints


class CellCounts(_ByCell):
    """Counts of a larger list that *columns* are a part of.

    Args:
        columns: The part.
        held: What is known of its cells.
    """

    def __init__(self, columns: Columns, held: HeldCounts) -> None:
        self._room = int(held.places.max(initial=0)) + 1
        self._next = np.zeros(len(columns), np.int64)
        keys = held.rows * self._room + held.places
        order = np.argsort(keys)
        self._keys = keys[order]
        self._found = (np.searchsorted(LEAST, held.persons, "right") - 1)[order]
        super().__init__(columns)
        self.size = held.size

    def _add(self, kind: str, rows: Ints, codes: Ints, size: int) -> None:
        good = codes >= 0
        rows, codes = rows[good].astype(np.int64), codes[good]
        places = self._next[rows] + _ranks(rows)
        self._next += np.bincount(rows, minlength=len(self._next))
        if kind not in self.classes:
            self.classes[kind] = np.full(size + 1, class_of(1), np.int8)
        wanted = rows * self._room + places
        wanted[places >= self._room] = -1
        if len(self._keys):
            at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
            said = np.flatnonzero(self._keys[at] == wanted)
            self.classes[kind][codes[said]] = self._found[at[said]]


def _ranks(rows: Ints) -> Ints:
    """Return 0, 1, ... for the entries of each row, in their order."""
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    ranks = np.empty(len(rows), np.int64)
    ranks[order] = np.arange(len(rows)) - np.searchsorted(ordered, ordered)
    return ranks
