"""Books by their short keys, and the counters of each."""

from clientbook.storage.sqlite.sessions import Session, unavailable

SHIFT = 36
"""A number is ``book key << SHIFT | count``: room for 6.8e10 clients in each of 1.3e8 books."""


def find_book(session: Session, book: str) -> int | None:
    """Return the key of a book, None when nothing was ever written to it."""
    key = session.book_keys.get(book)
    if key is None:
        row = session.row("SELECT key FROM clientbook_books WHERE id = ?", (book,))
        if row is None:
            return None
        key = session.book_keys[book] = int(row[0])
    return key


def need_book(session: Session, book: str) -> int:
    """Return the key of a book, making it at its first write."""
    key = find_book(session, book)
    if key is None:
        session.execute("INSERT INTO clientbook_books (id) VALUES (?)", (book,))
        key = find_book(session, book)
    if key is None:
        raise unavailable("corrupt")
    return key


def list_books(session: Session) -> tuple[str, ...]:
    """Return the ids of the books that were written to, sorted."""
    return tuple(row[0] for row in session.rows("SELECT id FROM clientbook_books ORDER BY id"))


def take_numbers(session: Session, key: int, count: int) -> int:
    """Reserve numbers for *count* new clients; return the first."""
    return _take(session, "last_number", key, count)


def take_seqs(session: Session, key: int, count: int) -> int:
    """Reserve places in the journal for *count* changes; return the first."""
    return _take(session, "last_seq", key, count)


def _take(session: Session, column: str, key: int, count: int) -> int:
    row = session.row(f"SELECT {column} FROM clientbook_books WHERE key = ?", (key,))  # noqa: S608 - ours
    if row is None:  # somebody has taken it away through the host's connection
        raise unavailable("corrupt")
    session.execute(
        f"UPDATE clientbook_books SET {column} = {column} + ? WHERE key = ?",  # noqa: S608 - ours
        (count, key),
    )
    return (key << SHIFT) + int(row[0]) + 1
