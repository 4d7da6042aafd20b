"""Letters that were encoded twice are mended where no letter of the file is another one."""

import io

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table
from clientbook.writers.tables import write_xlsx

MENDED, LEFT = FindingCode.ENCODED_ONCE, FindingCode.DOUBLE_ENCODED
_CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}


def twice(text: str) -> str:
    """The text as a program shows it that takes UTF-8 for Windows-1252."""
    return "".join(_CP1252[byte] for byte in text.encode())


def said(table: Table) -> list[tuple[FindingCode, int | None]]:
    return [(f.code, f.row) for f in table.findings if f.code in (MENDED, LEFT)]


PEOPLE = [
    ("Nom,Prénom,Téléphone,Ville", "Lefèvre,Zoë,0142685300,Évry", "Roux,Tom,0142685301,Lyon"),
    (
        "Vorname,Nachname,Straße,Telefon (geschäftlich)",
        "Jürgen,Größe,Öl 1,022112345",
        "Al,B,C 1,02",
    ),
    ("Nombre,Dirección,Teléfono,Niño", "Íñigo,Peña 1 – 2º,912345678,sí", "Ana,“A” 1,912345679,no"),
    ("Jméno,Příjmení,Město,Č", "Jiří,Dvořák,Plzeň,ž", "Ann,Roy,Brno,x"),
]


@pytest.mark.parametrize("lines", PEOPLE)
def test_a_file_encoded_twice_is_read_as_it_was(lines: tuple[str, ...]) -> None:
    """K15: titles and cells, whatever their letters; it is said once, with the row."""
    plain = "".join(f"{line}\n" for line in lines)
    table, whole = open_table(twice(plain).encode()), open_table(plain.encode())
    assert table.header == whole.header
    assert [row.cells for row in table] == [row.cells for row in whole]
    assert said(table) == [(MENDED, 1)]
    assert said(whole) == []
    targets = [column.target for column in suggest_mapping(table)]
    assert targets == [column.target for column in suggest_mapping(whole)]


def test_a_workbook_of_such_letters_is_mended_too() -> None:
    """K15: a program wrote what it had read wrong."""
    out = io.BytesIO()
    write_xlsx(out, ["Name", "Ville"], [["Ann", "Lyon"], [twice("Zoë"), twice("Évry")]])
    table = open_table(out.getvalue())
    assert [row.cells for row in table] == [("Ann", "Lyon"), ("Zoë", "Évry")]
    assert said(table) == [(MENDED, 3)]


def test_titles_and_rows_are_mended_each_for_itself() -> None:
    """K15: a program puts titles of its own above rows that it has from elsewhere."""
    table = open_table(f"{twice('Prénom')},Ville\nZoé,Évry\n".encode())
    assert table.header == ("Prénom", "Ville")
    assert [row.cells for row in table] == [("Zoé", "Évry")]
    assert said(table) == [(MENDED, 1)]
    table = open_table(f"Prénom,Ville\n{twice('Zoé')},Lyon\n".encode())
    assert [row.cells for row in table] == [("Zoé", "Lyon")]
    assert said(table) == [(MENDED, 2)]


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([twice("Zoé"), "Noël"], [2]),  # another row has letters that are right
        (["Noël", twice("Zoé")], [3]),
        (["Ann", twice("Zoé") + " Noël"], [3]),  # so has the row itself
        (["Ann", twice(twice("Zoé"))], [3]),  # encoded three times
    ],
)
def test_where_some_letters_are_right_nothing_is_changed(rows: list[str], left: list[int]) -> None:
    """K15: what each of them means is not sure; the rows are named."""
    table = open_table("".join(f"{cell},Lyon\n" for cell in ["Name", *rows]).encode())
    assert [row.cells[0] for row in table] == rows
    assert said(table) == [(LEFT, row) for row in left]


@pytest.mark.parametrize("name", ["JOÃO", "Ârzte", "MANHÃ", "Ångström", "Ñandú", "«À»", "Đặng"])
def test_letters_as_people_write_them_are_left_alone(name: str) -> None:
    """K15: an "Ã" before a plain letter is Portuguese."""
    table = open_table(f"Name,City\n{name},Lyon\n".encode())
    assert [row.cells[0] for row in table] == [name]
    assert said(table) == []
