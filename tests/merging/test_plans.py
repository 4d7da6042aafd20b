"""The plan of a merge: result, conflicts, blockers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeType,
    MergeRule,
)
from clientbook.domain.clients import (
    SYSTEM,
    BookingBlock,
    Client,
    ClientStatus,
    Origin,
    OriginKind,
)
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.merges import (
    Blocker,
    BlockerCode,
    DecidedBy,
    FieldChoice,
    MergePlan,
    Resolution,
    ValueChoice,
)
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import INFO_LIMIT, ExternalId, Profile
from clientbook.domain.settings import FIELD_SERVICE
from clientbook.errors import InvalidValueError, PlanError
from clientbook.merging import plan_merge

T0 = datetime(2025, 3, 1, tzinfo=UTC)


def make(id_: str, *, days: int = 0, **fields: Any) -> Client:
    at = T0 + timedelta(days=days)
    return Client(id_, Profile(**fields), Origin(OriginKind.MANUAL), at, at)


def phone(number: str, **more: Any) -> PhoneNumber:
    return PhoneNumber(number, **more)


def codes(plan: MergePlan) -> list[BlockerCode]:
    return [b.code for b in plan.blockers]


MARIE = make(
    "a",
    name=PersonName("Marie", "Dupont"),
    phones=(phone("+33612345678"),),
    birthday=PartialDate(1980, 5, 1),
    company="Garage du Lac",
    info="Prefers mornings",
)
MARY = make(
    "b",
    name=PersonName("Mary", "Dupont"),
    phones=(phone("+33140205050"), phone("+33612345678", kind=PhoneKind.MOBILE)),
    emails=(EmailAddress("marie@example.fr"),),
    company="Dupont SARL",
    info="Allergic to lavender",
)


def test_a_scalar_is_the_survivors_and_a_list_is_the_union() -> None:
    """X1: Scalars are the survivor's, lists the union by key with the survivor's values first."""
    plan = plan_merge(MARIE, [MARY])
    assert plan.result.name == MARIE.profile.name
    assert plan.result.company == "Garage du Lac"
    assert [p.e164 for p in plan.result.phones] == ["+33612345678", "+33140205050"]
    assert plan.result.emails == MARY.profile.emails
    assert plan.can_merge


def test_a_scalar_the_survivor_lacks_is_the_first_absorbed_ones() -> None:
    """X1: Where the survivor has nothing, the first absorbed client that has a value gives it."""
    third = make("c", job_title="Boss")
    fourth = make("d", job_title="Owner")
    assert plan_merge(MARIE, [MARY, third, fourth]).result.job_title == "Boss"


def test_both_texts_are_kept_unless_a_choice_says_otherwise() -> None:
    """P9: Free texts are joined, the survivor's first; a choice can take one of them."""
    assert plan_merge(MARIE, [MARY]).result.info == "Prefers mornings\n\nAllergic to lavender"
    chosen = plan_merge(MARIE, [MARY], choices=[FieldChoice("info", "b")])
    assert chosen.result.info == "Allergic to lavender"
    assert plan_merge(MARIE, [make("c", info="Prefers mornings")]).result.info == "Prefers mornings"


