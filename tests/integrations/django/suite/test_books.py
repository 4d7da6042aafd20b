"""client_book() on Django's connection."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, transaction
from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import translation
from tests.integrations.django.suite.visits.models import Visit
from tests.integrations.django.suite.visits.people import ANNE, create

from clientbook.errors import ClientNotFoundError, StoreInUseError
from clientbook.integrations.django import client_book
from clientbook.integrations.django.tables import empty_books


class InsideATestCase(TestCase):
    """What a TestCase does is gone after it: the two tests would see each other otherwise."""

    databases = {"default", "other"}

    def test_one(self) -> None:
        """X54: A test begins with an empty book, whatever the tests before it wrote."""
        assert client_book().clients.count() == 0
        create(client_book())
        create(client_book(using="other"))

    test_two = test_one

    def test_books_of_one_database_never_meet(self) -> None:
        """X54: A client is in the book it was made in, and in the database."""
        client = create(client_book())
        for other in (client_book(book="second"), client_book(using="other")):
            assert other.clients.count() == 0
            with pytest.raises(ClientNotFoundError):
                other.clients.get(client)

    def test_what_a_book_is_set_to(self) -> None:
        """X54: A new book takes CLIENTBOOK's settings and the project's zone, and keeps them."""
        book = client_book()
        assert (book.settings.default_region, book.settings.time_zone) == ("FR", "Europe/Paris")
        create(book)
        with override_settings(CLIENTBOOK={"SETTINGS": {"default_region": "CA"}}):
            assert client_book().settings.default_region == "FR"
            assert client_book(book="new").settings.default_region == "CA"

    def test_messages_are_in_the_active_language(self) -> None:
        """X54: Django's active language is that of messages where it is ours, else the book's."""
        with translation.override("fr-ca"):
            assert client_book().settings.language == "fr"
            assert client_book(language="en").settings.language == "en"
        french = {"SETTINGS": {"language": "fr"}}
        with override_settings(CLIENTBOOK=french), translation.override("de"):
            assert client_book().settings.language == "fr"

    def test_a_broken_transaction_is_not_written_to(self) -> None:
        """X54: After an error that Django has seen, the book refuses as a model does."""
        with transaction.atomic():
            book = client_book()
            transaction.set_rollback(True)
            with pytest.raises(transaction.TransactionManagementError):
                create(book)
            transaction.set_rollback(False)


class InRealTransactions(TransactionTestCase):
    """What is committed, and what is not."""

    databases = {"default", "other"}

    def tearDown(self) -> None:
        empty_books()
        empty_books("other")

    def test_rows_and_clients_stand_or_fall_together(self) -> None:
        """X54: transaction.atomic() rolls back the host's row and the client, or commits both."""
        with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
            Visit.objects.create(client=create(client_book()))
            raise ZeroDivisionError
        with transaction.atomic():
            Visit.objects.create(client=create(client_book()))
        connection.close()
        assert (Visit.objects.count(), client_book().clients.count()) == (1, 1)

    def test_a_step_outside_a_transaction_is_one(self) -> None:
        """X54: Outside atomic() each step commits by itself, as Model.save() does."""
        create(client_book())
        connection.close()
        assert client_book().clients.count() == 1
        assert connections["default"].get_autocommit()

    def test_an_inner_block_is_undone_alone(self) -> None:
        """X54: A block inside the host's rolls back what the book wrote in it, and nothing else."""
        with transaction.atomic():
            kept = create(client_book(), "Kept")
            with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
                create(client_book(), "Lost")
                raise ZeroDivisionError
        assert [c.id for c in client_book().search.find("kept")] == [kept]
        assert client_book().clients.count() == 1

    def test_requests_at_once_wait_for_one_another(self) -> None:
        """X54: Transactions that read before they write, in several threads: none is refused."""

        def request(number: int) -> int:
            try:
                with transaction.atomic():
                    assert Visit.objects.count() >= 0
                    Visit.objects.create(client=create(client_book(), f"Ann {number}"))
                return client_book().clients.count()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as pool:
            counts = list(pool.map(request, range(12)))
        assert max(counts) == 12
        assert Visit.objects.count() == 12

    def test_hooks_of_a_rehearsal_never_fire(self) -> None:
        """X47: What is rehearsed is rolled back, and with it what waits for the commit."""
        fired: list[str] = []
        book = client_book()
        with book.rehearsal():
            create(book)
            transaction.on_commit(lambda: fired.append("rehearsed"))
        create(book)
        assert not fired
        assert book.clients.count() == 1

    def test_a_book_of_a_closed_connection_says_so(self) -> None:
        """X54: A book that outlived its request refuses and says what to do."""
        book = client_book()
        connection.close()
        client_book()
        with pytest.raises(StoreInUseError, match=r"call client_book\(\) again"):
            create(book)

    def test_an_import_commits_as_it_goes(self) -> None:
        """X54: Progress of an import can be seen by others while it runs."""
        from clientbook import Table

        book = client_book()
        table = Table.from_records([{"First name": f"Ann {n}"} for n in range(500)], name="x")
        seen: list[int] = []

        def look(_: object) -> None:
            assert connection.in_atomic_block is False
            seen.append(book.clients.count())

        book.imports.run(table, by=ANNE, progress=look)
        assert any(0 < count < 500 for count in seen)


class WhereNoBookCanLive(TestCase):
    """Databases that are refused."""

    databases = {"default", "other"}

    def test_missing_tables_are_a_matter_for_migrate(self) -> None:
        """X54: Tables are never made by the way: the message names the command."""
        from clientbook.integrations.django.engines import engine_of

        engine_of(connection).drop_tables(connection.connection)
        with pytest.raises(
            ImproperlyConfigured, match=r"manage\.py migrate clientbook --database d"
        ):
            client_book()

    def test_another_engine_is_refused_by_name(self) -> None:
        """X54: Only SQLite and PostgreSQL hold books; the message says what to do."""
        other = connections["other"]
        other.vendor, vendor = "oracle", other.vendor
        try:
            with pytest.raises(ImproperlyConfigured, match="SQLite or PostgreSQL: name another"):
                client_book(using="other")
        finally:
            other.vendor = vendor
