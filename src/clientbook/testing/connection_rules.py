"""Rules of stores about two connections to the same books."""

import threading
from collections.abc import Callable

import pytest

from clientbook.errors import StoreUnavailableError
from clientbook.storage.protocols import Record, Store
from clientbook.testing.samples import BOOK, OTHER_BOOK, Suite, make_change, new, put

_ROUNDS = 12
_A_MOMENT = 0.2  # seconds a store that does not make others wait has to show it


class ConnectionRules(Suite):
    """Writers of one book follow one another.

    A store on files or on a server gives :meth:`open_again`; without it these rules are skipped.
    """

    def open_again(self, store: Store) -> Store | None:
        """Return another connection to the books of *store*, to be used by another thread.

        A store that several threads may share gives itself.  None skips the rules.
        """
        return None

    def _other(self, store: Store) -> Store:
        other = self.open_again(store)
        if other is None:
            pytest.skip("open_again() gives no second connection to this store")
        return other

    def _beside(self, work: Callable[[], None]) -> threading.Thread:
        self.raised: list[BaseException] = []

        def run() -> None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001 - another thread: told to the test
                self.raised.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def test_what_a_unit_has_read_no_other_changes(self) -> None:
        """X33: the writer's place is held from the first statement, before anything is written."""
        store = self.make_store()
        other = self._other(store)
        inside = threading.Event()
        seen: list[object] = []

        def second() -> None:
            with other.transaction(BOOK):
                inside.set()
                seen.append(sorted(other.get_clients(BOOK, ["a", "b"])))
                other.put_clients(BOOK, [new("b")])

        with store.transaction(BOOK):
            before = store.get_clients(BOOK, ["a", "b"])
            thread = self._beside(second)
            assert not inside.wait(_A_MOMENT), "two units of work are inside one book at once"
            assert store.get_clients(BOOK, ["a", "b"]) == before == {}
            store.put_clients(BOOK, [new("a")])
        thread.join()
        if self.raised:  # it did not wait so long
            assert [type(error) for error in self.raised] == [StoreUnavailableError]
            assert not seen
        else:
            assert seen == [["a"]]
            assert store.count_clients(BOOK) == 2
        if other is not store:
            other.close()
        store.close()

    def test_no_update_is_lost_between_two(self) -> None:
        """X33: two that read a number and write the next one, again and again, lose none."""
        store = self.make_store()
        other = self._other(store)
        together = threading.Barrier(2)

        def count_up(mine: Store) -> int:
            done = 0
            for _ in range(_ROUNDS):
                together.wait(60)
                try:
                    with mine.transaction(BOOK):
                        held = mine.get_records(BOOK, "counter", ["n"])
                        value = held["n"].body["value"] if held else 0
                        mine.put_records(BOOK, [Record("counter", "n", {"value": value + 1})])
                        mine.append_changes(BOOK, [make_change("a")])
                    done += 1
                except StoreUnavailableError:
                    pass  # it was told
            return done

        counted: list[int] = []
        thread = self._beside(lambda: counted.append(count_up(other)))
        counted.append(count_up(store))
        thread.join()
        assert not self.raised
        assert store.get_records(BOOK, "counter", ["n"])["n"].body == {"value": sum(counted)}
        seqs = [change.seq for change in store.read_changes(BOOK)]
        assert len(set(seqs)) == sum(counted)
        if other is not store:
            other.close()
        store.close()

    def test_the_first_writers_of_a_book_meet(self) -> None:
        """X33: two that open a book nobody has written to make it once."""
        store = self.make_store()
        other = self._other(store)
        together = threading.Barrier(2)

        def begin(mine: Store, client_id: str) -> None:
            together.wait(60)
            put(mine, new(client_id), book=OTHER_BOOK)

        thread = self._beside(lambda: begin(other, "b"))
        begin(store, "a")
        thread.join()
        assert not self.raised
        assert store.get_clients(OTHER_BOOK, ["a", "b"]).keys() == {"a", "b"}
        if other is not store:
            other.close()
        store.close()

    def test_another_connection_sees_what_was_committed_only(self) -> None:
        """A write is seen by others when its unit of work has ended, and never before."""
        store = self.make_store()
        other = self._other(store)
        if other is store:
            pytest.skip("one connection sees its own writes")
        put(store, new("a"))
        with store.transaction(BOOK):
            store.put_clients(BOOK, [new("b")])
            assert other.get_clients(BOOK, ["a", "b"]).keys() == {"a"}
        assert other.get_clients(BOOK, ["a", "b"]).keys() == {"a", "b"}
        other.close()
        store.close()
