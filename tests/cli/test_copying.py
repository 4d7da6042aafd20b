"""X58: a book is moved by one command."""

import pytest

from clientbook.book import ClientBook, copying
from clientbook.storage.sqlite import SqliteStore

from .test_imports import PEOPLE, Shell, shell

__all__ = ["shell"]  # the fixture


def test_a_book_is_copied_into_a_new_file(shell: Shell) -> None:
    """X58: everybody arrives; a book that is there is left alone, and says what to do."""
    shell("import", shell.file(PEOPLE))
    target = shell.folder / "moved.db"
    said = shell("copy", str(shell.book), str(target))
    with ClientBook(SqliteStore(shell.book)) as old, ClientBook(SqliteStore(target)) as new:
        assert old.clients.count() == new.clients.count() > 0
        assert f"{old.clients.count()} clients" in said
    before = target.read_bytes()
    refused = shell("copy", str(shell.book), str(target), code=2)
    assert "--resume" in refused
    assert "--to-id" in refused
    shell("copy", str(shell.book), str(target), "--resume", error="holds a book")
    assert target.read_bytes() == before
    shell("copy", "nobody.db", str(target), "--language", "fr", code=2)


def test_a_second_book_is_copied_into_a_file(shell: Shell) -> None:
    """X58: A file holds many books; only the one that is there already is in the way."""
    shell("import", shell.file(PEOPLE))
    target = shell.folder / "moved.db"
    for name in ("first", "second"):
        shell("copy", str(shell.book), str(target), "--to-id", name)
    with SqliteStore(target) as store:
        assert store.list_books() == ("first", "second")
        assert store.count_clients("first") == store.count_clients("second") > 0
    assert "one file" in shell("copy", str(target), str(target), "--id", "first", code=2)


def test_a_copy_that_was_interrupted_goes_on_when_it_is_told_to(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X58: Half a book is in the way of another, and no book to copy."""
    shell("import", shell.file(PEOPLE))
    target, third = shell.folder / "moved.db", shell.folder / "third.db"
    monkeypatch.setattr(copying._Copy, "_keep_unknown_clients", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        shell("copy", str(shell.book), str(target))
    monkeypatch.undo()
    shell("copy", str(target), str(third), error="unfinished copy")
    assert not third.exists()
    assert "--resume" in shell("copy", str(shell.book), str(target), code=2)
    assert "2 clients" in shell("copy", str(shell.book), str(target), "--resume")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--id", "man"], "no book 'man' in this store; it holds 'main'"),
        (["--id", "a" * 65], "book"),
        (["--to-id", "a" * 65], "book"),
    ],
)
def test_what_is_refused_leaves_no_file(shell: Shell, options: list[str], says: str) -> None:
    """X58: A book that is not there, or cannot be called so, makes no new one."""
    shell("import", shell.file(PEOPLE))
    shell("copy", str(shell.book), str(shell.folder / "new.db"), *options, error=says)
    assert not list(shell.folder.glob("new.db*"))
