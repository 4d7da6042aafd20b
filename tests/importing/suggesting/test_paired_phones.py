"""Two telephones that one letter, or the time of day, parts are at home and at work."""

import pytest

from clientbook import Table, suggest_mapping

PAIRS = {
    "Name|Tel (H)|Tel (W)": "home work",
    "Name|Phone H|Phone W": "home work",
    "Px Surname|Px Tel (W)|Px Tel (H)": "work home",
    "Nom|Tél. D|Tél. B": "home work",
    "Nom|Prénom|Tél (p)|Tél (b)": "home work",
    "Nachname|Vorname|Tel. (p)|Tel. (d)": "home work",
    "Nachname|Vorname|Tel. P|Tel. G": "home work",
    "Nombre|Apellidos|Tfno. C|Tfno. T": "home work",
    "Cognome|Nome|Tel. C|Tel. U": "home work",
    "Nome|Apelido|Tel. R|Tel. C": "home work",
    "Achternaam|Voornaam|Tel. P|Tel. Z": "home work",
    "Name|Daytime Telephone|Evening Telephone": "work home",
    "Nachname|Telefon tagsüber|Telefon abends": "work home",
    "Naam|Tel. overdag|Tel. avond": "work home",
    "Nom|Prénom|Tél. jour|Tél. soir": "work home",
    "Cognome|Nome|Telefono giorno|Telefono sera": "work home",
}
MOBILES = ["Nome|Cognome|Natel|E-mail", "Naam|vast nr|06-nummer"]
HOUSES = ["Vorname|Nachname|Festnetz|Handy (Eltern)"]


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|"), []))]


@pytest.mark.parametrize("titles", PAIRS)
def test_a_pair_tells_which_is_which(titles: str) -> None:
    """K19: in the letters of each language."""
    assert _targets(titles)[-2:] == [f"phone.{kind}" for kind in PAIRS[titles].split()]


@pytest.mark.parametrize("titles", ["Name|Tel (H)", "Name|Tel (W)", "Name|Tel A|Tel B"])
def test_one_letter_alone_says_nothing(titles: str) -> None:
    """K19: without the other one it may be a person's, or a line's."""
    assert _targets(titles)[1] == "phone.other"


@pytest.mark.parametrize("titles", [*MOBILES, *HOUSES])
def test_a_mobile_is_one_in_swiss_and_dutch_words(titles: str) -> None:
    """K19: also that of the parents, beside the line of the house alone."""
    assert "phone.mobile" in _targets(titles)


def test_the_best_number_to_call_is_a_telephone() -> None:
    """K19: "to call" says no more than "number"."""
    assert _targets("Name|Email|Best number to call")[2] == "phone.other"
