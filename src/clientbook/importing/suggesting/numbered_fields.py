"""Fields of a form that its program counts: "Champ complémentaire 2 Adresse", "Feld 3: PLZ"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from clientbook.text import base_letters

_FREE = (
    r"complementa\w+|supplementaires?|personn?ali[sz]\w+|adiciona\w+|aggiuntiv\w|libre"
    r"|extra|liber?o"
)
_FIELD = re.compile(
    rf"\s*(?:(?:custom|additional|extra|user|form|vrij|eigen|champ|zusatz|frei) ?)?"
    rf"(?:field|question|champ|feld|zusatzfrage|frage|campo|pregunta|domanda|pergunta|veld|vraag)"
    rf"(?: (?:{_FREE}))? ?(?:n[°o.]{{0,2}} ?)?[0-9]{{1,2}}\s*[-–:.)]?\s+(?=[^\W\d_])"
)
# "Custom Field 1 - Type", "Champ 2 valeur": what a program keeps of the field, not its question.
_OF_THE_FIELD = frozenset(
    "type typ tipo label value valeur wert valor valore waarde name bezeichnung libelle".split()
)


def without_fields(titles: Sequence[str]) -> list[str]:
    """Return the titles without the field of a form that they stand in, which says nothing.

    The number is the field's: three of them make one address, not the second to the fourth.
    """
    return [_without_field(title) for title in titles]


@lru_cache(maxsize=4096)
def _without_field(title: str) -> str:
    plain = base_letters(title)
    if len(plain) != len(title) or (found := _FIELD.match(plain)) is None:
        return title
    rest = plain[found.end() :].strip().rstrip(" :.?*")
    return title if rest in _OF_THE_FIELD else title[found.end() :]
