"""Identity and life cycle around a profile."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import attrs
from attrs.converters import optional

from clientbook.domain.checks import (
    check_type,
    max_length,
    optional_text,
    refuse,
    some_text,
    utc,
    wrong_type,
)
from clientbook.domain.profiles import Profile
from clientbook.domain.typed import typed

ClientId = str
"""Id of a client: 1 to 64 printable ASCII characters, unique in a book."""


class ClientStatus(StrEnum):
    """Where a client stands in its life."""

    ACTIVE = "active"
    DELETED = "deleted"  # soft: can be restored inside the window
    MERGED = "merged"  # its id answers with the survivor for ever
    ERASED = "erased"  # its personal data is gone; the fact stays


class OriginKind(StrEnum):
    """Which door a client came through."""

    MANUAL = "manual"
    QUICK_ADD = "quick_add"
    IMPORT = "import"
    MESSAGE = "message"
    APPOINTMENT = "appointment"
    INTEGRATION = "integration"
    ONLINE_BOOKING = "online_booking"
    API = "api"


@attrs.frozen
class Actor:
    """Who does something.

    Args:
        id: The host's id of the user, or a name such as ``"system"``; never a personal value
            that may not appear in a history.
        channel: Which app or door was used, such as ``"phone-app"``.
    """

    id: str = attrs.field(converter=some_text, validator=max_length(200))
    channel: str | None = attrs.field(default=None, validator=max_length(100))

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise refuse("actor.id", "expected 1 to 200 characters")

    @classmethod
    def kept(cls, id: str, channel: str | None = None) -> "Actor":  # noqa: A002 (the field's name)
        """Return who a journal says it was; one of old may hold a blank id."""
        return cls(some_text(id) or "unknown", channel)


def is_actor(_: Any, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validator: somebody who acts; a text is no actor."""
    if type(value) is not Actor:
        check_type(attribute.name, value, Actor, "such as Actor('anna')")


SYSTEM = Actor("system")
"""The library itself, where no person acts."""


@attrs.frozen(field_transformer=typed)
class Origin:
    """Where a client comes from.

    Args:
        kind: Which door.
        ref: What it names there: an import run, an appointment, a message; or None.
        actor: Who opened the door.
    """

    kind: OriginKind
    actor: Actor = attrs.field(default=SYSTEM, validator=is_actor)
    ref: str | None = attrs.field(default=None, validator=max_length(200))


@attrs.frozen(field_transformer=typed)
class BookingBlock:
    """A client may not book online.

    Args:
        by: Who blocked.
        at: When (aware, UTC).
        reason: Why; internal, never shown to the client.
    """

    by: Actor = attrs.field(validator=is_actor)
    at: datetime = attrs.field(converter=utc)
    reason: str | None = attrs.field(
        default=None, converter=optional_text, validator=max_length(1000), repr=False
    )


@attrs.frozen
class Client:
    """A person in a book.

    Args:
        id: See :data:`ClientId`.
        profile: What is known of the person; empty once erased.
        origin: Where the client comes from.
        created_at: When it was created (aware, UTC).
        updated_at: When it last changed (aware, UTC).
        revision: From 1; each write adds one.
        status: Where it stands in its life.
        merged_into: Id of the survivor when MERGED.
        deleted_at: When it was deleted, when DELETED.
        block: The booking block, None when the client may book online.
    """

    id: ClientId = attrs.field()
    profile: Profile = attrs.field()
    origin: Origin = attrs.field()
    created_at: datetime = attrs.field(converter=utc)
    updated_at: datetime = attrs.field(converter=utc)
    revision: int = 1
    status: ClientStatus = ClientStatus.ACTIVE
    merged_into: ClientId | None = None
    deleted_at: datetime | None = attrs.field(default=None, converter=optional(utc))
    block: BookingBlock | None = None

    @id.validator
    def _check_id(self, attribute: "attrs.Attribute[Any]", value: str) -> None:
        if type(value) is not str:
            check_type("client.id", value, str)
        if not (0 < len(value) <= 64 and value.isascii() and value.isprintable()):
            raise refuse("client.id", "expected 1 to 64 printable ASCII characters")

    def __attrs_post_init__(self) -> None:
        if type(self.profile) is not Profile:
            check_type("client.profile", self.profile, Profile)
        if type(self.revision) is not int:
            raise wrong_type("client.revision", self.revision, "int")
        if self.revision < 1:
            raise refuse("client.revision", "revisions count from 1")
        if (self.status is ClientStatus.MERGED) != (self.merged_into is not None):
            raise refuse("client.merged_into", "a merged client names its survivor, no other does")
        if (self.status is ClientStatus.DELETED) != (self.deleted_at is not None):
            raise refuse("client.deleted_at", "a deleted client says when, no other does")

    @property
    def is_active(self) -> bool:
        """True when the client is found, counted and may be changed."""
        return self.status is ClientStatus.ACTIVE

    def deleted(self, at: datetime) -> "Client":
        """Return the client as it is once it was deleted at a moment, one revision later."""
        return attrs.evolve(
            self,
            status=ClientStatus.DELETED,
            deleted_at=at,
            updated_at=at,
            revision=self.revision + 1,
        )
