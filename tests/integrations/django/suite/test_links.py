"""Rows of a model follow a merge."""

from collections.abc import Iterator

import pytest
from django.db.transaction import atomic, set_rollback
from django.test import TestCase, override_settings
from tests.integrations.django.suite.visits.models import Visit
from tests.integrations.django.suite.visits.people import ANNE, create

from clientbook import ClientId, LinkPort
from clientbook.integrations.django import ModelLinks, client_book
from clientbook.testing.link_rules import LinkPortConformance

PORT = "tests.integrations.django.suite.visits.ports.links"


class TestModelLinks(LinkPortConformance):
    """X54: The ready link port over a model keeps every rule of link ports."""

    @pytest.fixture(autouse=True)
    def _inside_a_transaction(self) -> Iterator[None]:
        with atomic():
            yield
            set_rollback(True)

    def make_port(self) -> LinkPort:
        Visit._base_manager.all().delete()
        return ModelLinks("default", "visits.Visit", "client", book_field="book")

    def add_record(self, port: LinkPort, client_id: ClientId) -> str:
        return str(Visit.objects.create(client=client_id).pk)

    def owner_of(self, port: LinkPort, record_id: str) -> ClientId | None:
        found = Visit._base_manager.filter(pk=record_id).first()
        return found.client if found else None


@override_settings(CLIENTBOOK={"LINKS": [PORT]})
class Merging(TestCase):
    """A merge of the desk moves the host's rows."""

    def test_rows_follow_and_go_back(self) -> None:
        """X54: Rows follow, hidden ones too, those of another book do not; undone, they return."""
        book = client_book()
        first, second = create(book), create(book)
        mine = [
            Visit.objects.create(client=second),
            Visit.objects.create(client=second, hidden=True),
        ]
        other = Visit.objects.create(client=second, book="another")
        plan = book.merges.plan(first, [second])
        assert dict(plan.link_counts) == {"visit": 2}
        record = book.merges.merge(plan, by=ANNE)

        def owners() -> list[str]:
            return [Visit._base_manager.get(pk=row.pk).client for row in (*mine, other)]

        assert owners() == [first, first, second]
        book.merges.unmerge(book.merges.plan_unmerge(record.id), by=ANNE)
        assert owners() == [second, second, second]

    def test_thousands_of_rows_follow(self) -> None:
        """X54: More rows than SQLite takes parameters are moved and given back."""
        book = client_book()
        first, second = create(book), create(book)
        Visit.objects.bulk_create([Visit(client=second) for _ in range(2_500)])
        record = book.merges.merge(book.merges.plan(first, [second]), by=ANNE)
        assert Visit.objects.filter(client=first).count() == 2_500
        book.merges.unmerge(book.merges.plan_unmerge(record.id), by=ANNE)
        assert Visit.objects.filter(client=second).count() == 2_500
