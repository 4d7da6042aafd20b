"""Titles of our own columns."""

import pytest

from clientbook.domain.targets import Target
from clientbook.importing import titles as module
from clientbook.importing.tables import normal_header
from clientbook.importing.titles import LANGUAGES, every_target, target_of_title, title_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_leads_back_to_its_target(language: str) -> None:
    """V4, V22: a title names one target, in both languages."""
    for target in every_target():
        assert target_of_title(title_of(target, language)) == target


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_targets_share_a_title(language: str) -> None:
    """V9: a file made of all our titles repeats none."""
    titles = [normal_header(title_of(target, language)) for target in every_target()]
    assert len(titles) == len(set(titles))


def test_texts_of_targets_are_titles() -> None:
    """A table made from vCards carries the texts of targets."""
    for target in every_target():
        assert target_of_title(str(target)) in (target, Target.parse(str(target)))
    assert target_of_title("phone.mobile.2") == Target("phone", "mobile", 2)
    assert target_of_title("custom:Shoe size") == Target.custom("Shoe size")


@pytest.mark.parametrize("word", ["phone", "email", "address", "skip", "custom", "Shoe size", ""])
def test_everyday_words_are_no_titles(word: str) -> None:
    """A word whose meaning the neighbours decide is not taken as a target's text."""
    assert target_of_title(word) in (None, Target("phone", "other"))


def test_another_language_is_a_wrong_call() -> None:
    """A language without titles is refused by name."""
    with pytest.raises(ValueError, match="language"):
        title_of(Target("note"), "de")
    with pytest.raises(ValueError, match="no column"):
        title_of(Target("skip"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_system_of_an_external_id_is_in_its_title(language: str) -> None:
    """An id column of our own export names its system, and maps itself back to it."""
    target = Target.parse("external_id:quickbooks")
    assert target_of_title(title_of(target, language)) == target


def test_only_a_title_of_the_length_of_ours_is_looked_at_for_a_slot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """X39: each number of a hostile title would be tried as a slot, the whole text copied."""
    looked: list[int] = []
    monkeypatch.setattr(module, "_in_a_slot", lambda title: looked.append(len(title)))
    for title in ("mobile phone" + " 2" * 16_000, "x 2 " * 8_000, "unheard of 2"):
        assert target_of_title(title) is None
    assert looked == [len("unheard of 2")]
    every = (title_of(target, language) for target in every_target() for language in LANGUAGES)
    assert max(map(len, every)) < 100
