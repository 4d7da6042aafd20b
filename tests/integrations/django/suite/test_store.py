"""The store on Django's connection does what every store does."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.db.transaction import atomic, set_rollback

from clientbook.integrations.django.books import open_store
from clientbook.integrations.django.tables import empty_books
from clientbook.storage.protocols import Store
from clientbook.testing.conformance import StoreConformance


class TestDjangoStore(StoreConformance):
    """X54: Every rule of stores holds inside a transaction of Django's."""

    @pytest.fixture(autouse=True)
    def _inside_a_transaction(self) -> Iterator[None]:
        with atomic():
            yield
            set_rollback(True)
        connections["default"].close()

    def make_store(self) -> Store:
        empty_books()
        return open_store("default")
