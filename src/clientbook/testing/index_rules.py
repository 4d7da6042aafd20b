"""Rules of stores about keys, facets and lists."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.storage.protocols import FacetFilter, Store
from clientbook.testing.samples import (
    BOOK,
    OTHER_BOOK,
    Suite,
    changed,
    make_entry,
    new,
    put,
    restored,
)


def having(*labels: str) -> FacetFilter:
    """Return the filter of clients with all these facets."""
    return FacetFilter(all_of=frozenset(labels))


def ids_of(store: Store, where: FacetFilter = having(), book: str = BOOK) -> list[str]:  # noqa: B008 - frozen
    """Return the ids a filter lists, in order, after checking that the count agrees."""
    found = [client_id for _, client_id in store.list_clients(book, where, limit=10_000)]
    assert store.count_clients(book, where) == len(found)
    return found


class KeyRules(Suite):
    """Identity keys and match keys."""

    def test_keys_name_their_holders_sorted(self) -> None:
        """A key names its ACTIVE holders, sorted; a key nobody holds is left out."""
        store = self.make_store()
        shared = make_entry(identities=["p:+331", "e:a@b"], matches=["n:x"])
        put(store, new("b", shared), new("a", shared), new("c", make_entry(identities=["p:+332"])))
        keys = ["p:+331", "p:+332", "p:+333", "p:+331", "n:x", "n:y"]
        found = {"p:+331": ("a", "b"), "p:+332": ("c",), "n:x": ("a", "b")}
        assert store.find_holders(BOOK, keys, cap=9) == found
        assert store.count_holders(BOOK, keys) == {k: len(ids) for k, ids in found.items()}
        assert store.find_holders(BOOK, [], cap=9) == {}
        assert store.count_holders(BOOK, []) == {}
        assert store.find_holders("never written", keys, cap=9) == {}
        assert store.count_holders("never written", keys) == {}

    def test_keys_are_looked_up_by_the_thousand(self) -> None:
        """An import asks for thousands of keys at once."""
        store = self.make_store()
        put(store, *(new(f"c{i}", make_entry(identities=[f"p:{i}"])) for i in range(2_500)))
        found = store.find_holders(BOOK, [f"p:{i}" for i in range(5_000)], cap=9)
        assert found == {f"p:{i}": (f"c{i}",) for i in range(2_500)}

    def test_keys_follow_their_client(self) -> None:
        """Keys are exchanged with the entry and gone when the client is not ACTIVE."""
        store = self.make_store()
        first = new("a", make_entry(identities=["p:old"], matches=["n:old"]))
        put(store, first)
        second = changed(first, make_entry(identities=["p:new"], matches=["n:new"]))
        put(store, second)
        keys = ["p:old", "p:new", "n:old", "n:new"]
        held = {"p:new": ("a",), "n:new": ("a",)}
        assert store.find_holders(BOOK, keys, cap=9) == held
        put(store, changed(second, None))
        assert store.find_holders(BOOK, keys, cap=9) == {}
        assert store.count_holders(BOOK, keys) == {}
        put(store, restored(second, revision=4))
        assert store.find_holders(BOOK, keys, cap=9) == held

    def test_holders_stop_above_the_cap(self) -> None:
        """A key of too many clients names one more than the cap, so that the caller sees it."""
        store = self.make_store()
        entry = make_entry(identities=["p:1"], matches=["di:1-1"])
        put(store, *(new(f"c{i}", entry) for i in range(6)))
        everybody = tuple(f"c{i}" for i in range(6))
        for key in ("p:1", "di:1-1"):
            (capped,) = store.find_holders(BOOK, [key], cap=3).values()
            assert len(set(capped)) == 4
            assert list(capped) == sorted(capped)
            assert set(capped) < set(everybody)
            assert store.find_holders(BOOK, [key, "p:none", "n:none"], cap=6) == {key: everybody}
            assert store.count_holders(BOOK, [key, "p:none", "n:none"]) == {key: 6}

    def test_keys_are_compared_exactly(self) -> None:
        """Letter case, spaces, punctuation and accents tell keys apart."""
        store = self.make_store()
        values = ["ab cd", "ab", "cd", "AB cd", "ab_cd", "ab\u00a0cd", "áb cd", 'ab"', "'ab", "a:b"]
        keys = [f"{kind}:{value}" for kind in ("n", "x") for value in values]
        for i, value in enumerate(values):
            put(store, new(f"c{i}", make_entry(identities=[f"x:{value}"], matches=[f"n:{value}"])))
        found = store.find_holders(BOOK, keys, cap=9)
        assert found == {key: (f"c{i % len(values)}",) for i, key in enumerate(keys)}


class FacetRules(Suite):
    """Facets and filters."""

    def test_filters_compose(self) -> None:
        """All of, none of, ranges and ranges to keep away from, together."""
        store = self.make_store()
        put(
            store,
            new("a", make_entry("a", facets=["mobile", "bday:05-12"])),
            new("b", make_entry("b", facets=["mobile", "blocked", "bday:05-13"])),
            new("c", make_entry("c", facets=["email", "bday:12-31"])),
            new("d", make_entry("d")),
        )
        assert ids_of(store) == ["a", "b", "c", "d"]
        assert ids_of(store, having("mobile")) == ["a", "b"]
        assert ids_of(store, having("mobile", "blocked")) == ["b"]
        assert ids_of(store, having("unknown")) == []
        assert ids_of(store, FacetFilter(none_of=frozenset({"mobile"}))) == ["c", "d"]
        assert ids_of(store, FacetFilter(ranges=(("bday:05-01", "bday:05-13"),))) == ["a"]
        assert ids_of(store, FacetFilter(ranges=(("bday:", "bday:~"),))) == ["a", "b", "c"]
        assert ids_of(store, FacetFilter(none_ranges=(("bday:05", "bday:06"),))) == ["c", "d"]
        two = FacetFilter(ranges=(("bday:", "bday:~"), ("m", "n")), none_of=frozenset({"blocked"}))
        assert ids_of(store, two) == ["a"]

    def test_facets_follow_their_client(self) -> None:
        """A write replaces the entry's facets; who is not ACTIVE is neither listed nor counted."""
        store = self.make_store()
        first = new("a", make_entry(facets=["mobile", "vip"]))
        second = changed(first, make_entry(facets=["mobile", "email"]))
        put(store, first)
        put(store, second)
        assert ids_of(store, having("vip")) == []
        assert ids_of(store, having("email", "mobile")) == ["a"]
        put(store, changed(second, None))
        assert ids_of(store, having("mobile")) == []
        assert ids_of(store) == []

    def test_namespaces_are_set_apart(self) -> None:
        """Facets of a namespace replace one another only there, and outlive writes."""
        store = self.make_store()
        first = new("a", make_entry(facets=["mobile"]))
        put(store, first, new("b"))
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", {"a": ["2026-01-05", "any"], "b": ["2026-02-01"]})
            store.set_facets(BOOK, "sub", {"a": ["sms"], "unknown": ["sms"]})
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", {"a": ["2026-03-01"]})
        second = changed(first, make_entry(facets=["email"]))
        put(store, second)
        assert ids_of(store, having("visit/2026-03-01", "sub/sms", "email")) == ["a"]
        assert ids_of(store, having("visit/any")) == []
        assert ids_of(store, FacetFilter(ranges=(("visit/2026-02", "visit/2026-03"),))) == ["b"]
        with store.transaction(BOOK):
            store.set_facets(BOOK, "sub", {"a": []})
        assert ids_of(store, having("sub/sms")) == []
        told = {"a": {"visit": ("2026-03-01",)}, "b": {"visit": ("2026-02-01",)}}
        assert store.get_facets(BOOK, ["b", "a", "unknown"]) == told
        assert store.get_facets(BOOK, ["b"]) == {"b": told["b"]}
        assert store.get_facets(OTHER_BOOK, ["a", "b"]) == {}

    def test_namespace_facets_wait_for_a_deleted_client(self) -> None:
        """They do not count while the client is deleted, and count again once restored."""
        store = self.make_store()
        first = new("a", make_entry())
        put(store, first)
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", {"a": ["2026"]})
        put(store, changed(first, None))
        assert ids_of(store, having("visit/2026")) == []
        put(store, restored(first, revision=3))
        assert ids_of(store, having("visit/2026")) == ["a"]

    def test_a_namespace_is_a_name_without_slash(self) -> None:
        """An empty name or one with a slash is refused."""
        store = self.make_store()
        for namespace in ("", "a/b"):
            with pytest.raises(ValueError, match="namespace"), store.transaction(BOOK):
                store.set_facets(BOOK, namespace, {})


