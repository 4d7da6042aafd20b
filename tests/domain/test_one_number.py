"""One number of which several places say something."""

from itertools import permutations

import pytest

from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.merging.survivorship import merge_lists

MOBILE, HOME, WORK, MAIN, FAX, PAGER, OTHER, UNKNOWN = (
    *(PhoneKind.MOBILE, PhoneKind.HOME, PhoneKind.WORK, PhoneKind.MAIN),
    *(PhoneKind.FAX, PhoneKind.PAGER, PhoneKind.OTHER, PhoneKind.UNKNOWN),
)
# What is said of a number, in any order, and what it is then.
SAID = [
    ((OTHER, MOBILE), MOBILE),
    ((HOME, MOBILE), MOBILE),
    ((WORK, MOBILE), MOBILE),
    ((MAIN, MOBILE), MOBILE),
    ((FAX, MOBILE), MOBILE),
    ((UNKNOWN, MOBILE), MOBILE),
    ((OTHER, HOME, MOBILE), MOBILE),
    ((OTHER, HOME), HOME),
    ((UNKNOWN, WORK), WORK),
    ((OTHER, FAX), FAX),
    ((FAX, HOME), HOME),
    ((OTHER, UNKNOWN), UNKNOWN),
    ((OTHER, PAGER), PAGER),
]


@pytest.mark.parametrize(("said", "kind"), SAID)
def test_the_most_telling_kind_of_a_number_wins_wherever_it_stands(
    said: tuple[PhoneKind, ...], kind: PhoneKind
) -> None:
    """S4: columns of a row, properties of a card and clients that become one follow one rule."""
    for kinds in permutations(said):
        phones = tuple(PhoneNumber("+14155552671", each) for each in kinds)
        assert [p.kind for p in Profile(phones=phones).phones] == [kind]
        assert [p.kind for p in merge_lists("phones", [(p,) for p in phones])] == [kind]


def test_of_two_places_the_first_one_stays() -> None:
    """A number at home and at work is where it was said first."""
    phones = (PhoneNumber("+14155552671", WORK), PhoneNumber("+14155552671", HOME))
    assert Profile(phones=phones).phones == phones[:1]


def test_a_label_and_a_preference_are_not_lost_with_the_second_place() -> None:
    """What only one of the places says stays said."""
    plain = PhoneNumber("+14155552671", OTHER)
    told = PhoneNumber("+14155552671", OTHER, label="mum", raw="415 555 2671", preferred=True)
    assert Profile(phones=(plain, told)).phones == Profile(phones=(told, plain)).phones == (told,)


def test_numbers_of_other_extensions_are_other_numbers() -> None:
    """Two desks behind one switchboard are two numbers."""
    phones = tuple(PhoneNumber("+14155552671", WORK, extension=e) for e in ("1", "2"))
    assert Profile(phones=phones).phones == phones
