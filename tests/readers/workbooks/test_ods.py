"""ODS: what other programs write, and what is too much."""

import pytest
from tests.readers.workbooks.test_workbooks import ODS_TABLE, cells, codes, read
from tests.readers.workbooks.workbook_files import ods, zipped

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FindingCode
from clientbook.readers.options import ReadLimits


def cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}>{text}</table:table-cell>"


def paragraph(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def table(*rows: str, name: str = "S", style: str = "") -> str:
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" table:style-name="{style}">{body}</table:table>'


def one(text: str, attributes: str = 'office:value-type="string"') -> str:
    """What one cell of an ODS file reads as, beside a column of plain ones."""
    rows = (cell(paragraph("a")) * 2, cell(text, attributes) + cell(paragraph("b")))
    (found,) = cells(read(ods(table(*rows)), "ods", header=True))
    return found[0]


def test_tabs_and_line_breaks_of_a_text_are_kept() -> None:
    """K14: a tabulator and a line break inside a cell of ODS are what they are."""
    assert one(paragraph("a<text:tab/>b<text:line-break/>c")) == "a\tb\nc"


def test_text_of_a_drawing_is_not_the_cells() -> None:
    """K14: a picture in a cell has a text of its own, which is no client's."""
    box = f"<draw:text-box>{paragraph('x')}</draw:text-box>"
    frame = f"<draw:frame xmlns:draw='urn:d'>{box}</draw:frame>"
    assert one(f"{frame}{paragraph('Ann')}") == "Ann"


def test_a_table_in_a_cell_is_not_the_sheet() -> None:
    """K14: rows of a table that lies inside a cell are none of the sheet's."""
    inner = table(cell(paragraph("inner")), name="I")
    assert one(f"{inner}{paragraph('Ann')}") == "Ann"


def test_a_formula_that_was_never_calculated_is_said() -> None:
    """K14: an ODS formula without a value is a finding with its place."""
    rows = (cell(paragraph("a")) * 2, cell("", 'table:formula="of:=1"') + cell(paragraph("b")))
    found = read(ods(table(*rows)), "ods", header=True)
    places = {f.code: (f.row, f.column) for f in found.findings}
    assert places[FindingCode.FORMULA_WITHOUT_VALUE] == (2, 1)


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ('office:value-type="float" office:value="a lot"', "lots", "lots"),
        ('office:value-type="float" office:value="41791234567"', "+41 79 1234567", "+41791234567"),
        ('office:value-type="time" office:time-value="half past"', "8h30", "8h30"),
        ('office:value-type="time" office:time-value="PT99999999H00M00S"', "long", "long"),
        ('office:value-type="time" office:time-value="-PT01H30M00S"', "-1:30", "-01:30:00"),
        ('office:value-type="date" office:date-value="12345-05-1"', "16/05", "12345-05-1"),
        ('office:value-type="date" office:date-value="2025-ab-16"', "16/05", "2025-ab-16"),
        ('office:value-type="date" office:date-value="2025-05-16"', "1" * 41, "2025-05-16"),
        ('office:value-type="date" office:date-value="2025-05-16"', "16.5.", "--05-16"),
        ('office:value-type="date" office:date-value="2025-05-16"', "16. Mai", "--05-16"),
    ],
)  # fmt: skip
def test_values_of_typed_cells(attributes: str, shown: str, text: str) -> None:
    """K14, F14, F17: a value that cannot be one leaves what the sheet shows."""
    assert one(paragraph(shown), attributes) == text
    assert one(paragraph(f"<text:span>{shown}</text:span>"), attributes) == text


def test_more_than_a_sheet_has_is_refused() -> None:
    """V13: columns, rows and characters beyond a sheet's are refused before they are made."""
    far = '<table:table-cell table:number-columns-repeated="16384"/>'
    with pytest.raises(FileTooLargeError, match="more than 16,384 cells"):
        read(ods(table(far + cell(paragraph("x")))), "ods")
    many = ReadLimits(max_cell_chars=10**7)
    with pytest.raises(FileTooLargeError, match="more than 16,384 cells"):
        read(ods(table(cell(paragraph("x")) * 16_385)), "ods", limits=many)
    row = f'<table:table-row table:number-rows-repeated="1048577">{cell(paragraph("x"))}'
    with pytest.raises(FileTooLargeError, match="more than 1,048,576 rows"):
        read(ods(f"<table:table>{row}</table:table-row></table:table>"), "ods")
    limits = ReadLimits(max_cell_chars=5)
    with pytest.raises(FileTooLargeError, match="longer than 5 characters"):
        read(ods(table(cell(paragraph("abcdef")))), "ods", limits=limits)


def test_a_table_that_is_too_large_does_not_hide_the_others() -> None:
    """V13: only the table that is read is limited; another is found by its name."""
    far = '<table:table-cell table:number-columns-repeated="16384"/>' + cell(paragraph("x"))
    data = ods(table(far, name="Wide") + table(*[cell(paragraph("Ann"))] * 2, name="Clients"))
    assert cells(read(data, "ods", sheet="Clients", header=False)) == [("Ann",), ("Ann",)]
    with pytest.raises(FileTooLargeError):
        read(data, "ods", sheet="Wide")


def test_an_ods_without_a_table_to_show_is_refused() -> None:
    """K14: a document without a table, or with hidden ones alone, says so."""
    with pytest.raises(ReadError, match="the document has no table"):
        read(ods(""), "ods")
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    with pytest.raises(ReadError, match="every sheet is hidden: 'S'"):
        read(ods(table(cell("x"), style="h"), styles=style), "ods")


def test_prefixes_that_mean_something_else_are_not_mistaken() -> None:
    """K14: what a prefix stands for is what the document says, not what is usual."""
    content = (
        "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
        " xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
        " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:other'>"
        "<o:body><o:spreadsheet><t:table t:name='S'>"
        "<table:table-row><table:table-cell/></table:table-row>"
        "<t:table-row><t:table-cell o:value-type='string'><text:p>Ann</text:p></t:table-cell>"
        "</t:table-row></t:table></o:spreadsheet></o:body></o:document-content>"
    )
    assert cells(read(zipped({"content.xml": content}), "ods", header=False)) == [("Ann",)]


def test_the_first_table_is_chosen_as_in_every_workbook() -> None:
    """K14: the choice among the tables of an ODS file is a finding."""
    found = read(ods(ODS_TABLE + table(cell(paragraph("x")), name="T")), "ods")
    assert (found.source.sheet, FindingCode.SHEET_CHOSEN in codes(found)) == ("Clients", True)
