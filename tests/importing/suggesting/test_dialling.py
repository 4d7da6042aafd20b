"""Parts of a number in columns of their own: calling codes, area codes, extensions."""

import datetime as dt

import attrs
import pytest

from clientbook.domain.settings import SAFE
from clientbook.importing.outcomes import Accepted
from clientbook.importing.suggesting.suggester import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.validation import validate

TODAY = dt.date(2026, 3, 2)

# Titles of the names and of the mobile in a region, and those of its column of calling codes.
NAMES = {
    "GB": ("First name", "Last name", "Mobile"),
    "DE": ("Vorname", "Nachname", "Handy"),
    "FR": ("Prénom", "Nom", "Portable"),
    "ES": ("Nombre", "Apellidos", "Móvil"),
    "IT": ("Nome", "Cognome", "Cellulare"),
    "BR": ("Nome", "Sobrenome", "Celular"),
    "PT": ("Nome", "Apelido", "Telemóvel"),
    "NL": ("Voornaam", "Achternaam", "Mobiel"),
}
COUNTRY_TITLES = """
GB Dial code, Dialling code, Phone Prefix, Calling code, Country Calling Code, Intl code
GB Prefix, Country code, Phone country code, Mobile country code, International prefix, ISD code
DE Ländervorwahl, Vorwahl, Ländercode, Internationale Vorwahl
FR Indicatif, Indicatif pays, Indicatif téléphonique, Indicatif international
ES Prefijo, Prefijo país, Prefijo telefónico
IT Prefisso, Prefisso internazionale
BR DDI
PT Indicativo, Indicativo país
NL Landcode, Landnummer
"""
COUNTRY = [
    (line[:2], title.strip())
    for line in COUNTRY_TITLES.strip().splitlines()
    for title in line[2:].split(",")
]


def numbers(region: str, titles: str, *rows: str) -> list[tuple[str, str | None]]:
    """Return number and extension of each row as a book of a region imports them."""
    table = Table.from_rows(titles.split("|"), [row.split("|") for row in rows])
    settings = attrs.evolve(SAFE, default_region=region)
    outcomes = validate(table, suggest_mapping(table), settings, today=TODAY)
    found = [o.value.profile.phones for o in outcomes if isinstance(o, Accepted)]
    return [(phone.e164, phone.extension) for phones in found for phone in phones]


@pytest.mark.parametrize(("region", "title"), COUNTRY)
def test_a_calling_code_in_its_own_column_is_dialled_first(region: str, title: str) -> None:
    """V26: whatever the column is called and however its codes are written."""
    given, family, mobile = NAMES[region]
    for plus in ("+", "", "00"):
        cells = [
            ("612345678", f"{plus}33"),
            ("15123456789", f"{plus}49"),
            ("470123456", f"{plus}32"),
        ]
        behind = [f"Eva|Mai|{number}|{code}" for number, code in cells]
        before = [f"Eva|Mai|{code}|{number}" for number, code in cells]
        e164 = [(number, None) for number in ("+33612345678", "+4915123456789", "+32470123456")]
        assert numbers(region, f"{given}|{family}|{mobile}|{title}", *behind) == e164
        assert numbers(region, f"{given}|{family}|{title}|{mobile}", *before) == e164


# Titles that may be of a calling code or of a country's letters, in each region.
LETTERED = """
GB Country code, Phone country, Phone country code
DE Ländercode, Länderkennzeichen, LKZ, Land Telefon
FR Code pays, Pays du téléphone
ES Código de país, País teléfono
IT Codice paese, Sigla nazione, Stato
PT Código do país, País do telefone
NL Landcode, Land telefoon
"""
LETTERS = [
    (line[:2], title.strip())
    for line in LETTERED.strip().splitlines()
    for title in line[2:].split(",")
]


