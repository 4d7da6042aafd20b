"""When two addresses are one: letter case, punctuation and the name of a country do not count."""

from typing import Any

import attrs
import pytest

from clientbook.domain.addresses import PostalAddress, add_addresses, complete_address

PARIS: dict[str, Any] = {"street": "1 rue X", "postcode": "75001", "locality": "Paris"}
COUNTRIES: tuple[tuple[dict[str, Any], dict[str, Any], bool], ...] = (
    # two ways to say a country, whether they are one
    ({"country": "France"}, {"country_code": "FR"}, True),
    ({"country": "FRANCE"}, {"country": "France", "country_code": "FR"}, True),
    ({"country": "Frankreich"}, {"country": "francia"}, True),
    ({"country": "F"}, {"country": "France"}, True),
    ({"country": "Atlantis"}, {"country": "ATLANTIS."}, True),
    ({"country": "Atlantis"}, {"country_code": "FR"}, False),
    ({"country": "Belgique"}, {"country_code": "FR"}, False),
    ({"country": "Belgique"}, {"country": "France"}, False),
)


@pytest.mark.parametrize(("one", "other", "same"), COUNTRIES)
def test_a_country_is_one_by_its_code_and_by_each_name(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    """X27: for the key as for what completes what, in either order; and nothing new is told."""
    first, second = PostalAddress(**PARIS, **one), PostalAddress(**PARIS, **other)
    assert (first.key == second.key) is same
    for kept, new in ((first, second), (second, first)):
        assert (complete_address(kept, new) is not None) is same
        assert len(add_addresses([kept], [new])) == (1 if same else 2)
        if same and kept.country:
            assert complete_address(kept, new) == kept


def test_a_country_completes_an_address_that_names_none() -> None:
    """X27: what the other one tells is taken over, in its words."""
    bare, told = PostalAddress(**PARIS), PostalAddress(**PARIS, country="France")
    assert bare.key != told.key
    assert complete_address(bare, told) == told
    assert complete_address(told, bare) == told


PREFIXES: tuple[tuple[dict[str, Any], dict[str, Any], bool], ...] = (
    # two ways to write a post code, whether they are one
    ({"postcode": "CH-8001"}, {"postcode": "8001", "country": "Schweiz"}, True),
    (
        {"postcode": "B-1000", "country": "Belgien"},
        {"postcode": "1000", "country_code": "BE"},
        True,
    ),
    ({"postcode": "D-50667"}, {"postcode": "D - 50667"}, True),
    ({"postcode": "A-1010"}, {"postcode": "AT-1010"}, True),
    ({"postcode": "CH-8001"}, {"postcode": "8001", "country": "Austria"}, False),
    ({"postcode": "CH-1000", "country": "FR"}, {"postcode": "1000", "country": "FR"}, False),
    ({"postcode": "XX-8001", "country": "CH"}, {"postcode": "8001", "country": "CH"}, False),
)


@pytest.mark.parametrize(("one", "other", "same"), PREFIXES)
def test_letters_before_a_post_code_state_its_country(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    """X27: they are no part of the code where they agree with the country, and name it alone."""
    first = PostalAddress(street="Weg 2", locality="X", **one)
    second = PostalAddress(street="Weg 2", locality="X", **other)
    assert (first.key == second.key) is same
    for kept, new in ((first, second), (second, first)):
        assert (complete_address(kept, new) is not None) is same
        assert len(add_addresses([kept], [new])) == (1 if same else 2)


def test_a_country_in_words_completes_letters_before_a_post_code() -> None:
    """X27: the post code stays as it was written."""
    bare = PostalAddress(street="Weg 2", postcode="CH-8001")
    told = PostalAddress(street="Weg 2", postcode="8001", country="Schweiz", country_code="CH")
    done = complete_address(bare, told)
    assert done == attrs.evolve(bare, country="Schweiz", country_code="CH")
