"""XLSX: what few programs write, and what is too much."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.workbooks.test_workbooks import cells, read
from tests.readers.workbooks.workbook_files import MAIN, raw_xlsx, xlsx

from clientbook.errors import FileTooLargeError, ReadError
from clientbook.messages.issues import FindingCode
from clientbook.readers.options import ReadLimits

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def inline(text: str, reference: str = "") -> str:
    place = f' r="{reference}"' if reference else ""
    return f'<c{place} t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*texts: str) -> str:
    return "".join(f"<row>{inline(text)}</row>" for text in texts)


def numbers(xf: str, *values: str) -> list[str]:
    """What the numbers of one column read as under one format."""
    data = "".join(f'<row><c s="0"><v>{value}</v></c></row>' for value in values)
    styles = f"<cellXfs><xf {xf}/></cellXfs>"
    return [row.cells[0] for row in read(raw_xlsx(data, styles=styles), header=False)]


def test_elapsed_times_are_hours() -> None:
    """K14: the built-in format for elapsed time counts hours beyond a day."""
    assert numbers('numFmtId="46"', "1.25", "0.5") == ["30:00:00", "12:00:00"]


def test_a_number_that_is_none_stays_as_it_is() -> None:
    """K14: a cell that is said to be a number and is none keeps its text."""
    assert numbers('numFmtId="14"', "abc", "32321") == ["abc", "1988-06-27"]


def test_a_style_that_is_not_there_is_the_general_one() -> None:
    """K14: a cell may name a format that the workbook lacks."""
    data = '<row><c s="7"><v>32321</v></c></row><row><c s="x"><v>5</v></c></row>'
    found = read(raw_xlsx(data, styles='<cellXfs><xf numFmtId="14"/></cellXfs>'), header=False)
    assert cells(found) == [("32321",), ("5",)]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_a_day_after_the_last_one_is_a_number(epoch_1904: bool) -> None:
    """K14: serials end at 31 December 9999, in both epochs; what is beyond stays a number."""
    last = 2_958_465 - 1462 * epoch_1904
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    data = "".join(f'<row><c s="0"><v>{last + more}</v></c></row>' for more in (0, 1))
    flag = '<workbookPr date1904="1"/>' if epoch_1904 else ""
    found = read(raw_xlsx(data, styles=styles, workbook=flag), header=False)
    assert cells(found) == [("9999-12-31",), (str(last + 1),)]


def test_many_shared_texts_are_read_in_pieces() -> None:
    """K14: texts past the first piece of the file are read as those in it, whatever their form."""
    texts = [f"Client number {number}" for number in range(6000)]
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    rich = "<si><r><t>rich </t></r><r><t>text</t></r></si>"
    nested = "<si><si><t>in</t></si></si>"
    cells_ = "".join(f'<row><c t="s"><v>{n}</v></c></row>' for n in range(6001))
    data = raw_xlsx(cells_, strings=items + rich + nested)
    assert [row.cells[0] for row in read(data, header=False)] == [*texts, "rich text"]
    inside = raw_xlsx('<row><c t="s"><v>0</v></c></row>', strings=nested)
    assert cells(read(inside, header=False)) == [("in",)]


def test_more_than_a_sheet_has_is_refused() -> None:
    """V13: rows, columns and characters beyond a sheet's are refused, in every form of cell."""
    last = f'<row r="1048576">{inline("x")}</row>'
    with pytest.raises(FileTooLargeError, match="more than 1,048,576 rows"):
        read(raw_xlsx(last + rows("y")))
    with pytest.raises(FileTooLargeError, match="more than 16,384 cells"):
        read(raw_xlsx(f"<row>{inline('x', 'XFD1')}<c><f>1</f><v>2</v></c></row>"))
    with pytest.raises(FileTooLargeError, match="the sheet has more than"):
        read(xlsx([["a", "b"]] * 30), limits=ReadLimits(max_cells=50))


@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A2" t="s"><v>0</v></c>',
        '<c r="A2" t="str"><v>abcdef</v></c>',
        '<c r="A2" t="inlineStr"><is><t>abcdef</t></is></c>',
        '<c r="A2" t="str"><f>1</f><v>abc<!-- -->def</v></c>',
    ],
)
def test_a_long_text_is_refused_wherever_it_stands(cell: str, header: bool) -> None:
    """V13: the most characters of a cell hold for shared texts and for titles as well."""
    above = "" if header else rows("a")
    data = raw_xlsx(f'{above}<row r="2">{cell}</row>{rows("b")}', strings="<si><t>abcdef</t></si>")
    with pytest.raises(FileTooLargeError, match="row 2 is longer than 5"):
        read(data, header=header, limits=ReadLimits(max_cell_chars=5))


