"""Titles that say only where ("Private", "Domicile", "Work"): the cells say what is there."""

from collections.abc import Set as AbstractSet

import attrs

from clientbook.importing.suggesting.atoms import NEUTRAL
from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import NEAR_CELLS, Reading

_MOST, _HALF, _SOME = 0.8, 0.5, 0.2
_NUMBERS = (Look.PHONE, Look.DIGITS, Look.NUMBER)
_WHOLE = frozenset(("address.street", "address.full", "address.line1"))
_WITH_TOWNS = (Look.FULL_ADDRESS, Look.PLACE)  # a single "2e étage" looks like a street


def told_of_place(reading: Reading, look: ColumnLook, sure: AbstractSet[str]) -> Reading | None:
    """Return what a column is whose title says only where, None where the title stands.

    Numbers and e-mail addresses reach somebody there, a street is there, and a firm is where
    somebody works.  One cell is enough: such a title promises nothing.  Anything else is the
    company's own, and never left out unasked.

    Args:
        reading: Of the title and its neighbours.
        look: Of its cells.
        sure: The fields that other columns fill, and the parts of addresses: ``address.city``.
    """
    kind = _kind(reading)
    if kind is None or not look.filled:
        return None
    if (field := reached(look)) is not None:
        return None if reading.is_core else _as(reading, field, kind)
    if look.share(*_NUMBERS) > _SOME:
        return None
    streets = _WITH_TOWNS if look.distinct == 1 else (*_WITH_TOWNS, Look.STREET)
    if look.share(*streets) >= _MOST and _WHOLE.isdisjoint(sure):
        beside = "address" in sure  # its town has a column
        part, kind = ("street", None) if beside else ("full", kind)
        return _as(reading, "address", kind, part)
    if kind == "work" and look.share(Look.COMPANY) >= _HALF and "company" not in sure:
        return _as(reading, "company")
    if reading.field == "skip" and look.share(Look.FLAG) >= _MOST:
        return None  # an address book says so of each of its contacts
    return _as(reading, "custom") if reading.field in ("phone", "skip") else None


def reached(look: ColumnLook) -> str | None:
    """Return what cells are that all reach somebody: one is enough below a word for a place."""
    if look.share(Look.EMAIL) >= _MOST:
        return "email"
    return "phone" if look.share(Look.PHONE, Look.DIGITS) >= _NEARLY_ALL else None


_NEARLY_ALL = 0.9


def _kind(reading: Reading) -> str | None:
    """Return the kind that a title names and nothing else: "Private", "Büro", "Dienstlich".

    A "Business number" may be one of a register.
    """
    said = set(reading.phrase.atoms)
    if "num" in said or reading.phrase.unknown:
        return None
    atoms = said - NEUTRAL - {"junk"}
    if "bare" in said:
        atoms -= {"phone"}
    return atoms.pop() if atoms in ({"home"}, {"work"}) else None


def _as(reading: Reading, field: str, kind: str | None = None, part: str | None = None) -> Reading:
    return attrs.evolve(
        reading,
        field=field,
        kind=kind,
        part=part,
        number=None,
        scope=None,
        confidence=NEAR_CELLS,
        by_cells=True,
    )
