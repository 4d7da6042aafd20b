"""Who a profile is: the one rule that every entry point asks (SPEC X31).

By hand, by booking, by a file or by a card, the same person is the same client.  What an entry
point *does* with a verdict differs; what the verdict *is* does not.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import attrs

from clientbook.domain.profiles import ACCOUNT_SYSTEM, Profile
from clientbook.identity.evidence import accounts, called_by, name_of, same_firm
from clientbook.identity.meeting import Meeting, meet
from clientbook.identity.verdicts import (
    NOBODY,
    PLAIN,
    Holder,
    IdentityReason,
    Judgement,
    Policy,
    Verdict,
    VerdictKind,
)
from clientbook.matching.pairs.alphabets import are_written_apart
from clientbook.matching.pairs.model import shipped_model
from clientbook.matching.pairs.name_part_levels import NameLevel
from clientbook.matching.pairs.scoring import score

_CHANGING = frozenset({IdentityReason.NAMES_CONTRADICT, IdentityReason.BIRTHS_CLASH})
"""What speaks against one person until it was changed: people marry, and slips are corrected."""

Recall = Callable[[Profile, Sequence[Holder]], Iterable[Holder]]
"""Gives holders of a profile's keys back with what they were; it may read a store, seldom asked."""


def decide(
    profile: Profile,
    holders: Iterable[Holder],
    policy: Policy = PLAIN,
    *,
    recall: Recall | None = None,
) -> Verdict:
    """Say who a profile is among those that share a key with it.

    1. Shared contact points identify nobody.
    2. Two ids of one system are never one person; two user accounts are for a person to decide
       where all else agrees.  An id of a list without a name leads to somebody of the same file,
       or to a name that goes together with its own; elsewhere it says nothing.
    3. An id that leads to exactly one holder decides, unless names contradict, birth dates clash
       or another system says two: then a person decides, also among those who fit by contact.  So
       it is where names go together and are those of two of a family under one number of a list:
       *Jean* and *Jeanne*, *Jr*, *Herr Weber* and *Anna Weber*, *Jean et Marie* and *Marie*.
    4. Otherwise one holder with a compatible name and no clash is the person; of several, or where
       two sexes are told of one name, a person chooses.  Holders whose names contradict are other
       persons, however many there are: father and son by their suffixes, a couple by its titles.
       Whoever has that very name, given and family name spelt out, is meant beside those whose
       names merely go together with it; so is a firm beside the persons who are of it.
       An only holder who is not named takes the name; one of several is unsure, unless another
       has it.  A firm without a person is not one of the persons on its number: beside
       them it is unsure too.  A user account without a name, arriving or known, is nobody's by a
       number or an address alone.
    5. One whom the matching model finds likely is unsure, and who has a name in another script and
       a second point in common, and who may be one of several that one
       name names: ``Tom and Ann Lee``, or whose relative it may name: ``Mutter Tom Lee``.
       Everybody else is nobody of them.
    6. Before somebody is nobody for the name or the birth date, those that the holders had are
       looked at: that of a client merged into one is the survivor's; one that was changed, of
       either, makes it unsure.
       So does one given name and birth date under another family name: people marry.
    7. Whoever fits, and had the number, address or id until an edit took it, makes it unsure where
       it is nobody else's for sure.

    Args:
        profile: The person at the entry point.
        holders: Everybody who holds one of the profile's keys, or did before an edit.
        policy: Which keys identify nobody.
        recall: Reads what holders were before; None where there is no past to ask.

    Returns:
        The same verdict whatever the order of the holders; never a guess.
    """
    found = list(holders)
    verdict = _decide(profile, found, policy)
    if recall is None or verdict.kind is VerdictKind.SAME:
        return verdict
    others = [j.holder for j in verdict.holders if not _CHANGING.isdisjoint(j.reasons)]
    before = [holder for holder in found if holder.former_keys]
    changed = {h.identity: h for h in (*others, *before) if h.has_past}
    if not changed:
        return verdict
    told = {holder.identity: holder for holder in recall(profile, tuple(changed.values()))}
    return _decide(profile, [told.get(h.identity, h) for h in found], policy)


