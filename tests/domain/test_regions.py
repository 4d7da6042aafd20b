"""Regions: one list, one rule, wherever a region is named."""

import phonenumbers
import pytest

from clientbook import InvalidValueError, parse_phone
from clientbook.domain.regions import _MEANT, NO_REGION, REGIONS, check_region


def test_the_list_is_that_of_the_numbering_plans() -> None:
    """Whoever may be chosen can be read, and the other way round."""
    assert set(phonenumbers.SUPPORTED_REGIONS) == REGIONS
    assert not REGIONS & {*_MEANT, NO_REGION}
    assert set(_MEANT.values()) <= REGIONS


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("UK", "no region UK; that country is GB"),
        ("XX", "no region XX; expected a country"),
        ("fr", "expected capitals: FR"),
        ("FRA", "expected two letters"),
        ("France", "expected two letters"),
        ("", "expected two letters"),
    ],
)
def test_a_region_that_is_none_says_what_is_meant(region: str, said: str) -> None:
    """Two letters are not told to be two letters; who reads a number says the same."""
    with pytest.raises(InvalidValueError, match=said):
        check_region(region)
    with pytest.raises(InvalidValueError, match=said):
        parse_phone("06 12 34 56 78", region=region)
