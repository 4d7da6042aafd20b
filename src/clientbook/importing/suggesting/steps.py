"""What the steps over a row of readings share."""

from collections.abc import Sequence

import attrs

from clientbook.importing.suggesting.readings import ACCEPTED, Reading

NEAR = 0.8  # confidence of what the neighbours decided


def fields_of(readings: Sequence[Reading]) -> set[str]:
    """Return the fields of the readings that are accepted."""
    return {r.field for r in readings if r.confidence >= ACCEPTED}


def become(reading: Reading, field: str, confidence: float = NEAR) -> Reading:
    """Return *reading* as one of *field*; an unsure one stays unsure."""
    if reading.confidence < ACCEPTED:
        return attrs.evolve(reading, field=field)
    return attrs.evolve(reading, field=field, confidence=confidence, by_neighbours=True)
