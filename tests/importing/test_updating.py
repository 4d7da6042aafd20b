"""What a row does to a known client: X13 by slot, S3; addresses that say a little more, F16."""

import datetime as dt
from typing import Any

import attrs
import pytest

from clientbook import SAFE, EmailAddress, PersonName, PostalAddress, Profile, parse_phone
from clientbook.domain.addresses import add_addresses, complete_address
from clientbook.domain.attributes import Attribute
from clientbook.domain.dates import PartialDate
from clientbook.domain.imports import OutcomeKind
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import ExternalId
from clientbook.domain.targets import Target
from clientbook.errors import MappingError
from clientbook.identity.verdicts import Holder
from clientbook.importing.decisions import known_row
from clientbook.importing.mapping import ColumnMapping, Mapping, UpdatePolicy
from clientbook.importing.tables import Row
from clientbook.importing.updating import Updates
from clientbook.importing.validation import RowChecker
from clientbook.messages.issues import IssueCode

FR = attrs.evolve(SAFE, default_region="FR")
OVER, FILL, CLEAR = "over", "fill", "clear"
LYON = PostalAddress(street="1 rue X", postcode="69001", locality="Lyon")
PARIS = PostalAddress(street="9 rue Z", extended="Apt 5", locality="Paris")


def mobile(text: str) -> Any:
    return attrs.evolve(parse_phone(text, region="FR"), kind=PhoneKind.MOBILE)


def landline(text: str) -> Any:
    return attrs.evolve(parse_phone(text, region="FR"), kind=PhoneKind.HOME)


def decided(profile: Profile, *columns: tuple[str, str, str]) -> Any:
    """Decide a row for somebody known; columns are (target, what the column does, cell)."""
    mapping = Mapping(
        tuple(
            ColumnMapping(
                f"T{n}",
                Target.parse(target),
                policy=UpdatePolicy.OVERWRITE if OVER in does else UpdatePolicy.FILL,
                blank_clears=CLEAR in does,
            )
            for n, (target, does, _) in enumerate(columns)
        )
    )
    header = tuple(column.header for column in mapping)
    checker = RowChecker(header, mapping, FR, today=dt.date(2026, 3, 1), partial=True)
    row = checker.check(Row(2, tuple(cell for *_, cell in columns)))
    person = Holder(profile=profile, client_id="c1")
    return known_row(row, person, updates=Updates.of(mapping, FR), limits=FR.limits)  # type: ignore[arg-type]


def updated(profile: Profile, *columns: tuple[str, str, str]) -> Profile:
    """Return the profile after the row; the row again must change nothing more."""
    name = ("given_name", FILL, "Ann")
    once = decided(profile, name, *columns)
    assert once.before == profile
    assert once.profile is not None, once.issues
    again = decided(once.profile, name, *columns)
    assert again.profile == once.profile
    return once.profile  # type: ignore[no-any-return]


def known(**fields: Any) -> Profile:
    return Profile(name=PersonName(given="Ann"), **fields)


A, B, C = (EmailAddress(f"{letter}@x.fr") for letter in "abc")
M1, M2, H1 = mobile("06 12 34 56 78"), mobile("06 99 88 77 66"), landline("01 43 55 12 34")

CONTACTS = [
    ("emails", (A, B), [("email.1", FILL, "a@x.fr"), ("email.2", CLEAR, "")], (A,)),
    ("emails", (A, B), [("email.2", OVER, "c@x.fr")], (A, C)),
    ("emails", (A, B), [("email.1", OVER, "c@x.fr")], (C, B)),
    ("emails", (A, B), [("email.1", OVER, "")], (A, B)),
    ("emails", (A, B), [("email.1", OVER, "b@x.fr"), ("email.2", OVER, "a@x.fr")], (B, A)),
    ("emails", (A,), [("email.2", OVER, "c@x.fr")], (A, C)),
    ("emails", (A,), [("email.2", CLEAR, "")], (A,)),
    ("emails", (A, B), [("email.1", CLEAR, ""), ("email.2", FILL, "b@x.fr")], (B,)),
    ("emails", (A, B), [("email.1", FILL, "c@x.fr")], (A, B, C)),
    ("phones", (H1, M1, M2), [("phone.mobile.2", OVER + CLEAR, "")], (H1, M1)),
    ("phones", (H1, M1), [("phone.mobile", OVER, "06 99 88 77 66")], (H1, M2)),
    ("phones", (H1, M1), [("phone.home", CLEAR, ""), ("phone.mobile", FILL, "0612345678")], (M1,)),
    ("phones", (M1,), [("phone.home", OVER, "01 43 55 12 34")], (M1, H1)),
]


