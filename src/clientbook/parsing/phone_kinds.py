"""What a telephone number says of its own kind, and what somebody has said of it."""

from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.settings import NO_REGION
from clientbook.errors import InvalidValueError
from clientbook.parsing.phones import parse_phone


def inferred_kind(number: PhoneNumber) -> PhoneKind | None:
    """Return the kind that a number has where nobody says one; None for one no longer in use."""
    try:
        return parse_phone(number.e164, region=NO_REGION).kind
    except InvalidValueError:
        return None


def declared_kind(number: PhoneNumber) -> PhoneKind | None:
    """Return the kind that somebody gave a number, None where it is what the number says.

    A number that takes the place of another one keeps this, and nothing that was only inferred: a
    mobile that becomes a landline is no mobile any more.
    """
    return None if number.kind is inferred_kind(number) else number.kind
