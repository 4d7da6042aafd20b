"""Values in memory as the text a cell of a file would hold, in rows, records and frames alike."""

import enum
import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

_EXACT = 2**53  # up to it a float holds each whole number


def cell_text(value: object) -> str:
    """Return the text of a value, ``""`` for what stands for none.

    Whole floats lose their ``.0`` (a column of numbers with gaps becomes floats in a frame), dates
    are ISO, midnight is not written.

    Args:
        value: A text, number, date, flag, or None, NaN or NaT.

    Raises:
        TypeError: No cell shows such a value.
    """
    if value is None or type(value).__name__ in ("NaTType", "NAType"):
        return ""
    if isinstance(value, enum.Enum):
        return cell_text(value.value)
    for types, shown in _SHOWN:
        if isinstance(value, types):
            return shown(value)
    if type(value).__name__ in ("datetime64", "timedelta64"):  # finer ones come out as numbers
        value = value.astype(f"{type(value).__name__}[us]")  # type: ignore[attr-defined]
    scalar = getattr(value, "item", None)  # numpy's numbers, dates and flags
    if callable(scalar) and getattr(value, "shape", None) == ():
        plain = scalar()
        if type(plain) is not type(value):
            return cell_text(plain)
    raise TypeError(f"a cell cannot hold a {type(value).__name__}")


def _number_text(value: float | Decimal) -> str:
    if math.isinf(value):
        raise TypeError("a cell cannot hold an infinite number")
    if isinstance(value, Decimal):
        if not value.is_finite():
            return ""
        whole = value == value.to_integral_value() and abs(value) < Decimal(10) ** 30
        return str(int(value)) if whole else format(value.normalize(), "f")
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value == int(value) and abs(value) <= _EXACT else repr(float(value))


def _moment_text(value: date | time) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None and value.time() == time(0):
            return value.date().isoformat()
        return value.isoformat(timespec="microseconds" if value.microsecond else "seconds")
    return value.isoformat()


# In this order: a flag is an int too.
_SHOWN: tuple[tuple[tuple[type, ...], Callable[[Any], str]], ...] = (
    ((str,), str),
    ((bool,), lambda flag: "TRUE" if flag else "FALSE"),
    ((int,), lambda number: str(int(number))),
    ((float, Decimal), _number_text),
    ((date, time), _moment_text),
    ((timedelta, UUID, Fraction), str),
)
