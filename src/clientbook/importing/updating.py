"""What a row does to a client that is known already: fill blanks, overwrite, clear."""

from collections.abc import Callable, Collection
from collections.abc import Mapping as AbstractMapping
from typing import Any

import attrs

from clientbook.domain.dates import PartialDate
from clientbook.domain.names import PersonName
from clientbook.domain.profiles import LIST_SYSTEM, Profile
from clientbook.domain.settings import BookSettings, EntryPoint, Requirements
from clientbook.domain.targets import NAME_PARTS, Target
from clientbook.errors import InvalidValueError
from clientbook.identity.completing import complete_date, complete_name, is_held, told_kinds
from clientbook.importing.drafts import Draft
from clientbook.importing.mapping import Mapping, UpdatePolicy
from clientbook.importing.slots import update_addresses, update_contacts
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.dates import is_empty_date
from clientbook.parsing.nothing import is_none_of, is_nothing

_SCALARS = {
    "gender": "gender",
    "company": "company",
    "department": "department",
    "job_title": "job_title",
    "language": "language",
    "birth_date": "birthday",
    "note": "info",
}
_TITLES = {field: target for target, field in _SCALARS.items()}
_SINGLE = {"name": "name"} | _TITLES
_NAME = NAME_PARTS | {
    "name_particle": "family",
    "second_family_name": "family",
    "academic_title": "prefix",
}
_LISTS = {
    "phone": "phones",
    "email": "emails",
    "address": "addresses",
    "external_id": "external_ids",
}
_WORDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "website": ("websites", str),
    "tags": ("tags", str.casefold),
}


@attrs.frozen
class Updates:
    """Which fields an import overwrites; everything else only fills blanks.

    Args:
        targets: Targets of the columns whose policy is OVERWRITE, attributes by their names.
        requirements: What a client needs to exist; a row that would clear it is refused.
        asked: Fields of a profile that some column holds, attributes by ``custom:`` and key.
        settings: Say what counts as what a client needs, such as a mobile; None goes by the kind.
        titles: The first column of each such field, by its title.
    """

    targets: tuple[Target, ...] = ()
    requirements: Requirements = attrs.field(factory=Requirements)
    asked: frozenset[str] = frozenset()
    settings: BookSettings | None = None
    titles: AbstractMapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, mapping: Mapping, settings: BookSettings) -> "Updates":
        """Return what a mapping overwrites in a book."""
        found = [
            (target, column)
            for index, column in enumerate(mapping)
            if (target := mapping.target_of(index)) is not None
        ]
        over = tuple(t for t, column in found if column.policy is UpdatePolicy.OVERWRITE)
        titles = {_field_of(target): column.header for target, column in reversed(found)}
        requirements = settings.requirements_of(EntryPoint.IMPORT)
        return cls(over, requirements, frozenset(titles), settings, titles)

    def says_all(self, profile: Profile, draft: Draft) -> bool:
        """Say whether a row says of somebody just what is known, as far as the file's columns go.

        Nothing it says is new, and no field is blank in it that the client has a value for.
        """
        if self.apply(profile, draft) != profile:
            return False
        return all(
            not _is_said(field, _value_of(profile, field)) or bool(_value_of(draft.profile, field))
            for field in self.asked
        )

    def lost(self, before: Profile, after: Profile) -> tuple[Issue, ...]:
        """Return what the client must have, had, and would have no longer."""
        had = self.requirements.missing(before, self.settings)
        return tuple(i for i in self.requirements.missing(after, self.settings) if i not in had)

    def kept(self, profile: Profile, draft: Draft) -> tuple[Issue, ...]:
        """Return what a row says that a client has otherwise, and keeps.

        Args:
            profile: The client as the row leaves it.
            draft: The row.
        """
        said = draft.profile
        found = [
            (field, target)
            for field, target in _SINGLE.items()
            if not is_held(getattr(profile, field), getattr(said, field), within=field == "info")
        ]
        found += [
            (f"custom:{each.key}", f"custom:{each.key}")
            for each in said.attributes
            if not is_held(profile.attribute(each.key), each.value)
        ]
        return tuple(
            Issue(IssueCode.VALUE_KEPT, target, self.titles.get(field)) for field, target in found
        )

    def apply(self, profile: Profile, draft: Draft) -> Profile:
        """Return *profile* with what the draft clears, overwrites and adds, in this order.

        An update never blanks a field unless its column clears on blank, and then no more than
        the slot it names; what the same row says stands.  Values of lists are added after those
        that stand, once each.
        """
        cleared = [Target.parse(text) for text in draft.cleared]
        changes = self._scalars(profile, draft.profile, cleared)
        name = self._name(profile.name, draft.profile.name, cleared)
        lists = {
            "name": name,
            "phones": self._phones(profile, draft, cleared),
            "emails": update_contacts("email", profile.emails, draft, self.targets, cleared),
            "addresses": update_addresses(profile.addresses, draft, self.targets, cleared),
            "external_ids": _ids(profile, draft.profile, cleared),
            "attributes": self._attributes(profile, draft.profile, cleared),
            "unread": (*profile.unread, *draft.profile.unread),  # the profile keeps each once
        }
        for target in _WORDS:
            field, values = self._words(target, profile, draft.profile, cleared)
            lists[field] = values
        if set(draft.profile.unread) <= set(profile.unread):
            del lists["unread"]
        changes |= {k: v for k, v in lists.items() if v != getattr(profile, k)}
        return attrs.evolve(profile, **changes) if changes else profile

    def _over(self, field: str) -> bool:
        return any(target.field == field for target in self.targets)

    def _scalars(self, old: Profile, new: Profile, cleared: Collection[Target]) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        for target, field in _SCALARS.items():
            before, value = getattr(old, field), getattr(new, field)
            after = before
            for blank in cleared:
                if blank.field == target:
                    after = _without_part(after, blank.part)
            if value is not None and (after is None or self._over(target)):
                after = value
            elif field == "birthday":
                after = complete_date(after, value)
            if after != before:
                changes[field] = after
        return changes

    def _name(
        self, old: PersonName | None, new: PersonName | None, cleared: Collection[Target]
    ) -> PersonName | None:
        over = {_NAME[t.field] for t in self.targets if t.field in _NAME}
        clear = {_NAME[t.field] for t in cleared if t.field in _NAME}
        return complete_name(old, new, over=over, clear=clear)

    def _phones(self, profile: Profile, draft: Draft, cleared: Collection[Target]) -> Any:
        told = told_kinds(profile.phones, draft.profile.phones)
        return update_contacts("phone", told, draft, self.targets, cleared)

    def _words(
        self, target: str, old: Profile, new: Profile, cleared: Collection[Target]
    ) -> tuple[str, tuple[str, ...]]:
        field, key = _WORDS[target]
        kept, added = getattr(old, field), getattr(new, field)
        said = {key(word) for word in added}
        if any(t.field == target for t in cleared) or (added and self._over(target)):
            kept = tuple(word for word in kept if key(word) in said)
        held = {key(word) for word in kept}
        return field, (*kept, *(word for word in added if key(word) not in held))

    def _attributes(
        self, old: Profile, new: Profile, cleared: Collection[Target]
    ) -> tuple[Any, ...]:
        over = {t.attribute_key for t in self.targets if t.field == "custom"}
        blank = {t.attribute_key for t in cleared if t.field == "custom"}
        values = {a.key: a for a in old.attributes if a.key not in blank}
        for attribute in new.attributes:
            if attribute.key not in values or attribute.key in over:
                values[attribute.key] = attribute
        return tuple(values.values())


