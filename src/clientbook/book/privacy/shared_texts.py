"""Free texts of activities that stay for somebody else when one of several clients is erased."""

from typing import Any

import attrs

from clientbook.book.privacy.persons import Person
from clientbook.domain.activities import Activity, Appointment
from clientbook.domain.attributes import Attribute


def without_words_of(person: Person, activity: Activity) -> Activity:
    """Return an activity without the texts that name a person, by name, number or address.

    A text goes as a whole: what would be left of it is no sentence, and may still tell who was
    meant.  Texts that name nobody stay, and so do those of an activity that is the person's alone,
    which goes as it is.
    """
    if set(activity.client_ids) <= set(person.ids):
        return activity
    payload: Any = activity.payload
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(payload)):
        value = getattr(payload, field.name)
        if field.repr is False and isinstance(value, str) and person.is_named_in(value):
            changes[field.name] = "" if field.type is str else None
    if isinstance(payload, Appointment):
        kept = tuple(a for a in payload.attributes if not _names(person, a))
        if len(kept) < len(payload.attributes):
            changes["attributes"] = kept
    return attrs.evolve(activity, payload=attrs.evolve(payload, **changes)) if changes else activity


def _names(person: Person, attribute: Attribute) -> bool:
    value = attribute.value
    texts = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    return any(map(person.is_named_in, texts))
