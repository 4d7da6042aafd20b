"""The boxes of consent as a form sends them, and what was changed in them, in words."""

from collections.abc import Iterable

from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.web.exchange import Fields
from clientbook.web.locales import Locale

Box = tuple[Channel | None, str]
"""A channel, None for every one, and a topic."""

Boxes = dict[Box, bool]
"""What each box that was changed says now."""

_CHANNELS = frozenset(channel.value for channel in Channel)
_EVERY = "*"


def changed_boxes(form: Fields) -> Boxes:
    """Return what was ticked or unticked, the widest first: what is more particular follows it."""
    changes: Boxes = {}
    for name, was in form:
        if not is_box(name) or was not in ("on", "off"):
            continue
        box = name.removeprefix("was.")
        channel, _, topic = box.partition(":")
        now = f"tick.{box}" in form
        if now != (was == "on") and (channel == _EVERY or channel in _CHANNELS):
            changes[None if channel == _EVERY else Channel(channel), topic] = now
    return changes


def is_box(name: str) -> bool:
    """True for a field that says how a box was shown."""
    kind, _, box = name.partition(".")
    return kind == "was" and bool(box.partition(":")[2])


def box_words(boxes: Iterable[Box], locale: Locale) -> str:
    """Return boxes in words, such as "SMS, Marketing; Post, All"."""
    return "; ".join(f"{_channel(c, locale)}, {_topic(t, locale)}" for c, t in boxes)


def _channel(channel: Channel | None, locale: Locale) -> str:
    return locale.word("clients.channel", _EVERY if channel is None else channel.value)


def _topic(topic: str, locale: Locale) -> str:
    return locale.t("clients.topic_all") if topic == ALL_TOPICS else locale.word(_TOPIC, topic)


_TOPIC = "clients.topic"
