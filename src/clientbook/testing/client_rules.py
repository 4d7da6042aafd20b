"""Rules of stores about clients, revisions and units of work."""

from collections.abc import Callable
from datetime import timedelta

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from clientbook.convert.documents import load_client
from clientbook.domain.clients import Client, ClientStatus
from clientbook.errors import ConstraintError, StaleRevisionError
from clientbook.storage.protocols import (
    ClientWrite,
    FacetFilter,
    ListedBooks,
    Record,
    Store,
    StoredDocuments,
)
from clientbook.testing.samples import (
    BOOK,
    OTHER_BOOK,
    START,
    Suite,
    changed,
    make_change,
    make_client,
    make_entry,
    new,
    put,
)
from clientbook.testing.strategies import clients


class ClientRules(Suite):
    """Clients in, clients out; all or none."""

    def test_get_returns_what_put_was_given(self) -> None:
        """A client of any shape comes back equal, field by field."""
        store = self.make_store()
        seen: set[str] = set()

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(clients())
        def check(client: Client) -> None:
            client = attrs.evolve(client, id=f"{len(seen)}-{client.id}")
            seen.add(client.id)
            put(store, ClientWrite(client, 0, make_entry()))
            found = store.get_clients(BOOK, [client.id])
            assert found == {client.id: client}
            kinds = [type(a.value) for a in found[client.id].profile.attributes]
            assert kinds == [type(a.value) for a in client.profile.attributes]

        check()

    def test_documents_are_the_clients(self) -> None:
        """A store that hands out what it keeps hands out the clients it returns."""
        store = self.make_store()
        if not isinstance(store, StoredDocuments):
            return
        put(store, new("a"), new("b"))
        found = store.get_documents(BOOK, ["a", "b", "c", "\0"])
        assert {i: load_client(text) for i, text in found.items()} == store.get_clients(BOOK, "ab")
        assert store.get_documents(OTHER_BOOK, "ab") == {}
        store.close()

    def test_books_are_listed(self) -> None:
        """A store that lists its books names each in order, or none where they are walled off."""
        store = self.make_store()
        if not isinstance(store, ListedBooks):
            return
        for book in (OTHER_BOOK, BOOK):
            put(store, new("a"), book=book)
        found = store.list_books()
        assert list(found) == sorted(found)
        held = [book for book in found if store.count_clients(book)]
        assert held in ([], sorted([BOOK, OTHER_BOOK]))
        store.close()

    def test_get_leaves_out_unknown_ids(self) -> None:
        """Ids nobody has are left out; no id at all gives nothing."""
        store = self.make_store()
        put(store, new("a"))
        assert store.get_clients(BOOK, ["a", "b"]).keys() == {"a"}
        assert store.get_clients(BOOK, []) == {}
        assert store.get_clients("never written", ["a"]) == {}

    def test_get_takes_many_ids(self) -> None:
        """Thousands of ids are looked up in one call, and are found in the order asked for."""
        store = self.make_store()
        ids = [f"c{i * 7 % 3_000:05d}" for i in range(3_000)]
        put(store, *(new(i) for i in ids[::-1]))
        assert list(store.get_clients(BOOK, ids)) == ids

    def test_put_replaces_when_the_revision_fits(self) -> None:
        """A write on the revision that was read replaces the client."""
        store = self.make_store()
        first = new("a")
        second = changed(first, make_entry("other name"))
        put(store, first)
        put(store, second)
        assert store.get_clients(BOOK, ["a"])["a"] == second.client
        assert store.list_clients(BOOK, limit=9) == (("other name", "a"),)

    def test_put_refuses_a_stale_revision(self) -> None:
        """Who wrote second on the same revision learns it; nothing of the call is written."""
        store = self.make_store()
        first = new("a")
        put(store, first, new("z"))
        put(store, changed(first, make_entry()))
        with pytest.raises(StaleRevisionError) as caught:
            put(store, new("b"), changed(first, make_entry("late")))
        assert (caught.value.client_id, caught.value.expected, caught.value.actual) == ("a", 1, 2)
        assert store.get_clients(BOOK, ["a", "b"]).keys() == {"a"}
        assert store.count_clients(BOOK) == 2

    def test_put_refuses_to_create_what_exists(self) -> None:
        """A new client whose id is taken is refused, also a deleted one's."""
        store = self.make_store()
        first = new("a")
        put(store, first)
        put(store, changed(first, None))
        with pytest.raises(StaleRevisionError) as caught:
            put(store, new("b"), new("a"))
        assert (caught.value.client_id, caught.value.expected, caught.value.actual) == ("a", 0, 2)
        assert store.get_clients(BOOK, ["b"]) == {}

    def test_put_refuses_to_change_what_is_not_there(self) -> None:
        """A change of an unknown client says that its revision is 0."""
        store = self.make_store()
        with pytest.raises(StaleRevisionError) as caught:
            put(store, changed(new("a"), make_entry()))
        assert caught.value.actual == 0

    def test_put_writes_a_client_once_per_call(self) -> None:
        """Two writes of one client in a call are a mistake of the caller."""
        store = self.make_store()
        with pytest.raises(ValueError, match="once"):
            put(store, new("a"), new("a"))
        assert store.get_clients(BOOK, ["a"]) == {}

    def test_put_all_or_none_inside_a_transaction(self) -> None:
        """A refused call leaves no trace, even when the transaction goes on."""
        store = self.make_store()
        put(store, new("old", make_entry(unique=["crm\t1"])))
        with store.transaction(BOOK):
            store.put_clients(BOOK, [new("kept")])
            with pytest.raises(ConstraintError):
                store.put_clients(
                    BOOK,
                    [
                        new("x", make_entry("x", facets=["vip"])),
                        new("y", make_entry(unique=["crm\t1"])),
                    ],
                )
        assert store.get_clients(BOOK, ["kept", "x", "y"]).keys() == {"kept"}
        assert [pair[1] for pair in store.list_clients(BOOK, limit=9)] == ["kept", "old"]

    def test_unique_keys_have_one_holder(self) -> None:
        """An external id is held by one live client; the error names system and holder."""
        store = self.make_store()
        holder = new("a", make_entry(unique=["crm\t7"]))
        put(store, holder)
        with pytest.raises(ConstraintError) as caught:
            put(store, new("b", make_entry(unique=["crm\t7"])))
        assert (caught.value.system, caught.value.client_id) == ("crm", "a")
        put(store, new("c", make_entry(unique=["crm\t8"])), new("d", make_entry(unique=["x\t7"])))
        put(store, changed(holder, None))  # deleted: the id is free again
        put(store, new("b", make_entry(unique=["crm\t7"])))
        assert store.get_clients(BOOK, ["b"]).keys() == {"b"}

    def test_unique_keys_change_hands_in_one_call(self) -> None:
        """One call may move an external id from one client to another, in either order."""
        store = self.make_store()
        a, b = new("a", make_entry(unique=["crm\t1"])), new("b", make_entry(unique=["crm\t2"]))
        put(store, a, b)
        a, b = (
            changed(a, make_entry(unique=["crm\t2"])),
            changed(b, make_entry(unique=["crm\t1"])),
        )
        put(store, a, b)
        put(store, changed(b, make_entry()), changed(a, make_entry(unique=["crm\t1"])))
        with pytest.raises(ConstraintError):
            put(store, new("c", make_entry(unique=["crm\t1"])))

    def test_delete_is_a_put_of_many(self) -> None:
        """X17: Clients of any shape are deleted as `put_clients` would; who is not ACTIVE stays.

        The answer names the revisions of those that were deleted, and of no other.
        """
        store = self.make_store()
        seen: dict[str, Client] = {}

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        @given(clients())
        def check(client: Client) -> None:
            client = attrs.evolve(
                client,
                id=f"c{len(seen)}",
                status=ClientStatus.ACTIVE,
                merged_into=None,
                deleted_at=None,
            )
            seen[client.id] = client
            put(store, ClientWrite(client, 0, make_entry()))

        check()
        gone = changed(new("gone"), None)
        put(store, new("gone"))
        put(store, gone)
        at = START + timedelta(days=1)
        with store.transaction(BOOK):
            revisions = store.delete_clients(BOOK, [*seen, "gone", "unknown"], at=at)
        assert revisions == {i: client.revision + 1 for i, client in seen.items()}
        assert store.get_clients(BOOK, list(seen)) == {i: c.deleted(at) for i, c in seen.items()}
        assert store.get_clients(BOOK, ["gone"])["gone"] == gone.client
        again = attrs.evolve(seen["c0"], revision=seen["c0"].revision + 2)
        put(store, ClientWrite(again, again.revision - 1, make_entry("again")))
        assert store.list_clients(BOOK, limit=9) == (("again", "c0"),)
        store.close()

    def test_delete_takes_clients_out_of_the_index(self) -> None:
        """X17: Whoever is deleted is in no list, search or key; labels of a namespace stay."""
        store = self.make_store()
        entry = make_entry(identities=["p:1"], matches=["n:m"], facets=["vip"], unique=["crm\t1"])
        other = make_entry("other", identities=["p:1"], facets=["vip"])
        with store.transaction(BOOK):
            store.put_clients(BOOK, [new("a", entry), new("b", other)])
            store.set_facets(BOOK, "visit", {"a": ["2026"]})
            assert store.delete_clients(BOOK, ["a"], at=START) == {"a": 2}
        assert store.list_clients(BOOK, limit=9) == (("other", "b"),)
        assert store.find_holders(BOOK, ["p:1", "n:m"], cap=9) == {"p:1": ("b",)}
        assert store.count_clients(BOOK, FacetFilter(all_of=frozenset({"vip"}))) == 1
        assert store.get_facets(BOOK, ["a"]) == {"a": {"visit": ("2026",)}}
        put(store, new("c", make_entry(unique=["crm\t1"])))  # the id is free again
        with store.transaction(BOOK):
            assert store.delete_clients(BOOK, [], at=START) == {}
            assert store.delete_clients(BOOK, ["a"], at=START) == {}

    def test_purge_removes_for_good(self) -> None:
        """A purged client is gone from every look-up; unknown ids are no error; the id is free."""
        store = self.make_store()
        entry = make_entry(identities=["p:1"], matches=["n:m"], facets=["vip"], unique=["crm\t1"])
        put(store, new("a", entry), new("b"))
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", {"a": ["2026"]})
            store.append_changes(BOOK, [make_change("a")])
            store.purge_clients(BOOK, ["a", "unknown"])
        assert store.get_clients(BOOK, ["a"]) == {}
        assert store.count_clients(BOOK) == 1
        assert store.find_holders(BOOK, ["p:1", "n:m"], cap=9) == {}
        assert [c.client_id for c in store.read_changes(BOOK)] == ["a"]
        put(store, new("a", entry))
        assert store.count_clients(BOOK) == 2

    def test_status_and_life_cycle_are_kept(self) -> None:
        """A merged client answers with its survivor's id."""
        store = self.make_store()
        write = new("a")
        put(store, write)
        merged = attrs.evolve(write.client, revision=2, status=ClientStatus.MERGED, merged_into="b")
        put(store, ClientWrite(merged, 1, None))
        assert store.get_clients(BOOK, ["a"])["a"].merged_into == "b"
        assert store.count_clients(BOOK) == 0


