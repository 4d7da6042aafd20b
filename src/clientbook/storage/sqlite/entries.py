"""Index entries as text: kept with their client, so that they can be taken out of the index again.

Computing an old entry anew would not do: another version of the library may derive other words
from the same client, and the full-text index is spoiled by taking out what was never put in.
"""

from typing import NamedTuple

from clientbook.storage.protocols import IndexEntry, SearchColumn

_PART, _ITEM = "\x1e", "\x1f"
_COLUMNS = tuple(SearchColumn)


class StoredEntry(NamedTuple):
    """What the index holds of one client.

    Args:
        sort_name: See :class:`~clientbook.storage.protocols.IndexEntry`.
        texts: What stands in each column of the full-text index.
        identity_keys: As in the entry.
        facets: As in the entry.
        unique_keys: As in the entry.
    """

    sort_name: str
    texts: tuple[str, ...]
    identity_keys: tuple[str, ...]
    facets: tuple[str, ...]
    unique_keys: tuple[str, ...]


def store_entry(entry: IndexEntry, book: int) -> StoredEntry:
    """Return an entry as it is indexed in a book."""
    held = dict(entry.words)
    return StoredEntry(
        entry.sort_name,
        (
            *(_tokens(book, held[column]) if column in held else "" for column in _COLUMNS),
            key_tokens(book, entry.match_keys),
        ),
        entry.identity_keys,
        entry.facets,
        entry.unique_keys,
    )


def dump_entry(entry: StoredEntry) -> str:
    """Return the text of a stored entry."""
    lists = (entry.identity_keys, entry.facets, entry.unique_keys)
    return _PART.join((entry.sort_name, *entry.texts, *map(_ITEM.join, lists)))


def load_entry(text: str) -> StoredEntry:
    """Return the stored entry of :func:`dump_entry`'s text."""
    name, *texts, identities, facets, unique = text.split(_PART)
    lists = (tuple(part.split(_ITEM)) if part else () for part in (identities, facets, unique))
    return StoredEntry(name, tuple(texts), *lists)


def word_token(book: int, word: str) -> str:
    """Return the token of a word: it begins with its book."""
    return f"{book}:{word}"


def _tokens(book: int, words: str) -> str:
    head = f"{book}:"
    return head + words.replace(" ", " " + head)


# The tokenizer splits at white space and folds A to Z; keys are compared exactly.
_ESCAPES = str.maketrans(
    {chr(code): f"\u00a0{code:x}\u00a0" for code in (*range(33), 0x7F, 0xA0)}
    | {letter: f"\u00a0{letter.lower()}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
)


def key_tokens(book: int, keys: tuple[str, ...]) -> str:
    """Return the tokens of match keys, joined by spaces."""
    if not keys:
        return ""
    head = f"{book}~"
    text = "\n".join(keys)
    if text.isascii() and text.islower() and text.count("\n") == len(keys) - 1:
        # only spaces can need an escape: the form below, made in one pass
        text = text.replace(" ", "\u00a020\u00a0")
        if "\t" not in text and "\r" not in text:
            return head + text.replace("\n", f" {head}")
    return " ".join(head + key.translate(_ESCAPES) for key in keys)
