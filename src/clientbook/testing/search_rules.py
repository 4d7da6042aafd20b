"""Rules of stores about searching."""

import attrs

from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.searching.entries import make_entry as index_of
from clientbook.searching.queries import make_query
from clientbook.storage.protocols import FacetFilter, SearchColumn, SearchHit, SearchQuery, Store
from clientbook.testing.samples import (
    BOOK,
    OTHER_BOOK,
    START,
    Suite,
    changed,
    make_client,
    make_entry,
    new,
    put,
    restored,
)

NAME, MOBILE, PHONE, OTHER = SearchColumn
EVERYWHERE = frozenset(SearchColumn)


def query(
    *words: str,
    prefix: bool = True,
    columns: frozenset[SearchColumn] = EVERYWHERE,
    phones: tuple[str, ...] = (),
    exact: str | None = None,
) -> SearchQuery:
    """Return a query of one reading."""
    return SearchQuery(
        alternatives=(words,) if words else (),
        prefix=prefix,
        columns=columns,
        phone_words=phones,
        exact_name=exact,
    )


def found(
    store: Store, wanted: SearchQuery, book: str = BOOK, where: FacetFilter | None = None
) -> list[tuple[str, int]]:
    """Return (id, tier) of the hits, after checking that pages join to the same."""
    args = (book, wanted) if where is None else (book, wanted, where)
    full = store.search(*args, limit=100)
    for limit in (1, 2):
        paged: list[SearchHit] = []
        while page := store.search(*args, after=paged[-1] if paged else None, limit=limit):
            assert len(page) <= limit
            paged.extend(page)
        assert tuple(paged) == full
    return [(hit.client_id, hit.tier) for hit in full]


