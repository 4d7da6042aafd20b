"""Kinds of titles that strangers' files showed, each with its brothers in other languages."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.suggesting.shared_letters import without_shared_letters
from clientbook.importing.tables import Table


def read(row: str) -> dict[str, str]:
    """Targets suggested for titles that bars part."""
    titles = [title.strip() for title in row.split("|")]
    return {c.header: str(c.target) for c in suggest_mapping(Table.from_rows(titles))}


@pytest.mark.parametrize(
    "row",
    [
        "Name | Wohnadresse | PLZ | Wohnort",
        "Name | Wohnanschrift | PLZ | Ort",
        "Name | Privatadresse | PLZ | Ort",
        "Name | Heimadresse | PLZ | Ort",
        "Name | Hausanschrift | PLZ | Ort",
        "Naam | Woonadres | Postcode | Woonplaats",
    ],
)
def test_a_compound_of_living_and_address_is_the_street(row: str) -> None:
    """A word that stands in a glued one is itself, not the piece of another."""
    _, street, _, town = read(row).values()
    assert (street, town) == ("address.street", "address.city")


@pytest.mark.parametrize(
    "row",
    [
        "Nome | Indirizzo sede | Cap sede | Città sede",
        "Nome | Indirizzo sede legale | Cap sede legale | Comune sede legale",
        "Firma | Adresse Firmensitz | PLZ Firmensitz | Ort Firmensitz",
        "Nom | Adresse siège | CP siège | Ville siège",
        "Company | Registered office address | Registered office postcode | Registered office city",
        "Company | Head office address | Head office postcode | Head office city",
        "Empresa | Dirección sede social | CP sede social | Localidad sede social",
        "Bedrijf | Adres zetel | Postcode zetel | Gemeente zetel",
        "Empresa | Morada sede | Código postal sede | Localidade sede",
    ],
)
def test_an_address_at_a_firms_seat_is_the_one_of_work(row: str) -> None:
    """The seat of a firm is where its people work."""
    _, street, postcode, town = read(row).values()
    assert street == "address.work.street"
    assert (postcode, town) == ("address.work.postcode", "address.work.city")


@pytest.mark.parametrize("title", ["Sede", "Nome sede", "Codice sede", "Sede preferita"])
def test_a_seat_of_anything_but_an_address_is_a_branch(title: str) -> None:
    """Which branch somebody comes to is an attribute."""
    assert read(f"Nome | Telefono | {title}")[title] == "custom"


@pytest.mark.parametrize(
    ("row", "title", "target"),
    [
        ("TN-Name | Telnr.", "TN-Name", "full_name"),
        ("TN | Telnr. | PLZ", "TN", "full_name"),
        ("Memb. No | Name", "Memb. No", "external_id"),
        ("Clte | telf. | direccion", "Clte", "full_name"),
        ("nom | ste | tel", "ste", "company"),
        ("Nome | Cognome | Ind. | CAP | Città", "Ind.", "address.street"),
        ("Naam | straat | huisno | postcode", "huisno", "address.number"),
        ("Naam | straat | huis no | postcode", "huis no", "address.number"),
        ("Cliente | Calle y número | Ciudad | Edo. | C.P.", "Edo.", "address.region"),
        ("n adh | nom | prénom", "n adh", "external_id"),
        ("N° adh. | nom | prénom", "N° adh.", "external_id"),
        ("n client | nom | prénom", "n client", "external_id"),
        ("Código | Nome | Fantasia | Telefone", "Fantasia", "company"),
        ("Designação | Telefone | Morada", "Designação", "full_name"),
        ("Nome | Designação | Telefone", "Designação", "company"),
        ("Nome | Designação | Telefone", "Nome", "full_name"),
        ("Firma / Nachname | Vorname / Firmenzusatz", "Vorname / Firmenzusatz", "given_name"),
        ("Dénomination sociale | Personne de contact", "Personne de contact", "full_name"),
        ("Empresa | Pessoa de contacto | Telefone", "Pessoa de contacto", "full_name"),
        ("Ragione sociale | Persona di contatto", "Persona di contatto", "full_name"),
        ("Company | Contact person | Phone", "Contact person", "full_name"),
        ("Nom | Prénom | joignable au", "joignable au", "phone.other"),
        ("Full legal name | Phone", "Full legal name", "full_name"),
        ("Nombre legal completo | Teléfono", "Nombre legal completo", "full_name"),
        ("What is your full legal name? | Email", "What is your full legal name?", "full_name"),
        ("What is your legal name? | Email", "What is your legal name?", "full_name"),
        (
            "What is your full legal name? | What should we call you?",
            "What should we call you?",
            "nickname",
        ),
    ],
)
def test_words_of_a_trade_and_their_short_forms_are_read(row: str, title: str, target: str) -> None:
    """What clerks of one trade write is understood, by titles alone."""
    assert read(row)[title] == target


PEOPLE = ("Marie Dupont", "Paul Martin", "Anna Weber", "Thomas Klein", "Maria Rossi")
FIRMS = ("Talleres Sol S.L.", "Weber GmbH", "Rossi S.r.l.", "Dupont SARL", "Klein AG")


@pytest.mark.parametrize("title", ["Nombre fiscal", "Razón social", "Company", "Firma"])
@pytest.mark.parametrize(("cells", "target"), [(PEOPLE, "full_name"), (FIRMS, "company")])
def test_firms_over_people_in_a_file_without_names_are_the_names(
    title: str, cells: tuple[str, ...], target: str
) -> None:
    """Who trades under a name of their own is a client with that name."""
    table = Table.from_rows([title, "Tel"], [[cell, "044 268 84 55"] for cell in cells])
    assert str(suggest_mapping(table).columns[0].target) == target


def test_firms_over_people_beside_a_name_stay_firms() -> None:
    """A client who has a name works for somebody who has one too."""
    rows = [[cell, "Léa Petit", "044 268 84 55"] for cell in PEOPLE]
    table = Table.from_rows(["Company", "Name", "Tel"], rows)
    assert str(suggest_mapping(table).columns[0].target) == "company"


@pytest.mark.parametrize(
    "row",
    [
        "Nom | Champ complémentaire 2 Adresse | Champ complémentaire 3 CP | Champ 4 Ville",
        "Name | Custom field 2 Address | Custom field 3 Postcode | Custom field 4 City",
        "Name | Question 2: Address | Question 3: Postcode | Question 4: City",
        "Name | Zusatzfeld 2 Adresse | Zusatzfeld 3 PLZ | Zusatzfeld 4 Ort",
        "Name | Feld 2: Adresse | Feld 3: PLZ | Feld 4: Ort",
        "Nombre | Campo 2 Dirección | Campo 3 Código postal | Campo 4 Ciudad",
        "Nome | Campo 2 Indirizzo | Campo 3 CAP | Campo 4 Città",
        "Nome | Campo adicional 2 Morada | Campo adicional 3 Código postal | Campo 4 Localidade",
        "Naam | Veld 2 Adres | Veld 3 Postcode | Veld 4 Plaats",
    ],
)
def test_the_number_of_a_forms_field_numbers_no_address(row: str) -> None:
    """The field that a program counts says nothing of what was asked in it."""
    _, street, postcode, town = read(row).values()
    assert (street, postcode, town) == ("address.street", "address.postcode", "address.city")


@pytest.mark.parametrize(
    "title", ["Custom Field 1 - Type", "Custom Field 1 - Value", "Custom Field 2", "Champ 3"]
)
def test_what_a_program_keeps_of_a_field_stays_an_attribute(title: str) -> None:
    """The kind or the value of a field is no answer to a question."""
    assert read(f"Name | Phone | {title}")[title] == "custom"


@pytest.mark.parametrize(
    ("row", "targets"),
    [
        ("COGNOMEENOME | DATADINASCITA", "full_name birth_date"),
        ("nomeecognome | datadinascita", "full_name birth_date"),
        ("NOMBREYAPELLIDOS | FECHADENACIMIENTO", "full_name birth_date"),
        ("NOMETPRENOM | DATEDENAISSANCE", "full_name birth_date"),
        ("NAAMENVOORNAAM | DATEOFBIRTH", "full_name birth_date"),
        ("NOME | CEPDECOBRANCA", "full_name address.billing.postcode"),
        ("NOMBRE | CALLEYN | CODIGOPOSTAL", "full_name address.street address.postcode"),
        ("NAME | POADDRESSLINE1 | POCITY", "full_name address.street address.city"),
        ("name | poaddressline1 | popostalcode", "full_name address.street address.postcode"),
        ("NAME | SAADDRESSLINE1 | SACITY", "full_name address.shipping.street"),
    ],
)
def test_words_glued_without_capitals_are_taken_apart(row: str, targets: str) -> None:
    """Known words with a small one between them are two, in whatever letter case."""
    assert list(read(row).values())[: len(targets.split())] == targets.split()


@pytest.mark.parametrize(
    ("row", "title", "target"),
    [
        ("e-mial | name", "e-mial", "email.1"),
        ("phoen | name", "phoen", "phone.other"),
        ("email | naem", "naem", "full_name"),
        ("Best phone number to reach you | Name", "Best phone number to reach you", "phone.other"),
        ("Best number to reach you on | Name", "Best number to reach you on", "phone.other"),
    ],
)
def test_slips_and_requests_are_read_by_titles_alone(row: str, title: str, target: str) -> None:
    """Two letters in each other's place, and a request without a question mark, are understood."""
    assert read(row)[title] == target


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("geen reclame per post", "consent.post.optout"),
        ("Keine Werbung per Post", "consent.post.optout"),
        ("No marketing by post", "consent.post.optout"),
        ("pas de publicité par courrier", "consent.post.optout"),
        ("nessuna pubblicità per posta", "consent.post.optout"),
        ("nessuna pubblicità per posta elettronica", "consent.email.optout"),
        ("Sem publicidade por correio", "consent.post.optout"),
        ("No enviar publicidad por correo postal", "consent.post.optout"),
        ("geen reclame per sms", "consent.sms.optout"),
        ("Keine Werbung per E-Mail", "consent.email.optout"),
    ],
)
def test_a_refusal_by_one_way_is_of_that_way_alone(title: str, target: str) -> None:
    """Who wants no advertising by post may want it by e-mail."""
    assert read(f"Email | Tel | {title}")[title] == target


