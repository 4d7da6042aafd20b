"""Columns that say the kind of the value beside them, proved by their cells."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.evidence import ColumnLook, Look
from clientbook.importing.suggesting.readings import NEAR_CELLS, Reading


def labelled(readings: Sequence[Reading], looks: Sequence[ColumnLook]) -> list[Reading]:
    """Return the readings with "Phone type" beside "Phone" paired when its cells name kinds."""
    result = list(readings)
    for place, reading in enumerate(readings):
        field = reading.label_of
        if field is None or looks[place].share(Look.KIND) < 0.5:
            continue
        partner = _partner(readings, place, field)
        if partner is None:
            continue
        number = 1 + sum(
            r.field == field and r.kind is None and r.part is None for r in readings[:partner]
        )
        number = readings[partner].number or number
        for at, part in ((partner, None), (place, "label")):
            result[at] = attrs.evolve(
                reading if at == place else readings[at],
                field=field,
                part=part,
                number=number,
                confidence=NEAR_CELLS if part else readings[at].confidence,
                has_label=True,
                by_cells=part is not None,
            )
    return result


def _partner(readings: Sequence[Reading], place: int, field: str) -> int | None:
    for at in (place - 1, place + 1):
        if 0 <= at < len(readings):
            near = readings[at]
            if near.field == field and near.part is None and near.kind is None:
                return at
    return None
