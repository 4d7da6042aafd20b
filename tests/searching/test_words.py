"""Words by which clients are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbook.searching.sorting import LAST, SORT_LIMIT, sort_key
from clientbook.searching.words import (
    FRAGMENT,
    WORD_LIMIT,
    all_words,
    email_words,
    limited_words,
    number_words,
    typed_fragment,
    typed_phone,
)
from clientbook.testing.strategies import cell_texts


@given(cell_texts(max_size=150))
def test_words_are_words(text: str) -> None:
    """No word is empty, holds white space or is longer than the limit; the query's are indexed."""
    indexed = all_words(text)
    for word in (*indexed, *limited_words(text)):
        assert word
        assert len(word) <= WORD_LIMIT
        assert not any(c.isspace() for c in word)
    if all(len(word) < WORD_LIMIT for word in limited_words(text)):
        assert set(limited_words(text)) <= set(indexed)


def test_punctuated_words_are_found_joined_and_apart() -> None:
    """Jean-Luc is found as jean, luc and jeanluc; O'Brien as obrien."""
    assert all_words("Jean-Luc O'Brien") == ("jean", "luc", "jeanluc", "o", "brien", "obrien")
    assert all_words("") == ()
    assert all_words("- / -") == ()


def test_email_words() -> None:
    """An address is found whole and by its parts."""
    words = email_words("Marie.Dupont@Example.com")
    assert words == ["marie.dupont@example.com", "marie", "dupont", "example", "com"]


@pytest.mark.parametrize(
    ("e164", "words"),
    [
        ("+33612345678", ("+33612345678", "612345678", "0612345678")),
        ("+15145551234", ("+15145551234", "5145551234")),
        ("+442071838750", ("+442071838750", "2071838750", "02071838750")),
        ("+390612345678", ("+390612345678", "0612345678")),
        ("+79123456789", ("+79123456789", "9123456789", "89123456789")),
        ("+99912345", ("+99912345",)),
        ("+33", ("+33",)),
    ],
)
def test_spellings_of_a_number(e164: str, words: tuple[str, ...]) -> None:
    """A number is found in E.164, nationally, and with the trunk prefix of its country."""
    assert tuple(word for word in number_words(e164) if not word.startswith(FRAGMENT)) == words


def test_fragments_of_a_number() -> None:
    """K25, M9: any four digits in a row after the first find a number; few digits do not."""
    assert number_words("+33612345678")[3:] == [
        "~12345678",
        "~2345678",
        "~345678",
        "~45678",
        "~5678",
    ]
    assert number_words("+33") == ["+33"]
    assert typed_fragment(typed_phone("34 56")) == ("~3456",)
    assert typed_fragment(typed_phone("345")) == ()
    assert typed_fragment(typed_phone("+3361234")) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("06 12 34", ("061234", "+061234")),
        ("+33 6", ("+336",)),
        ("0033612", ("0033612", "+0033612", "+33612")),
        ("(514) 555-12", ("51455512", "+51455512")),
        ("33612", ("33612", "+33612")),
        ("dupont 06", ()),
        ("", ()),
        ("()", ()),
        ("٠٦", ()),
        ("1" * 200, ()),
    ],
)
def test_typed_phone(text: str, words: tuple[str, ...]) -> None:
    """A typed text of digits may be the beginning of any spelling of a number."""
    assert typed_phone(text) == words


def test_accents_do_not_scatter_names() -> None:
    """R14: E and É sort together, and so do all cases and spellings of punctuation."""
    names = ["Zoé", "Élodie", "elodie", "Eric", "Émile", "Ædan", "de Gaulle", "De-Gaulle"]
    assert sorted(names, key=sort_key) == [
        "Ædan",
        "de Gaulle",
        "De-Gaulle",
        "Élodie",
        "elodie",
        "Émile",
        "Eric",
        "Zoé",
    ]


def test_names_without_letters_sort_by_their_characters_and_no_name_last() -> None:
    """Every client has a place in the list."""
    assert sort_key("😀") == "😀"
    assert sort_key("") == LAST
    assert max(map(sort_key, ("山田", "😀", "zz", ""))) == LAST
    assert len(sort_key("mot " * 500)) == SORT_LIMIT


@given(st.text(max_size=60))
def test_sort_keys_are_never_empty(name: str) -> None:
    """A sort key tells a client that is listed from one that is not."""
    assert sort_key(name)
