"""Titles below one another: of a table that lies on its side, or of cards below one another."""

from collections.abc import Sequence

from clientbook.readers.tables.header_rows import NumberedRow, filled, is_filled
from clientbook.readers.tables.title_words import hint_share, is_title
from clientbook.text import fold_entry, word_set

_LEAST_TITLES = 3
_MOST_ROWS = 60  # a client has no more fields than that in such a sheet
_NAMED = 0.7  # share of the first column that are titles
_LONGEST_LINE = 200
_NARROW = 0.9  # share of the rows of cards that hold a title and one value
_NAMES = word_set(
    "name names nom noms prenom surname nachname vorname familienname nombre apellido apellidos"
    " nome cognome apelido sobrenome naam voornaam achternaam client cliente kunde klant"
)


def stands_on_its_side(head: Sequence[NumberedRow]) -> bool:
    """True when what stands first in nearly each row is a title, and what follows is none.

    Args:
        head: The first rows of a file.
    """
    rows = [[cell.strip() for cell in cells] for _, cells in head if is_filled(cells)]
    if not _LEAST_TITLES <= len(rows) <= _MOST_ROWS or max(map(filled, rows)) < 2:
        return False
    firsts = [cells[0] for cells in rows]
    if not firsts[0] or len(set(firsts)) < len(firsts):
        return False
    named = sum(map(is_title, firsts))
    if named < max(_LEAST_TITLES, _NAMED * len(firsts)):
        return False
    others = [text for cells in rows for text in cells[1:] if text]
    return hint_share(others) < 0.2 and hint_share(rows[0][1:]) == 0


def are_cards(head: Sequence[NumberedRow]) -> bool:
    """True for cards below one another: a title and a value in each row, the titles over again.

    "Name;Ann", "Phone;06…", "Name;Bob", "Phone;07…": the first title begins each card, none stands
    twice in one, and one is that of a name.

    Args:
        head: The first rows of a file.
    """
    rows = [cells for _, cells in head if any(map(str.isalnum, "".join(cells)))]
    lines = [pair for cells in rows if (pair := _title_and_value(cells)) is not None]
    titles = [fold_entry(title) if is_title(title) else "" for title, _ in lines]
    named = [title for title in titles if title]
    if len(lines) < _NARROW * len(rows) or len(named) < max(4, _NAMED * len(rows)):
        return False
    if hint_share([value for _, value in lines]) >= 0.2:
        return False
    starts = [at for at, title in enumerate(named) if title == named[0]]
    cards = [named[at:end] for at, end in zip(starts, [*starts[1:], len(named)], strict=True)]
    apart = all(len(set(card)) == len(card) > 1 for card in cards[:-1])
    words = {word for title in named for word in title.split()}
    return len(cards) > 1 and apart and not _NAMES.isdisjoint(words)


def _title_and_value(cells: Sequence[str]) -> tuple[str, str] | None:
    """Return what stands first and what stands beside it, None for fewer or more cells."""
    texts = [text for cell in cells if (text := cell.strip())]
    if len(texts) == 1 and len(texts[0]) < _LONGEST_LINE:
        title, colon, value = texts[0].partition(":")
        return (title.strip(), value.strip()) if colon or len(cells) > 1 else None
    return (texts[0].rstrip(" :"), texts[1]) if len(texts) == 2 else None
