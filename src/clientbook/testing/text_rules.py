"""Rules of stores about ids and texts that no store can hold."""

from collections.abc import Callable

import attrs
import pytest

from clientbook.domain.clients import Actor
from clientbook.errors import InvalidValueError
from clientbook.storage.protocols import FacetFilter, Record, SearchColumn, SearchQuery, Store
from clientbook.testing.samples import BOOK, Suite, make_change, make_entry, new, put

ODD = ("a\x00", "\ud800", "b\udfffc")
"""NUL, which PostgreSQL has not, and halves of surrogate pairs, which are no characters."""

ODD_BOOKS = ("", "b" * 65, "é", "a\tb", "a\n", *ODD)


class TextRules(Suite):
    """Odd text is refused alike everywhere, and never by a driver."""

    def test_ids_no_store_can_hold_are_not_found(self) -> None:
        """D20: asked for an odd id, a store answers what it answers of an unknown one."""
        store = self.make_store()
        put(store, new("a", make_entry(identities=["p:1"])))
        with store.transaction(BOOK):
            store.put_records(BOOK, [Record("note", "1", {}, "a")])
            store.append_changes(BOOK, [make_change("a")])
        ids = ["a", *ODD]
        assert store.get_clients(BOOK, ids).keys() == {"a"}
        assert store.find_holders(BOOK, ["p:1", *ODD], cap=3) == {"p:1": ("a",)}
        assert store.count_holders(BOOK, ["p:1", *ODD]) == {"p:1": 1}
        assert store.get_records(BOOK, "note", ["1", *ODD]).keys() == {"1"}
        assert len(store.list_records(BOOK, "note", owners=ids)) == 1
        assert len(store.read_changes(BOOK, client_ids=ids)) == 1
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", dict.fromkeys(ids, ("1",)))
            store.purge_clients(BOOK, ODD)
            store.delete_records(BOOK, "note", ODD)
        assert store.count_clients(BOOK, FacetFilter(all_of=frozenset({"visit/1"}))) == 1

    def test_text_no_store_can_hold_is_refused(self) -> None:
        """D20: a write or a question with odd text is InvalidValueError, and nothing happens."""
        store = self.make_store()
        put(store, new("a"))
        for odd in ODD:
            change = make_change("a")
            writes: tuple[Callable[[], object], ...] = (
                lambda odd=odd: store.put_records(BOOK, [Record("note", odd, {})]),  # type: ignore[misc]
                lambda odd=odd: store.put_records(BOOK, [Record("note", "1", {}, odd)]),  # type: ignore[misc]
                lambda odd=odd: store.put_records(BOOK, [Record("note", "1", {}, "a", odd)]),  # type: ignore[misc]
                lambda odd=odd: store.set_facets(BOOK, "visit", {"a": [odd]}),  # type: ignore[misc]
                lambda odd=odd, c=change: store.append_changes(BOOK, [attrs.evolve(c, cause=odd)]),  # type: ignore[misc]
                lambda odd=odd, c=change: store.append_changes(  # type: ignore[misc]
                    BOOK, [attrs.evolve(c, actor=Actor("x", odd))]
                ),
            )
            query = SearchQuery(((odd,),), prefix=True, columns=frozenset(SearchColumn))
            questions: tuple[Callable[[], object], ...] = (
                lambda q=query: store.search(BOOK, q, limit=1),  # type: ignore[misc]
                lambda odd=odd: store.count_clients(BOOK, FacetFilter(frozenset({odd}))),  # type: ignore[misc]
                lambda odd=odd: store.list_clients(BOOK, after=(odd, "a"), limit=1),  # type: ignore[misc]
                lambda odd=odd: store.list_records(BOOK, "note", prefix=odd),  # type: ignore[misc]
            )
            with store.transaction(BOOK):
                for call in writes:
                    with pytest.raises(InvalidValueError):
                        call()
            for call in questions:
                with pytest.raises(InvalidValueError):
                    call()
        assert store.list_records(BOOK, "note") == ()
        assert store.last_seq(BOOK) == 0

    def test_a_book_id_is_short_printable_ascii(self) -> None:
        """X24, D20: 1 to 64 printable ASCII characters; anything else is refused everywhere."""
        store = self.make_store()
        put(store, new("a"), book="b" * 64)
        for book in ODD_BOOKS:
            for call in _calls(store, book):
                with pytest.raises(InvalidValueError):
                    call()
            with pytest.raises(InvalidValueError), store.transaction(book):
                pass


def _calls(store: Store, book: str) -> tuple[Callable[[], object], ...]:
    return (
        lambda: store.get_clients(book, ["a"]),
        lambda: store.count_clients(book),
        lambda: store.last_seq(book),
        lambda: store.list_records(book, "note"),
    )
