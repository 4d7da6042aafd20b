"""Rules of survivorship: a table of cases per rule."""

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from clientbook import (
    Attribute,
    Client,
    EmailAddress,
    ExternalId,
    FieldChoice,
    InvalidValueError,
    Origin,
    OriginKind,
    PartialDate,
    PersonName,
    PhoneNumber,
    PostalAddress,
    Profile,
    SurvivorRule,
    Survivorship,
)
from clientbook.domain.clients import SYSTEM
from clientbook.domain.merges import DecidedBy
from clientbook.merging import plan_merge
from clientbook.merging.choices import field_value

T0 = datetime(2026, 1, 1, tzinfo=UTC)
HOME, CELL = PhoneNumber("+33140205050"), PhoneNumber("+33612345678")
SHORT = PostalAddress(locality="Lyon")
LONG = PostalAddress(street="3 rue B", postcode="69001", locality="Lyon")


def make(
    id_: str, origin: OriginKind = OriginKind.MANUAL, *, days: int = 0, **fields: Any
) -> Client:
    at = T0 + timedelta(days=days)
    return Client(id_, Profile(**fields), Origin(origin, SYSTEM), at, at)


def shoe(size: Any) -> dict[str, Any]:
    return {"attributes": (Attribute("shoe size", size),)}


CASES: list[tuple[str, str, dict[str, Any], dict[str, Any], Any]] = [
    # rule, field, the survivor's profile, the other's (later, of quickbooks), what is kept
    ("survivor", "company", {"company": "A"}, {"company": "Bee"}, "A"),
    ("survivor", "company", {}, {"company": "Bee"}, "Bee"),
    ("survivor", "phones", {"phones": (HOME,)}, {"phones": (CELL,)}, (HOME,)),
    ("newest", "company", {"company": "A"}, {"company": "B"}, "B"),
    ("newest", "company", {"company": "A"}, {}, "A"),
    ("newest", "phones", {"phones": (HOME,)}, {"phones": (CELL,)}, (CELL,)),
    ("newest", "birthday", {"birthday": PartialDate(1980)}, {"birthday": PartialDate(1980, 5, 1)},
     PartialDate(1980, 5, 1)),
    ("newest", "attribute:shoe size", shoe(40), shoe(41), 41),
    ("newest", "info", {"info": "old"}, {"info": "new"}, "new"),
    ("most_complete", "name", {"name": PersonName(given="M.", family="Roy")},
     {"name": PersonName(given="Marie", middle="Anne", family="Roy")},
     PersonName(given="Marie", middle="Anne", family="Roy")),
    ("most_complete", "name", {"name": PersonName(given="Ann", family="Roy", prefix="Dr")},
     {"name": PersonName(given="Eve", family="Low")},
     PersonName(given="Ann", family="Roy", prefix="Dr")),
    ("most_complete", "addresses", {"addresses": (SHORT,)}, {"addresses": (LONG,)}, (LONG,)),
    ("most_complete", "company", {"company": "A"}, {"company": "Bee"}, "A"),  # equal: as ever
    ("longest", "company", {"company": "A"}, {"company": "Bee"}, "Bee"),
    ("longest", "company", {"company": "Ann"}, {"company": "Bee"}, "Ann"),
    ("longest", "tags", {"tags": ("a", "b")}, {"tags": ("ccc",)}, ("a", "b")),
    ("longest", "info", {"info": "short"}, {"info": "longer text"}, "longer text"),
    ("longest", "attribute:shoe size", shoe("XL"), shoe("large"), "large"),
    ("source", "company", {"company": "A"}, {"company": "B"}, "B"),
    ("source", "emails", {"emails": (EmailAddress("a@x.org"),)}, {}, (EmailAddress("a@x.org"),)),
    ("union", "tags", {"tags": ("a",)}, {"tags": ("b", "A")}, ("a", "b")),
    ("union", "info", {"info": "one"}, {"info": "two"}, "one\n\ntwo"),
    ("union", "attribute:shoe size", shoe(("l",)), shoe(("r", "l")), ("l", "r")),
    ("union", "attribute:shoe size", shoe(40), shoe(41), 40),  # no lists: the survivor's
]  # fmt: skip


def planned(
    rule: str, field: str, mine: dict[str, Any], theirs: dict[str, Any], **more: Any
) -> Any:
    survivor = make("a", **mine)
    known = (ExternalId("QuickBooks", "1"),)
    other = make("b", days=9, external_ids=known, **theirs)
    rules = Survivorship({field: rule}, sources=("quickbooks", "manual"))
    return plan_merge(survivor, [other], survivorship=rules, **more)


