"""Frames with a column a field, as a file has them: their cells, and what whole columns tell."""

from collections.abc import Iterator, Sequence
from functools import partial

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 (how Spark calls it)

from clientbook.domain.settings import BookSettings
from clientbook.errors import MappingError
from clientbook.importing.columns import ColumnSurvey
from clientbook.importing.frames import arrow_cells
from clientbook.importing.mapping import Mapping
from clientbook.importing.tables import no_cell, text_at
from clientbook.integrations.spark.frames import NOTHING, TEXTS, WHOLE, kind_of
from clientbook.integrations.spark.refusals import mapped
from clientbook.messages.issues import Issue

KEY = "key"
"""The column of :func:`cells_of` that tells rows apart."""

_NAMES = {"array": "list", "binary": "bytes"}
"""What columns hold that no cell shows, where Python calls it otherwise."""
_CELLS = frozenset(
    {"float", "double", "decimal", "decimal of no places", "boolean", "date", "timestamp"}
    | {"timestamp_ntz", "time", "interval", NOTHING, *TEXTS, *WHOLE}
)
_COUNTS = pa.schema([("place", pa.int32()), ("kind", pa.string()), ("n", pa.int64())])


def cells_of(frame: DataFrame, mapping: Mapping, key: str) -> DataFrame:
    """Return the columns that a mapping names, in its order, after :data:`KEY`.

    Args:
        frame: Columns with the titles of the mapping, and *key*.
        mapping: A total mapping.
        key: Name of the column that tells rows apart; the mapping may name it as well.

    Raises:
        MappingError: The mapping is for other columns than the frame has.
        CellTypeError: A column holds lists or the like.
    """
    titles, held = [column.header for column in mapping], frame.columns
    once = len(set(held)) == len(held) and len(set(titles)) == len(titles)
    if not once or key not in held or set(titles) | {key} != set(held):
        raise MappingError(
            "the mapping is for other columns than the frame has",
            f"give each column of the frame a target or skip it; {key!r} tells its rows apart",
        )
    kinds = {field.name: kind_of(field.dataType) for field in frame.schema}
    for number, title in enumerate(titles):
        kind = kinds[title]
        if kind not in _CELLS:
            raise no_cell("column", number, title, f"a cell cannot hold a {_NAMES.get(kind, kind)}")
    plain = frame.toDF(*(f"c{number}" for number in range(len(held))))
    order = [F.col(f"c{held.index(title)}").alias(f"t{n}") for n, title in enumerate(titles)]
    return plain.select(F.col(f"c{held.index(key)}").alias(KEY), *order)


def rows_in(
    batch: pa.RecordBatch, titles: Sequence[str], called: str
) -> Iterator[tuple[object, tuple[str, ...]]]:
    """Yield key and cells of the rows of a batch of :func:`cells_of`.

    Args:
        batch: Key and cells.
        titles: Titles of the cells.
        called: What the key is, such as ``"row"``.

    Raises:
        CellTypeError: No cell shows such a value; row and column are named.
    """
    key, *columns = (list(arrow_cells(pa, column)) for column in batch.columns)
    for number, uid in enumerate(key):
        cells = enumerate([column[number] for column in columns])
        yield (
            uid,
            tuple(
                [
                    cell if type(cell) is str else text_at(cell, uid, at, titles, called=called)
                    for at, cell in cells
                ]
            ),
        )


def decided(
    cells: DataFrame, mapping: Mapping, settings: BookSettings, called: str
) -> tuple[Mapping, tuple[Issue, ...]]:
    """Decide the order of dates from all rows; :func:`.decide_dates` on many workers."""
    survey = ColumnSurvey(mapping)
    if survey:
        counted = mapped(
            cells,
            partial(_surveyed, mapping=mapping, called=called),
            "place int, kind string, n bigint",
        )
        rows = counted.groupBy("place", "kind").agg(F.sum("n").alias("n")).collect()
        survey.add_counts({(row["place"], row["kind"]): row["n"] for row in rows})
    return survey.decided(settings)


def _surveyed(
    batches: Iterator[pa.RecordBatch], mapping: Mapping, called: str
) -> Iterator[pa.RecordBatch]:
    survey, titles = ColumnSurvey(mapping), [column.header for column in mapping]
    for batch in batches:
        for _, cells in rows_in(batch, titles, called):
            survey.add(cells)
    rows = [{"place": at, "kind": kind, "n": n} for (at, kind), n in survey.counts.items()]
    yield pa.RecordBatch.from_pylist(rows, schema=_COUNTS)
