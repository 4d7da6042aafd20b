"""Telephone numbers as people and spreadsheets write them."""

import re
from collections.abc import Sequence
from functools import cache

import attrs
import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, ValidationResult

from clientbook.domain.doors import guarded
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.settings import NO_REGION
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.countries import country_of
from clientbook.parsing.nothing import blank, is_no_value
from clientbook.parsing.numbering_plans import LineType, ParsedNumber, Plan, plan_of, read_abroad
from clientbook.parsing.phone_repair import (
    halves,
    heal_phone_text,
    looks_like_date,
    several_parts,
    split_note,
    tidy,
    without_notes,
)
from clientbook.parsing.regions import check_region, is_region
from clientbook.text import clean_text

__all__ = ["LineType", "ParsedNumber", "PhoneReading", "classify", "parse_phone", "read_phone"]

_FIELD = "phone"
_TEXT_LIMIT = 250  # phonenumbers' own bound
_E164_LIMIT = 16  # ITU-T E.164: 15 digits after the plus sign
_SHORTEST_ABROAD = 11  # digits of a number whose plus sign can be told to be missing
_INTERNATIONAL = re.compile(r"[ (]*(?:\+|00)")
_CALLING_CODE = re.compile(r"(?:^|[+(])0{0,2}([1-9][0-9]{0,2})(?![0-9])")
_EXTENSION = re.compile(r"[0-9]{1,20}")

_INFERRED = {
    LineType.MOBILE: PhoneKind.MOBILE,
    LineType.PAGER: PhoneKind.PAGER,
    LineType.FIXED_LINE_OR_MOBILE: PhoneKind.UNKNOWN,  # North America
}


@attrs.frozen
class PhoneReading:
    """A number and what its reader had to do.

    Args:
        number: The number.
        healed: True when a spreadsheet had spoiled it: a float, an exponent, a lost leading zero.
        line_type: What the numbering plan says.
    """

    number: PhoneNumber
    healed: bool
    line_type: LineType

    @property
    def looks_mobile(self) -> bool:
        """True for a mobile line that was declared to be something else (SPEC V25)."""
        return self.line_type is LineType.MOBILE and self.number.kind is not PhoneKind.MOBILE


@cache  # bounded: only supported regions get in
def _plan(region: str) -> Plan:
    check_region(region)
    return plan_of(phonenumbers.country_code_for_region(region), region)


def _read_plain(text: str, region: str) -> ParsedNumber | None:
    return read_abroad(text) if region == NO_REGION else _plan(region).read(text)


def classify(text: str, region: str) -> ParsedNumber | None:
    """Return what ``phonenumbers`` says of *text*, at a tenth of its price for plain spellings.

    Args:
        text: A number in national or international form.
        region: ISO 3166-1 alpha-2 of where the number was written.

    Returns:
        E.164, extension and line type (UNKNOWN when not valid); None when it is no number at all.

    Raises:
        ValueError: *region* is not a supported region.
    """
    return _read_plain(text, region) or _judge(text, region)


def _judge(text: str, region: str) -> ParsedNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return ParsedNumber(e164, number.extension, LineType(phonenumbers.number_type(number)))


@guarded
def parse_phone(
    text: str,
    *,
    region: str,
    kind: PhoneKind | None = None,
    label: str | None = None,
    preferred: bool = False,
) -> PhoneNumber:
    """Read a telephone number as people write it.

    The number must be valid: in a range that the numbering plan of its country uses.

    Args:
        text: Such as ``"06 12 34 56 78"``, ``"+1 418 555-0123 ext. 3"`` or what a spreadsheet
            made of it.
        region: ISO 3166-1 alpha-2 of the country whose national form may be used.
        kind: What its owner says it is; None infers MOBILE and PAGER where the plan proves it.
        label: The owner's own word for it.
        preferred: True for the number its owner wants used first.

    Raises:
        InvalidValueError: Not one valid number, the issue's code says why; or *region* is none
            whose numbering plan is known.
    """
    parsed = _plain(text, region)
    if parsed is not None:
        return _number(text, parsed, kind, label, preferred)
    return _read_with_care(text, region, kind, label, preferred).number


def read_phone(
    text: str,
    *,
    region: str,
    kind: PhoneKind | None = None,
    label: str | None = None,
    preferred: bool = False,
) -> PhoneReading:
    """Like :func:`parse_phone`, and says whether the number was healed or looks mobile."""
    parsed = _plain(text, region)
    if parsed is not None:
        number = _number(text, parsed, kind, label, preferred)
        return PhoneReading(number, _zero_was_lost(text, parsed, region), parsed.line_type)
    return _read_with_care(text, region, kind, label, preferred)


def _plain(text: str, region: str) -> ParsedNumber | None:
    """Read a valid number in plain spelling that cannot be a date or a float."""
    parsed = _read_plain(text, region)
    if parsed is None or parsed.line_type is LineType.UNKNOWN or len(parsed.e164) > _E164_LIMIT:
        return None
    if text.isdigit():
        return parsed  # neither a date nor a float
    if text.endswith((".0", ".00")) and text.count(".") == 1:
        return None  # 06.12.34.56.00 is no float
    if len(text) <= 12 and looks_like_date(text.strip()):
        return None
    return parsed


