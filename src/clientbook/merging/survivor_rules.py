"""Whose value of a field comes first, by a rule of survivorship (SPEC X46)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from clientbook.domain.clients import Client, ClientId
from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.survivorship import AS_EVER, SurvivorRule, Survivorship
from clientbook.merging.choices import field_value

Ages = Mapping[tuple[ClientId, str], datetime]
"""When the value a client has in a field came, by id and field."""


def held(client: Client, field: str) -> Any:
    """Return what a client has in a field or ``attribute:<key>``; None for nothing."""
    value = field_value(client.profile, field)
    return None if value == () else value


def completeness(value: Any) -> int:
    """Return how many parts of a value are filled; of a list, of all its values."""
    if value is None:
        return 0
    if isinstance(value, tuple):
        return sum(completeness(one) for one in value)
    if attrs.has(type(value)):
        parts = (getattr(value, field.name) for field in attrs.fields(type(value)))
        return sum(part not in (None, "", False) for part in parts)
    return 1


def length(value: Any) -> int:
    """Return how many characters a value has, of a list how many values."""
    if value is None:
        return 0
    if isinstance(value, tuple):
        return len(value)
    if isinstance(value, PersonName):
        return sum(len(part) for part in attrs.astuple(value) if part)
    return len(value.isoformat() if isinstance(value, PartialDate) else str(value))


@attrs.frozen
class Ranking:
    """Orders clients field by field; the clients' own order decides between equals.

    Args:
        survivorship: The rules.
        ages: For NEWEST; a value that is not named is as old as its client's last change.
    """

    survivorship: Survivorship = AS_EVER
    ages: Ages = attrs.field(factory=dict)

    def rule(self, field: str) -> SurvivorRule | None:
        """Return the rule of a field, None where there is none."""
        return self.survivorship.of(field)

    def unites(self, field: str) -> bool:
        """True for a list or free text of which every client's values are kept."""
        return self.rule(field) in (None, SurvivorRule.UNION)

    def order(self, clients: Sequence[Client], field: str) -> list[Client]:
        """Return the clients, the one whose value is to survive first; stable."""
        key = self._keys.get(self.rule(field) or SurvivorRule.SURVIVOR)
        return list(clients) if key is None else sorted(clients, key=lambda c: key(c, field))

    def winner(self, clients: Sequence[Client], field: str) -> Client | None:
        """Return the client whose value survives, None when nobody has one."""
        return next((c for c in self.order(clients, field) if held(c, field) is not None), None)

    def age(self, client: Client, field: str) -> datetime:
        """Return when the value that a client has in a field came."""
        return self.ages.get((client.id, field), client.updated_at)

    @property
    def _keys(self) -> Mapping[SurvivorRule, Callable[[Client, str], Any]]:
        return {
            SurvivorRule.NEWEST: lambda c, f: -self.age(c, f).timestamp(),
            SurvivorRule.MOST_COMPLETE: lambda c, f: -completeness(held(c, f)),
            SurvivorRule.LONGEST: lambda c, f: -length(held(c, f)),
            SurvivorRule.SOURCE: lambda c, _: self._source(c),
        }

    def _source(self, client: Client) -> int:
        names = {client.origin.kind.value, *(e.system for e in client.profile.external_ids)}
        known = {name.casefold() for name in names}
        sources = self.survivorship.sources
        places = (place for place, name in enumerate(sources) if name.casefold() in known)
        return next(places, len(sources))
