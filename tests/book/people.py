"""People for tests, in one line each."""

from clientbook.domain.clients import Actor
from clientbook.domain.emails import EmailAddress
from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import ExternalId, Profile

ANNE = Actor("anne", "desk")
BOB = Actor("bob", "phone-app")
MOBILE = "+33612345678"
LANDLINE = "+33142345678"


def mobile(number: str = MOBILE) -> PhoneNumber:
    return PhoneNumber(number, PhoneKind.MOBILE)


def landline(number: str = LANDLINE) -> PhoneNumber:
    return PhoneNumber(number, PhoneKind.HOME)


def person(
    name: str | None = None,
    *phones: PhoneNumber,
    email: str | None = None,
    ids: tuple[tuple[str, str], ...] = (),
    **fields: object,
) -> Profile:
    """Return a profile; a name of two words is given and family."""
    if name is not None:
        given, _, family = name.partition(" ")
        fields["name"] = PersonName(given=given, family=family or None)
    if email is not None:
        fields["emails"] = (EmailAddress(email),)
    fields["external_ids"] = tuple(ExternalId(system, value) for system, value in ids)
    return Profile(phones=phones, **fields)  # type: ignore[arg-type]
