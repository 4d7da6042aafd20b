"""What a client said about being contacted: the box of ticks, and everything that was said."""

import hashlib
from collections.abc import Collection, Mapping

import attrs

from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.domain.subscriptions import Subscription, SubscriptionKey
from clientbook.web.exchange import Permission, Request, Response
from clientbook.web.forms.consent import Box, Boxes, box_words, changed_boxes
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
        asked: Ticked by somebody, and not saved yet.
    """

    channel: str
    topic: str
    on: bool
    decided: Subscription | None = None
    asked: bool = False

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
        evidence: How they said it, typed and not saved yet.
    """

    topics: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Tick, ...]], ...]
    shown: str
    evidence: str = attrs.field(default="", repr=False)


def consent_box(
    site: Site,
    client_id: ClientId,
    states: Mapping[SubscriptionKey, Subscription],
    *,
    asked: Collection[Box] = (),
    evidence: str = "",
) -> ConsentBox:
    """Return the box of a client's state: All, then each topic; all channels, then each.

    Args:
        site: The book.
        client_id: The client.
        states: Whether each channel and topic is subscribed.
        asked: Boxes that somebody ticked and that are not saved.
        evidence: What was typed beside them.
    """
    topics = (ALL_TOPICS, *(topic.name for topic in site.book.settings.topics))

    def tick(channel: Channel | None, topic: str) -> Tick:
        state = None if channel is None else states[channel, topic]
        on = state.subscribed if state else all(states[c, topic].subscribed for c in Channel)
        name = "*" if channel is None else channel.value
        return Tick(name, topic, on, state, not on and (channel, topic) in asked)

    channels = (None, *Channel)
    rows = ((c, tuple(tick(c, topic) for topic in topics)) for c in channels)
    named = tuple(("*" if c is None else c.value, ticks) for c, ticks in rows)
    return ConsentBox(topics, named, _shown(client_id, states), evidence)


def _shown(client_id: ClientId, states: Mapping[SubscriptionKey, Subscription]) -> str:
    told = sorted((c.value, topic, s.reason.value) for (c, topic), s in states.items())
    return hashlib.blake2b(repr((client_id, told)).encode(), digest_size=8).hexdigest()


def save(request: Request, site: Site) -> Response:
    """Save the ticks that were changed: what is left as it was shown says nothing.

    A tick beside what somebody has said since, or beside another client's after a merge, answers a
    question that was not asked: it is asked again, with all that was typed.  What is taken away
    counts all the same.
    """
    said = changed_boxes(request.form)
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
    if changes != said:
        return _asked_again(request, site, client, said)
    done = "consent_saved" if changes else "nothing_changed"
    return redirect(request, "/clients/{client_id}", client_id=client.id, done=done)


def _asked_again(request: Request, site: Site, client: Client, said: Boxes) -> Response:
    """Show the ticks as they are now, beside those that were added and wait to be saved."""
    locale = Locale.of(site.book.settings, request.language)
    states = site.book.consent.subscriptions(client.id)
    asked, evidence = [box for box, now in said.items() if now], request.form.get("evidence")
    return render(
        request,
        site,
        "consent/again.html",
        status=409,
        client=client,
        consent=consent_box(site, client.id, states, asked=asked, evidence=evidence),
        taken=box_words(_taken_away(said), locale),
    )


def _is_as_shown(request: Request, site: Site, client_id: ClientId) -> bool:
    shown = request.form.get("shown")
    return not shown or shown == _shown(client_id, site.book.consent.subscriptions(client_id))


def _taken_away(changes: Boxes) -> Boxes:
    return {box: now for box, now in changes.items() if not now}


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
