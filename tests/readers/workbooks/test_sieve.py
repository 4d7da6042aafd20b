"""Plain rows that are read without the XML parser give what the parser gives."""

import random
from collections.abc import Callable, Iterable
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clientbook.errors import ReadError
from clientbook.messages.issues import FileFinding
from clientbook.readers.opening import open_table
from clientbook.readers.workbooks import xml
from clientbook.readers.workbooks.sieve import Sieve, is_utf8_xml

from .workbook_files import MAIN, ods, raw_xlsx

_CELLS = (
    '<c r="A1"><v>5</v></c>',
    '<c r="B1" t="s"><v>0</v></c>',
    '<c r="B1" t="s"><v>7</v></c>',
    '<c r="C1" s="1"><v>30000</v></c>',
    '<c r="C1" s="2"><v>45000.5</v></c>',
    '<c r="D1" t="inlineStr"><is><t>caf&#233; &amp; thé</t></is></c>',
    '<c r="D1" t="inlineStr"><is><t>rue X</t></is></c>',
    '<c r="D1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c>',
    '<c r="E1" t="str"><f>A1&amp;"x"</f><v>5x</v></c>',
    '<c r="E1"><f>A1</f></c>',
    '<c r="F1" t="e"><v>#REF!</v></c>',
    '<c r="G1" t="b"><v>1</v></c>',
    '<c r="H1"/>',
    '<c r="AB1" s="1"/>',
    "<c><v>9</v></c>",
    '<c r="A1" t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r></is></c>',
    '<c r="A1" cm="1"><v>1</v></c>',
    '<c r="A1"><v><![CDATA[7]]></v></c>',
    '<c r="A1"><v>\r\n8</v></c>',
)
_BETWEEN = (
    "",
    "\n  ",
    '<row r="9"/>',
    '<!-- <row><c r="A1"><v>666</v></c></row> -->',
    "<!--",
    "-->",
    "<![CDATA[<row></row>]]>",
    "<?pi <row></row>?>",
    "<extLst><row>",
    "</row></extLst>",
)
_ROW_TAGS = ("<row>", '<row r="4">', '<row r="7" hidden="1">', '<row spans="1:3" r="5">')
_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\-mmm"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
)
_STRINGS = (
    "<si><t>Zoé</t></si>",
    '<si><t xml:space="preserve"> x </t></si>',
    "<si><r><t>a</t></r><r><t>b</t></r></si>",
    "<si><t>a_x000D_b</t></si>",
    "<si><t>M&amp;M</t></si>",
    "<si/>",
    "<!-- <si><t>no</t></si> -->",
    "<si><t>漢</t><rPh><t>kan</t></rPh></si>",
)


def _outcome(data: bytes) -> object:
    try:
        table = open_table(data, header=False)
    except ReadError as error:
        return type(error)
    return [(row.number, row.cells) for row in table], _told(table.findings)


def _told(findings: Iterable[FileFinding]) -> list[FileFinding]:
    return sorted(findings, key=repr)


def _parser_alone(data: bytes) -> object:
    def feed_all(chunks: Iterable[bytes], _: Sieve, feed: Callable[[bytes], None]) -> None:
        for chunk in chunks:
            feed(chunk)

    with patch.object(xml, "sift", feed_all):
        return _outcome(data)


_rows = st.lists(
    st.tuples(
        st.sampled_from(_BETWEEN), st.sampled_from(_ROW_TAGS), st.lists(st.sampled_from(_CELLS))
    ),
    max_size=8,
)


@settings(max_examples=300)
@given(_rows, st.lists(st.sampled_from(_STRINGS), max_size=6))
@example([("<!--", "<row>", [_CELLS[0]]), ("-->", "<row>", [_CELLS[0]])], [])
@example([("<extLst><row>", "<row>", [_CELLS[0]])], [])
def test_xlsx_rows_read_apart_are_the_parsers(
    rows: list[tuple[str, str, list[str]]], strings: list[str]
) -> None:
    """K14: whatever surrounds a row, the sieve and the parser give the same rows and findings."""
    sheet = "".join(f"{between}{tag}{''.join(cells)}</row>" for between, tag, cells in rows)
    data = raw_xlsx(sheet, strings="".join(strings), styles=_STYLES)
    assert _outcome(data) == _parser_alone(data)


