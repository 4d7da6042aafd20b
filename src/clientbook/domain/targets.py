"""Where a column of a table goes: the closed vocabulary of mapping targets."""

import re
from collections.abc import Container
from difflib import get_close_matches

import attrs

from clientbook.domain.attributes import attribute_key
from clientbook.domain.checks import refuse
from clientbook.domain.doors import guarded
from clientbook.domain.typed import typed
from clientbook.text import clean_text

NAME_PARTS = {
    "name_prefix": "prefix",
    "given_name": "given",
    "middle_name": "middle",
    "family_name": "family",
    "full_name": "full",
    "name_suffix": "suffix",
    "nickname": "nickname",
    "maiden_name": "maiden",
}
"""Fields that are a part of a name, and the part in the domain."""

NAME_FIELDS = tuple(NAME_PARTS)
EXPORT_FIELDS = ("in_book_since", "last_appointment_at", "next_appointment_at", "internal_note")
"""What an export may show and an import leaves aside: it is no part of a profile."""

SINGLE_FIELDS = (
    *NAME_FIELDS,
    "name_particle",
    "second_family_name",
    "academic_title",
    "company",
    "department",
    "job_title",
    "gender",
    "language",
    "website",
    "note",
    "tags",
    "external_id",
    "created_at",
    "blocked",
    *EXPORT_FIELDS,
    "unread",
)
DATE_PARTS = ("year", "month", "day")
PHONE_KINDS = ("mobile", "home", "work", "main", "fax", "pager", "other", "unknown")
EMAIL_KINDS = ("home", "work", "other")
ADDRESS_KINDS = ("home", "work", "billing", "shipping", "service", "other")
PHONE_PARTS = ("label", "country_code", "area_code", "extension", "preferred")
EMAIL_PARTS = ("label", "preferred")
ADDRESS_PARTS = (
    "street",
    "number",
    "number_addition",
    "street_type",
    "street2",
    "street3",
    "district",
    "city",
    "region",
    "postcode",
    "postcode_city",
    "country",
    "po_box",
    "full",
    "label",
    "preferred",
    *(f"line{n}" for n in range(1, 10)),
)
CONSENT_KINDS = (
    "email",
    "sms",
    "phone",
    "post",
    "marketing",
    "advertising",
    "reminders",
    "followups",
    "partners",
    "all",
    "all_email",
    "all_sms",
    "all_phone",
    "all_post",
    "reminders_email",
    "reminders_sms",
    "reminders_phone",
    "reminders_post",
    "date",
)
CONSENT_PARTS = ("optout", "status", "no", "unclear")

_KINDS = {
    "phone": PHONE_KINDS,
    "email": EMAIL_KINDS,
    "address": ADDRESS_KINDS,
    "consent": CONSENT_KINDS,
}
_PARTS = {
    "birth_date": DATE_PARTS,
    "phone": PHONE_PARTS,
    "email": EMAIL_PARTS,
    "address": ADDRESS_PARTS,
    "consent": CONSENT_PARTS,
}
# The domain's own words for parts, which are as good.
_SPELLINGS = {"locality": "city", "extended": "street2", "postal_code": "postcode"}
_COUNTED = ("phone", "email", "address")  # "first" can be said of these without a kind
Place = tuple[str, str | None, int, str | None, str | None]
# Several columns may speak of one channel; one system may know a person under several ids.
_NUMBERED = (*_COUNTED, "consent", "external_id")
_TOKEN = re.compile(r"[a-z_0-9]+")
_SLOT = re.compile(r"[1-9][0-9]?")


FIELDS = (*SINGLE_FIELDS, *_PARTS, "custom", "skip")
"""Every field that a target may begin with."""
_MOST_NAMED = 40  # characters; what is longer is no slip of a field


def _no_field(field: str) -> str:
    """Say that a field is none, and which are spelt nearly so."""
    if len(field) > _MOST_NAMED or not _TOKEN.fullmatch(field):
        return "no such field"
    near = get_close_matches(field, FIELDS, n=3) or ("given_name", "phone.mobile", "email")
    return f"there is no field {field}; there are fields such as {', '.join(near)}"


