"""The privacy desk: what is held of a person, erasing it, and contact points of several persons."""

from collections.abc import Collection
from typing import Any

import attrs

from clientbook.book.actors import named_actor
from clientbook.book.clients.holders import SHARED
from clientbook.book.contexts import Context
from clientbook.book.privacy.forgetting import forget, recognise
from clientbook.book.privacy.registry import erase_bulk, export_person
from clientbook.book.privacy.shared_points import SharedOffer, shared_offers
from clientbook.book.resolving import load, load_named
from clientbook.book.writing import Edit, record_event, write
from clientbook.domain.activities import ActivityKind
from clientbook.domain.checks import typed_values
from clientbook.domain.clients import Actor, Client, ClientId, ClientStatus
from clientbook.domain.doors import guarded
from clientbook.domain.journal import ChangeKind
from clientbook.domain.profiles import Profile
from clientbook.errors import StaleRevisionError
from clientbook.matching.keys import email_key
from clientbook.parsing.emails import parse_email
from clientbook.parsing.phones import parse_phone
from clientbook.storage.protocols import Record


@guarded
@attrs.frozen
class PrivacyDesk:
    """Answers requests of persons about their data.

    Args:
        context: The book.
    """

    context: Context

    def export(self, client_id: ClientId) -> dict[str, list[Any]]:
        """Return everything the book holds of a person, as JSON-able documents by kind.

        Clients merged together, their history, notes, consents, pairs, activities kept in the
        store, rows of imports that wait or were rejected, names and titles of imported files,
        marks of contact points; exactly what :meth:`erase` removes.

        Raises:
            ClientNotFoundError: No such client.
        """
        person = recognise(self.context, load(self.context, client_id))
        return dict(export_person(self.context, person))

    def erase(
        self,
        client_id: ClientId,
        *,
        by: Actor,
        keep: Collection[ActivityKind] = (),
        expected: int | None = None,
    ) -> Client:
        """Erase a person: the client, those merged into it, and everything of :meth:`export`.

        That there was a client, who did what and when, stays; no requirement refuses it.  Keyed
        hashes of the numbers and addresses are kept, so that somebody who comes back with an
        import is not contacted until they agree to it themselves.  Records of the host's own
        tables are the host's to erase, and backups keep what they hold.

        Many activities are taken out some hundreds a unit of work, everything else in one:
        interrupted, the client stands as before without those, and erasing it again goes on.

        Args:
            client_id: Whom.
            by: Who erases.
            keep: Kinds of activities in the store that stay, such as invoices.
            expected: The revision of the client that somebody has looked at: whoever was merged
                into it since is nobody they have looked at.  None erases it as it stands.

        Returns:
            The client, ERASED.

        Raises:
            ClientNotFoundError: No such client.
            ClientStateError: The id was merged away; the error names the survivor.
            StaleRevisionError: The client has another revision than the expected one; nothing was
                erased, but for some of its activities where it changed while they were taken out.
        """
        keep = typed_values("keep", keep, ActivityKind)
        client = load_named(self.context, client_id)
        if client.status is ClientStatus.ERASED:
            return client
        _check_revision(client, expected)
        erase_bulk(self.context, recognise(self.context, client, keep=keep))
        with self.context.unit():
            client = load_named(self.context, client_id)  # whatever was done to it meanwhile
            if client.status is ClientStatus.ERASED:
                return client
            _check_revision(client, expected)
            person = recognise(self.context, client, keep=keep)
            edits = [Edit(ChangeKind.ERASED, c, _emptied(c)) for c in person.clients]
            erased = write(self.context, edits, actor=by)[0]
            forget(self.context, client, person, all_contact=True)
            return erased

    def mark_shared(self, contact: str, *, by: Actor) -> str:
        """Say that a number or an e-mail address belongs to several persons, such as a family.

        From then on it identifies nobody: neither a check nor an arrival nor the search for
        duplicates goes by it.  Consent for it works as before.

        Args:
            contact: A telephone number in any spelling, or an e-mail address.
            by: Who says so.

        Returns:
            The key under which it is kept.

        Raises:
            InvalidValueError: It is neither.
        """
        key = self._key(contact)
        store, book = self.context.store, self.context.book
        with self.context.unit():
            if not store.get_records(book, SHARED, [key]):
                body = {"by": by.id, "at": self.context.clock().isoformat()}
                store.put_records(book, [Record(SHARED, key, body)])
                self._journal("marked", by)
        return key

    def unmark_shared(self, contact: str, *, by: Actor | None = None) -> None:
        """Let a number or an e-mail address identify its holder again.

        Args:
            contact: As in :meth:`mark_shared`.
            by: Who says so; it will be required.
        """
        actor = named_actor(by, "privacy.unmark_shared")
        key = self._key(contact)
        store, book = self.context.store, self.context.book
        with self.context.unit():
            if store.get_records(book, SHARED, [key]):
                store.delete_records(book, SHARED, [key])
                self._journal("unmarked", actor)

    def _journal(self, what: str, by: Actor) -> None:
        """Note that a mark was set or taken away: which one would tell the number."""
        record_event(self.context, ChangeKind.SHARED_POINT, actor=by, fields=(what,))

    def shared(self) -> tuple[str, ...]:
        """Return the keys of all contact points that identify nobody."""
        return tuple(r.id for r in self.context.store.list_records(self.context.book, SHARED))

    def shared_offers(self) -> tuple[SharedOffer, ...]:
        """Return contact points that more than 20 clients share and nobody has marked.

        They identify nobody as it is; marked with :meth:`mark_shared` they do so also while few
        hold them.  Imports find them.  The most shared come first, with their count.
        """
        return shared_offers(self.context)

    def _key(self, contact: str) -> str:
        self.context.look()
        if "@" in contact:
            return f"e:{email_key(parse_email(contact).address)}"
        return f"p:{parse_phone(contact, region=self.context.settings.default_region).e164}"


def _emptied(client: Client) -> Client:
    """Return the client with nothing personal left; a merged id still answers."""
    origin = attrs.evolve(client.origin, ref=None)  # a host's text may name the person
    emptied = attrs.evolve(client, profile=Profile(), block=None, origin=origin)
    if client.status is ClientStatus.MERGED:
        return emptied
    return attrs.evolve(emptied, status=ClientStatus.ERASED, deleted_at=None)


def _check_revision(client: Client, expected: int | None) -> None:
    if expected is not None and client.revision != expected:
        raise StaleRevisionError(client.id, expected, client.revision)
