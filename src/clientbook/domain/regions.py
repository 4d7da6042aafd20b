"""Regions whose telephone numbers can be read, by their codes: no plan is loaded."""

import re
from collections.abc import Mapping

from clientbook.domain.checks import refuse
from clientbook.text import word_set

NO_REGION = "ZZ"
"""No default region: telephone numbers need their country code (CLDR's unknown region)."""

REGIONS = word_set(
    """
    AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC
    EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB
    LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY
    MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS
    RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL
    TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """
)
"""ISO 3166-1 alpha-2, and what is written so: regions that have a numbering plan."""

_MEANT: Mapping[str, str] = {"UK": "GB", "EN": "GB", "EL": "GR", "SP": "ES", "SF": "FI"}
"""What people write for the code of another standard, or of a language."""

_CODE = re.compile(r"[A-Za-z]{2}")


def is_region(code: str | None) -> bool:
    """True for a region whose numbering plan is known."""
    return code in REGIONS


def check_region(region: str, field: str = "region") -> None:
    """Refuse a region of which no numbering plan is known: each number would be refused later.

    Args:
        region: A code in capitals; ``"ZZ"`` is none, and let through.
        field: What the error names.

    Raises:
        InvalidValueError: It is none.
    """
    if region in REGIONS or region == NO_REGION:
        return
    if not _CODE.fullmatch(region):
        raise refuse(field, "expected two letters such as CA")
    if region.upper() in REGIONS:
        raise refuse(field, f"expected capitals: {region.upper()}")
    meant = _MEANT.get(region.upper())
    if meant is not None:
        raise refuse(field, f"there is no region {region}; that country is {meant}")
    raise refuse(field, f"there is no region {region}; expected a country such as CA or FR")
