"""How values are shown: times in the book's zone, numbers and names as the reader writes them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

import attrs

from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import AttributeValue
from clientbook.domain.dates import PartialDate
from clientbook.domain.phone_display import display_phone
from clientbook.domain.phones import PhoneNumber
from clientbook.domain.settings import NO_REGION, BookSettings
from clientbook.messages.catalogue import Language
from clientbook.messages.figures import whole
from clientbook.messages.page_texts import counted_text, has_text, page_text
from clientbook.messages.refusals import told
from clientbook.reports.figures import percent

_SPACE: Mapping[Language, str] = {"en": ", ", "fr": " à "}


@attrs.frozen
class Locale:
    """The language, time zone and region in which values are shown to whoever reads.

    Args:
        language: Of words, dates and numbers.
        zone: Where times are shown.
        region: Whose telephone numbers are written without country code.
    """

    language: Language = "en"
    zone: tzinfo = UTC
    region: str = NO_REGION

    @classmethod
    def of(cls, settings: BookSettings, language: Language | None = None) -> "Locale":
        """Return the locale of a book, in the reader's language where it is known."""
        return cls(language or settings.language, settings.zone, settings.default_region)

    def t(self, key: str, **parts: object) -> str:
        """Return a text of the pages."""
        return page_text(self.language, key, **parts)

    def n(self, key: str, number: int, **parts: object) -> str:
        """Return a text about a number of things; ``{count}`` is the number as people write it."""
        return counted_text(self.language, key, number, count=self.whole(number), **parts)

    def word(self, group: str, value: str) -> str:
        """Return the word for a value of a closed set, the value itself where there is none."""
        key = f"{group}_{value}"
        return self.t(key) if has_text(key) else value.replace("_", " ")

    def words(self, group: str, values: Iterable[str]) -> list[tuple[str, str]]:
        """Return values of a closed set with their words, as a list of choices wants them."""
        return [(value, self.word(group, value)) for value in values]

    def told(self, problem: str, hint: str = "") -> str:
        """Return what an error says of a file or its columns, as sentences for a person."""
        said = (told(part, self.language) for part in (problem, hint) if part)
        return " ".join(f"{part[:1].upper()}{part[1:]}." for part in said)

    def whole(self, number: int) -> str:
        """Return a count with its thousands set apart."""
        return whole(number, self.language)

    def amount(self, number: Decimal) -> str:
        """Return a number with its decimal mark and its thousands set apart."""
        whole_part, _, rest = f"{abs(number):f}".partition(".")
        mark = "," if self.language == "fr" else "."
        shown = self.whole(int(whole_part)) + (mark + rest if rest else "")
        return f"\u2212{shown}" if number < 0 else shown

    def percent(self, part: float) -> str:
        """Return a share in percent."""
        return percent(part, self.language)

    def day(self, day: date | datetime) -> str:
        """Return a day, such as ``28 Nov 2026``; of a time, the day in the book's zone."""
        if isinstance(day, datetime):
            day = day.astimezone(self.zone).date()
        return f"{day.day} {self._month(day.month)} {day.year}"

    def when(self, at: datetime) -> str:
        """Return a time, such as ``28 Nov 2026, 14:05``, in the book's zone."""
        local = at.astimezone(self.zone)
        return f"{self.day(at)}{_SPACE[self.language]}{local:%H:%M}"

    def birthday(self, born: PartialDate) -> str:
        """Return a date of which a part may be unknown."""
        parts = [
            str(born.day) if born.day else "",
            self._month(born.month) if born.month else "",
            str(born.year) if born.year else "",
        ]
        return " ".join(part for part in parts if part)

    def phone(self, phone: PhoneNumber) -> str:
        """Return a number as people of the book's region read it."""
        return display_phone(phone, self.region)

    def address(self, address: PostalAddress) -> tuple[str, ...]:
        """Return an address as lines."""
        if address.full:
            return tuple(address.full.splitlines())
        town = " ".join(p for p in (address.postcode, address.locality) if p)
        lines = (address.extended, address.street, address.po_box, address.district, town)
        ends = (address.region, address.country or address.country_code)
        return tuple(line for line in (*lines, *ends) if line)

    def value(self, value: AttributeValue) -> str:
        """Return the value of a custom attribute."""
        match value:
            case bool():
                return self.t("common.yes" if value else "common.no")
            case tuple():
                return ", ".join(value)
            case date():
                return self.day(value)
            case Decimal():
                return self.amount(value)
            case _:
                return str(value)

    def _month(self, month: int) -> str:
        return self.t(f"common.month_{month}")