@pytest.mark.parametrize(("region", "title"), LETTERS)
def test_letters_of_a_country_beside_a_number_say_where_it_is_from(region: str, title: str) -> None:
    """V26: the cells decide: letters and names are the country, figures its calling code."""
    given, family, mobile = NAMES[region]
    cells = [("0664 1234567", "AT"), ("079 123 45 67", "CH"), ("0471 12 34 56", "Belgien")]
    e164 = [(number, None) for number in ("+436641234567", "+41791234567", "+32471123456")]
    behind = [f"Eva|Mai|{number}|{country}" for number, country in cells]
    before = [f"Eva|Mai|{country}|{number}" for number, country in cells]
    assert numbers(region, f"{given}|{family}|{mobile}|{title}", *behind) == e164
    assert numbers(region, f"{given}|{family}|{title}|{mobile}", *before) == e164


def test_an_italian_stato_of_other_words_and_a_state_of_a_union_are_no_country() -> None:
    """``Attivo`` is a status; ``CA`` under "State" is California."""
    for titles, cells in (("Nome|Stato|Cellulare", "Attivo"), ("Name|State|Mobile", "CA")):
        table = Table.from_rows(titles.split("|"), [["Eva", cells, "333 1234567"]])
        target = suggest_mapping(table).columns[1].target
        assert target is None or target.part != "country"


AREAS = [
    ("DE", "Vorname|Nachname|Vorwahl|Rufnummer", "Eva|Mai|0221|123456", "+49221123456"),
    ("DE", "Vorname|Nachname|Vorwahl|Rufnummer", "Eva|Mai|221|123456", "+49221123456"),
    ("DE", "Vorname|Nachname|Vorwahl|Rufnummer", "Eva|Mai|30|1234567", "+49301234567"),
    ("DE", "Vorname|Nachname|Vorwahl|Rufnummer", "Eva|Mai|4921|9319123", "+4949219319123"),
    ("DE", "Vorname|Nachname|Vorwahl|Rufnummer", "Eva|Mai|0221|0151 23456789", "+4915123456789"),
    ("DE", "Vorname|Nachname|Vorwahl|Rufnummer", "Eva|Mai|0221|0221 123456", "+49221123456"),
    ("AT", "Vorname|Nachname|Ortsvorwahl|Telefon", "Eva|Mai|0512|123456", "+43512123456"),
    ("US", "First|Last|Area Code|Phone", "Eva|Mai|415|555-2671", "+14155552671"),
    ("US", "First|Last|Area Code|Phone", "Eva|Mai|(212)|555-1212", "+12125551212"),
    ("US", "First|Last|Area Code|Phone", "Eva|Mai|415|415-555-2671", "+14155552671"),
    ("CA", "First|Last|Area code|Phone", "Eva|Mai|418|+33612345678", "+33612345678"),
    ("BR", "Nome|Sobrenome|DDD|Celular", "Rui|Sá|11|91234-5678", "+5511912345678"),
    ("IT", "Nome|Cognome|Prefisso|Telefono", "Eva|Mai|06|69821234", "+390669821234"),
    ("IT", "Nome|Cognome|Prefisso|Telefono", "Eva|Mai|6|69821234", "+390669821234"),
    ("IT", "Nome|Cognome|Prefisso|Cellulare", "Eva|Mai|347|1234567", "+393471234567"),
    ("MX", "Nombre|Apellidos|Lada|Teléfono", "Eva|Mai|55|41637145", "+525541637145"),
    ("NL", "Voornaam|Achternaam|Netnummer|Telefoon", "Eva|Mai|020|1234567", "+31201234567"),
]


@pytest.mark.parametrize(("region", "titles", "row", "e164"), AREAS)
def test_an_area_code_in_its_own_column_joins_the_number(
    region: str, titles: str, row: str, e164: str
) -> None:
    """The cells tell a city's code from a country's, and a number that has its own needs none."""
    assert numbers(region, titles, row) == [(e164, None)]


