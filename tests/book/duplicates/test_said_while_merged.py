"""X6: what is said of a survivor is its own, also where the absorbed client had brought it."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import Table, UpdatePolicy
from clientbook.book import ClientBook
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.bulk import BulkEdit
from clientbook.domain.emails import EmailAddress
from clientbook.domain.filters import NO_FILTER
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import FIELDS, ExternalId, Profile

NAME = "Ann Roy"
OWN, THEIRS = "+33611223344", "+33699887766"
VALUES: dict[str, dict[str, Any]] = {
    "number": {"phones": (mobile(THEIRS),)},
    "e-mail": {"emails": (EmailAddress("ann@example.org"),)},
    "tag": {"tags": ("vip",)},
    "company": {"company": "Roy & Co"},
    "job": {"job_title": "Baker"},
    "note": {"info": "Rings twice"},
    "address": {"addresses": (PostalAddress(locality="Lyon"),)},
    "website": {"websites": ("https://roy.example",)},
    "attribute": {"attributes": (Attribute("likes", "tea"),)},
}
CELLS = {
    "number": ("phone.mobile.2", THEIRS),
    "e-mail": ("email.1", "ann@example.org"),
    "tag": ("tags", "vip"),
    "company": ("company", "Roy & Co"),
    "note": ("note", "Rings twice"),
    "address": ("address.city", "Lyon"),
    "attribute": ("custom:likes", "tea"),
}
BULK = {"tag": BulkEdit.tag("vip"), "attribute": BulkEdit.set_attribute("likes", "tea")}


def _brought(given: dict[str, Any]) -> Profile:
    """Return the profile of the client that is absorbed: its number, and the value."""
    return attrs.evolve(person(NAME, mobile(THEIRS)), **given)


class Pair:
    """Two clients who are one by mistake: the first survives, the other had brought a value."""

    def __init__(self, book: ClientBook, given: dict[str, Any]) -> None:
        self.book = book
        book.attributes.define(AttributeDefinition("likes"), by=ANNE)
        self.own = book.clients.create(person(NAME, mobile(OWN)), by=ANNE)
        self.other = book.clients.create(_brought(given), by=ANNE)
        merge = book.merges.merge(book.merges.plan(self.own.id, [self.other.id]), by=ANNE)
        self.merge_id = merge.id

    def part(self) -> tuple[Profile, tuple[tuple[str, int], ...]]:
        """Take them apart; return the first one's profile, and what stayed on it."""
        plan = self.book.merges.plan_unmerge(self.merge_id)
        assert not plan.conflicting
        self.book.merges.unmerge(plan, by=BOB)
        assert self.book.clients.get(self.other.id).profile == self.other.profile
        kept = tuple((k.field, k.count) for k in plan.kept)
        return self.book.clients.get(self.own.id).profile, kept


def _edit(book: ClientBook, who: str, given: dict[str, Any], _: str) -> Callable[[], object]:
    lists = {name: value for name, value in given.items() if isinstance(value, tuple)}
    alone = {name: value for name, value in given.items() if name not in lists}
    book.clients.update(who, ProfilePatch(set=alone, add=lists), expected=None, by=BOB)
    return lambda: None


def _arrive(book: ClientBook, _: str, given: dict[str, Any], __: str) -> Callable[[], object]:
    phones = (mobile(OWN), *given.get("phones", ()))
    profile = attrs.evolve(person(NAME), **{**given, "phones": phones})
    book.clients.find_or_create(profile, by=BOB)
    return lambda: None


def _row(
    book: ClientBook, _: str, __: dict[str, Any], name: str, *, number: str = OWN
) -> Callable[[], object]:
    target, cell = CELLS[name]
    table = Table.from_rows(
        ["First name", "Last name", "Mobile", "X"], [["Ann", "Roy", number, cell]]
    )
    run = book.imports.run(table, book.imports.suggest(table).assign("X", target), by=BOB).id
    return lambda: book.imports.undo(book.imports.plan_undo(run), by=BOB)


def _bulk(book: ClientBook, _: str, __: dict[str, Any], name: str) -> Callable[[], object]:
    run = book.bulk.commit(book.bulk.plan(NO_FILTER, BULK[name]), by=BOB).id
    return lambda: book.bulk.undo(run, by=BOB)


