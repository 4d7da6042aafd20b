"""How old a value is by the journal: when it came, not when its client was last changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.duplicates.merge_records import load_merge
from clientbook.book.history.definitions import changes_now
from clientbook.book.history.readings import changes_of
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.journal import EVENT_KINDS, Change, ChangeKind
from clientbook.domain.survivorship import ATTRIBUTE
from clientbook.errors import RecordNotFoundError
from clientbook.merging.survivor_rules import Ages, held

_BACK = (ChangeKind.UNMERGED, ChangeKind.RESTORED)
_ENDS = (ChangeKind.CREATED, ChangeKind.ERASED)


@attrs.frozen
class _Step:
    """One change of a value: what it was from then on."""

    at: datetime
    kind: ChangeKind
    cause: str
    value: Any


def value_ages(context: Context, clients: Sequence[Client], fields: Iterable[str]) -> Ages:
    """Return when each client's value of each field came.

    A value that a merge brought is as old as it was with the absorbed client, one that came back
    when a merge was undone as old as it had been before.

    Args:
        context: The book.
        clients: Whose.
        fields: Fields of the profile, or ``attribute:<key>``.

    Cost: the journal of each client, and of those merged into it.
    """
    ages: dict[tuple[ClientId, str], datetime] = {}
    wanted = tuple(fields)
    for client in clients:
        told = [c for c in changes_of(context, client.id) if c.kind not in EVENT_KINDS]
        changes = changes_now(context, told)
        for field in wanted:
            ages[client.id, field] = _age(context, _steps(client, changes, field), field)
    return ages


def _steps(client: Client, changes: Sequence[Change], field: str) -> list[_Step]:
    """Return how a value changed, oldest first; *changes* are newest first."""
    root = "attributes" if field.startswith(ATTRIBUTE) else field
    steps: list[_Step] = []
    value = held(client, field)
    for change in changes:
        before = dict(change.before)
        if change.kind in _ENDS:
            steps.append(_Step(change.at, change.kind, change.cause, value))
            break
        if root in before:
            profile = attrs.evolve(client.profile, **{root: before[root]})
            earlier = held(attrs.evolve(client, profile=profile), field)
            if earlier != value:
                steps.append(_Step(change.at, change.kind, change.cause, value))
                value = earlier
    if not steps:
        steps.append(_Step(client.created_at, ChangeKind.CREATED, "", value))
    return steps[::-1]


def _age(context: Context, steps: list[_Step], field: str) -> datetime:
    step, earlier = steps[-1], steps[:-1]
    if step.kind in _BACK:
        for place in range(len(earlier) - 1, -1, -1):
            if earlier[place].value == step.value:
                return _age(context, earlier[: place + 1], field)
    if step.kind is ChangeKind.MERGED:
        return _merged_age(context, step, earlier, field)
    return step.at


def _merged_age(context: Context, step: _Step, earlier: list[_Step], field: str) -> datetime:
    """Return the age of what a merge made: of the same value before, else of its newest part."""
    try:
        record = load_merge(context, step.cause.removeprefix("merge:"))
    except RecordNotFoundError:
        return step.at
    if any(choice.field == field and choice.given for choice in record.choices):
        return step.at  # somebody said it then
    absorbed = context.store.get_clients(context.book, record.absorbed_ids)
    with_value = [c for c in absorbed.values() if held(c, field) is not None]
    ages = value_ages(context, with_value, [field])
    same = [ages[c.id, field] for c in with_value if held(c, field) == step.value]
    if same:
        return max(same)
    if earlier and earlier[-1].value is not None:
        return max([_age(context, earlier, field), *ages.values()])
    return max(ages.values(), default=step.at)
