"""What ``manage.py check`` says about the settings."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.db import connections

from clientbook.book.settings import kept_settings
from clientbook.integrations.django.books import database_of, open_store
from clientbook.integrations.django.configuration import Configuration, read_configuration
from clientbook.integrations.django.engines import engine_of, engine_problem


def check_configuration(**_: Any) -> list[CheckMessage]:
    """Check ``CLIENTBOOK`` and the database it names; nothing is asked of a database."""
    chosen, problems = read_configuration()
    found: list[CheckMessage] = [
        Error(problem.problem, hint=problem.hint, id=f"clientbook.{problem.code}")
        for problem in problems
    ]
    if not any(problem.code == "E003" for problem in problems):
        found += _check_database(chosen)
    return found


def _check_database(chosen: Configuration) -> Iterator[CheckMessage]:
    connection = connections[database_of(chosen)]
    problem = engine_problem(connection)
    if problem is not None:
        said, _, hint = problem.partition("; ")
        yield Error(said, hint=hint, id="clientbook.E007")
    elif connection.vendor == "sqlite" and not _takes_the_writers_place(connection):
        yield CheckWarning(
            f"the database {connection.alias!r} begins its transactions without the writer's "
            "place: two requests that read before they write refuse one another",
            hint='set "OPTIONS": {"transaction_mode": "IMMEDIATE"} in DATABASES',
            id="clientbook.W001",
        )


def _takes_the_writers_place(connection: Any) -> bool:
    mode = connection.settings_dict.get("OPTIONS", {}).get("transaction_mode") or ""
    return str(mode).upper() in ("IMMEDIATE", "EXCLUSIVE")


def check_kept_settings(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Say where a book keeps other settings than ``CLIENTBOOK["SETTINGS"]`` gives new ones."""
    chosen, problems = read_configuration()
    if problems or not databases:
        return []
    alias = database_of(chosen)
    connection = connections[alias]
    if alias not in databases or engine_problem(connection) is not None:
        return []
    connection.ensure_connection()
    engine = engine_of(connection)
    if engine.tables_version(connection.connection) != engine.newest:
        return []  # migrate is about to be run
    kept = kept_settings(open_store(alias), chosen.book)
    differing = chosen.settings.changed_from(kept) if kept is not None else ()
    if not differing:
        return []
    return [
        CheckWarning(
            f"the book {chosen.book!r} keeps other settings than CLIENTBOOK['SETTINGS']: "
            f"{', '.join(differing)}",
            hint="the book's own hold; change them with client_book().change_settings(...)",
            id="clientbook.W002",
        )
    ]
