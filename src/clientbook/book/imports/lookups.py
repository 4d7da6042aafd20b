"""Who held a key before a chunk: clients of the book, and earlier rows of the same file."""

from collections.abc import Callable, Collection, Sequence

import attrs

from clientbook.book.clients.holders import key_holders, recall_in
from clientbook.book.contexts import Context
from clientbook.book.former_keys import anything_taken, former_holders, formerly_known_by
from clientbook.book.imports.outcomes import OUTCOMES
from clientbook.book.resolving import resolve_active
from clientbook.domain.clients import Client, ClientId, OriginKind
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.profiles import Profile
from clientbook.identity.evidence import called_by
from clientbook.identity.keys import HOLDERS_CAP, NAMELESS, identity_keys, known_by, name_key
from clientbook.identity.verdicts import ROW_ID, Holder
from clientbook.importing.decisions import Decided
from clientbook.importing.lookups import FALLBACK_KEY, Asked, Held
from clientbook.matching.index_keys import whole_name_key
from clientbook.matching.keys import match_keys
from clientbook.storage.protocols import Record
from clientbook.storage.scratch import Scratch, Seen

ROWS = "import-row"
"""Records that tie the hash of a row without identifiers to the client it became."""

REVIEWS = "import-review"
"""Records of rows, by their hash, that a human is asked about; owned by the answer."""

_NAME_KEYS = ("n:", "c:")
"""How match keys begin that are made of all words of a name, or of a name in one piece."""


def origin_ref(run_id: str, row: int) -> str:
    """Return what an imported client's origin names: the run and the row."""
    return f"{run_id}/{row}"


def touch_owner(run_id: str, client_id: ClientId) -> str:
    """Return the owner of the outcome of a row that touched a client the run did not create."""
    return f"{run_id}/{client_id}"


