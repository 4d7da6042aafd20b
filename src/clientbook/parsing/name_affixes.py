"""Titles before a name and suffixes after it."""

import re

from clientbook.parsing.name_words import (
    AFTER_A_NAME,
    AGNOMENS,
    CONJUNCTIONS,
    DIPLOMAS,
    GIVEN_ABBREVIATIONS,
    LEADING_WORDS,
    LETTER_PREFIXES,
    PARTICLES,
    PREFIXES,
    RANKS,
    ROMAN_LETTERS,
    SUFFIXES,
    TITLE_OR_NAME,
    TITLES_BEHIND,
    WEAK_SUFFIXES,
)
from clientbook.text import fold_entry

_INITIAL = re.compile(r"[^\W\d_](?:(?:\.-?|-)[^\W\d_])*\.?")
_ABBREVIATION = re.compile(r"[^\W\d_]{3,6}\.")
_SENOR, _DON = ("sr", "sra", "sres"), ("d", "da", "dna", "dª", "na")
_FEMININE = re.compile(
    r"([^\W\d_]{1,8})(?:\.?ª|\.(?:a|in|ssa|na|ra))"
)  # "Engª", "Dr.in", "Prof.ssa"
_DEGREE = re.compile(r"[BMD]\.(?:Ed|Sc|Phil|Com|Eng|Arch|Div|Mus|Tech|Des|Res|Min)\.?")
_NO_VOWEL = re.compile("[B-DF-HJ-NP-TV-XZ]{3,5}")
_LETTERS = 3  # "PD" and "RA" are titles in capitals
_JOINTS = re.compile(r"[./\-]")


def key_of(word: str) -> str:
    """Return a word as it is looked up: folded, without dots and commas."""
    return fold_entry(word).replace(".", "").strip(",-")


def is_initial(word: str) -> bool:
    """True for ``J``, ``J.``, ``J.-P.`` and ``J-P``."""
    return _INITIAL.fullmatch(word) is not None


def take_prefixes(segments: list[list[str]], language: str | None = None) -> list[str]:
    """Take titles off the front; with a comma, off the front of the given names too."""
    don = language == "es" and len(segments[0]) > 2 and segments[0][0] in ("D.", "Dª.", "Dª")
    prefix = [segments[0].pop(0)] if don else _prefix_words(segments[0], least=1)
    if len(segments) > 1 and all(_is_title_behind(word) for word in segments[-1]):
        return [*prefix, *segments.pop()]  # "Novák Jan, Ing."
    for segment in segments[1:2]:
        prefix += _prefix_words(segment, least=0)
    return prefix


def _prefix_words(words: list[str], *, least: int) -> list[str]:
    taken: list[str] = []
    while len(words) > least:
        key = key_of(words[0])
        count = 1
        joins = key in CONJUNCTIONS or key in ("ou", "or", "oder")
        if taken and joins and len(words) > 1 and key_of(words[1]) in PREFIXES:
            count = 2  # "Mr. and Mrs."
        elif taken and key in _DON and key_of(taken[-1]) in _SENOR and len(words) > 1:
            count = 1  # "Sr. D. Pedro Gil"
        elif taken and key == "of" and len(words) > 2:
            count = 3 if key_of(words[1]) == "the" else 2  # "Secretary of State"
        elif not _is_prefix(words, key, alone=least == 1 and not taken):
            break
        taken += words[:count]
        del words[:count]
    return taken


def _is_title_behind(word: str) -> bool:
    key = key_of(word)
    return _is_title(word) and key not in TITLE_OR_NAME and key not in ("m", "me", "de", "d")


def _is_title(word: str) -> bool:
    """True for a title, or several joined by dots and hyphens: ``Lt.Gen.``, ``Mag-Judge``."""
    if is_initial(word) and "." in word[:-1] and word.isupper():
        return False  # "M.S. Badger"
    if key_of(word) in PREFIXES:
        return True
    if (of_a_woman := _FEMININE.fullmatch(word)) and key_of(of_a_woman[1]) != "m":  # "Mª Carmen"
        return key_of(of_a_woman[1]) in PREFIXES | {"d"}
    joined = [fold_entry(part) for part in _JOINTS.split(word) if part]
    if len(joined) < 2:
        return False
    diploma = joined[0] in DIPLOMAS and "-" in word  # "Dipl.-Kfm.", "Dr.-Ing."
    either = "/" in word  # "M./Mme"
    return diploma or all((either or len(part) > 1) and part in PREFIXES for part in joined)


