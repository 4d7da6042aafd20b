"""Letters that the titles of a file share: they name a table or a type, not what a column holds."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from clientbook.importing.suggesting.cut_titles import is_cut
from clientbook.importing.suggesting.lexicon import SOURCES
from clientbook.importing.suggesting.phrases import parse
from clientbook.importing.suggesting.row_languages import is_known
from clientbook.importing.suggesting.words import words_of

_ALL = tuple(SOURCES)
_CODE = re.compile(r"[^\W\d_]{4,}[0-9]{0,2}[^\W\d_]*")
_TYPES = frozenset("bcdfilmnt")  # text, number, date, flag and remark, as dBase programs mark them
_FEWEST = 4  # titles that tell of one another
_NEARLY_ALL, _MOST, _FEW = 0.8, 0.6, 0.3
_LONGEST = 4  # letters that are shared


def without_shared_letters(titles: Sequence[str]) -> list[str]:
    """Return the titles without the letters that nearly all of them share, where those say nothing.

    ``CT_Num``, "CT_Adresse" are of one table, ``CNOMCLI``, "DFECNAC" begin with the type of a
    column.  Letters that are glued are taken off where most titles are understood without them and
    few with them.
    """
    if len(titles) < _FEWEST:
        return list(titles)
    return _without_a_first_word(titles) or _without_glued(titles) or list(titles)


def _without_a_first_word(titles: Sequence[str]) -> list[str] | None:
    firsts = [(words_of(title).main or ("",))[0] for title in titles]
    (word, times), *_ = Counter(firsts).most_common(1)
    if times < max(_FEWEST, _NEARLY_ALL * len(titles)) or not 1 <= len(word) <= _LONGEST:
        return None
    if is_known(word):
        return None
    beginning = re.compile(rf"\s*{re.escape(word)}[\W_]+(?=[^\W\d_])", re.IGNORECASE)
    return [beginning.sub("", title) for title in titles]


def _without_glued(titles: Sequence[str]) -> list[str] | None:
    codes = [title for title in titles if _is_code(title)]
    least = max(_FEWEST, _NEARLY_ALL * len(titles))
    if len(codes) < least or sum(map(_is_read, codes)) > _FEW * len(codes):
        return None
    for strip in _ways(codes, least):
        bare = [_bare(title, strip) if _is_code(title) else title for title in titles]
        changed = [new for new, old in zip(bare, titles, strict=True) if new != old]
        told = sum(_is_read(title) or is_cut(title) for title in changed)
        if len(changed) >= least and told >= _MOST * len(changed):
            return bare
    return None


def _bare(title: str, strip: Callable[[str], str]) -> str:
    """Return a code without its letters; "CUSTNO" beside "CCITY" is one without them."""
    bare = strip(title)
    return title if _is_read(title) and not _is_read(bare) else bare


@lru_cache(maxsize=4096)
def _is_code(title: str) -> bool:
    plain = title.strip()
    return (plain.isupper() or plain.islower()) and _CODE.fullmatch(plain) is not None


def _is_read(title: str) -> bool:
    phrase = parse(title, _ALL)
    return bool(phrase.atoms) and not phrase.unknown


def _ways(codes: Sequence[str], least: float) -> list[Callable[[str], str]]:
    """Return what may be taken off: a letter for the type, the letters of a table at either end."""
    ways: list[Callable[[str], str]] = []
    if sum(code.strip()[0].casefold() in _TYPES for code in codes) >= least:
        ways.append(lambda title: title.strip()[1:])
    for size in range(_LONGEST, 0, -1):
        for end in (slice(None, size), slice(-size, None))[: 1 if size == 1 else 2]:
            (letters, times), *_ = Counter(code.strip()[end] for code in codes).most_common(1)
            if times >= least:
                ways.append(_without(letters, first=end.start is None))
    return ways


def _without(letters: str, *, first: bool) -> Callable[[str], str]:
    if first:
        return lambda title: title.strip().removeprefix(letters)
    return lambda title: title.strip().removesuffix(letters)
