"""What a book is set to: requirements, limits, topics; with the presets of four trades."""

from collections.abc import Callable, Iterable
from datetime import UTC, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal

import attrs

from clientbook._moved import renamed
from clientbook.domain import regions
from clientbook.domain.checks import check_type, not_negative, refuse, typed_values
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.doors import guarded
from clientbook.domain.phones import PhoneKind, PhoneNumber
from clientbook.domain.profiles import Profile
from clientbook.domain.typed import typed
from clientbook.messages.issues import Issue, IssueCode


class EntryPoint(StrEnum):
    """Where a profile comes in."""

    MANUAL = "manual"
    QUICK_ADD = "quick_add"
    IMPORT = "import"
    ONLINE_BOOKING = "online_booking"


class OnDuplicate(StrEnum):
    """What creating does when the person seems to be in the book already."""

    ALLOW = "allow"  # creates; nobody is looked up
    WARN = "warn"  # creates, and the answer names whom it may be
    REFUSE = "refuse"  # raises, and writes nothing


class OnBadValue(StrEnum):
    """What an import does with a value that cannot be read (SPEC X39)."""

    REJECT = "reject"  # the row is refused, so that somebody mends it
    KEEP = "keep"  # the row is imported, the value stays as text in ``Profile.unread``


_HAS: dict[str, Callable[[Profile], bool]] = {
    "name": lambda p: bool(p.name and (p.name.given or p.name.family or p.name.full)),
    "given_name": lambda p: bool(p.name and p.name.given),
    "family_name": lambda p: bool(p.name and p.name.family),
    "full_name": lambda p: bool(p.name and (p.name.full or (p.name.given and p.name.family))),
    "phone": lambda p: bool(p.phones),
    "mobile": lambda p: bool(p.mobiles),
    "email": lambda p: bool(p.emails),
}
REQUIRABLE = tuple(_HAS)
"""What requirements may name.

``name`` is any of given, family and full; ``full_name`` a name in one piece, or given and family.
"""


def _names(values: Any) -> tuple[str, ...]:
    return typed_values("requirements", values, str)


@guarded
@attrs.frozen
class Requirements:
    """What a profile needs to exist.

    Args:
        all_of: Fields of :data:`REQUIRABLE` that must all be there.
        any_of: Fields of which at least one must be there; empty asks for none.
    """

    all_of: tuple[str, ...] = attrs.field(default=(), converter=_names)
    any_of: tuple[str, ...] = attrs.field(default=(), converter=_names)

    def __attrs_post_init__(self) -> None:
        for field in (*self.all_of, *self.any_of):
            if field not in REQUIRABLE:
                raise refuse("requirements", f"use fields among {', '.join(REQUIRABLE)}")

    def missing(
        self, profile: Profile, settings: "BookSettings | None" = None
    ) -> tuple[Issue, ...]:
        """Return one MISSING_FIELD issue for each thing the profile lacks.

        Args:
            profile: The profile.
            settings: Whose ``unknown_phone_counts_as`` says what a mobile is; None takes declared
                mobiles only.
        """
        lacking = [f for f in self.all_of if not _has(profile, f, settings)]
        for field in self.any_of:
            if _has(profile, field, settings):
                break
        else:
            if self.any_of:
                lacking.append("|".join(self.any_of))
        return tuple([Issue.of(IssueCode.MISSING_FIELD, field) for field in lacking])


def _has(profile: Profile, field: str, settings: "BookSettings | None") -> bool:
    if field == "mobile" and settings is not None:
        return any(counts_as_mobile(phone, settings) for phone in profile.phones)
    return _HAS[field](profile)


@attrs.frozen(field_transformer=typed)
class ImportSettings:
    """What imports of a book accept.

    Args:
        max_rows: Most rows, header and blank rows not counted; None for no limit.
        max_bytes: Most bytes per kind of file, such as ``(("xlsx", 5_242_880),)``; kinds not
            named have the reader's own limit.
        encoding: Encoding of text files; None finds it.
        header_row: Row of the column titles, from 1; None finds it.
        single_sheet: True refuses workbooks of several sheets.
        unique_header: True refuses two equal column titles.
        strict: True refuses files with blank rows or columns, naming them.
        new_attributes: True lets unknown columns become custom attributes.
        skip_undecided: True skips columns nobody decided, and reads as an opt-out what may be one;
            False refuses to plan.
        on_bad_value: What becomes of a value that cannot be read; None refuses the row of a
            spreadsheet and keeps the card of an address book, which nobody mends by hand.
        history_days: How long runs can be looked up and undone.
        undo_visible_days: How long an undone run shows who undid it.
    """

    max_rows: int | None = None
    max_bytes: tuple[tuple[str, int], ...] = ()
    encoding: str | None = None
    header_row: int | None = None
    single_sheet: bool = False
    unique_header: bool = False
    strict: bool = False
    new_attributes: bool = True
    skip_undecided: bool = False
    on_bad_value: OnBadValue | None = None
    history_days: int = 20
    undo_visible_days: int = 5

    def __attrs_post_init__(self) -> None:
        numbers = ("max_rows", "header_row", "history_days", "undo_visible_days")
        not_negative("settings.imports", self, numbers)
        if self.undo_visible_days > self.history_days:
            raise refuse("settings.undo_visible_days", "never beyond history_days")


