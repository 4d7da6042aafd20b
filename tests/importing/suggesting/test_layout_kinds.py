"""Kinds of titles that the layouts of header_layouts_10.json and _11.json showed."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table


def targets(text: str) -> list[str]:
    """Targets suggested for titles that bars part, as texts."""
    titles = [title.strip() for title in text.split("|")]
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles))]


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ("Legal First Name | Legal Last Name", ["given_name", "family_name"]),
        ("Current first name | Current surname", ["given_name", "family_name"]),
        ("Legal surname | First name", ["family_name", "given_name"]),
    ],
)
def test_a_legal_name_is_a_name(titles: str, found: list[str]) -> None:
    """A word for "the one that counts" makes no other person's name."""
    assert targets(titles) == found


@pytest.mark.parametrize(
    "titles",
    [
        "Nome | Cognome | Data_Nascita | Com_Nascita | Com_Residenza | CAP",
        "Cognome | Nome | Data nasc. | Com. nascita | Com. residenza | CAP",
        "Cognome | Nome | Nato il | Comune nascita | Comune residenza | CAP",
    ],
)
def test_a_short_word_of_one_language_is_a_small_one_of_another(titles: str) -> None:
    """``Com.`` is an Italian town and a Portuguese "with"."""
    assert targets(titles)[2:5] == ["birth_date", "custom", "address.city"]


@pytest.mark.parametrize(
    "titles",
    [
        "Nome | Endereço | CEP | Número | Complemento",
        "Nome | Rua | Nascimento | Número | Bairro",
        "Name | Straße | Ort | Nr. | PLZ",
    ],
)
def test_a_bare_number_before_a_part_of_an_address_is_the_houses(titles: str) -> None:
    """Also where the street is not its neighbour."""
    assert targets(titles)[3] == "address.number"


@pytest.mark.parametrize(
    "titles", ["Nom | Rue | Ville | N° | Téléphone", "Nom | Ville | Téléphone | N° | Pays"]
)
def test_a_bare_number_elsewhere_is_nobodys(titles: str) -> None:
    """Behind the whole address, or where no street is, it counts something else."""
    assert targets(titles)[3] == "custom"


@pytest.mark.parametrize(
    "title", ["Dirección completa (calle)", "Full address (street, city)", "Adresse complète (rue)"]
)
def test_a_whole_address_may_name_its_parts(title: str) -> None:
    """What stands in brackets is what it holds."""
    assert targets(f"E-mail | {title}")[1] == "address.full"


@pytest.mark.parametrize(
    "title", ["Additional address", "Alternate address", "Alternative Adresse"]
)
def test_a_further_address_is_another_one(title: str) -> None:
    """It does not take the place of the client's own."""
    assert targets(f"Name | Address | City | {title}")[3] == "address.other.full"


@pytest.mark.parametrize(
    ("titles", "place"),
    [
        ("KU_NAME | KU_STR | KU_PLZ | KU_SPRACHE", 3),
        ("Acme name | Acme mail | Acme gender", 2),
        ("Quux: city | Quux: zip | Quux: website", 2),
    ],
)
def test_a_shared_word_is_context_before_languages_and_sexes_too(titles: str, place: int) -> None:
    """The name of a table says nothing of what stands in it."""
    assert targets(titles)[place] in ("language", "gender", "website")


@pytest.mark.parametrize(
    "title", ["Note generali", "Sonstige Bemerkungen", "Algemene opmerkingen", "General notes"]
)
def test_other_remarks_are_remarks(title: str) -> None:
    """Where no other column is one."""
    assert targets(f"E-mail | Name | {title}")[2] == "note"


@pytest.mark.parametrize("title", ["Group name", "customer_group_name", "Category name"])
def test_the_name_of_a_group_is_a_tag(title: str) -> None:
    """It names no client."""
    assert targets(f"First name | Last name | {title}")[2] == "tags"


