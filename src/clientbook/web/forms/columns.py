"""The form that says where each column of a file goes."""

from collections.abc import Iterator, Sequence
from functools import partial

import attrs

from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.contact_limits import ContactLimits
from clientbook.domain.settings import BookSettings, EntryPoint
from clientbook.domain.targets import NAME_FIELDS, Target
from clientbook.errors import InvalidValueError, MappingError
from clientbook.importing.mapping import Mapping, Reason, UpdatePolicy
from clientbook.importing.tables import Table
from clientbook.importing.titles import title_of
from clientbook.importing.views import MappingView, view_mapping
from clientbook.web.exchange import Fields
from clientbook.web.locales import Locale

AT_ONCE = 50
"""Columns of one page: a form of a framework has room for a thousand fields."""

SAMPLE = 200
"""Rows from which values are shown."""

DATE_ORDERS = ("DMY", "MDY", "YMD")
"""Orders of day, month and year that can be chosen."""

NEW = "new"
"""Choice of a column that becomes an attribute the book does not have yet."""

_ABOUT = (
    "birth_date",
    "birth_date.year",
    "birth_date.month",
    "birth_date.day",
    "gender",
    "language",
    "company",
    "department",
    "job_title",
    "website",
    "tags",
    "note",
    "blocked",
    "external_id",
    "external_id:account",
    "created_at",
    "unread",
)
_PHONES = ("mobile", "mobile.2", "mobile.3", "home", "work", "main", "fax", "other")
_EMAILS = ("home", "work", "other")
_PARTS = (
    "street",
    "number",
    "number_addition",
    "street_type",
    "street2",
    "district",
    "postcode",
    "city",
    "postcode_city",
    "region",
    "country",
    "full",
)
_PLACES = ("work", "billing", "shipping", "service")
_PLACE_PARTS = ("street", "street2", "postcode", "city", "region", "country", "full")
_EVERY = ("all_email", "all_sms", "all_phone", "all_post", "all")
_CONSENTS = ("email", "sms", "phone", "post", "marketing", *_EVERY)
_NUMBERED = 5  # phones and e-mails that are told apart by a number alone


@attrs.frozen
class TargetGroup:
    """Targets that belong together, as a list of choices shows them.

    Args:
        title: What they are about.
        options: Value and words of each.
    """

    title: str
    options: tuple[tuple[str, str], ...]


@attrs.frozen
class ColumnField:
    """One column of the form.

    Args:
        index: Its position, from 0.
        view: Title, values and target.
        chosen: Value of the list of choices.
        name: Name of a new attribute.
        overwrites: Whether it overwrites what a client has.
        date_order: Order of its dates, empty where its values decide.
        offers: Targets that were close, best first: value and words.
        why: Why it goes there, in words.
        wrong: What is wrong with it, empty when nothing is.
    """

    index: int
    view: MappingView
    chosen: str
    name: str
    overwrites: bool
    date_order: str
    offers: tuple[tuple[str, str], ...]
    why: str
    wrong: str = ""


def target_groups(
    settings: BookSettings, definitions: Sequence[AttributeDefinition], locale: Locale
) -> tuple[TargetGroup, ...]:
    """Return every target that a list of choices offers, by group."""
    words = partial(_words, locale=locale)
    groups = {
        "name": NAME_FIELDS,
        "phone": tuple(_phones(settings.limits)),
        "email": tuple(_emails(settings.limits)),
        "address": tuple(_addresses()),
        "about": _ABOUT,
        "consent": tuple(_consents()),
    }
    found = [
        TargetGroup(locale.t(f"imports.group_{name}"), tuple((t, words(t)) for t in texts))
        for name, texts in groups.items()
    ]
    if definitions:
        own = tuple((str(Target.custom(d.name)), d.name) for d in definitions)
        found.append(TargetGroup(locale.t("imports.group_attribute"), own))
    return tuple(found)


def _words(text: str, locale: Locale) -> str:
    target = Target.parse(text)
    if target.field == "external_id" and target.name == "account":
        return locale.t("imports.account")
    return title_of(target, locale.language)


def _phones(limits: ContactLimits) -> Iterator[str]:
    yield from (f"phone.{kind}" for kind in _PHONES)
    most = min(limits.phones, _NUMBERED)
    yield from (f"phone.{slot}" for slot in range(1, most + 1))
    yield from (f"phone.{slot}.label" for slot in range(1, most + 1))


def _emails(limits: ContactLimits) -> Iterator[str]:
    yield from (f"email.{slot}" for slot in range(1, min(limits.emails, _NUMBERED) + 1))
    yield from (f"email.{kind}" for kind in _EMAILS)


def _addresses() -> Iterator[str]:
    yield from (f"address.{part}" for part in _PARTS)
    for place in _PLACES:
        yield from (f"address.{place}.{part}" for part in _PLACE_PARTS)


