"""Which row holds the column titles, found from what the cells look like."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import attrs

from clientbook.importing.tables import column_letters
from clientbook.readers.tables.cell_kinds import (
    BLANK,
    CODE,
    EMAIL,
    FLAG,
    NUMBER,
    PHONE,
    TEXT,
    family_of,
    kind_of,
    main_kind,
)
from clientbook.readers.tables.title_words import (
    LONG_TITLE,
    WORD,
    has_hint,
    hint_share,
    is_unit_row,
    starts_a_table,
)

NumberedRow = tuple[int, list[str]]

HEAD_ROWS: Final = 120
"""How many rows from the top are looked at."""

_CANDIDATES = 40
_BANNER_ROWS = 3  # a banner of several cells is told by the known titles below it, near the top
_BODY_ROWS = 60
_THRESHOLD = 0.25
_NEAR_BEST = 0.12

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@attrs.frozen
class Layout:
    """Where the table starts.

    Args:
        header: The row of titles with its number, None when there is none.
        above: Numbers of the filled rows above the titles.
        units: Number of a row of units or of second titles right below, None when there is none.
        body_width: Cells a row below usually has.
        groups: Number of a row above whose titles stand over several columns and are joined to
            theirs, None when there is none.
        other: Number of the row above where a small table of its own starts, None when there is
            none.
    """

    header: NumberedRow | None
    above: tuple[int, ...] = ()
    units: int | None = None
    body_width: int = 0
    groups: int | None = None
    other: int | None = None


@attrs.frozen
class _Body:
    """What the rows below a candidate look like, column by column."""

    families: tuple[tuple[str, float], ...]
    values: tuple[frozenset[str], ...]
    used: int
    rows: int


def is_filled(cells: Sequence[str]) -> bool:
    """True when a cell has a visible character."""
    return any(map(str.strip, cells))


def filled(cells: Sequence[str]) -> int:
    """Return how many cells have a visible character."""
    return sum(1 for cell in cells if cell.strip())


def find_layout(head: Sequence[NumberedRow], *, required: bool) -> Layout:
    """Return where the titles are in the first rows of a file.

    Args:
        head: The first rows, at most :data:`HEAD_ROWS`.
        required: True when there are titles for certain.
    """
    rows = _first_table([(number, cells) for number, cells in head if is_filled(cells)])
    if not rows:
        return Layout(None)
    candidates = _candidates(rows)
    scores = [_score(rows, index) for index in candidates]
    best = max(scores)
    if best < _THRESHOLD and not required:
        return Layout(None, body_width=usual_width(rows))
    near = (i for i, s in zip(candidates, scores, strict=True) if s >= best - _NEAR_BEST)
    return layout_at(rows, next(near))


def _first_table(rows: list[NumberedRow]) -> list[NumberedRow]:
    """Return the rows down to a wider table, when those above it hold a table of their own.

    A preamble may not hold a row of titles with rows of data under it.
    """
    widest = 0
    for index, (_, cells) in enumerate(rows):
        after_gap = rows[index][0] > rows[index - 1][0] + 1 if index else False
        if index > 2 and filled(cells) > widest and starts_a_table(cells, after_gap=after_gap):
            above = rows[: index - 1] if filled(rows[index - 1][1]) == 1 else rows[:index]
            if _table_in(above, rows=2) is not None:
                return above
        widest = max(widest, filled(cells))
    return rows


def _table_in(above: Sequence[NumberedRow], *, rows: int) -> int | None:
    """Return the number of a row of titles above rows of data, no list of names and values.

    Args:
        above: The rows above a wider table.
        rows: How many rows of data there must be at least.
    """
    for index in range(len(above) - rows):
        below = [cells for _, cells in above[index + 1 :]]
        if not starts_a_table(above[index][1], after_gap=True) or _names_and_values(below):
            continue
        if sum(filled(cells) > 1 for cells in below) >= rows and _score(above, index) >= 1:
            return above[index][0]
    return None


def _names_and_values(rows: Sequence[Sequence[str]]) -> bool:
    """True for "Phone, 0143551234" above "City, Paris": what stands first is a title in each."""
    firsts = [next((cell.strip() for cell in cells if cell.strip()), "") for cells in rows]
    named = [f.endswith(":") or (has_hint(f) and not any(map(str.isdigit, f))) for f in firsts]
    return 2 * sum(named) > len(rows)


def _candidates(rows: Sequence[NumberedRow]) -> list[int]:
    """Return the rows that may hold the titles: the first, and fuller ones below sparse ones.

    Also one below a note that is wider only because there are delimiters in its sentences.
    """
    found = [0]
    widths = [filled(cells) for _, cells in rows]
    above = 0 if _is_comment(rows[0][1]) or _is_fact(rows[0][1]) else filled(rows[0][1])
    for index, (_, cells) in enumerate(rows[1:_CANDIDATES], start=1):
        count = filled(cells)
        fuller = above <= max(1, 0.6 * count) or (index <= _BANNER_ROWS and hint_share(cells) > 0.6)
        noted = index <= _BANNER_ROWS and above > count > 1 and _is_under_notes(rows, index, widths)
        if (fuller and count > above) or noted:
            found.append(index)
        if not _is_comment(cells) and not _is_fact(cells):
            above = max(above, count)
    return found


def _is_under_notes(rows: Sequence[NumberedRow], index: int, widths: Sequence[int]) -> bool:
    """True when no row below needs the cells that the rows above have more, and those are prose."""
    below = widths[index + 1 :]
    if not below or max(below) > widths[index]:
        return False
    texts = [cell for _, cells in rows[:index] for cell in cells[1:] if cell.strip()]
    spaced = sum(cell[0] == " " or len(cell.split()) > 2 for cell in texts)
    return 2 * spaced >= len(texts)


def _is_fact(cells: Sequence[str]) -> bool:
    """True for "Created:, 2024-05-01", "1, 2, 3" and "A, B, C": of the file, not of the table."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]:
        return True
    if len(texts) > 2 and texts == [column_letters(n) for n in range(len(texts))]:
        return True
    return filled(cells) == 2 and next(c for c in cells if c.strip()).rstrip().endswith(":")


