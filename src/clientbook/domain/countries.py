"""Countries by code and by name in English, French, German, Spanish, Italian, Portuguese, Dutch.

``countries.txt`` beside this module holds facts: ISO 3166-1 codes and the names in use (Unicode
CLDR's and common ones), one country a line.  What is said before a name by rule stands in no line:
articles ("la Belgique") and what a state is ("Republik Österreich", "Korea, Republic of").
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from clientbook.domain.doors import guarded
from clientbook.text import fold_entry, word_set

_TEXT_LIMIT = 100


_TWICE = re.compile(r"[-–/,;:()\[\]|]")
_MARKS = str.maketrans({"-": " ", "'": " ", "(": " ", ")": " ", ".": ""})


_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_AND = word_set("and et und y e ed en")
# What may stand before a name: articles, what a state calls itself, and the word between.
_BEFORE = word_set(
    """
    the la le les l el los las il lo i gli der die das den dem o a os as de het
    of du des d del della delle dello dei degli di do da dos das van von
    republic republique republik republica repubblica republiek rep federal federale federative
    islamic islamique islamische islamica islamitische bundesrepublik bondsrepubliek
    kingdom royaume konigreich koenigreich reino regno koninkrijk
    grand grande grao gran duchy duche grossherzogtum ducado granducato groothertogdom
    principality principaute furstentum fuerstentum principado principato vorstendom
    commonwealth sultanate sultanat sultanato federation volksrepublik
    """
)
# "Korea, Republic of", "Luxembourg (Grand-Duché)": what comes before the name stands behind it.
_TURNED = re.compile(r"([^,(]+?)\s*[,(]\s*([^,()]+?)\s*\)?")


def _key(text: str) -> str:
    folded = fold_entry(text).replace("&", " and ").translate(_MARKS)
    first, *others = folded.split() or [""]
    return " ".join([first, *(word for word in others if word not in _AND)])


@cache
def _countries() -> dict[str, str]:
    """Return the code of each folded code and name; read on first use, some thousand entries."""
    text = (files("clientbook.domain") / "countries.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        code, *words = line.split("|")
        found[_key(code)] = code
        for word in words:
            found.setdefault(_key(word), code)
            if (spelled := word.lower().translate(_SPELLED)) != word.lower():
                found.setdefault(_key(spelled), code)
    return found


def _named(text: str) -> str | None:
    """Return the code of a country by its code or its name, with what may stand before it."""
    if (code := _countries().get(_key(text))) is not None:
        return code
    turned = _TURNED.fullmatch(text.strip())
    words = _key(f"{turned[2]} {turned[1]}" if turned else text).split()
    while len(words) > 1:
        if turned and (code := _countries().get(" ".join(words))) is not None:
            return code
        if words[0] not in _BEFORE:
            return None
        words.pop(0)
        rest = " ".join(words)
        # two letters behind an article are a code of nothing: "de CH" may be a language
        if (code := _countries().get(rest)) is not None and (len(rest) > 2 or rest in _SHORT):
            return code
    return None


_SHORT = ("uk", "us")


# Distinguishing signs of vehicles (United Nations, Convention on Road Traffic) that are no code of
# ISO 3166-1: programs of Germany, Austria, Belgium and France write them.
_SIGNS = {
    "A": "AT",
    "B": "BE",
    "D": "DE",
    "E": "ES",
    "F": "FR",
    "FL": "LI",
    "H": "HU",
    "I": "IT",
    "L": "LU",
    "M": "MT",
    "N": "NO",
    "P": "PT",
    "S": "SE",
    "SLO": "SI",
    "V": "VA",
}
_SIGN_OF = {code: sign for sign, code in _SIGNS.items()}


@guarded
def country_code(text: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country, None when it is not known.

    Args:
        text: A code of two or three letters, or a name in English, French, German, Spanish,
            Italian, Portuguese or Dutch, or both of one country; letter case, accents and
            punctuation do not count, nor articles and what the state is ("Republik Österreich").
    """
    return country_of(text)


def country_of(text: str) -> str | None:
    """Like :func:`country_code`, for what is known to be a text."""
    return _country_of(text) if len(text) <= _TEXT_LIMIT else None


@lru_cache(maxsize=1024)  # a column names few countries, many times
def _country_of(text: str) -> str | None:
    if (code := _named(text)) is not None:
        return code
    return _agreed([_named(part) for part in _parts(text)])


def stated_country(text: str) -> str | None:
    """Like :func:`country_of` in a field of countries: a vehicle's sign names one there, too.

    ``D`` is Germany and ``D - Deutschland`` as well; elsewhere a letter decides nothing.
    """
    return _stated_country(text) if len(text) <= _TEXT_LIMIT else None


@lru_cache(maxsize=1024)
def _stated_country(text: str) -> str | None:
    if (code := _country_of(text)) is not None:
        return code
    return _agreed([_SIGNS.get(part) or country_of(part) for part in _parts(text)])


def is_code(text: str, country: str) -> bool:
    """True for a country's code, or its vehicles' sign: neither is a name of it."""
    return text.upper() == country or text == _SIGN_OF.get(country)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _TWICE.split(text) if part.strip()]


def _agreed(codes: list[str | None]) -> str | None:
    return codes[0] if len(set(codes)) == 1 else None  # "CH - Suisse", "Suisse (CH)"
