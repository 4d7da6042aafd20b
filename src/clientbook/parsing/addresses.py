"""Postal addresses from parts, and post codes that a spreadsheet shortened."""

import re
from collections.abc import Mapping

import attrs

from clientbook.domain.addresses import AddressKind, PostalAddress
from clientbook.domain.countries import country_code, is_code, stated_country
from clientbook.domain.doors import guarded
from clientbook.domain.postcodes import part_prefix
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing.html_texts import as_shown
from clientbook.parsing.nothing import blank, is_no_place, is_no_postcode, is_nothing
from clientbook.parsing.towns import joined_figures, part_mixed, part_postcode, part_state
from clientbook.text import clean_text, word_set

__all__ = [
    "AddressReading",
    "country_code",
    "heal_postcode",
    "make_address",
    "parse_address",
    "read_address",
]

# Length of all-digit post codes in countries where some begin with 0 (Universal Postal Union,
# addressing guides): only there can a zero have been lost.
_ZERO_COUNTRIES = {
    4: "AU NO NZ ZA BG TN",
    5: "FR MC GP MQ GF RE YT PM BL MF DE IT SM VA ES US PR VI GU AS MP FI EE HR RS ME UA TR MX MA "
    "DZ TH MY KW SA LT CR",
    6: "RO VN SG EC CN KZ",
    7: "IL JP",
    8: "BR",
}
_ZERO_LENGTHS = {c: length for length, codes in _ZERO_COUNTRIES.items() for c in codes.split()}
# First two digits in use, where a lost zero can be told from a mistake: French departments,
# German and Italian and Spanish regions, states of the north-east of the USA.
_LEADING = {
    "FR": re.compile(r"0[1-9]"),
    "DE": re.compile(r"0[1-9]"),
    "IT": re.compile(r"0[0-9]"),
    "ES": re.compile(r"0[1-9]"),
    "US": re.compile(r"0(?:0[5-9]|[1-9])"),
    "PR": re.compile(r"00[679]"),
    "VI": re.compile(r"008"),
    "FI": re.compile(r"0[0-9]"),
    "AU": re.compile(r"0[289]"),
}
_DIGITS = re.compile(r"[0-9]{3,7}")
_FLOAT = re.compile(r"([0-9]{3,7})[.,]0{1,3}")
_ZIP_PLUS_4 = re.compile(r"([0-9]{3,4})-([0-9]{4})")
_MOST_LOST = 2  # zeros at the front of any code in use: 00501 in New York State


def heal_postcode(text: str, country: str | None) -> tuple[str, bool]:
    """Give a post code back the leading zeros a spreadsheet took.

    Args:
        text: Such as ``"1000"`` for Bourg-en-Bresse, or ``"2138"`` for Cambridge MA.
        country: ISO 3166-1 alpha-2, None when unknown (then nothing is changed but a ``.0``).

    Returns:
        The post code and whether it was healed.  Without proof by the country's rules the text
        comes back as it was, cleaned.
    """
    cleaned = clean_text(text)
    digits = cleaned
    if found := _FLOAT.fullmatch(cleaned):
        digits = found[1]
    tail = ""
    if country == "US" and (found := _ZIP_PLUS_4.fullmatch(digits)):
        digits, tail = found[1], f"-{found[2]}"
    length = _ZERO_LENGTHS.get(country or "")
    if length is None or not _DIGITS.fullmatch(digits):
        return digits + tail, digits + tail != cleaned
    lost = length - len(digits)
    if 1 <= lost <= _MOST_LOST:
        whole = digits.zfill(length)
        leading = _LEADING.get(country or "")
        if (leading is not None and leading.match(whole)) or (leading is None and lost == 1):
            return whole + tail, True
    return digits + tail, digits + tail != cleaned


_FIELDS = frozenset(
    {"street", "extended", "po_box", "district", "locality", "region", "postcode", "full"}
    | {"country", "country_code"}
)


_PLACES = frozenset({"street", "extended", "district", "locality", "postcode_city", "full"})


