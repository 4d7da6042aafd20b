"""Frames of other libraries, read through the Arrow PyCapsule interface (extra ``frames``)."""

from collections.abc import Iterator, Sequence
from typing import Any


def frame_rows(frame: object) -> tuple[list[str], Iterator[Sequence[object]]]:
    """Return the titles and the rows of a frame.

    Args:
        frame: Of pandas, polars, pyarrow or anything else with ``__arrow_c_stream__``.

    Raises:
        ImportError: pyarrow is not installed.
        TypeError: It is no frame.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise ImportError(
            "reading frames needs pyarrow: pip install 'clientbook[frames]'"
        ) from None
    if not hasattr(frame, "__arrow_c_stream__"):
        raise TypeError(f"frame: expected a frame of pandas, polars or pyarrow, got {type(frame)}")
    if type(frame).__module__.partition(".")[0] == "pandas":  # its index is no column
        table = pa.Table.from_pandas(frame, preserve_index=False)
    else:
        table = pa.table(frame)
    return [str(name) for name in table.column_names], _rows(table)


def _rows(table: Any) -> Iterator[Sequence[object]]:
    for batch in table.to_batches(max_chunksize=4_096):
        columns = [column.to_pylist() for column in batch.columns]
        yield from zip(*columns, strict=True)
