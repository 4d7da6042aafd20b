"""Telephone numbers as people and spreadsheets write them."""

import pytest

from clientbook.domain.phones import PhoneKind
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import IssueCode
from clientbook.parsing import LineType, classify, parse_phone, read_phone

READS = [
    ("FR", "06 12 34 56 78", "+33612345678", None),
    ("FR", "tél. 06 83 07 15 90", "+33683071590", None),
    ("FR", "06.12.34.56.78", "+33612345678", None),
    ("FR", "+33 (0)6 12 34 56 78", "+33612345678", None),
    ("FR", "0033 6 12 34 56 78", "+33612345678", None),
    ("FR", "'+33612345678", "+33612345678", None),
    ("FR", '="0612345678"', "+33612345678", None),
    ("FR", "06\u202f12\u202f34\u202f56\u202f78", "+33612345678", None),
    ("FR", "06\xa012\xa034\xa056\xa078", "+33612345678", None),
    ("FR", "\u202a06 12 34 56 78\u202c", "+33612345678", None),
    ("FR", "０６１２３４５６７８", "+33612345678", None),
    ("FR", "٠٦١٢٣٤٥٦٧٨", "+33612345678", None),
    ("FR", "0041 44 668 18 00", "+41446681800", None),
    ("FR", "+1 418-983-0934", "+14189830934", None),
    ("CA", "(418) 983-0934", "+14189830934", None),
    ("CA", "1-418-983-0934", "+14189830934", None),
    ("CA", " +14189830934", "+14189830934", None),
    ("CA", "(418) 983-0934 #2", "+14189830934", "2"),
    ("CA", "(418) 983-0934 ext. 3", "+14189830934", "3"),
    ("CA", "418 983-0934 poste 12", "+14189830934", "12"),
    ("CA", "418 983-0934 local 12", "+14189830934", "12"),
    ("CA", "4189830934x12", "+14189830934", "12"),
    ("CA", "tel:+1-418-983-0934;ext=77", "+14189830934", "77"),
    ("DE", "030/12345678", "+493012345678", None),
    ("DE", "030 12345678 Durchwahl 12", "+493012345678", "12"),
    ("IT", "06 8299 7146", "+390682997146", None),
    ("GB", "+44 (0)7911 123456", "+447911123456", None),
    ("US", "1-800-FLOWERS", "+18003569377", None),
]


@pytest.mark.parametrize(("region", "text", "e164", "extension"), READS)
def test_reads_what_people_write(region: str, text: str, e164: str, extension: str | None) -> None:
    """V26: a number without a country code takes the region's; any usual spelling reads."""
    number = parse_phone(text, region=region)
    assert (number.e164, number.extension) == (e164, extension)


REFUSED = [
    ("FR", "", IssueCode.BLANK_VALUE),
    ("FR", " \u200b ", IssueCode.BLANK_VALUE),
    ("FR", "abc", IssueCode.INVALID_PHONE),
    ("FR", "#########", IssueCode.INVALID_PHONE),
    ("FR", "06 12 34 56", IssueCode.PHONE_TOO_SHORT),
    ("FR", "12", IssueCode.PHONE_TOO_SHORT),
    ("FR", "061234567890", IssueCode.PHONE_TOO_LONG),
    ("FR", "0" * 300, IssueCode.PHONE_TOO_LONG),
    ("FR", "+999 12345678", IssueCode.INVALID_PHONE),
    ("CA", "06 12 34 56 78", IssueCode.INVALID_PHONE),
    ("CA", "(111) 555-0123", IssueCode.INVALID_PHONE),
    ("CA", "530-4862", IssueCode.PHONE_NEEDS_AREA_CODE),
    ("US", "530-4862", IssueCode.PHONE_NEEDS_AREA_CODE),
    ("FR", "27/06/1988", IssueCode.PHONE_LOOKS_LIKE_DATE),
    ("FR", "1988-06-27 00:00:00", IssueCode.PHONE_LOOKS_LIKE_DATE),
    ("NO", "1988-06-27", IssueCode.PHONE_LOOKS_LIKE_DATE),
    ("DK", "27.06.1988", IssueCode.PHONE_LOOKS_LIKE_DATE),
    ("FR", "06 12 34 56 78 / 01 22 33 44 55", IssueCode.MULTI_VALUE_CELL),
    ("FR", "0612345678; 0122334455", IssueCode.MULTI_VALUE_CELL),
    ("FR", "0612345678,0122334455", IssueCode.MULTI_VALUE_CELL),
    ("FR", "0612345678\n0122334455", IssueCode.MULTI_VALUE_CELL),
    ("FR", "06 12 34 56 78 - 01 22 33 44 55", IssueCode.MULTI_VALUE_CELL),
    ("FR", "0612345678 0122334455", IssueCode.MULTI_VALUE_CELL),
    ("FR", "+33 6 12 34 56 78 ou 0122334455", IssueCode.MULTI_VALUE_CELL),
    ("CA", "5.14555E+09", IssueCode.PHONE_DIGITS_LOST),
    ("FR", "3,36123E+10", IssueCode.PHONE_DIGITS_LOST),
]


@pytest.mark.parametrize(("region", "text", "code"), REFUSED)
def test_refusal_says_why_without_the_number(region: str, text: str, code: IssueCode) -> None:
    """V26, K12: what is not one valid number is refused with its reason, never quoted."""
    with pytest.raises(InvalidValueError) as caught:
        parse_phone(text, region=region)
    assert caught.value.issue.code is code
    digits = "".join(c for c in text if c.isdigit())
    assert len(digits) < 4 or text not in str(caught.value)