@attrs.frozen
class AddressReading:
    """An address and what its reader had to do.

    Args:
        address: The address.
        postcode_healed: True when a spreadsheet had spoiled the post code.
        country_contradicted: True when the letters before the post code are those of another
            country than the address states; the code is kept as written.
    """

    address: PostalAddress
    postcode_healed: bool = False
    country_contradicted: bool = False


@guarded
def make_address(
    parts: Mapping[str, str],
    *,
    kind: AddressKind = AddressKind.HOME,
    country: str | None = None,
    label: str | None = None,
    preferred: bool = False,
) -> PostalAddress | None:
    """Like :func:`read_address`, without saying whether the post code was healed."""
    reading = read_address(parts, kind=kind, country=country, label=label, preferred=preferred)
    return reading.address if reading else None


def _country(written: str | None, coded: str | None) -> tuple[str | None, str | None]:
    """Return the code of the country and the country as written, None where there is none."""
    code = stated_country(clean_text(coded or written or ""))
    if written and code is not None and is_code(clean_text(written), code):
        return code, None  # a code is no name: an export of ours writes it where there is no name
    # a text that is no code is kept as the name it may be
    return code, coded if code is None and written is None else written


def _place_country(texts: dict[str, str]) -> str | None:
    """Put the country as written and its code in their places; return the code."""
    code, written = _country(texts.pop("country", None), texts.pop("country_code", None))
    texts.update({n: t for n, t in (("country", written), ("country_code", code)) if t})
    return code


_PART_OF_CODE = word_set("LV LT AZ MD AD")  # their letters belong to the code: LV-1010


def _take_prefix(texts: dict[str, str], country: str | None) -> tuple[str | None, bool]:
    """Take the letters of a country off a post code; they are the country of an address without.

    Returns:
        The country whose rules hold, and whether the letters contradict the one that is stated.
    """
    parted = part_prefix(clean_text(texts["postcode"]), country)
    if parted is None:
        return country, False
    code, named = parted
    stated = texts.get("country_code") or texts.get("country")
    if stated is not None and texts.get("country_code") != named:
        return country, True
    texts["country_code"] = named
    if named not in _PART_OF_CODE:
        texts["postcode"] = code
    return named, False


def _heal(texts: dict[str, str], country: str | None) -> bool:
    """Restore a post code, or leave out what stands for none; say whether it had been spoiled."""
    if is_no_postcode(texts["postcode"]):
        del texts["postcode"]
        return False
    texts["postcode"], healed = heal_postcode(joined_figures(texts["postcode"], country), country)
    return healed


# Where the number stands after the name of the street (Universal Postal Union, addressing guides).
_NUMBER_LAST = word_set(
    "DE AT CH LI NL BE ES IT PT PL CZ SK HU SE NO DK FI IS HR SI RS RO BG GR TR BR MX AR CL CO PE"
    " UY PY BO EC VE"
)
_NAMED_LAST = re.compile(
    r"(?:.*(?:stra(?:ss|ß)e|str\.?|weg|gasse|platz|allee|straat|laan|plein|gatan|vej)"
    r"|(?:via|viale|piazza|calle|c/|avda|avenida|rua|travessa|praça|plaza|paseo)\b.*)",
    re.IGNORECASE,
)


def _with_number(street: str, number: str, country: str | None) -> str:
    """Return a street with the number of the house, where its country puts it."""
    number = number.strip().removesuffix(".0")
    if not street or number.casefold() in street.casefold().replace(",", " ").split():
        return street or number
    named = country is None and _NAMED_LAST.fullmatch(street.strip())
    last = country in _NUMBER_LAST or named
    return f"{street.strip()} {number}" if last else f"{number} {street.strip()}"


def _with_type(street: str, kind: str) -> str:
    """Return "Calle Mayor" from a street and its type in two columns."""
    known = street.casefold().startswith(f"{kind} ".casefold())
    return street if known else f"{kind} {street}".strip()


