"""What a person types, to a query a store can answer."""

from enum import Enum

import phonenumbers

from clientbook.domain.settings import NO_REGION, NameOrder
from clientbook.searching.readings import bare_number, readings_of
from clientbook.searching.sorting import typed_key
from clientbook.searching.words import typed_phone
from clientbook.storage.protocols import SearchColumn, SearchQuery

TEXT_LIMIT = 200
"""Longest search text, in characters; what comes after is not looked at."""


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
    alternatives = readings_of(text)
    if not alternatives:
        return None
    columns = scope.value
    number = bare_number(text)
    spellings = typed_phone(number)
    phone_words: tuple[str, ...] = ()
    if spellings and columns & {SearchColumn.MOBILE, SearchColumn.PHONE}:
        phone_words = _whole_numbers(number, spellings, region)
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


def _whole_numbers(text: str, spellings: tuple[str, ...], region: str) -> tuple[str, ...]:
    """Return the words a text is as a whole number: as typed, and in E.164 where it has one."""
    try:
        number = phonenumbers.parse(text, None if region == NO_REGION else region)
    except phonenumbers.NumberParseException:
        return spellings
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return tuple(dict.fromkeys((e164, *spellings)))
