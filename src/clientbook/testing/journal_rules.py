"""Rules of stores about the journal."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise, product
from typing import Any

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientbook.domain.attributes import Attribute, AttributeValue
from clientbook.domain.clients import Actor, BookingBlock, ClientStatus, Origin, OriginKind
from clientbook.domain.journal import Change, ChangeKind, difference, revert
from clientbook.domain.profiles import Profile
from clientbook.storage.protocols import Store
from clientbook.testing.samples import (
    BOOK,
    OTHER_BOOK,
    START,
    TESTER,
    Suite,
    make_change,
    make_client,
)
from clientbook.testing.strategies import profiles


def append(store: Store, *changes: Change, book: str = BOOK) -> None:
    """Append changes in a transaction of their own."""
    with store.transaction(book):
        store.append_changes(book, changes)


def _of(store: Store, *ids: str, after: int = 0) -> list[int]:
    return [c.seq for c in store.read_changes(BOOK, client_ids=ids, after=after)]


class JournalRules(Suite):
    """The journal only grows; readers miss nothing."""

    def test_changes_come_back_in_order(self) -> None:
        """Each change comes back as it was, with growing places from 1."""
        store = self.make_store()
        changes = [
            make_change("a", cause="import:1"),
            make_change("b", kind=ChangeKind.UPDATED, revision=2, before=(("info", None),)),
            make_change(None, kind=ChangeKind.IMPORT, revision=0),
            attrs.evolve(make_change("a"), fields=("sms", "MARKETING"), kind=ChangeKind.CONSENT),
            attrs.evolve(make_change("a"), actor=Actor("tester")),
        ]
        append(store, *changes[:2])
        append(store, *changes[2:])
        found = store.read_changes(BOOK)
        assert [attrs.evolve(c, seq=0) for c in found] == changes
        assert found[0].seq == 1
        assert all(a.seq < b.seq for a, b in pairwise(found))
        assert store.last_seq(BOOK) == found[-1].seq

    def test_an_empty_journal(self) -> None:
        """No change, place 0; appending nothing changes nothing."""
        store = self.make_store()
        append(store)
        assert store.read_changes(BOOK) == ()
        assert store.last_seq(BOOK) == 0

    def test_who_was_only_created(self) -> None:
        """Untouched are those whose one change is a creation by the very cause asked for."""
        store = self.make_store()
        run = "import:1"
        append(
            store,
            *(make_change(i, cause=run) for i in "abc"),
            make_change("b", kind=ChangeKind.NOTE, revision=1),
            make_change("c", cause=run, revision=2, kind=ChangeKind.UPDATED),
            make_change("d", cause="import:2"),
            make_change("e", kind=ChangeKind.UPDATED, cause=run),
            attrs.evolve(make_change("f", cause=run), actor=Actor("tester")),
            make_change(None, kind=ChangeKind.IMPORT, cause=run, revision=0),
        )
        append(store, make_change("g", cause=run), book=OTHER_BOOK)
        ids = ["a", *"abcdefg", "nobody", "\0"]
        assert store.find_untouched(BOOK, ids, cause=run) == {"a", "f"}
        assert store.find_untouched(BOOK, ["c"], cause=run) == set()
        assert store.find_untouched(BOOK, [], cause=run) == set()
        assert store.find_untouched("nobody's", ids, cause=run) == set()

    def test_reverse_deltas_of_every_type(self) -> None:
        """Old values come back as the domain values they were, of every field."""
        store = self.make_store()
        block = BookingBlock(TESTER, START, "reason")
        values: tuple[AttributeValue, ...] = (
            Decimal("1.50"),
            True,
            1,
            date(2020, 2, 29),
            ("x", "y"),
            "text",
        )
        attributes = tuple(Attribute(f"k{i}", v) for i, v in enumerate(values))
        delta: tuple[tuple[str, Any], ...] = (
            ("attributes", attributes),
            ("status", ClientStatus.MERGED),
            ("merged_into", "b"),
            ("deleted_at", datetime(2020, 1, 1, tzinfo=UTC)),
            ("block", block),
            ("origin", Origin(OriginKind.IMPORT, TESTER, "run")),
            ("company", None),
        )
        append(store, make_change("a", before=delta))
        (change,) = store.read_changes(BOOK)
        assert change.before == delta
        held = dict(change.before)["attributes"]
        assert [type(a.value) for a in held] == [type(v) for v in values]

    def test_as_of_any_revision(self) -> None:
        """Going back change by change gives every earlier profile."""
        store = self.make_store()
        count = 0

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(profiles(), min_size=2, max_size=4))
        def check(history: list[Profile]) -> None:
            nonlocal count
            count += 1
            client = make_client(f"c{count}")
            versions = [
                attrs.evolve(client, profile=p, revision=i) for i, p in enumerate(history, 1)
            ]
            for old, new in pairwise(versions):
                delta = difference(old, new)
                append(store, make_change(client.id, revision=new.revision, before=delta))
            current = versions[-1]
            read = store.read_changes(BOOK, client_ids=[client.id], descending=True)
            for change, expected in zip(read, versions[-2::-1], strict=True):
                current = revert(current, change, updated_at=START)
                assert current == expected

        check()

    def test_pages_of_changes(self) -> None:
        """after, limit and descending cut the same order."""
        store = self.make_store()
        append(store, *(make_change("ab"[i % 2]) for i in range(7)))
        all_ = store.read_changes(BOOK)
        assert store.read_changes(BOOK, after=all_[2].seq) == all_[3:]
        assert store.read_changes(BOOK, after=all_[2].seq, limit=2) == all_[3:5]
        assert store.read_changes(BOOK, descending=True) == all_[::-1]
        assert store.read_changes(BOOK, descending=True, limit=2) == all_[:-3:-1]
        assert store.read_changes(BOOK, descending=True, after=all_[2].seq) == all_[1::-1]
        assert store.read_changes(BOOK, after=all_[-1].seq) == ()
        assert store.read_changes(BOOK, limit=0) == ()

    def test_pages_of_some_clients(self) -> None:
        """client_ids, after, limit and descending together cut one order, whoever is named."""
        store = self.make_store()
        append(store, *(make_change("aabc"[i % 4]) for i in range(16)))
        all_ = store.read_changes(BOOK)
        for ids in (["a"], ["c", "a"], ["c", "nobody", "c"]):
            own = [change for change in all_ if change.client_id in ids]
            for descending, after, limit in product((False, True), (0, *range(1, 17)), (1, 3, 99)):
                order = own[::-1] if descending else own
                page = [c for c in order if not after or (c.seq < after) is descending]
                expected = tuple(c for c in page if c.seq != after)[:limit]
                found = store.read_changes(
                    BOOK, client_ids=ids, after=after, limit=limit, descending=descending
                )
                assert found == expected, (ids, descending, after, limit)

    def test_changes_of_some_clients(self) -> None:
        """client_ids chooses; events of the book belong to nobody; no id gives nothing."""
        store = self.make_store()
        append(store, make_change("a"), make_change("b"), make_change(None, revision=0))
        append(store, make_change("a", revision=2))
        every = [c.seq for c in store.read_changes(BOOK)]
        assert _of(store, "a") == [every[0], every[3]]
        assert _of(store, "a", "b", after=every[0]) == [every[1], every[3]]
        assert _of(store) == []

    def test_old_values_are_rewritten(self) -> None:
        """Old values are replaced or blanked; who, what and when stay, and other changes do."""
        store = self.make_store()
        delta: tuple[tuple[str, Any], ...] = (("company", "Secret"), ("tags", ("x", "y")))
        append(store, *(make_change("a", revision=n, before=delta) for n in (1, 2, 3)))
        append(store, make_change("b", before=delta))
        append(store, make_change("a", before=delta), book=OTHER_BOOK)
        first, second, third, other = store.read_changes(BOOK)
        own = (("company", None), ("tags", ("x",)))
        with store.transaction(BOOK):
            store.rewrite_changes(BOOK, {second.seq: own, third.seq: (), other.seq + 99: own})
        assert store.read_changes(BOOK) == (
            first,
            attrs.evolve(second, before=own),
            attrs.evolve(third, before=()),
            other,
        )
        (elsewhere,) = store.read_changes(OTHER_BOOK)
        assert elsewhere.before == delta

    def test_books_do_not_meet_in_the_journal(self) -> None:
        """Each book counts its own places; redaction and reading stay inside (SPEC X24)."""
        store = self.make_store()
        delta = (("company", "x"),)
        append(store, make_change("a", before=delta), make_change("a"), book=OTHER_BOOK)
        append(store, make_change("a", before=delta))
        with store.transaction(BOOK):
            store.rewrite_changes(BOOK, {1: (), 2: ()})  # a place of the other book only
        assert [c.seq for c in store.read_changes(BOOK)] == [1]
        assert store.read_changes(OTHER_BOOK)[0].before == delta
        assert len(store.read_changes(OTHER_BOOK, client_ids=["a"])) == 2
        assert store.last_seq(BOOK) == 1
        assert store.last_seq("third") == 0
