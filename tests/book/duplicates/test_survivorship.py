"""Rules of survivorship in a book: ages from the journal, bulk merges, the way back."""

from typing import Any

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock

from clientbook import (
    Actor,
    Attribute,
    AttributeDefinition,
    AttributeType,
    ClientBook,
    MergeRule,
    PartialDate,
    PersonName,
    PhoneNumber,
    Profile,
    ProfilePatch,
    StalePlanError,
    Survivorship,
)
from clientbook.domain.merges import SkipReason

me = Actor("anne")
NEWEST = Survivorship({"company": "newest", "phones": "newest"})


def add(book: ClientBook, clock: TurnedClock, **fields: Any) -> str:
    clock.turn(days=1)
    name = PersonName(given="Ann", family="Roy")
    return book.clients.create(Profile(name=name, **fields), by=me).id


def edit(book: ClientBook, clock: TurnedClock, client_id: str, **values: Any) -> None:
    clock.turn(days=1)
    revision = book.clients.get(client_id).revision
    book.clients.update(client_id, ProfilePatch(set=values), expected=revision, by=me)


def kept(book: ClientBook, *ids: str, rules: Survivorship = NEWEST) -> str | None:
    return book.merges.plan(ids[0], ids[1:], survivorship=rules).result.company


@EVERY_STORE
def test_a_value_is_as_old_as_its_own_change(book: ClientBook, clock: TurnedClock) -> None:
    """X46: Another field's change makes no value newer; its own does."""
    first = add(book, clock, company="A")
    second = add(book, clock, company="B")
    edit(book, clock, first, job_title="boss")
    assert kept(book, first, second) == "B"
    edit(book, clock, first, company="C")
    edit(book, clock, second, job_title="boss")
    assert kept(book, first, second) == "C"


@EVERY_STORE
def test_a_merge_makes_no_value_newer(book: ClientBook, clock: TurnedClock) -> None:
    """X46: What a merge brought is as old as with the absorbed client; undone, as old as before."""
    old = add(book, clock, company="A")
    bare = add(book, clock)
    newer = add(book, clock, company="B")
    clock.turn(days=1)
    record = book.merges.merge(book.merges.plan(bare, [old]), by=me)
    assert book.clients.get(bare).profile.company == "A"
    assert kept(book, bare, newer) == "B"
    clock.turn(days=1)
    book.merges.unmerge(book.merges.plan_unmerge(record.id), by=me)
    assert kept(book, old, newer) == "B"
    assert kept(book, newer, old) == "B"


def test_an_attributes_own_rule_asks_for_the_value_too(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X46: ``MergeRule.NEWEST`` of attributes is the newest value, not the last changed client."""
    definition = AttributeDefinition("Shoe", AttributeType.INTEGER, merge_rule=MergeRule.NEWEST)
    book.attributes.define(definition, by=me)
    first = add(book, clock, attributes=(Attribute("shoe", 40),))
    second = add(book, clock, attributes=(Attribute("shoe", 41),))
    edit(book, clock, first, company="A")
    assert book.merges.plan(first, [second]).result.attribute("shoe") == 41


@EVERY_STORE
def test_rules_decide_in_bulk_and_can_be_undone(book: ClientBook, clock: TurnedClock) -> None:
    """X46: A safe bulk merge asks nobody where a rule decides; undone, both are as they were."""
    first = add(book, clock, company="A", phones=(PhoneNumber("+33140205050"),))
    second = add(book, clock, company="B", phones=(PhoneNumber("+33612345678"),))
    before = [book.clients.get(i).profile for i in (first, second)]
    (skipped,) = book.merges.safe_bulk([(first, second)], by=me).skipped
    assert (skipped.reason, skipped.fields) == (SkipReason.CONFLICT, ("company",))
    (record,) = book.merges.safe_bulk([(first, second)], by=me, survivorship=NEWEST).merged
    assert book.merges.get(record.id).survivorship == NEWEST
    merged = book.clients.get(first).profile
    assert (merged.company, merged.phones) == ("B", before[1].phones)
    book.merges.unmerge(book.merges.plan_unmerge(record.id), by=me)
    assert [book.clients.get(i).profile for i in (first, second)] == before


def test_rules_do_not_overrule_who_somebody_is(book: ClientBook, clock: TurnedClock) -> None:
    """X2, X46: Two birth dates block a merge whatever the rules say."""
    first = add(book, clock, birthday=PartialDate(1980, 1, 1))
    second = add(book, clock, birthday=PartialDate(1999, 1, 1))
    rules = Survivorship({"birthday": "newest"})
    assert not book.merges.plan(first, [second], survivorship=rules).can_merge
    (skipped,) = book.merges.safe_bulk([(first, second)], by=me, survivorship=rules).skipped
    assert skipped.reason is SkipReason.BLOCKED


def test_a_plan_whose_rules_were_changed_is_no_plan(book: ClientBook, clock: TurnedClock) -> None:
    """X46: What is committed is what was shown: other rules, another result, are refused."""
    first, second = add(book, clock, company="A"), add(book, clock, company="B")
    plan = book.merges.plan(first, [second], survivorship=NEWEST)
    with pytest.raises(StalePlanError):
        book.merges.merge(attrs.evolve(plan, survivorship=Survivorship()), by=me)
    book.merges.merge(plan, by=me)
    assert book.clients.get(first).profile.company == "B"
