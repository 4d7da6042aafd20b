"""Which imports a book knows of, whether or not their rows are still kept."""

from clientbook.book.contexts import Context

RUNS = "import"
"""Records of import runs."""

PURGED_RUNS = "import-purged"
"""Records of which only the id is left: the run's details are gone."""


def is_known_run(context: Context, run_id: str) -> bool:
    """True for an import of this book, though it be older than the history."""
    store, book = context.store, context.book
    return any(store.get_records(book, kind, [run_id]) for kind in (RUNS, PURGED_RUNS))
