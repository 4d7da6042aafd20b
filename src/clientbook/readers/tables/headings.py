"""Rows that part a printed list and are no clients: "A", "Stylist: Marie", "Branch Leeds"."""

import re
from collections import Counter
from typing import Final

from clientbook.text import fold_entry, word_set

_MOST: Final = 10_000  # rows that are remembered
_LONGEST = 80
_NAMED = re.compile(r"[^\W\d_][^\d:]{1,30}:(?!//)[^@]*")
_MANY_DIGITS = re.compile(r"(?:[0-9][ .\-/()]{0,2}){5}")
# What lists are grouped by: places, people who serve, kinds of clients.
_GROUPS: Final = word_set(
    "branch store location site team staff stylist therapist hairdresser technician employee"
    " category group region department"
    " agence succursale equipe employe coiffeur coiffeuse estheticienne technicien categorie groupe"
    " departement secteur"
    " filiale zweigstelle niederlassung standort mitarbeiter mitarbeiterin friseur friseurin"
    " kategorie gruppe abteilung gebiet"
    " sucursal equipo empleado empleada peluquero peluquera estilista categoria grupo departamento"
    " zona sede squadra dipendente parrucchiere parrucchiera gruppo reparto"
    " vestiging filiaal medewerker kapster categorie groep afdeling"
    " filial equipa equipe funcionario funcionaria cabeleireiro cabeleireira"
)


class GroupHeadings:
    """Looks at the rows of a table that hold one cell, and tells headings among them.

    A letter parts a list in which letters follow the alphabet; "word: value" always does; a word
    that groups go by ("Branch Leeds") where it begins two such rows and no other row.
    """

    def __init__(self) -> None:
        self._letters: list[tuple[str, int]] = []
        self._named: list[int] = []
        self._groups: dict[str, list[int]] = {}
        self._others: Counter[str] = Counter()
        self._room = _MOST

    @property
    def knows_groups(self) -> bool:
        """True when the rows that are no headings matter too, see :meth:`other`."""
        return bool(self._groups)

    def lone(self, number: int, text: str) -> None:
        """Look at a row with one cell."""
        if len(text) > _LONGEST or self._room < 1:
            return
        if len(text) == 1:
            if text.isalpha():
                self._letters.append((text.casefold(), number))
        elif ":" in text:
            if _NAMED.fullmatch(text) and not _MANY_DIGITS.search(text):
                self._named.append(number)
        elif (word := _first_word(text)) in _GROUPS:
            self._groups.setdefault(word, []).append(number)
        else:
            return
        self._room -= 1

    def other(self, text: str) -> None:
        """Look at the first cell of a row that has more of them."""
        if (word := _first_word(text)) in self._groups:
            self._others[word] += 1

    def numbers(self, count: int) -> list[int]:
        """Return the numbers of the headings among *count* rows; most rows are none."""
        letters = [letter for letter, _ in self._letters]
        in_order = len(letters) > 1 and letters == sorted(set(letters)) and len(letters) < count
        found = [number for _, number in self._letters] if in_order else []
        named = list(self._named)
        for word, numbers in self._groups.items():
            if len(numbers) > 1 and not self._others[word]:
                named += numbers
        return sorted(found + named) if 2 * len(named) <= count else found


def _first_word(text: str) -> str:
    return fold_entry(text[:_LONGEST]).partition(" ")[0]