class ListRules(Suite):
    """Sorted lists and their pages."""

    def test_lists_sort_by_name_then_id(self) -> None:
        """By code point of the sort name, ties by id; descending is the exact reverse."""
        store = self.make_store()
        names = {
            "5": "zoé",
            "1": "émile",
            "2": "emile",
            "3": "zoe",
            "4": "emile",
            "6": "😀",
            "7": "z",
        }
        put(store, *(new(i, make_entry(name)) for i, name in names.items()))
        expected = tuple(sorted((name, i) for i, name in names.items()))
        assert store.list_clients(BOOK, limit=99) == expected
        assert store.list_clients(BOOK, limit=99, descending=True) == expected[::-1]
        assert store.list_clients(BOOK, limit=0) == ()

    def test_pages_join_to_the_full_list(self) -> None:
        """Whatever the page length, filter and direction, pages joined are the full list."""
        store = self.make_store()
        put(
            store,
            *(
                new(f"c{i:02d}", make_entry(f"n{i * 7 % 5}", facets=["odd"] if i % 2 else []))
                for i in range(23)
            ),
        )

        @settings(max_examples=30, deadline=None)
        @given(st.integers(1, 25), st.booleans(), st.sampled_from((having(), having("odd"))))
        def check(limit: int, descending: bool, where: FacetFilter) -> None:
            full = store.list_clients(BOOK, where, limit=99, descending=descending)
            joined: list[tuple[str, str]] = []
            while page := store.list_clients(
                BOOK,
                where,
                after=joined[-1] if joined else None,
                limit=limit,
                descending=descending,
            ):
                joined.extend(page)
            assert tuple(joined) == full

        check()

    def test_a_page_begins_behind_a_pair_that_is_gone(self) -> None:
        """The pair after which a page begins need not exist any more."""
        store = self.make_store()
        put(store, new("a", make_entry("a")), new("c", make_entry("c")))
        assert store.list_clients(BOOK, after=("b", "gone"), limit=9) == (("c", "c"),)
        assert store.list_clients(BOOK, after=("b", ""), limit=9, descending=True) == (("a", "a"),)

    def test_books_do_not_meet_in_lists(self) -> None:
        """X24: the same ids, keys and facets in two books are two worlds."""
        store = self.make_store()
        entry = make_entry(identities=["p:1"], matches=["n:m"], facets=["vip"], unique=["crm\t1"])
        put(store, new("a", entry), book=BOOK)
        put(store, new("a", entry), new("b", make_entry(identities=["p:1"])), book=OTHER_BOOK)
        with store.transaction(OTHER_BOOK):
            store.set_facets(OTHER_BOOK, "visit", {"a": ["1"]})
        assert ids_of(store) == ["a"]
        assert ids_of(store, book=OTHER_BOOK) == ["a", "b"]
        keys = ["p:1", "n:m"]
        assert store.find_holders(BOOK, keys, cap=9) == {"p:1": ("a",), "n:m": ("a",)}
        assert store.find_holders(OTHER_BOOK, keys, cap=9) == {"p:1": ("a", "b"), "n:m": ("a",)}
        assert store.count_holders(OTHER_BOOK, keys) == {"p:1": 2, "n:m": 1}
        assert ids_of(store, having("visit/1")) == []
        with store.transaction(BOOK):
            store.purge_clients(BOOK, ["a", "b"])
        assert ids_of(store) == []
        assert ids_of(store, having("vip"), book=OTHER_BOOK) == ["a"]
        assert store.get_clients(OTHER_BOOK, ["a", "b"]).keys() == {"a", "b"}
