"""The clients desk: create, find again, change, delete."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar, cast, overload

import attrs

from clientbook.book.blocks import block_now
from clientbook.book.clients import deletions, notes, overviews
from clientbook.book.clients.accepting import accept, accept_change
from clientbook.book.clients.answers import CheckAnswer, CreatedClient, answer, created
from clientbook.book.clients.arrivals import Arrival, create, find_or_create
from clientbook.book.clients.checking import CHECK_LIMIT, check
from clientbook.book.clients.entry_points import entry_point_of, origin_of, warn_renamed
from clientbook.book.clients.holders import judge
from clientbook.book.clients.once import made_before, remember
from clientbook.book.clients.rebasing import let_through
from clientbook.book.contexts import Context
from clientbook.book.lists.filtering import facet_filter
from clientbook.book.resolving import load, load_active, load_named, resolve
from clientbook.book.said import entered_again, say_by_hand
from clientbook.book.writing import Edit, write
from clientbook.convert.documents import to_document
from clientbook.domain.checks import check_type
from clientbook.domain.clients import (
    Actor,
    Client,
    ClientId,
    Origin,
    OriginKind,
)
from clientbook.domain.doors import guarded
from clientbook.domain.filters import NO_FILTER, Filter
from clientbook.domain.journal import ChangeKind
from clientbook.domain.notes import Note
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import EntryPoint, OnDuplicate
from clientbook.errors import DuplicateFoundError
from clientbook.matching import MatchModel

T = TypeVar("T")


@guarded
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

    def check(
        self,
        profile: Profile,
        *,
        limit: int = CHECK_LIMIT,
        threshold: float | None = None,
        model: MatchModel | None = None,
    ) -> CheckAnswer:
        """Say whom a profile may be, best first, with the evidence and the verdict.

        Asked before :meth:`create`, while a person is typing.  The verdict is that of the identity
        rule over those who hold one of its numbers, addresses or ids; beside them stand the
        clients whom the matching model finds likely by name, birth date and place.

        Args:
            profile: What is known of the person.
            limit: At most so many.
            threshold: Match probability from which others are shown than whom the rule means;
                None: all who hold a key, and others from the model's ``propose_threshold``.
            model: The matching model; None for the shipped one.

        Cost: some key look-ups and at most 80 comparisons, whatever the size of the book.
        """
        return check(self.context, profile, limit=limit, threshold=threshold, model=model)

    def create(
        self,
        profile: Profile,
        *,
        by: Actor,
        entry_point: EntryPoint | None = None,
        origin: Origin | None = None,
        on_duplicate: OnDuplicate | None = None,
        once: str | None = None,
        door: EntryPoint | None = None,
    ) -> CreatedClient:
        """Create a client.

        Args:
            profile: What is known of the person.
            by: Who creates it.
            entry_point: Whose requirements and treatment of duplicates apply; None for MANUAL.
            origin: Where it comes from; None says the entry point and *by*.
            on_duplicate: What to do when the person is, or may be, in the book; None follows the
                settings of the entry point.  REFUSE raises, WARN creates and says in
                ``duplicates`` whom it may be, ALLOW creates and looks nobody up.
            once: What tells this act from others, such as an id that a form carries: asked for
                again within two days, it returns that client; of another profile it is refused.
            door: The old name of *entry_point*.

        Returns:
            The client; its ``duplicates`` are the warning.

        Raises:
            InvalidProfileError: The profile lacks what the entry point requires; every reason.
            DuplicateFoundError: REFUSE, and a client is or may be this person.
            ConstraintError: Another live client holds one of the external ids.
            InvalidValueError: *once* is blank or too long, or made a client of another profile.
        """
        point = entry_point_of(entry_point, "door", door) or EntryPoint.MANUAL
        accept(self.context, profile, point)
        doing = on_duplicate or self.context.settings.on_duplicate_of(point)
        with self.context.unit():
            asked = None if once is None else to_document(profile)
            if (made := made_before(self.context, "client", once, asked)) is not None:
                return created(load(self.context, made), CheckAnswer())
            found = CheckAnswer()
            if doing is not OnDuplicate.ALLOW:
                found = answer(profile, judge(self.context, profile).verdict)
                known = tuple(m.client_id for m in found if m.same_person)
                if known and doing is OnDuplicate.REFUSE:
                    raise DuplicateFoundError(known)
            client = create(self.context, profile, by=by, origin=origin or origin_of(point, by))
            remember(self.context, "client", once, asked, client.id, client_id=client.id)
            return created(client, found)

    def created_by(self, once: str | None) -> Client | None:
        """Return the client that an act made which is done once, see :meth:`create`."""
        made = made_before(self.context, "client", once)
        return None if made is None else load(self.context, made)

    @overload
    def find_or_create(
        self,
        profile: Profile,
        *,
        by: Actor,
        act: None = None,
        entry_point: EntryPoint = ...,
        origin: Origin | None = None,
    ) -> Arrival[None]: ...

    @overload
    def find_or_create(
        self,
        profile: Profile,
        *,
        by: Actor,
        act: Callable[[Client], T],
        entry_point: EntryPoint = ...,
        origin: Origin | None = None,
    ) -> Arrival[T]: ...

    def find_or_create(
        self,
        profile: Profile,
        *,
        by: Actor,
        act: Callable[[Client], Any] | None = None,
        entry_point: EntryPoint = EntryPoint.QUICK_ADD,
        origin: Origin | None = None,
    ) -> Arrival[Any]:
        """Find the client somebody surely is, or create them, and act: all of it or nothing.

        Sending the first message or booking the first appointment creates the client at the same
        moment: while somebody is still typing there is none, and when *act* raises there is none.
        Whoever books online is matched without a member of staff looking.

        A client is matched only where that is safe: the identity rule is sure, and it is the only
        holder of a number, an address or an id, or of that very name.  Blanks are filled then, an
        initial is spelt out, a part of a name becomes the whole of it, nothing is overwritten.
        Where it may be somebody, or several, one is created beside them, the pairs proposed
        (AMBIGUOUS); who says the same again is that one.

        Args:
            profile: What is known of the person.
            by: Who acts.
            act: What to do; it is called once with the client, inside the unit of work.
            entry_point: Whose requirements apply.
            origin: Where a new client comes from, such as ``Origin(OriginKind.APPOINTMENT, by,
                "a-17")``; None says the entry point and *by*.

        Returns:
            What became of them, with the client and what *act* returned.

        Raises:
            InvalidProfileError: The profile lacks what the entry point requires.
        """
        accept(self.context, profile, entry_point)
        return find_or_create(
            self.context, profile, by=by, origin=origin or origin_of(entry_point, by), act=act
        )

    def commit_act(
        self,
        profile: Profile,
        act: Callable[[Client], T],
        *,
        by: Actor,
        origin_kind: OriginKind = OriginKind.MESSAGE,
        ref: str | None = None,
    ) -> tuple[Client, T]:
        """Find or create a client and act; the old name of :meth:`find_or_create`."""
        warn_renamed("commit_act(profile, act)", "find_or_create(profile, act=act)")
        arrival = self.find_or_create(profile, by=by, act=act, origin=Origin(origin_kind, by, ref))
        return arrival.client, cast("T", arrival.result)

    def arrive(
        self, profile: Profile, *, by: Actor, via: EntryPoint = EntryPoint.ONLINE_BOOKING
    ) -> Arrival[None]:
        """Match somebody who arrives, or create them; the old name of :meth:`find_or_create`."""
        warn_renamed("arrive(profile)", "find_or_create(profile, entry_point=...)")
        return self.find_or_create(profile, by=by, entry_point=via)

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
            patch: What to change; one that changes nothing makes no revision.
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
        check_type("patch", patch, ProfilePatch)
        with self.context.unit():
            client = load_active(self.context, client_id)
            stale = client.id != client_id or expected != client.revision
            if expected is not None and stale:
                let_through(self.context, client_id, client, patch, expected, rebase=rebase)
            profile = patch.apply(client.profile)
            again = entered_again(patch, client.profile)
            if profile != client.profile:
                accept_change(self.context, client.profile, profile)
                client = self._write(ChangeKind.UPDATED, client, by, profile=profile)
            if again:
                say_by_hand(self.context, client, again)
            return client

    def block_booking(self, client_id: ClientId, *, by: Actor, reason: str | None = None) -> Client:
        """Block a client from booking online; a block that came by a merge becomes its own."""
        with self.context.unit():
            client = load_active(self.context, client_id)
            block = block_now(self.context, client, by, reason)
            if block is client.block:
                return client
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

    def add_note(
        self, client_id: ClientId, body: str, *, by: Actor, once: str | None = None
    ) -> Note:
        """Write an internal note; its author is who acts, and nobody else.

        Asked for again with the same *once* within two days, it returns the note it wrote, as
        :meth:`create` does a client.
        """
        return notes.add_note(self.context, client_id, body, by=by, once=once)

    def notes(
        self, client_id: ClientId, *, after: Note | None = None, limit: int = 100
    ) -> tuple[Note, ...]:
        """Return the notes on a client, newest first, beginning after one of them."""
        return notes.list_notes(self.context, client_id, after=after, limit=limit)

    def correct_note(self, note_id: str, body: str, *, by: Actor) -> Note:
        """Replace what a note says; its author stays, and what it said before stays readable.

        Raises:
            RecordNotFoundError: No such note.
            InvalidValueError: The text is blank or too long.
        """
        return notes.correct_note(self.context, note_id, body, by=by)

    def withdraw_note(self, note_id: str, *, by: Actor) -> None:
        """Take a note away, such as one on the wrong client; what it said stays in its versions.

        Raises:
            RecordNotFoundError: No such note.
        """
        notes.withdraw_note(self.context, note_id, by=by)

    def note_versions(self, note_id: str) -> tuple[Note, ...]:
        """Return what a note said before it was corrected or withdrawn, oldest first."""
        return notes.note_versions(self.context, note_id)

    def deleted(self, *, after: Client | None = None, limit: int = 50) -> tuple[Client, ...]:
        """Return deleted clients that can still be restored, latest deletion first.

        Args:
            after: The last client of the page before.
            limit: At most so many.
        """
        return deletions.deleted(self.context, after=after, limit=limit)

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
        """Remove clients deleted longer than ``settings.restore_days`` ago, oldest first."""
        return deletions.purge(self.context, by=by)

    def _write(self, kind: ChangeKind, before: Client, by: Actor, **changes: object) -> Client:
        after = attrs.evolve(before, **changes)  # type: ignore[arg-type]  # fields of Client
        return write(self.context, [Edit(kind, before, after)], actor=by)[0]
