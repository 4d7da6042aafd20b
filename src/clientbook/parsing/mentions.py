"""Numbers and e-mail addresses that stand anywhere in a text, found with certainty.

A reader of a cell wants one value and refuses what is doubtful.  Who looks for everything that
speaks of a person may miss nothing: what is found here holds all that any reader of any region
reads in the text, in whatever spelling, alone or beside others.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import accumulate

import attrs
import phonenumbers

from clientbook.domain.emails import fold_address
from clientbook.domain.regions import is_region
from clientbook.domain.settings import NO_REGION
from clientbook.errors import InvalidValueError
from clientbook.parsing.emails import read_email
from clientbook.parsing.phone_repair import heal_phone_text, several_parts, tidy
from clientbook.parsing.phone_spellings import RELATIVES
from clientbook.parsing.phones import parse_phone
from clientbook.text import clean_text

_RUN = re.compile(r"\d(?:[^\w+,;|&#*:]*\d)*", re.ASCII)
_GROUP = re.compile(r"\d+", re.ASCII)
_LETTER = re.compile("[A-Za-z]")
_GAP = re.compile(r"\s[-–—/.]+\s|(?=\+)")
"""What parts two numbers, or a number from what follows it, however few digits that has."""
_LONGEST_TEXT = 250
_FEWEST_READ = 3  # digits before the letters of a number that is partly a word
_FEWEST_DIGITS = 6
_FEWEST_WHOLE = 7  # digits of a number that stands beside another one
_FEWEST_CERTAIN = 9  # digits that are a number whatever stands around them
_MOST_DIGITS = 20
_TAIL = 6

_AT = re.compile(r"\s?[(\[{]\s?(?:at|@|arobase)\s?[)\]}]\s?", re.IGNORECASE)
_DOMAIN = r"@[^\s@<>()\[\],;:\"'|/&!?*=#`]+"
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+" + _DOMAIN)
_PLAIN_EMAIL = re.compile(r"[\w.+-]+" + _DOMAIN)


@attrs.frozen
class Numbers:
    """What texts say of telephone numbers.

    Args:
        runs: Digits of each run of groups, without leading zeros: a number, or the end of one.
        parts: Digits of the parts of longer runs, each a number as a whole or none.
        texts: What a reader may read as a number.
        keys: The last digits of all that may be a number in them.
    """

    runs: frozenset[str] = attrs.field(repr=False)
    parts: frozenset[str] = attrs.field(repr=False)
    texts: frozenset[str] = attrs.field(repr=False)
    keys: frozenset[str] = attrs.field(repr=False)

    def name(self, e164: str) -> bool:
        """True when the texts say this number, as any region writes it."""
        digits = e164[1:]
        if any(digits.endswith(said) or said.endswith(digits) for said in self.runs):
            return True
        written = _written(e164)
        if written and any(written.fullmatch(said) for said in (*self.runs, *self.parts)):
            return True
        return any(_reads_as(text, e164) for text in self.texts)


def number_keys(e164: str) -> frozenset[str]:
    """Return the last digits by which the texts that say a number are looked up."""
    digits = e164[1:]
    found = {digits[-n:] for n in range(_TAIL, 9) if len(digits) >= n}
    code = _calling_code(e164)
    if 0 < len(own := digits[len(code) :]) < _TAIL:
        found.add(own)
    elif len(own) == _TAIL:
        found.add(own[1:])  # some islands write such a number without its first digit
    return frozenset(found)


def find_numbers(cells: Iterable[str]) -> Numbers:
    """Return what texts say of telephone numbers."""
    runs: set[str] = set()
    parts: set[str] = set()
    texts: set[str] = set()
    keys: set[str] = set()
    for cell in cells:
        if cell.isascii() and not _GROUP.search(cell):
            continue
        whole = tidy(cell)
        if len(_digits(whole)) < _FEWEST_READ:
            continue
        pieces, apart = {whole, *several_parts(whole)}, set(_GAP.split(whole))
        for text in pieces | apart:
            try:
                healed = heal_phone_text(text)
            except InvalidValueError:  # digits that a spreadsheet rounded away say nothing
                continue
            found = _RUN.findall(healed)
            if text in pieces:
                runs.update(_long_enough(map(_digits, found)))
            if text in apart:
                parts.update(_long_enough(part for run in found for part in _parts_of(run)))
            if len(text) <= _LONGEST_TEXT:
                texts.add(text)
                dialled = _in_digits(healed)
                alone = _RUN.findall(dialled)[:1]  # what follows may be an extension
                keys.update(_digits(said)[-_TAIL:] for said in (dialled, *alone))
    keys.update(said[-_TAIL:] for said in runs | parts)
    return Numbers(
        frozenset(runs),
        frozenset(parts),
        frozenset(texts),
        frozenset(k for key in keys for k in (key, key.lstrip("0")) if len(k) > 3),
    )


def _digits(text: str) -> str:
    return "".join(_GROUP.findall(text))


def _in_digits(text: str) -> str:
    """Return a number that is partly a word (``0800 FLOWERS``) as it is dialled."""
    if _LETTER.search(text) and phonenumbers.is_alpha_number(text):
        return phonenumbers.convert_alpha_characters_in_number(text)
    return text


def _long_enough(found: Iterable[str]) -> Iterator[str]:
    for digits in found:
        if _FEWEST_DIGITS <= len(said := digits.lstrip("0")) <= _MOST_DIGITS:
            yield said


def _parts_of(run: str) -> Iterator[str]:
    """Yield the digits of what may be a number of its own inside a run of groups.

    A part begins and ends where groups do.  A short one has a whole number, or nothing, on each
    side: the last groups of one number may be another number, of somebody else.
    """
    groups = _GROUP.findall(run)
    before = [0, *accumulate(map(len, groups))]
    total = before[-1]
    free = [
        count in (0, total) or _FEWEST_WHOLE <= count <= total - _FEWEST_WHOLE for count in before
    ]
    for start in range(len(groups)):
        for end in range(start + 1, len(before)):
            if (count := before[end] - before[start]) > _MOST_DIGITS:
                break
            if count >= _FEWEST_CERTAIN or (free[start] and free[end]):
                yield "".join(groups[start:end])


@lru_cache(maxsize=256)
def _calling_code(e164: str) -> str:
    try:
        return str(phonenumbers.parse(e164).country_code)
    except phonenumbers.NumberParseException:
        return ""


@lru_cache(maxsize=256)
def _written(e164: str) -> re.Pattern[str] | None:
    """Return how the digits of a number are written in full, without leading zeros.

    Alone, or after its calling code, before which stands what is dialled to go abroad, and after
    which the digits that only a call at home begins with: ``+33 (0)6``.
    """
    code = _calling_code(e164)
    own = e164[1 + len(code) :].lstrip("0")
    if not code or not own:
        return None
    home = phonenumbers.region_code_for_country_code(int(code))
    trunk = phonenumbers.ndd_prefix_for_region(home, strip_non_digits=True) or "0"
    abroad = "?" if len(own) >= _FEWEST_DIGITS else ""  # fewer digits are a postcode or a year
    return re.compile(rf"(?:[0-9]{{0,4}}{code}[0-9]{{0,2}}){abroad}(?:{trunk})?0*{own}")


@lru_cache(maxsize=256)
def _regions(e164: str) -> tuple[str, ...]:
    """Return where a number may be written without its calling code."""
    code = _calling_code(e164)
    own = phonenumbers.region_codes_for_country_code(int(code)) if code else ()
    wide = [region for one in own for region in (one, *RELATIVES.get(one, ()))]
    known = filter(is_region, wide)
    return tuple(dict.fromkeys([*known, NO_REGION]))


def _reads_as(text: str, e164: str) -> bool:
    for region in _regions(e164):
        with suppress(InvalidValueError):
            if parse_phone(text, region=region).e164 == e164:
                return True
    return False


def find_emails(cell: str) -> Iterator[str]:
    """Yield the e-mail addresses that a text may hold, folded; one may come in several lengths."""
    if not any(sign in cell for sign in "@([{"):
        return
    for text in {cell, clean_text(cell)}:
        with suppress(InvalidValueError):
            yield read_email(text).key
        spelt = _AT.sub("@", text)
        for pattern in (_EMAIL, _PLAIN_EMAIL):
            for found in pattern.findall(spelt):
                yield from {fold_address(found.strip(".")), fold_address(found.strip(".'’‘`"))}


def without_emails(cell: str) -> str:
    """Return what a text says beside e-mail addresses."""
    return _EMAIL.sub(" ", _AT.sub("@", cell))
