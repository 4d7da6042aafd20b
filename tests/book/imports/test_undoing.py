"""Undoing an import: what goes, what goes back, what stays and why (V34, V36, X17)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from tests.book.imports.conftest import BY, FR, Clock, everybody, table_of

from clientbook import (
    Actor,
    Channel,
    ClientBook,
    ConsentEvent,
    ConsentState,
    ExternalId,
    OutcomeKind,
    PersonName,
    Profile,
    ProfilePatch,
    Table,
    UpdatePolicy,
    parse_phone,
)
from clientbook.domain.imports import KeptReason, UndoCounts
from clientbook.domain.subscriptions import ContactReason
from clientbook.storage.protocols import Store

ANNE = Actor("anne")
NEW = "First name | Last name | Mobile\nAnn | Roy | 0612345678"


def only(book: ClientBook) -> str:
    """Return the id of the one client."""
    ((_, client_id),) = book.context.store.list_clients(book.context.book, limit=2)
    return client_id


def _edit(book: ClientBook, ann: str) -> None:
    book.clients.update(ann, ProfilePatch(set={"info": "x"}), expected=1, by=ANNE)


def _note(book: ClientBook, ann: str) -> None:
    book.clients.add_note(ann, "allergic to latex", by=ANNE)


def _stop(book: ClientBook, ann: str) -> None:
    book.consent.set_subscriptions(ann, {(Channel.SMS, "*"): False}, by=ANNE)


def _block(book: ClientBook, ann: str) -> None:
    book.clients.block_booking(ann, by=ANNE)


def _merge(book: ClientBook, ann: str) -> None:
    other = book.clients.create(Profile(name=PersonName(given="Ann", family="Roy")), by=ANNE)
    book.merges.merge(book.merges.plan(other.id, [ann]), by=ANNE)


def _delete(book: ClientBook, ann: str) -> None:
    book.clients.delete(ann, by=ANNE)


def _file(book: ClientBook, ann: str) -> None:
    text = "First name | Last name | Mobile | Email\nAnn | Roy | 0612345678 | ann@example.org"
    book.imports.run(table_of(text), by=ANNE)


TOUCHES = [
    (_edit, KeptReason.EDITED),
    (_note, KeptReason.NOTED),
    (_stop, KeptReason.CONSENT),
    (_block, KeptReason.EDITED),
    (_merge, KeptReason.MERGED),
    (_delete, KeptReason.DELETED),
    (_file, KeptReason.EDITED),
]


@pytest.mark.parametrize(("touch", "reason"), TOUCHES)
def test_v34_a_client_that_was_touched_since_stays(
    each_book: ClientBook, touch: Callable[[ClientBook, str], None], reason: KeptReason
) -> None:
    """V34, X37, S2: edited, noted, spoken for, merged, deleted: kept, and the reason is told."""
    run = each_book.imports.run(table_of(NEW), by=BY)
    ann = only(each_book)
    touch(each_book, ann)
    before = everybody(each_book)
    plan = each_book.imports.plan_undo(run.id)
    assert plan.counts == UndoCounts(kept=1)
    assert [(k.row, k.client_id, k.reason) for k in plan.kept] == [(2, ann, reason)]
    undone = each_book.imports.undo(plan, by=BY)
    assert undone.undo is not None
    assert undone.undo.counts == plan.counts
    assert undone.undo.differences == {}
    assert everybody(each_book) == before


@pytest.mark.parametrize("survives", [True, False])
@pytest.mark.parametrize("edited", [True, False])
def test_v34_a_merge_that_was_undone_touched_nobody(
    each_book: ClientBook, *, survives: bool, edited: bool
) -> None:
    """V34, X17: merged by mistake and taken apart is no edit; what was edited meanwhile is."""
    other = each_book.clients.create(Profile(name=PersonName(given="Bo", family="Ek")), by=BY)
    run = each_book.imports.run(table_of(NEW), by=BY)
    ann = each_book.search.find("Ann").items[0].id
    kept, gone = (ann, other.id) if survives else (other.id, ann)
    for _ in "12":
        merge = each_book.merges.merge(each_book.merges.plan(kept, [gone]), by=ANNE)
        if edited and survives:
            each_book.clients.add_note(ann, "allergic", by=ANNE)
        each_book.merges.unmerge(each_book.merges.plan_unmerge(merge.id), by=ANNE)
    stays = edited and survives
    plan = each_book.imports.plan_undo(run.id)
    assert plan.counts == (UndoCounts(kept=1) if stays else UndoCounts(removed=1))
    each_book.imports.undo(plan, by=BY)
    assert each_book.clients.get(ann).is_active is stays
    assert each_book.clients.get(other.id).is_active


def test_v34_a_touch_between_plan_and_undo_is_respected(each_book: ClientBook) -> None:
    """V34, X35: noted after the plan was made, the client stays, and the difference is told."""
    run = each_book.imports.run(table_of(NEW), by=BY)
    plan = each_book.imports.plan_undo(run.id)
    _note(each_book, only(each_book))
    undone = each_book.imports.undo(plan, by=BY)
    assert undone.undo is not None
    assert undone.undo.differences == {"removed": (1, 0), "kept": (0, 1)}
    assert len(everybody(each_book)) == 1


CONSENTS = """
    First name | Last name | Mobile     | Consent: SMS | Consent: email | Email
    Ann        | Roy       | 0612345678 | yes          | no             | ann@example.org
