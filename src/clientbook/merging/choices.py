"""What a person chose, checked once and made ready to apply."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import attribute_key
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender
from clientbook.domain.merges import Choice, FieldChoice, ValueChoice
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import FIELDS, ExternalId, Profile, UnreadValue
from clientbook.domain.survivorship import ATTRIBUTE
from clientbook.errors import PlanError
from clientbook.merging.survivorship import LIST_KEYS

_TYPES: Mapping[str, type[Any]] = {
    "name": PersonName,
    "phones": PhoneNumber,
    "emails": EmailAddress,
    "addresses": PostalAddress,
    "gender": Gender,
    "birthday": PartialDate,
    "external_ids": ExternalId,
    "unread": UnreadValue,
}


def attribute_field(key: str) -> str:
    """Return how an attribute is named among fields."""
    return f"{ATTRIBUTE}{key}"


def field_value(profile: Profile, field: str) -> Any:
    """Return what a profile holds in a field or attribute; None for a missing attribute."""
    if field.startswith(ATTRIBUTE):
        return profile.attribute(field.removeprefix(ATTRIBUTE))
    return getattr(profile, field)


@attrs.frozen
class Choices:
    """Choices by field.

    Args:
        fields: The value chosen for a whole field or attribute.
        dropped: Per list, the keys that are not to be in the result.
        kept: Per list, the values that are to be in the result.
        given: The choices as they were given.
    """

    fields: Mapping[str, Any]
    dropped: Mapping[str, frozenset[object]]
    kept: Mapping[str, tuple[Any, ...]]
    given: tuple[Choice, ...]

    def touches(self, field: str) -> bool:
        """True when something was chosen about the field."""
        return field in self.fields or field in self.dropped or field in self.kept

    def apply(self, field: str, value: Any) -> Any:
        """Return what a field takes, given what it would take without any choice."""
        value = self.fields.get(field, value)
        if field not in LIST_KEYS:
            return value
        key = LIST_KEYS[field]
        dropped = self.dropped.get(field, frozenset())
        there = tuple(v for v in value or () if key(v) not in dropped)
        keys = {key(v) for v in there}
        return (*there, *(v for v in self.kept.get(field, ()) if key(v) not in keys))


NO_CHOICE = Choices({}, {}, {}, ())


def _normal_field(field: str) -> str:
    if field.startswith(ATTRIBUTE):
        return attribute_field(attribute_key(field.removeprefix(ATTRIBUTE)))
    if field not in FIELDS or field == "attributes":
        raise PlanError(
            f"a choice names {field!r}, which is no field of a profile",
            'use a field such as "birthday" or "phones", or "attribute:<name>"',
        )
    return field


def _checked(field: str, value: Any) -> Any:
    if field in LIST_KEYS:
        value = () if value is None else tuple(value)
    expected = _TYPES.get(field, object if field.startswith(ATTRIBUTE) else str)
    values = value if field in LIST_KEYS else () if value is None else (value,)
    if any(not isinstance(v, expected) for v in values):
        raise PlanError(
            f"the value chosen for {field!r} has another type than the field",
            f"give {expected.__name__} values",
        )
    return value


def read_choices(choices: Sequence[Choice], clients: Sequence[Client]) -> Choices:
    """Check choices against the clients they are about.

    Raises:
        PlanError: A choice names no field, no client of the merge, no value of theirs, or a
            field has two choices.
    """
    by_id = {client.id: client.profile for client in clients}
    fields: dict[str, Any] = {}
    dropped: dict[str, set[object]] = {}
    kept: dict[str, list[Any]] = {}
    for choice in choices:
        field = _normal_field(choice.field)
        if isinstance(choice, FieldChoice):
            if field in fields:
                raise PlanError(f"two choices for {field!r}", "leave one")
            fields[field] = _chosen(field, choice, by_id)
        else:
            held = _held(field, choice, by_id)
            if choice.keep:
                kept.setdefault(field, []).append(held)
            else:
                dropped.setdefault(field, set()).add(LIST_KEYS[field](held))
    return Choices(
        fields,
        {f: frozenset(keys) for f, keys in dropped.items()},
        {f: tuple(values) for f, values in kept.items()},
        tuple(choices),
    )


def _chosen(field: str, choice: FieldChoice, by_id: Mapping[ClientId, Profile]) -> Any:
    if choice.from_client is None:
        return _checked(field, choice.value)
    if choice.from_client not in by_id:
        raise PlanError(
            f"a choice for {field!r} names a client that is not part of the merge",
            "name the survivor or one of the absorbed clients",
        )
    return field_value(by_id[choice.from_client], field)


def _held(field: str, choice: ValueChoice, by_id: Mapping[ClientId, Profile]) -> Any:
    """Return the value a client holds that has the key of the value chosen."""
    if field not in LIST_KEYS:
        raise PlanError(f"{field!r} is no list", "choose a whole field with FieldChoice")
    key = LIST_KEYS[field]
    wanted = key(_checked(field, (choice.value,))[0])
    for profile in by_id.values():
        for value in getattr(profile, field):
            if key(value) == wanted:
                return value
    raise PlanError(
        f"a choice for {field!r} names a value that none of the clients has",
        "choose among their values, or give the whole list with FieldChoice",
    )
