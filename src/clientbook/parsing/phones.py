"""Telephone numbers as people and spreadsheets write them."""

import re
from functools import cache

import attrs
import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, ValidationResult

from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.settings import NO_REGION
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.numbering_plans import LineType, ParsedNumber, Plan, plan_of, read_abroad
from clientbook.parsing.phone_repair import (
    halves,
    heal_phone_text,
    looks_like_date,
    several_parts,
    split_note,
    tidy,
)
from clientbook.text import clean_text

__all__ = ["LineType", "ParsedNumber", "PhoneReading", "classify", "parse_phone", "read_phone"]

_FIELD = "phone"
_TEXT_LIMIT = 250  # phonenumbers' own bound
_E164_LIMIT = 16  # ITU-T E.164: 15 digits after the plus sign
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


def is_region(code: str | None) -> bool:
    """True for a region whose numbering plan is known."""
    return code in phonenumbers.SUPPORTED_REGIONS


def check_region(region: str) -> None:
    """Raise ValueError when *region* is not one whose numbering plan is known, or ``"ZZ"``."""
    if not is_region(region) and region != NO_REGION:
        raise ValueError(f"region: {region!r} is not an ISO 3166-1 alpha-2 code such as 'CA'")


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
        InvalidValueError: Not one valid number; the issue's code says why.
        ValueError: *region* is not a supported region.
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
    if not tidied:
        raise InvalidValueError(Issue.of(IssueCode.BLANK_VALUE, _FIELD))
    if looks_like_date(tidied):
        raise _refusal(IssueCode.PHONE_LOOKS_LIKE_DATE, region)
    if len(several_parts(tidied)) > 1:
        raise _refusal(IssueCode.MULTI_VALUE_CELL, region)
    whole = heal_phone_text(tidied)
    parsed = _valid(whole, region)
    healed = whole != tidied or (parsed is not None and _zero_was_lost(whole, parsed, region))
    if parsed is None:
        parsed = _with_zero(whole, region)
        healed = parsed is not None
    if parsed is None and (noted := split_note(whole)):
        parsed = _valid(noted[0], region)
        label = label or noted[1]
    if parsed is None:
        raise _reason(whole, region)
    number = _number(clean_text(text), parsed, kind, label, preferred)
    return PhoneReading(number, healed, parsed.line_type)


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
    for head, tail in halves(text):
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
