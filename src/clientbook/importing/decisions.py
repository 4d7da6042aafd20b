"""Decides rows chunk by chunk: one decision each, the file's own doubles found first."""

from collections.abc import Callable, Collection, Sequence
from collections.abc import Mapping as AbstractMapping
from typing import Protocol

import attrs

from clientbook.domain.clients import ClientId
from clientbook.domain.imports import ImportMode, OutcomeKind
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import ContactLimits
from clientbook.importing.deduplication import (
    Candidate,
    Decision,
    decide,
    decide_known,
    row_keys,
)
from clientbook.importing.drafts import Draft
from clientbook.importing.outcomes import Accepted
from clientbook.importing.updating import Updates
from clientbook.messages.issues import Issue, IssueCode


@attrs.frozen
class Asked:
    """A row that a human was asked about, by an earlier import.

    Args:
        answer: The person the human gave it to, None while it waits.
        holders: Ids of the clients it was compared with.
    """

    answer: Candidate | None
    holders: frozenset[ClientId]


class Lookup(Protocol):
    """Knows who held a key before this chunk: clients of the book, earlier rows of the file."""

    def find(self, keys: Sequence[str]) -> AbstractMapping[str, Sequence[Candidate]]:
        """Return for each key that is held its holders."""

    def asked(self, make_key: Callable[[], str]) -> Asked | None:
        """Return what is remembered of the very row whose hash *make_key* gives.

        Returns:
            None for a row that no human was asked about.
        """


@attrs.frozen
class Decided:
    """One row, decided.

    Args:
        row: The row as it was accepted.
        kind: What becomes of it, as it is counted.
        issues: Warnings of the row and reasons of the decision.
        keys: Keys by which the row was looked up.
        candidate: Whom the row belongs to; for CREATED the new person.
        profile: What that person's profile becomes, None when the row is not written.
        candidates: For REVIEW: whom it may be.
    """

    row: Accepted[Draft]
    kind: OutcomeKind
    issues: tuple[Issue, ...]
    keys: tuple[str, ...]
    candidate: Candidate | None = None
    profile: Profile | None = None
    candidates: tuple[Candidate, ...] = ()


class _Chunk:
    """Who holds a key, the rows of this chunk counted."""

    def __init__(self, found: AbstractMapping[str, Sequence[Candidate]]) -> None:
        self._found = found
        self._local: dict[str, list[Candidate]] = {}
        self._latest: dict[object, Candidate] = {}

    def holders(self, keys: Sequence[str]) -> list[Candidate]:
        holders: dict[object, Candidate] = {}
        for key in keys:
            if key not in self._found and key not in self._local:
                continue
            for candidate in (*self._found.get(key, ()), *self._local.get(key, ())):
                identity = candidate.client_id or candidate.row
                holders[identity] = self._latest.get(identity, candidate)
        return list(holders.values())

    def register(self, candidate: Candidate, keys: Sequence[str]) -> None:
        self._latest[candidate.client_id or candidate.row] = candidate
        for key in keys:
            self._local.setdefault(key, []).append(candidate)


class Decider:
    """Decides the accepted rows of one file, chunk by chunk, in order.

    Args:
        lookup: Knows who held a key before the chunk.
        mode: What rows may do.
        updates: Which fields are overwritten.
        limits: How many values a profile may hold.
        make_id: Makes the id of a new client; None while planning.
        fallback: Makes the key of a row without identifiers.
        shared: Keys that identify nobody (SPEC X19).
    """

    def __init__(
        self,
        lookup: Lookup,
        mode: ImportMode,
        *,
        updates: Updates,
        limits: ContactLimits,
        make_id: Callable[[], ClientId] | None,
        fallback: Callable[[Profile], str],
        shared: Collection[str] = (),
    ) -> None:
        self._lookup = lookup
        self._mode = mode
        self._updates = updates
        self._limits = limits
        self._make_id = make_id
        self._fallback = fallback
        self._shared = shared

    def decide(self, rows: Sequence[Accepted[Draft]]) -> list[Decided]:
        """Return one decision a row, in order."""
        keys = [self._keys(row.value.profile) for row in rows]
        chunk = _Chunk(self._lookup.find([key for found in keys for key in found]))
        return [self._decide(row, found, chunk) for row, found in zip(rows, keys, strict=True)]

    def _keys(self, profile: Profile) -> tuple[str, ...]:
        return row_keys(profile, lambda: self._fallback(profile), shared=self._shared)

    def _decide(self, row: Accepted[Draft], keys: tuple[str, ...], chunk: _Chunk) -> Decided:
        draft = row.value
        decision = self._settle(draft.profile, chunk.holders(keys))
        issues = (*row.warnings, *decision.issues)
        if decision.kind is OutcomeKind.CREATED:
            new_id = self._make_id() if self._make_id else None
            candidate = Candidate(draft.profile, new_id, row.row)
            chunk.register(candidate, keys)
            return Decided(row, OutcomeKind.CREATED, issues, keys, candidate, draft.profile)
        if decision.candidate is None or decision.kind is OutcomeKind.SKIPPED:
            return Decided(
                row, decision.kind, issues, keys, decision.candidate, None, decision.candidates
            )
        decided = known_row(
            row,
            decision.candidate,
            updates=self._updates,
            limits=self._limits,
            decision=decision,
            keys=keys,
        )
        if decided.profile is not None and decided.candidate is not None:
            chunk.register(decided.candidate, keys)
        return decided

    def _settle(self, profile: Profile, holders: list[Candidate]) -> Decision:
        """Decide, but leave a row that a human was or is asked about to that human.

        Later rows fill in the clients an earlier one was compared with: the same file read again
        must not find them unlike and create somebody.
        """
        asked = self._lookup.asked(lambda: self._fallback(profile)) if holders else None
        if asked is None:
            return decide(profile, holders, self._mode)
        if asked.answer is not None:
            return decide_known(asked.answer, self._mode)
        if asked.holders <= {c.client_id for c in holders}:
            issue = Issue.of(IssueCode.POSSIBLE_DUPLICATE)
            return Decision(OutcomeKind.REVIEW, None, (issue,), tuple(holders))
        return decide(profile, holders, self._mode)  # they were merged or deleted since


def known_row(
    row: Accepted[Draft],
    person: Candidate,
    *,
    updates: Updates,
    limits: ContactLimits,
    decision: Decision | None = None,
    keys: tuple[str, ...] = ("",),
) -> Decided:
    """Return what a row does to the person it belongs to.

    Args:
        row: The row.
        person: Whom it belongs to, as known before it.
        updates: Which fields are overwritten.
        limits: How many values a profile may hold; a row that exceeds them is REJECTED.
        decision: What was decided of it; None for a known person of the book.
        keys: Keys by which the row was looked up.
    """
    kind = OutcomeKind.UPDATED if decision is None else decision.kind
    issues = (*row.warnings, *(decision.issues if decision else ()))
    profile = updates.apply(person.profile, row.value)
    if excess := limits.exceeded(profile):
        return Decided(row, OutcomeKind.REJECTED, (*issues, *excess), keys, person)
    if kind is OutcomeKind.UPDATED:
        kind = _compare(person.profile, profile)
    known = attrs.evolve(person, profile=profile, row=person.row or row.row)
    return Decided(row, kind, issues, keys, known, profile)


def _compare(before: Profile, after: Profile) -> OutcomeKind:
    if after == before:
        return OutcomeKind.UNCHANGED
    if attrs.evolve(after, external_ids=before.external_ids) == before:
        return OutcomeKind.ATTACHED
    return OutcomeKind.UPDATED
