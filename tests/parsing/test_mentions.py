"""X38: what a text says of a number or an address is found, however it is written."""

import re

import phonenumbers
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from clientbook import InvalidValueError, parse_email, parse_phone
from clientbook.parsing.mentions import find_emails, find_numbers, number_keys, without_emails

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
HUGO = "+33612987654"
THEIRS = (
    "+33 (0)6 12 98 76 54",
    "+33(0)612987654 abc",
    "tel +33 (0)6.12.98.76.54 soir",
    "0033 (0)6 12 98 76 54 abc",
    "06 12 98 76 54 / 01 43 55 12 34",
    "01 43 55 12 34 - 06 12 98 76 54",
    "0612987654 0143551234",
    "0143551234 0612987654 0177889900",
    "06 12 98 76 54 - 3e étage",
    "12 - 06 12 98 76 54",
    "06 12 98 76 54, 01 43 55 12 34 ou 0177889900",
    "06/12/98/76/54 abc",
    "(+33) 6 12 98 76 54",
    "+33-6-12-98-76-54",
    "6 12 98 76 54 soir",
    "612987654.0",
    "6.12987654E+08",
    "\uff10\uff16 12 98 76 54",
    "06 12\u200b 98 76 54",
)
STRANGERS = (
    "07 12 98 76 54",
    "+33 (0)7 12 98 76 54",
    "0033 (0)7 12 98 76 54 / 07 12 98 76 54",
    "+1 612 987 6543",
    "06 12 98 76 5",
    "75011",
)


def says(text: str, e164: str) -> bool:
    """True when the text is looked up by the number, and then found to say it."""
    numbers = find_numbers([text])
    return bool(numbers.keys & number_keys(e164)) and numbers.name(e164)


@pytest.mark.parametrize("text", THEIRS)
def test_a_number_is_found_in_any_spelling_and_beside_others(text: str) -> None:
    """X38: trunk digits in brackets, notes, several numbers, what a spreadsheet made of it."""
    assert says(text, HUGO)


@pytest.mark.parametrize("text", STRANGERS)
def test_the_number_of_somebody_else_is_not_taken_for_it(text: str) -> None:
    """X38: the same last digits are no reason to erase a stranger's row."""
    assert not says(text, HUGO)


def test_a_short_number_is_not_found_inside_a_longer_one() -> None:
    """X38: eight digits of a Danish number may end a French one."""
    assert not says("06 12 34 56 78", "+4512345678")
    assert not says("+33 (0)6 12 34 56 78 / 06 12 34 56 78", "+4512345678")
    assert says("06 12 34 56 78 / 12 34 56 78", "+4512345678")


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str]:
    """A number of any region as somebody may write it, and the region it was read in."""
    region = draw(st.sampled_from(REGIONS))
    kind = draw(st.sampled_from([PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE]))
    number = phonenumbers.example_number_for_type(region, kind)
    number = number or phonenumbers.example_number(region)
    assert number is not None
    form = draw(
        st.sampled_from(
            [
                PhoneNumberFormat.E164,
                PhoneNumberFormat.INTERNATIONAL,
                PhoneNumberFormat.NATIONAL,
                PhoneNumberFormat.RFC3966,
            ]
        )
    )
    text = phonenumbers.format_number(number, form)
    abroad = draw(st.sampled_from(REGIONS))
    how = draw(st.integers(0, 6))
    if how == 1:
        text = phonenumbers.format_out_of_country_calling_number(number, abroad)
    elif how == 2:
        text = text.replace(" ", " (0)", 1)
    elif how == 3:
        text = f"00{number.country_code} (0){phonenumbers.national_significant_number(number)}"
    elif how == 4:
        text = text.replace(" ", draw(st.sampled_from(["-", ".", "/", "", "  ", "\u2011", "~"])))
    elif how == 5:
        text = phonenumbers.national_significant_number(number)
    before, after = draw(
        st.sampled_from(
            [("", ""), ("Tel: ", ""), ("", " (maman)"), ("", " ext. 12"), ("'", ""), ("", ".0"),
             ("(", ")"), ("", " poste 3")]
        )
    )  # fmt: skip
    return before + text + after, draw(st.sampled_from([region, abroad]))


@settings(max_examples=500)
@example(("(020) 2012345 (maman)", "SG"))
@example(("Tel: 21234", "NF"))
@example(("+598~2123~1234", "UY"))
@example(("2123~1234", "UY"))
@given(spellings())
def test_what_a_reader_of_any_region_reads_is_found(spelling: tuple[str, str]) -> None:
    """X38: never fewer than the importer reads, whatever the region of the book was."""
    text, region = spelling
    try:
        number = parse_phone(text, region=region)
    except InvalidValueError:
        return
    assert says(text, number.e164)


@given(
    spellings(), spellings(), st.sampled_from([" / ", " - ", " ", ", ", "; ", " ou ", " | ", " & "])
)
def test_each_of_several_numbers_is_found(
    one: tuple[str, str], other: tuple[str, str], between: str
) -> None:
    """X38: two numbers that can be read apart are found where they stand in one cell."""
    if between == " ":  # what follows an extension after a space is read as its end
        assume(not any(word in one[0] for word in ("ext", "poste", ".0")))
    # Short ones beside another are read by nobody; an extension makes none longer.
    bare = [re.split("ext|poste|x", text)[0] for text, _ in (one, other)]
    assume(all(sum(c.isdigit() for c in text) >= 7 for text in bare))
    for text, region in (one, other):
        try:
            number = parse_phone(text, region=region)
        except InvalidValueError:
            continue
        assert says(f"{one[0]}{between}{other[0]}", number.e164)


def test_a_number_that_is_partly_a_word_is_found() -> None:
    """X38: letters on the keys of a telephone are digits to whoever dials them."""
    number = parse_phone("1-800-FLOWERS", region="US")
    assert says("1-800-FLOWERS", number.e164)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("o'brien@x.fr", "o'brien@x.fr"),
        ("'anne@x.fr'", "anne@x.fr"),
        ("Anne Roy <anne@x.fr>", "anne@x.fr"),
        ("anne@x.fr/paul@x.fr", "anne@x.fr"),
        ("anne@x.fr|paul@x.fr", "paul@x.fr"),
        ("écrire à anne (at) x.fr !", "anne@x.fr"),
        ("mailto:anne@x.fr?subject=a", "anne@x.fr"),
        ("a+b=c@x.fr", "a+b=c@x.fr"),
        ("anne@x.fr.", "anne@x.fr"),
        ("an\u200bne@x.fr", "anne@x.fr"),
    ],
)
def test_an_address_is_found_in_any_text(text: str, address: str) -> None:
    """X38: signs around an address, and signs that an address may hold."""
    assert parse_email(address).key in set(find_emails(text))


_LOCAL = st.text("abé09.+-_'!#$%&*/=?^`{|}~", min_size=1, max_size=12)


@given(_LOCAL, st.sampled_from(["{}", "<{}>", "Anne <{}>", "mailto:{}", '"{}"', "'{}'", "{};"]))
def test_what_the_reader_of_addresses_reads_is_found(local: str, around: str) -> None:
    """X38: never fewer than the importer reads."""
    text = around.format(f"{local}@x-y.fr")
    try:
        address = parse_email(text)
    except InvalidValueError:
        return
    assert address.key in set(find_emails(text))
    assert "@" not in without_emails(text)
