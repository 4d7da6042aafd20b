"""What a client said about being contacted: the box of ticks, and everything that was said."""

from collections.abc import Mapping

import attrs

from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.domain.subscriptions import Subscription, SubscriptionKey
from clientbook.web.exchange import Fields, Permission, Request, Response
from clientbook.web.locales import Locale
from clientbook.web.pages.history import consent_words
from clientbook.web.rendering import redirect, render
from clientbook.web.routing import Route, Site


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
    """

    topics: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Tick, ...]], ...]


def consent_box(site: Site, states: Mapping[SubscriptionKey, Subscription]) -> ConsentBox:
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
    return ConsentBox(topics, tuple(rows))


def save(request: Request, site: Site) -> Response:
    """Save the ticks that were changed: what is left as it was shown says nothing."""
    client_id = request.params["client_id"]
    changes = _changes(request.form)
    if changes:
        site.book.consent.set_subscriptions(
            client_id,
            changes,
            by=request.by,
            evidence=request.form.get("evidence") or None,
        )
    done = "consent_saved" if changes else "nothing_changed"
    return redirect(request, "/clients/{client_id}", client_id=client_id, done=done)


def _changes(form: Fields) -> dict[tuple[Channel | None, str], bool]:
    """Return what was ticked or unticked, the widest first: what is more particular follows it."""
    changes: dict[tuple[Channel | None, str], bool] = {}
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
