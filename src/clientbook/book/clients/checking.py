"""The check before a client is created: the verdict, and who else looks alike."""

import attrs

from clientbook.book.clients.answers import CheckAnswer, ClientMatch, answer
from clientbook.book.clients.holders import judge
from clientbook.book.contexts import Context
from clientbook.book.duplicates.candidates import find_candidates
from clientbook.domain.profiles import Profile
from clientbook.identity.evidence import evidence_of, is_same_person
from clientbook.matching import MatchModel, shipped_model

CHECK_LIMIT = 20
"""Most clients that a check returns, unless it is asked for more or fewer."""


def check(
    context: Context,
    profile: Profile,
    *,
    limit: int = CHECK_LIMIT,
    threshold: float | None = None,
    model: MatchModel | None = None,
) -> CheckAnswer:
    """Say whom a profile may be; see :meth:`~clientbook.book.clients.desk.ClientDesk.check`."""
    model = model or shipped_model()
    judged = judge(context, profile, model=model)
    report = find_candidates(
        context, profile, model=model, threshold=threshold, known=judged.clients
    )
    scored = {c.client.id: c.explanation for c in report.candidates}
    holders = [
        attrs.evolve(match, explanation=scored.pop(match.client_id, None))
        for match in answer(profile, judged.verdict)
    ]
    alike = [
        ClientMatch(
            c.client,
            evidence_of(profile, c.client.profile, ()),
            is_same_person(profile, c.client.profile),
            explanation=c.explanation,
        )
        for c in report.candidates
        if c.client.id in scored
    ]
    may_be = len(judged.verdict.candidates)
    rest = [*holders[may_be:], *alike]
    rest.sort(key=lambda m: (not m.same_person, -(m.match_weight or 0.0), m.client_id))
    if threshold is not None:  # whom the rule means is told, whatever the weight
        rest = [m for m in rest if (m.match_probability or 0.0) >= threshold]
    return CheckAnswer([*holders[:may_be], *rest][:limit], judged.verdict, report.capped)