def _is_comment(cells: Sequence[str]) -> bool:
    return bool(cells) and cells[0].lstrip().startswith(("#", "//", "%"))


def layout_at(rows: Sequence[NumberedRow], index: int) -> Layout:
    """Return the layout in which the row at *index* of the filled rows holds the titles."""
    below = rows[index + 1 :]
    above = [number for number, _ in rows[:index]]
    header, top = rows[index], index
    groups = None
    if index and (joined := _joined_titles(*rows[index - 1 : index + 1])):
        groups, header, top = above.pop(), (header[0], joined), index - 1
    elif below and (parted := _parted_titles(header, below[0])):
        groups, header, below = header[0], (below[0][0], parted), below[1:]
    units = below[0][0] if below and is_unit_row(below[0][1], filled(rows[index][1])) else None
    return Layout(
        header=header,
        above=tuple(above),
        units=units,
        body_width=usual_width(below),
        groups=groups,
        other=_table_in(rows[:top], rows=1),
    )


def _joined_titles(above: NumberedRow, titles: NumberedRow) -> list[str] | None:
    """Return titles with those that stand over several of them: "North X", "North Y", "South X".

    None unless the titles repeat, and the row right above tells the repeated ones apart.
    """
    (number, groups), (at, cells) = above, titles
    names = [cell.strip().casefold() for cell in cells if cell.strip()]
    if number + 1 != at or len(set(names)) == len(names) or filled(groups) < 2:
        return None
    if any(kind_of(cell) != TEXT and not _YEAR.fullmatch(cell.strip()) for cell in groups if cell):
        return None
    joined: list[str] = []
    over = ""
    for place, cell in enumerate(cells):
        over = (groups[place].strip() if place < len(groups) else "") or over
        joined.append(f"{over} {cell}".strip() if cell.strip() else cell)
    kept = [title.casefold() for title in joined if title.strip()]
    return joined if len(set(kept)) == len(kept) else None


def _parted_titles(titles: NumberedRow, below: NumberedRow) -> list[str] | None:
    """Return titles with those that part one of them: "Phone" over two columns, "Mobile | Home".

    None unless each of them stands under the title over several columns, whose cells but the first
    are blank, and nothing under the others.
    """
    (number, over), (at, cells) = titles, below
    cells = [*cells, *[""] * (len(over) - len(cells))]
    over = [*over, *[""] * (len(cells) - len(over))]
    texts = [cell.strip() for cell in cells if cell.strip()]
    if number + 1 != at or filled(over) < 2 or len(set(texts)) < max(2, len(texts)):
        return None
    if any(kind_of(text) != TEXT for text in texts) or 2 * sum(map(has_hint, texts)) < len(texts):
        return None
    joined = list(over)
    start = -1
    for place, (title, cell) in enumerate(zip(over, cells, strict=True)):
        start = place if title.strip() else start
        if bool(cell.strip()) != _is_parted(over, start):
            return None
        joined[place] = f"{over[start].strip()} {cell.strip()}".strip() if cell.strip() else title
    return joined


def _is_parted(titles: Sequence[str], start: int) -> bool:
    """True where a title is followed by a column without one."""
    return 0 <= start < len(titles) - 1 and not titles[start + 1].strip()


def usual_width(rows: Sequence[NumberedRow]) -> int:
    """Return the number of cells most rows have, 0 without rows."""
    widths = Counter(len(cells) for _, cells in rows)
    return widths.most_common(1)[0][0] if widths else 0


def is_banner(head: Sequence[NumberedRow], row: int) -> bool:
    """True when *row* has one filled cell, or none, above a fuller row (SPEC K13)."""
    above = next((cells for number, cells in head if number == row), [])
    below = [filled(cells) for number, cells in head if number > row and is_filled(cells)]
    if filled(above) > 1 or not below:
        return False
    if not is_filled(above):
        return True
    return max(below[:5]) > 1


