"""What one cell of a row says of another: a kind, a country, whose address it is."""

import datetime as dt
from itertools import permutations

import attrs
import pytest

from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import SAFE
from clientbook.importing.outcomes import Accepted
from clientbook.importing.suggesting.suggester import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.validation import validate
from clientbook.messages.issues import IssueCode
from clientbook.parsing import country_code

TODAY = dt.date(2026, 3, 2)


def read(region: str, cells: dict[str, str]) -> Profile:
    """Return the profile of one row of a book of a region."""
    return taken(region, cells).value.profile


def taken(region: str, cells: dict[str, str]) -> Accepted:
    """Return what becomes of one row of a book of a region."""
    table = Table.from_rows(list(cells), [list(cells.values())])
    settings = attrs.evolve(SAFE, default_region=region)
    (outcome,) = validate(table, suggest_mapping(table), settings, today=TODAY)
    assert isinstance(outcome, Accepted)
    return outcome


TWICE = [
    ("FR", ("Prénom", "Nom"), ("Téléphone", "Portable"), "06 12 34 56 78"),
    ("US", ("First", "Last"), ("Phone", "Cell"), "(415) 555-2671"),
    ("GB", ("First name", "Last name"), ("Home phone", "Mobile"), "07911 123456"),
    ("DE", ("Vorname", "Nachname"), ("Telefon geschäftlich", "Handy"), "0151 23456789"),
    ("CA", ("First", "Last"), ("Home phone", "Cell", "Work phone"), "418 555-0123"),
    ("IT", ("Nome", "Cognome"), ("Telefono", "Cellulare"), "333 1234567"),
]


@pytest.mark.parametrize(("region", "names", "titles", "number"), TWICE)
def test_a_number_in_two_columns_is_the_mobile_that_one_of_them_says(
    region: str, names: tuple[str, str], titles: tuple[str, ...], number: str
) -> None:
    """S4: the order of the columns and the spelling of the number decide nothing."""
    for order in permutations(titles):
        cells = dict(zip(names, ("Eva", "Mai"), strict=True))
        cells |= {title: number.replace(" ", " " * at) for at, title in enumerate(order)}
        (phone,) = read(region, cells).phones
        assert phone.kind is PhoneKind.MOBILE


# Region of the book, country as a program writes it, post code, number; what they are.
SIGNS = [
    ("DE", "D", "1067", "0221 123456", "DE", "01067", "+49221123456"),
    ("DE", "A", "1010", "01 5123456", "AT", "1010", "+4315123456"),
    ("DE", "F", "75001", "06 12 34 56 78", "FR", "75001", "+33612345678"),
    ("DE", "I", "184", "333 1234567", "IT", "00184", "+393331234567"),
    ("DE", "CH", "8001", "044 668 18 00", "CH", "8001", "+41446681800"),
    ("AT", "D - Deutschland", "1067", "0221 123456", "DE", "01067", "+49221123456"),
    ("FR", "B", "1000", "0470 12 34 56", "BE", "1000", "+32470123456"),
    ("FR", "Belgique", "1000", "0470 12 34 56", "BE", "1000", "+32470123456"),
    ("FR", "L", "1009", "621 123 456", "LU", "1009", "+352621123456"),
    ("FR", "F", "1000", "06 12 34 56 78", "FR", "01000", "+33612345678"),
    ("BE", "NL", "1012 AB", "06 12345678", "NL", "1012 AB", "+31612345678"),
    ("DE", "SLO", "1000", "040 123 456", "SI", "1000", "+38640123456"),
]


@pytest.mark.parametrize("case", SIGNS, ids=" ".join)
def test_a_vehicle_sign_in_a_column_of_countries_is_the_country(case: tuple[str, ...]) -> None:
    """V26: the country of a row decides on its number and its post code, however it is written."""
    region, country, postcode, number, *expected = case
    cells = {"Vorname": "Eva", "Nachname": "Mai", "PLZ": postcode, "Ort": "X"}
    profile = read(region, {**cells, "Land": country, "Telefon": number})
    (address,), (phone,) = profile.addresses, profile.phones
    assert [address.country_code, address.postcode, phone.e164] == expected
    assert address.country in (None, country)


@pytest.mark.parametrize("text", ["D", "A", "F", "I", "M", "SLO", "d"])
def test_a_letter_alone_is_no_country(text: str) -> None:
    """Only a field of countries makes a country of a vehicle's sign."""
    assert country_code(text) is None


NAMED = [
    ({"E-Mail": "Eva Mai <eva@mai.de>"}, "Eva Mai"),
    ({"E-Mail": '"Mai, Eva" <eva@mai.de>'}, "Mai, Eva"),
    ({"E-Mail": "Eva Mai <eva@mai.de>;"}, "Eva Mai"),
    ({"E-Mail": "'Eva Mai' <mailto:eva@mai.de>"}, "Eva Mai"),
    ({"E-Mail": "eva@mai.de <eva@mai.de>", "Telefon": "0221 123456"}, None),
    ({"E-Mail": "<eva@mai.de>"}, None),
    ({"E-Mail": "eva@mai.de"}, None),
    ({"Name": "Eva Roth", "E-Mail": "Eva Mai <eva@mai.de>"}, "Eva Roth"),
    ({"E-Mail": "Eva Mai <eva@mai.de>", "Name": "Eva Roth"}, "Eva Roth"),
    ({"Name": "", "E-Mail": "Eva Mai <eva@mai.de>"}, "Eva Mai"),
    ({"Firma": "Mai GmbH", "E-Mail": "Eva Mai <eva@mai.de>"}, "Eva Mai"),
]