"""


@pytest.mark.parametrize("known", [True, False])
def test_x37_opt_ins_go_with_their_import_and_opt_outs_stay(
    each_book: ClientBook, known: bool
) -> None:
    """X37, S2: an opt-in of an undone import is withdrawn by an event; its opt-out holds."""
    book = each_book
    if known:
        book.imports.run(table_of(NEW + "\n"), by=BY)
    table = table_of(CONSENTS)
    mapping = (
        book.imports.suggest(table)
        .assign("Consent: SMS", "consent.sms")
        .assign("Consent: email", "consent.email")
    )
    run = book.imports.run(table, mapping, by=BY)
    ann = only(book)
    assert run.counts.unchanged == 0
    assert book.consent.may_contact(ann, Channel.SMS, "MARKETING").allowed
    assert book.imports.run(table, mapping, by=BY).counts.unchanged == 1
    plan = book.imports.plan_undo(run.id)
    assert plan.counts == (UndoCounts(restored=1) if known else UndoCounts(removed=1))
    book.imports.undo(plan, by=ANNE)
    if not known:
        book.clients.restore(ann, by=ANNE)
    sms = book.consent.may_contact(ann, Channel.SMS, "MARKETING")
    assert (sms.allowed, sms.reason) == (False, ContactReason.TOPIC_DEFAULT)
    withdrawn = [e for e in book.consent.events(ann) if e.state is ConsentState.WITHDRAWN]
    assert [(e.channel, e.actor) for e in withdrawn] == [(Channel.SMS, ANNE)]
    states = {e.state for e in book.consent.events(ann) if e.channel is Channel.EMAIL}
    assert states == {ConsentState.OPTED_OUT}
    again = book.imports.run(table, mapping, by=BY)
    assert again.counts.rows == 1
    assert book.consent.may_contact(only(book), Channel.SMS, "MARKETING").allowed


@pytest.mark.parametrize("title", ["Consent: SMS", "Blocked"])
def test_s2_a_row_that_only_speaks_of_contact_or_a_block_is_no_unchanged_one(
    each_book: ClientBook, title: str
) -> None:
    """S2, X16: planned and counted as updated once; the same file again changes nothing."""
    book = each_book
    book.imports.run(table_of(NEW), by=BY)
    table = table_of(f"First name | Last name | Mobile | {title}\nAnn | Roy | 0612345678 | yes")
    target = "blocked" if title == "Blocked" else "consent.sms"
    mapping = book.imports.suggest(table).assign(title, target)
    plan = book.imports.plan(table, mapping)
    run = book.imports.commit(plan, by=BY)
    assert (run.counts.updated, run.differences) == (1, {})
    assert book.imports.run(table, mapping, by=BY).counts.unchanged == 1
    undone = book.imports.undo(book.imports.plan_undo(run.id), by=BY).undo
    assert undone is not None
    assert undone.restored == 1
    assert book.clients.get(only(book)).block is None


def test_x37_an_undo_lifts_no_stop_and_leaves_the_own_word(each_book: ClientBook) -> None:
    """X37: what the client said before or after the import is as it was."""
    book = each_book
    book.imports.run(table_of(NEW), by=BY)
    ann = only(book)
    said = ConsentEvent(
        "form-1",
        ann,
        Channel.SMS,
        "MARKETING",
        ConsentState.OPTED_IN,
        datetime(2026, 1, 1, tzinfo=UTC),
    )
    book.consent.record([said])
    table = table_of(CONSENTS)
    mapping = (
        book.imports.suggest(table)
        .assign("Consent: SMS", "skip")
        .assign("Consent: email", "consent.email")
    )
    run = book.imports.run(table, mapping, by=BY)
    book.imports.undo(book.imports.plan_undo(run.id), by=BY)
    assert book.consent.may_contact(ann, Channel.SMS, "MARKETING").event == said


def test_n18_a_run_that_changed_nothing_keeps_nothing(each_book: ClientBook) -> None:
    """N18: after the first of two equal imports is undone, the second has nothing to keep."""
    table = Table.from_rows(["First name", "Mobile phone"], [["Ann", "06 12 34 56 78"]] * 2)
    first, second = (each_book.imports.run(table, by=BY) for _ in range(2))
    each_book.imports.undo(each_book.imports.plan_undo(first.id), by=BY)
    plan = each_book.imports.plan_undo(second.id)
    assert plan.counts == UndoCounts(nothing=2)
    assert plan.kept == ()


def test_x17_a_duplicate_row_that_filled_a_blank_is_taken_back(each_book: ClientBook) -> None:
    """X17: the first row changed nothing, the second of the same person did: it goes back."""
    each_book.imports.run(table_of(NEW), by=BY)
    before = everybody(each_book)
    text = """
        First name | Last name | Mobile     | Email
        Ann        | Roy       | 0612345678 |
        Ann        | Roy       | 0612345678 | ann@example.org
    """
    run = each_book.imports.run(table_of(text), by=BY)
    assert (run.counts.unchanged, run.counts.duplicate_in_file) == (1, 1)
    plan = each_book.imports.plan_undo(run.id)
    assert plan.counts == UndoCounts(restored=1, nothing=1)
    each_book.imports.undo(plan, by=BY)
    assert everybody(each_book) == before


def test_x17_what_cannot_go_back_is_told_and_stops_nobody(each_book: ClientBook) -> None:
    """X17: an id the client would get back is another's by now: that row fails, others go back."""
    book = each_book
    ann, bob = (
        book.clients.create(
            Profile(
                name=PersonName(given=name, family="Roy"),
                phones=(parse_phone(f"06 12 34 56 7{n}", region="FR"),),
                external_ids=(ExternalId("crm", str(n)),),
            ),
            by=BY,
        )
        for n, name in enumerate(("Ann", "Bob"))
    )
    context = book.context
    table = table_of(
        """
        First name | Last name | Mobile     | Company
        Ann        | Roy       | 0612345670 | Acme
        Bob        | Roy       | 0612345671 | Acme
        """
    )
    mapping = book.imports.suggest(table)
    run = book.imports.run(table, mapping, by=BY)
    from clientbook.book.writing import Edit, write
    from clientbook.domain.journal import ChangeKind

    with context.unit():  # as if the import had replaced the id as well
        stored = context.store.get_clients(context.book, [ann.id])[ann.id]
        replaced = attrs.evolve(stored.profile, external_ids=())
        edit = Edit(ChangeKind.UPDATED, stored, attrs.evolve(stored, profile=replaced))
        write(context, [edit], actor=BY, cause=f"import:{run.id}")
    book.clients.create(
        Profile(name=PersonName(given="Zoé"), external_ids=(ExternalId("crm", "0"),)), by=BY
    )
    plan = book.imports.plan_undo(run.id)
    assert plan.counts == UndoCounts(restored=1, failed=1)
    assert [(k.client_id, k.reason, k.fields) for k in plan.kept] == [
        (ann.id, KeptReason.ID_TAKEN, ("external_ids",))
    ]
    undone = book.imports.undo(plan, by=BY)
    assert undone.undo is not None
    assert (undone.undo.restored, undone.undo.failed) == (1, 1)
    assert [book.clients.get(one.id).profile.company for one in (ann, bob)] == [None, None]


