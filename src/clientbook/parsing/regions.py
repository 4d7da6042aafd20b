"""Regions whose telephone numbers can be read."""

import phonenumbers

from clientbook.domain.checks import refuse
from clientbook.domain.settings import NO_REGION


def is_region(code: str | None) -> bool:
    """True for a region whose numbering plan is known."""
    return code in phonenumbers.SUPPORTED_REGIONS


def check_region(region: str) -> None:
    """Raise InvalidValueError unless *region* has a known numbering plan, or is ``"ZZ"``."""
    if not is_region(region) and region != NO_REGION:
        raise refuse("region", "expected two letters such as CA")
