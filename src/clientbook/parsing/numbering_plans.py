"""Numbering plans, compiled per region from the metadata that ``phonenumbers`` ships.

``phonenumbers`` is the judge of telephone numbers and costs 25 to 60 microseconds a number.  The
plans here answer plain spellings (ASCII digits, ``+`` and usual punctuation) with the very same
rules in a few microseconds: the steps of its ``parse``, ``is_valid_number`` and ``number_type``,
each compiled once.  What is not plain is left to the judge; a property test holds both equal.
"""

import re
from collections.abc import Callable
from enum import IntEnum
from functools import cache
from typing import Any, NamedTuple

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
from phonenumbers.phonemetadata import PhoneMetadata

_PUNCTUATION = b" -.()/\xc2\xa0"
# In UTF-8 the bytes C2 and A0 alone spell nothing but U+00A0, so deleting them removes exactly it.
_WORLD = "001"
_LONGEST_TEXT = 60
_SHORTEST, _LONGEST = 4, 17  # digits of a national number that the plans answer for

_new = tuple.__new__
_Matcher = Callable[[bytes], re.Match[bytes] | None]


class LineType(IntEnum):
    """What a numbering plan says of a number; the values are those of ``PhoneNumberType``."""

    FIXED_LINE = 0
    MOBILE = 1
    FIXED_LINE_OR_MOBILE = 2
    TOLL_FREE = 3
    PREMIUM_RATE = 4
    SHARED_COST = 5
    VOIP = 6
    PERSONAL_NUMBER = 7
    PAGER = 8
    UAN = 9
    VOICEMAIL = 10
    UNKNOWN = 99


class ParsedNumber(NamedTuple):
    """A number as the numbering plan reads it; a tuple, because millions are made.

    Args:
        e164: ``+`` and digits; not necessarily a valid number.
        extension: Digits dialled after the call is answered, or None.
        line_type: UNKNOWN when the number is not valid.
    """

    e164: str
    extension: str | None
    line_type: LineType

    @property
    def valid(self) -> bool:
        """True when the number lies in a range that its plan uses."""
        return self.line_type is not LineType.UNKNOWN


# In the order in which libphonenumber asks; fixed lines and mobiles come after these.
_SPECIAL = (
    ("premium_rate", LineType.PREMIUM_RATE),
    ("toll_free", LineType.TOLL_FREE),
    ("shared_cost", LineType.SHARED_COST),
    ("voip", LineType.VOIP),
    ("personal_number", LineType.PERSONAL_NUMBER),
    ("pager", LineType.PAGER),
    ("uan", LineType.UAN),
    ("voicemail", LineType.VOICEMAIL),
)


def _pattern(desc: Any, length: int | None = None) -> str | None:
    """Return the pattern of a description, None when no number (of that length) can match."""
    if desc is None or not desc.national_number_pattern:
        return None
    if length is not None and desc.possible_length and length not in desc.possible_length:
        return None
    return str(desc.national_number_pattern)


def _never(_: bytes) -> None:
    return None


def _full(pattern: str | None) -> _Matcher:
    return re.compile(pattern.encode()).fullmatch if pattern else _never


def _line_types(metadata: Any, length: int) -> Callable[[bytes], LineType]:
    """Compile the line types of the national numbers of one region and one length."""
    general = _pattern(metadata.general_desc, length)
    types: list[LineType] = [LineType.UNKNOWN]
    patterns: list[str] = []
    for name, line_type in _SPECIAL:
        if pattern := _pattern(getattr(metadata, name), length):
            types.append(line_type)
            patterns.append(pattern)
    fixed, mobile = _pattern(metadata.fixed_line, length), _pattern(metadata.mobile, length)
    same = metadata.same_mobile_and_fixed_line_pattern
    if fixed:
        types.append(LineType.FIXED_LINE_OR_MOBILE if same else LineType.FIXED_LINE)
        patterns.append(fixed)
    if mobile and not same:
        types.append(LineType.MOBILE)
        patterns.append(mobile)
    if not general or not patterns:
        return _unknown
    # One alternative a type, each closed by an empty group: its number names the type.
    ends = "|".join(rf"(?:{pattern})\Z()" for pattern in patterns)
    match = re.compile(rf"(?={general}\Z)(?:{ends})".encode()).match
    is_mobile = _never if same else _full(mobile)

    def line_type_of(number: bytes) -> LineType:
        found = match(number)
        if found is None:
            return LineType.UNKNOWN
        line_type = types[found.lastindex or 0]
        if line_type is LineType.FIXED_LINE and is_mobile(number):
            return LineType.FIXED_LINE_OR_MOBILE
        return line_type

    return line_type_of


