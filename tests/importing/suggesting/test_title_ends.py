"""The ends of titles that come again: the letter of an address, the number of a name."""

import pytest

from clientbook import Table, suggest_mapping


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|")))]


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        ("Name|Street|City|Zip|Street B|City B|Zip B", "billing"),
        ("Nom|Rue|CP|Ville|Rue L|CP L|Ville L", "shipping"),
        ("Name|Straße|PLZ|Ort|Straße L|PLZ L|Ort L", "shipping"),
        ("Name|Straße|PLZ|Ort|Straße R|PLZ R|Ort R", "billing"),
        ("Nombre|Dirección|CP|Ciudad|Dirección E|CP E|Ciudad E", "shipping"),
        ("Nome|Indirizzo|CAP|Città|Indirizzo S|CAP S|Città S", "shipping"),
        ("Nome|Morada|CP|Localidade|Morada E|CP E|Localidade E", "shipping"),
        ("Naam|Adres|Postcode|Plaats|Adres F|Postcode F|Plaats F", "billing"),
    ],
)
def test_a_letter_behind_the_parts_of_an_address_is_its_kind(titles: str, kind: str) -> None:
    """V22: a second address whose titles end in the first letter of what it is for."""
    found = _targets(titles)
    assert all(target.startswith(f"address.{kind}.") for target in found[4:])
    assert not any(kind in target for target in found[:4])


@pytest.mark.parametrize(
    "titles", ["Name|Straße|Ort|Größe L", "Name|Street|City|Size S|Size B|Zip B"]
)
def test_a_letter_that_stands_seldom_is_none(titles: str) -> None:
    """V22: three parts of an address have it."""
    assert not any("shipping" in target or "billing" in target for target in _targets(titles))


@pytest.mark.parametrize(
    ("titles", "target"),
    [
        ("nombre|apellidoUno|apellidoDos", "second_family_name"),
        ("Nome|Apelido um|Apelido dois", "second_family_name"),
        ("Name|Address line one|Address line two", "address.street2"),
        ("Nom|Téléphone un|Téléphone deux", "phone.other.2"),
        ("Name|Telefon eins|Telefon zwei", "phone.other.2"),
        ("Nome|Telefono uno|Telefono due", "phone.other.2"),
        ("Naam|Telefoon een|Telefoon twee", "phone.other.2"),
        ("First name|Last name|Plus one", "custom"),
    ],
)
def test_a_number_in_words_counts_where_it_comes_again(titles: str, target: str) -> None:
    """V22: "Dos" beside "Uno" is the second."""
    assert _targets(titles)[-1] == target
