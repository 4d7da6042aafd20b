"""CSV and XLSX exports, the rejects file and the template."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.targets import Target
from clientbook.errors import FileTooLargeError
from clientbook.importing.rejects import REJECT_COLUMNS, FileFormat, RejectLine
from clientbook.importing.titles import target_of_title
from clientbook.messages.catalogue import Language
from clientbook.messages.issues import Issue, IssueCode
from clientbook.testing.strategies import HOSTILE_TEXTS, cell_texts
from clientbook.writers.formulas import runs_in_spreadsheet, unguard
from clientbook.writers.rejects import write_rejects
from clientbook.writers.tables import DELIMITERS, sheet_name, write_csv, write_xlsx
from clientbook.writers.template import write_template


def read_csv(data: bytes, delimiter: str = ",") -> list[list[str]]:
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def read_xlsx(data: bytes) -> tuple[list[list[str]], set[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = [list(row) for row in book.worksheets[0].iter_rows()]
    texts = [["" if c.value is None else str(c.value) for c in row] for row in rows]
    return texts, {c.data_type for row in rows for c in row if c.value is not None}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(DELIMITERS),
    st.lists(st.tuples(cell_texts(), cell_texts(), cell_texts()), max_size=5),
    st.booleans(),
)
def test_csv_values_read_back_equal(
    delimiter: str, rows: list[tuple[str, str, str]], bom: bool
) -> None:
    """R16: values with the delimiter, quotes or line breaks read back equal, whatever they hold."""
    out = io.BytesIO()
    assert write_csv(out, ("a", "b", "c"), rows, delimiter=delimiter, bom=bom) == len(rows)
    read = read_csv(out.getvalue(), delimiter)
    assert not any(runs_in_spreadsheet(cell) for row in read for cell in row)
    assert [tuple(map(unguard, row)) for row in read[1:]] == rows


def test_no_clients_give_a_header_only_file() -> None:
    """R15: 0 clients give a file with the titles alone."""
    out = io.BytesIO()
    write_csv(out, ("First name", "Phone 1"), ())
    assert out.getvalue() == b"First name,Phone 1\r\n"


def test_another_delimiter_is_a_wrong_call() -> None:
    """R16: the delimiter is one of four."""
    with pytest.raises(ValueError, match="delimiter"):
        write_csv(io.BytesIO(), ("a",), (), delimiter=":")


def test_xlsx_cells_are_text_and_keep_their_values() -> None:
    """X27: no value becomes a formula, a number or a link in a workbook."""
    values = [t for t in HOSTILE_TEXTS if "\r" not in t and t != "_x0041_"]
    values += ["https://example.org", "12", "1.5", "2024-01-01", "x" * 32_767]
    out = io.BytesIO()
    write_xlsx(out, ["=title", "b"], [[v, v] for v in values], sheet="=Clients[1]")
    read, types = read_xlsx(out.getvalue())
    assert types == {"s"}
    assert read[0] == ["=title", "b"]
    assert [unguard(row[0]) for row in read[1:]] == values


def test_a_value_too_long_for_a_cell_is_refused() -> None:
    """A value is never cut: what a workbook cannot hold is an error that names the cell."""
    with pytest.raises(FileTooLargeError, match="row 2, column 1"):
        write_xlsx(io.BytesIO(), ["a"], [["x" * 32_768]])


@pytest.mark.parametrize(
    ("text", "name"),
    [
     ("Clients", "Clients"), ("a/b[c]", "a b c"), ("", "Sheet1"), ("'x'", "x"),
     ("y" * 40, "y" * 31),
     ("History", "Sheet1"), ("***", "Sheet1")],
)  # fmt: skip
def test_sheet_names_are_made_allowed(text: str, name: str) -> None:
    """A workbook opens whatever its sheet was to be called."""
    assert sheet_name(text) == name


REJECTS = [
    RejectLine(
        3,
        ("'t Hooft", "=1+1"),
        (
            Issue(IssueCode.INVALID_PHONE, "phone.1", "Tel", (("region", "CA"),)),
            Issue(IssueCode.MISSING_FIELD, "email"),
        ),
    ),
    RejectLine(9, ("+33612345678", ""), (Issue(IssueCode.BLANK_VALUE, "name", "Nom"),)),
]


def rejects_file(format_: FileFormat, language: Language = "en") -> list[list[str]]:
    out = io.BytesIO()
    count = write_rejects(
        out, header=("Nom", "Tel"), rejects=REJECTS, format=format_, language=language
    )
    assert count == 2
    return read_csv(out.getvalue()) if format_ == "csv" else read_xlsx(out.getvalue())[0]


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_rejects_keep_titles_and_values_in_order(format_: FileFormat) -> None:
    """V30: same headers and values as sent, in file order, in both formats."""
    header, *rows = rejects_file(format_)
    assert header == ["Nom", "Tel", *REJECT_COLUMNS["en"]]
    assert [[unguard(c) for c in row[:2]] for row in rows] == [list(r.cells) for r in REJECTS]


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_rejects_say_every_reason_of_a_row(format_: FileFormat) -> None:
    """V31: last columns are row number, codes, message and column, with all reasons of a row."""
    row = rejects_file(format_)[1]
    assert row[2:4] == ["3", "invalid_phone | missing_field"]
    assert "Tel: not a telephone number of region CA" in row[4]
    assert "| e-mail is missing" in row[4]
    assert row[5] == "Tel"


def test_rejects_speak_french() -> None:
    """V31: reasons and their titles come in the language asked for."""
    header, row, _ = rejects_file("csv", "fr")
    assert header[2:] == list(REJECT_COLUMNS["fr"])
    assert "n'est pas un numéro de téléphone de la région CA" in row[4]


def test_reason_columns_do_not_pile_up() -> None:
    """V31: refusing the rows of a rejects file again replaces its reasons."""
    header = ("Nom", *REJECT_COLUMNS["fr"], "Tel")
    line = RejectLine(2, ("A", "3", "x", "y", "z", "1"), (Issue(IssueCode.BLANK_VALUE, "name"),))
    out = io.BytesIO()
    write_rejects(out, header=header, rejects=[line], format="csv")
    titles, row = read_csv(out.getvalue())
    assert titles == ["Nom", "Tel", *REJECT_COLUMNS["en"]]
    assert row[:4] == ["A", "1", "2", "blank_value"]


def test_a_row_wider_than_the_titles_is_a_wrong_call() -> None:
    """A rejects file drops no cell in silence."""
    line = RejectLine(2, ("A", "B"), ())
    with pytest.raises(ValueError, match="row 2"):
        write_rejects(io.BytesIO(), header=("Nom",), rejects=[line], format="csv")


TARGETS = [Target.parse(t) for t in ("given_name", "phone.mobile", "email.1", "birth_date")]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_template_titles_map_themselves(format_: FileFormat, language: Language) -> None:
    """V4: each title of the template leads to its target, attributes included."""
    out = io.BytesIO()
    size = AttributeDefinition("Shoe size", AttributeType.CHOICE, choices=("S", "M"))
    write_template(
        out,
        targets=TARGETS,
        attributes=[size],
        required=TARGETS[:1],
        format=format_,
        language=language,
    )
    data = out.getvalue()
    rows = read_csv(data) if format_ == "csv" else read_xlsx(data)[0]
    assert [target_of_title(t) for t in rows[0]] == [*TARGETS, None]
    assert rows[0][-1] == "Shoe size"
    assert len(rows) == 1


def test_template_marks_required_columns_and_offers_choices() -> None:
    """V4: required titles are bold, a choice attribute offers its values."""
    out = io.BytesIO()
    size = AttributeDefinition("Shoe size", AttributeType.CHOICE, choices=("S", "M"))
    write_template(out, targets=TARGETS, attributes=[size], required=TARGETS[:1])
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert [bool(cell.font.b) for cell in sheet[1]] == [True, False, False, False, False]
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation] == ['"S,M"']
    assert sheet.freeze_panes == "A2"


def test_two_equal_titles_in_a_template_are_a_wrong_call() -> None:
    """V4: a template never has two columns that map to the same place."""
    with pytest.raises(ValueError, match="same title"):
        write_template(io.BytesIO(), targets=[TARGETS[0], TARGETS[0]])


def test_an_attribute_called_like_a_core_field_stays_an_attribute() -> None:
    """V4: an attribute named like a core title does not map to the core field."""
    out = io.BytesIO()
    write_template(out, targets=TARGETS, attributes=[AttributeDefinition("Prénom")], format="csv")
    assert target_of_title(read_csv(out.getvalue())[0][-1]) == Target.custom("Prénom")