def test_a_sheet_whose_part_was_lost_is_left_out() -> None:
    """K14: charts and lost parts are no sheets; a workbook without any other is refused."""
    two = (
        f'<workbook {MAIN} xmlns:r="{_OFFICE}"><sheets><sheet name="Chart" r:id="rId9"/>'
        '<sheet name="S" r:id="rId1"/></sheets></workbook>'
    )
    data = raw_xlsx(rows("a", "b"), more={"xl/workbook.xml": two})
    assert read(data, single_sheet=True).source.sheet == "S"
    with pytest.raises(ReadError, match="no sheet of cells"):
        read(raw_xlsx(rows("a"), more={"xl/workbook.xml": f"<workbook {MAIN}/>"}))


def test_tabs_over_one_empty_part_are_read_once() -> None:
    """K14: several tabs over one part without cells do not hide the clients behind them."""
    sheets = "".join(f'<sheet name="T{n}" r:id="rId{1 + n // 2}"/>' for n in range(3))
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in (1, 2)
    )
    data = raw_xlsx(
        "",
        more={
            "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/worksheets/sheet2.xml": f"<worksheet {MAIN}><sheetData>{rows('a')}</sheetData>"
            "</worksheet>",
        },
    )
    found = read(data, header=False)
    assert (found.source.sheet, cells(found)) == ("T2", [("a",)])


def test_a_sheet_in_another_encoding_is_read() -> None:
    """K14: XML may be in UTF-16 or Latin-1 as it says, and in bytes that are none is damaged."""
    body = f"<worksheet {MAIN}><sheetData>{rows('Zoé', 'Ann') * 4000}</sheetData></worksheet>"
    for encoding in ("utf-16", "iso-8859-1"):
        part = f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding)
        data = raw_xlsx("", more={"xl/worksheets/sheet1.xml": part})
        assert cells(read(data, header=False))[:2] == [("Zoé",), ("Ann",)]
    broken = f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode("latin-1")
    with pytest.raises(ReadError, match="damaged"):
        read(raw_xlsx("", more={"xl/worksheets/sheet1.xml": broken}))


def test_only_the_first_places_are_listed() -> None:
    """K15: of a thousand cells with one fault, the first thousand are named."""
    errors = '<row><c t="str"><v>a</v></c></row>' + '<row><c t="e"><v>#N/A</v></c></row>' * 1100
    found = [f for f in read(raw_xlsx(errors)).findings if f.code is FindingCode.CELL_ERROR]
    assert len(found) == 1000
    hidden = "".join(f'<col min="{n}" max="{n}" hidden="1"/>' for n in range(1, 1101))
    filled = f"<row>{'<c><v>1</v></c>' * 1100}</row>" * 2
    sheet = f"<cols>{hidden}</cols><sheetData>{filled}</sheetData>"
    data = raw_xlsx(f'<?xml version="1.0"?><worksheet {MAIN}>{sheet}</worksheet>')
    wide = read(data, header=False, limits=ReadLimits(max_columns=2000))
    found = [f for f in wide.findings if f.code is FindingCode.HIDDEN_COLUMN]
    assert len(found) == 1000


def packed(data: bytes, *, flag: int = 0, method: int = 8) -> bytes:
    """The zip file with another flag and method in its directory."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<HH", changed, at + 8, flag, method)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def test_parts_that_cannot_be_unpacked_say_why() -> None:
    """K14: a part behind a password, or packed in a rare way, is told from damage."""
    data = xlsx([["Name"], ["Ann"]])
    with pytest.raises(ReadError, match="encrypted"):
        read(packed(data, flag=1))
    with pytest.raises(ReadError, match="packed in a way no workbook uses"):
        read(packed(data, method=97))


def test_a_directory_of_64_bits_is_bounded_too() -> None:
    """V13: the large form of the directory's end says its size in another place."""
    data = xlsx([["Name"], ["Ann"]])
    end = data.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<LL", data, end + 12)
    count = struct.unpack_from("<H", data, end + 10)[0]

    def large(declared: int) -> bytes:
        record = struct.pack(
            "<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, declared, start
        )
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
        tail = bytearray(data[end:])
        struct.pack_into("<LL", tail, 12, 0xFFFFFFFF, 0xFFFFFFFF)
        return data[:end] + record + locator + bytes(tail)

    assert cells(read(large(size))) == [("Ann",)]
    with pytest.raises(FileTooLargeError, match="directory"):
        read(large(10**9))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 9))
def test_a_sheet_cut_after_any_row_is_damage(count: int, more: int) -> None:
    """K14: XML that ends between two rows is damaged, wherever a piece of it ends."""
    part = f"<worksheet {MAIN}><sheetData>" + rows("x" * 150) * count + "<row/>"[: more % 7]
    out = io.BytesIO(raw_xlsx("", more={"xl/worksheets/sheet1.xml": part}))
    with zipfile.ZipFile(out) as file:
        assert file.read("xl/worksheets/sheet1.xml").decode() == part
    with pytest.raises(ReadError, match="damaged or was cut off"):
        read(out.getvalue())
