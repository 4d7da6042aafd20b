"""Text whose columns are told by spaces alone: padded to a fixed width, or parted by runs of them.

Terminals, old programs and reports write tables so; what parts the cells is a position, not a
character, so a blank cell leaves nothing but room.
"""

import re
from collections.abc import Sequence
from typing import Final

LEAST_LINES: Final = 3
"""Lines, the titles included, below which an alignment may be chance."""

_RULE = re.compile(r"[-=_]{2,}(?: +[-=_]{2,})+")
_RUN = re.compile(r" {2,}")
_LEAST_GAP = 2  # spaces between two columns without a rule
_ALIGNED = 0.8  # share of lines whose cell begins, or ends, at the edge of its column
_FILLED = 0.5  # share of lines that fill a column, the first one excepted


def find_stops(lines: Sequence[str]) -> tuple[int, ...]:
    """Return where the columns of an aligned text begin, nothing for a text that is not.

    Args:
        lines: Of a sample, with or without their line ends.
    """
    kept = [text for line in lines if (text := line.rstrip()) and "\t" not in text]
    if len(kept) < LEAST_LINES or any("\t" in line for line in lines):
        return ()
    if (rule := next((text for text in kept[:3] if _RULE.fullmatch(text)), None)) is not None:
        return tuple(match.start() for match in re.finditer(r"[-=_]+", rule))
    titles = kept[0]
    if titles[0] == " " or len(_RUN.split(titles)) < 2:
        return ()
    stops = _after_gaps(kept)
    if len(stops) != len(_RUN.split(titles)):
        return ()
    return stops if all(_is_column(kept, *edges) for edges in _edges(stops)) else ()


def find_runs(lines: Sequence[str]) -> int:
    """Return how many cells runs of spaces part in every line alike, 0 where they do not.

    Text copied out of a page is so: no column begins at one place, but two spaces never stand
    inside a cell.
    """
    kept = [text for line in lines if (text := line.strip())]
    counts = {len(_RUN.split(text)) for text in kept}
    even = len(counts) == 1 and len(kept) >= LEAST_LINES and not any("\t" in x for x in kept)
    return counts.pop() if even and counts != {1} else 0


def cut_runs(line: str) -> list[str]:
    """Return the cells that runs of spaces part; a blank line has none."""
    text = line.strip()
    return _RUN.split(text) if text else []


def cut(line: str, stops: Sequence[int]) -> list[str]:
    """Return the cells of a line, without the room around them; a blank line has none."""
    text = line.rstrip("\r\n")
    if not text.strip():
        return []
    return [text[start:end].strip() for start, end in _edges(stops)]


def _edges(stops: Sequence[int]) -> list[tuple[int, int | None]]:
    return list(zip(stops, (*stops[1:], None), strict=True))


def _after_gaps(lines: Sequence[str]) -> tuple[int, ...]:
    """Return where text begins again after room that all lines share."""
    width = max(map(len, lines))
    used = [False] * width
    for line in lines:
        for at, char in enumerate(line):
            if char != " ":
                used[at] = True
    stops = [0]
    gap = 0
    for at, is_used in enumerate(used):
        if is_used:
            if gap >= _LEAST_GAP:
                stops.append(at)
            gap = 0
        else:
            gap += 1
    return tuple(stops)


def _is_column(lines: Sequence[str], start: int, end: int | None) -> bool:
    """True when most lines have a cell there, and most cells begin or end at one place."""
    cells = [line[start:end] for line in lines if line[start:end].strip()]
    if start and len(cells) < max(2, _FILLED * len(lines)):
        return False
    left = sum(cell[0] != " " for cell in cells)
    widest = max(len(cell.rstrip()) for cell in cells)
    right = sum(len(cell.rstrip()) == widest for cell in cells)
    return max(left, right) >= _ALIGNED * len(cells)
