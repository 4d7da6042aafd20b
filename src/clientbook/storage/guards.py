"""What every call to a shipped store passes through: its caller, its arguments, its errors.

A method of a store is wrapped by :func:`reads` or :func:`writes`; so no method checks its book,
its thread or its texts for itself, and no error of a driver escapes, wherever it is raised.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial, wraps
from typing import Any, Protocol, TypeVar, cast

from clientbook.convert.documents import DamagedDocumentError
from clientbook.domain.checks import refuse
from clientbook.errors import StoreUnavailableError
from clientbook.storage.checks import (
    Owner,
    check_book,
    check_changes,
    check_filter,
    check_records,
    check_texts,
    nested,
    require_book,
    storable,
)
from clientbook.storage.protocols import BookId

F = TypeVar("F", bound=Callable[..., Any])


class Guarded(Protocol):
    """The session of a store: one connection, or what stands for it."""

    owner: Owner
    failures: tuple[type[Exception], ...]
    """Errors of the driver that :meth:`explain` knows."""

    def call(self, book: str, *, writing: bool) -> AbstractContextManager[None]:
        """Make ready for one call, and tidy up after it.

        Raises:
            RuntimeError: A write outside a transaction of the book.
        """

    def explain(self, error: Exception, *, again: bool) -> Exception | None:
        """Return our error for a driver's, without a word of its message.

        None says that the call may succeed if it is made once more; *again* says that it was.
        """


def reads(method: F) -> F:
    """Wrap a method that reads a book."""
    return _guarded(method, writing=False)


def writes(method: F) -> F:
    """Wrap a method that writes to a book."""
    return _guarded(method, writing=True)


def reads_books(method: F) -> F:
    """Wrap a method that reads of no book alone: where books are walled off, it sees none."""

    @wraps(method)
    def guarded(store: Any) -> Any:
        return _call(store, _NO_BOOK, lambda: method(store), writing=False)

    return cast("F", guarded)


_NO_BOOK = ""
"""What no book is called."""


def _guarded(method: F, *, writing: bool) -> F:
    check = _CHECKS.get(method.__name__)

    @wraps(method)
    def guarded(store: Any, book: str, *args: Any, **options: Any) -> Any:
        check_book(book)
        if check is not None:
            args = check(args, options)
        work = partial(method, store, book, *args, **options)
        return _call(store, book, work, writing=writing)

    return cast("F", guarded)


def _call(store: Any, book: str, work: Callable[[], Any], *, writing: bool) -> Any:
    session: Guarded = store._session  # noqa: SLF001 - what a guarded store has
    again = False
    while True:
        session.owner.enter()
        try:
            with session.call(book, writing=writing):
                return work()
        except session.failures as error:
            failure = session.explain(error, again=again)
        finally:
            session.owner.leave()
        if failure is not None:
            raise failure  # outside the handler: nothing of the driver's hangs on it
        again = True


Args = tuple[Any, ...]
Options = dict[str, Any]


def _ids(args: Args, _: Options) -> Args:
    return (storable(args[0]), *args[1:])


def _record_ids(args: Args, _: Options) -> Args:
    check_texts(args[:1])
    return (args[0], storable(args[1]))


def _ids_and_cause(args: Args, options: Options) -> Args:
    check_texts([options["cause"]])
    return _ids(args, options)


def _client_ids(args: Args, options: Options) -> Args:
    if options.get("client_ids") is not None:
        options["client_ids"] = storable(options["client_ids"])
    return args


def _records(args: Args, _: Options) -> Args:
    check_records(args[0])
    return args


def _changes(args: Args, _: Options) -> Args:
    check_changes(args[0])
    return args


def _facets(args: Args, _: Options) -> Args:
    namespace, facets = args
    check_texts([namespace, *(label for labels in facets.values() for label in labels)])
    known = storable(facets)
    return (namespace, {client_id: facets[client_id] for client_id in known})


def _query(args: Args, options: Options) -> Args:
    query, after = args[0], options.get("after")
    where = args[1] if len(args) > 1 else options.get("where")
    if where is not None:
        check_filter(where)
    texts = [word for words in query.alternatives for word in words]
    check_texts([*texts, *query.phone_words, query.exact_name or ""])
    if after is not None:
        check_texts([after.client_id])
    return args


def _filter(args: Args, options: Options) -> Args:
    check_texts(options.get("after") or ())
    if args:
        check_filter(args[0])
    elif "where" in options:
        check_filter(options["where"])
    return args


def _list(args: Args, options: Options) -> Args:
    check_texts([args[0], options.get("prefix", ""), *(options.get("after") or ())])
    if options.get("owners") is not None:
        options["owners"] = storable(options["owners"])
    return args


_CHECKS: dict[str, Callable[[Args, Options], Args]] = {
    "get_clients": _ids,
    "get_documents": _ids,
    "delete_clients": _ids,
    "purge_clients": _ids,
    "find_holders": _ids,
    "count_holders": _ids,
    "get_facets": _ids,
    "get_records": _record_ids,
    "delete_records": _record_ids,
    "read_changes": _client_ids,
    "find_untouched": _ids_and_cause,
    "put_records": _records,
    "append_changes": _changes,
    "set_facets": _facets,
    "search": _query,
    "list_clients": _filter,
    "count_clients": _filter,
    "list_records": _list,
}
"""How the arguments of a method are checked: what no store holds is not found, what no store can
hold is refused."""

DAMAGED: tuple[type[Exception], ...] = (DamagedDocumentError, UnicodeEncodeError)
"""What a session of any store explains besides the errors of its driver."""


class Gate:
    """The session of a store that one thread at a time may use, and others wait for.

    Another thread waits for a read as well: it would see what may yet be undone.

    Args:
        wait_seconds: How long; then StoreInUseError.
        failures: Errors of the store's driver, which come out as StoreUnavailableError("corrupt").
    """

    def __init__(
        self, *, wait_seconds: float = 10.0, failures: tuple[type[Exception], ...] = ()
    ) -> None:
        self.owner = Owner(wait_seconds=wait_seconds)
        self.failures = (*DAMAGED, *failures)
        self.book: BookId | None = None
        """The book of the unit of work under way."""

    @contextmanager
    def call(self, book: BookId, *, writing: bool) -> Iterator[None]:
        """Make ready for one call."""
        if writing:
            require_book(self.book, book)
        yield

    def explain(self, error: Exception, *, again: bool) -> Exception | None:
        """Return our error for a driver's."""
        if isinstance(error, UnicodeEncodeError):
            return refuse("text", "it is no character for this store")
        return StoreUnavailableError("corrupt", "restore it from a backup", type(error).__name__)

    @contextmanager
    def transaction(self, book: BookId) -> Iterator[None]:
        """Hold the writer's place for a block; what is kept or undone is the store's affair."""
        check_book(book)
        self.owner.enter()
        try:
            if self.book is not None:
                raise nested()
            self.book = book
            try:
                yield
            finally:
                self.book = None
        finally:
            self.owner.leave()