def test_x17_a_decided_row_beside_the_row_of_its_client_counts_once(each_book: ClientBook) -> None:
    """X17, S10: a row given to a client that another row updated: one row stands for both."""
    book = each_book
    book.imports.run(table_of("First name | Last name | Mobile\nJohn | Smith | 0612345678"), by=BY)
    before = everybody(book)
    john = only(book)
    text = """
        First name | Last name | Mobile     | Email          | Company
        John       | Smith     | 0612345678 | john@smith.org |
        Jon        | Smith     | 0612345678 |                | Acme
    """
    run = book.imports.run(table_of(text), by=BY)
    assert (run.counts.updated, run.counts.review) == (1, 1)
    decided = book.imports.decide_row(run.id, 3, into=john, by=ANNE)
    assert decided.decided_by == ANNE
    assert next(entry.event.actor for entry in book.history.history(john)) == ANNE
    plan = book.imports.plan_undo(run.id)
    assert plan.counts == UndoCounts(restored=1, nothing=1)
    book.imports.undo(plan, by=BY)
    assert everybody(book) == before


class CountingStore:
    """Counts the calls that reach a store."""

    def __init__(self, store: Store) -> None:
        self._store, self.calls = store, 0

    def __getattr__(self, name: str) -> Any:
        answer = getattr(self._store, name)
        if not callable(answer):
            return answer

        def call(*arguments: Any, **options: Any) -> Any:
            self.calls += 1
            return answer(*arguments, **options)

        return call