_ODS_CELLS = (
    '<table:table-cell office:value-type="string"><text:p>Zoé</text:p></table:table-cell>',
    (
        '<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b</text:p>'
        "</table:table-cell>"
    ),
    (
        '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12,5</text:p>'
        "</table:table-cell>"
    ),
    (
        '<table:table-cell office:value-type="float" office:value="41791234567">'
        "<text:p>+41 79 123 45 67</text:p></table:table-cell>"
    ),
    (
        '<table:table-cell office:value-type="date" office:date-value="2025-05-16">'
        "<text:p>16 mai</text:p></table:table-cell>"
    ),
    (
        '<table:table-cell office:value-type="date" office:date-value="1980-05-16T00:00:00">'
        "<text:p>16/05/80</text:p></table:table-cell>"
    ),
    "<table:table-cell/>",
    '<table:table-cell table:number-columns-repeated="3"/>',
    (
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2">'
        "<text:p>twice</text:p></table:table-cell>"
    ),
    "<table:covered-table-cell/>",
    (
        '<table:table-cell table:number-columns-spanned="2" office:value-type="string">'
        "<text:p>wide</text:p></table:table-cell>"
    ),
    (
        '<table:table-cell office:value-type="float" office:value="0"><text:p>#REF!</text:p>'
        "</table:table-cell>"
    ),
    (
        "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation>"
        "<text:p>told</text:p></table:table-cell>"
    ),
    '<table:table-cell xmlns:table="urn:x"/>',
)
_ODS_ROWS = (
    "<table:table-row>",
    '<table:table-row table:number-rows-repeated="2">',
    '<table:table-row table:visibility="filter">',
)
_ODS_BETWEEN = (
    "",
    "\n",
    "<table:table-header-rows><table:table-row/></table:table-header-rows>",
    "<!-- <table:table-row><table:table-cell/></table:table-row> -->",
    "<!--",
    "-->",
    '</table:table><table:table table:name="T">',
)


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(_ODS_BETWEEN),
            st.sampled_from(_ODS_ROWS),
            st.lists(st.sampled_from(_ODS_CELLS), max_size=6),
        ),
        max_size=8,
    )
)
def test_ods_rows_read_apart_are_the_parsers(rows: list[tuple[str, str, list[str]]]) -> None:
    """K14: the same for OpenDocument, repeated, covered and hidden ones included."""
    body = "".join(f"{b}{tag}{''.join(cells)}</table:table-row>" for b, tag, cells in rows)
    data = ods(f'<table:table table:name="S">{body}</table:table>')
    assert _outcome(data) == _parser_alone(data)


@pytest.mark.parametrize("seed", range(3))
def test_rows_across_the_pieces_of_a_large_sheet(seed: int) -> None:
    """F28: rows, plain and odd, that lie across the pieces a part is read in keep their order."""
    rng = random.Random(seed)
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="inlineStr"><is><t>'
        f"{'x' * rng.randrange(200)}{'&amp;' if rng.random() < 0.1 else ''}</t></is></c></row>"
        for n in range(1, 3_000)
    )
    table = open_table(raw_xlsx(rows), header=False)
    assert [int(row.cells[0]) for row in table] == list(range(1, 3_000))


def test_a_prefix_of_ones_own() -> None:
    """F28: programs that write every name with a prefix are read the same way."""
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8"?><x:worksheet {MAIN.replace("xmlns", "xmlns:x")}>'
        '<x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c>'
        '</x:row><x:row r="2"><x:c r="A2"><x:v>007</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    table = open_table(raw_xlsx(sheet), header=True)
    assert (table.header, [row.cells for row in table]) == (("Name",), [("7",)])


@pytest.mark.parametrize(
    ("head", "is_utf8"),
    [
        (b'<?xml version="1.0" encoding="UTF-8"?><a>', True),
        (b"<?xml version='1.0' encoding='utf-8'?><a>", True),
        (b'<?xml version="1.0"?><a>', True),
        (b"<a>", True),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a>', False),
        ("<a>".encode("utf-16"), False),
    ],
)
def test_only_utf8_is_read_apart(head: bytes, is_utf8: bool) -> None:
    """F28: a part in another encoding is left to the parser."""
    assert is_utf8_xml(head) is is_utf8