@attrs.frozen(field_transformer=typed)
class Topic:
    """A kind of message a client can subscribe to.

    Args:
        name: Its name, such as ``"MARKETING"`` or ``"Birthday club"``, always spelt so.
        subscribed: What holds while the client has said nothing.
    """

    name: str
    subscribed: bool = False


GENERAL = Topic("GENERAL", subscribed=True)
MARKETING = Topic("MARKETING", subscribed=False)

DateOrderName = Literal["DMY", "MDY", "YMD"]
NameOrder = Literal["given", "family"]
"""By which part of a name lists are sorted."""


NO_REGION = regions.NO_REGION
"""No default region: telephone numbers need their country code."""


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """Return a time zone by its IANA name.

    Raises:
        ZoneInfoNotFoundError: There is none of this name.
        ValueError: It is no name of a zone.
    """
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _each(**by_point: Any) -> tuple[tuple[EntryPoint, Any], ...]:
    return tuple((point, by_point.get(point.value, by_point["other"])) for point in EntryPoint)


def _region(value: str) -> str:
    """Converter: a region in capitals."""
    check_type("settings.default_region", value, str)
    region = value.strip().upper()
    regions.check_region(region, "settings.default_region")
    return region


def _topics(values: Iterable[Topic]) -> tuple[Topic, ...]:
    topics = typed_values("settings.topics", values, Topic)
    if not topics or not all(topic.name.strip() for topic in topics):
        raise refuse("settings.topics", "name at least one, and each of them")
    if any(topic.name == "*" or topic.name.casefold() == "all" for topic in topics):
        raise refuse("settings.topics", "'*' and ALL stand for every topic; choose another name")
    return topics


