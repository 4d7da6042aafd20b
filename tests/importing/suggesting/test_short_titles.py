"""Short forms, halves and pairs of titles, in the languages that have them."""

import pytest

from clientbook import Table, suggest_mapping

NAMES = {
    "Nachn.|Vorn.|Stimme": ["family_name", "given_name", "custom"],
    "Nom de fam.|Pren|Ville": ["family_name", "given_name", "address.city"],
    "Sr/Sra|Ap. 1|Ap. 2|Nom.": [
        "name_prefix",
        "family_name",
        "second_family_name",
        "given_name",
    ],
    "NUMCLI|TITCLI|NOMCLI|PRECLI|TELTRA|TELPOR": [
        "external_id",
        "name_prefix",
        "family_name",
        "given_name",
        "phone.work",
        "phone.mobile",
    ],
    "Voornaam|Achternm|Straatnm|Nr": [
        "given_name",
        "family_name",
        "address.street",
        "address.number",
    ],
    "Nom. y Ape.|Telf|Correo": ["full_name", "phone.other", "email.1"],
    "Vor- u. Nachname|Handynr": ["full_name", "phone.mobile"],
    "Nome e apelido|Telef. casa": ["full_name", "phone.home"],
    "Nome|Apelido|Telemóvel": ["given_name", "family_name", "phone.mobile"],
    "Nome|Apelido|Celular|CPF": ["full_name", "nickname", "phone.mobile", "custom"],
    "Vorname|Name|Titel|Tel. dienstl.": ["given_name", "family_name", "name_prefix", "phone.work"],
}
EITHER = (
    "Name|Telefon/Handy",
    "Name|Telefon oder Handy",
    "Name|Phone / Mobile",
    "Nom|Fixe ou portable",
    "Nom|Tél. / Port.",
    "Nome|Tel/Cell",
    "Nombre|Teléfono o móvil",
    "Nome|Telefone/Celular",
    "Naam|Tel/Mob",
    "Naam|Vast of mobiel",
)
SALUTATIONS = "Hr./Fr.,Herr/Frau,Dhr./Mw.,Dhr/Mevr,Sr/Sra,Sig./Sig.ra,M./Mme,Mr/Mrs/Ms"
VETS = {
    "Owner|Phone|Patient|Species": "Patient",
    "Besitzer|Telefon|Patient|Tierart": "Patient",
    "Propriétaire|Téléphone|Patient|Espèce": "Patient",
    "Eigenaar|Telefoon|Patiëntnaam|Diersoort": "Patiëntnaam",
    "Propietario|Teléfono|Paciente|Especie": "Paciente",
    "Proprietario|Telefono|Paziente|Specie": "Paziente",
}


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|")))]


@pytest.mark.parametrize("titles", NAMES)
def test_halves_of_a_name_are_read_together(titles: str) -> None:
    """V22: a piece that is anything alone is one half where the row has the other."""
    assert _targets(titles) == NAMES[titles]


@pytest.mark.parametrize("titles", ["Pren|Taille", "Ap. 1|Ap. 2", "Ap.|Fecha"])
def test_a_piece_alone_is_no_name(titles: str) -> None:
    """V22: half a name is nobody's."""
    assert "given_name" not in _targets(titles)
    assert _targets(titles)[0] != "family_name"


@pytest.mark.parametrize("titles", EITHER)
def test_a_telephone_or_a_mobile_is_of_no_known_kind(titles: str) -> None:
    """V22: the number tells."""
    assert _targets(titles)[1] == "phone.other"


@pytest.mark.parametrize("title", SALUTATIONS.split(","))
def test_a_pair_of_salutations_is_one(title: str) -> None:
    """V22, whatever the language of the row."""
    rest = {"H": "Nachname|Vorname", "D": "Achternaam|Voornaam", "M": "Last name|First name"}
    beside = rest.get(title[0], "Apelido|Primeiro nome")
    if title.startswith(("Sig", "M.")):
        beside = "Cognome|Nome" if title.startswith("Sig") else "Nom|Prénom"
    assert _targets(f"{title}|{beside}")[0] == "name_prefix"


@pytest.mark.parametrize("titles", VETS)
def test_the_patient_of_a_vet_is_no_client(titles: str) -> None:
    """V22: the owner is; a patient without an owner is a client."""
    found = dict(zip(titles.split("|"), _targets(titles), strict=True))
    assert found[VETS[titles]] == "custom"
    assert found[titles.split("|", maxsplit=1)[0]] == "full_name"
    assert _targets("Patient|Phone")[0] == "full_name"


HOUSES = {
    "Rue|N° rue": ["address.street", "address.number"],
    "Endereço|Número do Endereço|Bairro": [
        "address.street",
        "address.number",
        "address.district",
    ],
    "Nachname|Str., Nr.|PLZ": ["family_name", "address.street", "address.postcode"],
    "Factuuradres|Factuur nummer|Factuur postcode": [
        "address.billing.street",
        "address.billing.number",
        "address.billing.postcode",
    ],
    "Cód. Postal|Localidade|Localidade CP": ["address.postcode", "address.city", "custom"],
}


@pytest.mark.parametrize("titles", HOUSES)
def test_a_number_of_the_street_is_the_houses_beside_it(titles: str) -> None:
    """V22: a street and number in one column is the street."""
    assert _targets(titles) == HOUSES[titles]


TOLD = {
    ("Client", "Contact"): (("Bernard SARL", "Marie Martin"), ["company", "full_name"]),
    ("Cliente", "Contacto"): (("1000", "Ana Santos"), ["external_id", "full_name"]),
    ("Nachname", "Namenszusatz"): (("Berg", "von"), ["family_name", "name_particle"]),
    ("Cognome", "Residenza"): (("Rossi", "Milano"), ["family_name", "address.city"]),
}


@pytest.mark.parametrize("titles", TOLD)
def test_cells_tell_what_a_title_leaves_open(titles: tuple[str, str]) -> None:
    """V22: firms, numbers of clients, particles and towns under titles that may be others."""
    (first, second), wanted = TOLD[titles]
    rows = [[first if not first.isdecimal() else str(int(first) + i), second] for i in range(8)]
    mapping = suggest_mapping(Table.from_rows([*titles], rows))
    assert [str(column.target) for column in mapping] == wanted
