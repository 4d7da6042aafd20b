"""Who spoke of clients, and which of the lists and bulk edits that did still stand."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.said import HAND, SAID
from clientbook.convert.documents import from_document
from clientbook.domain.clients import ClientId
from clientbook.domain.consents import ConsentEvent

_RUNS = {"import": "import", "bulk": "bulk"}  # beginnings of causes: collections of the runs


@attrs.frozen
class Restated:
    """What was said of a client that it held already.

    Args:
        run: The run that said it, or a hand.
        revision: Of the client, when it was said.
        told: Digests of what was said.
        by: Those of them that led to the client, where it was found by what was said.
        is_answer: Whether the book's own export may have said it.
    """

    run: str
    revision: int
    told: frozenset[str]
    by: frozenset[str] = frozenset()
    is_answer: bool = False


class Voices:
    """Who spoke of some clients.

    Args:
        context: The book.
        run: The run that is being undone: it stands no longer; HAND for none.
    """

    def __init__(self, context: Context, run: str) -> None:
        self._context = context
        self._run = run
        self._said: dict[ClientId, list[Restated]] = {}
        self._opt_ins: dict[ClientId, list[tuple[str, ConsentEvent]]] = {}
        self._silenced: frozenset[str] = frozenset()
        self.undone: frozenset[str] = frozenset({run} - {HAND})
        """The runs that are undone, among those that wrote or said anything of the clients."""

    def read(self, ids: Collection[ClientId]) -> None:
        """Read what was said of clients."""
        for record in self._context.store.list_records(self._context.book, SAID, owners=ids):
            run, body = record.id.partition("/")[0], record.body
            told, by = body.get("units", []), body.get("by", 0)
            digests = frozenset(told), frozenset(told[:by])
            said = Restated(run, body.get("rev", 0), *digests, body.get("answer", False))
            self._said.setdefault(record.owner, []).append(said)
            if "opt_in" in body:
                event = from_document(ConsentEvent, body["opt_in"])
                self._opt_ins.setdefault(record.owner, []).append((run, event))

    def read_runs(self, causes: Iterable[str]) -> None:
        """Read how the runs stand that said something, or wrote something by these causes.

        So does the one that is undone, whose list may have been read again.
        """
        runs = {self._run, *map(run_of, causes)}
        runs |= {said.run for told in self._said.values() for said in told}
        wanted = sorted(runs - {HAND})
        if not set(wanted) - {self._run}:
            return
        store, book = self._context.store, self._context.book
        found = {
            record.id: record.body
            for collection in _RUNS.values()
            for record in store.get_records(book, collection, wanted).values()
        }
        # One whose undoing was interrupted goes on being undone: nothing of it stands.
        self.undone |= {
            i for i, body in found.items() if body.get("state") in ("undoing", "undone")
        }
        lists = {i: body for i, body in found.items() if body.get("fingerprint")}
        self._silenced = frozenset(i for i in lists if self._is_silenced(i, lists))

    def _is_silenced(self, run: str, lists: Mapping[str, Mapping[str, Any]]) -> bool:
        """True for a later reading of a list of which an earlier one was undone since."""
        read = _time(lists[run]["created_at"])
        return any(
            body["fingerprint"] == lists[run]["fingerprint"]
            and _time(body["created_at"]) <= read
            and (one == self._run or _time(body["undo"]["at"]) >= read)
            for one, body in lists.items()
            if one != run and one in self.undone
        )

    def stands(self, run: str) -> bool:
        """True for a hand, and for a run that is not undone."""
        return run not in self.undone

    def speaks(self, run: str) -> bool:
        """True for one that stands, and is no second reading of a list that was taken back."""
        return run not in self.undone and run not in self._silenced

    @property
    def spoken_of(self) -> Collection[ClientId]:
        """The clients of whom anything was said that they held already."""
        return self._said.keys()

    def said_of(self, client_id: ClientId) -> tuple[Restated, ...]:
        """Return what was said of a client that it held already, whoever said it."""
        return tuple(self._said.get(client_id, ()))

    def opt_ins_of(self, client_id: ClientId) -> tuple[ConsentEvent, ...]:
        """Return the opt-ins of a client that a run which stands said again."""
        told = self._opt_ins.get(client_id, ())
        return tuple(event for run, event in told if self.speaks(run))


def run_of(cause: str) -> str:
    """Return the run that a cause names, and HAND for what no run did."""
    kind, _, run_id = cause.partition(":")
    return run_id if kind in _RUNS else HAND


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
