"""The book on the connection that Django uses."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, router
from django.db.transaction import atomic
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from clientbook.book import ClientBook
from clientbook.errors import StoreInUseError
from clientbook.integrations.django.configuration import Configuration, configuration
from clientbook.integrations.django.engines import Engine, engine_of
from clientbook.storage.protocols import BookId, Store


def client_book(
    *,
    using: str | None = None,
    book: BookId | None = None,
    language: Literal["en", "fr"] | None = None,
) -> ClientBook:
    """Return the book on Django's own connection; call it where you need it, as you would a model.

    Inside ``transaction.atomic(using=...)`` what the book writes stands or falls with your rows.
    Outside of it each step of the book is a transaction of its own, as ``Model.save()`` is.  Do
    not keep the book longer than the request or the command: Django closes the connection then.

    Args:
        using: Alias of the database; None takes ``CLIENTBOOK["DATABASE"]``, or asks the routers.
        book: Id of the book; None takes ``CLIENTBOOK["BOOK"]``.
        language: Of messages; None takes Django's active language where it is English or French,
            else what the book is set to.

    Raises:
        ImproperlyConfigured: A setting cannot be used, the database is neither SQLite nor
            PostgreSQL through psycopg 3, or its tables are still to be made by ``migrate``.
        SchemaVersionError: A newer clientbook made the tables.
    """
    chosen = configuration()
    alias = using or database_of(chosen)
    store = open_store(alias)
    return ClientBook(
        store,
        book=book or chosen.book,
        first_settings=chosen.settings,
        language=language or active_language(),
        links=[_made(path, alias) for path in chosen.links],
        sources=[_made(path, alias) for path in chosen.sources] or None,
        appointments=_made(chosen.appointments, alias) if chosen.appointments else None,
    )


def database_of(chosen: Configuration) -> str:
    """Return the alias of the database that holds the books."""
    from clientbook.integrations.django.models import Clients

    return chosen.database or str(router.db_for_write(Clients))


def active_language() -> Literal["en", "fr"] | None:
    """Return the language of messages that is Django's active one, None where it is another."""
    active = (get_language() or "").partition("-")[0]
    return "fr" if active == "fr" else "en" if active == "en" else None


def _made(path: str, alias: str) -> Any:
    return import_string(path)(alias)


def open_store(alias: str) -> Store:
    """Return a store over the connection of an alias, see :func:`client_book`."""
    connection = connections[alias]
    engine = engine_of(connection)
    connection.close_if_health_check_failed()  # as Django does before a query of its own
    connection.ensure_connection()
    if engine.tables_version(connection.connection) < engine.newest:
        raise ImproperlyConfigured(
            f"the database {alias!r} has not all tables of clientbook yet; "
            f"run: python manage.py migrate clientbook --database {alias}"
        )
    return _in_transactions(engine, alias)


def _in_transactions(engine: Engine, alias: str) -> Store:
    """Return a store whose units of work are blocks of ``atomic()``."""
    raw = connections[alias].connection

    class _DjangoStore(engine.store):  # type: ignore[name-defined]  # one of two classes
        is_joined = False  # atomic() commits where no request holds a transaction

        def transaction(self, book: BookId) -> AbstractContextManager[None]:
            return _unit(alias, raw, lambda: super(_DjangoStore, self).transaction(book))

    store: Store = _DjangoStore(connection=raw)
    return store


@contextmanager
def _unit(
    alias: str, raw: object, begin: Callable[[], AbstractContextManager[None]]
) -> Iterator[None]:
    connection = connections[alias]
    if connection.connection is not raw:
        raise StoreInUseError(
            "Django has closed the connection of this book, or this is another thread",
            "call client_book() again where you need it",
        )
    connection.validate_no_broken_transaction()
    with atomic(using=alias), begin():
        yield
