"""A book moves from one store to another, row by row."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import attrs

from clientbook.book.duplicates.scan_records import SCANS
from clientbook.book.duplicates.scan_works import WORKS
from clientbook.book.settings import kept_settings
from clientbook.book.unfinished import COPY, CopyRefusedError, refuse_unfinished
from clientbook.domain.clients import Client, ClientId
from clientbook.domain.doors import guarded
from clientbook.domain.journal import Change
from clientbook.domain.settings import SAFE, BookSettings
from clientbook.errors import BookNotFoundError
from clientbook.searching.entries import make_entry
from clientbook.storage.checks import check_book
from clientbook.storage.protocols import BookId, ClientWrite, ListedBooks, Record, Store

_LEFT_OUT = frozenset({COPY, SCANS, WORKS})  # what is derived is made anew

_PAGE = 500
CopyProgress = Callable[[str, int], None]


@attrs.frozen
class CopyReport:
    """What was copied.

    Args:
        clients: Clients, whatever their status.
        changes: Entries of the journal.
        records: Small records: consents, notes, activities, runs, settings and all the others.
        seq_kept: True where every entry of the journal has its old place; False where the source
            had gaps that the target does not: whoever follows the event feed begins anew.
    """

    clients: int
    changes: int
    records: int
    seq_kept: bool


@attrs.frozen
class _Mark:
    """How far a copy is: kept in the target, in the unit of work that wrote it."""

    source: int  # position of the source's journal: it moved if anybody wrote there since
    origin: str = ""  # which book it is: see _origin_of
    seq: int = 0
    collection: str = ""
    record: str = ""
    clients: int = 0
    changes: int = 0
    records: int = 0


def _origin_of(store: Store, book: BookId) -> str:
    """Return a hash that tells one book from others: of its id and both ends of its journal."""
    ends = [store.read_changes(book, limit=1, descending=down) for down in (False, True)]
    told = [(c.kind.value, c.client_id, c.revision, c.at, c.cause) for end in ends for c in end]
    return hashlib.sha256(repr((book, told)).encode()).hexdigest()


def is_written(store: Store, book: BookId) -> bool:
    """Return whether anything was ever written to a book: opened alone, it leaves no trace."""
    return bool(store.last_seq(book) or store.list_collections(book) or store.count_clients(book))


def require_book(store: Store, book: BookId) -> None:
    """Refuse to copy a book that is none, or half of one.

    Raises:
        BookNotFoundError: Nothing was ever written to it; books that are there are named.
        CopyRefusedError: It is itself a copy that was interrupted.
    """
    if not is_written(store, book):
        ids = store.list_books() if isinstance(store, ListedBooks) else ()
        others = (other for other in ids if is_written(store, other))
        raise BookNotFoundError(book, tuple(islice(others, BookNotFoundError.most_named + 1)))
    refuse_unfinished(store, book)


@guarded
def copy_book(
    source: Store,
    target: Store,
    *,
    book: BookId = "main",
    to: BookId | None = None,
    progress: CopyProgress | None = None,
) -> CopyReport:
    """Copy a book between any two stores: ids, journal, consents, runs, undo, settings, all of it.

    Nobody writes to the source's book meanwhile: the copy holds its writer's place.  The target's
    is written in bounded units of work, and is not opened as a book until the copy has returned.
    Interrupted, the same call goes on where it stopped, unless somebody wrote to either.

    Args:
        source: Where the book is; nothing is changed there.  A book that holds no client is
            copied with its settings; one that was opened and never written to is none.
        target: Where it is to be: the book must be empty there, or hold an interrupted copy.
        book: Id of the book.
        to: Its id in the target; None for the same one.
        progress: Told what is copied (``"clients"`` or the name of a collection), and how many
            rows so far.

    Returns:
        What was copied, whether in this call or before it was interrupted.

    Raises:
        BookNotFoundError: The source has no such book; nothing is written to the target.
        CopyRefusedError: The target's book holds something else, such as half a copy of another
            book; either has changed since the copy began; the source is itself half a copy.
        InvalidValueError: *to* is no id of a book.
        StoreUnavailableError: A store cannot be reached, or another program writes to the book.
    """
    if source is target:
        raise CopyRefusedError("source and target are one store", "copy by way of another one")
    to = book if to is None else to
    check_book(to)
    with source.transaction(book):
        require_book(source, book)
        return _Copy(source, target, book, to, progress).run()


class _Copy:
    """One copy under way, inside the source's unit of work."""

    def __init__(
        self, source: Store, target: Store, book: BookId, to: BookId, progress: CopyProgress | None
    ) -> None:
        self._source, self._target = source, target
        self._book, self._to = book, to
        self._progress = progress
        self._settings: BookSettings = kept_settings(source, book) or SAFE

    def run(self) -> CopyReport:
        """Begin, or go on, and finish."""
        mark = self._begin()
        for changes in self._changes(mark.seq):
            mark = self._keep_changes(mark, changes)
        mark = self._keep_unknown_clients(mark)
        for collection in self._source.list_collections(self._book):
            if collection >= mark.collection and collection not in _LEFT_OUT:
                mark = self._keep_collection(mark, collection)
        seq_kept = mark.changes == mark.source
        with self._unit(mark):
            self._target.delete_records(self._to, COPY, [COPY])
        return CopyReport(mark.clients, mark.changes, mark.records, seq_kept)

    def _begin(self) -> _Mark:
        source, target = self._source.last_seq(self._book), self._target
        origin = _origin_of(self._source, self._book)
        kept = target.get_records(self._to, COPY, [COPY])
        if kept:
            mark = _Mark(**kept[COPY].body)
            if (mark.source, mark.origin) != (source, origin):
                raise CopyRefusedError(
                    "the source has changed since the copy began, or is another book",
                    "copy into an empty book",
                )
            return mark
        if is_written(target, self._to):
            raise CopyRefusedError("the target holds a book", "copy into an empty one")
        mark = _Mark(source, origin)
        with target.transaction(self._to):
            self._save(mark)
        return mark

    @contextmanager
    def _unit(self, mark: _Mark) -> Iterator[None]:
        """One unit of work in the target, of which nobody else wrote a change since *mark*."""
        with self._target.transaction(self._to):
            if self._target.last_seq(self._to) != mark.changes:
                raise CopyRefusedError(
                    "somebody wrote to the target since the copy began", "copy into an empty book"
                )
            yield

    def _save(self, mark: _Mark) -> None:
        self._target.put_records(self._to, [Record(COPY, COPY, attrs.asdict(mark))])

    def _changes(self, after: int) -> Iterator[tuple[Change, ...]]:
        while page := self._source.read_changes(self._book, after=after, limit=_PAGE):
            after = page[-1].seq
            yield page

    def _keep_changes(self, mark: _Mark, changes: Sequence[Change]) -> _Mark:
        """Copy part of the journal, and the clients it names for the first time.

        Clients come in the order in which the journal names them first, which is that of their
        creation: hits of a search keep their order.
        """
        ids = dict.fromkeys(c.client_id for c in changes if c.client_id is not None)
        with self._unit(mark):
            clients = self._keep_clients(tuple(ids))
            self._target.append_changes(self._to, changes)
            mark = attrs.evolve(
                mark,
                seq=changes[-1].seq,
                clients=mark.clients + clients,
                changes=mark.changes + len(changes),
            )
            self._save(mark)
        self._tell("clients", mark.clients)
        return mark

    def _keep_clients(self, ids: Collection[ClientId]) -> int:
        known = self._target.get_clients(self._to, ids)
        found = self._source.get_clients(self._book, [i for i in ids if i not in known])
        clients = [found[i] for i in ids if i in found]  # those purged live in the journal alone
        self._target.put_clients(self._to, [self._write(client) for client in clients])
        by_namespace: dict[str, dict[ClientId, tuple[str, ...]]] = {}
        for client_id, facets in self._source.get_facets(self._book, list(found)).items():
            for namespace, labels in facets.items():
                by_namespace.setdefault(namespace, {})[client_id] = labels
        for namespace, held in sorted(by_namespace.items()):
            self._target.set_facets(self._to, namespace, held)
        return len(clients)

    def _write(self, client: Client) -> ClientWrite:
        entry = make_entry(client, self._settings) if client.is_active else None
        return ClientWrite(client, 0, entry)

    def _keep_unknown_clients(self, mark: _Mark) -> _Mark:
        """Copy ACTIVE clients that no journal names, as a host's own program may have put them."""
        if self._source.count_clients(self._book) == self._target.count_clients(self._to):
            return mark
        after: tuple[str, ClientId] | None = None
        while page := self._source.list_clients(self._book, after=after, limit=_PAGE):
            after = page[-1]
            with self._unit(mark):
                more = self._keep_clients([client_id for _, client_id in page])
                mark = attrs.evolve(mark, clients=mark.clients + more)
                self._save(mark)
        return mark

    def _keep_collection(self, mark: _Mark, collection: str) -> _Mark:
        start = mark.record if collection == mark.collection else ""
        options: dict[str, Any] = {"after": ("", start)} if start else {}
        while page := self._source.list_records(self._book, collection, limit=_PAGE, **options):
            options = {"after": ("", page[-1].id)}
            with self._unit(mark):
                self._target.put_records(self._to, page)
                mark = attrs.evolve(
                    mark,
                    collection=collection,
                    record=page[-1].id,
                    records=mark.records + len(page),
                )
                self._save(mark)
            self._tell(collection, mark.records)
        return mark

    def _tell(self, what: str, rows: int) -> None:
        if self._progress is not None:
            self._progress(what, rows)