@pytest.mark.parametrize(("field", "before", "columns", "after"), CONTACTS)
def test_s3_a_column_changes_the_slot_it_names(
    field: str, before: tuple[Any, ...], columns: list[tuple[str, str, str]], after: tuple[Any, ...]
) -> None:
    """X13, S3: overwriting slot 2 leaves slot 1, a blank clears its slot and no neighbour."""
    profile = updated(known(**{field: before}), *columns)
    assert [v.key for v in getattr(profile, field)] == [v.key for v in after]


ADDRESSES = [
    # fill: the address it belongs to is completed, another one is added
    ([LYON], [("address.city", FILL, "lyon"), ("address.street", FILL, "1, Rue X")], [LYON]),
    (
        [PostalAddress(street="12 rue des Lilas", postcode="69003")],
        [("address.street", FILL, "12, rue des lilas"), ("address.city", FILL, "Lyon")],
        [PostalAddress(street="12 rue des Lilas", postcode="69003", locality="Lyon")],
    ),
    (
        [LYON],
        [("address.street", FILL, "2 rue X"), ("address.city", FILL, "Lyon")],
        [LYON, PostalAddress(street="2 rue X", locality="Lyon")],
    ),
    # overwrite: the part of the slot, nothing beside it
    (
        [LYON, PARIS],
        [("address.2.city", OVER, "Lille")],
        [LYON, attrs.evolve(PARIS, locality="Lille")],
    ),
    ([LYON], [("address.city", OVER, "Bron")], [attrs.evolve(LYON, locality="Bron")]),
    (
        [LYON],
        [("address.city", OVER, "Bron"), ("address.country", FILL, "France")],
        [attrs.evolve(LYON, locality="Bron", country="France", country_code="FR")],
    ),
    # clear: the part of the slot, nothing beside it; an address of which nothing is left goes
    ([PARIS, LYON], [("address.street2", CLEAR, "")], [attrs.evolve(PARIS, extended=None), LYON]),
    (
        [LYON, PARIS],
        [
            ("address.street", FILL, "9 rue Z"),
            ("address.city", FILL, "Paris"),
            ("address.street2", CLEAR, ""),
        ],
        [LYON, attrs.evolve(PARIS, extended=None)],
    ),
    (
        [PostalAddress(locality="Lyon"), PARIS],
        [("address.city", CLEAR, "")],
        [PARIS],
    ),
]


@pytest.mark.parametrize(("before", "columns", "after"), ADDRESSES[:-1])
def test_s3_f16_columns_of_an_address(
    before: list[PostalAddress], columns: list[tuple[str, str, str]], after: list[PostalAddress]
) -> None:
    """S3, F16: parts of an address are filled, overwritten and cleared where they belong."""
    profile = updated(known(addresses=tuple(before)), *columns)
    assert [a.key for a in profile.addresses] == [a.key for a in after]


def test_s3_an_address_of_which_nothing_is_left_goes() -> None:
    """S3: clearing the only part of the first address leaves the second as it is."""
    before, columns, after = ADDRESSES[-1]
    profile = decided(known(addresses=tuple(before)), ("given_name", FILL, "Ann"), *columns).profile  # type: ignore[arg-type]
    assert [a.key for a in profile.addresses] == [a.key for a in after]  # type: ignore[attr-defined]


