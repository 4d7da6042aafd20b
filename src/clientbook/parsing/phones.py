"""Telephone numbers as people and spreadsheets write them."""

import re
from collections.abc import Sequence

import attrs
import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType, ValidationResult

from clientbook.domain.countries import stated_country
from clientbook.domain.doors import guarded
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.regions import is_region
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.html_texts import as_shown
from clientbook.parsing.nothing import blank, is_crossed_out, is_no_value
from clientbook.parsing.numbering_plans import LineType, ParsedNumber
from clientbook.parsing.phone_repair import (
    cut_tail,
    halves,
    has_words,
    heal_phone_text,
    looks_like_date,
    several_parts,
    split_lead,
    split_note,
    split_remarks,
    tidy,
    without_notes,
)
from clientbook.parsing.phone_spellings import (
    E164_LIMIT,
    INTERNATIONAL,
    classify,
    is_national_form,
    read_plain,
    understood,
    valid,
    with_code_once,
    zero_was_lost,
)
from clientbook.parsing.several import values_apart
from clientbook.text import ascii_digits, clean_text

__all__ = ["LineType", "ParsedNumber", "PhoneReading", "classify", "parse_phone", "read_phone"]

_FIELD = "phone"
_LONGEST_TAIL = 6  # characters of a slash and the digits that cut_tail() cuts off
_TEXT_LIMIT = 250  # phonenumbers' own bound
_CALLING_CODE = re.compile(r"(?:^|[+(])0{0,2}([1-9][0-9]{0,2})(?![0-9])")

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
    text = as_shown(text)
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
        return PhoneReading(number, zero_was_lost(text, parsed, region), parsed.line_type)
    return _read_with_care(text, region, kind, label, preferred)


def _plain(text: str, region: str) -> ParsedNumber | None:
    """Read a valid number in plain spelling that cannot be a date or a float."""
    parsed = read_plain(text, region)
    if parsed is None or parsed.line_type is LineType.UNKNOWN or len(parsed.e164) > E164_LIMIT:
        return None
    parsed = with_code_once(parsed, text)
    if text.isdigit():
        return parsed  # neither a date nor a float
    if "/" in text[-_LONGEST_TAIL:] and cut_tail(text):
        return None
    if text.endswith((".0", ".00")) and text.count(".") == 1:
        return None  # 06.12.34.56.00 is no float
    if len(text) <= 12 and _is_date(text.strip(), region):
        return None
    return parsed


def _is_date(text: str, region: str) -> bool:
    return looks_like_date(text) and not is_national_form(text, region)


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
    if not tidied or is_no_value(tidied) or is_crossed_out(tidied):
        raise InvalidValueError(blank(_FIELD, tidied))
    before, told = split_lead(tidied)
    if _is_date(told, region):
        raise _refusal(IssueCode.PHONE_LOOKS_LIKE_DATE, region)
    if len(several_parts(tidied)) > 1 or _has_tail(told, region):
        raise _refusal(IssueCode.MULTI_VALUE_CELL, region)
    whole = heal_phone_text(told)
    bare, after = split_note(whole) or (whole, "")
    # 1 800 555 CALL: letters that are dialled, which words in small letters or brackets are not
    spelt = after != "" and whole.endswith(after) and after.isupper()
    remarked = _beside_remarks(tidied, region) if has_words(bare) else None
    parsed, restored = understood(whole if spelt else bare, region)
    healed = restored or whole != told
    if after and not (spelt and parsed):
        parsed = parsed or valid(bare, region)
    else:
        after = ""
    if remarked or (parsed is None and (remarked := _beside_remarks(tidied, region))):
        (parsed, before, after), healed = remarked, False
    if parsed is None:
        raise _reason(whole, region)
    label = label or ", ".join(filter(None, (before, after))) or None
    number = _number(clean_text(text), parsed, kind, label, preferred)
    return PhoneReading(number, healed, parsed.line_type)


def _beside_remarks(text: str, region: str) -> tuple[ParsedNumber, str, str] | None:
    """Read the one number beside remarks with digits of their own: ``0612345678 (après 18h)``."""
    for before, number, after in split_remarks(text):
        if not looks_like_date(number) and (parsed := valid(number, region)):
            return parsed, before, after
    return None


def _has_tail(text: str, region: str) -> bool:
    """True for a number and the last digits of another: ``0221 123456/57``, ``415-555-2671/2``.

    ``0221/123456`` and ``0664/123/45/67`` are one number: no number ends before the slash, or what
    follows is as long as the group before.
    """
    cut = cut_tail(text)
    if cut is None or not valid(cut.head, region):
        return False
    if not valid(text, region):
        return True
    return cut.replaces


