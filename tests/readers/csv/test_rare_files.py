"""CSV files that break a rule, or are more than anybody reads."""

import pytest
from tests.readers.csv.test_csv import cells, rows_of

from clientbook.errors import EncodingError, ReadError, TitleRowError
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table
from clientbook.readers.options import ReadLimits

PEOPLE = b"Name,City,Note\nAnn,Lyon,x\nBob,Nice,y\nCid,Pau,z\n"
LONG = ReadLimits(max_cell_chars=200_000)


def test_a_stray_quote_that_swallows_a_line_gives_it_back() -> None:
    """A line that is whole by itself is a row, though its quote is closed in the next one."""
    data = PEOPLE + b'"Dan,Metz,w\nEve",Brest\nFay,Caen,v\n'
    assert cells(data)[4:] == [('"Dan', "Metz", "w"), ('Eve"', "Brest", ""), ("Fay", "Caen", "v")]
    assert rows_of(data, FindingCode.UNCLOSED_QUOTE) == [5]


def test_a_very_long_cell_is_one_cell() -> None:
    """A cell that the language's own reader refuses is whole, and no quote is missed in it."""
    text = b"x" * 140_000
    for data, options in (
        (b"Name\tNote\nAnn\t" + text + b"\nBob\ty\n", {"quote": ""}),
        (b'Name,Note\nAnn,"' + text + b'"\nBob,y\n', {}),
    ):
        assert cells(data, limits=LONG, **options)[1] == ("Ann", text.decode())
        assert rows_of(data, FindingCode.UNCLOSED_QUOTE, limits=LONG, **options) == []


def test_a_broken_row_is_not_joined_with_very_long_lines() -> None:
    """V13: what may belong to a broken row is looked for in its neighbourhood only."""
    quoted = b'Name,City,Note\n"Ann","Lyon","x, y"\n"Bob","Nice","y, z"\n"Cid","Pau","z, a"\n'
    data = quoted + b'"Dan","Me"tz"\n' + b"y" * 70_000 + b'\n"Eve","Brest","v, w"\n'
    found = cells(data, limits=LONG)
    assert (found[4][0], found[6]) == ("Dan", ("Eve", "Brest", "v, w"))


def test_pairs_of_decimals_are_two_columns() -> None:
    """Places with spaces between their two numbers are no telephone numbers."""
    data = b"45.5017 -73.5673\n46.8139 -71.2080\n45.4215 -75.6972\n"
    assert cells(data)[1] == ("45.5017", "-73.5673")


def test_an_escape_needs_no_quote() -> None:
    """A backslash before a delimiter is an escape in files without quotes."""
    data = b"Name|Note\nAnn|C:\\temp\nBob|x\\|y\n"
    assert cells(data, quote="")[1:] == [("Ann", "C:\\temp"), ("Bob", "x|y")]


def more_than_listed(data: bytes) -> object:
    found = [f for f in open_table(data).findings if f.code is FindingCode.MORE_FINDINGS]
    return dict(found[0].params)["count"]


def test_only_the_first_thousand_are_listed() -> None:
    """K15: stray quotes, blank lines and extra cells beyond a thousand are counted, not listed."""
    unclosed = PEOPLE + b'Dan,Metz,"w\n' * 1100
    assert len(rows_of(unclosed, FindingCode.UNCLOSED_QUOTE)) == 1000
    blank = PEOPLE + b"\n" * 1100 + b"Dan,Metz,w\n"
    assert (len(rows_of(blank, FindingCode.BLANK_ROW)), more_than_listed(blank)) == (1000, 100)
    extra = b"Name,City\n" + b"Ann,Lyon\n" * 3000 + b"Ann,Lyon,x\n" * 1100
    assert (len(rows_of(extra, FindingCode.EXTRA_CELLS)), more_than_listed(extra)) == (1000, 100)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_mark_is_no_part_of_the_first_title(encoding: str) -> None:
    """V3: the mark of an encoding that is asked for is skipped."""
    data = "\ufeffName,City\nZoé,Lyon\n".encode()
    assert cells(data, encoding=encoding) == [("Name", "City"), ("Zoé", "Lyon")]


