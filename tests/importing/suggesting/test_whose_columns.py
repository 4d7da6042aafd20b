"""Whose columns are the client's, where a row speaks of several people."""

import pytest

from clientbook import Table, suggest_mapping

# What the columns of an owner say, and a word for the other person, in each language.
OWNERS = {
    "en": "Owner First Name|Owner Last Name|Owner Email|Owner Phone|Pet",
    "fr": "Prénom propriétaire|Nom propriétaire|Email propriétaire|Téléphone propriétaire|Animal",
    "de": "Vorname Besitzer|Nachname Besitzer|E-Mail Besitzer|Telefon Besitzer|Tier",
    "es": "Nombre dueño|Apellidos dueño|Email dueño|Teléfono dueño|Mascota",
    "it": "Nome proprietario|Cognome proprietario|Email proprietario|Telefono proprietario|Animale",
    "pt": "Nome do dono|Apelido do dono|Email do dono|Telefone do dono|Animal",
    "nl": "Voornaam eigenaar|Achternaam eigenaar|E-mail eigenaar|Telefoon eigenaar|Huisdier",
}
OTHERS = {
    "en": "{} Name|{} Phone|{} Email|{} Address=Vet|GP|Groomer|Sales Rep|Referrer",
    "fr": "Nom {}|Téléphone {}|Email {}|Adresse {}=vétérinaire|médecin|toiletteur|maréchal",
    "de": "Name {}|Telefon {}|E-Mail {}|Adresse {}=Tierarzt|Hausarzt|Hufschmied",
    "es": "Nombre {}|Teléfono {}|Email {}|Dirección {}=veterinario|médico|peluquero",
    "it": "Nome {}|Telefono {}|Email {}|Indirizzo {}=veterinario|medico|toelettatore",
    "pt": "Nome do {}|Telefone do {}|Email do {}|Morada do {}=veterinário|médico|ferrador",
    "nl": "Naam {}|Telefoon {}|E-mail {}|Adres {}=dierenarts|huisarts|hoefsmid",
}
CASES = [
    (language, word, count)
    for language, text in OTHERS.items()
    for word in text.partition("=")[2].split("|")
    for count in (1, 2, 3, 4)
]


def _targets(titles: list[str], *rows: list[str]) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles, list(rows)))]


@pytest.mark.parametrize(("language", "word", "count"), CASES)
def test_a_word_for_an_owner_beats_one_for_a_vet(language: str, word: str, count: int) -> None:
    """V22: two owners with one vet are two clients, however many columns the vet has."""
    own = OWNERS[language].split("|")
    others = [title.format(word) for title in OTHERS[language].partition("=")[0].split("|")[:count]]
    client = ["given_name", "family_name", "email.1", "phone.other", "custom"]
    assert _targets([*own, *others]) == [*client, *["custom"] * count]
    assert _targets([*others, *own]) == [*["custom"] * count, *client]


def test_the_columns_of_an_owner_are_known_in_the_titles_of_a_program() -> None:
    """V22: `owner_first` beside `vet_name` is the client's."""
    titles = "owner_id owner_first owner_last owner_email owner_phone pet_name vet_name vet_phone"
    client = ["external_id", "given_name", "family_name", "email.1", "phone.other", "custom"]
    told = _targets([*titles.split(), "owner_notes"])
    assert told == [*client, "custom", "custom", "note"]


def test_a_word_that_all_columns_share_is_of_the_client() -> None:
    """V22: where no other word says who the client is, the shared one does."""
    assert _targets(["Zorblax Name", "Zorblax Phone", "Zorblax Email"]) == [
        "full_name",
        "phone.other",
        "email.1",
    ]
