"""What the letters of a column of genders stand for: ``M`` is a man, or "mujer" beside ``H``.

The usual ones are those of ``parse_gender``: ``M``, ``F``, ``W``, ``H``, and the Dutch ``V`` of
"vrouw".
"""

import re
from collections.abc import Collection

from clientbook.domain.genders import Gender, GenderCode
from clientbook.parsing.flags import parse_gender
from clientbook.text import base_letters

LETTERS = {
    "HM": {"h": GenderCode.MALE, "m": GenderCode.FEMALE},  # hombre, mujer; homem, mulher
    "VM": {"v": GenderCode.MALE, "m": GenderCode.FEMALE},  # varón, mujer
    "VF": {"v": GenderCode.MALE},  # varón, femenino
    "UD": {"u": GenderCode.MALE, "d": GenderCode.FEMALE},  # uomo, donna
    "MD": {"d": GenderCode.FEMALE},  # maschio, donna
}
"""Letters that are not the usual ones, by a name for each set."""

ONE_LETTER = frozenset("m")
"""All letters of a column that does not tell whether M is a man."""

WOMEN_MAY_BE_M = frozenset({"es", "pt"})
"""Languages in which M may be "mujer" or "mulher" where no other letter tells."""

_ALONE = re.compile(r"(?<![^\W_])[a-z](?![^\W_])")


def letter_of(text: str) -> str | None:
    """Return the letter that a cell is, folded, None for another cell."""
    bare = text.strip().rstrip(".").casefold()
    return bare if len(bare) == 1 and "a" <= bare <= "z" else None


def letters_in(title: str) -> frozenset[str]:
    """Return the letters that a title names: ``Sexo (H/M)``."""
    found = _ALONE.findall(base_letters(title))
    return frozenset(found) if len(found) > 1 else frozenset()


def decide_letters(letters: Collection[str], language: str) -> str | None:
    """Return the name of the letters that a column uses, None for the usual ones.

    Args:
        letters: Those in its cells and its title, folded.
        language: Of the titles, such as ``"es"``.
    """
    met = frozenset(letters)
    if {"h", "m"} <= met and "f" not in met:
        return "HM"
    if "v" in met and ("f" in met or language == "es"):
        return "VF" if "f" in met else "VM"
    italian = {"u", "d"} <= met or (language == "it" and met & {"u", "d"})
    if italian and not met & {"f", "w"}:
        return "MD" if "m" in met else "UD"
    return None


def read_gender(text: str, letters: str | None) -> Gender:
    """Read a stated gender where the letters may be others than the usual ones.

    Args:
        text: A cell.
        letters: A name of :data:`LETTERS`, None or "" for the usual ones.

    Raises:
        InvalidValueError: As :func:`~clientbook.parsing.parse_gender` does.
    """
    code = LETTERS[letters].get(letter_of(text) or "") if letters else None
    return parse_gender(text) if code is None else Gender(code)