def _is_prefix(words: list[str], key: str, *, alone: bool) -> bool:
    word, following = words[0], words[1] if len(words) > 1 else ""
    if not _is_title(word):
        # An unknown word of some letters and a dot is a title more often than a name.
        known = key in GIVEN_ABBREVIATIONS or key in SUFFIXES
        return bool(_ABBREVIATION.fullmatch(word)) and not known and len(words) > 2
    if key in LEADING_WORDS:
        return _is_title(following)
    if key == "de":
        return key_of(following) in ("heer", "heren")
    if key in LETTER_PREFIXES:
        # "M. Dupont" and "M Jean Dupont" are titles; "J M Dupont" begins otherwise.
        return bool(following) and (word.endswith(".") or not is_initial(following))
    return key not in TITLE_OR_NAME or _is_title_here(words, key, alone=alone)


def _is_title_here(words: list[str], key: str, *, alone: bool) -> bool:
    """True for a title that is a name elsewhere, where it stands before two words or alone."""
    word, following = words[0], words[1] if len(words) > 1 else ""
    if len(key) > _LETTERS and word.isupper() and not "".join(words).isupper():
        return False  # "GRAF Anna Maria": capitals tell the family name
    if key in RANKS and key_of(following) in PARTICLES:
        return False  # "Graf von Bernstorff, Andreas": a part of the family name
    lone = alone and key not in RANKS | {"don", "dona"} and not is_suffix(following)
    return word.endswith(".") or len(words) > 2 or lone


def is_suffix(word: str) -> bool:
    """True for a word that may follow a name."""
    key = key_of(word)
    if key in ("jr", "sr") and "." in word[:-1]:
        return False  # "J.R." are initials
    return key in SUFFIXES or key.startswith("dipl-") or bool(_DEGREE.fullmatch(word))


def take_suffixes(segments: list[list[str]], *, prefixed: bool) -> list[str]:
    """Take suffixes off the end of the name, and the segments that hold nothing else."""
    for segment in segments:
        _join_degrees(segment)
    suffix: list[str] = []
    while len(segments) > 1 and _is_suffix_segment(segments):
        suffix = [*segments.pop(), *suffix]
    comma = len(segments) > 1
    if not comma:
        junior = bool(segments[0]) and key_of(segments[0][-1]) in ("jr", "jnr")
        least = 1 if prefixed or junior else 2
        return [*_suffix_words(segments[0], least, comma=comma, strong=bool(suffix)), *suffix]
    of_given = _suffix_words(segments[-1], 1, comma=comma, strong=bool(suffix))
    of_family = _suffix_words(segments[0], 1, comma=comma, strong=bool(suffix))
    return [*of_family, *of_given, *suffix]


def _join_degrees(words: list[str]) -> None:
    for index in range(len(words) - 1, 0, -1):
        if (key_of(words[index - 1]), key_of(words[index])) == ("ph", "d"):
            words[index - 1 : index + 1] = [f"{words[index - 1]} {words[index]}"]


def _is_suffix_segment(segments: list[list[str]]) -> bool:
    """True when the last segment holds suffixes, by the list or by its capitals."""
    last = segments[-1]
    if all(is_suffix(w) or key_of(w) == "ph d" or w == "-" for w in last):
        return True
    mixed = not "".join(segments[0]).isupper()
    capitals = all(w.isupper() and len(w) > 2 and w.isalpha() for w in last)
    return capitals and mixed and (len(segments) > 2 or len(segments[0]) > 1)


def _suffix_words(words: list[str], least: int, *, comma: bool, strong: bool) -> list[str]:
    taken: list[str] = []
    while len(words) > least:
        if key_of(words[-1]) != "ph d" and not _ends_name(words, least, comma, strong):
            break
        taken.insert(0, words.pop())
    return taken


def _ends_name(words: list[str], least: int, comma: bool, strong: bool) -> bool:
    word = words[-1]
    key = key_of(word)
    if not is_suffix(word):
        letters = bool(_NO_VOWEL.fullmatch(word)) and not "".join(words).isupper()  # "LCSW"
        return not comma and len(words) > 2 and (letters or key in TITLES_BEHIND)
    if key in ROMAN_LETTERS:
        # No family name has one letter; after a comma it is more likely a middle initial.
        return not comma and len(words) > 2 and not word.endswith(".")
    if key in WEAK_SUFFIXES and not strong:
        if key == "ret" and word.endswith("."):
            return True
        upper = word.isupper() and not words[0].isupper()
        lower = word.islower() and not words[0].islower() and key in AFTER_A_NAME
        called = len(words) > least + 1 and key in ("junior", "senior")
        called = called or (len(words) > 2 and key in AGNOMENS)
        return (upper and len(words) > least) or lower or called
    return True