class BookLookup:
    """Who in the book holds a key.

    Args:
        context: The book.
        run_id: The run whose own rows count as rows of the file; None while planning.
    """

    def __init__(self, context: Context, run_id: str | None = None) -> None:
        self._context = context
        self._run_id = run_id
        self._reviews: bool | None = None  # whether any row ever waited; asked once
        self.capped: set[str] = set()

    def find(self, keys: Collection[str]) -> Held:
        """Return for each key that is held its holders."""
        strong = [key for key in keys if not key.startswith(FALLBACK_KEY)]
        weak = [key for key in keys if key.startswith(FALLBACK_KEY)]
        found = key_holders(self._context, strong)
        self.capped |= found.capped
        ids: dict[str, Sequence[ClientId]] = dict(found.ids)
        if weak:
            ids |= self._remembered(weak)
        holders = self._holders({i for held in ids.values() for i in held})
        there = {key: [holders[i] for i in held if i in holders] for key, held in ids.items()}
        return Held({key: held for key, held in there.items() if held}, found.capped)

    def held_before(self, keys: Collection[str]) -> list[Holder]:
        """Return from whom edits took keys, each with those it had."""
        before = former_holders(self._context, keys)
        holders = self._holders(before)
        return [attrs.evolve(holders[i], former_keys=had) for i, had in before.items()]

    def named_alike(self, profiles: Sequence[Profile]) -> list[list[Holder]]:
        """Return for each profile the clients of the book with the same words of the name.

        And those who had it before an edit; each with what else of the profile was theirs.  For one
        that names nobody, those on its numbers of whom nobody is named, or was.  Those who were
        there before the file: its own rows are told apart by all they say.
        """
        if not profiles:
            return []
        store, book = self._context.store, self._context.book
        keys = [_name_keys(profile) or identity_keys(profile) for profile in profiles]
        held = store.find_holders(book, frozenset().union(*keys), cap=HOLDERS_CAP)
        ids = {key: found for key, found in held.items() if len(found) <= HOLDERS_CAP}
        taken = anything_taken(self._context)
        if taken:
            had = [{name_key(p)} if called_by(p) else identity_keys(p) for p in profiles]
            keys = [one | other for one, other in zip(keys, had, strict=True)]
            for client_id, found in former_holders(self._context, set().union(*had)).items():
                for key in found:
                    ids[key] = (*ids.get(key, ()), client_id)
        holders = self._holders({i for found in ids.values() for i in found})
        before = {i for i, holder in holders.items() if not self._is_of_this_run(holder)}
        alike = [
            [
                holders[i]
                for i in dict.fromkeys(i for k in sorted(ks) for i in ids.get(k, ()))
                if i in before
            ]
            for ks in keys
        ]
        told = self._with_former(profiles, alike) if taken else alike
        return [
            [h for h in found if called_by(p) or _is_nameless(h)]
            for p, found in zip(profiles, told, strict=True)
        ]

    def _with_former(
        self, profiles: Sequence[Profile], alike: Sequence[Sequence[Holder]]
    ) -> list[list[Holder]]:
        """Return the namesakes of profiles with what of these they were known by."""
        known = [known_by(profile) for profile in profiles]
        wanted: dict[ClientId, set[str]] = {}
        for keys, holders in zip(known, alike, strict=True):
            for holder in holders:
                wanted.setdefault(holder.identity, set()).update(keys)
        had = formerly_known_by(self._context, wanted)
        return [
            [
                attrs.evolve(h, former_keys=had[h.identity] & keys) if h.identity in had else h
                for h in holders
            ]
            for keys, holders in zip(known, alike, strict=True)
        ]

    def _is_of_this_run(self, holder: Holder) -> bool:
        ref = holder.stored.origin.ref if holder.stored is not None else None
        return self._run_id is not None and bool(ref) and str(ref).startswith(f"{self._run_id}/")

    def recall(self, profile: Profile, holders: Sequence[Holder]) -> list[Holder]:
        """Return holders with what they were before."""
        return list(recall_in(self._context)(profile, holders))

    def asked(self, make_key: Callable[[], str]) -> Asked | None:
        """Return what is remembered of the very row whose hash *make_key* gives.

        An answer whose client is gone is none: the row is as one never seen.
        """
        store, book = self._context.store, self._context.book
        if self._reviews is None:
            self._reviews = bool(store.list_records(book, REVIEWS, limit=1))
        if not self._reviews:
            return None
        key = make_key()
        record = store.get_records(book, REVIEWS, [key]).get(key)
        if record is None:
            return None
        if not record.owner:
            return Asked(None, frozenset(record.body["holders"]))
        answer = resolve_active(self._context, [record.owner]).get(record.owner)
        if answer is None:
            return None
        row = self._rows_of([answer]).get(answer.id)
        return Asked(Holder(answer.profile, answer.id, row, answer), frozenset())

    def _remembered(self, hashes: Sequence[str]) -> dict[str, Sequence[ClientId]]:
        """Return whom rows that nothing identifies became, or who answers for them since.

        A row that waited became whom somebody gave it to.  One whose client is gone, deleted or by
        an undo, is as one never seen.
        """
        store, book = self._context.store, self._context.book
        found: dict[str, Sequence[ClientId]] = {}
        for collection in (ROWS, REVIEWS):
            rest = [key for key in hashes if key not in found]
            records = store.get_records(book, collection, rest) if rest else {}
            owners = {record.owner for record in records.values() if record.owner}
            there = resolve_active(self._context, owners)
            found |= {key: [there[r.owner].id] for key, r in records.items() if r.owner in there}
        return found

    def _holders(self, ids: Collection[ClientId]) -> dict[ClientId, Holder]:
        if not ids:
            return {}
        clients = self._context.store.get_clients(self._context.book, ids)
        active = [self._context.brought(c) for c in clients.values() if c.is_active]
        rows = self._rows_of(active)
        return {c.id: Holder(c.profile, c.id, rows.get(c.id), c) for c in active}

    def _rows_of(self, clients: Collection[Client]) -> dict[ClientId, int]:
        if self._run_id is None or not clients:
            return {}
        rows: dict[ClientId, int] = {}
        others: list[str] = []
        start = f"{self._run_id}/"
        for client in clients:
            ref = client.origin.ref
            if client.origin.kind is OriginKind.IMPORT and ref and ref.startswith(start):
                rows[client.id] = int(ref[len(start) :])
            else:
                others.append(touch_owner(self._run_id, client.id))
        if others:
            touched = self._context.store.list_records(self._context.book, OUTCOMES, owners=others)
            for record in reversed(touched):
                rows[record.owner[len(start) :]] = int(record.order)
        return rows


def count_namesakes(context: Context, decided: Sequence[Decided]) -> int:
    """Return how many new clients have the given and family name of a client of the book.

    A name alone makes nobody the same: they are counted, and nobody is named or looked at.

    Cost: one look-up of a key for each of them, of which at most two holders are asked for.
    """
    new = [i.person.profile for i in decided if i.kind is OutcomeKind.CREATED and i.person]
    keys = [key for profile in new if (key := whole_name_key(profile)) is not None]
    if not keys:
        return 0
    held = context.store.find_holders(context.book, frozenset(keys), cap=1)
    return sum(key in held for key in keys)


def _name_keys(profile: Profile) -> frozenset[str]:
    return frozenset(key for key in match_keys(profile) if key.startswith(_NAME_KEYS))