@pytest.mark.parametrize(
    "title",
    [
        "I agree to be contacted by email about future events",
        "I agree to receive emails about upcoming courses",
        "J'accepte de recevoir des e-mails sur les prochains événements",
        "Ich möchte E-Mails über künftige Veranstaltungen erhalten",
        "Acepto recibir correos sobre próximos eventos",
        "Accetto di ricevere e-mail su eventi futuri",
        "Aceito receber e-mails sobre futuros eventos",
        "Ik wil e-mails ontvangen over toekomstige evenementen",
    ],
)
def test_what_one_agrees_to_hear_about_changes_no_consent(title: str) -> None:
    """News of events to come are news."""
    assert read(f"Email | Tel | {title}")[title] == "consent.email"


@pytest.mark.parametrize(
    "title",
    ["Não quero receber e-mails", "No quiero recibir correos", "Non voglio ricevere e-mail"],
)
def test_a_refusal_in_the_first_person_is_one(title: str) -> None:
    """Beside a consent to advertising each says its own."""
    assert read(f"Nome | Aceita marketing | {title}")[title].endswith("email.optout")


@pytest.mark.parametrize("title", ["Stop Credit", "Credit stop", "Stop supply"])
def test_what_is_stopped_of_a_trade_is_no_refusal(title: str) -> None:
    """Who gets no credit refused no news."""
    assert read(f"Name | Email | {title}")[title] == "custom"


