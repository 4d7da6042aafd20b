"""Texts that few people write, read as they are meant or refused."""

import pytest

from clientbook import parse_date, parse_phone
from clientbook.domain.addresses import AddressKind
from clientbook.domain.genders import Gender, GenderCode
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing.addresses import make_address
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.flags import gender_text, parse_gender
from clientbook.parsing.months import parse_date_part
from clientbook.parsing.names import split_name


def test_a_year_at_the_end_is_the_year_in_every_order() -> None:
    """Four digits at the end are the year, also where the year comes first as a rule."""
    assert parse_date("5/6/1988", order=DateOrder.YMD).isoformat() == "1988-06-05"
    assert parse_date("88/6/5", order=DateOrder.YMD).isoformat() == "1988-06-05"


@pytest.mark.parametrize(
    "text",
    ["1e/0b/1988", "100/1/88", "1/100/88", "100 may 88", "may 100 1988", "1988-ab-27"],
)
def test_numbers_that_no_day_or_month_has_are_no_dates(text: str) -> None:
    """A text that has the form of a date and none of its numbers is refused, not guessed."""
    with pytest.raises(InvalidValueError) as caught:
        parse_date(text, order=DateOrder.DMY)
    assert caught.value.issue.code is IssueCode.INVALID_DATE


@pytest.mark.parametrize("text", ["0", "00", "n/a"])
@pytest.mark.parametrize("part", ["year", "month", "day"])
def test_nought_in_a_column_of_days_is_nothing(text: str, part: str) -> None:
    """Nought and filler words in a column of parts stand for no value."""
    with pytest.raises(InvalidValueError) as caught:
        parse_date_part(text, part)
    assert caught.value.issue.code is IssueCode.BLANK_VALUE


def test_digits_behind_the_point_of_a_telephone_number_are_lost() -> None:
    """What a spreadsheet wrote as a number with decimals is no telephone number."""
    assert parse_phone("5.145551234E+09", region="CA").e164 == "+15145551234"
    for text in ("5.1455512345E+09", "5.14555E+09"):
        with pytest.raises(InvalidValueError) as caught:
            parse_phone(text, region="CA")
        assert caught.value.issue.code is IssueCode.PHONE_DIGITS_LOST


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        ({"postcode_city": " "}, None),
        ({"postcode_city": "75001 Paris", "locality": "Lyon"}, ("75001", "Lyon", "Paris")),
        ({"postcode_city": "75001 Paris", "postcode": "69001"}, ("69001", "Paris", "75001")),
        ({"postcode_city": "75001 Paris", "locality": "Paris"}, ("75001", "Paris", None)),
    ],
)
def test_a_column_of_code_and_town_beside_one_of_towns(
    parts: dict[str, str], kept: tuple[str, ...] | None
) -> None:
    """Where two columns say different towns, the one of its own counts and no word is lost."""
    found = make_address(parts, kind=AddressKind.HOME, label=None, preferred=False)
    assert (found and (found.postcode, found.locality, found.extended)) == kept


def test_a_married_name_in_brackets_is_the_name() -> None:
    """What stands in "(épouse Dupont)" is the family name of today, not a nickname."""
    found = split_name("Marie Roy (épouse Dupont)")
    assert (found.given, found.family, found.maiden) == ("Marie", "Dupont", "Roy")
    assert found.nickname is None


@pytest.mark.parametrize("text", ["woman", "female", "x", "fluid"])
@pytest.mark.parametrize("code", list(GenderCode))
def test_a_gender_in_own_words_reads_back_equal(code: GenderCode, text: str) -> None:
    """X27: whatever somebody says of their gender, the text an export writes reads back equal."""
    gender = Gender(code, text)
    assert parse_gender(gender_text(gender)) == gender
