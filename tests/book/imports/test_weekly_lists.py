"""A list comes every week, and staff correct what it brought: nobody is ever created again."""

import random
from collections.abc import Callable

import attrs
import pytest
from tests.book.imports.conftest import BY

from clientbook import ClientBook, OutcomeKind, PersonName, Profile, ProfilePatch, Table
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.merges import BlockerCode
from clientbook.domain.phones import PhoneNumber

TITLES = ["First name", "Last name", "Mobile", "E-mail", "Birth date"]
GIVEN = ["Jeanne", "Paul", "Rose", "Marc", "Sonia", "Hugo", "Lina", "Yann", "Ines", "Luc"]
FAMILY = ["Roy", "Blanc", "Weil", "Le Goff", "Petit", "Garnier"]
KINDS = [(True, False), (False, True), (True, True)]
"""Whether a row has a number, and an e-mail address."""


@attrs.frozen
class Staff:
    """Whoever corrects the clients of a list.

    Args:
        book: Where.
        draw: What they come to do, the same each run.
        known: The ids that the rows of the list became.
        rows: Those rows.
    """

    book: ClientBook
    draw: random.Random
    known: list[str]
    rows: list[list[str]]

    def change(self, place: int, **fields: object) -> None:
        found = self.book.clients.get(self.known[place])
        self.book.clients.update(found.id, ProfilePatch(set=fields), expected=None, by=BY)

    def rename(self, place: int) -> None:
        family = f"Dupuis{self.draw.choice('abcdefgh')}"
        self.change(place, name=PersonName(given=self.draw.choice(GIVEN), family=family))

    def correct_birth(self, place: int) -> None:
        self.change(place, birthday=PartialDate(1950, self.draw.randint(1, 12), 3))

    def replace_phone(self, place: int) -> None:
        self.change(place, phones=(PhoneNumber(f"+337{self.draw.randint(10**7, 10**8 - 1)}"),))

    def remove_phone(self, place: int) -> None:
        self.change(place, phones=())

    def add_phone(self, place: int) -> None:
        number = PhoneNumber(f"+337{self.draw.randint(10**7, 10**8 - 1)}")
        held = self.book.clients.get(self.known[place]).profile.phones
        self.change(place, phones=(number, *held))

    def replace_email(self, place: int) -> None:
        address = f"new{self.draw.randint(1, 10**6)}@example.fr"
        self.change(place, emails=(EmailAddress(address),))

    def remove_email(self, place: int) -> None:
        self.change(place, emails=())

    def merge_into_card(self, place: int) -> None:
        name = PersonName(given=self.draw.choice(GIVEN), family="Martin")
        self.merge(self.book.clients.create(Profile(name=name), by=BY).id, place)

    def merge_two(self, place: int) -> None:
        self.merge(self.known[self.draw.randrange(len(self.known))], place)

    def merge(self, into: str, place: int) -> None:
        into, gone = self.book.clients.get(into).id, self.book.clients.get(self.known[place]).id
        if into != gone:
            plan = self.book.merges.plan(into, [gone], overrides=[BlockerCode.BIRTHDAY_CLASH])
            self.book.merges.merge(plan, by=BY)

    def mark_shared(self, place: int) -> None:
        phone, email = self.rows[place][2:4]
        self.book.privacy.mark_shared(phone or email, by=BY)


EDITS: tuple[Callable[[Staff, int], None], ...] = (
    Staff.rename,
    Staff.correct_birth,
    Staff.replace_phone,
    Staff.remove_phone,
    Staff.add_phone,
    Staff.replace_email,
    Staff.remove_email,
    Staff.merge_into_card,
    Staff.merge_two,
    Staff.mark_shared,
)


def _rows(draw: random.Random, count: int) -> list[list[str]]:
    """Return rows of people: no two share a name, a number or an address."""
    names = draw.sample([(g, f) for g in GIVEN for f in FAMILY], count)
    rows = []
    for n, (given, family) in enumerate(names):
        phone, email = draw.choice(KINDS)
        born = f"19{draw.randint(60, 99)}-0{draw.randint(1, 9)}-{draw.randint(10, 28)}"
        rows.append(
            [
                given,
                family,
                f"+3361234{n:04d}" if phone else "",
                f"{given}.{family}{n}@example.fr".replace(" ", "").lower() if email else "",
                born if draw.random() < 0.7 else "",
            ]
        )
    return rows


@pytest.mark.parametrize("seed", range(2))
def test_nobody_is_created_again_whatever_staff_corrected(each_book: ClientBook, seed: int) -> None:
    """X15, X31: between two readings of one list anything is edited; no row creates anybody."""
    draw = random.Random(seed)
    rows = _rows(draw, 14)
    table = Table.from_rows(TITLES, rows)
    first = each_book.imports.run(table, by=BY, source="till")
    known = [row.client_id or "" for row in each_book.imports.outcomes(first.id)]
    staff = Staff(each_book, draw, known, rows)
    for place in range(len(rows)):
        for edit in draw.choices(EDITS, k=draw.randint(1, 3)):
            edit(staff, place)
    planned = each_book.imports.plan(table, source="till").counts
    again = each_book.imports.run(table, by=BY, source="till")
    created = each_book.imports.outcomes(again.id, kinds=[OutcomeKind.CREATED])
    assert [rows[row.row - 2] for row in created] == []
    assert (planned, again.counts.rejected) == (again.counts, 0)
    for row in each_book.imports.outcomes(again.id, kinds=[OutcomeKind.REVIEW]):
        answer = each_book.clients.get(known[row.row - 2]).id
        assert answer in row.candidates
        each_book.imports.decide_row(again.id, row.row, into=answer, by=BY)
    last = each_book.imports.run(table, by=BY, source="till")
    assert (last.counts.created, last.counts.review) == (0, 0)
