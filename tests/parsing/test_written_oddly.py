"""Numbers, dates, names and addresses as people and programs really write them."""

import datetime as dt

import pytest

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.dates import PartialDate
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import (
    DateOrder,
    make_address,
    parse_address,
    parse_date,
    parse_date_part,
    parse_name,
    parse_phone,
    split_name,
)
from clientbook.parsing.phones import read_phone_dialled

TODAY = dt.date(2026, 3, 2)

OVERSEAS = [
    ("0692 12 34 56", "+262692123456"),
    ("0262 41 83 00", "+262262418300"),
    ("0590 38 12 34", "+590590381234"),
    ("0690 35 12 34", "+590690351234"),
    ("0691 23 45 67", "+590691234567"),
    ("0694 20 12 34", "+594694201234"),
    ("0696 30 12 34", "+596696301234"),
    ("0697 30 12 34", "+596697301234"),
    ("0639 12 34 56", "+262639123456"),
    ("+33 6 92 11 22 33", "+262692112233"),
    ("0033 692 11 22 33", "+262692112233"),
    ("+262 639 12 34 56", "+262639123456"),
]


@pytest.mark.parametrize(("text", "e164"), OVERSEAS)
def test_an_overseas_number_in_a_french_book(text: str, e164: str) -> None:
    """F13: the overseas departments are dialled like home and have calling codes of their own."""
    number = parse_phone(text, region="FR")
    assert number.e164 == e164
    assert parse_phone(e164, region="FR").e164 == e164


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("447911123456", "FR", "+447911123456"),
        ("41791234567", "FR", "+41791234567"),
        ("4915112345678", "US", "+4915112345678"),
        ("33612345678", "CA", "+33612345678"),
        ("+5215541637145", "MX", "+525541637145"),
        ("5215541637145", "MX", "+525541637145"),
        ("00521 55 4163 7145", "FR", "+525541637145"),
        ("+1\ufe0d-650-253-0000", "US", "+16502530000"),
        ("06\ufe0f 12 34 56 78", "FR", "+33612345678"),
        ("06 12 34 56 78\u3164", "FR", "+33612345678"),
    ],
)
def test_a_number_that_is_all_there_is_read(text: str, region: str, e164: str) -> None:
    """F14, F29: a missing plus, Mexico's old 1 and signs that nobody sees refuse no number."""
    assert parse_phone(text, region=region).e164 == e164


@pytest.mark.parametrize("text", ["99912345678", "123456789012345", "21012345678901"])
def test_digits_that_begin_with_no_calling_code_stay_refused(text: str) -> None:
    """F14: a plus sign is only missing where the number with it is valid."""
    with pytest.raises(InvalidValueError):
        parse_phone(text, region="FR")


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("01 43 55 12 34 p. 12", "12"),
        ("01 43 55 12 34 p 7", "7"),
        ("01 43 55 12 34 P. 204", "204"),
    ],
)
def test_the_short_word_for_an_extension(text: str, extension: str) -> None:
    """F29: "p. 12" is "poste 12"."""
    assert parse_phone(text, region="FR").extension == extension


@pytest.mark.parametrize(
    "text",
    [
        "0612345678 (Anne) 0781345678 (Luc)",
        "06 12 34 56 78 (maman) - 07 81 34 56 78",
        "0612345678 [pro] 0143551234 [perso]",
    ],
)
def test_two_numbers_with_notes_are_several_values(text: str) -> None:
    """K12, F29: the reason is that there are two, not that one is too long."""
    with pytest.raises(InvalidValueError) as caught:
        parse_phone(text, region="FR")
    assert caught.value.issue.code is IssueCode.MULTI_VALUE_CELL


