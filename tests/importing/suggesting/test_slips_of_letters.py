"""Titles of several words, one of them misspelt."""

import pytest

from clientbook import Table, suggest_mapping
from clientbook.importing.suggesting.lexicon import SOURCES
from clientbook.importing.suggesting.misspelt import with_one_slip

ROWS = {
    "en": "Town|Date of birth",
    "fr": "Ville|Date de naissance",
    "es": "Población|Apellidos",
    "it": "Città|Cognome",
    "pt": "Cidade|Sobrenome",
    "nl": "Woonplaats|Achternaam",
}


def _target(title: str, language: str = "en") -> str:
    row = [*ROWS[language].split("|"), title]
    return str(suggest_mapping(Table.from_rows(row)).columns[2].target)


@pytest.mark.parametrize(
    ("title", "language", "target"),
    [
        ("Custmer name", "en", "full_name"),
        ("Tel numer", "en", "phone.other"),
        ("Nom de famile", "fr", "family_name"),
        ("Adresse électonique", "fr", "email.1"),
        ("Numro de téléphone", "fr", "phone.other"),
        ("Corre electronico", "es", "email.1"),
        ("Codgo postal", "es", "address.postcode"),
        ("Codce postale", "it", "address.postcode"),
        ("Numero di telefno", "it", "phone.other"),
        ("Data de nascimeto", "pt", "birth_date"),
        ("Telefoon numer", "nl", "phone.other"),
    ],
)
def test_one_letter_wrong_beside_words_that_are_right(
    title: str, language: str, target: str
) -> None:
    """V22: in each language, as in a title of one word."""
    assert _target(title, language) == target


@pytest.mark.parametrize(
    "title",
    ["Horse name", "Phase name", "Plate number", "Frame number", "Brand name", "Massage notes"],
)
def test_another_word_is_no_slip(title: str) -> None:
    """V22: no consonant stands for another."""
    assert _target(title) in ("custom", "None")


def test_a_lawyer_is_no_subscriber() -> None:
    """V22: "Abogado" is not "Abonado", whose number would be the client's."""
    assert _target("Teléfono abogado", "es") == "custom"


@pytest.mark.parametrize("title", ["Contsent email", "Newletter list", "Optinn mails"])
def test_no_consent_is_guessed_from_a_slip(title: str) -> None:
    """X36: a consent is evidence, a refusal too."""
    assert not _target(title).startswith("consent")


@pytest.mark.parametrize("language", list(SOURCES))
def test_two_strange_words_are_no_slip(language: str) -> None:
    """V22: nor is one of a few letters."""
    assert with_one_slip(("qqqqqqq", "zzzzzzz"), (language,)) == ()
    assert with_one_slip(("nam", "xyz"), (language,)) == ()
