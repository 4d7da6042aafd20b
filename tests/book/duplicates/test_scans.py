"""The stored list of pairs: found by a job, read by pages, caught up with, replaced as a whole."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, MakeBook
from tests.processes import Barrier, run_processes

from clientbook.book import ClientBook
from clientbook.book.clients.holders import shared_keys
from clientbook.book.copying import copy_book
from clientbook.book.duplicates import finding, kept_counts, looking
from clientbook.book.duplicates.desk import DuplicateDesk
from clientbook.book.duplicates.keeping import HANDFUL
from clientbook.book.duplicates.kept_counts import KeptCounts, count_records
from clientbook.book.duplicates.proposals import propose_pairs
from clientbook.book.duplicates.scan_records import SCANS
from clientbook.domain.activities import ActivityKind
from clientbook.domain.clients import Actor
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile
from clientbook.domain.settings import OnDuplicate
from clientbook.errors import OperationCancelledError
from clientbook.importing.plans import Progress
from clientbook.matching import (
    Frequencies,
    ScoredPair,
    find_pairs,
    find_pairs_report,
    shipped_model,
)
from clientbook.matching.pairs.features import features
from clientbook.matching.pairs.frequencies import class_of, counted_values
from clientbook.storage.memory import MemoryStore
from clientbook.storage.protocols import Store
from clientbook.storage.sqlite import SqliteStore

ANNE = Actor("anne")
PERSONS = 40
GIVEN = ["Anna", "Marc", "Lucie", "Jean", "Paula", "Hugo", "Nina", "Omar", "Rosa", "Karl"]
FAMILY = ["Kowalczyk", "Tremblay", "Lefebvre", "Bernard", "Moreau", "Schulz", "Oliveira", "Haddad"]


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A book of some dozens counts as large: its list is kept and caught up with."""
    monkeypatch.setattr(finding, "RESCAN_SIZE", 3)


def persons(count: int = PERSONS) -> Iterator[Profile]:
    """Persons, each fourth of them a second time with a slip."""
    pick = random.Random(5)
    for number in range(count):
        given, family = pick.choice(GIVEN), pick.choice(FAMILY)
        person = Profile(
            name=PersonName(given, family),
            phones=(PhoneNumber(f"+336{pick.randrange(10**8):08d}", kind=PhoneKind.MOBILE),),
            emails=(EmailAddress(f"{given}.{number}@example.org".lower()),),
            birthday=PartialDate(pick.randrange(1950, 2000), pick.randint(1, 12), 7),
        )
        yield person
        if number % 4 == 0:
            yield attrs.evolve(person, name=PersonName(given, family + "e"), emails=())


def fill(book: ClientBook) -> list[str]:
    """Fill a book, and return the ids."""
    return [book.clients.create(p, by=ANNE, on_duplicate=OnDuplicate.ALLOW).id for p in persons()]


def profiles_of(book: ClientBook) -> dict[str, Profile]:
    """Return the whole profile of every client that is active."""
    store = book.context.store
    listed = [client_id for _, client_id in store.list_clients("main", limit=10_000)]
    return {i: client.profile for i, client in store.get_clients("main", listed).items()}


def edit(book: ClientBook, client_id: str, **fields: Any) -> None:
    book.clients.update(client_id, ProfilePatch(set=fields), expected=None, by=ANNE)


def refuse(*_: Any, **__: Any) -> Any:
    raise AssertionError("a scan")


def ids(pairs: Any) -> list[tuple[str, str]]:
    return [(p.left, p.right) for p in pairs]


def records(store: Store) -> dict[str, Any]:
    return {r.id: r.body for r in store.list_records("main", SCANS)}


