"""What a sheet shows and hides: formats with a country code or without a year, hidden rows."""

import io
import zipfile
from unittest.mock import patch

import pytest

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table

from .workbook_files import MAIN, ods, raw_xlsx, zipped


def _cell(number: str, code: str) -> str:
    styles = (
        f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="164"/></cellXfs>'
    )
    table = open_table(
        raw_xlsx(f'<row><c r="A1" s="0"><v>{number}</v></c></row>', styles=styles), header=False
    )
    return next(iter(table)).cells[0]


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("791234567", "&quot;+41 &quot;00 000 00 00", "+41791234567"),
        ("41791234567", r"\+0", "+41791234567"),
        ("33612345678", "+#", "+33612345678"),
        ("4915112345678", "&quot;+&quot;00 000 00000000", "+4915112345678"),
        ("612345678", "&quot;0&quot;# ## ## ## ##", "0612345678"),
        ("41791234567", "&quot;00&quot;0", "0041791234567"),
        ("5145551234", "[&lt;=9999999]###-####;(###) ###-####", "5145551234"),
        ("17", "&quot;No. 24-&quot;0", "17"),
        ("1234.5", "+0.00", "1234.5"),
        ("15", "0&quot; kg&quot;", "15"),
        ("75", "00000", "00075"),
        ("20", "&quot;$&quot;#,##0", "20"),
        ("612345678", "&quot;+39 &quot;00 0000 0000", "+390612345678"),
        ("612345678", "&quot;+39 &quot;## #### ####", "+39612345678"),
        ("3906123456", "+000000000000", "+003906123456"),
        ("15", "+0", "+15"),
        ("470123456", r"\+32\ 000\ 00\ 00\ 00", "+32470123456"),
        ("791234567", "+41 00 000 00 00", "+41791234567"),
        ("621123456", r"\+352\ 000\ 000\ 000", "+352621123456"),
        ("791234567", "[$+41 ]00 000 00 00", "+41791234567"),
        ("791234567", "[$+41-807] 00 000 00 00", "+41791234567"),
        ("4165550123", r"\+1\ \(000\)\ 000\-0000", "+14165550123"),
        ("7911123456", "+44 0000 000000", "+447911123456"),
        ("12345678", "+39 00 0000 0000", "+390012345678"),
        ("791234567", "[$+41 ]00 000 00 00;[Red]-0", "+41791234567"),
        ("75", "24000", "24075"),
        ("0.25", "# ?/4", "0.25"),
        ("3", "# ??/16", "3"),
        ("20", "[$€-407] 000", "020"),
        ("20", "[Red]0", "20"),
    ],
)
def test_a_country_code_that_the_format_shows_joins_the_number(
    number: str, code: str, text: str
) -> None:
    """F14: signs and digits around a telephone number are part of what the sheet shows."""
    assert _cell(number, code) == text


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("45793", r"dd\-mmm", "--05-16"),
        ("45793", "d mmmm", "--05-16"),
        ("45793", "dd/mm", "--05-16"),
        ("45793", "dd/mm/yyyy", "2025-05-16"),
        ("29357", "d mmm", "1980-05-16"),
        ("45793.5", "dd/mm hh:mm", "2025-05-16T12:00:00"),
        ("45793", "mmm yyyy", "2025-05-16"),
    ],
)
def test_a_year_that_is_not_shown_is_left_out(number: str, code: str, text: str) -> None:
    """F17: "16-mai" typed without a year is a day without one; an earlier year was typed."""
    assert _cell(number, code) == text


def test_a_year_left_out_is_said() -> None:
    """F17: the finding names the cell, in XLSX and in ODS."""
    sheet = '<row><c r="B1" s="0"><v>45793</v></c></row>'
    xlsx = open_table(
        raw_xlsx(sheet, styles='<cellXfs><xf numFmtId="16"/></cellXfs>'), header=False
    )
    row = (
        '<table:table-row><table:table-cell office:value-type="string">'
        "<text:p>Ann</text:p>"
        '</table:table-cell><table:table-cell office:value-type="date" '
        'office:date-value="2025-05-16"><text:p>16. Mai</text:p></table:table-cell>'
        "</table:table-row>"
    )
    book = open_table(ods(f'<table:table table:name="S">{row}</table:table>'), header=False)
    for table in (xlsx, book):
        (found,) = [f for f in table.findings if f.code is FindingCode.YEAR_LEFT_OUT]
        assert (found.row, found.column) == (1, 2)


def _hidden(table: Table) -> list[tuple[int | None, object]]:
    return [
        (found.row, dict(found.params)["count"])
        for found in table.findings
        if found.code is FindingCode.HIDDEN_ROWS
    ]


def test_hidden_rows_are_said() -> None:
    """F18: rows hidden or filtered out of sight are read, and one finding counts them."""
    rows = "".join(
        f'<row r="{n}"{hidden}><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for n, text, hidden in (
            (1, "Name", ""),
            (2, "Ann", ' hidden="1"'),
            (3, "Bob", ' hidden="true"'),
            (4, "Li", ' hidden="0"'),
        )
    )
    table = open_table(raw_xlsx(rows), header=True)
    assert (len(table), _hidden(table)) == (3, [(2, 2)])
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row{hidden}>{cell.format(text)}</table:table-row>"
        for text, hidden in (
            ("Name", ""),
            ("Ann", ' table:visibility="filter"'),
            ("Bob", ' table:visibility="collapse"'),
            ("Li", ' table:visibility="visible"'),
        )
    )
    table = open_table(ods(f'<table:table table:name="S">{body}</table:table>'), header=True)
    assert (len(table), _hidden(table)) == (3, [(2, 2)])


