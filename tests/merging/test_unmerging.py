"""Taking a merge apart, field by field."""

import attrs
import pytest

from clientbook.domain.attributes import Attribute
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.merging import split

A = PhoneNumber("+33612345678")
B = PhoneNumber("+33140205050")
C = PhoneNumber("+442071838750")


def test_a_scalar_edited_since_is_kept_and_listed() -> None:
    """X6: A value the merge brought and somebody changed since stays, as a conflict."""
    apart = split(Profile(), Profile(company="One"), Profile(company="Two"))
    assert apart.profile.company == "Two"
    assert apart.conflicting == ("company",)
    assert apart.kept == (("company", 1),)


def test_a_value_added_since_is_kept() -> None:
    """X6: A number added after the merge stays; the one the merge brought leaves."""
    apart = split(Profile(phones=(A,)), Profile(phones=(A, B)), Profile(phones=(A, B, C)))
    assert apart.profile.phones == (A, C)
    assert apart.kept == (("phones", 1),)
    assert apart.conflicting == ()


def test_a_value_removed_since_stays_removed() -> None:
    """X6: The survivor's own number, deleted after the merge, does not come back."""
    apart = split(Profile(phones=(A,)), Profile(phones=(A, B)), Profile(phones=(B, C)))
    assert apart.profile.phones == (C,)


def test_a_value_the_merge_dropped_comes_back() -> None:
    """X6: A number left out by choice comes back, whatever was added since."""
    apart = split(Profile(phones=(A,)), Profile(phones=(B,)), Profile(phones=(B, C)))
    assert apart.profile.phones == (A, C)


def test_a_brought_value_edited_since_is_a_conflict() -> None:
    """X6: A number the merge brought and somebody relabelled stays on the survivor, listed."""
    edited = attrs.evolve(B, label="office")
    apart = split(Profile(phones=(A,)), Profile(phones=(A, B)), Profile(phones=(A, edited)))
    assert apart.profile.phones == (A, edited)
    assert apart.conflicting == ("phones",)


def test_an_own_value_the_merge_refined_goes_back_unless_edited() -> None:
    """X6: A number that became mobile by the merge is what it was; an edited one stays."""
    mobile = attrs.evolve(A, kind=PhoneKind.MOBILE)
    now = Profile(phones=(mobile, C))
    assert split(Profile(phones=(A,)), Profile(phones=(mobile,)), now).profile.phones == (A, C)
    edited = attrs.evolve(mobile, label="mine")
    apart = split(Profile(phones=(A,)), Profile(phones=(mobile,)), Profile(phones=(edited,)))
    assert apart.profile.phones == (edited,)
    assert apart.kept == (("phones", 1),)


def test_joined_text_leaves_and_what_was_written_since_stays() -> None:
    """X6: The paragraphs the merge joined on leave; a paragraph added since stays."""
    merged = Profile(info="mine\n\ntheirs")
    apart = split(Profile(info="mine"), merged, Profile(info="mine\n\ntheirs\n\nnew"))
    assert apart.profile.info == "mine\n\nnew"
    assert apart.kept == (("info", 1),)
    assert apart.conflicting == ()
    apart = split(Profile(info="mine"), merged, Profile(info="mine\n\ntheirs, edited"))
    assert apart.profile.info == "mine\n\ntheirs, edited"
    assert apart.conflicting == ("info",)


@pytest.mark.parametrize("mine", ["mine", "mine\n\nand more"])
def test_text_written_over_the_survivors_own_stays_also_when_it_is_what_the_merge_brought(
    mine: str,
) -> None:
    """X6: whoever wrote it over all that stood there has changed it; it is no part that leaves."""
    apart = split(Profile(info=mine), Profile(info=f"{mine}\n\ntheirs"), Profile(info="theirs"))
    assert apart.profile.info == "theirs"
    assert apart.conflicting == ("info",)
    apart = split(Profile(), Profile(info="theirs"), Profile(info="theirs"))
    assert (apart.profile.info, apart.conflicting) == (None, ())


def test_attributes_go_back_one_by_one() -> None:
    """X6: An attribute the merge brought leaves, one edited since stays and is listed."""

    def with_(**values: int) -> Profile:
        return Profile(attributes=tuple(Attribute(k, v) for k, v in values.items()))

    apart = split(with_(a=1), with_(a=1, b=2, c=3), with_(a=1, b=2, c=4, d=5))
    assert apart.profile == with_(a=1, c=4, d=5)
    assert apart.conflicting == ("attribute:c",)
    assert apart.kept == (("attribute:c", 1), ("attribute:d", 1))
