"""A birth date in the form of a client: written as people write it, and read back the same."""

from datetime import date

import pytest

from clientbook.domain.dates import PartialDate
from clientbook.messages.issues import Language
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import parse_date
from clientbook.web.locales import Locale

BORN = [PartialDate(1988, month, day) for month in range(1, 13) for day in (1, 9, 27)]
BORN += [PartialDate(None, month, 27) for month in range(1, 13)]
BORN += [PartialDate(1988, month, None) for month in range(1, 13)]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("order", ["DMY", "MDY"])
def test_a_birth_date_that_a_form_shows_is_read_back(language: Language, order: str) -> None:
    """R3, X53: Whatever part of it is known, in either language and any order of dates."""
    for born in BORN:
        text = Locale(language).birthday(born)
        assert parse_date(text, order=DateOrder(order), today=date(2026, 1, 1)) == born, text
