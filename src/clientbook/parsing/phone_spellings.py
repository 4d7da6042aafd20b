"""Every way in which people of a region may have written one number."""

import re
from functools import cache

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, NumberParseException, PhoneNumberFormat

from clientbook.domain.regions import check_region
from clientbook.domain.settings import NO_REGION
from clientbook.parsing.numbering_plans import LineType, ParsedNumber, Plan, plan_of, read_abroad

E164_LIMIT = 16  # ITU-T E.164: 15 digits after the plus sign
_SHORTEST_ELSEWHERE = 6  # digits of a number that is dialled from another region: San Marino's
_SHORTEST_ABROAD = 11  # digits of a number whose plus sign can be told to be missing
INTERNATIONAL = re.compile(r"[ (]*(?:\+|00)")
_EXTENSION = re.compile(r"[0-9]{1,20}")
_GROUPS = re.compile(r"[0-9]+")


@cache  # bounded: only supported regions get in
def _plan(region: str) -> Plan:
    check_region(region)
    return plan_of(phonenumbers.country_code_for_region(region), region)


def read_plain(text: str, region: str) -> ParsedNumber | None:
    """Return the fast reading of a plain spelling; None leaves it to :func:`classify`."""
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
    return read_plain(text, region) or _judge(text, region)


def _judge(text: str, region: str) -> ParsedNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return ParsedNumber(e164, number.extension, LineType(phonenumbers.number_type(number)))


def valid(text: str, region: str) -> ParsedNumber | None:
    """Return the number where its plan uses its range, None otherwise."""
    parsed = classify(text, region)
    if parsed is None or not parsed.valid or len(parsed.e164) > E164_LIMIT:
        return None
    if parsed.extension is not None and not _EXTENSION.fullmatch(parsed.extension):
        return None
    return parsed


def _with_zero(text: str, region: str) -> ParsedNumber | None:
    """Give bare digits their leading zero back where it belongs to the number itself (Italy)."""
    if not (text.isascii() and text.isdigit()) or text[0] == "0":
        return None
    return valid(f"0{text}", region)


def zero_was_lost(text: str, parsed: ParsedNumber, region: str) -> bool:
    """True for bare digits that lack the ``0`` with which the region's numbers are written."""
    if region == NO_REGION or not text.isdigit() or text[0] == "0":
        return False
    plan = _plan(region)
    same = parsed.e164 == f"{plan.calling.prefix}{text}"
    return same and plan.is_written_with_zero(text)


# A calling code, and the same digits again where the national number begins.
_TWICE = re.compile(r"\+([1-9][0-9]{1,2})\1")
_SHORTEST_WITH_CODE = 9  # digits after a calling code whose plus sign is missing


def with_code_once(parsed: ParsedNumber, text: str) -> ParsedNumber:
    """Return the number without the calling code that its text had already, and no plus sign.

    Where national numbers have many lengths, ``4915123456789`` could be a number of Leer (0491).
    A mobile is meant where there is one: no landline is as long.  A landline behind the code is
    meant where the code stands apart, or where as many digits follow as a city's numbers have:
    ``4921123456`` is of Emden (04921), ``49 221 123456`` and ``49221123456`` of Cologne.

    Args:
        parsed: The reading of the whole text.
        text: As written.
    """
    found = _TWICE.match(parsed.e164)
    if found is None or parsed.line_type is LineType.MOBILE:
        return parsed
    code = found[1]
    once = valid(f"+{parsed.e164[1 + len(code) :]}", NO_REGION)
    if once is None or int(code) not in COUNTRY_CODE_TO_REGION_CODE:
        return parsed
    if once.line_type is LineType.MOBILE:
        return once._replace(extension=parsed.extension)
    groups = _GROUPS.findall(text)
    national = "+" in text or groups[0][0] == "0"  # what the text says itself
    long = len(once.e164) > len(code) + _SHORTEST_WITH_CODE
    if national or not (long or groups[0] == code):
        return parsed
    return once._replace(extension=parsed.extension)


def understood(text: str, region: str) -> tuple[ParsedNumber | None, bool]:
    """Read a number in every way in which people of a region may have written it.

    Returns:
        The number, None when it is valid in none of them; and whether digits were restored.
    """
    if (parsed := valid(text, region)) is not None:
        parsed = with_code_once(parsed, text)
        return parsed, zero_was_lost(text, parsed, region)
    if (parsed := _with_zero(text, region)) is not None:
        return parsed, True
    if sum(map(str.isdigit, text)) < _SHORTEST_ELSEWHERE:
        return None, True
    found = _dialled_alike(text, region) or _overseas(text, region) or _old_mexican(text)
    found = found or _with_double_zero(text)
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
    if found := INTERNATIONAL.match(text):
        code = str(phonenumbers.country_code_for_region(region))
        digits = "".join(c for c in text[found.end() :] if c.isdigit())
        if not digits.startswith(code):
            return None
        national = "0" + digits[len(code) :].lstrip("0")
    for relative in relatives:
        parsed = valid(national, relative)
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
    abroad, digits = INTERNATIONAL.match(text) is not None, dialled.removeprefix("00")
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
    return valid(f"+52{found[1]}", "MX") if found else None


_DOUBLE_ZERO = re.compile(r"[ (]*00(?=[ ().\-/]*[1-9])")


def _with_double_zero(text: str) -> ParsedNumber | None:
    """Read ``0033 6 12 34 56 78`` as ``+33 …``, where that is not how one dials abroad, either.

    People write it so in America and Australia, too.  At home it is a number nowhere there: that
    was tried before.
    """
    found = _DOUBLE_ZERO.match(text)
    return valid(f"+{text[found.end() :].lstrip(' ().-/')}", NO_REGION) if found else None


def is_national_form(text: str, region: str) -> bool:
    """True for a valid number just as its region writes it: ``20.12.34`` in New Caledonia."""
    if region == NO_REGION or valid(text, region) is None:
        return False
    number = phonenumbers.parse(text, region)
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL) == text


def _without_plus(text: str) -> ParsedNumber | None:
    """Read digits that begin with a calling code, where they are a valid number with a plus."""
    digits = "".join(c for c in text if c not in " .-()/")
    if not (digits.isascii() and digits.isdigit()) or digits[0] == "0":
        return None
    if not _SHORTEST_ABROAD <= len(digits) < E164_LIMIT:
        return None
    first = _GROUPS.findall(text)[0]
    if first != digits and int(first) not in COUNTRY_CODE_TO_REGION_CODE:
        return None  # 415-555-26712 is no number of Switzerland
    return valid(f"+{digits}", NO_REGION)
