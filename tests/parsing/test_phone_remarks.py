"""Words beside a number, with digits of their own, are its label."""

import pytest

from clientbook.errors import InvalidValueError
from clientbook.parsing import parse_phone

REMARKS = [
    ("FR", "06 12 34 56 78 (après 18h)", "+33612345678", "après 18h"),
    ("FR", "0612345678 ne pas appeler avant 18h", "+33612345678", "ne pas appeler avant 18h"),
    ("FR", "0612345678 18h-20h", "+33612345678", "18h-20h"),
    ("FR", "tél 1 : 0612345678", "+33612345678", None),
    ("FR", "Mobile 2 - 06 12 34 56 78", "+33612345678", "Mobile 2"),
    ("FR", "(1) 06 12 34 56 78", "+33612345678", None),
    ("FR", "0612345678 (2)", "+33612345678", "2"),
    ("FR", "+33 (0)6 12 34 56 78 depuis 2019", "+33612345678", "depuis 2019"),
    ("DE", "0221 1234567 ab 18 Uhr", "+492211234567", "ab 18 Uhr"),
    ("DE", "0171 2345678 (seit 2019)", "+491712345678", "seit 2019"),
    ("GB", "07911 123456 after 6pm", "+447911123456", "after 6pm"),
    ("US", "(415) 555-2671 call after 5", "+14155552671", "call after 5"),
    ("ES", "611 000 001 a partir de las 18h", "+34611000001", "a partir de las 18h"),
    ("IT", "347 1234567 dopo le 18", "+393471234567", "dopo le 18"),
    ("PT", "912 345 678 depois das 18h", "+351912345678", "depois das 18h"),
    ("NL", "06 12345678 na 18 uur", "+31612345678", "na 18 uur"),
    ("FR", "2e : 06 12 34 56 78", "+33612345678", "2e"),
    ("FR", "1 : 0612345678", "+33612345678", None),
]
EXTENSIONS = [
    *("Poste 12: 01 43 55 12 34", "ext 12 : 01 43 55 12 34", "ext. 12 - 0143551234"),
    *("01 43 55 12 34 poste 12", "0143551234p12", "0143551234w12", "+33143551234P12"),
]


@pytest.mark.parametrize("text", EXTENSIONS)
def test_an_extension_stands_before_its_number_or_behind(text: str) -> None:
    """V26: the words for it, and the pause of a telephone, say what is dialled afterwards."""
    number = parse_phone(text, region="FR")
    assert (number.e164, number.extension, number.label) == ("+33143551234", "12", None)


@pytest.mark.parametrize(("region", "text", "e164", "label"), REMARKS)
def test_a_remark_with_digits_is_a_label(
    region: str, text: str, e164: str, label: str | None
) -> None:
    """A time, a year and which of several numbers it is are no digits of the number."""
    number = parse_phone(text, region=region)
    assert (number.e164, number.label) == (e164, label)
    assert number.raw == text


@pytest.mark.parametrize(
    "text",
    [
        "0612345678 maison 0143551234",  # two numbers
        "06 12 34 56 78 91 depuis 2019",  # no telling where the number ends
        "12 rue de la Paix 75001",
        "né le 12/03/1988",
        "bureau 3 étage 2",
    ],
)
def test_other_texts_with_words_are_refused(text: str) -> None:
    """What holds two numbers, or none, is nobody's to guess."""
    with pytest.raises(InvalidValueError):
        parse_phone(text, region="FR")


@pytest.mark.parametrize(
    ("text", "number", "extension"),
    [
        ("06~12~34~56~78", "+33612345678", None),
        ("+33~1~43~55~12~34", "+33143551234", None),
        ("0143551234~12", "+33143551234", "12"),
        ("01 43 55 12 34 ~12", "+33143551234", "12"),
    ],
)
def test_a_tilde_parts_digits_or_stands_before_an_extension(
    text: str, number: str, extension: str | None
) -> None:
    """What stands in front of the last of them is a whole number, or is none."""
    read = parse_phone(text, region="FR")
    assert (read.e164, read.extension) == (number, extension)
