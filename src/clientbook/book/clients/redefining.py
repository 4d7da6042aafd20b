"""Changing an attribute over a whole book in bounded units of work, while others write.

First every value is looked at: where one has no form in the new type, nothing is changed.  Then
the definition is what it is to be, and the clients follow, some hundreds a unit of work; whoever
writes one meanwhile brings it along (:func:`~clientbook.book.writing.write`).  How far it has come
stands in a record, so that any process goes on where one stopped.
"""

from collections.abc import Callable
from functools import partial

import attrs

from clientbook.book.clients.converting import brought, convert_value
from clientbook.book.contexts import Context
from clientbook.book.pacing import Pace
from clientbook.book.progress import ProgressCallback, report
from clientbook.book.resolving import REDIRECTS
from clientbook.book.settings import REDEFINING, SETTINGS
from clientbook.book.writing import DELETED, Edit, write
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.journal import ChangeKind
from clientbook.errors import InvalidProfileError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.searching.facets import attribute_facet
from clientbook.storage.protocols import FacetFilter, Record

_PLACES = ("active", DELETED, REDIRECTS)
"""Where clients are listed: who was deleted or merged may come back, and is brought along too."""

_MOST_REFUSED = 1_000
"""Clients that are named when a change is refused."""

Switch = Callable[["AttributeChange"], None]
"""Makes the definition what it is to be, inside the caller's unit of work."""


@attrs.frozen
class AttributeChange:
    """A change of an attribute that is under way.

    Args:
        former: Key the attribute had as it began.
        definition: What it is to be.
        actor: Who changes it.
        moving: False while values are looked at and nothing is changed yet.
        place: Which list of clients is gone through.
        after: Place in that list, empty at its beginning.
        done: Clients that were looked at or changed so far.
        total: How many there are to look at and to change, about.
        refused: Clients whose value has no form in the new type; the first of them.
    """

    former: str
    definition: AttributeDefinition
    actor: Actor
    moving: bool = False
    place: str = _PLACES[0]
    after: tuple[str, ...] = ()
    done: int = 0
    total: int = 0
    refused: tuple[ClientId, ...] = ()

    def bring(self, client: Client) -> Client:
        """Return a client as the definition is to have it."""
        return brought(client, self.former, self.definition)


def under_way(context: Context) -> AttributeChange | None:
    """Return the change that is under way, None where there is none."""
    record = context.store.get_records(context.book, SETTINGS, [REDEFINING]).get(REDEFINING)
    return None if record is None else from_document(AttributeChange, record.body)


def begin(context: Context, former: str, definition: AttributeDefinition, by: Actor) -> None:
    """Begin a change, inside the caller's unit of work."""
    where = FacetFilter(all_of=frozenset({attribute_facet(former)}))
    total = 2 * context.store.count_clients(context.book, where)
    _keep(context, AttributeChange(former, definition, by, total=total))


def finish(context: Context, switch: Switch, progress: ProgressCallback | None) -> None:
    """Go on with a change to its end, in bounded units of work; without one, do nothing.

    Raises:
        InvalidProfileError: Values cannot be converted; nothing was changed, the change is over.
        OperationCancelledError: *progress* stopped it; the same call goes on.
    """
    pace = Pace()
    while under_way(context) is not None:
        with pace.unit(context, pace.rows):
            now = under_way(context)  # another process may have gone on, or ended it
            after = None if now is None else _step(context, now, pace.rows, switch)
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
    ids, after = _listed(context, now, limit)
    if ids:
        now = _worked(context, now, ids)
        return _keep(context, attrs.evolve(now, after=after, done=now.done + len(ids)))
    place = _PLACES.index(now.place) + 1
    if place < len(_PLACES):
        return _keep(context, attrs.evolve(now, place=_PLACES[place], after=()))
    if now.moving or now.refused:
        context.store.delete_records(context.book, SETTINGS, [REDEFINING])
        context.take_bringing(None)
        return None
    switch(now)
    moving = attrs.evolve(now, moving=True, place=_PLACES[0], after=())
    context.take_bringing(moving.bring)
    return _keep(context, moving)


def _keep(context: Context, change: AttributeChange) -> AttributeChange:
    context.store.put_records(context.book, [Record(SETTINGS, REDEFINING, to_document(change))])
    return change


def _listed(
    context: Context, now: AttributeChange, limit: int
) -> tuple[list[ClientId], tuple[str, ...]]:
    """Return the next clients of the list that is gone through, and the place of the last."""
    store, book = context.store, context.book
    after = (now.after[0], now.after[1]) if now.after else None
    if now.place == _PLACES[0]:
        where = FacetFilter(all_of=frozenset({attribute_facet(now.former)}))
        page = store.list_clients(book, where, after=after, limit=limit)
        return [client_id for _, client_id in page], page[-1] if page else ()
    records = store.list_records(book, now.place, after=after, limit=limit)
    return [record.id for record in records], ("", records[-1].id) if records else ()


def _worked(context: Context, now: AttributeChange, ids: list[ClientId]) -> AttributeChange:
    clients = list(context.store.get_clients(context.book, ids).values())
    if now.moving:
        edits = [Edit(ChangeKind.UPDATED, client, now.bring(client)) for client in clients]
        changed = [edit for edit in edits if edit.after is not edit.before]
        write(context, changed, actor=now.actor, cause=f"definition:{now.definition.key}")
        return now
    wrong = tuple(client.id for client in clients if _is_wrong(client, now))
    return attrs.evolve(now, refused=(*now.refused, *wrong)[:_MOST_REFUSED])


def _is_wrong(client: Client, now: AttributeChange) -> bool:
    held = (a.value for a in client.profile.attributes if a.key == now.former)
    return any(convert_value(value, now.definition) is None for value in held)


def _issues(change: AttributeChange) -> tuple[Issue, ...]:
    definition = change.definition
    reason = "the value of client {} is no {}"
    return tuple(
        Issue.of(
            IssueCode.INVALID_VALUE,
            f"custom:{definition.key}",
            reason=reason.format(client_id, definition.type.value),
        )
        for client_id in change.refused
    )


bringing_of = partial(from_document, AttributeChange)
"""Reads the record of a change, for whoever follows it."""
