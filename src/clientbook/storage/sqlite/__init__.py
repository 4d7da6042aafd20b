"""A store in one SQLite file, through the standard library: the embedded default."""

from clientbook.storage.sqlite.schemas import drop_tables, make_tables, tables_version
from clientbook.storage.sqlite.stores import SqliteStore

__all__ = ["SqliteStore", "drop_tables", "make_tables", "tables_version"]