def _decide(profile: Profile, holders: Iterable[Holder], policy: Policy) -> Verdict:
    met = meet(profile, holders, policy)
    before = [m for m in met if m.only_before]
    if not before:
        return _among(profile, met, policy)
    verdict = _among(profile, [m for m in met if not m.only_before], policy)
    return _with_former(verdict, before)


def _with_former(verdict: Verdict, before: Sequence[Meeting]) -> Verdict:
    """Add to a verdict those who may be the person by a key that an edit took from them."""
    may_be = tuple(
        m.judged(*m.before(), *m.against())
        for m in before
        if (m.fitted or m.doubted) and m.two_ids <= {ACCOUNT_SYSTEM}
    )
    if verdict.kind is VerdictKind.SAME or not may_be:
        return verdict
    candidates = (*verdict.candidates, *may_be)
    return attrs.evolve(verdict, kind=VerdictKind.UNSURE, candidates=candidates)


def _among(profile: Profile, met: Sequence[Meeting], policy: Policy) -> Verdict:
    if not met:
        return NOBODY
    led = [m for m in met if m.by_id]
    if not led:
        return _by_contact(profile, met, policy)
    if len(led) == 1 and not (led[0].against() or led[0].told_apart):
        others = tuple(m.judged(*m.against()) for m in met if not m.by_id)
        return Verdict(VerdictKind.SAME, (led[0].judged(IdentityReason.SAME_ID),), others)
    return _by_doubtful_id(profile, met, policy)


def _by_doubtful_id(profile: Profile, met: Sequence[Meeting], policy: Policy) -> Verdict:
    """Let a person decide: those the ids lead to, and those who fit by contact."""
    led = [m for m in met if m.by_id]
    rest = [m for m in met if not m.by_id]
    several = (IdentityReason.SEVERAL,) if len(led) > 1 else ()
    found = tuple(m.judged(IdentityReason.SAME_ID, *several, *m.against()) for m in led)
    by_contact = _by_contact(profile, rest, policy).candidates
    fitting = tuple(j for j in by_contact if IdentityReason.SAME_CONTACT in j.reasons)
    chosen = {j.holder.identity for j in fitting}
    others = tuple(m.judged(*m.against()) for m in rest if m.holder.identity not in chosen)
    return Verdict(VerdictKind.UNSURE, (*found, *fitting), others)


class _Bin(StrEnum):
    """What one holder is, before the others are looked at."""

    SAME = "same"
    UNSURE = "unsure"  # may be the person as much as one who fits
    UNNAMED = "unnamed"  # may be the person, if nobody has that very name
    LIKELY = "likely"  # may be the person, if nobody fits
    BESIDE = "beside"  # would fit, but another one has that very name
    PROPOSED = "proposed"  # another person whom a person should look at
    OTHER = "other"


_MAY_BE = (_Bin.SAME, _Bin.UNSURE)


def _by_contact(profile: Profile, met: Sequence[Meeting], policy: Policy) -> Verdict:
    bins = _binned(profile, met, policy)
    same, unsure, likely = bins[_Bin.SAME], bins[_Bin.UNSURE], bins[_Bin.LIKELY]
    proposed = tuple(bins[_Bin.PROPOSED])
    others = (*proposed, *bins[_Bin.BESIDE], *bins[_Bin.OTHER])
    if len(same) == 1 and not unsure:
        return Verdict(VerdictKind.SAME, (same[0],), (*likely, *others), proposed)
    if len(same) + len(unsure) > 1:
        several = (*same, *unsure)
        found = tuple(
            attrs.evolve(j, reasons=(*j.reasons, IdentityReason.SEVERAL)) for j in several
        )
        return Verdict(VerdictKind.UNSURE, found, (*likely, *others), proposed)
    if unsure or likely:
        return Verdict(VerdictKind.UNSURE, (*unsure, *likely), others, proposed)
    return Verdict(VerdictKind.NEW, (), others, proposed)


