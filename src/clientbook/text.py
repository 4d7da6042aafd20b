"""The one folding of text, for every purpose there is, and the words of a text.

Letters have one base form, whatever they are compared for: :func:`base_letters`.  What happens to
punctuation depends on the purpose, and each purpose has its function:

* :func:`clean_text`, :func:`clean_lines`: what a client keeps; only what nobody sees is dropped;
* :func:`base_letters`: letters alone; everything else stays as it is (search, titles);
* :func:`split_words`: the words of a text, in base letters;
* :func:`fold_entry`: a whole cell as it is looked up in a word list (months, countries);
* :func:`fold_name`: names and addresses as profiles are compared, and their :func:`skeleton`;
* :func:`plain_form`: what a machine reads, as a machine writes it;
* :func:`ascii_digits`: digits of any script.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# Letters that NFKD leaves whole, as people without the key on their keyboard write them.
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        "ħ": "h", "ŧ": "t",
    }
)  # fmt: skip
_APOSTROPHES = "'`\u02bc\u2019"
# ASCII in lower case, spaces for all that is neither letter nor digit.
_ASCII = bytes(c if chr(c).isalnum() else 32 for c in bytes(range(128)).lower()) + bytes(128)
COMMAS = re.compile("[,،，、]")
"""The commas of every script, which part a family name from a given one, or two values."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_ENDS = " .,;:!'\""
# What Unicode calls Default_Ignorable_Code_Point, and the blank pattern of Braille; the joiners of
# letters, which some scripts need, apart.
_IGNORED = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_JOINERS = r"\u200c\u200d"
_UNSEEN = re.compile(rf"[\s{_IGNORED}{_JOINERS}]*").fullmatch
_UNSEEN_SIGN = re.compile(f"[{_IGNORED}{_JOINERS}]")
_DROP_IGNORED = re.compile(rf"[{_IGNORED}]+")
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}


def word_set(table: str) -> frozenset[str]:
    """Return the set of words of a table written as text."""
    return frozenset(table.split())


def clean_text(text: str) -> str:
    """Return *text* in NFC, white space folded to single spaces, invisible characters dropped.

    Format characters (zero width, bidirectional marks) and control characters carry nothing a
    person typed on purpose; line breaks and tabs become spaces.  The zero-width joiners stay
    inside a word, where some scripts and emojis need them.  A text of which nothing is seen (only
    fillers, variation selectors and their like) is empty.
    """
    if not text.isascii() and _UNSEEN(text):
        return ""
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return " ".join(text.split()) if "  " in text else text.strip()
    text = unicodedata.normalize("NFC", text)
    kept = [c for c in text if c.isprintable() or c.isspace() or c in "\u200c\u200d"]
    return " ".join("".join(kept).split()).strip("\u200c\u200d")


def without_unseen(text: str) -> str:
    """Return *text* without the characters that nobody sees, joiners and selectors among them."""
    return text if text.isascii() else _UNSEEN_SIGN.sub("", text)


def clean_lines(text: str) -> str:
    """Like :func:`clean_text`, but line breaks stay (free text)."""
    if text.isprintable():  # then it is one line
        return clean_text(text)
    return "\n".join(clean_text(line) for line in text.splitlines()).strip("\n")


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _base_letter(letter: str) -> str:
    # Folding can decompose again (İ), and what NFKD made can hold marks: once more, then stable.
    return _without_marks(_without_marks(letter).casefold()).translate(_LETTERS)


def _name_letter(letter: str) -> str:
    kept = (c for c in _base_letter(letter) if c not in _APOSTROPHES)
    return "".join(c if c.isalnum() else " " for c in kept)


class _Folds(dict[int, str]):
    """What each letter folds to, found on first use: folding looks at no letter's neighbours."""

    _KEPT = 4_096

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        folded = self._fold(chr(code))
        if len(self) < self._KEPT:
            self[code] = folded
        return folded


_BASE_LETTERS = _Folds(_base_letter)
_NAME_LETTERS = _Folds(_name_letter)


def base_letters(text: str) -> str:
    """Return *text* without letter case, accents and compatibility forms; the rest stays.

    ``"Prénom N°"`` gives ``"prenom no"``; ``"Łukasz"`` gives ``"lukasz"``.
    """
    return text.lower() if text.isascii() else text.translate(_BASE_LETTERS)


def split_words(text: str) -> list[str]:
    """Return the words of *text* in base letters, in order: runs of letters and digits."""
    folded = base_letters(text)
    if folded.isascii():
        return folded.encode().translate(_ASCII).decode().split()
    return [word for word in _NOT_A_WORD.split(folded) if word]


def fold_entry(text: str) -> str:
    """Return a whole cell as entries of word lists are looked up: base letters, tidy ends.

    ``"Février."`` and ``"FEVRIER"`` give ``"fevrier"``; ``"Straße"`` gives ``"strasse"``.
    """
    folded = base_letters(text)
    if not text.isascii():
        folded = folded.replace("’", "'")
        if not folded.isprintable():
            folded = "".join(c for c in folded if c.isprintable() or c.isspace())
    return " ".join(folded.split()).strip(_ENDS)


def fold_name(text: str) -> str:
    """Return a name or address as it is compared: base letters, punctuation as single spaces.

    Apostrophes vanish (``O'Brien`` is ``obrien``); letters of any script stay.
    """
    if text.isascii():
        if text.isalpha():
            return text.lower()
        return " ".join(text.encode().translate(_ASCII, b"'`").decode().split())
    return " ".join(text.translate(_NAME_LETTERS).split())


def plain_form(text: str) -> str:
    """Return *text* without what nobody sees, and with full-width forms of ASCII as ASCII.

    For what a machine reads, such as an address; every other letter stays as it is.
    """
    return text if text.isascii() else _DROP_IGNORED.sub("", text.translate(_FULL_WIDTH))


def ascii_digits(text: str) -> str:
    """Return *text* with the digits of other scripts and full-width forms as ``0`` to ``9``."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


_SOUNDS = (
    ("sch", "x"), ("tsch", "x"), ("ch", "x"), ("sh", "x"), ("ph", "f"), ("th", "t"), ("gh", "g"),
    ("eau", "o"), ("aux", "o"), ("au", "o"), ("qu", "k"), ("ck", "k"), ("kn", "n"), ("wr", "r"),
)  # fmt: skip
_LETTER_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "y": "i", "w": "v", "d": "t"})
_VOWELS = str.maketrans("", "", "aeiouh ")


@lru_cache(maxsize=16_384)
def skeleton(folded: str) -> str:
    """Return a key that survives most slips: first sound, then consonants without doubles.

    Args:
        folded: Result of :func:`fold_name`.

    Returns:
        At most seven characters, such as ``"mrtn"`` for ``"martin"``; digits stay.
    """
    text = folded
    for written, sound in _SOUNDS:
        if written in text:
            text = text.replace(written, sound)
    text = text.translate(_LETTER_SOUNDS).replace(" ", "")
    if not text:
        return ""
    head = "a" if text[0] in "aeiouh" else text[0]
    kept = [head]
    for letter in text[1:].translate(_VOWELS):
        if letter != kept[-1]:
            kept.append(letter)
    if len(kept) > 2 and kept[-1] in "st":  # plural and silent endings come and go
        kept.pop()
    return "".join(kept[:7])
