"""Regions whose telephone numbers can be read."""

import phonenumbers


def is_region(code: str | None) -> bool:
    """True for a region whose numbering plan is known."""
    return code in phonenumbers.SUPPORTED_REGIONS