@pytest.mark.parametrize(
    ("field", "mine", "theirs"),
    [
        ("name", PersonName("Jo", "Ray"), PersonName("Jon", "Rey")),
        ("gender", Gender(GenderCode.DECLINED), Gender(GenderCode.FEMALE)),
        ("birthday", PartialDate(1980, 5, 1), PartialDate(1981, 5, 1)),
        ("company", "One", "Two"),
        ("department", "One", "Two"),
        ("job_title", "One", "Two"),
        ("language", "fr", "en"),
        ("info", "One", "Two"),
        ("phones", (phone("+33140205050"),), (phone("+33140205051"),)),
        ("emails", (EmailAddress("a@b.fr"),), (EmailAddress("c@d.fr"),)),
        ("addresses", (PostalAddress("1 rue A"),), (PostalAddress("2 rue B"),)),
        ("websites", ("a.fr",), ("b.fr",)),
        ("tags", ("one",), ("two",)),
        ("external_ids", (ExternalId("crm", "1"),), (ExternalId("crm", "2"),)),
        ("attribute:Shoe size", 38, 39),
    ],
)
def test_each_field_takes_what_was_chosen(field: str, mine: Any, theirs: Any) -> None:
    """P18: For each field the chosen client's value, or a value given, is in the result."""

    def client(id_: str, value: Any) -> Client:
        if field.startswith("attribute:"):
            return make(id_, attributes=(Attribute(field.removeprefix("attribute:"), value),))
        return make(id_, **{field: value})

    def held(plan: MergePlan) -> Any:
        if field.startswith("attribute:"):
            return plan.result.attribute(field.removeprefix("attribute:"))
        return getattr(plan.result, field)

    a, b = client("a", mine), client("b", theirs)
    assert held(plan_merge(a, [b], choices=[FieldChoice(field, "b")])) == theirs
    assert held(plan_merge(b, [a], choices=[FieldChoice(field, value=theirs)])) == theirs
    assert not held(plan_merge(a, [b], choices=[FieldChoice(field)]))


def test_one_value_of_a_list_can_be_left_out_or_kept() -> None:
    """P18: Lists are chosen value by value, by key."""
    drop = ValueChoice("phones", phone("+33140205050"))
    assert [p.e164 for p in plan_merge(MARIE, [MARY], choices=[drop]).result.phones] == [
        "+33612345678"
    ]
    both = plan_merge(
        MARIE,
        [MARY],
        choices=[FieldChoice("phones", "a"), ValueChoice("phones", MARY.profile.phones[0], True)],
    )
    assert [p.e164 for p in both.result.phones] == ["+33612345678", "+33140205050"]
    tagged = make("c", tags=("VIP", "old"))
    plan = plan_merge(MARIE, [tagged], choices=[ValueChoice("tags", "vip")])
    assert plan.result.tags == ("old",)


