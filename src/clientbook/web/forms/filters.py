"""The filter of the client list: from the address to the value and back."""

from datetime import UTC, datetime

import attrs

from clientbook.book import ClientBook
from clientbook.domain.attributes import AttributeDefinition
from clientbook.domain.consents import Channel
from clientbook.domain.filters import NO_FILTER, Filter, Sort, TopicOnChannel
from clientbook.errors import InvalidValueError, RecordNotFoundError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.date_orders import DateOrder
from clientbook.parsing.dates import parse_date
from clientbook.web.exchange import Fields

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


@attrs.frozen
class ReadFilter:
    """A filter as an address asks for it.

    Args:
        where: The filter.
        asked: What the address says, conditions only.
        sort: In which order.
    """

    where: Filter
    asked: Fields
    sort: Sort = Sort.NAME_ASC

    @property
    def is_set(self) -> bool:
        """True when it leaves somebody out."""
        return self.where != NO_FILTER


def read_filter(query: Fields, book: ClientBook) -> ReadFilter:
    """Return the filter that an address asks for; names it does not know are left aside.

    Raises:
        InvalidValueError: A value that the condition cannot have.
    """
    idle = {part for whole, parts in _PARTS.items() if not query.get(whole) for part in parts}
    asked = Fields((name, query.get(name)) for name in NAMES if query.get(name)).without(*idle)
    conditions: dict[str, object] = {
        name: asked.get(name) == "yes" for name in YES_OR_NO if asked.get(name) in ("yes", "no")
    }
    if tag := asked.get("tag"):
        conditions["tags"] = (tag,)
    if run := asked.get("import_run"):
        conditions["import_run"] = run
    if (kind := asked.get("consent")) in CONSENTS:
        conditions[kind] = (_topic(asked),)
    if name := asked.get("attribute"):
        conditions.update(_attribute(name, asked.get("value"), book))
    if day := asked.get("not_since"):
        conditions["last_appointment_before"] = _midnight(day, book)
    order = Sort.NAME_DESC if query.get("sort") == Sort.NAME_DESC.value else Sort.NAME_ASC
    return ReadFilter(Filter(**conditions), asked, order)  # type: ignore[arg-type]


def _topic(asked: Fields) -> TopicOnChannel:
    try:
        return (Channel(asked.get("channel")), asked.get("topic"))
    except ValueError:
        issue = Issue.of(IssueCode.INVALID_VALUE, "channel", reason="no such field")
        raise InvalidValueError(issue) from None


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


def _midnight(text: str, book: ClientBook) -> datetime:
    try:
        day = parse_date(text, order=DateOrder(book.settings.tie_break))
    except InvalidValueError as error:  # what is asked for is the last appointment
        raise InvalidValueError(attrs.evolve(error.issue, field="not_since")) from None
    if day.year is None or day.month is None or day.day is None:
        raise InvalidValueError(Issue.of(IssueCode.INVALID_DATE, "not_since"))
    zone = book.settings.zone
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
