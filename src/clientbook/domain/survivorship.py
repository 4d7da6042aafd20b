"""Rules of survivorship as a value: which of several clients' values a merge keeps, per field."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import attrs

from clientbook.domain.attributes import attribute_key
from clientbook.domain.checks import refuse, typed_values, wrong_type
from clientbook.domain.profiles import FIELDS

ATTRIBUTE = "attribute:"
"""What stands before an attribute's name where a field is named."""

_LISTS = ("phones", "emails", "addresses", "websites", "tags", "external_ids")


class SurvivorRule(StrEnum):
    """Which value of a field survives a merge."""

    SURVIVOR = "survivor"  # the survivor's, else that of the first absorbed client that has one
    NEWEST = "newest"  # the one that came last, by the journal: not the client changed last
    MOST_COMPLETE = "most_complete"  # most parts of a name, date or address; most values of a list
    LONGEST = "longest"  # most characters; most values of a list
    SOURCE = "source"  # of the source that is named first
    UNION = "union"  # every value: of lists, free texts and attributes that are lists


def _rules(given: Any) -> tuple[tuple[str, SurvivorRule], ...]:
    pairs = given.items() if isinstance(given, Mapping) else given
    if not isinstance(pairs, Iterable):
        raise wrong_type("survivorship", given, "rules by fields")
    found: dict[str, SurvivorRule] = {}
    for pair in pairs:
        try:
            name, rule = pair
            field, kept = _field(name), SurvivorRule(rule)
        except (TypeError, ValueError):
            raise refuse("survivorship", "expected fields and rules of SurvivorRule") from None
        if field in found:
            raise refuse("survivorship", "two rules for one field")
        found[field] = kept
    return tuple(sorted(found.items()))


def _field(name: Any) -> str:
    if not isinstance(name, str):
        raise TypeError
    if name.startswith(ATTRIBUTE):
        key = attribute_key(name.removeprefix(ATTRIBUTE))
        if not key:
            raise ValueError
        return f"{ATTRIBUTE}{key}"
    if name not in FIELDS or name == "attributes":
        raise ValueError
    return name


def _texts(given: Any) -> tuple[str, ...]:
    found = typed_values("survivorship.sources", given, str)
    if not all(found):
        raise refuse("survivorship.sources", "expected several names of sources")
    return found


@attrs.frozen
class Survivorship:
    """Which value survives a merge where nobody chooses, per field.

    Fields without a rule go on as ever: the survivor's value, the union of lists and free texts,
    an attribute's own merge rule.  A name, a birth date and an address are units: the value that
    a rule picks is completed by those that say the same, never mixed with others.

    Args:
        rules: Rule per field, such as ``{"company": "newest", "attribute:shoe size": "newest"}``.
        sources: For SOURCE, best first: systems the client has an id of (``"quickbooks"``), or
            how it came (``"manual"``, ``"import"``, ``"online_booking"``...).

    Raises:
        InvalidValueError: No such field, SOURCE without sources, a union of what is no list; ids of
            other systems can only be united, or a known client would become unknown.
    """

    rules: tuple[tuple[str, SurvivorRule], ...] = attrs.field(default=(), converter=_rules)
    sources: tuple[str, ...] = attrs.field(default=(), converter=_texts)

    def __attrs_post_init__(self) -> None:
        for field, rule in self.rules:
            if rule is SurvivorRule.SOURCE and not self.sources:
                raise refuse("survivorship.sources", "a rule asks for the source: name them")
            united = field in _LISTS or field == "info" or field.startswith(ATTRIBUTE)
            if rule is SurvivorRule.UNION and not united:
                raise refuse("survivorship", "only lists and free texts can be united")
            if field == "external_ids" and rule is not SurvivorRule.UNION:
                raise refuse("survivorship", "ids of other systems are always united")

    def of(self, field: str) -> SurvivorRule | None:
        """Return the rule of a field or ``attribute:<key>``, None where there is none."""
        return next((rule for name, rule in self.rules if name == field), None)


AS_EVER = Survivorship()
"""No rules: the survivor's values, lists united."""