@pytest.mark.parametrize(
    "choice",
    [
        FieldChoice("shoe size", "a"),
        FieldChoice("attributes"),
        FieldChoice("block", "a"),
        FieldChoice("name", "nobody"),
        FieldChoice("name", value="Marie"),
        FieldChoice("phones", value=("+33612345678",)),
        ValueChoice("name", "Marie"),
        ValueChoice("phones", phone("+33999999999")),
        ValueChoice("phones", "+33612345678"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(choice: Any) -> None:
    """X1: A choice names a field, a client of the merge, and a value one of them has."""
    with pytest.raises(PlanError):
        plan_merge(MARIE, [MARY], choices=[choice])


def test_two_choices_for_a_field_are_refused() -> None:
    """X1: A field is decided once, and by a client or a value, never both."""
    with pytest.raises(PlanError, match="two choices"):
        plan_merge(MARIE, [MARY], choices=[FieldChoice("name", "a"), FieldChoice("name", "b")])
    with pytest.raises(InvalidValueError):
        FieldChoice("company", "a", "Both")


def test_a_client_is_not_merged_into_itself_nor_alone() -> None:
    """X2: Self-merge is refused, and so is a merge of one."""
    with pytest.raises(PlanError, match="itself"):
        plan_merge(MARIE, [MARIE])
    with pytest.raises(PlanError, match="nothing to merge"):
        plan_merge(MARIE, [])


def test_only_active_clients_are_merged() -> None:
    """X2: A deleted or merged client is refused by name of its status."""
    gone = attrs.evolve(MARY, status=ClientStatus.MERGED, merged_into="x")
    with pytest.raises(PlanError, match="merged"):
        plan_merge(MARIE, [gone])


def test_two_birthdays_are_a_blocker() -> None:
    """X2: BIRTHDAY_CLASH; a choice or an override resolves it."""
    other = make("b", birthday=PartialDate(1981, 5, 1))
    assert codes(plan_merge(MARIE, [other])) == [BlockerCode.BIRTHDAY_CLASH]
    chosen = plan_merge(MARIE, [other], choices=[FieldChoice("birthday", "b")])
    assert chosen.result.birthday == PartialDate(1981, 5, 1)
    assert [b.resolution for b in chosen.resolved] == [Resolution.CHOICE]
    forced = plan_merge(MARIE, [other], overrides=[BlockerCode.BIRTHDAY_CLASH])
    assert forced.can_merge
    assert [b.resolution for b in forced.resolved] == [Resolution.OVERRIDE]
    assert forced.result.birthday == PartialDate(1980, 5, 1)


def test_birthdays_that_agree_complete_one_another() -> None:
    """X1: A date without its year takes the year of one that agrees; a leap day needs its year."""
    day = make("a", birthday=PartialDate(None, 5, 1))
    plan = plan_merge(day, [make("b", birthday=PartialDate(1980, 5))])
    assert plan.result.birthday == PartialDate(1980, 5, 1)
    assert plan.conflicts == ()
    leap = make("a", birthday=PartialDate(None, 2, 29))
    plan = plan_merge(leap, [make("b", birthday=PartialDate(1981))])
    assert codes(plan) == [BlockerCode.BIRTHDAY_CLASH]


def test_two_genders_are_a_blocker() -> None:
    """X2: GENDER_CLASH for stated genders that differ; to decline says nothing against one."""
    woman = make("a", gender=Gender(GenderCode.FEMALE))
    man = make("b", gender=Gender(GenderCode.MALE))
    assert codes(plan_merge(woman, [man])) == [BlockerCode.GENDER_CLASH]
    assert plan_merge(woman, [man], choices=[FieldChoice("gender", "b")]).can_merge
    assert plan_merge(woman, [man], overrides=[BlockerCode.GENDER_CLASH]).can_merge
    quiet = make("c", gender=Gender(GenderCode.DECLINED))
    assert plan_merge(woman, [quiet]).can_merge


def test_two_accounts_are_a_blocker_until_one_is_chosen() -> None:
    """R4: Two user accounts block a merge until one is chosen; an override is not enough."""
    one = make("a", external_ids=(ExternalId("account", "1"), ExternalId("crm", "9")))
    two = make("b", external_ids=(ExternalId("account", "2"),))
    assert codes(plan_merge(one, [two])) == [BlockerCode.TWO_ACCOUNTS]
    with pytest.raises(PlanError, match="two_accounts"):
        plan_merge(one, [two], overrides=[BlockerCode.TWO_ACCOUNTS])
    choice = ValueChoice("external_ids", ExternalId("account", "1"))
    chosen = plan_merge(one, [two], choices=[choice])
    assert chosen.can_merge
    assert chosen.result.external_ids == (ExternalId("crm", "9"), ExternalId("account", "2"))


def test_external_ids_are_all_kept() -> None:
    """X9: Ids in other systems are all kept through a merge."""
    one = make("a", external_ids=(ExternalId("crm", "1"),))
    two = make("b", external_ids=(ExternalId("crm", "2"), ExternalId("CRM", "1")))
    result = plan_merge(one, [two]).result
    assert result.external_ids == (ExternalId("crm", "1"), ExternalId("crm", "2"))


def test_a_list_over_its_limit_is_a_blocker_not_a_drop() -> None:
    """V16: More phones than the book allows is a blocker to resolve; nothing is dropped."""
    one = make("a", phones=tuple(phone(f"+3314020505{n}") for n in range(3)))
    two = make("b", phones=tuple(phone(f"+3314020506{n}") for n in range(3)))
    limits = FIELD_SERVICE.limits
    plan = plan_merge(one, [two], limits=limits)
    assert plan.blockers == (
        Blocker(BlockerCode.LIMIT_OVERFLOW, "phones", params=(("count", 6), ("limit", 5))),
    )
    assert len(plan.result.phones) == 6
    drop = ValueChoice("phones", two.profile.phones[0])
    chosen = plan_merge(one, [two], choices=[drop], limits=limits)
    assert chosen.can_merge
    assert [b.resolution for b in chosen.resolved] == [Resolution.CHOICE]
    assert plan_merge(one, [two], overrides=[BlockerCode.LIMIT_OVERFLOW], limits=limits).can_merge


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"emails": (EmailAddress("a@b.fr"),)}, "emails"),
        ({"addresses": (PostalAddress("1 rue A"),)}, "addresses"),
        ({"phones": (phone("+33612345678", kind=PhoneKind.MOBILE),)}, "phones"),
    ],
)
def test_every_limited_list_has_its_blocker(fields: dict[str, Any], named: str) -> None:
    """V16: E-mails, mobiles and addresses over a limit are blockers as well."""
    limits = ContactLimits(0, 0, 0, 0)
    plan = plan_merge(make("a", **fields), [make("b")], limits=limits)
    assert [b.field for b in plan.blockers] == [named]