def _zero_was_lost(text: str, parsed: ParsedNumber, region: str) -> bool:
    """True for bare digits that lack the ``0`` with which the region's numbers are written."""
    if region == NO_REGION or not text.isdigit() or text[0] == "0":
        return False
    plan = _plan(region)
    same = parsed.e164 == f"{plan.calling.prefix}{text}"
    return same and plan.is_written_with_zero(text)


def _number(
    text: str, parsed: ParsedNumber, kind: PhoneKind | None, label: str | None, preferred: bool
) -> PhoneNumber:
    if kind is None:
        kind = _INFERRED.get(parsed.line_type, PhoneKind.OTHER)
    raw = text.strip()
    return PhoneNumber(
        parsed.e164,
        kind,
        parsed.extension,
        label,
        None if raw == parsed.e164 else raw,
        preferred,
    )


def _read_with_care(
    text: str, region: str, kind: PhoneKind | None, label: str | None, preferred: bool
) -> PhoneReading:
    if len(text) > _TEXT_LIMIT:
        raise _refusal(IssueCode.PHONE_TOO_LONG, region)
    tidied = tidy(text)
    if not tidied or is_no_value(tidied) or not tidied.strip("0 .-/"):
        raise InvalidValueError(blank(_FIELD, tidied))
    if looks_like_date(tidied):
        raise _refusal(IssueCode.PHONE_LOOKS_LIKE_DATE, region)
    if len(several_parts(tidied)) > 1:
        raise _refusal(IssueCode.MULTI_VALUE_CELL, region)
    whole = heal_phone_text(tidied)
    bare, note = split_note(whole) or (whole, None)
    # 1 800 555 CALL: letters that are dialled, which words in small letters or brackets are not
    spelt = note is not None and whole.endswith(note) and note.isupper()
    parsed, restored = _understood(whole if spelt else bare, region)
    healed = restored or whole != tidied
    if note is not None and not (spelt and parsed):
        parsed = parsed or _valid(bare, region)
        label = label or note
    if parsed is None:
        raise _reason(whole, region)
    number = _number(clean_text(text), parsed, kind, label, preferred)
    return PhoneReading(number, healed, parsed.line_type)


def _understood(text: str, region: str) -> tuple[ParsedNumber | None, bool]:
    """Read a number in every way in which people of a region may have written it.

    Returns:
        The number, None when it is valid in none of them; and whether digits were restored.
    """
    if (parsed := _valid(text, region)) is not None:
        return parsed, _zero_was_lost(text, parsed, region)
    if (parsed := _with_zero(text, region)) is not None:
        return parsed, True
    found = _dialled_alike(text, region) or _overseas(text, region) or _old_mexican(text)
    if found is not None:
        return found, False
    return _without_plus(text), True


# Regions that dial one another like home, though their calling codes differ: the French overseas
# departments (numbers 02 62, 05 90, 06 39, 06 90 ...), and San Marino inside Italy.
_ALIKE = (("FR", "GP", "RE", "MQ", "GF", "YT", "PM"), ("IT", "SM"))
RELATIVES = {one: tuple(r for r in family if r != one) for family in _ALIKE for one in family}


def _dialled_alike(text: str, region: str) -> ParsedNumber | None:
    """Read a number of a region that is dialled from here without its calling code.

    ``0692 12 34 56`` and ``+33 692 12 34 56`` are of Réunion, ``+262``.
    """
    relatives = RELATIVES.get(region, ())
    if not relatives:
        return None
    national = text
    if found := _INTERNATIONAL.match(text):
        code = str(phonenumbers.country_code_for_region(region))
        digits = "".join(c for c in text[found.end() :] if c.isdigit())
        if not digits.startswith(code):
            return None
        national = "0" + digits[len(code) :].lstrip("0")
    for relative in relatives:
        parsed = _valid(national, relative)
        own = f"+{phonenumbers.country_code_for_region(relative)}"
        if parsed is not None and parsed.e164.startswith(own):
            return parsed
    return None


# Blocks that the French numbering plan (ARCEP) gives to one overseas department as a whole, and its
# calling code; the metadata lists only what was in use when it was made.
_OVERSEAS = re.compile(
    r"(?:(?P<c262>639|69[23])|(?P<c590>69[01])|(?P<c594>694)|(?P<c596>69[67]))[0-9]{6}"
)


