"""Reads profiles one by one into integer codes: each distinct value is cleaned once."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.matching.lists.stored import WIDTH, date_code, day_code
from clientbook.matching.pairs.contacts import (
    DayParts,
    Place,
    email_key,
    place,
    postcode_key,
    street_parts,
    town_key,
)
from clientbook.matching.pairs.features import Features, features, person_name
from clientbook.matching.pairs.firms import firm_of, maybe_firm
from clientbook.matching.pairs.name_marks import NO_MARKS, Marks, marks_in_place, titles_in_place
from clientbook.matching.pairs.name_parts import (
    NO_NAME,
    SEXES,
    NameParts,
    is_marked,
    is_uncut,
    name_words,
    with_sex,
)
from clientbook.matching.pairs.relations import relations_of
from clientbook.matching.pairs.set_apart import has_remark
from clientbook.text import fold_name

Ints: TypeAlias = NDArray[np.signedinteger[Any]]


def distinct(values: Ints) -> Ints:
    """Return the distinct values, sorted: ``np.unique`` hashes them, which takes far longer."""
    ordered = np.sort(values)
    return ordered[_fresh(ordered)]


def distinct_counts(values: Ints) -> tuple[Ints, Ints]:
    """Return the distinct values, sorted, and how often each is there."""
    ordered = np.sort(values)
    starts = np.flatnonzero(_fresh(ordered))
    return ordered[starts], np.diff(starts, append=len(ordered))


def distinct_at(values: Ints) -> tuple[Ints, Ints]:
    """Return the distinct values, sorted, and where each value is among them.

    Values and their places are sorted as one number where 63 bits hold both: whole numbers sort
    far faster than the order in which they would stand.
    """
    low, span = int(values.min(initial=0)), len(values).bit_length()
    if int(values.max(initial=0)) - low >= 2 ** (63 - span):
        found, at = np.unique(values, return_inverse=True)
        return found, at.ravel()
    packed = (values.astype(np.int64) - low) << span | np.arange(len(values))
    packed.sort()
    places, ordered = packed & (2**span - 1), packed >> span
    fresh = _fresh(ordered)
    at = np.empty(len(values), np.int64)
    at[places] = np.cumsum(fresh) - 1
    return ordered[fresh] + low, at


def _fresh(ordered: Ints) -> NDArray[np.bool_]:
    """True where a sorted value is another than the one before."""
    fresh = np.ones(len(ordered), bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return fresh


class Vocabulary:
    """Distinct strings and their codes; the empty string is -1."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {"": -1}
        self.texts: list[str] = []

    @classmethod
    def of(cls, texts: list[str]) -> "Vocabulary":
        """Return the vocabulary of distinct texts, none of them empty, each coded by its place."""
        made = cls()
        made.texts = texts
        made.codes.update(zip(texts, range(len(texts)), strict=True))
        return made

    def code(self, text: str) -> int:
        """Return the code of a text, a new one when it was not met before."""
        found = self.codes.get(text)
        if found is None:
            found = self.codes[text] = len(self.texts)
            self.texts.append(text)
        return found

    def code_all(self, texts: Sequence[str]) -> Ints:
        """Return the codes of many texts, as :meth:`code` gives them one by one."""
        codes, size = self.codes, len(self.texts)
        self.texts += [text for text in dict.fromkeys(texts) if text not in codes]
        codes.update(zip(self.texts[size:], range(size, len(self.texts)), strict=True))
        return np.fromiter(map(codes.__getitem__, texts), np.int64, len(texts))

    def text(self, code: int) -> str:
        """Return the text of a code."""
        return self.texts[code] if code >= 0 else ""


class Flat:
    """Values of records that may hold several: row and value side by side."""

    def __init__(self) -> None:
        self.rows, self.values = array("i"), array("q")

    @classmethod
    def of(cls, rows: Ints, values: Ints) -> "Flat":
        """Return values by their rows, rows in ascending order."""
        made = cls()
        made.rows.frombytes(rows.astype(np.int32).tobytes())
        made.values.frombytes(values.astype(np.int64).tobytes())
        return made

    def add(self, row: int, value: int) -> None:
        """Append a value of a row."""
        self.rows.append(row)
        self.values.append(value)

    def arrays(self) -> tuple[Ints, Ints]:
        """Return rows and values as arrays."""
        rows = np.frombuffer(self.rows, np.int32) if len(self.rows) else np.zeros(0, np.int32)
        values = np.frombuffer(self.values, np.int64) if len(self.values) else np.zeros(0, np.int64)
        return rows.astype(np.int64), values