@guarded
@attrs.frozen(field_transformer=typed)
class BookSettings:
    """What a book is set to; presets are plain values, changed with ``attrs.evolve``.

    Args:
        default_region: Region of numbers without country code, ISO 3166-1 alpha-2;
            ``"ZZ"`` for none.
        language: Language of messages: ``"en"`` or ``"fr"``.
        date_order: Tie-breaker for ambiguous dates; None follows the region.
        requirements: What a profile needs, per entry point.
        on_duplicate: What creating does about duplicates.
        limits: How many values a profile may hold.
        imports: What imports accept.
        topics: Topics of this book and their defaults.
        unknown_phone_counts_as: MOBILE or OTHER: what a number counts as of which nobody said what
            it is, where the numbering plan cannot tell, for text messages, the booking gate,
            filters and search.  With OTHER, the careful default, nobody is texted on a guess: the
            only telephone column of a file is one of numbers that are no mobiles.
        partial_max: Longest search text matched as a beginning of words, in characters; None for
            any text.
        restore_days: How long a deleted client can be restored.
        names_sort_by: ``"given"`` sorts lists by the name as it is shown, ``"family"`` by family
            name, then given name.
        opt_outs_follow_addresses: True lets an opt-out of one client hold for everybody with the
            same number or e-mail address; False only once that client has left the book.
        time_zone: Where the book is kept, as an IANA name such as ``"Europe/Paris"``: times
            without a zone are read in it, and today is its today.
    """

    default_region: str = attrs.field(default=NO_REGION, converter=_region)
    language: Literal["en", "fr"] = "en"
    date_order: DateOrderName | None = None
    requirements: tuple[tuple[EntryPoint, Requirements], ...] = _each(
        other=Requirements(any_of=("name", "phone", "email"))
    )
    on_duplicate: tuple[tuple[EntryPoint, OnDuplicate], ...] = _each(other=OnDuplicate.WARN)
    limits: ContactLimits = attrs.field(factory=ContactLimits)
    imports: ImportSettings = ImportSettings()
    topics: tuple[Topic, ...] = attrs.field(
        default=(GENERAL, MARKETING),
        converter=_topics,
    )
    unknown_phone_counts_as: PhoneKind = PhoneKind.OTHER
    partial_max: int | None = None
    restore_days: int = 30
    names_sort_by: NameOrder = "given"
    opt_outs_follow_addresses: bool = True
    time_zone: str = attrs.field(default="UTC")

    @time_zone.validator
    def _check_zone(self, attribute: "attrs.Attribute[Any]", value: str) -> None:
        try:
            zone_of(value)
        except (LookupError, ValueError, OSError, TypeError):
            reason = "expected an IANA name such as Europe/Paris"
            raise refuse("settings.time_zone", reason) from None

    @property
    def zone(self) -> tzinfo:
        """The time zone itself."""
        return zone_of(self.time_zone)

    def changed_from(self, other: "BookSettings") -> tuple[str, ...]:
        """Return the names of the settings in which two differ, but for the language.

        The language of messages is a default that each call may change; it changes no value.
        """
        names = (a.name for a in attrs.fields(BookSettings) if a.name != "language")
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))

    def __attrs_post_init__(self) -> None:
        not_negative("settings", self, ("restore_days", "partial_max"))
        if self.unknown_phone_counts_as not in (PhoneKind.MOBILE, PhoneKind.OTHER):
            raise refuse("settings.unknown_phone_counts_as", "expected MOBILE or OTHER")

    def requirements_of(self, entry_point: EntryPoint) -> Requirements:
        """Return what a profile needs at this entry point."""
        return dict(self.requirements)[entry_point]

    def on_duplicate_of(self, entry_point: EntryPoint) -> OnDuplicate:
        """Return what this entry point does about duplicates."""
        return dict(self.on_duplicate)[entry_point]

    @property
    def tie_break(self) -> DateOrderName:
        """Date order used where a column's values leave it open."""
        if self.date_order is not None:
            return self.date_order
        return "MDY" if self.default_region in _MONTH_FIRST else "DMY"


def counts_as_mobile(phone: PhoneNumber, settings: BookSettings) -> bool:
    """Say whether text messages can be sent to a number and the booking gate knows it.

    One function for gate, reach, filters and search (SPEC P15, K24, K28).
    """
    if phone.kind is PhoneKind.UNKNOWN:
        return settings.unknown_phone_counts_as is PhoneKind.MOBILE
    return phone.kind is PhoneKind.MOBILE


_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "AS", "VI", "MP"})

SAFE = BookSettings()
"""The recommended default: anything that identifies a person, duplicates warned of."""

MESSAGING = BookSettings(
    requirements=_each(
        quick_add=Requirements(all_of=("phone", "name")),
        other=Requirements(any_of=("name", "phone", "email")),
    ),
    unknown_phone_counts_as=PhoneKind.MOBILE,
    partial_max=10,
)
"""Garages that text their clients."""

SALON = BookSettings(
    requirements=_each(other=Requirements(all_of=("name",))),
    on_duplicate=_each(online_booking=OnDuplicate.REFUSE, other=OnDuplicate.WARN),
    unknown_phone_counts_as=PhoneKind.MOBILE,
)
"""Salons and beauty institutes."""

BOOKING = BookSettings(
    requirements=_each(other=Requirements(all_of=("given_name", "family_name", "email"))),
    unknown_phone_counts_as=PhoneKind.MOBILE,
)
"""Appointment booking."""

_MIB = 1_048_576

FIELD_SERVICE = BookSettings(
    requirements=_each(other=Requirements(all_of=("name", "phone"))),
    limits=ContactLimits(emails=5, phones=5, mobiles=5, addresses=5),
    imports=ImportSettings(
        max_rows=10_000,
        max_bytes=(
            ("csv", 20 * _MIB),
            ("xls", 10 * _MIB),
            ("xlsx", 5 * _MIB),
            ("ods", 5 * _MIB),
        ),
        encoding="utf-8",
        header_row=1,
        single_sheet=True,
        unique_header=True,
        new_attributes=False,
        skip_undecided=True,
    ),
)
"""Field service: technicians on the road."""

PRESETS: dict[str, BookSettings] = {
    "safe": SAFE,
    "messaging": MESSAGING,
    "salon": SALON,
    "booking": BOOKING,
    "field_service": FIELD_SERVICE,
}


__getattr__ = renamed(__name__, {"Door": "EntryPoint"})
