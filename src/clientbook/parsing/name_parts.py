"""Taking a full name apart: titles, capitals, commas, particles, suffixes, nicknames."""

import re
from typing import Literal, TypedDict
from unicodedata import category

from clientbook.parsing.name_affixes import (
    is_initial,
    is_suffix,
    key_of,
    take_prefixes,
    take_suffixes,
)
from clientbook.parsing.name_orders import cut_by_order
from clientbook.parsing.name_words import (
    AFTER_EL,
    BEFORE_DE,
    BEFORE_NAMES,
    BEFORE_PARTICLES,
    BOUND_GIVEN,
    BOUND_PARTICLES,
    CONJUNCTIONS,
    DEVOTIONS,
    FAMILY_TIES,
    GIVEN_NAME_TITLES,
    IRISH_PARTICLES,
    LOUD_WORDS,
    MAIDEN_WORDS,
    MARRIED_WORDS,
    NAME_OR_PARTICLE,
    NICKNAME_WORDS,
    PARTICLES,
    PREFIXES,
    STRONG_PARTICLES,
    WEAK_SUFFIXES,
    WITH_BEN,
)
from clientbook.text import COMMAS

NameLanguage = Literal["en", "fr", "de", "es"]
_WORD_LIMIT = 40
_PICTURES = frozenset(("So", "Sk", "Cf", "Mn", "Cn", "Co"))

_NICKNAME = re.compile(
    r"\(([^()]*)\)|\"([^\"]*)\"|“([^“”]*)”|«([^«»]*)»|(?<!\w)['‘]([^'‘’]+)['’](?!\w)"
)
_GLUED = re.compile(r"(?<!\S)((?:[^\W\d_]\.){1,4}|[^\W\d_]{2,8}\.)(?=[^\W\d_]{2,}(?![.\w]))")
_ARTICLES = frozenset(("la", "los", "las"))
_SMALL = PARTICLES | BEFORE_PARTICLES
_Cut = tuple[list[str], list[str]]  # given and family words


class SplitName(TypedDict, total=False):
    """The parts of :class:`~clientbook.domain.names.PersonName` that were found."""

    prefix: str | None
    given: str | None
    middle: str | None
    family: str | None
    suffix: str | None
    nickname: str | None
    maiden: str | None


def split_text(text: str, *, language: NameLanguage | None = None) -> SplitName:
    """Return the parts of a cleaned full name."""
    found = SplitName()
    text = _take_nicknames(_GLUED.sub(_parted, COMMAS.sub(",", text)), found)
    spoken = [word for word in text.split() if not _is_picture(word)]
    words = _take_maiden(spoken[:_WORD_LIMIT], found)
    segments = _segments(words)
    prefix = take_prefixes(segments, language)
    suffix = take_suffixes(segments, prefixed=bool(prefix))
    if len(segments) > 1:
        family, given = _with_particles(segments[0], [w for s in segments[1:] for w in s])
    elif cut := cut_by_order(segments[0]):
        given, family = cut
    elif prefix and _is_pair(segments[0]):
        given, family = [], segments[0]  # "Sres. Gómez y López"
    elif len(segments[0]) == 1:
        given, family = _single(
            segments[0], prefix, found, commas="," in "".join([text, *words]) or bool(suffix)
        )
    else:
        given, family = _divide(segments[0], language)
    _put_given(given, found, language)
    found["family"] = " ".join(family) or None
    found["prefix"] = " ".join(prefix) or None
    found["suffix"] = ", ".join(suffix) or None
    return found


def _parted(match: re.Match[str]) -> str:
    """Part a title or initials from the name after them: ``Dr.Müller``, ``J.K.Rowling``."""
    short = match[1]
    if is_suffix(match.string[match.start() :].split()[0]):
        return short  # "M.Ed"
    initials = short[1] == "."
    name = match.string[match.end()].isupper()  # "Sig.ra" is one word
    return f"{short} " if name and (initials or key_of(short) in PREFIXES) else short


def _with_particles(family: list[str], given: list[str]) -> _Cut:
    """Return the family and the given words of ``Berg, Jan van der``: lists are sorted so."""
    end = len(given)
    while end > 1 and given[end - 1].islower() and key_of(given[end - 1]) in _SMALL:
        end -= 1
    return [*given[end:], *family], given[:end]


def _is_picture(word: str) -> bool:
    """True for emojis and other signs that nobody says."""
    return bool(word) and all(category(c) in _PICTURES for c in word)


def _single(word: list[str], prefix: list[str], found: SplitName, *, commas: bool) -> _Cut:
    """Say whether a name of one word is a given or a family name."""
    title = key_of(prefix[-1]) if prefix else ""
    if title in GIVEN_NAME_TITLES or not (prefix or commas or found.get("nickname")):
        return word, []
    return [], word


def _put_given(given: list[str], found: SplitName, language: NameLanguage | None) -> None:
    if not given:
        return
    end = len(given) if language == "es" else _end_of_given(given)
    found["given"] = " ".join(given[:end])
    found["middle"] = " ".join(given[end:]) or None