def test_s3_every_other_column_clears_what_it_names() -> None:
    """S3: nothing that a blank is said to clear is left in silence, and nothing besides goes."""
    profile = Profile(
        name=PersonName(given="Ann", family="Roy", nickname="Nan"),
        company="Acme",
        info="note",
        birthday=PartialDate(1980, 5, 17),
        tags=("vip", "gold"),
        websites=("https://a.fr/",),
        external_ids=(ExternalId("crm", "1"), ExternalId("till", "2")),
        attributes=(Attribute("size", "38"), Attribute("T9", "x"), Attribute("hair", "red")),
        emails=(A,),
    )
    blank = [
        "nickname", "company", "note", "birth_date.year", "tags", "website", "external_id:crm",
        "custom:Size", "custom",
    ]  # fmt: skip
    name = ("given_name", FILL, "Ann")
    after = decided(profile, name, *((target, CLEAR, "") for target in blank)).profile
    assert after == attrs.evolve(
        profile,
        name=PersonName(given="Ann", family="Roy"),
        company=None,
        info=None,
        birthday=PartialDate(None, 5, 17),
        tags=(),
        websites=(),
        external_ids=(ExternalId("till", "2"),),
        attributes=(Attribute("hair", "red"),),
    )


def test_s3_what_the_row_says_elsewhere_stands() -> None:
    """S3: a blank clears, then the row's other cells are added: two columns of notes, of tags."""
    profile = known(info="old", tags=("old", "vip"))
    after = updated(
        profile,
        ("note", CLEAR, ""),
        ("note", FILL, "new"),
        ("tags", CLEAR, ""),
        ("tags", FILL, "VIP"),
    )
    assert (after.info, after.tags) == ("new", ("vip",))


def test_s3_overwriting_an_unnamed_attribute_leaves_the_others() -> None:
    """S3: the column's own attribute is overwritten, one beside it only filled."""
    profile = known(attributes=(Attribute("t1", "old"), Attribute("size", "38")))
    after = updated(profile, ("custom", OVER, "new"), ("custom:Size", FILL, "40"))
    assert set(after.attributes) == {Attribute("t1", "new"), Attribute("size", "38")}


@pytest.mark.parametrize("target", ["consent.email", "blocked", "phone.1.label"])
def test_s3_what_a_blank_cannot_clear_is_refused(target: str) -> None:
    """S3: a column whose blank would clear nothing is refused when the mapping is made ready."""
    with pytest.raises(MappingError, match="clears nothing"):
        decided(known(), (target, CLEAR, ""))


def test_v40_a_row_that_clears_what_the_book_requires_is_refused() -> None:
    """V40, S3: the last e-mail of somebody who needs one is not cleared by a file."""
    booking = attrs.evolve(
        FR, requirements=tuple((e, attrs.evolve(r, all_of=("email",))) for e, r in FR.requirements)
    )
    reader = Mapping(
        (
            ColumnMapping("E", Target.parse("email.1"), blank_clears=True),
            ColumnMapping("N", Target.parse("given_name")),
        )
    )
    checker = RowChecker(("E", "N"), reader, booking, today=dt.date(2026, 3, 1), partial=True)
    row = checker.check(Row(2, ("", "Ann")))
    person = Holder(profile=known(emails=(A,)), client_id="c1")
    result = known_row(row, person, updates=Updates.of(reader, booking), limits=FR.limits)  # type: ignore[arg-type]
    assert result.kind is OutcomeKind.REJECTED
    assert [issue.code for issue in result.issues] == [IssueCode.MISSING_FIELD]


