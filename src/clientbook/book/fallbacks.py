"""A client without what a run brought: value by value, what something else asserts stays."""

from typing import Any

import attrs

from clientbook.book.backing import Backing, Unit, is_same, units
from clientbook.domain.clients import Client
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.merging.survivorship import LIST_KEYS


class Reversal:
    """A client on its way back.

    Args:
        client: The client as it stands.
        backing: What asserts its values.
    """

    def __init__(self, client: Client, backing: Backing) -> None:
        self.client = client
        self.asserted: list[str] = []
        """Fields of which something stays that something else asserts."""
        self.stuck: list[str] = []
        """Fields of which something stays that was edited since."""
        self._backing = backing

    def take(self, field: str, old: Any, left: Any) -> None:
        """Take back what a run did to a field, value by value.

        Args:
            field: Field of the profile or of the client.
            old: What it held before the run.
            left: What it held when the run had changed it.
        """
        if field not in FIELDS:
            if getattr(self.client, field) != left:
                self.stuck.append(field)
            elif field == "block":
                self.client = attrs.evolve(self.client, block=old)
            return
        before, then, now = (
            units(Profile(**{field: value}))
            for value in (old, left, getattr(self.client.profile, field))
        )
        back: dict[Unit, Any] = {}
        for unit in (*before, *(u for u in then if u not in before)):
            if before.get(unit) == then.get(unit):
                continue
            if now.get(unit) == then.get(unit):
                back[unit] = self._back(unit, then.get(unit), before.get(unit))
            elif field not in self.stuck:
                self.stuck.append(field)
        values = dict.fromkeys(before if now == then else now) | now | back
        profile = attrs.evolve(self.client.profile, **{field: _joined(field, values)})
        self.client = attrs.evolve(self.client, profile=profile)

    def take_said(self) -> None:
        """Take back what the run only said again, where whatever brought it is undone by now."""
        if self._backing.is_alone:
            return
        for unit in self._backing.said(self.client.id):
            held = units(self.client.profile).get(unit)
            if held is None or self._backing.stays(self.client.id, unit):
                continue
            profile = put_unit(
                self.client.profile, unit, self._backing.without(self.client.id, unit)
            )
            self.client = attrs.evolve(self.client, profile=profile)

    def _back(self, unit: Unit, now: Any, before: Any) -> Any:
        """Return what one value goes back to."""
        if now is None or not self._backing.stays(self.client.id, unit):
            return self._backing.without(self.client.id, unit)
        if is_same(unit, now, before):
            return before  # what the run said beside it, such as a kind, goes
        if unit[0] not in self.asserted:
            self.asserted.append(unit[0])
        return now


def put_unit(profile: Profile, unit: Unit, value: Any) -> Profile:
    """Return a profile with one value in the place of the one it holds; None takes it out."""
    field = unit[0]
    values = {u: v for u, v in units(profile).items() if u[0] == field}
    values[unit] = value
    return attrs.evolve(profile, **{field: _joined(field, values)})


def _joined(field: str, values: dict[Unit, Any]) -> Any:
    kept = tuple(value for value in values.values() if value is not None)
    if field in LIST_KEYS or field == "attributes":
        return kept
    return kept[0] if kept else None
