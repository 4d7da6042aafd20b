"""Match keys of many records at once, as texts: what :func:`.feature_keys` gives one by one."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clientbook.integrations.spark.encoded import lists_of, texts_of
from clientbook.matching.keys import (
    FIRM_PARTS,
    KEY_KINDS,
    family_sound,
    firm_parts,
    given_sound,
    head,
    tail,
)
from clientbook.matching.lists.columns import Columns
from clientbook.matching.lists.encoding import Ints, Vocabulary, date_of
from clientbook.matching.pairs.contacts import DayParts, email_local, private_host
from clientbook.text import skeleton

_Held = tuple[Ints, pa.StringArray]
"""Values of records: the row of each, in ascending order, and the values."""

_DATES: Mapping[str, Callable[[DayParts], str]] = {
    "year": lambda d: f"{d.year}" if d.year else "",
    "date": lambda d: f"{d.year}-{d.month}-{d.day}" if d.year and d.day else "",
    "year_month": lambda d: f"{d.year}-{d.month}" if d.year and d.month else "",
    "month_day": lambda d: f"{d.month}-{d.day}" if d.day else "",
}


def keys_of(columns: Columns) -> pa.ListArray:
    """Return the match keys of each record, each key once, in no order."""
    held, count = _components(columns), len(columns)
    rows, texts = [np.zeros(0, np.int64)], [pa.array([], pa.string())]
    for kind in KEY_KINDS:
        first, *rest = kind.parts
        row, key = held[first]
        key = pc.binary_join_element_wise(kind.prefix, key, ":")
        for part in rest:
            row, key = _crossed((row, key), held[part])
        rows.append(row)
        texts.append(key)
    row, keys = np.concatenate(rows), pa.concat_arrays(texts).dictionary_encode()
    once = np.unique(row * (len(keys.dictionary) + 1) + keys.indices.to_numpy())
    row, codes = np.divmod(once, len(keys.dictionary) + 1)
    return lists_of(row, keys.dictionary.take(pa.array(codes)), count)


def _crossed(one: _Held, two: _Held) -> _Held:
    """Join each value of a record with each other value of it."""
    low = np.searchsorted(two[0], one[0], "left")
    many = np.searchsorted(two[0], one[0], "right") - low
    left = np.repeat(np.arange(len(low)), many)
    right = np.arange(len(left)) - np.repeat(np.cumsum(many) - many - low, many)
    values = (one[1].take(pa.array(left)), two[1].take(pa.array(right)))
    return one[0][left], pc.binary_join_element_wise(*values, ":")


def _known(rows: Ints, texts: pa.StringArray) -> _Held:
    """Leave out what is empty or null, and put the others in the order of their rows."""
    lengths = pc.binary_length(texts).fill_null(0).to_numpy()
    good = np.flatnonzero(lengths)
    good = good[np.argsort(rows[good], kind="stable")]
    return rows[good].astype(np.int64), texts.take(pa.array(good))


def _made(vocabulary: Vocabulary, make: Callable[[str], str]) -> Vocabulary:
    """Return what is made of each text, under the same codes."""
    made = Vocabulary()
    made.texts = [make(text) for text in vocabulary.texts]
    return made


def _components(columns: Columns) -> Mapping[str, _Held]:
    """Values of the components of keys, by name; see :mod:`clientbook.matching.keys`."""
    return {**_names(columns), **_contacts(columns), **_firms(columns), **_dates(columns)}


def _names(columns: Columns) -> dict[str, _Held]:
    words, count = columns.encoder.words, len(columns)
    every = np.arange(count)

    def part(codes: Ints, make: Callable[[str], str]) -> pa.StringArray:
        return texts_of(_made(words, make), codes)

    given, family = columns.given, columns.family
    sounds = part(given, given_sound), part(family, family_sound)
    heads, tails = (
        [part(codes, make) for codes in (given, family)] for make in (head, tail)
    )  # fmt: skip
    initials = part(given, lambda text: text[:1]), part(family, lambda text: text[:1])
    whole = [words.text(a) + " " + words.text(b) if a >= 0 and b >= 0 else ""
             for a, b in zip(given.tolist(), family.tolist(), strict=True)]  # fmt: skip
    single = {
        "words": pa.array([" ".join(sorted(text.split())) for text in whole], pa.string()),
        "sounds": _unordered(*sounds, " "),
        "initials": _unordered(*initials, ""),
        "initial": initials[0],
        "family_initial": initials[1],
        "given_sound": sounds[0],
        "family_sound": sounds[1],
        "family_head": heads[1],
        "given_tail": tails[0],
        "family_tail": tails[1],
    }
    twice = np.tile(every, 2)
    return {
        **{name: _known(every, texts) for name, texts in single.items()},
        "heads": _known(twice, pa.concat_arrays(heads)),
        "tails": _known(twice, pa.concat_arrays(tails)),
    }


def _unordered(one: pa.StringArray, two: pa.StringArray, between: str) -> pa.StringArray:
    """Join the two values of each record, the lesser first; null where one is not known."""
    empty = pc.or_kleene(pc.equal(one, ""), pc.equal(two, ""))
    turned = pc.greater(one, two)
    low, high = pc.if_else(turned, two, one), pc.if_else(turned, one, two)
    joined = pc.binary_join_element_wise(low, high, between)
    return pc.if_else(empty, pa.scalar(None, pa.string()), joined)


def _contacts(columns: Columns) -> dict[str, _Held]:
    e, flats = columns.encoder, columns.flats
    mail, mails = flats["email"]
    where, streets = flats["street"]
    sounds = texts_of(_made(e.streets, skeleton), streets)
    numbers = texts_of(e.numbers, flats["number"][1])
    return {
        "identifier": _known(flats["identifier"][0], texts_of(e.keyed, flats["identifier"][1])),
        "phone": _digits(*flats["phone"], 9),
        "seven": _digits(*flats["seven"], 7),
        "email": _known(mail, texts_of(e.emails, mails)),
        "mailbox": _known(mail, texts_of(_made(e.emails, email_local), mails)),
        "host": _known(mail, texts_of(_made(e.emails, private_host), mails)),
        "postcode": _known(flats["postcode"][0], texts_of(e.postcodes, flats["postcode"][1])),
        "town": _known(flats["town"][0], texts_of(e.towns, flats["town"][1])),
        "number": _known(where, numbers),
        "street_sound": _known(where, sounds),
        "door": _known(where, pc.binary_join_element_wise(numbers, sounds, " ")),
    }


def _digits(rows: Ints, values: Ints, width: int) -> _Held:
    return _known(rows, pc.utf8_lpad(pa.array(values).cast(pa.string()), width, "0"))


def _firms(columns: Columns) -> dict[str, _Held]:
    texts = columns.encoder.companies.texts
    firm = np.where(columns.firm >= 0, columns.firm, columns.whole)
    rows = np.flatnonzero(firm >= 0).tolist()
    return {
        name: _spread((row, value) for row in rows for value in firm_parts(name, texts[firm[row]]))
        for name in FIRM_PARTS
    }


def _spread(held: Iterable[tuple[int, str]]) -> _Held:
    pairs = list(held)
    rows = np.array([row for row, _ in pairs], np.int64)
    return _known(rows, pa.array([text for _, text in pairs], pa.string()))


def _dates(columns: Columns) -> dict[str, _Held]:
    rows, codes = columns.flats["date"]
    dates = [date_of(code) for code in codes.tolist()]
    return {
        name: _known(rows, pa.array([write(date) for date in dates], pa.string()))
        for name, write in _DATES.items()
    }
