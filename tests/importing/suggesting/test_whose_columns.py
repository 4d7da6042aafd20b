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


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("ID tutor|Nome", "full_name"),
        ("ID tutor|Primeiro nome|Último nome", "given_name|family_name"),
        ("ID tutor|Nome próprio|Apelido", "given_name|family_name"),
        ("Nº tutor|Nome do tutor", "full_name"),
    ],
)
@pytest.mark.parametrize("word", ["tutor", "cliente"])
def test_a_tutor_is_the_client_of_a_list_with_his_number(first: str, told: str, word: str) -> None:
    """V22: "do tutor" says what "do cliente" says, whatever titles begin the row."""
    ways = "Telemóvel do tutor|Email do tutor|Morada do tutor|Código postal"
    titles = f"{first}|{ways}".replace("tutor", word).split("|")
    reached = ["phone.mobile", "email.1", "address.street", "address.postcode"]
    assert _targets(titles) == ["external_id", *told.split("|"), *reached]


@pytest.mark.parametrize(
    "titles",
    [
        "Name|Species|Breed|Owner Name|Owner Phone",
        "Nom|Espèce|Race|Nom propriétaire|Téléphone propriétaire",
        "Name|Tierart|Rasse|Besitzer|Telefon Besitzer",
        "Nombre|Especie|Raza|Nombre dueño|Teléfono dueño",
        "Nome|Specie|Razza|Nome proprietario|Telefono proprietario",
        "Nome|Espécie|Raça|Nome do tutor|Telefone do tutor",
        "Naam|Diersoort|Ras|Naam eigenaar|Telefoon eigenaar",
    ],
)
def test_a_bare_name_beside_an_owner_and_a_breed_is_the_animals(titles: str) -> None:
    """V22: who is called and paid for is a client, not the dog."""
    assert _targets(titles.split("|")) == ["custom", "custom", "custom", "full_name", "phone.other"]


@pytest.mark.parametrize(
    "titles",
    [
        "Name|Email|Pet|Owner Phone",
        "Name|Company|Owner Phone|Owner Email",
        "Owner ID|Name|Owner Email",
    ],
)
def test_a_colleague_in_charge_reaches_no_client(titles: str) -> None:
    """V22: without animals, or beside what reaches a client, "Owner" may be of the house."""
    told = _targets(titles.split("|"))
    assert all(
        t == "custom" for t, title in zip(told, titles.split("|"), strict=True) if "Owner" in title
    )