@pytest.mark.parametrize("title", ["aangemeld op", "ingeschreven op", "inscrit le"])
def test_the_day_of_joining_is_a_date(title: str) -> None:
    """It says when, not whether."""
    assert read(f"voornaam | naam | {title}")[title] == "created_at"


@pytest.mark.parametrize(
    ("row", "targets"),
    [
        (
            "CCODCLI | CNOMCLI | CNOMCOM | CDIRCLI | CPOBCLI | CTFO1CLI | CMAILCLI",
            "external_id full_name company address.street address.city phone.other email.1",
        ),
        (
            "CNOMCLI | CDIRCLI | CPTLCLI | COBSCLI",
            "full_name address.street address.postcode note",
        ),
        ("ccodcli | cnomcli | dfecnac | cpobcli", "external_id full_name birth_date address.city"),
        ("CNOM | CPRENOM | CVILLE | NTEL", "family_name given_name address.city phone.other"),
        ("CNOME | CCOGNOME | CCITTA | DNASCITA", "given_name family_name address.city birth_date"),
        (
            "CT_Num | CT_Intitule | CT_Ville | CT_EMail",
            "external_id full_name address.city email.1",
        ),
        (
            "KU_NR | KU_NAME | KU_PLZ | KU_ORT",
            "external_id full_name address.postcode address.city",
        ),
        (
            "NOMABO | PRENOMABO | VILLEABO | TELABO",
            "family_name given_name address.city phone.other",
        ),
        (
            "XXNAME | XXPLZ | XXORT | XXTELEFON",
            "full_name address.postcode address.city phone.other",
        ),
        ("xname | xcity | xzip | xphone", "full_name address.city address.postcode phone.other"),
        ("NAME | CITY | MOBILE | LANGUAGE", "full_name address.city phone.mobile language"),
        ("NOM | NUMERO | NOTES | NAISSANCE", "full_name custom note birth_date"),
    ],
)
def test_letters_that_nearly_all_titles_share_say_nothing(row: str, targets: str) -> None:
    """A type or a table before each title is taken off where most are understood without it."""
    assert list(read(row).values()) == targets.split()


