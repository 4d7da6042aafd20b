"""Changing an attribute over a whole book in bounded units of work, while others write.

First every value is looked at: where one has no form in the new type, nothing is changed.  Then
the definition is what it is to be, and the clients follow, some hundreds a unit of work; whoever
writes one meanwhile brings it along (:func:`~clientbook.book.writing.write`).  How far it has come
stands in a record, so that any process goes on where one stopped.

Appointments are changed by the same steps.  They have no place for a text that could not be read:
while their values are looked at, one that has no form in the new type is refused at once.
"""

from collections.abc import Callable, Iterable
from functools import partial

import attrs

from clientbook.book.clients.converting import brought, brought_activity, convert_value
from clientbook.book.clients.holding import ACTIVE, Holding, holding_of
from clientbook.book.contexts import Context
from clientbook.book.pacing import Pace
from clientbook.book.progress import ProgressCallback, report
from clientbook.book.settings import REDEFINING, SETTINGS
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.activities import Activity, Appointment
from clientbook.domain.attributes import AttributeDefinition, AttributeScope
from clientbook.domain.checks import refuse
from clientbook.domain.clients import Actor, Client
from clientbook.errors import InvalidProfileError
from clientbook.messages.issues import Issue
from clientbook.storage.protocols import Record

_MOST_REFUSED = 1_000
"""Holders that are named when a change is refused."""

Switch = Callable[["AttributeChange"], None]
"""Makes the definition what it is to be, inside the caller's unit of work."""

IsTaken = Callable[["AttributeChange"], bool]
"""True where another attribute has the name that one is to have."""


@attrs.frozen
class AttributeChange:
    """A change of an attribute that is under way.

    Args:
        former: Key the attribute had as it began.
        definition: What it is to be.
        actor: Who changes it.
        moving: False while values are looked at and nothing is changed yet.
        place: Which list of holders is gone through.
        after: Place in that list, empty at its beginning.
        done: Holders that were looked at or changed so far.
        total: How many there are to look at and to change, about.
        refused: Ids of those whose value has no form in the new type; the first of them.
    """

    former: str
    definition: AttributeDefinition
    actor: Actor
    moving: bool = False
    place: str = ACTIVE
    after: tuple[str, ...] = attrs.field(default=(), repr=False)
    done: int = 0
    total: int = 0
    refused: tuple[str, ...] = ()

    @property
    def reserved(self) -> str | None:
        """The key that nobody else may define: none before, and none once it is the attribute's."""
        key = self.definition.key
        return None if self.moving or key == self.former else key

    @property
    def holding(self) -> Holding:
        """Who holds the values."""
        return holding_of(self.definition.scope)

    @property
    def bringing(self) -> Callable[[Client], Client] | None:
        """What brings a client along who is read or written meanwhile; None where none is to be."""
        if not self.moving or self.definition.scope is not AttributeScope.CLIENT:
            return None
        return lambda client: brought(client, self.former, self.definition)


def under_way(context: Context) -> AttributeChange | None:
    """Return the change that is under way, None where there is none."""
    record = context.store.get_records(context.book, SETTINGS, [REDEFINING]).get(REDEFINING)
    return None if record is None else from_document(AttributeChange, record.body)


def refuse_reserved(context: Context, definitions: Iterable[AttributeDefinition]) -> None:
    """Refuse to define what an attribute is just being renamed to, inside a unit of work.

    Raises:
        InvalidValueError: One of them has that name.
    """
    now = under_way(context)
    if now is None or now.reserved is None:
        return
    for definition in definitions:
        if (definition.scope, definition.key) == (now.definition.scope, now.reserved):
            raise refuse(
                "attribute.name",
                f"the attribute {now.former!r} is being renamed to {now.definition.name!r};"
                " finish that first with attributes.finish_change(), or take another name",
            )


def begin(context: Context, former: str, definition: AttributeDefinition, by: Actor) -> None:
    """Begin a change, inside the caller's unit of work."""
    holding = holding_of(definition.scope)
    total = 2 * holding.count(context, former)
    change = AttributeChange(former, definition, by, place=holding.places[0], total=total)
    _keep(context, change)


