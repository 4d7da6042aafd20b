"""A whole name in one column is its bearer's, in any order, on a number of the family."""

import pytest
from tests.book.conftest import region
from tests.book.people import ANNE, mobile

from clientbook import ClientBook, MemoryStore, OnDuplicate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.verdicts import VerdictKind

FAMILIES = [
    "Le Goff", "de La Tour", "Ben Saïd", "Van den Berg", "El Amrani", "Di Marco", "O'Brien",
    "Mac Donald", "St John", "Da Silva Santos", "von der Heide", "García López", "Al-Sayed",
    "Ò Riain",
]  # fmt: skip
SPELLINGS = ["{given} {family}", "{family} {given}", "{family}, {given}", "{upper} {given}"]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("family", FAMILIES)
def test_whose_whole_name_it_is_is_meant_however_it_is_written(family: str, spelling: str) -> None:
    """X31, X32: several given or family names may come in any order, also behind a particle."""
    book = ClientBook(MemoryStore(), settings=region("FR"))
    ids = {}
    for given in ("Li", "Marie", "Yvonnick"):
        profile = Profile(name=PersonName(given=given, family=family), phones=(mobile(),))
        ids[given] = book.clients.create(profile, by=ANNE, on_duplicate=OnDuplicate.ALLOW).id
    for given, client_id in ids.items():
        said = spelling.format(given=given, family=family, upper=family.upper())
        answer = book.clients.check(Profile(name=PersonName(full=said), phones=(mobile(),)))
        assert (answer.kind, answer.client and answer.client.id) == (VerdictKind.SAME, client_id)


PAIRS = [("Hugo", "Olivier"), ("Marie", "Rose"), ("Yann", "Nolwenn"), ("Jean-Paul", "Li")]


@pytest.mark.parametrize("family", [*FAMILIES, "Martin Durand", "Abdel Rahman", "Saint Martin"])
def test_two_of_a_family_stay_two_however_either_is_written(family: str) -> None:
    """X31, X32: a family name of two words, in one piece with a given name, is not its bearer's."""
    for one, two in [pair for both in PAIRS for pair in (both, both[::-1])]:
        for held in (PersonName(given=one, family=family), PersonName(full=f"{one} {family}")):
            book = ClientBook(MemoryStore(), settings=region("FR"))
            book.clients.create(Profile(name=held, phones=(mobile(),)), by=ANNE)
            for spelling in SPELLINGS:
                said = spelling.format(given=two, family=family, upper=family.upper())
                asked = Profile(name=PersonName(full=said), phones=(mobile(),))
                answer = book.clients.check(asked)
                assert answer.kind is not VerdictKind.SAME, (held, said)
                if held.given:  # nobody guessed where that name ends
                    assert answer.kind is VerdictKind.NEW, (held, said)
