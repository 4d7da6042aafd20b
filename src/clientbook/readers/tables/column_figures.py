"""Figures of a column: proof that a row sums the rows above up, whatever its word means."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation

import attrs

from clientbook.readers.tables.header_rows import NumberedRow
from clientbook.readers.tables.summary_words import is_amount, is_extreme

_FEWEST = 2  # figures of which a sum or a mean tells something
_LONGEST = 40


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
        if self.count < _FEWEST:
            return False
        if extreme:
            return figure in (self.least, self.most)
        exponent = figure.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        mean = abs(self.total / self.count - figure) * 2 <= step
        return mean or figure == self.total


def proven(
    rows: Iterable[NumberedRow],
    claimed: Mapping[int, str],
    *,
    first: int,
    known: Collection[int],
) -> frozenset[int]:
    """Return the numbers of rows whose figures are the sum or the mean of those above them.

    Of the whole list, or of the rows since the last such row.  The largest and the smallest figure
    are somebody's too: they prove a row only beside another row that sums up.

    Args:
        rows: All rows of the file; read as far as the last claim.
        claimed: First text of the rows that may sum up, by their number, rising.
        first: Number of the first row below the titles.
        known: Numbers of other rows that sum up.
    """
    whole: dict[int, _Figures] = {}
    part: dict[int, _Figures] = {}
    found: set[int] = set()
    extremes: set[int] = set()
    last = max(claimed, default=0)
    for number, cells in rows:
        if number > last:
            break
        if number < first:
            continue
        if (word := claimed.get(number)) is not None:
            if _is_proven(cells, whole, part, extreme=is_extreme(word)):
                (extremes if is_extreme(word) else found).add(number)
                continue
        elif number in known:
            part.clear()
            continue
        for place, cell in enumerate(cells):
            if cell and (figure := figure_of(cell)) is not None:
                whole.setdefault(place, _Figures()).add(figure)
                part.setdefault(place, _Figures()).add(figure)
    beside = {*found, *extremes, *known}
    sure = (n for n in extremes if not beside.isdisjoint((n - 1, n + 1)))
    return frozenset((*found, *sure))


def _is_proven(
    cells: list[str],
    whole: Mapping[int, _Figures],
    part: Mapping[int, _Figures],
    *,
    extreme: bool,
) -> bool:
    figures = [(place, figure_of(cell)) for place, cell in enumerate(cells) if cell.strip()][1:]
    return bool(figures) and all(
        figure is not None
        and any(
            place in columns and columns[place].proves(figure, extreme=extreme)
            for columns in (whole, part)
        )
        for place, figure in figures
    )


def figure_of(cell: str) -> Decimal | None:
    """Return a cell's figure, None for what is none: "1 234,50 €" and "1,234.50" are.

    Of one mark alone the last is that of decimals where one or two digits follow.
    """
    if len(cell) > _LONGEST or not is_amount(cell):
        return None
    text = cell.strip().strip("$€£¥% \u00a0\u202f")
    at = max(text.rfind("."), text.rfind(","))
    decimals = at if 0 < len(text) - 1 - at <= 2 else len(text)
    whole = "".join(c for c in text[:decimals] if c in "-0123456789")
    try:
        return Decimal(f"{whole or 0}.{text[decimals + 1 :] or 0}")
    except InvalidOperation:
        return None
