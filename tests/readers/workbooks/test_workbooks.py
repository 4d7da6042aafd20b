"""Workbooks as people send them."""

# ruff: noqa: DTZ001 - cells of a spreadsheet know no time zone

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.readers.workbooks.workbook_files import MAIN, ods, raw_xlsx, xlsx, zipped

from clientbook.errors import ReadError, TooManySheetsError
from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.options import ReadOptions
from clientbook.readers.workbooks.tables import open_workbook
from clientbook.testing.strategies import HOSTILE_TEXTS
from clientbook.writers.formulas import unguard
from clientbook.writers.tables import write_xlsx

HEADER = ["Name", "Phone", "Born"]


def read(data: bytes, kind: str = "xlsx", **options: object) -> Table:
    return open_workbook(io.BytesIO(data), kind=kind, options=ReadOptions(**options), name="f")


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table]


def codes(table: Table) -> list[FindingCode]:
    return [finding.code for finding in table.findings]


def formatted(code: str, *values: object) -> bytes:
    """A workbook with one column of values under one number format."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.write(0, 0, "Value")
    style = book.add_format({"num_format": code})
    for index, value in enumerate(values, start=1):
        if isinstance(value, date):
            page.write_datetime(index, 0, value, style)
        else:
            page.write(index, 0, value, style)
    book.close()
    return out.getvalue()


def test_cells_are_the_texts_a_csv_file_would_hold() -> None:
    """K14: phones kept as numbers, dates, booleans and texts come out as CSV has them."""
    rows = [
        ["Name", "Phone", "Points", "VIP"],
        ["Zoé", 5145551234.0, 1.5, True],
        ["'t Hooft", -3, 1e20, False],
    ]
    assert cells(read(xlsx(rows))) == [
        ("Zoé", "5145551234", "1.5", "TRUE"),
        ("'t Hooft", "-3", "1e+20", "FALSE"),
    ]


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("dd/mm/yyyy", date(1988, 6, 27), "1988-06-27"),
        ("m/d/yy", date(1900, 1, 15), "1900-01-15"),
        ("yyyy-mm-dd hh:mm", datetime(2020, 1, 2, 3, 4, 5), "2020-01-02T03:04:05"),
        ("yyyy-mm-dd hh:mm", datetime(2020, 1, 2), "2020-01-02"),
        ('[$-40C]d mmmm yyyy;@', date(1988, 6, 27), "1988-06-27"),
        ("hh:mm", 0.5, "12:00:00"),
        ("[h]:mm", 1.25, "30:00:00"),
        ("00000", 1234, "01234"),
        ('0#" "##" "##" "##" "##', 612345678, "0612345678"),
        ("(000) 000-0000", 5145551234, "5145551234"),
        ("0.00", 3, "3"),
        ("#,##0", 1234567, "1234567"),
        ("0.00E+00", 5145551234, "5145551234"),
        ('"dhm"0', 7, "7"),
        ("dd/mm/yyyy", -4, "-4"),
        ("dd/mm/yyyy", 60, "1900-02-29"),
        ("General", 0.1, "0.1"),
    ],
)  # fmt: skip
def test_number_formats_decide_what_a_number_is(code: str, value: object, text: str) -> None:
    """K14: dates are ISO, formats that prove leading zeros give them back."""
    assert cells(read(formatted(code, value))) == [(text,)]


def test_our_own_workbooks_read_back_equal() -> None:
    """X27: every hostile text of an export comes back as it was."""
    values = [text for text in HOSTILE_TEXTS if text.strip()]
    out = io.BytesIO()
    write_xlsx(out, ["Value", "Same"], [[v, v] for v in values])
    assert [unguard(row[0]) for row in cells(read(out.getvalue(), header_row=1))] == values


def test_the_first_visible_sheet_with_content_is_read() -> None:
    """K14: an empty first sheet does not hide the clients; the choice is reported."""
    data = xlsx([], People=[HEADER, ["Zoé", "1", "2"]], Other=[["x"], ["y"]])
    table = read(data)
    assert table.source.sheet == "People"
    assert table.source.kind == "xlsx"
    chosen = next(f for f in table.findings if f.code is FindingCode.SHEET_CHOSEN)
    assert dict(chosen.params) == {"sheet": 2, "name": "People", "of": 3}


CLIENTS = [["First name", "Last name", "Mobile"], ["Zoé", "Roy", "0612345678"]]
INSTRUCTIONS = [
    [["How to fill in this template"], ["1. One client a row"], ["2. Phones with their code"]],
    [
        ["Column", "Description", "Example"],
        ["First name", "Of the client", "Ann"],
        ["Mobile", "x", "06"],
    ],
    [["Date", "Total"], ["2024-01-02", "12.50"], ["2024-01-03", "10.00"]],
    [["SKU", "Product", "Price"], ["A1", "Shampoo", "9.90"], ["A2", "Gel", "5.00"]],
    [["Template v2"], [], ["Name:", "fill in"], ["Phone:", "fill in"]],
    CLIENTS[:1],  # titles to copy
]


@pytest.mark.parametrize("first", INSTRUCTIONS)
def test_a_sheet_before_the_clients_is_passed_over(first: list[list[str]]) -> None:
    """K14: the titles of a list of clients are known; which sheet was left is said."""
    data = xlsx(first, People=CLIENTS, More=CLIENTS)
    table = read(data)
    assert cells(table) == [("Zoé", "Roy", "0612345678")]
    assert table.source.sheet == "People"
    said = [f for f in table.findings if f.code is FindingCode.SHEET_PASSED_OVER]
    assert [dict(f.params)["sheet"] for f in said] == [1]
    assert read(data, sheet=1).source.sheet == "Clients"  # who asks for a sheet gets it


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (CLIENTS, CLIENTS),
        (INSTRUCTIONS[0], INSTRUCTIONS[2]),  # neither is a list of clients
        ([["Ann Roy", "0612345678"], ["Bob Roy", "0612345679"]], CLIENTS),  # without titles
        ([["Wer", "Wo"], ["Ann", "a@example.org"], ["Bob", "b@example.org"]], CLIENTS),
        (CLIENTS[:1], CLIENTS[:1]),
    ],
)
def test_the_first_sheet_is_read_unless_another_is_surely_the_clients(
    first: list[list[str]], other: list[list[str]]
) -> None:
    """K14: a list whose titles nobody knows shows numbers or addresses."""
    table = read(xlsx(first, Other=other))
    assert table.source.sheet != "Other"
    assert not [f for f in table.findings if f.code is FindingCode.SHEET_PASSED_OVER]


@pytest.mark.parametrize("sheet", [3, "Other", "  OTHER "])
def test_a_sheet_is_chosen_by_name_or_number(sheet: str | int) -> None:
    """K14: sheet= takes the name on the tab or its number from 1."""
    data = xlsx([], People=[HEADER, ["Zoé", "1", "2"]], Other=[["x"], ["y"]])
    assert cells(read(data, sheet=sheet)) == [("y",)]


def test_an_unknown_sheet_is_an_error_that_names_the_sheets() -> None:
    """K14: a wrong sheet= says which ones there are."""
    with pytest.raises(ReadError, match=r"'Clients', 'Other'"):
        read(xlsx([["x"], ["y"]], Other=[["x"]]), sheet="Nope")


def hidden_sheets() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name in ("Very", "Hidden", "Shown"):
        page = book.add_worksheet(name)
        page.write_row(0, 0, ["Name"])
        page.write_row(1, 0, [name])
    very, hidden, shown = book.worksheets()
    shown.activate()
    shown.set_first_sheet()
    very.very_hidden()
    hidden.hide()
    book.close()
    return out.getvalue()


def test_hidden_sheets_are_listed_and_not_read() -> None:
    """K14: hidden and very hidden sheets are findings; only sheet= reads them."""
    table = read(hidden_sheets())
    assert cells(table) == [("Shown",)]
    hidden = [f for f in table.findings if f.code is FindingCode.HIDDEN_SHEET]
    assert [dict(f.params)["name"] for f in hidden] == ["Very", "Hidden"]
    assert cells(read(hidden_sheets(), sheet="Very")) == [("Very",)]


def test_several_sheets_are_refused_when_one_is_asked_for() -> None:
    """V7: a workbook of several sheets is refused naming them all, hidden ones counted."""
    with pytest.raises(
        TooManySheetsError, match=r"'Very' \(hidden\), 'Hidden' \(hidden\), 'Shown'"
    ):
        read(hidden_sheets(), single_sheet=True)
    assert len(read(xlsx([HEADER, ["a", "b", "c"]]), single_sheet=True)) == 1


def test_a_workbook_of_hidden_sheets_only_is_refused() -> None:
    """K14: nothing hidden is read by itself."""
    sheets = "<sheets><sheet name='S' state='veryHidden'/></sheets>"
    parts = {
        "xl/workbook.xml": f"<workbook {MAIN}>{sheets}</workbook>",
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}/>",
    }
    with pytest.raises(ReadError, match="every sheet is hidden: 'S'"):
        read(zipped(parts))


def test_error_cells_keep_their_text_and_are_reported() -> None:
    """K14: #REF! is not taken for an empty cell; its place is a finding."""
    data = raw_xlsx(
        '<row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1" t="str"><v>Phone</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>Zoé</v></c><c r="B2" t="e"><f>A9</f>'
        "<v>#REF!</v></c></row>"
    )
    table = read(data)
    assert cells(table) == [("Zoé", "#REF!")]
    found = next(f for f in table.findings if f.code is FindingCode.CELL_ERROR)
    assert (found.row, found.column, dict(found.params)) == (2, 2, {"error": "#REF!"})


