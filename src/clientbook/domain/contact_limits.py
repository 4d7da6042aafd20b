"""How many values a profile may hold."""

import attrs

from clientbook.domain.checks import not_negative, refuse
from clientbook.domain.doors import guarded
from clientbook.domain.profiles import Profile
from clientbook.domain.typed import typed
from clientbook.messages.issues import Issue, IssueCode


@guarded
@attrs.frozen(field_transformer=typed)
class ContactLimits:
    """How many values a profile may hold; mobiles are counted apart from other phones.

    Args:
        emails: E-mail addresses.
        phones: Numbers that are no mobiles.
        mobiles: Mobile numbers.
        addresses: Postal addresses.
    """

    emails: int = 50
    phones: int = 50
    mobiles: int = 50
    addresses: int = 50

    def __attrs_post_init__(self) -> None:
        not_negative("limits", self, ("emails", "phones", "mobiles", "addresses"))

    def of(self, what: str) -> int:
        """Return the limit of ``phone``, ``phone.mobile``, ``email`` or ``address``."""
        limits = {
            "phone": self.phones,
            "phone.mobile": self.mobiles,
            "email": self.emails,
            "address": self.addresses,
        }
        if what not in limits:
            raise refuse("limits", f"use fields among {', '.join(limits)}")
        return limits[what]

    def exceeded(self, profile: Profile) -> tuple[Issue, ...]:
        """Return one TOO_MANY_VALUES issue for each list that is too long."""
        if (
            len(profile.phones) <= min(self.phones, self.mobiles)
            and len(profile.emails) <= self.emails
            and len(profile.addresses) <= self.addresses
        ):
            return ()  # nearly every profile: no need to tell the kinds of numbers apart
        mobiles = len(profile.mobiles)
        found = (
            ("email", len(profile.emails), self.emails),
            ("phone", len(profile.phones) - mobiles, self.phones),
            ("phone.mobile", mobiles, self.mobiles),
            ("address", len(profile.addresses), self.addresses),
        )
        return tuple(
            Issue.of(IssueCode.TOO_MANY_VALUES, field, count=count, limit=limit)
            for field, count, limit in found
            if count > limit
        )
