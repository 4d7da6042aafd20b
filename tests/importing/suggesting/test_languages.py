"""Titles of seven languages, words that many titles share, and a language nobody knows."""

import pytest

from clientbook.book import ClientBook
from clientbook.domain.clients import Actor
from clientbook.errors import UndecidedColumnError
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.storage.memory import MemoryStore


def suggested(*titles: str, rows: list[list[str]] | None = None) -> list[str]:
    mapping = suggest_mapping(Table.from_rows(titles, rows or []))
    return [str(c.target) if c.target else "?" for c in mapping]


@pytest.mark.parametrize(
    ("titles", "targets"),
    [
        ("Nome;Cognome;Telefono;Email", "given_name family_name phone.other email.1"),
        (
            "Cognome;Nome;Data di nascita;Cellulare",
            "family_name given_name birth_date phone.mobile",
        ),
        (
            "Nome e cognome;Indirizzo;CAP;Città",
            "full_name address.street address.postcode address.city",
        ),
        ("Nome;Sobrenome;Celular;CEP", "given_name family_name phone.mobile address.postcode"),
        ("Nome;Apelido;Telemóvel;Morada", "given_name family_name phone.mobile address.full"),
        ("Nome completo;Data de nascimento;E-mail", "full_name birth_date email.1"),
        ("Voornaam;Tussenvoegsel;Achternaam", "given_name name_particle family_name"),
        (
            "Naam;Straat;Huisnummer;Woonplaats",
            "full_name address.street address.number address.city",
        ),
        (
            "Voornaam;Achternaam;Geboortedatum;Mobiel",
            "given_name family_name birth_date phone.mobile",
        ),
    ],
)
def test_italian_portuguese_and_dutch_titles(titles: str, targets: str) -> None:
    """K19, F12: the titles of three more languages, told apart by one another."""
    assert suggested(*titles.split(";")) == targets.split()


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        (
            "Imię;Nazwisko;Telefon",
            [["Łukasz", "Wiśniewski", "501234567"], ["Zofia", "Żak", "601234567"]],
        ),
        ("Név;Város;E-mail", [["Kovács Ernő", "Győr", "e@x.hu"], ["Nagy Anna", "Pécs", "a@x.hu"]]),
        ("Jméno;Příjmení;E-mail", [["Eva", "Nováková", "e@x.cz"], ["Jan", "Dvořák", "j@x.cz"]]),
        (
            "Förnamn;Efternamn;Telefon",
            [["Karin", "Åberg", "+46701234567"], ["Nils", "Ek", "+46701234568"]],
        ),
    ],
)
def test_an_unknown_language_asks_and_makes_no_nameless_clients(
    titles: str, rows: list[list[str]]
) -> None:
    """F12: what may be a name is left to a person where no other column is one."""
    found = suggested(*titles.split(";"), rows=rows)
    assert "?" in found
    book = ClientBook(MemoryStore())
    with pytest.raises(UndecidedColumnError):
        book.imports.run(Table.from_rows(titles.split(";"), rows), by=Actor("somebody"))
    assert book.clients.count() == 0


def test_a_list_of_addresses_asks_nothing() -> None:
    """F12: a newsletter's list without names is understood; it is no foreign one."""
    assert suggested("Email", "Status", rows=[["a@x.fr", "active"], ["b@x.fr", "gone"]]) == [
        "email.1",
        "custom",
    ]


@pytest.mark.parametrize(
    ("titles", "targets"),
    [
        ("Invitee Name;Invitee Email;Event Type", "full_name email.1 custom"),
        ("Kursteiln. Name;Kursteiln. Telefon;Kursteiln. E-Mail", "full_name phone.other email.1"),
        (
            "Nom;Prénom;Téléphone général;E-mail général",
            "family_name given_name phone.other email.1",
        ),
        (
            "Vorname;Nachname;Telefon allgemein;E-Mail allgemein",
            "given_name family_name phone.other email.1",
        ),
        (
            "Zorblax First name;Zorblax Last name;Zorblax Phone",
            "given_name family_name phone.other",
        ),
        (
            "Client - First name;Client - Mobile;Client - Town",
            "given_name phone.mobile address.city",
        ),
    ],
)
def test_words_that_many_titles_share_are_context(titles: str, targets: str) -> None:
    """K19: a word in several titles names the table, not what one column holds."""
    assert suggested(*titles.split(";")) == targets.split()


