"""A client without what a run brought: value by value, what something else asserts stays."""

from collections.abc import Iterable
from typing import Any

import attrs

from clientbook.book.backing import Backing
from clientbook.book.said import Unit, is_same, joined, put_unit, units
from clientbook.domain.clients import Client
from clientbook.domain.profiles import FIELDS, Profile


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
            held = then.get(unit)
            if before.get(unit) == held:
                continue
            if now.get(unit) != held:
                _note(self.stuck, field)
                continue
            back[unit] = self._backing.settled(self.client.id, unit)
            if held is not None and back[unit] == held:
                _note(self.asserted, field)
        as_before = {u: v for u, v in (now | back).items() if v is not None} == before
        untouched = [*now.items()] == [*then.items()]
        order = list(before) if as_before and untouched else _placed(before, now)
        values = dict.fromkeys(order) | now | back
        profile = attrs.evolve(self.client.profile, **{field: joined(field, values)})
        self.client = attrs.evolve(self.client, profile=profile)

    def take_said(self) -> None:
        """Take back what the run only said again, where whatever brought it is undone by now."""
        if self._backing.is_alone:
            return
        for unit in self._backing.said(self.client.id):
            held = units(self.client.profile).get(unit)
            value = self._backing.settled(self.client.id, unit)
            if held is not None and not is_same(unit, held, value):
                profile = put_unit(self.client.profile, unit, value)
                self.client = attrs.evolve(self.client, profile=profile)


def _note(fields: list[str], field: str) -> None:
    if field not in fields:
        fields.append(field)


def _placed(before: Iterable[Unit], now: Iterable[Unit]) -> list[Unit]:
    """Return the places of what is held now, and of what comes back: behind what it was behind."""
    order = list(now)
    place = 0
    for unit in before:
        if unit not in order:
            order.insert(place, unit)
        place = order.index(unit) + 1
    return order
