"""The settings that a book keeps: taken when it is opened, changed on purpose."""

import attrs

from clientbook.book.actors import check_actor
from clientbook.book.contexts import Context
from clientbook.book.writing import record_event
from clientbook.convert.settings import settings_from_document, settings_to_document
from clientbook.domain.clients import Actor
from clientbook.domain.journal import ChangeKind
from clientbook.domain.settings import SAFE, BookSettings
from clientbook.errors import SettingsConflictError
from clientbook.storage.protocols import BookId, Record, Store

SETTINGS = "settings"
_ID = "book"


def kept_settings(store: Store, book: BookId) -> BookSettings | None:
    """Return the settings a book keeps, None while nobody has written with any.

    Raises:
        InvalidValueError: A newer clientbook wrote them.
    """
    record = store.get_records(book, SETTINGS, [_ID]).get(_ID)
    return settings_from_document(record.body) if record else None


def open_settings(store: Store, book: BookId, given: BookSettings | None) -> BookSettings:
    """Return the settings with which a book is opened.

    Args:
        store: Where the book is kept.
        book: The book.
        given: What the host asks for; None takes what the book keeps, or the recommended default.

    Raises:
        SettingsConflictError: The book keeps others.
    """
    kept = kept_settings(store, book)
    if given is None:
        return kept or SAFE
    _check(kept, given)
    return given


def _check(kept: BookSettings | None, given: BookSettings) -> None:
    differing = given.changed_from(kept) if kept else ()
    if differing:
        raise SettingsConflictError(differing)


def keep_settings(context: Context) -> None:
    """Keep the settings a book was opened with, with the first thing that is written to it.

    Opening a book writes nothing; two processes that open a new one with different settings meet
    here, behind the writer's place of the book.

    Raises:
        SettingsConflictError: Another process has kept others meanwhile.
    """
    kept = kept_settings(context.store, context.book)
    _check(kept, context.settings)
    if kept is None:
        _put(context, context.settings)


def _put(context: Context, settings: BookSettings) -> None:
    record = Record(SETTINGS, _ID, settings_to_document(settings))
    context.store.put_records(context.book, [record])


def change_settings(context: Context, settings: BookSettings, *, by: Actor) -> Context:
    """Change what a book is set to, and note who did.

    Returns:
        The context with the new settings.

    Raises:
        SettingsConflictError: The book was set to something else since it was opened.
    """
    check_actor(by)
    with context.unit():
        _check(kept_settings(context.store, context.book), context.settings)
        changed = settings.changed_from(context.settings)
        if settings.language != context.settings.language:
            changed = (*changed, "language")
        _put(context, settings)
        if changed:
            record_event(context, ChangeKind.SETTINGS, actor=by, fields=changed)
    return attrs.evolve(context, settings=settings)
