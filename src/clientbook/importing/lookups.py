"""What the deciding of rows asks of those who hold keys: clients of the book, rows of the file."""

from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Mapping as AbstractMapping
from typing import Protocol

import attrs

from clientbook.domain.clients import ClientId
from clientbook.domain.profiles import Profile
from clientbook.identity.verdicts import Holder

FALLBACK_KEY = "h:"
"""Prefix of the key of a row that nothing identifies: a hash of what it says."""


@attrs.frozen
class Asked:
    """A row that a human was asked about, by an earlier import.

    Args:
        answer: The person the human gave it to, None while it waits.
        holders: Ids of the clients it was compared with.
    """

    answer: Holder | None
    holders: frozenset[ClientId]


@attrs.frozen
class Held:
    """Who held keys before a chunk.

    Args:
        holders: For each key that identifies somebody, its holders.
        capped: Keys that more than :data:`~clientbook.identity.keys.HOLDERS_CAP` hold.
    """

    holders: AbstractMapping[str, Sequence[Holder]]
    capped: frozenset[str] = frozenset()


class Lookup(Protocol):
    """Knows who held a key before this chunk: clients of the book, earlier rows of the file."""

    def find(self, keys: Collection[str]) -> Held:
        """Return for each key that is held its holders."""

    def named_alike(self, profiles: Sequence[Profile]) -> Sequence[Sequence[Holder]]:
        """Return for each profile the clients of the same words of the name, before the file.

        And those who had it before an edit; each with what else of the profile was theirs.
        """

    def held_before(self, keys: Collection[str]) -> Sequence[Holder]:
        """Return from whom edits took keys, each with those it had."""

    def recall(self, profile: Profile, holders: Sequence[Holder]) -> Iterable[Holder]:
        """Return holders with what they were before."""

    def asked(self, make_key: Callable[[], str]) -> Asked | None:
        """Return what is remembered of the very row whose hash *make_key* gives.

        Returns:
            None for a row that no human was asked about.
        """
