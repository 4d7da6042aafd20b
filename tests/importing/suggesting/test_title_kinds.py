"""Kinds of titles that layouts written blind showed: each with its brothers in other words."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table


def targets(text: str) -> list[str]:
    """Targets suggested for titles that bars part, as texts."""
    titles = [title.strip() for title in text.split("|")]
    return [str(c.target) for c in suggest_mapping(Table.from_rows(titles))]


@pytest.mark.parametrize(
    ("titles", "place"),
    [
        ("Nome | Cognome | Indirizzo | Numero | CAP | Città", 3),
        ("Nome | Logradouro | Número | Bairro | Cidade | CEP", 2),
        ("Name | Street | No | City | Postcode", 2),
        ("Vorname | Name | Str. | Nr. | PLZ | Ort", 3),
        ("Naam | Straat | Nr | Postcode | Plaats", 2),
        ("Nom | Téléphone | N° | Rue | Code postal | Ville", 2),
    ],
)
def test_a_bare_number_beside_a_street_is_the_houses(titles: str, place: int) -> None:
    """A number that is nobody's belongs to the street right before it, or right after."""
    assert targets(titles)[place] == "address.number"
    assert "address.street" in targets(titles)


@pytest.mark.parametrize("titles", ["No | Name | Street | City", "Nr. | Vorname | Name | PLZ"])
def test_a_bare_number_that_begins_a_row_is_the_clients(titles: str) -> None:
    """A number before everything else stays the client's."""
    assert targets(titles)[0] == "external_id"


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("Indir. 1", "address.street"),
        ("Rag. Soc.", "company"),
        ("Ragione Soc.", "company"),
        ("Prov.", "address.region"),
        ("Telefono abitaz.", "phone.home"),
        ("DATA_NASCI", "birth_date"),
        ("TELEFONO_C", "phone.other"),
    ],
)
def test_cut_words_are_spelt_out(title: str, target: str) -> None:
    """A word cut by a full stop, by a program or by hand stands for what all that begin so mean."""
    titles = f"Nome | Cognome | Città | Codice postale | {title}"
    assert targets(titles)[-1] == target


@pytest.mark.parametrize("title", ["Comp.", "Cod. ", "Iscr.", "Organ", "Message", "C. X."])
def test_a_cut_word_of_two_meanings_stays_unread(title: str) -> None:
    """No guess between two meanings, none of a whole word, and never a client's number."""
    titles = f"Nome | Cognome | Indirizzo | Città | Codice postale | {title}"
    assert targets(titles)[-1] in ("custom", f"custom:{title.strip()}")


@pytest.mark.parametrize("title", ["Tel./fax", "Telefon/Fax", "Phone & Fax", "Tel. e fax"])
def test_a_phone_that_is_a_fax_too_can_be_called(title: str) -> None:
    """Two things in one title: the one that reaches a person counts."""
    assert targets(f"Name | E-mail | {title}")[-1] == "phone.other"


@pytest.mark.parametrize("title", ["Fax phone", "Faxnummer", "Phone (fax)", "Business fax"])
def test_a_fax_stays_a_fax(title: str) -> None:
    """Without a stroke or an "and" both words speak of one machine."""
    assert targets(f"Name | E-mail | {title}")[-1] == "phone.fax"


@pytest.mark.parametrize(
    "title", ["Address (street, city, zip)", "Endereço (Rua, Cidade, Região)", "Straße, PLZ, Ort"]
)
def test_a_list_of_parts_is_a_whole_address(title: str) -> None:
    """A title that names the parts of an address holds it whole."""
    assert targets(f"E-mail | {title}")[-1] == "address.full"


@pytest.mark.parametrize(
    ("titles", "place", "target"),
    [
        ("Name | Address | Postal code | Location | Country", 3, "address.city"),
        (
            "Name | Invoice address: street | Invoice address: zip | Invoice address: Location",
            3,
            "address.billing.city",
        ),
        ("Name | Street | Zip | City | Location", 4, "custom"),
        ("Name | Phone | Location | E-mail", 2, "custom"),
        ("Name | Location address | Zip | City", 1, "address.street"),
    ],
)
def test_a_location_is_a_town_where_none_is_named(titles: str, place: int, target: str) -> None:
    """Beside a postcode or a street, and only where no other column is the town."""
    assert targets(titles)[place] == target


@pytest.mark.parametrize(
    "first", ["First line of address", "1st line of address", "Prima riga indirizzo"]
)
def test_the_first_line_of_an_address_is_the_street(first: str) -> None:
    """An ordinal before a line counts the lines."""
    assert targets(f"Name | {first} | City | Zip")[1] == "address.street"


@pytest.mark.parametrize(
    "title", ["Número de registo", "Registration number", "Numéro d'enregistrement"]
)
def test_the_number_of_a_registration_is_no_date(title: str) -> None:
    """What is counted or numbered is not when."""
    assert targets(f"E-mail | {title}")[-1] != "created_at"


@pytest.mark.parametrize(
    ("titles", "target"),
    [
        ("Name | Mobile | Home Number | Business Number", "phone.work"),
        ("Name | Other Number | Business Number", "phone.work"),
        ("Name | E-mail | Business Number", "custom"),
        ("Name | Mobile | Business Number", "custom"),
    ],
)
def test_a_business_number_is_a_phone_among_phones(titles: str, target: str) -> None:
    """Beside a number at home it is called; alone it may be the register's."""
    assert targets(titles)[-1] == target


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ("Name | Street | Piso | Dirección 2 | Ciudad", ["address.street2", "address.street3"]),
        ("Name | Street | Unit | Floor | City", ["address.street2", "address.street3"]),
        ("Nom | Rue | Bâtiment | Appartement | Ville", ["address.street2", "address.street3"]),
    ],
)
def test_two_further_lines_of_a_street_keep_both(titles: str, found: list[str]) -> None:
    """A second line twice is a second and a third one."""
    assert targets(titles)[2:4] == found


@pytest.mark.parametrize(
    ("title", "target"),
    [
        ("SMS Marketing Opt In", "consent.sms"),
        ("Text messages opt out", "consent.sms.optout"),
        ("Opt in", "consent.advertising"),
        ("Unsubscribed", "consent.email.optout"),
        ("Received Date", "custom"),
        ("Recieve", "custom"),
    ],
)
def test_a_consent_is_for_the_channel_that_is_named(title: str, target: str) -> None:
    """None where none is named; and no consent is read from a word that is only like one."""
    assert targets(f"First name | E-mail | {title}")[-1] == target


def test_a_nickname_of_a_place_is_no_persons() -> None:
    """What a served place is called names no client."""
    titles = "First name | Last name | Service location nickname | Property nickname"
    assert targets(titles)[2:] == ["custom", "custom"]


@pytest.mark.parametrize("title", ["Lidnr", "Klantnr", "Patiëntnr"])
def test_short_compounds_are_taken_apart(title: str) -> None:
    """A compound of five letters is one, too."""
    assert targets(f"Voornaam | Achternaam | {title}")[-1] == "external_id"
