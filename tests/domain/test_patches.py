"""Patches: values that say what to change."""

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.attributes import Attribute
from clientbook.domain.emails import EmailAddress
from clientbook.domain.patches import ProfilePatch, changed_between, conflicting_fields
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.errors import InvalidValueError, WrongTypeError
from clientbook.testing.strategies import profiles

PHONE = PhoneNumber("+33612345678", PhoneKind.MOBILE)


@settings(max_examples=20, deadline=None)
@given(profile=profiles(), other=profiles())
def test_a_patch_changes_what_it_names(profile: Profile, other: Profile) -> None:
    """K31: setting every field gives the other profile; no other field ever changes."""
    for field in FIELDS:
        patch = ProfilePatch(set={field: getattr(other, field)})
        patched = patch.apply(profile)
        assert set(changed_between(profile, patched)) <= {field}
        assert getattr(patched, field) == getattr(other, field)
        assert patch.changed_fields == (field,)
    whole = ProfilePatch(set={field: getattr(other, field) for field in FIELDS})
    assert whole.apply(profile) == other


@settings(max_examples=20, deadline=None)
@given(profile=profiles(), other=profiles())
def test_adding_and_removing_undo_one_another(profile: Profile, other: Profile) -> None:
    """Tags and numbers that were not there leave no trace once added and removed."""
    new = [tag for tag in other.tags if tag.casefold() not in {t.casefold() for t in profile.tags}]
    # A mark is taken from the number that had it: that leaves a trace, see M6.
    phones = [
        attrs.evolve(p, preferred=False)
        for p in other.phones
        if p.key not in {q.key for q in profile.phones}
    ]
    added = ProfilePatch(add={"tags": new, "phones": phones}).apply(profile)
    assert set(added.tags) == {*profile.tags, *new}
    assert ProfilePatch(remove={"tags": new, "phones": phones}).apply(added) == profile


@settings(max_examples=20, deadline=None)
@given(base=profiles(), theirs=profiles(), yours=profiles(), names=st.sets(st.sampled_from(FIELDS)))
def test_a_conflict_is_a_field_both_set_differently(
    base: Profile, theirs: Profile, yours: Profile, names: set[str]
) -> None:
    """X12: and where there is none, neither side's change is lost."""
    patch = ProfilePatch(set={name: getattr(yours, name) for name in names})
    conflicts = conflicting_fields(base, theirs, patch)
    for name in FIELDS:
        mine = name in names
        moved = getattr(base, name) != getattr(theirs, name)
        differ = getattr(theirs, name) != getattr(yours, name)
        assert (name in conflicts) is (mine and moved and differ)
    both = patch.apply(theirs)
    for name in FIELDS:
        assert getattr(both, name) == getattr(yours if name in names else theirs, name)


def test_a_value_that_is_there_is_replaced() -> None:
    """Marking a number preferred keeps one number; attributes keep one value a key."""
    profile = Profile(phones=(PHONE,), attributes=(Attribute("size", 4),))
    preferred = attrs.evolve(PHONE, preferred=True)
    patch = ProfilePatch(add={"phones": [preferred], "attributes": [Attribute("SIZE", 5)]})
    patched = patch.apply(profile)
    assert patched.phones == (preferred,)
    assert patched.attribute("size") == 5
    assert ProfilePatch(remove={"attributes": ["Size"]}).apply(patched).attributes == ()


def test_removing_by_key_and_clearing() -> None:
    """An e-mail goes whatever its letter case; None clears a list as well as a text."""
    profile = Profile(emails=(EmailAddress("Marie@a.fr"),), company="Nordet", tags=("VIP",))
    gone = ProfilePatch(remove={"emails": [EmailAddress("marie@A.fr")], "tags": ["vip"]})
    assert gone.apply(profile) == Profile(company="Nordet")
    assert ProfilePatch(set={"emails": None, "company": None}).apply(profile).emails == ()
    assert ProfilePatch().apply(profile) is profile


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"set": {"surname": "x"}}, "surname"),
        ({"add": {"company": ["x"]}}, "company"),
        ({"set": {"tags": ["a"]}, "add": {"tags": ["b"]}}, "tags"),
        ({"add": {"tags": "vip"}}, "list"),
        ({"remove": {"phones": PHONE}}, "list"),
        ({"set": {"tags": "vip"}}, "list"),
    ],
)
def test_a_patch_that_makes_no_sense_is_refused(options: dict[str, object], reason: str) -> None:
    """An unknown field, adding to a single value, one value for a list, setting and adding."""
    with pytest.raises(InvalidValueError, match=reason):
        ProfilePatch(**options)  # type: ignore[arg-type]


def test_a_patch_shows_no_value() -> None:
    """A patch in a log tells nothing of a person."""
    assert "Dupont" not in repr(ProfilePatch(set={"company": "Dupont"}))
    with pytest.raises(InvalidValueError):
        ProfilePatch(add={"attributes": ["size"]}).apply(Profile())


@pytest.mark.parametrize("name", ["phones", "emails", "addresses", "external_ids"])
@pytest.mark.parametrize("what", ["add", "remove"])
def test_a_patch_of_other_values_is_refused(name: str, what: str) -> None:
    """N6: a text among numbers is refused by name and type, without being quoted."""
    values: Any = {name: ["06 12 34 56 78"]}
    patch = ProfilePatch(add=values) if what == "add" else ProfilePatch(remove=values)
    with pytest.raises(WrongTypeError) as refused:
        patch.apply(Profile())
    assert name in str(refused.value)
    assert "06" not in str(refused.value)
