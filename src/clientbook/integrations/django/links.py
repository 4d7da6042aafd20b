"""Rows of a Django model that follow a client through a merge, and back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import attrs
from django.apps import apps

from clientbook.domain.clients import ClientId
from clientbook.domain.ports import LinkPreview, LinkReceipt


@attrs.frozen
class ModelLinks:
    """A link port over a model that names a client in a text field.

    Args:
        using: Alias of the database that holds both the book and the model's table.
        model: The model, such as ``"salon.Appointment"``.
        field: Its field with the id of the client.
        kind: What its rows are called in plans and receipts; None for the model's name.
        book_field: Its field with the id of the book, where several books share the table.

    Example:
        ::

            def appointments(using):
                return ModelLinks(using, "salon.Appointment", "client_id")
    """

    using: str
    model: str
    field: str
    kind: str | None = None
    book_field: str | None = None

    @property
    def name(self) -> str:
        """Name of the port: the model and its field, as receipts keep them."""
        return f"{self.model.lower()}.{self.field}"

    @property
    def _kind(self) -> str:
        return self.kind or str(apps.get_model(self.model)._meta.model_name)  # noqa: SLF001

    def _rows(self, book: str, **where: Any) -> Any:
        if self.book_field is not None:
            where[self.book_field] = book
        # Every row, whatever a default manager hides: a hidden row follows as well.
        return apps.get_model(self.model)._base_manager.using(self.using).filter(**where)  # noqa: SLF001

    def linked(self, book: str, client_ids: Collection[ClientId]) -> Collection[ClientId]:
        """Return those of these clients that rows name."""
        rows = self._rows(book, **{f"{self.field}__in": list(client_ids)})
        return set(rows.values_list(self.field, flat=True).distinct())

    def preview(self, book: str, absorbed: Collection[ClientId], survivor: ClientId) -> LinkPreview:
        """Return what :meth:`reassign` would move."""
        count = self._rows(book, **{f"{self.field}__in": list(absorbed)}).count()
        return LinkPreview(counts=((self._kind, count),) if count else ())

    def reassign(
        self, book: str, absorbed: Collection[ClientId], survivor: ClientId
    ) -> Sequence[LinkReceipt]:
        """Give every row of the absorbed clients to the survivor."""
        rows = self._rows(book, **{f"{self.field}__in": list(absorbed)}).select_for_update()
        found = list(rows.order_by("pk").values_list("pk", self.field))
        self._give(book, {key: survivor for key, _ in found})
        return [
            LinkReceipt(self.name, self._kind, str(key), client, survivor) for key, client in found
        ]

    def restore(self, book: str, receipts: Sequence[LinkReceipt]) -> Sequence[LinkReceipt]:
        """Give rows back that the survivor still has; return the receipts of the others."""
        by_survivor: dict[ClientId, list[LinkReceipt]] = {}
        for receipt in receipts:
            by_survivor.setdefault(receipt.to_client, []).append(receipt)
        held: set[str] = set()
        for survivor, theirs in by_survivor.items():
            where = {"pk__in": [receipt.id for receipt in theirs], self.field: survivor}
            keys = self._rows(book, **where).select_for_update().values_list("pk", flat=True)
            back = {str(key): key for key in keys}
            held |= back.keys()
            self._give(book, {back[r.id]: r.from_client for r in theirs if r.id in back})
        return [receipt for receipt in receipts if receipt.id not in held]

    def _give(self, book: str, owners: Mapping[Any, ClientId]) -> None:
        for client in set(owners.values()):
            keys = [key for key, owner in owners.items() if owner == client]
            for start in range(0, len(keys), _AT_ONCE):
                part = keys[start : start + _AT_ONCE]
                self._rows(book, pk__in=part).update(**{self.field: client})


_AT_ONCE = 500
"""Keys in one statement: SQLite counts parameters."""
