"""A router that keeps the books out of one database."""

from typing import Any


class BooksElsewhere:
    """Clientbook lives in the database "other", and only there."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "other" if model._meta.app_label == "clientbook" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return db == "other" if app_label == "clientbook" else None
