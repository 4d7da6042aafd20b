"""What a client said about being contacted: the box of ticks, and everything that was said."""

import hashlib
from collections.abc import Mapping

import attrs

from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.domain.subscriptions import Subscription, SubscriptionKey
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.pages.history import consent_words
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site

_Changes = dict[tuple[Channel | None, str], bool]


@attrs.frozen
class Tick:
    """One box: a channel and a topic.

    Args:
        channel: Such as ``"sms"``, ``"*"`` for every channel.
        topic: Such as ``"MARKETING"``, ``"*"`` for every topic.
        on: Whether the client is subscribed.
        decided: What decided it, None where several channels are asked.
    """

    channel: str
    topic: str
    on: bool
    decided: Subscription | None = None

    @property
    def name(self) -> str:
        """Name of the box in the form."""
        return f"{self.channel}:{self.topic}"


@attrs.frozen
class ConsentBox:
    """The ticks of a client.

    Args:
        topics: Columns: every topic, then each.
        rows: Every channel, then each, with its ticks in the order of *topics*.
        shown: Whose ticks these are and why each is as it is, in one word: the form says it back.
    """

    topics: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Tick, ...]], ...]
    shown: str


def consent_box(
    site: Site, client_id: ClientId, states: Mapping[SubscriptionKey, Subscription]
) -> ConsentBox:
    """Return the box of a client's state: All, then each topic; all channels, then each."""
    topics = (ALL_TOPICS, *(topic.name for topic in site.book.settings.topics))
    rows = [
        (
            "*",
            tuple(Tick("*", t, all(states[c, t].subscribed for c in Channel)) for t in topics),
        )
    ]
    for channel in Channel:
        each = ((t, states[channel, t]) for t in topics)
        ticks = tuple(Tick(channel.value, t, state.subscribed, state) for t, state in each)
        rows.append((channel.value, ticks))
    return ConsentBox(topics, tuple(rows), _shown(client_id, states))


def _shown(client_id: ClientId, states: Mapping[SubscriptionKey, Subscription]) -> str:
    told = sorted((c.value, topic, s.reason.value) for (c, topic), s in states.items())
    return hashlib.blake2b(repr((client_id, told)).encode(), digest_size=8).hexdigest()


def save(request: Request, site: Site) -> Response:
    """Save the ticks that were changed: what is left as it was shown says nothing.

    A tick beside what somebody has said since, or beside another client's after a merge, answers a
    question that was not asked: it is asked again.  What is taken away counts all the same.
    """
    said = _changes(request.form)
    with site.book.context.unit():
        client = site.book.clients.get(request.params["client_id"])
        changes = said if _is_as_shown(request, site, client.id) else _taken_away(said)
        if changes:
            site.book.consent.set_subscriptions(
                request.params["client_id"],
                changes,
                by=request.by,
                evidence=request.form.get("evidence") or None,
            )
    done = "consent_saved" if changes else "nothing_changed"
    if changes != said:
        done = "consent_asked_again"
    return redirect(request, "/clients/{client_id}", client_id=client.id, done=done)


def _is_as_shown(request: Request, site: Site, client_id: ClientId) -> bool:
    shown = request.form.get("shown")
    return not shown or shown == _shown(client_id, site.book.consent.subscriptions(client_id))


def _taken_away(changes: _Changes) -> _Changes:
    return {box: now for box, now in changes.items() if not now}


def _changes(form: Fields) -> _Changes:
    """Return what was ticked or unticked, the widest first: what is more particular follows it."""
    changes: _Changes = {}
    for name, was in form:
        kind, _, box = name.partition(".")
        channel, _, topic = box.partition(":")
        if kind != "was" or was not in ("on", "off") or not topic:
            continue
        now = f"tick.{box}" in form
        if now != (was == "on") and (channel == "*" or channel in _CHANNELS):
            changes[None if channel == "*" else Channel(channel), topic] = now
    return changes


_CHANNELS = frozenset(channel.value for channel in Channel)


def said(request: Request, site: Site) -> Response:
    """Show everything a client said, the latest first."""
    client = site.book.clients.get(request.params["client_id"])
    events = site.book.consent.events(client.id)
    locale = Locale.of(site.book.settings, request.language)
    return render(
        request,
        site,
        "consent/said.html",
        client=client,
        events=events[::-1],
        say=lambda event: consent_words(event, locale),
    )


ROUTES = (
    Route("POST", "/clients/{client_id}/consent", Permission.EDIT, save),
    Route("GET", "/clients/{client_id}/consent", Permission.VIEW, said),
)
