"""What an entry point asks of a profile: requirements, limits, types; one validator for all."""

from clientbook.book.clients.attributes import attribute_issues, load_definitions
from clientbook.book.contexts import Context
from clientbook.domain.checks import check_type
from clientbook.domain.profiles import Profile
from clientbook.domain.settings import EntryPoint
from clientbook.errors import InvalidProfileError
from clientbook.messages.issues import Issue


def profile_issues(
    context: Context, profile: Profile, entry_point: EntryPoint
) -> tuple[Issue, ...]:
    """Return everything that keeps a profile from coming in at an entry point."""
    check_type("profile", profile, Profile)
    check_type("entry_point", entry_point, EntryPoint)
    settings = context.settings
    issues = (
        *settings.requirements_of(entry_point).missing(profile, settings),
        *settings.limits.exceeded(profile),
    )
    if not profile.attributes:
        return issues
    return (*issues, *attribute_issues(profile.attributes, load_definitions(context)))


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
