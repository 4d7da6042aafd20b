"""The difference before the commit: field, before and after of each row; nothing is written."""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

from clientbook.book.clients.attributes import load_definitions
from clientbook.book.contexts import Context
from clientbook.book.imports.dry_runs import changes, kept_changes
from clientbook.book.imports.freshness import check_fresh
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.domain.clients import ClientId
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.importing.plans import ImportPlan
from clientbook.importing.tables import Table
from clientbook.storage.scratch import RowChange

_NOTHING = Profile()


@attrs.frozen
class RowDifference:
    """One field that a row would change.

    Args:
        row: Row number as the spreadsheet shows it.
        field: Name of the field of the profile, such as ``"emails"``; or ``"block"``.
        before: Its value before the row, as rows above it leave it; of a new client the blank
            value; False for a client that is not blocked.
        after: Its value after the row; True for a client that becomes blocked.
        kind: What becomes of the row.
        client_id: The client, None for one that does not exist yet.
    """

    row: int
    field: str
    before: Any = attrs.field(repr=False)
    after: Any = attrs.field(repr=False)
    kind: OutcomeKind = attrs.field(kw_only=True)
    client_id: ClientId | None = attrs.field(default=None, kw_only=True)


def preview(
    context: Context,
    plan: ImportPlan,
    table: Table,
    *,
    outcome: OutcomeKind | None,
    after: Cursor | None,
    limit: int,
    keep: Path | None,
) -> Page[RowDifference]:
    """Return the differences of a page of rows; see :meth:`ImportDesk.preview`."""
    start = 0
    if after is not None:
        (row,) = read_cursor(after, int)
        start = int(row)
    check_fresh(context, plan, table, load_definitions(context))
    if keep is None:
        source = changes(context, plan, table)
    else:
        source = kept_changes(keep, plan, outcome, after=start)
    with closing(source):
        found = (c for c in source if c.row > start and outcome in (None, c.kind))
        page = list(islice(found, limit + 1))
    shown = page[:limit]
    following = make_cursor(shown[-1].row) if len(page) > limit else None
    return Page(tuple(d for change in shown for d in _differences(change)), following)


def _differences(change: RowChange) -> Iterator[RowDifference]:
    old = change.before or _NOTHING
    for name in FIELDS:
        before, after = getattr(old, name), getattr(change.after, name)
        if before != after:
            yield _difference(change, name, before, after)
    if change.blocks:
        yield _difference(change, "block", False, True)


def _difference(change: RowChange, field: str, before: Any, after: Any) -> RowDifference:
    return RowDifference(
        change.row, field, before, after, kind=change.kind, client_id=change.client_id
    )