def test_x17_a_page_of_an_undo_asks_a_fixed_number_of_statements(
    each_store: Store, clock: Clock
) -> None:
    """X17: looking at 60 or at 600 rows asks the store equally often, so memory holds a page."""
    calls: list[int] = []
    for number, rows in enumerate((60, 600)):
        counting = CountingStore(each_store)
        book = ClientBook(counting, settings=FR, clock=clock, book=f"b{number}")  # type: ignore[arg-type]
        table = Table.from_rows(
            ["Last name", "E-mail"], [[f"N{n}", f"n{n}@x.fr"] for n in range(rows)]
        )
        book.imports.run(table, by=BY)
        wider = Table.from_rows(
            ["Last name", "E-mail", "Company"],
            [[f"N{n}", f"n{n}@x.fr", "Acme"] for n in range(rows)],
        )
        mapping = book.imports.suggest(wider).assign(
            "Company", "company", policy=UpdatePolicy.OVERWRITE
        )
        run = book.imports.run(wider, mapping, by=BY)
        assert run.counts.updated == rows
        counting.calls = 0
        assert book.imports.plan_undo(run.id).counts == UndoCounts(restored=rows)
        calls.append(counting.calls)
    assert calls[0] == calls[1] < 12


def test_x17_buckets_sum_to_the_rows(each_book: ClientBook) -> None:
    """X17, V36: every outcome there is: the buckets of plan and undo sum to the rows."""
    book = each_book
    book.imports.run(table_of("First name | Last name | Mobile\nJohn | Smith | 0612345678"), by=BY)
    text = """
        First name | Last name | Mobile     | Email
        John       | Smith     | 0612345678 | john@smith.org
        Jon        | Smith     | 0612345678 |
        Zoé        | Petit     | 0699887766 |
        Zoé        | Petit     | 0699887766 | zoe@example.org
        Bad        | Row       | 99         |
        Max        | Petit     |            | max@example.org
    """
    run = book.imports.run(table_of(text), by=BY)
    kinds = {o.kind for o in book.imports.outcomes(run.id)}
    assert kinds >= {OutcomeKind.CREATED, OutcomeKind.UPDATED, OutcomeKind.REJECTED}
    plan = book.imports.plan_undo(run.id)
    assert plan.counts.rows == run.counts.rows
    undone = book.imports.undo(plan, by=BY).undo
    assert undone is not None
    assert undone.counts == plan.counts
    assert undone.counts.rows == run.counts.rows
    assert undone.deleted == run.counts.created


