"""Files that people import, and somebody who imports them over the pages."""

import re
from collections.abc import Iterable
from pathlib import Path

import attrs
from tests.web.sample import ANNA
from tests.web.visitor import Visitor, landed, read

from clientbook import ClientBook, OnDuplicate, PersonName, Profile, parse_email, parse_phone
from clientbook.web import Response

TITLES = "Prénom;Nom;Mobile;Ville"


def people(count: int, *more: str) -> bytes:
    """Return a CSV file of so many people who are all different, and further lines."""
    rows = (f"Nina{n};Faure{n};06 52 {n // 100:02d} {n % 100:02d} 11;Paris" for n in range(count))
    return "\n".join((TITLES, *rows, *more)).encode()


def enter_twin(book: ClientBook) -> None:
    """Enter the sample book's Marie Dupont a second time, differently spelt."""
    profile = Profile(
        name=PersonName(given="Marie", family="Dupond"),
        phones=(parse_phone("06 12 34 56 78", region="FR"),),
        emails=(parse_email("m.dupont@example-salon.fr"),),
        tags=("colour",),
    )
    book.clients.create(profile, by=ANNA, on_duplicate=OnDuplicate.ALLOW)


@attrs.frozen
class Filing:
    """Takes a file through the pages.

    Args:
        visitor: Who does it.
        file: Address of the file's page.
    """

    visitor: Visitor
    file: str

    @classmethod
    def of(cls, visitor: Visitor, data: bytes, name: str = "clients.csv", **form: str) -> "Filing":
        """Send a file."""
        return cls(visitor, landed(visitor.send("/imports", name, data, form)))

    def planned(self, fields: Iterable[tuple[str, str]] = ()) -> Response:
        """Look at what would change, after choosing what the columns are."""
        answer = self.visitor.post(self.file, [*fields, ("act", "look")])
        return self.visitor.follow(answer) if answer.status == 303 else answer

    def begun(self, fields: Iterable[tuple[str, str]] = ()) -> str:
        """Begin the import; return the address of its page."""
        plan = read(self.planned(fields)).values()["plan"]
        return landed(self.visitor.post(f"{self.file}/commit", [("plan", plan)])).partition("?")[0]


def run_id(address: str) -> str:
    """Return the id of the import at an address."""
    found = re.search(r"/runs/([^/?]+)", address)
    assert found is not None
    return found[1]


def files_in(folder: Path) -> list[str]:
    """Return the kinds of files that lie in a folder."""
    return sorted(path.suffix for path in folder.iterdir()) if folder.exists() else []
