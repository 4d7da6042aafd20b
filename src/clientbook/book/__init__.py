"""The use cases, one desk a file; :class:`ClientBook` hands the desks out."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Literal, Self

import attrs

from clientbook.book import names
from clientbook.book.contexts import (
    Clock,
    Context,
    IdMaker,
    is_in_host_transaction,
    make_id,
    utc_now,
)
from clientbook.book.settings import (
    SettingsFollower,
    kept_settings,
    open_settings,
)
from clientbook.book.unfinished import refuse_unfinished
from clientbook.domain.clients import Actor
from clientbook.domain.doors import guarded, guarded_init
from clientbook.domain.settings import SAFE, BookSettings
from clientbook.storage.protocols import BookId, Store


@guarded
@guarded_init
class ClientBook:
    """One book of clients in a store.

    As a context manager it closes the store at its end.  It may be handed from thread to thread,
    as its store may, and keeps nothing that two of them could disagree about.

    Args:
        store: Where the book is kept; several books can share one store and never meet.
        book: Id of the book (tenant).
        settings: What the book is to be set to.  A new book keeps them with the first thing that
            is written to it; a book that keeps others refuses (``SettingsConflictError``).  None
            takes what the book keeps, or *first_settings*.
        first_settings: What a new book is set to, as *settings*; a book that keeps others is opened
            with its own.  For programs in which settings are changed; None is ``SAFE``.
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
        first_settings: BookSettings | None = None,
        language: Literal["en", "fr"] | None = None,
        clock: Clock = utc_now,
        make_id: IdMaker = make_id,
        sources: "Sequence[names.ActivitySource] | None" = None,
        links: "Sequence[names.LinkPort]" = (),
        appointments: "names.AppointmentPort | None" = None,
        kinds: "Collection[names.ActivityKind] | None" = None,
    ) -> None:
        may_fall = is_in_host_transaction(store)
        chosen = open_settings(store, book, settings, first_settings)
        refuse_unfinished(store, book)
        new = settings or first_settings or SAFE
        if language is not None:
            chosen, new = (attrs.evolve(each, language=language) for each in (chosen, new))
        plugged = partial(
            _host_ports,
            store,
            frozenset(kinds) if kinds is not None else None,
            tuple(sources) if sources is not None else None,
            tuple(links),
            appointments,
        )
        self.context = Context(store, book, chosen, clock, make_id, plugged)
        self.context.follow_with(
            SettingsFollower(
                self.context,
                new,
                keeping=(settings or first_settings) is not None,
                insisting=settings is not None,
            )
        )
        if may_fall:
            self.context.doubt_settings()
        if settings is not None and kept_settings(store, book) is not None:
            self.context.meet_settings(True)

    def change_settings(
        self,
        settings: BookSettings,
        *,
        by: Actor,
        progress: "names.ProgressCallback | None" = None,
    ) -> BookSettings:
        """Change what the book is set to, for everybody who opens it; the journal says who did.

        Other programs that have the book open take the settings over with the next thing they
        write.  Where lists and filters depend on what changed
        (``unknown_phone_counts_as``, ``opt_outs_follow_addresses``, ``names_sort_by``) the clients
        are indexed anew before this returns, in bounded units of work; if the process dies
        meanwhile, :attr:`is_reindexing` says so and :meth:`finish_reindexing` goes on where it
        stopped.

        Args:
            settings: What it is to be, such as ``attrs.evolve(book.settings, restore_days=60)``.
            by: Who changes them.
            progress: Called after each unit of work of the indexing; returning False stops it,
                with the settings changed.

        Returns:
            The settings now.

        Raises:
            OperationCancelledError: *progress* stopped the indexing.
            SettingsConflictError: Somebody changed them since this object was made.
        """
        from clientbook.book.changing_settings import change_settings

        change_settings(self.context, settings, by=by, progress=progress)
        return settings

    @property
    def is_reindexing(self) -> bool:
        """True while clients are still to be indexed by the settings of the book.

        A change of settings is at work on it, or was cut short: until it is finished, lists and
        filters answer some clients as before.
        """
        from clientbook.book.changing_settings import is_reindexing

        return is_reindexing(self.context)

    def finish_reindexing(self, *, progress: "names.ProgressCallback | None" = None) -> None:
        """Index the clients that a change of settings left, in bounded units of work.

        Call it where your program starts, or every night: with nothing left it reads one record.
        Several programs may do so at once; each takes the next clients.

        Args:
            progress: Called after each unit of work; returning False stops.

        Raises:
            OperationCancelledError: *progress* stopped it; the same call goes on.
        """
        from clientbook.book.changing_settings import finish_reindexing

        finish_reindexing(self.context, progress)

    @contextmanager
    def rehearsal(self) -> "Iterator[names.Rehearsal]":
        """Run anything on the book, see the difference, and have everything rolled back.

        For what has no plan, or several steps whose result together is asked for; ``plan`` and
        ``preview`` hold nothing and have no limit.  Every other writer waits meanwhile, so ask
        nobody inside.  Your link ports are asked for their previews only and your calendar is read
        only; what your own functions (``act=``) write is yours to roll back.

        Yields:
            The rehearsal; inside the block it says what was done so far, after it all that was.

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
        from clientbook.book.rehearsal import rehearsed

        with rehearsed(self.context) as seen:
            yield seen

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
    def clients(self) -> "names.ClientDesk":
        """Create, find again, change and delete clients."""
        return names.ClientDesk(self.context)

    @cached_property
    def search(self) -> "names.SearchDesk":
        """Find clients by what a person types."""
        return names.SearchDesk(self.context)

    @cached_property
    def lists(self) -> "names.ListDesk":
        """List, filter, sort and export clients."""
        return names.ListDesk(self.context)

    @cached_property
    def imports(self) -> "names.ImportDesk":
        """Import files: plan, commit, resume, look up, undo."""
        return names.ImportDesk(self.context)

    @cached_property
    def consent(self) -> "names.ConsentDesk":
        """Record what clients said, and ask whom one may contact."""
        return names.ConsentDesk(self.context)

    @cached_property
    def activities(self) -> "names.ActivityDesk":
        """Read what happened between clients and the business, and keep it."""
        return names.ActivityDesk(self.context)

    @cached_property
    def self_service(self) -> "names.SelfServiceDesk":
        """What a logged-in client may see and do."""
        return names.SelfServiceDesk(self.context)

    @cached_property
    def privacy(self) -> "names.PrivacyDesk":
        """What is held of a person, erasing it, and contact points that several share."""
        return names.PrivacyDesk(self.context)

    @cached_property
    def history(self) -> "names.HistoryDesk":
        """What happened, and how things stood."""
        return names.HistoryDesk(self.context)

    @cached_property
    def attributes(self) -> "names.AttributeDesk":
        """Define custom attributes."""
        from clientbook.book.attribute_places import rename_in_places

        return names.AttributeDesk(self.context, rename_in_places)

    @cached_property
    def duplicates(self) -> "names.DuplicateDesk":
        """Find pairs that are likely one person; ignore those that are not."""
        return names.DuplicateDesk(self.context)

    @cached_property
    def merges(self) -> "names.MergeDesk":
        """Merge clients, and undo merges."""
        return names.MergeDesk(self.context)

    @cached_property
    def bulk(self) -> "names.BulkDesk":
        """Change everybody a filter lets through: plan, commit, undo."""
        return names.BulkDesk(self.context)

    @cached_property
    def retention(self) -> "names.RetentionDesk":
        """Whom a book has kept longer than its rule allows: list, export, delete by plan."""
        return names.RetentionDesk(self.context)


def _host_ports(
    store: Store,
    kinds: "frozenset[names.ActivityKind] | None",
    sources: "tuple[names.ActivitySource, ...] | None",
    links: "tuple[names.LinkPort, ...]",
    appointments: "names.AppointmentPort | None",
) -> "names.HostPorts":
    """Return what a host plugs in, with the activities that the store keeps beside it."""
    from clientbook.book.activities.kept import StoreActivities

    kept = StoreActivities(store, kinds)
    return names.HostPorts(
        (kept,) if sources is None else sources, (kept, *links), appointments or kept
    )
