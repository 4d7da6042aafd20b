"""Rules of stores about records."""

from typing import Any

from clientbook.storage.protocols import Record, Store
from clientbook.testing.samples import BOOK, OTHER_BOOK, Suite


def put_records(store: Store, *records: Record, book: str = BOOK) -> None:
    """Write records in a transaction of their own."""
    with store.transaction(book):
        store.put_records(book, records)


def ids(store: Store, **options: Any) -> list[str]:
    """Return the ids a listing of notes gives."""
    return [record.id for record in store.list_records(BOOK, "note", **options)]


class RecordRules(Suite):
    """Small JSON documents."""

    def test_records_come_back(self) -> None:
        """A document comes back equal; later changes of the caller's object do not reach it."""
        store = self.make_store()
        body = {"text": "é\u0000😀 \"'", "n": [1, 1.5, None, True], "deep": {"a": {}}}
        record = Record("note", "1", body, "owner", "2026")
        put_records(store, record)
        expected = Record("note", "1", {**body}, "owner", "2026")
        body["text"] = "changed"
        assert store.get_records(BOOK, "note", ["1", "2"]) == {"1": expected}
        assert store.get_records(BOOK, "note", []) == {}
        assert store.get_records(BOOK, "other", ["1"]) == {}

    def test_put_replaces_and_delete_removes(self) -> None:
        """The newest write stands; its owner and order too; unknown ids are no error."""
        store = self.make_store()
        put_records(store, Record("note", "1", {"v": 1}, "a", "1"), Record("note", "2", {}))
        put_records(store, Record("note", "1", {"v": 2}, "b", "2"))
        assert ids(store, owners=["a"]) == []
        assert ids(store, owners=["b"]) == ["1"]
        with store.transaction(BOOK):
            store.delete_records(BOOK, "note", ["1", "unknown"])
        assert ids(store) == ["2"]
        assert ids(store, owners=["b"]) == []

    def test_collections_are_named(self) -> None:
        """Each collection that holds a record once, sorted by code point; none of another book."""
        store = self.make_store()
        assert store.list_collections(BOOK) == ()
        found = [Record(name, i, {}) for name in ("note", "Z", "é", "bulk") for i in "12"]
        put_records(store, *found)
        put_records(store, Record("other", "1", {}), book=OTHER_BOOK)
        assert store.list_collections(BOOK) == ("Z", "bulk", "note", "é")
        with store.transaction(BOOK):
            store.delete_records(BOOK, "note", ["1", "2"])
        assert store.list_collections(BOOK) == ("Z", "bulk", "é")

    def test_lists_of_owners(self) -> None:
        """By (order, id) across owners; pages join; descending is the exact reverse."""
        store = self.make_store()
        put_records(
            store,
            *(Record("note", str(i), {}, "ab"[i % 2], str(i * 3 % 4)) for i in range(9)),
            Record("note", "x", {}),
            Record("task", "t", {}, "a", "0"),
        )
        for owners in (["a"], ["a", "b"], ["a", "unknown"]):
            full = store.list_records(BOOK, "note", owners=owners)
            keys = [(r.order, r.id) for r in full]
            assert keys == sorted(keys)
            assert {r.owner for r in full} == set(owners) - {"unknown"}
            back = store.list_records(BOOK, "note", owners=owners, descending=True)
            assert back == full[::-1]
            for descending, whole in ((False, full), (True, back)):
                paged: list[Record] = []
                while page := store.list_records(
                    BOOK,
                    "note",
                    owners=owners,
                    after=(paged[-1].order, paged[-1].id) if paged else None,
                    limit=2,
                    descending=descending,
                ):
                    paged.extend(page)
                assert tuple(paged) == whole
        assert ids(store, owners=[]) == []
        assert ids(store, owners=[""]) == []

    def test_lists_of_everything(self) -> None:
        """Without owners, by id; a prefix and a page cut it."""
        store = self.make_store()
        names = ["a:1", "a:2", "a;", "b:1", "é:1", "a%", "a_", "A:1", "a:\U0001f600"]
        put_records(store, *(Record("note", name, {}, "o", "9") for name in names))
        assert ids(store) == sorted(names)
        assert ids(store, descending=True) == sorted(names)[::-1]
        assert ids(store, prefix="a:") == ["a:1", "a:2", "a:\U0001f600"]
        assert ids(store, prefix="a%") == ["a%"]
        assert ids(store, prefix="a:", after=("", "a:1"), limit=1) == ["a:2"]
        assert ids(store, after=("", "a:2"), limit=2, descending=True) == ["a:1", "a%"]
        assert ids(store, limit=0) == []
        assert ids(store, owners=["o"], prefix="b") == ["b:1"]

    def test_books_do_not_meet_in_records(self) -> None:
        """The same collection and id in two books are two records (SPEC X24)."""
        store = self.make_store()
        put_records(store, Record("note", "1", {"v": 1}, "o"))
        put_records(store, Record("note", "1", {"v": 2}, "o"), book=OTHER_BOOK)
        with store.transaction(BOOK):
            store.delete_records(BOOK, "note", ["1"])
        assert ids(store) == []
        assert store.get_records(OTHER_BOOK, "note", ["1"])["1"].body == {"v": 2}
        assert [r.body for r in store.list_records(OTHER_BOOK, "note", owners=["o"])] == [{"v": 2}]
