"""Verdicts of the identity rule in the words of an import."""

from clientbook.domain.profiles import Profile
from clientbook.identity.verdicts import IdentityReason, Verdict
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