@pytest.mark.parametrize("word", ["Godmother", "Zorblax", "Buurvrouw"])
def test_a_word_that_makes_another_person_is_no_context(word: str) -> None:
    """K19: beside "Name" and "Phone", "Godmother name" is somebody else's."""
    found = suggested("Name", "Phone", f"{word} name", f"{word} phone")
    assert found == ["full_name", "phone.other", "custom", "custom"]


@pytest.mark.parametrize(
    ("titles", "targets"),
    [
        ("Nom (obligatoire, 100 car.);Prénom (100, ou moins)", "family_name given_name"),
        ("First name (required);Last name (max. 50 characters)", "given_name family_name"),
        ("Vorname (Pflichtfeld);Nachname (optional)", "given_name family_name"),
        ("Nombre (obligatorio, 50 caracteres);Apellidos*", "given_name family_name"),
        (
            "1. First name*;2. Last name*;3. E-mail;4. Mobile",
            "given_name family_name email.1 phone.mobile",
        ),
        ("Q1: Vorname;Q2: Nachname;Q3: Telefon", "given_name family_name phone.other"),
        ("Pr&eacute;nom|Nom|T&eacute;l&eacute;phone", "given_name family_name phone.other"),
        ("Stra&szlig;e|PLZ|Ort", "address.street address.postcode address.city"),
    ],
)
def test_remarks_numbers_and_entities_hide_no_title(titles: str, targets: str) -> None:
    """F19: how a column is filled in, and its number in a list, say nothing of what it holds."""
    assert suggested(*titles.split("|" if "|" in titles else ";")) == targets.split()


@pytest.mark.parametrize(
    ("titles", "place"),
    [("Ligne;Nom;Prénom;Tél", 0), ("Línea;Nombre;Apellidos", 0), ("Name;Zeile;Telefon", 1)],
)
def test_the_number_of_a_row_is_no_street(titles: str, place: int) -> None:
    """F19: "Ligne" far from any address is not a line of one."""
    assert not suggested(*titles.split(";"))[place].startswith("address")


def test_a_shop_s_default_address_is_one() -> None:
    """F16: the country's code belongs to the address beside it."""
    titles = ("Default Address Address1", "Default Address City", "Default Address Country Code")
    assert suggested("First Name", *titles)[1:] == [
        "address.street",
        "address.city",
        "address.country",
    ]


@pytest.mark.parametrize(
    "titles",
    [
        ("First name", "Prénom"),
        ("Last name", "Nom de famille"),
        ("Gender", "Sexe"),
        ("First name", "First name"),
        ("Birth date", "Birth date"),
        ("Forename", "Forename"),
        ("Nom", "Nom"),
    ],
)
def test_two_titles_of_ours_for_one_value_ask(titles: tuple[str, str]) -> None:
    """S32, V22: whether the titles are ours, the same or of two languages, two map neither."""
    assert suggested(*titles) == ["?", "?"]


def test_a_title_of_ours_stands_before_words_for_the_same() -> None:
    """V22: exact titles come first; only what is equally good is a question."""
    assert suggested("Sex", "Gender") == ["custom", "gender"]


@pytest.mark.parametrize("title", ["Idd", "Clientèle", "Kundin", "Paid", "Bide", "Codec"])
def test_a_look_alike_is_no_client_number(title: str) -> None:
    """K19: later imports match by the number, so only a word for it will do."""
    assert not suggested("Name", title, "Email")[1].startswith("external_id")
