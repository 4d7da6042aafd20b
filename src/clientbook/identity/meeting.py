"""What a profile and the holders of its keys share, before the rule decides."""

from collections.abc import Collection, Iterable, Sequence

import attrs

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import ACCOUNT_SYSTEM, LIST_SYSTEM, Profile
from clientbook.identity.evidence import (
    accounts,
    births_clash,
    clashing_systems,
    compare_who,
    is_only_doubted,
    is_very_name,
    may_be_renamed,
    name_of,
    names_tell_apart,
    same_name,
    sexes_clash,
)
from clientbook.identity.keys import birth_key, contact_keys, id_key, key_field, name_key
from clientbook.identity.verdicts import Holder, IdentityReason, Judgement, Policy
from clientbook.matching.pairs.name_part_levels import NameLevel, surest_name
from clientbook.matching.pairs.names import WHOLE, compare_names, is_compatible


@attrs.frozen
class Meeting:
    """A holder and what it shares with a profile."""

    holder: Holder
    by_id: bool
    shares: tuple[str, ...]
    level: NameLevel
    clash: bool
    two_ids: frozenset[str]
    name_before: bool
    birth_before: bool
    key_before: bool
    only_before: bool
    renamed: bool
    sexes: bool
    exact: bool
    very: bool
    doubted: bool
    told_apart: bool
    alone: bool = False

    @property
    def fits(self) -> bool:
        """True when the names go together and the birth dates do not clash."""
        return is_compatible(self.level) and not self.clash

    @property
    def fitted(self) -> bool:
        """True when they fit by what the holder is or was, and not by what it is alone.

        Of what was changed since, a person is asked.
        """
        named = is_compatible(self.level) or self.name_before
        born = not self.clash or self.birth_before
        return named and born and (self.key_before or not self.fits)

    def before(self) -> tuple[IdentityReason, ...]:
        """What of the holder was changed since that would speak against one person."""
        told = (
            (IdentityReason.FORMER_NAME, self.name_before),
            (IdentityReason.FORMER_BIRTH, self.birth_before),
            (IdentityReason.FORMER_KEY, self.key_before),
        )
        return tuple(reason for reason, holds in told if holds)

    def judged(self, *reasons: IdentityReason) -> Judgement:
        """Return what the rule says of the holder, for these reasons."""
        return Judgement(self.holder, reasons, self.shares, self.alone, self.exact)

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


def meet(profile: Profile, holders: Iterable[Holder], policy: Policy) -> list[Meeting]:
    """Return the holders that share a key which says something, or did, in order of identity."""
    contacts = contact_keys(profile).difference(policy.shared)
    ids = {e.key for e in profile.external_ids}
    found: list[tuple[Meeting, frozenset[str]]] = []
    everybody = {holder.identity: holder for holder in holders}
    for holder in sorted(everybody.values(), key=_age):
        other = holder.profile
        level, clash = _level(profile, holder), _clash(profile, holder)
        exact = level in WHOLE or same_name(profile, other)
        shared_ids = ids & {e.key for e in other.external_ids} if ids else set()
        named = {i for i in shared_ids if i[0] != LIST_SYSTEM}
        listed = bool(shared_ids - named) and (
            holder.row is not None
            or (is_compatible(level) and not clash and bool(profile.name and other.name))
        )
        keys = contacts & contact_keys(other)
        now = bool(keys or named or listed)
        before = _keys_before(profile, holder, contacts)
        if not (now or before):
            continue
        systems = {e.system.casefold() for e in profile.external_ids if id_key(e) in before}
        two_ids = clashing_systems(profile, other) | _other_rows(holder, ids)
        fields = {key_field(key) for key in keys}
        shares = tuple(f for f in ("phone", "email") if f in fields)
        by_id = bool(named or listed)
        met = Meeting(
            holder,
            by_id,
            ("external_id", *shares) if by_id else shares,
            level,
            clash,
            two_ids - systems,
            level is NameLevel.CONFLICT and _was_called(profile, holder),
            clash and _was_born(profile, holder),
            not now or not two_ids.isdisjoint(systems),
            not now,
            level is NameLevel.CONFLICT and may_be_renamed(profile, other),
            sexes_clash(profile, other),
            exact,
            exact and is_very_name(profile, other, holder.merged_names),
            not clash and is_only_doubted(profile, other),
            (listed or any(i[0] != ACCOUNT_SYSTEM for i in named))
            and names_tell_apart(profile, other),
        )
        found.append((met, keys))
    return _with_alone(found)


def _level(profile: Profile, holder: Holder) -> NameLevel:
    """Compare names; a name that was merged into the holder's is one of its own."""
    level = compare_who(profile, holder.profile)
    if level is not NameLevel.CONFLICT:
        return level
    if name_of(profile) is None:
        return level
    merged = (compare_names(profile.name, name) for name in holder.merged_names)
    return surest_name((level, *merged))


def _clash(profile: Profile, holder: Holder) -> bool:
    """Say whether birth dates clash; one that was merged into the holder's is one of its own."""
    clash = births_clash(profile, holder.profile)
    return clash and not _born_so(profile, holder.merged_births)


def _fits_any(profile: Profile, names: Iterable[PersonName]) -> bool:
    """Say whether one of names goes together with the profile's."""
    mine = profile.name
    return mine is not None and any(is_compatible(compare_names(mine, name)) for name in names)


def _born_so(profile: Profile, births: Iterable[PartialDate]) -> bool:
    """Say whether one of birth dates goes together with the profile's."""
    mine = profile.birthday
    return mine is not None and any(mine.together(born) is not None for born in births)


def _was_called(profile: Profile, holder: Holder) -> bool:
    return _fits_any(profile, holder.former_names) or name_key(profile) in holder.former_keys


def _was_born(profile: Profile, holder: Holder) -> bool:
    return _born_so(profile, holder.former_births) or birth_key(profile) in holder.former_keys


def _keys_before(profile: Profile, holder: Holder, contacts: Collection[str]) -> frozenset[str]:
    """Return the keys of a profile that say something and that an edit took from a holder.

    A user account is no such key: another one stands in its place, or it was nobody's here.
    """
    if not holder.former_keys:
        return frozenset()
    ids = {id_key(e) for e in profile.external_ids if e not in accounts(profile)}
    return holder.former_keys & ids.union(contacts)


def _age(holder: Holder) -> tuple[str, int]:
    return (holder.client_id or "", holder.row or 0)


def _other_rows(holder: Holder, ids: Collection[tuple[str, str]]) -> frozenset[str]:
    """Say whether another row of this file has another number of its list without a name."""
    if holder.row is None:
        return frozenset()
    mine = {i for i in ids if i[0] == LIST_SYSTEM}
    theirs = {e.key for e in holder.profile.external_ids if e.key[0] == LIST_SYSTEM}
    return frozenset({LIST_SYSTEM}) if mine and theirs and not mine & theirs else frozenset()


def _with_alone(found: Sequence[tuple[Meeting, frozenset[str]]]) -> list[Meeting]:
    counts: dict[str, int] = {}
    for _, keys in found:
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
    led = sum(met.by_id for met, _ in found)
    return [
        attrs.evolve(met, alone=(met.by_id and led == 1) or any(counts[k] == 1 for k in keys))
        for met, keys in found
    ]
