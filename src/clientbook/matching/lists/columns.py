"""A list of profiles as columns of integer codes."""

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from clientbook.domain.checks import refuse
from clientbook.matching.lists.encoding import (
    Encoder,
    Flat,
    Ints,
    Vocabulary,
    date_of,
)
from clientbook.matching.lists.many import Item, add_all
from clientbook.matching.lists.stored import WIDTH
from clientbook.matching.pairs.contacts import (
    Place,
    email_local,
    private_host,
)
from clientbook.matching.pairs.features import Features
from clientbook.matching.pairs.name_parts import SEXES, NameParts, compact


@attrs.frozen(eq=False)
class Derived:
    """What is made of each text of a vocabulary.

    Args:
        codes: Its code by that of the text; the last entry is for code -1.
        vocabulary: What the codes stand for.
    """

    codes: Ints
    vocabulary: Vocabulary

    @classmethod
    def of(cls, texts: Sequence[str], make: Callable[[str], str]) -> "Derived":
        """Return what *make* gives for each text."""
        made = Vocabulary()
        return cls(np.append(made.code_all([make(text) for text in texts]), -1), made)


@attrs.define(eq=False)
class Columns:
    """A list in columns, rows in the order of the ids.

    Codes are -1 where nothing is known; columns of several values are padded with -1.
    """

    encoder: Encoder
    ids: list[str]
    given: Ints
    family: Ints
    firm: Ints
    whole: Ints
    company: Ints
    gender: Ints
    phones: Ints
    mobiles: NDArray[np.bool_]
    sevens: Ints
    mail: Ints
    dates: Ints
    places: Ints
    is_special: NDArray[np.bool_]
    order: Ints
    flats: dict[str, tuple[Ints, Ints]]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def mailboxes(self) -> Derived:
        """Local parts of the e-mail addresses that can name a person."""
        return Derived.of(self.encoder.emails.texts, email_local)

    @cached_property
    def hosts(self) -> Derived:
        """Hosts of the e-mail addresses, where not anybody may have a mailbox."""
        return Derived.of(self.encoder.emails.texts, private_host)

    def places_of(self) -> Ints:
        """Return the row of each profile, by the order in which they were read."""
        rows = np.empty(len(self), np.int64)
        rows[self.order] = np.arange(len(self))
        return rows

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return field and label of the external ids and attributes that two rows hold."""
        held = (("attribute", self.encoder.others), ("identifier", self.encoder.identifiers))
        return tuple(
            (field, label)
            for field, flats in held
            for label, flat in sorted(flats.items())
            if len(flat.rows) > 1
        )

    def keyed(self, field: str, label: str) -> Ints:
        """Return the codes of an external id or attribute by row, -1 where there is none."""
        encoder = self.encoder
        flats = encoder.others if field == "attribute" else encoder.identifiers
        column = np.full(len(self), -1, np.int32)
        if label in flats:
            rows, codes = flats[label].arrays()
            column[self.places_of()[rows]] = codes
        return column

    def features(self, row: int) -> Features:
        """Return what the comparisons read of one row."""
        raw = int(self.order[row])
        special = self.encoder.special.get(raw)
        return self._decoded(row, raw) if special is None else special

    def name(self, row: int) -> NameParts:
        """Return the name of one row, without what is stated beside it."""
        words = self.encoder.words
        given, family = words.text(int(self.given[row])), words.text(int(self.family[row]))
        return NameParts(given, family, sex=SEXES[self.encoder.sex[int(self.order[row])]])

    def _decoded(self, row: int, raw: int) -> Features:
        e = self.encoder
        emails = tuple(sorted(e.emails.text(int(c)) for c in self.mail[row] if c >= 0))
        mailboxes = tuple(sorted({m for m in map(email_local, emails) if m}))
        places = {
            Place(e.numbers.text(n), e.streets.text(s), e.postcodes.text(p), e.towns.text(t))
            for n, s, p, t in self.places[row].tolist()
            if (n, s, p, t) != (-2, -2, -2, -2)
        }
        numbers = zip(self.phones[row].tolist(), self.mobiles[row].tolist(), strict=True)
        phones = [(f"{n:09d}", mobile) for n, mobile in numbers if n >= 0]
        return Features(
            name=self.name(row),
            phones=tuple(sorted(n for n, _ in phones)),
            mobiles=tuple(sorted(n for n, mobile in phones if mobile)),
            sevens=tuple(sorted({f"{s:07d}" for s in self.sevens[row].tolist() if s >= 0})),
            emails=emails,
            mailboxes=mailboxes,
            hosts=tuple(sorted({h for h in map(private_host, emails) if h})),
            dates=tuple(date_of(d) for d in self.dates[row].tolist() if d >= 0),
            places=tuple(sorted(places, key=attrs.astuple)),
            firm=e.companies.text(int(self.firm[row])),
            whole=e.companies.text(int(self.whole[row])),
            company=e.companies.text(int(self.company[row])),
            gender=e.genders.text(int(self.gender[row])),
            identifiers=self._keyed(e.identifiers, raw),
            others=self._keyed(e.others, raw),
        )

    def _keyed(self, flats: dict[str, Flat], raw: int) -> dict[str, str]:
        found = {}
        for key, flat in flats.items():
            at = int(np.searchsorted(np.frombuffer(flat.rows, np.int32), raw))
            if at < len(flat.rows) and flat.rows[at] == raw:
                found[key] = self.encoder.keyed.text(flat.values[at])[len(key) + 1 :]
        return found


def _padded(rows: Ints, values: Any, count: int, blank: int, keep: NDArray[np.bool_]) -> Any:
    """Spread flat values over a row's columns, at most WIDTH of them."""
    if not len(rows):
        return np.full((count, 1, *values.shape[1:]), blank, values.dtype)
    order = np.argsort(rows, kind="stable")
    rows, values = rows[order], values[order]
    first = np.searchsorted(rows, rows, side="left")
    slot = np.arange(len(rows)) - first
    kept = (slot < WIDTH) & keep[rows]
    width = int(slot[kept].max(initial=0)) + 1
    table = np.full((count, width, *values.shape[1:]), blank, values.dtype)
    table[rows[kept], slot[kept]] = values[kept]
    return table


