"""A town and its state in one cell, as Brazil and North America write them."""

import pytest

from clientbook.parsing.addresses import parse_address


@pytest.mark.parametrize(
    ("country", "text", "town", "state"),
    [
        ("BR", "Curitiba/PR", "Curitiba", "PR"),
        ("BR", "São Paulo - SP", "São Paulo", "SP"),
        ("BR", "Rio de Janeiro (RJ)", "Rio de Janeiro", "RJ"),
        ("US", "New York, NY", "New York", "NY"),
        ("US", "Washington, DC", "Washington", "DC"),
        ("CA", "Montréal, QC", "Montréal", "QC"),
        ("AU", "Sydney - NSW", "Sydney", "NSW"),
        ("US", "Sydney - NSW", "Sydney - NSW", None),
        ("FR", "Curitiba/PR", "Curitiba/PR", None),
        ("DE", "Frankfurt, OR", "Frankfurt, OR", None),
        ("BR", "Santos", "Santos", None),
        ("US", "NY, NY", "NY, NY", None),
    ],
)
def test_the_letters_of_a_state_behind_a_town_are_the_region(
    country: str, text: str, town: str, state: str | None
) -> None:
    """They are parted where the country has such a state, and nowhere else."""
    reading = parse_address({"locality": text}, country=country)
    assert reading is not None
    assert (reading.locality, reading.region) == (town, state)


@pytest.mark.parametrize(
    ("region", "town"), [("PR", "Curitiba"), ("pr", "Curitiba"), ("Paraná", "Curitiba/PR")]
)
def test_another_region_beside_keeps_the_town_as_it_is(region: str, town: str) -> None:
    """What does not say the same is lost nowhere."""
    reading = parse_address({"locality": "Curitiba/PR", "region": region}, country="BR")
    assert reading is not None
    assert reading.locality == town