class SearchRules(Suite):
    """Word-prefix search in tiers."""

    def _crowd(self) -> Store:
        store = self.make_store()
        put(
            store,
            new("1", make_entry("marie dupont", words={NAME: "marie dupont", OTHER: "paris 12"})),
            new("2", make_entry("jean marie", words={NAME: "jean marie", MOBILE: "+33612 0612"})),
            new("3", make_entry("dupont marie", words={NAME: "dupont marie", OTHER: "rue jean"})),
            new("4", make_entry("x", words={NAME: "x", OTHER: "marie@dupont.fr dupont-marie o'b"})),
            new(
                "5",
                make_entry("élan", words={NAME: "élan été", PHONE: "+33145 0145", OTHER: "0612"}),
            ),
        )
        return store

    def test_beginnings_of_words(self) -> None:
        """With prefix, each term begins a word; without, it is the whole word."""
        store = self._crowd()
        assert found(store, query("du")) == [("1", 2), ("3", 2), ("4", 3)]
        assert found(store, query("du", prefix=False)) == []
        assert found(store, query("dupont", prefix=False)) == [("1", 2), ("3", 2)]
        assert found(store, query("upont")) == []

    def test_all_terms_in_any_order_and_column(self) -> None:
        """All terms must stand, across columns; names first, then the rest, each by creation."""
        store = self._crowd()
        assert found(store, query("ma", "je")) == [("2", 2), ("3", 3)]
        assert found(store, query("marie", "rue")) == [("3", 3)]
        assert found(store, query("marie", "nobody")) == []

    def test_alternatives(self) -> None:
        """One reading of several is enough."""
        store = self._crowd()
        both = SearchQuery(
            alternatives=(("paris",), ("rue", "jean")), prefix=True, columns=EVERYWHERE
        )
        assert found(store, both) == [("1", 3), ("3", 3)]

    def test_columns_bound_the_search(self) -> None:
        """Nothing is found in a column that was not asked for."""
        store = self._crowd()
        assert found(store, query("jean", columns=frozenset({NAME}))) == [("2", 2)]
        assert found(store, query("0612", columns=frozenset({NAME, MOBILE}))) == [("2", 3)]
        assert found(store, query("0145", columns=frozenset({NAME, MOBILE}))) == []
        assert found(store, query("marie", columns=frozenset({OTHER}))) == [("4", 3)]

    def test_exact_numbers_and_names_come_first(self) -> None:
        """Tier 0 is a whole number in a phone column, tier 1 the exact name; each client once."""
        store = self._crowd()
        wanted = query("0612", phones=("0612",))
        assert found(store, wanted) == [("2", 0), ("5", 3)]
        wanted = query("marie", "dupont", exact="dupont marie")
        assert found(store, wanted) == [("3", 1), ("1", 2), ("4", 3)]
        wanted = query("jean", phones=("+33612",), exact="jean marie")
        assert found(store, wanted) == [("2", 0), ("3", 3)]
        assert found(store, query(phones=("+33145",), exact="x")) == [("5", 0), ("4", 1)]
        unnamed = query("0612", phones=("0612",), exact="élan", columns=frozenset({OTHER}))
        assert found(store, unnamed) == [("5", 3)]

    def test_words_with_any_character(self) -> None:
        """Punctuation, quotes and other scripts are part of a word."""
        store = self._crowd()
        assert found(store, query("marie@dup")) == [("4", 3)]
        assert found(store, query("dupont-marie", prefix=False)) == [("4", 3)]
        assert found(store, query("o'b", prefix=False)) == [("4", 3)]
        assert found(store, query("ét", "él")) == [("5", 2)]
        for hostile in ('"', '"OR"1', "*", "%", "_", "(", "\\", "'", "NOT", "name:x", "é" * 100):
            assert found(store, query(hostile)) == []

    def test_what_people_type(self) -> None:
        """A name and a number in pieces or as a link, and a name without spaces in two fields.

        A typed text is read by one rule, whatever store is asked (SPEC X45).
        """
        store = self.make_store()
        garnier = Profile(PersonName("Sylvie", "Garnier"), phones=(PhoneNumber("+33698765432"),))
        tanaka = Profile(PersonName("太郎", "田中"), phones=(PhoneNumber("+81312345678"),))
        people = {"1": garnier, "2": tanaka}
        writes = [
            new(i, index_of(attrs.evolve(make_client(i), profile=p))) for i, p in people.items()
        ]
        put(store, *writes)
        for text, holder in (
            ("garnier 06 9", "1"), ("06 98 sylv", "1"), ("garn 5432", "1"), ("tel:+33 6", "1"),
            ("garn tel:+33 6 98", "1"), ("garnier +33 (0", None), ("garn 06 12", None),
            ("田中太", "2"), ("田中太郎", "2"), ("太郎田中", "2"), ("田中太郎 03 12", "2"),
            ("田中次郎", None),
        ):  # fmt: skip
            wanted = make_query(text, region="FR")
            assert wanted is not None
            assert [i for i, _ in found(store, wanted)] == ([holder] if holder else [])
        exact = make_query("tel:+33 6 98 76 54 32", region="FR")
        assert exact is not None
        assert found(store, exact) == [("1", 0)]

    def test_a_search_within_a_filter(self) -> None:
        """Hits pass the filter, of every tier and by every kind of facet, in pages as without."""
        store = self._crowd()
        put(
            store,
            new("6", make_entry("marie", words={NAME: "marie"}, facets=["vip"])),
            new("7", make_entry("marie", words={NAME: "marie", PHONE: "0145"}, facets=["old"])),
            new("8", make_entry("anne", words={NAME: "anne", OTHER: "marie"}, facets=["vip"])),
        )
        with store.transaction(BOOK):
            store.set_facets(BOOK, "visit", {"1": ["2026-05"], "7": ["2025-01"]})
        wanted = query("marie", phones=("0145",), exact="marie")
        vip = FacetFilter(all_of=frozenset({"vip"}))
        assert found(store, wanted, where=vip) == [("6", 1), ("8", 3)]
        others = FacetFilter(none_of=frozenset({"vip", "old"}))
        assert found(store, wanted, where=others) == [
            ("5", 0),
            ("1", 2),
            ("2", 2),
            ("3", 2),
            ("4", 3),
        ]
        visited = FacetFilter(ranges=(("visit/2025", "visit/2027"),))
        assert found(store, wanted, where=visited) == [("7", 0), ("1", 2)]
        nobody = FacetFilter(all_of=frozenset({"vip", "old"}))
        assert found(store, wanted, where=nobody) == []

    def test_search_follows_the_client(self) -> None:
        """A changed client is found by its new words only, a deleted one not at all."""
        store = self.make_store()
        first = new("a", make_entry("old name"))
        put(store, first, new("b", make_entry("new name")))
        second = changed(first, make_entry("new words"))
        put(store, second)
        assert found(store, query("old")) == []
        assert found(store, query("new")) == [("a", 2), ("b", 2)]
        put(store, changed(second, None))
        assert found(store, query("new")) == [("b", 2)]
        assert found(store, query("new", exact="new words")) == [("b", 2)]
        put(store, restored(second, revision=4))
        assert found(store, query("new")) == [("a", 2), ("b", 2)]

    def test_many_who_are_deleted_hide_nobody(self) -> None:
        """X17: The deleted take no place of a page of hits, nor of the holders of a key.

        Who comes back is found by what is written then, and by nothing else.
        """
        store = self.make_store()
        entry = make_entry(identities=["p:1"], matches=["n:m"], facets=["vip"])
        writes = [new(f"c{n:02d}", entry) for n in range(40)]
        put(store, *writes)
        with store.transaction(BOOK):
            store.delete_clients(BOOK, [write.client.id for write in writes[:30]], at=START)
        ada, stay = query("ada", "exam"), [f"c{n}" for n in range(30, 40)]
        vip = FacetFilter(all_of=frozenset({"vip"}))
        for where in (FacetFilter(), vip, FacetFilter(none_of=frozenset({"x"}))):
            assert [client_id for client_id, _ in found(store, ada, where=where)] == stay
            assert store.count_clients(BOOK, where) == 10
        keys, two, ten = ["p:1", "n:m"], tuple(stay[:2]), {"p:1": 10, "n:m": 10}
        assert store.find_holders(BOOK, keys, cap=1) == {"p:1": two, "n:m": two}
        assert store.count_holders(BOOK, keys) == ten
        back = attrs.evolve(writes[0], entry=make_entry("zoe", identities=["p:2"]))
        put(store, restored(back, revision=3))
        assert found(store, query("zoe")) == [("c00", 2)]
        assert len(found(store, ada)) == 10
        assert store.find_holders(BOOK, ["p:2"], cap=9) == {"p:2": ("c00",)}
        assert store.count_holders(BOOK, keys) == ten
        assert store.count_clients(BOOK, vip) == 10

    def test_books_do_not_meet_in_search(self) -> None:
        """A word, number or name of another book is not found (SPEC X24)."""
        store = self._crowd()
        put(store, new("1", make_entry("marie dupont")), book=OTHER_BOOK)
        assert found(store, query("mar"), OTHER_BOOK) == [("1", 2)]
        wanted = query("jean", phones=("0612",), exact="jean marie")
        assert found(store, wanted, OTHER_BOOK) == []
        assert found(store, query("mar"), "third") == []
