"""Verbs that stand in two words."""

import pytest

from clientbook.parsing.verbs_in_two import with_verbs_in_two


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("opt me out", "refusal"),
        ("i object", "objection"),
        ("ich stimme der werbung zu", "asking"),
        ("melden sie mich ab", "refusal"),
        ("schrijf mij uit", "refusal"),
        ("schrijf mij in", "asking"),
        ("object", ""),
        ("out opt", ""),
    ],
)
def test_both_words_of_a_verb_say_what_it_says(text: str, kind: str) -> None:
    """One of the two alone says nothing."""
    words = text.split()
    told = with_verbs_in_two(words, [frozenset()] * len(words))
    assert set().union(*told) == ({kind} if kind else set())
    assert sum(map(bool, told)) == (2 if kind else 0)
