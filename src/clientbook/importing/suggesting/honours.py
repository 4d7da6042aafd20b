"""Columns called "Title", told by their cells: a salutation, an academic title, letters, a job."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import attrs

from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import ACCEPTED, NEAR_CELLS, Reading
from clientbook.importing.tables import Row
from clientbook.parsing.name_words import PARTICLES

_MOST = 0.8
_OWN = frozenset(("title", "prefix", "fill", "who"))
_KINDS = {
    "degree": (Look.DEGREE,),
    "behind": (Look.DIPLOMA,),
    "salutation": (Look.PREFIX, Look.GENDER, Look.DEGREE),
    "job": (Look.WORDS,),
}
_TITLE_IS_NO_JOB = ("de", "nl")  # "Titel: Hofrat"


def tell_honours(readings: Sequence[Reading], looks: Sequence[ColumnLook]) -> list[Reading]:
    """Return the readings with each "Title" read as what its cells are.

    ``Dr.`` beside a column of salutations is the academic title, alone it stands in its place;
    ``MBA`` follows the name; words that are no title are a job.
    """
    kinds = [_kind(r, look) for r, look in zip(readings, looks, strict=True)]
    taken = {r.field for r, k in zip(readings, kinds, strict=True) if k is None and _is_sure(r)}
    result = list(readings)
    for kind in _KINDS:  # a salutation comes after the degrees: it may leave them its place
        for place, found in enumerate(kinds):
            if found != kind:
                continue
            saluted = "name_prefix" in taken or "salutation" in kinds
            field = _field(kind, taken, saluted=saluted)
            taken.add(field)
            result[place] = attrs.evolve(
                readings[place], field=field, confidence=NEAR_CELLS, by_cells=True
            )
    return result


def tell_particles(readings: Sequence[Reading], rows: Sequence[Row]) -> list[Reading]:
    """Return the readings with a "Namenszusatz" over "von" and "zu" the particle of the name."""
    if any(r.field == "name_particle" for r in readings):
        return list(readings)
    return [
        attrs.evolve(r, field="name_particle", confidence=NEAR_CELLS, by_cells=True)
        if r.field == "name_suffix" and _are_particles(row.cells[place] for row in rows)
        else r
        for place, r in enumerate(readings)
    ]


def _are_particles(cells: Iterable[str]) -> bool:
    filled = [cell.casefold().split() for cell in cells if cell and not cell.isspace()]
    return bool(filled) and all(PARTICLES.issuperset(words) for words in filled)


def _kind(reading: Reading, look: ColumnLook) -> str | None:
    """Return what the cells of a "Title" are; None elsewhere, or for cells of all sorts."""
    atoms = set(reading.phrase.atoms)
    if "title" not in atoms or not atoms <= _OWN or not look.filled:
        return None
    kind = next((k for k, looks in _KINDS.items() if look.share(*looks) >= _MOST), None)
    if kind == "job" and (reading.phrase.language in _TITLE_IS_NO_JOB or "prefix" in atoms):
        return None
    return kind


def _field(kind: str, taken: AbstractSet[str], *, saluted: bool) -> str:
    wished = {
        "degree": ("academic_title",) if saluted else ("name_prefix", "academic_title"),
        "behind": ("name_suffix",),
        "salutation": ("name_prefix",),
        "job": ("job_title",),
    }
    return next((field for field in wished[kind] if field not in taken), "custom")


def _is_sure(reading: Reading) -> bool:
    return reading.is_core and reading.confidence >= ACCEPTED
