"""Numbers and times as the people who read a book read them."""

from datetime import datetime

import attrs

from clientbook.domain.phone_display import display_phone
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.settings import NO_REGION, BookSettings, zone_of
from clientbook.domain.typed import typed


@attrs.frozen(field_transformer=typed)
class Audience:
    """Where the readers of a list, a report or a terminal are.

    Args:
        region: Whose numbers are written without country code (ISO 3166-1 alpha-2).
        time_zone: In which times are told, as an IANA name.
    """

    region: str = NO_REGION
    time_zone: str = "UTC"

    @classmethod
    def of(cls, settings: BookSettings) -> "Audience":
        """Return the people of a book."""
        return cls(settings.default_region, settings.time_zone)

    def phone(self, phone: PhoneNumber) -> str:
        """Return a number as they read it, such as ``"06 12 34 56 78"``."""
        return display_phone(phone, self.region)

    def time(self, at: datetime) -> str:
        """Return a time with its zone, such as ``"2026-07-03 08:00 CEST"``."""
        return f"{at.astimezone(zone_of(self.time_zone)):%Y-%m-%d %H:%M %Z}"

    def day(self, at: datetime) -> str:
        """Return the day of a time, such as ``"2026-07-03"``."""
        return f"{at.astimezone(zone_of(self.time_zone)):%Y-%m-%d}"
