"""Index entries as text: kept with their client, so that they can be taken out of the index again.

Computing an old entry anew would not do: another version of the library may derive other words
from the same client, and the full-text index is spoiled by taking out what was never put in.

A client that is deleted with thousands of others *lapses*: it leaves the lists, its unique keys are
free, and it no longer carries the label of the ACTIVE, by which every answer goes.  Its words, keys
and other labels stay in the index, as all else that is known of it stays in the file, until it is
written again or purged: taking them out costs several times as much as all the rest.
"""

from typing import NamedTuple

from clientbook.storage.protocols import IndexEntry, SearchColumn

_PART, _ITEM, SEPARATOR = "\x1e", "\x1f", "\x1d"
TAGS = {
    SearchColumn.NAME: "n",
    SearchColumn.MOBILE: "m",
    SearchColumn.PHONE: "p",
    SearchColumn.OTHER: "o",
}
"""The letter that says in which column a word stands; it is part of the token."""
_KEY_TAG = "k"

IS_ACTIVE = "c.entry IS NOT NULL AND c.number NOT IN (SELECT number FROM clientbook_lapsed)"
"""The condition that a row ``c`` of a client is of one that is ACTIVE."""


class StoredEntry(NamedTuple):
    """What the index holds of one client.

    Args:
        sort_name: See :class:`~clientbook.storage.protocols.IndexEntry`; None for one that lapsed.
        tokens: What stands in the full-text index; empty where that stays as it is.
        identity_keys: As in the entry.
        facets: As in the entry.
        unique_keys: As in the entry.
    """

    sort_name: str | None
    tokens: str
    identity_keys: tuple[str, ...]
    facets: tuple[str, ...]
    unique_keys: tuple[str, ...]


def store_entry(entry: IndexEntry, book: int) -> StoredEntry:
    """Return an entry as it is indexed in a book."""
    texts = []
    for column, words in entry.words:
        if words:
            head = f"{SEPARATOR}{book}{TAGS[column]}"
            texts.append(head + words.replace(" ", head))
    if entry.match_keys:
        texts.append(_key_tokens(book, entry.match_keys))
    texts.append(SEPARATOR)  # every token stands between two
    return StoredEntry(
        entry.sort_name, "".join(texts), entry.identity_keys, entry.facets, entry.unique_keys
    )


def dump_entry(entry: StoredEntry) -> str:
    """Return the text of a stored entry, of a client that is ACTIVE."""
    assert entry.sort_name is not None
    lists = (entry.identity_keys, entry.facets, entry.unique_keys)
    return _PART.join((entry.sort_name, entry.tokens, *map(_ITEM.join, lists)))


def load_entry(text: str) -> StoredEntry:
    """Return the stored entry of :func:`dump_entry`'s text."""
    name, tokens, *parts = text.split(_PART)
    identities, facets, unique = (tuple(p.split(_ITEM)) if p else () for p in parts)
    return StoredEntry(name, tokens, identities, facets, unique)


def lapsing(text: str) -> tuple[str, list[str]]:
    """Return sort name and unique keys of an entry: they leave the index when a client lapses."""
    name, _, others = text.partition(_PART)
    unique = others.rpartition(_PART)[2]
    return name, unique.split(_ITEM) if unique else []


def load_lapsed(text: str) -> StoredEntry:
    """Return what the index holds of a lapsed client that had an entry of this text."""
    return load_entry(text)._replace(sort_name=None, unique_keys=())


def word_token(book: int, column: SearchColumn, word: str) -> str:
    """Return the token of a word: book first, then column."""
    return f"{book}{TAGS[column]}{word}"


def key_token(book: int, key: str) -> str:
    """Return the token of a match key."""
    return _key_tokens(book, (key,)).removeprefix(SEPARATOR)


# The tokenizer splits at control characters and spaces, and folds A to Z; keys are compared
# exactly.  Most keys have at most spaces to escape.
_ESCAPES = str.maketrans(
    {chr(code): f"\u00a0{code:x}\u00a0" for code in (*range(33), 0x7F, 0xA0)}
    | {letter: f"\u00a0{letter.lower()}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
)
_SPACE = " ".translate(_ESCAPES)


def _key_tokens(book: int, keys: tuple[str, ...]) -> str:
    head = f"{SEPARATOR}{book}{_KEY_TAG}"
    text = "".join(keys)
    if text.isascii() and text.isprintable() and text.islower():
        return head + head.join(keys).replace(" ", _SPACE)
    return "".join([head + key.translate(_ESCAPES) for key in keys])
