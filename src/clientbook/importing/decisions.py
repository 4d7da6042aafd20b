"""Decides rows chunk by chunk: one decision each, the file's own duplicates found first."""

from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Mapping as AbstractMapping

import attrs

from clientbook.domain.clients import ClientId
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.imports import ImportMode, OutcomeKind
from clientbook.domain.profiles import Profile
from clientbook.identity.keys import HOLDERS_CAP, id_key, identity_keys, key_field
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import NOBODY, Holder, Policy, Verdict, VerdictKind
from clientbook.importing.drafts import Draft
from clientbook.importing.families import vague_rows
from clientbook.importing.lookups import FALLBACK_KEY, Held, Lookup
from clientbook.importing.outcomes import Accepted
from clientbook.importing.unidentified import Unidentified, judge_by_name
from clientbook.importing.updating import Updates
from clientbook.importing.verdicts import why_it_waits, without_ids_of
from clientbook.importing.written import written_of
from clientbook.messages.issues import Issue, IssueCode


@attrs.frozen
class Decided:
    """One row, decided: all that is written of it follows from this.

    Args:
        row: The row as it was accepted.
        kind: What becomes of it, as it is counted.
        issues: Warnings of the row and reasons of the decision.
        keys: Keys by which the row was looked up.
        person: Whom the row belongs to; for CREATED the new person.  ``person.stored`` is the
            client as it stands in the store, None for a new one.
        profile: What that person's profile becomes, None when the row is not written.
        candidates: For REVIEW: whom it may be.
        proposed: For CREATED: whom a person should compare with it all the same.
        before: The person's profile before the row, None for a new one.
    """

    row: Accepted[Draft]
    kind: OutcomeKind
    issues: tuple[Issue, ...]
    keys: tuple[str, ...]
    person: Holder | None = None
    profile: Profile | None = None
    candidates: tuple[Holder, ...] = ()
    proposed: tuple[Holder, ...] = ()
    before: Profile | None = None

    @property
    def waits_by_name(self) -> bool:
        """True for a row that waits because nothing but its name says whose it may be."""
        return self.kind is OutcomeKind.REVIEW and self.keys[0].startswith(FALLBACK_KEY)


class _Chunk:
    """Who holds a key, the rows of this chunk counted."""

    def __init__(
        self, found: AbstractMapping[str, Sequence[Holder]], before: Iterable[Holder] = ()
    ) -> None:
        # Who holds a key, by identity: new persons share one tuple among their keys.
        self._held = {
            key: tuple(dict.fromkeys([h.identity for h in holders]))
            for key, holders in found.items()
        }
        self._first = {h.identity: h for holders in found.values() for h in holders}
        self._latest: dict[str, Holder] = {}
        self._before: dict[str, list[Holder]] = {}
        for holder in before:
            for key in holder.former_keys:
                self._before.setdefault(key, []).append(holder)

    def crowded(self, keys: Sequence[str]) -> list[str]:
        """Return the keys that too many hold by now."""
        held = self._held
        return [key for key in keys if key in held and len(held[key]) > HOLDERS_CAP]

    def holders(self, keys: Sequence[str]) -> list[Holder]:
        """Return the holders of keys, each once and as the rows before left them."""
        held, latest = self._held, self._latest
        found = [identity for key in keys if key in held for identity in held[key]]
        return [latest.get(i) or self._first[i] for i in dict.fromkeys(found)] if found else []

    def everybody(self, keys: Sequence[str]) -> list[Holder]:
        """Return the holders of keys, and from whom edits took them."""
        found = self.holders(keys)
        if not self._before:
            return found
        before = (holder for key in keys for holder in self._before.get(key, ()))
        return _together(found, map(self.latest, before))

    def latest(self, holder: Holder) -> Holder:
        """Return somebody as the rows before left them."""
        now = self._latest.get(holder.identity)
        return holder if now is None else attrs.evolve(now, former_keys=holder.former_keys)

    def register(self, holder: Holder, keys: Sequence[str]) -> None:
        identity = holder.identity
        self._latest[identity] = holder
        alone = (identity,)
        for key in keys:
            held = self._held.setdefault(key, alone)
            if identity not in held:
                self._held[key] = (*held, identity)


@attrs.frozen
class _Known:
    """By what a row may be known.

    Args:
        keys: Its keys that identify somebody; without any, the hash of all it says.
        owned: Keys of ids by which rows are not known again.
        alike: For a row that nothing identifies: imported clients of its name.
    """

    keys: tuple[str, ...]
    owned: tuple[str, ...]
    alike: Sequence[Holder]


def _together(holders: Iterable[Holder], before: Iterable[Holder]) -> list[Holder]:
    """Return holders of keys, and those who held some before an edit, each once."""
    return list({holder.identity: holder for holder in (*holders, *before)}.values())


