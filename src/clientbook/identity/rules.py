"""Who a profile is: the one rule that every entry point asks (SPEC X31).

By hand, by booking, by a file or by a card, the same person is the same client.  What an entry
point *does* with a verdict differs; what the verdict *is* does not.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from enum import StrEnum

import attrs

from clientbook.domain.clients import Client, ClientId
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import ACCOUNT_SYSTEM, LIST_SYSTEM, Profile
from clientbook.identity.evidence import (
    births_clash,
    clashing_systems,
    compare_who,
    same_firm,
    sexes_clash,
)
from clientbook.identity.keys import contact_keys, key_field
from clientbook.matching.pairs.model import MatchModel, shipped_model
from clientbook.matching.pairs.names import NameLevel, compare_names, is_compatible, surest_name
from clientbook.matching.pairs.scoring import score


class VerdictKind(StrEnum):
    """What the rule says of a profile."""

    SAME = "same"  # it is that one client
    UNSURE = "unsure"  # it may be one of these: a person decides
    NEW = "new"  # it is nobody of these


class IdentityReason(StrEnum):
    """Why the rule judges a holder as it does."""

    SAME_ID = "same_id"  # one id of one system
    SAME_CONTACT = "same_contact"  # a telephone or e-mail address, and names that go together
    NAMELESS = "nameless"  # the holder has no name
    LIKELY = "likely"  # the matching model finds it likely: a nickname, a slip
    NAMES_CONTRADICT = "names_contradict"
    BIRTHS_CLASH = "births_clash"
    SEXES_CLASH = "sexes_clash"  # stated, or by titles; the given names go together
    TWO_ACCOUNTS = "two_accounts"  # each has a user account of its own
    OTHER_ID = "other_id"  # one system knows them under two ids
    FORMER_NAME = "former_name"  # the holder once had a name that fits, before somebody changed it
    SEVERAL = "several"  # more than one holder fits as well


ROW_ID = "row:"
"""How the identity of somebody begins whom only a row of a file knows so far."""


@attrs.frozen
class Holder:
    """Somebody who holds a key of a profile: a client, or a row of a file that is no client yet.

    Args:
        profile: What is known of them.
        client_id: Their id, None for a row of a plan that has written nothing.
        row: Row of this file that created or touched them, None for nobody of this file.
        stored: The client as it stands in the store, where it was read.
        merged_names: Names of the clients that were merged into it: a person has said that they
            are one.
        former_names: Names it had before they were changed.
    """

    profile: Profile
    client_id: ClientId | None = None
    row: int | None = None
    stored: Client | None = attrs.field(default=None, repr=False, eq=False)
    merged_names: tuple[PersonName, ...] = attrs.field(default=(), repr=False, eq=False)
    former_names: tuple[PersonName, ...] = attrs.field(default=(), repr=False, eq=False)

    @property
    def has_past(self) -> bool:
        """True when the client was changed since it was created: it may have had other names."""
        return self.stored is not None and self.stored.revision > 1

    @property
    def identity(self) -> str:
        """What tells holders apart: the client's id, else the row."""
        return self.client_id or f"{ROW_ID}{self.row}"


@attrs.frozen
class Policy:
    """What counts in one book, or one file, beyond the profiles.

    Args:
        shared: Identity keys that identify nobody: marked as shared, or too common.
        model: The matching model; None for the shipped one.
    """

    shared: Collection[str] = attrs.field(default=(), repr=False)
    model: MatchModel | None = None


PLAIN = Policy()


@attrs.frozen
class Judgement:
    """What the rule says of one holder.

    Args:
        holder: Whom.
        reasons: Why it may be the person, or why not.
        shares: Fields of the keys both hold: ``external_id``, ``phone``, ``email``.
        alone: True when nobody else holds one of these keys.
    """

    holder: Holder
    reasons: tuple[IdentityReason, ...]
    shares: tuple[str, ...]
    alone: bool


@attrs.frozen
class Verdict:
    """Who a profile is.

    Args:
        kind: SAME, UNSURE or NEW.
        candidates: For SAME the one it is; for UNSURE everybody it may be, best first.
        others: Holders of the same keys who are other persons, such as a family on one number.
        proposed: Those of *others* a person should look at all the same: one system knows them
            under two ids, and everything else agrees.
    """

    kind: VerdictKind
    candidates: tuple[Judgement, ...] = ()
    others: tuple[Judgement, ...] = ()
    proposed: tuple[Judgement, ...] = ()

    @property
    def holder(self) -> Holder | None:
        """The one the profile is, None unless SAME."""
        return self.candidates[0].holder if self.kind is VerdictKind.SAME else None

    @property
    def reasons(self) -> tuple[IdentityReason, ...]:
        """Why, over all candidates, each once."""
        return tuple(dict.fromkeys(r for c in self.candidates for r in c.reasons))

    @property
    def holders(self) -> tuple[Judgement, ...]:
        """Everybody who was judged, candidates first."""
        return (*self.candidates, *self.others)


