"""A book that is being copied into a store is none to work with before it is whole."""

from clientbook.errors import PlanError
from clientbook.storage.protocols import BookId, Store

COPY = "copy"
"""One record in the target while a book is on its way: how far it is, and which book."""


class CopyRefusedError(PlanError):
    """A book cannot be copied there: nothing was changed.  Or it is half a copy, and not opened."""


def refuse_unfinished(store: Store, book: BookId) -> None:
    """Refuse to work with a book that is half a copy: what was written there would be mixed in.

    Raises:
        CopyRefusedError: Its copy was interrupted, or is under way.
    """
    if store.get_records(book, COPY, [COPY]):
        raise CopyRefusedError("the book is an unfinished copy", "finish that copy first")