class TransactionRules(Suite):
    """Units of work."""

    def test_a_write_outside_a_transaction_is_refused(self) -> None:
        """Every write asks for a transaction."""
        store = self.make_store()
        calls: tuple[Callable[[], object], ...] = (
            lambda: store.put_clients(BOOK, [new("a")]),
            lambda: store.delete_clients(BOOK, ["a"], at=START),
            lambda: store.purge_clients(BOOK, ["a"]),
            lambda: store.set_facets(BOOK, "visit", {"a": ["x"]}),
            lambda: store.append_changes(BOOK, [make_change("a")]),
            lambda: store.rewrite_changes(BOOK, {1: ()}),
            lambda: store.put_records(BOOK, [Record("note", "1", {})]),
            lambda: store.delete_records(BOOK, "note", ["1"]),
        )
        for call in calls:
            with pytest.raises(RuntimeError, match="transaction"):
                call()
        assert store.count_clients(BOOK) == 0

    def test_a_write_to_another_book_is_refused(self) -> None:
        """X24: a transaction holds the writer's place of one book; it writes to no other."""
        store = self.make_store()
        with store.transaction(BOOK):
            with pytest.raises(RuntimeError, match="another book"):
                store.put_clients(OTHER_BOOK, [new("a")])
            with pytest.raises(RuntimeError, match="another book"):
                store.append_changes(OTHER_BOOK, [make_change("a")])
            with pytest.raises(RuntimeError, match="another book"):
                store.put_records(OTHER_BOOK, [Record("note", "1", {})])
            store.put_clients(BOOK, [new("a")])
        assert store.count_clients(BOOK) == 1
        assert store.count_clients(OTHER_BOOK) == 0
        assert store.last_seq(OTHER_BOOK) == 0

    def test_transactions_do_not_nest(self) -> None:
        """A transaction inside a transaction is refused."""
        store = self.make_store()
        with store.transaction(BOOK):
            inner = store.transaction(BOOK)
            with pytest.raises(RuntimeError, match="nest"):
                inner.__enter__()
        put(store, new("a"))
        assert store.count_clients(BOOK) == 1

    def test_a_transaction_that_raises_leaves_no_trace(self) -> None:
        """Clients, index, facets, journal, records and counters go back."""
        store = self.make_store()
        kept = new("a", make_entry("a", identities=["p:1"], matches=["n:k"], facets=["vip"]))
        with store.transaction(BOOK):
            store.put_clients(BOOK, [kept])
            store.append_changes(BOOK, [make_change("a", before=(("company", "x"),))])
            store.put_records(BOOK, [Record("note", "1", {"text": "old"}, "a")])
            store.set_facets(BOOK, "visit", {"a": ["2025"]})
        before = self._everything(store)
        with pytest.raises(ZeroDivisionError), store.transaction(BOOK):
            raise _rewritten(store, kept)
        assert self._everything(store) == before
        put(store, new("b"), changed(kept, make_entry("z")))
        assert store.count_clients(BOOK) == 2
        assert store.count_clients(OTHER_BOOK) == 0

    def _everything(self, store: Store) -> list[object]:
        return [
            store.get_clients(BOOK, ["a", "b"]),
            store.list_clients(BOOK, limit=9),
            store.find_holders(BOOK, ["p:1", "p:2", "n:k"], cap=9),
            store.count_clients(BOOK, FacetFilter(all_of=frozenset({"vip"}))),
            store.count_clients(BOOK, FacetFilter(all_of=frozenset({"visit/2025"}))),
            store.read_changes(BOOK),
            store.last_seq(BOOK),
            store.list_records(BOOK, "note"),
        ]

    def test_reads_inside_see_the_writes_before_them(self) -> None:
        """A unit of work sees its own writes."""
        store = self.make_store()
        with store.transaction(BOOK):
            store.put_clients(BOOK, [new("a", make_entry(identities=["p:1"]))])
            assert store.find_holders(BOOK, ["p:1"], cap=9) == {"p:1": ("a",)}
            assert store.get_clients(BOOK, ["a"])["a"] == make_client("a", "ada example")
            store.append_changes(BOOK, [make_change("a")])
            assert store.last_seq(BOOK) == 1

    def test_generator_exit_rolls_back(self) -> None:
        """An abandoned unit of work (KeyboardInterrupt and its like) is rolled back too."""
        store = self.make_store()
        with pytest.raises(KeyboardInterrupt), store.transaction(BOOK):
            raise _interrupted(store)
        assert store.count_clients(BOOK) == 0


def _rewritten(store: Store, kept: ClientWrite) -> Exception:
    """Touch everything a store keeps."""
    store.put_clients(BOOK, [changed(kept, make_entry("z", identities=["p:2"]))])
    store.put_clients(BOOK, [new("b", make_entry("b", identities=["p:1"]))])
    store.append_changes(BOOK, [make_change("b")])
    store.rewrite_changes(BOOK, dict.fromkeys(range(1, 9), ()))
    store.put_records(BOOK, [Record("note", "1", {"text": "new"}, "b")])
    store.delete_records(BOOK, "note", ["1"])
    store.set_facets(BOOK, "visit", {"a": ["2026"]})
    store.delete_clients(BOOK, ["a"], at=START)
    store.purge_clients(BOOK, ["b"])
    return ZeroDivisionError()


def _interrupted(store: Store) -> BaseException:
    """Write a client; return what a user's Ctrl-C raises."""
    store.put_clients(BOOK, [new("a")])
    return KeyboardInterrupt()
