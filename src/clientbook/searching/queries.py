"""What a person types, to a query a store can answer."""

from enum import Enum

import phonenumbers

from clientbook.domain.settings import NO_REGION
from clientbook.searching.sorting import sort_key
from clientbook.searching.words import WORD_LIMIT, limited_words, typed_phone
from clientbook.storage.protocols import SearchColumn, SearchQuery
from clientbook.text import base_letters

TEXT_LIMIT = 200
"""Longest search text, in characters; what comes after is not looked at."""
_WORDS_LIMIT = 12  # more words than any name has; each is one look-up


class Scope(Enum):
    """Where a search looks."""

    ANY = frozenset(SearchColumn)
    NAME = frozenset({SearchColumn.NAME})
    NAME_OR_MOBILE = frozenset({SearchColumn.NAME, SearchColumn.MOBILE})
    NAME_OR_PHONE = frozenset({SearchColumn.NAME, SearchColumn.MOBILE, SearchColumn.PHONE})


def make_query(
    text: str, *, scope: Scope = Scope.ANY, region: str = NO_REGION, partial_max: int = 10
) -> SearchQuery | None:
    """Return the query for a text, or None when there is nothing to look for.

    Args:
        text: As typed; up to *partial_max* characters are the beginnings of words, longer text
            must match whole words (SPEC K26).
        scope: Where to look.
        region: Region of telephone numbers without country code, ISO 3166-1 alpha-2.
        partial_max: Longest text matched as beginnings, in characters.
    """
    text = " ".join(text.split())[:TEXT_LIMIT]
    words = _typed_words(text)
    spellings = typed_phone(text)
    readings = dict.fromkeys([words, *((spelling,) for spelling in spellings)])
    alternatives = tuple(reading for reading in readings if reading)
    if not alternatives:
        return None
    columns = scope.value
    phone_words: tuple[str, ...] = ()
    if spellings and columns & {SearchColumn.MOBILE, SearchColumn.PHONE}:
        phone_words = _whole_numbers(text, spellings, region)
    if len(text) > partial_max:
        known = ((word,) for word in phone_words)
        alternatives = tuple(dict.fromkeys((*alternatives, *known)))
    return SearchQuery(
        alternatives=alternatives,
        prefix=len(text) <= partial_max,
        columns=columns,
        phone_words=phone_words,
        exact_name=sort_key(text) if SearchColumn.NAME in columns else None,
    )


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
