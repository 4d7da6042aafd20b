"""No list makes clients without a name unless a person was asked."""

import pytest

from clientbook import Mapping, Table, suggest_mapping
from clientbook.domain.targets import NAME_FIELDS
from clientbook.importing.suggesting.lexicon import SOURCES, entries

HOLDERS = {
    "en": "Tenant|Lessee|Vehicle owner",
    "fr": "Locataire|Propriétaire du véhicule|Client / Locataire",
    "de": "Mieter|Mieterin|Mieter/in",
    "es": "Inquilino|Arrendatario/a|Titular del vehículo",
    "it": "Conduttore|Inquilino|Intestatario del veicolo",
    "pt": "Inquilino|Arrendatário(a)|Proprietário do veículo",
    "nl": "Huurder|Eigenaar voertuig",
}
PUPILS = {
    "en": "Student|Pupil",
    "fr": "Élève|Adhérent(e)|Client·e",
    "de": "Schüler/in|Schüler(in)|Kund:in|Patient*in",
    "es": "Alumno/a|Clienta",
    "it": "Alunno/a|Allieva",
    "pt": "Aluno/a|Aluno(a)",
    "nl": "Leerling",
}
OWN = {
    "en": "First name|Last name|Phone",
    "fr": "Prénom|Nom|Téléphone",
    "de": "Vorname|Nachname|Telefon",
    "es": "Nombre|Apellidos|Teléfono",
    "it": "Nome|Cognome|Telefono",
    "pt": "Nome|Apelido|Telefone",
    "nl": "Voornaam|Achternaam|Telefoon",
}


def _pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, title) for language, text in table.items() for title in text.split("|")]


NOTES = {"divers", "comment", "preference"}  # remarks and settings, in English too
PEOPLE = ("Anna Moreau", "Peter Schmidt", "Julia Rossi")


def _over_people(title: str, phone: str) -> Mapping:
    rows = [[name, f"+33 6 12 34 56 7{at}"] for at, name in enumerate(PEOPLE)]
    return suggest_mapping(Table.from_rows([title, phone], rows))


def _names_or_asks(mapping: Mapping) -> bool:
    fields = {c.target.field for c in mapping.columns if c.target is not None}
    return bool(mapping.undecided) or bool(fields & {*NAME_FIELDS, "company"})


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|"), []))]


@pytest.mark.parametrize("language", SOURCES)
def test_whatever_word_stands_over_people_somebody_is_asked(language: str) -> None:
    """V22: a list of people under a word for anybody else makes no clients without a name."""
    phone = OWN[language].rpartition("|")[2]
    others = [
        " ".join(p.lstrip("=") for p in phrase.split())
        for phrase, atoms in entries(SOURCES[language])
        if atoms == ("alien",) and phrase not in NOTES
    ]
    silent = [t for t in others[::9] if not _names_or_asks(_over_people(t, phone))]
    assert others
    assert silent == []


@pytest.mark.parametrize("title", ["Imię i nazwisko", "Ügyfél", "KX_RECH_NAM", "Commanditaire"])
def test_an_unknown_word_over_people_is_asked_about(title: str) -> None:
    """V22: so do words that nobody taught, whatever language the other titles are in."""
    for phone in ("Phone", "Téléphone", "Telefon"):
        assert _over_people(title, phone).undecided == (title,)


def test_a_file_of_titles_asks_about_what_may_be_the_clients_name() -> None:
    """V22: where no cell tells, a title that speaks of a person does; addresses alone do not."""
    assert _targets("Owner|Phone")[0] == "None"
    assert _targets("Owner|Tenant|Phone")[:2] == ["None", "None"]
    assert _targets("Landlord name|Phone")[0] == "None"
    assert _targets("E-mail|Newsletter")[0] == "email.1"


@pytest.mark.parametrize(("language", "title"), _pairs(HOLDERS) + _pairs(PUPILS))
def test_a_tenant_or_pupil_is_the_client_where_nobody_else_is(language: str, title: str) -> None:
    """V22: who rents, learns or owns the car is whom the list is of."""
    phone = OWN[language].rpartition("|")[2]
    assert str(_over_people(title, phone).columns[0].target) == "full_name"


@pytest.mark.parametrize(("language", "title"), _pairs(HOLDERS))
def test_beside_the_client_a_tenant_is_another_person(language: str, title: str) -> None:
    """V22: the client's own name is no tenant's."""
    assert _targets(f"{OWN[language]}|{title}")[3] == "custom"


@pytest.mark.parametrize(
    ("titles", "targets"),
    [
        (
            "Mieter Vorname|Mieter Name|Tel. mobil Mieter|E-Mail Mieter",
            "given_name family_name phone.mobile email.1",
        ),
        (
            "Nom locataire|Prénom locataire|Portable locataire|Email locataire",
            "family_name given_name phone.mobile email.1",
        ),
        ("Tenant first name|Tenant last name|Tenant phone", "given_name family_name phone.other"),
        ("Name|Phone|Tenant name|Tenant phone", "full_name phone.other custom custom"),
        ("Tenant|Phone|Tenant ID", "full_name phone.other custom"),
    ],
)
def test_what_names_and_reaches_the_tenant_is_the_clients(titles: str, targets: str) -> None:
    """V22: a word that every name of the list shares is the client's; a number is never guessed."""
    assert _targets(titles) == targets.split()


@pytest.mark.parametrize("word", ["Name", "Nom", "Nombre", "Nome", "Naam", "Nom complet", "Client"])
@pytest.mark.parametrize(
    "beside", ["Email", "Tel", "WhatsApp|Email", "Email|Newsletter", "Email|Tel|CP", "SMS|Opt-in"]
)
def test_a_word_for_names_is_one_beside_titles_of_no_language(word: str, beside: str) -> None:
    """V22: "Nombre" beside "Email" is no French count, whatever stands below it."""
    titles = [word, *beside.split("|")]
    rows = [[name, *[""] * beside.count("|"), ""] for name in PEOPLE]
    for table in (Table.from_rows(titles, []), Table.from_rows(titles, rows)):
        assert _names_or_asks(suggest_mapping(table))


@pytest.mark.parametrize(
    "titles", ["Nom|Nombre de visites", "Nombre de clients|Email", "Nom du client|Nombre|Téléphone"]
)
def test_a_french_count_is_nobodys_name(titles: str) -> None:
    """V22: false friends between languages are told by the other words of the row."""
    named = [t for t in _targets(titles) if t.partition(".")[0] in NAME_FIELDS]
    assert len(named) == titles.split("|").count("Nom") + titles.split("|").count("Nom du client")
