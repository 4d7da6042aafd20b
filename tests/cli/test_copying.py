"""X58: a book is moved by one command."""

from clientbook.book import ClientBook
from clientbook.storage.sqlite import SqliteStore

from .test_imports import PEOPLE, Shell, shell

__all__ = ["shell"]  # the fixture


def test_a_book_is_copied_into_a_new_file(shell: Shell) -> None:
    """X58: everybody arrives; a file that is there is left alone, and says what to do."""
    shell("import", shell.file(PEOPLE))
    target = shell.folder / "moved.db"
    said = shell("copy", str(shell.book), str(target))
    with ClientBook(SqliteStore(shell.book)) as old, ClientBook(SqliteStore(target)) as new:
        assert old.clients.count() == new.clients.count() > 0
        assert f"{old.clients.count()} clients" in said
    before = target.read_bytes()
    refused = shell("copy", str(shell.book), str(target), code=2)
    assert "--resume" in refused
    shell("copy", str(shell.book), str(target), "--resume", error="holds a book")
    assert target.read_bytes() == before
    shell("copy", "nobody.db", str(target), "--language", "fr", code=2)