def _binned(
    profile: Profile, met: Sequence[Meeting], policy: Policy
) -> dict[_Bin, list[Judgement]]:
    """Say what each holder is: on a number of several the very name says who it is."""
    told = [(m, *_bin(profile, m, policy, only=len(met) == 1)) for m in met]
    same = [m for m, kind, _ in told if kind is _Bin.SAME]
    exact, very = any(m.exact for m in same), any(m.very for m in same)
    bins: dict[_Bin, list[Judgement]] = {kind: [] for kind in _Bin}
    for m, kind, reasons in told:
        outdone = exact if kind is _Bin.UNNAMED else very and not m.very and kind in _MAY_BE
        bins[_Bin.BESIDE if outdone else kind].append(m.judged(*reasons))
    bins[_Bin.UNSURE] += bins.pop(_Bin.UNNAMED)
    return bins


def _bin(
    profile: Profile, m: Meeting, policy: Policy, *, only: bool
) -> tuple[_Bin, Sequence[IdentityReason]]:
    against = m.against()
    if m.two_ids:
        may_be = _Bin.UNSURE if ACCOUNT_SYSTEM in m.two_ids else _Bin.PROPOSED
        return (may_be if m.fits else _Bin.OTHER), against
    if m.fitted:
        return _Bin.LIKELY, (*m.before(), *against)
    if m.level is NameLevel.CONFLICT:
        first = _though_contradicting(profile, m)
        return (_Bin.LIKELY if first else _Bin.OTHER), (*first, *against)
    if not m.fits or m.sexes:
        if not (m.fits or m.doubted or _is_likely(profile, m.holder, policy)):
            return _Bin.OTHER, against
        sexes = (IdentityReason.SEXES_CLASH,) if m.sexes else ()
        return _Bin.LIKELY, (IdentityReason.LIKELY, *against, *sexes)
    return _bin_named(profile, m, only=only)


def _though_contradicting(profile: Profile, m: Meeting) -> tuple[IdentityReason, ...]:
    """Return why a holder may be the person though the names contradict: people marry.

    So may names in two scripts where a second point agrees: the mailbox, or the birth date.
    """
    if m.clash:
        return ()
    if m.renamed:
        return (IdentityReason.RENAMED,)
    born = profile.birthday is not None and profile.birthday == m.holder.profile.birthday
    apart = are_written_apart(profile.name, m.holder.profile.name)
    return (IdentityReason.LIKELY,) if apart and (born or len(m.shares) > 1) else ()


def _bin_named(
    profile: Profile, m: Meeting, *, only: bool
) -> tuple[_Bin, Sequence[IdentityReason]]:
    """Say what a holder is who fits: its name says so, or a name is missing."""
    other = m.holder.profile
    firm, by_contact = same_firm(profile, other), (IdentityReason.SAME_CONTACT,)
    nameless = (*by_contact, IdentityReason.NAMELESS)
    unnamed = name_of(profile) is None
    if unnamed and accounts(profile) and not firm:
        return _Bin.UNSURE, nameless  # whoever has an account may type any number
    if firm or called_by(profile) in ("", called_by(other)):
        return _Bin.SAME, nameless if name_of(other) is None and not unnamed else by_contact
    if called_by(other):
        return _Bin.UNNAMED, (*by_contact, IdentityReason.FIRM)
    taken = accounts(other)  # whoever opened it with that number alone gets nobody's bookings
    return (_Bin.SAME if only and not taken else _Bin.UNNAMED), nameless


def _is_likely(profile: Profile, holder: Holder, policy: Policy) -> bool:
    """Ask the matching model about the holder, by each of its names: a merged one is its own."""
    model, other = policy.model or shipped_model(), holder.profile
    named = (other, *(attrs.evolve(other, name=name) for name in holder.merged_names))
    scores = (score(profile, each, model=model, shared=policy.shared) for each in named)
    return any(found.match_probability >= model.propose_threshold for found in scores)
