"""Phones, e-mails and addresses by slot: a column changes the value it names, no neighbour."""

from collections.abc import Collection, Sequence
from typing import Any

import attrs

from clientbook.domain.addresses import PostalAddress, add_addresses, complete_address
from clientbook.domain.targets import Target
from clientbook.errors import InvalidValueError
from clientbook.importing.drafts import Draft
from clientbook.importing.gathering import SLOTTED, Group

ADDRESS_FIELDS = {"city": "locality", "street2": "extended"}
"""Parts of an address whose target has another name than the field; others keep their name."""


def _place(values: Sequence[Any], group: Group) -> int | None:
    """Return where the value of a slot stands among a client's, None when there is none.

    The second mobile is the second of the mobiles; a target without a kind counts all of them.
    """
    _, kind, slot = group
    places = [i for i, value in enumerate(values) if kind is None or _kind(value) == kind]
    return places[slot - 1] if slot <= len(places) else None


def _kind(value: Any) -> str:
    if hasattr(value, "kind"):
        return str(value.kind)
    return (value.label or "").casefold()  # an e-mail's kind is the word for it


def update_contacts(
    field: str,
    kept: Sequence[Any],
    draft: Draft,
    over: Collection[Target],
    cleared: Collection[Target],
) -> tuple[Any, ...]:
    """Return a client's phones or e-mails after a row.

    Args:
        field: ``"phone"`` or ``"email"``.
        kept: Those the client has.
        draft: The row.
        over: Targets of the columns that overwrite.
        cleared: Targets whose blank cell clears.
    """
    new: Sequence[Any] = getattr(draft.profile, SLOTTED[field])
    said = {value.key: value for value in new}
    values: list[Any] = list(kept)
    for target in cleared:
        if target.field == field and (place := _place(kept, target.group)) is not None:
            values[place] = None if kept[place].key not in said else kept[place]
    labels = {t.group for t in over if t.field == field and t.part == "label"}
    replacing = {t.group for t in over if t.field == field and t.part is None}
    told: dict[object, Any] = {}
    for group, found in draft.slots:
        if group[0] != field or not found:
            continue
        if group in labels | replacing:
            told |= {value.key: value for value in found if value.label}
        if group in replacing and (place := _place(kept, group)) is not None:
            values[place] = said.get(found[0].key, found[0])  # with what other columns say of it
    result: dict[object, Any] = {}
    for value in (*values, *new):
        if value is not None and value.key not in result:
            label = told[value.key].label if value.key in told else value.label
            same = label == value.label
            result[value.key] = value if same else attrs.evolve(value, label=label)
    return tuple(_standing(result[key], kept) for key in result)


def _standing(value: Any, kept: Sequence[Any]) -> Any:
    """Return a value that stood already as it stood, but for its label."""
    for old in kept:
        if old.key == value.key:
            return old if value.label in (None, old.label) else attrs.evolve(old, label=value.label)
    return value


def update_addresses(
    kept: Sequence[PostalAddress],
    draft: Draft,
    over: Collection[Target],
    cleared: Collection[Target],
) -> tuple[PostalAddress, ...]:
    """Return a client's addresses after a row.

    A column that overwrites or clears changes its part of the address in its slot.  Without
    such a column the address of a row completes the one it says more of, or is added.
    """
    values: list[PostalAddress | None] = list(kept)
    rest = list(draft.profile.addresses)
    for group, found in draft.slots:
        if group[0] != "address":
            continue
        told = found[0] if found else None
        parts = {_field(t) for t in over if t.group == group}
        blank = {_field(t) for t in cleared if t.group == group}
        place = _place(kept, group) if parts or told is None else _fitting(kept, told)
        if place is None or not (parts or blank):
            continue  # a new address: nothing of it is to change
        values[place] = _changed(kept[place], told, parts, blank)
        if told in rest:
            rest.remove(told)
    return add_addresses([value for value in values if value is not None], rest)


def _field(target: Target) -> str:
    part = target.part or "full"
    return "full" if part.startswith("line") else ADDRESS_FIELDS.get(part, part)


def _fitting(kept: Sequence[PostalAddress], told: PostalAddress) -> int | None:
    return next((i for i, a in enumerate(kept) if complete_address(a, told) is not None), None)


def _changed(
    old: PostalAddress,
    told: PostalAddress | None,
    over: Collection[str],
    blank: Collection[str],
) -> PostalAddress | None:
    """Return an address with parts overwritten, cleared and filled; None when nothing is left."""
    changes: dict[str, Any] = {}
    for name in attrs.fields_dict(PostalAddress):
        if name in ("kind", "preferred"):
            continue
        part = "country" if name == "country_code" else name
        value = getattr(told, name) if told is not None else None
        if part in blank and value is None:
            changes[name] = None
        elif name == "country" and part in over and told is not None and _moves(old, told):
            changes[name] = value  # a name of the old country does not stay beside the new code
        elif value is not None and (part in over or getattr(old, name) is None):
            changes[name] = value
    if told is not None and told.full is not None and "full" in over:
        # a whole replaces the parts of the address before it
        changes = {n: getattr(told, n) for n in attrs.fields_dict(PostalAddress)}
        changes |= {"kind": old.kind, "preferred": old.preferred}
    try:
        return attrs.evolve(old, **changes)
    except InvalidValueError:
        return None


def _moves(old: PostalAddress, told: PostalAddress) -> bool:
    return told.country_code not in (None, old.country_code)