def date_of(code: int) -> DayParts:
    """Return the date of a number :func:`date_code` made."""
    return DayParts(code // 10_000, code // 100 % 100, code % 100)


class Encoder:
    """Takes profiles one by one and keeps their codes only."""

    def __init__(self, shared: Collection[str] = ()) -> None:
        self.shared = shared
        self.ids: list[str] = []
        self.words, self.emails, self.streets, self.numbers = (Vocabulary() for _ in range(4))
        self.postcodes, self.towns, self.companies, self.genders = (Vocabulary() for _ in range(4))
        self.keyed = Vocabulary()
        self.given, self.family = array("i"), array("i")
        self.firm, self.whole = array("i"), array("i")
        self.company, self.gender = array("i"), array("i")
        self.sex = array("b")
        self.phones, self.sevens, self.mail, self.dates = Flat(), Flat(), Flat(), Flat()
        self.mobile = array("b")
        self.place_row = array("i")
        self.place: tuple[array[int], ...] = tuple(array("i") for _ in range(4))
        self.identifiers: dict[str, Flat] = {}
        self.others: dict[str, Flat] = {}
        self.long_values = Flat()
        self.special: dict[int, Features] = {}
        self._names: dict[str, int] = {}
        self._streets: dict[str, tuple[int, int]] = {"": (-1, -1)}
        self._postcodes: dict[str, int] = {"": -1}
        self._towns: dict[str, int] = {"": -1}
        self._mail: dict[str, int] = {}

    def add(self, uid: str, profile: Profile) -> None:
        """Encode one profile."""
        row = len(self.ids)
        self.ids.append(uid)
        if self._is_plain(profile):
            self._add_plain(row, profile)
        else:
            self._add_features(row, features(profile, shared=self.shared))

    def _is_plain(self, profile: Profile) -> bool:
        """True when the quick way gives what :func:`features` gives."""
        return not (
            profile.attributes
            or profile.unread
            or profile.external_ids
            or len(profile.phones) > WIDTH
            or len(profile.emails) > WIDTH
            or len(profile.addresses) > 1
            or (profile.name and profile.name.nickname)
            or (profile.name and _is_marked(profile.name, profile))
        )

    def _add_plain(self, row: int, profile: Profile) -> None:
        firm = firm_of(profile)
        self.firm.append(self.companies.code(firm))
        self.whole.append(self.companies.code("" if firm else maybe_firm(profile)))
        name = titles_in_place(profile.name) if profile.name and not firm else None
        self._add_name(row, name, profile)
        self._add_phones(row, [(phone.e164, phone.is_mobile) for phone in profile.phones])
        self._add_emails(row, [email.address for email in profile.emails])
        if profile.birthday is not None:
            self._add_day(row, profile.birthday)
        for address in profile.addresses:
            if address.full or address.po_box:
                self._add_place(row, place(address))
            else:
                self._add_parts(row, address.street, address.postcode, address.locality)
        company = fold_name(profile.company) if profile.company and not firm else ""
        self.company.append(self.companies.code(company))
        self.gender.append(self.genders.code(profile.gender.code.value) if profile.gender else -1)
        marks = marks_in_place(name) if name is not None else NO_MARKS
        self.sex.append(SEXES.index(_sex_of(profile, marks)))

    def _add_emails(self, row: int, addresses: Iterable[str]) -> None:
        for address in addresses:
            code = self._email_code(address)
            if not self.shared or f"e:{self.emails.text(code)}" not in self.shared:
                self.mail.add(row, code)

    def _add_day(self, row: int, day: PartialDate) -> None:
        code = day_code(day)
        if code >= 0:
            self.dates.add(row, code)

    def _add_phones(self, row: int, phones: Iterable[tuple[str, bool]]) -> None:
        tails: dict[int, bool] = {}
        for text, is_mobile in phones:  # one number may come with several extensions
            if self.shared and f"p:{text}" in self.shared:
                continue
            number = int(text[1:])
            if len(text) > 9:
                tail = number % 1_000_000_000
                tails[tail] = is_mobile or tails.get(tail, False)
            if len(text) > 7:
                self.sevens.add(row, number % 10_000_000)
        for tail, mobile in tails.items():
            self.phones.add(row, tail)
            self.mobile.append(mobile)

    def _add_name(self, row: int, name: PersonName | None, profile: Profile) -> None:
        if name is not None and name.given and name.family and not name.middle:
            given, family = self._name_code(name.given), self._name_code(name.family)
            if given >= 0 and family >= 0 and not name.nickname and not name.maiden:
                self.given.append(given)
                self.family.append(family)
                return
        self._add_parts_of_name(row, person_name(profile) if name is not None else NO_NAME)

    def _add_parts_of_name(self, row: int, parts: NameParts) -> None:
        self.given.append(self.words.code(parts.given))
        self.family.append(self.words.code(parts.family))

    def _name_code(self, text: str) -> int:
        found = self._names.get(text)
        if found is None:
            found = self._names[text] = self.words.code(name_words(text))
        return found

    def _email_code(self, address: str) -> int:
        found = self._mail.get(address)
        if found is None:
            found = self._mail[address] = self.emails.code(email_key(address))
        return found

    def _add_parts(self, row: int, street: str | None, code: str | None, town: str | None) -> None:
        found = self._streets.get(street or "")
        if found is None:
            number, name = street_parts(street or "")
            found = self.numbers.code(number), self.streets.code(name)
            self._streets[street or ""] = found
        postcode = self._postcodes.get(code or "")
        if postcode is None:
            postcode = self._postcodes[code or ""] = self.postcodes.code(postcode_key(code or ""))
        locality = self._towns.get(town or "")
        if locality is None:
            locality = self._towns[town or ""] = self.towns.code(town_key(town or ""))
        self._append_place(row, (*found, postcode, locality))

    def _add_place(self, row: int, where: Place) -> None:
        codes = (
            self.numbers.code(where.number),
            self.streets.code(where.street),
            self.postcodes.code(where.postcode),
            self.towns.code(where.town),
        )
        self._append_place(row, codes)

    def _append_place(self, row: int, codes: tuple[int, int, int, int]) -> None:
        self.place_row.append(row)
        number, street, postcode, town = self.place
        number.append(codes[0])
        street.append(codes[1])
        postcode.append(codes[2])
        town.append(codes[3])

    def _add_features(self, row: int, record: Features) -> None:
        widest = max(map(len, (record.phones, record.sevens, record.emails, record.places)))
        name = record.name
        stated = name.other_given or name.other_family or is_marked(name) or is_uncut(name)
        if widest > WIDTH or len(record.dates) > 1 or stated:
            self.special[row] = record
        self._add_parts_of_name(row, record.name)
        for phone in record.phones:
            self.phones.add(row, int(phone))
            self.mobile.append(phone in record.mobiles)
        for seven in record.sevens:
            self.sevens.add(row, int(seven))
        for email in record.emails:
            self.mail.add(row, self.emails.code(email))
        for reading in record.dates:
            self.dates.add(row, date_code(reading))
        for where in record.places:
            self._add_place(row, where)
        self.firm.append(self.companies.code(record.firm))
        self.whole.append(self.companies.code(record.whole))
        self.company.append(self.companies.code(record.company))
        self.gender.append(self.genders.code(record.gender))
        self.sex.append(SEXES.index(record.name.sex))
        for key, text in record.identifiers.items():
            self.identifiers.setdefault(key, Flat()).add(row, self.keyed.code(f"{key}:{text}"))
        for key, text in record.others.items():
            self.others.setdefault(key, Flat()).add(row, self.keyed.code(f"{key}:{text}"))
        for text in record.identifier_keys:
            self.long_values.add(row, self.keyed.code(text))


def _sex_of(profile: Profile, marks: Marks) -> str:
    """Return the sex that is stated, or else that a title says."""
    stated = profile.gender.code.value if profile.gender else ""
    return stated if stated and stated in SEXES else marks.sex


def _is_marked(name: PersonName, profile: Profile) -> bool:
    """True for a name that is compared one by one.

    What stands beside it may tell it apart, or only the other one tells where its halves end.
    """
    name = titles_in_place(name)
    if name.maiden or has_remark(name.full, name.given, name.family):
        return True
    if not (name.given and name.family) and is_uncut(person_name(profile)):
        return True
    if relations_of(name):
        return True
    marks = marks_in_place(name)
    if marks.generation or not _sex_of(profile, marks):
        return marks.generation != ""
    given = name.given or ""
    if len(given) > 1 and given.isalpha() and name.family:
        return False
    return is_marked(with_sex(person_name(profile), profile.gender))
