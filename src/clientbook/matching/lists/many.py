"""Profiles read into codes, many at once: what is stored goes column by column."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby, islice
from typing import Any

import numpy as np

from clientbook.domain.profiles import Profile
from clientbook.matching.lists.encoding import Encoder, Flat, Ints
from clientbook.matching.lists.stored import PlainProfile
from clientbook.matching.pairs.contacts import email_key, postcode_key, street_parts, town_key
from clientbook.matching.pairs.name_parts import SEXES
from clientbook.text import fold_name

_AT_ONCE = 500

Item = tuple[str, Profile | PlainProfile]
"""Id and profile, or what a list needs of its stored document."""


def add_all(encoder: Encoder, items: Iterable[Item]) -> None:
    """Encode profiles in their order."""
    for is_stored, run in groupby(items, lambda item: isinstance(item[1], PlainProfile)):
        if not is_stored:
            for uid, profile in run:
                encoder.add(uid, profile)  # type: ignore[arg-type]
            continue
        while some := list(islice(run, _AT_ONCE)):
            ids, profiles = zip(*some, strict=True)
            _add_stored(encoder, ids, profiles)


def _add_stored(e: Encoder, ids: Sequence[str], profiles: Sequence[PlainProfile]) -> None:
    first, none = len(e.ids), array("i", [-1]) * len(ids)
    given, family, phones, emails, days, places, companies, genders, sexes = zip(
        *profiles, strict=True
    )
    e.ids.extend(ids)
    e.firm.extend(none)
    e.whole.extend(none)
    words = e.words.code_all([*chain.from_iterable(zip(given, family, strict=True))])
    _extend(e.given, words[::2])
    _extend(e.family, words[1::2])
    _extend(e.company, e.companies.code_all(_made(companies, fold_name)))
    _extend(e.gender, e.genders.code_all(genders))
    e.sex.extend(map(SEXES.index, sexes))
    rows = range(first, first + len(ids))
    _add_phones(e, [(r, *phone) for r, held in zip(rows, phones, strict=True) for phone in held])
    _add_emails(e, [(r, text) for r, held in zip(rows, emails, strict=True) for text in held])
    _add_places(e, [(r, *held) for r, held in zip(rows, places, strict=True) if held is not None])
    known = [(row, day) for row, day in zip(rows, days, strict=True) if day >= 0]
    e.dates.rows.extend([row for row, _ in known])
    e.dates.values.extend([day for _, day in known])


def _extend(column: "array[int]", codes: Ints) -> None:
    column.frombytes(codes.astype(column.typecode).tobytes())


def _extend_flat(flat: Flat, rows: Ints, values: Ints) -> None:
    _extend(flat.rows, rows)
    _extend(flat.values, values)


def _add_phones(e: Encoder, held: list[tuple[int, str, bool]]) -> None:
    """Add numbers as their last nine digits, each once a row, and as their last seven."""
    if e.shared:
        held = [item for item in held if f"p:{item[1]}" not in e.shared]
    if not held:
        return
    rows, texts, mobile = zip(*held, strict=True)
    row, is_mobile = np.array(rows, np.int64), np.array(mobile, bool)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    tails = np.fromiter([int(text[-9:]) for text in texts], np.int64, len(texts))
    local = lengths > 7
    _extend_flat(e.sevens, row[local], tails[local] % 10_000_000)
    row, tails, is_mobile = (column[lengths > 9] for column in (row, tails, is_mobile))
    order = np.lexsort((tails, row))  # one number may come with several extensions
    fresh = np.ones(len(order), bool)
    fresh[1:] = (np.diff(row[order]) != 0) | (np.diff(tails[order]) != 0)
    if len(order):
        is_mobile[order[fresh]] = np.logical_or.reduceat(is_mobile[order], np.flatnonzero(fresh))
    once = np.sort(order[fresh])
    _extend_flat(e.phones, row[once], tails[once])
    _extend(e.mobile, is_mobile[once])


def _add_emails(e: Encoder, held: list[tuple[int, str]]) -> None:
    keyed = [(row, email_key(address)) for row, address in held]
    if e.shared:
        keyed = [item for item in keyed if f"e:{item[1]}" not in e.shared]
    e.mail.rows.extend([row for row, _ in keyed])
    _extend(e.mail.values, e.emails.code_all([key for _, key in keyed]))


def _add_places(e: Encoder, held: list[tuple[int, str | None, str | None, str | None]]) -> None:
    if not held:
        return
    rows, streets, codes, towns = zip(*held, strict=True)
    parts = [street_parts(text) if text else ("", "") for text in streets]
    e.place_row.extend(rows)
    number, street, postcode, town = e.place
    _extend(number, e.numbers.code_all([found for found, _ in parts]))
    _extend(street, e.streets.code_all([found for _, found in parts]))
    _extend(postcode, e.postcodes.code_all(_made(codes, postcode_key)))
    _extend(town, e.towns.code_all(_made(towns, town_key)))


def _made(texts: Sequence[Any], make: Callable[[str], str]) -> list[str]:
    """Return what is made of each text, of one that comes again once."""
    made = {text: make(text) if text else "" for text in set(texts)}
    return [made[text] for text in texts]