@pytest.mark.parametrize(
    "row",
    ["CNOM | Adresse", "XQA | XQB | XQC | XQD", "A | B | C | D", "Col 1 | Col 2 | Col 3 | Col 4"],
)
def test_letters_are_shared_by_many_titles_that_are_understood_without_them(row: str) -> None:
    """Two titles, and such as say nothing either way, stay what they are."""
    titles = row.split(" | ")
    assert without_shared_letters(titles) == titles


@pytest.mark.parametrize(
    ("cells", "offered"),
    [
        (("918733268", "914233484", "916555012"), ["phone.other"]),
        (("Anna Moreau", "Peter Schmidt", "Julia Rossi"), ["full_name"]),
        (("Wrocław", "Poznań", "Szczecin"), ["full_name", "address.city"]),
    ],
)
def test_a_question_offers_what_the_cells_are(cells: tuple[str, ...], offered: list[str]) -> None:
    """Numbers are no names, and words in which no name is known may be places."""
    table = Table.from_rows(["Xyzzy", "Qwrt"], [[cell, ""] for cell in cells])
    column = suggest_mapping(table).columns[0]
    chosen = column.alternatives if column.target is None else (column.target,)
    assert [str(target) for target in chosen] == offered


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("Nom | adresse de livraison | code post. | ville", "shipping"),
        ("Name | Lieferadresse | PLZ | Ort", "shipping"),
        ("Name | Delivery address | Postcode | City", "shipping"),
        ("Nom | Adresse de facturation | CP | Ville", "billing"),
        ("Nombre | Dirección de envío | CP | Población", "shipping"),
    ],
)
def test_the_only_address_keeps_the_kind_that_its_street_says(row: str, kind: str) -> None:
    """Where to deliver, or whom to bill, is said once and meant of the town too."""
    _, street, postcode, town = read(row).values()
    assert (street, postcode) == (f"address.{kind}.street", f"address.{kind}.postcode")
    assert town == f"address.{kind}.city"


@pytest.mark.parametrize(
    "row",
    [
        "Kind | Name Eltern | Handy Mutter | Handy Vater",
        "Nome bambino | Nome genitore | Cellulare mamma | Cellulare papà",
        "Naam kind | Naam ouder | Mobiel moeder | Mobiel vader",
        "Nom enfant | Nom parent | Portable mère | Portable père",
    ],
)
def test_a_mothers_number_reaches_the_parent_who_is_the_client(row: str) -> None:
    """Where the parent has no number of another title, the one of either is the parent's."""
    assert list(read(row).values()) == ["custom", "full_name", "phone.mobile", "phone.mobile.2"]