def bring_put(context: Context, activity: Activity) -> Activity:
    """Return an activity that is to be kept as a change under way will have it.

    Raises:
        InvalidProfileError: It has a value that has no form in the new type, while the others are
            looked at.
    """
    now = under_way(context)
    if now is None or now.definition.scope is not AttributeScope.APPOINTMENT:
        return activity
    if now.moving:
        return brought_activity(activity, now.former, now.definition)
    held = activity.payload.attributes if isinstance(activity.payload, Appointment) else ()
    if any(a.key == now.former and convert_value(a.value, now.definition) is None for a in held):
        raise InvalidProfileError(_issues(attrs.evolve(now, refused=(activity.id,))))
    return activity


def finish(
    context: Context, switch: Switch, is_taken: IsTaken, progress: ProgressCallback | None
) -> None:
    """Go on with a change to its end, in bounded units of work; without one, do nothing.

    Raises:
        InvalidProfileError: Values cannot be converted; nothing was changed, the change is over.
        InvalidValueError: Another attribute has the new name by now; likewise.
        OperationCancelledError: *progress* stopped it; the same call goes on.
    """
    pace = Pace()
    while under_way(context) is not None:
        with pace.unit(context, pace.rows):
            now = under_way(context)  # another process may have gone on, or ended it
            taken = now is not None and now.reserved is not None and is_taken(now)
            if taken:
                _end(context)
            after = None if now is None or taken else _step(context, now, pace.rows, switch)
        if taken:
            raise refuse(
                "attribute.name",
                "another attribute was given this name meanwhile, and nothing was changed;"
                " take another name",
            )
        if now is None or after is None:
            refused = () if now is None else now.refused
            if now is not None and not now.moving and refused:
                raise InvalidProfileError(_issues(now))
            return
        report(progress, "redefining", after.done, max(after.total, after.done + 1))


def _step(
    context: Context, now: AttributeChange, limit: int, switch: Switch
) -> AttributeChange | None:
    """Take one step, inside the caller's unit of work; return how it stands, None at its end."""
    places = now.holding.places
    ids, after = now.holding.listed(context, now.former, now.place, now.after, limit)
    if ids:
        now = _worked(context, now, ids)
        return _keep(context, attrs.evolve(now, after=after, done=now.done + len(ids)))
    place = places.index(now.place) + 1
    if place < len(places):
        return _keep(context, attrs.evolve(now, place=places[place], after=()))
    if now.moving or now.refused:
        _end(context)
        return None
    switch(now)
    moving = attrs.evolve(now, moving=True, place=places[0], after=())
    context.take_bringing(moving.bringing)
    return _keep(context, moving)


def _end(context: Context) -> None:
    context.store.delete_records(context.book, SETTINGS, [REDEFINING])
    context.take_bringing(None)


def _keep(context: Context, change: AttributeChange) -> AttributeChange:
    context.store.put_records(context.book, [Record(SETTINGS, REDEFINING, to_document(change))])
    return change


def _worked(context: Context, now: AttributeChange, ids: list[str]) -> AttributeChange:
    if now.moving:
        now.holding.bring(context, now.former, now.definition, ids, actor=now.actor)
        return now
    wrong = _wrong(context, now, ids)
    return attrs.evolve(now, refused=(*now.refused, *wrong)[:_MOST_REFUSED])


def _wrong(context: Context, change: AttributeChange, ids: list[str]) -> list[str]:
    """Return which of these holds a value that has no form in the new type."""
    held = change.holding.held(context, change.former, ids)
    return [i for i, a in held if convert_value(a.value, change.definition) is None]


def _issues(change: AttributeChange) -> tuple[Issue, ...]:
    return tuple(change.holding.issue(holder, change.definition) for holder in change.refused)


bringing_of = partial(from_document, AttributeChange)
"""Reads the record of a change, for whoever follows it."""
