"""Tables of rows, records and frames in memory."""

import datetime as dt
import io
from decimal import Decimal

import pytest

from clientbook import ClientBook, MemoryStore
from clientbook.domain.clients import Actor
from clientbook.errors import CellTypeError, ClientbookError, WrongTypeError
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.messages.issues import FindingCode
from clientbook.readers.opening import open_table

_NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (_NAN, ""),
        (0, "0"),
        (0.0, "0"),
        (612345678.0, "612345678"),
        (12.5, "12.5"),
        (True, "TRUE"),
        (Decimal("12.50"), "12.5"),
        (Decimal("NaN"), ""),
        (dt.date(1980, 5, 17), "1980-05-17"),
        (dt.datetime(2020, 1, 1), "2020-01-01"),  # noqa: DTZ001 - as files have them
        (dt.datetime(2020, 1, 1, 9, 30), "2020-01-01T09:30:00"),  # noqa: DTZ001
        (dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "2020-01-01T00:00:00+00:00"),
        ("Zoé", "Zoé"),
    ],
)
def test_a_value_in_memory_is_the_text_of_its_cell(value: object, text: str) -> None:
    """X41, N11: numbers, dates, None and NaN are what a file would hold; 0 is no blank."""
    table = Table.from_rows(["First name", "Note"], [["Ann", value]])
    assert [row.cells for row in table] == [("Ann", text)]


def test_what_no_cell_shows_is_refused_by_its_place() -> None:
    """X41, N11: the error names row and column."""
    with pytest.raises(TypeError, match="row 3, column B 'Note': a cell cannot hold a list"):
        Table.from_rows(["First name", "Note"], [["Ann", ""], ["Bob", ["x"]]])


def test_records_have_their_keys_as_titles() -> None:
    """X41: keys in the order they are first met; what a record lacks is blank."""
    table = Table.from_records([{"First name": "Ann", "Zip": 75011}, {"Zip": None, "City": "Lyon"}])
    assert table.header == ("First name", "Zip", "City")
    assert [row.cells for row in table] == [("Ann", "75011", ""), ("", "", "Lyon")]


@pytest.mark.parametrize(
    ("titles", "is_counted"),
    [
        ([0, 1, 2], True),
        ([1, 0, 2], True),
        (["0", "1", "2"], True),
        (["column_0", "column_1", "column_2"], True),
        (["column_1", "column_2", "column_3"], True),
        (["f0", "f1", "f2"], True),
        (["_c0", "_c1", "_c2"], True),
        (["_1", "_2", "_3"], True),
        ([2019, 2020, 2021], False),
        ([1, 2, 3], False),
        ([0, 1, "Note"], False),
        (["f1", "f0", "f2"], False),
        (["column_1", "f2", "_3"], False),
        (["First name", "Last name", "Note"], False),
    ],
)
def test_labels_that_only_count_are_no_titles(titles: list[object], is_counted: bool) -> None:
    """A table without titles is one in memory as in a file: A, B, C, and its first row is row 1."""
    cells = ["Ann", "Lee", "612345678"]
    for table in (
        Table.from_rows(titles, [cells]),
        Table.from_records([dict(zip(titles, cells, strict=True))]),
    ):
        assert table.has_header is not is_counted
        assert table.header == (("A", "B", "C") if is_counted else tuple(map(str, titles)))
        assert [row.number for row in table] == [1 if is_counted else 2]
        found = [finding.code for finding in table.findings]
        assert found == ([FindingCode.NO_HEADER] if is_counted else [])


def test_a_frame_without_titles_is_read_as_the_same_rows_in_a_file() -> None:
    """Its columns are found out from their cells or wait: nobody comes in without a name."""
    pd = pytest.importorskip("pandas")
    data = "Ann,Lee,ann@example.org\nBob,Roy,bob@example.org\n"
    frame = pd.read_csv(io.StringIO(data), header=None)
    told = suggest_mapping(Table.from_frame(frame))
    assert told == suggest_mapping(open_table(data.encode(), header=False))
    assert told.undecided


def _csv() -> Table:
    return open_table(
        b"name,phone,born,seen,n,kind\n"
        b"Ann,612345678,1980-05-17,2024-05-02T10:00:00+00:00,1,a\nBob,,,,,b\n",
        header=True,
    )


def _columns() -> dict[str, list[object]]:
    return {
        "name": ["Ann", "Bob"],
        "phone": [612345678.0, None],
        "born": [dt.date(1980, 5, 17), None],
        "seen": [dt.datetime(2024, 5, 2, 10, tzinfo=dt.UTC), None],
        "n": [1, None],
        "kind": ["a", "b"],
    }


def test_a_frame_of_pandas_is_the_table_of_its_csv() -> None:
    """X41: NaN, NaT, time zones, nullable integers, categories; an unnamed index is no column."""
    pytest.importorskip("pyarrow", reason="extra frames")
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(_columns(), index=[7, 9])
    frame["n"] = frame["n"].astype("Int64")
    frame["kind"] = frame["kind"].astype("category")
    frame["seen"] = pd.to_datetime(frame["seen"], utc=True)
    table = Table.from_frame(frame)
    assert table.header == _csv().header
    assert [row.cells for row in table] == [row.cells for row in _csv()]


