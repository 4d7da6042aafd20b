"""What is undone leaves each value at what was asserted last by something that stands.

The undo of an import, of a bulk edit and of a merge ask this one rule.  What asserts a value a
client holds, or that it holds none, is whatever brought it so: somebody's hand, a list, a bulk
edit; a client merged into it that held the value too; every list or bulk edit that said the value
again while it was held, and every hand that did (:mod:`~clientbook.book.said`).  The same file
read again is the same list: it asserts nothing beside the first reading.  An undo asserts nothing,
nor does taking a merge apart: it lets what was asserted before count again, and what was said of
the survivor while the two were one stays with it, though the other one had brought it.  A row, or
somebody who came, that only the other one's number, address or id had led to spoke of the other.

What an undo leaves where it is belongs to the client from then on, as if a hand had said it:
nothing that is undone later finds it without a voice.  That is what the run gave to a client that
it had made itself, and that stays; what came to a survivor with a merge that stands; and all that
somebody who was taken back, and is restored by hand, comes back with.

Opt-ins go by the same rule: one that the ledger held already is kept with what its run said, and
enters the ledger when the one it repeated is taken back.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.duplicates.merge_records import MERGES
from clientbook.book.history.definitions import changes_now
from clientbook.book.history.own import MERGE, UNMERGE, Step, own_steps
from clientbook.book.keyed_hashes import find_secret
from clientbook.book.said import HAND, LEADING, Unit, digest, is_same, put_unit, units
from clientbook.book.voices import Restated, Voices, run_of
from clientbook.convert.documents import from_document
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.consents import ConsentEvent
from clientbook.domain.journal import Change, ChangeKind
from clientbook.domain.merges import MergeRecord
from clientbook.domain.profiles import Profile

UNDO = "undo:"
_WHOLE = (ChangeKind.CREATED, ChangeKind.MERGED)
"""Steps that no undo takes from a client that stays: it keeps what they brought."""


@attrs.frozen
class _Past:
    """What is known of one client.

    Args:
        steps: What became of it, oldest first.
        values: Its values after each step.
        together: Its values after each step with those that undone merges brought.
        said: What was said of it that it held already.
        merged: For the place of a merge that stands: the ids it absorbed.
    """

    steps: tuple[Step, ...]
    values: tuple[Mapping[Unit, Any], ...]
    together: tuple[Mapping[Unit, Any], ...]
    said: tuple[Restated, ...]
    merged: Mapping[int, tuple[ClientId, ...]]

    @property
    def made_by(self) -> str:
        """The cause that created the client; empty where a hand did, or nobody knows."""
        change = self.steps[0].change
        return change.cause if change and change.kind is ChangeKind.CREATED else ""

    def is_brought_back(self, place: int) -> bool:
        """True for a step by which a hand restored whom an undo had taken back."""
        change = self.steps[place].change
        if change is None or change.kind is not ChangeKind.RESTORED:
            return False
        gone = (s.change for s in reversed(self.steps[:place]))
        last = next((c for c in gone if c and c.kind is ChangeKind.DELETED), None)
        return last is not None and last.cause.startswith(UNDO)

    def since(self, place: int) -> int:
        """Return the first revision of the client at a place."""
        # Changes of definitions are no steps: a state may be of a later revision than its change.
        change, after = self.steps[place].change, self.steps[place].after
        return after.revision if change is None else change.revision

    def merge_of(self, place: int) -> int | None:
        """Return the place of the merge that was undone at another one, None where it is none."""
        change = self.steps[place].change
        if change is None or change.kind is not ChangeKind.UNMERGED:
            return None
        cause = f"{MERGE}{change.cause.removeprefix(UNMERGE)}"
        told = (step.change for step in self.steps[:place])
        return next((at for at, one in enumerate(told) if one and one.cause == cause), None)


class Backing:
    """What asserts the values of some clients, beside one run that is undone.

    Args:
        context: The book.
        cause: The cause of what the run wrote, such as ``"import:<id>"``; empty where no run is
            undone, but a merge.
        clients: The clients by id.
        changes: Their changes, oldest first.
        also: Ids of clients that were not read: only what was said of them is asked.
        apart: Id of a merge that is being taken apart: it stands no longer.

    Cost: a fixed number of statements, and as many again for each link of the longest chain of
    merges among the clients.
    """

    def __init__(
        self,
        context: Context,
        cause: str,
        clients: Mapping[ClientId, Client],
        changes: Mapping[ClientId, Sequence[Change]],
        *,
        also: Collection[ClientId] = (),
        apart: str = "",
    ) -> None:
        self._context = context
        self._run = run_of(cause)
        self._voices = Voices(context, self._run)
        self._apart = apart
        self._asked = frozenset(clients)
        self._clients = dict(clients)
        self._changes: dict[ClientId, Sequence[Change]] = dict(changes)
        self._merges: dict[str, MergeRecord] = {}
        self._past: dict[ClientId, _Past] = {}
        self._secret = find_secret(context)
        self._load([*clients, *also])
        self._voices.read_runs({c.cause for told in self._changes.values() for c in told})

    def _load(self, ids: Sequence[ClientId]) -> None:
        """Read what was said of clients, and everything of those they had absorbed."""
        store, book = self._context.store, self._context.book
        while ids:
            self._voices.read(ids)
            merged = [
                i
                for i in ids
                if i in self._clients
                and any(c.kind is ChangeKind.MERGED for c in self._changes.get(i, ()))
            ]
            found = store.list_records(book, MERGES, owners=merged) if merged else ()
            records = [from_document(MergeRecord, record.body) for record in found]
            standing = [merge for merge in records if merge.stands and merge.id != self._apart]
            self._merges |= {merge.id: merge for merge in standing}
            ids = [i for merge in standing for i in merge.absorbed_ids]
            ids = [i for i in ids if i not in self._clients]
            if ids:
                self._clients |= store.get_clients(book, ids)
                for change in changes_now(self._context, store.read_changes(book, client_ids=ids)):
                    told_of = self._changes.setdefault(change.client_id or "", [])
                    assert isinstance(told_of, list)
                    told_of.append(change)

    @cached_property
    def is_alone(self) -> bool:
        """True when nothing else that brought something to these clients was taken back.

        No other run that wrote or said anything of them is undone, no merge was taken apart.
        """
        told = (change for i in self._asked for change in self._changes.get(i, ()))
        alone = self._voices.undone == {self._run}
        return alone and all(c.kind is not ChangeKind.UNMERGED for c in told)

    def is_undone(self, cause: str) -> bool:
        """True for what this run wrote, or one that is undone, or their undoing."""
        own = cause.removeprefix(UNDO)
        return not self._voices.stands(run_of(cause) if own == cause else own)

    def settled_profile(self, client_id: ClientId, profile: Profile) -> Profile:
        """Return a profile of a client with each value at what stands, if any run is undone."""
        if not self._voices.undone:
            return profile
        past = self._past_of(client_id)
        for unit in dict.fromkeys(unit for values in past.values for unit in values):
            value = self.settled(client_id, unit)
            if not is_same(unit, units(profile).get(unit), value):
                profile = put_unit(profile, unit, value)
        return profile

    def said(self, client_id: ClientId) -> tuple[Unit, ...]:
        """Return the values of a client that this run said again, as far as it holds them."""
        past = self._past_of(client_id)
        digests = {d for said in past.said if said.run == self._run for d in said.told}
        held = past.values[-1].items() if digests else ()
        return tuple(unit for unit, value in held if self._digest(unit, value) in digests)

    def has_said(self, client_id: ClientId) -> bool:
        """True when this run said anything of a client that it held already."""
        return any(said.run == self._run for said in self._voices.said_of(client_id))

    def is_said(self, client_id: ClientId) -> bool:
        """True when a run that stands, or a hand, said anything of a client."""
        return any(self._voices.speaks(said.run) for said in self._voices.said_of(client_id))

    def all_said(self) -> set[ClientId]:
        """Return the clients for which :meth:`is_said` is true, those not read included."""
        return {i for i in self._voices.spoken_of if self.is_said(i)}

    def opt_ins_said(self, client_id: ClientId) -> tuple[ConsentEvent, ...]:
        """Return the opt-ins of a client that a run which stands said again."""
        return self._voices.opt_ins_of(client_id)

    def settled(self, client_id: ClientId, unit: Unit) -> Any:
        """Return the value a client holds with nothing but what stands; None for none."""
        past = self._past_of(client_id)
        place = len(past.steps) - 1
        while place >= 0:
            start = _since(past.values, unit, place)
            if self._is_backed(client_id, unit, place):
                return self._worded(past, unit, start, place)
            place = start - 1
        return None

    def _worded(self, past: _Past, unit: Unit, start: int, place: int) -> Any:
        """Return a value as what stands put it last: a label beside it goes with its run."""
        value = past.values[place].get(unit)
        while place > start:
            earlier = past.values[place - 1].get(unit)
            if earlier != value:
                change = past.steps[place].change
                if change is None or not self._is_taken_back(change.cause):
                    break
                value = earlier
            place -= 1
        return value

    def _is_taken_back(self, cause: str) -> bool:
        return cause.startswith(UNDO) or not self._voices.stands(run_of(cause))

    def _is_backed(self, client_id: ClientId, unit: Unit, place: int) -> bool:
        return any(self._voices.stands(run) for run in self._backers(client_id, unit, place))

    def _backers(self, client_id: ClientId, unit: Unit, place: int) -> Iterator[str]:
        """Yield the runs, or a hand, that assert what a client held, or not, after a step."""
        past = self._past_of(client_id)
        start = _since(past.values, unit, place)
        yield from self._brought(past, unit, start)
        for later in range(start + 1, place + 1):
            yield from self._merged_in(past, unit, later)
            if past.is_brought_back(later):
                yield HAND
        first, last = past.since(start), past.steps[place].after.revision
        yield from self._spoken(past, unit, past.values[place].get(unit), first, last)

    def _spoken(self, past: _Past, unit: Unit, value: Any, first: int, last: int) -> Iterator[str]:
        """Yield who said a value again from one revision to another, while it was held."""
        spoken = [
            said
            for said in past.said
            if first <= said.revision <= last and self._voices.speaks(said.run)
        ]
        if spoken and value is not None:
            one = self._digest(unit, value)
            yield from (said.run for said in spoken if one in said.told)

    def said_while_merged(self, client_id: ClientId) -> frozenset[Unit]:
        """Return what was said of a client from the merge on that its last step takes apart.

        Values that it held until then, and that what stands said of it in that time.  An id is no
        such value: it goes back to the one it is of.
        """
        past = self._past_of(client_id)
        place = len(past.steps) - 1
        return frozenset(
            unit
            for unit in past.together[place - 1]
            if unit[0] != "external_ids"
            and any(self._voices.stands(run) for run in self._said_until(past, unit, place))
        )

    def _said_until(self, past: _Past, unit: Unit, place: int) -> Iterator[str]:
        """Yield who said, of a client alone, what it held until a merge was undone at a place."""
        merge = past.merge_of(place)
        if merge is None:
            return
        value = past.together[place - 1].get(unit)
        last = past.since(place) - 1
        words = attrs.evolve(past, said=tuple(said for said in past.said if not said.is_answer))
        yield from self._spoken(words, unit, value, past.since(merge), last)
        start = _since(past.together, unit, place - 1)
        change = past.steps[start].change
        if change is None or start <= merge or change.kind is not ChangeKind.UPDATED:
            return
        if not change.cause.startswith(UNDO):
            yield run_of(change.cause)

    def _brought(self, past: _Past, unit: Unit, start: int) -> Iterator[str]:
        """Yield who asserted a value by the step since which it is held."""
        change = past.steps[start].change
        if change is None or change.kind in _WHOLE:
            yield HAND
        elif change.kind is ChangeKind.UNMERGED:
            yield from self._said_until(past, unit, start)
        elif not change.cause.startswith(UNDO):
            yield HAND if change.cause == past.made_by else run_of(change.cause)

    def _merged_in(self, past: _Past, unit: Unit, place: int) -> Iterator[str]:
        """Yield who asserts a value on the clients that a step absorbed, as far as they hold it."""
        value = past.values[place].get(unit)
        for client_id in past.merged.get(place, ()):
            theirs = self._past_of(client_id)
            last = len(theirs.steps) - 1
            if value is not None and is_same(unit, theirs.values[last].get(unit), value):
                yield from self._backers(client_id, unit, last)

    def _digest(self, unit: Unit, value: Any) -> str:
        assert self._secret is not None  # something was said
        return digest(self._secret, unit, value)

    def _past_of(self, client_id: ClientId) -> _Past:
        past = self._past.get(client_id)
        if past is None:
            client, changes = self._clients[client_id], self._changes.get(client_id, ())
            steps = own_steps(client, reversed(changes))
            merged: dict[int, tuple[ClientId, ...]] = {}
            for place, step in enumerate(steps):
                if step.change is not None and step.change.kind is ChangeKind.MERGED:
                    merge = self._merges.get(step.change.cause.removeprefix(MERGE))
                    ids = merge.absorbed_ids if merge else ()
                    merged[place] = tuple(i for i in ids if i in self._clients)
            values = together = tuple(units(step.after.profile) for step in steps)
            if any(c.kind is ChangeKind.UNMERGED for c in changes):
                whole = own_steps(client, reversed(changes), merges=())
                together = tuple(units(step.after.profile) for step in whole)
            past = _Past(steps, values, together, self._voices.said_of(client_id), merged)
            if together is not values:
                past = attrs.evolve(past, said=tuple(self._own_said(past)))
            self._past[client_id] = past
        return past

    def _own_said(self, past: _Past) -> Iterator[Restated]:
        """Yield what was said of a client, and not of one it was merged with by mistake."""
        led = [
            {self._digest(unit, value) for unit, value in values.items() if unit[0] in LEADING}
            if past.said
            else set()
            for values in past.values
        ]
        starts = [past.since(place) for place in range(len(past.steps))]
        for said in past.said:
            place = max(bisect_right(starts, said.revision) - 1, 0)
            if not said.by or said.by & led[place]:
                yield said


def _since(states: Sequence[Mapping[Unit, Any]], unit: Unit, place: int) -> int:
    """Return the step since which a client holds the value it holds after another."""
    value = states[place].get(unit)
    while place and is_same(unit, states[place - 1].get(unit), value):
        place -= 1
    return place