@pytest.mark.parametrize(
    ("text", "code", "e164"),
    [
        ("791234567", "+41", "+41791234567"),
        ("079 123 45 67", "41", "+41791234567"),
        ("41791234567", "41.0", "+41791234567"),
        ("079 123 45 67", "CH", "+41791234567"),
        ("079 123 45 67", "Schweiz", "+41791234567"),
        ("7911123456", "0044", "+447911123456"),
        ("+33 6 12 34 56 78", "+41", "+33612345678"),
        ("06 12 34 56 78", "", "+33612345678"),
        ("079 123 45 67", "Switzerland (+41)", "+41791234567"),
    ],
)
def test_a_country_code_beside_a_number_joins_it(text: str, code: str, e164: str) -> None:
    """F14: a code or a country in a column of its own counts; a number with its own code wins."""
    assert read_phone_dialled(text, regions=("FR",), code=code).number.e164 == e164


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("0000-11-24", "MDY", PartialDate(None, 11, 24)),
        ("0000-02-29", "DMY", PartialDate(None, 2, 29)),
        ("1980-05-00", "DMY", PartialDate(1980, 5)),
        ("1980-00-00", "DMY", PartialDate(1980)),
        ("00/05/1980", "DMY", PartialDate(1980, 5)),
        ("15 / 04 / 1991", "DMY", PartialDate(1991, 4, 15)),
        ("15 . 04 . 1991", "DMY", PartialDate(1991, 4, 15)),
        ("15 - 4 - 91", "DMY", PartialDate(1991, 4, 15)),
        ("12 gennaio 1980", "DMY", PartialDate(1980, 1, 12)),
        ("3 de março de 1975", "DMY", PartialDate(1975, 3, 3)),
        ("7 augustus 1969", "DMY", PartialDate(1969, 8, 7)),
    ],
)
def test_a_date_with_a_part_missing(text: str, order: str, date: PartialDate) -> None:
    """F17: noughts stand for what is not known, spaces around the strokes for nothing."""
    assert parse_date(text, order=DateOrder(order), today=TODAY) == date


@pytest.mark.parametrize(
    "text", ["01/01/1900", "1.1.1900", "1900-01-01", "01-01-1900 00:00:00", "12/31/1899"]
)
def test_the_first_day_of_a_spreadsheet_is_no_birthday(text: str) -> None:
    """F17: an empty date is empty in every order in which programs write it."""
    for order in DateOrder:
        with pytest.raises(InvalidValueError) as caught:
            parse_date(text, order=order, today=TODAY)
        assert caught.value.issue.code is IssueCode.BLANK_VALUE


@pytest.mark.parametrize(
    ("text", "part", "number"),
    [
        ("mai", "month", 5),
        ("Mai.", "month", 5),
        ("SEPTEMBRE", "month", 9),
        ("maggio", "month", 5),
        ("05", "month", 5),
        ("17.", "day", 17),
        ("1er", "day", 1),
        ("1980.0", "year", 1980),
    ],
)
def test_a_part_of_a_date_in_its_own_column(text: str, part: str, number: int) -> None:
    """F17: a month may be written by its name there, too."""
    assert parse_date_part(text, part) == number


SPLIT = [
    ("Peter D. Novak", "Peter", "D.", "Novak", None),
    ("Anna D Roy", "Anna", "D", "Roy", None),
    ("Tom Weller Sr.", "Tom", None, "Weller", "Sr."),
    ("WELLER SR, TOM", "TOM", None, "WELLER", "SR"),
    ("Durand Jr.", None, None, "Durand", "Jr."),
    ("Tom B Weller AIA", "Tom", "B", "Weller", "AIA"),
    ("Mc Gregor", None, None, "Mc Gregor", None),
    ("JUAN DELA CRUZ", "JUAN", None, "DELA CRUZ", None),
    ("Maria Delos Santos", "Maria", None, "Delos Santos", None),
    ("😀 Marie Durand", "Marie", None, "Durand", None),
    ("Marie Durand ❤️", "Marie", None, "Durand", None),
    ("Jean d'Arc", "Jean", None, "d'Arc", None),
]


@pytest.mark.parametrize(("text", "given", "middle", "family", "suffix"), SPLIT)
def test_split_name_on_names_people_write(
    text: str, given: str | None, middle: str | None, family: str | None, suffix: str | None
) -> None:
    """F26: an initial D is no particle, Sr. no family name, an emoji no first name."""
    name = split_name(text)
    assert (name.given, name.middle, name.family, name.suffix) == (given, middle, family, suffix)


@pytest.mark.parametrize(
    ("text", "prefix", "given", "family"),
    [
        ("Mayor Tom Weller", "Mayor", "Tom", "Weller"),
        ("State Senator Ann Lee", "State Senator", "Ann", "Lee"),
        ("Attorney Bob Ray", "Attorney", "Bob", "Ray"),
        ("Sr. D. Pedro Gil", "Sr. D.", "Pedro", "Gil"),
        ("Sra. Dña. Ana Ruiz", "Sra. Dña.", "Ana", "Ruiz"),
    ],
)
def test_titles_before_a_name(text: str, prefix: str, given: str, family: str) -> None:
    """F26: offices are titles; don and doña after señor are, too."""
    name = split_name(text)
    assert (name.prefix, name.given, name.family) == (prefix, given, family)