@guarded
@attrs.frozen(field_transformer=typed)
class Target:
    """Where a column goes.

    ``str(target)`` and :meth:`parse` use one vocabulary: ``given_name``, ``birth_date.year``,
    ``phone.mobile``, ``phone.mobile.2``, ``phone.3`` (kind in a neighbour column),
    ``phone.3.label``, ``email.1``, ``address.postcode``, ``address.home.postcode``,
    ``address.2.city``, ``consent.sms`` (a yes is an opt-in, a no an opt-out),
    ``consent.email.optout`` (a yes or a time is an opt-out, a no says nothing),
    ``consent.all_email.optout`` (of every topic of the channel: do not e-mail),
    ``consent.marketing.optout`` (no advertising on any channel), ``consent.advertising`` (where no
    channel is named: a yes is of e-mail, a no of every channel),
    ``consent.all.optout`` (do not contact), ``consent.date`` (when the opt-ins of a row were
    given), ``consent.date.optout`` (when its opt-outs were said), ``consent.email.status`` (words
    such as unsubscribed, pending, cleaned), ``consent.email.no`` (a no is an opt-out, a yes says
    nothing), ``consent.email.unclear`` (words such as unsubscribed are an opt-out, neither a yes
    nor a no says anything), ``external_id:quickbooks``, ``custom``, ``custom:Shoe size`` and
    ``skip``.

    Args:
        field: A single field, or ``birth_date``, ``phone``, ``email``, ``address``,
            ``consent``, ``custom``, ``skip``.
        kind: Kind of a phone, e-mail, address or consent, or None.
        slot: From 1: first, second, third value of that field and kind; None is the first of a
            field that needs no number.  ``phone`` and ``email`` without a kind always have one,
            with a kind only from 2; ``address.city`` and ``address.1.city`` both stand.
        part: Part of an address or date; ``label`` for the kind in words; ``optout``, ``status``,
            ``no`` or ``unclear`` for what a consent column asks.
        name: Name of the custom attribute, or system of the external id, or None.

    Raises:
        InvalidValueError: Not in the vocabulary.
    """

    field: str
    kind: str | None = None
    slot: int | None = None
    part: str | None = None
    name: str | None = None

    def __attrs_post_init__(self) -> None:
        field = self.field
        if field == "address" and self.part in _SPELLINGS:
            object.__setattr__(self, "part", _SPELLINGS[self.part])
        known = field in _KINDS or field in _PARTS or field in SINGLE_FIELDS
        if not known and field not in ("custom", "skip"):
            raise refuse("target", _no_field(field))
        if self.kind is not None and self.kind not in _KINDS.get(field, ()):
            kinds = ", ".join(_KINDS.get(field, ())) or "none"
            raise refuse("target", f"{field} has no such kind; its kinds: {kinds}")
        if self.part is not None and self.part not in _PARTS.get(field, ()):
            raise refuse("target", f"{field} has no such part")
        if self.slot is not None and not 1 <= self.slot <= 99:
            raise refuse("target", "slots count from 1 to 99")
        if self.slot not in (None, 1) and field not in _NUMBERED:
            raise refuse("target", f"{field} is there once and takes no number")
        if field in ("phone", "email") and self.kind is None and self.slot is None:
            object.__setattr__(self, "slot", 1)
        elif self.slot == 1 and (self.kind is not None or field not in _COUNTED):
            object.__setattr__(self, "slot", None)
        if self.name is not None:
            if field not in ("custom", "external_id"):
                raise refuse("target", f"{field} takes no name")
            object.__setattr__(self, "name", clean_text(self.name) or None)

    @classmethod
    def parse(cls, text: str) -> "Target":
        """Read a target from its text.

        Raises:
            InvalidValueError: Not in the vocabulary.
        """
        head, colon, name = text.partition(":")
        if colon and not clean_text(name):
            raise refuse("target", "a name is expected after the colon")
        tokens = head.strip().split(".")
        if not all(_TOKEN.fullmatch(token) for token in tokens):
            raise refuse("target", "expected words of a-z joined by dots")
        field = tokens[0]
        kind: str | None = None
        slot: int | None = None
        part: str | None = None
        for word in tokens[1:]:
            token = _SPELLINGS.get(word, word) if field == "address" else word
            if _SLOT.fullmatch(token) and slot is None and part is None:
                slot = int(token)
            elif token in _PARTS.get(field, ()) and part is None:
                part = token
            elif kind is None and slot is None and part is None:
                kind = token
            else:
                raise refuse("target", "expected field.kind.number.part, each at most once")
        return cls(field, kind, slot, part, name if colon else None)

    @classmethod
    def custom(cls, name: str | None = None) -> "Target":
        """Return the target of a custom attribute; without a name the header gives it."""
        return cls("custom", name=name)

    def __str__(self) -> str:
        words = [self.field]
        if self.kind is not None:
            words.append(self.kind)
        if self.slot is not None:
            words.append(str(self.slot))
        if self.part is not None:
            words.append(self.part)
        return ".".join(words) + (f":{self.name}" if self.name else "")

    @property
    def is_skip(self) -> bool:
        """True when the column's values are dropped."""
        return self.field == "skip" or self.field in EXPORT_FIELDS

    @property
    def group(self) -> tuple[str, str | None, int]:
        """What columns of one phone, e-mail or address share: field, kind and slot."""
        return (self.field, self.kind, self.slot or 1)

    @property
    def place(self) -> Place:
        """What two columns may not both fill: the same value of a client, however spelt."""
        key = attribute_key(self.name) if self.name else None
        return (self.field, self.kind, self.slot or 1, self.part, key)

    @property
    def is_opt_out(self) -> bool:
        """True for a column that says who is not to be contacted, or what they last said."""
        return self.field == "consent" and self.part in CONSENT_PARTS

    @property
    def limited_as(self) -> str | None:
        """Which limit of a book counts it: ``phone``, ``phone.mobile``, ``email``, ``address``."""
        if self.field == "phone":
            return "phone.mobile" if self.kind == "mobile" else "phone"
        return self.field if self.field in ("email", "address") else None

    @property
    def attribute_key(self) -> str | None:
        """Key of the custom attribute, None for another target or an unnamed one."""
        return attribute_key(self.name) if self.field == "custom" and self.name else None


SKIP = Target("skip")
"""The values of this column are dropped: they never reach the book."""


def next_free(target: Target, taken: Container[object]) -> Target | None:
    """Return a target, or it with the next slot that is not taken; None when all are.

    Args:
        target: Of what is numbered: a phone, an e-mail, an address, a consent.
        taken: The places of other columns.
    """
    if target.place not in taken:
        return target
    field, kind, _, part, key = target.place
    free = (slot for slot in range(2, 100) if (field, kind, slot, part, key) not in taken)
    return next((attrs.evolve(target, slot=slot) for slot in free), None)
