"""X58: a book is moved by one command."""

import psycopg
import pytest
from tests.postgres_server import Server

from clientbook.book import ClientBook, copying
from clientbook.cli.app import run
from clientbook.cli.options import shown
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
        (["--to-id", ""], "book"),
    ],
)
def test_what_is_refused_leaves_no_file(shell: Shell, options: list[str], says: str) -> None:
    """X58: A book that is not there, or cannot be called so, makes no new one."""
    shell("import", shell.file(PEOPLE))
    shell("copy", str(shell.book), str(shell.folder / "new.db"), *options, error=says)
    assert not list(shell.folder.glob("new.db*"))


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("postgresql://desk:hunter2@db/clients", "postgresql://desk:***@db/clients"),
        ("postgresql://:hunter2@db/clients", "postgresql://:***@db/clients"),
        ("postgresql://desk:hun:t/e@r2@db/clients", "postgresql://desk:***@db/clients"),
        ("POSTGRES://desk:hunter2@db", "POSTGRES://desk:***@db"),
        ("postgresql:/desk:hunter2@db", "postgresql:/desk:***@db"),  # as a path writes it
        (
            "postgresql:///c?user=a&password=hunter2&port=1",
            "postgresql:///c?user=a&password=***&port=1",
        ),
        ("host=db password=hunter2 dbname=c", "host=db password=*** dbname=c"),
        ("host=db password = 'hun \\' ter2' dbname=c", "host=db password = *** dbname=c"),
        ("postgresql://desk@db:5432/clients", "postgresql://desk@db:5432/clients"),
        ("/srv/me@home/clients.db", "/srv/me@home/clients.db"),
        ("C:/me:@home/clients.db", "C:/me:@home/clients.db"),
    ],
)
def test_a_password_is_never_printed(place: str, printed: str) -> None:
    """D10: An address is shown without its password, well-formed or not; a file as it is called."""
    assert shown(place) == printed


@pytest.mark.parametrize("scheme", ["mysql", "Postgresql"])
def test_what_is_taken_for_a_file_may_hold_a_password(shell: Shell, scheme: str) -> None:
    """D10: An address of another server, or one given as the book, is no file and not printed."""
    address = f"{scheme}://desk:hunter2@db/clients"
    for words in (
        ("copy", address, str(shell.folder / "new.db")),
        ("imports", "--book", address),
        ("search", "ann", "--book", address),
    ):
        said = shell(*words, code=2)
        assert "hunter2" not in said
        assert "***" in said


def test_an_error_of_the_system_shows_no_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """D10: What no file can be called is said by the system, with the name."""
    monkeypatch.setattr("sys.argv", ["clientbook", "copy", "password=hunter2" * 500, "new.db"])
    assert run() == 1
    assert "password=***: " in capsys.readouterr().err


def test_a_book_in_postgres_is_named_without_the_password(shell: Shell, postgres: Server) -> None:
    """D10, X58: The refusal of a second copy shows where the first is, and no password."""
    shell("import", shell.file(PEOPLE))
    parts = psycopg.conninfo.conninfo_to_dict(postgres.emptied_database())
    if not str(parts.get("host", "")).startswith("/"):
        pytest.skip("the address of a server of our own is known")
    target = f"postgresql://{parts['user']}:hunter2@/{parts['dbname']}?host={parts['host']}"
    shell("copy", str(shell.book), target)
    said = "".join(shell("copy", str(shell.book), target, code=2).split())
    assert "hunter2" not in said
    assert ":***@/" in said