@pytest.mark.parametrize(
    ("titles", "cells", "target"),
    [
        (["Nome do aluno", "Sobrenome"], ["Fernanda Barros", "Barros"], "full_name"),
        (["Nombre", "Apellidos"], ["Ana Ruiz Gil", "Ruiz Gil"], "full_name"),
        (["Vorname", "Nachname"], ["Anna Weber", "Weber"], "full_name"),
        (["Prénom", "Nom"], ["Léa", "Petit"], "given_name"),
        (["Nombre", "Apellidos"], ["Ana María", "Ruiz Gil"], "given_name"),
        (["First name", "Last name"], ["Paul", "Paul"], "given_name"),
    ],
)
def test_a_given_name_that_ends_in_the_familys_is_a_whole_one(
    titles: list[str], cells: list[str], target: str
) -> None:
    """Nobody is called by the family's name twice."""
    table = Table.from_rows(titles, [cells, cells])
    assert str(suggest_mapping(table).columns[0].target) == target


@pytest.mark.parametrize(
    ("row", "title", "target"),
    [
        (
            "Cust # | Bill Addr 1 | Bill City | Bill St | Bill Zip",
            "Bill St",
            "address.billing.region",
        ),
        ("Name | Street | Bill To | City", "Bill To", "custom"),
        ("Nom | Rue | Facturation X | Ville", "Facturation X", "custom"),
        ("First | Last | Emerg Contact | Emerg Ph", "Emerg Ph", "custom"),
        ("Prénom | Nom | Contact urg. | Tél. urg.", "Tél. urg.", "custom"),
        ("Nombre | Apellidos | Contacto emerg. | Tel. emerg.", "Tel. emerg.", "custom"),
        ("Vorname | Name | Notf.-Kontakt | Notf.-Tel.", "Notf.-Tel.", "custom"),
        ("KUNNR | NAME1 | STRAS | PSTLZ | ORT01 | TELF1", "STRAS", "address.street"),
        ("KUNNR | NAME1 | STRAS | PSTLZ | ORT01 | TELF1", "TELF1", "phone.other"),
        (
            "Name | Which mobile number works best?",
            "Which mobile number works best?",
            "phone.mobile",
        ),
        ("Nombre | Correo elect.", "Correo elect.", "email.1"),
    ],
)
def test_what_is_cut_short_is_no_other_field(row: str, title: str, target: str) -> None:
    """A slip is no house number, and whom to call in need is not the client."""
    assert read(row)[title] == target


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("Nom du propriétaire | Nom de l'animal | Espèce | Sexe | Adresse", "Sexe"),
        ("Owner name | Owner phone | Animal name | Species | Gender", "Gender"),
        ("Owner name | Animal name | Species | Birth date | Address", "Birth date"),
        ("Besitzer | Tier | Tierart | Geschlecht | Telefon", "Geschlecht"),
        ("Razon Social | Direccion | Distrito | Provincia | Departamento", "Departamento"),
    ],
)
def test_a_title_of_ours_behind_anothers_is_anothers(row: str, title: str) -> None:
    """The sex of a dog is not its owner's, and a third level of regions is no team."""
    assert read(row)[title] == "custom"


@pytest.mark.parametrize(
    ("row", "targets"),
    [
        ("Titular | Mascota | Tel titular", "full_name custom phone.other"),
        ("Nombre titular | Teléfono titular | Póliza", "full_name phone.other custom"),
        ("Nome do titular | Telefone do titular", "full_name phone.other"),
        ("Nome | Sobrenome | Nome do titular", "given_name family_name custom"),
        ("Nombre | Apellidos | Nombre del titular | IBAN", "given_name family_name custom custom"),
        ("Nom enfant | Responsable 1 tél | Mail", "full_name phone.other email.1"),
        ("Nome da criança | Telefone do responsável", "full_name phone.other"),
        ("Nome bambino | Nome responsabile | Cell responsabile", "custom full_name phone.mobile"),
        ("Child name | Parent phone", "full_name phone.other"),
        ("Nombre del niño | Correo del tutor", "full_name email.1"),
        ("Nom | Prénom | Tél responsable", "family_name given_name custom"),
    ],
)
def test_holders_and_those_in_charge_are_told_by_the_row(row: str, targets: str) -> None:
    """Who holds a policy is the client where nobody else is; beside a child who is in charge."""
    assert list(read(row).values()) == targets.split()
