"""Figures of a column: proof that a row sums the rows above up, whatever its word means."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

import attrs

from clientbook.readers.tables.header_rows import NumberedRow
from clientbook.readers.tables.summary_words import is_amount, is_extreme

_FEWEST = 2  # figures of which a sum or a mean tells something
_TELLING = 10  # of whole numbers below it somebody may have just as many
_LONGEST = 40


@attrs.frozen
class Claim:
    """A row that may sum up.

    Args:
        word: What stands first in it, ``""`` where it holds nothing but figures.
        places: Its other cells that are filled, from 0: all of them hold figures.
    """

    word: str
    places: tuple[int, ...]


@attrs.define
class _Figures:
    """What the figures of a column come to so far."""

    count: int = 0
    total: Decimal = Decimal(0)
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)

    def add(self, figure: Decimal) -> None:
        self.least = min(self.least, figure) if self.count else figure
        self.most = max(self.most, figure) if self.count else figure
        self.total += figure
        self.count += 1

    def proves(self, figure: Decimal, *, extreme: bool) -> bool:
        exponent = figure.as_tuple().exponent
        decimals = isinstance(exponent, int) and exponent < 0
        if self.count < _FEWEST or not (decimals or abs(figure) >= _TELLING):
            return False
        if extreme:
            return figure in (self.least, self.most)
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        mean = abs(self.total / self.count - figure) * 2 <= step
        return mean or figure == self.total


def proven(
    rows: Iterable[NumberedRow],
    claimed: Mapping[int, Claim],
    *,
    first: int,
    known: Collection[int],
) -> frozenset[int]:
    """Return the numbers of rows whose figures are the sum or the mean of those above them.

    Of the whole list, or of the rows since the last such row.  The largest and the smallest figure
    are somebody's too: they prove a row only beside another row that sums up.

    Args:
        rows: All rows of the file; read as far as the last claim.
        claimed: The rows that may sum up, by their number, rising.
        first: Number of the first row below the titles.
        known: Numbers of other rows that sum up.
    """
    whole: dict[int, _Figures] = {}
    part: dict[int, _Figures] = {}
    found: set[int] = set()
    extremes: set[int] = set()
    last = max(claimed, default=0)
    places = sorted({place for claim in claimed.values() for place in claim.places})
    for number, cells in rows:
        if number > last:
            break
        if number < first:
            continue
        if (claim := claimed.get(number)) is not None:
            if _is_proven(claim, cells, whole, part):
                (extremes if is_extreme(claim.word) else found).add(number)
                continue
        elif number in known:
            part.clear()
            continue
        for place in places:
            cell = cells[place] if place < len(cells) else ""
            if cell and (figure := figure_of(cell)) is not None:
                whole.setdefault(place, _Figures()).add(figure)
                part.setdefault(place, _Figures()).add(figure)
    beside = {*found, *extremes, *known}
    sure = (n for n in extremes if not beside.isdisjoint((n - 1, n + 1)))
    return frozenset((*found, *sure))


def _is_proven(
    claim: Claim,
    cells: Sequence[str],
    whole: Mapping[int, _Figures],
    part: Mapping[int, _Figures],
) -> bool:
    if not claim.word:
        return _is_sum(claim, cells, whole)
    extreme = is_extreme(claim.word)
    for place in claim.places:
        figure = figure_of(cells[place])
        above = [columns[place] for columns in (whole, part) if place in columns]
        if figure is None or not any(f.proves(figure, extreme=extreme) for f in above):
            return False
    return True


def _is_sum(claim: Claim, cells: Sequence[str], above: Mapping[int, _Figures]) -> bool:
    """True where every figure is the sum of its column, one of them a telling one."""
    figures = [(above.get(place), figure_of(cells[place])) for place in claim.places]
    sums = all(f and figure is not None and f.total == figure for f, figure in figures)
    return sums and any(f and figure and f.proves(figure, extreme=False) for f, figure in figures)


def figure_of(cell: str) -> Decimal | None:
    """Return a cell's figure, None for what is none: "1 234,50 €" and "1,234.50" are.

    Of one mark alone the last is that of decimals where one or two digits follow.
    """
    if len(cell) > _LONGEST or not is_amount(cell):
        return None
    text = cell.strip().strip("$€£¥% \u00a0\u202f")
    at = max(text.rfind("."), text.rfind(","))
    decimals = at if at >= 0 and 0 < len(text) - 1 - at <= 2 else len(text)
    whole = "".join(c for c in text[:decimals] if c in "-0123456789")
    try:
        return Decimal(f"{whole or 0}.{text[decimals + 1 :]}")
    except InvalidOperation:
        return None
