"""Words around a name put in their place: which of several of one name, titles of learning.

``Tom Lee d. J.``, ``Tom Lee jun.`` and ``Tom Lee Jr`` say one thing, and ``Dr. med. dent.`` is a
doctor.  What somebody was called at birth or before a wedding is in :mod:`.other_families`.
"""

import re
from functools import lru_cache

import attrs

from clientbook.domain.names import PersonName
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.matching.pairs.other_families import is_of_two_families, other_family_in_place
from clientbook.parsing.name_affixes import is_initial
from clientbook.text import fold_name

_TEXTS = ("full", "given", "middle", "family", "suffix")
_BEFORE, _BEHIND = r"(?:^|(?<=[\s,(\[]))", r"(?=\s*(?:[,)\]]|$))"
_SENIOR = (
    r"sen\.|d\.\s?[äæ]\.?|(?:der|die) (?:ä|ae)ltere|(?:l['’])?aîn[ée]e?|the elder|starsz[ya]"
    r"|starš[íi]|idősb|старш(?:ий|ая)|(?-i:sen|aine|st\.|ст\.|id\.|el viejo|il vecchio)"
)
_JUNIOR = (
    r"jun\.|d\.\s?[jy]\.?|(?:der|die) j(?:ü|ue)ngere|the younger|młodsz[ya]|júnior"
    r"|mladš[íi]|ifj\.|ifjabb|младш(?:ий|ая)"
    r"|(?-i:jun|cadet|cadette|ml\.|mł\.|мл\.|le jeune|la jeune|el joven|el mozo|il giovane)"
)
_GENERATION = tuple(
    (re.compile(f"{_BEFORE}(?:{words}){_BEHIND}", re.IGNORECASE), said)
    for words, said in ((_SENIOR, "senior"), (_JUNIOR, "junior"))
)
_IN_FRONT = re.compile(
    r"^(?:(id\.|idősb|старш(?:ий|ая))|ifj\.?|ifjabb|младш(?:ий|ая))\s+(?=\S)", re.IGNORECASE
)
"""In Hungarian, where family names come first, and in Russian."""
_SUBJECTS = (
    "med|dent|vet|univ|phil|rer|nat|jur|iur|ing|oec|pol|theol|pharm|habil|hab|techn|mont|agr|paed|päd"
    "|sc|mult|em|hc|h\\.\\s?c|e\\.\\s?h|psych|publ|soc|art|mus"
)
_LEARNED = re.compile(
    rf"\b(dr|prof|mag|univ|priv|dipl)\b\.?(?:[\s-]*(?:(?:{_SUBJECTS})\.|(?-i:{_SUBJECTS})(?=\s)))+",
    re.IGNORECASE,
)
_DIPLOMA = re.compile(r"\bdipl\b\.?(?:\s|-)*[^\W\d_]{2,9}\.(?=\s)", re.IGNORECASE)
_LETTERS_IN_FRONT = re.compile(r"^(?:PD|RA|StB|WP)\s+(?=\S+\s+\S)")
_TITLE = re.compile(
    r"^(?:capt(?:ain)?|lt|col|sgt|sergeant|maj|cpl|cmdr|lieutenant|colonel|mx|master|avv|geom|rag|arq"
    r"|lic|smt|shri|sri|kum|rabbi|pastor|imam|sheikh|reverend|canon|mgr|mgrs)\.?\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
"""Titles that tell nobody apart, in front of a whole name."""
_DEGREE = re.compile(
    r"(?<=\w)[\s,]+(?:[BM]\.\s?(?:Sc|Ed|Eng|Phil|Arch|Tech)|Ph\.\s?D|LL\.\s?[BM]|D\.\s?Phil|CSc|DrSc)"
    r"\.?(?=\s*(?:,|$))",
    re.IGNORECASE,
)
_HUNGARIAN = (
    (re.compile(r"\s+úr$", re.IGNORECASE), "Mr"),
    (re.compile(r"\s+(?:kis)?asszony$", re.IGNORECASE), "Mrs"),
)
_JAPANESE = re.compile(r"(?<=\w)-(?:san|sama|sensei|ssi|nim)$")
_WIDOW = re.compile(
    r"^(?:(?:mme|madame|mrs|frau)\.?\s+)?(?:veuve|vve|wwe|vda)\.?\s+(?=\S+$)", re.IGNORECASE
)


def words_in_place(name: PersonName) -> PersonName:
    """Return a name of which each word around it is said in one way, and in its place.

    A further family name that a word introduces (*née*, *épouse*) is the one at birth; which of the
    two it is makes no difference to a comparison.
    """
    given, family, full = name.given, name.family, name.full
    if (
        (not given or given.isalpha() or _is_in_place(given))
        and (not family or family.isalpha() or _is_in_place(family))
        and (not full or full.isalpha() or _is_in_place(full))
        and not (name.suffix or name.middle)
    ):
        return name  # as most are, quickly seen
    changed = {
        part: said
        for part in _TEXTS
        if (text := getattr(name, part)) and (said := _say(text, part)) != text
    }
    if changed:
        name = attrs.evolve(name, **changed)
    return other_family_in_place(name)


def are_in_place(*texts: str | None) -> bool:
    """True for parts of a name around which no words stand that have another place."""
    return all(not text or text.isalpha() or _is_in_place(text) for text in texts)


@lru_cache(maxsize=32_768)
def _is_in_place(text: str) -> bool:
    return _say(text, "full") == text and not is_of_two_families(text)


@lru_cache(maxsize=32_768)
def _say(text: str, part: str) -> str:
    said = _which(text, part)
    if part in ("full", "family"):
        said = _turned(said)
    said = _learned(_WIDOW.sub("Mme ", said) if part == "full" else said)
    return said if any(map(str.isalnum, said)) else text


def _which(text: str, part: str) -> str:
    """Say which of several of one name somebody is in the word that is read everywhere.

    Without a capital no letter case tells a name: ``kim jun``.
    """
    if met := _IN_FRONT.match(text):
        return f"{text[met.end() :]} {'senior' if met[1] else 'junior'}"
    if part != "suffix" and text == text.lower():
        return text
    for pattern, said in _GENERATION:
        text = pattern.sub(said, text)
    return text


def _learned(text: str) -> str:
    """Drop what titles of learning are of, and say honorifics behind a name as those before it."""
    text = _TITLE.sub("", text if text.isupper() else _LETTERS_IN_FRONT.sub("", text))
    if "." in text or "Sc" in text or "med" in text:
        text = _DEGREE.sub("", _DIPLOMA.sub("Ing. ", _LEARNED.sub(r"\1.", text)))
    for pattern, title in _HUNGARIAN:
        if pattern.search(text):
            return f"{title} {pattern.sub('', text)}"
    return _JAPANESE.sub("", text)


def _turned(text: str) -> str:
    """Return "M. P. DURAND" for "DURAND M. P.": several initials behind are of given names.

    Behind a given name they may be those of a family: ``Maria J. P.``
    """
    words = text.split()
    letters = next((n for n, w in enumerate(reversed(words)) if not is_initial(w)), len(words))
    front, behind = words[: len(words) - letters], words[len(words) - letters :]
    if not front or "," in text or sum(map(str.isalpha, "".join(behind))) not in (2, 3):
        return text
    if any(len(word) < 2 or "." in word for word in front):
        return text
    if fold_name(front[0]) in KNOWN and not "".join(front).isupper():
        return text
    return " ".join((*behind, *front))
