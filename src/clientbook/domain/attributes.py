"""Typed custom attributes and their versioned definitions."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

import attrs

from clientbook.domain.checks import (
    check_type,
    max_length,
    refuse,
    some_text,
    typed_values,
    wrong_type,
)
from clientbook.domain.typed import typed
from clientbook.text import clean_text

NAME_LIMIT = 100
"""Longest name and longest key of an attribute, in characters."""

_DIGITS = 1000
LARGEST = 10**_DIGITS - 1
"""The largest whole number an attribute holds."""

AttributeValue: TypeAlias = str | int | Decimal | bool | date | tuple[str, ...]


class AttributeType(StrEnum):
    """What an attribute holds; in brackets its Python type."""

    STRING = "string"  # str
    INTEGER = "integer"  # int
    DECIMAL = "decimal"  # Decimal
    BOOLEAN = "boolean"  # bool
    DATE = "date"  # date
    CHOICE = "choice"  # str, one of the choices
    LIST = "list"  # tuple of str


class AttributeScope(StrEnum):
    """What an attribute describes."""

    CLIENT = "client"
    APPOINTMENT = "appointment"


class MergeRule(StrEnum):
    """Which value survives a merge when nobody chooses.

    A rule that says nothing of a type leaves the survivor's value: SUM adds numbers alone, UNION
    joins lists, HIGHEST and LOWEST compare all but lists.
    """

    SURVIVOR = "survivor"
    NEWEST = "newest"
    HIGHEST = "highest"
    LOWEST = "lowest"
    UNION = "union"
    SUM = "sum"


_PYTHON_TYPES: dict[AttributeType, type[Any]] = {
    AttributeType.STRING: str,
    AttributeType.INTEGER: int,
    AttributeType.DECIMAL: Decimal,
    AttributeType.BOOLEAN: bool,
    AttributeType.DATE: date,
    AttributeType.CHOICE: str,
    AttributeType.LIST: tuple,
}


ATTRIBUTE_TYPES: dict[type[Any], AttributeType] = {
    held: kind for kind, held in _PYTHON_TYPES.items() if kind is not AttributeType.CHOICE
}
"""The type of attribute that a value has by itself; a text may be a CHOICE by its definition."""

_HELD = frozenset(_PYTHON_TYPES.values())


def _is_writable(number: Decimal) -> bool:
    """True for a decimal that can be written out: a number, its digits few and near the point."""
    if not number.is_finite():
        return False
    _, digits, exponent = number.as_tuple()
    least = int(exponent)  # a text for what is no finite number
    return least >= -_DIGITS and len(digits) + max(least, 0) <= _DIGITS


def attribute_key(name: str) -> str:
    """Return the key of an attribute's name: letter case and spacing do not count."""
    if type(name) is not str:
        check_type("attribute", name, str)
    return clean_text(name).casefold()


@attrs.frozen(field_transformer=typed)
class AttributeDefinition:
    """What an attribute of a book is.

    Args:
        name: As shown; its :func:`attribute_key` is unique in a book and scope.
        type: What it holds.
        scope: What it describes.
        choices: Allowed values of a CHOICE; empty otherwise.
        merge_rule: Which value survives a merge when nobody chooses.
        version: From 1; goes up by one at each change.
        since: Place in the journal from which its name has been its own; set by the desk.  What a
            client held under that name before was another attribute's.
        former: Keys it had before it was renamed, which lead to it and can be no other's; set by
            :meth:`AttributeDesk.rename`.
    """

    name: str = attrs.field(converter=some_text, validator=max_length(NAME_LIMIT))
    type: AttributeType = AttributeType.STRING
    scope: AttributeScope = AttributeScope.CLIENT
    choices: tuple[str, ...] = ()
    merge_rule: MergeRule = MergeRule.SURVIVOR
    version: int = 1
    former: tuple[str, ...] = ()
    since: int = attrs.field(default=0, eq=False)

    def __attrs_post_init__(self) -> None:
        if not self.name:
            raise refuse("attribute.name", "a definition needs a name")
        if len(self.key) > NAME_LIMIT:
            raise refuse("attribute.name", f"longer than {NAME_LIMIT} letters in lower case")
        if (self.type is AttributeType.CHOICE) != bool(self.choices):
            raise refuse("attribute.choices", "a CHOICE has choices, another type has none")

    @property
    def key(self) -> str:
        """Key under which profiles hold the value."""
        return attribute_key(self.name)

    def accepts(self, value: AttributeValue) -> bool:
        """True when *value* has the right type and is among the choices."""
        if type(value) is not _PYTHON_TYPES[self.type]:
            return False
        return self.type is not AttributeType.CHOICE or value in self.choices


def by_any_name(
    definitions: Mapping[str, AttributeDefinition],
) -> dict[str, AttributeDefinition]:
    """Return definitions by every key that leads to them, those they had before included.

    Args:
        definitions: Definitions by their key.
    """
    former = {key: d for d in definitions.values() for key in d.former}
    return former | dict(definitions)


@attrs.frozen
class Attribute:
    """One attribute of a profile.

    Args:
        key: See :func:`attribute_key`.
        value: Of the type its definition says.
    """

    key: str = attrs.field(converter=attribute_key)
    value: AttributeValue = attrs.field(repr=False)

    @value.validator
    def _check_value(self, attribute: "attrs.Attribute[Any]", value: AttributeValue) -> None:
        if type(value) not in _HELD:
            raise wrong_type(
                "attribute.value", value, "a text, int, Decimal, bool, date or tuple of texts"
            )
        if type(value) is tuple:
            typed_values("attribute.value", value, str)
        if (type(value) is int and abs(value) > LARGEST) or (
            type(value) is Decimal and not _is_writable(value)
        ):
            raise refuse("attribute.value", "expected a number of at most 1,000 digits")

    @key.validator
    def _check(self, attribute: "attrs.Attribute[Any]", value: str) -> None:
        if not value or len(value) > NAME_LIMIT or re.search(r"[\x00-\x1f]", value):
            raise refuse("attribute.key", "expected 1 to 100 printable characters")
