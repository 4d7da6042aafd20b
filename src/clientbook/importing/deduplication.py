"""Who a row is: somebody of the file, somebody of the book, or somebody new."""

from collections.abc import Callable, Collection, Iterable, Sequence

import attrs

from clientbook.domain.clients import ClientId
from clientbook.domain.imports import ImportMode, OutcomeKind
from clientbook.domain.profiles import Profile
from clientbook.matching.keys import identity_keys
from clientbook.matching.pairs.model import shipped_model
from clientbook.matching.pairs.names import compatible_names
from clientbook.matching.pairs.scoring import score
from clientbook.messages.issues import Issue, IssueCode

FALLBACK_KEY = "h:"
"""Prefix of the key of a row that has no identifier: a hash of what it says."""


@attrs.frozen
class Candidate:
    """Somebody who holds one of a row's keys.

    Args:
        profile: What is known of them (name, birthday and external ids are enough).
        client_id: Their id, None for a row of a plan that has written nothing.
        row: Row of this file that created or touched them, None for nobody of this file.
    """

    profile: Profile
    client_id: ClientId | None = None
    row: int | None = None


@attrs.frozen
class Decision:
    """What becomes of a row.

    Args:
        kind: CREATED, UPDATED (a known person, to be compared), DUPLICATE_IN_FILE, SKIPPED,
            REVIEW or REJECTED.
        candidate: Whom the row belongs to, None for a new client.
        issues: Why.
        candidates: For REVIEW: whom it may be.
    """

    kind: OutcomeKind
    candidate: Candidate | None = None
    issues: tuple[Issue, ...] = ()
    candidates: tuple[Candidate, ...] = ()


_CREATED = Decision(OutcomeKind.CREATED)


def is_same_person(profile: Profile, other: Profile) -> bool:
    """True when names are compatible and birthdays do not clash (SPEC §3)."""
    if profile.birthday and other.birthday and not profile.birthday.compatible(other.birthday):
        return False
    return compatible_names(profile.name, other.name)


def row_keys(
    profile: Profile, fallback: Callable[[], str], *, shared: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the keys by which a row is looked up.

    Args:
        profile: The row's profile.
        fallback: Makes the key of a row without identifiers.
        shared: Keys that identify nobody (SPEC X19).
    """
    keys = identity_keys(profile, shared=shared)
    return tuple(keys) if keys else (fallback(),)


def decide(profile: Profile, candidates: Iterable[Candidate], mode: ImportMode) -> Decision:
    """Return what becomes of a row, given everybody who holds one of its keys.

    An external id decides alone.  Otherwise exactly one person with a compatible name and no
    birthday clash is the row's person; several are a case for a human, and so is one that the
    matching model finds likely but not certain (a nickname, a typing slip); a family that shares
    a phone is several persons.
    """
    everybody = list(candidates)
    if not everybody and mode is not ImportMode.UPDATE:
        return _CREATED  # most rows of most files
    same = _by_external_id(profile, everybody)
    if len(same) > 1:
        system = profile.external_ids[0].system
        return _reject(Issue.of(IssueCode.DUPLICATE_EXTERNAL_ID, "external_id", system=system))
    if not same:
        everybody = [c for c in everybody if not _external_clash(profile, c.profile)]
        same = [c for c in everybody if is_same_person(profile, c.profile)]
    if len(same) > 1:
        issue = Issue.of(IssueCode.AMBIGUOUS_MATCH, count=len(same))
        return Decision(OutcomeKind.REVIEW, None, (issue,), tuple(same))
    if not same and everybody:
        likely = _likely(profile, everybody)
        if likely:
            issue = Issue.of(IssueCode.POSSIBLE_DUPLICATE)
            return Decision(OutcomeKind.REVIEW, None, (issue,), tuple(likely))
    if not same:
        return _reject(Issue.of(IssueCode.NO_MATCH)) if mode is ImportMode.UPDATE else _CREATED
    return decide_known(same[0], mode)


def _likely(profile: Profile, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return whom the matching model finds likely, best first.

    However likely, names that contradict one another are not for a machine to settle: filling
    blanks would keep one of the two names and lose the other.
    """
    model = shipped_model()
    scored = [(score(profile, c.profile, model=model).match_probability, c) for c in candidates]
    scored = [pair for pair in scored if pair[0] >= model.propose_threshold]
    scored.sort(key=lambda pair: (-pair[0], pair[1].row or 0, pair[1].client_id or ""))
    return [candidate for _, candidate in scored]


def decide_known(candidate: Candidate, mode: ImportMode) -> Decision:
    """Return what becomes of the row of a known person."""
    if candidate.row is not None:
        issue = Issue.of(IssueCode.DUPLICATE_IN_FILE, other_row=candidate.row)
        return Decision(OutcomeKind.DUPLICATE_IN_FILE, candidate, (issue,))
    if mode is ImportMode.CREATE:
        return Decision(OutcomeKind.SKIPPED, candidate, (Issue.of(IssueCode.ALREADY_IN_BOOK),))
    return Decision(OutcomeKind.UPDATED, candidate)


def _reject(issue: Issue) -> Decision:
    return Decision(OutcomeKind.REJECTED, None, (issue,))


def _by_external_id(profile: Profile, candidates: Sequence[Candidate]) -> list[Candidate]:
    wanted = {external.key for external in profile.external_ids}
    if not wanted:
        return []
    return [c for c in candidates if wanted & {e.key for e in c.profile.external_ids}]


def _external_clash(profile: Profile, other: Profile) -> bool:
    """True when one system knows the two under different ids: two persons for that system."""
    mine = {e.system.casefold(): e.value for e in profile.external_ids}
    return any(mine.get(e.system.casefold(), e.value) != e.value for e in other.external_ids)