def test_a_hidden_row_that_stands_for_several_counts_as_many() -> None:
    """F18: ODS writes equal rows once with their number; hidden ones are as many."""
    cell = '<table:table-cell office:value-type="string"><text:p>Ann</text:p></table:table-cell>'
    hidden = 'table:number-rows-repeated="3" table:visibility="filter"'
    body = f"<table:table-row {hidden}>{cell}</table:table-row><table:table-row>{cell}"
    data = ods(f'<table:table table:name="S">{body}</table:table-row></table:table>')
    assert _hidden(open_table(data, header=False)) == [(1, 3)]


def test_a_blank_hidden_row_is_not_worth_a_word() -> None:
    """F18: only hidden rows that hold something count."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"/></row>'
    assert _hidden(open_table(raw_xlsx(rows), header=False)) == []


def test_hidden_columns_are_said() -> None:
    """F18: a hidden column that holds something is a finding."""
    sheet = (
        f'<?xml version="1.0"?><worksheet {MAIN}><cols><col min="2" max="9" hidden="1"/></cols>'
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
        "</worksheet>"
    )
    table = open_table(raw_xlsx(sheet), header=False)
    assert [f.column for f in table.findings if f.code is FindingCode.HIDDEN_COLUMN] == [2]


def test_a_second_workbook_property_does_not_change_the_epoch() -> None:
    """F5: later versions write a second workbookPr of another namespace; 1904 stays 1904."""
    second = (
        '<extLst><ext><x15:workbookPr xmlns:x15="urn:x15" chartTrackingRefBase="1"/></ext></extLst>'
    )
    for workbook in ('<workbookPr date1904="1"/>', f'<workbookPr date1904="1"/>{second}'):
        table = open_table(
            raw_xlsx(
                '<row><c r="A1" s="0"><v>30000</v></c></row>',
                styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
                workbook=workbook,
            ),
            header=False,
        )
        assert next(iter(table)).cells == ("1986-02-19",)


@pytest.mark.parametrize("folder", ["data", "", "a/b"])
@pytest.mark.parametrize("typed", [True, False])
def test_the_main_part_may_lie_anywhere(folder: str, typed: bool) -> None:
    """F22: _rels/.rels says where the workbook is (ECMA-376 part 2); xl/ is only usual."""
    base = f"{folder}/" if folder else ""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types><Override ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
        if typed
        else "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{office}/officeDocument" '
        f'Target="{base}workbook.xml"/></Relationships>',
        f"{base}workbook.xml": f'<workbook {MAIN} xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        f"{base}_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="sheets/one.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="/texts.xml"/>'
        "</Relationships>",
        f"{base}sheets/one.xml": f'<worksheet {MAIN}><sheetData><row><c t="s"><v>0</v></c></row>'
        "</sheetData></worksheet>",
        "texts.xml": f"<sst {MAIN}><si><t>Ann</t></si></sst>",
    }
    assert next(iter(open_table(zipped(parts), header=False))).cells == ("Ann",)


def test_a_broken_list_of_relations_is_no_reason_to_refuse() -> None:
    """F22: the workbook is found under its usual name then."""
    data = raw_xlsx('<row><c r="A1"><v>1</v></c></row>', more={"_rels/.rels": "<Relationships"})
    assert next(iter(open_table(data, header=False))).cells == ("1",)


def _bomb(unit: bytes, count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "xl/workbook.xml", f'<workbook {MAIN}><sheets><sheet name="S"/></sheets></workbook>'
        )
        with file.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f"<worksheet {MAIN}><sheetData>".encode())
            for _ in range(count):
                part.write(unit * 1_000)
            part.write(b"</sheetData></worksheet>")
    return out.getvalue()


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    """F20: the directory's own sizes refuse at once; no byte of the part is inflated."""
    data = _bomb(b"<row><c><v>1</v></c></row>", 2_000)
    read = zipfile.ZipExtFile.read
    inflated = 0

    def counting(part: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        nonlocal inflated
        found = read(part, n)
        inflated += len(found)
        return found

    with (
        patch.object(zipfile.ZipExtFile, "read", counting),
        pytest.raises(FileTooLargeError, match="zip bomb"),
    ):
        open_table(data)
    assert inflated < 10_000


def test_a_bomb_whose_directory_lies_is_refused_while_inflating() -> None:
    """F20: sizes that lie end the part early, which is damage."""
    data = _bomb(b"<row><c><v>1</v></c></row>", 2_000)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        size = file.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (40_000).to_bytes(4, "little"))
    with pytest.raises(ReadError):
        open_table(lying)


def test_a_sheet_of_one_repeated_text_is_genuine() -> None:
    """F20: up to 256 MB a sheet may inflate 200 times; one repeated text comes to over 100."""
    cell = (
        '<c r="A{0}" t="inlineStr"><is><t>' + "the same remark in every row " * 60 + "</t></is></c>"
    )
    rows = "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in range(1, 15_000))
    data = raw_xlsx(rows)
    assert len(rows) / len(data) > 80
    assert len(open_table(data, header=False)) == 14_999
