"""The clients desk: create, find again, change, delete."""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

import attrs

from clientbook.book.clients import deletions, notes, overviews
from clientbook.book.clients.accepting import accept, accept_change
from clientbook.book.clients.arrivals import (
    CHECK_LIMIT,
    Arrival,
    ArrivalKind,
    Found,
    choose_match,
    fill_blanks,
    find_holders,
    weigh,
)
from clientbook.book.contexts import Context
from clientbook.book.duplicates.candidates import find_candidates
from clientbook.book.duplicates.proposals import propose_pairs
from clientbook.book.history.readings import at_revision
from clientbook.book.lists.filtering import facet_filter
from clientbook.book.resolving import load, load_active, load_named, resolve
from clientbook.book.writing import Edit, write
from clientbook.domain.clients import (
    Actor,
    BookingBlock,
    Client,
    ClientId,
    Origin,
    OriginKind,
)
from clientbook.domain.filters import NO_FILTER, Filter
from clientbook.domain.journal import ChangeKind
from clientbook.domain.notes import Note
from clientbook.domain.patches import ProfilePatch, conflicting_fields
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import Door, OnDuplicate
from clientbook.errors import DuplicateFoundError, StaleRevisionError

T = TypeVar("T")

_ORIGINS = {
    Door.MANUAL: OriginKind.MANUAL,
    Door.QUICK_ADD: OriginKind.QUICK_ADD,
    Door.IMPORT: OriginKind.IMPORT,
    Door.ONLINE_BOOKING: OriginKind.ONLINE_BOOKING,
}


