"""What an import would do, counted: each request counts on from where the one before stopped.

What is found out lies beside the file, so any process that sees the folder goes on.
"""

import time
from collections.abc import Callable
from typing import Any

import attrs

from clientbook.convert.json import to_json
from clientbook.errors import OperationCancelledError
from clientbook.importing.mapping import Mapping
from clientbook.importing.tables import Table
from clientbook.web.driving import Turn
from clientbook.web.routing import Site
from clientbook.web.uploads import KeptFile, Uploads


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
