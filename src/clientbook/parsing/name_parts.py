"""Taking a full name apart: titles, capitals, commas, particles, suffixes, nicknames."""

import re
from typing import Literal, TypedDict

from clientbook.parsing.name_words import (
    CONJUNCTIONS,
    MAIDEN_WORDS,
    MARRIED_WORDS,
    PARTICLES,
    PREFIXES,
    SUFFIXES,
    WEAK_PREFIXES,
    WEAK_SUFFIXES,
)
from clientbook.parsing.words import fold

NameLanguage = Literal["en", "fr", "de", "es"]
_WORD_LIMIT = 40

_NICKNAME = re.compile(
    r"\(([^()]*)\)|\"([^\"]*)\"|“([^“”]*)”|«([^«»]*)»|(?<!\w)['‘]([^'‘’]+)['’](?!\w)"
)
_INITIAL = re.compile(r"[^\W\d_](?:\.(?:-?[^\W\d_]\.)*)?")


class NameParts(TypedDict, total=False):
    """The parts of :class:`~clientbook.domain.names.PersonName` that were found."""

    prefix: str | None
    given: str | None
    middle: str | None
    family: str | None
    suffix: str | None
    nickname: str | None
    maiden: str | None


def _key(word: str) -> str:
    return fold(word).replace(".", "").strip(",-")


def _is_initial(word: str) -> bool:
    return _INITIAL.fullmatch(word) is not None


def split_text(text: str, *, language: NameLanguage | None = None) -> NameParts:
    """Return the parts of a cleaned full name."""
    found = NameParts()
    text = _take_nicknames(text, found)
    words = text.split()[:_WORD_LIMIT]
    words = _take_maiden(words, found)
    segments = _segments(words)
    prefix = _take_prefixes(segments)
    suffix = _take_suffixes(segments)
    if len(segments) > 1 and segments[0]:
        family, given = segments[0], [w for s in segments[1:] for w in s]
        prefix += _prefix_words(family, all_but_one=True)
    else:
        given, family = _divide([w for s in segments for w in s], language, bool(prefix))
    if len(given) > 1 and language == "es":
        found["given"] = " ".join(given)
    elif given:
        cut = _end_of_given(given)
        found["given"] = " ".join(given[:cut])
        found["middle"] = " ".join(given[cut:]) or None
    found["family"] = " ".join(family) or None
    found["prefix"] = " ".join(prefix) or None
    found["suffix"] = ", ".join(suffix) or None
    return found


def _take_nicknames(text: str, found: NameParts) -> str:
    """Take what stands in quotes or brackets out, as nickname or as name at birth."""
    nicknames: list[str] = []

    def keep(match: re.Match[str]) -> str:
        inside = next((g for g in match.groups() if g is not None), "").strip()
        words = inside.split()
        if words and _key(words[0]) in MAIDEN_WORDS | MARRIED_WORDS:
            return f" {inside} "
        if words and all(_key(w) in SUFFIXES - WEAK_SUFFIXES for w in words):
            return f", {inside} "
        if inside:
            nicknames.append(inside)
        return " "

    text = _NICKNAME.sub(keep, text)
    if nicknames:
        found["nickname"] = " ".join(nicknames)
    return text


def _take_maiden(words: list[str], found: NameParts) -> list[str]:
    """Take ``née Martin`` out; of ``Martin épouse Durand``, Durand is the family name."""
    for index, word in enumerate(words):
        if index == 0 or index + 1 == len(words):
            continue
        head, tail = words[:index], words[index + 1 :]
        if _key(word) in MAIDEN_WORDS and word[:1].islower():
            found["maiden"] = " ".join(tail).strip(",")
            return head
        if _key(word) in MARRIED_WORDS and word[:1].islower() and len(head) > 1:
            given, family = _divide([w.strip(",") for w in head], None, prefixed=False)
            found["maiden"] = " ".join(family) or None
            return [*given, *tail]
    return words


def _segments(words: list[str]) -> list[list[str]]:
    """Cut the words at commas."""
    segments: list[list[str]] = [[]]
    for word in words:
        pieces = word.split(",")
        for position, piece in enumerate(pieces):
            if position:
                segments.append([])
            if piece:
                segments[-1].append(piece)
    return [s for s in segments if s] or [[]]