@pytest.mark.parametrize(
    "text", ["DURAND (née PETIT) Marie", "Marie DURAND (née PETIT)", "DURAND Marie (née PETIT)"]
)
def test_a_maiden_name_in_brackets_ends_there(text: str) -> None:
    """F26: what follows the bracket is no part of it."""
    name = split_name(text)
    assert (name.given, name.family, name.maiden) == ("Marie", "DURAND", "PETIT")


@pytest.mark.parametrize(
    ("street", "number", "country", "joined"),
    [
        ("Fliederweg", "12a", "DE", "Fliederweg 12a"),
        ("Kerkstraat", "7", "NL", "Kerkstraat 7"),
        ("Via Roma", "3", None, "Via Roma 3"),
        ("rue des Lilas", "12", "FR", "12 rue des Lilas"),
        ("Main Street", "5.0", "US", "5 Main Street"),
        ("Fliederweg 12a", "12a", "DE", "Fliederweg 12a"),
        ("", "12", "DE", "12"),
    ],
)
def test_a_house_number_in_its_own_column(
    street: str, number: str, country: str | None, joined: str
) -> None:
    """F16: the number stands where the country of the address puts it, once."""
    address = make_address({"street": street, "number": number}, country=country)
    assert address is not None
    assert address.street == joined


@pytest.mark.parametrize(
    ("text", "postcode", "city"),
    [
        ("75011 Paris", "75011", "Paris"),
        ("D-01067 Dresden", "01067", "Dresden"),
        ("1234 AB Amsterdam", "1234 AB", "Amsterdam"),
        ("London, SW1A 1AA", "SW1A 1AA", "London"),
        ("Québec G1R 2B5", "G1R 2B5", "Québec"),
        ("Paris", None, "Paris"),
        ("75011", "75011", None),
    ],
)
def test_a_post_code_and_a_town_in_one_column(
    text: str, postcode: str | None, city: str | None
) -> None:
    """F16: they are taken apart where the code can be told; nothing of them is lost."""
    address = make_address({"postcode_city": text})
    assert address is not None
    assert (address.postcode, address.locality) == (postcode, city)


def test_a_form_reads_what_an_import_reads() -> None:
    """X31: parse_address and parse_name take parts or the whole, and fillers for nothing."""
    assert parse_address({"street": "Weg", "number": "1", "country": "DE"}) == PostalAddress(
        street="Weg 1", country_code="DE"
    )  # a code is no name of a country
    assert parse_address("12 rue X\n75011 Paris").full == "12 rue X\n75011 Paris"
    assert parse_name({"given": "Ann", "family": "-"}).family is None
    with pytest.raises(InvalidValueError):
        parse_address({"street": "-", "locality": "n/a"})


@pytest.mark.parametrize("region", ["US", "CA", "AU", "BR", "CO", "NG", "KE", "ID", "DO", "FR"])
@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("0033612345678", "+33612345678"),
        ("0044 7911 123456", "+447911123456"),
        ("00 351 912 345 678", "+351912345678"),
        ("001 809 234 5678", "+18092345678"),
    ],
)
def test_two_zeros_are_a_plus_wherever_they_are_no_number_of_the_region(
    text: str, e164: str, region: str
) -> None:
    """People write 00 for +, also where one dials 011 or 0011."""
    assert parse_phone(text, region=region).e164 == e164


@pytest.mark.parametrize("text", ["0012", "00123456789", "0000000000"])
def test_two_zeros_before_no_number_are_none(text: str) -> None:
    """What follows has to be a valid number with its calling code."""
    with pytest.raises(InvalidValueError):
        parse_phone(text, region="US")


def test_a_number_just_as_its_region_writes_it_is_no_date() -> None:
    """New Caledonia writes 20.12.34; elsewhere that is a day."""
    assert parse_phone("20.12.34", region="NC").e164 == "+687201234"
    with pytest.raises(InvalidValueError) as caught:
        parse_phone("20.12.34", region="FR")
    assert caught.value.issue.code is IssueCode.PHONE_LOOKS_LIKE_DATE
