"""What each worker says of the profiles it reads: keys, values that are counted, labels."""

from collections.abc import Collection, Iterator

import pyarrow as pa

from clientbook.convert import from_json
from clientbook.convert.documents import dump_profile
from clientbook.domain.profiles import Profile
from clientbook.errors import InvalidValueError
from clientbook.matching.keys import feature_keys
from clientbook.matching.pairs.features import Features, features
from clientbook.matching.pairs.frequencies import counted_values

RECORDS = (
    "id string, profile string, keys array<string>, values array<string>, initial string,"
    " labels array<string>"
)
"""Columns of a record: its id, the profile as the stores keep it, its match keys, the values whose
frequency counts, the first letter of the given name, and its external ids and attributes."""

_TYPE = pa.schema(
    [
        ("id", pa.string()),
        ("profile", pa.string()),
        ("keys", pa.list_(pa.string())),
        ("values", pa.list_(pa.string())),
        ("initial", pa.string()),
        ("labels", pa.list_(pa.string())),
    ]
)


def read_records(
    batches: Iterator[pa.RecordBatch], shared: Collection[str]
) -> Iterator[pa.RecordBatch]:
    """Turn batches of ``id`` and ``profile`` (public JSON) into batches of :data:`RECORDS`."""
    for batch in batches:
        rows = [
            _record(uid, text, shared)
            for uid, text in zip(
                batch.column("id").to_pylist(), batch.column("profile").to_pylist(), strict=True
            )
        ]
        yield pa.RecordBatch.from_pylist(rows, schema=_TYPE)


def _record(uid: str, text: str, shared: Collection[str]) -> dict[str, object]:
    try:
        profile = from_json(Profile, text)
    except InvalidValueError as error:
        raise ValueError(f"profile of id {uid}: {error}") from None
    record = features(profile, shared=shared)
    return {
        "id": uid,
        "profile": dump_profile(profile),
        "keys": sorted(feature_keys(record)),
        "values": sorted(set(counted_values(record))),
        "initial": record.name.given[:1],
        "labels": sorted(labels_of(record)),
    }


def labels_of(record: Features) -> set[str]:
    """Return the external ids and attributes a record holds: ``"attribute:card"``."""
    found = {f"identifier:{system}" for system in record.identifiers}
    return found | {f"attribute:{key}" for key in record.others}
