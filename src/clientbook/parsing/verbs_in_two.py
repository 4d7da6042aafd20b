"""Verbs in two words, whatever stands between them: "Opt me out", "Ich stimme der Werbung zu"."""

from collections.abc import Sequence

_IN_TWO = {
    ("i", "object"): "objection",
    ("opt", "out"): "refusal",
    ("sign", "off"): "refusal",
    ("melden", "ab"): "refusal",
    ("melde", "ab"): "refusal",
    ("tragen", "aus"): "refusal",
    ("trage", "aus"): "refusal",
    ("meld", "af"): "refusal",
    ("schrijf", "uit"): "refusal",
    ("stimme", "zu"): "asking",
    ("willige", "ein"): "asking",
    ("melden", "an"): "asking",
    ("melde", "an"): "asking",
    ("tragen", "ein"): "asking",
    ("trage", "ein"): "asking",
    ("meld", "aan"): "asking",
    ("schrijf", "in"): "asking",
}
_FIRST_IN_TWO = frozenset(first for first, _ in _IN_TWO)


def with_verbs_in_two(
    words: Sequence[str], kinds: Sequence[frozenset[str]]
) -> tuple[frozenset[str], ...]:
    """Return the kinds of words, those of a verb in two words what both say together.

    Args:
        words: Of a title or a cell, folded.
        kinds: What each says alone.
    """
    told = list(kinds)
    for at, word in enumerate(words):
        if word not in _FIRST_IN_TWO:
            continue
        for end in range(at + 1, len(words)):
            if (kind := _IN_TWO.get((word, words[end]))) is not None:
                told[at] = told[end] = frozenset((kind,))
                break
    return tuple(told)
