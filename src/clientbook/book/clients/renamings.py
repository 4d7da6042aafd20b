"""Attributes under the names and types they had, as the book defines them now.

A name lives in many places.  What the book keeps and reads again is renamed with the attribute
(:mod:`clientbook.book.attribute_places`); what a host keeps, such as a plan, a filter or a file
with the old title, is read through the names an attribute had (``AttributeDefinition.former``).  No
other attribute can be defined under such a name: whoever reads it later could not tell which of the
two was meant.  The journal, which is never rewritten, tells itself what became of each value
(:mod:`clientbook.book.history.definitions`).
"""

from collections.abc import Iterable, Mapping

import attrs

from clientbook.book.clients.attributes import load_definitions
from clientbook.book.clients.converting import convert_value
from clientbook.book.contexts import Context
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    attribute_key,
    by_any_name,
)
from clientbook.domain.journal import Change
from clientbook.domain.profiles import Profile
from clientbook.domain.survivorship import ATTRIBUTE

Names = Mapping[str, AttributeDefinition]
"""Definitions by every key that leads to them."""


def load_names(context: Context) -> Names:
    """Return the definitions of a book's clients by every key that leads to them."""
    return by_any_name(load_definitions(context))


def attributes_now(held: Iterable[Attribute], names: Names) -> tuple[Attribute, ...]:
    """Return attributes by the names and in the types of today.

    A value that has no form in the type of today is left out; so is one whose attribute nobody
    defines any more.
    """
    found: dict[str, Attribute] = {}
    for attribute in held:
        definition = names.get(attribute.key)
        value = None if definition is None else convert_value(attribute.value, definition)
        if definition is not None and value is not None:
            found.setdefault(definition.key, Attribute(definition.key, value))
    return Profile(attributes=tuple(found.values())).attributes


def profile_now(profile: Profile, names: Names) -> Profile:
    """Return a profile of the past with its attributes as the book defines them now."""
    if not profile.attributes:
        return profile
    return attrs.evolve(profile, attributes=attributes_now(profile.attributes, names))


def field_now(field: str, names: Names) -> str:
    """Return a field of a profile, or ``attribute:<key>`` by the name of today."""
    if not field.startswith(ATTRIBUTE):
        return field
    key = attribute_key(field.removeprefix(ATTRIBUTE))
    return f"{ATTRIBUTE}{names[key].key if key in names else key}"


def is_of_definition(change: Change) -> bool:
    """True where a definition changed, and the client's value with it."""
    return change.cause.startswith("definition:")
