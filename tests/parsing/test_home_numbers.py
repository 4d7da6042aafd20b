"""Numbers of the home country with its code, with a tail, with words around them."""

from collections.abc import Callable

import pytest

from clientbook.domain.phones import PhoneKind
from clientbook.errors import InvalidValueError
from clientbook.importing.labels import kind_as_told
from clientbook.importing.numbers import numbers_named, read_in_regions
from clientbook.messages.issues import IssueCode
from clientbook.parsing import parse_phone, read_phone
from clientbook.parsing.phones import read_phone_dialled

# The text, in which region, the number that is meant: with the code and without a plus sign.
WITH_CODE = [
    ("DE", "4915123456789", "+4915123456789"),
    ("DE", "491721234567", "+491721234567"),
    ("DE", "49 151 23456789", "+4915123456789"),
    ("DE", "49/151/23456789", "+4915123456789"),
    ("DE", "49-151-23456789", "+4915123456789"),
    ("DE", "49151/23456789", "+4915123456789"),
    ("DE", "49221123456", "+49221123456"),
    ("DE", "49 221 98765", "+4922198765"),
    ("DE", "4922112345678", "+4922112345678"),
    ("DE", "498912345678", "+498912345678"),
    ("DE", "49 49 151 23456789", "+4915123456789"),
    ("AT", "4366412345678", "+4366412345678"),
    ("AT", "4315123456", "+4315123456"),
    ("ID", "628123456789", "+628123456789"),
    ("ID", "622183501234", "+622183501234"),
    ("SE", "46701234567", "+46701234567"),
    ("XK", "38343201231", "+38343201231"),
    ("FR", "33612345678", "+33612345678"),
    ("IT", "393331234567", "+393331234567"),
    ("FI", "358401234567", "+358401234567"),
    ("BR", "5511912345678", "+5511912345678"),
]
# National numbers that begin with the digits of their own calling code.
WITHOUT_CODE = [
    ("DE", "4921123456", "+494921123456"),
    ("DE", "04921 123456", "+494921123456"),
    ("DE", "0491 5123456", "+494915123456"),
    ("DE", "0491/51234567", "+4949151234567"),
    ("DE", "+49 4921 9319123", "+4949219319123"),
    ("SE", "468123456", "+46468123456"),
    ("IT", "3912345678", "+393912345678"),
    ("IN", "9198989898", "+919198989898"),
    ("FR", "0033 3 33 12 34 56", "+33333123456"),
]


@pytest.mark.parametrize(("region", "text", "e164"), WITH_CODE)
def test_a_calling_code_without_its_plus_is_not_written_twice(
    region: str, text: str, e164: str
) -> None:
    """The home country's code is a code where the whole would be less likely a number."""
    assert parse_phone(text, region=region).e164 == e164


@pytest.mark.parametrize(("region", "text", "e164"), WITHOUT_CODE)
def test_an_area_that_begins_like_the_calling_code_stays(region: str, text: str, e164: str) -> None:
    """A number that is as long as its region's numbers are is not cut."""
    assert parse_phone(text, region=region).e164 == e164


def test_a_code_in_its_own_column_and_before_the_number_counts_once() -> None:
    """What stands beside a number may stand in front of it, too."""
    for code in ("49", "+49", "0049"):
        reading = read_phone_dialled("4915123456789", regions=("GB",), code=code)
        assert reading.number.e164 == "+4915123456789"


SEVERAL = [
    *[("US", text) for text in ("415-555-2671/2", "617-555-1212/3", "212-555-1212/13")],
    ("US", "650-253-0000/0001"),
    ("CA", "514-555-1234/35"),
    ("DE", "0221-123456/57"),
    ("DE", "0221 123456/7"),
    ("DE", "0351 4567890 / 91"),
    ("DE", "0351/456789-0/-10"),
    ("DE", "+49 221 123456/57"),
    ("AT", "01 5123456/57"),
    ("AT", "0512/123456/7"),
    ("IT", "06/69821234/5"),
    ("IT", "06 69821234/35"),
    ("FR", "01 42 68 53 00/01"),
    ("ES", "912345678/79"),
    ("NL", "020-1234567/68"),
    ("CH", "044 123 45 67/68"),
    ("BE", "02/512.34.56/57"),
    ("GB", "020 7946 0018/9"),
]


@pytest.mark.parametrize(("region", "text"), SEVERAL)
def test_a_short_tail_after_a_slash_is_a_further_number(region: str, text: str) -> None:
    """K12: two numbers, the second one abbreviated, are never one, in no region's reading."""
    doors: tuple[Callable[[], object], ...] = (
        lambda: read_phone(text, region=region),
        lambda: read_in_regions(text, (region, "AT", "FI"), None, None),
        lambda: read_phone_dialled(text, regions=(region, "AT", "FI")),
    )
    for read in doors:
        with pytest.raises(InvalidValueError) as caught:
            read()
        assert caught.value.issue.code is IssueCode.MULTI_VALUE_CELL


