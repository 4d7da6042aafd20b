"""What an act does to a list of clients, inside a unit of work, or would do."""

from collections.abc import Sequence

import attrs

from clientbook.book.bulk.members import bulk_cause
from clientbook.book.clients.attributes import attribute_issues, load_definitions
from clientbook.book.clients.converting import convert_value
from clientbook.book.consent.recording import consent_judgement, record_consents
from clientbook.book.contexts import Context
from clientbook.book.duplicates.merge_records import joined_since
from clientbook.book.retention.rule import due_among
from clientbook.book.said import said_records
from clientbook.book.writing import Edit, delete, write
from clientbook.domain.attributes import Attribute, AttributeDefinition, by_any_name
from clientbook.domain.bulk import CONSENT_KINDS, BulkCounts, BulkEdit, BulkKind
from clientbook.domain.checks import refuse
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.consents import ALL_TOPICS, ConsentEvent, ConsentState
from clientbook.domain.journal import ChangeKind
from clientbook.domain.subscriptions import check_topic
from clientbook.errors import InvalidProfileError, InvalidValueError


@attrs.frozen
class Act:
    """An edit in a book.

    Args:
        context: The book.
        edit: What is done.
        since: Position of the journal when its clients were listed, None before.
    """

    context: Context
    edit: BulkEdit
    since: int | None = None

    def check(self) -> AttributeDefinition | None:
        """Refuse an edit the book cannot take, and return the definition it goes by.

        Raises:
            InvalidValueError: The book has no such topic or attribute.
            InvalidProfileError: The value is not one the attribute can have.
        """
        edit = self.edit
        if edit.kind in CONSENT_KINDS:
            check_topic(self.context.settings.topics, edit.name, wildcard=True)
        if edit.kind not in (BulkKind.SET_ATTRIBUTE, BulkKind.CLEAR_ATTRIBUTE):
            return None
        definitions = load_definitions(self.context)
        if edit.name not in definitions:
            raise refuse("bulk.attribute", "no such attribute in this book")
        if edit.attribute and (issues := attribute_issues([edit.attribute], definitions)):
            raise InvalidProfileError(issues)
        return definitions[edit.name]

    def as_now(self) -> "Act | None":
        """Return the act as the book can take it now, inside a unit of work; None where it cannot.

        An act goes on for a while: the attribute may have another type by then, or be no more, and
        a topic that is no more takes no opt-in.  A no is kept all the same: it holds should the
        topic come back.
        """
        edit = self.edit
        if edit.kind is BulkKind.SUBSCRIBE:
            names = {topic.name for topic in self.context.settings.topics}
            return self if edit.name == ALL_TOPICS or edit.name in names else None
        if edit.kind not in (BulkKind.SET_ATTRIBUTE, BulkKind.CLEAR_ATTRIBUTE):
            return self
        definition = by_any_name(load_definitions(self.context)).get(edit.name)
        if definition is None:
            return None
        value = None
        if edit.attribute is not None:
            value = convert_value(edit.attribute.value, definition)
            if value is None:
                return None
        attribute = None if value is None else Attribute(definition.key, value)
        edit = attrs.evolve(edit, name=definition.key, attribute=attribute)
        return attrs.evolve(self, edit=edit)

    def preview(self, ids: Sequence[ClientId]) -> BulkCounts:
        """Return what would become of these clients; writes nothing."""
        clients = self._read(ids)
        gone = len(ids) - len(clients)
        if self.edit.kind in CONSENT_KINDS:
            events = self._events(clients, "plan", Actor("plan"))
            news, refused = consent_judgement(self.context, events)
            return _counts(len(clients), len(news), len(refused), gone)
        if self.edit.kind is BulkKind.DELETE:
            return BulkCounts(changed=len(clients), gone=gone)
        edits, refused_count = self._edits(clients)
        return _counts(len(clients), len(edits), refused_count, gone)

    def apply(self, ids: Sequence[ClientId], run_id: str, by: Actor) -> BulkCounts:
        """Do it, inside the caller's unit of work, and return what became of the clients.

        Where the book cannot take the edit any longer, nobody is changed: they are refused.
        """
        act = self.as_now()
        if act is None:
            there = len(self._read(ids))
            return _counts(there, 0, there, len(ids) - there)
        return act.do(ids, run_id, by)

    def do(self, ids: Sequence[ClientId], run_id: str, by: Actor) -> BulkCounts:
        """Do it as it stands, see :meth:`apply`."""
        clients = self._read(ids)
        gone = len(ids) - len(clients)
        cause = bulk_cause(run_id)
        if self.edit.kind in CONSENT_KINDS:
            events = self._events(clients, run_id, by)
            brought = record_consents(self.context, events)
            return _counts(len(clients), brought.recorded, len(brought.refused), gone)
        if self.edit.kind is BulkKind.DELETE:
            delete(self.context, [client.id for client in clients], actor=by, cause=cause)
            return BulkCounts(changed=len(clients), gone=gone)
        edits, refused_count = self._edits(clients)
        write(self.context, edits, actor=by, cause=cause)
        self._keep_said(clients, run_id)
        return _counts(len(clients), len(edits), refused_count, gone)

    def _keep_said(self, clients: Sequence[Client], run_id: str) -> None:
        """Keep that clients who held the value already were given it: an undo asks it."""
        unit = self.edit.unit
        if unit is None:
            return
        again = [
            (f"{run_id}/{client.id}", client, [unit])
            for client in clients
            if self.edit.apply(client.profile) == client.profile
        ]
        records = said_records(self.context, again, found=False)
        self.context.store.put_records(self.context.book, records)

    def _read(self, ids: Sequence[ClientId]) -> list[Client]:
        """Return those that are there, under the very ids that were listed.

        For a deletion, without those into whom somebody was merged since: nobody chose them.
        """
        found = self.context.store.get_clients(self.context.book, ids)
        there = (found[i] for i in ids if i in found and found[i].is_active)
        clients = [self.context.brought(client) for client in there]
        if self.edit.kind is BulkKind.DELETE and self.since is not None:
            joined = joined_since(self.context, [client.id for client in clients], self.since)
            clients = [client for client in clients if client.id not in joined]
        if self.edit.before is None:
            return clients
        return due_among(self.context, clients, self.edit.before)

    def _edits(self, clients: Sequence[Client]) -> tuple[list[Edit], int]:
        edits: list[Edit] = []
        refused = 0
        for client in clients:
            try:
                profile = self.edit.apply(client.profile)
            except InvalidValueError:
                refused += 1
                continue
            if profile != client.profile:
                after = attrs.evolve(client, profile=profile)
                edits.append(Edit(ChangeKind.UPDATED, client, after))
        return edits, refused

    def _events(self, clients: Sequence[Client], run_id: str, by: Actor) -> list[ConsentEvent]:
        edit = self.edit
        subscribing = edit.kind is BulkKind.SUBSCRIBE
        return [
            ConsentEvent(
                id=f"{run_id}/{client.id}",
                client_id=client.id,
                channel=edit.channel,
                topic=edit.name,
                state=ConsentState.OPTED_IN if subscribing else ConsentState.OPTED_OUT,
                at=self.context.clock(),
                timed=False,
                basis=edit.basis,
                source=bulk_cause(run_id),
                wording=edit.wording,
                evidence=edit.evidence,
                actor=by,
            )
            for client in clients
        ]


def _counts(clients: int, changed: int, refused: int, gone: int) -> BulkCounts:
    return BulkCounts(changed, clients - changed - refused, refused, gone)
