"""Frames with a column a field, as a file has them: their cells, and what whole columns tell."""

from collections.abc import Iterator
from functools import partial

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 (how Spark calls it)

from clientbook.domain.settings import BookSettings
from clientbook.errors import MappingError
from clientbook.importing.cell_texts import cell_text
from clientbook.importing.columns import ColumnSurvey
from clientbook.importing.mapping import Mapping
from clientbook.messages.issues import Issue

KEY = "key"
"""The column of :func:`cells_of` that tells rows apart."""

_NO_CELLS = ("array", "map", "struct", "binary", "variant")
_COUNTS = pa.schema([("place", pa.int32()), ("kind", pa.string()), ("n", pa.int64())])


def cells_of(frame: DataFrame, mapping: Mapping, key: str) -> DataFrame:
    """Return the columns that a mapping names, in its order, after :data:`KEY`.

    Args:
        frame: Columns with the titles of the mapping, and *key*.
        mapping: A total mapping.
        key: Name of the column that tells rows apart; the mapping may name it as well.

    Raises:
        MappingError: The mapping is for other columns than the frame has.
        TypeError: A column holds lists or the like.
    """
    titles, held = [column.header for column in mapping], frame.columns
    once = len(set(held)) == len(held) and len(set(titles)) == len(titles)
    if not once or key not in held or set(titles) | {key} != set(held):
        raise MappingError(
            "the mapping is for other columns than the frame has",
            f"give each column of the frame a target or skip it; {key!r} tells its rows apart",
        )
    for field in frame.schema:
        if field.dataType.simpleString().startswith(_NO_CELLS):
            kind = field.dataType.simpleString().partition("<")[0]
            raise TypeError(f"column {field.name!r}: a cell cannot hold a {kind}")
    plain = frame.toDF(*(f"c{number}" for number in range(len(held))))
    order = [F.col(f"c{held.index(title)}").alias(f"t{n}") for n, title in enumerate(titles)]
    return plain.select(F.col(f"c{held.index(key)}").alias(KEY), *order)


def rows_in(batch: pa.RecordBatch) -> Iterator[tuple[object, tuple[str, ...]]]:
    """Yield key and cells of the rows of a batch of :func:`cells_of`."""
    key, *columns = (column.to_pylist() for column in batch.columns)
    for number, uid in enumerate(key):
        yield uid, tuple([cell_text(column[number]) for column in columns])


def decided(
    cells: DataFrame, mapping: Mapping, settings: BookSettings
) -> tuple[Mapping, tuple[Issue, ...]]:
    """Decide the order of dates from all rows; :func:`.decide_dates` on many workers."""
    survey = ColumnSurvey(mapping)
    if survey:
        counted = cells.mapInArrow(
            partial(_surveyed, mapping=mapping), "place int, kind string, n bigint"
        )
        rows = counted.groupBy("place", "kind").agg(F.sum("n").alias("n")).collect()
        survey.add_counts({(row["place"], row["kind"]): row["n"] for row in rows})
    return survey.decided(settings)


def _surveyed(batches: Iterator[pa.RecordBatch], mapping: Mapping) -> Iterator[pa.RecordBatch]:
    survey = ColumnSurvey(mapping)
    for batch in batches:
        for _, cells in rows_in(batch):
            survey.add(cells)
    rows = [{"place": at, "kind": kind, "n": n} for (at, kind), n in survey.counts.items()]
    yield pa.RecordBatch.from_pylist(rows, schema=_COUNTS)