def _consents() -> Iterator[str]:
    yield from (f"consent.{kind}" for kind in _CONSENTS)
    yield from (f"consent.{kind}.optout" for kind in _CONSENTS)
    yield from ("consent.email.status", "consent.date", "consent.date.optout")


def target_words(target: Target, locale: Locale) -> str:
    """Return what a target is called."""
    if target.is_skip:
        return locale.t("imports.skip")
    if target.field == "custom":
        return target.name or locale.t("imports.new_attribute")
    return _words(str(target), locale)


def column_fields(
    table: Table,
    mapping: Mapping,
    first: int,
    locale: Locale,
    *,
    known: frozenset[str],
    wrong: dict[int, str],
) -> tuple[ColumnField, ...]:
    """Return a page of columns.

    Args:
        table: The file.
        mapping: What its columns mean so far.
        first: Position of the first column.
        locale: Of the reader.
        known: Keys of the attributes the book has.
        wrong: What is wrong with single columns, by position.
    """
    rows = table.sample(SAMPLE)
    sample = Table(
        table.header, partial(iter, rows), source=table.source, row_count=max(len(rows), 1)
    )
    views = view_mapping(sample, mapping)
    return tuple(
        _field(index, views[index], mapping, locale, known=known, wrong=wrong.get(index, ""))
        for index in range(first, min(first + AT_ONCE, len(views)))
    )


def _field(
    index: int,
    view: MappingView,
    mapping: Mapping,
    locale: Locale,
    *,
    known: frozenset[str],
    wrong: str,
) -> ColumnField:
    column, target = mapping.columns[index], view.target
    chosen, name = "" if target is None else str(target), ""
    if target is not None and target.is_skip:
        chosen = "skip"
    elif target is not None and target.field == "custom":
        name = mapping.attribute_name(index)
        own = Target.custom(name)
        chosen = str(own) if own.attribute_key in known else NEW
    return ColumnField(
        index,
        view,
        chosen,
        name or mapping.attribute_name(index),
        column.policy is UpdatePolicy.OVERWRITE,
        column.date_order or "",
        tuple((str(t), target_words(t, locale)) for t in column.alternatives[:3]),
        locale.t(f"imports.reason_{view.reason.value}"),
        wrong,
    )


def shown_target(field: ColumnField, locale: Locale) -> tuple[str, str]:
    """Return value and words of what a column goes to, for a list that lacks it."""
    target = field.view.target
    return field.chosen, "" if target is None else target_words(target, locale)


def read_columns_form(
    mapping: Mapping, form: Fields, locale: Locale
) -> tuple[Mapping, dict[int, str]]:
    """Return the mapping with what a form chose, and what is wrong with single columns.

    A column that the form does not name, or names as it was, stays as it is.
    """
    wrong: dict[int, str] = {}
    for index in form.numbers("target"):
        if index >= len(mapping.columns):
            continue
        try:
            mapping = _read_column(mapping, index, form)
        except (InvalidValueError, MappingError):
            wrong[index] = locale.t("imports.wrong_column")
    return mapping, wrong


def _read_column(mapping: Mapping, index: int, form: Fields) -> Mapping:
    column = mapping.columns[index]
    chosen = form.get(f"target.{index}")
    if not chosen:
        target = None
    elif chosen == NEW:
        named = form.get(f"name.{index}")
        own = named and named != mapping.attribute_name(index)
        kept = column.target is not None and column.target.field == "custom" and not own
        target = column.target if kept else Target.custom(named or mapping.attribute_name(index))
    else:
        target = Target.parse(chosen)
        known = column.target is not None and column.target.field == "custom"
        if known and target == Target.custom(mapping.attribute_name(index)):
            target = column.target  # the attribute that the title names
    if target is None and column.target is not None:
        mapping = mapping.with_column(index, target=None, confidence=0.0, reason=Reason.UNDECIDED)
    elif target != column.target:
        mapping = mapping.with_column(index, target=target)
    overwrites = f"overwrite.{index}" in form
    split = next((v for v in form.all(f"split.{index}")), "")
    if f"order.{index}" in form:
        order = form.get(f"order.{index}")
        mapping = mapping.with_column(index, date_order=order if order in DATE_ORDERS else None)
    return mapping.with_column(
        index,
        split=(split.strip() or split) or None,
        policy=UpdatePolicy.OVERWRITE if overwrites else UpdatePolicy.FILL,
    )


def requirement_words(settings: BookSettings, locale: Locale) -> str:
    """Return what each row has to hold, in words; empty where nothing is asked for."""
    wanted = settings.requirements_of(EntryPoint.IMPORT)
    parts = [locale.t(f"imports.need_{field}") for field in wanted.all_of]
    if wanted.any_of:
        either = locale.t("imports.need_or")
        parts.append(either.join(locale.t(f"imports.need_{field}") for field in wanted.any_of))
    return locale.t("imports.need_and").join(parts)
