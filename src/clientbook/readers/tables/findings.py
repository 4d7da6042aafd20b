"""What is said of the rows of a table: of each code some, and how many more there are."""

from collections import Counter
from collections.abc import Container
from typing import Final

from clientbook.messages.issues import FileFinding, FindingCode

MOST_FINDINGS: Final = 1_000
"""How many findings of one code are listed; how many more there are is told in one finding."""


class ListedFindings:
    """Findings by code, capped."""

    def __init__(self) -> None:
        self.listed: dict[FindingCode, list[FileFinding]] = {}
        self.more: Counter[FindingCode] = Counter()

    def add(self, code: FindingCode, row: int, **params: int) -> None:
        """Say something of a row."""
        listed = self.listed.setdefault(code, [])
        if len(listed) < MOST_FINDINGS:
            listed.append(FileFinding.of(code, row=row, **params))
        else:
            self.more[code] += 1

    def drop(self, code: FindingCode, rows: Container[int | None]) -> None:
        """Take back what was said of rows."""
        self.listed[code] = [f for f in self.listed.get(code, ()) if f.row not in rows]

    def drop_all(self, code: FindingCode) -> None:
        """Take back all that was said with a code."""
        self.listed.pop(code, None)
        self.more.pop(code, None)

    def all(self) -> list[FileFinding]:
        """Return all of them, and how many more there are of a code."""
        found = [finding for listed in self.listed.values() for finding in listed]
        for code, count in (+self.more).items():
            found.append(FileFinding.of(FindingCode.MORE_FINDINGS, count=count, kind=code.value))
        return found
