"""What each worker says of the profiles it reads: keys, values that are counted, labels."""

from collections.abc import Callable, Collection, Iterable, Iterator

import pyarrow as pa

from clientbook.convert import from_json
from clientbook.convert.documents import dump_profile
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.importing.validation import ProfileReader
from clientbook.integrations.spark.cells import rows_in
from clientbook.matching.keys import feature_keys
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.frequencies import counted_values, mark_of

RECORDS = (
    "id string, profile string, keys array<string>, values array<string>,"
    " asked array<string>, mark string,"
    " labels array<string>"
)
"""Columns of a record: its id, the profile as the stores keep it, its match keys, the values whose
frequency counts, those and others whose frequency a comparison may ask, the first letter of the
given name, and its external ids and attributes."""

_TYPE = pa.schema(
    [
        ("id", pa.string()),
        ("profile", pa.string()),
        ("keys", pa.list_(pa.string())),
        ("values", pa.list_(pa.string())),
        ("asked", pa.list_(pa.string())),
        ("mark", pa.string()),
        ("labels", pa.list_(pa.string())),
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
) -> Iterator[pa.RecordBatch]:
    """Turn batches of :func:`.cells_of` into batches of :data:`RECORDS`, without empty rows."""
    reader = make()
    for batch in batches:
        read = [(str(uid), reader.read(cells)) for uid, cells in rows_in(batch)]
        yield _records([(uid, profile) for uid, profile in read if profile is not None], shared)


def _profile(uid: str, text: str) -> Profile:
    try:
        return from_json(Profile, text)
    except InvalidValueError as error:
        raise ValueError(f"profile of id {uid}: {error}") from None


def _records(profiles: Iterable[tuple[str, Profile]], shared: Collection[str]) -> pa.RecordBatch:
    rows = [_record(uid, profile, shared) for uid, profile in profiles]
    return pa.RecordBatch.from_pylist(rows, schema=_TYPE)


def _record(uid: str, profile: Profile, shared: Collection[str]) -> dict[str, object]:
    record = features(profile, shared=shared)
    values = set(counted_values(record))
    return {
        "id": uid,
        "profile": dump_profile(profile),
        "keys": sorted(feature_keys(record)),
        "values": sorted(values),
        "asked": sorted(values | _exchanged(values)),
        "mark": mark_of(record),
        "labels": sorted(labels_of(record)),
    }


def _exchanged(values: Collection[str]) -> set[str]:
    """Return each name as the other part: names in one another's place are compared across."""
    other = {"g": "f", "f": "g"}
    return {f"{other[v[0]]}{v[1:]}" for v in values if v[:2] in ("g:", "f:")}


def labels_of(record: Features) -> set[str]:
    """Return the external ids and attributes a record holds: ``"attribute:card"``."""
    found = {f"identifier:{system}" for system in record.identifiers}
    return found | {f"attribute:{key}" for key in record.others}
