"""What is indexed of a client, and the text from which it can be taken out of the index again.

Computing an old entry anew would not do: another version of the library may derive other words and
keys from the same client.

A client that is deleted with thousands of others *lapses*: it leaves the lists, its unique keys are
free, and it no longer carries the label of the ACTIVE, by which every answer goes.  Its words, keys
and other labels stay in the index, as all else that is known of it stays in the table, until it is
written again or purged: taking them out costs as much again as all the rest.
"""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from clientbook.convert.documents import damaged, load_json
from clientbook.storage.blocks import ACTIVE
from clientbook.storage.postgres.facets import labels_of
from clientbook.storage.postgres.keys import Keys
from clientbook.storage.postgres.words import TAGS, words_of
from clientbook.storage.protocols import IndexEntry

_PART, _ITEM = "\x1e", "\x1f"


class EntryParts(NamedTuple):
    """What is indexed of a client: keys of each kind, words, labels."""

    keys: tuple[Keys, Keys, Keys]
    words: AbstractSet[str]
    labels: AbstractSet[str]


NOTHING = EntryParts(((), (), ()), frozenset(), frozenset())


def to_index(entry: IndexEntry | None) -> EntryParts:
    """Return what is to be indexed of a client."""
    if entry is None:
        return NOTHING
    words = words_of({TAGS[column]: words for column, words in entry.words})
    return EntryParts(_keys(entry), words, labels_of(entry.facets))


def _keys(entry: IndexEntry) -> tuple[Keys, Keys, Keys]:
    """Return identity keys, match keys and unique keys, each once."""
    strong, weak, unique = entry.identity_keys, entry.match_keys, entry.unique_keys
    return tuple(dict.fromkeys(strong)), tuple(dict.fromkeys(weak)), tuple(dict.fromkeys(unique))


def dump_entry(entry: IndexEntry) -> str:
    """Return the text of an entry; that of an equal one is equal."""
    words = [TAGS[column] + words for column, words in entry.words]
    return _PART.join(map(_ITEM.join, (words, *_keys(entry), entry.facets)))


def _parts(text: str) -> list[Keys]:
    """Return words by column, the keys of each kind and the facets of :func:`dump_entry`'s text."""
    parts: list[Keys] = [part.split(_ITEM) if part else () for part in text.split(_PART)]
    if len(parts) != 5:
        raise damaged("client")
    return parts


def load_entry(text: str) -> EntryParts:
    """Return what was indexed of a client with this text."""
    words, strong, weak, unique, facets = _parts(text)
    columns = {column[0]: column[1:] for column in words}
    return EntryParts((strong, weak, unique), words_of(columns), labels_of(facets))


def lapsing(text: str) -> EntryParts:
    """Return what leaves the index when the client with this text of an entry lapses."""
    *_, unique, _ = _parts(text)
    return EntryParts(((), (), unique), frozenset(), {ACTIVE})


def load_lapsed(text: str) -> EntryParts:
    """Return what is indexed of a lapsed client that had an entry of this text."""
    (strong, weak, _), words, labels = load_entry(text)
    return EntryParts((strong, weak, ()), words, labels - {ACTIVE})


def renewed_entry(text: str) -> str:
    """Return the text of an entry as the first version of the tables had it, in the form of now."""
    old = load_json(text)
    words, keys = [TAGS[column] + words for column, words in old["words"]], old["keys"]
    lists = (keys[name] for name in ("identities", "matches", "unique", "facets"))
    return _PART.join(map(_ITEM.join, (words, *lists)))