@pytest.mark.parametrize("title", ["Key Number", "Key no.", "Key code"])
def test_the_number_of_a_key_is_no_clients(title: str) -> None:
    """By a client's number later imports match."""
    assert targets(f"First name | Last name | {title}")[2] == "custom"


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ("OptOut Mail | OptOut Email", ["consent.post.optout", "consent.email.optout"]),
        ("Mail opt in | Email opt in", ["consent.post", "consent.email"]),
        ("No mail | No e-mail", ["consent.all_post.optout", "consent.all_email.optout"]),
    ],
)
def test_mail_beside_e_mail_is_post(titles: str, found: list[str]) -> None:
    """In English, where each has a column of its own."""
    assert targets(f"First name | Last name | {titles}")[2:] == found


@pytest.mark.parametrize("title", ["Get SMS", "gets_sms", "Get text messages"])
def test_who_gets_messages_has_agreed(title: str) -> None:
    """``Get`` asks whether one may."""
    assert targets(f"First name | {title}")[1] == "consent.sms"


@pytest.mark.parametrize(
    "title",
    [
        "E-news",
        "News letter",
        "Inscription à la lettre d'information",
        "Iscrizione alla newsletter",
        "Inscrição na newsletter",
    ],
)
def test_joining_a_newsletter_is_a_consent(title: str) -> None:
    """Not the day of it, which is named as one."""
    assert targets(f"E-mail | {title}")[1] == "consent.email"


@pytest.mark.parametrize(
    "titles",
    ["Nome | Consenso marketing | Newsletter", "Name | Werbung erlaubt | Newsletter"],
)
def test_an_agreement_without_a_channel_gives_way_to_a_newsletter(titles: str) -> None:
    """X36: which channels it is of, a person says."""
    assert targets(titles)[1:] == ["None", "consent.email"]


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Lingua parlata", "language"),
        ("Langue de correspondance", "language"),
        ("Gesprochene Sprache", "language"),
        ("Tél. trav.", "phone.work"),
        ("Adressierungszusatz", "address.street2"),
        ("Endereço número", "address.number"),
    ],
)
def test_further_words(title: str, target: str) -> None:
    """Words that programs and people use."""
    base = {"L": "Nome | Via", "G": "Name | Straße", "A": "Name | Straße", "E": "Nome | Endereço"}
    titles = "Nom | Rue" if "ngue" in title or title.startswith("T") else base[title[0]]
    assert targets(f"{titles} | {title}")[2] == target


@pytest.mark.parametrize(
    "title",
    [
        "Telefono Assistente",
        "Telefone Assistente",
        "Telefoon assistent",
        "Tél. secrétaire",
        "Telefon Sekretariat",
        "Telefono del supervisor",
    ],
)
def test_the_phone_of_somebodys_assistant_is_not_the_clients(title: str) -> None:
    """Who works for a client, or above one, is another person."""
    assert targets(f"E-mail | {title}")[1] == "custom"


@pytest.mark.parametrize(
    ("titles", "place"),
    [
        ("Vorname | Nachname | Portal Nutzer | Straße | PLZ | Ort", 2),
        ("Nombre | Apellidos | Usuario de Portal | Dirección | Ciudad", 2),
        ("Nome | Sobrenome | Portal Usuário | Endereço | Cidade", 2),
        ("First name | Last name | Portal access | Street | City", 2),
    ],
)
def test_a_portal_is_no_address(titles: str, place: int) -> None:
    """A word of its own is no other one misspelt; who uses a portal has no door there."""
    assert targets(titles)[place] == "custom"


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ("Via | Città | Provincia | Stato | CAP", "address.country"),
        ("Via | Città | Stato | CAP", "address.region"),
        ("Via | CAP | Città | Provincia | Nazione | Stato", "custom"),
        ("Nome | Telefono | Stato | Note", "custom"),
    ],
)
def test_an_italian_state_is_a_country_beside_a_province(titles: str, found: str) -> None:
    """Elsewhere it is a region where none is named, or a status."""
    assert targets(titles)[titles.split(" | ").index("Stato")] == found