def read_phone_dialled(
    text: str,
    *,
    regions: Sequence[str],
    code: str = "",
    area: str = "",
    kind: PhoneKind | None = None,
    label: str | None = None,
    preferred: bool = False,
) -> PhoneReading:
    """Like :func:`read_phone`, for a number that may be from several places.

    Args:
        text: As written.
        regions: Where it may be from, the likeliest first; the last one's reason is given.
        code: What stands beside it: a calling code (``"+41"``, ``"41"``) or a country.
        area: The code of its area, where that stands beside it, too: ``"0221"``, ``"(415)"``.
        kind: What its owner says it is.
        label: The owner's own word for it.
        preferred: True for the number its owner wants used first.

    Raises:
        InvalidValueError: Valid nowhere, or *code* is no country's.
    """
    places, texts = tuple(regions), list[str]()
    for one in _with_area(text.strip(), area):
        spellings, places = _with_code(one, code, tuple(regions))
        texts += spellings
    for place in places:
        for spelling in texts:
            try:
                return read_phone(
                    spelling, region=place, kind=kind, label=label, preferred=preferred
                )
            except InvalidValueError as error:
                if error.issue.code is IssueCode.MULTI_VALUE_CELL:
                    raise  # all of it, read elsewhere, is a number of nobody
                reason = error
    raise reason


def _with_area(text: str, area: str) -> tuple[str, ...]:
    """Return the spellings to try of a number beside the code of its area.

    A number may have its code, too, and a code may have lost its zero.
    """
    digits = "".join(c for c in ascii_digits(area.removesuffix(".0")) if c.isdigit())
    if not digits or INTERNATIONAL.match(text):
        return (text,)
    joined = f"{digits}{text.lstrip(' -/.')}"
    if text[0] == "0":
        return (text, joined)
    return (joined, text) if joined[0] == "0" else (f"0{joined}", joined, text)


def _with_code(
    text: str, code: str, regions: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the spellings to try of a number beside a code, and the regions to try them in."""
    if not code or INTERNATIONAL.match(text):
        return (text,), regions
    if found := _CALLING_CODE.search(code.removesuffix(".0")):
        dialled = f"+{found[1]} {text}"
        again = text if not text.startswith(found[1]) else f"+{text}"
        return ((dialled,) if again == text else (dialled, again)), regions[-1:]
    country = stated_country(code)
    if country is not None and is_region(country):
        return (text,), (country,)
    raise _refusal(IssueCode.INVALID_PHONE, regions[-1])


def is_code_of(code: str, region: str) -> bool:
    """True for the calling code or the name of a region: ``"+44"`` and ``"GB"`` of ``"GB"``."""
    if found := _CALLING_CODE.search(code.removesuffix(".0")):
        return int(found[1]) == phonenumbers.country_code_for_region(region)
    return stated_country(code) == region


def _refusal(code: IssueCode, region: str, **parts: int) -> InvalidValueError:
    return InvalidValueError(Issue.of(code, _FIELD, region=region, **parts))


def _reason(text: str, region: str) -> InvalidValueError:
    """Say why *text* is no valid number."""
    if len(values_apart(text)) > 1:
        return _refusal(IssueCode.MULTI_VALUE_CELL, region)
    for head, tail in halves(without_notes(text)):
        if valid(head, region) and valid(tail, region):
            return _refusal(IssueCode.MULTI_VALUE_CELL, region)
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as error:
        return _refusal(_UNREADABLE.get(error.error_type, IssueCode.INVALID_PHONE), region)
    result = phonenumbers.is_possible_number_with_reason(number)
    fixed = phonenumbers.is_possible_number_for_type_with_reason(number, PhoneNumberType.FIXED_LINE)
    parts: dict[str, int] = {}
    if INTERNATIONAL.match(text):  # the number says itself of which country it would be
        parts["calling_code"] = code = number.country_code or 0
        country = phonenumbers.region_code_for_country_code(code)
        region = country if is_region(country) else f"+{code}"
    if ValidationResult.IS_POSSIBLE_LOCAL_ONLY in (result, fixed):
        return _refusal(IssueCode.PHONE_NEEDS_AREA_CODE, region, **parts)
    return _refusal(_IMPOSSIBLE.get(result, IssueCode.INVALID_PHONE), region, **parts)


_UNREADABLE = {
    NumberParseException.TOO_SHORT_AFTER_IDD: IssueCode.PHONE_TOO_SHORT,
    NumberParseException.TOO_SHORT_NSN: IssueCode.PHONE_TOO_SHORT,
    NumberParseException.TOO_LONG: IssueCode.PHONE_TOO_LONG,
}
_IMPOSSIBLE = {
    ValidationResult.TOO_SHORT: IssueCode.PHONE_TOO_SHORT,
    ValidationResult.TOO_LONG: IssueCode.PHONE_TOO_LONG,
}
