"""What each worker says of the profiles it reads: keys, values that are counted, labels."""

from collections.abc import Callable, Collection, Iterator, Sequence

import attrs
import numpy as np
import pyarrow as pa

from clientbook.convert import from_json
from clientbook.convert.documents import dump_profile
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.importing.validation import ProfileReader
from clientbook.integrations.spark.cells import rows_in
from clientbook.integrations.spark.encoded import ENCODED, ENCODED_TYPE, encoded, lists_of
from clientbook.integrations.spark.keys import keys_of
from clientbook.matching.lists.cell_counts import CountedCells
from clientbook.matching.lists.columns import Columns, columns_of
from clientbook.matching.lists.encoding import Encoder

RECORDS = (
    "id string, profile string, keys array<string>, values array<string>,"
    " asked array<string>, mark string,"
    f" labels array<string>, encoded {ENCODED}"
)
"""Columns of a record: its id, the profile as the stores keep it, its match keys, the values whose
frequency counts, the values of its cells (:class:`.CountedCells`), the first letter of the given
name, its external ids and attributes, and what comparisons read of it."""

_TYPE = pa.schema(
    [
        ("id", pa.string()),
        ("profile", pa.string()),
        ("keys", pa.list_(pa.string())),
        ("values", pa.list_(pa.string())),
        ("asked", pa.list_(pa.string())),
        ("mark", pa.string()),
        ("labels", pa.list_(pa.string())),
        ("encoded", ENCODED_TYPE),
    ]
)


def read_records(
    batches: Iterator[pa.RecordBatch], shared: Collection[str]
) -> Iterator[pa.RecordBatch]:
    """Turn batches of ``id`` and ``profile`` (public JSON) into batches of :data:`RECORDS`."""
    for batch in batches:
        held = zip(*(batch.column(name).to_pylist() for name in ("id", "profile")), strict=True)
        yield _records([(uid, _profile(uid, text)) for uid, text in held], shared)


def read_mapped(
    batches: Iterator[pa.RecordBatch],
    shared: Collection[str],
    make: Callable[[], ProfileReader],
    titles: Sequence[str],
) -> Iterator[pa.RecordBatch]:
    """Turn batches of :func:`.cells_of` into batches of :data:`RECORDS`, without empty rows."""
    reader = make()
    for batch in batches:
        # An id that is missing stays so, and is refused when all are counted.
        read = [
            (None if uid is None else str(uid), reader.read(cells))
            for uid, cells in rows_in(batch, titles, "id")
        ]
        yield _records([(uid, profile) for uid, profile in read if profile is not None], shared)


def _profile(uid: str | None, text: str) -> Profile:
    try:
        return from_json(Profile, text)
    except InvalidValueError as error:
        field = f"profile of id {uid}: {error.field}"
        issue = attrs.evolve(error.issue, field=field)
    raise InvalidValueError(issue)


def _records(
    profiles: Sequence[tuple[str | None, Profile]], shared: Collection[str]
) -> pa.RecordBatch:
    encoder = Encoder(shared)
    for number, (_, profile) in enumerate(profiles):
        encoder.add(f"{number:09}", profile)  # an id may come twice yet
    stored = [dump_profile(profile) for _, profile in profiles]
    columns = columns_of(encoder)
    values, asked = _values(columns)
    arrays = [
        pa.array([uid for uid, _ in profiles], pa.string()),
        pa.array(stored, pa.string()),
        keys_of(columns),
        values,
        asked,
        pa.array(_marks(columns), pa.string()),
        pa.array(labels_of(encoder), pa.list_(pa.string())),
        encoded(encoder, stored),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=_TYPE)


def _values(columns: Columns) -> tuple[pa.ListArray, pa.ListArray]:
    """Values of each record that are counted, each once, and those of all its cells in order."""
    told, count = CountedCells(columns), len(columns)
    rows, texts, first = [], [], []
    for cells in told.cells:
        codes, at = np.unique(cells.codes, return_inverse=True)
        rows.append(cells.rows.astype(np.int64))
        texts.append(pa.array(told.texts(cells.kind, codes), pa.string()).take(pa.array(at)))
        _, places = np.unique(rows[-1] * (len(codes) + 1) + at, return_index=True)
        once = np.zeros(len(at), bool)
        once[places] = cells.counted
        first.append(once)
    row, once = np.concatenate(rows), np.concatenate(first)
    order = np.argsort(row, kind="stable")
    held, row, once = pa.concat_arrays(texts).take(pa.array(order)), row[order], once[order]
    return lists_of(row[once], held.filter(pa.array(once)), count), lists_of(row, held, count)


def _marks(columns: Columns) -> list[str | None]:
    """What :func:`.mark_of` tells of each record."""
    encoder = columns.encoder
    marks: list[str | None] = [encoder.words.text(code)[:1] for code in columns.given.tolist()]
    firms = np.flatnonzero(columns.firm >= 0).tolist()
    rows, codes = columns.flats["postcode"]
    for row in firms:
        at = int(np.searchsorted(rows, row))
        known = at < len(rows) and rows[at] == row and codes[at] >= 0
        marks[row] = encoder.postcodes.text(int(codes[at])) if known else None
    return marks


def labels_of(encoder: Encoder) -> list[list[str]]:
    """Return the external ids and attributes each record holds: ``"attribute:card"``."""
    found: list[list[str]] = [[] for _ in encoder.ids]
    for field, flats in (("identifier", encoder.identifiers), ("attribute", encoder.others)):
        for label, flat in flats.items():
            for row in flat.rows:
                found[row].append(f"{field}:{label}")
    return found
