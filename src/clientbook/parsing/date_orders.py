"""Whether a column of dates puts the day, the month or the year first."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from clientbook.parsing.date_texts import bare_date


class DateOrder(StrEnum):
    """Order of day, month and year in a column."""

    DMY = "DMY"
    MDY = "MDY"
    YMD = "YMD"


@attrs.frozen
class OrderDecision:
    """What the values of a column say about its order.

    Args:
        order: The order to read the column with.
        proven: True when at least one value can be read in this order only, and none contradicts.
        ambiguous: Number of values that this order and another read as different days; 0 when
            the order is proven.
        contradicting: Number of values that cannot be read in this order.
        serials: True when the column holds day numbers of a spreadsheet instead of dates.
    """

    order: DateOrder
    proven: bool
    ambiguous: int
    contradicting: int = 0
    serials: bool = False


_NUMERIC = re.compile(
    r"\s*'?(?P<first>[0-9]{1,2}) ?([./\- ]) ?(?P<second>[0-9]{1,2})"
    r"(?: ?\2 ?(?P<last>[0-9]{4}|[0-9]{2}))?"
    r"(?:[T ,]+[0-9:.]{4,}.*)?\s*",
    re.DOTALL,
).fullmatch
COMPACT = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<second>[0-9]{2})(?P<last>(?:18|19|20)[0-9]{2})"
).fullmatch
"""Day, month and year without signs between them, the year last; ``5071988`` lost its zero."""
# Five digits are the days from 1927 to 2173; four could as well be a year, and say nothing.
_SERIAL = re.compile(r"\s*[1-9][0-9]{4}(?:\.[0-9]{1,12})?\s*").fullmatch
_YEAR_FIRST = re.compile(r"\s*(?:18|19|20)[0-9]{2}([-/.])[0-9]{1,2}\1[0-9]{1,2}\b").match
_YEAR = re.compile(r"\s*[0-9]{4}\s*").fullmatch
_TEXT_LIMIT = 60
_TOLD = {"DMY": 0, "DM": 0, "MDY": 1, "MD": 1, "YMD": 2}


class DateOrderVotes:
    """Counts what each value of a column allows; memory does not grow with the column."""

    def __init__(self) -> None:
        self._allowed: Counter[tuple[bool, bool, bool]] = Counter()
        self._serials = 0
        self._dated = 0  # days whose order is told, or the same in both
        self._others = 0

    def add(self, text: str) -> None:
        """Take one value into account; blank and odd ones count for nothing."""
        if len(text) > _TEXT_LIMIT:
            return
        found = _NUMERIC(text) or _dressed(text.strip())
        if found is None:
            if _SERIAL(text):
                self._serials += 1
            elif _YEAR_FIRST(text):
                self._dated += 1
            elif text.strip() and not _YEAR(text):
                self._others += 1
            return
        first, second, last = int(found["first"]), int(found["second"]), found["last"]
        allowed = (
            _is_day_month(first, second),
            _is_day_month(second, first),
            last is not None and len(last) == 2 and _is_day_month(int(last), second),
        )
        if any(allowed):
            # 05/05 is the same day in both orders: it proves nothing and misleads nobody.
            same = first == second and not allowed[2]
            self._allowed[(True, True, True) if same else allowed] += not same
            self._dated += same

    @property
    def counts(self) -> dict[str, int]:
        """What was counted, by a name for each kind; the counts of several can be added up."""
        found = {
            "".join("01"[may] for may in allowed): count for allowed, count in self._allowed.items()
        }
        return found | {"serials": self._serials, "dated": self._dated, "others": self._others}

    def add_counts(self, counts: Mapping[str, int]) -> None:
        """Take :attr:`counts` of other values of the same column into account."""
        for name, count in counts.items():
            if name == "serials":
                self._serials += count
            elif name == "dated":
                self._dated += count
            elif name == "others":
                self._others += count
            else:
                first, second, third = (may == "1" for may in name)
                self._allowed[first, second, third] += count

    def against(self, told: str) -> int:
        """Return how many values the order of a title, such as ``"MDY"``, cannot be that of.

        A year before the day is read by nobody ("YDM"): each value that begins with a year is one.
        """
        if told not in _TOLD:
            return self._others + self._dated + sum(self._allowed.values())
        return sum(count for may, count in self._allowed.items() if not may[_TOLD[told]])

    def decide(self, *, default: DateOrder, serials_in: DateOrder | None = None) -> OrderDecision:
        """Return the order that most values allow; *default* where the values do not tell.

        Day numbers beside dates are days too, where the others are of the order *serials_in*, the
        one in which a column with day numbers is read.
        """
        orders = tuple(DateOrder)
        total = sum(self._allowed.values())
        votes = {
            order: sum(count for allowed, count in self._allowed.items() if allowed[index])
            for index, order in enumerate(orders)
        }
        best = max(votes.values())
        leaders = [order for order in orders if votes[order] == best]
        order = default if default in leaders else leaders[0]
        index = orders.index(order)
        proven = total > 0 and len(leaders) == 1 and best == total
        ambiguous = sum(
            count for allowed, count in self._allowed.items() if allowed[index] and sum(allowed) > 1
        )
        return OrderDecision(
            order=order,
            proven=proven,
            ambiguous=0 if proven else ambiguous,
            contradicting=total - votes[order],
            serials=self._serials > 0
            and self._others == 0
            and (total == 0 or (order is serials_in and votes[order] == total)),
        )


def _dressed(text: str) -> re.Match[str] | None:
    """Match a date without signs, or one with an age or a full stop behind it."""
    if text.isdecimal():
        return COMPACT(text)
    bare = bare_date(text)
    return None if bare == text else _NUMERIC(bare)


def _is_day_month(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def decide_order(values: Iterable[str], *, default: DateOrder) -> OrderDecision:
    """Decide the order of a column from all its values.

    Args:
        values: The cells; blank ones count for nothing.
        default: What the book's region uses, where the values do not tell.
    """
    votes = DateOrderVotes()
    for text in values:
        votes.add(text)
    return votes.decide(default=default)
