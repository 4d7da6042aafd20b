"""Rows that nothing identifies: without number, e-mail and id, or with those that many share.

They are known again by all they say.  Where a list comes again with one column more, or one cell
changed, that fails: then the name says whose a row may be, and a person decides.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Mapping as AbstractMapping

import attrs

from clientbook.domain.profiles import Profile
from clientbook.identity.evidence import (
    births_clash,
    is_only_doubted,
    is_very_name,
    same_name,
    sexes_clash,
)
from clientbook.identity.keys import identity_keys, name_key
from clientbook.identity.rules import Recall, decide
from clientbook.identity.verdicts import (
    NOBODY,
    Holder,
    IdentityReason,
    Judgement,
    Policy,
    Verdict,
    VerdictKind,
)
from clientbook.importing.drafts import Draft
from clientbook.importing.lookups import Lookup
from clientbook.importing.updating import Updates


@attrs.frozen
class Unidentified:
    """Finds who rows are that nothing identifies.

    Args:
        lookup: Knows who was there before the file.
        updates: Which fields are overwritten.
        matched: Leaves of keys those by which rows are known again.
    """

    lookup: Lookup
    updates: Updates
    matched: Callable[[frozenset[str]], frozenset[str]]

    def find(
        self, drafts: AbstractMapping[int, Draft], hashes: AbstractMapping[int, str]
    ) -> tuple[dict[str, Sequence[Holder]], dict[int, Sequence[Holder]]]:
        """Return who rows are by the hash of what they say, and who has the name of others.

        Of somebody entered by hand nobody kept a hash: such a client of the same name, who has
        the same shared number or address or no identifiers either, is the row's where the row says
        all that is known.  And a row of which only the telephone of the shop is known may have come
        before that number had too many holders: it is known again by an imported client of the
        same name who has all that it says.

        Args:
            drafts: The rows by place.
            hashes: Their hashes by place.

        Returns:
            Holders by hash; and for the place of a row that is nobody's by it, clients of the same
            name, and whoever was known by what it says; where it has nothing that many share, only
            those that were imported.
        """
        found = dict(self.lookup.find(frozenset(hashes.values())).holders)
        unknown = [n for n, key in hashes.items() if key not in found]
        alike: dict[int, Sequence[Holder]] = {}
        named = self.lookup.named_alike([drafts[n].profile for n in unknown])
        for n, holders in zip(unknown, named, strict=True):
            keys = self.matched(identity_keys(drafts[n].profile))
            known = next((h for h in holders if self._is_known(h, drafts[n], keys)), None)
            if known is not None:
                found[hashes[n]] = [known]
            elif maybe := [h for h in holders if keys or h.is_imported or h.former_keys]:
                alike[n] = maybe
        return found, alike

    def _is_known(self, holder: Holder, draft: Draft, keys: Collection[str]) -> bool:
        theirs = identity_keys(holder.profile)
        if _contradict(draft.profile, holder.profile) or _was_called(draft.profile, holder):
            return False
        if not same_name(draft.profile, holder.profile):
            return False  # "Jr", "Sr", given names turned round
        if not keys:
            return not theirs and self.updates.says_all(holder.profile, draft)
        if theirs.isdisjoint(keys):
            return False
        if holder.is_imported:
            return self.updates.apply(holder.profile, draft) == holder.profile
        return self.updates.says_all(holder.profile, draft)


def judge_by_name(
    profile: Profile, namesakes: Iterable[Holder], keys: Collection[str], recall: Recall
) -> Verdict:
    """Say who a row may be that nothing identifies, by its name.

    A list comes again with one column more, or one cell changed.  What many share identifies
    nobody, and a name alone does not either: so a person decides.

    Args:
        profile: The row's profile.
        namesakes: Clients of the same name, or who had it before an edit.
        recall: Reads what holders were before.
        keys: The keys of the row by which rows are known again: all of them shared by many.

    Returns:
        UNSURE where the identity rule would find one of those who share such a key, were it not
        shared by many; for a row without any key, one of the very name who has none either.
    """
    if keys:
        unmatched = Policy(identity_keys(profile).difference(keys))
        verdict = decide(profile, namesakes, unmatched, recall=recall)
        sure = verdict.kind is VerdictKind.SAME
        return attrs.evolve(verdict, kind=VerdictKind.UNSURE) if sure else verdict
    if identity_keys(profile):
        return NOBODY
    found = [h for h in namesakes if _is_maybe(profile, h)]
    several = (IdentityReason.SEVERAL,) if len(found) > 1 else ()
    told = tuple(Judgement(h, (IdentityReason.LIKELY, *several), (), False, True) for h in found)
    return Verdict(VerdictKind.UNSURE, told) if told else NOBODY


def _was_called(profile: Profile, holder: Holder) -> bool:
    """True where the name is that of a holder before an edit, and no longer."""
    called = name_key(profile)
    return called in holder.former_keys and called != name_key(holder.profile)


def _is_maybe(profile: Profile, holder: Holder) -> bool:
    other = holder.profile
    maybe = is_very_name(profile, other) or is_only_doubted(profile, other)
    called = maybe or _was_called(profile, holder)
    return called and not identity_keys(other) and not _contradict(profile, other)


def _contradict(profile: Profile, other: Profile) -> bool:
    return births_clash(profile, other) or sexes_clash(profile, other)