def encode(items: Iterable[Item], *, shared: Collection[str] = ()) -> Columns:
    """Read profiles into columns, sorted by id.

    Raises:
        InvalidValueError: An id comes twice; says at what positions.
    """
    encoder = Encoder(shared)
    add_all(encoder, items)
    return columns_of(encoder)


def _refuse_doubles(ids: Sequence[str], rows: Sequence[int]) -> None:
    """Refuse sorted ids of which one comes twice; say where in the list, not what it is."""
    same = [n for n, (a, b) in enumerate(pairwise(ids)) if a == b]
    if same:
        first, second = min(((rows[n], rows[n + 1]) for n in same), key=itemgetter(1))
        places = f"profiles[{first}] and profiles[{second}]"
        raise refuse("profiles", f"an id comes twice, in {places}; give each its own")


def columns_of(encoder: Encoder) -> Columns:
    """Return what an encoder took, in columns sorted by id.

    Raises:
        InvalidValueError: An id comes twice; says at what positions.
    """
    count = len(encoder.ids)
    ranked = sorted(range(count), key=encoder.ids.__getitem__)
    ids = [encoder.ids[n] for n in ranked]
    _refuse_doubles(ids, ranked)
    order = np.array(ranked, np.int64)
    place_of = np.empty(count, np.int64)
    place_of[order] = np.arange(count)
    special = np.zeros(count, bool)
    special[[int(place_of[row]) for row in encoder.special]] = True
    keep = ~special
    place_rows = place_of[np.array(encoder.place_row, np.int64)]
    where = np.stack([np.array(column, np.int32) for column in encoder.place], 1)
    flats = _flat_values(encoder, place_of)
    for n, name in enumerate(("number", "street", "postcode", "town")):
        flats[name] = (place_rows, where[:, n].astype(np.int64))

    def column(values: "array[int]") -> Ints:
        return np.array(values, np.int32)[order]

    phone_rows, numbers = flats["phone"]
    both = np.stack([numbers, np.array(encoder.mobile, np.int64)], 1)
    table = _padded(phone_rows, both, count, -1, keep)
    mail = _padded(*flats["email"], count, -1, keep).astype(np.int32)
    return Columns(
        encoder=encoder,
        ids=ids,
        given=column(encoder.given),
        family=column(encoder.family),
        firm=column(encoder.firm),
        whole=column(encoder.whole),
        company=column(encoder.company),
        gender=column(encoder.gender),
        phones=np.ascontiguousarray(table[:, :, 0]),
        mobiles=np.ascontiguousarray(table[:, :, 1] == 1),
        sevens=_padded(*flats["seven"], count, -1, keep).astype(np.int32),
        mail=mail,
        dates=_padded(*flats["date"], count, -1, keep).astype(np.int32),
        places=_padded(place_rows, where, count, -2, keep),
        is_special=special,
        order=order,
        flats=flats,
    )


def _flat_values(encoder: Encoder, place_of: Ints) -> dict[str, tuple[Ints, Ints]]:
    """Return the values of lists by name: whose row each is, and it."""
    lists = {
        "phone": encoder.phones,
        "seven": encoder.sevens,
        "email": encoder.mail,
        "date": encoder.dates,
        "identifier": encoder.long_values,
    }
    flat = {name: values.arrays() for name, values in lists.items()}
    return {name: (place_of[rows], values) for name, (rows, values) in flat.items()}


def compact_codes(words: Vocabulary) -> tuple[Ints, Vocabulary]:
    """Return for each word its code without spaces, and the vocabulary of these."""
    solid = Vocabulary()
    return np.array([solid.code(compact(text)) for text in words.texts], np.int64), solid
