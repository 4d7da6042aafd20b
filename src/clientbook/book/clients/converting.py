"""Values in the type of a definition, and clients as a changed definition has them."""

import attrs

from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeValue
from clientbook.domain.clients import Client
from clientbook.domain.profiles import UNREAD_LIMIT, UnreadValue
from clientbook.errors import InvalidValueError
from clientbook.parsing.attributes import attribute_text, parse_attribute
from clientbook.parsing.date_orders import DateOrder


def convert_value(value: AttributeValue, definition: AttributeDefinition) -> AttributeValue | None:
    """Return *value* in the type of *definition*, None when it has no such form."""
    if definition.accepts(value):
        return value
    try:
        return parse_attribute(attribute_text(value, "en"), definition, date_order=DateOrder.YMD)
    except InvalidValueError:
        return None


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
    old = [a for a in held if a.key == former]
    if not old:
        return client
    others = [a for a in held if a.key != former]
    taken = any(a.key == definition.key for a in others)
    value = None if taken else convert_value(old[0].value, definition)
    unread = client.profile.unread
    if value is not None:
        others.append(Attribute(definition.key, value))
    elif text := " ".join(attribute_text(old[0].value, "en").split())[:UNREAD_LIMIT]:
        unread = (*unread, UnreadValue(f"custom:{definition.key}", text))
    profile = attrs.evolve(client.profile, attributes=others, unread=unread)
    return client if profile == client.profile else attrs.evolve(client, profile=profile)
