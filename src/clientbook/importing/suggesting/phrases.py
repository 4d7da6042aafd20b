"""From the words of a title to atoms: longest phrases first, compounds taken apart."""

from collections.abc import Sequence
from functools import cache, lru_cache

import attrs

from clientbook.importing.suggesting.abbreviations import NOT_GUESSED, spelt_out
from clientbook.importing.suggesting.atoms import HEADS
from clientbook.importing.suggesting.glued_tables import beside_a_table
from clientbook.importing.suggesting.lexicon import (
    MAX_PHRASE,
    Atoms,
    lexicon,
    without_small_words,
)
from clientbook.importing.suggesting.misspelt import LONGEST, misspelt, with_one_slip
from clientbook.importing.suggesting.number_titles import DIALLED, is_of_a_number, is_what_for
from clientbook.importing.suggesting.pieces import (
    SHORT_PARTS,
    glued_parts,
    piece_in_full,
    spelt_in_full,
)
from clientbook.importing.suggesting.questions import Question, framed, opened
from clientbook.importing.suggesting.words import Words, is_remark, words_of
from clientbook.parsing.contact_words import kinds_of

MAX_COMPOUND = LONGEST  # characters; a longer word is no compound of ours
_MOST_PARTS, _SHORTEST_PART = 3, 2
_LINKS = ("", "s", "n", "en", "es")  # what German puts between the parts of a compound
_SHORT_ENDS = {
    "en": (("nm", "name"),),
    "de": (("nr", "nummer"), ("nm", "name")),
    "nl": (("nr", "nummer"), ("nm", "naam")),
}
_WHEN = frozenset("le am el vom".split())
_NUMBERS = frozenset("who num code fill".split())  # of these alone a client's number is made
_OF_CONTACT = frozenset(("consent", "optout"))
_NEVER_IN_A_SLIP = frozenset((*NOT_GUESSED, "optout", "newsletter", "marketing", "blocked"))
_OF_A_NAME = frozenset(("name", "full", "given", "family"))
_OF_OTHERS = frozenset("alien animal vehicle meta".split())
_HELD = HEADS | {"num"}


@attrs.frozen
class Phrase:
    """A title as atoms.

    Args:
        atoms: In order of the title.
        numbers: Numbers in the title, up to 99.
        unknown: Words no lexicon has.
        language: First language asked.
        either: True where the title joins two things by a stroke or "and".
    """

    atoms: Atoms
    numbers: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    language: str = "en"
    either: bool = False


@lru_cache(maxsize=4096)
def parse(title: str, languages: tuple[str, ...]) -> Phrase:
    """Read a title as atoms.

    Args:
        title: As the file has it.
        languages: Which lexicons to ask, the first one first.
    """
    words = words_of(title)
    if words.unmarked != words.main:  # "2. Telefon" is a second one, of a consent none is counted
        asked = _parsed(title, attrs.evolve(words, main=words.unmarked), languages)
        if not _OF_CONTACT.isdisjoint(asked.atoms):
            return asked
    return _parsed(title, words, languages)


def _parsed(title: str, words: Words, languages: tuple[str, ...]) -> Phrase:
    if all(map(is_remark, words.asides)):
        for language in languages:
            if atoms := lexicon(language).whole.get(words.main):
                return Phrase(atoms, language=language)
    question = opened(words.unmarked, languages)
    first, _, behind = title.partition("?")
    if question is not None and behind.strip()[:1].isalpha():  # "Your e-mail? We write seldom."
        words = words_of(first)
        question = opened(words.unmarked, languages)
    if question is not None:
        words = attrs.evolve(words, main=question.rest)
        return _parse_words(words, languages, question)
    if (told := _of_pieces(words, languages[:1])) is not None:
        return told
    found = _parse_words(words, languages)
    if not found.unknown:
        return found
    read = _of_pieces(words, languages) or _of_asking(words, languages)
    return read or _of_a_slip(words, languages) or found


def _of_a_slip(words: Words, languages: tuple[str, ...]) -> Phrase | None:
    """Return the phrase of a title of several words with one misspelt, None for another title."""
    if not 1 < len(words.main) <= MAX_PHRASE:
        return None
    main = with_one_slip(words.main, languages)
    if not main:
        return None
    told = _parse_words(attrs.evolve(words, main=main), languages)
    read = HEADS.intersection(told.atoms) and _NEVER_IN_A_SLIP.isdisjoint(told.atoms)
    return told if read and not told.unknown else None


def _of_asking(words: Words, languages: tuple[str, ...]) -> Phrase | None:
    """Return the phrase of "Number we can reach you on", "Town where you live", "Your best e-mail".

    They are questions without an opening; None for another title.
    """
    long = tuple(word for word in words.main if len(word) > 1)  # "Client T Code" is no "t'"
    asked = [Question(language, ("what",), long) for language in languages]
    of_you = next((question for question in asked if question.is_of_you), None)
    question = of_you or asked[0]
    if of_you is None and not _says_who_lives(words, languages[0]):
        return None
    told = _parse_words(words, languages, question)
    return None if told.unknown else told


