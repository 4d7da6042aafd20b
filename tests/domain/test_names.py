"""What a name shows, and what it leaves out."""

import pytest

from clientbook import PersonName


@pytest.mark.parametrize(
    ("name", "besides"),
    [
        (PersonName(given="Eva", middle="Lou", family="Nam"), ()),
        (
            PersonName(given="Eva", family="Nam", prefix="Mme", nickname="Evi", maiden="Roux"),
            (("prefix", "Mme"), ("nickname", "Evi"), ("maiden", "Roux")),
        ),
        (PersonName(full="Dr Eva Nam", prefix="Dr", suffix="Jr"), (("suffix", "Jr"),)),
        (PersonName(full="Dr E. Nam", given="Eva", family="Nam"), (("given", "Eva"),)),
        (PersonName(nickname="Evi"), ()),
    ],
)
def test_a_name_tells_the_parts_that_are_not_shown(
    name: PersonName, besides: tuple[tuple[str, str], ...]
) -> None:
    """X53: Each part is either in the name that is shown or beside it, and none is in both."""
    assert name.besides == besides