def test_a_frame_of_polars_or_pyarrow_is_the_table_of_its_csv() -> None:
    """X41: through the Arrow PyCapsule interface, whatever library made the frame."""
    pa = pytest.importorskip("pyarrow", reason="extra frames")
    frames = [pa.table(_columns())]
    try:
        import polars as pl
    except ImportError:
        pass
    else:
        frames.append(pl.DataFrame(_columns()).with_columns(pl.col("kind").cast(pl.Categorical)))
    for frame in frames:
        table = Table.from_frame(frame)
        assert [row.cells for row in table] == [row.cells for row in _csv()]


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), Decimal("Infinity")])
def test_an_infinite_number_is_said_and_does_not_vanish(number: object) -> None:
    """X41: it is a fault of what made the frame, not a missing value; row and column are named."""
    with pytest.raises(CellTypeError, match=r"row 3, column B 'Paid': .* infinite number"):
        Table.from_rows(["Name", "Paid"], [["Bo", 1.5], ["Cy", number]])


def test_what_is_no_frame_is_refused() -> None:
    """X41: the error says what was given."""
    pa = pytest.importorskip("pyarrow", reason="extra frames")
    pd = pytest.importorskip("pandas")
    columns = [pd.Series(["Ann"]), pa.array(["Ann"]), pa.chunked_array([["Ann"]])]
    for other in ([1, 2], None, pd.DataFrame, pa.Table, *columns):
        with pytest.raises(WrongTypeError, match="expected a frame"):
            Table.from_frame(other)


def test_what_is_named_of_an_index_is_a_column() -> None:
    """X41: set_index("Name") loses no name; a count of rows that nobody named is no column."""
    pytest.importorskip("pyarrow", reason="extra frames")
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"Name": ["Ann", "Bob"], "Shop": ["a", "b"], "Paid": [1.0, None]})
    assert Table.from_frame(frame.set_index("Name")).header == ("Name", "Shop", "Paid")
    both = Table.from_frame(frame.set_index(["Shop", "Name"]))
    assert both.header == ("Shop", "Name", "Paid")
    assert [row.cells for row in both] == [("a", "Ann", "1"), ("b", "Bob", "")]
    half = frame.set_index(["Shop", "Name"]).rename_axis([None, "Name"])
    assert Table.from_frame(half).header == ("Name", "Paid")

    class Shops(pd.DataFrame):  # type: ignore[misc]
        """As other libraries derive theirs."""

    assert Table.from_frame(Shops(frame.set_index("Name"))).header == ("Name", "Shop", "Paid")


@pytest.mark.parametrize("kind", ["pandas", "pyarrow"])
def test_a_day_that_python_does_not_have_is_named(kind: str) -> None:
    """X41: a day before the year 1, in a batch with others, is an error of ours with its row."""
    pa = pytest.importorskip("pyarrow", reason="extra frames")
    np = pytest.importorskip("numpy")
    days = np.array(["2020-01-01", "-0100-01-01"], dtype="datetime64[s]")
    frame = pa.table({"Vu": pa.array(days)})
    if kind == "pandas":
        frame = pytest.importorskip("pandas").DataFrame({"Vu": days})
    with pytest.raises(CellTypeError, match="row 3, column A 'Vu'"):
        Table.from_frame(frame)


def test_a_text_that_utf_8_does_not_have_is_read_as_from_records() -> None:
    """X41: half of a pair, as broken files have, in a title and in a cell."""
    pytest.importorskip("pyarrow", reason="extra frames")
    pd = pytest.importorskip("pandas")
    odd = "a\ud800"
    frame = pd.DataFrame([[odd]], columns=pd.Index([odd], dtype=object), dtype=object)
    assert Table.from_frame(frame).header == Table.from_records([{odd: odd}]).header
    assert [row.cells for row in Table.from_frame(frame)] == [(odd,)]


def test_what_read_excel_makes_of_a_messy_sheet_is_read_cell_by_cell() -> None:
    """X41: numbers and dates mixed with texts, titles that stand twice, types of pandas' own."""
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {
            "Nom": ["Roy", "Roux", None],
            "Tel": [612345678.0, "06.12.34.56.79", float("nan")],
            "Vu": [pd.Timestamp(2024, 5, 17), "hier", pd.NaT],
            "Mois": pd.PeriodIndex(["2024-05", "2024-06", None], freq="M").astype(str),
        }
    )
    frame.columns = ["Nom", "Tel", "Tel", "Mois"]
    table = Table.from_frame(frame)
    assert table.header == ("Nom", "Tel", "Tel", "Mois")
    assert [row.cells[:3] for row in table][:2] == [
        ("Roy", "612345678", "2024-05-17"),
        ("Roux", "06.12.34.56.79", "hier"),
    ]


@pytest.mark.parametrize("kind", ["lists", "periods", "mixed"])
def test_a_column_no_cell_shows_is_named(kind: str) -> None:
    """X41: what cannot be read is an error of ours that says which column of a frame it is."""
    pd = pytest.importorskip("pandas")
    columns = {
        "lists": [["a"], ["b"]],
        "periods": pd.PeriodIndex(["2024-05", "2024-06"], freq="M"),
        "mixed": ["a", object()],
    }
    frame = pd.DataFrame({"Nom": ["Roy", "Roux"], "Odd": columns[kind]})
    with pytest.raises(ClientbookError, match="column B 'Odd': a cell cannot hold a") as caught:
        Table.from_frame(frame)
    assert isinstance(caught.value, TypeError)


def test_a_name_is_cut_at_the_length_of_a_file_name() -> None:
    """A program's upload may be called anything; what is looked for in a name is all its words."""
    table = Table.from_rows(["First name"], [["Ann"]], name="x" * 1_000_000)
    assert table.source.name == "x" * 255
    book = ClientBook(MemoryStore())
    run = book.imports.run(table, by=Actor("anna"))
    assert (run.source_name, run.counts.created) == ("x" * 255, 1)
    assert "xxx" not in repr(run)
    assert "xxx" in run._repr_html_()
