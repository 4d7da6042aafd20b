"""Clients the suite makes."""

from clientbook import Actor, ClientBook, PersonName, PhoneNumber, Profile

ANNE = Actor("anne")


def create(
    book: ClientBook, given: str = "Ann", family: str = "Roy", *, phone: str | None = None
) -> str:
    """Create a client and return its id."""
    phones = (PhoneNumber(phone),) if phone else ()
    profile = Profile(name=PersonName(given=given, family=family), phones=phones)
    return book.clients.create(profile, by=ANNE).id
