"""One-byte encodings of Latin script told apart by the letters they would give.

Each way of decoding is rated under each language: how likely are these letters beyond ASCII, and
do they stand where letters stand?  A Czech list read as Western has letters that no one language
has together; a pound sign read in a DOS code page is a letter before a digit.  What no language
explains is in another script, and left to a detector.
"""

import math
import unicodedata
from functools import lru_cache
from typing import Final

_SAMPLE_CHARACTERS = 20_000
_EXPLAINED = -4.6  # mean log-likelihood of a character beyond ASCII: less is another script
_MOST_NEIGHBOURS = 0.45
_FEW, _MOST_NEIGHBOURS_OF_FEW = 6, 0.6  # "Núñez" alone has two beside one another
_UNKNOWN_LETTER = math.log(0.0008)
_UNKNOWN_SIGN = math.log(0.0002)
_IMPOSSIBLE = math.log(0.000001)
_SIGN_SHARE = 0.02

# Encodings with the logarithm of how much less often than cp1252 a client list comes in them, and
# the languages they were made for.
_WEST = ("fr", "de", "es", "pt", "it", "sv", "da", "fi", "is", "nl", "ca", "mixed")
_CENTRAL = ("cs", "sk", "hu", "pl", "ro", "hr", "de")
_BALTIC = ("lt", "lv", "et", "pl")
ENCODINGS: Final[dict[str, tuple[float, tuple[str, ...]]]] = {
    "cp1252": (0.0, (*_WEST, "et")),
    "iso8859-15": (-1.0, _WEST),
    "mac-roman": (-3.0, _WEST),
    "cp850": (-3.5, _WEST),
    "cp1250": (-3.0, _CENTRAL),
    "iso8859-2": (-3.5, _CENTRAL),
    "cp852": (-5.0, _CENTRAL),
    "mac-latin2": (-6.0, _CENTRAL),
    "cp1254": (-3.0, ("tr",)),
    "iso8859-9": (-3.5, ("tr",)),
    "cp857": (-5.0, ("tr",)),
    "cp1257": (-4.0, _BALTIC),
    "iso8859-13": (-4.5, _BALTIC),
    "cp775": (-6.0, _BALTIC),
    "cp437": (-5.0, ("fr", "de", "es", "it", "sv", "fi", "mixed")),
    "cp865": (-6.0, ("da",)),
    "cp1258": (-6.0, ("vi",)),
}
# Languages few lists are in, whose letters others turn into when they are misread.
_SELDOM: Final = {"is": -3.0, "ca": -1.0, "et": -1.0, "mixed": -0.5}
# Letters beyond ASCII of each language in per cent of all of them, from common knowledge of its
# spelling: the order of magnitude is what counts.
_LETTERS: Final = {
    "fr": "é60 è12 à12 ê6 ç4 ô2.5 ë1.5 ï1.5 î1.5 â1.5 û1 ù1 œ.7 ü.3 ö.3 ä.1 á.1 ÿ.1 æ.05 ñ.1",
    "de": "ü35 ä30 ö18 ß16 é1 è.2 ç.1 á.1",
    "es": "ó30 í24 á20 é14 ñ8 ú7 ü1 à.1 ç.1",
    "pt": "ã20 ç15 á14 é12 í10 ó8 ê8 õ4 ú4 à3 â3 ô2 ü.2",
    "it": "è38 à28 ò13 ù8 ì8 é4",
    "sv": "ä40 å30 ö29 é1 ü.4 æ.1 ø.2",
    "da": "ø35 å35 æ28 é2 ö.4 ä.4 ü.2",
    "fi": "ä80 ö18 å2 é.2",
    "is": "ð22 á16 í15 þ10 ö9 ó9 ú6 æ6 é5 ý3",
    "nl": "ë45 é25 ï15 ö7 ü5 è3",
    "ca": "à25 ó20 é14 è14 í10 ò5 ú5 ç5 ï2 ü1 á.2 ñ.3",
    "mixed": (
        "é38 è8 ü9 ö8 ä6 ç5 á5 í4 ó5 ñ3 à4 ê2 ë2 ô2 ï1.5 â1 ã1.5 î1 ú1.5 ß1.5 å1.5 ø1.5 û.5 ù.5 ò.6"
        " æ.4 ì.3 ý.1 õ.3 š.4 ž.3 œ.2 ÿ.1 ð.05 þ.05"
    ),
    "cs": "í20 á19 é9 ě9 š7 č7 ř8 ž8 ý7 ů5 ú2 ň1.5 ť.8 ď.5 ó.4 ö.1 ü.1",
    "sk": "á22 í13 č10 é8 ž10 š9 ý9 ú10 ľ4 ť4 ň2 ô2 ó1 ä1 ď1.5 ĺ.2 ŕ.1",
    "hu": "á32 é31 ö10 ó10 ő9 ü6 í6 ú4 ű2",
    "pl": "ł22 ó11 ą15 ę14 ż11 ś9 ć5 ń3.5 ź1.5 ö.1 ü.1",
    "ro": "ă38 ş19 ţ17 î14 â8 ș1 ț1 é.1",
    "hr": "č30 š25 ž22 ć15 đ8",
    "tr": "ı30 ü17 ş14 ğ10 ç10 ö9 İ8 â.5 î.3",
    "lt": "ė25 š18 ų14 ž13 į10 ū7 č6 ą4 ę3",
    "lv": "ā35 ī15 ē15 š9 ū5 ņ5 ļ4 ž3 ķ3 č3 ģ2",
    "et": "õ32 ä30 ü22 ö14 š1 ž1",
    "vi": "đ22 ư18 à2 â12 ê12 ô14 ơ8 ă4",
}
_SIGNS: Final = {
    **dict.fromkeys("’«»€°–“”\u00a0", 2.0),
    **dict.fromkeys("£…—‘´ªº¿¡·²³•§©®™„½¼¾×±", 1.0),
    **dict.fromkeys("¢¥µ†‰¹¬¨¸¯÷ˆ˜‹›‚", 0.15),
}
_OPENING, _CLOSING = "«“„¿¡‘", "»®™…²³"