@guarded
def parse_address(
    address: str | Mapping[str, str],
    *,
    kind: AddressKind = AddressKind.HOME,
    country: str | None = None,
    label: str | None = None,
    preferred: bool = False,
) -> PostalAddress:
    """Read an address as a form gives it, and as an import does.

    Args:
        address: In one piece, which is kept as written, or by parts as :func:`read_address` takes
            them.
        kind: What it is used for.
        country: ISO 3166-1 alpha-2 whose rules hold where no country is named.
        label: The owner's own word for it.
        preferred: True for the address its owner wants used first.

    Raises:
        InvalidValueError: BLANK_VALUE or VALUE_TOO_LONG.
    """
    written = {"full": address} if isinstance(address, str) else address
    parts = {part: as_shown(text) for part, text in written.items()}
    stated = {part: text for part, text in parts.items() if not is_nothing(text)}
    reading = read_address(stated, kind=kind, country=country, label=label, preferred=preferred)
    if reading is None:
        raise InvalidValueError(blank("address", "".join(parts.values())))
    return reading.address


def read_address(
    parts: Mapping[str, str],
    *,
    kind: AddressKind = AddressKind.HOME,
    country: str | None = None,
    label: str | None = None,
    preferred: bool = False,
) -> AddressReading | None:
    """Assemble an address from its parts.

    The country's code is read from ``country_code`` or the name in ``country``; a post code that
    lost its zero is healed where the country proves it, and the letters of one of its states
    behind the town are the region ("Curitiba/PR", "New York, NY").

    Args:
        parts: Texts by part: ``street``, ``extended``, ``po_box``, ``district``, ``locality``,
            ``region``, ``postcode``, ``country``, ``country_code``, ``full``; ``number`` (of the
            house, joined to the street as its country does) with a ``number_addition`` ("bis"),
            ``street_type`` (that goes before the street) and ``postcode_city`` (both in one);
            other keys such as ``street_2`` are further lines, appended to ``extended``.
        kind: What the address is used for.
        country: ISO 3166-1 alpha-2 whose rules hold where the parts name no country; not stored.
        label: The owner's own word for it.
        preferred: True for the address its owner wants used first.

    Returns:
        The address, None when every part is blank.

    Raises:
        InvalidValueError: VALUE_TOO_LONG for a part over the limit.
    """
    texts = {
        name: text
        for name, text in parts.items()
        if text and not text.isspace() and not (name in _PLACES and is_no_place(text))
    }
    if not texts:  # PostalAddress cleans its texts; only what decides something is looked at here
        return None
    healed = contradicted = False
    if "country" in texts or "country_code" in texts:
        country = _place_country(texts) or country
    if "postcode_city" in texts:
        part_postcode(texts, country)
    part_mixed(texts, country)
    part_state(texts, country)
    _complete_street(texts, country)
    if "postcode" in texts:
        country, contradicted = _take_prefix(texts, country)
        healed = _heal(texts, country)
    _join_lines(texts)
    try:
        address = PostalAddress(**texts, kind=kind, label=label, preferred=preferred)
    except InvalidValueError as error:
        if error.issue.code is IssueCode.BLANK_VALUE:
            return None  # nothing but invisible characters
        raise
    return AddressReading(address, healed, contradicted)


def _complete_street(texts: dict[str, str], country: str | None) -> None:
    """Put the type of the street before it, and the number where its country does."""
    if kind_of_street := texts.pop("street_type", ""):
        texts["street"] = _with_type(texts.get("street", ""), kind_of_street)
    number = " ".join(filter(None, (texts.pop("number", ""), texts.pop("number_addition", ""))))
    if number:
        texts["street"] = _with_number(texts.get("street", ""), number, country)


def _join_lines(texts: dict[str, str]) -> None:
    """Join further lines to the second line of an address."""
    if further := sorted(texts.keys() - _FIELDS):
        lines = [texts.pop("extended", ""), *map(texts.pop, further)]
        texts["extended"] = ", ".join(filter(None, lines))
