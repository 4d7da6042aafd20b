"""Words of the pages of :mod:`clientbook.web`, in English and French: a table for each desk.

A key is the name of a table and a word in it, such as ``"clients.new"``.  A text may have named
parts in braces.  Where a count decides between two forms, the singular stands under the key with
``_one`` at its end.
"""

from collections.abc import Mapping

from clientbook.messages.issues import Language
from clientbook.messages.page_texts import (
    bulk,
    clients,
    common,
    import_runs,
    imports,
    lists,
    merges,
    settings,
)

Texts = Mapping[str, tuple[str, str]]

TABLES: Mapping[str, Texts] = {
    "bulk": bulk.TEXTS,
    "clients": clients.TEXTS,
    "common": common.TEXTS,
    "imports": {**imports.TEXTS, **import_runs.TEXTS},
    "lists": lists.TEXTS,
    "merges": merges.TEXTS,
    "settings": settings.TEXTS,
}
"""The tables by the first part of their keys."""


def page_text(language: Language, key: str, **parts: object) -> str:
    """Return a text in a language, its parts filled in.

    Raises:
        KeyError: There is no such text.
    """
    table, _, name = key.partition(".")
    english, french = TABLES[table][name]
    return (french if language == "fr" else english).format(**parts)


def counted_text(language: Language, key: str, number: int, /, **parts: object) -> str:
    """Return a text about a number of things: its singular for one, and for none in French."""
    single = number == 1 or (language == "fr" and number == 0)
    table, _, name = key.partition(".")
    chosen = f"{key}_one" if single and f"{name}_one" in TABLES[table] else key
    return page_text(language, chosen, **parts)


def has_text(key: str) -> bool:
    """True when there is such a text."""
    table, _, name = key.partition(".")
    return name in TABLES.get(table, {})
