"""The plan of a merge: result, conflicts, blockers; pure (SPEC X1, X2, P18)."""

from collections.abc import Collection, Sequence
from typing import Any

import attrs

from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.clients import BookingBlock, Client, ClientId
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.merges import Blocker, BlockerCode, Choice, MergePlan, Resolution
from clientbook.domain.survivorship import AS_EVER, Survivorship
from clientbook.errors import PlanError
from clientbook.merging.blockers import Against, Lacking
from clientbook.merging.choices import read_choices
from clientbook.merging.hashing import plan_hash
from clientbook.merging.results import Merging
from clientbook.merging.survivor_rules import Ages, Ranking
from clientbook.merging.survivorship import first


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
    untouched = Merging(clients, {d.key: d for d in definitions}, Ranking(survivorship, ages or {}))
    chosen = attrs.evolve(untouched, choices=read_choices(choices, clients))
    against = Against(chosen, untouched.result(), chosen.result())
    found = (*against.blockers(limits or ContactLimits(), lacking, ignored), *link_blockers)
    return _sealed(against, found, overrides, link_counts)


def _sealed(
    against: Against,
    found: Sequence[Blocker],
    overrides: Collection[BlockerCode],
    link_counts: Sequence[tuple[str, int]],
) -> MergePlan:
    """Return the plan with the hash over everything it says."""
    merging = against.merging
    clients = merging.clients
    parts: dict[str, Any] = {
        "survivor_id": clients[0].id,
        "absorbed_ids": tuple(c.id for c in clients[1:]),
        "result": against.after,
        "block": merge_blocks(clients),
        "conflicts": tuple(merging.conflicts()),
        **_answered(found, overrides),
        "link_counts": tuple(link_counts),
        "revisions": tuple((c.id, c.revision) for c in clients),
        "choices": merging.choices.given,
        "overrides": tuple(sorted(set(overrides))),
        "survivorship": merging.ranking.survivorship,
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


def _override(blocker: Blocker, overrides: Collection[BlockerCode]) -> Blocker:
    if blocker.resolution is not None or blocker.code not in overrides:
        return blocker
    if not blocker.code.can_override:
        raise PlanError(
            f"{blocker.code.value} cannot be overridden", "choose which value to keep instead"
        )
    return attrs.evolve(blocker, resolution=Resolution.OVERRIDE)
