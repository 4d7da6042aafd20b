"""What somebody reads when something cannot be done: each typed error in plain words."""

from clientbook.errors import (
    BlockedMergeError,
    ClientbookError,
    ClientNotFoundError,
    ClientStateError,
    ConstraintError,
    DuplicateFoundError,
    EmptySelectionError,
    FileTooLargeError,
    ImportExpiredError,
    ImportStateError,
    InvalidCursorError,
    InvalidProfileError,
    InvalidValueError,
    LinkConflictError,
    MappingError,
    PlanError,
    ReadError,
    RecordNotFoundError,
    SettingsConflictError,
    StalePlanError,
    StaleRevisionError,
    StoreUnavailableError,
)
from clientbook.messages.catalogue import RenderedMessage, render
from clientbook.messages.issues import Issue
from clientbook.web.exchange import Request, Response
from clientbook.web.forms.typed import typed_again
from clientbook.web.locales import Locale
from clientbook.web.rendering import render_plain

_KINDS: tuple[tuple[type[ClientbookError], int, str], ...] = (
    (ClientNotFoundError, 404, "no_client"),
    (RecordNotFoundError, 404, "no_record"),
    (StalePlanError, 409, "stale_plan"),
    (StaleRevisionError, 409, "stale_revision"),
    (SettingsConflictError, 409, "stale_settings"),
    (DuplicateFoundError, 409, "duplicate"),
    (ConstraintError, 409, "id_taken"),
    (LinkConflictError, 409, "links_collide"),
    (BlockedMergeError, 409, "blocked_merge"),
    (ClientStateError, 409, "wrong_state"),
    (ImportExpiredError, 410, "import_expired"),
    (ImportStateError, 409, "import_state"),
    (EmptySelectionError, 422, "nothing_selected"),
    (InvalidProfileError, 422, "invalid"),
    (InvalidCursorError, 404, "page"),  # somebody has typed over it
    (InvalidValueError, 422, "invalid"),
    (MappingError, 422, "mapping"),
    (FileTooLargeError, 413, "too_large"),
    (ReadError, 422, "unreadable"),
    (StoreUnavailableError, 503, "unavailable"),
    (ClientbookError, 422, "refused"),
)
"""The status and the words of each error; the first that fits."""


_OVER = frozenset({"merged_already", "no_client", "wrong_state"})
"""Refusals that the form would meet again: what was typed is shown, to be copied."""


def status_of(error: ClientbookError) -> tuple[int, str]:
    """Return the HTTP status of an error, and the key of its words."""
    return next((status, key) for kind, status, key in _KINDS if isinstance(error, kind))


def issues_of(error: ClientbookError) -> tuple[Issue, ...]:
    """Return what is wrong with values, empty for an error of another kind."""
    if isinstance(error, InvalidProfileError):
        return error.issues
    return (error.issue,) if isinstance(error, InvalidValueError) else ()


def messages_of(error: ClientbookError, locale: Locale) -> tuple[RenderedMessage, ...]:
    """Return what is wrong with values in the reader's language."""
    return tuple(render(issue, locale.language, plain=True) for issue in issues_of(error))


def error_page(request: Request, locale: Locale, error: ClientbookError) -> Response:
    """Return the page of an error of the library."""
    status, key = status_of(error)
    client_id = getattr(error, "survivor", None)
    if client_id is not None:
        key = "merged_already"
    elif isinstance(error, ClientStateError) or _is_stale_client(error):
        client_id = getattr(error, "client_id", None)
    details = messages_of(error, locale) or _why(error, key, locale)
    return failure_page(request, locale, status, key, details=details, client_id=client_id)


def _why(error: ClientbookError, key: str, locale: Locale) -> tuple[RenderedMessage, ...]:
    """Return what a plan was refused for, where the page has no words of its own for it."""
    if key != "refused" or not isinstance(error, PlanError):
        return ()
    return (RenderedMessage(locale.told(error.problem, error.hint)),)


def _is_stale_client(error: ClientbookError) -> bool:
    return isinstance(error, StaleRevisionError) and error.what == "client"


def failure_page(
    request: Request,
    locale: Locale,
    status: int,
    key: str,
    *,
    details: tuple[RenderedMessage, ...] = (),
    client_id: str | None = None,
) -> Response:
    """Return a page that says what cannot be done, and what to do instead.

    What a form held that is refused stands on it, to be mended and sent once more from there.

    Args:
        request: What is answered.
        locale: How values are shown.
        status: The HTTP status.
        key: Of the texts ``common.failed_…`` and ``common.failed_…_hint``.
        details: What is wrong with values.
        client_id: A client to look at instead, or None.
    """
    return render_plain(
        request,
        locale,
        "failure.html",
        status=status,
        title=locale.t(f"common.failed_{key}"),
        hint=locale.t(f"common.failed_{key}_hint"),
        details=details,
        client_id=client_id,
        again=typed_again(request.typed, locale),
        repeatable=key not in _OVER,
    )
