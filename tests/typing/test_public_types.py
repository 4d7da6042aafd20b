"""Typed uses of the public names: mypy --strict reads this file, pytest runs it."""

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile


def test_a_profile_is_a_typed_value() -> None:
    """What a form fills has the types a checker can see."""
    profile = Profile(name=PersonName(given="Marie"))
    shown: str = profile.display_name
    assert shown == "Marie"
