"""What an entry point asks of a profile: requirements, limits, types; one validator for all."""

from collections.abc import Iterator

from clientbook.book.clients.attributes import attribute_issues, load_definitions
from clientbook.book.contexts import Context
from clientbook.domain.checks import check_type
from clientbook.domain.countries import country_of
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import NO_REGION, EntryPoint
from clientbook.errors import InvalidProfileError, InvalidValueError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.emails import read_email
from clientbook.parsing.phones import parse_phone

_NO_NUMBERS = frozenset(
    {IssueCode.PHONE_TOO_SHORT, IssueCode.PHONE_TOO_LONG, IssueCode.PHONE_NEEDS_AREA_CODE}
)
"""What keeps a number out that a program made; which ranges are in use it may know better."""


def profile_issues(
    context: Context, profile: Profile, entry_point: EntryPoint
) -> tuple[Issue, ...]:
    """Return everything that keeps a profile from coming in at an entry point."""
    check_type("profile", profile, Profile)
    check_type("entry_point", entry_point, EntryPoint)
    settings = context.settings
    issues = (
        *contact_issues(profile),
        *settings.requirements_of(entry_point).missing(profile, settings),
        *settings.limits.exceeded(profile),
    )
    if not profile.attributes:
        return issues
    return (*issues, *attribute_issues(profile.attributes, load_definitions(context)))


def contact_issues(profile: Profile) -> Iterator[Issue]:
    """Yield what is wrong with contact points that no file could bring in (SPEC K1).

    A value that a program makes by itself, such as ``EmailAddress(text)``, has the form of one and
    no more: what a cell of a file would be refused for, it is refused for here.
    """
    for email in profile.emails:
        try:
            same = read_email(email.key).key == email.key  # a spelling of one is one
        except InvalidValueError as error:
            yield error.issue
        else:
            if not same:
                reason = "more than an address; read it with parse_email()"
                yield Issue.of(IssueCode.INVALID_VALUE, "email", reason=reason)
    for phone in profile.phones:
        try:
            parse_phone(phone.e164, region=NO_REGION)
        except InvalidValueError as error:
            if error.issue.code in _NO_NUMBERS:
                yield error.issue
    for address in profile.addresses:
        code = address.country_code
        if code is not None and country_of(code) != code:
            reason = "expected two capital letters (ISO 3166-1)"
            yield Issue.of(IssueCode.INVALID_VALUE, "address.country_code", reason=reason)


def accept(context: Context, profile: Profile, entry_point: EntryPoint) -> None:
    """Refuse a profile that lacks what its entry point requires.

    Raises:
        InvalidProfileError: With every reason.
    """
    issues = profile_issues(context, profile, entry_point)
    if issues:
        raise InvalidProfileError(issues)


def accept_change(context: Context, before: Profile, after: Profile) -> None:
    """Refuse a change that takes away what is required, or goes over a limit.

    What was missing before stays allowed, so that a profile that came in elsewhere can
    be completed bit by bit.

    Raises:
        InvalidProfileError: With every reason the change adds.
    """
    issues = profile_issues(context, after, EntryPoint.MANUAL)
    if issues:
        old = set(profile_issues(context, before, EntryPoint.MANUAL))
        new = tuple(issue for issue in issues if issue not in old)
        if new:
            raise InvalidProfileError(new)
