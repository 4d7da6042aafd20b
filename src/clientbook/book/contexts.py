"""What every desk of one book shares."""

import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import attrs

from clientbook.domain.ports import ActivitySource, AppointmentPort, LinkPort
from clientbook.domain.settings import BookSettings
from clientbook.storage.protocols import BookId, Store

Clock = Callable[[], datetime]
IdMaker = Callable[[], str]


def utc_now() -> datetime:
    """Return the time now, aware, in UTC."""
    return datetime.now(UTC)


_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(high + low for high in _ALPHABET for low in _ALPHABET)


def make_id() -> str:
    """Return a new id of 20 characters: 10 of milliseconds since 1970, 10 at random.

    Ids made later sort later, to the millisecond, so that indexes grow at their end.
    """
    number = (time.time_ns() // 1_000_000 << 50) | secrets.randbits(50)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(90, -1, -10)])


_Step = Callable[[set[str]], None]


class _Depth:
    """How deep the units of work of one context are nested; not shared between books."""

    __slots__ = ("collected", "failed", "first", "level", "thread")

    def __init__(self) -> None:
        self.level = 0
        self.thread = 0
        self.failed = False
        self.first: Callable[[], None] | None = None
        self.collected: dict[str, tuple[set[str], _Step]] = {}

    def finish(self) -> None:
        """Run what was left for the end of the unit; a step may leave more."""
        while self.collected:
            ids, step = self.collected.pop(next(iter(self.collected)))
            step(ids)


@attrs.frozen
class Context:
    """One book in one store, with its settings, clock and id maker.

    Args:
        store: Where the book is kept.
        book: Id of the book.
        settings: What the book is set to.
        clock: Returns the time now (aware).
        make_id: Returns a new id each time.
        sources: Where the host's activities are read.
        links: What follows a client through a merge.
        appointments: Where self-service reads and writes appointments, or None.
    """

    store: Store
    book: BookId
    settings: BookSettings
    clock: Clock = utc_now
    make_id: IdMaker = make_id
    sources: tuple[ActivitySource, ...] = ()
    links: tuple[LinkPort, ...] = ()
    appointments: AppointmentPort | None = None
    _depth: _Depth = attrs.field(factory=_Depth, repr=False, eq=False)

    @contextmanager
    def unit(self) -> Iterator[None]:
        """Begin a unit of work, or join the one under way in this context.

        All of it is committed when the outermost block ends, or none.  An error inside a joined
        block undoes the whole unit, even when the code around it swallows the error.

        A unit of work belongs to the thread that began it: another one does not join it, it
        waits for the store or is refused by it.

        Raises:
            RuntimeError: The error of a joined block was swallowed; everything was undone.
            StoreInUseError: Another thread is inside the store.
        """
        depth = self._depth
        if depth.level and depth.thread == threading.get_ident():
            depth.level += 1
            try:
                yield
            except BaseException:
                depth.failed = True
                raise
            finally:
                depth.level -= 1
            return
        with self.store.transaction(self.book):
            depth.level, depth.failed, depth.thread = 1, False, threading.get_ident()
            depth.collected.clear()
            try:
                if depth.first is not None:
                    depth.first()
                yield
                depth.finish()
                if depth.failed:
                    raise RuntimeError(
                        "a step of this unit of work failed and its error was swallowed; "
                        "nothing was written: let the error pass, or take the step afterwards"
                    )
            finally:
                depth.level = 0
        depth.first = None

    def before_first_write(self, step: Callable[[], None]) -> None:
        """Have a step run at the beginning of each unit of work until one was committed."""
        self._depth.first = step

    def today(self) -> date:
        """Return the date it is where the book is kept."""
        return self.clock().astimezone(self.settings.zone).date()

    def collect(self, name: str, ids: Iterable[str], step: Callable[[set[str]], None]) -> None:
        """Have *step* called once, with all ids collected under *name*, as the unit of work ends.

        Outside a unit of this context (a transaction of the store's own) it is called at once.
        """
        if not self._depth.level or self._depth.thread != threading.get_ident():
            step(set(ids))
            return
        collected, _ = self._depth.collected.setdefault(name, (set(), step))
        collected.update(ids)
