"""XLSX: cells that show something else than the address they link to."""

import io
from collections.abc import Sequence

import pytest
import xlsxwriter
from tests.readers.workbooks.test_workbooks import cells, read

from clientbook.messages.issues import FindingCode

Link = tuple[int, int, str, str]  # row, column, address, text


def _book(rows: Sequence[Sequence[str]], links: Sequence[Link]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("S")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for number, column, url, text in links:
        sheet.write_url(number, column, url, string=text)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("title", "url", "text", "read_as"),
    [
        ("Email", "mailto:lea@ex.fr", "écrire", "lea@ex.fr"),
        ("E-Mail-Adresse", "mailto:lea@ex.fr?subject=Hi%20Ann", "Léa", "lea@ex.fr"),
        ("Correo electrónico", "mailto:lea%2Bx@ex.fr", "✉", "lea+x@ex.fr"),
        ("Email", "mailto:lea@ex.fr", "other@ex.fr", "other@ex.fr"),
        ("Email", "https://ex.fr/lea", "écrire", "écrire"),
        ("Prénom", "mailto:lea@ex.fr", "Léa", "Léa"),
        ("Note", "mailto:lea@ex.fr", "écrire", "écrire"),
    ],
)
def test_the_address_below_a_text_is_read_and_said(
    title: str, url: str, text: str, read_as: str
) -> None:
    """F14: a column of addresses holds what its links lead to; other columns what they show."""
    table = read(_book([["Nom", title], ["Dupont", ""]], [(1, 1, url, text)]), "xlsx")
    assert cells(table) == [("Dupont", read_as)]
    said = [(f.row, f.column) for f in table.findings if f.code is FindingCode.LINK_READ]
    assert said == ([(2, 2)] if read_as != text else [])


def test_links_of_many_rows_stand_in_their_own() -> None:
    """F14: rows that are kept packed are changed, too, and the others are not."""
    rows = [["Nom", "Email"], *([f"N{n}", f"n{n}@ex.fr"] for n in range(1, 1300))]
    links = [(n, 1, f"mailto:x{n}@ex.fr", "écrire") for n in (1, 700, 1299)]
    found = cells(read(_book(rows, links), "xlsx"))
    changed = {n: mail for n, (_, mail) in enumerate(found, start=1) if mail[0] == "x"}
    assert changed == {n: f"x{n}@ex.fr" for n in (1, 700, 1299)}
    assert len(found) == 1299