def _title_kind(text: str) -> str:
    """Return what a cell of a row of titles looks like: "Phone2" is a title, "A-1042" is not."""
    kind = kind_of(text)
    return TEXT if kind == CODE and has_hint(text) else kind


def _body_below(rows: Sequence[NumberedRow], index: int) -> _Body:
    below = [cells for _, cells in rows[index + 1 : index + 1 + _BODY_ROWS]]
    width = max(map(len, below), default=0)
    columns = [[row[j] if j < len(row) else "" for row in below] for j in range(min(width, 200))]
    return _Body(
        families=tuple(main_kind(map(kind_of, column)) for column in columns),
        values=tuple(frozenset(c.strip() for c in column if c.strip()) for column in columns),
        used=sum(1 for column in columns if is_filled(column)),
        rows=len(below),
    )


def _score(rows: Sequence[NumberedRow], index: int) -> float:
    cells = [cell.strip() for cell in rows[index][1]][:200]
    texts = [cell for cell in cells if cell]
    body = _body_below(rows, index)
    if len(texts) < 2 and body.used > 1:
        return -2.0
    fill = min(1.0, len(texts) / max(1, body.used))
    if fill < 0.4:
        return -1.0 + fill
    kinds = [_title_kind(text) for text in texts]
    if (odd := _odd_title(texts, kinds, body)) is not None:
        cells = [TEXT if cell == odd else cell for cell in cells]
        texts = [cell for cell in cells if cell]
        kinds = [_title_kind(text) for text in texts]
    typed = sum(1 for kind in kinds if kind not in (TEXT, FLAG)) / len(texts)
    typed = 0.0 if _are_years(texts, kinds) else typed
    unique = len(set(texts)) / len(texts)
    personal = any(kind in (EMAIL, PHONE) for kind in kinds)  # no title is an address or a number
    long = sum(1 for text in texts if len(text) > LONG_TITLE) / len(texts)
    return (
        1.5 * _contrast(cells, body)
        + hint_share(texts)
        + 0.5 * fill
        + 0.2 * unique
        - typed
        - 0.8 * _recurrence(cells, body)
        - 0.5 * long
        - _untitled(cells, body)
        - (1.0 if personal else 0.0)
        - (0.5 if index and not body.rows else 0.0)
        - (0.3 if typed and not body.rows else 0.0)
        - 0.02 * index
    )


def _odd_title(texts: Sequence[str], kinds: Sequence[str], body: _Body) -> str | None:
    """Return the only number or address among known titles: it is a title too, if an odd one."""
    odd = [text for text, kind in zip(texts, kinds, strict=True) if kind not in (TEXT, FLAG)]
    if len(odd) != 1 or len(texts) < 3 or not body.rows:
        return None
    others = [text for text in texts if text != odd[0]]
    values = [value for column in body.values for value in sorted(column)[:20]]
    return odd[0] if hint_share(others) >= 0.6 and hint_share(values) < 0.3 else None


def _are_years(texts: Sequence[str], kinds: Sequence[str]) -> bool:
    """True when the only numbers among the titles are years: a title too."""
    numbers = [t for t, kind in zip(texts, kinds, strict=True) if kind not in (TEXT, FLAG)]
    return (
        1 < len(numbers) < len(texts)
        and all(_YEAR.fullmatch(text) for text in numbers)
        and len(set(numbers)) == len(numbers)
    )


def _contrast(cells: Sequence[str], body: _Body) -> float:
    """Return -1 (looks like the values below) to 1 (looks like none of them)."""
    votes: list[float] = []
    for cell, (family, share) in zip(cells, body.families, strict=False):
        if family in (TEXT, FLAG, BLANK) or share < 0.7:
            continue
        own = family_of(_title_kind(cell))
        if own == BLANK or (own == NUMBER == family and _YEAR.fullmatch(cell)):
            votes.append(0.0)
        else:
            votes.append(-1.0 if own == family else 1.0)
    return sum(votes) / len(votes) if votes else 0.0


def _untitled(cells: Sequence[str], body: _Body) -> float:
    """Return a penalty for blank cells above values: titles seldom have gaps."""
    padded = [*cells, *[""] * len(body.values)]
    gaps = sum(1 for cell, values in zip(padded, body.values, strict=False) if values and not cell)
    return 0.3 * min(1, gaps) + gaps / body.used if body.used else 0.0


def _recurrence(cells: Sequence[str], body: _Body) -> float:
    """Return the share of cells that are values of their own column too, or made of its words."""
    if body.rows < 2:
        return 0.0
    pairs = [(c, v) for c, v in zip(cells, body.values, strict=False) if c and v]
    return sum(1 for pair in pairs if _recurs(*pair)) / len(pairs) if pairs else 0.0


def _recurs(cell: str, values: frozenset[str]) -> bool:
    if cell in values:
        return True
    words = set(WORD.findall(cell.casefold()))
    if len(words) < 2:
        return False
    return words <= {word for value in values for word in WORD.findall(value.casefold())}
