"""The fast path and ``phonenumbers`` agree, over every supported region."""

import random
from collections.abc import Iterator

import phonenumbers
import pytest
from phonenumbers import PhoneMetadata, PhoneNumberFormat

from clientbook.parsing import LineType, ParsedNumber
from clientbook.parsing.numbering_plans import plan_of

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
_TYPES = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
)
_GUESTS = ("US", "FR", "RU", "BR", "AR", "IT", "MX", "CN", "AU", "GB")


def _judge(text: str, region: str) -> ParsedNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    line_type = LineType(phonenumbers.number_type(number))
    valid = phonenumbers.is_valid_number(number)
    assert valid is (line_type is not LineType.UNKNOWN)
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return ParsedNumber(e164, number.extension, line_type)


def _examples(region: str) -> Iterator[str]:
    metadata = PhoneMetadata.metadata_for_region(region)
    for name in _TYPES:
        desc = getattr(metadata, name)
        if desc is not None and desc.example_number:
            yield desc.example_number


def _mutated(number: str, rng: random.Random) -> str:
    digits = list(number)
    for _ in range(rng.choice((0, 0, 1, 2, 4))):
        digits[rng.randrange(len(digits))] = rng.choice("0123456789")
    if rng.random() < 0.15:
        digits.insert(rng.randrange(len(digits)), rng.choice("0123456789"))
    if rng.random() < 0.15 and len(digits) > 4:
        digits.pop(rng.randrange(len(digits)))
    return "".join(digits)


def _spelled(number: str, region: str, rng: random.Random) -> str:
    metadata = PhoneMetadata.metadata_for_region(region)
    assert metadata is not None
    code, trunk = metadata.country_code, metadata.national_prefix or ""
    prefixes = ["", "", trunk, trunk, f"({trunk})", f"+{code}", f"+{code}({trunk})"]
    prefixes += [f"+{code}{trunk}", f"{code}", f"00{code}", f"011{code}"]
    prefix = rng.choice([*prefixes, "0", "1", "8", "9", "+", "00", "011"])
    grouped = number
    if rng.random() < 0.6:
        gap = rng.choice((" ", "-", ".", "/", ") ", "\xa0", " - "))
        cut = rng.randrange(1, len(number))
        grouped = number[:cut] + gap + number[cut:]
    return prefix + rng.choice(("", " ", "-", " (", ".")) + grouped + rng.choice(("", "", " ", "."))


def _check(region: str, rounds: int, seed: int) -> tuple[int, int]:
    rng = random.Random(f"{region}/{seed}")
    asked = answered = 0
    for example in _examples(region):
        for _ in range(rounds):
            text = _spelled(_mutated(example, rng), region, rng)
            home = region if rng.random() < 0.8 else rng.choice(_GUESTS)
            plan = plan_of(phonenumbers.country_code_for_region(home), home)
            fast = plan.read(text)
            asked += 1
            if fast is not None:
                answered += 1
                assert fast == _judge(text, home), (text, home)
    return asked, answered


def test_fast_path_equals_phonenumbers_in_every_region() -> None:
    """E.164, validity and line type are those of phonenumbers for mutated spellings everywhere."""
    counts = [_check(region, 10, seed=1) for region in REGIONS]
    asked, answered = (sum(column) for column in zip(*counts, strict=True))
    assert answered > 0.9 * asked  # it answers, instead of passing everything on


def test_fast_path_answers_every_example_number() -> None:
    """Each plain example number of each region is answered fast, at home and abroad."""
    for region in REGIONS:
        code = phonenumbers.country_code_for_region(region)
        for example in _examples(region):
            for text, home in ((f"+{code} {example}", "FR"), (f"+{code}{example}", region)):
                fast = plan_of(phonenumbers.country_code_for_region(home), home).read(text)
                assert fast == _judge(text, home), (text, home)


def test_ranges_are_walked_from_end_to_end() -> None:
    """Every prefix of three digits of the ten commonest plans reads as phonenumbers reads it."""
    for region in ("FR", "CA", "US", "GB", "DE", "ES", "BE", "CH", "IT", "AU"):
        code = phonenumbers.country_code_for_region(region)
        plan = plan_of(code, region)
        metadata = PhoneMetadata.metadata_for_region(region)
        assert metadata is not None
        assert metadata.general_desc is not None
        lengths = metadata.general_desc.possible_length
        usual = lengths[len(lengths) // 2] if region != "US" else 10
        for head in range(1000):
            text = f"+{code}{head:03d}{'2345678901'[: usual - 3]}"
            fast = plan.read(text)
            assert fast is None or fast == _judge(text, region), text


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_long_campaign(seed: int) -> None:
    """A hundred spellings of each example number, with other seeds."""
    for region in REGIONS:
        _check(region, 100, seed=100 + seed)
