"""Rows that wait: decided once, by a person, whatever became of the others."""

from io import BytesIO

import pytest
from tests.book.imports.conftest import BY, Clock

from clientbook import ClientBook, PersonName, Profile, Table, parse_phone
from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.clients import Client
from clientbook.domain.consents import Channel
from clientbook.domain.imports import ImportMode, OutcomeKind
from clientbook.domain.profiles import ExternalId
from clientbook.errors import DuplicateFoundError, ImportStateError
from clientbook.messages.issues import IssueCode

TITLES = ["First name", "Last name", "Mobile", "E-mail"]
WAITING = ["Hugo", "Fontayne", "06 77 88 99 00", "hugo@example.org"]


def _hugo(book: ClientBook) -> str:
    phone = parse_phone("06 77 88 99 00", region="FR")
    name = PersonName("Hugo", "Fontaine")
    return book.clients.create(Profile(name=name, phones=(phone,)), by=BY).id


def _waiting(book: ClientBook, rows: int) -> str:
    run = book.imports.run(Table.from_rows(TITLES, [WAITING] * rows), by=BY)
    assert run.counts.review == rows
    return run.id


def test_a_row_that_stands_twice_is_decided_as_one_person(each_book: ClientBook) -> None:
    """X31, X32: the second of two equal rows is whoever the first became, in one file or two."""
    _hugo(each_book)
    first, second = _waiting(each_book, 2), _waiting(each_book, 1)
    told = [each_book.imports.decide_row(first, row, into=None, by=BY) for row in (2, 3)]
    told.append(each_book.imports.decide_row(second, 2, into=None, by=BY))
    assert told[0].kind is OutcomeKind.CREATED
    assert len({outcome.client_id for outcome in told}) == 1
    assert each_book.clients.count() == 2


@pytest.mark.parametrize("again", [WAITING, [*WAITING[:2], WAITING[2], ""]], ids=["mail", "phone"])
def test_an_answer_whose_client_is_gone_is_none(each_book: ClientBook, again: list[str]) -> None:
    """X32, X34: the row is as one never seen, whoever else holds its number."""
    phone = parse_phone("06 77 88 99 00", region="FR")
    zoe = Profile(name=PersonName("Zoé", "Blanc"), phones=(phone,))
    each_book.clients.create(zoe, by=BY)
    table = Table.from_rows(TITLES, [again])
    new = each_book.imports.run(table, by=BY)
    each_book.imports.undo(each_book.imports.plan_undo(new.id), by=BY)
    hugo = _hugo(each_book)
    run = each_book.imports.run(table, by=BY)
    assert run.counts.review == 1
    each_book.imports.decide_row(run.id, 2, into=hugo, by=BY)
    each_book.clients.delete(hugo, by=BY)
    assert each_book.imports.run(table, by=BY).counts == new.counts


def test_a_row_that_was_erased_has_nothing_left_to_decide(each_book: ClientBook) -> None:
    """X38: a typed error, for any answer."""
    hugo = _hugo(each_book)
    run = _waiting(each_book, 1)
    each_book.privacy.erase(hugo, by=BY)
    for into in (None, hugo):
        with pytest.raises(ImportStateError):
            each_book.imports.decide_row(run, 2, into=into, by=BY)


def _fontayne(book: ClientBook, **fields: object) -> Client:
    """Enter by hand the very person of the row that waits."""
    phone = parse_phone("06 77 88 99 00", region="FR")
    profile = Profile(name=PersonName("Hugo", "Fontayne"), phones=(phone,), **fields)  # type: ignore[arg-type]
    return book.clients.create(profile, by=BY)


def test_somebody_who_came_in_since_is_not_created_twice(each_book: ClientBook) -> None:
    """X31: the error names them; giving them the row, or insisting, is the way on."""
    _hugo(each_book)
    run = _waiting(each_book, 2)
    entered = _fontayne(each_book)
    for _ in range(2):
        with pytest.raises(DuplicateFoundError, match="still_new") as refused:
            each_book.imports.decide_row(run, 2, into=None, by=BY)
        assert refused.value.client_ids == (entered.id,)
    assert each_book.clients.count() == 2
    told = each_book.imports.decide_row(run, 2, into=None, still_new=True, by=BY)
    assert (told.kind, each_book.clients.count()) == (OutcomeKind.CREATED, 3)


def test_two_rows_of_one_person_answered_one_after_another(each_book: ClientBook) -> None:
    """X31: the second answer is not about the client that the first one made: it is asked again."""
    _hugo(each_book)
    other = [*WAITING[:3], "hugo@elsewhere.org"]
    run = each_book.imports.run(Table.from_rows(TITLES, [WAITING, other]), by=BY)
    assert run.counts.review == 2
    made = each_book.imports.decide_row(run.id, 2, into=None, by=BY)
    with pytest.raises(DuplicateFoundError) as refused:
        each_book.imports.decide_row(run.id, 3, into=None, by=BY)
    assert refused.value.client_ids == (made.client_id,)
    told = each_book.imports.decide_row(run.id, 3, into=made.client_id, by=BY)
    assert (told.client_id, each_book.clients.count()) == (made.client_id, 2)


def test_a_row_that_came_back_mended_is_known_when_its_first_is_answered(
    each_book: ClientBook,
) -> None:
    """X31, V32: whichever is answered first, the other finds the client it made."""
    _hugo(each_book)
    run = _waiting(each_book, 1)
    out = BytesIO()
    each_book.imports.write_rejects(run, out, format="csv")
    mended = out.getvalue().replace(b"hugo@example.org", b"hugo@example.com")
    again = each_book.imports.run(each_book.imports.open(mended), like=run, by=BY)
    assert again.counts.review == 1
    made = each_book.imports.decide_row(again.id, 2, into=None, by=BY)
    with pytest.raises(DuplicateFoundError) as refused:
        each_book.imports.decide_row(run, 2, into=None, by=BY)
    assert refused.value.client_ids == (made.client_id,)


