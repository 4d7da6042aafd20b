"""What an import would do, counted: a small file at once, a large one part by part.

A request counts for two seconds at most.  Each part of a large file is planned for itself, so that
no request has to remember what another read; only who stands in two parts is counted twice.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

import attrs

from clientbook.convert.json import from_json, to_json
from clientbook.domain.imports import ImportCounts, RowOutcome
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import ImportPlan
from clientbook.importing.tables import Row, Table
from clientbook.web import driving
from clientbook.web.routing import Site
from clientbook.web.uploads import KeptFile

WHOLE_ROWS = 5_000
"""Largest file that is planned in one piece: what a request does in two seconds."""

PART_ROWS = 1_000
"""Rows of a part of a larger file."""

_SAMPLES = 5
_WARNINGS = 20


def is_large(kept: KeptFile) -> bool:
    """True for a file that is counted part by part."""
    return kept.rows > WHOLE_ROWS


def is_counted(kept: KeptFile) -> bool:
    """True once every row of a file was counted."""
    return bool(kept.plan) and kept.counted >= kept.rows


def how(kept: KeptFile) -> dict[str, Any]:
    """Return how the rows of a file are imported, as the desk takes it."""
    return {
        "mode": kept.mode,
        "source": kept.source or None,
        "on_bad_value": kept.on_bad_value,
        "like": kept.like or None,
    }


def part_of(table: Table, start: int) -> Table:
    """Return the rows of one part of a file, as a table of the same source."""
    count = max(0, min(PART_ROWS, table.row_count - start))
    rows = partial(_rows, table, start, start + count)
    return Table(
        table.header, rows, source=table.source, has_header=table.has_header, row_count=count
    )


def _rows(table: Table, start: int, stop: int) -> Iterator[Row]:
    return islice(iter(table), start, stop)


def counted(
    site: Site, kept: KeptFile, table: Table, *, clock: Callable[[], float] = time.monotonic
) -> KeptFile:
    """Return a file counted as far as a request gets, on from where it stood.

    Raises:
        UndecidedColumnError: A column has no target and the settings do not skip it.
        MappingError: The mapping cannot be used.
    """
    if not is_large(kept):
        plan = site.book.imports.plan(table, Mapping.from_json(kept.mapping), **how(kept))
        return attrs.evolve(kept, plan=to_json(plan), counted=kept.rows)
    began = clock()
    while not is_counted(kept):
        kept = _with_part(site, kept, table)
        if clock() - began >= driving.SECONDS:
            break
    return kept


def _with_part(site: Site, kept: KeptFile, table: Table) -> KeptFile:
    """Return a file with its next part counted; from the beginning where the book was changed."""
    before = from_json(ImportPlan, kept.plan) if kept.plan else None
    part = part_of(table, kept.counted if before else 0)
    plan = site.book.imports.plan(part, Mapping.from_json(kept.mapping), **how(kept))
    if before is None:
        return attrs.evolve(kept, plan=to_json(plan), counted=part.row_count)
    if (plan.settings_hash, plan.definitions_hash) != (
        before.settings_hash,
        before.definitions_hash,
    ):
        return _with_part(site, attrs.evolve(kept, plan="", counted=0), table)
    both = attrs.evolve(
        before,
        counts=(before.counts or ImportCounts()).plus(plan.counts or ImportCounts()),
        samples=_first_of_each((*before.samples, *plan.samples)),
        warnings=tuple(dict.fromkeys((*before.warnings, *plan.warnings)))[:_WARNINGS],
    )
    return attrs.evolve(kept, plan=to_json(both), counted=kept.counted + part.row_count)


def _first_of_each(samples: tuple[RowOutcome, ...]) -> tuple[RowOutcome, ...]:
    kept: dict[str, list[RowOutcome]] = {}
    for sample in samples:
        found = kept.setdefault(sample.kind.value, [])
        if len(found) < _SAMPLES:
            found.append(sample)
    return tuple(sample for found in kept.values() for sample in found)
