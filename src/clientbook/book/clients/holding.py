"""Where the values of an attribute are held: clients, and the appointments kept in the store.

Whatever changes an attribute with its values asks here, so that each scope is changed by the same
steps.  Appointments in tables of the host's own are the host's to change.
"""

from collections.abc import Collection, Iterator
from typing import Protocol

from clientbook.book.activities.kept import ACTIVITIES, StoreActivities
from clientbook.book.clients.converting import brought, brought_activity
from clientbook.book.contexts import Context
from clientbook.book.resolving import REDIRECTS
from clientbook.book.said import say_as_defined
from clientbook.book.writing import DELETED, Edit, make_event, write
from clientbook.convert.activities import activity_from_document
from clientbook.domain.activities import Activity, ActivityKind, Appointment
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeScope
from clientbook.domain.clients import Actor
from clientbook.domain.journal import ChangeKind
from clientbook.messages.issues import Issue, IssueCode
from clientbook.searching.facets import attribute_facet
from clientbook.storage.protocols import FacetFilter

ACTIVE = "active"
"""The list in which clients stand by their sort names; others are lists of records."""

Place = tuple[str, ...]
"""Where a list was left: the order and the id of the last one, empty at its beginning."""


class Holding(Protocol):
    """Who holds the values of one scope.

    Every method works inside the caller's unit of work.
    """

    places: tuple[str, ...]
    """The lists in which holders stand."""

    def count(self, context: Context, key: str) -> int:
        """Return how many hold the attribute, about; 0 where counting is reading them all."""

    def listed(
        self, context: Context, key: str, place: str, after: Place, limit: int
    ) -> tuple[list[str], Place]:
        """Return the next ids of a list that may hold the attribute, and the place of the last."""

    def held(
        self, context: Context, key: str, ids: Collection[str]
    ) -> Iterator[tuple[str, Attribute]]:
        """Yield who of these holds the attribute, by the id to name them by, and what."""

    def issue(self, holder: str, definition: AttributeDefinition) -> Issue:
        """Return what is said of a holder whose value has no form in the type of a definition."""

    def bring(
        self,
        context: Context,
        former: str,
        definition: AttributeDefinition,
        ids: Collection[str],
        *,
        actor: Actor,
    ) -> None:
        """Give the values of these the name and the type of the changed definition."""


class _Clients:
    """Clients, those who are deleted or merged included: they may come back with their values."""

    places: tuple[str, ...] = (ACTIVE, DELETED, REDIRECTS)

    def count(self, context: Context, key: str) -> int:
        return context.store.count_clients(context.book, _with_attribute(key))

    def listed(
        self, context: Context, key: str, place: str, after: Place, limit: int
    ) -> tuple[list[str], Place]:
        start = (after[0], after[1]) if after else None
        if place != ACTIVE:
            return _records(context, place, "", start, limit)
        where = _with_attribute(key)
        page = context.store.list_clients(context.book, where, after=start, limit=limit)
        return [client_id for _, client_id in page], page[-1] if page else ()

    def held(
        self, context: Context, key: str, ids: Collection[str]
    ) -> Iterator[tuple[str, Attribute]]:
        for client in context.store.get_clients(context.book, ids).values():
            yield from ((client.id, a) for a in client.profile.attributes if a.key == key)

    def issue(self, holder: str, definition: AttributeDefinition) -> Issue:
        reason = f"the value of client {holder} is no {definition.type.value}"
        return _refused(definition, holder, reason)

    def bring(
        self,
        context: Context,
        former: str,
        definition: AttributeDefinition,
        ids: Collection[str],
        *,
        actor: Actor,
    ) -> None:
        clients = context.store.get_clients(context.book, ids).values()
        edits = [
            Edit(ChangeKind.UPDATED, client, after)
            for client in clients
            if (after := brought(client, former, definition)) is not client
        ]
        write(context, edits, actor=actor, cause=f"definition:{definition.key}")
        say_as_defined(context, [(edit.before, edit.after) for edit in edits if edit.before])


class _Appointments:
    """Appointments that are kept in the store."""

    places: tuple[str, ...] = (ACTIVITIES,)

    def count(self, context: Context, key: str) -> int:
        return 0

    def listed(
        self, context: Context, key: str, place: str, after: Place, limit: int
    ) -> tuple[list[str], Place]:
        start = (after[0], after[1]) if after else None
        return _records(context, place, f"{ActivityKind.APPOINTMENT.value}:", start, limit)

    def held(
        self, context: Context, key: str, ids: Collection[str]
    ) -> Iterator[tuple[str, Attribute]]:
        for activity in _activities(context, ids):
            if isinstance(payload := activity.payload, Appointment):
                yield from ((activity.id, a) for a in payload.attributes if a.key == key)

    def issue(self, holder: str, definition: AttributeDefinition) -> Issue:
        reason = f"the value of appointment {holder} is no {definition.type.value}"
        return _refused(definition, holder, reason)

    def bring(
        self,
        context: Context,
        former: str,
        definition: AttributeDefinition,
        ids: Collection[str],
        *,
        actor: Actor,
    ) -> None:
        changed = [
            after
            for activity in _activities(context, ids)
            if (after := brought_activity(activity, former, definition)) is not activity
        ]
        context.rehearse(len(changed))
        kept = StoreActivities(context.store)
        for activity in changed:
            kept.put(context.book, activity)
            clients = context.store.get_clients(context.book, activity.client_ids).values()
            events = [
                make_event(
                    context,
                    ChangeKind.ACTIVITY,
                    actor=actor,
                    client=client,
                    cause=f"{activity.kind.value}:{activity.id}",
                    fields=("replaced",),
                )
                for client in clients
            ]
            context.store.append_changes(context.book, events)


def _refused(definition: AttributeDefinition, holder: str, reason: str) -> Issue:
    field = f"custom:{definition.key}"
    return Issue.of(IssueCode.INVALID_VALUE, field, reason=reason, holder=holder)


def _with_attribute(key: str) -> FacetFilter:
    return FacetFilter(all_of=frozenset({attribute_facet(key)}))


def _records(
    context: Context, place: str, prefix: str, after: tuple[str, str] | None, limit: int
) -> tuple[list[str], Place]:
    records = context.store.list_records(
        context.book, place, prefix=prefix, after=after, limit=limit
    )
    return [record.id for record in records], ("", records[-1].id) if records else ()


def _activities(context: Context, ids: Collection[str]) -> Iterator[Activity]:
    records = context.store.get_records(context.book, ACTIVITIES, ids)
    return (activity_from_document(record.body) for record in records.values())


_HOLDINGS: dict[AttributeScope, Holding] = {
    AttributeScope.CLIENT: _Clients(),
    AttributeScope.APPOINTMENT: _Appointments(),
}


def holding_of(scope: AttributeScope) -> Holding:
    """Return who holds the values of a scope."""
    return _HOLDINGS[scope]
