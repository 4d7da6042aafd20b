"""Names in two alphabets: Иван Петров and Ivan Petrov may be one person, whom a person decides.

Cyrillic and Greek are written in Latin letters by a table close to ISO 9 and the BGN's; as each
country spells in its own way (Sergei, Serhii, Julia, Yuliya), letters and pairs of letters that
stand for one sound are then one in both names.
"""

import re
import unicodedata

import attrs

from clientbook.domain.names import PersonName
from clientbook.text import fold_name

_TABLE = """
    аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъa ыy
    ь эe юyu яya іi їi єe ґg ўu јj љlj њnj ћch ђdj џdz ѓg ќk ѕdz αa βv γg δd εe ζz ηi θth ιi κk λl
    μm νn ξx οo πp ρr σs ςs τt υy φf χkh ψps ωo
"""
"""Each letter, and how it is written in Latin ones."""
_LETTERS = str.maketrans({said[0]: said[1:] for said in _TABLE.split()})
_GREEK_PAIRS = (("ου", "u"), ("ει", "i"), ("οι", "i"), ("αι", "e"), ("μπ", "b"), ("γκ", "g"))
_SOUNDS = (
    *(("shch", "sh"), ("sht", "sh"), ("sch", "sh"), ("q", "k"), ("w", "v"), ("x", "ks")),
    *(("tch", "ch"), ("sh", "q"), ("ch", "w"), ("zh", "z"), ("th", "t"), ("ph", "f")),
    *(("kh", "h"), ("ou", "u"), ("ts", "c"), ("tz", "c"), ("y", "i"), ("j", "i"), ("h", "g")),
)
"""What is one sound in many spellings, by turns: a later pair sees what the earlier ones left."""
_TWICE = re.compile(r"(.)\1+")
_PARTS = ("given", "middle", "family", "full", "nickname", "maiden")


def in_one_alphabet(a: PersonName, b: PersonName) -> tuple[PersonName, PersonName] | None:
    """Return two names by their sounds of which one is Cyrillic or Greek, and the other Latin.

    Returns:
        None for names of one alphabet, and of others.
    """
    scripts = {_script(a), _script(b)}
    if "LATIN" not in scripts or scripts.isdisjoint(("CYRILLIC", "GREEK")):
        return None
    return _by_sound(a), _by_sound(b)


def are_written_apart(a: PersonName | None, b: PersonName | None) -> bool:
    """True for names in two scripts of which no letter can be compared: 王小明, Wang Xiaoming."""
    if a is None or b is None:
        return False
    one, two = _script(a), _script(b)
    return bool(one and two) and one != two


def _script(name: PersonName) -> str:
    """Return the script of all letters of a name; empty for several."""
    text = "".join(_texts(name).values())
    if text.isascii():
        return "LATIN" if any(map(str.isalpha, text)) else ""
    found = {unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha()}
    return found.pop() if len(found) == 1 else ""


def _by_sound(name: PersonName) -> PersonName:
    return attrs.evolve(name, **{part: _sound(text) for part, text in _texts(name).items()})


def _sound(text: str) -> str:
    said = fold_name(text)
    if not said.isascii():
        for pair, sound in _GREEK_PAIRS:
            said = said.replace(pair, sound)
        said = said.translate(_LETTERS)
    for spelling, sound in _SOUNDS:
        said = said.replace(spelling, sound)
    return _TWICE.sub(r"\1", said) or text


def _texts(name: PersonName) -> dict[str, str]:
    return {part: text for part in _PARTS if (text := getattr(name, part))}
