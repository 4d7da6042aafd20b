"""What a client's journal says of the client alone: merges that were undone are taken out of it.

While two clients were one by mistake, the survivor's old values are those of both.  Whoever asks
what a client itself held (what an erasure goes by, what is exported of it, what an undo may put
back) reads its journal as if such a merge had brought nothing; what somebody edited meanwhile
stays the survivor's, as it does in the profile.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from clientbook.book.contexts import Context
from clientbook.book.history.definitions import Move, carried, moves_among
from clientbook.book.history.readings import changes_of, told_by
from clientbook.domain.clients import Client
from clientbook.domain.journal import Change, ChangeKind, difference
from clientbook.domain.profiles import Profile
from clientbook.merging import split, split_block

MERGE, UNMERGE = "merge:", "unmerge:"
"""Beginnings of the causes of merges and of their undoing; the id of the merge follows."""


@attrs.frozen
class Step:
    """One change of a client, and how the client stood after it.

    Args:
        change: The change; its reverse delta is that between the own states.  None for the
            earliest state of a client whose creation no journal tells of.
        after: The client after it, its own values alone.
    """

    change: Change | None
    after: Client


def own_steps(
    client: Client, changes: Iterable[Change], *, merges: Collection[str] | None = None
) -> tuple[Step, ...]:
    """Return what became of a client, oldest first, without what undone merges brought.

    Args:
        client: The client as it stands.
        changes: Its changes, newest first; events among them are left out.
        merges: Only these merges are taken out; None for all that were undone.

    Returns:
        The steps from its creation, or from its erasure, on.
    """
    told, states = told_by(client, changes)
    moves = moves_among(told, states)
    rewritten: set[int] = set()
    for first, last in _undone(told, merges):
        if first:  # else the journal does not reach back to the merge
            states[first:last] = _apart(states, first, last, moves)
            rewritten.update(range(first, last + 1))
    for place in rewritten:
        change = told[place]
        assert change is not None
        told[place] = attrs.evolve(change, before=difference(*states[place - 1 : place + 1]))
    return tuple(Step(change, state) for change, state in zip(told, states, strict=True))


_JOINED = (ChangeKind.MERGED, ChangeKind.ABSORBED)


def without_undone_merges(changes: Iterable[Change]) -> list[Change]:
    """Return changes of one client without merges that were undone, and without their undoing.

    Nobody has dealt with a client because two were one by mistake for a while.
    """
    told = list(changes)
    ends = {c.cause.removeprefix(UNMERGE) for c in told if c.kind is ChangeKind.UNMERGED}
    return [
        c
        for c in told
        if c.kind is not ChangeKind.UNMERGED
        and not (c.kind in _JOINED and c.cause.removeprefix(MERGE) in ends)
    ]


def _undone(
    changes: Sequence[Change | None], merges: Collection[str] | None
) -> Iterator[tuple[int, int]]:
    """Yield the places of merges that were undone and of their undoing; inner ones come first."""
    begun: dict[str, int] = {}
    for place, change in enumerate(changes):
        if change is None:
            continue
        if change.kind is ChangeKind.MERGED:
            begun[change.cause.removeprefix(MERGE)] = place
        elif change.kind is ChangeKind.UNMERGED:
            merge_id = change.cause.removeprefix(UNMERGE)
            if merge_id in begun and (merges is None or merge_id in merges):
                yield begun[merge_id], place


def _apart(
    states: Sequence[Client], first: int, last: int, moves: Mapping[int, Move]
) -> list[Client]:
    """Return the states from a merge to its undoing without what the merge brought.

    What it brought goes by the name and in the type that the attribute had at each place.
    """
    alone, merged = states[first - 1], states[first]
    was, became = alone.profile, merged.profile
    found: list[Client] = []
    for place in range(first, last):
        if (move := moves.get(place)) is not None:
            was, became = carried(was, move), carried(became, move)
        state = states[place]
        profile = split(was, became, state.profile).profile
        block = split_block(alone.block, merged.block, state.block)
        found.append(attrs.evolve(state, profile=profile, block=block))
    return found


def own_profiles(context: Context, client: Client) -> Iterator[Profile]:
    """Yield every profile a client had by itself, oldest first."""
    yield from (step.after.profile for step in own_steps(client, changes_of(context, client.id)))