def test_all_parts_of_a_number_stand_side_by_side() -> None:
    """A part steps over other parts to the number that they all belong to."""
    titles = "Vorname|Nachname|Ländervorwahl|Vorwahl|Telefon|Durchwahl"
    assert numbers("GB", titles, "Eva|Mai|49|0221|123456|12") == [("+49221123456", "12")]
    titles = "First|Last|Country code|Area Code|Phone|Ext"
    assert numbers("GB", titles, "Eva|Mai|1|415|5552671|x12") == [("+14155552671", "12")]


EXTENSIONS = [
    ("US", "First|Last|Work Phone|Ext", "Eva|Mai|4155552671|123", ("+14155552671", "123")),
    ("FR", "Prénom|Nom|Téléphone|Poste", "Eva|Mai|0142685300|12", ("+33142685300", "12")),
    ("FR", "Prénom|Nom|Téléphone|Poste", "Eva|Mai|0142685300|Chef", ("+33142685300", None)),
    ("DE", "Vorname|Nachname|Telefon|Durchwahl", "Eva|Mai|0221123456|78", ("+49221123456", "78")),
    ("DE", "Vorname|Nachname|Telefon|Nebenstelle", "Eva|Mai|0221123456|7", ("+49221123456", "7")),
    ("ES", "Nombre|Apellidos|Teléfono|Extensión", "Eva|Mai|912345678|4", ("+34912345678", "4")),
    ("PT", "Nome|Apelido|Telefone|Ramal", "Rui|Sá|212345678|4", ("+351212345678", "4")),
]


@pytest.mark.parametrize(("region", "titles", "row", "number"), EXTENSIONS)
def test_an_extension_in_its_own_column_goes_with_the_number_before_it(
    region: str, titles: str, row: str, number: tuple[str, str | None]
) -> None:
    """A few digits behind a number are dialled after it; a post that somebody holds is a job."""
    assert numbers(region, titles, row) == [number]


def test_a_second_number_without_its_area_is_no_extension() -> None:
    """Where all numbers of a list are local ones, the second column of them is what it says."""
    titles = ["Vorname", "Nachname", "Telefon", "Telefon 2"]
    table = Table.from_rows(titles, [["Eva", "Mai", "4711", "4712"]])
    assert str(suggest_mapping(table).columns[-1].target) == "phone.other.2"


REACHED = [
    ("US", "Customer Name|Mobile|Day|Night", "phone.mobile, phone.other, phone.other.2"),
    ("US", "First name|Cell|Text Reminder Number", "phone.mobile, phone.mobile.2"),
    ("US", "First name|Cell|SMS reminder number", "phone.mobile, phone.mobile.2"),
    ("IT", "Nome|SMS", "phone.mobile"),
    ("NL", "Voornaam|SMS", "phone.mobile"),
    ("PT", "Nome|SMS", "phone.mobile"),
    ("FR", "Prénom|SMS", "phone.mobile"),
]


@pytest.mark.parametrize(("region", "titles", "targets"), REACHED)
def test_a_title_that_says_when_or_how_one_is_reached_is_a_number(
    region: str, titles: str, targets: str
) -> None:
    """S4: by its neighbours, by its last word, or by cells that hold numbers."""
    columns = titles.split("|")
    numbers = ["+14155552671", "4155552672", "4155552673"][: len(columns) - 1]
    mapping = suggest_mapping(Table.from_rows(columns, [["Eva", *numbers]]))
    assert ", ".join(str(c.target) for c in mapping.columns[1:]) == targets


@pytest.mark.parametrize(
    ("titles", "answers"),
    [
        (("Voornaam", "Achternaam", "SMS"), ("ja", "nee")),
        (("Nome", "Apelido", "SMS"), ("sim", "não")),
        (("Nome", "Cognome", "SMS"), ("sì", "no")),
        (("Vorname", "Nachname", "SMS"), ("ja", "nein")),
        (("Prénom", "Nom", "SMS"), ("oui", "non")),
    ],
)
def test_a_column_of_messages_that_says_yes_and_no_is_no_number(
    titles: tuple[str, ...], answers: tuple[str, str]
) -> None:
    """X36: the no of every language is an opt-out, not a number that cannot be read."""
    table = Table.from_rows(list(titles), [["Eva", "Mai", answer] for answer in answers])
    assert str(suggest_mapping(table).columns[-1].target) == "consent.sms"


