"""Contact points that too many persons of one file share: found before any row is decided.

What identifies nobody must not depend on the order of the rows.  So the file is counted first: a
cheap pass over the cells finds what repeats, and only rows that hold something that repeats often
are read a second time, to count the *persons* behind it.  Twenty-five visits of one client are
one person; twenty-five names on the telephone of the shop are twenty-five.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from clientbook.domain.profiles import Profile
from clientbook.domain.targets import Target
from clientbook.identity.keys import HOLDERS_CAP, contact_keys, identity_keys
from clientbook.importing.drafts import Draft
from clientbook.importing.mapping import Mapping
from clientbook.importing.outcomes import Outcome, Rejected
from clientbook.importing.tables import Row
from clientbook.matching.pairs.contacts import email_key
from clientbook.matching.pairs.name_parts import name_parts
from clientbook.parsing.several import ANYWHERE, values_apart

_BUCKETS = 1 << 20  # counters of the first pass: 1 MiB, whatever the size of the file
_FEWEST_DIGITS = 4  # no numbering plan has shorter numbers
_NO_DIGITS = bytes(code for code in range(128) if not chr(code).isdigit())
_DIGITS = 9  # a number's last digits are the same with and without its country code


class ContactCounter:
    """Counts how often contact points stand in the rows of a file, without keeping any.

    Args:
        mapping: A total mapping.
    """

    def __init__(self, mapping: Mapping) -> None:
        self.columns: _Columns = [
            (index, column.split, column.target.field == "email")
            for index, column in enumerate(mapping)
            if column.target and _is_contact(column.target)
        ]
        self._counts = bytearray(_BUCKETS if self.columns else 0)
        self._repeated: set[int] = set()

    def add(self, cells: Sequence[str]) -> None:
        """Count the contact points of one row."""
        counts = self._counts
        for bucket in _buckets(cells, self.columns):
            if (count := counts[bucket]) <= HOLDERS_CAP:  # whoever is past it is counted no further
                counts[bucket] = count + 1
                if count == HOLDERS_CAP:
                    self._repeated.add(bucket)

    @property
    def repeated(self) -> frozenset[int]:
        """Counters of what stands in more rows than persons may share a contact point.

        Of this process alone: another one counts elsewhere.
        """
        return frozenset(self._repeated)


def crowded_keys(
    rows: Iterable[Row],
    mapping: Mapping,
    check: Callable[[Row], Outcome[Draft]],
    *,
    repeated: frozenset[int] | None = None,
) -> dict[str, int]:
    """Return the identity keys that more persons of a file share than identify anybody.

    Args:
        rows: The rows; gone through once, and again where something repeats.
        mapping: A total mapping.
        check: Judges a row; it is called for the rows that hold what repeats.
        repeated: What a counter that has met all the rows found; None counts them here.

    Returns:
        For each such key the number of rows that hold it.

    Memory does not grow with the file but with what many rows of it share.
    """
    counter = ContactCounter(mapping)
    if repeated is None and counter.columns:
        for row in rows:
            counter.add(row.cells)
        repeated = counter.repeated
    return _crowded(rows, counter.columns, repeated, check) if repeated else {}


_Columns = list[tuple[int, str | None, bool]]


def _is_contact(target: Target) -> bool:
    return target.field in ("phone", "email") and target.part is None


def _buckets(cells: Sequence[str], columns: _Columns) -> Iterator[int]:
    """Yield the counters of a row's contact points; what surely is none has no counter."""
    for index, split, is_email in columns:
        text = cells[index]
        if not text:
            continue
        for part in _parts(text, split) if split else (text,):
            if is_email:
                if "@" in part[1:-1]:
                    yield _bucket(email_key(part))
            elif len(digits := _digits(part)) >= _FEWEST_DIGITS:
                yield _bucket(digits[-_DIGITS:])


def _parts(text: str, split: str) -> list[str]:
    return values_apart(text) if split == ANYWHERE else text.split(split)


def _digits(text: str) -> str:
    return text.encode("ascii", "ignore").translate(None, _NO_DIGITS).decode()


def _bucket(text: str) -> int:
    return hash(text) % _BUCKETS


def _key_bucket(key: str) -> int:
    value = key[2:]
    return _bucket(value if key.startswith("e:") else value[-_DIGITS:])


def _crowded(
    rows: Iterable[Row],
    columns: _Columns,
    repeated: frozenset[int],
    check: Callable[[Row], Outcome[Draft]],
) -> dict[str, int]:
    persons: dict[str, set[int]] = {}
    held: dict[str, int] = {}
    for row in rows:
        if repeated.isdisjoint(_buckets(row.cells, columns)):
            continue
        outcome = check(row)
        if isinstance(outcome, Rejected):
            continue
        profile = outcome.value.profile
        for key in contact_keys(profile):
            if _key_bucket(key) in repeated:
                held[key] = held.get(key, 0) + 1
                met = persons.setdefault(key, set())
                if len(met) <= HOLDERS_CAP:
                    met.add(_person(profile, key))
    return {key: held[key] for key, met in persons.items() if len(met) > HOLDERS_CAP}


def _person(profile: Profile, key: str) -> int:
    """Return what tells the persons on one contact point apart: name and other keys."""
    name = name_parts(profile.name)
    words = tuple(sorted(f"{name.given} {name.family}".split()))
    return hash((words, frozenset(identity_keys(profile) - {key})))
