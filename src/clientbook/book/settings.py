"""The settings that a book keeps: taken when it is opened, kept with its first write."""

from collections.abc import Mapping

import attrs

from clientbook.book.contexts import Context
from clientbook.domain.checks import check_type
from clientbook.domain.settings import SAFE, BookSettings
from clientbook.errors import SettingsConflictError
from clientbook.storage.protocols import BookId, Record, Store

SETTINGS = "settings"
REDEFINING = "redefining"
"""Id of the record of a change of an attribute that is under way; gone at its end."""
_ID = "book"


def kept_settings(store: Store, book: BookId) -> BookSettings | None:
    """Return the settings a book keeps, None while nobody has written with any.

    Raises:
        InvalidValueError: A newer clientbook wrote them.
    """
    record = store.get_records(book, SETTINGS, [_ID]).get(_ID)
    if record is None:
        return None
    from clientbook.convert.settings import settings_from_document

    return settings_from_document(record.body)


def open_settings(
    store: Store, book: BookId, given: BookSettings | None, first: BookSettings | None = None
) -> BookSettings:
    """Return the settings with which a book is opened.

    Args:
        store: Where the book is kept.
        book: The book.
        given: What the host insists on; None takes what the book keeps.
        first: What a new book is set to; None is the recommended default.

    Raises:
        SettingsConflictError: The book keeps others than those *given*.
        WrongTypeError: What is given are no settings.
    """
    for name, asked in (("settings", given), ("first_settings", first)):
        if asked is not None:
            check_type(name, asked, BookSettings)
    kept = kept_settings(store, book)
    if given is None:
        return kept or first or SAFE
    check_kept(kept, given)
    return given


def check_kept(kept: BookSettings | None, given: BookSettings) -> None:
    """Refuse settings that differ from those a book keeps.

    Raises:
        SettingsConflictError: They do.
    """
    differing = given.changed_from(kept) if kept else ()
    if differing:
        raise SettingsConflictError(differing)


class SettingsFollower:
    """Keeps and takes over what a book is set to, as each unit of work begins.

    Opening a book writes nothing: settings that it was opened with are kept with the first thing
    that is written to it and stands.  Whether they are is asked of the store each time: a host
    may have rolled back what kept them.  Two processes that open a new book with different
    settings meet here, behind the writer's place of the book.

    Whoever writes computes index entries by the settings: a program that goes on with those it was
    opened with would index by rules that nobody asks by any more.  And where an attribute is being
    changed, clients are brought along by whoever reads and writes them.

    Args:
        context: The book.
        new: What it is set to while it keeps nothing.
        keeping: True keeps those then.
        insisting: True refuses where another process has kept others first.

    Cost: one read of records a unit of work; they are looked into only where they changed.
    """

    def __init__(
        self, context: Context, new: BookSettings, *, keeping: bool, insisting: bool
    ) -> None:
        self._context = context
        self._new = new
        self._keeping = keeping
        self._insisting = insisting
        self._seen: tuple[Mapping[str, object], BookSettings] | None = None

    def __call__(self) -> None:
        """Take the settings of the book over; the language of messages stays.

        Raises:
            SettingsConflictError: In a unit of work: another process has kept others meanwhile,
                and the host insists.
        """
        context = self._context
        records = context.store.get_records(context.book, SETTINGS, [_ID, REDEFINING])
        self._bring(records.get(REDEFINING))
        record = records.get(_ID)
        if record is None:
            self._begin()
            return
        kept = self._read(record)
        if self._insisting and not context.has_met_settings:
            if context.in_unit:
                check_kept(kept, self._new)
            elif self._new.changed_from(kept):
                return  # for the unit of work to refuse
        context.meet_settings(True)
        known = context.known_settings
        language = known.language
        if context.settings_may_fall and kept.language != language:
            language = self._new.language  # the change of it does not stand
        if kept.changed_from(known) or language != known.language:
            context.take_settings(attrs.evolve(kept, language=language))

    def _begin(self) -> None:
        """Go on with the settings of a new book, and keep them where something is written."""
        context = self._context
        context.meet_settings(False)
        if context.known_settings != self._new:
            context.take_settings(self._new)
        if self._keeping and context.in_unit:
            put_settings(context, self._new)
            context.meet_settings(True)

    def _read(self, record: Record) -> BookSettings:
        if self._seen is None or record.body != self._seen[0]:
            from clientbook.convert.settings import settings_from_document

            self._seen = (record.body, settings_from_document(record.body))
        return self._seen[1]

    def _bring(self, record: Record | None) -> None:
        if record is None:
            self._context.take_bringing(None)
            return
        from clientbook.book.clients.redefining import bringing_of

        self._context.take_bringing(bringing_of(record.body).bringing)


def put_settings(context: Context, settings: BookSettings) -> None:
    """Keep settings, inside the caller's unit of work."""
    from clientbook.convert.settings import settings_to_document

    record = Record(SETTINGS, _ID, settings_to_document(settings))
    context.store.put_records(context.book, [record])
