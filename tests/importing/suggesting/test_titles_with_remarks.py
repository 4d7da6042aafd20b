"""Titles that say more than what a column holds: whose code, what is sent, how a letter begins."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table


def targets(text: str, *rows: str) -> list[str]:
    """Targets suggested for titles that bars part, as texts, above rows parted alike."""
    titles, *cells = [[cell.strip() for cell in line.split("|")] for line in (text, *rows)]
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles, cells))]


@pytest.mark.parametrize(
    "title",
    [
        "CustPCode",
        "Cust PCode",
        "Client PCode",
        "PCode",
        "P Code",
        "Eircode",
        "Customer Eircode",
        "Cust. P-Code",
        "CUST_PCODE",
        "Client Post Cde",
    ],
)
def test_a_post_code_in_short_is_no_number_of_a_client(title: str) -> None:
    """A client's number is never guessed: later imports match by it."""
    assert targets(f"Cust Name | Address | Town | {title}")[3] == "address.postcode"


@pytest.mark.parametrize("title", ["Client T Code", "Cust X Code", "Kunden Z-Code", "Client T ID"])
def test_a_letter_before_a_code_says_which_one_it_is(title: str) -> None:
    """A code of which half the name is unknown is nobody's number."""
    assert targets(f"Name | Phone | {title}")[2] == "custom"


@pytest.mark.parametrize(
    "titles",
    [
        "Name | Phone | Ref by",
        "Name | Phone | Referred by",
        "Name | Phone | Your ref",
        "Name | Phone | Our reference",
        "Nom | Téléphone | Votre référence",
        "Nom | Téléphone | V/Réf.",
        "Name | Telefon | Ihr Zeichen",
        "Name | Telefon | Unsere Referenz",
        "Nombre | Teléfono | Su referencia",
        "Nome | Telefono | Rif.",
        "Nome | Telefono | Vs. rif.",
        "Nome | Telefono | Riferimento",
        "Nome | Telefone | Sua referência",
        "Naam | Telefoon | Uw kenmerk",
    ],
)
def test_a_reference_of_letters_is_no_number_of_a_client(titles: str) -> None:
    """Whom to ask for, who sent a client, and what stands on a letter identify nobody."""
    assert targets(titles)[2] == "custom"


@pytest.mark.parametrize(
    "titles",
    [
        "Vorname | Name | Anrede | Briefanrede",
        "Vorname | Name | Anrede | Grußformel",
        "Nom | Prénom | Civilité | Formule de politesse",
        "First name | Last name | Title | Salutation line",
        "First name | Last name | Title | Letter greeting",
        "Nombre | Apellidos | Tratamiento | Fórmula de cortesía",
        "Nome | Cognome | Titolo di cortesia | Formula di saluto",
        "Nome | Sobrenome | Tratamento | Fórmula de saudação",
        "Voornaam | Achternaam | Aanspreektitel | Aanhef brief",
    ],
)
def test_how_a_letter_begins_or_ends_is_no_title_of_a_name(titles: str) -> None:
    """A salutation stands before a name, the line of a letter holds one."""
    found = targets(titles, "Ann | Li | Dr. | Dear Ms Li,", "Tom | Roy | Dr. | Lieber Herr Roy,")
    assert found[2:] == ["name_prefix", "custom"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Celular c/ DDD", "mobile"),
        ("Celular (com DDD)", "mobile"),
        ("Telefone com DDD", "other"),
        ("DDD + Telefone", "other"),
        ("Phone with area code", "other"),
        ("Mobile (incl. country code)", "mobile"),
        ("Téléphone (avec indicatif)", "other"),
        ("Telefon mit Vorwahl", "other"),
        ("Handy inkl. Ländervorwahl", "mobile"),
        ("Teléfono con prefijo", "other"),
        ("Celular con lada", "mobile"),
        ("Telefono con prefisso", "other"),
        ("Telefoon met netnummer", "other"),
    ],
)
def test_a_number_with_its_code_is_a_number(title: str, kind: str) -> None:
    """What is dialled first stands in the same cell."""
    assert targets(f"E-mail | {title}")[1] == f"phone.{kind}"