HEALED = [
    ("CA", "5145551234.0", "+15145551234"),
    ("CA", "5.145551234E9", "+15145551234"),
    ("CA", "5,145551234E+09", "+15145551234"),
    ("FR", "612345678", "+33612345678"),
    ("FR", "682997146", "+33682997146"),
    ("FR", "612345678.0", "+33612345678"),
    ("FR", "612,345,678", "+33612345678"),
    ("CH", "791'234'567", "+41791234567"),
    ("US", "4,155,552,671", "+14155552671"),
    ("FR", "33612345678.0", "+33612345678"),
    ("GB", "7911123456", "+447911123456"),
    ("DE", "15123456789", "+4915123456789"),
    ("AU", "412345678", "+61412345678"),
    ("IT", "682997146", "+390682997146"),
]


@pytest.mark.parametrize(("region", "text", "e164"), HEALED)
def test_spreadsheet_damage_is_healed_and_said(region: str, text: str, e164: str) -> None:
    """A float, an exponent or a lost zero is undone where the region's rules prove the number."""
    reading = read_phone(text, region=region)
    assert (reading.number.e164, reading.healed) == (e164, True)


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("FR", "0612345678"),
        ("FR", "+33612345678"),
        ("FR", "33612345678"),
        ("FR", "6 12 34 56 78"),
        ("CA", "4189830934"),
        ("CN", "13800138000"),
        ("IN", "9876543210"),
        ("ES", "612345678"),
    ],
)
def test_healthy_number_is_not_called_healed(region: str, text: str) -> None:
    """Only what a spreadsheet can have spoiled counts as healed."""
    assert not read_phone(text, region=region).healed


def test_kind_is_inferred_only_where_the_plan_proves_it() -> None:
    """A North American number is never inferred MOBILE; a French 06 is; a declared kind stands."""
    assert parse_phone("06 12 34 56 78", region="FR").kind is PhoneKind.MOBILE
    assert parse_phone("01 22 33 44 55", region="FR").kind is PhoneKind.OTHER
    assert parse_phone("418 983-0934", region="CA").kind is PhoneKind.UNKNOWN
    assert parse_phone("07640 123456", region="GB").kind is PhoneKind.PAGER
    home = parse_phone("06 12 34 56 78", region="FR", kind=PhoneKind.HOME)
    assert home.kind is PhoneKind.HOME


def test_mobile_under_another_kind_is_flagged() -> None:
    """V25: a mobile-looking number mapped under Phone keeps its kind and is flagged."""
    reading = read_phone("06 12 34 56 78", region="FR", kind=PhoneKind.OTHER)
    assert reading.number.kind is PhoneKind.OTHER
    assert reading.looks_mobile
    assert not read_phone("06 12 34 56 78", region="FR", kind=PhoneKind.MOBILE).looks_mobile
    assert not read_phone("418 983-0934", region="CA", kind=PhoneKind.OTHER).looks_mobile


def test_raw_text_is_kept_unless_it_says_the_same() -> None:
    """V26: the raw text is kept, clean of invisible characters; E.164 needs no raw."""
    assert parse_phone(" 06 12 34 56 78 ", region="FR").raw == "06 12 34 56 78"
    assert parse_phone("06\u202f12345678\u200b", region="FR").raw == "06 12345678"
    assert parse_phone(" +33612345678", region="FR").raw is None


def test_words_after_the_number_become_its_label() -> None:
    """A note in the cell is kept as label; a label that was given stands."""
    assert parse_phone("06 12 34 56 78 (maman)", region="FR").label == "maman"
    assert parse_phone("06 12 34 56 78 maman", region="FR", label="x").label == "x"


@pytest.mark.parametrize(
    "text", ["(020) 2012345 (maman)", "020 2012345 maman", "020 2012345 (MAMAN)"]
)
def test_the_letters_of_a_note_are_not_dialled(text: str) -> None:
    """X39: with them it would be a valid number of Egypt."""
    with pytest.raises(InvalidValueError):
        parse_phone(text, region="SG")


@pytest.mark.parametrize("text", ["1800 FLOWERS", "1 800 flowers", "1-800-356-WERS"])
def test_the_letters_of_a_number_are_dialled(text: str) -> None:
    """X39: in place of digits, or in capitals behind them."""
    assert parse_phone(text, region="US").e164 == "+18003569377"


@pytest.mark.parametrize("region", ["", "XX", "fr", "FRA", "001"])
def test_wrong_region_is_a_wrong_call(region: str) -> None:
    """A region that does not exist raises ValueError, whatever the text."""
    with pytest.raises(ValueError, match="region"):
        parse_phone("+33612345678", region=region)


def test_classify_answers_for_invalid_numbers_too() -> None:
    """A number outside the plan's ranges is parsed and not valid; no number at all is None."""
    outside = classify("+33 000 000 000", "FR")
    assert outside is not None
    assert not outside.valid
    assert outside.line_type is LineType.UNKNOWN
    assert classify("hello", "FR") is None


def test_book_without_a_region_reads_country_codes_only() -> None:
    """Region ZZ reads international spellings; a national one asks for its country code."""
    assert parse_phone("+33 6 12 34 56 78", region="ZZ").e164 == "+33612345678"
    assert not read_phone("+33612345678", region="ZZ").healed
    for text in ("06 12 34 56 78", "612345678", "530-4862"):
        with pytest.raises(InvalidValueError) as caught:
            parse_phone(text, region="ZZ")
        assert caught.value.issue.code is IssueCode.INVALID_PHONE
