"""Migrations of the tables."""

import io

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.test import TransactionTestCase, override_settings
from tests.integrations.django.suite.visits.people import create

from clientbook.integrations.django import client_book
from clientbook.integrations.django.engines import engine_of

ROUTER = "tests.integrations.django.suite.visits.routers.BooksElsewhere"


def version(alias: str = "default") -> int:
    connections[alias].ensure_connection()
    return engine_of(connections[alias]).tables_version(connections[alias].connection)


def migrate(*names: str, **options: str) -> None:
    call_command("migrate", *names, verbosity=0, **options)


class Tables(TransactionTestCase):
    """How tables come and go."""

    databases = {"default", "other"}

    def tearDown(self) -> None:
        for alias in self.databases:
            migrate("clientbook", database=alias)

    def test_the_newest_migration_makes_the_newest_tables(self) -> None:
        """X54: A new version of the tables comes with a migration; add one that leads to it."""
        assert version() == engine_of(connection).newest
        migrate("clientbook", "zero")
        assert version() == 0
        migrate()
        assert version() == engine_of(connection).newest

    def test_zero_removes_every_table(self) -> None:
        """X54: migrate clientbook zero leaves nothing of ours, and the host's tables alone."""
        create(client_book())
        migrate("clientbook", "zero")
        left = connection.introspection.table_names()
        assert not [name for name in left if name.startswith("clientbook")]
        assert "visits_visit" in left or "auth_user" in left
        migrate("clientbook")
        assert client_book().clients.count() == 0

    def test_tables_that_are_there_stay(self) -> None:
        """X54: A project that joined the connection before it had migrations loses nothing."""
        client = create(client_book())
        call_command("migrate", "clientbook", "zero", fake=True, verbosity=0)
        migrate("clientbook")
        assert client_book().clients.get(client).id == client

    def test_routers_say_where(self) -> None:
        """X54: Where allow_migrate() says no are no tables, and client_book() asks routers too."""
        for alias in self.databases:
            migrate("clientbook", "zero", database=alias)
        with override_settings(DATABASE_ROUTERS=[ROUTER]):
            for alias in self.databases:
                migrate("clientbook", database=alias)
            assert version("default") == 0
            create(client_book())
            assert client_book(using="other").clients.count() == 1
            for alias in self.databases:
                migrate("clientbook", "zero", database=alias)

    def test_no_migration_is_missing(self) -> None:
        """X54: makemigrations finds nothing to do, whatever the host's DEFAULT_AUTO_FIELD."""
        for field in ("AutoField", "BigAutoField"):
            with override_settings(DEFAULT_AUTO_FIELD=f"django.db.models.{field}"):
                call_command("makemigrations", "clientbook", check=True, dry_run=True, verbosity=0)

    def test_migrations_can_be_shown_as_sql(self) -> None:
        """X54: sqlmigrate works, though the tables are made by code."""
        out = io.StringIO()
        call_command("sqlmigrate", "clientbook", "0001", stdout=out)
        assert "Raw Python operation" in out.getvalue()


def test_the_model_has_no_table_and_no_default_permissions() -> None:
    """X54: The model carries permissions only."""
    loader = MigrationLoader(None)
    (leaf,) = loader.graph.leaf_nodes("clientbook")
    model = loader.project_state([leaf]).models["clientbook", "clients"]
    assert model.options["managed"] is False
    assert model.options["default_permissions"] == ()
    names = [name for name, _ in model.options["permissions"]]
    assert len(names) == len(set(names)) == 9


@pytest.fixture(autouse=True)
def _closed() -> None:
    connection.close()