NOBODY = Verdict(VerdictKind.NEW)


Recall = Callable[[Sequence[Holder]], Iterable[Holder]]
"""Gives holders back with the names they had; it may read a store, and is seldom asked."""


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
       or another system says two: then a person decides.
    4. Otherwise one holder with a compatible name and no clash is the person; of several, or where
       two sexes are told of one name, a person chooses.  Holders whose names contradict are other
       persons, however many there are: father and son by their suffixes, a couple by its titles.
       An only holder without a name takes the name; one of several is unsure.
    5. One whom the matching model finds likely is unsure.  Everybody else is nobody of them.
    6. Before somebody is nobody for the name alone, the names that the holders had are looked at:
       that of a client merged into one is the survivor's; one that was changed makes it unsure.

    Args:
        profile: The person at the entry point.
        holders: Everybody who holds one of the profile's keys.
        policy: Which keys identify nobody.
        recall: Reads the names that holders had; None where there is no past to ask.

    Returns:
        The same verdict whatever the order of the holders; never a guess.
    """
    found = list(holders)
    verdict = _decide(profile, found, policy)
    if recall is None or verdict.kind is VerdictKind.SAME:
        return verdict
    others = [j.holder for j in verdict.holders if IdentityReason.NAMES_CONTRADICT in j.reasons]
    changed = [holder for holder in others if holder.has_past]
    if not changed or len(others) < len(verdict.candidates):
        return verdict
    told = {h.identity: h for h in recall(changed) if h.merged_names or h.former_names}
    if not told:
        return verdict
    return _decide(profile, [told.get(h.identity, h) for h in found], policy)


def _decide(profile: Profile, holders: Iterable[Holder], policy: Policy) -> Verdict:
    met = _meet(profile, holders, policy)
    if not met:
        return NOBODY
    led = [m for m in met if m.by_id]
    return _by_id(met, led) if led else _by_contact(profile, met, policy)


@attrs.frozen
class _Met:
    """A holder and what it shares with the profile."""

    holder: Holder
    by_id: bool
    shares: tuple[str, ...]
    level: NameLevel
    clash: bool
    two_ids: frozenset[str]
    formerly: bool
    sexes: bool
    alone: bool = False

    @property
    def fits(self) -> bool:
        """True when the names go together and the birth dates do not clash."""
        return is_compatible(self.level) and not self.clash

    def judged(self, *reasons: IdentityReason) -> Judgement:
        return Judgement(self.holder, reasons, self.shares, self.alone)

    def against(self) -> tuple[IdentityReason, ...]:
        """What speaks against one person, strongest first."""
        found = []
        if ACCOUNT_SYSTEM in self.two_ids:
            found.append(IdentityReason.TWO_ACCOUNTS)
        if self.two_ids - {ACCOUNT_SYSTEM}:
            found.append(IdentityReason.OTHER_ID)
        if self.level is NameLevel.CONFLICT:
            found.append(IdentityReason.NAMES_CONTRADICT)
        if self.clash:
            found.append(IdentityReason.BIRTHS_CLASH)
        return tuple(found)


def _meet(profile: Profile, holders: Iterable[Holder], policy: Policy) -> list[_Met]:
    """Return the holders that share a key which says something, in order of their identity."""
    contacts = contact_keys(profile).difference(policy.shared)
    ids = {e.key for e in profile.external_ids}
    found: list[tuple[_Met, frozenset[str]]] = []
    everybody = {holder.identity: holder for holder in holders}
    for holder in sorted(everybody.values(), key=_age):
        other = holder.profile
        level, clash = _level(profile, holder), births_clash(profile, other)
        shared_ids = ids & {e.key for e in other.external_ids} if ids else set()
        named = {i for i in shared_ids if i[0] != LIST_SYSTEM}
        listed = bool(shared_ids - named) and (
            holder.row is not None
            or (is_compatible(level) and not clash and bool(profile.name and other.name))
        )
        keys = contacts & contact_keys(other)
        if not (keys or named or listed):
            continue
        fields = {key_field(key) for key in keys}
        shares = tuple(f for f in ("phone", "email") if f in fields)
        by_id = bool(named or listed)
        met = _Met(
            holder,
            by_id,
            ("external_id", *shares) if by_id else shares,
            level,
            clash,
            clashing_systems(profile, other) | _other_rows(holder, ids),
            level is NameLevel.CONFLICT and _fits_any(profile, holder.former_names) is not None,
            sexes_clash(profile, other),
        )
        found.append((met, keys))
    return _with_alone(found)


def _level(profile: Profile, holder: Holder) -> NameLevel:
    """Compare names; a name that was merged into the holder's is one of its own."""
    level = compare_who(profile, holder.profile)
    if level is not NameLevel.CONFLICT:
        return level
    if profile.name is None:
        return level
    merged = (compare_names(profile.name, name) for name in holder.merged_names)
    return surest_name((level, *merged))


