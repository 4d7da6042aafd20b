"""The filter of the client list: from the address to the value and back."""

from collections.abc import Collection
from datetime import datetime

import attrs

from clientbook.book import ClientBook
from clientbook.book.days import day_begins
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.consents import Channel
from clientbook.domain.filters import NO_FILTER, Filter, Sort, TopicOnChannel
from clientbook.errors import InvalidValueError, RecordNotFoundError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.date_orders import DateOrder
from clientbook.web.exchange import Fields
from clientbook.web.locales import Locale

YES_OR_NO = ("has_mobile", "has_email", "has_appointment", "blocked")
"""Conditions that are asked for with, without, or not at all."""

CONSENTS = ("may_contact", "opted_out_of", "never_asked")
"""Conditions on a channel and a topic."""

NAMES = (
    *YES_OR_NO,
    "tag",
    "consent",
    "channel",
    "topic",
    "attribute",
    "value",
    "import_run",
    "not_since",
)
"""Names of the conditions in an address."""


_PARTS = {"consent": ("channel", "topic"), "attribute": ("value",)}
"""Names that mean nothing without another: a form sends them all the same."""


LISTED = ("q", *NAMES, "sort")
"""Names of an address that say whom a list shows, and in which order."""


@attrs.frozen
class ReadFilter:
    """A filter as an address asks for it.

    Args:
        where: The filter.
        asked: What the address says, conditions only.
        sort: In which order, None for the usual one.
    """

    where: Filter
    asked: Fields
    sort: Sort | None = None

    @property
    def is_set(self) -> bool:
        """True when it leaves somebody out."""
        return self.where != NO_FILTER


def read_filter(query: Fields, book: ClientBook) -> ReadFilter:
    """Return the filter that an address asks for; names it does not know are left aside.

    A value it does not know is refused: what left it aside would show, export or change everybody.

    Raises:
        InvalidValueError: A value that the condition cannot have.
    """
    idle = {part for whole, parts in _PARTS.items() if not query.get(whole) for part in parts}
    asked = Fields((name, query.get(name)) for name in NAMES if query.get(name)).without(*idle)
    conditions: dict[str, object] = {
        name: one_of(asked, name, ("yes", "no")) == "yes" for name in YES_OR_NO if name in asked
    }
    if tag := asked.get("tag"):
        conditions["tags"] = (tag,)
    if run := asked.get("import_run"):
        conditions["import_run"] = run
    if "consent" in asked:
        conditions[one_of(asked, "consent", CONSENTS)] = (_topic(asked),)
    if name := asked.get("attribute"):
        conditions.update(_attribute(name, asked.get("value"), book))
    if day := asked.get("not_since"):
        conditions["last_appointment_before"] = midnight(day, book, "not_since")
    order = Sort(one_of(query, "sort", tuple(Sort))) if query.get("sort") else None
    return ReadFilter(Filter(**conditions), asked, order)  # type: ignore[arg-type]


def one_of(fields: Fields, name: str, choices: Collection[str]) -> str:
    """Return the value of a name, one of some.

    Raises:
        InvalidValueError: It is another.
    """
    if (value := fields.get(name)) not in choices:
        issue = Issue.of(IssueCode.INVALID_VALUE, name, reason="not one of the choices")
        raise InvalidValueError(issue)
    return value


def _topic(asked: Fields) -> TopicOnChannel:
    return (Channel(one_of(asked, "channel", tuple(Channel))), asked.get("topic"))


def _attribute(name: str, text: str, book: ClientBook) -> dict[str, object]:
    """Return the condition on an attribute: without a value, who has none."""
    try:
        definition: AttributeDefinition = book.attributes.get(name)
    except RecordNotFoundError:
        issue = Issue.of(
            IssueCode.INVALID_VALUE, "attribute", reason="no such attribute is defined"
        )
        raise InvalidValueError(issue) from None
    if not text:
        return {"missing": (f"custom:{definition.name}",)}
    order = DateOrder(book.settings.tie_break)
    try:
        value = parse_attribute(text, definition, date_order=order)
    except InvalidValueError as error:  # with the name of the attribute, for there may be many
        raise InvalidValueError(attrs.evolve(error.issue, column=definition.name)) from None
    return {"attributes": ((name, value),)}


def midnight(text: str, book: ClientBook, name: str) -> datetime:
    """Return when a day begins that somebody typed into a field, in the zone of the book.

    A day to come may be asked for: nothing has happened since, and everything until.

    Raises:
        InvalidValueError: It is no whole date.
    """
    try:
        begins = day_begins(book.context, text, future=True)
    except InvalidValueError as error:  # a field of a form, not of a person
        raise InvalidValueError(attrs.evolve(error.issue, field=name)) from None
    if begins is None:
        raise InvalidValueError(Issue.of(IssueCode.INVALID_DATE, name))
    return begins


def shown_by(found: ReadFilter, text: str) -> Fields:
    """Return what an address says of whom a list shows, and in which order."""
    order = (("sort", found.sort.value),) if found.sort else ()
    return Fields((*((("q", text),) if text else ()), *found.asked, *order))


def filter_words(asked: Fields, book: ClientBook, locale: Locale) -> list[str]:
    """Return the filters that are set, as somebody reads them beside the list."""
    names = {one.key: one.name for one in book.attributes.list()}
    said = [
        (locale.t(f"lists.filter_{name}"), locale.t(f"lists.{how}_{name}"))
        for name in YES_OR_NO
        if (how := {"yes": "with", "no": "without"}.get(asked.get(name)))
    ]
    said += [
        (locale.t(f"lists.filter_{name}"), text)
        for name in ("tag", "not_since")
        if (text := asked.get(name))
    ]
    if kind := asked.get("consent"):
        about = ("clients.channel", asked.get("channel")), ("clients.topic", asked.get("topic"))
        what = ", ".join(locale.word(group, value) for group, value in about if value)
        said.append((locale.word("lists.consent", kind), what))
    if key := asked.get("attribute"):
        said.append((names.get(key, key), asked.get("value") or locale.t("clients.nothing")))
    lines = [locale.t("lists.set_filter", name=name, value=value) for name, value in said]
    return [*lines, *([locale.t("lists.filter_run")] if asked.get("import_run") else [])]