@pytest.mark.parametrize(("cells", "name"), NAMED)
def test_the_name_before_an_address_is_whose_it_is(cells: dict[str, str], name: str | None) -> None:
    """A name that stands only beside an e-mail address is not lost; one of its own cell wins."""
    profile = read("DE", cells)
    assert (profile.name.display if profile.name else None) == name
    assert [email.address for email in profile.emails] == ["eva@mai.de"]


PIECES = [
    # phone, area, extension; what is kept by itself
    ("", "0221", "", ["0221"]),
    ("", "", "12", ["12"]),
    ("0221 1234560", "abc", "", ["abc"]),
    ("+49 221 1234560", "089", "", ["089"]),
    ("+49 221 1234560", "0221", "n/a", []),
    ("1234560", "0221", "12", []),
    ("1234560", "(0221)", "Raum B", ["Raum B"]),
]


@pytest.mark.parametrize(("phone", "area", "extension", "kept"), PIECES)
def test_a_piece_that_goes_into_no_number_is_kept_by_itself(
    phone: str, area: str, extension: str, kept: list[str]
) -> None:
    """X39: an area's code, or an extension, is lost neither alone nor beside another number."""
    cells = {"Name": "Roth", "Vorwahl": area, "Rufnummer": phone, "Durchwahl": extension}
    table = Table.from_rows(list(cells), [list(cells.values())])
    mapping = suggest_mapping(table)
    for title, target in {
        "Name": "family_name", "Vorwahl": "phone.work.area_code", "Rufnummer": "phone.work",
        "Durchwahl": "phone.work.extension",
    }.items():  # fmt: skip
        mapping = mapping.assign(title, target)
    settings = attrs.evolve(SAFE, default_region="DE")
    (outcome,) = validate(table, mapping, settings, today=TODAY)
    assert isinstance(outcome, Accepted)
    assert [unread.text for unread in outcome.value.profile.unread] == kept
    said = [w for w in outcome.warnings if w.code is IssueCode.VALUE_UNREAD]
    assert len(said) == len(kept)


# Region of the book, titles of the name, country and mobile, a country, a number; what it is.
ABROAD = [
    ("DE", "Name|Land|Mobil", "Oesterreich", "0664 1234567", "+436641234567"),
    ("IT", "Nome|Paese|Cellulare", "Svizzera", "079 123 45 67", "+41791234567"),
    ("IT", "Nome|Paese|Cellulare", "Regno Unito", "07911 123456", "+447911123456"),
    ("NL", "Naam|Land|Mobiel", "Frankrijk", "06 12 34 56 78", "+33612345678"),
    ("PT", "Nome|País|Telemóvel", "Alemanha", "0151 23456789", "+4915123456789"),
    ("ES", "Nombre|País|Móvil", "Suiza", "079 123 45 67", "+41791234567"),
    ("FR", "Nom|Pays|Mobile", "La Belgique", "0471 12 34 56", "+32471123456"),
    ("GB", "Name|Country|Mobile", "Korea, Republic of", "010-2345-6789", "+821023456789"),
]


@pytest.mark.parametrize(("region", "titles", "country", "number", "e164"), ABROAD)
def test_a_number_beside_a_country_is_from_there_in_every_language(
    region: str, titles: str, country: str, number: str, e164: str
) -> None:
    """V26: the country of the row decides the number, and nothing is guessed."""
    outcome = taken(region, dict(zip(titles.split("|"), ("Eva", country, number), strict=True)))
    assert [phone.e164 for phone in outcome.value.profile.phones] == [e164]
    assert outcome.warnings == ()


@pytest.mark.parametrize(
    ("number", "said"),
    [("06 12 34 56 78", [IssueCode.REGION_ASSUMED]), ("+33 6 12 34 56 78", [])],
)
def test_a_number_beside_a_country_that_nobody_knows_is_a_guess_that_is_said(
    number: str, said: list[IssueCode]
) -> None:
    """V26: only where the number has no calling code of its own."""
    outcome = taken("FR", {"Nom": "Eva", "Pays": "Narnia", "Mobile": number})
    assert [phone.e164 for phone in outcome.value.profile.phones] == ["+33612345678"]
    assert [issue.code for issue in outcome.warnings] == said


def test_a_home_mobile_that_is_none_in_the_country_of_the_row_stays_one() -> None:
    """V26: whoever moved to Switzerland keeps the French mobile; the guess is said."""
    outcome = taken("FR", {"Nom": "Eva", "Pays": "Suisse", "Mobile": "06 12 34 56 79"})
    assert [phone.e164 for phone in outcome.value.profile.phones] == ["+33612345679"]
    assert [issue.code for issue in outcome.warnings] == [IssueCode.REGION_ASSUMED]
    landline = read("FR", {"Nom": "Eva", "Pays": "Suisse", "Téléphone": "061 234 56 79"}).phones
    assert [phone.e164 for phone in landline] == ["+41612345679"]