class Decider:
    """Decides the accepted rows of one file, chunk by chunk, in order.

    Args:
        lookup: Knows who held a key before the chunk.
        mode: What rows may do.
        updates: Which fields are overwritten.
        limits: How many values a profile may hold.
        make_id: Makes the id of a new client; None while planning.
        fallback: Makes the key of a row that nothing identifies.
        shared: Keys that identify nobody: marked as shared (SPEC X19), or too common in the file.
        unmatched: Fields by which rows are not known again (SPEC X13).
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
        unmatched: Collection[str] = (),
    ) -> None:
        self._unmatched = frozenset(unmatched)
        self._lookup = lookup
        self._mode = mode
        self._updates = updates
        self._limits = limits
        self._make_id = make_id
        self._fallback = fallback
        self._shared = frozenset(shared)

    def decide(self, rows: Sequence[Accepted[Draft]]) -> list[Decided]:
        """Return one decision a row, in order; those who may be either of two others come last."""
        strong = [self._keys_of(row.value.profile) for row in rows]
        held = self._lookup.find(frozenset().union(*strong))
        found = dict(held.holders)
        telling = [tuple(sorted(keys - held.capped)) for keys in strong]
        hashes = {
            n: self._fallback(rows[n].value.profile) for n, keys in enumerate(telling) if not keys
        }
        alike: AbstractMapping[int, Sequence[Holder]] = {}
        if hashes:
            unidentified = Unidentified(self._lookup, self._updates, self._matched)
            known, alike = unidentified.find({n: rows[n].value for n in hashes}, hashes)
            found |= known
        owned = [self._owned(row.value.profile) for row in rows] if self._unmatched else []
        if ids := frozenset().union(*owned):
            found |= self._lookup.find(ids).holders
        chunk = _Chunk(found, self._lookup.held_before(frozenset().union(*telling)))
        plain = Policy(self._shared | held.capped)  # made once for rows that are known by all keys
        last = vague_rows([row.value.profile for row in rows], telling, plain)
        decided = {
            n: self._decide(
                rows[n],
                _Known(
                    telling[n] or (hashes[n],),
                    tuple(sorted(owned[n])) if owned else (),
                    alike.get(n, ()),
                ),
                chunk,
                self._policy(rows[n].value.profile, held) if self._unmatched else plain,
            )
            for n in sorted(range(len(rows)), key=last.__contains__)
        }
        return [decided[n] for n in range(len(rows))]

    def judge_answered(self, row: Accepted[Draft], ruled_out: Collection[ClientId]) -> Verdict:
        """Say who a row is after a person has said whom it is not.

        Args:
            row: A row that waited.
            ruled_out: The clients the person was shown.
        """
        profile = row.value.profile
        held = self._lookup.find(self._keys_of(profile))
        before = self._lookup.held_before(self._keys_of(profile) - held.capped)
        found = [h for holders in held.holders.values() for h in holders]
        others = [h for h in _together(found, before) if h.client_id not in ruled_out]
        return decide(profile, others, self._policy(profile, held), recall=self._lookup.recall)

    def _policy(self, profile: Profile, held: Held) -> Policy:
        """Return which keys of a row identify nobody."""
        shared = self._shared | held.capped
        if self._unmatched:
            shared |= identity_keys(profile) - self._keys_of(profile)
        return Policy(shared)

    def _keys_of(self, profile: Profile) -> frozenset[str]:
        """Return the keys by which a row is looked up."""
        return self._matched(identity_keys(profile, shared=self._shared))

    def _matched(self, keys: frozenset[str]) -> frozenset[str]:
        if not self._unmatched:
            return keys
        return frozenset(key for key in keys if key_field(key) not in self._unmatched)

    def _owned(self, profile: Profile) -> frozenset[str]:
        """Return the keys of ids by which rows are not known again: each has one holder even so."""
        return frozenset(map(id_key, profile.external_ids)) - self._keys_of(profile)

    def _decide(
        self,
        row: Accepted[Draft],
        by: _Known,
        chunk: _Chunk,
        policy: Policy,
    ) -> Decided:
        profile, keys, owned = row.value.profile, by.keys, by.owned
        if crowded := chunk.crowded(keys):
            policy = attrs.evolve(policy, shared=frozenset(policy.shared).union(crowded))
            keys = tuple(k for k in keys if k not in crowded) or (self._fallback(profile),)
        known, verdict = self._judge(row.value, keys, chunk, policy)
        if by.alike and known is None:
            matched = self._matched(identity_keys(profile))
            namesakes = map(chunk.latest, by.alike)
            verdict = judge_by_name(profile, namesakes, matched, self._lookup.recall)
        if known is None and verdict.kind is VerdictKind.UNSURE:
            return self._new(row, keys, verdict)
        own = None if known is None else known.identity
        others = (h for h in chunk.holders((*keys, *owned)) if h.identity != own)
        row, keys = without_ids_of(row, others), (*keys, *owned)
        decided = self._new(row, keys, verdict) if known is None else self._known(row, keys, known)
        if decided.person is not None and decided.profile is not None:
            chunk.register(decided.person, keys)
        return decided

    def _judge(
        self, draft: Draft, keys: tuple[str, ...], chunk: _Chunk, policy: Policy
    ) -> tuple[Holder | None, Verdict]:
        """Say who a row is; a row that a human was or is asked about is left to that human.

        Later rows fill in the clients an earlier one was compared with: the same file read again
        must not find them unlike and create somebody.  A row that the book itself may have written
        is whoever is just as it says.
        """
        profile = draft.profile
        holders = chunk.everybody(keys)
        if not holders:
            return None, NOBODY
        if keys[0].startswith(FALLBACK_KEY):
            return holders[0], Verdict(VerdictKind.SAME)
        asked = self._lookup.asked(lambda: self._fallback(profile))
        if asked is not None and asked.answer is not None:
            return chunk.latest(asked.answer), Verdict(VerdictKind.SAME)
        if asked is None and (said := written_of(draft, holders, self._updates)) is not None:
            return said, Verdict(VerdictKind.SAME)
        verdict = decide(profile, holders, policy, recall=self._lookup.recall)
        waits = asked is not None and asked.holders <= {h.client_id for h in holders}
        if asked is not None and waits and verdict.kind is not VerdictKind.UNSURE:
            compared = [j for j in verdict.holders if j.holder.client_id in asked.holders]
            verdict = Verdict(VerdictKind.UNSURE, tuple(compared) or verdict.holders)
        return verdict.holder, verdict

    def _new(self, row: Accepted[Draft], keys: tuple[str, ...], verdict: Verdict) -> Decided:
        """Return what becomes of a row that is nobody's, or waits."""
        if verdict.kind is VerdictKind.UNSURE:
            issues = (*row.warnings, why_it_waits(row.value.profile, verdict))
            found = tuple(j.holder for j in verdict.candidates)
            return Decided(row, OutcomeKind.REVIEW, issues, keys, candidates=found)
        if self._mode is ImportMode.UPDATE:
            issues = (*row.warnings, Issue.of(IssueCode.NO_MATCH))
            return Decided(row, OutcomeKind.REJECTED, issues, keys)
        proposed = tuple(j.holder for j in verdict.proposed)
        new_id = self._make_id() if self._make_id else None
        return new_row(row, new_id, keys=keys, proposed=proposed)

    def _known(self, row: Accepted[Draft], keys: tuple[str, ...], person: Holder) -> Decided:
        if person.row is None and self._mode is ImportMode.CREATE:
            issues = (*row.warnings, Issue.of(IssueCode.ALREADY_IN_BOOK))
            return Decided(row, OutcomeKind.SKIPPED, issues, keys, person)
        return known_row(row, person, updates=self._updates, limits=self._limits, keys=keys)


