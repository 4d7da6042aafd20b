"""Whose a kept row of an import is: one rule for rows that were rejected and rows that wait."""

from collections.abc import Sequence
from contextlib import suppress

import attrs

from clientbook.book.privacy.persons import Person
from clientbook.book.privacy.traces import Signs, read_signs
from clientbook.domain.profiles import LIST_SYSTEM, Profile, external_key
from clientbook.errors import InvalidValueError
from clientbook.identity.evidence import compare_who, names_contradict
from clientbook.importing.gathering import Gathering
from clientbook.importing.mapping import Mapping
from clientbook.importing.person_steps import NAME_TARGETS, Name
from clientbook.matching.pairs.names import is_compatible


@attrs.frozen
class SaidRow:
    """A kept row as its import reads it.

    Args:
        signs: What it says of a person.
        who: Whom it is about: the name, and the firm.
        asked: True when the import takes the row for this person's, or asks whether it is.
        beside: True when the import has another row that is this person's.
    """

    signs: Signs = attrs.field(repr=False)
    who: Profile = attrs.field(repr=False)
    asked: bool = False
    beside: bool = False

    @classmethod
    def read(
        cls,
        cells: Sequence[str],
        mapping: Mapping | None,
        *,
        asked: bool = False,
        beside: bool = False,
    ) -> "SaidRow":
        """Return a row read through the mapping of its import, where that is known."""
        return cls(read_signs(cells, mapping), _read_who(cells, mapping), asked, beside)


def is_row_of(person: Person, row: SaidRow) -> bool:
    """True when a row is a person's, to be shown to them and erased with them (SPEC X38, X32).

    What is said of nobody else makes it theirs: a whole name, an address that no other client
    holds.  Else a name that contradicts theirs makes it somebody else's.  Else an id of theirs, or
    the question of the import, makes it theirs; so does what several persons share where no name
    stands beside it.
    """
    if person.is_spoken_of(row.signs):
        return True
    if _contradicts(person, row.who):
        return False
    return row.asked or _has_id_of(person, row) or person.is_meant_by(row.signs)


def _contradicts(person: Person, who: Profile) -> bool:
    """True when a row is about somebody by whom the person never was called."""
    alike = [p for p in person.callings if (p.name if who.name else p.company)]
    known = alike or person.callings
    return bool(known) and all(names_contradict(who, calling) for calling in known)


def _has_id_of(person: Person, row: SaidRow) -> bool:
    """True for an id of the person in its own system.

    The next list without a name may number its rows again: from one import to another its ids
    lead to a compatible name only.
    """
    shared = {external_key(*i) for i in row.signs.ids} & {
        external_key(*i) for i in person.external_ids
    }
    if row.beside or any(system != LIST_SYSTEM for system, _ in shared):
        return bool(shared)
    names = (p for p in person.callings if p.name and row.who.name)
    return bool(shared) and any(is_compatible(compare_who(row.who, p)) for p in names)


def _read_who(cells: Sequence[str], mapping: Mapping | None) -> Profile:
    columns = [(i, c) for i, c in enumerate(mapping or ()) if c.target and i < len(cells)]
    names = [(i, c) for i, c in columns if c.target and c.target.field in NAME_TARGETS]
    row = Gathering(cells)
    if names:
        Name.of(names)(row)
    who = Profile(name=row.fields.get("name"))
    firms = (row.text(i) for i, c in columns if c.target and c.target.field == "company")
    with suppress(InvalidValueError):  # longer than a firm may be: it names none
        return attrs.evolve(who, company=next(filter(None, firms), None))
    return who