@pytest.mark.parametrize(
    ("titles", "place"),
    [
        ("Cidade | Estado Correspondência | Estado Alternativo | Cidade Alternativo", 1),
        ("Ville | Département | Ville (alt.) | Département (alt.)", 1),
        ("Ciudad (envío) | Estado (envío) | Ciudad | Estado", 3),
    ],
)
def test_each_address_has_a_region_of_its_own(titles: str, place: int) -> None:
    """The region of one address does not take that of another."""
    assert targets(f"E-mail | {titles}")[place + 1] == "address.region"


@pytest.mark.parametrize("title", ["Cognome/Pseudonimo", "Last name / pseudonym"])
def test_a_family_name_or_what_one_is_called(title: str) -> None:
    """One column of both is the family's name beside a given one."""
    first = "Nome" if title.startswith("C") else "First name"
    assert targets(f"{title} | {first}") == ["family_name", "given_name"]


@pytest.mark.parametrize(
    "title",
    ["Non inviare email di massa", "Ne pas envoyer d'emails de masse", "Do not send mass emails"],
)
def test_bulk_mail_that_is_refused_is_an_opt_out(title: str) -> None:
    """X36: what is sent to many at once is what one opts out of."""
    assert targets(f"E-mail | {title}")[1] in ("consent.email.optout", "consent.all_email.optout")


OTHERS = {
    "First name | Email | Mobile | {0} | {0} phone": "Godmother Vet Neighbour Janitor Surgeon",
    "Prénom | E-mail | Portable | {0} | Téléphone {0}": "Notaire Voisin Éleveur Nounou Gardien",
    "Vorname | E-Mail | Mobil | {0} | Telefon {0}": "Anwalt Nachbar Züchter Hebamme Bürge",
    "Nombre | Correo | Móvil | {0} | Teléfono {0}": "Abogado Vecino Criador Cuidador Avalista",
    "Nome | Email | Cellulare | {0} | Telefono {0}": "Avvocato Vicino Badante Idraulico Garante",
    "Nome | E-mail | Celular | {0} | Telefone {0}": "Fiador Vizinho Porteiro Corretor Criador",
    "Voornaam | E-mail | Mobiel | {0} | Telefoon {0}": "Buurman Fokker Leraar Dierenarts Broer",
}


@pytest.mark.parametrize("titles", OTHERS)
def test_the_phone_of_whom_another_column_names_is_not_the_clients(titles: str) -> None:
    """A word that is a title by itself names somebody; it is no context of the other titles."""
    for other in OTHERS[titles].split():
        assert targets(titles.format(other))[3:] == ["custom", "custom"], other


@pytest.mark.parametrize(
    ("titles", "target"),
    [
        ("Acme name | Acme phone | Acme e-mail", "phone.other"),
        ("Telefon allgemein | E-Mail allgemein | Name", "email.1"),
        ("Cavalier | Téléphone cavalier | Ville", "phone.other"),
    ],
)
def test_a_word_that_names_the_table_is_context_still(titles: str, target: str) -> None:
    """It stands before many titles and is none, or it is a word for clients."""
    assert targets(titles)[1] == target


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ("Prénom | Nom | Ville", "Nom de la compagne"),
        ("Nome | Cognome | Città", "Titolo di studio"),
        ("Vorname | Nachname | Ort", "Notiz von"),
        ("First name | Last name | City", "Note by"),
        ("First name | Last name | City", "Phone brand"),
        ("Vorname | Nachname | Ort", "Geburtstagsrabatt"),
        ("Nombre | Apellidos | Ciudad", "Lengua materna nivel"),
        ("Nome | Sobrenome | Cidade", "Título de eleitor"),
        ("Voornaam | Achternaam | Plaats", "Telefoonmerk"),
    ],
)
def test_what_is_only_near_a_field_is_an_attribute(titles: str, title: str) -> None:
    """A word of a client's field beside one that makes it something else."""
    assert targets(f"{titles} | {title}")[3] == "custom"
