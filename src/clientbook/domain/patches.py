"""Changes to a profile as values: set, add, remove per field; and what two of them both touch."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from clientbook.domain.attributes import Attribute, attribute_key
from clientbook.domain.checks import refuse, wrong_type
from clientbook.domain.profiles import FIELDS, Profile
from clientbook.text import clean_text

_KEYS: dict[str, Callable[[Any], object]] = {
    "phones": lambda p: p.key,
    "emails": lambda e: e.key,
    "addresses": lambda a: a.key,
    "websites": clean_text,
    "attributes": lambda a: a.key,
    "tags": lambda t: clean_text(t).casefold(),
    "external_ids": lambda e: e.key,
    "unread": lambda u: u.key,
}
LIST_FIELDS = tuple(_KEYS)
"""Fields to which values can be added and from which they can be removed."""


def _frozen(values: Mapping[str, Any] | None) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(_named(values).items()))


def _named(values: Any) -> Mapping[str, Any]:
    """Return values by the names of fields."""
    if values is None:
        return {}
    if not isinstance(values, Mapping) or not all(isinstance(name, str) for name in values):
        raise wrong_type("patch", values, "values by the names of fields, such as {'company': 'X'}")
    return values


def _frozen_lists(values: Mapping[str, Any] | None) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    found = sorted(_named(values).items())
    for name, items in found:
        _check_list(name, items)
    return tuple((name, tuple(items)) for name, items in found)


def _check_list(name: str, items: Any) -> None:
    """Refuse one value where several are meant: a text would be taken apart into letters."""
    if isinstance(items, str) or not isinstance(items, Iterable):
        raise refuse("patch", f"{name} takes a list of values")


@attrs.frozen
class ProfilePatch:
    """What to change in a profile; fields that are not named stay as they are.

    Args:
        set: New value per field; None, or an empty list, clears the field.
        add: Values to add per list field.  A value whose key is there already replaces it (so a
            phone can be marked preferred: the last one marked is, the others are not); an
            attribute replaces the value under its key.
        remove: Values to take out per list field; attributes may be named by their key, other
            values are recognised by their ``key``.  What is not there is no error.

    Raises:
        InvalidValueError: A field is unknown, is no list, or is both set and added to.

    Example: ``ProfilePatch(set={"company": "Nordet"}, add={"tags": ["vip"]})``.
    """

    set: tuple[tuple[str, Any], ...] = attrs.field(default=None, converter=_frozen, repr=False)
    add: tuple[tuple[str, tuple[Any, ...]], ...] = attrs.field(
        default=None, converter=_frozen_lists, repr=False
    )
    remove: tuple[tuple[str, tuple[Any, ...]], ...] = attrs.field(
        default=None, converter=_frozen_lists, repr=False
    )

    def __attrs_post_init__(self) -> None:
        lists = {name for name, _ in (*self.add, *self.remove)}
        for name, value in self.set:
            if name in _KEYS and value is not None:
                _check_list(name, value)
        for name in (*(name for name, _ in self.set), *lists):
            if name not in FIELDS:
                raise refuse("patch", f"a profile has no field {name!r}")
        for name in lists:
            if name not in _KEYS:
                raise refuse("patch", f"{name} is no list: set it")
            if name in dict(self.set):
                raise refuse("patch", f"{name} is both set and changed")

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """Names of the fields it may change, in the order of ``FIELDS``."""
        named = {name for name, _ in (*self.set, *self.add, *self.remove)}
        return tuple(name for name in FIELDS if name in named)

    @property
    def set_fields(self) -> frozenset[str]:
        """Names of the fields it replaces whole; two of these on one field exclude each other."""
        return frozenset(name for name, _ in self.set)

    def apply(self, profile: Profile) -> Profile:
        """Return the changed profile.

        Raises:
            InvalidValueError: The result holds a value a profile cannot hold.
        """
        values: dict[str, Any] = {
            name: () if value is None and name in _KEYS else value for name, value in self.set
        }
        for name, gone in self.remove:
            values[name] = _without(name, getattr(profile, name), gone)
        for name, new in self.add:
            values[name] = _with(name, values.get(name, getattr(profile, name)), new)
        return attrs.evolve(profile, **values) if values else profile


def _key_of(name: str, value: Any) -> object:
    if name == "attributes" and isinstance(value, str):
        return attribute_key(value)
    try:
        return _KEYS[name](value)
    except (AttributeError, TypeError):
        raise wrong_type(f"patch.{name}", value, "a value as the profile holds") from None


def _without(name: str, held: tuple[Any, ...], gone: tuple[Any, ...]) -> tuple[Any, ...]:
    keys = {_key_of(name, value) for value in gone}
    return tuple(value for value in held if _KEYS[name](value) not in keys)


def _with(name: str, held: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    for value in new:
        if name == "attributes" and not isinstance(value, Attribute):
            raise refuse("patch", "attributes are added as Attribute(key, value)")
    by_key = {_KEYS[name](value): value for value in held}
    by_key.update({_key_of(name, value): value for value in new})
    marked = [_KEYS[name](value) for value in new if getattr(value, "preferred", False)]
    if marked:  # whoever marks another one takes the mark from the one that had it
        by_key = {
            key: attrs.evolve(value, preferred=key == marked[-1]) for key, value in by_key.items()
        }
    return tuple(by_key.values())


def changed_between(before: Profile, after: Profile) -> tuple[str, ...]:
    """Return the names of the fields in which two profiles differ."""
    return tuple(n for n in FIELDS if getattr(before, n) != getattr(after, n))


def conflicting_fields(base: Profile, theirs: Profile, patch: ProfilePatch) -> tuple[str, ...]:
    """Return the fields in which *theirs* and *patch* changed one value, to different ones.

    A field that the patch sets is one value.  In a list each key is one: values that the two
    sides added, changed or removed under different keys join; an attribute, a label or a
    preferred mark that both changed is a conflict.
    """
    yours = patch.apply(base)
    changed = changed_between(base, theirs)
    return tuple(name for name in changed if _conflicts(name, patch, base, theirs, yours))


def _conflicts(
    name: str, patch: ProfilePatch, base: Profile, theirs: Profile, yours: Profile
) -> bool:
    was, now, wanted = (getattr(profile, name) for profile in (base, theirs, yours))
    if name in patch.set_fields:
        return bool(wanted != now)
    if name not in patch.changed_fields:
        return False
    old, new, own = (_by_key(name, values) for values in (was, now, wanted))
    named = {
        _key_of(name, v) for side in (patch.add, patch.remove) for v in dict(side).get(name, ())
    }
    changed = named | {key for key in old if own.get(key) != old[key]}
    if any(new.get(key) not in (old.get(key), own.get(key)) for key in changed):
        return True
    first, second, third = (_preferred(name, values) for values in (was, now, wanted))
    return third != first and second not in (first, third)


def _by_key(name: str, values: Iterable[Any]) -> dict[object, Any]:
    return {_KEYS[name](value): value for value in values}


def _preferred(name: str, values: Iterable[Any]) -> object:
    """Return the key of the preferred value of a list, None when it has no such mark."""
    marked = (value for value in values if getattr(value, "preferred", False))
    return next((_KEYS[name](value) for value in marked), None)