def test_the_first_of_several_numbers_is_named() -> None:
    """X36: an opt-out beside a cell that is refused holds for the number that it names."""
    assert list(numbers_named("0221 123456/57", ("DE",))) == ["+49221123456"]
    assert list(numbers_named("415-555-2671/2", ("US",))) == ["+14155552671"]


@pytest.mark.parametrize(
    ("region", "text", "e164"),
    [
        ("DE", "0221/123456", "+49221123456"),
        ("DE", "0221/12 34 56", "+49221123456"),
        ("DE", "0221/123456-57", "+4922112345657"),
        ("DE", "030/1234/5678", "+493012345678"),
        ("AT", "0664/123/45/67", "+436641234567"),
        ("AT", "0664/1234/567", "+436641234567"),
        ("IT", "06/69821234", "+390669821234"),
        ("BE", "0475/12/34/56", "+32475123456"),
        ("CH", "044/123/45/67", "+41441234567"),
    ],
)
def test_a_slash_inside_a_number_parts_nothing(region: str, text: str, e164: str) -> None:
    """A slash stands after the area code, or between all groups."""
    assert parse_phone(text, region=region).e164 == e164


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("US", "415-555-2671 2"),
        ("US", "415-555-26712"),
        ("US", "(617) 555-12123"),
        ("CA", "418-555-26711"),
        ("FR", "336 123 45678 9"),
    ],
)
def test_a_number_spelt_as_at_home_is_of_no_other_country(region: str, text: str) -> None:
    """A plus sign can only be missing where a calling code stands apart, or nothing does."""
    with pytest.raises(InvalidValueError):
        parse_phone(text, region=region)


# The text, in which region, the words that are kept, the kind that they name.
WORDS = [
    ("FR", "ne pas appeler 06 12 34 56 78", "ne pas appeler", PhoneKind.MOBILE),
    ("FR", "le soir 01 42 68 53 00", "le soir", PhoneKind.OTHER),
    ("FR", "01 42 68 53 00 le soir", "le soir", PhoneKind.OTHER),
    ("FR", "(maman) 01 42 68 53 00", "maman", PhoneKind.OTHER),
    ("FR", "maman : 01 42 68 53 00 (soir)", "maman, soir", PhoneKind.OTHER),
    ("FR", "bureau : 01 42 68 53 00", "bureau", PhoneKind.WORK),
    ("FR", "01 42 68 53 00 (bureau)", "bureau", PhoneKind.WORK),
    ("FR", "bureau 06 12 34 56 78", "bureau", PhoneKind.MOBILE),
    ("DE", "bitte nicht anrufen 0221 123456", "bitte nicht anrufen", PhoneKind.OTHER),
    ("DE", "Privat: 0221/123456", "Privat", PhoneKind.HOME),
    ("US", "do not call 415-555-2671", "do not call", PhoneKind.UNKNOWN),
    ("US", "ask for Bob (415) 555-2671", "ask for Bob", PhoneKind.UNKNOWN),
    ("US", "Cell: 415-555-2671", "Cell", PhoneKind.MOBILE),
    ("ES", "llamar tarde 912 34 56 78", "llamar tarde", PhoneKind.OTHER),
    ("IT", "ufficio 06 69821234", "ufficio", PhoneKind.OTHER),
    ("NL", "niet bellen 020 123 4567", "niet bellen", PhoneKind.OTHER),
    ("FR", "tél. 01 42 68 53 00", None, PhoneKind.OTHER),
    ("FR", "N° de téléphone: 01 42 68 53 00", None, PhoneKind.OTHER),
    ("DE", "Tel.: 0221 123456", None, PhoneKind.OTHER),
    ("US", "tel:+1-415-555-2671", None, PhoneKind.UNKNOWN),
    ("FR", "O1 42 68 53 00", None, PhoneKind.OTHER),
]


@pytest.mark.parametrize(("region", "text", "label", "kind"), WORDS)
def test_words_before_a_number_are_kept_as_words_after_it(
    region: str, text: str, label: str | None, kind: PhoneKind
) -> None:
    """Words around a number are its label, and name its kind where nothing else does."""
    number = kind_as_told(read_phone(text, region=region)).number
    assert (number.label, number.kind) == (label, kind)


def test_words_before_a_number_hide_no_lost_zero() -> None:
    """Digits that a spreadsheet spoiled are restored behind words as without them."""
    reading = read_phone("appeler au 612345678.0", region="FR")
    assert (reading.number.e164, reading.healed) == ("+33612345678", True)
