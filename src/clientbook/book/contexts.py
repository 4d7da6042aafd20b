"""What every desk of one book shares."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import attrs

from clientbook.book import names
from clientbook.domain.clients import Client
from clientbook.domain.settings import BookSettings
from clientbook.errors import RehearsalTooLargeError, StoreError
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
    number = (time.time_ns() // 1_000_000 << 50) | (int.from_bytes(os.urandom(7)) >> 6)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(90, -1, -10)])


_Step = Callable[[set[str]], None]

MOST_REHEARSED = 5_000
"""Most rows a rehearsal writes."""


class _RolledBack(BaseException):
    """The end of a rehearsal; no handler of errors takes it for one."""


class _Depth:
    """How deep the units of work of one context are nested; not shared between books."""

    __slots__ = (
        "bringing",
        "collected",
        "failed",
        "follow",
        "level",
        "met",
        "ports",
        "rehearsed",
        "replaced",
        "settings",
        "thread",
        "unsure",
    )

    def __init__(self) -> None:
        self.level = 0
        self.thread = 0
        self.failed = False
        self.follow: Callable[[], None] | None = None
        self.settings: BookSettings | None = None  # those taken over since the book was opened
        self.replaced: BookSettings | None = None  # the last that stood, while those may not stand
        self.unsure = False  # the host may yet roll back what the settings were read from
        self.met = False  # the book keeps settings, which those insisted on were compared with
        self.ports: names.HostPorts | None = None  # what the host has plugged in, once asked for
        self.rehearsed: int | None = None  # rows written so far; None outside a rehearsal
        self.bringing: Callable[[Client], Client] | None = None
        self.collected: dict[str, tuple[set[str], _Step]] = {}

    def finish(self) -> None:
        """Run what was left for the end of the unit; a step may leave more."""
        while self.collected:
            ids, step = self.collected.pop(next(iter(self.collected)))
            step(ids)


def _nothing_plugged() -> "names.HostPorts":
    return names.HostPorts()


def is_in_host_transaction(store: Store) -> bool:
    """True while a host may undo what a store reads and writes; a store need not know of hosts."""
    return bool(getattr(store, "in_host_transaction", False))


@attrs.frozen
class Context:
    """One book in one store, with its settings, clock and id maker.

    Args:
        store: Where the book is kept.
        book: Id of the book.
        settings: What the book was set to when it was opened; see :attr:`settings`.
        clock: Returns the time now (aware).
        make_id: Returns a new id each time.
        plugged: Returns what the host has plugged in; asked once, when somebody needs it.
    """

    store: Store
    book: BookId
    _settings: BookSettings
    clock: Clock = utc_now
    make_id: IdMaker = make_id
    _plugged: "Callable[[], names.HostPorts]" = _nothing_plugged
    _depth: _Depth = attrs.field(factory=_Depth, repr=False, eq=False)

    @property
    def settings(self) -> BookSettings:
        """What the book is set to, as of the last unit of work that began here.

        Where they were read or changed inside a transaction of the host's, which may be rolled
        back, the store is asked each time until it has answered outside one.
        """
        if self._depth.unsure and not self.in_unit:
            self._look_again()
        return self.known_settings

    @property
    def known_settings(self) -> BookSettings:
        """The settings as they were last given out, whatever the store says now."""
        return self._depth.settings or self._settings

    @property
    def settings_before(self) -> BookSettings | None:
        """The settings that stood before those of a host's transaction; None where these stand."""
        return self._depth.replaced

    @property
    def settings_may_fall(self) -> bool:
        """True while the host may roll back, or has rolled back, what the settings came from."""
        return self._depth.unsure

    @property
    def in_host_transaction(self) -> bool:
        """True while what is read and written here may be undone by a host."""
        return is_in_host_transaction(self.store)

    def doubt_settings(self) -> None:
        """Ask the store for the settings each time, until it has answered outside the host's."""
        self._depth.unsure = True

    def _look_again(self) -> None:
        try:
            stands = not self.in_host_transaction
            self.look()
        except StoreError:  # a transaction that failed answers nothing: go on as far as is known
            return
        if stands:
            self._depth.unsure, self._depth.replaced = False, None

    @property
    def has_met_settings(self) -> bool:
        """True once the settings insisted on were compared with those that the book keeps."""
        return self._depth.met

    def meet_settings(self, met: bool) -> None:
        """Note whether they were; if the unit of work under way fails, it is as before."""
        self._depth.met = met

    def look(self) -> None:
        """Take over what the book is set to now, before something is read by its settings.

        A unit of work looks as it begins; who reads a file or a number before one begins asks
        here.
        """
        if not self.in_unit and self._depth.follow is not None:
            self._depth.follow()

    def take_settings(self, settings: BookSettings) -> None:
        """Go on with other settings; if the unit of work under way fails, with those before."""
        depth = self._depth
        if self.in_host_transaction:
            if not depth.unsure:
                depth.replaced = self.known_settings
            depth.unsure = True
        depth.settings = settings

    def take_bringing(self, step: Callable[[Client], Client] | None) -> None:
        """Have :meth:`brought` change clients so, for the rest of the unit of work under way."""
        self._depth.bringing = step

    def brought(self, client: Client) -> Client:
        """Return a client as a change of the book that is under way is to have it.

        Inside a unit of work alone, which looks what is under way as it begins: what is read there
        and what is written is of one kind, however far the change has come.
        """
        step = self._depth.bringing
        return client if step is None or not self.in_unit else step(client)

    @property
    def _ports(self) -> "names.HostPorts":
        if self._depth.ports is None:
            self._depth.ports = self._plugged()
        return self._depth.ports

    @property
    def sources(self) -> "tuple[names.ActivitySource, ...]":
        """Where the host's activities are read."""
        return self._ports.sources

    @property
    def links(self) -> "tuple[names.LinkPort, ...]":
        """What follows a client through a merge; in a rehearsal the host's are only asked."""
        return (self._ports.asked(self.store) if self.is_rehearsal else self._ports).links

    @property
    def appointments(self) -> "names.AppointmentPort | None":
        """Where self-service finds appointments; a rehearsal writes none of the host's."""
        return (self._ports.asked(self.store) if self.is_rehearsal else self._ports).appointments

    @property
    def in_unit(self) -> bool:
        """True inside a unit of work of this context and thread."""
        return bool(self._depth.level) and self._depth.thread == threading.get_ident()

    @property
    def is_rehearsal(self) -> bool:
        """True while everything that is written will be rolled back."""
        return self._depth.rehearsed is not None

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Begin a unit of work that is rolled back at its end, whatever happens in it.

        Raises:
            RuntimeError: Inside another unit of work: what it wrote before could not be kept apart.
        """
        if self.in_unit:
            raise RuntimeError("a rehearsal is a unit of work of its own: begin it outside others")
        done = _RolledBack()
        self._depth.rehearsed = 0
        try:
            with self.unit():
                yield
                self._depth.finish()  # what a unit leaves for its end may be refused too
                raise done
        except _RolledBack as signal:
            if signal is not done:
                raise
        finally:
            self._depth.rehearsed = None

    def rehearse(self, rows: int, *, counted: bool = True) -> None:
        """Refuse to go on when a rehearsal would write too many rows; elsewhere do nothing.

        Args:
            rows: How many are about to be written or read.
            counted: True adds them to those that were written before.

        Raises:
            RehearsalTooLargeError: They are more than :data:`MOST_REHEARSED`.
        """
        if self._depth.rehearsed is None:
            return
        if self._depth.rehearsed + rows > MOST_REHEARSED:
            raise RehearsalTooLargeError(
                f"a rehearsal writes {MOST_REHEARSED:,} rows at most: it keeps others from writing",
                "use plan() and preview(), which hold nothing",
            )
        if counted:
            self._depth.rehearsed += rows

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
        if self.in_unit:
            depth.level += 1
            try:
                yield
            except BaseException:
                depth.failed = True
                raise
            finally:
                depth.level -= 1
            return
        with self._settings_of_unit(), self.store.transaction(self.book):
            depth.level, depth.failed, depth.thread = 1, False, threading.get_ident()
            depth.collected.clear()
            try:
                if depth.follow is not None:
                    depth.follow()
                yield
                depth.finish()
                if depth.failed:
                    raise RuntimeError(
                        "a step of this unit of work failed and its error was swallowed; "
                        "nothing was written: let the error pass, or take the step afterwards"
                    )
            finally:
                depth.level = 0

    @contextmanager
    def _settings_of_unit(self) -> Iterator[None]:
        depth = self._depth
        before = depth.settings, depth.met
        try:
            yield
        except BaseException:
            depth.settings, depth.met = before  # what was changed was rolled back
            raise

    def follow_with(self, step: Callable[[], None]) -> None:
        """Have a step run as each unit of work begins, behind the writer's place of the book."""
        self._depth.follow = step

    def today(self) -> date:
        """Return the date it is where the book is kept."""
        return self.clock().astimezone(self.settings.zone).date()

    def collect(self, name: str, ids: Iterable[str], step: Callable[[set[str]], None]) -> None:
        """Have *step* called once, with all ids collected under *name*, as the unit of work ends.

        Outside a unit of this context (a transaction of the store's own) it is called at once.
        """
        if not self.in_unit:
            step(set(ids))
            return
        collected, _ = self._depth.collected.setdefault(name, (set(), step))
        collected.update(ids)
