"""The plan of a merge: result, conflicts, blockers; pure (SPEC X1, X2, P18)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from clientbook.domain.attributes import Attribute, AttributeDefinition, MergeRule
from clientbook.domain.clients import BookingBlock, Client, ClientId
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.merges import (
    Blocker,
    BlockerCode,
    Choice,
    Conflict,
    DecidedBy,
    MergePlan,
    Resolution,
)
from clientbook.domain.profiles import INFO_LIMIT, Profile
from clientbook.domain.survivorship import AS_EVER, SurvivorRule, Survivorship
from clientbook.errors import PlanError
from clientbook.identity.evidence import accounts, sex_of, two_accounts
from clientbook.merging.choices import Choices, attribute_field, read_choices
from clientbook.merging.hashing import plan_hash
from clientbook.merging.ranking import Ages, Ranking
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
from clientbook.messages.issues import Issue

_LIMITED = {"email": "emails", "phone": "phones", "phone.mobile": "phones", "address": "addresses"}

Lacking = Callable[[Profile], Iterable[Issue]]
"""Says what a profile needs and does not have."""


def plan_merge(
    survivor: Client,
    absorbed: Sequence[Client],
    *,
    choices: Sequence[Choice] = (),
    overrides: Collection[BlockerCode] = (),
    definitions: Sequence[AttributeDefinition] = (),
    limits: ContactLimits | None = None,
    lacking: Lacking = lambda _: (),
    ignored: Collection[tuple[ClientId, ClientId]] = (),
    link_counts: Sequence[tuple[str, int]] = (),
    link_blockers: Sequence[Blocker] = (),
    survivorship: Survivorship = AS_EVER,
    ages: Ages | None = None,
) -> MergePlan:
    """Plan to merge clients into one that survives.

    Nobody's value is lost: what the result does not hold stays in the history.

    Args:
        survivor: The client that keeps its id.
        absorbed: At least one other client; their order decides where the survivor has nothing.
        choices: What a person chose, per field and per value.
        overrides: Blockers a person merges in spite of.
        definitions: Definitions of custom attributes, for their merge rules.
        limits: How many values the result may hold; None for the largest.
        lacking: Says what a profile needs and does not have; a choice may not take that away.
        ignored: Pairs of these ids (smaller one first) that were said not to be the same.
        link_counts: How many records of each kind would move.
        link_blockers: LINK_CONFLICT blockers the host's links gave.
        survivorship: Rules for fields about which nothing was chosen.
        ages: When values came, for what is newest; a value that is not named is as old as its
            client's last change.

    Raises:
        PlanError: A client would be merged into itself, one is not ACTIVE, a choice makes no
            sense, or an override that only a choice can resolve.
    """
    clients = _distinct(survivor, absorbed)
    read = read_choices(choices, clients)
    by_key = {d.key: d for d in definitions}
    ranking = Ranking(survivorship, ages or {})
    untouched = _result(clients, read_choices((), clients), by_key, ranking)
    result = _result(clients, read, by_key, ranking)
    blockers = [
        *_identity_blockers(clients, read),
        *_account_blockers(clients, result),
        *_limit_blockers(untouched, result, limits or ContactLimits()),
        *_info_blockers(clients, read, ranking),
        *_required_blockers(untouched, result, lacking),
        *_ignored_blockers(clients, ignored),
        *link_blockers,
    ]
    parts: dict[str, Any] = {
        "survivor_id": survivor.id,
        "absorbed_ids": tuple(c.id for c in clients[1:]),
        "result": result,
        "block": merge_blocks(clients),
        "conflicts": tuple(_conflicts(clients, read, by_key, ranking)),
        **_answered(blockers, overrides),
        "link_counts": tuple(link_counts),
        "revisions": tuple((c.id, c.revision) for c in clients),
        "choices": tuple(choices),
        "overrides": tuple(sorted(set(overrides))),
        "survivorship": survivorship,
    }
    return MergePlan(**parts, hash=plan_hash("merge", tuple(parts.items())))


def _answered(
    blockers: Sequence[Blocker], overrides: Collection[BlockerCode]
) -> dict[str, tuple[Blocker, ...]]:
    """Return the blockers that are left, and those that a choice or an override resolves."""
    asked = [_override(blocker, overrides) for blocker in blockers]
    return {
        "blockers": tuple(b for b in asked if b.resolution is None),
        "resolved": tuple(b for b in asked if b.resolution is not None),
    }


def _distinct(survivor: Client, absorbed: Sequence[Client]) -> tuple[Client, ...]:
    """Return survivor and absorbed, each once, or refuse."""
    others = {c.id: c for c in absorbed}
    if survivor.id in others:
        raise PlanError("a client cannot be merged into itself", "name two different clients")
    if not others:
        raise PlanError("nothing to merge", "name at least one client to absorb")
    clients = (survivor, *others.values())
    for client in clients:
        if not client.is_active:
            raise PlanError(
                f"client {client.id!r} is {client.status.value}",
                "merge active clients only; restore a deleted one first",
            )
    return clients


def merge_blocks(clients: Sequence[Client]) -> BookingBlock | None:
    """Return the booking block after a merge: any block blocks; no choice lifts it."""
    return first([c.block for c in clients])


def _result(
    clients: Sequence[Client],
    choices: Choices,
    definitions: Mapping[str, AttributeDefinition],
    ranking: Ranking,
) -> Profile:
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
    chosen = {field: choices.apply(field, value) for field, value in values.items()}
    return Profile(**chosen, attributes=_attributes(clients, choices, definitions, ranking))


def _attribute_values(clients: Sequence[Client]) -> dict[str, list[tuple[Client, Any]]]:
    """Return per attribute key the clients that have a value, and it."""
    held: dict[str, list[tuple[Client, Any]]] = {}
    for client in clients:
        for attribute in client.profile.attributes:
            held.setdefault(attribute.key, []).append((client, attribute.value))
    return dict(sorted(held.items()))


def _attributes(
    clients: Sequence[Client],
    choices: Choices,
    definitions: Mapping[str, AttributeDefinition],
    ranking: Ranking,
) -> tuple[Attribute, ...]:
    values: dict[str, Any] = {}
    for key, held in _attribute_values(clients).items():
        field = attribute_field(key)
        ages = [ranking.age(c, field) for c, _ in held]
        rule = ranking.rule(field)
        if rule is None:
            values[field] = merge_attribute(definitions.get(key), [v for _, v in held], ages)
        elif rule is SurvivorRule.UNION and all(isinstance(v, tuple) for _, v in held):
            values[field] = tuple(dict.fromkeys(word for _, v in held for word in v))
        else:
            values[field] = {c.id: v for c, v in held}[_winner(ranking, clients, field)]
    for field in choices.fields:
        if field not in LIST_KEYS and field.startswith(attribute_field("")):
            values[field] = choices.fields[field]
    prefix = len(attribute_field(""))
    return tuple(Attribute(f[prefix:], v) for f, v in values.items() if v is not None)


def _winner(ranking: Ranking, clients: Sequence[Client], field: str) -> ClientId:
    """Return whose value of a field survives; somebody has one."""
    winner = ranking.winner(clients, field)
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


def _conflicts(
    clients: Sequence[Client],
    choices: Choices,
    definitions: Mapping[str, AttributeDefinition],
    ranking: Ranking,
) -> Iterator[Conflict]:
    def conflict(field: str, held: Sequence[tuple[ClientId, Any]], own: DecidedBy) -> Conflict:
        if choices.touches(field):
            return Conflict(field, tuple(held), DecidedBy.CHOICE)
        rule = ranking.rule(field)
        if rule is SurvivorRule.UNION:  # of values that are no lists the survivor's stays
            united = all(isinstance(v, tuple) for _, v in held)
            rule = rule if united else SurvivorRule.SURVIVOR
        if rule in (None, SurvivorRule.SURVIVOR):
            return Conflict(field, tuple(held), own if rule is None else DecidedBy.SURVIVOR)
        taken = None if rule is SurvivorRule.UNION else _winner(ranking, clients, field)
        return Conflict(field, tuple(held), DecidedBy.RULE, rule, taken)

    for field in SCALARS:
        held = [(c.id, v) for c in clients if (v := getattr(c.profile, field)) is not None]
        if len(held) > 1 and not _same_values(field, [v for _, v in held]):
            yield conflict(field, held, DecidedBy.SURVIVOR)
    for field in (*LIST_KEYS, "info"):
        held = [(c.id, v) for c in clients if (v := getattr(c.profile, field))]
        if not ranking.unites(field) and any(v != held[0][1] for _, v in held):
            yield conflict(field, held, DecidedBy.SURVIVOR)  # values of the others fall away
    for key, pairs in _attribute_values(clients).items():
        if any(v != pairs[0][1] for _, v in pairs):
            definition = definitions.get(key)
            own = definition is not None and definition.merge_rule is not MergeRule.SURVIVOR
            otherwise = DecidedBy.RULE if own else DecidedBy.SURVIVOR
            yield conflict(attribute_field(key), [(c.id, v) for c, v in pairs], otherwise)


def _chosen(by_choice: bool) -> Resolution | None:
    return Resolution.CHOICE if by_choice else None


def _identity_blockers(clients: Sequence[Client], choices: Choices) -> Iterator[Blocker]:
    births = [(c.id, c.profile.birthday) for c in clients if c.profile.birthday]
    if any(a.together(b) is None for _, a in births for _, b in births):
        ids = tuple(i for i, _ in births)
        resolution = _chosen("birthday" in choices.fields)
        yield Blocker(BlockerCode.BIRTHDAY_CLASH, "birthday", ids, resolution=resolution)
    sexes = [(c.id, sex) for c in clients if (sex := sex_of(c.profile))]
    if len({sex for _, sex in sexes}) > 1:
        ids = tuple(i for i, _ in sexes)
        resolution = _chosen("gender" in choices.fields)
        yield Blocker(BlockerCode.GENDER_CLASH, "gender", ids, resolution=resolution)


def _account_blockers(clients: Sequence[Client], result: Profile) -> Iterator[Blocker]:
    """Two user accounts: one has to be chosen (SPEC R4)."""
    if two_accounts(c.profile for c in clients):
        holders = tuple(c.id for c in clients if accounts(c.profile))
        resolution = _chosen(not two_accounts([result]))
        yield Blocker(BlockerCode.TWO_ACCOUNTS, "external_ids", holders, resolution=resolution)


def _limit_blockers(
    untouched: Profile, result: Profile, limits: ContactLimits
) -> Iterator[Blocker]:
    """Too many values is a blocker to resolve, never a silent drop (SPEC V16)."""
    standing = {issue.field for issue in limits.exceeded(result)}
    issues: dict[str, Issue] = {i.field: i for i in limits.exceeded(untouched)}
    issues.update({i.field: i for i in limits.exceeded(result)})
    for issue in issues.values():
        yield Blocker(
            BlockerCode.LIMIT_OVERFLOW,
            _LIMITED[issue.field],
            params=issue.params,
            resolution=_chosen(issue.field not in standing),
        )


def _info_blockers(
    clients: Sequence[Client], choices: Choices, ranking: Ranking
) -> Iterator[Blocker]:
    info = join_texts([c.profile.info for c in clients]) if ranking.unites("info") else None
    if info is not None and len(info) > INFO_LIMIT:
        yield Blocker(
            BlockerCode.LIMIT_OVERFLOW,
            "info",
            params=(("count", len(info)), ("limit", INFO_LIMIT)),
            resolution=_chosen("info" in choices.fields),
        )


def _required_blockers(untouched: Profile, result: Profile, lacking: Lacking) -> Iterator[Blocker]:
    """A choice left out what the book requires (SPEC P18): edits are refused that, so are these."""
    before = {issue.field for issue in lacking(untouched)}
    for issue in lacking(result):
        if issue.field not in before:
            yield Blocker(BlockerCode.REQUIRED_FIELD, issue.field)


def _ignored_blockers(
    clients: Sequence[Client], ignored: Collection[tuple[ClientId, ClientId]]
) -> Iterator[Blocker]:
    ids = {c.id for c in clients}
    for pair in sorted(set(ignored)):
        if pair[0] in ids and pair[1] in ids:
            yield Blocker(BlockerCode.IGNORED_PAIR, client_ids=pair)


def _override(blocker: Blocker, overrides: Collection[BlockerCode]) -> Blocker:
    if blocker.resolution is not None or blocker.code not in overrides:
        return blocker
    if not blocker.code.can_override:
        raise PlanError(
            f"{blocker.code.value} cannot be overridden", "choose which value to keep instead"
        )
    return attrs.evolve(blocker, resolution=Resolution.OVERRIDE)