def _overseas(text: str, region: str) -> ParsedNumber | None:
    """Read a mobile of a French overseas department in a block that is not yet listed."""
    dialled = "".join(c for c in text if c.isdigit())
    abroad, digits = _INTERNATIONAL.match(text) is not None, dialled.removeprefix("00")
    number = digits[2 if digits[:2] == "33" else 3 :]
    if not abroad:
        number = dialled[1:] if dialled[:1] == "0" and region in RELATIVES else ""
    found = _OVERSEAS.fullmatch(number)
    if found is None or found.lastgroup is None:
        return None
    code = found.lastgroup[1:]
    if abroad and not digits.startswith((code, "33")):
        return None
    return ParsedNumber(f"+{code}{number}", None, LineType.MOBILE)


def _old_mexican(text: str) -> ParsedNumber | None:
    """Read a Mexican mobile with the 1 that was dropped in 2019; WhatsApp still writes it."""
    digits = "".join(c for c in text if c.isdigit())
    found = re.fullmatch(r"(?:00)?521([0-9]{10})", digits)
    return _valid(f"+52{found[1]}", "MX") if found else None


def _without_plus(text: str) -> ParsedNumber | None:
    """Read digits that begin with a calling code, where they are a valid number with a plus."""
    digits = "".join(c for c in text if c not in " .-()/")
    if not (digits.isascii() and digits.isdigit()) or digits[0] == "0":
        return None
    if not _SHORTEST_ABROAD <= len(digits) < _E164_LIMIT:
        return None
    return _valid(f"+{digits}", NO_REGION)


def read_phone_dialled(
    text: str,
    *,
    regions: Sequence[str],
    code: str = "",
    kind: PhoneKind | None = None,
    label: str | None = None,
    preferred: bool = False,
) -> PhoneReading:
    """Like :func:`read_phone`, for a number that may be from several places.

    Args:
        text: As written.
        regions: Where it may be from, the likeliest first; the last one's reason is given.
        code: What stands beside it: a calling code (``"+41"``, ``"41"``) or a country.
        kind: What its owner says it is.
        label: The owner's own word for it.
        preferred: True for the number its owner wants used first.

    Raises:
        InvalidValueError: Valid nowhere, or *code* is no country's.
    """
    texts, places = _with_code(text.strip(), code, tuple(regions))
    for place in places:
        for spelling in texts:
            try:
                return read_phone(
                    spelling, region=place, kind=kind, label=label, preferred=preferred
                )
            except InvalidValueError as error:
                reason = error
    raise reason


def _with_code(
    text: str, code: str, regions: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the spellings to try of a number beside a code, and the regions to try them in."""
    if not code or _INTERNATIONAL.match(text):
        return (text,), regions
    if found := _CALLING_CODE.search(code.removesuffix(".0")):
        dialled = f"+{found[1]} {text}"
        again = text if not text.startswith(found[1]) else f"+{text}"
        return ((dialled,) if again == text else (dialled, again)), regions[-1:]
    country = country_of(code)
    if country is not None and is_region(country):
        return (text,), (country,)
    raise _refusal(IssueCode.INVALID_PHONE, regions[-1])


def _valid(text: str, region: str) -> ParsedNumber | None:
    parsed = classify(text, region)
    if parsed is None or not parsed.valid or len(parsed.e164) > _E164_LIMIT:
        return None
    if parsed.extension is not None and not _EXTENSION.fullmatch(parsed.extension):
        return None
    return parsed


def _with_zero(text: str, region: str) -> ParsedNumber | None:
    """Give bare digits their leading zero back where it belongs to the number itself (Italy)."""
    if not (text.isascii() and text.isdigit()) or text[0] == "0":
        return None
    return _valid(f"0{text}", region)


def _refusal(code: IssueCode, region: str) -> InvalidValueError:
    return InvalidValueError(Issue.of(code, _FIELD, region=region))


def _reason(text: str, region: str) -> InvalidValueError:
    """Say why *text* is no valid number."""
    for head, tail in halves(without_notes(text)):
        if _valid(head, region) and _valid(tail, region):
            return _refusal(IssueCode.MULTI_VALUE_CELL, region)
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as error:
        return _refusal(_UNREADABLE.get(error.error_type, IssueCode.INVALID_PHONE), region)
    result = phonenumbers.is_possible_number_with_reason(number)
    fixed = phonenumbers.is_possible_number_for_type_with_reason(number, PhoneNumberType.FIXED_LINE)
    if ValidationResult.IS_POSSIBLE_LOCAL_ONLY in (result, fixed):
        return _refusal(IssueCode.PHONE_NEEDS_AREA_CODE, region)
    return _refusal(_IMPOSSIBLE.get(result, IssueCode.INVALID_PHONE), region)


_UNREADABLE = {
    NumberParseException.TOO_SHORT_AFTER_IDD: IssueCode.PHONE_TOO_SHORT,
    NumberParseException.TOO_SHORT_NSN: IssueCode.PHONE_TOO_SHORT,
    NumberParseException.TOO_LONG: IssueCode.PHONE_TOO_LONG,
}
_IMPOSSIBLE = {
    ValidationResult.TOO_SHORT: IssueCode.PHONE_TOO_SHORT,
    ValidationResult.TOO_LONG: IssueCode.PHONE_TOO_LONG,
}
