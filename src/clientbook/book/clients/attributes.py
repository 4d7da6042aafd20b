"""Definitions of custom attributes: typed, versioned, changed with their values or not at all."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs

from clientbook.book.contexts import Context
from clientbook.book.writing import Edit, record_event, write
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.activities import Activity, Appointment
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    AttributeValue,
    attribute_key,
)
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.journal import ChangeKind
from clientbook.errors import InvalidProfileError, InvalidValueError, RecordNotFoundError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.date_orders import DateOrder
from clientbook.searching.facets import attribute_facet
from clientbook.storage.protocols import FacetFilter, Record

DEFINITIONS = "attribute"
"""Records of attribute definitions, one a scope and key."""

_PAGE = 500


def _definition_id(scope: AttributeScope, key: str) -> str:
    return f"{scope.value}:{key}"


def load_definitions(
    context: Context, scope: AttributeScope = AttributeScope.CLIENT
) -> dict[str, AttributeDefinition]:
    """Return the definitions of a scope by key, in the order of their keys."""
    records = context.store.list_records(context.book, DEFINITIONS, prefix=f"{scope.value}:")
    found = [from_document(AttributeDefinition, record.body) for record in records]
    return {definition.key: definition for definition in found}


def save_definitions(
    context: Context, definitions: Iterable[AttributeDefinition], *, actor: Actor, cause: str = ""
) -> None:
    """Keep definitions and journal each, inside the caller's unit of work."""
    for definition in definitions:
        record = Record(
            DEFINITIONS, _definition_id(definition.scope, definition.key), to_document(definition)
        )
        context.store.put_records(context.book, [record])
        record_event(
            context, ChangeKind.DEFINITION, actor=actor, cause=cause, fields=(definition.key,)
        )


def attribute_issues(
    attributes: Iterable[Attribute], definitions: dict[str, AttributeDefinition]
) -> tuple[Issue, ...]:
    """Return what is wrong with typed values: no such definition, or another type."""
    issues: list[Issue] = []
    for attribute in attributes:
        definition = definitions.get(attribute.key)
        field = f"custom:{attribute.key}"
        if definition is None:
            issues.append(
                Issue.of(IssueCode.INVALID_VALUE, field, reason="no such attribute is defined")
            )
        elif not definition.accepts(attribute.value):
            issues.append(
                Issue.of(IssueCode.INVALID_VALUE, field, reason=f"expected {definition.type.value}")
            )
    return tuple(issues)


def _to_text(value: AttributeValue) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(value)
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def convert_value(value: AttributeValue, definition: AttributeDefinition) -> AttributeValue | None:
    """Return *value* in the type of *definition*, None when it has no such form."""
    if definition.accepts(value):
        return value
    try:
        return parse_attribute(_to_text(value), definition, date_order=DateOrder.YMD)
    except InvalidValueError:
        return None


@attrs.frozen
class AttributeDesk:
    """Defines the custom attributes of a book.

    Args:
        context: The book.
    """

    context: Context

    def list(
        self, scope: AttributeScope = AttributeScope.CLIENT
    ) -> tuple[AttributeDefinition, ...]:
        """Return the definitions of a scope, by key."""
        return tuple(load_definitions(self.context, scope).values())

    def get(
        self, name: str, *, scope: AttributeScope = AttributeScope.CLIENT
    ) -> AttributeDefinition:
        """Return a definition; letter case and spacing of its name do not count.

        Raises:
            RecordNotFoundError: No such attribute.
        """
        key = attribute_key(name)
        definition = load_definitions(self.context, scope).get(key)
        if definition is None:
            raise RecordNotFoundError("attribute", key)
        return definition

    def define(self, definition: AttributeDefinition, *, by: Actor) -> AttributeDefinition:
        """Define an attribute, or change it: its type, choices, merge rule or spelling.

        When the type changes, the values of all clients are converted in the same unit of work,
        or none is.

        Args:
            definition: What it is to be; its version is set here.
            by: Who defines.

        Returns:
            The definition as kept, its version one up when something changed.

        Raises:
            InvalidProfileError: Values cannot be converted; one issue names each client by id.
        """
        with self.context.unit():
            known = load_definitions(self.context, definition.scope).get(definition.key)
            if known is None:
                kept = attrs.evolve(definition, version=1)
            elif attrs.evolve(definition, version=known.version) == known:
                return known
            else:
                kept = attrs.evolve(definition, version=known.version + 1)
                if (known.type, known.choices) != (kept.type, kept.choices):
                    self._convert_all(kept, by)
            save_definitions(self.context, [kept], actor=by)
            return kept

    def _convert_all(self, definition: AttributeDefinition, by: Actor) -> None:
        if definition.scope is AttributeScope.APPOINTMENT:
            return  # the host's appointments keep what they were given
        refused: list[Issue] = []
        after: tuple[str, ClientId] | None = None
        where = FacetFilter(all_of=frozenset({attribute_facet(definition.key)}))
        while page := self.context.store.list_clients(
            self.context.book, where, after=after, limit=_PAGE
        ):
            after = page[-1]
            clients = self.context.store.get_clients(self.context.book, [i for _, i in page])
            edits = [_converted(clients[i], definition, refused) for _, i in page]
            if not refused:
                cause = f"definition:{definition.key}"
                kept = [edit for edit in edits if edit is not None]
                write(self.context, kept, actor=by, cause=cause)
        if refused:
            raise InvalidProfileError(tuple(refused))


def _converted(
    client: Client, definition: AttributeDefinition, refused: "list[Issue]"
) -> Edit | None:
    changed: list[Attribute] = []
    for attribute in client.profile.attributes:
        if attribute.key != definition.key:
            changed.append(attribute)
            continue
        value = convert_value(attribute.value, definition)
        if value is None:
            field = f"custom:{definition.key}"
            reason = f"the value of client {client.id} is no {definition.type.value}"
            refused.append(Issue.of(IssueCode.INVALID_VALUE, field, reason=reason))
            return None
        changed.append(Attribute(attribute.key, value))
    profile = attrs.evolve(client.profile, attributes=changed)
    return Edit(ChangeKind.UPDATED, client, attrs.evolve(client, profile=profile))


def check_activity(context: Context, activity: Activity) -> None:
    """Check the attributes of an appointment against the definitions of scope APPOINTMENT.

    Raises:
        InvalidProfileError: An attribute is not defined so.
    """
    if isinstance(activity.payload, Appointment) and activity.payload.attributes:
        definitions = load_definitions(context, AttributeScope.APPOINTMENT)
        issues = attribute_issues(activity.payload.attributes, definitions)
        if issues:
            raise InvalidProfileError(issues)