def test_a_shown_client_who_was_merged_since_is_not_asked_about_again(
    each_book: ClientBook,
) -> None:
    """X31: "none of these" also means the client that answers for one of them now."""
    hugo = _hugo(each_book)
    run = _waiting(each_book, 1)
    merged = _fontayne(each_book)
    plan = each_book.merges.plan(merged.id, [hugo])
    each_book.merges.merge(plan, by=BY)
    told = each_book.imports.decide_row(run, 2, into=None, by=BY)
    assert told.kind is OutcomeKind.CREATED


def test_a_relative_on_the_number_does_not_keep_a_row_from_being_new(
    each_book: ClientBook,
) -> None:
    """X31: names that contradict are other persons, whenever they came."""
    _hugo(each_book)
    run = _waiting(each_book, 1)
    phone = parse_phone("06 77 88 99 00", region="FR")
    marie = Profile(name=PersonName("Marie", "Fontaine"), phones=(phone,))
    each_book.clients.create(marie, by=BY)
    told = each_book.imports.decide_row(run, 2, into=None, by=BY)
    assert (told.kind, each_book.clients.count()) == (OutcomeKind.CREATED, 3)


def test_a_row_of_an_update_need_not_be_a_whole_client(each_book: ClientBook) -> None:
    """V11: what it lacks, the client it is given to has."""
    table = Table.from_rows(["Client ID", "Till ID", "Note"], [["1", "2", "left-handed"]])
    mapping = each_book.imports.suggest(table)
    mapping = mapping.with_column(0, target="external_id:web").with_column(
        1, target="external_id:till"
    )
    mapping = mapping.with_column(2, target="note")
    ids = (ExternalId("web", "1"), ExternalId("till", "1"))
    name = PersonName("Hugo", "Fontaine")
    hugo = each_book.clients.create(Profile(name=name, external_ids=ids), by=BY)
    run = each_book.imports.run(table, mapping, mode=ImportMode.UPDATE, by=BY)
    assert run.counts.review == 1
    told = each_book.imports.decide_row(run.id, 2, into=hugo.id, by=BY)
    assert told.kind is OutcomeKind.UPDATED


def test_what_a_person_decided_is_no_difference_from_the_plan(each_book: ClientBook) -> None:
    """X31, X35: a row that waited as planned, and was decided, is not somebody else's writing."""
    _hugo(each_book)
    plan = each_book.imports.plan(Table.from_rows(TITLES, [WAITING] * 3))
    run = each_book.imports.commit(plan, by=BY)
    assert (run.counts.review, run.differences) == (3, {})
    for row in (2, 3):
        each_book.imports.decide_row(run.id, row, into=None, by=BY)
    told = each_book.imports.get(run.id)
    assert (told.counts.review, told.decided.rows, told.differences) == (1, 2, {})


@pytest.mark.parametrize("since", [True, False, None])
def test_what_a_row_said_is_not_said_again_as_it_is_decided(
    each_book: ClientBook, clock: Clock, since: bool | None
) -> None:
    """X37: an opt-out counts from the import; what the client says of it since, stands."""
    hugo = _hugo(each_book)
    row = ["Hugo", "Fontayne", "06 77 88 99 00", "yes"]
    run = each_book.imports.run(Table.from_rows([*TITLES[:3], "Do not SMS"], [row]), by=BY)
    assert not each_book.consent.may_contact(hugo, Channel.SMS, "MARKETING").allowed
    clock.forward(days=1)
    if since is not None:
        each_book.consent.set_subscriptions(hugo, {(Channel.SMS, "*"): since}, by=BY)
    clock.forward(days=1)
    each_book.imports.decide_row(run.id, 2, into=hugo, by=BY)
    allowed = each_book.consent.may_contact(hugo, Channel.SMS, "MARKETING").allowed
    assert allowed is (since is True)
    assert all(e.said_at < clock.now for e in each_book.consent.events(hugo))


CHANGED = [
    AttributeDefinition("Size", AttributeType.INTEGER),
    AttributeDefinition("Size", AttributeType.DATE),
    AttributeDefinition("Size", AttributeType.BOOLEAN),
    AttributeDefinition("Size", AttributeType.CHOICE, choices=("small",)),
]


@pytest.mark.parametrize("changed", CHANGED, ids=[d.type.value for d in CHANGED])
@pytest.mark.parametrize("known", [True, False])
def test_a_row_is_decided_though_its_attribute_has_another_type_since(
    each_book: ClientBook, changed: AttributeDefinition, *, known: bool
) -> None:
    """X53: what the attribute can hold no longer is said and kept; the rest is imported."""
    each_book.attributes.define(AttributeDefinition("Size"), by=BY)
    hugo = _hugo(each_book)
    table = Table.from_rows([*TITLES, "Size"], [[*WAITING, "very large"]])
    run = each_book.imports.run(table, by=BY)
    assert run.counts.review == 1
    each_book.attributes.define(changed, by=BY)
    told = each_book.imports.decide_row(run.id, 2, into=hugo if known else None, by=BY)
    profile = each_book.clients.get(told.client_id or "").profile
    assert [email.address for email in profile.emails] == ["hugo@example.org"]
    assert [(u.target, u.text) for u in profile.unread] == [("custom:Size", "very large")]
    assert IssueCode.VALUE_UNREAD in {issue.code for issue in told.issues}
