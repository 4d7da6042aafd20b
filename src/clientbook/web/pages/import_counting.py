"""What an import would do, counted: each request counts on from where the one before stopped.

What is found out lies beside the file, so any process that sees the folder goes on.  A plan that
clients have changed under is made again, and is another one where it says something else.
"""

import time
from collections.abc import Callable
from typing import Any

import attrs

from clientbook.book.imports.previewing import RowDifference
from clientbook.book.pages import Cursor
from clientbook.convert.json import from_json, to_json
from clientbook.errors import OperationCancelledError
from clientbook.importing.mapping import Mapping
from clientbook.importing.plans import ImportPlan
from clientbook.importing.tables import Table
from clientbook.web.driving import Turn
from clientbook.web.routing import Site
from clientbook.web.uploads import KeptFile, Uploads

_COMPARED = 5_000
"""Most rows of a file of which two plans are compared row by row."""

_AT_ONCE = 1_000


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


def counted(
    site: Site,
    uploads: Uploads,
    kept: KeptFile,
    table: Table,
    *,
    clock: Callable[[], float] = time.monotonic,
) -> KeptFile:
    """Return a file counted as far as a request gets, on from where it stood.

    Raises:
        UndecidedColumnError: A column has no target and the settings do not skip it.
        MappingError: The mapping cannot be used.
        StoreInUseError: Another request counts it.
    """
    imports, keep = site.book.imports, uploads.findings(kept.id)
    mapping, turn = Mapping.from_json(kept.mapping), Turn(clock=clock)
    try:
        plan = imports.plan(table, mapping, **how(kept), keep=keep, progress=turn)
    except OperationCancelledError:
        so_far = imports.kept_plan(keep)
        assert so_far is not None
        assert so_far.counts is not None
        return attrs.evolve(kept, plan=to_json(so_far), counted=so_far.counts.rows)
    return attrs.evolve(kept, plan=to_json(plan), counted=kept.rows)


# -- a plan whose clients or settings have changed since ------------------------------------------


def shown_as(plan: ImportPlan) -> str:
    """Return what names a plan in a form: what it says, and of which moment."""
    return f"{plan.hash}.{plan.journal_seq}"


def counted_again(site: Site, uploads: Uploads, kept: KeptFile, table: Table) -> KeptFile:
    """Return a file with a plan of now, and the words why; it is kept as it is returned."""
    before = from_json(ImportPlan, kept.plan)
    again = counted(site, uploads, kept.unplanned("imports.plan_again"), table)
    if _is_set_alike(before, from_json(ImportPlan, again.plan)):
        again = attrs.evolve(again, again="imports.plan_clients_changed")
    uploads.save(again)
    return again


def _is_set_alike(one: ImportPlan, other: ImportPlan) -> bool:
    hashes = (one.settings_hash, one.definitions_hash)
    return hashes == (other.settings_hash, other.definitions_hash)


def told(site: Site, uploads: Uploads, kept: KeptFile, table: Table) -> object:
    """Return all that a plan says, to be compared with another's; None of a long file.

    Raises:
        StalePlanError: The settings have changed since it was made.
    """
    if kept.rows > _COMPARED:
        return None
    plan, keep = from_json(ImportPlan, kept.plan), uploads.findings(kept.id)
    found: list[RowDifference] = []
    after: Cursor | None = None
    while True:
        page = site.book.imports.preview(
            plan, outcome=None, table=table, after=after, limit=_AT_ONCE, keep=keep
        )
        found += page.items
        after = page.next
        if after is None:
            return plan.hash, plan.samples, plan.warnings, found