def test_formulas_that_were_never_calculated_are_reported() -> None:
    """K14: a formula without a value is a finding with its place, not a silent blank."""
    book = openpyxl.Workbook()
    for row in (HEADER, ["Zoé", "=1+1", "x"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    table = read(out.getvalue())
    assert cells(table) == [("Zoé", "", "x")]
    found = next(f for f in table.findings if f.code is FindingCode.FORMULA_WITHOUT_VALUE)
    assert (found.row, found.column) == (2, 2)


def test_the_1904_epoch_is_read_right() -> None:
    """K14: dates of a workbook that counts from 1904 are the days its owner sees."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (HEADER, ["Zoé", "1", date(1988, 6, 27)]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    table = read(out.getvalue())
    assert cells(table) == [("Zoé", "1", "1988-06-27")]
    assert FindingCode.EPOCH_1904 in codes(table)


def test_merged_cells_and_macros_are_reported() -> None:
    """K14: merged ranges are counted; macros are said and never run."""
    book = openpyxl.Workbook()
    for row in (HEADER, ["Zoé", "1", "2"], ["Bob", "3", "4"]):
        book.active.append(row)
    book.active.merge_cells("B2:C2")
    book.active.merge_cells("A5:A6")
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("xl/vbaProject.bin", b"x")
    table = read(out.getvalue())
    merged = next(f for f in table.findings if f.code is FindingCode.MERGED_CELLS)
    assert dict(merged.params) == {"count": 2}
    assert FindingCode.MACROS_IGNORED in codes(table)


def test_rows_keep_their_numbers_and_blank_ones_are_reported() -> None:
    """K15: a row's number is the spreadsheet's, blank rows counted and named."""
    data = xlsx([HEADER, ["a", "b", "c"], [], [], ["d", "e", ""]])
    table = read(data)
    assert [(row.number, row.cells) for row in table] == [(2, ("a", "b", "c")), (5, ("d", "e", ""))]
    blanks = [f.row for f in table.findings if f.code is FindingCode.BLANK_ROW]
    assert blanks == [3, 4]
    assert FindingCode.RAGGED_ROW not in codes(table)


def test_xml_of_every_writer_is_understood() -> None:
    """K14: prefixes, the strict namespace, missing references, rich texts and escapes are read."""
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = (
        f'<?xml version="1.0"?><x:worksheet xmlns:x="{strict}"><x:sheetData><x:row>'
        '<x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>Pho</x:t></x:r>'
        "<x:rPh><x:t>zz</x:t></x:rPh><x:r><x:t>ne</x:t></x:r></x:is></x:c></x:row>"
        '<x:row><x:c t="str"><x:v>a_x000D_b</x:v></x:c><x:c t="d"><x:v>1988-06-27T00:00:00Z</x:v>'
        '</x:c></x:row><x:row><x:c t="s"><x:v>99</x:v></x:c><x:c><x:v>NaN</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    strings = "<si><r><t>Na</t></r><r><t>me</t></r><rPh><t>zz</t></rPh></si>"
    table = read(raw_xlsx(sheet, strings=strings))
    assert table.header == ("Name", "Phone")
    assert cells(table) == [("a\rb", "1988-06-27"), ("", "nan")]


def xls(*, hidden: bool = False) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Clients")
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for column, title in enumerate(HEADER):
        page.write(0, column, title)
    page.write(1, 0, "Zoé")
    page.write(1, 1, 5145551234.0)
    page.write(1, 2, date(1988, 6, 27), style)
    page.write(2, 0, True)
    page.write(2, 1, 1.5)
    page.write_merge(3, 4, 0, 1, "merged")
    if hidden:
        book.add_sheet("Old").visibility = 2
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_xls_gives_the_same_cells() -> None:
    """K14: XLS gives the texts that XLSX and CSV give."""
    table = read(xls(hidden=True), "xls")
    assert table.source.kind == "xls"
    assert cells(table) == [
        ("Zoé", "5145551234", "1988-06-27"),
        ("TRUE", "1.5", ""),
        ("merged", "", ""),
    ]
    assert FindingCode.MERGED_CELLS in codes(table)
    hidden = next(f for f in table.findings if f.code is FindingCode.HIDDEN_SHEET)
    assert dict(hidden.params)["name"] == "Old"


def test_several_sheets_of_an_xls_are_refused_when_one_is_asked_for() -> None:
    """V7: hidden sheets of an XLS count as well."""
    with pytest.raises(TooManySheetsError, match=r"'Clients', 'Old' \(hidden\)"):
        read(xls(hidden=True), "xls", single_sheet=True)


ODS_TABLE = """
<table:table table:name="Clients"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Phone</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Born</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16381"/></table:table-row>
<table:table-row>
<table:table-cell office:value-type="string"><office:annotation><text:p>secret</text:p></office:annotation><text:p>Zo<text:span>é</text:span><text:s text:c="2"/>X</text:p><text:p>two</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="5145551234"><text:p>5 145 551 234</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="1988-06-27T00:00:00"><text:p>27/06/88</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="1234"><text:p>01234</text:p></table:table-cell>
<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"><text:p>8h30</text:p></table:table-cell>
</table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="0" table:number-columns-spanned="2"><text:p>#REF!</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>"""  # noqa: E501 - one cell a line


def test_ods_gives_the_same_cells() -> None:
    """K14: ODS gives the texts that XLSX and CSV give; repeated cells are counted, not made."""
    table = read(ods(ODS_TABLE), "ods")
    assert table.source.kind == "ods"
    assert table.header == tuple(HEADER)
    assert [(row.number, row.cells) for row in table] == [
        (2, ("Zoé  X\ntwo", "5145551234", "1988-06-27")),
        (3, ("TRUE", "01234", "08:30:00")),
        (4, ("TRUE", "01234", "08:30:00")),
        (5, ("#REF!", "", "")),
    ]
    assert {FindingCode.CELL_ERROR, FindingCode.MERGED_CELLS} <= set(codes(table))


def test_hidden_ods_tables_are_listed_and_not_read() -> None:
    """K14: a hidden table of an ODS file is a finding."""
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    hidden = '<table:table table:name="Old" table:style-name="h"/>'
    table = read(ods(hidden + ODS_TABLE, styles=style, more={"Basic/x.xml": "x"}), "ods")
    assert table.source.sheet == "Clients"
    assert {FindingCode.HIDDEN_SHEET, FindingCode.MACROS_IGNORED} <= set(codes(table))


def test_the_content_decides_the_kind() -> None:
    """V3: an ODS file called .xlsx, or an XLS called .xlsx, is read for what it is."""
    assert read(ods(ODS_TABLE), "xlsx").source.kind == "ods"
    assert read(xls(), "xlsx").source.kind == "xls"
