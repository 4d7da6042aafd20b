"""The settings that a book keeps: taken when it is opened, changed on purpose."""

import attrs

from clientbook.book.actors import check_actor
from clientbook.book.contexts import Context
from clientbook.book.lists.facets import refresh_consents
from clientbook.book.pacing import Pace
from clientbook.book.writing import record_event
from clientbook.convert.settings import settings_from_document, settings_to_document
from clientbook.domain.checks import check_type
from clientbook.domain.clients import Actor
from clientbook.domain.journal import ChangeKind
from clientbook.domain.settings import SAFE, BookSettings
from clientbook.errors import SettingsConflictError
from clientbook.searching.entries import make_entry
from clientbook.storage.protocols import BookId, ClientWrite, FacetFilter, Record, Store

SETTINGS = "settings"
_ID = "book"
_REINDEXING = "reindexing"
"""Id of the record that says how far the index is that new settings ask for; gone at its end."""

INDEXED_BY = frozenset({"unknown_phone_counts_as", "opt_outs_follow_addresses"})
"""Settings that the index of clients was computed with."""


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
        WrongTypeError: What is given are no settings.
    """
    if given is not None:
        check_type("settings", given, BookSettings)
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
    """Change what a book is set to, note who did, and index the clients anew where it matters.

    Returns:
        The context with the new settings.

    Raises:
        SettingsConflictError: The book was set to something else since it was opened.
        WrongTypeError: These are no settings.
    """
    check_actor(by)
    check_type("settings", settings, BookSettings)
    with context.unit():
        _check(kept_settings(context.store, context.book), context.settings)
        changed = settings.changed_from(context.settings)
        if settings.language != context.settings.language:
            changed = (*changed, "language")
        _put(context, settings)
        if not INDEXED_BY.isdisjoint(changed):
            context.store.put_records(context.book, [Record(SETTINGS, _REINDEXING, {})])
        if changed:
            record_event(context, ChangeKind.SETTINGS, actor=by, fields=changed)
    context = attrs.evolve(context, settings=settings)
    _reindex(context)
    return context


def _reindex(context: Context) -> None:
    """Index every client anew, in bounded units of work; goes on where somebody else stopped."""
    pace = Pace()
    while context.store.get_records(context.book, SETTINGS, [_REINDEXING]):
        with pace.unit(context, pace.rows):
            _reindex_some(context, pace.rows)


def _reindex_some(context: Context, limit: int) -> None:
    record = context.store.get_records(context.book, SETTINGS, [_REINDEXING]).get(_REINDEXING)
    if record is None:  # another process finished it
        return
    after = tuple(record.body["after"]) if "after" in record.body else None
    page = context.store.list_clients(context.book, FacetFilter(), after=after, limit=limit)
    if not page:
        context.store.delete_records(context.book, SETTINGS, [_REINDEXING])
        return
    ids = [client_id for _, client_id in page]
    clients = context.store.get_clients(context.book, ids).values()
    writes = [ClientWrite(c, c.revision, make_entry(c, context.settings)) for c in clients]
    context.store.put_clients(context.book, writes)
    refresh_consents(context, ids)
    done = Record(SETTINGS, _REINDEXING, {"after": list(page[-1])})
    context.store.put_records(context.book, [done])
