"""What cells prove of a column under a word for whom to ask, a strange one, or one that lies."""

import pytest

from clientbook import Table, suggest_mapping

CONTACTS = {
    "en": "Contact|Contact details|Contact info",
    "fr": "Contact|Coordonnées|Moyen de contact",
    "de": "Kontakt|Kontaktdaten|Erreichbar unter",
    "es": "Contacto|Datos de contacto|Medio de contacto",
    "it": "Contatto|Recapiti|Dati di contatto",
    "pt": "Contacto|Contato|Dados de contato",
    "nl": "Contact|Contactgegevens|Bereikbaar op",
}
NAMES = {
    "en": "First name|Last name",
    "fr": "Prénom|Nom",
    "de": "Vorname|Nachname",
    "es": "Nombre|Apellidos",
    "it": "Nome|Cognome",
    "pt": "Nome próprio|Apelido",
    "nl": "Voornaam|Achternaam",
}
PHONES = {
    "en": "020 7946 0018",
    "fr": "0612345678",
    "de": "0171/5550123",
    "es": "612345678",
    "it": "347 1234567",
    "pt": "912345678",
    "nl": "+31 6 12345678",
}
NOT_NAMES = ["0612345678", "+33 6 12 34 56 78", "912345678", "a@example.org", "4711", "1,50"]
NAME_TITLES = [
    *["Name", "Nom", "Nombre", "Nome", "Naam", "First name", "Prénom", "Vorname", "Apellidos"],
    *["Cognome", "Achternaam", "Apelido", "Last name", "Nickname", "Geburtsname", "Full name"],
    *["Middle name", "Ansprechpartner", "Client", "Kunde", "Paziente", "Socio", "Klant"],
]


def targets(titles: list[str], *rows: list[str]) -> list[str]:
    """Targets as texts, '-' while undecided."""
    mapping = suggest_mapping(Table.from_rows(titles, list(rows)))
    return ["-" if c.target is None else str(c.target) for c in mapping]


def each(table: dict[str, str]) -> list[tuple[str, str]]:
    """Every title with its language."""
    return [(language, title) for language, text in table.items() for title in text.split("|")]


@pytest.mark.parametrize("count", [1, 2, 4, 5, 20])
@pytest.mark.parametrize(("language", "title"), each(CONTACTS))
def test_a_contact_is_what_its_cells_are(language: str, title: str, count: int) -> None:
    """Numbers are telephones and addresses e-mails, in one row as in twenty."""
    titles = [*NAMES[language].split("|"), title]
    phone = PHONES[language]
    assert targets(titles, *[["Ann", "Li", phone]] * count)[2] == "phone.other"
    for cell in ("ann@example.org", "Ann Li <ann@example.org>"):
        assert targets(titles, *[["Ann", "Li", cell]] * count)[2] == "email.1"
    mixed = [["Ann", "Li", phone], ["Ida", "Mai", "ida@example.org"]] * count
    assert targets(titles, *mixed)[2] == "-"


@pytest.mark.parametrize("title", ["Contact", "Kontakt", "Contacto", "Contatto", "Contato"])
def test_a_contact_over_names_is_a_person(title: str) -> None:
    """It names the client where no other column does."""
    assert targets([title, "E-mail"], ["Ann Li", "ann@example.org"])[0] == "full_name"


@pytest.mark.parametrize("count", [1, 3, 6])
@pytest.mark.parametrize("cell", NOT_NAMES)
@pytest.mark.parametrize("title", NAME_TITLES)
def test_no_name_is_a_number_or_an_address(title: str, cell: str, count: int) -> None:
    """A column of names whose every cell reaches or counts somebody is none, whatever its title."""
    (found,) = targets([title], *[[cell]] * count)
    assert found in ("custom", "-", "phone.other", "email.1")


@pytest.mark.parametrize(
    ("title", "cell", "target"),
    [
        ("Contacto web", "a@example.es", "email.1"),
        ("Company", "a@example.org", "email.1"),
        ("Cep", "0532 123 45 67", "phone.other"),
        ("Cep", "5321234567", "phone.other"),
        ("Cep", "01310-100", "address.postcode"),
        ("Código postal", "4000-123", "address.postcode"),
        ("City", "020 7946 0018", "phone.other"),
        ("Residing at", "1 High St, Leeds LS6 2AB", "address.full"),
        ("Domicilié(e) à", "12 rue X, 75011 Paris", "address.full"),
        ("E-mail cím", "eva@example.org", "email.1"),
        ("Mailen naar", "eva@example.org", "email.1"),
        ("X", "6.129384", "custom"),
        ("Zork", "1234567.5", "custom"),
    ],
)
def test_one_cell_is_enough_where_it_is_unmistakable(title: str, cell: str, target: str) -> None:
    """What reaches somebody is no place, no firm and no web site; a decimal number is no phone."""
    assert targets(["Name", title], ["Ann Li", cell])[1] == target


def test_the_address_of_somebody_else_is_not_the_clients() -> None:
    """What a title half understood says is believed only where the client has no such value."""
    own = ["Name", "E-Mail", "E-mail cím", "Residing at", "Address"]
    row = ["Ann Li", "ann@example.org", "eva@example.org", *["1 High St, Leeds LS6 2AB"] * 2]
    assert targets(own, row)[2:4] == ["custom", "custom"]


STRANGE = {
    "HU": "Vezetéknév|Keresztnév|Telefonszám|E-mail cím",
    "GR": "Επώνυμο|Όνομα|Κινητό|Ηλ. ταχυδρομείο",
    "PL": "Nazwisko|Imię|Komórka|Poczta",
    "CZ": "Příjmení|Jméno|Mobil|E-mailová adresa",
    "TR": "Soyad|Ad|Cep|E-posta",
    "RO": "Nume|Prenume|Telefon mobil|Poștă electronică",
    "SE": "Efternamn|Förnamn|Mobilnr|E-postadress",
    "DK": "Efternavn|Fornavn|Mobilnummer|Mailadresse",
    "FI": "Sukunimi|Etunimi|Puhelin|Sähköposti",
    "JP": "姓|名|携帯電話|メール",
}


@pytest.mark.parametrize("count", [1, 2, 4])
@pytest.mark.parametrize("phone", ["06 30 123 4567", "5321234567"])
@pytest.mark.parametrize("titles", STRANGE.values(), ids=STRANGE.keys())
def test_an_unknown_language_asks(titles: str, phone: str, count: int) -> None:
    """Who reaches the client is found or asked about, and his names are, in one row as in four."""
    people = enumerate("abcd"[:count])
    rows = [[f"Nagy{x}", f"Éva{x}", f"{phone[:-1]}{n}", f"{x}@example.org"] for n, x in people]
    names, ways = (found := targets(titles.split("|"), *rows))[:2], found[2:]
    assert all(name == "-" or "name" in name for name in names)
    assert ways[0] == "-" or ways[0].startswith("phone")
    assert ways[1] == "email.1"


@pytest.mark.parametrize("titles", ["Όνομα|Κινητό", "Imię|Komórka", "Ad|Cep numarası"])
def test_where_nothing_is_understood_all_is_asked(titles: str) -> None:
    """No row of such a file would be a client: names and numbers alike are questions."""
    assert targets(titles.split("|"), ["Éva", "6912345678"]) == ["-", "-"]
