"""Taking a merge apart again: what goes back, what was added since and stays; pure (SPEC X6)."""

from collections.abc import Collection, Iterator
from typing import Any

import attrs

from clientbook.domain.addresses import add_addresses
from clientbook.domain.attributes import Attribute
from clientbook.domain.clients import BookingBlock
from clientbook.domain.profiles import Profile
from clientbook.merging.choices import attribute_field
from clientbook.merging.survivorship import BLOCK_BREAK, LIST_KEYS, SCALARS


@attrs.frozen
class UnmergedField:
    """One field of a survivor when a merge is taken apart.

    Args:
        value: What the field holds then.
        kept: How many values were added since and stay.
        conflicting: True when an edit since the merge stands against going back.
    """

    value: Any = attrs.field(repr=False)
    kept: int = 0
    conflicting: bool = False


@attrs.frozen
class Split:
    """A survivor when a merge is taken apart.

    Args:
        profile: Its profile then.
        kept: Field and number of values that were added since and stay.
        conflicting: Fields that keep what an edit gave them since.
    """

    profile: Profile
    kept: tuple[tuple[str, int], ...] = ()
    conflicting: tuple[str, ...] = ()


def split(
    before: Profile,
    merged: Profile,
    now: Profile,
    said: Collection[tuple[str, object]] = (),
) -> Split:
    """Take the values a merge brought out of a profile, keeping what came later.

    Args:
        before: The survivor's profile before the merge.
        merged: Its profile right after the merge.
        now: Its profile as it stands.
        said: Values of *now* that were said of the survivor since: field, and what tells the value
            from others of a list (an attribute's key, "" in a field of one value).  They stay,
            though the merge had brought them already.

    Returns:
        *before* itself when nothing was edited or said since.
    """
    if now == merged and not said:
        return Split(before)
    parts = dict(_parts(before, merged, now, said))
    prefix = attribute_field("")
    attributes = tuple(
        Attribute(field.removeprefix(prefix), part.value)
        for field, part in parts.items()
        if field.startswith(prefix) and part.value is not None
    )
    fields = {f: part.value for f, part in parts.items() if not f.startswith(prefix)}
    return Split(
        Profile(**fields, attributes=attributes),
        tuple((f, part.kept) for f, part in parts.items() if part.kept),
        tuple(f for f, part in parts.items() if part.conflicting),
    )


def split_block(
    before: BookingBlock | None, merged: BookingBlock | None, now: BookingBlock | None
) -> BookingBlock | None:
    """Return the survivor's block: what came by the merge leaves with it, later acts stay."""
    return before if now == merged else now


def _parts(
    before: Profile, merged: Profile, now: Profile, said: Collection[tuple[str, object]]
) -> Iterator[tuple[str, UnmergedField]]:
    profiles = (before, merged, now)
    for field in SCALARS:
        values = (getattr(p, field) for p in profiles)
        yield field, _scalar(*values, said=(field, "") in said)
    for field in LIST_KEYS:
        keys = {key for name, key in said if name == field}
        yield field, _list(field, *(getattr(p, field) for p in profiles), said=keys)
    yield "info", _info(before.info, merged.info, now.info, said=("info", "") in said)
    for key in sorted({a.key for p in profiles for a in p.attributes}):
        values = (p.attribute(key) for p in profiles)
        yield attribute_field(key), _scalar(*values, said=("attributes", key) in said)


def _scalar(before: Any, merged: Any, now: Any, *, said: bool) -> UnmergedField:
    if now in (merged, before):
        stays = said and now != before
        return UnmergedField(now, kept=1) if stays else UnmergedField(before)
    if before == merged:  # the merge had no part in it
        return UnmergedField(now, kept=1)
    return UnmergedField(now, kept=1, conflicting=True)


def _list(
    field: str,
    before: tuple[Any, ...],
    merged: tuple[Any, ...],
    now: tuple[Any, ...],
    *,
    said: Collection[object],
) -> UnmergedField:
    if now == merged and not said:
        return UnmergedField(before)
    key = LIST_KEYS[field]
    was, then, is_ = ({key(v): v for v in values} for values in (before, merged, now))
    values: list[Any] = []
    kept = 0
    conflicting = False
    for k, value in was.items():
        if k in then and k not in is_:
            continue  # removed since: it stays removed
        if k in is_ and is_[k] != then.get(k, value):
            values.append(is_[k])  # edited since
            kept += 1
        else:
            values.append(value)
    for k, value in is_.items():
        if k in was or (then.get(k) == value and k not in said):
            continue  # the survivor's own, or brought by the merge and untouched
        values.append(value)
        kept += 1
        conflicting |= k in then and then[k] != value  # brought by the merge, edited since
    if field == "addresses" and said:  # one that says more takes the place of the survivor's own
        values = [*add_addresses((), values)]
    return UnmergedField(tuple(values), kept, conflicting)


def _info(before: str | None, merged: str | None, now: str | None, *, said: bool) -> UnmergedField:
    """Free text: the paragraphs that the merge joined on leave, if they still stand."""
    plain = _scalar(before, merged, now, said=said)
    if not plain.conflicting:
        return plain
    own, then, present = ((t or "").split(BLOCK_BREAK) for t in (before, merged, now))
    brought = [block for block in then if block not in own]
    if not all(block in present for block in brought) or not all(b in then for b in own if b):
        return plain
    rest = BLOCK_BREAK.join(block for block in present if block not in brought)
    if before and not rest:
        return plain  # its own words went: what is left was written over them
    return UnmergedField(rest or None, kept=int(rest != (before or "")))