def test_texts_too_long_to_join_are_a_blocker() -> None:
    """X2: Free texts that do not fit together are chosen between, not cut."""
    long = make("a", info="x" * (INFO_LIMIT - 1))
    plan = plan_merge(long, [MARY])
    assert [(b.code, b.field) for b in plan.blockers] == [(BlockerCode.LIMIT_OVERFLOW, "info")]
    assert plan.result.info == long.profile.info
    assert plan_merge(long, [MARY], choices=[FieldChoice("info", "b")]).can_merge


def test_an_ignored_pair_is_a_blocker() -> None:
    """X2: IGNORED_PAIR for any two of the clients, until a person overrides it."""
    third = make("c")
    plan = plan_merge(MARIE, [MARY, third], ignored=[("b", "c"), ("c", "z")])
    assert plan.blockers == (Blocker(BlockerCode.IGNORED_PAIR, client_ids=("b", "c")),)
    assert plan_merge(
        MARIE, [MARY, third], ignored=[("b", "c")], overrides=[BlockerCode.IGNORED_PAIR]
    ).can_merge


def test_what_the_links_say_is_a_blocker() -> None:
    """X5: A collision of links is a typed blocker; counts per kind are in the plan."""
    collision = Blocker(BlockerCode.LINK_CONFLICT, "loyalty_card")
    plan = plan_merge(MARIE, [MARY], link_counts=[("loyalty_card", 1)], link_blockers=[collision])
    assert plan.blockers == (collision,)
    assert plan.link_counts == (("loyalty_card", 1),)


def test_any_block_blocks() -> None:
    """P13: A client blocked on either side is blocked after the merge; the number stays mobile."""
    block = BookingBlock(SYSTEM, T0)
    blocked = attrs.evolve(MARY, block=block)
    plan = plan_merge(MARIE, [blocked])
    assert plan.block == block
    assert plan.result.phones[0].is_mobile
    assert plan_merge(blocked, [MARIE]).block == block


def test_parts_of_a_name_are_never_mixed() -> None:
    """X1: A name takes parts it lacks from a name that says the same, never from another name."""
    given = make("a", name=PersonName(given="Marie"))
    plan = plan_merge(given, [make("b", name=PersonName("Jeanne", "Martin"))])
    assert plan.result.name == PersonName(given="Marie")
    assert [c.field for c in plan.conflicts] == ["name"]
    plan = plan_merge(given, [make("b", name=PersonName("MARIE", "Dupont"))])
    assert plan.result.name == PersonName("Marie", "Dupont")
    assert plan.conflicts == ()
    whole = make("c", name=PersonName(full="Dupont Marie"))
    plan = plan_merge(whole, [make("d", name=PersonName("Marie", "Dupont"))])
    assert plan.result.name == PersonName("Marie", "Dupont", "Dupont Marie")
    plan = plan_merge(whole, [make("d", name=PersonName("Marie", "Durand"))])
    assert plan.result.name == PersonName(full="Dupont Marie")


def test_a_conflict_holds_every_value_and_who_decided() -> None:
    """X1: A conflict names each client's value, survivor first, and what decided."""
    plan = plan_merge(MARIE, [MARY], choices=[FieldChoice("company", "b")])
    by_field = {c.field: c for c in plan.conflicts}
    assert by_field["company"].values == (("a", "Garage du Lac"), ("b", "Dupont SARL"))
    assert by_field["company"].decided_by is DecidedBy.CHOICE
    assert by_field["name"].decided_by is DecidedBy.SURVIVOR