def _says_who_lives(words: Words, language: str) -> bool:
    frames = (framed(words.main, at, language)[1] or () for at in range(len(words.main)))
    return any("live" in atoms for atoms in frames)


def _of_pieces(words: Words, languages: tuple[str, ...]) -> Phrase | None:
    """Return the phrase of a title of pieces of words, None for another title.

    What is never guessed from half a word is not guessed from pieces either.
    """
    full = spelt_in_full(without_small_words(words.main), languages, words.short)
    if not full:
        return None
    for language in languages:
        if atoms := lexicon(language).whole.get(full):
            return Phrase(atoms, language=language)
    if "".join(full) == "".join(words.main):
        return None  # "daytime" is one word
    told = _parse_words(attrs.evolve(words, main=full), languages)
    guessed = _NUMBERS.issuperset(told.atoms) or not NOT_GUESSED.isdisjoint(told.atoms)
    return None if told.unknown or guessed else told


@attrs.define
class _Found:
    """What the words of a title, or of a bracket in it, were read as."""

    atoms: list[str] = attrs.Factory(list)
    numbers: list[int] = attrs.Factory(list)
    unknown: list[str] = attrs.Factory(list)


def tells_when(words: Words) -> bool:
    """True for a title that says since when, not whether: "Bloqué le"."""
    return bool(words.main) and words.main[-1] in _WHEN


def _parse_words(
    words: Words, languages: tuple[str, ...], question: Question | None = None
) -> Phrase:
    asked = None if question is None else question.language
    found = _match(without_small_words(words.main), languages, words.short, asked)
    atoms, numbers = found.atoms, found.numbers
    if question is not None:
        if {"reach", "who"}.issubset(atoms) and not question.is_of_you:
            atoms.append("alien")  # "the phone of the person to call"
        atoms[:0] = question.atoms
    elif words.main[-1:] == ("von",):  # "Erfasst von": who did it, not when
        atoms.append("by")
    elif tells_when(words):
        atoms.append("date")
    if "reminder" in atoms and is_of_a_number(words, atoms, languages):
        # "Handynummer für SMS-Erinnerungen": what it is asked for
        del atoms[1 + next(at for at, atom in enumerate(atoms) if atom in DIALLED) :]
    for aside in words.asides:
        if is_remark(aside):
            continue
        more = _match(without_small_words(aside), languages)
        what = question is not None and question.atoms[0] == "what"
        if "consent" in more.atoms and (what or is_of_a_number(words, atoms, languages)):
            continue  # "What is your phone? (for reminders)": what it is asked for
        if is_what_for(aside, more.atoms, atoms):
            continue
        # A remark in brackets that says nothing known ("if applicable") changes no meaning.
        if more.unknown:
            atoms += [atom for atom in more.atoms if atom in _OF_OTHERS]
        else:  # "E-mail (parent)": of whoever is reached so, the client where nobody else is
            atoms += ["guest" if atom == "parent" else atom for atom in more.atoms]
            numbers += more.numbers
    if atoms[:1] == ["name"] and question is not None and not _OF_A_NAME.isdisjoint(atoms[1:]):
        del atoms[0]  # "Wie heißt du mit Vornamen?"
    return Phrase(tuple(atoms), tuple(numbers), tuple(found.unknown), languages[0], words.either)


def _match(
    words: Sequence[str],
    languages: tuple[str, ...],
    short: frozenset[str] = frozenset(),
    asked: str | None = None,
) -> _Found:
    """Read words in order; *asked* is the language of a question that they belong to."""
    read = _Found()
    at = 0
    while at < len(words):
        size, found = _longest(words, at, languages)
        if asked is not None:
            most, frame = framed(words, at, asked)
            if frame is not None and (found is None or most >= size):
                size, found = most, frame
        if found is not None:
            read.atoms += found
        elif words[at].isdecimal():
            if len(words[at]) < 3:
                read.numbers.append(int(words[at]))
            else:
                read.unknown.append(words[at])
        else:
            size, spelt = _spelt(tuple(words[at:]), languages, short)
            read.atoms += spelt
            if not spelt and (len(words[at]) > 1 or _counts(words, at, languages)):
                read.unknown.append(words[at])
        at += size
    return read


def _counts(words: Sequence[str], at: int, languages: tuple[str, ...]) -> bool:
    """True for a letter that says something: before a code it says which, "Cust T Code"."""
    if not words[at].isascii():
        return True
    following = _longest(words, at + 1, languages)[1] if at + 1 < len(words) else None
    return following in (("code",), ("id",))


def _spelt(
    words: tuple[str, ...], languages: tuple[str, ...], short: frozenset[str]
) -> tuple[int, Atoms]:
    """Return how many words were read otherwise than as they stand, and as what."""
    if atoms := _otherwise(words[0], languages):
        return 1, atoms
    size, atoms = spelt_out(words, short, languages)
    return (size, atoms) if atoms else (1, misspelt(words[0], languages))


