"""What a person types, to a query a store can answer."""

import re
from collections.abc import Iterator
from enum import Enum

import phonenumbers

from clientbook.domain.settings import NO_REGION, NameOrder
from clientbook.searching.sorting import typed_key
from clientbook.searching.words import (
    WORD_LIMIT,
    limited_words,
    spelt_out,
    typed_fragment,
    typed_phone,
    with_particles,
)
from clientbook.storage.protocols import SearchColumn, SearchQuery
from clientbook.text import base_letters

TEXT_LIMIT = 200
"""Longest search text, in characters; what comes after is not looked at."""
_CODE_LIMIT = 12
_DATE = re.compile(
    r"(?:([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{4}))?)"
).fullmatch
_WORDS_LIMIT = 12  # more words than any name has; each is one look-up


class Scope(Enum):
    """Where a search looks."""

    ANY = frozenset(SearchColumn)
    NAME = frozenset({SearchColumn.NAME})
    NAME_OR_MOBILE = frozenset({SearchColumn.NAME, SearchColumn.MOBILE})
    NAME_OR_PHONE = frozenset({SearchColumn.NAME, SearchColumn.MOBILE, SearchColumn.PHONE})


def make_query(
    text: str,
    *,
    scope: Scope = Scope.ANY,
    region: str = NO_REGION,
    partial_max: int | None = None,
    names_sort_by: NameOrder = "given",
) -> SearchQuery | None:
    """Return the query for a text, or None when there is nothing to look for.

    Args:
        text: As typed; its words are the beginnings of words, so that nobody who is typed
            letter by letter is lost on the way (SPEC X45).
        scope: Where to look.
        region: Region of telephone numbers without country code, ISO 3166-1 alpha-2.
        partial_max: Longest text matched as beginnings, in characters; longer text must match
            whole words (SPEC K26).  None for no limit.
        names_sort_by: How lists are sorted: exact names are found by the key of that order.
    """
    text = " ".join(text.split())[:TEXT_LIMIT]
    spellings = typed_phone(text)
    numbers = (*spellings, *typed_fragment(spellings))
    readings = (*_word_readings(text), *((number,) for number in numbers))
    alternatives = tuple(dict.fromkeys(reading for reading in readings if reading))
    if not alternatives:
        return None
    columns = scope.value
    phone_words: tuple[str, ...] = ()
    if spellings and columns & {SearchColumn.MOBILE, SearchColumn.PHONE}:
        phone_words = _whole_numbers(text, spellings, region)
    prefix = partial_max is None or len(text) <= partial_max
    if not prefix:
        known = ((word,) for word in phone_words)
        alternatives = tuple(dict.fromkeys((*alternatives, *known)))
    return SearchQuery(
        alternatives=alternatives,
        prefix=prefix,
        columns=columns,
        phone_words=phone_words,
        exact_name=typed_key(text, names_sort_by) if SearchColumn.NAME in columns else None,
    )


def _word_readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the readings of a text: as typed, and as what it says may be written otherwise."""
    words = _typed_words(text)
    yield words
    if (spelt := spelt_out(text)) != text:
        yield _typed_words(spelt)
    yield with_particles(words)
    if len(words) == 2 and any(c.isdigit() for c in text) and len(text) <= _CODE_LIMIT:
        yield ("".join(words),)  # a post code that is kept in one word
    yield from _dates(text)


def _dates(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of the days a text can be: months and days have two digits in the index."""
    found = _DATE(text)
    if found is None:
        return
    numbers = [int(part) for part in found.groups() if part]
    if len(numbers) == 2:
        yield tuple(f"{number:02d}" for number in numbers)
        return
    first, second, third = numbers
    days = [(third, second, first), (third, first, second)]
    if first > 99:
        days = [(first, second, third)]
    for year, month, day in days:
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield (f"{year:04d}{month:02d}{day:02d}",)


def _typed_words(text: str) -> tuple[str, ...]:
    """Return the words of a text; an e-mail address (or its beginning) is one word."""
    words: list[str] = []
    for chunk in base_letters(text).split():  # folded first, as it is indexed: "¨" becomes a space
        if "@" in chunk[1:]:
            words.append(chunk[:WORD_LIMIT])
        else:
            words.extend(limited_words(chunk))
    return tuple(dict.fromkeys(words))[:_WORDS_LIMIT]


def _whole_numbers(text: str, spellings: tuple[str, ...], region: str) -> tuple[str, ...]:
    """Return the words a text is as a whole number: as typed, and in E.164 where it has one."""
    try:
        number = phonenumbers.parse(text, None if region == NO_REGION else region)
    except phonenumbers.NumberParseException:
        return spellings
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return tuple(dict.fromkeys((e164, *spellings)))
