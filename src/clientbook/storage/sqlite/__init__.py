"""A store in one SQLite file, through the standard library: the embedded default."""

from clientbook.storage.sqlite.stores import SqliteStore

__all__ = ["SqliteStore"]
