"""CSV files: delimiter, quotes and line ends are found, and a stray quote costs one row at most."""

from typing import Any

import pytest

from clientbook.errors import FileTooLargeError
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table

PEOPLE = [
    ("Name", "Phone", "Note"),
    ("Ann Lee", "+1 514 555 0123", "likes tea, and cake"),
    ("Bob Roy", "+1 418 555 0199", 'says "hello"'),
    ("Zoé", "+33 6 12 34 56 78", "two\nlines"),
    ("Cid", "+34 612 345 678", ""),
]


def written(
    rows: list[tuple[str, ...]],
    delimiter: str = ",",
    quote: str = '"',
    escape: str = "",
    end: str = "\n",
) -> bytes:
    def cell(text: str) -> str:
        text = text.replace("\n", end)
        if not any(c in text for c in (delimiter, quote, "\n", "\r")):
            return text
        return quote + text.replace(quote, (escape or quote) + quote) + quote

    return end.join(delimiter.join(map(cell, row)) for row in rows).encode() + end.encode()


def cells(data: bytes, **options: Any) -> list[tuple[str, ...]]:
    table = open_table(data, **options)
    return [table.header, *(row.cells for row in table)]


def rows_of(data: bytes, code: FindingCode, **options: Any) -> list[int | None]:
    return [f.row for f in open_table(data, **options).findings if f.code is code]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "§"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found(delimiter: str, end: str) -> None:
    """Each delimiter with each line end is read without being told."""
    data = written(PEOPLE, delimiter, end=end)
    expected = [tuple(c.replace("\n", end) for c in row) for row in PEOPLE]
    assert cells(data) == expected
    assert open_table(data).source.delimiter == delimiter


def test_the_quote_and_the_escape_are_found() -> None:
    """Apostrophes as quotes, and backslashes before quotes, are read without being told."""
    assert cells(written(PEOPLE, quote="'")) == PEOPLE
    assert cells(written(PEOPLE, escape="\\")) == PEOPLE


def test_a_backslash_that_escapes_nothing_stays() -> None:
    """A backslash before another character is part of the value."""
    data = b'a,b,c\n"C:\\temp\\",x \\"y\\" z,1\n"say \\"hi\\", you",\\\\server,2\n'
    assert cells(data, escape="\\", quote='"', header=True)[2][0] == 'say "hi", you'
    assert cells(b'a,b\nC:\\new,"x, y"\nD:\\old,"z, y"\n')[1] == ("C:\\new", "x, y")


def test_what_is_told_is_not_guessed() -> None:
    """Delimiter, quote and escape can be given; a delimiter may be longer than a character."""
    assert cells(b"a;b,c\n1;2,3\n", delimiter=";") == [("a", "b,c"), ("1", "2,3")]
    assert cells(b'a,"b\n1,2"\n', quote="", header=True) == [("a", '"b'), ("1", '2"')]
    assert cells(b"a::b:c\n1::2:3\n", delimiter="::") == [("a", "b:c"), ("1", "2:3")]


def test_a_sep_line_names_the_delimiter_and_is_no_row() -> None:
    """The line sep=; is obeyed and, as in a spreadsheet, is not counted."""
    table = open_table(b"sep=;\r\nName;Age\r\nAnn;3\r\n")
    assert table.header == ("Name", "Age")
    assert [row.number for row in table] == [2]


def test_a_space_after_each_delimiter_is_no_part_of_the_cells() -> None:
    """Comma and space between all cells are one separator."""
    data = b'Name, Age, City\nAnn, 3, "Lyon, France"\nBob, 4, Nice\n'
    assert cells(data) == [
        ("Name", "Age", "City"),
        ("Ann", "3", "Lyon, France"),
        ("Bob", "4", "Nice"),
    ]


def test_a_quote_that_is_never_closed_costs_its_own_row_only() -> None:
    """A stray quote stays a character; its row is reported and the rows below are intact."""
    data = b'Name,Age,City\nAnn,3,Lyon\n"Bob,4,Nice\nCid,5,"Metz, Lorraine"\nDan,6,Pau\n'
    assert cells(data)[2:] == [
        ('"Bob', "4", "Nice"),
        ("Cid", "5", "Metz, Lorraine"),
        ("Dan", "6", "Pau"),
    ]
    assert rows_of(data, FindingCode.UNCLOSED_QUOTE) == [3]


