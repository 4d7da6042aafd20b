"""From a filter people compose to the facets a store counts by."""

from datetime import datetime
from decimal import Decimal

import attrs

from clientbook.book.clients.renamings import load_names
from clientbook.book.contexts import Context
from clientbook.book.imports.known_runs import is_known_run
from clientbook.book.lists.facets import consent_now, indexed_as, visit_range
from clientbook.domain.attributes import (
    AttributeDefinition,
    AttributeType,
    AttributeValue,
    attribute_key,
)
from clientbook.domain.checks import check_type, refuse
from clientbook.domain.consents import ALL_TOPICS, Channel
from clientbook.domain.filters import MISSABLE, NO_FILTER, Filter
from clientbook.domain.subscriptions import check_topic
from clientbook.searching import facets
from clientbook.storage.protocols import EVERYONE, FacetFilter

_Range = tuple[str, str]
_REACHED_BY = {
    Channel.SMS: facets.MOBILE,
    Channel.EMAIL: facets.EMAIL,
    Channel.PHONE: facets.CALLABLE,
    Channel.POST: facets.ADDRESS,
}


@attrs.define
class _Wanted:
    """The conditions gathered so far."""

    all_of: set[str] = attrs.field(factory=set)
    none_of: set[str] = attrs.field(factory=set)
    ranges: list[_Range] = attrs.field(factory=list)
    none_ranges: list[_Range] = attrs.field(factory=list)

    def frozen(self) -> FacetFilter:
        return FacetFilter(
            frozenset(self.all_of),
            frozenset(self.none_of),
            tuple(self.ranges),
            tuple(self.none_ranges),
        )


def facet_filter(context: Context, where: Filter) -> FacetFilter:
    """Return the facets a client must have, or must not, to pass a filter now; writes nothing.

    Raises:
        InvalidValueError: A topic, an attribute or an import is unknown to the book, or a value is
            of another type than the attribute.
    """
    check_type("where", where, Filter)
    if where == NO_FILTER:
        return EVERYONE
    now = context.clock()
    wanted = _Wanted()
    for flag, facet in (
        (where.has_mobile, facets.MOBILE),
        (where.has_phone, facets.PHONE),
        (where.has_email, facets.EMAIL),
        (where.blocked, facets.BLOCKED),
    ):
        if flag is not None:
            (wanted.all_of if flag else wanted.none_of).add(facet)
    wanted.all_of.update(facets.tag_facet(tag) for tag in where.tags)
    _attributes(context, where, wanted)
    if where.origin is not None:
        wanted.all_of.add(facets.origin_facet(where.origin))
    if where.import_run is not None:
        if not is_known_run(context, where.import_run):
            raise refuse("filter.import_run", "no such import in this book")
        wanted.all_of.add(facets.run_facet(where.import_run))
    _consents(context, where, now, wanted)
    _visits(where, now, wanted)
    return wanted.frozen()


def _attributes(context: Context, where: Filter, wanted: _Wanted) -> None:
    names = where.attribute_names
    definitions = load_names(context) if names else {}
    for name in names:
        if attribute_key(name) not in definitions:
            asked = any(name == other for other, _ in where.attributes)
            field = "filter.attributes" if asked else "filter.missing"
            raise refuse(field, "no such attribute in this book")
    for name, value in where.attributes:
        wanted.all_of.update(_value_facets(definitions[attribute_key(name)], value))
    for name in where.missing:
        if name == "tags":
            wanted.none_ranges.append(facets.TAGGED)
        elif name in MISSABLE:
            wanted.none_of.add(name)  # a facet is called like the field it stands for
        else:
            key = attribute_key(name.removeprefix("custom:"))
            wanted.none_of.add(facets.attribute_facet(definitions[key].key))


def _value_facets(definition: AttributeDefinition, value: AttributeValue) -> tuple[str, ...]:
    if definition.type is AttributeType.LIST and isinstance(value, str):
        value = (value,)
    elif definition.type is AttributeType.DECIMAL and type(value) is int:
        value = Decimal(value)
    elif definition.type is AttributeType.CHOICE and isinstance(value, str):
        value = {c.casefold(): c for c in definition.choices}.get(value.casefold(), value)
    if not definition.accepts(value):
        raise refuse("filter.attributes", "no value that this attribute can have")
    return facets.value_facets(definition.key, value)


# States a client must be in now, and must not, by the condition and the topic's default.
_States = tuple[tuple[str, ...], tuple[str, ...]]
_STATES: dict[str, dict[bool, _States]] = {
    "subscribed_to": {True: ((), ("off",)), False: (("on",), ())},
    "may_contact": {True: ((), ("off",)), False: (("on",), ())},
    "unsubscribed_from": {True: (("off",), ()), False: ((), ("on",))},
    "opted_out_of": {True: (("no", "off"), ()), False: (("no",), ("on",))},
    "never_asked": dict.fromkeys((True, False), ((), ("ever on", "off", "no", "said"))),
}


def _consents(context: Context, where: Filter, now: datetime, wanted: _Wanted) -> None:
    asked = [(pair, kind) for kind in _STATES for pair in getattr(where, kind)]
    if not asked:
        return
    known = context.settings.topics
    defaults = {topic.name: topic.subscribed for topic in known}
    names = indexed_as(context, defaults)
    for (channel, topic), kind in asked:
        check_topic(known, topic, wildcard=True)
        for name in defaults if topic == ALL_TOPICS else (topic,):
            having, lacking = _STATES[kind][defaults[name]]
            for state in having:
                wanted.ranges.append(consent_now(state, channel, names[name], now))
            for state in lacking:
                wanted.none_ranges.append(consent_now(state, channel, names[name], now))
    wanted.all_of.update(_REACHED_BY[channel] for channel, _ in where.may_contact)


def _visits(where: Filter, now: datetime, wanted: _Wanted) -> None:
    since, before = where.last_appointment_from, where.last_appointment_before
    if where.has_appointment is False:
        wanted.none_ranges.append(visit_range(None, None, now))
    if where.has_appointment or since or before:
        wanted.ranges.append(visit_range(since, before, now))
    if before is not None:
        wanted.none_ranges.append(visit_range(before, None, now))
