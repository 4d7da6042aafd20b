"""The kit itself: an honest store of a third party passes, each planted fault is caught."""

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.testing.conformance import StoreConformance

_TOY = Path(__file__).parents[2] / "examples" / "toy_store" / "toy_store.py"


def _toy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("toy_store", _TOY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["toy_store"] = module
    spec.loader.exec_module(module)
    return module


toy_store = _toy()


class TestToyStore(StoreConformance):
    """X25: a third party's store, which wraps none of ours, passes with one class."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.paths = (tmp_path / f"{number}.db" for number in count())

    def make_store(self) -> Store:
        self.path = next(self.paths)
        store: Store = toy_store.NotebookStore(self.path)
        return store

    def open_again(self, store: Store) -> Store | None:
        other: Store = toy_store.NotebookStore(self.path)
        return other


def test_the_toy_store_is_small_and_its_own() -> None:
    """X25: a store needs no more than 200 lines, and no other store behind it."""
    text = _TOY.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert "MemoryStore" not in text
    assert "SqliteStore" not in text


def test_the_toy_store_keeps_what_it_wrote(tmp_path: Path) -> None:
    """Another process finds it; a unit of work that was broken off left nothing."""
    from clientbook.testing.samples import BOOK, new, put

    path = tmp_path / "book.db"
    put(toy_store.NotebookStore(path), new("a"))
    store = toy_store.NotebookStore(path)
    left = tmp_path / "left"
    with store.transaction(BOOK):
        store.put_clients(BOOK, [new("b")])
        left.mkdir()
        for file in tmp_path.glob("book.db*"):  # what a process leaves that is killed here
            shutil.copy(file, left)
    assert toy_store.NotebookStore(left / "book.db").get_clients(BOOK, "ab").keys() == {"a"}
    assert toy_store.NotebookStore(path).get_clients(BOOK, "ab").keys() == {"a", "b"}


class PerRowCommit(MemoryStore):
    """A fault: every write stands at once; a transaction that raises undoes nothing."""

    @contextmanager
    def transaction(self, book: str) -> Iterator[None]:
        failed: list[BaseException] = []
        with super().transaction(book):
            try:
                yield
            except BaseException as error:  # noqa: BLE001 - the fault
                failed.append(error)
        if failed:
            raise failed[0]


class LostOptOut(MemoryStore):
    """A fault: of an owner's records only the newest is kept, as if an opt-in replaced all."""

    def put_records(self, book: str, records: Any) -> None:
        for record in records:
            if record.owner:
                held = self.list_records(book, record.collection, owners=[record.owner])
                self.delete_records(book, record.collection, [r.id for r in held])
            super().put_records(book, [record])


class CrossBookLeak(MemoryStore):
    """A fault: keys are looked up in every book."""

    def find_holders(self, book: str, keys: Any, *, cap: int) -> Any:
        found = super().find_holders(book, keys, cap=cap)
        for other in list(self._books):
            for key, ids in super().find_holders(other, keys, cap=cap).items():
                found[key] = tuple(sorted({*found.get(key, ()), *ids}))
        return found


class WrongUnmerge(MemoryStore):
    """A fault: the journal forgets old values of lists, so nothing can be taken apart."""

    def append_changes(self, book: str, changes: Any) -> None:
        super().append_changes(
            book,
            [
                attrs.evolve(c, before=tuple(p for p in c.before if not isinstance(p[1], tuple)))
                for c in changes
            ],
        )


class LostUpdate(MemoryStore):
    """A fault: who writes last wins, whatever they had read."""

    def put_clients(self, book: str, writes: Any) -> None:
        held = self.get_clients(book, [w.client.id for w in writes])
        super().put_clients(
            book,
            [
                attrs.evolve(w, expected=held[w.client.id].revision if w.client.id in held else 0)
                for w in writes
            ],
        )


class StaleIndex(MemoryStore):
    """A fault: keys of a deleted client are still answered."""

    def _unindex(self, undo: Any, state: Any, row: Any) -> None:
        if row is not None and row.entry is not None:
            bare = attrs.evolve(row.entry, identity_keys=(), match_keys=())
            super()._unindex(undo, state, attrs.evolve(row, entry=bare))


class LateLock(MemoryStore):
    """A fault: the writer's place is taken by the first write, after what decides was read."""

    @contextmanager
    def transaction(self, book: str) -> Iterator[None]:
        yield

    def put_clients(self, book: str, writes: Any) -> None:
        with super().transaction(book):
            super().put_clients(book, writes)

    def append_changes(self, book: str, changes: Any) -> None:
        with super().transaction(book):
            super().append_changes(book, changes)

    def put_records(self, book: str, records: Any) -> None:
        with super().transaction(book):
            super().put_records(book, records)


class SkippingPages(MemoryStore):
    """A fault: a page begins one too late."""

    def list_clients(self, book: str, *where: Any, **options: Any) -> Any:
        if options.get("after") is None:
            return super().list_clients(book, *where, **options)
        limit = options.pop("limit")
        return super().list_clients(book, *where, limit=limit + 1, **options)[1:]


FAULTS = (
    PerRowCommit,
    LostOptOut,
    CrossBookLeak,
    WrongUnmerge,
    LostUpdate,
    StaleIndex,
    LateLock,
    SkippingPages,
)


@pytest.mark.parametrize("store_type", FAULTS, ids=lambda fault: fault.__name__)
def test_planted_faults_are_caught(store_type: type[MemoryStore]) -> None:
    """At least one rule of the kit fails for each faulty store."""

    class Suite(StoreConformance):
        def make_store(self) -> Store:
            return store_type()

        def open_again(self, store: Store) -> Store | None:
            return store

    suite, caught = Suite(), []
    for name in sorted(dir(suite)):
        if name.startswith("test_") and name != "test_it_answers_as_the_model_does":
            try:
                getattr(suite, name)()
            except pytest.skip.Exception:
                pass
            except (Exception, pytest.fail.Exception):  # noqa: BLE001 - a fault shows as it likes
                caught.append(name)
                if store_type is not LateLock:  # one rule that fails is enough
                    break
    assert caught, f"{store_type.__name__} passes every rule"
    if store_type is LateLock:
        assert "test_what_a_unit_has_read_no_other_changes" in caught


def test_the_kit_says_what_to_write() -> None:
    """A subclass without make_store() learns what is missing."""

    class Unfinished(StoreConformance):
        pass

    with pytest.raises(NotImplementedError, match="make_store"):
        Unfinished().test_it_is_a_store()
