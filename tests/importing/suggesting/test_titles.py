"""What titles mean: words, neighbours, languages."""

import pytest

from clientbook.domain.attributes import AttributeDefinition
from clientbook.importing.mapping import Mapping, Reason
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.titles import every_target, title_of


def suggested(*titles: str) -> list[str]:
    """Targets suggested for a row of titles, as texts."""
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles))]


def one(titles: list[str], title: str) -> str:
    """The target suggested for one title of a row."""
    return suggested(*titles)[titles.index(title)]


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Mobiltelefonnummer", "phone.mobile"),
        ("Kunden-Nr.", "external_id"),
        ("Rechnungsanschrift PLZ", "address.billing.postcode"),
        ("workPhone", "phone.work"),
        ("BILLING_POSTAL_CODE", "address.billing.postcode"),
        ("Téléphone (bureau)", "phone.work"),
        ("N° de portable", "phone.mobile"),
        ("Date de naissance (jj/mm/aaaa)", "birth_date"),
        ("Fecha de nacimiento", "birth_date"),
        ("Código postal de facturación", "address.billing.postcode"),
        ("Correo electrónico", "email.1"),
        ("Accepts SMS Marketing", "consent.sms"),
        ("Unsubscribed", "consent.email.optout"),
        ("Company name", "company"),
        ("Company phone", "phone.work"),
        ("  E-MAIL   Adresse*", "email.1"),
    ],
)
def test_words_make_a_target(title: str, target: str) -> None:
    """A title is read from its words, whatever case, accents, joints or language it is in."""
    assert suggested(title) == [target]


@pytest.mark.parametrize(
    "title",
    [
        "Assistant's Phone",
        "Spouse Name",
        "Emergency contact phone",
        "Nom du commercial",
        "Date de mariage",
        "Hochzeitstag",
        "Geburtsort",
        "Nombre del director",
        "City tax",
        "Company ID",
        "Phone type",
        "E-mail status",
        "Name of pet",
        "Notes count",
        "Last visit",
        "Phone flurb",
        "Telefonquote",
        "Zip of the warehouse",
    ],
)
def test_words_of_another_thing_make_no_core_field(title: str) -> None:
    """Somebody else's phone, a value about a value, an unknown word: not a field of a client."""
    assert suggested("Vorname", title)[1] in ("custom", "skip")


@pytest.mark.parametrize(
    "title",
    [
        "Est une société",
        "Erfasst von",
        "Bloqué le",
        "Rappel le",
        "Notiz vom",
        "Location ID",
        "Registered Office",
        "Número de emails",
        "Cuenta cargo",
        "Ingresos",
    ],
)
def test_facts_about_a_field_are_not_the_field(title: str) -> None:
    """Whether, when, by whom and how many: such a column does not hold the value itself."""
    assert one(["Name", "E-mail", "Mobile", title], title) == "custom"


def test_names_are_told_by_their_neighbours() -> None:
    """A bare name is what the other name columns leave."""
    assert suggested("Nom", "Prénom") == ["family_name", "given_name"]
    assert suggested("Nom", "Ville") == ["full_name", "address.city"]
    assert suggested("Name", "Vorname") == ["family_name", "given_name"]
    assert suggested("Nombre", "Apellidos") == ["given_name", "family_name"]
    assert suggested("Nombre", "Teléfono") == ["full_name", "phone.other"]
    assert suggested("First", "Last") == ["given_name", "family_name"]
    assert suggested("First", "Phone") == ["custom", "phone.other"]


def test_title_is_a_salutation_or_a_job() -> None:
    """A title beside a salutation is the job, the second of two as well."""
    assert suggested("Title", "First name", "Job title")[0] == "name_prefix"
    assert suggested("Salutation", "First name", "Title")[2] == "job_title"
    assert suggested("Titre", "Prénom", "Nom", "Société", "Titre") == [
        "name_prefix",
        "given_name",
        "family_name",
        "company",
        "job_title",
    ]


def test_bare_kinds_are_phones_side_by_side() -> None:
    """Home and Work are phones beside Mobile; a lone Privat is a flag."""
    assert suggested("Home", "Work", "Mobile") == ["phone.home", "phone.work", "phone.mobile"]
    assert suggested("Vorname", "Privat")[1] == "skip"
    assert suggested("Nombre", "Apellidos", "Particular")[2] == "phone.home"


