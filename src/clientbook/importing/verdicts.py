"""Verdicts of the identity rule in the words of an import."""

from collections.abc import Iterable

import attrs

from clientbook.domain.profiles import Profile
from clientbook.identity.evidence import without_held_ids
from clientbook.identity.verdicts import (
    Holder,
    IdentityReason,
    Verdict,
)
from clientbook.importing.drafts import Draft
from clientbook.importing.outcomes import Accepted
from clientbook.messages.issues import Issue, IssueCode


def why_it_waits(profile: Profile, verdict: Verdict) -> Issue:
    """Return why a row waits for a person.

    Args:
        profile: The row's profile.
        verdict: UNSURE.
    """
    reasons = verdict.reasons
    if IdentityReason.SAME_ID in reasons and len(verdict.candidates) > 1:
        system = profile.external_ids[0].system
        return Issue.of(IssueCode.DUPLICATE_EXTERNAL_ID, "external_id", system=system)
    if IdentityReason.SEVERAL in reasons:
        return Issue.of(IssueCode.AMBIGUOUS_MATCH, count=len(verdict.candidates))
    return Issue.of(IssueCode.POSSIBLE_DUPLICATE)


def without_ids_of(row: Accepted[Draft], others: Iterable[Holder]) -> Accepted[Draft]:
    """Return a row without the ids that others hold, and with a warning for each system of them.

    Args:
        row: A row whose person is known: a client, or a new one.
        others: Who is somebody else.
    """
    profile = row.value.profile
    if not profile.external_ids:
        return row
    kept = without_held_ids(profile, (other.profile for other in others))
    if kept is profile:
        return row
    left = [e.system for e in profile.external_ids if e not in kept.external_ids]
    told = [Issue.of(IssueCode.ID_KEPT, "external_id", system=s) for s in dict.fromkeys(left)]
    draft = attrs.evolve(row.value, profile=kept)
    return attrs.evolve(row, value=draft, warnings=(*row.warnings, *told))
