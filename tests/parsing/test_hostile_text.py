"""Text that was made to hurt: no parser takes more than linear time or fails in another way."""

import contextlib
import time
from collections.abc import Callable

import pytest

from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.countries import stated_country
from clientbook.errors import InvalidValueError
from clientbook.parsing import (
    DateOrder,
    DateOrderVotes,
    country_code,
    heal_postcode,
    is_empty_date,
    parse_attribute,
    parse_date,
    parse_email,
    parse_flag,
    parse_gender,
    parse_phone,
    parse_timestamp,
    split_name,
)
from clientbook.parsing.consents import refused_beside
from clientbook.parsing.date_formats import title_format
from clientbook.parsing.emails import emails_named, name_beside
from clientbook.parsing.phone_repair import cut_tail, split_lead

_NUMBER = AttributeDefinition("n", AttributeType.DECIMAL)
_LIST = AttributeDefinition("l", AttributeType.LIST)

PARSERS: dict[str, Callable[[str], object]] = {
    "phone": lambda text: parse_phone(text, region="FR"),
    "email": parse_email,
    "date": lambda text: parse_date(text, order=DateOrder.DMY),
    "empty date": is_empty_date,
    "votes": lambda text: DateOrderVotes().add(text),
    "timestamp": parse_timestamp,
    "name": split_name,
    "country": country_code,
    "post code": lambda text: heal_postcode(text, "US"),
    "flag": parse_flag,
    "gender": parse_gender,
    "number": lambda text: parse_attribute(text, _NUMBER, date_order=DateOrder.DMY),
    "list": lambda text: parse_attribute(text, _LIST, date_order=DateOrder.DMY),
    "addresses named": lambda text: list(emails_named(text)),
    "name beside an address": name_beside,
    "country of a field": stated_country,
    "form of a date": title_format,
    "words before a number": split_lead,
    "tail of a number": cut_tail,
    "refusal beside a number": refused_beside,
}
PATTERNS = (
    *"1()<;+é“«",
    *(
        "0 ",
        "1-",
        "1,",
        "1.",
        "1/",
        "x1",
        "ext. ",
        "a@",
        "a.",
        "'a",
        '"',
        "a ",
        "de ",
        "M. ",
        "née ",
    ),
    *("\u0301", "\u200b", "\u202e", "\ud800", "\x00", "٣"),
)


@pytest.mark.long  # it compares times, which a busy machine can spoil
@pytest.mark.parametrize("parser", PARSERS)
def test_twice_the_text_takes_about_twice_the_time(parser: str) -> None:
    """No regular expression and no loop is slower than linear on hostile text."""
    read = PARSERS[parser]
    for pattern in PATTERNS:
        times = [_best_time(read, pattern, size) for size in (2_000, 16_000)]
        # Eight times the text: sixty-four times the time would be quadratic.
        assert times[1] < 30 * max(times[0], 2e-4), pattern


def _best_time(read: Callable[[str], object], pattern: str, size: int) -> float:
    text = pattern * (size // len(pattern))
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        with contextlib.suppress(InvalidValueError):
            read(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("parser", PARSERS)
def test_short_hostile_text_is_read_or_refused(parser: str) -> None:
    """Controls, surrogates, marks and punctuation never raise anything but a refusal."""
    for first in PATTERNS:
        for second in PATTERNS:
            for text in (first + second, f"06 12{first}34{second}56 78", f"a{first}b@c{second}.fr"):
                with contextlib.suppress(InvalidValueError):
                    PARSERS[parser](text)