@EVERY_STORE
@pytest.mark.parametrize("shared", [False, True])
def test_a_scan_finds_what_whole_profiles_show(make_book: MakeBook, shared: bool) -> None:
    """P20: What is taken out of stored documents gives the pairs and weights of the profiles."""
    book = make_book()
    known = fill(book)
    edit(book, known[1], external_ids=(ExternalId("pos", "12345"),), company="Roy & Fils")
    edit(book, known[2], name=PersonName(full="Garage Roy SARL"))
    if shared:
        for contact in ("phones", "emails"):
            (value, *_) = getattr(profiles_of(book)[known[0]], contact)
            book.privacy.mark_shared(value.key[0] if contact == "phones" else value.key, by=ANNE)
    book.duplicates.scan()
    expected = find_pairs(profiles_of(book), shared=shared_keys(book.context))
    assert expected
    assert bool(shared_keys(book.context)) == shared
    assert list(book.duplicates.pairs(limit=1000)) == expected


@EVERY_STORE
def test_a_new_book_object_scans_nothing(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: Pages, explanations, clusters and reports of keys read what the first one found."""
    first = make_book()
    fill(first)
    desk = first.duplicates
    whole = desk.pairs()
    assert whole.total == len(whole.items) >= PERSONS // 4
    clusters, capped = desk.clusters(), desk.capped()
    explained = [desk.explain(p.left, p.right) for p in whole]
    monkeypatch.setattr(looking, "pairs_among", refuse)
    second = make_book()
    monkeypatch.setattr(type(second.context.store), "list_clients", refuse)
    assert [second.duplicates.explain(p.left, p.right) for p in whole] == explained
    assert second.duplicates.pairs() == whole
    assert (second.duplicates.clusters(), second.duplicates.capped()) == (clusters, capped)
    assert [e.match_weight for e in explained] == [p.match_weight for p in whole]


@EVERY_STORE
def test_what_is_caught_up_with_is_what_a_scan_finds(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: After any edits the list is that of a whole scan under the same model."""
    book, pick = make_book(), random.Random(11)
    known = fill(book)
    book.duplicates.pairs()
    model = book.duplicates._keeper.current().head.model
    monkeypatch.setattr(looking, "pairs_among", refuse)
    for _ in range(12):
        chosen, other = pick.sample(known, 2)
        profile = book.clients.get(other).profile
        match pick.randrange(4):
            case 0:
                edit(book, chosen, name=profile.name)
            case 1:
                edit(book, chosen, phones=profile.phones, birthday=profile.birthday)
            case 2:
                made = book.clients.create(profile, by=ANNE, on_duplicate=OnDuplicate.ALLOW)
                known.append(made.id)
            case _:
                book.clients.delete(chosen, by=ANNE)
                known.remove(chosen)
        pairs = list(make_book().duplicates.pairs(limit=1000))
        expected = find_pairs(profiles_of(book), model=model, adapt=False)
        weights = {(p.left, p.right): p.match_weight for p in expected}
        # How common values are is told by the scan before: some bits, never who is a pair.
        assert {(p.left, p.right) for p in pairs} == weights.keys()
        assert all(abs(p.match_weight - weights[p.left, p.right]) < 3 for p in pairs)
        assert pairs == sorted(pairs, key=lambda p: (-p.match_weight, p.left, p.right))


@EVERY_STORE
def test_two_programs_show_one_list(make_book: MakeBook) -> None:
    """P20: What one merges or ignores the other shows no more; scans replace one another."""
    one, two = make_book(), make_book()
    fill(one)
    pairs = list(one.duplicates.pairs())
    assert list(two.duplicates.pairs()) == pairs
    one.merges.merge(one.merges.plan(pairs[0].left, [pairs[0].right]), by=ANNE)
    one.duplicates.ignore(pairs[1].left, pairs[1].right, by=ANNE)
    rest = ids(pairs[2:])
    assert set(ids(two.duplicates.pairs())) == set(ids(one.duplicates.pairs()))
    assert set(rest) <= set(ids(two.duplicates.pairs()))
    assert make_book().duplicates.scan().compared == 2
    assert make_book().duplicates.scan().compared == 0
    assert list(one.duplicates.pairs()) == list(make_book().duplicates.pairs())


def test_the_job_says_what_it_did(make_book: MakeBook) -> None:
    """P20: The whole book at first, then who changed, then the whole again when that is much."""
    book = make_book()
    known = fill(book)
    first = book.duplicates.scan()
    assert (first.is_whole, first.clients, first.compared) == (True, len(known), len(known))
    assert first.pairs == book.duplicates.pairs().total
    edit(book, known[0], company="Acme")
    second = make_book().duplicates.scan()
    assert (second.is_whole, second.compared) == (False, 1)
    for client_id in known:
        edit(book, client_id, company="Acme Ltd")
    assert make_book().duplicates.scan().is_whole


def test_who_is_compared_again_often_is_scanned_anew(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: Catching up does not go on for ever: what the book taught would be of another book."""
    book = make_book()
    known = fill(book)
    book.duplicates.scan()
    monkeypatch.setattr(finding, "most_caught_up", lambda size: 3)
    wholes = []
    for client_id in known[:4]:
        edit(book, client_id, company="Acme")
        wholes.append(make_book().duplicates.scan().is_whole)
    assert wholes == [False, False, False, True]


def test_a_read_stores_what_cost_much_only(make_book: MakeBook) -> None:
    """P20: A page after one edit writes nothing; one that compared many leaves it to the next."""
    book = make_book()
    known = fill(book)
    assert records(book.context.store) == {}
    book.duplicates.pairs()
    kept = records(book.context.store)
    assert kept
    edit(book, known[0], company="Acme")
    make_book().duplicates.pairs()
    assert records(book.context.store) == kept
    for client_id in known[: HANDFUL + 1]:
        edit(book, client_id, company="Acme Ltd")
    make_book().duplicates.pairs()
    again = records(book.context.store)
    assert again["head"]["caught_up"] == HANDFUL + 1
    replaced = {i for i in kept if "/pairs/" in i}
    assert replaced
    assert again.keys() & kept.keys() == kept.keys() - replaced


def test_a_small_book_is_not_written_to(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: Where a scan costs less than to keep it, a page writes nothing; the job does."""
    monkeypatch.setattr(finding, "RESCAN_SIZE", 200)
    book = make_book()
    fill(book)
    book.duplicates.pairs()
    assert records(book.context.store) == {}
    book.duplicates.scan()
    assert records(book.context.store)


def _edit_and_fail(book: ClientBook, client_id: str, before: list[tuple[str, str]]) -> None:
    with book.context.unit():
        edit(book, client_id, name=PersonName("Somebody", "Else"), phones=())
        assert ids(book.duplicates.pairs()) != before
        raise ZeroDivisionError


@EVERY_STORE
def test_a_scan_of_what_was_rolled_back_is_not_used(make_book: MakeBook) -> None:
    """P20: A list that holds a change nobody will see is caught up with or made anew."""
    book = make_book()
    known = fill(book)
    before = ids(book.duplicates.pairs())
    with pytest.raises(ZeroDivisionError):
        _edit_and_fail(book, known[0], before)
    edit(book, known[3], company="Acme")  # takes the position in the journal
    assert set(ids(book.duplicates.pairs())) == set(ids(make_book().duplicates.pairs()))
    assert set(before) == set(ids(book.duplicates.pairs()))


def test_a_mark_that_left_the_journal_leads_to_a_scan(make_book: MakeBook) -> None:
    """P20: A stored list of another journal, as after a restore by hand, is not believed."""
    book = make_book()
    fill(book)
    book.duplicates.scan()
    store = book.context.store
    (head,) = (r for r in store.list_records("main", SCANS) if r.id == "head")
    seq, *others = head.body["mark"]
    for mark in ([seq + 5, *others], [seq, others[0] + 1, *others[1:]]):
        with book.context.unit():
            store.put_records("main", [attrs.evolve(head, body={**head.body, "mark": mark})])
        assert make_book().duplicates.scan().is_whole


def test_a_program_that_stays_open_follows_another_scan(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X20: Where another program has replaced the list, what explains a pair is that list's."""
    one = make_book()
    known = fill(one)
    one.duplicates.pairs()
    monkeypatch.setattr(finding, "most_changed", lambda size: 5)
    for client_id in known[:6]:
        edit(one, client_id, company="Acme")
    assert make_book().duplicates.scan().is_whole
    monkeypatch.setattr(looking, "pairs_among", refuse)
    pairs = list(make_book().duplicates.pairs())
    explained = [one.duplicates.explain(p.left, p.right).match_weight for p in pairs]
    assert explained == [p.match_weight for p in pairs]
    assert list(one.duplicates.pairs()) == pairs


def test_other_shared_points_or_another_model_are_another_list(make_book: MakeBook) -> None:
    """X19: A list made under other terms is not shown, and comes back with them."""
    book = make_book()
    fill(book)
    pairs = list(book.duplicates.pairs())
    phone = book.clients.get(pairs[0].left).profile.phones[0].e164
    book.privacy.mark_shared(phone, by=ANNE)
    weights = {(p.left, p.right): p.match_weight for p in make_book().duplicates.pairs()}
    assert weights.get((pairs[0].left, pairs[0].right), -99.0) < pairs[0].match_weight
    strict = attrs.evolve(shipped_model(), propose_threshold=0.98)
    found = DuplicateDesk(book.context, model=strict).pairs()
    assert all(p.match_probability >= 0.98 for p in found)


@EVERY_STORE
def test_an_erased_client_leaves_the_stored_list(make_book: MakeBook) -> None:
    """P23, X7: Erasure takes the pairs of a person out at once; before, they are exported."""
    book = make_book()
    fill(book)
    book.duplicates.scan()
    pair = book.duplicates.pairs().items[0]
    (told,) = book.privacy.export(pair.left)["found_pairs"]
    assert told["pair"] == [pair.left, pair.right]
    assert told["match_probability"] == round(pair.match_probability, 4)
    book.privacy.erase(pair.left, by=ANNE)
    assert f'"{pair.left}"' not in repr(records(book.context.store)).replace("'", '"')
    others = ids(make_book().duplicates.pairs())
    assert others
    assert not any(pair.left in each for each in others)


def test_pairs_come_although_the_book_cannot_be_written_to(tmp_path: Path) -> None:
    """P20: While another writer holds the book a page is answered; nothing is stored."""
    path = tmp_path / "book.db"
    with ClientBook(SqliteStore(path)) as book:
        fill(book)
        expected = book.clients.count()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with ClientBook(SqliteStore(path, busy_timeout_seconds=0.05)) as book:
        assert book.clients.count() == expected
        assert book.duplicates.pairs().total
        assert records(book.context.store) == {}
    holder.execute("ROLLBACK")
    with ClientBook(SqliteStore(path)) as book:
        book.duplicates.pairs()
        assert records(book.context.store)
    holder.close()


def test_the_hosts_transaction_is_not_begun_by_a_read(tmp_path: Path) -> None:
    """X42: Over a joined connection pairs are found and nothing is written; the job may write."""
    path = tmp_path / "book.db"
    with ClientBook(SqliteStore(path)) as book:
        fill(book)
    connection = sqlite3.connect(path)
    book = ClientBook(SqliteStore(connection=connection))
    assert book.duplicates.pairs().total
    assert not connection.in_transaction
    book.duplicates.scan()
    assert connection.in_transaction
    connection.commit()
    assert records(book.context.store)
    connection.close()


def test_nothing_is_stored_inside_a_unit_of_work_or_a_rehearsal(make_book: MakeBook) -> None:
    """X43: A list that may be rolled back is shown and not kept; the job refuses to begin there."""
    book = make_book()
    known = fill(book)
    with book.rehearsal():
        book.clients.delete(known[0], by=ANNE)
        assert not any(known[0] in pair for pair in ids(book.duplicates.pairs()))
    with book.context.unit():
        book.duplicates.pairs()
        with pytest.raises(RuntimeError, match="unit of work"):
            book.duplicates.scan()
        assert records(book.context.store) == {}
    assert any(known[0] in pair for pair in ids(book.duplicates.pairs()))


def test_what_a_door_proposes_is_stored_with_the_list(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P24: A proposed pair is weighed once, not by each page; it links nobody by itself."""
    book = make_book()
    known = fill(book)
    pair = tuple(sorted((known[1], known[7])))
    with book.context.unit():
        propose_pairs(book.context, known[1], [known[7]])
    (proposed,) = (p for p in book.duplicates.pairs() if (p.left, p.right) == pair)
    explained = make_book().duplicates.explain(*pair)
    assert proposed.match_weight == explained.match_weight
    assert proposed.match_probability < shipped_model().propose_threshold
    monkeypatch.setattr("clientbook.book.duplicates.desk.explain", refuse)
    edit(book, known[1], company="Acme")
    assert pair in ids(make_book().duplicates.pairs())
    assert not any(set(pair) <= set(c) for c in book.duplicates.clusters(threshold=0.0))
    book.clients.delete(known[1], by=ANNE)
    assert pair not in ids(make_book().duplicates.pairs())


def test_a_copy_leaves_the_list_out(make_book: MakeBook) -> None:
    """X58: What is derived is not copied; the copy finds the same pairs."""
    book = make_book()
    fill(book)
    pairs = list(book.duplicates.pairs())
    target = MemoryStore()
    copy_book(book.context.store, target)
    assert SCANS not in target.list_collections("main")
    assert list(ClientBook(target).duplicates.pairs()) == pairs


def test_the_job_tells_how_far_it_is_and_can_be_stopped(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P20: Stopped or killed anywhere, the list before stands."""
    monkeypatch.setattr(looking, "PORTION", 10)
    book = make_book()
    known = fill(book)
    told: list[Progress] = []
    book.duplicates.scan(progress=told.append)
    assert {p.phase for p in told} == {"reading", "comparing"}
    assert all(0 <= p.done <= p.total for p in told)
    kept = records(book.context.store)
    for client_id in known[:4]:
        edit(book, client_id, company="Acme")
    with pytest.raises(OperationCancelledError):  # while those four are compared again
        book.duplicates.scan(progress=lambda p: p.done < 3)
    monkeypatch.setattr(finding, "most_changed", lambda size: 3)
    with pytest.raises(OperationCancelledError):
        book.duplicates.scan(progress=lambda p: p.done < 20)

    def killed(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        book.duplicates.scan(progress=killed)
    assert records(book.context.store) == kept
    assert book.duplicates.scan().is_whole


def scan_and_edit(all_here: Barrier, number: int, path: Path, known: list[str]) -> int:
    """Scan a book that others scan and edit at the same moment."""
    with ClientBook(SqliteStore(path)) as book:
        all_here()
        for client_id in known[number::3][:4]:
            edit(book, client_id, company=f"Acme {number}")
            book.duplicates.scan()
        return book.duplicates.scan().clients


def test_jobs_at_the_same_moment_leave_one_list(tmp_path: Path) -> None:
    """X33: Whoever is last, the records are those of one list, and it follows the book."""
    path = tmp_path / "book.db"
    with ClientBook(SqliteStore(path)) as book:
        known = fill(book)
    assert run_processes(3, scan_and_edit, path, known) == [len(known)] * 3
    with ClientBook(SqliteStore(path)) as book:
        kept = records(book.context.store)
        counts, key = kept["head"]["counts"], kept["head"]["key"]
        expected = {"head", f"{counts['key']}/capped", f"{key}/pairs/00000"}
        shards = {f"{counts['key']}/counts/{shard:05d}" for shard in range(counts["shards"])}
        assert kept.keys() == expected | shards
        assert set(ids(book.duplicates.pairs())) == set(ids(find_pairs(profiles_of(book))))


class Seats:
    """A host that knows who sat together, and keeps nothing else."""

    kinds: frozenset[ActivityKind] = frozenset()

    def __init__(self) -> None:
        self.asked = 0
        self.together: set[tuple[str, str]] = set()

    def seated_together(self, book: str, a: str, b: str) -> int:
        self.asked += 1
        return int((a, b) in self.together)


def test_a_hosts_appointments_are_asked_by_the_job_and_for_who_changed(
    make_book: MakeBook,
) -> None:
    """X28: A new book object asks about nobody; the job asks about all, an edit about its own."""
    seats = Seats()
    open_it: Callable[[], ClientBook] = lambda: make_book(sources=[seats])  # noqa: E731
    book = open_it()
    known = fill(book)
    pairs = list(book.duplicates.pairs())
    assert seats.asked == len(pairs)
    assert list(open_it().duplicates.pairs()) == pairs
    assert seats.asked == len(pairs)
    seats.together = {(pairs[0].left, pairs[0].right)}
    edit(book, pairs[1].left, company="Acme")
    assert len(open_it().duplicates.pairs()) == len(pairs)
    assert seats.asked == len(pairs) + 1
    result = open_it().duplicates.scan()
    bits = shipped_model().evidence["two_seats"]
    left = [p for p in open_it().duplicates.pairs() if p.left == pairs[0].left]
    assert not left or left[0].match_weight == pairs[0].match_weight + bits
    assert result.pairs == len(pairs) - (not left)
    # Another set of sources is asked for itself.
    assert len(make_book(sources=[]).duplicates.pairs()) == len(pairs)
    assert known


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_join_pairs_of_the_scan_and_others(make_book: MakeBook, limit: int) -> None:
    """P20, P24: Page by page, with ignored, proposed and reweighed pairs, each comes once."""
    seats = Seats()
    book = make_book(sources=[seats])
    known = fill(book)
    found = list(book.duplicates.pairs())
    seats.together = {(found[2].left, found[2].right)}
    with book.context.unit():
        propose_pairs(book.context, known[1], [known[7]])
        propose_pairs(book.context, found[3].left, [found[3].right])
    book.duplicates.ignore(found[0].left, found[0].right, by=ANNE)
    book.duplicates.scan()
    desk = make_book(sources=[seats]).duplicates
    whole = desk.pairs(limit=1000)
    paged: list[ScoredPair] = []
    cursor = None
    while True:
        page = desk.pairs(limit=limit, after=cursor)
        paged += page
        cursor = page.next
        if cursor is None:
            break
    assert tuple(paged) == whole.items
    assert whole.total == len(paged) == len(set(ids(paged)))
    assert tuple(sorted((known[1], known[7]))) in ids(paged)
    assert (found[0].left, found[0].right) not in ids(paged)
    likely = desk.pairs(limit=1000, threshold=0.99)
    assert [p for p in paged if p.match_probability >= 0.99] == list(likely)
    assert likely.total == len(likely)


def test_kept_counts_answer_as_those_of_the_list(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X20: Out of records of hashes every value of a book has the count the scan had for it."""
    monkeypatch.setattr(kept_counts, "_PER_SHARD", 50)
    book = make_book()
    profiles = list(persons(1_700))
    counted = find_pairs_report((f"{n}", p) for n, p in enumerate(profiles)).frequencies
    records = list(count_records(counted, SCANS, "key"))
    assert len(records) > 1
    with book.context.unit():
        book.context.store.put_records("main", records)
    kept = KeptCounts(book.context, SCANS, counted.size, "key", len(records), counted.kinds)
    plain = Frequencies.of(profiles)
    for value in {v for p in profiles for v in counted_values(features(p))}:
        kind, _, text = value.partition(":")
        assert class_of(kept.count(kind, text)) == class_of(plain.count(kind, text))
    assert kept.count("g", "nobody") == 1
    assert kept.count("nothing", "x") == 0
    lost = KeptCounts(book.context, SCANS, counted.size, "gone", 1, counted.kinds)
    assert lost.count("g", "anna") == 0
