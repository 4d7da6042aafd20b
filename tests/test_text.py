"""The one folding of text: base letters, and what each purpose makes of the rest."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clientbook.domain.names import PersonName
from clientbook.errors import InvalidValueError
from clientbook.testing.strategies import cell_texts
from clientbook.text import (
    ascii_digits,
    base_letters,
    clean_lines,
    clean_text,
    fold_entry,
    fold_name,
    skeleton,
    split_words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élodie", "elodie"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łukasz Ørsted Æ Œ", "lukasz orsted ae oe"),
        ("İstanbul ı", "istanbul i"),
        ("ﬁancé", "fiance"),
        ("Ａｌｉｃｅ", "alice"),
        ("Νίκος", "νικοσ"),
        ("山田", "山田"),
    ],
)
def test_base_letters(text: str, folded: str) -> None:
    """Letter case, accents and compatibility forms do not count."""
    assert base_letters(text) == folded


@given(cell_texts())
def test_folding_twice_is_folding_once(text: str) -> None:
    """C13: What is stored folded is found by its own folded form."""
    assert base_letters(base_letters(text)) == base_letters(text)


@pytest.mark.parametrize(
    ("text", "entry", "name", "words"),
    [
        ("Février.", "fevrier", "fevrier", ["fevrier"]),
        ("  O\u2019Brien-Łukasz ", "o'brien-lukasz", "obrien lukasz", ["o", "brien", "lukasz"]),
        ("N° 12_b", "n° 12_b", "n 12 b", ["n", "12", "b"]),
        ("Œuvre; ", "oeuvre", "oeuvre", ["oeuvre"]),
        ("", "", "", []),
    ],
)
def test_purposes(text: str, entry: str, name: str, words: list[str]) -> None:
    """C13: A purpose decides about punctuation; letters have one base form for all of them."""
    assert fold_entry(text) == entry
    assert fold_name(text) == name
    assert split_words(text) == words


@given(st.text(max_size=80))
@example("ͅ")  # a combining letter that case folding makes a letter of
@example("ᾀŁǼᴭ")
@example("Ꭰ")  # folds to a capital
def test_every_purpose_has_the_same_letters(text: str) -> None:
    """C13: Whatever a text is folded for, its letters and digits are those of base_letters."""
    letters = [c for c in base_letters(text) if c.isalnum()]
    assert [c for c in fold_name(text) if c.isalnum()] == letters
    assert [c for word in split_words(text) for c in word if c.isalnum()] == letters
    assert [c for c in fold_entry(text) if c.isalnum()] == letters


@given(st.text(max_size=80))
def test_clean_text_drops_what_nobody_sees(text: str) -> None:
    """P5: Kept text is in NFC, on one line, and cleaning it again changes nothing."""
    kept = clean_text(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == clean_text(kept) == " ".join(kept.split())
    assert all(c.isprintable() or c in "\u200c\u200d" for c in kept)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ufe0f",
        "\u034f",
        "\u180b",
        "\u3164",
        "\u115f",
        "\uffa0",
        "\U000e0100",
        "\u2800",
        " \u200d ",
    ],
)
def test_a_text_of_which_nothing_is_seen_is_empty(text: str) -> None:
    """P5, S22: Fillers and selectors alone are no name; inside a text they stay."""
    assert clean_text(text) == ""
    with pytest.raises(InvalidValueError, match="blank"):
        PersonName(full=text)
    assert clean_text("\u2764\ufe0f") == "\u2764\ufe0f"
    assert clean_text("\u845b\U000e0100") == "\u845b\U000e0100"


@given(cell_texts())
def test_a_skeleton_is_short_and_of_base_letters(text: str) -> None:
    """P17: The key that survives slips is at most seven characters and has no vowel inside."""
    found = skeleton(fold_name(text))
    assert len(found) <= 7
    assert not set(found[1:]) & set("aeiouh ")


def test_digits_of_any_script() -> None:
    """V26: Full-width and Arabic digits are read as their ASCII form."""
    assert ascii_digits("０６ ١٢") == "06 12"
