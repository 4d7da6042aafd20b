"""What the words of titles mean, in each language: phrases to atoms."""

from functools import cache

import attrs

from clientbook.importing.relatives import CHILDREN, KIN, PARENTS
from clientbook.importing.suggesting.atoms import ATOMS
from clientbook.importing.suggesting.lexicon_de import GERMAN
from clientbook.importing.suggesting.lexicon_en import ENGLISH
from clientbook.importing.suggesting.lexicon_es import SPANISH
from clientbook.importing.suggesting.lexicon_fr import FRENCH
from clientbook.importing.suggesting.lexicon_it import ITALIAN
from clientbook.importing.suggesting.lexicon_nl import DUTCH
from clientbook.importing.suggesting.lexicon_pt import PORTUGUESE

_OWN = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "nl": DUTCH,
}
_RELATIVES = {
    language: f"kin: {kin}\nparent: {PARENTS[language]}\nchild: {CHILDREN[language]}\n"
    for language, kin in KIN.items()
}
SOURCES = {language: f"{_RELATIVES[language]}{text.strip()}" for language, text in _OWN.items()}
MAX_PHRASE = 5  # words

# Small words say nothing of a column; they are left out of titles and phrases alike.
SMALL_WORDS = frozenset(
    "of the a an for to and or your my please enter"
    " de du des la le les l d un une et ou en pour au aux votre vos"
    " der die das den dem von vom und u oder fur zum zur im am"
    " el los las del al y o para su con"
    " di della dei delle degli dello gli il dal alla da dos das os em"
    " van het een voor op te".split()
)

_ORDINAL_ENDINGS = frozenset("st nd rd th er ere e eme nde ro ra do da to ta te".split())

_LEFT_OUT = SMALL_WORDS | _ORDINAL_ENDINGS

Atoms = tuple[str, ...]


@attrs.frozen
class Lexicon:
    """Phrases of one language.

    Args:
        phrases: Words to atoms.
        whole: The same for phrases that must be the whole title.
    """

    phrases: dict[tuple[str, ...], Atoms]
    whole: dict[tuple[str, ...], Atoms]


def without_small_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that say something; all of them when none does."""
    if _LEFT_OUT.isdisjoint(words):
        return words
    kept: list[str] = []
    for at, word in enumerate(words):
        ending = at > 0 and words[at - 1].isdecimal() and word in _ORDINAL_ENDINGS
        if word not in SMALL_WORDS and not ending:
            kept.append(word)
    return tuple(kept) or words


def entries(source: str) -> list[tuple[str, Atoms]]:
    """Return the phrases of a lexicon's text with their atoms, in order."""
    found: list[tuple[str, Atoms]] = []
    for block in source.strip().replace("\n  ", " ").splitlines():
        head, _, text = block.partition(":")
        atoms = tuple(head.split())
        if not ATOMS.issuperset(atoms):
            raise ValueError(f"lexicon: unknown atoms in {head!r}")
        found += [(phrase, atoms) for phrase in map(str.strip, text.split(",")) if phrase]
    return found


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language of SOURCES; the first meaning of a phrase wins."""
    phrases: dict[tuple[str, ...], Atoms] = {}
    whole: dict[tuple[str, ...], Atoms] = {}
    for phrase, atoms in entries(SOURCES[language]):
        if phrase[0] == "=":  # the small words count: "nom commercial", "nom du commercial"
            whole.setdefault(tuple(phrase[1:].split()), atoms)
            continue
        words = tuple(phrase.split())
        if not _LEFT_OUT.isdisjoint(words):
            words = without_small_words(words)
        phrases.setdefault(words, atoms)
        if words[0] == "numero" and len(words) > 1:  # "N° client", "Nº cliente"
            for number in ("number", "no", "n"):
                phrases.setdefault((number, *words[1:]), atoms)
    return Lexicon(phrases, whole)


@cache
def title_words() -> frozenset[str]:
    """Return the words that a title may have, in every language, the small ones too."""
    phrases = (phrase for source in SOURCES.values() for phrase, _ in entries(source))
    return SMALL_WORDS.union(*(phrase.removeprefix("=").split() for phrase in phrases))
