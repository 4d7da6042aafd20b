"""What is asked is not allowed on this client, event or book."""

from clientbook.errors.bases import ClientbookError


class ClientStateError(ClientbookError):
    """The client is not in a state that allows this.

    Args:
        client_id: The client.
        status: Where it stands, such as ``"deleted"``.
        survivor: Of a merged client: the id that answers for it now, else None.
    """

    def __init__(self, client_id: str, status: str, survivor: str | None = None) -> None:
        super().__init__(client_id, status, survivor)
        self.client_id, self.status, self.survivor = client_id, status, survivor

    def __str__(self) -> str:
        if self.survivor is not None:
            hint = f"look at {self.survivor!r}, which it is part of, and ask for that one"
        else:
            deleted = self.status == "deleted"
            hint = "restore it first" if deleted else "it cannot be changed this way"
        return f"client {self.client_id!r} is {self.status}; {hint}"


class EventIdUsedError(ClientbookError):
    """A consent event has the id of another one; nothing was written.

    Args:
        event_id: The id.
    """

    def __init__(self, event_id: str) -> None:
        super().__init__(event_id)
        self.event_id = event_id

    def __str__(self) -> str:
        return (
            "consent event: its id stands for another event already; give each thing said an id "
            "of its own, and the same thing the same id"
        )


class SettingsConflictError(ClientbookError):
    """A book is opened with other settings than it keeps; nothing was written.

    Args:
        fields: Names of the settings that differ, such as ``("default_region",)``.
    """

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(fields)
        self.fields = fields

    def __str__(self) -> str:
        return (
            f"the book is set to another {', '.join(self.fields)}; open it without settings to "
            "take its own, or change them on purpose with change_settings()"
        )


class SelfServiceError(ClientbookError):
    """The appointment does not allow this to this client; nothing was changed.

    Args:
        action: What was asked, such as ``"cancel"``.
        reason: Why not, such as ``"past"``; never who else takes part.
    """

    def __init__(self, action: str, reason: str) -> None:
        super().__init__(action, reason)
        self.action, self.reason = action, reason

    def __str__(self) -> str:
        return f"{self.action} is not open to this client: {self.reason.replace('_', ' ')}"


class DuplicateFoundError(ClientbookError):
    """The person is already in the book; nothing was written.

    Args:
        client_ids: Ids of the clients found, best first.
        hint: What to do.
    """

    def __init__(
        self,
        client_ids: tuple[str, ...],
        hint: str = "open that client, or create with on_duplicate=ALLOW",
    ) -> None:
        super().__init__(client_ids, hint)
        self.client_ids, self.hint = client_ids, hint

    def __str__(self) -> str:
        return f"already in the book as {', '.join(self.client_ids)}; {self.hint}"
