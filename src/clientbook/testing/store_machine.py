"""A store against a plain model: the same calls, never another answer."""

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from clientbook.domain.clients import Client, ClientStatus
from clientbook.errors import ConstraintError, StaleRevisionError
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import (
    ClientWrite,
    FacetFilter,
    IndexEntry,
    Record,
    SearchColumn,
    SearchQuery,
    Store,
)
from clientbook.testing.samples import START, make_change, make_client

_BOOKS = st.sampled_from(("book", "other"))
_IDS = st.sampled_from("abcdef")
_WORDS = st.sampled_from(("ada", "adam", "bob", "élan", "o'b"))
_VALUES = st.lists(st.sampled_from(("k1", "k2", "k3")), max_size=2, unique=True)
_ALL_KEYS = [f"{kind}:k{number}" for kind in ("p", "n") for number in (1, 2, 3)]
_FACETS = st.lists(st.sampled_from(("mobile", "vip", "bday:05-12")), max_size=3, unique=True)
_FILTERS = (
    FacetFilter(),
    FacetFilter(all_of=frozenset({"vip"})),
    FacetFilter(all_of=frozenset({"visit/1"}), none_of=frozenset({"mobile"})),
    FacetFilter(ranges=(("bday:", "bday:~"),), none_ranges=(("visit/2", "visit/3"),)),
)


@st.composite
def entries(draw: st.DrawFn) -> IndexEntry:
    """Entries of few different words and keys, so that collisions do happen."""
    words = draw(st.lists(_WORDS, min_size=1, max_size=2, unique=True))
    return IndexEntry(
        sort_name=" ".join(words),
        words=((SearchColumn.NAME, " ".join(words)), (SearchColumn.OTHER, draw(_WORDS))),
        identity_keys=tuple(f"p:{value}" for value in draw(_VALUES)),
        match_keys=tuple(f"n:{value}" for value in draw(_VALUES)),
        facets=tuple(draw(_FACETS)),
        unique_keys=tuple(f"crm\t{value}" for value in draw(_VALUES)[:1]),
    )


