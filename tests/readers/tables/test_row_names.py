"""Rows that begin with their names, below a row of titles that is one cell shorter."""

import pytest

from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table

TITLES = ["First name,Last name,City", "Nom,Prénom,Portable", "E-mail,Town", "Full name,Note"]


def _read(titles: str, *rows: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    table = open_table("\n".join((titles, *rows, "")).encode())
    return table.header, [row.cells for row in table]


@pytest.mark.parametrize("titles", TITLES)
@pytest.mark.parametrize("names", [("1",), ("1", "2", "3"), ("3", "17", "4")])
def test_titles_belong_to_the_columns_behind_the_names_of_rows(
    titles: str, names: tuple[str, ...]
) -> None:
    """K11: a row of one cell more than there are titles begins with its name, a number."""
    count = len(titles.split(","))
    rows = [",".join((name, *("abcdef"[n] * 3 for n in range(count)))) for name in names]
    header, cells = _read(titles, *rows)
    assert header == ("", *titles.split(","))
    assert [row[0] for row in cells] == list(names)


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        ("N°,Nom,Prénom", ("1,Dupont,Léa,x", "2,Roy,Jo,y")),
        ("Client,Ville", ("1,Lyon,x", "2,Paris,y")),
        ("Nom,Prénom", ("Dupont,Léa,x", "Roy,Jo,y")),
        ("Nom,Prénom", ("1,Dupont,Léa", "1,Roy,Jo")),
        ("Nom,Prénom", ("1,Dupont,", "2,Roy,")),
        ("Téléphone,Nom", ("0612345678,Dupont,x", "0612345679,Roy,y")),
        ("Code postal,Ville", ("75001,Paris,x", "69001,Lyon,y")),
        ("Sexe,Nom", ("1,Dupont,x", "2,Roy,y")),
    ],
)
def test_a_cell_too_many_behind_is_no_name_of_a_row(titles: str, rows: tuple[str, ...]) -> None:
    """K11: where the first title may say what its numbers are, each title stays where it is."""
    header, _ = _read(titles, *rows)
    assert header[: len(titles.split(","))] == tuple(titles.split(","))


def test_rows_of_several_widths_have_no_names() -> None:
    """K11: one row that is as short as the titles is enough to leave them."""
    header, _ = _read("Nom,Prénom", "1,Dupont,Léa", "Roy,Jo")
    assert header[0] == "Nom"


@pytest.mark.parametrize("between", [" ", "\t", ";"])
def test_what_r_writes_is_read_as_its_owner_sees_it(between: str) -> None:
    """K11: a space parts quoted cells, and the column without a title is said."""
    lines = [
        ["Nom", "Prénom", "Ville"],
        ["1", "Dupont", "Léa", "Le Mans"],
        ["2", "Roy", "Jo", "Pau"],
    ]
    text = "\n".join(between.join(f'"{cell}"' for cell in line) for line in lines)
    table = open_table(text.encode())
    assert table.header == ("", "Nom", "Prénom", "Ville")
    assert [row.cells for row in table] == [tuple(line) for line in lines[1:]]
    assert FindingCode.UNTITLED_COLUMN in [finding.code for finding in table.findings]
