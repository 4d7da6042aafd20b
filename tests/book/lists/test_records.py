"""Lists as records and frames: out and in again changes nothing."""

import pytest
from tests.book.conftest import EVERY_STORE

from clientbook import Actor, ClientBook, Filter, MappingError, Table

me = Actor("anne")
COLUMNS = ["given_name", "family_name", "phone.mobile", "email.1", "birth_date", "note"]


def filled(book: ClientBook) -> None:
    rows = [
        ["Ann", "Roy", "06 12 34 56 78", "ann@example.org", "17/05/1980", "=1+1"],
        ["Bea", "Low", "", "", "", "two\nlines"],
        ["Zoé", "", "06 12 34 56 79", "", "", "'quoted"],
    ]
    titles = ["First name", "Last name", "Mobile phone", "E-mail", "Birth date", "Notes"]
    assert book.imports.run(Table.from_rows(titles, rows), by=me).counts.created == 3


@EVERY_STORE
def test_records_out_and_in_change_nothing(book: ClientBook) -> None:
    """X41: Records map by themselves, and importing them again leaves every client as it is."""
    filled(book)
    records = list(book.lists.to_records(columns=COLUMNS))
    assert [record["First name"] for record in records] == ["Ann", "Bea", "Zoé"]
    assert records[1]["E-mail"] is None
    run = book.imports.run(Table.from_records(records), by=me)
    assert (run.counts.rows, run.counts.unchanged) == (3, 3)
    with_ids = list(book.lists.to_records(columns=["given_name"], id_column="id"))
    assert [list(record) for record in with_ids] == [["id", "First name"]] * len(with_ids)
    assert {record["id"] for record in with_ids} == {
        row.client_id for row in book.lists.page().items
    }


def test_a_frame_goes_out_and_in(book: ClientBook) -> None:
    """X41: An Arrow table of texts, nulls for what is not known, is read as the records are."""
    pytest.importorskip("pyarrow", reason="the extra frames has pyarrow")
    filled(book)
    table = book.lists.to_arrow(columns=COLUMNS, id_column="id")
    records = list(book.lists.to_records(columns=COLUMNS, id_column="id"))
    assert table.to_pylist() == records
    assert list(Table.from_frame(table)) == list(Table.from_records(records))
    empty = book.lists.to_arrow(columns=["given_name"], where=Filter(tags=("none",)))
    assert (empty.num_rows, empty.column_names) == (0, ["First name"])


def test_a_column_that_is_none_is_refused_at_once(book: ClientBook) -> None:
    """X41: A wrong column is an error of the call, not of the first record."""
    with pytest.raises(MappingError):
        book.lists.to_records(columns=["given_name", "given_name"])
