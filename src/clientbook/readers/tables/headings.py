"""Rows that part a printed list and are no clients: "A", "Stylist: Marie", "Branch Leeds"."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from clientbook.readers.tables.group_words import (
    GROUPS,
    count_of,
    names_a_kind,
    names_a_period,
)
from clientbook.readers.tables.header_rows import filled
from clientbook.text import fold_entry, word_set

_MOST: Final = 10_000  # rows that are remembered
_LONGEST = 80
_MOST_BELOW: Final = 3  # lines of a report
_NAMED = re.compile(r"[^\W\d_][^\d:]{1,30}:(?!//)[^@]*")
_MANY_DIGITS = re.compile(r"(?:[0-9][ .\-/()]{0,2}){5}")
# Days, in the languages that titles are suggested for.
_DAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday"
    " lundi mardi mercredi jeudi vendredi samedi dimanche"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"
    " lunes martes miercoles jueves viernes sabado domingo"
    " lunedi martedi mercoledi giovedi venerdi sabato domenica"
    " segunda terca quarta quinta sexta segunda-feira terca-feira quarta-feira quinta-feira"
    " sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
)


class GroupHeadings:
    """Looks at the rows of a table that hold one cell, and tells headings among them.

    A letter parts a list in which letters follow the alphabet; "word: value" always does; a word
    that groups go by ("Branch Leeds") where it begins two such rows and no other row; so do two
    days of the week.  What names a kind of clients or a month ("Former clients", "May 2024") is
    one wherever it stands, and so is what counts the rows below it ("Gold (2)").  Other words
    ("Paris", "Lyon") are headings by where they stand: above the first row, each above rows that
    have more cells.  That is sure where they are single words and the names of the list are not;
    else they may be clients of whom only the name is known.
    """

    def __init__(self) -> None:
        self._letters: list[tuple[str, int]] = []
        self._named: list[int] = []
        self._groups: dict[str, list[int]] = {}
        self._days: list[tuple[str, int]] = []
        self._periods: list[int] = []
        self._counted: list[tuple[int, int, int]] = []
        self._others: Counter[str] = Counter()
        self._places: list[tuple[int, int, str]] = []
        self._spread = True
        self._room = _MOST

    @property
    def knows_groups(self) -> bool:
        """True when the rows that are no headings matter too, see :meth:`other`."""
        return bool(self._groups)

    def lone(self, number: int, text: str, place: int) -> None:
        """Look at a row with one cell.

        Args:
            number: Of the row.
            text: Its cell.
            place: How many rows of the list there are down to this one.
        """
        last = self._places[-1][1] if self._places else -1
        self._spread &= place == 1 if last < 0 else place > last + 1
        if len(text) > _LONGEST or self._room < 1:
            self._spread = False
            return
        self._room -= 1
        self._places.append((number, place, text))
        if names_a_kind(text):
            self._named.append(number)
        elif names_a_period(text):
            self._periods.append(number)
        elif (size := count_of(text)) is not None:
            self._counted.append((number, place, size))
        elif len(text) == 1:
            if text.isalpha():
                self._letters.append((text.casefold(), number))
        elif ":" in text:
            if _NAMED.fullmatch(text) and not _MANY_DIGITS.search(text):
                self._named.append(number)
        elif (word := _first_word(text)) in GROUPS:
            self._groups.setdefault(word, []).append(number)
        elif fold_entry(text).replace(" feira", "-feira") in _DAYS:
            self._days.append((word, number))

    def other(self, text: str) -> None:
        """Look at the first cell of a row that has more of them."""
        if (word := _first_word(text)) in self._groups:
            self._others[word] += 1

    def found(
        self, count: int, sample: Sequence[Sequence[str]], mark: int
    ) -> tuple[list[int], list[int]]:
        """Return the numbers of the headings, and of rows that may be some.

        Args:
            count: Rows of the list; most are no headings.
            sample: Its first rows.
            mark: The column of the lone cells.
        """
        letters = [letter for letter, _ in self._letters]
        in_order = len(letters) > 1 and letters == sorted(set(letters)) and len(letters) < count
        sure = [number for _, number in self._letters] if in_order else []
        named = list(self._named)
        for word, numbers in self._groups.items():
            if len(numbers) > 1 and not self._others[word]:
                named += numbers
        if len({day for day, _ in self._days}) > 1:
            named += [number for _, number in self._days]
        standing = self._standing(count, [row[mark] for row in sample if len(row) > mark])
        names = [row[mark] for row in sample if len(row) > mark and filled(row) > 1]
        if not any(any(map(str.isdigit, name)) for name in names):  # no list of days or years
            named += self._periods
        named += self._counting(count)
        if standing and self._are_shorter_than(names):
            named += standing
        sure += named if 2 * len(set(named)) <= count else []
        return sorted(set(sure)), sorted(set(standing) - set(sure))

    def _counting(self, count: int) -> list[int]:
        """Return the rows with a number that is how many rows there are down to the next such.

        Below the last of them there may be a line of a report, too.
        """
        found = [
            number
            for (number, place, size), (_, end, _) in pairwise(self._counted)
            if size == end - place - 1
        ]
        if self._counted:
            number, place, size = self._counted[-1]
            if 0 < size <= count - place <= size + _MOST_BELOW:
                found.append(number)
        return found

    def _standing(self, count: int, firsts: Sequence[str]) -> list[int]:
        """Return lone rows that stand as headings do: above the first, none together or last.

        None where the list, they with it, is in order: then they are clients.
        """
        places = self._places
        if len(places) < 2 or not self._spread or places[-1][1] >= count:
            return []
        if any(any(map(str.isdigit, text)) for _, _, text in places):
            return []
        folded = [fold_entry(first) for first in firsts]
        return [] if folded == sorted(folded) else [number for number, _, _ in places]

    def _are_shorter_than(self, names: Sequence[str]) -> bool:
        """True where lone cells are single words, and what stands there in other rows never is."""
        single = all(len(text.split()) == 1 for _, _, text in self._places)
        return single and bool(names) and all(len(name.split()) > 1 for name in names)


def _first_word(text: str) -> str:
    return fold_entry(text[:_LONGEST]).partition(" ")[0]