def _field_of(target: Target) -> str:
    """Return the field of a profile that a column fills, ``custom:`` and its key for attributes."""
    if target.field == "custom":
        return f"custom:{target.attribute_key}"
    if target.field in _SCALARS:
        return _SCALARS[target.field]
    return _WORDS[target.field][0] if target.field in _WORDS else _LISTS.get(target.field, "name")


def _value_of(profile: Profile, field: str) -> Any:
    if field.startswith("custom:"):
        return profile.attribute(field.removeprefix("custom:"))
    return getattr(profile, field)


def _is_said(field: str, value: Any) -> bool:
    """True for a value that a cell can say: a note ``-`` or the birth date of a program cannot."""
    if isinstance(value, str):
        return not (is_nothing(value) or is_none_of(_TITLES.get(field, field), value))
    if isinstance(value, tuple):
        return any(_is_said(field, each) for each in value)
    if isinstance(value, PartialDate):
        return not is_empty_date(value.isoformat())
    return value is not None


def _without_part(value: Any, part: str | None) -> Any:
    """Return what is left of a value when one part of it, or all of it, is cleared."""
    if part is None or not isinstance(value, PartialDate):
        return None
    try:
        return attrs.evolve(value, **{part: None})
    except InvalidValueError:  # what is left is no date
        return None


def _ids(old: Profile, new: Profile, cleared: Collection[Target]) -> tuple[Any, ...]:
    systems = {(t.name or LIST_SYSTEM).casefold() for t in cleared if t.field == "external_id"}
    said = {external.key for external in new.external_ids}
    kept = tuple(e for e in old.external_ids if e.system.casefold() not in systems or e.key in said)
    held = {external.key for external in kept}
    return (*kept, *(e for e in new.external_ids if e.key not in held))
