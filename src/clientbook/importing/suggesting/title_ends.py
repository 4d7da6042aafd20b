"""What the ends of titles say where they come again: ``PLZ L``, "Ort L"; "apellidoUno", "Dos"."""

from collections import Counter
from collections.abc import Sequence

from clientbook.importing.suggesting.atoms import ADDRESS_HEADS
from clientbook.importing.suggesting.phrases import parse
from clientbook.importing.suggesting.words import words_of

_FEWEST = 3  # titles that end in a letter for a kind of address
# Programs end the titles of an address in the first letter of what it is for.
_LETTERS = {
    "en": {"b": "billing", "s": "shipping", "d": "delivery"},
    "fr": {"f": "facturation", "l": "livraison"},
    "de": {"l": "Lieferung", "r": "Rechnung"},
    "es": {"f": "facturación", "e": "envío"},
    "it": {"f": "fatturazione", "s": "spedizione"},
    "pt": {"f": "faturação", "e": "entrega"},
    "nl": {"f": "factuur", "b": "bezorging", "l": "levering"},
}
_COUNTED = {
    word: number
    for number, words in enumerate(
        (
            "one uno una un une um uma eins een",
            "two due dos dois duas deux zwei twee",
            "three tre tres trois drei drie",
        ),
        start=1,
    )
    for word in words.split()
}


def with_ends_in_full(titles: Sequence[str], languages: Sequence[str]) -> list[str]:
    """Return the titles with an end that comes again in words or digits that are understood.

    ``PLZ L`` beside "PLZ", or beside "PLZ R", is of the delivery; "apellidoDos" beside
    "apellidoUno" is the second.  A letter or a number that stands once says nothing.

    Args:
        titles: Of the file.
        languages: Of the row, the most likely one first.
    """
    lasts = [_last_of(title) for title in titles]
    return _numbers(_kinds(titles, lasts, languages), lasts)


def _last_of(title: str) -> str:
    """Return the last word of a title of several, as it stands at its end, else nothing."""
    main = words_of(title).main
    ends = len(main) > 1 and words_of(title.strip()[-len(main[-1]) :]).main == main[-1:]
    return main[-1] if ends else ""


def _stem(title: str, last: str) -> str:
    return title.strip()[: -len(last)].rstrip(" _-.") if last else title.strip()


def _kinds(titles: Sequence[str], lasts: Sequence[str], languages: Sequence[str]) -> list[str]:
    letters = _LETTERS[languages[0]]
    often = {x for x, times in Counter(lasts).items() if x in letters and times >= _FEWEST}
    if len(often) == 1:
        plain = {title.strip().casefold() for title in titles}
        stems = [_stem(title, x) for title, x in zip(titles, lasts, strict=True) if x in often]
        parts = [stem for stem in stems if stem.casefold() in plain and _is_a_part(stem, languages)]
        often = often if len(parts) >= _FEWEST else set()
    return [
        f"{_stem(title, last)} {letters[last]}" if last in often else title
        for title, last in zip(titles, lasts, strict=True)
    ]


def _is_a_part(title: str, languages: Sequence[str]) -> bool:
    return not ADDRESS_HEADS.isdisjoint(parse(title, tuple(languages)).atoms)


def _numbers(titles: Sequence[str], lasts: Sequence[str]) -> list[str]:
    if _COUNTED.keys().isdisjoint(lasts):
        return list(titles)
    stems = [
        _stem(title, last if last in _COUNTED else "").casefold()
        for title, last in zip(titles, lasts, strict=True)
    ]
    times = Counter(stems)
    return [
        f"{_stem(title, last)} {_COUNTED[last]}" if last in _COUNTED and times[stem] > 1 else title
        for title, last, stem in zip(titles, lasts, stems, strict=True)
    ]
