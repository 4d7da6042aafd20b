"""Which refusals of rows that are nobody's are the book's own answers, exported and read again."""

from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Mapping as AbstractMapping

import attrs

from clientbook.book.consent.addresses import opt_out_keys
from clientbook.book.consent.judging import Exported, is_answer
from clientbook.book.consent.ledger import load_ledgers
from clientbook.book.consent.remembering import indexed_as
from clientbook.book.contexts import Context
from clientbook.book.lists.exporting import CellWriter
from clientbook.book.resolving import resolve
from clientbook.book.said import said_again, units
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.profiles import Profile
from clientbook.domain.targets import Target
from clientbook.errors import MappingError
from clientbook.identity.keys import HOLDERS_CAP
from clientbook.importing.mapping import Mapping
from clientbook.importing.titles import is_exported
from clientbook.matching.index_keys import index_keys
from clientbook.writers.formulas import guard

ReadRows = Callable[[Sequence[Sequence[str]]], list[Profile]]
"""Reads rows below the titles of a file; returns the profile each says."""

_ASIDE = frozenset({"consent", "blocked", "created_at"})
"""Columns of an export that say nothing of who somebody is."""


@attrs.frozen
class RowRefusal:
    """A "no" of a row that no client holds.

    Args:
        event: What it says.
        addresses: Keys of the addresses that it would be remembered for.
        profile: Of the row.
        whose: Whom the row may be, as far as the import knows.
        known: Whether it is known to be theirs.
    """

    event: ConsentEvent
    addresses: tuple[str, ...]
    profile: Profile
    whose: tuple[ClientId, ...]
    known: bool


class OwnAnswers:
    """Tells the book's own answers from what somebody wrote below the titles of an export.

    A cell is the book's own where the client whose row it is gets that answer.  Of a row that waits
    or was refused that is whoever's own row, in these columns, is most like it.

    Args:
        context: The book.
        mapping: What the columns of the file mean.
        read: Reads rows of it.
    """

    def __init__(self, context: Context, mapping: Mapping, read: ReadRows) -> None:
        self._context = context
        # One client has one row: of two with the same row, of whom one refused, the second "no"
        # is none of the book's.
        self._taken: set[tuple[object, ...]] = set()
        self.follow(mapping, read)

    def follow(self, mapping: Mapping, read: ReadRows) -> None:
        """Go on with the columns as the book defines them now."""
        self._mapping, self._read = mapping, read
        self._rows: _OwnRows | None = None

    def among(self, refusals: Sequence[RowRefusal], exported: Exported) -> frozenset[str]:
        """Return the ids of the events that say what the book answers.

        Args:
            refusals: What rows say, in the order of the file.
            exported: Which of it stands below the titles of an export.

        Cost: nothing without such titles; else a few look-ups for all of them, and a row written
        and read for each client that holds an address of them, at most :data:`.HOLDERS_CAP` a key.
        """
        asked = [each for each in refusals if each.event.id in exported.ids]
        if not asked:
            return frozenset()
        found = self._holders(asked)
        clients = {client.id: client for held in found for client in held}
        ledgers = load_ledgers(self._context, clients.values())
        own = set()
        for refusal, held in zip(asked, found, strict=True):
            theirs, same = (held, False) if refusal.known else self._closest(refusal.profile, held)
            answered = [
                client
                for client in theirs
                if is_answer(
                    self._context, ledgers[client.id], client.profile, refusal.event, exported
                )
            ]
            if answered and (answered == theirs or (same and self._take(refusal, answered))):
                own.add(refusal.event.id)
        return frozenset(own)

    def _take(self, refusal: RowRefusal, answered: Iterable[Client]) -> bool:
        """Take the answer of one of several whose rows are the same, once each."""
        said = (refusal.event.channel, refusal.event.topic)
        free = next((c for c in answered if (c.id, *said) not in self._taken), None)
        if free is not None:
            self._taken.add((free.id, *said))
        return free is not None

    def _holders(self, refusals: Sequence[RowRefusal]) -> list[list[Client]]:
        """Return for each refusal who holds an address of it, or whom its row is known to be."""
        context = self._context
        keys = [_keys(each) for each in refusals]
        wanted = frozenset().union(*keys)
        held = context.store.find_holders(context.book, wanted, cap=HOLDERS_CAP)
        few = {key: ids for key, ids in held.items() if len(ids) <= HOLDERS_CAP}
        ids = [
            dict.fromkeys((*each.whose, *(i for key in sorted(own) for i in few.get(key, ()))))
            for each, own in zip(refusals, keys, strict=True)
        ]
        answering = resolve(context, frozenset().union(*ids))
        return [
            [
                client
                for client in {
                    answering[i].id: answering[i] for i in some if i in answering
                }.values()
                if client.is_active and (each.known or _holds(client, each.addresses))
            ]
            for each, some in zip(refusals, ids, strict=True)
        ]

    def _closest(self, row: Profile, clients: Sequence[Client]) -> tuple[list[Client], bool]:
        """Return whose own row is most like a row, and whether it says no more than that."""
        if not clients:
            return [], False
        if self._rows is None:
            self._rows = _OwnRows(self._context, self._mapping, self._read)
        likeness = self._rows.likeness(row, clients)
        best = max(likeness.values())
        return [client for client in clients if likeness[client.id] == best], best[1] == 0


class _OwnRows:
    """Writes clients into the columns of a file, and reads what that says of them.

    Args:
        context: The book.
        mapping: What the columns mean.
        read: Reads rows below them.
    """

    def __init__(self, context: Context, mapping: Mapping, read: ReadRows) -> None:
        self._read = read
        self._width = len(mapping.columns)
        self._targets: dict[Target, int] = {}
        for index, column in enumerate(mapping):
            target = column.target
            if target is None or target.is_skip or target.field in _ASIDE:
                continue
            if is_exported(column.header, target) and _is_written(context, target):
                self._targets.setdefault(target, index)
        self._writer = CellWriter(context, [*self._targets], "en") if self._targets else None

    def likeness(
        self, row: Profile, clients: Sequence[Client]
    ) -> AbstractMapping[ClientId, tuple[int, int]]:
        """Return how much a row says that the row of each client says; less what it leaves out."""
        written = self._writer.rows(clients) if self._writer else ([] for _ in clients)
        rows = self._read([self._placed(cells) for cells in written])
        return {
            client.id: (
                len(said_again(row, shown)),
                len(said_again(shown, row)) - len(units(shown)),
            )
            for client, shown in zip(clients, rows, strict=True)
        }

    def _placed(self, cells: Sequence[str]) -> list[str]:
        placed = [""] * self._width
        for index, cell in zip(self._targets.values(), cells, strict=True):
            placed[index] = guard(cell)
        return placed


def _is_written(context: Context, target: Target) -> bool:
    try:
        CellWriter(context, [target], "en")
    except MappingError:
        return False
    return True


def _keys(refusal: RowRefusal) -> frozenset[str]:
    """Return the keys by which those are found whom a row may be."""
    if refusal.known:
        return frozenset()
    named = (key for key in index_keys(refusal.profile) if key.startswith(("n:", "c:")))
    return frozenset(named).union(*map(indexed_as, refusal.addresses))


def _holds(client: Client, addresses: Collection[str]) -> bool:
    return not opt_out_keys(client.profile).keys().isdisjoint(addresses)
