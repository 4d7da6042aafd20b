"""The kind that a number says of itself, and the kind that somebody gave it."""

import attrs
import pytest

from clientbook import PhoneKind, PhoneNumber, parse_phone
from clientbook.parsing.phone_kinds import declared_kind, inferred_kind


@pytest.mark.parametrize(
    ("text", "region", "kind"),
    [
        ("06 12 34 56 78", "FR", PhoneKind.MOBILE),
        ("01 42 34 56 78", "FR", PhoneKind.OTHER),
        ("418 555 0123", "CA", PhoneKind.UNKNOWN),
    ],
)
def test_a_kind_that_the_number_says_was_declared_by_nobody(
    text: str, region: str, kind: PhoneKind
) -> None:
    """I3, X53: What parse_phone() infers is no declaration; anything else is one."""
    number = parse_phone(text, region=region)
    assert inferred_kind(number) is kind
    assert declared_kind(number) is None
    assert declared_kind(attrs.evolve(number, kind=PhoneKind.FAX)) is PhoneKind.FAX


def test_a_number_out_of_use_keeps_the_kind_it_has() -> None:
    """I3: Of a number that no plan knows any more nothing is inferred."""
    number = PhoneNumber("+33999999999999", PhoneKind.MOBILE)
    assert inferred_kind(number) is None
    assert declared_kind(number) is PhoneKind.MOBILE