def _take_prefixes(segments: list[list[str]]) -> list[str]:
    """Take titles off the front; with a comma, off the front of the given names too."""
    prefix = _prefix_words(segments[0], all_but_one=len(segments) == 1)
    for segment in segments[1:2]:
        prefix += _prefix_words(segment, all_but_one=False)
    return prefix


def _prefix_words(words: list[str], *, all_but_one: bool) -> list[str]:
    taken: list[str] = []
    while len(words) > (1 if all_but_one else 0):
        key = _key(words[0])
        joins = taken and key in CONJUNCTIONS and len(words) > 1 and _key(words[1]) in PREFIXES
        if not joins and not _is_prefix(words, key):
            break
        taken.append(words.pop(0))
    return taken


def _is_prefix(words: list[str], key: str) -> bool:
    if key not in PREFIXES:
        return False
    if key not in WEAK_PREFIXES:
        return True
    if key in ("m", "fr", "me", "hr", "sr", "ing", "mag", "ir"):
        # "M. Dupont" and "M Jean Dupont" are titles; "J M Dupont" begins otherwise.
        return len(words) > 1 and (words[0].endswith(".") or not _is_initial(words[1]))
    return len(words) > 2


def _take_suffixes(segments: list[list[str]]) -> list[str]:
    """Take suffixes off the end of the last segment; a segment of its own needs no proof."""
    suffix: list[str] = []
    while len(segments) > 1 and all(_key(w) in SUFFIXES for w in segments[-1]):
        suffix = [*segments.pop(), *suffix]
    last = segments[-1]
    least = 2 if len(segments) == 1 else 1
    while len(last) > least:
        key = _key(last[-1])
        weak = key in WEAK_SUFFIXES and not (
            len(last) > least + 1 and (last[-1].isupper() or key in ("sr", "junior", "senior"))
        )
        if key not in SUFFIXES or weak or (len(key) == 1 and len(last) == 2):
            break
        suffix.insert(0, last.pop())
    return suffix


def _divide(
    words: list[str], language: NameLanguage | None, prefixed: bool
) -> tuple[list[str], list[str]]:
    """Cut a name without commas into given and family words."""
    if len(words) <= 1:
        return ([], words) if prefixed else (words, [])
    if (cut := _capitals(words)) is not None:
        return cut
    start = len(words) - 1
    if language == "es" and len(words) > 2:
        start = _spanish_start(words)
    while start > 1 and _ties(words, start):
        start -= 1
    if start == 1 and prefixed and _key(words[0]) in PARTICLES and words[0][:1].islower():
        start = 0
    return words[:start], words[start:]


def _ties(words: list[str], start: int) -> bool:
    """True when the word before *start* belongs to the family name that begins there."""
    before = _key(words[start - 1])
    if before in PARTICLES and not _is_initial(words[start - 1].rstrip("'’")):
        return True
    if before in CONJUNCTIONS and start > 2:
        return True
    return start < len(words) - 1 and _key(words[start]) in CONJUNCTIONS and start > 1


def _spanish_start(words: list[str]) -> int:
    """Return where the two family names of a Spanish name begin."""
    second = len(words) - 1
    while second > 2 and _key(words[second - 1]) in PARTICLES:
        second -= 1
    return max(1, second - 1)


def _is_capitals(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and "." not in word


def _capitals(words: list[str]) -> tuple[list[str], list[str]] | None:
    """Cut where capitals tell the family name: ``DUPONT Jean``, ``Jean-Luc DE LA TOUR``."""
    capital = [_is_capitals(w) for w in words]
    if not any(capital) or all(c or _is_initial(w) for c, w in zip(capital, words, strict=True)):
        return None
    first = capital.index(True)
    last = len(words) - capital[::-1].index(True)
    if not all(capital[first:last]):
        return None
    while first > 0 and _key(words[first - 1]) in PARTICLES and words[first - 1].islower():
        first -= 1  # "Jean de LA TOUR", "van DAMME Jan"
    if first == 0:
        return words[last:], words[:last]
    if last == len(words):
        # "John SMITH" and "JP Morgan": a short block of capitals in front is initials.
        return words[:first], words[first:]
    return None


def _end_of_given(given: list[str]) -> int:
    """Return how many words the given name has: one, or more when a conjunction ties them."""
    end = 1
    while end + 1 < len(given) and _key(given[end]) in CONJUNCTIONS:
        end += 2
    return end
