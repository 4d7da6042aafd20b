"""Whom an undone import left as they are, and why: written with the undo, gone with the run."""

from collections.abc import Iterable, Iterator

from clientbook.book.contexts import Context
from clientbook.book.imports.outcomes import outcome_id
from clientbook.book.pacing import CHUNK_ROWS
from clientbook.book.pages import Cursor, Page, make_cursor, read_cursor
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.undos import Kept
from clientbook.storage.protocols import Record

UNDO_KEPT = "undo_kept"
"""Records of whom an undo kept, one a row; they name nobody but by id."""


def kept_records(run_id: str, kept: Iterable[Kept]) -> list[Record]:
    """Return the records of whom an undo keeps."""
    return [Record(UNDO_KEPT, outcome_id(run_id, one.row), to_document(one)) for one in kept]


def kept_page(context: Context, run_id: str, *, after: Cursor | None, limit: int) -> Page[Kept]:
    """Return some of those whom the undo of a run kept, in file order."""
    start = 0
    if after is not None:
        (row,) = read_cursor(after, int)
        start = int(row)
    found = context.store.list_records(
        context.book,
        UNDO_KEPT,
        prefix=f"{run_id}/",
        after=("", outcome_id(run_id, start)),
        limit=limit + 1,
    )
    kept = tuple(from_document(Kept, record.body) for record in found[:limit])
    return Page(kept, make_cursor(kept[-1].row) if len(found) > limit else None)


def kept_ids(context: Context, run_id: str) -> Iterator[list[str]]:
    """Yield the ids of the records of a run, a page at a time; for removing them."""
    while page := context.store.list_records(
        context.book, UNDO_KEPT, prefix=f"{run_id}/", limit=CHUNK_ROWS
    ):
        yield [record.id for record in page]