def _unknown(_: bytes) -> LineType:
    return LineType.UNKNOWN


class _Region:
    """The line types of a region, compiled per length on first use."""

    __slots__ = ("_by_length", "_metadata", "leading_digits")

    def __init__(self, metadata: Any) -> None:
        self._metadata = metadata
        self._by_length: dict[int, Callable[[bytes], LineType]] = {}
        self.leading_digits: str | None = metadata.leading_digits

    def line_type(self, number: bytes) -> LineType:
        types = self._by_length.get(len(number))
        if types is None:
            types = self._by_length[len(number)] = _line_types(self._metadata, len(number))
        return types(number)


class _LedRegions:
    """Neighbouring regions of a shared calling code that are told apart by leading digits."""

    __slots__ = ("_match", "_regions")

    def __init__(self, regions: list[_Region]) -> None:
        self._regions = tuple(regions)
        ends = "|".join(f"(?:{region.leading_digits})()" for region in regions)
        self._match = re.compile(ends.encode()).match

    def find(self, number: bytes) -> _Region | None:
        found = self._match(number)
        return self._regions[(found.lastindex or 1) - 1] if found else None


class CallingCode:
    """One country calling code and the regions that share it.

    ``line_type(number)`` gives the line type of a national significant number, UNKNOWN when it is
    not valid.

    Args:
        code: Such as 1 or 44.
    """

    def __init__(self, code: int) -> None:
        self.code = code
        self.prefix = f"+{code}"
        names = COUNTRY_CODE_TO_REGION_CODE[code]
        self.main = names[0]
        self._names = names
        self._steps: tuple[_Region | _LedRegions, ...] = ()
        self.line_type: Callable[[bytes], LineType] = self._shared_type
        if len(names) == 1:  # most codes: one call less for each number
            self.line_type = _Region(_metadata(code, names[0])).line_type

    def _compile(self) -> tuple[_Region | _LedRegions, ...]:
        steps: list[_Region | _LedRegions] = []
        led: list[_Region] = []
        for name in self._names:
            metadata = _metadata(self.code, name)
            if metadata is None:
                continue
            region = _Region(metadata)
            if region.leading_digits is not None:
                led.append(region)
                continue
            if led:
                steps.append(_LedRegions(led))
                led = []
            steps.append(region)
        if led:
            steps.append(_LedRegions(led))
        return tuple(steps)

    def _shared_type(self, number: bytes) -> LineType:
        """Ask the regions in libphonenumber's order; leading digits decide alone."""
        if not self._steps:
            self._steps = self._compile()
        for step in self._steps:
            if isinstance(step, _LedRegions):
                if (region := step.find(number)) is not None:
                    return region.line_type(number)
            elif (line_type := step.line_type(number)) is not LineType.UNKNOWN:
                return line_type
        return LineType.UNKNOWN


def _metadata(code: int, region: str) -> Any:
    return PhoneMetadata.metadata_for_region_or_calling_code(code, region)


@cache  # bounded: one entry a calling code
def calling_code(code: int) -> CallingCode:
    """Return the compiled calling code."""
    return CallingCode(code)


# Every prefix of digits that is a calling code; no code is the beginning of another.
_CODES: dict[bytes, int] = {str(code).encode(): code for code in COUNTRY_CODE_TO_REGION_CODE}


