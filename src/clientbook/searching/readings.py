"""How a typed text is read: the one rule, whatever store is asked.

A text is cut into pieces: telephone numbers (or days, or codes) as they are typed, names in a
script without spaces, and other words.  Each piece can mean something in a few ways; a reading of
the text takes one way of each.  So ``garnier 06 98`` is a name and the beginning of a number.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

from clientbook.searching.words import (
    FRAGMENT_DIGITS,
    WORD_LIMIT,
    cut_in_two,
    is_unspaced,
    limited_words,
    spelt_out,
    typed_fragment,
    typed_phone,
    with_particles,
)
from clientbook.text import base_letters

Reading = tuple[str, ...]

_CODE_LIMIT = 12
_WORDS_LIMIT = 12  # more words than any name has; each is one look-up
_READINGS_LIMIT = 48
# Digits in groups, as far as white space on both sides, perhaps behind what a link or a card says.
_NUMBER = re.compile(
    r"(?<!\S)(?:(?:t[eé]l|sms|callto|phone)[.:] ?)?([+(.\-/]{0,2}[0-9][0-9 ().\-/]*)(?!\S)",
    re.IGNORECASE,
)
# A day and a month with what there is of a year, or a year and a month with what there is of a day.
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{0,4}))?").fullmatch
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{0,2}))?").fullmatch
_CENTURIES = ("19", "20")
# Three numbers between slashes are a day, or stand so in a text, whose words are indexed joined as
# well: taken word by word each would begin a word of most clients.
_SLASHED = re.compile(r" ?[0-9]{1,2}/[0-9]{1,2}/[0-9]{1,4} ?").fullmatch
_DAY = re.compile(r"([1-9])[-/.]?").fullmatch


def readings_of(text: str) -> tuple[Reading, ...]:
    """Return the readings of a text, each of normalised words; empty when it says nothing.

    Args:
        text: As typed, white space folded.
    """
    ways = [[way for way in dict.fromkeys(piece) if way] for piece in _pieces(text)]
    chosen = islice(product(*(piece for piece in ways if piece)), _READINGS_LIMIT)
    found = [_distinct(word for way in ways for word in way) for ways in chosen]
    return tuple(dict.fromkeys(reading for reading in (*found, _code(text)) if reading))


def bare_number(text: str) -> str:
    """Return the number of a text that is one, without what a link or a card says before it."""
    found = _NUMBER.fullmatch(text)
    return found[1] if found else text


def _pieces(text: str) -> Iterator[Iterator[Reading]]:
    """Yield what each piece of a text can mean, in order."""
    end = 0
    for number in _NUMBER.finditer(text):
        yield from _spoken(text[end : number.start()])
        growing = number.start() > 0 and number.end() == len(text)
        yield _number_ways(number[0], number[1], growing=growing)
        end = number.end()
    yield from _spoken(text[end:])


def _spoken(text: str) -> Iterator[Iterator[Reading]]:
    """Yield what words can mean; a name without spaces is a piece by itself."""
    words: list[str] = []
    for chunk in text.split():
        if is_unspaced(chunk):
            yield _name_ways(chunk)
        else:
            words.append(chunk)
    yield _word_ways(" ".join(words))


def _number_ways(text: str, number: str, *, growing: bool) -> Iterator[Reading]:
    """Yield what digits can mean.

    Args:
        text: The piece.
        number: Its digits, without what a link or a card says before them.
        growing: True when they are typed last, behind a name.  There one digit is enough to be a
            part of a telephone number, or a day: the name keeps the hits few.
    """
    if not _SLASHED(number):
        yield _typed_words(text)
    spellings = typed_phone(number)
    fragments = typed_fragment(spellings, 1 if growing else FRAGMENT_DIGITS)
    yield from ((word,) for word in (*spellings, *fragments))
    yield _code(text)
    yield from _dates(number.strip())
    if growing and (day := _DAY(number)):
        yield (day[1].zfill(2),)


def _name_ways(text: str) -> Iterator[Reading]:
    """Yield a name as typed, and cut in two: its parts may stand in two fields."""
    yield _typed_words(text)
    for parts in cut_in_two(base_letters(text)):
        yield _distinct(word for part in parts for word in limited_words(part))


def _word_ways(text: str) -> Iterator[Reading]:
    """Yield words as typed, and as what they say may be written otherwise."""
    words = _typed_words(text)
    yield words
    if (spelt := spelt_out(text)) != text:
        yield _typed_words(spelt)
    yield with_particles(words)


def _code(text: str) -> Reading:
    """Return the one word of a post code or an article number typed in two, else nothing."""
    words = _typed_words(text) if len(text) <= _CODE_LIMIT else ()
    is_code = len(words) == 2 and any(c.isdigit() for c in text)
    return ("".join(words),) if is_code else ()


def _dates(text: str) -> Iterator[Reading]:
    """Yield the words of the days a text can be or begin, as :func:`date_words` writes them.

    Months and days have two digits there.  The part that is typed last may be whole, or go on:
    ``7/1`` begins ``7/12/1980``; of a year two digits may be all there is.
    """
    if found := _YEAR_FIRST(text):
        *whole, last = [part for part in found.groups() if part]
        begun = "".join(part.zfill(2) for part in whole)
        yield from ((begun + last,), (begun + last.zfill(2),))
    elif found := _DAY_FIRST(text):
        first, second, year = (part or "" for part in found.groups())
        begun = first.zfill(2) + second.zfill(2)
        yield (begun + year,)
        if not year:
            yield (first.zfill(2) + second,)
        elif len(year) == 2:
            yield from ((f"{begun}{century}{year}",) for century in _CENTURIES)


def _typed_words(text: str) -> Reading:
    """Return the words of a text; an e-mail address (or its beginning) is one word."""
    words: list[str] = []
    for chunk in base_letters(text).split():  # folded first, as it is indexed: "¨" becomes a space
        if "@" in chunk[1:]:
            words.append(chunk[:WORD_LIMIT])
        else:
            words.extend(limited_words(chunk))
    return _distinct(words)


def _distinct(words: Iterator[str] | list[str]) -> Reading:
    return tuple(dict.fromkeys(words))[:_WORDS_LIMIT]
