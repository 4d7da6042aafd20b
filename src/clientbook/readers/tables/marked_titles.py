"""Titles behind the mark of a comment: ``#Nom;Prénom`` and ``#Nom;#Prénom``."""

from collections.abc import Sequence

from clientbook.importing.suggesting.neighbours import read_titles

_MARK = "#"


def without_marks(titles: list[str]) -> list[str]:
    """Return the titles without the mark before the first, or before each, of them.

    ``#`` before a word may be "number of": the first title alone loses it only where it says
    something of a client without it, and nothing with it.
    """
    if not titles or not titles[0].startswith(_MARK):
        return titles
    bare = [title.removeprefix(_MARK).strip() for title in titles]
    if len(titles) > 1 and all(map(_is_marked, titles)):
        return bare
    first = [bare[0], *titles[1:]]
    return first if _is_marked(titles[0]) and _is_core(first) and not _is_core(titles) else titles


def _is_marked(title: str) -> bool:
    return title.startswith(_MARK) and title.removeprefix(_MARK).strip()[:1].isalpha()


def _is_core(titles: Sequence[str]) -> bool:
    return read_titles(titles)[0].is_core