def test_a_count_of_messages_is_no_number_to_call() -> None:
    """How many reminders were sent is an attribute; a day beside a month is no time to call."""
    titles = ["First name", "Mobile", "Number of text reminders", "Day", "Month", "Night"]
    table = Table.from_rows(titles, [["Eva", "+14155552671", "3", "5", "6", "x"]])
    targets = [c.target for c in suggest_mapping(table).columns[2:]]
    assert all(target is not None and target.field == "custom" for target in targets)


CODES = {
    "card": ("0012", "0034", "0056"),
    "00": ("0033", "0034", "0049"),
    "+": ("+33", "+34", "+49"),
}


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        *((title, kind) for kind in ("card", "00") for title in ("N° mutuelle", "Kod", "Tessera")),
        *((title, "card") for title in ("Code", "Código")),
        *(
            (title, kind)
            for kind in CODES
            for title in (
                *("Nº Carteirinha", "Card no", "Policy number", "N° adhérent", "Mitgliedsnummer"),
                *("Nº socio", "Numero tessera", "Lidnummer", "Código de cliente", "Nº de apólice"),
            )
        ),
    ],
)
def test_the_number_of_a_card_a_member_or_a_policy_is_dialled_by_nobody(
    title: str, cells: str
) -> None:
    """Noughts before digits make no calling code, nor does a sign under a title of something."""
    numbers = ("06 12 34 22 34", "06 12 34 32 83", "06 12 34 28 61")
    rows = [["Ana Ruiz", *row] for row in zip(CODES[cells], numbers, strict=True)]
    target = suggest_mapping(Table.from_rows(["Nom", title, "Mobile"], rows)).columns[1].target
    assert target is None or target.field in ("custom", "external_id")


@pytest.mark.parametrize(("title", "cells"), [("Kod", "+"), ("Code", "+"), ("Code", "00")])
def test_calling_codes_under_a_title_that_says_nothing_else_are_dialled(
    title: str, cells: str
) -> None:
    """A plus before a country's code tells, and noughts do below "Code" beside national numbers."""
    numbers = ("06 12 34 22 34", "612 345 678", "0151 23456789")
    rows = [["Ana Ruiz", *row] for row in zip(CODES[cells], numbers, strict=True)]
    column = suggest_mapping(Table.from_rows(["Nom", title, "Mobile"], rows)).columns[1]
    assert str(column.target) == "phone.mobile.country_code"


@pytest.mark.parametrize(
    ("code", "number", "kept"),
    [
        ("+33", "", True),
        ("FR", "", True),
        ("+33", "nothing", True),
        ("+44", "", False),
        ("GB", "", False),
        ("+33", "06 12 34 56 78", False),
    ],
)
def test_a_code_beside_no_number_is_said(code: str, number: str, kept: bool) -> None:
    """What stands alone is kept as text; the code of the book's own country says nothing."""
    titles = ["First name", "Last name", "Email", "Phone country code", "Mobile"]
    rows = [
        ["Eva", "Mai", "e@example.org", code, number],
        ["Ida", "Roy", "i@example.org", code, "612345678"],
    ]
    table = Table.from_rows(titles, rows)
    settings = attrs.evolve(SAFE, default_region="GB")
    outcomes = validate(table, suggest_mapping(table), settings, today=TODAY)
    first = next(iter(outcomes))
    said = first.warnings if isinstance(first, Accepted) else first.issues
    assert any(issue.column == "Phone country code" for issue in said) is kept
