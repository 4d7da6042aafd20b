"""Which columns an empty file has that people fill in, by what a book is set to (SPEC V4, X44)."""

from collections.abc import Iterable

from clientbook.domain.settings import BookSettings, EntryPoint
from clientbook.domain.targets import Target

TEMPLATE_TARGETS = tuple(
    Target.parse(text)
    for text in (
        "given_name", "family_name", "company", "phone.mobile", "phone.mobile.2", "phone.home",
        "phone.work", "email.1", "email.2", "address.street", "address.street2",
        "address.postcode", "address.city", "address.region", "address.country", "birth_date",
        "gender", "tags", "note",
    )
)  # fmt: skip
"""Columns of a template beside those that are asked for."""

_FILLED_BY = {
    "name": ("given_name", "family_name"),
    "given_name": ("given_name",),
    "family_name": ("family_name",),
    "full_name": ("full_name",),
    "phone": ("phone.mobile",),
    "mobile": ("phone.mobile",),
    "email": ("email.1",),
}
"""Columns that give what a requirement names."""


def template_columns(settings: BookSettings) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """Return the columns of a template for a book, and those among them that must be filled.

    What must be filled stands first, then that of which something must be.  No more numbers,
    addresses and e-mails than a client of the book may hold.
    """
    needs = settings.requirements_of(EntryPoint.IMPORT)
    required = _filling(needs.all_of)
    columns: list[Target] = []
    groups: dict[str, set[object]] = {}
    first = (*required, *_filling(needs.any_of))
    for target in dict.fromkeys((*first, *TEMPLATE_TARGETS)):
        limited = target.limited_as
        if limited is not None:
            held = groups.setdefault(limited, set())
            if target.group not in held and len(held) >= settings.limits.of(limited):
                continue
            held.add(target.group)
        columns.append(target)
    return tuple(columns), required


def _filling(fields: Iterable[str]) -> tuple[Target, ...]:
    """Return the columns that give what requirements name."""
    return tuple(Target.parse(text) for field in fields for text in _FILLED_BY[field])