def test_a_kind_in_the_next_column() -> None:
    """A kind in the neighbour column belongs to the value with the same number."""
    titles = ["Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value"]
    assert suggested(*titles) == ["phone.1.label", "phone.1", "phone.2.label", "phone.2"]
    titles = ["E-mail 1 - Label", "E-mail 1 - Value", "Address 1 - Label", "Address 1 - City"]
    assert suggested(*titles) == ["email.1.label", "email.1", "address.1.label", "address.1.city"]


def test_addresses_are_grouped() -> None:
    """V27: lines, second addresses and kinds are told apart by the parts beside them."""
    assert suggested("Address 1", "Address 2", "City") == [
        "address.street",
        "address.street2",
        "address.city",
    ]
    assert suggested("Address 1 - Street", "Address 2 - Street", "Address 2 - City")[1:] == [
        "address.2.street",
        "address.2.city",
    ]
    assert suggested("Name", "Address") == ["full_name", "address.full"]
    assert suggested("Home address", "City", "Zip")[0] == "address.street"
    outlook = ["Straße geschäftlich", "Ort geschäftlich", "Straße privat", "Ort privat", "Ort"]
    assert suggested(*outlook)[-1] == "custom"
    assert suggested("Straße", "PLZ", "Ort")[-1] == "address.city"


def test_an_owner_is_the_client_where_nobody_else_has_a_name() -> None:
    """The owner of the animal is the client, unless the client has columns of his own."""
    titles = ["Nom propriétaire", "Prénom propriétaire", "Nom de l'animal"]
    assert suggested(*titles)[:2] == ["family_name", "given_name"]
    assert one(["First Name", "Last Name", "Owner Name"], "Owner Name") == "custom"
    assert suggested("Company", "Owner") == ["company", "custom"]
    assert one(["Propietario", "Teléfono", "Mascota"], "Propietario") == "full_name"


def test_sex_and_birth_after_an_animal_are_the_animals() -> None:
    """The client's own stand before the animal, or after the client is spoken of again."""
    titles = ["Nombre", "Mascota", "Sexo", "Fecha nacimiento", "Móvil"]
    assert suggested(*titles) == ["full_name", "custom", "custom", "custom", "phone.mobile"]
    assert suggested("Name", "Geburtsdatum", "Hund")[1] == "birth_date"
    assert suggested("Nom", "Immatriculation", "Sexe")[2] == "gender"


def test_an_id_of_a_product_is_the_id_where_it_begins_the_row() -> None:
    """``ID Acme`` first is the client's id when there is no other; later it is one of many."""
    assert suggested("ID Acme", "Nom")[0] == "external_id"
    assert suggested("ID Acme", "Nom", "ID client") == ["custom", "full_name", "external_id"]
    assert suggested("Nom", "ID Acme")[1] == "custom"


def test_a_bare_person_gives_way_to_a_name() -> None:
    """``Contacto`` alone is a name; beside a whole name it is somebody else."""
    assert suggested("Contacto", "Teléfono") == ["full_name", "phone.other"]
    assert suggested("Nombre", "Contacto") == ["full_name", "custom"]
    assert one(["Gast", "Telefon"], "Gast") == "full_name"


def test_a_preferred_first_name_is_a_nickname_beside_another() -> None:
    """What a client likes to be called is the first name only where no other is."""
    assert suggested("Preferred First Name", "Last Name")[0] == "given_name"
    assert suggested("First Name", "Preferred First Name")[1] == "nickname"


def test_a_code_gives_way_to_the_name_of_the_place() -> None:
    """Of a country's code and its name the name is the client's, in either order."""
    assert suggested("Ciudad", "Código país", "País")[1:] == ["custom", "address.country"]
    assert suggested("Ville", "Code pays")[1] == "address.country"
    titles = ["City", "Country code", "Phone"]
    assert one(titles, "Country code") == "address.country"
    assert one(["Name", "Country code", "Phone"], "Country code") == "custom"


def test_a_mail_address_with_parts_is_a_place() -> None:
    """``Mail Address City`` is a town, "Mail Address" an e-mail."""
    assert suggested("Mail Address Street", "Mail Address City") == [
        "address.street",
        "address.city",
    ]
    assert suggested("Mail Address") == ["email.1"]


def test_a_label_with_a_number_says_the_kind() -> None:
    """``Téléphone 1 - Libellé`` names the kind of "Téléphone 1 - Valeur"."""
    assert suggested("Teléfono 1 - Etiqueta", "Teléfono 1 - Valor") == ["phone.1.label", "phone.1"]
    assert suggested("Code pays", "Libellé pays") == ["custom", "address.country"]


def test_german_titles_need_no_umlauts() -> None:
    """``geschaeftlich`` is "geschäftlich"."""
    assert suggested("Telefon geschaeftlich", "Vorname") == ["phone.work", "given_name"]


