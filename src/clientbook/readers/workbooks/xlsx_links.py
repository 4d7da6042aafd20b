"""Links to e-mail addresses in an XLSX sheet (ECMA-376 part 1, 18.3.1.47): what lies below a text.

A column of addresses may show "write" or a name, and keep the address in the link alone.
"""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from clientbook.importing.suggesting.neighbours import read_titles
from clientbook.messages.issues import FindingCode
from clientbook.readers.workbooks.package import ZipPackage
from clientbook.readers.workbooks.sheets import Cells
from clientbook.readers.workbooks.xlsx_sheet import column_index
from clientbook.readers.workbooks.xml import LocalNames, Start, attribute, parse

_SCHEME = "mailto:"
_CELL = re.compile(r"[A-Za-z]{1,3}([0-9]{1,7})")
_MOST = 100_000  # links of a sheet that are looked at


class MailLinks:
    """The links of one sheet that lead to an e-mail address.

    Args:
        package: The zipped workbook.
        part: The sheet in it.
    """

    def __init__(self, package: ZipPackage, part: str) -> None:
        self._names = LocalNames(("Relationship", "hyperlink"))
        self._targets: dict[str, str] = {}
        self._links: dict[int, dict[int, str]] = {}
        self._left = _MOST
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations in package:
            chunks = package.chunks(relations)
            parse(chunks, kind=package.kind, start=self._relation, end=lambda _: None)

    def heard(self, start: Start) -> Start:
        """Return a handler of elements that takes the links, and hands all of them on."""
        if not self._targets:
            return start

        def both(name: str, attributes: dict[str, str]) -> None:
            start(name, attributes)
            if self._names[name] == "hyperlink":
                self._link(attributes)

        return both

    def show(self, cells: Cells) -> None:
        """Put the addresses into the cells of columns of addresses that show something else."""
        columns = {c for row in self._links.values() for c in row}
        wanted = {c for c, title in self._titles(cells, columns) if _is_of_mail(title)}
        if wanted:
            cells.change_rows(
                self._links, lambda number, row: self._shown(cells, number, row, wanted)
            )

    def _shown(self, cells: Cells, number: int, row: list[str], wanted: set[int]) -> None:
        for column, address in self._links[number].items():
            text = row[column].strip() if column in wanted and column < len(row) else ""
            if text and "@" not in text:
                row[column] = address
                cells.note(FindingCode.LINK_READ, number, column + 1)

    def _titles(self, cells: Cells, columns: set[int]) -> Iterator[tuple[int, str]]:
        """Yield the last text above the first link of each column."""
        firsts = {c: min(n for n, row in self._links.items() if c in row) for c in columns}
        titles: dict[int, str] = {}
        last = max(firsts.values(), default=0)
        for number, row in cells.rows():
            if number >= last:
                break
            for column, first in firsts.items():
                if number < first and column < len(row) and row[column].strip():
                    titles[column] = row[column]
        yield from titles.items()

    def _relation(self, name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if not self._names[name] or len(self._targets) >= _MOST:
            return
        if target[: len(_SCHEME)].casefold() == _SCHEME:
            address = unquote(target[len(_SCHEME) :].partition("?")[0]).strip()
            if "@" in address:
                self._targets[attributes.get("Id", "")] = address

    def _link(self, attributes: dict[str, str]) -> None:
        address = self._targets.get(attribute(attributes, "id") or "")
        place = attributes.get("ref", "").partition(":")[0]
        column, found = column_index(place), _CELL.fullmatch(place)
        if address and found and column is not None and self._left:
            self._left -= 1
            self._links.setdefault(int(found[1]), {})[column] = address


def _is_of_mail(title: str) -> bool:
    return read_titles([title])[0].field == "email"
