"""Survivorship: which values of several profiles the merged one holds (SPEC §3, Merge).

Profiles come survivor first.  No function here looks at ids, clocks or stores.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any, TypeVar

import attrs

from clientbook.domain.addresses import PostalAddress, add_addresses
from clientbook.domain.attributes import (
    AttributeDefinition,
    AttributeType,
    AttributeValue,
    MergeRule,
)
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber, one_number
from clientbook.text import base_letters

T = TypeVar("T")

SCALARS = ("name", "gender", "birthday", "company", "department", "job_title", "language")
"""Fields that hold one value."""

LIST_KEYS: Mapping[str, Callable[[Any], object]] = {
    "phones": lambda phone: phone.key,
    "emails": lambda email: email.key,
    "addresses": lambda address: address.key,
    "websites": lambda website: website,
    "tags": str.casefold,
    "external_ids": lambda external_id: external_id.key,
    "unread": lambda unread: unread.key,
}
"""Fields that hold a list, and what makes two of its values the same."""

BLOCK_BREAK = "\n\n"
"""What stands between two joined texts."""


def first(values: Sequence[T | None]) -> T | None:
    """Return the first value there is: the survivor's, else the first absorbed one's."""
    return next((v for v in values if v is not None), None)


def _words(*texts: str | None) -> tuple[str, ...]:
    joined = " ".join(t for t in texts if t).replace("-", " ")
    return tuple(base_letters(joined).split())


_PARTS = tuple(a.name for a in attrs.fields(PersonName))
_CORE = ("given", "middle", "family")


def names_agree(a: PersonName, b: PersonName) -> bool:
    """True when two names share a part and no part of one contradicts the other.

    Letter case, accents and hyphens do not count.
    """
    common = [p for p in _PARTS if getattr(a, p) and getattr(b, p)]
    if any(_words(getattr(a, p)) != _words(getattr(b, p)) for p in common):
        return False
    for whole, parts in ((a, b), (b, a)):
        if whole.full and not parts.full:
            written = _words(*(getattr(parts, p) for p in _CORE))
            if sorted(written) != sorted(_words(whole.full)):
                return False
            common.append("full")
    return any(p in (*_CORE, "full") for p in common)


def merge_names(names: Sequence[PersonName | None]) -> PersonName | None:
    """Return the survivor's name; parts it lacks come from names that say the same.

    A name is one unit: parts of names that contradict one another are never mixed, or the
    result would be a person who does not exist.
    """
    present = [n for n in names if n is not None]
    if not present:
        return None
    name = present[0]
    for other in present[1:]:
        if names_agree(name, other):
            missing = {p: getattr(other, p) for p in _PARTS if not getattr(name, p)}
            name = attrs.evolve(name, **missing)
    return name


def merge_birthdays(dates: Sequence[PartialDate | None]) -> PartialDate | None:
    """Return the survivor's date; parts it lacks come from dates that agree with it."""
    present = [d for d in dates if d is not None]
    return reduce(_refine, present) if present else None


def _refine(date_: PartialDate, other: PartialDate) -> PartialDate:
    return date_.together(other) or date_


def join_texts(texts: Sequence[str | None]) -> str | None:
    """Join free texts in order, each once (SPEC P9)."""
    joined = ""
    for text in texts:
        if not text:
            continue
        framed = f"{BLOCK_BREAK}{joined}{BLOCK_BREAK}"
        if f"{BLOCK_BREAK}{text}{BLOCK_BREAK}" not in framed:
            joined = f"{joined}{BLOCK_BREAK}{text}" if joined else text
    return joined or None


def _same_labelled(a: Any, b: Any) -> Any:
    return attrs.evolve(a, label=a.label or b.label)


def _combine(a: Any, b: Any) -> Any:
    if a == b:
        return a
    if isinstance(a, PhoneNumber):
        return one_number(a, b)  # a mobile stays a mobile, so that a block on it still holds
    if isinstance(a, EmailAddress | PostalAddress):
        return _same_labelled(a, b)
    return a


def merge_lists(field: str, lists: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Return the union of lists by key, survivor's values first.

    One value two clients hold keeps the survivor's spelling; what only the other knows of it
    (its label, that it is a mobile) is added; so are the parts of an address that says more.
    Which value is preferred is said by the first client that has any: a merge does not send
    reminders elsewhere.
    """
    lists = _preferred_once(lists)
    if field == "addresses":
        return add_addresses((), [address for addresses in lists for address in addresses])
    key = LIST_KEYS[field]
    seen: dict[object, Any] = {}
    for values in lists:
        for value in values:
            k = key(value)
            seen[k] = _combine(seen[k], value) if k in seen else value
    return tuple(seen.values())


def _preferred_once(lists: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """Return lists in which only values of the first that has any are preferred."""
    kept: list[Sequence[Any]] = []
    for values in lists:
        others = any(kept) and any(getattr(value, "preferred", False) for value in values)
        kept.append([attrs.evolve(v, preferred=False) for v in values] if others else values)
    return kept


def merge_attribute(
    definition: AttributeDefinition | None,
    values: Sequence[AttributeValue],
    updated_at: Sequence[datetime],
) -> AttributeValue:
    """Return the value an attribute takes by its merge rule.

    A rule that the type cannot follow (the sum of texts) falls back to the survivor's value.

    Args:
        definition: The attribute's definition; None follows the survivor rule.
        values: At least one value, survivor first, of the clients that have one.
        updated_at: When each of those clients last changed.
    """
    rule = definition.merge_rule if definition else MergeRule.SURVIVOR
    kind = type(values[0])
    if definition is None or any(type(v) is not kind for v in values):
        return values[0]
    if rule is MergeRule.NEWEST:
        return max(zip(updated_at, values, strict=True), key=lambda pair: pair[0])[1]
    if rule is MergeRule.UNION and kind is tuple:
        return tuple(dict.fromkeys(word for v in values for word in v))  # type: ignore[union-attr]
    if rule is MergeRule.SUM and kind in (int, Decimal):
        return sum(values[1:], values[0])
    if rule in (MergeRule.HIGHEST, MergeRule.LOWEST) and kind in (str, int, Decimal, bool, date):
        pick: Any = max if rule is MergeRule.HIGHEST else min
        return pick(values, key=_rank(definition))  # type: ignore[no-any-return]
    return values[0]


def _rank(definition: AttributeDefinition) -> Callable[[Any], Any]:
    """Return how values of an attribute are ordered; choices rank as they are listed."""
    if definition.type is AttributeType.CHOICE:
        places = {choice: place for place, choice in enumerate(definition.choices)}
        return lambda value: places.get(value, -1)
    if definition.type is AttributeType.STRING:
        return lambda value: (value.casefold(), value)
    return lambda value: value
