"""The use cases, one desk a file; :class:`ClientBook` hands the desks out."""

from clientbook.book.contexts import Clock, Context, IdMaker, make_id, utc_now
from clientbook.domain.settings import SAFE, BookSettings
from clientbook.storage.protocols import BookId, Store


class ClientBook:
    """One book of clients in a store.

    Args:
        store: Where the book is kept; several books can share one store and never meet.
        book: Id of the book (tenant).
        settings: What the book is set to.
        clock: Returns the time now (aware).
        make_id: Returns a new id each time.
    """

    def __init__(
        self,
        store: Store,
        *,
        book: BookId = "main",
        settings: BookSettings = SAFE,
        clock: Clock = utc_now,
        make_id: IdMaker = make_id,
    ) -> None:
        self.context = Context(store, book, settings, clock, make_id)

    @property
    def settings(self) -> BookSettings:
        """What the book is set to."""
        return self.context.settings