DOORS = [
    *((_edit, name) for name in VALUES),
    *((_arrive, name) for name in VALUES if name in FIELDS or name in CELLS),
    *((_row, name) for name in CELLS),
    *((_bulk, name) for name in BULK),
]
SAYING = pytest.mark.parametrize(
    ("say", "name"), DOORS, ids=[f"{d.__name__} {n}" for d, n in DOORS]
)


@SAYING
def test_what_is_said_of_the_survivor_stays_with_it(
    book: ClientBook, say: Callable[..., Any], name: str
) -> None:
    """X6: by hand, by whoever comes, by a list, by a bulk edit: and the other has its own back."""
    given = VALUES[name]
    pair = Pair(book, given)
    say(book, pair.own.id, given, name)
    profile, kept = pair.part()
    ((field, value),) = given.items()
    held = getattr(profile, field)
    if field == "phones":
        held = held[1:]
    assert held == value
    assert kept == ((f"attribute:{value[0].key}" if field == "attributes" else field, 1),)
    untouched = {f: getattr(profile, f) for f in FIELDS if f != field}
    assert untouched == {f: getattr(pair.own.profile, f) for f in untouched}


@pytest.mark.parametrize("given", VALUES.values(), ids=list(VALUES))
def test_what_nobody_said_goes_with_the_other(book: ClientBook, given: dict[str, Any]) -> None:
    """X6: nor is anything said by a form that saves the whole profile as it stands."""
    pair = Pair(book, given)
    whole = book.clients.get(pair.own.id).profile
    patch = ProfilePatch(set={name: getattr(whole, name) for name in FIELDS})
    book.clients.update(pair.own.id, patch, expected=None, by=BOB)
    assert pair.part() == (pair.own.profile, ())


def test_a_list_that_is_set_without_one_value_does_not_say_the_others(book: ClientBook) -> None:
    """X6: Setting a list is how a value is taken out of it, or put in: the rest only stays."""
    brought = (EmailAddress("a@roy.example"), EmailAddress("b@roy.example"))
    pair = Pair(book, {"emails": brought, "tags": ("vip", "new")})
    more = (*brought[1:], EmailAddress("c@roy.example"))
    for values in ({"emails": brought[1:], "tags": ("vip",)}, {"emails": more}):
        patch = ProfilePatch(set=values)
        book.clients.update(pair.own.id, patch, expected=None, by=BOB)
    profile, kept = pair.part()
    assert [e.address for e in profile.emails] == ["c@roy.example"]
    assert dict(kept) == {"emails": 1}


@EVERY_STORE
@pytest.mark.parametrize("undone_first", [True, False])
@pytest.mark.parametrize(("say", "name"), [(_row, "company"), (_row, "number"), (_bulk, "tag")])
def test_what_a_run_said_of_the_survivor_goes_with_the_run(
    book: ClientBook, say: Callable[..., Any], name: str, *, undone_first: bool
) -> None:
    """X6, X17: undone before they are taken apart, or after, nothing of it is left."""
    pair = Pair(book, VALUES[name])
    undo = say(book, pair.own.id, VALUES[name], name)
    if undone_first:
        undo()
        assert pair.part() == (pair.own.profile, ())
        return
    pair.part()
    undo()
    assert book.clients.get(pair.own.id).profile == pair.own.profile
    assert book.clients.get(pair.other.id).profile == pair.other.profile


@EVERY_STORE
def test_what_a_hand_said_outlives_the_list_that_said_it_too(book: ClientBook) -> None:
    """X6, X17: whatever else is undone afterwards, the survivor's own word stands."""
    pair = Pair(book, VALUES["company"])
    undo = _row(book, pair.own.id, {}, "company")
    _edit(book, pair.own.id, VALUES["company"], "")
    pair.part()
    undo()
    assert book.clients.get(pair.own.id).profile.company == "Roy & Co"


@pytest.mark.parametrize("number", [OWN, THEIRS])
def test_a_row_that_leads_to_the_other_alone_is_said_of_the_other(
    book: ClientBook, number: str
) -> None:
    """X6: next week's list has the other's row too: taken apart, they are two as before."""
    pair = Pair(book, VALUES["company"])
    _row(book, pair.own.id, {}, "company", number=number)
    profile, kept = pair.part()
    assert profile.company == ("Roy & Co" if number == OWN else None)
    assert kept == ((("company", 1),) if number == OWN else ())
    assert [p.e164 for p in profile.phones] == [OWN]