def latin_guess(sample: bytes) -> tuple[str, bool]:
    """Return the encoding that gives the likeliest letters, and whether they are likely at all.

    Args:
        sample: Lines of the file that hold bytes beyond ASCII.
    """
    sample = sample[:_SAMPLE_CHARACTERS]
    best, best_total, best_mean = "cp1252", -math.inf, -math.inf
    for name, (prior, languages) in ENCODINGS.items():
        text = sample.decode(name, "replace")
        placed = _placed(text)
        count = max(1, len(placed))
        for language in languages:
            likely = _likelihood(placed, language)
            total = likely + prior + _SELDOM.get(language, 0.0)
            if total > best_total:
                best, best_total, best_mean = name, total, likely / count
    return best, best_mean >= _EXPLAINED and not _stands_in_rows(sample)


def _placed(text: str) -> list[tuple[str, float]]:
    """Return each character beyond ASCII in lower case with what its place takes away."""
    found: list[tuple[str, float]] = []
    for i, char in enumerate(text):
        if char >= "\x80":
            before = text[i - 1] if i else " "
            after = text[i + 1] if i + 1 < len(text) else " "
            low = char if char == "İ" else char.lower()
            found.append((low[:1], _misplaced(char, before, after)))
    return found


def _likelihood(placed: list[tuple[str, float]], language: str) -> float:
    known = _weights(language)
    return sum(known.get(char) or _other(char) for char, _ in placed) + sum(
        penalty for _, penalty in placed
    )


@lru_cache(maxsize=32)
def _weights(language: str) -> dict[str, float]:
    shares = {item[0]: float(item[1:]) for item in _LETTERS[language].split()}
    scale = (1 - _SIGN_SHARE * 5) / sum(shares.values())
    return {char: math.log(share * scale) for char, share in shares.items()}


@lru_cache(maxsize=1024)
def _other(char: str) -> float:
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co"):
        return _IMPOSSIBLE
    if char in _SIGNS:
        return math.log(_SIGN_SHARE * _SIGNS[char])
    if unicodedata.combining(char):
        return math.log(0.005)
    return _UNKNOWN_LETTER if char.isalpha() else _UNKNOWN_SIGN


def _misplaced(char: str, before: str, after: str) -> float:
    """Return 0 where a character may stand, less where it is hardly met."""
    if not char.isalpha():
        return _misplaced_sign(char, before, after)
    if char == "\u0131":  # Turkish dotless i: small and capital letters stand around it
        return 0.0
    if not (before.isalpha() or after.isalpha() or before in "'’" or after == "."):
        is_word = before.isspace() and after.isspace() and char in "àèéÀÈÉóÓåÅöÖ"
        return -2.0 if is_word else -5.0
    if char.isupper() and not (before.isdigit() or after.isdigit()):
        return _misplaced_capital(before, after)
    if before.isdigit() or after.isdigit() or (after.isalpha() and after.isupper()):
        return -4.5
    return _misplaced_small(char, before, after)


def _misplaced_small(char: str, before: str, after: str) -> float:
    if char == "ß":
        return 0.0 if before.isalpha() else -6.0
    # Portuguese õ stands before e, Estonian õ after these; Hungarian ő, misread, anywhere
    odd = char == "õ" and after not in "eE" and before not in "TtKkPpVvMmRrSsLlJjNn"
    return -2.5 if odd else 0.0


def _misplaced_sign(char: str, before: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if inside and char not in "’´·" and not unicodedata.combining(char):
        return -6.0
    opens_late = char in _OPENING and before.isalnum()
    return -3.0 if opens_late or (char in _CLOSING and after.isalpha()) else 0.0


def _misplaced_capital(before: str, after: str) -> float:
    if before.isalpha() and before.islower():
        return -7.0
    return -1.5 if before.isalpha() and after.islower() else 0.0


def _stands_in_rows(sample: bytes) -> bool:
    """True when bytes beyond ASCII mostly follow one another, as in other scripts."""
    high = pairs = 0
    before = 0
    for byte in sample:
        if byte >= 0x80:
            high += 1
            pairs += before >= 0x80
        before = byte
    return pairs > high * (_MOST_NEIGHBOURS if high > _FEW else _MOST_NEIGHBOURS_OF_FEW)
