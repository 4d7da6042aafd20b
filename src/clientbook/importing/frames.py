"""Frames of other libraries, read through the Arrow PyCapsule interface (extra ``frames``)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from clientbook.domain.checks import wrong_type

_BATCH = 4_096


def frame_rows(frame: object) -> tuple[list[str], Iterator[Sequence[object]]]:
    """Return the titles and the rows of a frame.

    Args:
        frame: Of pandas, polars, pyarrow or anything else with ``__arrow_c_stream__``.

    Raises:
        ImportError: pyarrow is not installed.
        WrongTypeError: It is no frame.
    """
    pa = _pyarrow()
    if not hasattr(frame, "__arrow_c_stream__"):
        raise wrong_type("frame", frame, "a frame of pandas, polars or pyarrow")
    if type(frame).__module__.partition(".")[0] == "pandas":
        return _of_pandas(pa, frame)
    table = pa.table(frame)
    return [str(name) for name in table.column_names], _rows(table)


def _of_pandas(pa: Any, frame: Any) -> tuple[list[str], Iterator[Sequence[object]]]:
    """Return the titles and rows of a frame of pandas; its index is no column.

    Columns are taken by their place, for several may have one title.
    """
    columns = [_pandas_column(pa, frame.iloc[:, at]) for at in range(len(frame.columns))]
    return ["" if name is None else str(name) for name in frame.columns], zip(*columns, strict=True)


def _pandas_column(pa: Any, column: Any) -> Iterator[object]:
    """Yield the cells of a column; one of mixed values, as ``read_excel`` makes, cell by cell."""
    if column.dtype != object:
        try:
            cells = pa.Array.from_pandas(column)
        except (pa.ArrowException, NotImplementedError):
            pass
        else:
            if not isinstance(cells.type, pa.BaseExtensionType):  # a period would be a number
                return _arrow_cells(cells)
    return iter(column.tolist())


def _arrow_cells(cells: Any) -> Iterator[object]:
    for start in range(0, len(cells), _BATCH):
        yield from cells.slice(start, _BATCH).to_pylist()


def _rows(table: Any) -> Iterator[Sequence[object]]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        yield from zip(*columns, strict=True)


def text_table(header: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Any:
    """Return an Arrow table of texts; None is null.

    Raises:
        ImportError: pyarrow is not installed.
    """
    pa = _pyarrow()
    schema = pa.schema([(title, pa.string()) for title in header])
    left = iter(rows)
    batches = []
    while some := list(islice(left, _BATCH)):
        columns = [pa.array(column, pa.string()) for column in zip(*some, strict=True)]
        batches.append(pa.record_batch(columns, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError:
        raise ImportError("frames need pyarrow: pip install 'clientbook[frames]'") from None
    return pa
