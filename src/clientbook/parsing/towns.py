"""A post code and its town in one cell: ``F-75011 Paris``, ``Reno, NV 89501``."""

import re

from clientbook.domain.countries import stated_country
from clientbook.domain.postcodes import part_prefix
from clientbook.text import clean_text, fold_entry, word_set

_CODE = (
    r"[0-9]{4} ?[A-Z]{2}|[0-9]{4,5}(?:-[0-9]{3,4})?|[0-9]{3} [0-9]{2}|[0-9]{2}[ -][0-9]{3}"
    r"|[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}"
)
_LETTERS = r"(?:[A-Za-z]{1,3} ?[-–] ?)?"
_BETWEEN = r"(?: ?[,/–—-] ?| )"
_CODE_FIRST = re.compile(
    rf"({_LETTERS}(?:{_CODE})|[A-Z]{{1,3}} ?(?:{_CODE})){_BETWEEN}([^0-9].{{0,200}})"
)
_CODE_LAST = re.compile(rf"([^0-9].{{0,200}}?){_BETWEEN}\(?({_LETTERS}(?:{_CODE}))\)?")
_CODE_ALONE = re.compile(rf"(?:{_LETTERS}|[A-Z]{{1,3}} ?)(?:{_CODE})")
_TOWN_AND_STATE = re.compile(r"([^,]{1,200}), ?([A-Z]{2,3})")  # "Reno, NV", before a code
_TOWN_AND_PROVINCE = re.compile(r"(.{1,200}?) (?:\(([A-Z]{2})\)|([A-Z]{2}))")  # "Roma RM"
_TOWN_THEN_STATE = re.compile(r"([^0-9]{2,200}?)(?: ?[/,–—-] ?| ?\()([A-Z]{2,3})\)?")
# Letters that stand behind a town: "Curitiba/PR", "New York, NY", "Sydney - NSW".
_STATES = {
    "BR": word_set(
        "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO"
    ),
    "US": word_set(
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH"
        " NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
    ),
    "CA": word_set("AB BC MB NB NL NS NT NU ON PE QC SK YT"),
    "AU": word_set("ACT NSW NT QLD SA TAS VIC WA"),
}
_SHORTEST_TOWN = 2
_FOUR_FIGURES = word_set("AU NZ AT CH LI BE LU DK NO HU SI BG ZA CY GE AM TN PH BD")
_PARTED_FIGURES = re.compile(r"([0-9]{2}) ([0-9]{3})")
# Codes of five figures of which the first two are a region, which people set apart: 75 011.
_IN_TWO = word_set("FR MC DE IT ES FI")


def joined_figures(postcode: str, country: str | None) -> str:
    """Return ``"75011"`` for ``"75 011"``, in the countries whose codes are five figures."""
    found = _PARTED_FIGURES.fullmatch(postcode.strip()) if country in _IN_TWO else None
    return f"{found[1]}{found[2]}" if found else postcode


def part_postcode(texts: dict[str, str], country: str | None) -> None:
    """Put the post code and the town of ``postcode_city`` in their places.

    What cannot be told apart is the town, or the code alone.

    Args:
        texts: Parts of an address; what differs from one that stands there is a further line.
        country: ISO 3166-1 alpha-2 whose rules hold, or None.
    """
    both = clean_text(texts.pop("postcode_city"))
    if not both:
        return
    postcode, city, region = _parted(both, country)
    for part, text in (("postcode", postcode), ("locality", city), ("region", region)):
        if text and texts.get(part, text) != text:
            texts["extended"] = ", ".join(filter(None, (texts.get("extended"), text)))
        elif text:
            texts[part] = text


def part_mixed(texts: dict[str, str], country: str | None) -> None:
    """Part a town off the post code, and a code off the town, where people wrote both in one.

    ``"75001 Paris"`` in place of the code, ``"Boston, MA 02134"`` in place of the town.  Only
    where the other part is blank or says the same: else the texts stay as they are.

    Args:
        texts: Parts of an address.
        country: ISO 3166-1 alpha-2 whose rules hold, or None.
    """
    if " " in (code := texts.get("postcode", "")) or "," in code:
        _part(texts, "postcode", country)
    if any(map(str.isdigit, texts.get("locality", ""))):
        _part(texts, "locality", country)


def part_state(texts: dict[str, str], country: str | None) -> None:
    """Part the letters of a state of *country* off the town before them, unless another stands.

    Args:
        texts: Parts of an address.
        country: ISO 3166-1 alpha-2 whose rules hold, or None.
    """
    if country not in _STATES or "locality" not in texts:
        return
    found = _TOWN_THEN_STATE.fullmatch(clean_text(texts["locality"]))
    if found is None or found[2] not in _STATES[country] or not _is_town(found[1]):
        return
    if fold_entry(texts.get("region", found[2])) == fold_entry(found[2]):
        texts["locality"] = found[1]
        texts.setdefault("region", found[2])


def _part(texts: dict[str, str], part: str, country: str | None) -> None:
    both = clean_text(texts[part])
    postcode, city, region = _parted(both, country)
    if not postcode or not _is_town(city):
        return
    behind = not both.startswith(postcode)
    if behind and (part == "postcode" or not _is_sure_behind(postcode, region, country)):
        return
    found = {"postcode": postcode, "locality": city}
    if region and "region" not in texts:
        found["region"] = region
    elif region and fold_entry(texts["region"]) != fold_entry(region):
        return
    other = texts.get("locality" if part == "postcode" else "postcode")
    if other and _plain(other) not in (_plain(both), _plain(city), _plain(postcode)):
        return
    texts.update(found)


def _plain(text: str) -> str:
    return fold_entry(text).replace(" ", "")


def _is_town(text: str) -> bool:
    """True for the name of a town: no abbreviated state, no country, no CEDEX."""
    letters = [char for char in text if char.isalpha()]
    short = len(letters) < _SHORTEST_TOWN or (len(letters) < 4 and text.isupper())
    return not (short or "cedex" in text.casefold() or stated_country(text) is not None)


def _is_sure_behind(postcode: str, region: str, country: str | None) -> bool:
    """True for a code behind a town that is no number of a district or a street."""
    return bool(region) or len(postcode) > 4 or country in _FOUR_FIGURES


def _parted(both: str, country: str | None) -> tuple[str, str, str]:
    if _CODE_ALONE.fullmatch(both) and (both[0].isdecimal() or _begins_with_code(both, country)):
        return both, "", ""
    found = _CODE_FIRST.fullmatch(both)
    if found and (found[1][0].isdecimal() or _begins_with_code(found[1], country)):
        city, province = _without_province(found[2], found[1], country)
        return found[1], city, province
    if found := _CODE_LAST.fullmatch(both):
        region = ""
        city = found[1]
        if state := _TOWN_AND_STATE.fullmatch(city):
            city, region = state[1], state[2]
        return found[2], city, region
    return "", both, ""


def _begins_with_code(text: str, country: str | None) -> bool:
    """True for a code that begins with letters of its own, or with those of a country."""
    return bool(re.fullmatch(_CODE, text)) or "-" in text or part_prefix(text, country) is not None


def _without_province(city: str, code: str, country: str | None) -> tuple[str, str]:
    """Part the letters of an Italian province from its town."""
    parted = part_prefix(code, country)
    found = (
        _TOWN_AND_PROVINCE.fullmatch(city) if (parted[1] if parted else country) == "IT" else None
    )
    return (found[1], found[2] or found[3]) if found else (city, "")