SAME = [
    (LYON, attrs.evolve(LYON, country="France", country_code="FR"), True),
    (attrs.evolve(LYON, country="France", country_code="FR"), LYON, True),
    (PostalAddress(street="12 Rue des Érables"), PostalAddress(street="12, rue des erables"), True),
    (PostalAddress(street="12, rue de l’Église"), PostalAddress(street="12 RUE DE L EGLISE"), True),
    (PostalAddress(street="3 quai d'Orsay"), PostalAddress(street="3 quai dOrsay"), True),
    (PostalAddress(street="1 St. John's Rd"), PostalAddress(street="1 St Johns Rd"), True),
    (PostalAddress(postcode="69 001"), LYON, True),
    (
        PostalAddress(street="1 rue X", postcode="69001"),
        PostalAddress(street="1 rue X", locality="Lyon"),
        True,
    ),
    (
        PostalAddress(locality="Lyon", region="Rhône"),
        PostalAddress(street="1 rue X", locality="Lyon"),
        False,
    ),
    (LYON, PARIS, False),
    (LYON, attrs.evolve(LYON, extended="Apt 2"), True),
    (attrs.evolve(LYON, extended="Apt 1"), attrs.evolve(LYON, extended="Apt 2"), False),
    (PostalAddress(country_code="FR"), PostalAddress(street="1 rue X"), False),
]


@pytest.mark.parametrize(("a", "b", "same"), SAME)
def test_f16_m14_an_address_that_says_more_is_the_same_address(
    a: PostalAddress, b: PostalAddress, same: bool
) -> None:
    """F16, M14: no contradiction, and one says all of the other or both name the place."""
    done = complete_address(a, b)
    assert (done is not None) == same
    assert (complete_address(b, a) is not None) == same
    if done is not None:
        parts = zip(done.parts, a.parts, b.parts, strict=True)
        assert all(bool(c) == bool(x or y) for c, x, y in parts)
        assert add_addresses([a], [b]) == (done,)
        assert add_addresses([done], [a, b, a]) == (done,)
    else:
        assert add_addresses([a], [b]) == (a, b)


# -- what the client has otherwise ----------------------------------------------------------------

KNOWN = Profile(
    name=PersonName(given="Marie", family="Dupont"),
    company="Nordet Bread",
    birthday=PartialDate(None, 2, 3),
    info="Allergic to latex. Comes on Mondays.",
    attributes=(Attribute("size", "40"),),
)

KEPT = [
    # target, cell, says something that is not taken
    ("company", "Sudet", True),
    ("company", "NORDET BREAD ", False),
    ("company", "Nordet", True),
    ("note", "allergic to latex", False),
    ("note", "Allergic to nuts", True),
    ("custom:size", "42", True),
    ("custom:size", "40", False),
    ("job_title", "Baker", False),
    ("birth_date", "03/02/1980", False),
    ("birth_date", "04/02/1980", True),
    ("given_name", "M.", False),
    ("given_name", "Mary", True),
    ("full_name", "DUPONT Marie", False),
    ("middle_name", "Anne", False),
]


@pytest.mark.parametrize(("target", "cell", "kept"), KEPT)
@pytest.mark.parametrize("does", [FILL, OVER])
def test_what_a_row_says_is_in_the_client_or_said_not_to_be(
    target: str, cell: str, kept: bool, does: str
) -> None:
    """X13: Where a column only fills blanks and the client has another value, the row says so."""
    row = decided(KNOWN, (target, does, cell))
    told = [issue for issue in row.issues if issue.code is IssueCode.VALUE_KEPT]
    assert bool(told) is (kept and does == FILL)
    if told:
        field = "name" if "name" in target else target
        assert [(issue.field, issue.column) for issue in told] == [(field, "T0")]


def test_a_birthday_takes_the_year_that_it_lacks() -> None:
    """X13: A part of a date is a blank as any other, and a year that stands is not overwritten."""
    with_year = updated(KNOWN, ("birth_date", FILL, "03/02/1980"))
    assert with_year.birthday == PartialDate(1980, 2, 3)
    assert updated(with_year, ("birth_date", FILL, "03/02/1981")).birthday == with_year.birthday


def test_the_second_row_of_a_person_loses_nothing_in_silence() -> None:
    """X13, V28: A note of a second row of the file, which the client has no room for, is named."""
    row = decided(KNOWN, ("note", FILL, "Left a coat"), ("company", FILL, "Sudet"))
    assert [(i.code, i.field, i.column) for i in row.issues] == [
        (IssueCode.VALUE_KEPT, "company", "T1"),
        (IssueCode.VALUE_KEPT, "note", "T0"),
    ]