class Plan:
    """How numbers written in one region are read: prefixes, lengths, calling code.

    Args:
        code: Country calling code.
        region: ISO 3166-1 alpha-2, or ``"001"`` for a code that belongs to no region.
    """

    def __init__(self, code: int, region: str) -> None:
        metadata = _metadata(code, region)
        self.region = region
        self.calling = calling_code(code)
        self._code = str(code).encode()
        idd = metadata.international_prefix or ""
        # Most plans have plain digits here, which need no regular expression.
        self._idd_literal = idd.encode() if idd.isdigit() else None
        self._idd: _Matcher = re.compile(idd.encode()).match if idd else _never
        general = metadata.general_desc
        self._general = _full(_pattern(general))
        self._longest = general.possible_length[-1]
        local = set(general.possible_length_local_only)
        self._stands = frozenset(
            length
            for length in range(260)
            if length not in local
            and (length in general.possible_length or length > general.possible_length[-1])
        )
        self._too_long_local = local
        self._metadata = metadata
        prefix = metadata.national_prefix_for_parsing or ""
        self._literal = prefix.encode() if prefix.isdigit() else None
        self._prefix = re.compile(prefix.encode()) if prefix else None
        rule = metadata.national_prefix_transform_rule
        self._rule: bytes | None = rule.encode() if rule else None

    def _strip(self, number: bytes) -> bytes:
        """Take the national prefix (and carrier code) off, where the rest can stand."""
        if self._literal is not None:
            if not number.startswith(self._literal):
                return number
            rest = number[len(self._literal) :]
        else:
            rest = self._without_prefix(number)
        if not self._general(rest) and self._general(number):
            return number
        return rest

    def _without_prefix(self, number: bytes) -> bytes:
        found = self._prefix.match(number) if self._prefix and number else None
        if found is None:
            return number
        groups = found.groups()
        if self._rule is None or not groups or groups[-1] is None:
            return number[found.end() :]
        return found.expand(self._rule) + number[found.end() :]

    def after_idd(self, digits: bytes) -> bytes | None:
        """Return what follows the prefix for calls abroad, None when there is no such prefix."""
        found = self._idd(digits)
        if found is None or digits[found.end() : found.end() + 1] == b"0":
            return None
        return digits[found.end() :]

    def after_own_code(self, digits: bytes) -> bytes | None:
        """Return what follows the region's own calling code, which *digits* begin with, or None.

        The code was meant where the digits are no number of the region as they stand.
        """
        rest = self._strip(digits[len(self._code) :])
        length = len(digits)
        too_long = length > self._longest and length not in self._too_long_local
        if too_long or (not self._general(digits) and self._general(rest)):
            return rest
        return None

    def is_written_with_zero(self, number: str) -> bool:
        """True when people of the region write this national number with a ``0`` in front.

        It is not enough that ``0`` is the national prefix: Chinese and Indian mobiles go without.

        Args:
            number: National significant number, such as ``"612345678"`` in France.
        """
        if self._metadata.national_prefix != "0":
            return False
        for form in self._metadata.number_format:
            leads = form.leading_digits_pattern
            if (not leads or re.match(leads[-1], number)) and re.fullmatch(form.pattern, number):
                rule = form.national_prefix_formatting_rule or ""
                return rule.lstrip("(")[:1] == "0" and not (
                    form.national_prefix_optional_when_formatting
                )
        return False

    def read(self, text: str) -> ParsedNumber | None:
        """Read a plain spelling; None hands the text to ``phonenumbers``.

        Args:
            text: As written, such as ``"06 12 34 56 78"`` or ``"+1 (418) 555-0123"``.
        """
        if len(text) > _LONGEST_TEXT:
            return None
        digits = text.encode("utf-8", "replace").translate(None, _PUNCTUATION)
        if digits.isdigit():  # of bytes: 0 to 9 only
            return self._read_digits(digits)
        if digits[:1] == b"+" and digits[1:].isdigit():
            return _international(digits[1:])
        return None

    def _read_digits(self, digits: bytes) -> ParsedNumber | None:
        idd = self._idd_literal
        if idd is None or digits.startswith(idd):
            abroad = self.after_idd(digits)
            if abroad is not None:
                return _international(abroad)
        if digits.startswith(self._code):
            rest = self.after_own_code(digits)
            if rest is not None:
                return self._main().answer(rest)
        return self.answer(digits)

    def _main(self) -> "Plan":
        return plan_of(self.calling.code, self.calling.main)

    def answer(self, digits: bytes) -> ParsedNumber | None:
        """Return the reading of digits without a calling code."""
        number = self._strip(digits)
        if len(number) not in self._stands:
            number = digits
        if not _SHORTEST <= len(number) <= _LONGEST:
            return None
        calling = self.calling
        # What ParsedNumber(...) does, without the call in between.
        return _new(
            ParsedNumber, (calling.prefix + number.decode(), None, calling.line_type(number))
        )


def _international(digits: bytes) -> ParsedNumber | None:
    for length in (1, 2, 3):
        code = _CODES.get(digits[:length])
        if code is not None:
            return _main_plan(code).answer(digits[length:])
    return None


@cache  # bounded: one entry a calling code
def _main_plan(code: int) -> Plan:
    return plan_of(code, calling_code(code).main)


def read_abroad(text: str) -> ParsedNumber | None:
    """Read a plain international spelling (``+``); None hands the text to ``phonenumbers``."""
    if len(text) > _LONGEST_TEXT:
        return None
    digits = text.encode("utf-8", "replace").translate(None, _PUNCTUATION)
    if digits[:1] == b"+" and digits[1:].isdigit():
        return _international(digits[1:])
    return None


@cache  # bounded: one entry a region
def plan_of(code: int, region: str) -> Plan:
    """Return the compiled plan of a region."""
    return Plan(code, region)