@attrs.frozen
class ClientDesk:
    """Creates, reads, changes and deletes clients.

    An id that was merged away speaks of the survivor where a method reads or adds.  What
    destroys or overwrites takes the id at its word: ``update`` with a revision, ``delete`` and
    ``unblock_booking`` refuse it and name the survivor.  Every method that writes is one unit of
    work.

    Args:
        context: The book.
    """

    context: Context

    def check(self, profile: Profile) -> tuple[Found, ...]:
        """Return the clients a profile may be, best first, with the evidence.

        Asked before :meth:`create`, while a person is typing: who holds one of its numbers,
        addresses or ids, and whom the matching model proposes by name, birth date and place.

        Cost: some key look-ups and at most 60 comparisons, whatever the size of the book.
        """
        holders = find_holders(self.context, profile)
        scored = {
            c.client_id: c
            for c in find_candidates(self.context, profile, limit=CHECK_LIMIT).candidates
        }
        found = [
            attrs.evolve(f, match_probability=c.match_probability)
            if (c := scored.pop(f.client_id, None))
            else f
            for f in holders
        ]
        found += [
            attrs.evolve(weigh(profile, c.client), match_probability=c.match_probability)
            for c in scored.values()
        ]
        found.sort(key=lambda f: (not f.same_person, -(f.match_probability or 0)))
        return tuple(found[:CHECK_LIMIT])

    def create(
        self,
        profile: Profile,
        *,
        by: Actor,
        door: Door = Door.MANUAL,
        origin: Origin | None = None,
        on_duplicate: OnDuplicate | None = None,
    ) -> Client:
        """Create a client.

        Args:
            profile: What is known of the person.
            by: Who creates it.
            door: Which requirements and which treatment of doubles apply.
            origin: Where it comes from; None says the door and *by*.
            on_duplicate: What to do when the person seems to be in the book; None follows the
                settings of the door.  REFUSE refuses; ALLOW and WARN create.

        Raises:
            InvalidProfileError: The profile lacks what the door requires; every reason.
            DuplicateFoundError: REFUSE, and a client may be this person.
            ConstraintError: Another live client holds one of the external ids.
        """
        accept(self.context, profile, door)
        refusing = (on_duplicate or self.context.settings.on_duplicate_of(door)) is (
            OnDuplicate.REFUSE
        )
        with self.context.unit():
            if refusing:
                holders = find_holders(self.context, profile)
                known = [f.client_id for f in holders if f.same_person]
                if known:
                    raise DuplicateFoundError(tuple(known))
            return self._create(profile, by, origin or Origin(_ORIGINS[door], by))

    def commit_act(
        self,
        profile: Profile,
        act: Callable[[Client], T],
        *,
        by: Actor,
        origin_kind: OriginKind = OriginKind.MESSAGE,
        ref: str | None = None,
    ) -> tuple[Client, T]:
        """Create a client, or find the one it surely is, and do something with it, or neither.

        Sending the first message or booking the first appointment creates the client at the same
        moment: while somebody is still typing there is none, and when *act* raises there is none.

        Args:
            profile: The draft, checked by the requirements of QUICK_ADD.
            act: What to do; it is called once with the client, inside the unit of work.
            by: Who acts.
            origin_kind: What the act is.
            ref: The host's id of the act, kept in the client's origin.

        Returns:
            The client and what *act* returned.
        """
        accept(self.context, profile, Door.QUICK_ADD)
        with self.context.unit():
            client, _ = choose_match(find_holders(self.context, profile))
            if client is None:
                client = self._create(profile, by, Origin(origin_kind, by, ref))
            return client, act(client)

    def arrive(self, profile: Profile, *, by: Actor, via: Door = Door.ONLINE_BOOKING) -> Arrival:
        """Match somebody who arrives by themselves to their client, or create one.

        The match is made only where it is safe (exactly one holder of the number or address, a
        compatible name, no clash of birth dates); it fills blanks and adds contact points, and
        overwrites nothing.

        Raises:
            InvalidProfileError: The profile lacks what the door requires.
        """
        accept(self.context, profile, via)
        with self.context.unit():
            client, candidates = choose_match(find_holders(self.context, profile))
            if client is None:
                created = self._create(profile, by, Origin(_ORIGINS[via], by))
                if not candidates:
                    return Arrival(ArrivalKind.CREATED, created)
                propose_pairs(self.context, created.id, candidates)
                return Arrival(ArrivalKind.AMBIGUOUS, created, candidates=candidates)
            filled, differences = fill_blanks(client.profile, profile, self.context.settings.limits)
            client = self._write(ChangeKind.UPDATED, client, by, profile=filled)
            return Arrival(ArrivalKind.MATCHED, client, differences)

    def get(self, client_id: ClientId) -> Client:
        """Return the client that answers for an id.

        A merged id gives its survivor.  A deleted client is returned as it was, with status
        DELETED, until it is purged; an erased one with an empty profile.

        Raises:
            ClientNotFoundError: No such client in this book.
        """
        return load(self.context, client_id)

    def resolve(self, ids: Collection[ClientId]) -> dict[ClientId, Client]:
        """Return the client that answers for each id; unknown ids are left out."""
        return resolve(self.context, ids)

    def update(
        self,
        client_id: ClientId,
        patch: ProfilePatch,
        *,
        expected: int | None,
        by: Actor,
        rebase: bool = False,
    ) -> Client:
        """Change a profile.

        Args:
            client_id: Whose.
            patch: What to change; a patch that changes nothing writes nothing.
            expected: The revision the editor had read; None applies the patch to whatever stands.
            by: Who changes it.
            rebase: True lets the patch through when somebody else changed other fields meanwhile,
                or other values of a list.

        Raises:
            StaleRevisionError: Somebody wrote first, or merged the client into another; it
                carries base, theirs, yours and the fields both changed.
            InvalidProfileError: The change takes away what is required, or adds what cannot be.
            ClientStateError: The client is deleted or erased.
        """
        with self.context.unit():
            client = load_active(self.context, client_id)
            stale = client.id != client_id or expected != client.revision
            if expected is not None and stale:
                self._rebase(client_id, client, patch, expected, allowed=rebase)
            profile = patch.apply(client.profile)
            if profile == client.profile:
                return client
            accept_change(self.context, client.profile, profile)
            return self._write(ChangeKind.UPDATED, client, by, profile=profile)

    def _rebase(
        self,
        client_id: ClientId,
        theirs: Client,
        patch: ProfilePatch,
        expected: int,
        *,
        allowed: bool,
    ) -> None:
        """Let a patch through to what stands now, or raise; the editor read *client_id* itself."""
        read = self.context.store.get_clients(self.context.book, [client_id])[client_id]
        base = at_revision(self.context, read, expected)
        conflicts: tuple[str, ...] = patch.changed_fields
        if base is not None:
            conflicts = conflicting_fields(base.profile, theirs.profile, patch)
        if allowed and base is not None and not conflicts:
            return
        raise StaleRevisionError(
            theirs.id,
            expected,
            theirs.revision,
            base=base,
            theirs=theirs,
            yours=patch.apply((base or theirs).profile),
            conflicts=conflicts,
        )

    def block_booking(self, client_id: ClientId, *, by: Actor, reason: str | None = None) -> Client:
        """Block a client from booking online; blocking a blocked one changes nothing."""
        with self.context.unit():
            client = load_active(self.context, client_id)
            if client.block is not None:
                return client
            block = BookingBlock(by, self.context.clock(), reason)
            return self._write(ChangeKind.BLOCKED, client, by, block=block)

    def unblock_booking(self, client_id: ClientId, *, by: Actor) -> Client:
        """Let a client book online again.

        Raises:
            ClientStateError: The client is deleted or erased, or was merged: whoever lifts a
                block looks at the survivor's first.
        """
        with self.context.unit():
            load_named(self.context, client_id)
            client = load_active(self.context, client_id)
            return self._write(ChangeKind.UNBLOCKED, client, by, block=None)

    def count(self, where: Filter = NO_FILTER) -> int:
        """Return how many clients there are; merged, deleted and erased ones do not count."""
        context = self.context
        return context.store.count_clients(context.book, facet_filter(context, where))

    def overview(self, client_id: ClientId) -> overviews.Overview:
        """Return what the customer screen shows, in a bounded number of look-ups."""
        return overviews.overview(self.context, client_id)

    def add_note(self, client_id: ClientId, body: str, *, by: Actor) -> Note:
        """Write an internal note; its author is who acts, and nobody else."""
        return notes.add_note(self.context, client_id, body, by=by)

    def notes(
        self, client_id: ClientId, *, after: Note | None = None, limit: int = 100
    ) -> tuple[Note, ...]:
        """Return the notes on a client, newest first, beginning after one of them."""
        return notes.list_notes(self.context, client_id, after=after, limit=limit)

    def plan_delete(self, ids: Sequence[ClientId]) -> deletions.DeletePlan:
        """Return what deleting these clients would do, for a person to confirm.

        Raises:
            EmptySelectionError: No id was given.
            ClientNotFoundError: An id is unknown.
            ClientStateError: A client is deleted or erased already, or was merged: the error
                names the survivor.
        """
        return deletions.plan_delete(self.context, ids)

    def confirm_delete(self, plan: deletions.DeletePlan, *, by: Actor) -> tuple[Client, ...]:
        """Delete the clients of a plan: all of them or none.

        Raises:
            StalePlanError: One of them has changed since.
        """
        return deletions.confirm_delete(self.context, plan, by=by)

    def delete(self, client_id: ClientId, *, by: Actor) -> Client:
        """Delete one client; it can be restored for ``settings.restore_days``."""
        with self.context.unit():
            return self.confirm_delete(self.plan_delete([client_id]), by=by)[0]

    def restore(self, client_id: ClientId, *, by: Actor) -> Client:
        """Bring a deleted client back.

        Raises:
            ClientStateError: It is not deleted, or the window has closed.
            ConstraintError: Another live client holds one of its external ids by now.
        """
        return deletions.restore(self.context, client_id, by=by)

    def purge(self, *, by: Actor) -> tuple[ClientId, ...]:
        """Remove for good the clients deleted longer than ``settings.restore_days`` ago."""
        return deletions.purge(self.context, by=by)

    def _create(self, profile: Profile, by: Actor, origin: Origin) -> Client:
        now = self.context.clock()
        client = Client(self.context.make_id(), profile, origin, now, now)
        return write(self.context, [Edit(ChangeKind.CREATED, None, client)], actor=by)[0]

    def _write(self, kind: ChangeKind, before: Client, by: Actor, **changes: object) -> Client:
        after = attrs.evolve(before, **changes)  # type: ignore[arg-type]  # fields of Client
        return write(self.context, [Edit(kind, before, after)], actor=by)[0]
