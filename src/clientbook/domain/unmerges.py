"""Undoing a merge as values: what would go back, what cannot, what was done."""

from enum import StrEnum

import attrs

from clientbook.domain.clients import ClientId


@attrs.frozen
class KeptValue:
    """Something added to a survivor after a merge, which stays there when the merge is undone.

    Args:
        client_id: The survivor.
        field: Name of a profile's field, or ``"attribute:<key>"``.
        count: How many values of that field.
    """

    client_id: ClientId
    field: str
    count: int = 1


class UnmergeConflict(StrEnum):
    """Why a value could not go back to what it was."""

    EDITED_SINCE = "edited_since"  # the survivor keeps what it holds now
    EXTERNAL_ID_TAKEN = "external_id_taken"  # another client holds it now
    LINK_GONE = "link_gone"  # the host no longer holds the record on the survivor


@attrs.frozen
class Conflicting:
    """A value that does not go back when a merge is undone.

    Args:
        client_id: The client concerned.
        field: Name of a profile's field, ``"attribute:<key>"``, or the kind of a link.
        reason: Why.
    """

    client_id: ClientId
    field: str
    reason: UnmergeConflict


@attrs.frozen
class UnmergeStep:
    """One merge to undo.

    Args:
        merge_id: The merge.
        survivor_id: The client that stays.
        restored_ids: The clients that come back.
    """

    merge_id: str
    survivor_id: ClientId
    restored_ids: tuple[ClientId, ...]


@attrs.frozen
class UnmergePlan:
    """What undoing a merge would do; it goes stale like every plan.

    Args:
        merge_id: The merge to undo.
        steps: Merges to undo, latest first; the last one is *merge_id*.
        later: Merges that stand on top and are not among the steps; the plan cannot be committed
            while there are any.
        kept: What was added since and stays.
        conflicting: What does not go back, and why.
        revisions: Id and revision of each client the plan was made from.
        hash: SHA-256 in hexadecimal over everything above.
    """

    merge_id: str
    steps: tuple[UnmergeStep, ...]
    later: tuple[str, ...]
    kept: tuple[KeptValue, ...]
    conflicting: tuple[Conflicting, ...]
    revisions: tuple[tuple[ClientId, int], ...]
    hash: str


@attrs.frozen
class UnmergeReport:
    """What undoing a merge did.

    Args:
        merge_ids: The merges undone, in that order.
        restored: Ids of the clients that came back.
        links_back: How many records of each kind went back.
        kept: What was added since and stays on the survivor.
        conflicting: What did not go back, and why.
    """

    merge_ids: tuple[str, ...]
    restored: tuple[ClientId, ...]
    links_back: tuple[tuple[str, int], ...]
    kept: tuple[KeptValue, ...]
    conflicting: tuple[Conflicting, ...]
