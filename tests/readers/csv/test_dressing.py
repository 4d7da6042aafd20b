"""What stands around the lines of a file: quotes, borders, entities."""

import pytest

from clientbook.readers.opening import open_table


def cells(text: str) -> list[tuple[str, ...]]:
    """Titles and rows of a file."""
    table = open_table(text.encode())
    return [table.header, *(row.cells for row in table)]


@pytest.mark.parametrize(
    "text",
    [
        '"Name,Phone,City"\n"Ann,0612345678,Paris"\n"Bob,0612345679,Lyon"\n',
        '"Name,""Phone"",City"\n"Ann,""0612345678"",Paris"\n"Bob,""0612345679"",Lyon"\n',
        'Name;Phone;City\n"Ann;0612345678;Paris"\n"Bob;0612345679;Lyon"\n',
        '"Name;Phone;City"\r\n"Ann;0612345678;Paris"\r\n\r\n"Bob;0612345679;Lyon"\r\n',
    ],
)
def test_lines_that_are_quoted_whole_are_unwrapped(text: str) -> None:
    """A spreadsheet that took each line for one cell writes it back in quotes."""
    assert cells(text) == [
        ("Name", "Phone", "City"),
        ("Ann", "0612345678", "Paris"),
        ("Bob", "0612345679", "Lyon"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"Address"\n"1 rue X, Paris"\n"2 rue Y, Lyon"\n',
        '"Name"\n"Roy, Ann"\n"Lee, Bob"\n',
        '"Roy, Ann"\n"Lee, Bob"\n"Li, Cy"\n',
        '"Note"\n"a;b"\n"c"\n',
    ],
)
def test_a_list_of_quoted_texts_is_one_column(text: str) -> None:
    """Quotes that protect what separates words are no wrapping."""
    assert all(len(row) == 1 for row in cells(text))


def test_the_borders_of_a_terminal_are_no_rows() -> None:
    """MySQL and PostgreSQL draw lines around a table."""
    lines = ["+------+-------+", "| Name | Phone |", "+------+-------+", "| Ann | 0612345678 |"]
    text = "\n".join([*lines, lines[0], ""])
    assert [tuple(map(str.strip, row)) for row in cells(text)] == [
        ("Name", "Phone"),
        ("Ann", "0612345678"),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Nom;Ville\nL&eacute;ger;Nogent &amp; Cie\n", ("L&eacute;ger", "Nogent &amp; Cie")),
        ("Nom;Ville\nD&#039;Arcy;Saint-&Eacute;tienne\n", ("D&#039;Arcy", "Saint-&Eacute;tienne")),
        ("Nom;Ville\nDurand&fils;Paris\n", ("Durand&fils", "Paris")),
        ("Nom;Ville\nAT&T;Paris\n", ("AT&T", "Paris")),
    ],
)
def test_the_semicolon_of_an_entity_parts_no_cells(text: str, row: tuple[str, ...]) -> None:
    """F19: only an entity that there is keeps its semicolon; the importer decodes and says it."""
    assert cells(text)[1] == row


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"=""Ann Roy"""', "Ann Roy"),
        ('="0612345678"', "0612345678"),
        ('"=""a""""b"""', 'a"b'),
        ('"=A1&""x"""', '=A1&"x"'),
        ("'=1+1", "'=1+1"),
    ],
)
def test_a_formula_that_is_only_a_text_is_the_text(written: str, read: str) -> None:
    """A spreadsheet shows the text; what computes something stays as it is written."""
    assert cells(f"Name,City\n{written},Paris\nBob,Lyon\n")[1] == (read, "Paris")


@pytest.mark.parametrize("text", ["Nom;Prénom\nDu\x00rand;Anne\n", "Né;È\nÉé\x00;à\n"])
def test_a_zero_byte_makes_no_utf_16(text: str) -> None:
    """One stray byte in a short file of letters with accents is dropped."""
    assert cells(text)[0] == tuple(text.splitlines()[0].split(";"))


def test_thousands_of_blank_columns_at_the_end_are_no_columns() -> None:
    """Only what is filled counts as too wide."""
    end = ";" * 4_000
    assert cells(f"Nom;Prénom{end}\nDurand;Anne{end}\n") == [("Nom", "Prénom"), ("Durand", "Anne")]


