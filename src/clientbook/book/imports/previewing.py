"""The difference before the commit: field, before and after of each row; nothing is written."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import attrs

from clientbook.book.clients.attributes import load_definitions
from clientbook.book.contexts import Context
from clientbook.book.imports.committing import check_fresh
from clientbook.book.imports.planning import decided_chunks, find_crowded
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.domain.clients import ClientId
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.importing.decisions import Decided
from clientbook.importing.plans import ImportPlan
from clientbook.importing.tables import Table

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
) -> Page[RowDifference]:
    """Return the differences of a page of rows; see :meth:`ImportDesk.preview`."""
    start = 0
    if after is not None:
        (row,) = read_cursor(after, int)
        start = int(row)
    definitions = load_definitions(context)
    check_fresh(context, plan, table, definitions, refuse_if_changed=False)
    rows = (found for found in _differences(context, plan, table, outcome) if found[0].row > start)
    page = list(islice(rows, limit + 1))
    shown = page[:limit]
    following = make_cursor(shown[-1][0].row) if len(page) > limit else None
    return Page(tuple(d for found in shown for d in found), following)


def _differences(
    context: Context, plan: ImportPlan, table: Table, outcome: OutcomeKind | None
) -> Iterator[list[RowDifference]]:
    """Yield the differences of each row that changes something, in file order."""
    definitions = load_definitions(context)
    crowded = find_crowded(context, plan, table, definitions)
    blocked: set[str] = set()
    for decided, _ in decided_chunks(context, plan, table, definitions, crowded):
        for item in decided:
            found = list(_of_row(item, blocked))
            if found and outcome in (None, item.kind):
                yield found


def _of_row(item: Decided, blocked: set[str]) -> Iterator[RowDifference]:
    person = item.person
    if item.profile is None or person is None:
        return
    old = item.before or _NOTHING
    for name in FIELDS:
        before, after = getattr(old, name), getattr(item.profile, name)
        if before != after:
            yield _difference(item, name, before, after)
    stands = person.identity in blocked or (person.stored is not None and person.stored.block)
    if item.row.value.blocked and not stands:
        blocked.add(person.identity)
        yield _difference(item, "block", False, True)


def _difference(item: Decided, field: str, before: Any, after: Any) -> RowDifference:
    client_id = item.person.client_id if item.person is not None else None
    return RowDifference(item.row.row, field, before, after, kind=item.kind, client_id=client_id)
