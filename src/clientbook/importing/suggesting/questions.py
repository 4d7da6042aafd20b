"""Titles that are questions or requests, as forms write them: "What is your e-mail address?"."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import attrs

from clientbook.importing.suggesting.lexicon import (
    MAX_PHRASE,
    SOURCES,
    Atoms,
    entries,
    without_small_words,
)
from clientbook.importing.suggesting.lexicon_questions import PREPOSITIONS, QUESTIONS, YOU

_Phrases = Mapping[tuple[str, ...], Atoms]
_LONGEST = 8  # words of an opening


@attrs.frozen
class Asking:
    """How a language asks.

    Args:
        openings: What a question begins with, as it is written, to atoms.
        frames: What words mean in a question only, the small ones left out; ``fill`` for those that
            accompany the value asked for.
    """

    openings: _Phrases
    frames: _Phrases


@attrs.frozen
class Question:
    """A title that asks.

    Args:
        language: Of its opening.
        atoms: What the opening says.
        rest: The words behind it.
    """

    language: str
    atoms: Atoms
    rest: tuple[str, ...]

    @property
    def is_of_you(self) -> bool:
        """True where a word of the second person says that the client is meant."""
        return not YOU[self.language].isdisjoint(self.rest)


@cache
def asking(language: str) -> Asking:
    """Return how a language of SOURCES asks; the first meaning of a phrase wins."""
    openings: dict[tuple[str, ...], Atoms] = {}
    frames: dict[tuple[str, ...], Atoms] = {}
    for phrase, atoms in entries(QUESTIONS[language]):
        words = tuple(phrase.removeprefix("^").split())
        if phrase[0] == "^":
            openings.setdefault(words, atoms)
        else:
            frames.setdefault(without_small_words(words), atoms)
    return Asking(openings, frames)


@lru_cache(maxsize=4096)
def opened(words: tuple[str, ...], languages: tuple[str, ...]) -> Question | None:
    """Return the question that a title's words are, None for words that ask nothing.

    The longest opening tells the language: "Wie heißt du" is no Dutch "Wie".

    Args:
        words: Of the title, the small ones too, without the mark of a list.
        languages: Which to ask, the first one first.
    """
    if len(words) < 2 or _first_words().isdisjoint(words[:2]):
        return None
    best, longest = None, 0
    for language in languages:
        for start in (0, 1):
            if start and words[0] not in PREPOSITIONS[language]:
                continue
            atoms, size = _opening(words[start:], language)
            if size > longest and not (start and atoms[0] not in _AFTER_A_PREPOSITION):
                best, longest = _question(language, atoms, words[start + size :]), size
                break
    return best


def _question(language: str, atoms: Atoms, rest: tuple[str, ...]) -> Question:
    """Return a question whose opening may go on: "Please, tell us: what is ..."."""
    while atoms == ("what",):
        more, size = _opening(rest, language)
        if not size:
            break
        atoms, rest = more, rest[size:]
    return Question(language, atoms, rest)


_AFTER_A_PREPOSITION = ("what", "where", "when", "whom")


def _opening(words: Sequence[str], language: str) -> tuple[Atoms, int]:
    known = asking(language).openings
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if (atoms := known.get(tuple(words[:size]))) is not None:
            return atoms, size
    return (), 0


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for language in SOURCES for words in asking(language).openings)


def framed(words: Sequence[str], at: int, language: str) -> tuple[int, Atoms | None]:
    """Return how many words mean something in a question only, and what."""
    frames = asking(language).frames
    for size in range(min(MAX_PHRASE, len(words) - at), 0, -1):
        if (atoms := frames.get(tuple(words[at : at + size]))) is not None:
            return size, atoms
    return 0, None


# What the answer to a question of a kind may fill; "what" leaves all but these open.
_FILLED_BY = {
    "where": ("address", "phone", "email", "place?"),
    "when": ("birth_date", "created_at"),
    "how": ("phone", "email"),
    "whom": (),
}
_NOT_ASKED_FOR = ("consent", "blocked")
_REACHED = ("address", "phone", "email")
OPENINGS = frozenset(("what", *_FILLED_BY))


def answers(atoms: Atoms, field: str) -> bool:
    """True where the answer to a question may fill a field.

    "Where were you born?" is no birth date, "When can we call you?" no telephone, and "Which
    newsletter do you want?" no consent.  A number of a client's own is one that the title calls so.

    Args:
        atoms: Of the title, its opening first.
        field: What the title would be if it asked nothing.
    """
    opening = atoms[0]
    if "reach" in atoms and field not in _REACHED:
        return False
    if field == "external_id" and "who" not in atoms:
        return False
    return field not in _NOT_ASKED_FOR if opening == "what" else field in _FILLED_BY[opening]
