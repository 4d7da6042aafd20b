"""Texts of activities that stay for somebody else when one of several clients is erased."""

from pathlib import PurePath
from typing import Any

import attrs

from clientbook.book.privacy.persons import Person
from clientbook.book.privacy.traces import spread_out
from clientbook.domain.activities import Activity, AttachmentRef, Attendee
from clientbook.domain.attributes import Attribute

_NO_TEXTS = frozenset(
    {"employee", "assignee", "conversation", "channel", "currency", "media_type", "key"}
)
"""Fields that say who of the staff, or which thread of the host's, or one of a few words."""

_ONE_TEXT = (Attribute, AttachmentRef)
"""What goes as a whole: a file is nothing without its name and its place."""


def without_words_of(person: Person, activity: Activity) -> Activity:
    """Return an activity without the texts that name a person, by name, number or address.

    Every text of every payload, however deep it stands.  A text goes as a whole: what would be
    left of it is no sentence, and may still tell who was meant; so do a file and an attribute.
    Texts that name nobody stay, and so do those of an activity that is the person's alone, which
    goes as it is.
    """
    if set(activity.client_ids) <= set(person.ids):
        return activity
    payload = _without(person, activity.payload)
    return activity if payload is activity.payload else attrs.evolve(activity, payload=payload)


def _without(person: Person, value: Any) -> Any:
    """Return a part of an activity without those texts; the same one where it has none."""
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        if field.name in _NO_TEXTS:
            continue
        if isinstance(held, str):
            if _is_named(person, held):
                changes[field.name] = "" if field.type is str else None
        elif isinstance(held, tuple):
            kept = tuple(_kept(person, part) for part in held if not _goes(person, part))
            if len(kept) < len(held) or any(a is not b for a, b in zip(kept, held, strict=True)):
                changes[field.name] = kept
    return attrs.evolve(value, **changes) if changes else value


def _kept(person: Person, part: Any) -> Any:
    return part if isinstance(part, (*_ONE_TEXT, Attendee)) else _without(person, part)


def _goes(person: Person, part: Any) -> bool:
    """True for a file or an attribute that names the person."""
    return isinstance(part, _ONE_TEXT) and any(_is_named(person, text) for text in _texts(part))


def _texts(part: Any) -> list[str]:
    texts: list[str] = []
    for field in attrs.fields(type(part)):
        held = getattr(part, field.name)
        if field.name not in _NO_TEXTS:
            texts += held if isinstance(held, tuple) else [held] if isinstance(held, str) else []
    return texts


def _is_named(person: Person, text: str) -> bool:
    """True when a text names the person, also as the name of a file (``devisRoy2026.pdf``)."""
    stem = PurePath(text).stem
    return any(map(person.is_named_in, dict.fromkeys((text, stem, *spread_out(stem)))))
