"""A name with all its parts, wherever two names are to be told apart."""

from collections.abc import Callable

import attrs
import pytest
from tests.web.visitor import ANNA, Visitor, make_book, read

from clientbook import ClientBook, PersonName, Profile, ProfilePatch, parse_email, parse_phone
from clientbook.domain.clients import Client
from clientbook.domain.dates import PartialDate

EVI = PersonName("Eva", "Nam", prefix="Mme", suffix="Jr", nickname="Evi", maiden="Roux")
EVE = PersonName("Eva", "Nam", prefix="Dr", suffix="Sr", nickname="Eve", maiden="Blanc")


def _made(book: ClientBook, name: PersonName) -> Client:
    profile = Profile(
        name=name,
        emails=(parse_email("eva@nam.fr"),),
        phones=(parse_phone("06 12 34 56 78", region="FR"),),
        birthday=PartialDate(1988, 6, 27),
    )
    return book.clients.create(profile, by=ANNA)


def _profile(book: ClientBook) -> str:
    _made(book, EVE)
    return f"/clients/{_made(book, EVI).id}"


def _history(book: ClientBook) -> str:
    client = _made(book, EVE)
    book.clients.update(client.id, ProfilePatch(set={"name": EVI}), expected=None, by=ANNA)
    return f"/clients/{client.id}/history"


def _pair(book: ClientBook) -> str:
    return f"/duplicates/pair?a={_made(book, EVE).id}&b={_made(book, EVI).id}"


def _certain(book: ClientBook) -> str:
    _made(book, attrs.evolve(EVE, prefix="Mme", suffix="Jr"))  # two generations are not certain
    _made(book, EVI)
    return "/duplicates/safe"


@pytest.mark.parametrize("page", [_profile, _history, _pair, _certain])
def test_the_parts_of_a_name_are_shown(page: Callable[[ClientBook], str]) -> None:
    """X53: Title, suffix, nickname and name at birth stand on every page that tells two apart."""
    book = make_book()
    text = read(Visitor(book).get(page(book))).text
    for part in ("Mme", "Jr", "Evi", "Roux"):
        assert part in text, part
    others: dict[Callable[[ClientBook], str], tuple[str, ...]] = {
        _profile: (),
        _certain: ("Eve", "Blanc"),
    }
    for part in others.get(page, ("Dr", "Sr", "Eve", "Blanc")):
        assert part in text, part
