"""How old a value is where merges came between."""

from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.duplicates.test_survivorship import add, edit, kept, me

from clientbook import (
    Attribute,
    AttributeDefinition,
    AttributeType,
    ClientBook,
    FieldChoice,
    MergeRule,
    PhoneNumber,
    Survivorship,
)

ONE, TWO, THREE, FOUR = (PhoneNumber(f"+3314020505{n}") for n in range(4))


@EVERY_STORE
def test_a_value_that_came_back_is_as_old_as_before(book: ClientBook, clock: TurnedClock) -> None:
    """X46: what a merge hid and its undoing brought back is as old as when it was said."""
    first = add(book, clock, company="A")
    other = add(book, clock, company="B")
    third = add(book, clock, company="C")
    edit(book, clock, first, company="A2")
    edit(book, clock, first, company="A")
    edit(book, clock, third, company="C2")
    record = book.merges.merge(
        book.merges.plan(first, [other], choices=[FieldChoice("company", other)]), by=me
    )
    assert book.clients.get(first).profile.company == "B"
    clock.turn(days=1)
    book.merges.unmerge(book.merges.plan_unmerge(record.id), by=me)
    assert book.clients.get(first).profile.company == "A"
    assert kept(book, first, third) == "C2"
    edit(book, clock, first, company="A3")
    assert kept(book, first, third) == "A3"


@EVERY_STORE
def test_a_value_given_in_a_merge_is_as_old_as_the_merge(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X46: what a person says while two clients are merged is said then."""
    first = add(book, clock, company="A")
    other = add(book, clock, company="B")
    third = add(book, clock, company="C")
    clock.turn(days=1)
    said = [FieldChoice("company", value="D")]
    book.merges.merge(book.merges.plan(first, [other], choices=said), by=me)
    assert kept(book, first, third) == "D"


@EVERY_STORE
def test_a_list_of_two_clients_is_as_old_as_its_newest_part(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X46: numbers of several clients that a merge put together came with the last of them."""
    bare = add(book, clock)
    first = add(book, clock, phones=(ONE,))
    other = add(book, clock, phones=(TWO,))
    third = add(book, clock, phones=(THREE,))

    def phones(*ids: str) -> set[PhoneNumber]:
        rules = Survivorship({"phones": "newest"})
        return set(book.merges.plan(ids[0], ids[1:], survivorship=rules).result.phones)

    clock.turn(days=1)
    book.merges.merge(book.merges.plan(first, [other]), by=me)
    assert phones(first, third) == {THREE}
    late = add(book, clock, phones=(FOUR,))
    book.merges.merge(book.merges.plan(bare, [first, late]), by=me)
    assert phones(bare, third) == {ONE, TWO, FOUR}


def test_numbers_of_clients_merged_at_once_came_with_the_last(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X46: what a client without any took over from several is as old as the newest of it."""
    bare = add(book, clock)
    first, third, other = (add(book, clock, phones=(n,)) for n in (ONE, THREE, TWO))
    book.merges.merge(book.merges.plan(bare, [first, other]), by=me)
    rules = Survivorship({"phones": "newest"})
    found = book.merges.plan(third, [bare], survivorship=rules).result.phones
    assert set(found) == {ONE, TWO}


def test_a_change_of_another_attribute_makes_no_attribute_newer(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X46: attributes are kept together and are as old each as its own value."""
    for name in ("Shoe", "Hat"):
        definition = AttributeDefinition(name, AttributeType.INTEGER, merge_rule=MergeRule.NEWEST)
        book.attributes.define(definition, by=me)
    first = add(book, clock, attributes=(Attribute("shoe", 40), Attribute("hat", 5)))
    second = add(book, clock, attributes=(Attribute("shoe", 41), Attribute("hat", 6)))
    edit(book, clock, first, attributes=(Attribute("shoe", 40), Attribute("hat", 7)))
    result = book.merges.plan(first, [second]).result
    assert (result.attribute("shoe"), result.attribute("hat")) == (41, 7)
