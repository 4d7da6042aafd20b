"""The use cases, one desk a file; :class:`ClientBook` hands the desks out."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal, Self

import attrs

from clientbook.book.activities.kept import StoreActivities
from clientbook.book.contexts import Clock, Context, IdMaker, make_id, utc_now
from clientbook.book.settings import (
    SettingsFollower,
    keep_settings,
    kept_settings,
    open_settings,
)
from clientbook.domain.activities import ActivityKind
from clientbook.domain.clients import Actor
from clientbook.domain.ports import ActivitySource, AppointmentPort, LinkPort
from clientbook.domain.settings import BookSettings
from clientbook.storage.protocols import BookId, Store

if TYPE_CHECKING:
    from clientbook.book.activities.desk import ActivityDesk
    from clientbook.book.activities.self_service import SelfServiceDesk
    from clientbook.book.bulk.desk import BulkDesk
    from clientbook.book.clients.attributes import AttributeDesk
    from clientbook.book.clients.desk import ClientDesk
    from clientbook.book.consent.desk import ConsentDesk
    from clientbook.book.duplicates.desk import DuplicateDesk
    from clientbook.book.duplicates.merges import MergeDesk
    from clientbook.book.history.desk import HistoryDesk
    from clientbook.book.imports.desk import ImportDesk
    from clientbook.book.lists.desk import ListDesk
    from clientbook.book.lists.search import SearchDesk
    from clientbook.book.privacy.desk import PrivacyDesk
    from clientbook.book.rehearsal import Rehearsal
    from clientbook.book.retention.desk import RetentionDesk


class ClientBook:
    """One book of clients in a store.

    As a context manager it closes the store at its end.  It may be handed from thread to thread,
    as its store may, and keeps nothing that two of them could disagree about.

    Args:
        store: Where the book is kept; several books can share one store and never meet.
        book: Id of the book (tenant).
        settings: What the book is to be set to.  A new book keeps them with the first thing that
            is written to it; a book that keeps others refuses (``SettingsConflictError``).  None
            takes what the book keeps, or the recommended default ``SAFE``.
        language: Language of messages here, whatever the settings say.
        clock: Returns the time now (aware).
        make_id: Returns a new id each time.
        sources: Where the host's activities are read; None keeps them in the store.
        links: What else follows a client through a merge, beside activities in the store.
        appointments: Where self-service finds appointments; None means those in the store.
        kinds: Which kinds of activities the store keeps for this host; a kind that neither it nor
            a source has is absent from overviews.  None for every kind.
    """

    def __init__(
        self,
        store: Store,
        *,
        book: BookId = "main",
        settings: BookSettings | None = None,
        language: Literal["en", "fr"] | None = None,
        clock: Clock = utc_now,
        make_id: IdMaker = make_id,
        sources: Sequence[ActivitySource] | None = None,
        links: Sequence[LinkPort] = (),
        appointments: AppointmentPort | None = None,
        kinds: Collection[ActivityKind] | None = None,
    ) -> None:
        chosen = open_settings(store, book, settings)
        if language is not None:
            chosen = attrs.evolve(chosen, language=language)
        kept = StoreActivities(store, None if kinds is None else frozenset(kinds))
        self.context = Context(
            store,
            book,
            chosen,
            clock,
            make_id,
            sources=(kept,) if sources is None else tuple(sources),
            links=(kept, *links),
            appointments=appointments or kept,
        )
        self.context.follow_with(SettingsFollower(self.context))
        if settings is not None and kept_settings(store, book) is None:
            self.context.before_first_write(partial(keep_settings, self.context))

    def change_settings(self, settings: BookSettings, *, by: Actor) -> BookSettings:
        """Change what the book is set to, for everybody who opens it; the journal says who did.

        Other programs that have the book open take the settings over with the next thing they
        write.  Where lists and filters depend on what changed
        (``unknown_phone_counts_as``, ``opt_outs_follow_addresses``) the clients are indexed anew
        before this returns, in bounded units of work; if the process dies meanwhile,
        :attr:`is_reindexing` says so and :meth:`finish_reindexing` goes on where it stopped.

        Args:
            settings: What it is to be, such as ``attrs.evolve(book.settings, restore_days=60)``.
            by: Who changes them.

        Returns:
            The settings now.

        Raises:
            SettingsConflictError: Somebody changed them since this object was made.
        """
        from clientbook.book.changing_settings import change_settings

        change_settings(self.context, settings, by=by)
        return settings

    @property
    def is_reindexing(self) -> bool:
        """True while clients are still to be indexed by the settings of the book.

        A change of settings is at work on it, or was cut short: until it is finished, lists and
        filters answer some clients as before.
        """
        from clientbook.book.changing_settings import is_reindexing

        return is_reindexing(self.context)

    def finish_reindexing(self) -> None:
        """Index the clients that a change of settings left, in bounded units of work.

        Call it where your program starts, or every night: with nothing left it reads one record.
        Several programs may do so at once; each takes the next clients.
        """
        from clientbook.book.changing_settings import finish_reindexing

        finish_reindexing(self.context)

    @contextmanager
    def rehearsal(self) -> "Iterator[Rehearsal]":
        """Run anything on the book, see the difference, and have everything rolled back.

        For what has no plan, or several steps whose result together is asked for; ``plan`` and
        ``preview`` hold nothing and have no limit.  Every other writer waits meanwhile, so ask
        nobody inside.  Your link ports are asked for their previews only and your calendar is read
        only; what your own functions (``act=``) write is yours to roll back.

        Yields:
            The rehearsal; its counts and lists are filled when the block has ended.

        Raises:
            RehearsalTooLargeError: More than 5,000 rows would be written, or a file has more.
            RuntimeError: Inside a unit of work.

        Example:
            ::

                with book.rehearsal() as rehearsed:
                    book.imports.run(table, by=me)
                    book.merges.safe_bulk(pairs, by=me)
                print(rehearsed.counts)
        """
        from clientbook.book.rehearsal import Rehearsal, observe

        context, rehearsed = self.context, Rehearsal()
        with context.rehearsal():
            since = context.store.last_seq(context.book)
            yield rehearsed
            observe(context, since, rehearsed)

    def close(self) -> None:
        """Close the store: its connection, where the store owns it."""
        self.context.store.close()

    def __enter__(self) -> Self:
        """Use the book in a block, and close its store at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    @property
    def settings(self) -> BookSettings:
        """What the book is set to."""
        return self.context.settings

    @cached_property
    def clients(self) -> "ClientDesk":
        """Create, find again, change and delete clients."""
        from clientbook.book.clients.desk import ClientDesk

        return ClientDesk(self.context)

    @cached_property
    def search(self) -> "SearchDesk":
        """Find clients by what a person types."""
        from clientbook.book.lists.search import SearchDesk

        return SearchDesk(self.context)

    @cached_property
    def lists(self) -> "ListDesk":
        """List, filter, sort and export clients."""
        from clientbook.book.lists.desk import ListDesk

        return ListDesk(self.context)

    @cached_property
    def imports(self) -> "ImportDesk":
        """Import files: plan, commit, resume, look up, undo."""
        from clientbook.book.imports.desk import ImportDesk

        return ImportDesk(self.context)

    @cached_property
    def consent(self) -> "ConsentDesk":
        """Record what clients said, and ask whom one may contact."""
        from clientbook.book.consent.desk import ConsentDesk

        return ConsentDesk(self.context)

    @cached_property
    def activities(self) -> "ActivityDesk":
        """Read what happened between clients and the business, and keep it."""
        from clientbook.book.activities.desk import ActivityDesk

        return ActivityDesk(self.context)

    @cached_property
    def self_service(self) -> "SelfServiceDesk":
        """What a logged-in client may see and do."""
        from clientbook.book.activities.self_service import SelfServiceDesk

        return SelfServiceDesk(self.context)

    @cached_property
    def privacy(self) -> "PrivacyDesk":
        """What is held of a person, erasing it, and contact points that several share."""
        from clientbook.book.privacy.desk import PrivacyDesk

        return PrivacyDesk(self.context)

    @cached_property
    def history(self) -> "HistoryDesk":
        """What happened, and how things stood."""
        from clientbook.book.history.desk import HistoryDesk

        return HistoryDesk(self.context)

    @cached_property
    def attributes(self) -> "AttributeDesk":
        """Define custom attributes."""
        from clientbook.book.attribute_places import rename_in_places
        from clientbook.book.clients.attributes import AttributeDesk

        return AttributeDesk(self.context, rename_in_places)

    @cached_property
    def duplicates(self) -> "DuplicateDesk":
        """Find pairs that are likely one person; ignore those that are not."""
        from clientbook.book.duplicates.desk import DuplicateDesk

        return DuplicateDesk(self.context)

    @cached_property
    def merges(self) -> "MergeDesk":
        """Merge clients, and undo merges."""
        from clientbook.book.duplicates.merges import MergeDesk

        return MergeDesk(self.context)

    @cached_property
    def bulk(self) -> "BulkDesk":
        """Change everybody a filter lets through: plan, commit, undo."""
        from clientbook.book.bulk.desk import BulkDesk

        return BulkDesk(self.context)

    @cached_property
    def retention(self) -> "RetentionDesk":
        """Whom a book has kept longer than its rule allows: list, export, delete by plan."""
        from clientbook.book.retention.desk import RetentionDesk

        return RetentionDesk(self.context)