def _is_nameless(holder: Holder) -> bool:
    """True for one of whom nobody is named, or was before an edit."""
    return not called_by(holder.profile) or NAMELESS in holder.former_keys


class PlanLookup:
    """Who holds a key in the book, or among the rows a dry run has seen.

    Args:
        context: The book.
        scratch: Where those rows are remembered.
    """

    def __init__(self, context: Context, scratch: Scratch) -> None:
        self._book = BookLookup(context)
        self._scratch = scratch

    @property
    def capped(self) -> set[str]:
        """Keys that more clients hold than identify anybody."""
        return self._book.capped

    def find(self, keys: Collection[str]) -> Held:
        """Return for each key that is held its holders."""
        held = self._book.find(keys)
        by_key = self._scratch.find(list(keys), cap=HOLDERS_CAP)
        crowded = {key for key, ids in by_key.items() if len(ids) > HOLDERS_CAP}
        known = {h.client_id for holders in held.holders.values() for h in holders}
        ids = {i for key, found in by_key.items() if key not in crowded for i in found}
        seen = self._seen(ids | {i for i in known if i})
        merged: dict[str, dict[str, Holder]] = {}
        for key, holders in held.holders.items():
            merged[key] = {h.identity: _later(seen.get(h.identity), h) for h in holders}
        for key in by_key.keys() - crowded:
            merged.setdefault(key, {}).update({i: seen[i] for i in by_key[key]})
        found = {k: list(v.values()) for k, v in merged.items() if k not in crowded}
        return Held(found, held.capped | crowded)

    def held_before(self, keys: Collection[str]) -> list[Holder]:
        """Return from whom edits took keys, each with those it had."""
        before = self._book.held_before(keys)
        seen = self._seen({holder.identity for holder in before})
        return [_later(seen.get(holder.identity), holder) for holder in before]

    def named_alike(self, profiles: Sequence[Profile]) -> list[list[Holder]]:
        """Return for each profile the clients of the book with the same words of the name."""
        found = self._book.named_alike(profiles)
        seen = self._seen({h.identity for holders in found for h in holders})
        return [[_later(seen.get(h.identity), h) for h in holders] for holders in found]

    def recall(self, profile: Profile, holders: Sequence[Holder]) -> list[Holder]:
        """Return holders with what they were before."""
        return self._book.recall(profile, holders)

    def asked(self, make_key: Callable[[], str]) -> Asked | None:
        """Return what is remembered of the very row whose hash *make_key* gives."""
        return self._book.asked(make_key)

    def remember(self, decided: Sequence[Decided]) -> None:
        """Remember the persons that a chunk created or touched, inside a step of the scratch."""
        latest: dict[str, tuple[Seen, dict[str, None]]] = {}
        for item in decided:
            person = item.person
            if item.profile is None or person is None or person.row is None:
                continue
            identity = person.identity
            keys = latest[identity][1] if identity in latest else {}
            keys.update(dict.fromkeys(item.keys))
            latest[identity] = (Seen(identity, person.row, item.profile), keys)
        self._scratch.put((seen, tuple(keys)) for seen, keys in latest.values())

    def _seen(self, ids: Collection[str]) -> dict[str, Holder]:
        return {
            i: Holder(s.profile, None if i.startswith(ROW_ID) else i, s.row)
            for i, s in self._scratch.get(sorted(ids)).items()
        }


def _later(seen: Holder | None, stored: Holder) -> Holder:
    """Return a client of the book as the rows before left it."""
    if seen is None:
        return stored
    return attrs.evolve(seen, stored=stored.stored, former_keys=stored.former_keys)


def row_records(
    decided: Sequence[Decided], fallback: Callable[[Profile], str], row_id: Callable[[int], str]
) -> list[Record]:
    """Return the records by which rows are known again that have no identifier, or wait.

    Args:
        decided: The rows.
        fallback: Returns the keyed hash of all a row says.
        row_id: Returns the id of a row's outcome: an erased person's row is not asked about again.
    """
    records: list[Record] = []
    for item in decided:
        if item.kind is OutcomeKind.REVIEW:
            holders = sorted(h.client_id for h in item.candidates if h.client_id)
            key = fallback(item.row.value.profile)
            waiting = {"holders": holders, "row": row_id(item.row.row)}
            records.append(Record(REVIEWS, key, waiting))
        elif item.keys[0].startswith(FALLBACK_KEY) and item.profile is not None:
            assert item.person is not None
            records.append(Record(ROWS, item.keys[0], {}, owner=item.person.client_id or ""))
    return records