def _fits_any(profile: Profile, names: Iterable[PersonName]) -> NameLevel | None:
    """Return how the best of names that go together with the profile's compares to it."""
    if profile.name is None:
        return None
    levels = (compare_names(profile.name, name) for name in names)
    return min((level for level in levels if is_compatible(level)), default=None)


def _age(holder: Holder) -> tuple[str, int]:
    return (holder.client_id or "", holder.row or 0)


def _other_rows(holder: Holder, ids: Collection[tuple[str, str]]) -> frozenset[str]:
    """Say whether another row of this file has another number of its list without a name."""
    if holder.row is None:
        return frozenset()
    mine = {i for i in ids if i[0] == LIST_SYSTEM}
    theirs = {e.key for e in holder.profile.external_ids if e.key[0] == LIST_SYSTEM}
    return frozenset({LIST_SYSTEM}) if mine and theirs and not mine & theirs else frozenset()


def _with_alone(found: Sequence[tuple[_Met, frozenset[str]]]) -> list[_Met]:
    counts: dict[str, int] = {}
    for _, keys in found:
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
    led = sum(met.by_id for met, _ in found)
    return [
        attrs.evolve(met, alone=(met.by_id and led == 1) or any(counts[k] == 1 for k in keys))
        for met, keys in found
    ]


def _by_id(met: Sequence[_Met], led: Sequence[_Met]) -> Verdict:
    others = tuple(m.judged(*m.against()) for m in met if not m.by_id)
    if len(led) > 1:
        found = tuple(
            m.judged(IdentityReason.SAME_ID, IdentityReason.SEVERAL, *m.against()) for m in led
        )
        return Verdict(VerdictKind.UNSURE, found, others)
    against = led[0].against()
    kind = VerdictKind.UNSURE if against else VerdictKind.SAME
    return Verdict(kind, (led[0].judged(IdentityReason.SAME_ID, *against),), others)


class _Bin(StrEnum):
    """What one holder is, before the others are looked at."""

    SAME = "same"
    UNSURE = "unsure"  # may be the person, whoever else fits
    LIKELY = "likely"  # may be the person, if nobody fits
    PROPOSED = "proposed"  # another person whom a person should look at
    OTHER = "other"


def _by_contact(profile: Profile, met: Sequence[_Met], policy: Policy) -> Verdict:
    bins: dict[_Bin, list[Judgement]] = {kind: [] for kind in _Bin}
    for m in met:
        kind, reasons = _bin(profile, m, policy, only=len(met) == 1)
        bins[kind].append(m.judged(*reasons))
    same, unsure, likely = bins[_Bin.SAME], bins[_Bin.UNSURE], bins[_Bin.LIKELY]
    proposed = tuple(bins[_Bin.PROPOSED])
    others = (*proposed, *bins[_Bin.OTHER])
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


def _bin(
    profile: Profile, m: _Met, policy: Policy, *, only: bool
) -> tuple[_Bin, Sequence[IdentityReason]]:
    against = m.against()
    if m.two_ids:
        may_be = _Bin.UNSURE if ACCOUNT_SYSTEM in m.two_ids else _Bin.PROPOSED
        return (may_be if m.fits else _Bin.OTHER), against
    if m.level is NameLevel.CONFLICT:
        first = (IdentityReason.FORMER_NAME,) if m.formerly and not m.clash else ()
        return (_Bin.LIKELY if first else _Bin.OTHER), (*first, *against)
    if not m.fits or m.sexes:
        if not (m.fits or _is_likely(profile, m.holder, policy)):
            return _Bin.OTHER, against
        sexes = (IdentityReason.SEXES_CLASH,) if m.sexes else ()
        return _Bin.LIKELY, (IdentityReason.LIKELY, *against, *sexes)
    if m.holder.profile.name is None and profile.name is not None:
        is_same = only or same_firm(profile, m.holder.profile)
        reasons = (IdentityReason.SAME_CONTACT, IdentityReason.NAMELESS)
        return (_Bin.SAME if is_same else _Bin.UNSURE), reasons
    return _Bin.SAME, (IdentityReason.SAME_CONTACT,)


def _is_likely(profile: Profile, holder: Holder, policy: Policy) -> bool:
    """Ask the matching model about the holder, by each of its names: a merged one is its own."""
    model, other = policy.model or shipped_model(), holder.profile
    named = (other, *(attrs.evolve(other, name=name) for name in holder.merged_names))
    scores = (score(profile, each, model=model, shared=policy.shared) for each in named)
    return any(found.match_probability >= model.propose_threshold for found in scores)
