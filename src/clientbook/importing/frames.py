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
    if _is_of_pandas(frame):
        return _of_pandas(pa, frame)
    try:
        is_frame = hasattr(frame, "__arrow_c_stream__") and not isinstance(frame, type)
        table = pa.table(frame) if is_frame else None
    except (pa.ArrowException, TypeError, ValueError):
        table = None  # a single column
    if table is None:
        raise wrong_type("frame", frame, "a frame of pandas, polars or pyarrow")
    return [str(name) for name in table.column_names], _rows(pa, table)


def _is_of_pandas(frame: object) -> bool:
    """True for a frame of pandas, and of a library that derives its own from it."""
    return any(
        kind.__name__ == "DataFrame" and kind.__module__.partition(".")[0] == "pandas"
        for kind in type(frame).__mro__
    )


def _of_pandas(pa: Any, frame: Any) -> tuple[list[str], Iterator[Sequence[object]]]:
    """Return the titles and rows of a frame of pandas, what is named of its index first.

    Columns are taken by their place, for several may have one title.
    """
    named = [(at, name) for at, name in enumerate(frame.index.names) if name is not None]
    titles = [*(name for _, name in named), *frame.columns]
    series = [frame.index.get_level_values(at) for at, _ in named]
    series += [frame.iloc[:, at] for at in range(len(frame.columns))]
    columns = [_pandas_column(pa, column) for column in series]
    return ["" if title is None else str(title) for title in titles], zip(*columns, strict=True)


def _pandas_column(pa: Any, column: Any) -> Iterator[object]:
    """Yield the cells of a column; one of mixed values, as ``read_excel`` makes, cell by cell."""
    if column.dtype != object:
        try:
            cells = pa.Array.from_pandas(column)
        except (pa.ArrowException, NotImplementedError, UnicodeError):
            pass
        else:
            if not isinstance(cells.type, pa.BaseExtensionType):  # a period would be a number
                return arrow_cells(pa, cells)
    return iter(column.tolist())


def arrow_cells(pa: Any, cells: Any) -> Iterator[object]:
    """Yield cells as values of Python; one that has none, as a day before the year 1, as it is."""
    for start in range(0, len(cells), _BATCH):
        part = cells.slice(start, _BATCH)
        try:
            yield from part.to_pylist()
        except (pa.ArrowException, OverflowError, ValueError):
            yield from (_as_python(pa, cell) for cell in part)


def _as_python(pa: Any, cell: Any) -> object:
    try:
        return cell.as_py()
    except (pa.ArrowException, OverflowError, ValueError):
        return cell  # refused by its type, with its row and column


def _rows(pa: Any, table: Any) -> Iterator[Sequence[object]]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        yield from zip(*(arrow_cells(pa, column) for column in batch.columns), strict=True)


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
