"""What the lines of the table are made of."""

import attrs
from tests.book.people import landline, mobile, person

from clientbook.domain.dates import PartialDate
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.identity.keys import identity_keys, phone_key
from clientbook.identity.verdicts import VerdictKind

SAME, UNSURE, NEW = VerdictKind
ONE, TWO, THREE = mobile("+33611111111"), mobile("+33622222222"), mobile("+33633333333")
HOME = landline()
BORN = PartialDate(1980, 5, 17)
FATHER = PartialDate(1951, 12, 3)
MARIE = "Marie Dupont"
WOMAN, MAN = Gender(GenderCode.FEMALE), Gender(GenderCode.MALE)


@attrs.frozen
class Case:
    """One line of the table.

    Args:
        name: What it shows.
        known: Who is in the book.
        arriving: Who comes.
        kind: The verdict.
        whom: Places in *known* of those it is or may be.
        marked: Contact points marked as shared.
    """

    name: str
    known: tuple[Profile, ...]
    arriving: Profile
    kind: VerdictKind
    whom: tuple[int, ...] = ()
    marked: tuple[str, ...] = ()

    @property
    def by_card(self) -> bool:
        """False where a card cannot say it: ids of other systems."""
        return not self.arriving.external_ids

    @property
    def by_file(self) -> bool:
        """False where a file knows a row by all it says, or asks.

        Its rows are read again and again: where all that comes with a name is marked as shared
        (tests/book/imports/test_name_alone.py), and where one of those who may be meant is just as
        the row says (tests/book/imports/test_own_exports.py).
        """
        if self.kind is UNSURE and self.arriving in self.known:
            return False
        marked = {phone_key(contact) for contact in self.marked}
        return not marked or not identity_keys(self.arriving) <= marked


def crowd(count: int) -> tuple[Profile, ...]:
    """Return people of other names with one number, such as the shop's own."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return tuple(
        person(f"{letters[n].upper() * 2}xo Z{letters[n] * 3}ner", ONE) for n in range(count)
    )


def full(text: str, *phones: PhoneNumber, gender: Gender | None = None) -> Profile:
    """Return somebody by a name in one piece."""
    return Profile(name=PersonName(full=text), phones=phones, gender=gender)


def one(name: str, known: Profile, arriving: Profile, kind: VerdictKind) -> Case:
    """A case of one client, who is meant unless the verdict is NEW."""
    return Case(name, (known,), arriving, kind, () if kind is NEW else (0,))


MARIE_ONE = person(MARIE, ONE)
TOM = person("Tom Lee", ONE)
GARAGE = Profile(company="Garage Nord", phones=(ONE,))
