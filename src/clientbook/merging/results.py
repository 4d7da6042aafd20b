"""What a merge is made of, and what it gives: the survivor's profile, where the clients differ."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from clientbook.domain.attributes import Attribute, AttributeDefinition, MergeRule
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.merges import Conflict, DecidedBy
from clientbook.domain.profiles import INFO_LIMIT, Profile
from clientbook.domain.survivorship import SurvivorRule
from clientbook.merging.choices import NO_CHOICE, Choices, attribute_field
from clientbook.merging.survivor_rules import Ranking
from clientbook.merging.survivorship import (
    LIST_KEYS,
    SCALARS,
    first,
    join_texts,
    merge_attribute,
    merge_birthdays,
    merge_lists,
    merge_names,
    names_agree,
)


@attrs.frozen
class Merging:
    """Clients that become one, and by what rules.

    Args:
        clients: The survivor, then those that go into it.
        definitions: Definitions of custom attributes by key, for their merge rules.
        ranking: Whose value of a field comes first where nothing was chosen.
        choices: What a person chose.
    """

    clients: tuple[Client, ...]
    definitions: Mapping[str, AttributeDefinition]
    ranking: Ranking
    choices: Choices = NO_CHOICE

    def result(self) -> Profile:
        """Return what the survivor's profile would be."""
        clients, ranking = self.clients, self.ranking
        ranked = {f: [c.profile for c in ranking.order(clients, f)] for f in (*SCALARS, "info")}
        values: dict[str, Any] = {f: first([getattr(p, f) for p in ranked[f]]) for f in SCALARS}
        values["name"] = merge_names([p.name for p in ranked["name"]])
        values["birthday"] = merge_birthdays([p.birthday for p in ranked["birthday"]])
        texts = [p.info for p in ranked["info"]]
        info = join_texts(texts) if ranking.unites("info") else first(texts)
        if info is not None and len(info) > INFO_LIMIT:  # a blocker says so
            info = first(texts)
        values["info"] = info
        for field in LIST_KEYS:
            holders = ranking.order(clients, field)
            if not ranking.unites(field):
                holders = [c for c in (ranking.winner(clients, field),) if c is not None]
            values[field] = merge_lists(field, [getattr(c.profile, field) for c in holders])
        chosen = {field: self.choices.apply(field, value) for field, value in values.items()}
        return Profile(**chosen, attributes=self._attributes())

    def conflicts(self) -> Iterator[Conflict]:
        """Yield each field in which the clients differ, and what decided it."""
        for field in SCALARS:
            held = [(c.id, v) for c in self.clients if (v := getattr(c.profile, field)) is not None]
            if len(held) > 1 and not _same_values(field, [v for _, v in held]):
                yield self._conflict(field, held, DecidedBy.SURVIVOR)
        for field in (*LIST_KEYS, "info"):
            held = [(c.id, v) for c in self.clients if (v := getattr(c.profile, field))]
            if not self.ranking.unites(field) and any(v != held[0][1] for _, v in held):
                yield self._conflict(
                    field, held, DecidedBy.SURVIVOR
                )  # values of the others fall away
        for key, pairs in self._attribute_values().items():
            if any(v != pairs[0][1] for _, v in pairs):
                definition = self.definitions.get(key)
                own = definition is not None and definition.merge_rule is not MergeRule.SURVIVOR
                otherwise = DecidedBy.RULE if own else DecidedBy.SURVIVOR
                yield self._conflict(attribute_field(key), [(c.id, v) for c, v in pairs], otherwise)

    def _conflict(
        self, field: str, held: Sequence[tuple[ClientId, Any]], own: DecidedBy
    ) -> Conflict:
        if self.choices.touches(field):
            return Conflict(field, tuple(held), DecidedBy.CHOICE)
        rule = self.ranking.rule(field)
        if rule is SurvivorRule.UNION:  # of values that are no lists the survivor's stays
            united = all(isinstance(v, tuple) for _, v in held)
            rule = rule if united else SurvivorRule.SURVIVOR
        if rule in (None, SurvivorRule.SURVIVOR):
            return Conflict(field, tuple(held), own if rule is None else DecidedBy.SURVIVOR)
        taken = None if rule is SurvivorRule.UNION else self._winner(field)
        return Conflict(field, tuple(held), DecidedBy.RULE, rule, taken)

    def _attributes(self) -> tuple[Attribute, ...]:
        values: dict[str, Any] = {}
        for key, held in self._attribute_values().items():
            field = attribute_field(key)
            ages = [self.ranking.age(c, field) for c, _ in held]
            rule = self.ranking.rule(field)
            if rule is None:
                values[field] = merge_attribute(
                    self.definitions.get(key), [v for _, v in held], ages
                )
            elif rule is SurvivorRule.UNION and all(isinstance(v, tuple) for _, v in held):
                values[field] = tuple(dict.fromkeys(word for _, v in held for word in v))
            else:
                values[field] = {c.id: v for c, v in held}[self._winner(field)]
        for field in self.choices.fields:
            if field not in LIST_KEYS and field.startswith(attribute_field("")):
                values[field] = self.choices.fields[field]
        prefix = len(attribute_field(""))
        return tuple(Attribute(f[prefix:], v) for f, v in values.items() if v is not None)

    def _attribute_values(self) -> dict[str, list[tuple[Client, Any]]]:
        """Return per attribute key the clients that have a value, and it."""
        held: dict[str, list[tuple[Client, Any]]] = {}
        for client in self.clients:
            for attribute in client.profile.attributes:
                held.setdefault(attribute.key, []).append((client, attribute.value))
        return dict(sorted(held.items()))

    def _winner(self, field: str) -> ClientId:
        """Return whose value of a field survives; somebody has one."""
        winner = self.ranking.winner(self.clients, field)
        assert winner is not None
        return winner.id


def _same_values(field: str, values: Sequence[Any]) -> bool:
    """True when values of a scalar say the same, spelling aside."""
    if field == "name":
        return all(names_agree(values[0], v) for v in values[1:])
    if field == "birthday":
        return merge_birthdays(values) is not None and all(
            a.together(b) is not None for a in values for b in values
        )
    if field == "gender":
        return len({v.code for v in values}) == 1
    return len({v.casefold() for v in values}) == 1
