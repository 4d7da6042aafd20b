"""How far a look through a whole book has come, as records: killed anywhere, another goes on.

They are written part by part, each in a unit of work of its own: profiles as they were read, the
pairs to compare, what comparing found.  Whoever goes on reads what is there; two who do so at once
do the same work, and the second keeps nothing of it.  The list of pairs takes them away.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.duplicates.scans import Mark, mark_body, read_mark
from clientbook.domain.clients import ClientId
from clientbook.errors import StoreError
from clientbook.importing.plans import Progress
from clientbook.storage.protocols import Record

WORKS = "duplicate_scan_work"
"""Records of a look through the book that has not ended."""

_HEAD = "head"
_FORM = "1"  # of the records: those of another one are taken away unread
_PAGE = 20  # of records, some of which are a megabyte

Body = Mapping[str, Any]


@attrs.frozen
class WorkHead:
    """How far it is.

    Args:
        key: The ids of its records begin with it.
        basis: Fingerprint of what it depends on beside the clients.
        mark: The last change of the journal when it began.
        total: Clients there were then.
        read: Clients read.
        portions: Records they are in.
        after: Sort name and id of the last one; None once all are read.
        pairs: Pairs to compare; None while they are not known.
        ranges: Records they are in.
        compared: How many of these were compared, each with a record of what was found.
    """

    key: str
    basis: str
    mark: Mark
    total: int
    read: int = 0
    portions: int = 0
    after: tuple[str, ClientId] | None = attrs.field(default=None, repr=False)
    pairs: int | None = None
    ranges: int = 0
    compared: int = 0

    @property
    def is_read(self) -> bool:
        """True once all clients are read."""
        return self.portions > 0 and self.after is None

    @property
    def progress(self) -> Progress:
        """How far it is, for whoever waits."""
        if self.pairs is None:
            return Progress("reading", self.read, max(self.total, self.read))
        done = self.pairs * self.compared // max(self.ranges, 1)
        return Progress("comparing", done, self.pairs)

    def with_portion(self, read: int, after: tuple[str, ClientId] | None) -> "WorkHead":
        """Return how far it is with one portion more."""
        return attrs.evolve(self, read=read, after=after, portions=self.portions + 1)

    def ids(self, kind: str) -> list[str]:
        """Return the ids of the records of one kind, in order."""
        return [f"{self.key}/{kind}/{number:05d}" for number in range(self._counts[kind])]

    def all_ids(self) -> list[str]:
        """Return the ids of all its records."""
        return [_HEAD, *(record_id for kind in self._counts for record_id in self.ids(kind))]

    @property
    def _counts(self) -> dict[str, int]:
        """Records by their kind."""
        return {
            "read": self.portions,
            "capped": int(self.pairs is not None),
            "pairs": self.ranges,
            "compared": self.compared,
        }


def read_work(context: Context) -> WorkHead | None:
    """Return how far a look through the book is that was begun and has not ended."""
    found = context.store.get_records(context.book, WORKS, [_HEAD]).get(_HEAD)
    if found is None or found.body.get("form") != _FORM:
        return None
    body = {name: value for name, value in found.body.items() if name != "form"}
    after = body.pop("after")
    return WorkHead(
        mark=read_mark(body.pop("mark")), after=None if after is None else tuple(after), **body
    )


def forget_work(context: Context) -> None:
    """Take away what was begun, inside the caller's unit of work."""
    work = read_work(context)
    gone = work.all_ids() if work is not None else list(_unread(context))
    context.store.delete_records(context.book, WORKS, gone)


def _unread(context: Context) -> Iterator[str]:
    """Yield the ids of records that another version left."""
    after: tuple[str, str] | None = None
    while page := context.store.list_records(context.book, WORKS, after=after, limit=_PAGE):
        yield from (record.id for record in page)
        after = ("", page[-1].id)


class GoneError(Exception):
    """Parts of a work are gone since it was looked at."""


class Works:
    """Keeps the parts of one look through a book, as far as they can be kept.

    Args:
        context: The book.
        head: How far it is.
        keeps: False where nothing is to be written.
        stored: How far the work is that the store holds, this one or another; None for none.
    """

    def __init__(
        self, context: Context, head: WorkHead, *, keeps: bool, stored: WorkHead | None
    ) -> None:
        self.context = context
        self.head = head
        self._keeps = keeps
        self._stored = stored

    def parts(self, kind: str) -> Iterator[Body]:
        """Yield the bodies of the records of one kind, in order.

        Raises:
            GoneError: Somebody has taken them away, as an erasure does.
        """
        store, book = self.context.store, self.context.book
        for record_id in self.head.ids(kind):
            found = store.get_records(book, WORKS, [record_id]).get(record_id)
            if found is None:
                raise GoneError
            yield found.body

    def keep(self, head: WorkHead, make: Callable[[], Mapping[str, Sequence[Body]]]) -> None:
        """Keep the next part, and how far it brings the work.

        Nothing more is kept once another has gone on with the work or taken it away, or the book
        cannot be written to: whoever waits gets the pairs all the same.

        Args:
            head: How far it is with the part.
            make: Makes the bodies of the new records, by their kind.
        """
        self.head = head
        if not self._keeps:
            return
        made = make()
        try:
            with self.context.unit():
                self._keeps = read_work(self.context) == self._stored
                if self._keeps:
                    self._put(head, made)
        except StoreError:
            self._keeps = False
        self._stored = head

    def _put(self, head: WorkHead, made: Mapping[str, Sequence[Body]]) -> None:
        store, book, before = self.context.store, self.context.book, self._stored
        if before is None or before.key != head.key:
            forget_work(self.context)
        records = [
            Record(WORKS, record_id, body)
            for kind, bodies in made.items()
            for record_id, body in zip(head.ids(kind)[-len(bodies) :], bodies, strict=True)
        ]
        store.put_records(book, [*records, Record(WORKS, _HEAD, _head_body(head))])


def _head_body(head: WorkHead) -> Body:
    told = attrs.asdict(head, recurse=False)
    after = None if head.after is None else list(head.after)
    return told | {"form": _FORM, "mark": mark_body(head.mark), "after": after}
