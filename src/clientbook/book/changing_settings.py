"""Changing what a book is set to: who did is noted, clients are indexed anew where it matters."""

from clientbook.book.contexts import Context
from clientbook.book.lists.facets import refresh_consents
from clientbook.book.pacing import Pace
from clientbook.book.progress import ProgressCallback, report
from clientbook.book.settings import (
    SETTINGS,
    check_kept,
    kept_settings,
    put_settings,
)
from clientbook.book.writing import record_event
from clientbook.domain.checks import check_type
from clientbook.domain.clients import Actor
from clientbook.domain.journal import ChangeKind
from clientbook.domain.settings import BookSettings
from clientbook.searching.entries import make_entries
from clientbook.storage.protocols import ClientWrite, FacetFilter, Record

REINDEXING = "reindexing"
"""Id of the record that says how far the index is that new settings ask for; gone at its end."""

INDEXED_BY = frozenset({"unknown_phone_counts_as", "opt_outs_follow_addresses", "names_sort_by"})
"""Settings that the index of clients was computed with."""


def change_settings(
    context: Context,
    settings: BookSettings,
    *,
    by: Actor,
    progress: ProgressCallback | None = None,
) -> None:
    """Change what a book is set to, note who did, and index the clients anew where it matters.

    Raises:
        SettingsConflictError: The book was set to something else since it was opened.
        WrongTypeError: These are no settings.
    """
    check_type("settings", settings, BookSettings)
    read = context.known_settings  # before the unit of work takes over what others have set
    before = context.settings_before
    with context.unit():
        kept = kept_settings(context.store, context.book)
        if before is not None and kept is not None and not before.changed_from(kept):
            read = before  # the host has rolled back what came after
        check_kept(kept, read)
        changed = settings.changed_from(read)
        if settings.language != read.language:
            changed = (*changed, "language")
        put_settings(context, settings)
        if not INDEXED_BY.isdisjoint(changed):
            context.store.put_records(context.book, [Record(SETTINGS, REINDEXING, {})])
        if changed:
            record_event(context, ChangeKind.SETTINGS, actor=by, fields=changed)
        context.take_settings(settings)
    finish_reindexing(context, progress)


def is_reindexing(context: Context) -> bool:
    """Say whether clients are still to be indexed by the settings of the book."""
    return bool(context.store.get_records(context.book, SETTINGS, [REINDEXING]))


def reindexed(context: Context) -> int:
    """Return how many clients are indexed by the settings of the book so far; 0 once all are."""
    record = context.store.get_records(context.book, SETTINGS, [REINDEXING]).get(REINDEXING)
    return 0 if record is None else int(record.body.get("done", 0))


def finish_reindexing(context: Context, progress: ProgressCallback | None = None) -> None:
    """Index every client anew, in bounded units of work; goes on where somebody else stopped.

    Raises:
        OperationCancelledError: *progress* stopped it; the same call goes on.
    """
    pace = Pace()
    total = 0
    while is_reindexing(context):
        with pace.unit(context, pace.rows):
            _reindex_some(context, pace.rows)
        done = reindexed(context)
        if done:
            total = total or context.store.count_clients(context.book)
            report(progress, "reindexing", done, max(total, done + 1))


def _reindex_some(context: Context, limit: int) -> None:
    record = context.store.get_records(context.book, SETTINGS, [REINDEXING]).get(REINDEXING)
    if record is None:  # another process finished it
        return
    after = tuple(record.body["after"]) if "after" in record.body else None
    page = context.store.list_clients(context.book, FacetFilter(), after=after, limit=limit)
    if not page:
        context.store.delete_records(context.book, SETTINGS, [REINDEXING])
        return
    ids = [client_id for _, client_id in page]
    clients = list(context.store.get_clients(context.book, ids).values())
    entries = make_entries(clients, context.settings)
    writes = [ClientWrite(c, c.revision, e) for c, e in zip(clients, entries, strict=True)]
    context.store.put_clients(context.book, writes)
    refresh_consents(context, ids)
    count = int(record.body.get("done", 0)) + len(page)
    done = Record(SETTINGS, REINDEXING, {"after": list(page[-1]), "done": count})
    context.store.put_records(context.book, [done])
