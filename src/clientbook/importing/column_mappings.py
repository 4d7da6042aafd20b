"""What one column of a table means, and its JSON."""

import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import attrs

from clientbook.domain.settings import OnBadValue
from clientbook.domain.targets import Target
from clientbook.domain.typed import typed
from clientbook.errors import MappingError
from clientbook.parsing.gender_letters import LETTERS

SERIAL = "SERIAL"
"""Date order of a column of day numbers, as spreadsheets count them."""


class Reason(StrEnum):
    """Why a column got its target."""

    EXACT_TITLE = "exact_title"
    SYNONYM = "synonym"
    SAVED_TEMPLATE = "saved_template"
    NEIGHBOUR = "neighbour"
    CELLS = "cells"
    CHOSEN = "chosen"
    REJECTS_COLUMN = "rejects_column"
    NOT_CORE = "not_core"
    UNDECIDED = "undecided"


class UpdatePolicy(StrEnum):
    """What a column does to a client that already has a value."""

    FILL = "fill"
    OVERWRITE = "overwrite"


@attrs.frozen(field_transformer=typed)
class ColumnMapping:
    """What one column means.

    Args:
        header: Title of the column as given.
        target: Where it goes, None while undecided.
        confidence: 0 to 1; 1 for a choice of the user.
        reason: Why it got its target.
        split: Separator of several values in a cell, such as ``";"``, or None; ``"any"`` takes
            numbers and e-mails apart at whatever parts them.
        policy: Whether an update fills blanks only or overwrites.
        blank_clears: True when a blank cell removes the client's value on update.
        date_order: ``"DMY"``, ``"MDY"``, ``"YMD"``, or ``"SERIAL"`` for the day numbers of a
            spreadsheet; None lets the column's values decide.
        on_bad_value: What a value that cannot be read does; None takes the import's choice.
        identifies: False when rows are not known again by what stands in it; only of ids,
            telephones and e-mail addresses.
        alternatives: Other targets that were close, best first.
        gender_letters: What the letters of genders stand for, the man first: ``"HM"``, ``"VM"``,
            ``"VF"``, ``"UD"`` or ``"MD"``; ``""`` for the usual ones.  None lets the column's
            letters and the language of the titles decide.
    """

    header: str
    target: Target | None = None
    confidence: float = 0.0
    reason: Reason = Reason.UNDECIDED
    split: str | None = None
    policy: UpdatePolicy = UpdatePolicy.FILL
    blank_clears: bool = False
    date_order: str | None = None
    on_bad_value: OnBadValue | None = None
    identifies: bool = True
    alternatives: tuple[Target, ...] = ()
    gender_letters: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.split == "":
            raise MappingError("an empty separator", "give one or more characters, or None")
        if self.date_order not in (None, "DMY", "MDY", "YMD", SERIAL):
            raise MappingError("an unknown date order", "use DMY, MDY, YMD or SERIAL")
        if self.gender_letters not in (None, "", *LETTERS):
            raise MappingError("unknown letters of genders", "use HM, VM, VF, UD or MD")

    def undecided(self, *alternatives: Target) -> "ColumnMapping":
        """Return the column as a question: where it may go, a person says."""
        return attrs.evolve(
            self,
            target=None,
            confidence=0.0,
            reason=Reason.UNDECIDED,
            split=None,
            alternatives=alternatives,
        )


def column_document(column: ColumnMapping) -> dict[str, object]:
    """Return what a column means as plain values; :func:`read_columns` reads them."""
    return {
        "header": column.header,
        "target": None if column.target is None else str(column.target),
        "confidence": column.confidence,
        "reason": column.reason.value,
        "split": column.split,
        "policy": column.policy.value,
        "blank_clears": column.blank_clears,
        "date_order": column.date_order,
        "gender_letters": column.gender_letters,
        "on_bad_value": column.on_bad_value and column.on_bad_value.value,
        "identifies": column.identifies,
        "alternatives": [str(t) for t in column.alternatives],
    }


_NEWER = {"on_bad_value": None, "identifies": True, "gender_letters": None}
_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "header": ((str,), "a text"),
    "target": ((str, type(None)), "a text or null"),
    "confidence": ((int, float), "a number from 0 to 1"),
    "reason": ((str,), "a text"),
    "split": ((str, type(None)), "a text or null"),
    "policy": ((str,), "a text"),
    "blank_clears": ((bool,), "true or false"),
    "date_order": ((str, type(None)), "a text or null"),
    "gender_letters": ((str, type(None)), "a text or null"),
    "on_bad_value": ((str, type(None)), "a text or null"),
    "identifies": ((bool,), "true or false"),
    "alternatives": ((list,), "a list of texts"),
}
"""Parts of a column in JSON, and what they hold."""


def read_columns(text: str) -> tuple[ColumnMapping, ...]:
    """Return the columns of a mapping in JSON; see :meth:`Mapping.from_json`."""
    try:
        documents = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        raise MappingError("the mapping is not JSON", "send back what to_json() gave") from None
    if not isinstance(documents, list):
        raise MappingError("the mapping is no list of columns", "send back what to_json() gave")
    return tuple(_column_from(index, document) for index, document in enumerate(documents))


def _column_from(index: int, document: Any) -> ColumnMapping:
    header = document.get("header") if isinstance(document, dict) else None
    titled = f" {header[:60]!r}" if isinstance(header, str) else ""
    where = f"column {index + 1}{titled}"
    if not isinstance(document, dict):
        raise MappingError(f"{where} is no object", "send back what to_json() gave")
    document = {**_NEWER, **document}  # what wrote it is older
    if document.keys() != _KINDS.keys():
        odd = sorted(map(str, document.keys() ^ _KINDS.keys()))
        what = "lacks" if odd[0] in _KINDS else "has an unknown part"
        raise MappingError(f"{where} {what} {odd[0][:60]!r}", "send back what to_json() gave")
    for part, (types, expected) in _KINDS.items():
        value = document[part]
        if type(value) not in types:  # True is no number here
            raise MappingError(
                f"{where}: {part} is not {expected}", "correct it, then send it again"
            )
    if not 0 <= document["confidence"] <= 1:
        raise MappingError(f"{where}: confidence is not a number from 0 to 1", "1 is a choice")
    values = dict(document)
    for part, read in _READ.items():
        values[part] = _read(where, part, document[part], read)
    try:
        return ColumnMapping(**values)
    except MappingError as error:
        raise MappingError(f"{where}: {error.problem}", error.hint) from None


def _target(text: object) -> Target | None:
    if text is None:
        return None
    if not isinstance(text, str):
        raise TypeError
    return Target.parse(text)


_READ: dict[str, Callable[[Any], object]] = {
    "target": _target,
    "reason": Reason,
    "policy": UpdatePolicy,
    "on_bad_value": lambda choice: None if choice is None else OnBadValue(choice),
    "alternatives": lambda texts: tuple(target for text in texts if (target := _target(text))),
}


def _read(where: str, part: str, value: object, read: Callable[[Any], object]) -> object:
    try:
        return read(value)
    except (ValueError, TypeError):  # InvalidValueError of a target is a ValueError
        shown = f" {value[:60]!r}" if isinstance(value, str) else ""
        raise MappingError(
            f"{where}: there is no {part}{shown}", "use a word of the reference pages"
        ) from None