@pytest.mark.parametrize(
    "titles", ["Nome | DDD | Telefone", "Name | Vorwahl | Telefon", "Nom | Indicatif | Téléphone"]
)
def test_a_code_without_a_number_is_no_number(titles: str) -> None:
    """A code alone is no telephone, whatever stands beside it."""
    assert targets(titles)[1:] == ["custom", "phone.other"]


@pytest.mark.parametrize(
    ("titles", "target"),
    [
        ("Name | Registrant: D.O.B. (MM/DD/YYYY)", "birth_date"),
        ("Name | Client D.O.B", "birth_date"),
        ("Name | P.O.Box", "address.po_box"),
        ("Name | Ort | Kunde: P.L.Z.", "address.postcode"),
        ("Nom | D.D.N.", "birth_date"),
        ("Nom | G.S.M. (privé)", "phone.mobile"),
        ("Nome | Cognome | Indirizzo | C.A.P.", "address.postcode"),
    ],
)
def test_dotted_letters_are_one_word(titles: str, target: str) -> None:
    """``D.O.B.`` is "DOB", wherever it stands in a title."""
    assert targets(titles)[-1] == target


@pytest.mark.parametrize(
    "titles",
    [
        "Name | E-mail for invoices",
        "Name | E-Mail für Rechnungen",
        "Nom | Mail pour les factures",
        "Nombre | Correo para facturas",
        "Nombre | Correo facturación electrónica",
        "Nome | Email per fatture",
        "Nome | E-mail para NF-e",
        "Naam | E-mail voor facturen",
    ],
)
def test_where_invoices_are_sent_is_an_address_of_the_client(titles: str) -> None:
    """What is sent there changes nothing of whose it is."""
    assert targets(titles)[1] == "email.1"


@pytest.mark.parametrize("title", ["Open invoices", "Number of invoices", "Invoices", "Facturas"])
def test_invoices_that_are_counted_are_no_address(title: str) -> None:
    """The word alone fills no field."""
    assert targets(f"Name | E-mail | {title}")[2] == "custom"


@pytest.mark.parametrize(
    ("titles", "cell"),
    [
        ("Vorname | Name | Anrede", "Sehr geehrte Frau Li"),
        ("First name | Last name | Salutation", "Dear Ms Li,"),
        ("Prénom | Nom | Civilité", "Chère Madame,"),
        ("Nombre | Apellidos | Tratamiento", "Estimada Sra. Li:"),
        ("Nome | Cognome | Titolo", "Gentile Signora Li"),
        ("Nome | Sobrenome | Tratamento", "Prezada Sra. Li"),
        ("Voornaam | Achternaam | Aanhef", "Geachte mevrouw Li,"),
        ("Voornaam | Achternaam | Aanhef", "Beste Ann,"),
    ],
)
def test_the_line_of_a_letter_is_no_title_whatever_it_is_called(titles: str, cell: str) -> None:
    """Cells that greet somebody are an attribute under the title of a salutation too."""
    assert targets(titles, f"Ann | Li | {cell}")[2] == "custom"


@pytest.mark.parametrize("cell", ["Frau", "Ms", "Mme", "Sra.", "Dr.", "Mevrouw"])
def test_a_title_of_a_name_stays_one(cell: str) -> None:
    """A salutation of one word greets nobody."""
    assert targets("Vorname | Nachname | Anrede", f"Ann | Li | {cell}")[2] == "name_prefix"


@pytest.mark.parametrize(
    ("titles", "target"),
    [("Familienname | Rufname", "given_name"), ("Familienname | Vorname | Rufname", "nickname")],
)
def test_a_name_that_somebody_is_called_by(titles: str, target: str) -> None:
    """It is the given name where no other column is."""
    assert targets(titles)[-1] == target


def test_a_choice_of_telephones_is_no_telephone() -> None:
    """Cells that say which kind a number has are no numbers, and no row is refused for them."""
    found = targets("Nom | Téléphone | Fixe ou mobile ?", "Ann Li | 0612345678 | mobile")
    assert found == ["full_name", "phone.other", "custom"]
