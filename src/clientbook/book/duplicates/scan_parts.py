"""Parts of a look through a book as the bodies of records: columns of numbers and texts, packed.

Packed they take a third of the room, for a tenth of a second of the processor in 50,000 clients.
"""

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

import numpy as np

from clientbook.convert.documents import dump_profile, load_profile
from clientbook.domain.profiles import Profile
from clientbook.matching.lists.encoding import Encoder, Ints
from clientbook.matching.lists.likely import Found
from clientbook.matching.lists.portions import Portion, put_portion
from clientbook.matching.pairs.features import features

_FAST = 1  # zlib; the next levels take four times as long for a tenth of the room
_FORMS = {"b": "i1", "i": "<i4", "q": "<i8"}  # of numbers, by the type of their column


def portion_body(portion: Portion, profiles: Mapping[int, Profile]) -> dict[str, Any]:
    """Return what was read of some clients as the body of a record.

    Args:
        portion: What was read.
        profiles: Profiles by row, those of its special rows among them.
    """
    stored = {str(row): dump_profile(profiles[row]) for row in portion.special}
    return {
        "texts": _packed(json.dumps([portion.ids, portion.texts, stored]).encode("ascii")),
        "numbers": {
            name: [column.typecode, _packed(np.asarray(column).astype(_FORMS[column.typecode]))]
            for name, column in portion.numbers.items()
        },
    }


def put_back(encoder: Encoder, body: Mapping[str, Any]) -> None:
    """Put what :func:`portion_body` holds into an encoder that holds the portions before."""
    ids, texts, stored = json.loads(_unpacked(body["texts"]))
    numbers = {name: _column(*held) for name, held in body["numbers"].items()}
    special = {
        int(row): features(load_profile(text), shared=encoder.shared)
        for row, text in stored.items()
    }
    put_portion(encoder, Portion(ids, texts, numbers, tuple(special)), special)


def _column(typecode: str, text: str) -> "array[int]":
    column = array(typecode)
    values = np.frombuffer(_unpacked(text), _FORMS[typecode])
    column.frombytes(values.astype(typecode).tobytes())
    return column


def pairs_body(pairs: Ints) -> dict[str, Any]:
    """Return a range of pairs to compare, in ascending order, as the body of a record."""
    return {"steps": _packed(np.diff(pairs, prepend=0).astype("<i8"))}


def pairs_in(body: Mapping[str, Any]) -> Ints:
    """Return the pairs of :func:`pairs_body`."""
    return np.cumsum(_numbers(body["steps"]))


def found_body(found: Found) -> dict[str, Any]:
    """Return what comparing a range found as the body of a record."""
    pairs, codes, units = found
    return {
        **pairs_body(pairs),
        "width": codes.shape[1],
        "codes": _packed(np.ascontiguousarray(codes, "<i8")),
        "units": _packed(units.astype("<i8")),
    }


def found_in(body: Mapping[str, Any]) -> Found:
    """Return what :func:`found_body` holds."""
    codes = _numbers(body["codes"]).reshape(-1, body["width"])
    return pairs_in(body), codes, _numbers(body["units"])


def _numbers(text: str) -> Any:
    return np.frombuffer(_unpacked(text), "<i8").astype(np.int64)


def _packed(data: Any) -> str:
    return b64encode(zlib.compress(data, _FAST)).decode("ascii")


def _unpacked(text: str) -> bytes:
    return zlib.decompress(b64decode(text))
