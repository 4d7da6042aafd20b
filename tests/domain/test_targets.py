"""The vocabulary of targets."""

import pytest

from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError


@pytest.mark.parametrize(
    "text",
    [
        "given_name", "phone.mobile", "phone.mobile.2", "phone.1", "phone.3.label", "email.2",
        "email.work", "address.postcode", "address.home.postcode", "address.1.city",
        "address.billing.line3", "birth_date.year", "consent.email.optout", "custom",
        "custom:Shoe size", "external_id:quickbooks", "skip",
    ],
)  # fmt: skip
def test_a_target_and_its_text_are_one_to_one(text: str) -> None:
    """Parsing what str() gives returns the same target."""
    assert str(Target.parse(text)) == text
    assert Target.parse(str(Target.parse(text))) == Target.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "surname", "phone.pigeon", "phone.0", "skip:x", "a b", "given_name.x", "email.1.2.3",
        "email.1.1", "email.01", "phone.mobile.1.2", "phone.2.mobile", "address.city.2",
        "address.2.3.city", "given_name.2", "birth_date.2", "note.1.2", "custom:", "external_id: ",
    ],
)  # fmt: skip
def test_a_text_outside_the_vocabulary_is_refused(text: str) -> None:
    """A typing mistake in a mapping is an error, never a silent skip."""
    with pytest.raises(InvalidValueError):
        Target.parse(text)


def test_the_first_value_needs_no_number() -> None:
    """phone.mobile.1 is phone.mobile, email is email.1, and their columns form one group."""
    assert Target.parse("phone.mobile.1") == Target.parse("phone.mobile")
    assert Target.parse("email") == Target.parse("email.1")
    assert Target.parse("address.1.city").group == Target.parse("address.city").group
