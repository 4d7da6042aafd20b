"""Names of tables that a database glues to the names of its columns: ``ruecli``, ``KDSTRASSE``."""

from functools import cache, lru_cache

from clientbook.importing.suggesting.lexicon import SOURCES, Atoms, lexicon

# Short ones that are no word by themselves, and what they say; an empty one says nothing.
_SHORT: dict[str, dict[str, Atoms]] = {
    "en": {"cust": ("who",), "clnt": ("who",), "memb": ("who",), "mem": ("who",)},
    "fr": {"cli": ("who",), "clt": ("who",), "adh": ("who",), "soc": ("company",), "lib": ()},
    "de": {"kd": ("who",), "kun": ("who",), "mitgl": ("who",)},
    "es": {"cli": ("who",), "pac": ("who",), "clt": ("who",)},
    "it": {"cli": ("who",), "paz": ("who",)},
    "pt": {"cli": ("who",), "pac": ("who",)},
    "nl": {"klt": ("who",), "kl": ("who",)},
}
_LEAST = 3  # letters of a word that names a table too
# Words of somebody that name no table.
_NO_TABLES = frozenset("your their jouw seu sua tua suo tuo acc acct deb record people".split())
_SHORTEST_REST = 3
_SHORTER = frozenset("cp pc uf nr id no".split())  # columns of every table
_LONGEST = 30


@cache
def _tables(language: str) -> dict[str, Atoms]:
    known = lexicon(language).phrases.items()
    words = {key[0]: atoms for key, atoms in known if len(key) == 1 and atoms == ("who",)}
    tables = {w: a for w, a in words.items() if len(w) >= _LEAST and w not in _NO_TABLES}
    return tables | _SHORT[language]


@lru_cache(maxsize=8192)
def beside_a_table(word: str) -> tuple[tuple[Atoms, str], ...]:
    """Return what a word holds beside the name of a table, and what that name says.

    Args:
        word: Folded, such as ``"custphone"``.

    Returns:
        Every way to take it apart, the longest names first: ``((("who",), "phone"),)``.
    """
    if len(word) > _LONGEST:
        return ()
    tables, sizes = _all_tables()
    found: dict[str, Atoms] = {}
    for size in sizes:
        for table, rest in ((word[:size], word[size:]), (word[-size:], word[:-size])):
            if table in tables and (len(rest) >= _SHORTEST_REST or rest in _SHORTER):
                found.setdefault(rest, tables[table])
    return tuple((atoms, rest) for rest, atoms in found.items())


@cache
def _all_tables() -> tuple[dict[str, Atoms], tuple[int, ...]]:
    """Return the tables of all languages, and how long their names are, the longest first."""
    tables = {table: atoms for language in SOURCES for table, atoms in _tables(language).items()}
    return tables, tuple(sorted({len(table) for table in tables}, reverse=True))
