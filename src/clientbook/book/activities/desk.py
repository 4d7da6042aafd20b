"""The activities desk: what happened between a client and the business."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from clientbook.book.activities.kept import StoreActivities
from clientbook.book.activities.reading import (
    When,
    activity_key,
    read_activities,
    read_appointments,
)
from clientbook.book.activities.timelines import BookKind, TimelineEntry, read_timeline
from clientbook.book.clients.attributes import check_activity, load_definitions
from clientbook.book.clients.overviews import counts_of, visits_of
from clientbook.book.contexts import Context
from clientbook.book.lists.facets import refresh_visits_later
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.book.resolving import known_as, load, load_active, resolve
from clientbook.book.writing import record_event
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    AppointmentStatus,
    Attendee,
)
from clientbook.domain.attributes import attribute_key, by_any_name
from clientbook.domain.checks import check_type, refuse
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.doors import guarded
from clientbook.domain.journal import ChangeKind
from clientbook.domain.ports import TimelineKey, Visits
from clientbook.domain.sales import Estimate, Invoice, Ticket
from clientbook.errors import RecordNotFoundError, StaleRevisionError
from clientbook.parsing.attributes import attribute_text

_PAGE = 500


@attrs.frozen
class Statistics:
    """Counts and sums over a client's activities.

    Args:
        counts: Activities per kind; a kind no source has is absent.
        appointments: Appointments per status.
        totals: Sums per kind of document and currency, such as ``("ticket", "EUR")``.
        visits: The last and next appointment.
    """

    counts: Mapping[ActivityKind, int]
    appointments: Mapping[AppointmentStatus, int]
    totals: Mapping[tuple[ActivityKind, str], Decimal]
    visits: Visits


@attrs.frozen
class MergeFields:
    """Values for the fields of a message template.

    Args:
        values: Text per field; empty where the client has none.
        missing: Names of the fields that are empty, sorted.
    """

    values: Mapping[str, str] = attrs.field(repr=False)
    missing: tuple[str, ...]


@guarded
@attrs.frozen
class ActivityDesk:
    """Reads the activities of every source, and keeps those of hosts without tables of their own.

    Args:
        context: The book.
    """

    context: Context

    @property
    def _kept(self) -> StoreActivities:
        return StoreActivities(self.context.store)

    def put(self, activity: Activity, *, by: Actor, expected: int | None = None) -> Activity:
        """Keep an activity in the store, or replace the one of the same kind and id.

        An activity that was read here knows its revision: changed with ``attrs.evolve`` and put
        back, it is refused when somebody wrote meanwhile.  One made anew (``Activity.of``) says
        nothing of what its maker had read, and replaces whatever stands.

        Args:
            activity: What to keep.
            by: Who keeps it.
            expected: The revision the editor had read, 0 when there must be none yet; None takes
                the activity's own.

        Returns:
            The activity as kept, with its new revision.

        Raises:
            StaleRevisionError: Somebody changed it first, such as a client who cancelled; the
                error carries theirs and yours.
            ClientNotFoundError: A client is unknown.
            ClientStateError: A client of a new activity is deleted or erased.
            InvalidProfileError: An attribute of an appointment is not defined so.
            InvalidValueError: The book was opened with other kinds, a rating is beyond its scale,
                or a file has no name or type.
        """
        check_type("activity", activity, Activity, "see Activity.of")
        self._check_kept(activity.kind)
        if expected is None and activity.revision:
            expected = activity.revision
        with self.context.unit():
            self._check_fresh(activity.kind, activity.id, expected, yours=activity)
            activity = self._of_survivors(check_activity(self.context, activity))
            before = self._kept.put(self.context.book, activity)
            ids = {*activity.client_ids, *(before.client_ids if before else ())}
            word = "replaced" if before else "added"
            self._journal(activity, ids, word, by)
            return self.get(activity.kind, activity.id)

    def _check_kept(self, kind: ActivityKind) -> None:
        """Refuse a kind that the store was not to keep for this host: nobody would read it."""
        kept = [s.kinds for s in self.context.sources if isinstance(s, StoreActivities)]
        if kept and kind not in frozenset().union(*kept):
            raise refuse("activity.kind", "the book was opened without this kind; see kinds=")

    def _check_fresh(
        self,
        kind: ActivityKind,
        activity_id: str,
        expected: int | None,
        *,
        yours: Activity | None = None,
    ) -> None:
        """Refuse what was read before somebody else wrote."""
        if expected is None:
            return
        theirs = self._kept.get(self.context.book, kind, activity_id)
        actual = theirs.revision if theirs else 0
        if actual != expected:
            raise StaleRevisionError(
                f"{kind.value}:{activity_id}",
                expected,
                actual,
                what="activity",
                theirs=theirs,
                yours=yours,
            )

    def remove(
        self, kind: ActivityKind, activity_id: str, *, by: Actor, expected: int | None = None
    ) -> None:
        """Remove an activity from the store; its clients stay (SPEC V38).

        Args:
            kind: Its kind.
            activity_id: Its id.
            by: Who removes it.
            expected: The revision the editor had read; None removes whatever stands.

        Raises:
            RecordNotFoundError: There is none.
            StaleRevisionError: Somebody changed it first.
        """
        with self.context.unit():
            activity = self.get(kind, activity_id)
            self._check_fresh(kind, activity_id, expected)
            self._kept.remove(self.context.book, kind, activity_id)
            self._journal(activity, set(activity.client_ids), "removed", by)

    def changed_elsewhere(self, client_ids: Collection[ClientId]) -> None:
        """Say that appointments of these clients changed in tables of the host's own.

        Lists, profiles and self-service ask the sources each time.  Filters by appointments are
        answered from what was written down: call this in the transaction of the change, and once
        for everybody when a source is new.

        Args:
            client_ids: Whose appointments; of a merged client the survivor is meant, and ids that
                nobody has are passed over.
        """
        with self.context.unit():
            refresh_visits_later(self.context, client_ids)

    def get(self, kind: ActivityKind, activity_id: str) -> Activity:
        """Return an activity kept in the store.

        Raises:
            RecordNotFoundError: There is none.
        """
        activity = self._kept.get(self.context.book, ActivityKind(kind), activity_id)
        if activity is None:
            raise RecordNotFoundError(str(kind), activity_id)
        return activity

    def timeline(
        self,
        client_id: ClientId,
        *,
        kinds: Collection[ActivityKind | BookKind] | None = None,
        event_types: Collection[str] | None = None,
        before: Cursor | None = None,
        limit: int = 50,
    ) -> Page[TimelineEntry]:
        """Return everything that concerns a client, newest first.

        Activities of every source, notes, consent, imports and merges, in the order of time
        descending, kind, id.  Pages read one after the other equal the whole list, also while
        newer entries are written.  What the book did stands in the order in which it was written,
        where clocks of several machines say otherwise.

        A page looks through a thousand changes of the journal at most: of a client with a long
        history of edits it may hold fewer entries than *limit*, or none, with ``next`` set.

        Args:
            client_id: Whose.
            kinds: Only these kinds; None for all.
            event_types: Of the events of the host's trade only those of these types, such as
                ``["REPAIR_ORDER"]``, letter case aside; None for all.
            before: ``next`` of the page before, None for the newest.
            limit: Most entries of a page, 1 to 1000.

        Cost: that of a page, however long the client's history is.
        """
        return read_timeline(
            self.context,
            client_id,
            kinds=kinds,
            event_types=event_types,
            before=before,
            limit=limit,
        )

    def appointments(
        self,
        client_id: ClientId,
        *,
        when: When | None = None,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Activity]:
        """Return appointments with their status, cancelled ones included.

        Upcoming ones come soonest first, past ones and both together newest first.  One that
        starts exactly now, or is under way, is past.
        """
        client = load(self.context, client_id)
        start = None
        if after is not None:
            descending_at, kind, activity_id = read_cursor(after, int, str, str)
            start = TimelineKey(int(descending_at), str(kind), str(activity_id))
        found = read_appointments(self.context, client.id, when=when, after=start, limit=limit + 1)
        if len(found) <= limit:
            return Page(found)
        last = activity_key(found[limit - 1])
        return Page(found[:limit], make_cursor(last.descending_at, last.kind, last.id))

    def statistics(self, client_id: ClientId) -> Statistics:
        """Return counts and sums over all activities of a client.

        Cost: grows with the client's appointments, tickets, invoices and estimates.
        """
        client = load(self.context, client_id)
        statuses: Counter[AppointmentStatus] = Counter()
        totals: dict[tuple[ActivityKind, str], Decimal] = {}
        for activity in self._counted(client.id):
            match activity.payload:
                case Appointment() as appointment:
                    statuses[appointment.status] += 1
                case Ticket() | Invoice() | Estimate() as document:
                    key = (activity.kind, document.currency)
                    totals[key] = totals.get(key, Decimal(0)) + document.total
        now = self.context.clock()
        return Statistics(
            counts_of(self.context, [client.id]),
            dict(sorted(statuses.items())),
            dict(sorted(totals.items())),
            visits_of(self.context, [client.id], now).get(client.id, Visits()),
        )

    def merge_fields(
        self, client_id: ClientId, *, fields: Sequence[str] | None = None
    ) -> MergeFields:
        """Return values for message templates: names, contact points, custom attributes.

        Args:
            client_id: Whose.
            fields: The names a template uses; one that is unknown is empty and missing, so that
                a raw token never reaches a client.  None gives all.
        """
        client = load(self.context, client_id)
        profile = client.profile
        name = profile.name
        phone, email = profile.preferred_phone, profile.preferred_email
        values = {
            "name": profile.display_name,
            "given_name": (name.given if name else None) or "",
            "family_name": (name.family if name else None) or "",
            "company": profile.company or "",
            "phone": phone.e164 if phone else "",
            "email": email.address if email else "",
        }
        language = self.context.settings.language
        definitions = load_definitions(self.context)
        # a template may ask by a name of before; without *fields* each attribute comes once
        known = definitions if fields is None else by_any_name(definitions)
        for key, definition in known.items():
            value = profile.attribute(definition.key)
            text = "" if value is None else attribute_text(value, language)
            values.setdefault(key, text)
            values[f"attribute:{key}"] = text  # also where a field of the profile has the name
        if fields is not None:
            values = {field: values.get(attribute_key(field), "") for field in fields}
        else:
            values = {k: v for k, v in values.items() if not k.startswith("attribute:")}
        return MergeFields(values, tuple(sorted(key for key, text in values.items() if not text)))

    def seated_together(self, a: ClientId, b: ClientId) -> int:
        """Return in how many group appointments two clients both had a seat: two persons then."""
        clients = resolve(self.context, [a, b])
        if a not in clients or b not in clients or clients[a].id == clients[b].id:
            return 0
        return self._kept.seated_together(self.context.book, clients[a].id, clients[b].id)

    def _counted(self, client_id: ClientId) -> Iterator[Activity]:
        kinds = frozenset(
            {
                ActivityKind.APPOINTMENT,
                ActivityKind.TICKET,
                ActivityKind.INVOICE,
                ActivityKind.ESTIMATE,
            }
        )
        ids = known_as(self.context, [client_id])[client_id]
        after: TimelineKey | None = None
        while page := read_activities(self.context, ids, kinds, after=after, limit=_PAGE):
            yield from page
            after = activity_key(page[-1])

    def _of_survivors(self, activity: Activity) -> Activity:
        """Return the activity with ids that answer now."""
        known = self._kept.get(self.context.book, activity.kind, activity.id)
        held = set(known.client_ids) if known else set()
        ids = {
            i: load(self.context, i).id if i in held else load_active(self.context, i).id
            for i in activity.client_ids
        }
        if all(old == new for old, new in ids.items()):
            return activity
        if isinstance(activity.payload, Appointment):
            seats = [Attendee(ids[a.client_id], a.cancelled) for a in activity.payload.attendees]
            return Activity.of(activity.id, attrs.evolve(activity.payload, attendees=seats))
        return attrs.evolve(activity, client_ids=tuple(ids.values()))

    def _journal(self, activity: Activity, ids: set[ClientId], word: str, by: Actor) -> None:
        clients = self.context.store.get_clients(self.context.book, ids)
        for client in clients.values():
            record_event(
                self.context,
                ChangeKind.ACTIVITY,
                actor=by,
                client=client,
                cause=f"{activity.kind.value}:{activity.id}",
                fields=(word,),
            )
        if activity.kind is ActivityKind.APPOINTMENT:
            refresh_visits_later(self.context, ids)
