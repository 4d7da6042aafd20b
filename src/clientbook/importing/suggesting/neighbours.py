"""What the other columns of a row of titles say about one of them."""

from collections import Counter
from collections.abc import Callable, Sequence

import attrs

from clientbook.importing.suggesting.address_neighbours import (
    carry_kinds,
    join_halves,
    leave_lonely_places,
    number_addresses,
    part_repeated_addresses,
    prefer_names_to_codes,
    tell_states,
)
from clientbook.importing.suggesting.contact_neighbours import (
    find_main_phone,
    leave_dialling_codes,
    leave_switchboards,
    pair_labels,
    tell_bare_kinds,
)
from clientbook.importing.suggesting.grammar import ACCEPTED, WEAK, Reading, interpret
from clientbook.importing.suggesting.name_neighbours import (
    gather_birth_parts,
    leave_animals,
    leave_bare_persons,
    pair_first_and_last,
    take_owners,
    tell_called,
    tell_names,
    tell_occupations,
    tell_titles,
)
from clientbook.importing.suggesting.phrases import languages_of, parse
from clientbook.importing.suggesting.steps import NEAR
from clientbook.importing.suggesting.words import words_of


def read_titles(titles: Sequence[str]) -> list[Reading]:
    """Return a reading for each title of a header row, none of them open."""
    languages = languages_of(titles)
    prefix = common_prefix(titles)
    texts = _spelt_out([_without_prefix(title, prefix) for title in titles])
    readings = [interpret(parse(text, languages)) for text in texts]
    for step in _STEPS:
        readings = step(readings)
    return readings


def common_prefix(titles: Sequence[str]) -> str:
    """Return the first word that half of at least four titles begin with, else ``""``.

    ``"Person - Name"``, ``"Person - Phone"`` tell a column from its table, not from its row.
    """
    firsts = Counter(words[0] for t in titles if len(words := words_of(t).main) > 1)
    if len(titles) < 4 or not firsts:
        return ""
    word, count = firsts.most_common(1)[0]
    return word if count * 2 >= len(titles) else ""


# German shop programs end the titles of two addresses in a letter.
_LETTERS = {"l": "Lieferung", "r": "Rechnung"}


def _spelt_out(titles: list[str]) -> list[str]:
    """Return the titles with a last ``L`` and ``R`` in words, if at least three have each."""
    lasts = [(words_of(title).main or ("",))[-1] for title in titles]
    if min(lasts.count(letter) for letter in _LETTERS) < 3:
        return titles
    return [
        f"{title.strip()[:-1]}{_LETTERS[last]}" if last in _LETTERS else title
        for title, last in zip(titles, lasts, strict=True)
    ]


def _without_prefix(title: str, prefix: str) -> str:
    if not prefix:
        return title
    words = words_of(title)
    if len(words.main) < 2 or words.main[0] != prefix or interpretable(prefix):
        return title
    return " ".join((*words.main[1:], *(f"({' '.join(aside)})" for aside in words.asides)))


def interpretable(word: str) -> bool:
    """True when a lexicon knows the word."""
    return bool(parse(word, ("en", "fr", "de", "es")).atoms)


def keep_one_id(readings: list[Reading]) -> list[Reading]:
    """A bare number is an id in the first column only; of several ids the surest is one."""
    readings = [
        attrs.evolve(r, field="custom")
        if r.field == "external_id" and r.confidence == WEAK and place > 0
        else r
        for place, r in enumerate(readings)
    ]
    ids = [r for r in readings if r.field == "external_id"]
    if readings and ids == readings[:1] and _is_of_a_product(ids[0]):  # "ID Acme" begins the row
        return [attrs.evolve(ids[0], confidence=WEAK, by_neighbours=True), *readings[1:]]
    best = max((r.confidence for r in ids), default=0.0)
    if len(ids) < 2:
        return readings
    return [
        attrs.evolve(r, field="custom") if r.field == "external_id" and r.confidence < best else r
        for r in readings
    ]


def _is_of_a_product(reading: Reading) -> bool:
    return bool(reading.phrase.unknown) and "num" not in reading.phrase.atoms


def settle_scopes(readings: list[Reading]) -> list[Reading]:
    """The name on the invoice is the client's when there is no other name."""
    own = {r.field for r in readings if r.scope in (None, "work") and r.confidence >= ACCEPTED}
    billing = {r.field for r in readings if r.scope == "billing"}
    multiple = ("phone", "email", "address")

    def settled(r: Reading) -> Reading:
        if r.scope not in ("billing", "shipping") or r.field in multiple or not r.is_core:
            return r
        if r.field in own or (r.scope == "shipping" and (r.field in billing or own)):
            return attrs.evolve(r, field="custom")
        return attrs.evolve(r, confidence=min(r.confidence, NEAR))

    return [settled(r) for r in readings]


_STEPS: tuple[Callable[[list[Reading]], list[Reading]], ...] = (
    take_owners,
    leave_animals,
    leave_bare_persons,
    pair_first_and_last,
    tell_called,
    gather_birth_parts,
    tell_names,
    tell_titles,
    tell_occupations,
    tell_states,
    tell_bare_kinds,
    find_main_phone,
    pair_labels,
    join_halves,
    carry_kinds,
    prefer_names_to_codes,
    part_repeated_addresses,
    number_addresses,
    leave_lonely_places,
    keep_one_id,
    leave_switchboards,
    leave_dialling_codes,
    settle_scopes,
)