def _end_of_given(given: list[str]) -> int:
    """Return how many words the given name has: one, or more where they belong together."""
    end = 1
    if key_of(given[0]) in BOUND_GIVEN and len(given) > 1:
        return 2
    if key_of(given[0]) in BEFORE_NAMES and len(given) > 2 and is_initial(given[2]):
        return 2
    while end + 1 < len(given) and _joins(given[end]):
        end += 3 if end + 2 < len(given) and key_of(given[end + 1]) in PREFIXES else 2
    return max(end, _end_of_devotion(given))


def _take_nicknames(text: str, found: SplitName) -> str:
    """Take what stands in quotes or brackets out, as nickname or as name at birth."""
    nicknames: list[str] = []

    def keep(match: re.Match[str]) -> str:
        inside = next((g for g in match.groups() if g is not None), "").strip()
        words = inside.split()
        if len(words) > 1 and key_of(words[0]) in MAIDEN_WORDS:
            found["maiden"] = " ".join(words[1:])
            return " "
        if words and key_of(words[0]) in MARRIED_WORDS:
            return f" {inside} "
        if words and all(_is_suffix_in_brackets(w) for w in words):
            return f" {inside} "
        if inside:
            nicknames.append(inside)
        return " "

    text = _NICKNAME.sub(keep, text)
    if nicknames:
        found["nickname"] = " ".join(nicknames)
    return text


def _is_suffix_in_brackets(word: str) -> bool:
    key = key_of(word)
    return is_suffix(word) and (key not in WEAK_SUFFIXES or word.endswith("."))


def _take_maiden(words: list[str], found: SplitName) -> list[str]:
    """Take ``née Martin`` out; of ``Martin épouse Durand``, Durand is the family name."""
    loud = " ".join(words).isupper()
    for index in range(1, len(words) - 1):
        word, head, tail = words[index], words[:index], words[index + 1 :]
        key = key_of(word)
        if not (word[:1].islower() or (loud and key in LOUD_WORDS)):
            continue
        if key in MAIDEN_WORDS:
            return _born(head, tail, found)
        if key in NICKNAME_WORDS and "nickname" not in found:
            found["nickname"] = " ".join(tail).strip(",")
            return head
        if key in MARRIED_WORDS and (married := _married(head, tail, found)):
            return married
    return words


def _born(head: list[str], tail: list[str], found: SplitName) -> list[str]:
    """Return what is left of ``Sophie Bernard née Martin`` and ``BERNARD née MARTIN Sophie``."""
    maiden, comma, rest = " ".join(tail).strip(",").partition(",")
    titles, names = _apart(head)
    cut = _capitals(tail) if len(names) == 1 and not comma else None
    if cut is not None and cut[0] and cut[1]:
        found["maiden"] = " ".join(cut[1])
        return [*titles, *names, ",", *cut[0]]
    found["maiden"] = maiden.strip()
    if len(names) == 1 and _is_capitals(names[0]) and not comma:
        return [*titles, f"{names[0]},"]  # "DUPONT née MARTIN"
    return [*head, comma, *rest.split()] if comma else head


def _married(head: list[str], tail: list[str], found: SplitName) -> list[str]:
    """Return the name of today of ``Sophie Martin épouse Bernard``, with what was before as maiden.

    Of ``Martin épouse Bernard Sophie`` the given name comes last, as the family names came first.
    """
    titles, names = _apart(head)
    if not names:
        return []
    if len(names) > 1:
        given, family = _divide([w.strip(",") for w in names], None)
        found["maiden"] = " ".join(family) or None
        return [*titles, *given, *tail]
    if len(tail) == 1:
        if not (_is_capitals(names[0]) or titles):
            return [*names, *tail]  # "Sophie épouse Bernard"
        given, family = [], tail
    elif any("," in word for word in tail):
        found["maiden"] = names[0].strip(",")
        return [*titles, *tail]
    else:
        given, family = _capitals(tail) or (tail[-1:], tail[:-1])
    found["maiden"] = names[0].strip(",")
    return [*titles, *family, ",", *given]


def _apart(words: list[str]) -> _Cut:
    """Return the titles in front, and the names."""
    count = next((i for i, w in enumerate(words) if key_of(w) not in PREFIXES), len(words))
    return words[:count], words[count:]


def _segments(words: list[str]) -> list[list[str]]:
    """Cut the words at commas."""
    pieces = " ".join(words).split(",")
    return [piece.split() for piece in pieces if piece.strip()] or [[]]


def _divide(words: list[str], language: NameLanguage | None) -> _Cut:
    """Cut a name of several words, without commas and titles, into given and family words."""
    if len(words) < 2:
        return words, []
    if (cut := _capitals(words)) is not None:
        return cut
    if _is_pair(words):
        return words, []  # two persons of whom only the given names are written
    first = key_of(words[0])
    couple = _joins(words[-2]) and key_of(words[-2]) not in FAMILY_TIES
    if couple and (len(words) == 4 or (len(words) > 4 and first in PARTICLES)):
        return words[-3:], words[:-3]  # "Dupont Jean et Marie"
    if first in PARTICLES - BOUND_GIVEN and (words[0].islower() or first in STRONG_PARTICLES):
        return [], words
    start = _family_start(words)
    if language == "es" and len(words) > 2 and start == len(words) - 1:
        start = _spanish_start(words)
    return words[:start], words[start:]