def test_a_quote_inside_a_quoted_cell_that_is_not_doubled_is_kept() -> None:
    """Quotes that are not doubled are read as characters."""
    data = b'Name,Size,Qty\n"board 8" long","8",1\n"plain","9",2\n'
    assert cells(data)[1] == ('board 8" long', "8", "1")


def test_a_cell_of_several_lines_is_one_row() -> None:
    """A quoted cell of several lines counts as one row."""
    table = open_table(b'Name,Note\nAnn,"one\ntwo\n\nthree"\nBob,x\n')
    assert [(row.number, row.cells[1]) for row in table] == [(2, "one\ntwo\n\nthree"), (3, "x")]


def test_mixed_line_ends_all_end_a_row() -> None:
    """A file whose lines end in three ways is read whole."""
    assert cells(b"a,b\r\nx,1\ny,2\rz,3") == [("a", "b"), ("x", "1"), ("y", "2"), ("z", "3")]


def test_zero_bytes_are_dropped_and_counted() -> None:
    """NUL bytes are no part of a value; a finding counts them."""
    data = b"Name,City\nA\x00nn,Lyon\nBob,Ni\x00ce\n" + b"Cid,Metz\n" * 50
    assert cells(data)[1:3] == [("Ann", "Lyon"), ("Bob", "Nice")]
    found = [f for f in open_table(data).findings if f.code is FindingCode.NUL_BYTES]
    assert dict(found[0].params) == {"count": 2}


def test_a_decimal_comma_does_not_make_the_comma_a_delimiter() -> None:
    """Semicolons separate, commas are decimals."""
    data = b"Nom;Solde;Remise\nAnn;12,50;1,5\nBob;7,25;0,5\nCid;3,10;2,5\n"
    assert open_table(data).source.delimiter == ";"


def test_a_list_of_one_column_has_one_column() -> None:
    """A file without any delimiter is one column."""
    table = open_table(b"Email\nann@example.com\nbob@example.com\n")
    assert table.header == ("Email",)
    assert table.row_count == 2


def test_a_list_of_one_column_is_not_cut_at_spaces_or_marks() -> None:
    """Phones, times, names and lists of e-mails in one column stay whole."""
    for line in ("06 12 34 56 78", "10:30", "01/02/2024", "Ann Lee", "a@x.fr;b@x.fr"):
        assert cells(f"Phone\n{line}\n{line}\n".encode()) == [("Phone",), (line,), (line,)]
    assert open_table(b"Name|E-mail\nAnn|a@x.fr\n").source.delimiter == "|"


def test_every_choice_is_among_the_findings() -> None:
    """Type, encoding, delimiter, quote and header row are reported."""
    codes = {f.code for f in open_table(written(PEOPLE)).findings}
    assert codes >= {
        FindingCode.FILE_TYPE,
        FindingCode.ENCODING_CHOSEN,
        FindingCode.DELIMITER_CHOSEN,
        FindingCode.QUOTE_CHOSEN,
        FindingCode.HEADER_CHOSEN,
    }


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    """A line longer than any real one is FileTooLargeError."""
    with pytest.raises(FileTooLargeError):
        open_table(b"a,b\n1,2\n" + b"x" * (12 * 1024 * 1024))


def test_a_cell_longer_than_the_parser_allows_is_refused() -> None:
    """An enormous quoted cell is FileTooLargeError, never a csv.Error."""
    data = b'a,b\n1,"' + b"x y " * 100_000 + b'"\n'
    with pytest.raises(FileTooLargeError, match="row 2"):
        open_table(data)


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "id,age\n17,42\n18,35\n", "price,qty\n3,4\n"])
def test_two_columns_of_whole_numbers_are_no_decimals(text: str) -> None:
    """A title that is divided as its rows are says that the comma divides them."""
    assert open_table(text.encode()).header == tuple(text.split("\n", maxsplit=1)[0].split(","))


def test_a_column_of_decimals_stays_one_column() -> None:
    """Decimals with a comma under one title are one column."""
    assert open_table(b"Prix\n1,25\n3,50\n12,00\n").header == ("Prix",)
