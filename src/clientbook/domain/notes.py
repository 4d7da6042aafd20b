"""Dated notes that staff write about a client."""

from datetime import datetime
from enum import StrEnum

import attrs
from attrs.converters import optional

from clientbook.domain.checks import max_length, refuse, some_lines, utc
from clientbook.domain.clients import Actor, ClientId, is_actor
from clientbook.domain.typed import typed

NOTE_LIMIT = 20_000
"""Longest note, in characters."""


class Visibility(StrEnum):
    """Who may see a note."""

    INTERNAL = "internal"  # never in anything meant for the client


@attrs.frozen(field_transformer=typed)
class Note:
    """A note on a client.

    Args:
        id: Id of the note, unique in the book.
        client_id: The client it was written on; a merge does not rewrite it.
        body: What it says; line breaks stay.
        author: Who wrote it.
        at: When (aware, UTC).
        visibility: Who may see it.
        corrected_by: Who corrected it last, None while it stands as it was written.
        corrected_at: When (aware, UTC), or None.
    """

    id: str
    client_id: ClientId
    body: str = attrs.field(converter=some_lines, validator=max_length(NOTE_LIMIT), repr=False)
    author: Actor = attrs.field(validator=is_actor)
    at: datetime = attrs.field(converter=utc)
    visibility: Visibility = Visibility.INTERNAL
    corrected_by: Actor | None = None
    corrected_at: datetime | None = attrs.field(default=None, converter=optional(utc))

    def __attrs_post_init__(self) -> None:
        if not self.body:
            raise refuse("note", "a note says something")
