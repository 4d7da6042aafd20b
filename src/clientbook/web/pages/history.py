"""What happened with a client: the timeline, and every change with its values."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from clientbook.book.activities.timelines import BookEvent, BookKind, TimelineEntry
from clientbook.book.history.desk import Event, HistoryEntry
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    BusinessEvent,
    Conversation,
    Message,
    Review,
)
from clientbook.domain.clients import Actor
from clientbook.domain.consents import ALL_TOPICS, ConsentEvent
from clientbook.domain.journal import EVENT_KINDS, ChangeKind
from clientbook.domain.notes import Note
from clientbook.domain.sales import Estimate, Invoice, LoyaltyCard, Package, Ticket
from clientbook.messages.page_texts import has_text
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.rendering import render
from clientbook.web.routing import Route, Site
from clientbook.web.values import title_of_field, value_lines

PAGE = 50
KINDS: dict[str, ActivityKind | BookKind] = {k.value: k for k in (*ActivityKind, *BookKind)}


@attrs.frozen
class TimelineLine:
    """An entry of the timeline in words.

    Args:
        kind: Which kind of entry.
        at: When.
        title: What it is.
        text: What it says, may be empty.
        by: Who did it, None where nobody is named.
    """

    kind: str
    at: datetime
    title: str
    text: str = attrs.field(default="", repr=False)
    by: Actor | None = None


@attrs.frozen
class TimelineLines:
    """A page of the timeline in words.

    Args:
        lines: The entries, newest first.
        next: Where the next page begins, empty at the end.
    """

    lines: tuple[TimelineLine, ...]
    next: str = ""


def timeline_lines(
    site: Site,
    locale: Locale,
    client_id: str,
    *,
    kind: str = "",
    before: str = "",
    limit: int = PAGE,
) -> TimelineLines:
    """Return a page of everything that concerns a client, in words."""
    kinds = [KINDS[kind]] if kind in KINDS else None
    page = site.book.activities.timeline(client_id, kinds=kinds, before=before or None, limit=limit)
    return TimelineLines(tuple(_line(entry, locale) for entry in page), page.next or "")


def _line(entry: TimelineEntry, locale: Locale) -> TimelineLine:
    what = entry.what
    kind = entry.kind.value
    title = locale.word("clients.kind", kind)
    match what:
        case Note():
            return TimelineLine(kind, entry.at, title, what.body, what.author)
        case ConsentEvent():
            return TimelineLine(kind, entry.at, title, consent_words(what, locale), what.actor)
        case BookEvent():
            text = locale.word("clients.change", what.kind.value)
            return TimelineLine(kind, entry.at, title, text, what.actor)
        case Activity():
            return TimelineLine(kind, entry.at, title, _activity_words(what, locale))


def consent_words(event: ConsentEvent, locale: Locale) -> str:
    """Return what was said, such as ``yes to MARKETING by sms``."""
    return locale.t(
        f"clients.said_{event.state.value}",
        topic=_topic(event.topic, locale),
        channel=locale.word("clients.channel", event.channel.value if event.channel else "*"),
    )


def _activity_words(activity: Activity, locale: Locale) -> str:
    what = activity.payload
    match what:
        case Appointment():
            status = what.status_text or locale.word("clients.appointment", what.status.value)
            parts: list[object] = [what.title, status, what.employee]
        case Conversation():
            parts = [what.subject, locale.word("clients.conversation", what.status.value)]
        case Message():
            parts = [what.text, *(file.name for file in what.attachments)]
        case Invoice() | Estimate():
            status = locale.word("clients.document", what.status.value)
            parts = [what.number, f"{locale.amount(what.total)} {what.currency}", status]
        case LoyaltyCard():
            parts = [what.program, locale.amount(what.balance)]
        case Package():
            parts = [what.name, f"{what.used} / {what.sessions}"]
        case Review():
            rating = f"{locale.amount(what.rating)} / {locale.amount(what.scale)}"
            parts = [what.source, rating, what.comment]
        case BusinessEvent():
            parts = [what.type, what.title]
        case Ticket():
            parts = [
                f"{locale.amount(what.total)} {what.currency}",
                *(line.label for line in what.lines),
            ]
    return " · ".join(str(part) for part in parts if part)


def timeline(request: Request, site: Site) -> Response:
    """Show everything that concerns a client, page by page, of one kind where it is asked for."""
    locale = Locale.of(site.book.settings, request.language)
    client = site.book.clients.get(request.params["client_id"])
    kind, before = request.query.get("kind"), request.query.get("before")
    found = timeline_lines(site, locale, client.id, kind=kind, before=before)
    more = Fields({"kind": kind, "before": found.next}) if found.next else None
    return render(
        request,
        site,
        "history/timeline.html",
        client=client,
        timeline=found,
        kinds=list(KINDS),
        kind=kind,
        next_page=more,
    )


@attrs.frozen
class ChangeLine:
    """A change of one field, in words.

    Args:
        title: What the field is called.
        before: What it said, line by line.
        after: What it says since.
    """

    title: str
    before: tuple[str, ...] = attrs.field(repr=False)
    after: tuple[str, ...] = attrs.field(repr=False)


def changes(request: Request, site: Site) -> Response:
    """Show every change of a client with what was there before."""
    locale = Locale.of(site.book.settings, request.language)
    client = site.book.clients.get(request.params["client_id"])
    entries = site.book.history.history(client.id)
    names = {one.key: one.name for one in site.book.attributes.list()}
    first = request.query.number("from")
    shown = entries[first : first + PAGE]
    return render(
        request,
        site,
        "history/changes.html",
        client=client,
        entries=[
            (entry.event, _change_lines(entry, locale, names), _event_words(entry.event, locale))
            for entry in shown
        ],
        next_page=Fields({"from": str(first + PAGE)}) if first + PAGE < len(entries) else None,
        days=site.book.settings.restore_days,
    )


def _event_words(event: Event, locale: Locale) -> str:
    """Return what happened around a client in words: its fields name it, never a value."""
    if event.kind is ChangeKind.CONSENT:
        return ", ".join(_consent_field(field, locale) for field in event.fields)
    if event.kind in EVENT_KINDS:
        return ", ".join(locale.word("clients.event", field) for field in event.fields)
    return ""


def _consent_field(field: str, locale: Locale) -> str:
    """Return what was said, of which the journal keeps ``channel:topic:state``."""
    channel, _, rest = field.partition(":")
    topic, _, state = rest.rpartition(":")
    key = f"clients.said_{state}"
    if not has_text(key):
        return field
    return locale.t(
        key, topic=_topic(topic, locale), channel=locale.word("clients.channel", channel)
    )


def _topic(topic: str, locale: Locale) -> str:
    everything = topic == ALL_TOPICS
    return locale.t("clients.topic_all") if everything else locale.word("clients.topic", topic)


def _change_lines(
    entry: HistoryEntry, locale: Locale, names: Mapping[str, str]
) -> list[ChangeLine]:
    return [
        ChangeLine(
            title_of_field(change.field, locale),
            value_lines(change.before, locale, names),
            value_lines(change.after, locale, names),
        )
        for change in entry.changes
    ]


ROUTES = (
    Route("GET", "/clients/{client_id}/timeline", Permission.VIEW, timeline),
    Route("GET", "/clients/{client_id}/history", Permission.VIEW, changes),
)