RULES: list[tuple[AttributeType, MergeRule, Any, Any, Any]] = [
    (AttributeType.INTEGER, MergeRule.SURVIVOR, 1, 2, 1),
    (AttributeType.INTEGER, MergeRule.NEWEST, 1, 2, 2),
    (AttributeType.INTEGER, MergeRule.HIGHEST, 1, 2, 2),
    (AttributeType.INTEGER, MergeRule.LOWEST, 2, 1, 1),
    (AttributeType.INTEGER, MergeRule.SUM, 1, 2, 3),
    (AttributeType.DECIMAL, MergeRule.SUM, Decimal("1.10"), Decimal("2.20"), Decimal("3.30")),
    (AttributeType.DATE, MergeRule.LOWEST, date(2024, 1, 2), date(2023, 1, 2), date(2023, 1, 2)),
    (AttributeType.BOOLEAN, MergeRule.HIGHEST, False, True, True),
    (AttributeType.STRING, MergeRule.HIGHEST, "b", "A", "b"),
    (AttributeType.STRING, MergeRule.SUM, "b", "a", "b"),
    (AttributeType.LIST, MergeRule.UNION, ("x", "y"), ("y", "z"), ("x", "y", "z")),
    (AttributeType.STRING, MergeRule.UNION, "x", "y", "x"),
    (AttributeType.CHOICE, MergeRule.HIGHEST, "gold", "silver", "gold"),
    (AttributeType.CHOICE, MergeRule.LOWEST, "gold", "silver", "silver"),
]


@pytest.mark.parametrize(("type_", "rule", "mine", "theirs", "expected"), RULES)
def test_an_attribute_follows_its_merge_rule(
    type_: AttributeType, rule: MergeRule, mine: Any, theirs: Any, expected: Any
) -> None:
    """X10: Attributes merge by their rule; a rule the type cannot follow keeps the survivor's."""
    choices = ("silver", "gold") if type_ is AttributeType.CHOICE else ()
    definition = AttributeDefinition("Level", type_, choices=choices, merge_rule=rule)
    a = make("a", attributes=(Attribute("level", mine),))
    b = make("b", days=1, attributes=(Attribute("level", theirs),))
    plan = plan_merge(a, [b], definitions=[definition])
    assert plan.result.attribute("level") == expected
    by_rule = DecidedBy.SURVIVOR if rule is MergeRule.SURVIVOR else DecidedBy.RULE
    assert [c.decided_by for c in plan.conflicts] == [by_rule]
    chosen = plan_merge(
        a, [b], definitions=[definition], choices=[FieldChoice("attribute:LEVEL", "b")]
    )
    assert chosen.result.attribute("level") == theirs


def test_an_attribute_without_definition_or_of_two_types_is_the_survivors() -> None:
    """X10: Without a definition, or with values of two types, the survivor's value stands."""
    definition = AttributeDefinition("x", AttributeType.INTEGER, merge_rule=MergeRule.SUM)
    a, b = (make(i, attributes=(Attribute("x", v),)) for i, v in (("a", 1), ("b", "two")))
    assert plan_merge(a, [b], definitions=[definition]).result.attribute("x") == 1
    assert plan_merge(b, [a]).result.attribute("x") == "two"


def test_equal_plans_have_equal_hashes() -> None:
    """P21: The same clients and choices give the same plan and hash; any change another."""
    plan = plan_merge(MARIE, [MARY])
    assert plan == plan_merge(MARIE, [MARY])
    assert plan.hash != plan_merge(MARIE, [attrs.evolve(MARY, revision=2)]).hash
    assert plan.hash != plan_merge(MARY, [MARIE]).hash
    assert plan.hash != plan_merge(MARIE, [MARY], choices=[FieldChoice("name", "b")]).hash
    assert len({plan, plan_merge(MARIE, [MARY])}) == 1


def test_a_plan_shows_no_personal_value_in_its_repr() -> None:
    """X1: repr of a plan names clients and fields, never a person's values."""
    text = repr(plan_merge(MARIE, [MARY], choices=[FieldChoice("company", value="Secret Ltd")]))
    for value in ("Marie", "Dupont", "+33", "example.fr", "lavender", "Secret"):
        assert value not in text
