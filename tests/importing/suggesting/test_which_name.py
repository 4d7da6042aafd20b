"""Which of several names a client is called by: the firm's, the contact's, that of birth."""

import pytest
from tests.book.people import ANNE

from clientbook import SAFE, ClientBook, MemoryStore, Table, suggest_mapping

FIRMS = ("Hillside Dental", "Vane Bakery", "Oak Garage")
PERSONS = (("Rupert", "Shaw"), ("Petra", "Vane"), ("Ines", "Farrow"))
BIRTH = {
    "en": ("Birth name", "Married name", "First name"),
    "fr": ("Nom de naissance", "Nom marital", "Prénom"),
    "de": ("Geburtsname", "Ehename", "Vorname"),
    "es": ("Apellido de soltera", "Apellido de casada", "Nombre"),
    "it": ("Cognome di nascita", "Cognome coniugale", "Nome"),
    "pt": ("Apelido de solteira", "Apelido de casada", "Nome próprio"),
    "nl": ("Geboortenaam", "Gehuwde naam", "Voornaam"),
}
PLAIN = {"en": "Last name", "fr": "Nom", "de": "Nachname", "nl": "Achternaam"}
SIDES = [
    "Nom|Nom (contact) (facturation)|Prénom (contact) (facturation)",
    "Nom|Contact nom|Contact prénom",
    "Name|Contact name|Contact first name",
    "Name|Kontakt Name|Kontakt Vorname",
    "Name|Name (Ansprechpartner)|Vorname (Ansprechpartner)",
    "Nombre|Apellidos (contacto)|Nombre de pila (contacto)",
    "Nome|Cognome (contatto)|Nome (contatto)",
    "Naam|Achternaam (contactpersoon)|Voornaam (contactpersoon)",
]


def _targets(titles: list[str], rows: list[list[str]]) -> list[str]:
    return [str(column.target) for column in suggest_mapping(Table.from_rows(titles, rows))]


def _names(titles: list[str], rows: list[list[str]]) -> list[str]:
    book = ClientBook(MemoryStore(), settings=SAFE)
    table = Table.from_rows(titles, rows)
    run = book.imports.run(table, suggest_mapping(table).skip_undecided(), by=ANNE)
    made = [outcome.client_id for outcome in book.imports.outcomes(run.id)]
    return [book.clients.get(who).profile.display_name for who in made if who is not None]


def _rows(firms: tuple[str, ...] = FIRMS) -> list[list[str]]:
    return [
        [firm, family, given, f"{given}@h.example"]
        for firm, (given, family) in zip(firms, PERSONS, strict=True)
    ]


@pytest.mark.parametrize("titles", SIDES)
def test_a_firms_contact_is_the_client_in_both_halves_of_the_name(titles: str) -> None:
    """V22: the first name is nobody's but the contact's; "Nom" beside it is the firm."""
    heads = [*titles.split("|"), "E-mail"]
    assert _targets(heads, _rows())[:3] == ["company", "family_name", "given_name"]
    assert _names(heads, _rows()) == ["Rupert Shaw", "Petra Vane", "Ines Farrow"]


@pytest.mark.parametrize(
    "titles",
    [
        "Name|Last name|First name",
        "Name|Nachname|Vorname",
        "Nom complet|Nom de famille|Prénom",
        "Nombre completo|Apellidos|Nombre de pila",
        "Nominativo|Cognome|Nome",
        "Nome completo|Apelido|Nome próprio",
        "Naam|Achternaam|Voornaam",
    ],
)
def test_a_whole_name_that_is_none_of_the_persons_is_the_firms(titles: str) -> None:
    """V22: else every client is called by the firm; one made of the parts stays the name."""
    heads = [*titles.split("|"), "E-mail"]
    assert _targets(heads, _rows())[0] == "company"
    whole = tuple(f"{given} {family}" for given, family in PERSONS)
    assert _targets(heads, _rows(whole))[0] == "full_name"
    assert _names(heads, _rows(whole)) == list(whole)


def test_a_firm_beside_a_company_of_its_own_is_an_attribute() -> None:
    """V22: the column called so is the company."""
    rows = [[*row, "Acme"] for row in _rows()]
    assert _targets(["Name", "Last name", "First name", "E-mail", "Company"], rows)[0] == "custom"


@pytest.mark.parametrize(
    "wholes",
    [("Rupert Shaw", "Rupert Shaw", "Ines Farrow"), ("Anna Smith", "Mark Jones", "Ines Farrow")],
)
def test_a_whole_name_of_somebody_else_is_a_question(wholes: tuple[str, ...]) -> None:
    """V22: who bought three tickets is no name of the two other guests."""
    heads = ["Buyer name", "Last name", "First name", "E-mail"]
    column = suggest_mapping(Table.from_rows(heads, _rows(wholes))).columns[0]
    assert column.target is None
    assert [str(target) for target in column.alternatives] == ["full_name"]
    assert _names(heads, _rows(wholes)) == ["Rupert Shaw", "Petra Vane", "Ines Farrow"]


def test_one_row_without_a_legal_form_proves_no_firm() -> None:
    """V22: "Bobby Fischer" beside "Robert" and "Fischer" may be either: a person says."""
    heads = ["Name", "Last name", "First name"]
    one = ["Bobby Fischer", "Fischer", "Robert"]
    assert suggest_mapping(Table.from_rows(heads, [one])).columns[0].target is None
    assert _targets(heads, [["Vane Bakery Ltd", "Vane", "Petra"]])[0] == "company"


@pytest.mark.parametrize("language", BIRTH)
def test_the_name_of_birth_is_the_family_name_where_no_other_is_given(language: str) -> None:
    """X36, V22: row by row; a name by marriage is the one of today."""
    rows = [["Petit", "Durand", "Léa"], ["Roy", "", "Eva"], ["", "Lamy", "Guy"]]
    titles = list(BIRTH[language])
    assert _targets(titles, rows) == ["maiden_name", "family_name", "given_name"]
    assert _names(titles, rows) == ["Léa Durand", "Eva Roy", "Guy Lamy"]


@pytest.mark.parametrize("language", PLAIN)
def test_a_plain_name_beside_one_by_marriage_is_the_one_of_birth(language: str) -> None:
    """V22: beside that of birth too, the third is the company's own."""
    birth, married, given = BIRTH[language]
    rows = [["Petit", "Durand", "Léa"], ["Roy", "", "Eva"]]
    titles = [PLAIN[language], married, given]
    assert _targets(titles, rows) == ["maiden_name", "family_name", "given_name"]
    assert _names(titles, rows) == ["Léa Durand", "Eva Roy"]
    four = [[*row[:1], *row] for row in rows]
    found = _targets([birth, *titles], four)
    assert found == ["maiden_name", "family_name", "custom", "given_name"]