def test_addresses_told_twice_are_two() -> None:
    """A second street and town under another word are the other address."""
    parts = ("Street", "City", "Postcode")
    titles = [f"{kind} {part}" for kind in ("Physical", "Postal") for part in parts]
    assert suggested(*titles) == [
        *("address.street", "address.city", "address.postcode"),
        *("address.other.street", "address.other.city", "address.other.postcode"),
    ]
    assert suggested("City", "State", "State")[1:] == ["address.region", "custom"]


def test_other_alone_is_no_phone() -> None:
    """``Sonstiges`` at the end is a remark; beside "Home" and "Work" it is a phone."""
    assert one(["Name", "Mobil", "Sonstiges"], "Sonstiges") == "note"
    assert one(["Name", "Home", "Work", "Other"], "Other") == "phone.other"


def test_yes_or_no_in_a_title_asks_for_consent() -> None:
    """``E-Mail ja/nein`` holds an answer, not an address."""
    assert suggested("E-Mail", "E-Mail (ja/nein)") == ["email.1", "consent.email"]
    assert suggested("Nom", "SMS O/N") == ["full_name", "consent.sms"]
    assert suggested("Mobil", "SMS oui/non") == ["phone.mobile", "consent.sms"]


def test_several_phones_and_emails_get_slots() -> None:
    """V24: further columns of one kind are numbered in file order; no target is given twice."""
    titles = ["Mobile", "Cell phone", "Work phone", "Email", "Email 2", "Alternate email"]
    assert suggested(*titles) == [
        "phone.mobile",
        "phone.mobile.2",
        "phone.work",
        "email.1",
        "email.2",
        "email.3",
    ]


def test_identical_titles_always_map() -> None:
    """V22, V4: every title of ours maps to its target, alone and among all others."""
    for language in ("en", "fr"):
        targets = every_target()
        mapping = suggest_mapping(Table.from_rows([title_of(t, language) for t in targets]))
        assert [c.target for c in mapping] == list(targets)
        assert {c.reason for c in mapping} == {Reason.EXACT_TITLE}
        assert all(c.confidence == 1.0 for c in mapping)


def test_texts_of_targets_are_exact() -> None:
    """The titles a vCard reader makes are targets."""
    texts = ["given_name", "phone.mobile.2", "address.home.postcode", "custom:Shoe size"]
    assert suggested(*texts) == texts


def test_two_candidates_map_neither() -> None:
    """V22: two equally good titles for one name are a question, with what they compete for."""
    mapping = suggest_mapping(Table.from_rows(["Forename", "Given name", "Surname"]))
    assert [c.target and str(c.target) for c in mapping] == [None, None, "family_name"]
    assert mapping.columns[0].reason is Reason.UNDECIDED
    assert [str(t) for t in mapping.columns[0].alternatives] == ["given_name"]


def test_an_attribute_of_the_book_wins() -> None:
    """K20: a title equal to an attribute's name, letter case aside, goes to that attribute."""
    table = Table.from_rows(["first NAME", "Shoe size"])
    mapping = suggest_mapping(table, attributes=[AttributeDefinition("First name")])
    assert str(mapping.columns[0].target) == "custom:First name"
    assert str(mapping.columns[1].target) == "custom"


def test_no_new_attribute_unless_wished() -> None:
    """K18: without new attributes, a column nobody understands waits for a person."""
    table = Table.from_rows(["First name", "Shoe size"])
    mapping = suggest_mapping(table, new_attributes=False)
    assert mapping.undecided == ("Shoe size",)


def test_columns_of_a_rejects_file_are_skipped() -> None:
    """V32: the reason columns of our own rejects file are recognised and ignored."""
    mapping = suggest_mapping(Table.from_rows(["First name", "Reasons (clientbook)"]))
    assert str(mapping.columns[1].target) == "skip"
    assert mapping.columns[1].reason is Reason.REJECTS_COLUMN


def test_mapping_is_total_and_json_round_trips() -> None:
    """K18: each column has an entry in file order with reason and confidence."""
    titles = ["Vorname", "?", "", "Foo bar", "Telefon"]
    mapping = suggest_mapping(Table.from_rows(titles))
    assert [c.header for c in mapping] == titles
    assert Mapping.from_json(mapping.to_json()) == mapping
    assert all(0 <= c.confidence <= 1 for c in mapping)