@pytest.mark.parametrize(
    "line", ['"Ann Roy" ; "Paris";"x"', '"Ann Roy"  ;"Paris" ;"x" ', '"Ann Roy";"Paris" ; x']
)
def test_room_between_a_quote_and_the_delimiter_is_no_cell(line: str) -> None:
    """A closing quote closes its cell though spaces follow."""
    found = cells(f'Name;City;Note\n{line}\n"Bob;b";Lyon;y\nCy;Ulm;z\n')[1]
    assert tuple(map(str.strip, found)) == ("Ann Roy", "Paris", "x")


@pytest.mark.parametrize("room", ["{};", "{} ;", "{} ; ", "{}  ;", "{}\t;", "{}\u00a0; "])
@pytest.mark.parametrize("delimiter", [";", ",", "|"])
def test_room_behind_every_quote_is_no_cell(room: str, delimiter: str) -> None:
    """K11: a list that has room between quotes and delimiters is read, titles and rows alike."""
    rows = [("Nom", "Prénom", "Note"), ("Du;p, o|nt", "", 'a "b" ; c'), ("Roy", "Léa", " x ")]
    between = room.replace(";", delimiter)
    text = "".join(
        between.join('"' + cell.replace('"', '""') + '"' for cell in row).replace("{}", "") + " \n"
        for row in rows
    )
    assert cells(text) == rows


def test_quotes_inside_a_cell_with_room_behind_are_its_own() -> None:
    """K11: a quote that somebody forgot to double parts nothing."""
    text = 'Nom;Note\nDupont;"Il dit "non" ; puis oui"\nRoy;"Elle dit "oui" ; fin"\n'
    assert cells(text)[1:] == [
        ("Dupont", 'Il dit "non" ; puis oui'),
        ("Roy", 'Elle dit "oui" ; fin'),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Name |Town\n-----+-----\nAnn  |Paris\nBob  |Lyon\n",
        " Name | Town  \n------+-------\n Ann  | Paris\n Bob  | Lyon\n(2 rows)\n",
        "Name|Town\n---|:---:\nAnn|Paris\nBob|Lyon\n",
    ],
)
def test_a_rule_below_the_titles_is_no_row(text: str) -> None:
    """K11: what a database's terminal, or a page of notes, draws is no client."""
    rows = [tuple(cell.strip() for cell in row) for row in cells(text)]
    assert rows == [("Name", "Town"), ("Ann", "Paris"), ("Bob", "Lyon")]


@pytest.mark.parametrize(
    "text",
    [
        "“Name”,“Town”\n“Roy, Ann”,“Paris”\n“Li, Bob”,“Lyon”\n",
        "„Name“;„Town“\n„Roy, Ann“;„Paris“\n„Li, Bob“;„Lyon“\n",
        "«Name»;«Town»\n«Roy, Ann»;«Paris»\n«Li, Bob»;«Lyon»\n",
        "Name,Town\n“Roy, Ann”,Paris\n“Li, Bob”,“Lyon”\n",
        "Name;Town\n“Roy, Ann” ;“Paris”\nLi, Bob; “Lyon”\n",
        "Name;Town\n“Roy, Ann”;“Paris”\n\n“Li, Bob”;“Lyon”\n",
    ],
)
def test_quotes_that_a_word_processor_bent_are_quotes(text: str) -> None:
    """K11: a list typed as text protects its commas with the quotes it has."""
    assert cells(text) == [("Name", "Town"), ("Roy, Ann", "Paris"), ("Li, Bob", "Lyon")]


@pytest.mark.parametrize(
    "row", ["Ann;dit “Lulu”", "“Ann” Roy;x", "Ann;“un” et “deux”", "“Ann;x", "Ann;“Lulu”"]
)
def test_bent_quotes_that_enclose_no_cell_are_its_own(row: str) -> None:
    """K11: what stands in quotes inside a cell, or in one row alone, stays as it is written."""
    text = f"Name;Note\n{row}\nBob;y\nCy;z\n"
    assert cells(text)[1] == tuple(row.split(";"))


def test_a_quote_behind_a_space_protects_though_titles_have_no_space() -> None:
    """K11: rows written by hand put a space where the titles have none."""
    text = 'Name;Note;Town\nAnn; "a;b";Paris\nBob; "c;d";Lyon\n'
    assert cells(text) == [
        ("Name", "Note", "Town"),
        ("Ann", "a;b", "Paris"),
        ("Bob", "c;d", "Lyon"),
    ]