@pytest.mark.parametrize("encoding", ["punycode", "idna", "undefined"])
def test_codecs_that_are_for_no_file_refuse_it_by_type(encoding: str) -> None:
    """V3: whatever a codec raises, the error is ours and says what to do."""
    with pytest.raises(EncodingError, match="leave encoding= out"):
        open_table("Name,City\nZoé,Lyon\n".encode(), encoding=encoding)


def test_titles_that_stand_again_after_a_gap_are_titles() -> None:
    """K15: repeated titles below a blank line, wider by empty cells, start no other table."""
    data = PEOPLE + b"\nName,City,Note,\nDan,Metz,w\n"
    assert rows_of(data, FindingCode.REPEATED_HEADER) == [6]
    assert rows_of(data, FindingCode.SEVERAL_TABLES) == []


def test_letters_of_other_languages_are_not_twice_encoded() -> None:
    """K15: an "Ã" or "Â" before a plain letter is what was written."""
    data = "Name,City\nÃrzte GmbH,Lyon\nÂ,x\n".encode()
    assert rows_of(data, FindingCode.DOUBLE_ENCODED) == []


def test_a_header_row_that_is_none_is_refused() -> None:
    """K13: header_row= beyond the file, or on a blank row, says what to pass."""
    with pytest.raises(ReadError, match="row 9 holds no column titles; pass the number of the row"):
        open_table(PEOPLE, header_row=9)
    with pytest.raises(TitleRowError, match="pass header_row=1"):
        open_table(b"Name,City\n\nAnn,Lyon\nBob,Nice\n", header_row=2)


def test_a_table_that_is_not_clean_names_some_places() -> None:
    """K11: of two hundred blank rows a hundred are named and the others counted."""
    with pytest.raises(ReadError, match=r"blank row 3, .* and 49 more; mend these"):
        open_table(b"Name,City\n" + b"Ann,Lyon\n\n" * 149 + b"Ann,Lyon\n", strict=True)


def test_numbers_over_titles_are_no_groups() -> None:
    """K13: a number above repeated titles joins none of them."""
    data = b"5551234,,South,,\nX,Y,X,Y,Z\nAnn,Lyon,a,b,c\nBob,Nice,a,b,c\n"
    assert cells(data)[0] == ("X", "Y", "X", "Y", "Z")


@pytest.mark.parametrize("form", ["ann{}@example.com", "Ann Lee{} <ann{}@example.com>"])
def test_a_list_of_addresses_has_no_titles(form: str) -> None:
    """K15: the first of them is somebody, whether a name stands in front of the address or not."""
    lines = [form.format(*"abc"[n] * form.count("{}")) for n in range(3)]
    assert len(cells("\n".join(lines).encode())) == 1 + 3  # the letter of the column


def test_a_file_of_nothing_but_sums_keeps_them() -> None:
    """K15: rows that read like a footer are data where there is nothing else."""
    data = b"Name,City,Note\n,Total,\nPage 1 of 2,,\n"
    assert len(cells(data)) == 3


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ('=HYPERLINK("mailto:ann@example.com","ann@example.com")', "ann@example.com"),
        ('=HYPERLINK("mailto:ann@example.com?subject=x";"Write")', "ann@example.com"),
        ('=LIEN_HYPERTEXTE("mailto:ann@example.com";"ann@example.com")', "ann@example.com"),
        ('=HYPERLINK("https://a.example","Ann Lee")', "Ann Lee"),
        ('=HYPERLINK("https://a.example")', "https://a.example"),
        ('="0612"', "0612"),
        ('=HYPERLINK(A1,"x")', '=HYPERLINK(A1,"x")'),
        ("=1+1", "=1+1"),
    ],
)
def test_a_link_as_a_formula_is_what_a_spreadsheet_shows(formula: str, shown: str) -> None:
    """Of a link that writes an e-mail it is the address."""
    quoted = formula.replace('"', '""')
    table = open_table(f'Name;Mail\nAnn;"{quoted}"\nBob;x\n'.encode())
    assert [row.cells[1] for row in table] == [shown, "x"]
