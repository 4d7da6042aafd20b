"""The salon's appointments as the book reads them: timelines, last and next visit, filters."""

from datetime import timedelta

from django.db.models import Max, Min, Q

from clientbook.domain.activities import Activity, ActivityKind, Attendee
from clientbook.domain.activities import Appointment as Visit
from clientbook.domain.ports import TimelineKey, Visits

from .models import Appointment

LENGTH = timedelta(hours=1)


class Appointments:
    """Reads the table of appointments; the book copies nothing of it."""

    kinds = frozenset({ActivityKind.APPOINTMENT})

    def __init__(self, using):
        self.rows = Appointment.objects.using(using)

    def activities(self, book, client_ids, *, kinds, after=None, limit, ascending=False):
        rows = self.rows.filter(client_id__in=client_ids)
        if after is not None:  # rows of the very moment may come before or behind the key
            edge = {"starts_at__gte" if ascending else "starts_at__lte": after.at}
            rows = rows.filter(**edge)
        order = ("starts_at", "-pk") if ascending else ("-starts_at", "pk")
        found = []
        for row in rows.order_by(*order).iterator(chunk_size=limit + 1):
            activity = _activity(row)
            if len(found) >= limit and activity.at != found[-1].at:
                break
            if after is None or (_key(activity) < after if ascending else _key(activity) > after):
                found.append(activity)
        return sorted(found, key=_key, reverse=ascending)[:limit]

    def counts(self, book, client_ids):
        return {ActivityKind.APPOINTMENT: self.rows.filter(client_id__in=client_ids).count()}

    def visits(self, book, client_ids, now):
        around = (
            self.rows.filter(client_id__in=client_ids)
            .order_by()
            .values_list("client_id")
            .annotate(
                last=Max("starts_at", filter=Q(starts_at__lte=now)),
                coming=Min("starts_at", filter=Q(starts_at__gt=now)),
            )
        )
        return {client_id: Visits(last, coming) for client_id, last, coming in around}


def _activity(row):
    visit = Visit(row.starts_at, LENGTH, (Attendee(row.client_id),), title=row.service)
    return Activity.of(str(row.pk), visit)


def _key(activity):
    return TimelineKey.of(activity.at, activity.kind.value, activity.id)
