"""What the other columns of a row of titles say about one of them."""

import re
from collections.abc import Callable, Sequence

import attrs

from clientbook.importing.suggesting.address_neighbours import (
    carry_kinds,
    join_halves,
    leave_lonely_lines,
    leave_lonely_places,
    number_addresses,
    part_repeated_addresses,
    pile_lines,
    prefer_names_to_codes,
    tell_house_numbers,
    tell_letters,
    tell_short_states,
    tell_states,
    tell_whole_streets,
)
from clientbook.importing.suggesting.contact_neighbours import (
    find_main_phone,
    leave_dialling_codes,
    leave_guests,
    leave_switchboards,
    pair_labels,
    tell_bare_homes,
    tell_bare_kinds,
    tell_day_and_night,
    tell_mail,
    tell_second_numbers,
    yield_to_newsletters,
)
from clientbook.importing.suggesting.context import without_context
from clientbook.importing.suggesting.cut_titles import read_cut_titles
from clientbook.importing.suggesting.flags import without_flags
from clientbook.importing.suggesting.grammar import interpret
from clientbook.importing.suggesting.holder_ids import take_holder_ids
from clientbook.importing.suggesting.job_neighbours import (
    tell_occupations,
    tell_titles,
    tell_treatments,
)
from clientbook.importing.suggesting.keepers import take_keepers
from clientbook.importing.suggesting.last_words import last_words
from clientbook.importing.suggesting.name_neighbours import (
    ask_feasts,
    gather_birth_parts,
    leave_animals,
    leave_bare_persons,
    leave_numbered_persons,
    pair_first_and_last,
    take_family,
    take_owners,
    tell_called,
    tell_initials,
    tell_names,
    tell_second_names,
    tell_surnames,
    tell_used_names,
)
from clientbook.importing.suggesting.name_pieces import pair_pieces
from clientbook.importing.suggesting.numbered_fields import without_fields
from clientbook.importing.suggesting.paired_phones import pair_phones
from clientbook.importing.suggesting.person_or_firm import person_or_firm
from clientbook.importing.suggesting.phone_or_mobile import phone_or_mobile
from clientbook.importing.suggesting.phrases import parse
from clientbook.importing.suggesting.readings import ACCEPTED, WEAK, Reading
from clientbook.importing.suggesting.refusals import hear_refusals
from clientbook.importing.suggesting.row_languages import languages_of
from clientbook.importing.suggesting.row_words import hear_the_row
from clientbook.importing.suggesting.second_persons import leave_second_persons
from clientbook.importing.suggesting.several_languages import in_several_languages, tell_halves
from clientbook.importing.suggesting.shared_letters import without_shared_letters
from clientbook.importing.suggesting.side_records import leave_side_records
from clientbook.importing.suggesting.steps import NEAR
from clientbook.importing.suggesting.title_ends import with_ends_in_full
from clientbook.importing.suggesting.town_neighbours import (
    leave_double_towns,
    part_streets_and_boxes,
    tell_places,
    tell_residences,
    tell_suburbs,
    tell_villages,
)
from clientbook.importing.suggesting.wishes import hear_wishes


def read_titles(titles: Sequence[str]) -> list[Reading]:
    """Return a reading for each title of a header row, none of them open."""
    titles = without_shared_letters(without_fields(without_numbering(titles)))
    titles = without_flags(titles)
    languages = languages_of(titles)
    spelt = with_ends_in_full(titles, languages)
    phrases = [
        person_or_firm(title)
        or phone_or_mobile(title, languages)
        or last_words(title)
        or in_several_languages(title)
        or parse(title, languages)
        for title in spelt
    ]
    readings = read_cut_titles([interpret(x) for x in phrases], spelt, languages)
    readings = tell_halves(readings, spelt)
    readings = hear_wishes(hear_refusals(readings, spelt, languages), spelt)
    readings = leave_second_persons(hear_the_row(readings, spelt), spelt, languages)
    readings = pair_phones(readings, spelt, languages)
    readings = pair_pieces(readings, spelt, languages)
    readings = without_context(leave_side_records(readings, spelt))
    for step in _STEPS:
        readings = step(readings)
    return readings


def without_numbering(titles: Sequence[str]) -> list[str]:
    """Return the titles without the numbers of a list: ``"1. Name"``, ``"2. Phone"``."""
    numbered = [_NUMBERED.match(title) for title in titles]
    numbers = [int(found[1]) for found in numbered if found]
    counted = len(numbers) * 2 > len(titles) and sorted(set(numbers)) == numbers
    if len(numbers) < 3 or not counted:
        return list(titles)
    return [
        title[found.end() :] if found else title
        for title, found in zip(titles, numbered, strict=True)
    ]


_NUMBERED = re.compile(r"\s*(?:[QqCc]\s?)?([0-9]{1,3})\s?[.):\-_]\s*(?=\S)")


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
    atoms = reading.phrase.atoms
    return bool(reading.phrase.unknown) and "id" in atoms and "num" not in atoms


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
    take_keepers,
    take_family,
    leave_animals,
    leave_bare_persons,
    leave_numbered_persons,
    leave_guests,
    pair_first_and_last,
    tell_initials,
    tell_called,
    tell_surnames,
    gather_birth_parts,
    ask_feasts,
    tell_used_names,
    tell_second_names,
    tell_names,
    tell_titles,
    tell_treatments,
    tell_occupations,
    tell_letters,
    tell_short_states,
    tell_states,
    tell_suburbs,
    tell_villages,
    tell_places,
    tell_residences,
    tell_whole_streets,
    leave_double_towns,
    part_streets_and_boxes,
    tell_house_numbers,
    tell_bare_homes,
    tell_bare_kinds,
    tell_day_and_night,
    tell_second_numbers,
    find_main_phone,
    tell_mail,
    yield_to_newsletters,
    pair_labels,
    join_halves,
    carry_kinds,
    prefer_names_to_codes,
    part_repeated_addresses,
    leave_lonely_lines,
    number_addresses,
    pile_lines,
    leave_lonely_places,
    take_holder_ids,
    keep_one_id,
    leave_switchboards,
    leave_dialling_codes,
    settle_scopes,
)