def test_planning_an_undo_reads_only_clients_that_somebody_touched(
    book: ClientBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V34: whom the journal names only as created by the run, it removes without a look."""
    rows = "\n".join(f"Ann | Roy{n} | 061234567{n}" for n in range(5))
    run = book.imports.run(table_of(f"First name | Last name | Mobile\n{rows}"), by=BY)
    pairs = book.context.store.list_clients(book.context.book, limit=9)
    touched = pairs[2][1]
    _edit(book, touched)
    read: set[str] = set()
    get_clients = type(book.context.store).get_clients

    def counted(store: Store, name: str, ids: Any) -> Any:
        read.update(ids)
        return get_clients(store, name, ids)

    monkeypatch.setattr(type(book.context.store), "get_clients", counted)
    plan = book.imports.plan_undo(run.id)
    assert read == {touched}
    assert (plan.counts.removed, plan.counts.kept) == (4, 1)
    assert [kept.client_id for kept in plan.kept] == [touched]
    book.imports.undo(plan, by=BY)
    assert only(book) == touched


def test_x17_whom_an_undo_deletes_unread_stands_as_one_deleted_by_hand(
    each_book: ClientBook, clock: Clock
) -> None:
    """X17: Client, journal, list of the deleted and a restoration are those of any deletion."""
    run = each_book.imports.run(
        table_of(f"{NEW}\nEve | Roy | 0612345679\nZoé | L'Été | 0612345670"), by=BY
    )
    store = each_book.context.store
    before = store.get_clients("main", [i for _, i in store.list_clients("main", limit=9)])
    by_hand = next(i for i, c in before.items() if c.profile.name and c.profile.name.given == "Eve")
    clock.forward(hours=1)
    each_book.clients.delete(by_hand, by=ANNE)
    each_book.imports.undo(each_book.imports.plan_undo(run.id), by=ANNE)
    now = store.get_clients("main", list(before))
    assert now == {i: client.deleted(clock.now) for i, client in before.items()}
    assert {c.id for c in each_book.clients.deleted()} == set(before)
    told = {i: store.read_changes("main", client_ids=[i])[-1] for i in before}
    same = attrs.evolve(told[by_hand], seq=0, client_id="")
    for change in told.values():
        cause = "" if change.client_id == by_hand else f"undo:{run.id}"
        assert change.cause == cause
        assert attrs.evolve(change, seq=0, client_id="", cause="") == same
    for client_id, client in before.items():
        back = each_book.clients.restore(client_id, by=ANNE)
        assert attrs.evolve(back, revision=1, updated_at=client.updated_at) == client
    assert each_book.clients.count() == 3


def test_v34_whom_an_undo_kept_is_told_until_the_import_is_purged(
    book: ClientBook, clock: Clock
) -> None:
    """V34: page by page, each with why; nothing of it stays behind the history of imports."""
    rows = "\n".join(f"Ann{n} | Roy{n} | 06123456{n:02d}" for n in range(10, 16))
    run = book.imports.run(table_of(f"First name | Last name | Mobile\n{rows}"), by=BY)
    noted = [outcome.client_id or "" for outcome in book.imports.outcomes(run.id)][:3]
    for client_id in noted:
        book.clients.add_note(client_id, "comes on Mondays", by=ANNE)
    assert book.imports.kept(run.id).items == ()
    plan = book.imports.plan_undo(run.id)
    book.imports.undo(plan, by=BY)
    page = book.imports.kept(run.id, limit=2)
    rest = book.imports.kept(run.id, limit=2, after=page.next)
    assert (*page, *rest) == plan.kept
    assert [kept.client_id for kept in plan.kept] == noted
    assert rest.next is None
    clock.forward(days=21)
    assert book.imports.purge(by=BY) == 1
    assert book.context.store.list_records(book.context.book, "undo_kept") == ()
