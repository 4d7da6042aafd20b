"""The letters of a country before a post code: ``D-53111``, ``NL-1012 AB``, ``CH 1003``.

What a code looks like in each country is the Universal Postal Union's (addressing guides); the
letters are ISO 3166-1's, or those of the country's vehicles.
"""

import re
from functools import lru_cache

from clientbook.domain.countries import stated_country

_FORMS = {
    "[0-9]{4}": "AL AT AU BE BG CH CY DK GE HU LI LU LV MD MK NO NZ PH SI TN ZA AZ",
    # a spreadsheet may have taken a zero
    "[0-9]{4,5}": "AD BA DE DZ EE ES FI FR HR IT KW LT MA MC ME MX MY RS SM TH TR UA VA",
    "[0-9]{5}(?:-[0-9]{4})?": "US PR",
    "[0-9]{3} ?[0-9]{2}": "CZ GR SE SK",
    "[0-9]{4} ?[A-Za-z]{2}": "NL",
    "[0-9]{4}(?:[- ]?[0-9]{3})?": "PT",
    "[0-9]{2}[- ]?[0-9]{3}": "PL",
    "[0-9]{5}-?[0-9]{3}": "BR",
    "[0-9]{6}": "RO CN IN SG",
    "[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}": "GB",
    "[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]": "CA",
}
_FORM_OF = {
    code: re.compile(form, re.ASCII).fullmatch
    for form, codes in _FORMS.items()
    for code in codes.split()
}
_PREFIXED = re.compile(
    r"([A-Za-z]{1,3})(?:( ?[-–—] ?)|( ?))(?=\S)([0-9A-Za-z][0-9A-Za-z -]{2,10})"
).fullmatch
# Letters that are a part of the code: of the state in the USA ("DE 19801"), of the province in
# Argentina ("B 1636").
_OF_STATES, _OF_PROVINCES = "US", "AR"
_GLUED, _FIGURES = ("D", "F", "I", "E"), 5  # "F75011": no country has such a code of its own


@lru_cache(maxsize=4096)
def part_prefix(postcode: str, near: str | None) -> tuple[str, str] | None:
    """Return a post code without the letters of its country, and the country's code.

    Args:
        postcode: Such as ``"D-53111"``; of ``"L1 8JQ"`` and ``"K1A 0B1"`` the letters are a part.
        near: ISO 3166-1 alpha-2 whose letters may stand before a code, None where any country's
            may.

    Returns:
        ``("53111", "DE")``; None where no letters of a country stand before a code of its form.
    """
    if postcode[:1].isdecimal() or not (found := _PREFIXED(postcode)):
        return None
    letters, stroke, space, code = found.groups()
    country = stated_country(letters.upper())
    if country is None or not (form := _FORM_OF.get(country)) or not form(code):
        return None
    if country == near or stroke:
        foreign = near == _OF_PROVINCES != country and len(letters) == 1
        return None if foreign else (code, country)
    if not space and not (letters in _GLUED and len(code) == _FIGURES):
        return None
    if near in (None, _OF_STATES) and len(letters) > 1:
        return None
    return None if near == _OF_PROVINCES else (code, country)
