"""One hash per plan: equal plans have equal hashes, in every process."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs


def _plain(value: Any) -> Any:
    """Return JSON-able data from which the value could be read back without doubt."""
    if attrs.has(type(value)):
        fields = {a.name: _plain(getattr(value, a.name)) for a in attrs.fields(type(value))}
        return {"": type(value).__name__, **fields}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if isinstance(value, date | Decimal):  # a datetime is a date
        return [type(value).__name__, str(value)]
    return value


def plan_hash(*parts: Any) -> str:
    """Return the SHA-256 in hexadecimal of values made of attrs classes and plain data."""
    text = json.dumps(_plain(parts), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
