"""What becomes of the columns that nobody decided: skipped, but for what may be an opt-out."""

from collections.abc import Sequence

import attrs

from clientbook.domain.settings import OnBadValue
from clientbook.domain.targets import SKIP, Place, Target, next_free
from clientbook.importing.column_mappings import ColumnMapping, Reason


def settled(columns: Sequence[ColumnMapping]) -> tuple[ColumnMapping, ...]:
    """Return the columns, each undecided one with the target it is read to all the same.

    One that may be a column of consents, by any of its alternatives, is read one way: what its
    cells refuse is an opt-out, a yes gives nothing, a blank says nothing (SPEC X36).  Any other is
    skipped.

    Args:
        columns: Of one file, in order; those with a target stay as they are.
    """
    taken = {column.target.place for column in columns if column.target is not None}
    return tuple(c if c.target is not None else _settled(c, taken) for c in columns)


def _settled(column: ColumnMapping, taken: set[Place]) -> ColumnMapping:
    target = _refused_in(column.alternatives)
    if target is None:
        return attrs.evolve(column, target=SKIP, confidence=1.0, reason=Reason.CHOSEN)
    target = next_free(target, taken) or target
    taken.add(target.place)
    return attrs.evolve(column, target=target, on_bad_value=column.on_bad_value or OnBadValue.KEEP)


def _refused_in(alternatives: Sequence[Target]) -> Target | None:
    """Return the opt-outs that a column of these alternatives may hold, None where it holds none.

    They are of what all the alternatives speak of, or of advertising on every channel where they
    differ.  What was proposed as an attribute first is one.
    """
    asked = [t for t in alternatives if t.field == "consent" and t.kind != "date"]
    if not asked or alternatives[0].field == "custom":
        return None
    kinds = {target.kind or "email" for target in asked}
    kind = kinds.pop() if len(kinds) == 1 else "marketing"
    return Target("consent", kind=kind, part=_one_way({target.part for target in asked}))


def _one_way(parts: set[str | None]) -> str:
    """Return how cells are read that may be read in these ways, so that none opts anybody in."""
    if parts == {"optout"}:
        return "optout"
    if parts <= {None, "status", "no"}:
        return "no"
    return "unclear"  # a yes may be an opt-in there, or an opt-out