def test_an_address_in_many_lines_is_read_line_by_line() -> None:
    """K19: more lines than a street has, and no column for the town, are the whole address."""
    lines = [f"Adresse ligne {n}" for n in range(1, 7)]
    assert suggested("Nom", *lines)[1:] == [f"address.line{n}" for n in range(1, 7)]
    assert suggested("Nom", *lines[:4], "CP", "Ville")[1:4] == [
        "address.street",
        "address.street2",
        "address.street3",
    ]


@pytest.mark.parametrize("title", ["Morada", "Address", "Adresse", "Indirizzo"])
def test_lines_counted_from_nought_are_two_lines(title: str) -> None:
    """K19: a bare title and one with a 1 are the first and the second line."""
    assert suggested("E-mail", title, f"{title}1")[1:] == ["address.street", "address.street2"]
    assert suggested("E-mail", title, f"{title}1", f"{title}2", "City")[1:] == [
        "address.full",
        "address.street",
        "address.street2",
        "address.city",
    ]


def test_two_consents_of_one_row_are_told_apart() -> None:
    """X36: a newsletter by e-mail is one thing, that of partners another."""
    titles = ["Nom", "Optin Newsletter", "Optin NL partenaires", "Optin e-mail partenaires"]
    assert suggested(*titles)[1:3] == ["consent.email", "consent.partners"]


@pytest.mark.parametrize(
    ("titles", "targets"),
    [
        (
            ["CODCLI", "NOMCLI", "PRENOMCLI", "CODPOST"],
            ["external_id", "family_name", "given_name", "address.postcode"],
        ),
        (
            ["NOM", "TELDOM", "TELBUR", "DATNAIS", "OBS"],
            ["full_name", "phone.home", "phone.work", "birth_date", "note"],
        ),
        (["Owner First", "Owner Last", "Pet Name"], ["given_name", "family_name", "custom"]),
        (["Name", "m/w"], ["full_name", "gender"]),
        (["Nom", "H/F"], ["full_name", "gender"]),
        (["Naam", "M/V/X"], ["full_name", "gender"]),
        (["Title (Mr/Mrs)", "Surname"], ["name_prefix", "family_name"]),
        (["Surname", "D.O.B. (dd/mm/yyyy)"], ["family_name", "birth_date"]),
        (["Cliente", "Apelido", "Celular"], ["full_name", "nickname", "phone.mobile"]),
        (["Nome", "Apelido", "Telemóvel"], ["given_name", "family_name", "phone.mobile"]),
        (["Name", "Phone", "Alt Contact Phone"], ["full_name", "phone.other", "custom"]),
    ],
)
def test_titles_of_old_and_small_programs(titles: list[str], targets: list[str]) -> None:
    """K19: glued cut words, an owner's names, sexes as letters, examples in brackets."""
    assert suggested(*titles) == targets


@pytest.mark.parametrize("title", ["WhatsApp", "Celular (WhatsApp)", "WhatsApp-Nummer"])
def test_a_messenger_reaches_a_mobile(title: str) -> None:
    """K19: the number of a messenger is a mobile; what is sent there is no SMS."""
    assert suggested("Name", title) == ["full_name", "phone.mobile"]
    assert suggested("Nombre", "Teléfono", "Recordatorio por WhatsApp")[2] == "custom"


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Contact by phone?", "consent.phone"),
        ("Kontakt per E-Mail", "consent.email"),
        ("Kontakt per Post", "consent.post"),
        ("Contact par SMS", "consent.sms"),
        ("Contacto por teléfono", "consent.phone"),
        ("Contatto via email", "consent.email"),
        ("Contact per telefoon", "consent.phone"),
        ("Autorizza invio SMS", "consent.sms"),
        ("Refus des emailings", "consent.email.optout"),
        ("Post erwünscht", "consent.post"),
    ],
)
def test_a_way_to_contact_somebody_by_is_a_consent(title: str, target: str) -> None:
    """X36: it asks whether one may, not where to."""
    assert one(["Vorname", "Nachname", title], title) == target


def test_a_column_for_firms_and_persons_is_the_name() -> None:
    """K19: beside a column of first names it is the family's."""
    assert suggested("Firmenname / Nachname", "Vorname") == ["family_name", "given_name"]
    assert suggested("Denominazione/Cognome", "Nome") == ["family_name", "given_name"]


def test_an_animals_tutor_is_its_owner() -> None:
    """K19: in a list of animals the tutor is the client, in a school's another person."""
    titles = ["Nome do tutor", "Celular do tutor", "Nome do pet"]
    assert suggested(*titles) == ["full_name", "phone.mobile", "custom"]
    assert suggested("Nome", "Sobrenome", "Celular do tutor")[2] == "custom"
