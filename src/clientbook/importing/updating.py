"""What a row does to a client that is known already: fill blanks, overwrite, clear."""

from collections.abc import Iterable
from typing import Any

import attrs

from clientbook.domain.names import PersonName
from clientbook.domain.phones import PhoneKind
from clientbook.domain.profiles import Profile
from clientbook.domain.targets import Target
from clientbook.identity.completing import complete_name, told_kinds
from clientbook.importing.drafts import Draft
from clientbook.importing.mapping import Mapping, UpdatePolicy

_SCALARS = {
    "gender": "gender",
    "company": "company",
    "department": "department",
    "job_title": "job_title",
    "language": "language",
    "birth_date": "birthday",
    "note": "info",
}
_NAME = {
    "name_prefix": "prefix",
    "given_name": "given",
    "middle_name": "middle",
    "family_name": "family",
    "full_name": "full",
    "name_suffix": "suffix",
    "nickname": "nickname",
}
_LISTS = {
    "website": "websites",
    "tags": "tags",
    "external_id": "external_ids",
    "phone": "phones",
    "email": "emails",
    "address": "addresses",
}


@attrs.frozen
class Updates:
    """Which fields an import overwrites; everything else only fills blanks.

    Args:
        targets: Targets of the columns whose policy is OVERWRITE.
    """

    targets: tuple[Target, ...] = ()

    @classmethod
    def of(cls, mapping: Mapping) -> "Updates":
        """Return what a mapping overwrites."""
        return cls(
            tuple(c.target for c in mapping if c.target and c.policy is UpdatePolicy.OVERWRITE)
        )

    def apply(self, profile: Profile, draft: Draft) -> Profile:
        """Return *profile* with what the draft adds, overwrites and clears.

        An update never blanks a field unless its column clears on blank; values of lists are
        added after those that stand, once each.
        """
        new = draft.profile
        changes: dict[str, Any] = {}
        name = self._name(profile.name, new.name, draft.cleared)
        if name != profile.name:
            changes["name"] = name
        overwritten = {t.field for t in self.targets}
        for field in set(_SCALARS.values()):
            old, value = getattr(profile, field), getattr(new, field)
            if value is not None and value != old and (old is None or field in self._over):
                changes[field] = value
        for target, field in _LISTS.items():
            values = getattr(new, field)
            if values:
                kept = getattr(profile, field)
                if field == "phones" and (told := told_kinds(kept, values)) is not kept:
                    changes[field] = kept = told
                if target in overwritten:
                    kept = _without_replaced(kept, field, self.targets)
                if union := _union(kept, values, field, prefer_new=target in overwritten):
                    changes[field] = union
        if new.attributes:
            changes["attributes"] = self._attributes(profile, new)
        changes.update(_cleared(profile, changes, draft.cleared))
        return attrs.evolve(profile, **changes) if changes else profile

    @property
    def _over(self) -> set[str]:
        return {_SCALARS[t.field] for t in self.targets if t.field in _SCALARS}

    def _name(
        self, old: PersonName | None, new: PersonName | None, cleared: tuple[str, ...]
    ) -> PersonName | None:
        over = {_NAME[t.field] for t in self.targets if t.field in _NAME}
        clear = {_NAME[t] for t in cleared if t in _NAME}
        return complete_name(old, new, over=over, clear=clear)

    def _attributes(self, profile: Profile, new: Profile) -> tuple[Any, ...]:
        over = {t.attribute_key for t in self.targets if t.field == "custom"}
        named = None in over  # an unnamed custom target takes the header's name
        values = {a.key: a for a in profile.attributes}
        for attribute in new.attributes:
            if attribute.key not in values or attribute.key in over or named:
                values[attribute.key] = attribute
        return tuple(values.values())


def _key(value: Any, field: str) -> object:
    if field == "tags":
        return value.casefold()
    return value if field == "websites" else value.key


def _union(kept: tuple[Any, ...], new: tuple[Any, ...], field: str, *, prefer_new: bool) -> Any:
    keys = {_key(value, field) for value in kept}
    if field == "addresses":
        added = [a for a in new if not any(_covers(old, a) for old in kept)]
    else:
        added = [value for value in new if _key(value, field) not in keys]
    if not added and not prefer_new:
        return None
    return (*added, *kept) if prefer_new else (*kept, *added)


def _covers(old: Any, new: Any) -> bool:
    """True when every part the new address has is the same in the old one."""
    return all(not b or a == b for a, b in zip(old.key, new.key, strict=True))


def _without_replaced(
    values: tuple[Any, ...], field: str, targets: Iterable[Target]
) -> tuple[Any, ...]:
    """Leave out what an overwriting column of the same kind replaces."""
    if field in ("tags", "websites", "external_ids"):
        return values if field == "external_ids" else ()
    wanted = {t.kind for t in targets if _LISTS.get(t.field) == field}
    if field == "emails" or None in wanted:
        return ()
    return tuple(v for v in values if str(v.kind) not in wanted)


def _cleared(profile: Profile, changes: dict[str, Any], cleared: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields that blank cells clear."""
    result: dict[str, Any] = {}
    for text in cleared:
        target = Target.parse(text)
        if target.field in _SCALARS:
            result[_SCALARS[target.field]] = None
        elif target.field == "custom" and target.attribute_key:
            held = result.get("attributes", changes.get("attributes", profile.attributes))
            result["attributes"] = tuple(a for a in held if a.key != target.attribute_key)
        elif target.field in _LISTS and target.part is None:
            field = _LISTS[target.field]
            held = result.get(field, changes.get(field, getattr(profile, field)))
            if target.kind in {str(kind) for kind in PhoneKind} and field == "phones":
                result[field] = tuple(p for p in held if str(p.kind) != target.kind)
            elif field not in changes:
                result[field] = ()
    return result