def new_row(
    row: Accepted[Draft],
    new_id: ClientId | None,
    *,
    keys: tuple[str, ...] = ("",),
    proposed: tuple[Holder, ...] = (),
) -> Decided:
    """Return a row that becomes a new client.

    Args:
        row: The row.
        new_id: Id of the client, None while planning.
        keys: Keys by which the row was looked up.
        proposed: Whom a person should compare with it all the same.
    """
    profile = row.value.profile
    person = Holder(profile, new_id, row.row)
    kind = OutcomeKind.CREATED
    return Decided(row, kind, row.warnings, keys, person, profile, proposed=proposed)


def known_row(
    row: Accepted[Draft],
    person: Holder,
    *,
    updates: Updates,
    limits: ContactLimits,
    keys: tuple[str, ...] = ("",),
) -> Decided:
    """Return what a row does to the person it belongs to.

    Args:
        row: The row.
        person: Whom it belongs to, as known before it.
        updates: Which fields are overwritten.
        limits: How many values a profile may hold; a row that exceeds them is REJECTED.
        keys: Keys by which the row was looked up.
    """
    kind, issues = OutcomeKind.UPDATED, row.warnings
    if person.row is not None:
        kind = OutcomeKind.DUPLICATE_IN_FILE
        issues = (*issues, Issue.of(IssueCode.DUPLICATE_IN_FILE, other_row=person.row))
    profile = updates.apply(person.profile, row.value)
    if excess := (*limits.exceeded(profile), *updates.lost(person.profile, profile)):
        return Decided(row, OutcomeKind.REJECTED, (*issues, *excess), keys, person)
    if kind is OutcomeKind.UPDATED:
        kind = _compare(person.profile, profile)
    known = attrs.evolve(person, profile=profile, row=person.row or row.row)
    issues = (*issues, *updates.kept(profile, row.value))
    return Decided(row, kind, issues, keys, known, profile, before=person.profile)


def _compare(before: Profile, after: Profile) -> OutcomeKind:
    if after == before:
        return OutcomeKind.UNCHANGED
    if attrs.evolve(after, external_ids=before.external_ids) == before:
        return OutcomeKind.ATTACHED
    return OutcomeKind.UPDATED
