"""Given names of women and of men, and those that are family names too.

``given_names.txt`` beside this module holds the frequent ones, written for this package.
"""

from importlib.resources import files

from clientbook.domain.genders import GenderCode
from clientbook.matching.pairs.nicknames import KNOWN
from clientbook.text import word_set


def _read() -> list[frozenset[str]]:
    """Return the names of each part of the file."""
    file = files("clientbook.matching.pairs") / "given_names.txt"
    parts = file.read_text(encoding="utf-8").split("\n\n")[1:]
    return [frozenset(part.partition(":")[2].split()) for part in parts]


_WOMEN, _MEN, FAMILIES_TOO, FAMILIES_FIRST = _read()
"""Names of women, of men, those that are family names too, and those of them that mostly are."""
EXISTING = KNOWN | _WOMEN | _MEN
"""Every given name that is known to exist, folded."""
_SEXES = dict.fromkeys(_WOMEN, GenderCode.FEMALE.value) | dict.fromkeys(_MEN, GenderCode.MALE.value)
_IN_FRENCH = "jean"
_ENGLISH = word_set("mrs miss ms")


def sex_of_given(name: str, title: str = "", *, alone: bool = False) -> str:
    """Return the sex of nearly everybody called by a folded given name; empty for most.

    Args:
        name: One given name.
        title: What stands in front of it: *Mrs Jean Roy* is no wife of a Jean, *Frau Jean Roy* is.
        alone: True beside another given name: Jean is a man beside Jeanne.
    """
    if name == _IN_FRENCH:
        told = alone or (title and title not in _ENGLISH)
        return GenderCode.MALE.value if told else ""
    return _SEXES.get(name, "")
