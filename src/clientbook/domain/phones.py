"""Telephone numbers."""

import re
from enum import StrEnum

import attrs

from clientbook.domain.checks import check_type, optional_text, refuse

# [0-9], not \d: \d also takes the digits of other scripts.
_E164 = re.compile(r"\+[1-9][0-9]{1,14}")
_EXTENSION = re.compile(r"[0-9*#,;A-Za-z]{1,20}")


class PhoneKind(StrEnum):
    """What a number is used for, as its owner says or as the numbering plan proves."""

    MOBILE = "mobile"
    HOME = "home"
    WORK = "work"
    MAIN = "main"
    FAX = "fax"
    PAGER = "pager"
    OTHER = "other"
    UNKNOWN = "unknown"  # nobody said, and the numbering plan cannot tell


@attrs.frozen
class PhoneNumber:
    """A telephone number in E.164 form, perhaps with an extension.

    Args:
        e164: ``+`` and 2 to 15 ASCII digits, such as ``"+14165550123"``.
        kind: Declared first, inferred second; UNKNOWN where nobody declared it and the numbering
            plan cannot tell (North America): the book's setting says what that counts as.
        extension: Digits dialled after the call is answered, or None.
        label: The owner's own word for it, such as ``"reception"``, or None.
        raw: The number as it was written, or None when it was written in E.164.
        preferred: True for the number its owner wants used first.

    Raises:
        InvalidValueError: *e164* or *extension* has another form.
    """

    e164: str = attrs.field(repr=False)
    kind: PhoneKind = PhoneKind.OTHER
    extension: str | None = attrs.field(default=None, repr=False)
    label: str | None = attrs.field(default=None, repr=False)
    raw: str | None = attrs.field(default=None, repr=False)
    preferred: bool = False

    def __attrs_post_init__(self) -> None:
        if type(self.e164) is not str:
            check_type("phone.e164", self.e164, str)
        if type(self.kind) is not PhoneKind:
            check_type("phone.kind", self.kind, PhoneKind)
        if self.raw is not None and type(self.raw) is not str:
            check_type("phone.raw", self.raw, str)
        check_type("phone.preferred", self.preferred, bool)
        if not _E164.fullmatch(self.e164):
            raise refuse("phone.e164", "expected '+' and 2 to 15 digits; use parse_phone()")
        if self.extension is not None and type(self.extension) is not str:
            check_type("phone.extension", self.extension, str)
        if self.extension is not None and not _EXTENSION.fullmatch(self.extension):
            raise refuse("phone.extension", "expected 1 to 20 digits or dialling characters")
        if self.label is not None:
            object.__setattr__(self, "label", optional_text(self.label))

    @property
    def key(self) -> tuple[str, str]:
        """What makes two numbers the same: E.164 and extension."""
        return (self.e164, self.extension or "")

    @property
    def is_mobile(self) -> bool:
        """True when text messages can be sent to it."""
        return self.kind is PhoneKind.MOBILE


_LEAST = (PhoneKind.OTHER, PhoneKind.UNKNOWN, PhoneKind.PAGER, PhoneKind.FAX)


def _telling(kind: PhoneKind) -> int:
    """Return how much a kind says; a line that is a fax and rings at home can be called."""
    if kind is PhoneKind.MOBILE:
        return len(_LEAST) + 1
    return _LEAST.index(kind) if kind in _LEAST else len(_LEAST)


def one_number(first: PhoneNumber, other: PhoneNumber) -> PhoneNumber:
    """Return a number with what is said of the same one elsewhere.

    Whatever is said first, a mobile is a mobile, and where a number rings says more than that it
    is another one.  Of what says as much, and of two labels, the first one's stays.
    """
    return attrs.evolve(
        first,
        kind=max(first.kind, other.kind, key=_telling),  # the first of equals
        label=first.label or other.label,
        raw=first.raw or other.raw,
        preferred=first.preferred or other.preferred,
    )
