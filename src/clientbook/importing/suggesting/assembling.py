"""Readings to targets: slots for what a client has several of, one column for the rest."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import attrs

from clientbook.domain.attributes import NAME_LIMIT, attribute_key
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.targets import SKIP, Place, Target, next_free
from clientbook.importing.attribute_titles import attribute_name
from clientbook.importing.mapping import ColumnMapping, Reason
from clientbook.importing.suggesting.dialling import BESIDE, beside
from clientbook.importing.suggesting.readings import ACCEPTED, Reading

ATTRIBUTE = Target.custom()
# Two equally good candidates for these are a question for a person (SPEC V22); of the others the
# first column wins and the rest stay as attributes of the company.
ASKED = ("given_name", "family_name", "full_name", "birth_date", "gender")


@attrs.frozen
class Suggestion:
    """What a column would be, before slots are dealt.

    Args:
        header: Title as given.
        reading: What title, neighbours and cells say.
        reason: What decided.
        target: Set when nothing is left to deal.
        split: Separator of several values in a cell, or None.
    """

    header: str
    reading: Reading
    reason: Reason = Reason.SYNONYM
    target: Target | None = None
    split: str | None = None


def assemble(
    suggestions: Sequence[Suggestion], limits: ContactLimits | None = None
) -> tuple[ColumnMapping, ...]:
    """Return a mapping for each suggestion that can be planned as it is (SPEC X43).

    No target is given twice, no attribute has a name that none can have, and what is more than
    the book keeps of phones, e-mails and addresses becomes attributes.

    Args:
        suggestions: One a column, in file order.
        limits: How many phones, e-mails and addresses the book keeps; None for any number.
    """
    taken = {s.target.place for s in suggestions if s.target is not None and _is_single(s.target)}
    ties = _ties(suggestions)
    columns: list[ColumnMapping | None] = [None] * len(suggestions)
    for place in _dealing_order(suggestions):
        columns[place] = _column(suggestions[place], ties, taken)
    found = _with_codes(suggestions, [column for column in columns if column is not None])
    return _named(found if limits is None else _within(found, limits))


def _with_codes(
    suggestions: Sequence[Suggestion], columns: Sequence[ColumnMapping]
) -> list[ColumnMapping]:
    """Give a part of a number to the number after it, else to the one before it.

    An extension is given to the one before it.
    """
    result = list(columns)
    parts = [s.target is None and s.reading.part in BESIDE for s in suggestions]
    for place, suggestion in enumerate(suggestions):
        if not parts[place]:
            continue
        part = suggestion.reading.part
        after, before = beside(place, parts)
        for at in (before,) if part == "extension" else (after, before):
            near = result[at].target if 0 <= at < len(result) else None
            if near is not None and near.field == "phone" and near.part is None:
                target = attrs.evolve(near, part=part)
                result[place] = attrs.evolve(result[place], target=target, alternatives=())
                break
    return result


def _within(columns: Sequence[ColumnMapping], limits: ContactLimits) -> list[ColumnMapping]:
    """Turn what has no slot left into attributes, the last columns first to go."""
    groups: dict[str, set[tuple[str, str | None, int]]] = {}
    kept: list[ColumnMapping] = []
    for column in columns:
        target = column.target
        limit = limits.of(target.limited_as) if target and target.limited_as else None
        if target is None or limit is None:
            kept.append(column)
            continue
        held = groups.setdefault(target.limited_as or "", set())
        if target.group not in held and len(held) >= limit:
            kept.append(_not_core(column, (target,)))
            continue
        held.add(target.group)
        kept.append(column)
    return kept


def _named(columns: Sequence[ColumnMapping]) -> tuple[ColumnMapping, ...]:
    """Give each attribute a name of its own where its title cannot be one.

    A column without a title is called after its letter, a long title is cut, a title that stands
    again is numbered.
    """
    taken: set[str] = set()
    for index, column in enumerate(columns):
        if column.target is not None and column.target.field == "created_at":
            taken.add(attribute_key(attribute_name(column.header, index)))
    named: list[ColumnMapping] = []
    for index, column in enumerate(columns):
        target = column.target
        if target is None or target.field != "custom":
            named.append(column)
            continue
        plain = attribute_name(column.header, index)
        name = target.name or plain
        number = 2
        while attribute_key(name) in taken:
            name = f"{plain[: NAME_LIMIT - 20]} {number}"
            number += 1
        taken.add(attribute_key(name))
        usual = name == target.name or (target.name is None and name == column.header)
        named.append(column if usual else attrs.evolve(column, target=Target.custom(name)))
    return tuple(named)


def _is_single(target: Target) -> bool:
    return target.field not in ("custom", "skip")


def _dealing_order(suggestions: Sequence[Suggestion]) -> list[int]:
    """Best first for fields of one value, in order of the file for the rest."""
    return sorted(
        range(len(suggestions)),
        key=lambda place: (
            0.0 if suggestions[place].reading.field in _SLOTTED else -_worth(suggestions[place]),
            place,
        ),
    )


def _worth(suggestion: Suggestion) -> float:
    return 2.0 if suggestion.target is not None else suggestion.reading.confidence


_SLOTTED = ("phone", "email")


def _column(
    suggestion: Suggestion, ties: set[tuple[str, float]], taken: set[Place]
) -> ColumnMapping:
    reading, target, reason = suggestion.reading, suggestion.target, suggestion.reason
    near: tuple[Target, ...] = ()
    kept = reason if reason is Reason.CELLS else Reason.NOT_CORE
    if target is None and reading.asked:
        wished = _wish(reading)
        reason, near = Reason.UNDECIDED, () if wished is None else (wished,)
    elif target is None and reading.field == "skip":
        target, reason = SKIP, Reason.NOT_CORE
    elif target is None:
        wished = _wish(reading)
        if wished is None or reading.confidence < ACCEPTED:
            target, reason, near = ATTRIBUTE, kept, () if wished is None else (wished,)
        elif reading.part is None and (reading.field, reading.confidence) in ties:
            reason, near = Reason.UNDECIDED, (wished,)
        elif (target := _free(wished, taken)) is None:
            target, reason, near = ATTRIBUTE, kept, (wished,)
        else:
            taken.add(target.place)
    found = suggestion.target is not None or (target is not None and _is_single(target))
    return ColumnMapping(
        suggestion.header,
        target,
        round(reading.confidence, 2),
        reason,
        split=suggestion.split if found else None,
        alternatives=near,
    )


def _not_core(made: ColumnMapping, near: tuple[Target, ...]) -> ColumnMapping:
    reason = Reason.CELLS if made.reason is Reason.CELLS else Reason.NOT_CORE
    return attrs.evolve(made, target=ATTRIBUTE, reason=reason, split=None, alternatives=near)


def _wish(reading: Reading) -> Target | None:
    """Return the target a reading asks for, before others have theirs; None for custom."""
    field, number = reading.field, reading.number
    if field == "custom" or reading.part in BESIDE:
        return None  # it goes where its number goes
    if field == "phone":
        if reading.part == "label" or (reading.kind is None and reading.has_label):
            return _target("phone", None, min(number or 1, 99), reading.part)
        return _target("phone", reading.kind or "other")
    if field == "email":
        slot = (number or 1) if reading.kind is None else None
        return _target("email", reading.kind, slot, reading.part)
    if field == "address":
        return _target("address", reading.kind, number, reading.part)
    if field in ("birth_date", "consent"):
        return _target(field, reading.kind, None, reading.part)
    return _target(field)


_target = lru_cache(maxsize=1024)(Target)


def _ties(suggestions: Sequence[Suggestion]) -> set[tuple[str, float]]:
    """Return the field and confidence that several columns share, of what is asked about."""
    columns = Counter(
        (suggestion.reading.field, suggestion.reading.confidence)
        for suggestion in suggestions
        if suggestion.reading.field in ASKED
        and suggestion.reading.part is None
        and suggestion.target is None
    )
    return {key for key, count in columns.items() if count > 1}


def _free(wished: Target, taken: set[Place]) -> Target | None:
    """Return *wished*, or its next free slot, or None when there is none to have."""
    if wished.place not in taken:
        return wished
    counted = wished.field in _SLOTTED and wished.part is None and wished.kind != "fax"
    if counted or wished.is_opt_out:  # "Opted out" and "Opted out on" speak of one channel
        return next_free(wished, taken)
    return None