def _longest(words: Sequence[str], at: int, languages: tuple[str, ...]) -> tuple[int, Atoms | None]:
    for size in range(min(MAX_PHRASE, len(words) - at), 0, -1):
        key = tuple(words[at : at + size])
        for language in languages:
            if (atoms := lexicon(language).phrases.get(key)) is not None:
                return size, atoms
    return 1, None


def without_umlauts(word: str) -> str:
    """Return a folded word that was written without umlauts as one that was folded with them."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _otherwise(word: str, languages: tuple[str, ...]) -> Atoms:
    return (
        _glued_refusal(word, languages)
        or _with_umlauts(word, languages)
        or _with_short_end(word, languages)
        or _glued(word, languages)
        or _compound(word, languages)
        or _of_a_table(word, languages)
    )


def _of_a_table(word: str, languages: tuple[str, ...]) -> Atoms:
    """Return the atoms of a word that a table's name is glued to: ``ruecli``, ``KDVNAME``."""
    apart = () if kinds_of(word) else beside_a_table(word)  # "refuser" is no user's
    for atoms, rest in apart:
        for language in languages:
            read = lexicon(language).phrases.get((rest,)) or _in_parts(rest, (language,))
            if read and not _HELD.isdisjoint(read):
                return (*atoms, *read)
    return ()


def _in_parts(word: str, languages: tuple[str, ...]) -> Atoms:
    """Return the atoms of a piece of a word, or of several that are glued."""
    piece = _match(piece_in_full(word, languages), languages)
    if piece.atoms and not piece.unknown:
        return tuple(piece.atoms)
    return (
        _with_umlauts(word, languages)
        or _with_short_end(word, languages)
        or _glued(word, languages)
        or _compound(word, languages)
    )


def _glued_refusal(word: str, languages: tuple[str, ...]) -> Atoms:
    """Return the atoms of a refusal written in one word: ``naoenviaemail``, ``noemails``."""
    return next((x for y in languages if (x := _refusals_in_one(y).get(word, ()))), ())


@cache
def _refusals_in_one(language: str) -> dict[str, Atoms]:
    known = lexicon(language).phrases.items()
    return {"".join(key): atoms for key, atoms in known if len(key) > 1 and "optout" in atoms}


def _with_short_end(word: str, languages: tuple[str, ...]) -> Atoms:
    """Return the atoms of a word with a short end: ``firstnm``, ``postnr``, ``achternm``."""
    for language in languages:
        for end, full in _SHORT_ENDS.get(language, ()):
            if word.endswith(end):
                key = (f"{word.removesuffix(end)}{full}",)
                if atoms := lexicon(language).phrases.get(key):
                    return atoms
    return ()


def _glued(word: str, languages: tuple[str, ...]) -> Atoms:
    """Return the atoms of a phrase that is glued from pieces or words: ``nomfiscal``."""
    full = spelt_in_full((word,), languages[:2])
    asked = [lexicon(language) for language in languages[:2]] if full else []
    atoms = next((x for known in asked if (x := known.phrases.get(full))), ())
    if not atoms and (full := glued_parts(word, languages[:2])):
        read = _match(full, languages)
        atoms = () if read.unknown or HEADS.isdisjoint(read.atoms) else tuple(read.atoms)
    return atoms if NOT_GUESSED.isdisjoint(atoms) else ()


def _with_umlauts(word: str, languages: tuple[str, ...]) -> Atoms:
    """Return the atoms of a German word written without umlauts: ``geschaeftlich``."""
    if "de" not in languages[:2]:
        return ()
    plain = without_umlauts(word)
    return lexicon("de").phrases.get((plain,), ()) if plain != word else ()


@lru_cache(maxsize=4096)
def _compound(word: str, languages: tuple[str, ...]) -> Atoms:
    """Return the atoms of a compound such as ``mobiltelefonnummer``, none if it is not one."""
    if not 5 <= len(word) <= MAX_COMPOUND:
        return ()
    for language in languages:
        if parts := _parts(word, language):
            return parts
    return ()


def _parts(word: str, language: str) -> Atoms:
    known = lexicon(language).phrases
    links = _LINKS if language == "de" else ("",)
    best: dict[int, tuple[int, Atoms]] = {0: (0, ())}  # characters read -> parts used, atoms
    for end in range(2, len(word) + 1):
        for start, (used, before) in sorted(best.items()):
            if used >= _MOST_PARTS or start > end - _SHORTEST_PART:
                continue
            piece = word[start:end]
            for link in links:
                stem = piece.removesuffix(link) if link else piece
                if (len(stem) < 4 and stem not in SHORT_PARTS) or (
                    link and (end == len(word) or stem == piece)
                ):
                    continue
                atoms = known.get((stem,), ("fill",))
                if atoms == ("fill",):
                    continue
                if end not in best or used + 1 < best[end][0]:
                    best[end] = (used + 1, before + atoms)
    return best[len(word)][1] if len(word) in best else ()
