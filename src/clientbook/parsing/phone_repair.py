"""What people and spreadsheets do to telephone numbers, and how much of it can be undone."""

import re
from collections.abc import Iterator

import attrs

from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.phone_extensions import with_extension_behind
from clientbook.text import ascii_digits, clean_text, split_words, word_set

_FIELD = "phone"

# A float as calamine, pandas and CSV exports write an integer.
_FLOAT = re.compile(r"(\+?[0-9]{5,17})[.,]0{1,6}")
_SCIENTIFIC = re.compile(r"([0-9])(?:[.,]([0-9]{1,20}))?[eE]\+?([0-9]{1,2})")
_DATE = re.compile(
    r"(?:[0-3]?[0-9]([./-])[0-3]?[0-9]\1(?:[0-9]{2}|(?:1[89]|20)[0-9]{2})"
    r"|(?:1[89]|20)[0-9]{2}([./-])[01]?[0-9]\2[0-3]?[0-9])"
    r"(?:[ T][0-9]{1,2}:[0-9]{2}.{0,20})?"
)
SEPARATING_WORDS = r"ou|or|oder|oppure|o|of|et|and|und|u\.|y|e|en|bzw\.?"
"""The words between two values, as a pattern: "or" and "and" of seven languages."""

# ";ext=" and "; ext 3" are extensions, not a second value: such a part is too short to count.
_SEPARATORS = re.compile(rf"[;|,\n/&]|(?<!\w)(?:{SEPARATING_WORDS})(?!\w)|:::", re.IGNORECASE)
_TILDE = re.compile("(?<=[0-9])~(?=[0-9])")
_IN_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[,'’][0-9]{3}){2,4}")
# Printable code points that nobody sees: variation selectors, fillers (Unicode's
# Default_Ignorable_Code_Point, less what clean_text drops).
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_BRACKETED = re.compile(r"[(\[][^()\[\]0-9]*[)\]]")
_NOTE = re.compile(r"[ (\[,;:-]*[^\W\d_][^\d]*")
_AROUND = " ()[],;:-–."
_NUMBER_WORDS = word_set(
    "tel telephone telefon telefono telefone telefoon phone ph fon fono tlf tfno t ext"
    " num numero number nummer nr no n de di of"
)
# "tél 1 : ", "Mobile 2 - ", "(1) ", "1) ", "2e : ": a word or none, and which of several it is.
_NUMBERED = re.compile(
    r"(?:\(?[0-9](?:\)|(?:er|e|[eè]me|nd|st|th|[°ºª.])?(?= ?:))"
    r"|[^\W\d_][^\d:]{0,40}(?:\([0-9]\)|[0-9]{1,2}))\s*(?:[:=)–-]|\.\s)?\s*(?=[+(0-9])"
)
_CUTS = re.compile(r"(?<=[0-9)])\s*[ (\[,;]")
_REMARK = re.compile(r"[\s(\[,;:–-]*(?:[0-9]{0,4}[^\W\d_]|[(\[][0-9]{1,2}[)\]]\s*$)")
_LOWER = re.compile(r"[^\W\d_A-Z]{2,}")
_DIALLED = frozenset({"ext", "extn", "extension", "tel"})
_FEWEST = 7  # digits of a number
_MOST_CUTS = 12
_TAIL = re.compile(r"(.*[0-9)]) ?[/\\] ?(-?)([0-9]{1,4})")
_LAST_GROUP = re.compile(r"[0-9]+")
_DIGITS_OF_A_WHOLE = 9
_TWO_NUMBERS = 36  # digits of two numbers with their prefixes, at most
_WRAPPERS = "'’‘`´\"“”«» \t="


def heal_phone_text(text: str) -> str:
    """Return *text* with what a spreadsheet did to a number undone, where all digits are there.

    ``"5145551234.0"``, ``"5.145551234E+09"`` and ``"5,145,551,234"`` give ``"5145551234"``; text
    that no spreadsheet spoiled comes back as it is.

    Raises:
        InvalidValueError: PHONE_DIGITS_LOST, when digits were rounded away (``"5.14555E+09"``).
    """
    if found := _FLOAT.fullmatch(text):
        return found[1]
    if _IN_THOUSANDS.fullmatch(text):
        return "".join(c for c in text if c.isdigit())
    found = _SCIENTIFIC.fullmatch(text)
    if found is None:
        return text
    fraction = found[2] or ""
    exponent = int(found[3])
    # Fewer decimals than the exponent: the missing digits may have been anything.
    if exponent > len(fraction):
        raise InvalidValueError(Issue.of(IssueCode.PHONE_DIGITS_LOST, _FIELD))
    if fraction[exponent:].strip("0"):
        raise InvalidValueError(Issue.of(IssueCode.PHONE_DIGITS_LOST, _FIELD))
    return found[1] + fraction[:exponent]


def tidy(text: str) -> str:
    """Return *text* without invisible characters, quotes around it and digits of other scripts.

    An extension stands behind the number, in the form that is read everywhere.  A tilde between
    digits parts them, but for one behind a whole number, which stands before its extension.
    """
    text = _UNSEEN.sub("", ascii_digits(clean_text(text))).strip(_WRAPPERS)
    if "~" in text and (text.count("~") > 1 or text.find("~") < _FEWEST):
        text = _TILDE.sub(" ", text)
    return with_extension_behind(text)


def looks_like_date(text: str) -> bool:
    """True for a date in digits, such as ``27/06/1988`` or ``1988-06-27 00:00:00``."""
    return len(text) <= 40 and _DATE.fullmatch(text) is not None


def _digit_count(text: str) -> int:
    return sum(map(text.count, "0123456789"))


def several_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a cell that could each be a number, when separators tell them apart."""
    return tuple(p for p in _SEPARATORS.split(text) if _digit_count(p) >= 7)


def halves(text: str) -> list[tuple[str, str]]:
    """Return the ways to cut *text* in two at a space or dash, each half long enough."""
    if _digit_count(text) > _TWO_NUMBERS:
        return []
    cuts = [i for i, c in enumerate(text) if c in " -–—"]
    pairs = ((text[:i], text[i + 1 :]) for i in cuts)
    return [(a, b) for a, b in pairs if _digit_count(a) >= 7 and _digit_count(b) >= 7]


def split_note(text: str) -> tuple[str, str] | None:
    """Cut words off the end of a number: ``"06 12 34 56 78 (maman)"`` gives number and note."""
    last = max((i for i, c in enumerate(text) if "0" <= c <= "9"), default=-1)
    head, tail = text[: last + 1], text[last + 1 :]
    if _digit_count(head) < 6 or not _NOTE.fullmatch(tail):
        return None
    return head, tail.strip(_AROUND)


def split_lead(text: str) -> tuple[str, str]:
    """Cut words off the beginning: ``"le soir : 06 12 34 56 78"`` gives words and number.

    Words that only say that it is a telephone number (``tel.``) are no words of their own.
    """
    first = next((i for i, c in enumerate(text) if "0" <= c <= "9"), 0)
    while first and text[first - 1] in "+(":
        first -= 1
    lead = text[:first]
    if lead[-1:].isalpha() or not any(map(str.isalpha, lead)):
        return "", text
    said = set(split_words(lead))
    return "" if said <= _NUMBER_WORDS else lead.strip(_AROUND), text[first:]


def split_remarks(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the ways to tell a number from remarks that hold digits, the longest number first.

    ``"06 12 34 56 78 (après 18h)"``, ``"0612345678 depuis 2019"`` and ``"tél 1 : 0612345678"`` are
    words before, the number and words behind; a remark has fewer digits than a number.
    """
    lead = _NUMBERED.match(text)
    before, rest = (lead[0], text[lead.end() :]) if lead else ("", text)
    said = {word for word in split_words(before) if not word.isdigit()}
    before = "" if said <= _NUMBER_WORDS else before.strip(_AROUND)
    cuts = [m.start() for m in _CUTS.finditer(rest)]
    for cut in (len(rest), *reversed(cuts[:_MOST_CUTS])) if lead else reversed(cuts[:_MOST_CUTS]):
        number, after = rest[:cut], rest[cut:]
        if any(map(str.isalpha, number)) or _digit_count(number) < _FEWEST:
            continue
        if not after or (_REMARK.match(after) and _digit_count(after) < _FEWEST):
            yield before, number.strip(_AROUND.replace("(", "")), after.strip(_AROUND)


@attrs.frozen
class Tail:
    """A number, and after a slash a few digits.

    Args:
        head: What stands before the last slash.
        replaces: True where the digits look like the end of a further number: a dash begins them,
            or they are fewer than the group that they would replace.
    """

    head: str
    replaces: bool


def cut_tail(text: str) -> Tail | None:
    """Cut a few digits after a slash off: ``"0221 123456/57"``; None where none stand there."""
    found = _TAIL.fullmatch(text)
    if found is None:
        return None
    head, dash, tail = found.groups()
    last = _LAST_GROUP.findall(head)[-1]
    short = len(tail) <= 2 or _digit_count(head) >= _DIGITS_OF_A_WHOLE
    return Tail(head, bool(dash) or (short and len(tail) < len(last)))


def has_words(text: str) -> bool:
    """True for words that are no extension between digits: ``0221 1234567 ab 18``."""
    return any(word not in _DIALLED for word in _LOWER.findall(text))


def without_notes(text: str) -> str:
    """Return *text* without what stands in brackets and holds no digit."""
    return " ".join(_BRACKETED.sub(" ", text).split())
