"""Two names on one telephone number, each in columns and in one piece, either of them known."""

from itertools import product

from tests.book.people import mobile

from clientbook.domain.names import PersonName
from clientbook.domain.profiles import Profile
from clientbook.identity.rules import decide
from clientbook.identity.verdicts import Holder, VerdictKind


def said(text: str) -> PersonName:
    """Return a name in columns (``"Ann | Lee"``), or in one piece."""
    given, bar, family = text.partition("|")
    if not bar:
        return PersonName(full=text)
    return PersonName(given=given.strip() or None, family=family.strip() or None)


def ways(text: str) -> tuple[PersonName, ...]:
    """Return a name as it is said; one in columns also in one piece."""
    whole = PersonName(full=" ".join(text.replace("|", " ").split()))
    return (said(text), whole) if "|" in text else (whole,)


def verdicts(a: str, b: str) -> set[VerdictKind]:
    """Return the verdicts of two names in all ways, whichever is known and whichever arrives."""
    return {
        decide(_named(arriving), [Holder(_named(known), "c1")]).kind
        for one, two in product(ways(a), ways(b))
        for known, arriving in ((one, two), (two, one))
    }


def _named(name: PersonName) -> Profile:
    return Profile(name=name, phones=(mobile(),))