@pytest.mark.parametrize(
    ("rule", "field", "mine", "theirs", "kept"),
    CASES,
    ids=[f"{c[0]}-{c[1]}-{n}" for n, c in enumerate(CASES)],
)
def test_a_rule_keeps_a_value(
    rule: str, field: str, mine: dict[str, Any], theirs: dict[str, Any], kept: Any
) -> None:
    """X46: What each rule keeps of two clients, the second of them changed later."""
    assert field_value(planned(rule, field, mine, theirs).result, field) == kept


def test_every_rule_has_cases() -> None:
    """X46: No rule is left out of the table."""
    assert {case[0] for case in CASES} == {rule.value for rule in SurvivorRule}


def test_the_plan_says_which_rule_took_whose_value() -> None:
    """X46: A conflict names the rule and the client; a choice stands above every rule."""
    mine, theirs = {"company": "A", "phones": (HOME,)}, {"company": "Bee", "phones": (CELL,)}
    (conflict,) = planned("longest", "company", mine, theirs).conflicts
    assert (conflict.decided_by, conflict.rule) == (DecidedBy.RULE, SurvivorRule.LONGEST)
    assert (conflict.taken_from, conflict.reason) == ("b", "rule: longest")
    chosen = planned("longest", "company", mine, theirs, choices=[FieldChoice("company", "a")])
    assert chosen.result.company == "A"
    assert chosen.conflicts[0].decided_by is DecidedBy.CHOICE
    no_lists = planned("union", "attribute:shoe size", shoe(40), shoe(41)).conflicts
    assert [c.decided_by for c in no_lists] == [DecidedBy.SURVIVOR]
    phones = planned("newest", "phones", mine, theirs).conflicts
    assert [c.field for c in phones] == ["company", "phones"]  # a number falls away: it is shown
    assert phones[1].taken_from == "b"


def test_a_changed_rule_changes_the_hash() -> None:
    """X46: Plans under different rules are different plans, even where the result is the same."""
    made = [
        planned(rule, "company", {"company": "A"}, {"company": "Bee"}).hash
        for rule in ("survivor", "newest", "longest", "source")
    ]
    assert len(set(made)) == 4


def test_the_rule_looks_at_the_age_of_the_value() -> None:
    """X46: NEWEST asks when the value came, where that is known, not when the client changed."""
    old, new = make("a", company="A"), make("b", days=9, company="B")
    rules = Survivorship({"company": "newest"})
    ages = {("a", "company"): T0 + timedelta(days=5), ("b", "company"): T0}
    assert plan_merge(old, [new], survivorship=rules, ages=ages).result.company == "A"
    assert plan_merge(old, [new], survivorship=rules).result.company == "B"


def test_a_picked_name_is_completed_but_never_mixed() -> None:
    """X1, X46: The name a rule picks takes missing parts only of names that say the same."""
    name = {"name": PersonName(given="Ann", family="Roy", maiden="Low")}
    same = planned("newest", "name", name, {"name": PersonName(given="Ann", family="Roy")})
    assert same.result.name == name["name"]
    other = planned("newest", "name", name, {"name": PersonName(given="Eve", family="Roy")})
    assert other.result.name == PersonName(given="Eve", family="Roy")


@pytest.mark.parametrize(
    ("rules", "sources"),
    [
        ({"nosuch": "newest"}, ()),
        ({"attributes": "newest"}, ()),
        ({"attribute: ": "newest"}, ()),
        ({"company": "bogus"}, ()),
        ({"company": "union"}, ()),
        ({"company": "source"}, ()),
        ({"external_ids": "newest"}, ()),
        ({3: "newest"}, ()),
        (["company"], ()),
        ([("attribute:A", "newest"), ("attribute:a", "longest")], ()),
        ({"company": "source"}, "manual"),
        ({"company": "source"}, (3,)),
    ],
)
def test_rules_that_make_no_sense_are_refused(rules: Any, sources: Any) -> None:
    """X46: A wrong field, rule or source is an error of the value, before any merge."""
    with pytest.raises(InvalidValueError):
        Survivorship(rules, sources)


def test_no_rules_are_what_always_was() -> None:
    """X46: A plan without rules has the same result as one whose rules say what is usual."""
    survivor, other = make("a", company="A", tags=("x",)), make("b", company="B", tags=("y",))
    usual = Survivorship({"company": "survivor", "tags": "union"})
    plain, ruled = plan_merge(survivor, [other]), plan_merge(survivor, [other], survivorship=usual)
    assert attrs.evolve(ruled, hash="", survivorship=Survivorship()) == attrs.evolve(plain, hash="")
