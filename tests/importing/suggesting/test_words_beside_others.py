"""Words that mean another thing beside another column: an extension, a school, a way in."""

import pytest

from clientbook import Table, suggest_mapping


def _targets(titles: str) -> list[str]:
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles.split("|")))]


@pytest.mark.parametrize(
    "titles",
    [
        "Nom|Tél. travail|Poste",
        "Nome|Telefono|Interno",
        "Nombre completo|Teléfono|Interno",
        "Nombre completo|Teléfono|Anexo",
        "Nome completo|Telefone|Ramal",
        "Naam|Telefoon|Toestel",
        "Nom|Prénom|Élève|Établissement",
        "Alumno|Apellidos|Centro",
        "Nom|Arrivée|Sortie|Entrée",
        "Nombre completo|Salida|Entrada",
        "Nome|Uscita|Ingresso",
        "Auftraggeber|Baujahr|Anlage",
        "Naam|Nummerplaat|Eerste inschrijving",
        "Gast|Staat|Nation",
        "Nombre completo|CUIT|Categoría fiscal",
        "Élève: nom|Élève: natel|Prof.",
        "Voornaam|Achternaam|Instrument|Rol",
        "First name|Last name|Role",
        "Apellido|Nombre|Año|División",
        "Voornaam|Achternaam|Relatie",
        "First name|Last name|Addressee",
        "Vorname|Nachname|Empfänger",
        "Full name|Recipient",
        "Nombre|Dirección|Ciudad|Plaza",
        "Name|Straße|PLZ|Platz",
        "Nome|Indirizzo|CAP|Piazza",
        "Nome|Endereço|CEP|Praça",
    ],
)
def test_a_word_that_is_no_field_beside_the_others(titles: str) -> None:
    """V22: it is the company's own."""
    assert _targets(titles)[-1] == "custom"


@pytest.mark.parametrize(
    ("titles", "target"),
    [
        ("Nom|Société|Poste", "job_title"),
        ("Nombre|Calle|Número|Piso|Departamento", "address.street3"),
        ("Nombre|Dirección|Ciudad|Comuna", "address.district"),
        ("Nombre|Dirección|Región|Comuna", "address.city"),
        ("Prénom / surnom|Nom (si connu)", "family_name"),
        ("Name|Gender|Sex at birth", "custom"),
        ("CCITY|CNAME|CADD1|CADD2|CZIP|CFAX|CEMAIL|CUSTNO", "external_id"),
        ("Name|Firma|Rolle", "job_title"),
        ("Nombre|Empresa|División", "department"),
        ("Address|City|Addressee", "full_name"),
        ("Adresse|CP|Ville|Destinataire", "full_name"),
        ("Straße|PLZ|Ort|Empfänger", "full_name"),
        ("Dirección|CP|Destinatario", "full_name"),
        ("Indirizzo|CAP|Destinatario", "full_name"),
        ("Morada|Localidade|Destinatário", "full_name"),
        ("Adres|Plaats|Ontvanger", "full_name"),
        ("Nombre|Plaza|Dirección", "address.full"),
        ("Name|Platz|Ort|Straße", "address.street"),
        ("Adresse|Code postal|Lib. Postal", "address.city"),
        (
            "Factuuradres|Plaats factuuradres|Afleveradres|Plaats afleveradres|Land",
            "address.country",
        ),
        (
            "Afleveradres|Plaats afleveradres|Land|Factuuradres|Plaats factuuradres|Land",
            "address.billing.country",
        ),
        ("Nom|Employeur|Entrée", "created_at"),
        ("Name|City|State|PIN", "address.postcode"),
        ("Name|Card|PIN", "custom"),
        ("Vorname|Name|Staat", "address.country"),
        ("nom_famille|anrede/civilité", "name_prefix"),
        ("Nom|Rue|CP|Ville|Lieu-dit / BP", "address.street2"),
        ("Prénom enfant|Prénom parent|Nom parent|Civilité parent", "name_prefix"),
        ("Kind_voornaam|Ouder_voornaam|Ouder_achternaam|Ouder_tussenvoegsel", "name_particle"),
        ("Roepnaam|Achternaam|Doopnamen", "given_name"),
        ("Nome|Apelido|País de residência|Local de residência", "address.city"),
        ("Nom|Prénom|Pays de résidence|Lieu de résidence", "address.city"),
        ("First name|Last name|Place of residence", "address.full"),
        ("Voorletters|Naam|Roepnaam", "given_name"),
        ("Name|Address|Marketing preferences: email", "consent.email"),
        ("Name|Straße|Prospekt per Post", "consent.post"),
    ],
)
def test_a_word_that_is_one(titles: str, target: str) -> None:
    """V22: told by the columns beside it."""
    assert _targets(titles)[-1] == target
