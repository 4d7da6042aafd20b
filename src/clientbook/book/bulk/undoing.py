"""What undoing an act does to a list of its clients, inside a unit of work, or would do."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import attrs

from clientbook.book.backing import Backing
from clientbook.book.bulk.members import bulk_cause
from clientbook.book.clients.undefining import bring_back
from clientbook.book.consent.ledger import CONSENTS
from clientbook.book.consent.withdrawing import standing_opt_ins, withdraw
from clientbook.book.contexts import Context
from clientbook.book.fallbacks import Reversal
from clientbook.book.history.definitions import changes_now
from clientbook.book.imports.runs import undo_cause
from clientbook.book.writing import Edit, write
from clientbook.domain.bulk import BulkKind, BulkRun, BulkUndoCounts
from clientbook.domain.clients import Actor, Client, ClientId, ClientStatus
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.journal import EVENT_KINDS, Change, ChangeKind
from clientbook.domain.profiles import Profile
from clientbook.searching.entries import make_entry

_REACHED = (ClientStatus.ACTIVE, ClientStatus.DELETED)
"""Who is restored later comes back without what is undone."""


@attrs.frozen
class Undoing:
    """Undoes an act, list by list.

    Args:
        context: The book.
        run: The act.
    """

    context: Context
    run: BulkRun

    def preview(self, ids: Sequence[ClientId]) -> BulkUndoCounts:
        """Return what would become of these clients; writes nothing."""
        return self._decide(ids)[0]

    def apply(self, ids: Sequence[ClientId], by: Actor) -> BulkUndoCounts:
        """Do it, inside the caller's unit of work."""
        counts, edits, opt_ins = self._decide(ids)
        cause = undo_cause(self.run.id)
        now, instead = self.context.clock(), self._said_too(opt_ins)
        withdraw(self.context, opt_ins, instead=instead, source=cause, at=now, by=by)
        bring_back(self.context, [edit.after for edit in edits], actor=by, cause=cause)
        write(self.context, edits, actor=by, cause=cause)
        return counts

    def _decide(
        self, ids: Sequence[ClientId]
    ) -> tuple[BulkUndoCounts, list[Edit], list[ConsentEvent]]:
        store, book = self.context.store, self.context.book
        if self.run.edit.kind is BulkKind.SUBSCRIBE:
            said = standing_opt_ins(self.context, ids, bulk_cause(self.run.id))
            opt_ins = [event for events in said.values() for event in events]
            return _counts(len(ids), len(said), 0), [], opt_ins
        if self.run.edit.kind is BulkKind.UNSUBSCRIBE:  # nothing lifts an unsubscription
            kept = store.get_records(book, CONSENTS, [f"{self.run.id}/{i}" for i in ids])
            return _counts(len(ids), 0, len(kept)), [], []
        clients = store.get_clients(book, ids)
        told: dict[ClientId, list[Change]] = {}
        for change in changes_now(self.context, store.read_changes(book, client_ids=ids)):
            told.setdefault(change.client_id or "", []).append(change)
        touched: dict[ClientId, Sequence[Change]] = {
            i: since for i, found in told.items() if (since := self._since(found))
        }
        if self.run.edit.kind is BulkKind.DELETE:
            edits = self._restorations(clients, touched)
        else:
            backing = Backing(self.context, bulk_cause(self.run.id), clients, told)
            edits = [
                edit
                for i, since in touched.items()
                if i in clients and (edit := self._reversal(clients[i], since, backing)) is not None
            ]
            more = self._unsaid([c for i, c in clients.items() if i not in touched], told, backing)
            touched |= {edit.after.id: () for edit in more}
            edits += more
        return _counts(len(ids), len(edits), len(touched) - len(edits)), edits, []

    def _said_too(self, opt_ins: Sequence[ConsentEvent]) -> list[ConsentEvent]:
        """Return the opt-ins of the same clients that a list or an act which stands said too."""
        ids = list(dict.fromkeys(opt_in.client_id for opt_in in opt_ins))
        backing = Backing(self.context, bulk_cause(self.run.id), {}, {}, also=ids)
        return [event for client_id in ids for event in backing.opt_ins_said(client_id)]

    def _since(self, changes: Sequence[Change]) -> list[Change]:
        """Return the act's change of a client and those after it; none if it is taken back."""
        cause, taken_back = bulk_cause(self.run.id), undo_cause(self.run.id)
        if any(change.cause == taken_back for change in changes):
            return []
        for number, change in enumerate(changes):
            if change.cause == cause:
                return list(changes[number:])
        return []

    def _reversal(self, client: Client, since: Sequence[Change], backing: Backing) -> Edit | None:
        """Return the edit that puts the one value back.

        None where somebody edited it since, or something else asserts what the act gave.
        """
        field = self.run.edit.field
        own, *later = since
        if client.status not in _REACHED or field not in dict(own.before):
            return None
        states = [dict(c.before)[field] for c in later if field in dict(c.before)]
        left = (*states, getattr(client.profile, field))[0]
        back = Reversal(client, backing)
        back.take(field, dict(own.before)[field], left)
        return None if back.client == client else Edit(ChangeKind.UPDATED, client, back.client)

    def _unsaid(
        self,
        clients: Sequence[Client],
        told: Mapping[ClientId, Sequence[Change]],
        backing: Backing,
    ) -> list[Edit]:
        """Return the edits that take back what an undone run brought, and the act said again."""
        unit, done = self.run.edit.unit, undo_cause(self.run.id)
        if unit is None or backing.is_alone:
            return []
        edits: list[Edit] = []
        for client in clients:
            if client.status not in _REACHED or unit not in backing.said(client.id):
                continue
            if any(change.cause == done for change in told.get(client.id, ())):
                continue  # taken back already
            back = Reversal(client, backing)
            back.take_said()
            if back.client != client:
                edits.append(Edit(ChangeKind.UPDATED, client, back.client))
        return edits

    def _restorations(
        self, clients: Mapping[ClientId, Client], touched: Mapping[ClientId, Sequence[Change]]
    ) -> list[Edit]:
        """Return the edits that bring clients back whom the act deleted, and nobody touched.

        A definition that changed meanwhile, and brought their values along, is nobody's hand.
        """
        window = timedelta(days=self.context.settings.restore_days)
        first = self.context.clock() - window
        waiting = [
            clients[i]
            for i, since in touched.items()
            if i in clients
            and all(change.kind in EVENT_KINDS for change in since[1:])
            and (at := clients[i].deleted_at) is not None
            and at >= first
        ]
        taken = self._ids_taken(waiting)
        return [
            Edit(
                ChangeKind.RESTORED,
                client,
                attrs.evolve(client, status=ClientStatus.ACTIVE, deleted_at=None),
            )
            for client in waiting
            if client.id not in taken
        ]

    def _ids_taken(self, clients: Sequence[Client]) -> set[ClientId]:
        """Return the clients one of whose external ids belongs to somebody else by now."""
        keys: dict[str, list[ClientId]] = {}
        for client in clients:
            if client.profile.external_ids:
                only_ids = Profile(external_ids=client.profile.external_ids)
                for key in make_entry(
                    attrs.evolve(
                        client, profile=only_ids, status=ClientStatus.ACTIVE, deleted_at=None
                    )
                ).identity_keys:
                    keys.setdefault(key, []).append(client.id)
        held = self.context.store.find_holders(self.context.book, keys, cap=1) if keys else {}
        return {i for key in held for i in keys[key]}


def _counts(clients: int, restored: int, kept: int) -> BulkUndoCounts:
    return BulkUndoCounts(restored, kept, clients - restored - kept)