def _joins(word: str) -> bool:
    """True for ``et``, ``&`` and ``u.``; a capital letter is an initial."""
    return key_of(word) in CONJUNCTIONS and (word.islower() or not is_initial(word))


def _is_pair(words: list[str]) -> bool:
    return len(words) == 3 and _joins(words[1])


def _family_start(words: list[str]) -> int:
    """Return where the family name begins: at its first particle, else at the last word."""
    least = max(1, _end_of_devotion(words))
    if key_of(words[0]) in BOUND_GIVEN and len(words) > 2:
        least = 2
    last = len(words) - 1
    for index in range(least, last):
        again = index == 1 and words[0] == words[1]  # "San San Chiou"
        begins = (_is_particle(words[index]) and not again) or _is_son_of(words, index)
        if begins or _ties_on(words[index]):
            before = words[index - 1]
            if index > least and before.islower() and key_of(before) in BEFORE_PARTICLES:
                return index - 1
            return _before(words, index, least)
    # "Velasquez y Garcia": a conjunction ties the last two names, when a given name remains.
    if last > 2 and _joins(words[last - 1]) and words[last - 1].islower():
        return last - 2
    return last


def _before(words: list[str], at: int, least: int) -> int:
    """Return where a family name begins whose particle is not its first word.

    ``Ortiz de Zárate`` and what stands before it of the same kind (of ``Gómez de Ruiz`` the second
    is the husband's name); ``Zein El Dine``, ``Abd El Kader``.  What begins with an article is a
    family name of its own: ``García``, ``de la Vega``.
    """
    if at > least and (key_of(words[at + 1]) in AFTER_EL or key_of(words[at - 1]) in BOUND_GIVEN):
        return at - 1
    if key_of(words[at]) != "de" or key_of(words[at + 1]) in BEFORE_DE | _ARTICLES:
        return at
    while at > least and key_of(words[at - 1]) in BEFORE_DE:
        at -= 1
    return at


def _is_son_of(words: list[str], at: int) -> bool:
    """True for the Ben of ``Hatem Ben Arfa``, not of ``Alex Ben Johnson``."""
    beside = (words[at - 1], words[at + 1])
    return key_of(words[at]) == "ben" and any(key_of(word) in WITH_BEN for word in beside)


def _ties_on(word: str) -> bool:
    """True for the first half of ``Jansen-de Boer``."""
    half, hyphen, particle = word.rpartition("-")
    known = PARTICLES if particle.islower() else BOUND_PARTICLES
    return bool(half and hyphen) and key_of(particle) in known


def _is_particle(word: str) -> bool:
    key = key_of(word)
    if word in IRISH_PARTICLES:
        return True
    if key not in PARTICLES or (is_initial(word) and word[0].isupper()):
        return False  # "Peter D. Novak": an initial, "d'" is part of its word
    if key in NAME_OR_PARTICLE and word[:1].isupper():
        return key == "st" and word.endswith(".")
    return True


def _end_of_devotion(words: list[str]) -> int:
    """Return the length of a given name such as ``María de los Ángeles``, 0 for another."""
    if len(words) < 3 or key_of(words[1]) not in ("de", "del"):
        return 0
    end = 2
    while end < len(words) - 1 and key_of(words[end]) in _ARTICLES:
        end += 1
    return end + 1 if key_of(words[end]) in DEVOTIONS and end + 1 < len(words) + 1 else 0


def _spanish_start(words: list[str]) -> int:
    """Return where the two family names of a Spanish name begin."""
    return max(1, _end_of_devotion(words), len(words) - 2)


def _is_capitals(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    upper = len(letters) > 1 and all(c.isupper() for c in letters)
    return upper and "." not in word and not is_initial(word)


def _capitals(words: list[str]) -> _Cut | None:
    """Cut where capitals tell the family name: ``DUPONT Jean``, ``Jean-Luc DE LA TOUR``."""
    capital = [_is_capitals(w) for w in words]
    if not any(capital) or all(c or is_initial(w) for c, w in zip(capital, words, strict=True)):
        return None
    first = capital.index(True)
    last = len(words) - capital[::-1].index(True)
    if not all(capital[first:last]):
        return None
    while first > 0 and key_of(words[first - 1]) in PARTICLES and words[first - 1].islower():
        first -= 1  # "Jean de LA TOUR", "van DAMME Jan"
    if first == 0:
        if last == 1 and len(words[0]) < 3:
            return None  # "JP Morgan": two capitals in front are initials
        return words[last:], words[:last]
    return (words[:first], words[first:]) if last == len(words) else None