class StoreMachine(RuleBasedStateMachine):
    """Drives a store and the model with the same calls; they must never differ.

    The model is :class:`~clientbook.storage.memory.MemoryStore`: plain dictionaries, searched
    from one end to the other.  Use :func:`run_store_machine`.
    """

    make_store: Callable[[], Store]

    def __init__(self) -> None:
        super().__init__()
        self.store = type(self).make_store()
        self.model = MemoryStore()

    def both(self, book: str, call: Callable[[Store], Any]) -> None:
        """Make a call to both in a transaction; they raise the same, or neither raises."""
        raised: list[str] = []
        for store in (self.model, self.store):
            try:
                with store.transaction(book):
                    call(store)
            except (StaleRevisionError, ConstraintError, ZeroDivisionError) as error:
                raised.append(f"{type(error).__name__}: {error}")
            else:
                raised.append("")
        assert raised[0] == raised[1]

    def _write(
        self, book: str, client_id: str, entry: IndexEntry | None, *, late: int
    ) -> ClientWrite:
        held = self.model.get_clients(book, [client_id]).get(client_id)
        revision = held.revision if held else 0
        client: Client = make_client(client_id, entry.sort_name if entry else "gone")
        expected = max(revision - late, 0)
        client = attrs.evolve(client, revision=expected + 1)
        if entry is None:
            client = attrs.evolve(client, status=ClientStatus.DELETED, deleted_at=START)
        return ClientWrite(client, expected, entry)

    @rule(
        book=_BOOKS, ids=st.sets(_IDS, max_size=3), entry=entries(), late=st.sampled_from((0, 0, 1))
    )
    def put(self, book: str, ids: set[str], entry: IndexEntry, late: int) -> None:
        """Create and change clients, sometimes from an old revision."""
        first, *others = [*sorted(ids), ""]
        writes = [self._write(book, i, entry, late=late) for i in (first,) if i]
        bare = attrs.evolve(entry, unique_keys=())
        writes += [self._write(book, i, bare, late=0) for i in others if i]
        self.both(book, lambda store: store.put_clients(book, writes))

    @rule(book=_BOOKS, client_id=_IDS)
    def take_out(self, book: str, client_id: str) -> None:
        """Take a client out of the index."""
        if self.model.get_clients(book, [client_id]):
            write = self._write(book, client_id, None, late=0)
            self.both(book, lambda store: store.put_clients(book, [write]))

    @rule(book=_BOOKS, ids=st.sets(_IDS, max_size=3))
    def delete(self, book: str, ids: set[str]) -> None:
        """Make clients DELETED, whichever of them are indexed."""
        self.both(book, lambda store: store.delete_clients(book, sorted(ids), at=START))

    @rule(book=_BOOKS, client_id=_IDS)
    def purge(self, book: str, client_id: str) -> None:
        """Remove a client for good."""
        self.both(book, lambda store: store.purge_clients(book, [client_id]))

    @rule(book=_BOOKS, client_id=_IDS, labels=st.sets(st.sampled_from(("1", "2"))))
    def label(self, book: str, client_id: str, labels: set[str]) -> None:
        """Set the facets of a namespace."""
        self.both(book, lambda store: store.set_facets(book, "visit", {client_id: labels}))

    @rule(book=_BOOKS, client_id=_IDS)
    def append(self, book: str, client_id: str) -> None:
        """Append to the journal."""
        change = make_change(client_id, before=(("company", "x"),))
        self.both(book, lambda store: store.append_changes(book, [change]))

    @rule(book=_BOOKS, seq=st.integers(1, 6), old=st.sampled_from((None, "y")))
    def rewrite(self, book: str, seq: int, old: str | None) -> None:
        """Replace one reverse delta, or blank it."""
        before = (("company", old),) if old else ()
        self.both(book, lambda store: store.rewrite_changes(book, {seq: before}))

    @rule(book=_BOOKS, record_id=_IDS, owner=st.sampled_from(("", "a", "b")))
    def record(self, book: str, record_id: str, owner: str) -> None:
        """Write a record."""
        record = Record("note", record_id, {"owner": owner}, owner, owner)
        self.both(book, lambda store: store.put_records(book, [record]))

    @rule(book=_BOOKS, entry=entries())
    def fail(self, book: str, entry: IndexEntry) -> None:
        """A transaction that raises leaves no trace."""
        write = self._write(book, "z", entry, late=0)

        def attempt(store: Store) -> None:
            store.put_clients(
                book, [attrs.evolve(write, entry=attrs.evolve(entry, unique_keys=()))]
            )
            store.append_changes(book, [make_change("z")])
            raise ZeroDivisionError

        self.both(book, attempt)

    @rule(
        book=_BOOKS,
        words=st.lists(_WORDS, min_size=1, max_size=2),
        prefix=st.booleans(),
        where=st.sampled_from(_FILTERS),
    )
    def search(self, book: str, words: list[str], prefix: bool, where: FacetFilter) -> None:
        """Searches find the same in the same order, within a filter as without."""
        query = SearchQuery(
            alternatives=(tuple(words),),
            prefix=prefix,
            columns=frozenset(SearchColumn),
            exact_name=" ".join(words),
        )
        hits = self.model.search(book, query, where, limit=4)
        assert self.store.search(book, query, where, limit=4) == hits

    @invariant()
    def everything_is_the_same(self) -> None:
        """Whatever is asked, both answer alike."""
        for book in ("book", "other"):
            for ask in _QUESTIONS:
                assert ask(self.store, book) == ask(self.model, book)

    def teardown(self) -> None:
        """Close the store."""
        self.store.close()


_QUESTIONS: tuple[Callable[[Store, str], object], ...] = (
    lambda s, book: s.get_clients(book, "abcdefz"),
    lambda s, book: s.find_holders(book, _ALL_KEYS, cap=9),
    lambda s, book: s.count_holders(book, _ALL_KEYS),
    lambda s, book: s.list_clients(book, limit=9, descending=True),
    lambda s, book: [s.count_clients(book, where) for where in _FILTERS],
    lambda s, book: [s.list_clients(book, where, limit=9) for where in _FILTERS],
    lambda s, book: s.read_changes(book),
    lambda s, book: s.find_untouched(book, "abcdefz", cause=""),
    lambda s, book: s.last_seq(book),
    lambda s, book: s.list_records(book, "note"),
    lambda s, book: s.list_records(book, "note", owners=["a", "b"], descending=True),
)


def run_store_machine(
    make_store: Callable[[], Store], *, examples: int = 20, steps: int = 25
) -> None:
    """Drive new stores with random calls beside the model.

    Args:
        make_store: Returns a new, empty store.
        examples: How many sequences of calls.
        steps: Calls in a sequence.
    """

    class Machine(StoreMachine):
        pass

    Machine.make_store = staticmethod(make_store)
    case = Machine.TestCase
    case.settings = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True
    )
    case("runTest").debug()
