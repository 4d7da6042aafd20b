"""Values in the type of a definition, and their holders as a changed definition has them."""

import attrs

from clientbook.domain.activities import Activity, Appointment
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeValue
from clientbook.domain.clients import Client
from clientbook.domain.profiles import UNREAD_LIMIT, UnreadValue
from clientbook.errors import InvalidValueError
from clientbook.parsing.attributes import attribute_text, parse_attribute, says_less
from clientbook.parsing.date_orders import DateOrder


def convert_value(value: AttributeValue, definition: AttributeDefinition) -> AttributeValue | None:
    """Return *value* in the type of *definition*, None when it has no such form.

    Neither has a text of which the other type keeps a part only: the noughts of ``00123``, the
    time of a day.
    """
    if definition.accepts(value):
        return value
    text = attribute_text(value, "en")
    try:
        found = parse_attribute(text, definition, date_order=DateOrder.YMD)
    except InvalidValueError:
        return None
    return None if isinstance(value, str | tuple) and says_less(found, text) else found


def brought(client: Client, former: str, definition: AttributeDefinition) -> Client:
    """Return a client whose attribute has the name and the type of its changed definition.

    A value that has no form in the type is kept as a text that could not be read; so is one beside
    another that has the new name already.

    Args:
        client: As it stands.
        former: Key the attribute had.
        definition: What it is now.
    """
    held = client.profile.attributes
    attributes, lost = _brought(held, former, definition)
    unread = client.profile.unread
    if lost is not None and (
        text := " ".join(attribute_text(lost.value, "en").split())[:UNREAD_LIMIT]
    ):
        unread = (*unread, UnreadValue(f"custom:{definition.key}", text))
    if (attributes, unread) == (held, client.profile.unread):
        return client
    profile = attrs.evolve(client.profile, attributes=attributes, unread=unread)
    return client if profile == client.profile else attrs.evolve(client, profile=profile)


def brought_activity(activity: Activity, former: str, definition: AttributeDefinition) -> Activity:
    """Return an appointment whose attribute has the name and the type of its changed definition.

    One whose value has no such form stays as it is: it was refused, or the change was.
    """
    payload = activity.payload
    if not isinstance(payload, Appointment):
        return activity
    attributes, lost = _brought(payload.attributes, former, definition)
    if lost is not None or attributes == payload.attributes:
        return activity
    return attrs.evolve(activity, payload=attrs.evolve(payload, attributes=attributes))


def _brought(
    held: tuple[Attribute, ...], former: str, definition: AttributeDefinition
) -> tuple[tuple[Attribute, ...], Attribute | None]:
    """Return attributes with the changed one in its place, and the one that has no form there."""
    old = next((a for a in held if a.key == former), None)
    if old is None:
        return held, None
    others = tuple(a for a in held if a.key != former)
    taken = any(a.key == definition.key for a in others)
    value = None if taken else convert_value(old.value, definition)
    if value is None:
        return others, old
    new = Attribute(definition.key, value)
    return tuple(new if a is old else a for a in held), None