def test_who_came_with_the_others_number_is_the_other(book: ClientBook) -> None:
    """X6, X59: so what kept a bulk edit's value on the survivor leaves it with the other."""
    book.attributes.define(AttributeDefinition("likes"), by=ANNE)
    pair = Pair(book, VALUES["tag"])
    book.clients.find_or_create(_brought(VALUES["tag"]), by=BOB)
    assert pair.part() == (pair.own.profile, ())


def test_what_was_taken_away_and_given_again_was_said(book: ClientBook) -> None:
    """X6: a value that was written over and retyped is as much the survivor's own as a new one."""
    pair = Pair(book, {"company": "Roy & Co", "tags": ("vip",)})
    for patch in (
        ProfilePatch(set={"company": "Other"}, remove={"tags": ["vip"]}),
        ProfilePatch(set={"company": "Roy & Co"}, add={"tags": ["vip"]}),
    ):
        book.clients.update(pair.own.id, patch, expected=None, by=BOB)
    profile, _ = pair.part()
    assert (profile.company, profile.tags) == ("Roy & Co", ("vip",))


def test_what_an_undo_brought_back_was_not_said(book: ClientBook) -> None:
    """X6, X17: a list wrote over what the other had brought, and is undone: nobody said it."""
    pair = Pair(book, VALUES["company"])
    rows = [["Ann", "Roy", OWN, "Other"]]
    table = Table.from_rows(["First name", "Last name", "Mobile", "Company"], rows)
    mapping = book.imports.suggest(table)
    mapping = mapping.assign("Company", "company", policy=UpdatePolicy.OVERWRITE)
    run = book.imports.run(table, mapping, by=BOB).id
    book.imports.undo(book.imports.plan_undo(run), by=BOB)
    assert pair.part() == (pair.own.profile, ())


def test_what_was_said_before_the_merge_is_not_said_of_the_survivor(book: ClientBook) -> None:
    """X6: the other's own word on its own value leaves with it."""
    own = book.clients.create(person(NAME, mobile(OWN)), by=ANNE)
    other = book.clients.create(_brought({"tags": ("vip",)}), by=ANNE)
    for client, tag in ((own, "new"), (other, "vip")):
        for _ in range(2):
            patch = ProfilePatch(add={"tags": [tag]})
            book.clients.update(client.id, patch, expected=None, by=ANNE)
    merge = book.merges.merge(book.merges.plan(own.id, [other.id]), by=ANNE)
    book.merges.unmerge(book.merges.plan_unmerge(merge.id), by=BOB)
    assert [book.clients.get(c.id).profile.tags for c in (own, other)] == [("new",), ("vip",)]


def test_an_id_goes_back_to_whom_it_is_of(book: ClientBook) -> None:
    """X6, X32: two clients cannot hold one id: said of the survivor, it is the other's still."""
    pair = Pair(book, {"external_ids": (ExternalId("till", "7"),)})
    patch = ProfilePatch(add={"external_ids": [ExternalId("till", "7")]})
    book.clients.update(pair.own.id, patch, expected=None, by=BOB)
    assert pair.part() == (pair.own.profile, ())


@pytest.mark.parametrize("with_later", [True, False])
@pytest.mark.parametrize("star", [True, False])
def test_in_merges_of_merges_each_keeps_what_was_said_of_it(
    book: ClientBook, *, star: bool, with_later: bool
) -> None:
    """X6: one survivor of two merges, or one that was merged itself, in one go or by turns."""
    numbers = (OWN, THEIRS, "+33655443322")
    tags = ((), ("vip", "old"), ("vip", "new") if star else ())
    first, second, third = (
        book.clients.create(person(NAME, mobile(n), tags=t), by=ANNE).id
        for n, t in zip(numbers, tags, strict=True)
    )
    merges = [book.merges.merge(book.merges.plan(first, [second]), by=ANNE).id]
    if not star:
        _edit(book, first, {"tags": ("old",)}, "")
    pair = (first, third) if star else (third, first)
    merges.append(book.merges.merge(book.merges.plan(pair[0], pair[1:]), by=ANNE).id)
    _edit(book, pair[0], {"tags": ("vip",)}, "")
    for merge in merges[:1] if with_later else merges[::-1]:
        plan = book.merges.plan_unmerge(merge, with_later=with_later)
        book.merges.unmerge(plan, by=BOB)
    held = [set(book.clients.get(i).profile.tags) for i in (first, second, third)]
    if star:
        assert held == [{"vip"}, {"vip", "old"}, {"vip", "new"}]
    else:
        assert held == [{"old"}, {"vip", "old"}, {"vip"}]
