"""Definitions of custom attributes: typed, versioned, changed with their values or not at all."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

import attrs

from clientbook.book.contexts import Context
from clientbook.book.resolving import REDIRECTS
from clientbook.book.writing import DELETED, Edit, record_event, write
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.activities import Activity, Appointment
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    AttributeValue,
    attribute_key,
    by_any_name,
)
from clientbook.domain.checks import check_type, refuse
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.doors import guarded
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


@guarded
@attrs.frozen
class AttributeDesk:
    """Defines the custom attributes of a book.

    Args:
        context: The book.
        follow: Renames an attribute in what else the book keeps: its key before, and what it is.
    """

    context: Context
    follow: Callable[[Context, str, AttributeDefinition], None] = lambda *_: None

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

    def _check_former(self, wanted: AttributeDefinition, *, but: str = "") -> None:
        """Refuse a key that leads to another attribute than the one of key *but*.

        What a host keeps and what the journal holds says the key alone: were it another's from now
        on, an old plan or an undo would give that one the values.
        """
        for key, definition in load_definitions(self.context, wanted.scope).items():
            if key != but and wanted.key in definition.former:
                name = definition.name
                raise refuse(
                    "attribute.name",
                    f"the attribute {name!r} had this name and is still found by it; take another,"
                    f" or let go of its old names first: rename({name!r}, {name!r}, forget=True)",
                )

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
            InvalidValueError: Another attribute had the name and is still found by it; see
                *forget* of :meth:`rename`.
        """
        check_type("definition", definition, AttributeDefinition)
        with self.context.unit():
            known = load_definitions(self.context, definition.scope).get(definition.key)
            if known is None:
                self._check_former(definition)
                kept = attrs.evolve(definition, version=1, former=())
            elif (wanted := _as_kept(definition, known)) == known:
                return known
            else:
                kept = attrs.evolve(wanted, version=known.version + 1)
                if (known.type, known.choices) != (kept.type, kept.choices):
                    self._convert_all(kept, by)
            save_definitions(self.context, [kept], actor=by)
            return kept

    def rename(
        self,
        name: str,
        new_name: str,
        *,
        by: Actor,
        scope: AttributeScope = AttributeScope.CLIENT,
        forget: bool = False,
    ) -> AttributeDefinition:
        """Give an attribute another name, with the values of all clients, or none is.

        Whatever the book keeps is renamed with it: saved mappings, the mappings of imports whose
        rows wait, acts that can be undone.  Its old name goes on leading to it, in files, plans
        and filters, and where an import or a merge is undone; no other attribute can have it
        meanwhile.

        Args:
            name: What it is called.
            new_name: What it is to be called; another spelling of the same name is fine.
            by: Who renames it.
            scope: What it describes; appointments kept in the store keep the old name until they
                are written again.
            forget: True keeps none of the names it had: for a title that was somebody's name, or
                that another attribute is to have.  It is no longer found by them: a plan made
                before, and the undo of an import, then mean whatever has the name.  With the name
                it has as *new_name*, only the names before go.

        Raises:
            RecordNotFoundError: No such attribute.
            InvalidValueError: Another attribute has the new name, or had it and is still found by
                it.
        """
        with self.context.unit():
            known = self.get(name, scope=scope)
            renamed = attrs.evolve(known, name=new_name, version=known.version + 1)
            if renamed.key == known.key:
                return self._respell(renamed, by, forget=forget)
            if renamed.key in load_definitions(self.context, scope):
                raise refuse("attribute.name", "another attribute has this name")
            self._check_former(renamed, but=known.key)
            former = (*(k for k in known.former if k != renamed.key), known.key)
            renamed = attrs.evolve(renamed, former=() if forget else former)
            save_definitions(self.context, [renamed], actor=by)
            old = _definition_id(scope, known.key)
            self.context.store.delete_records(self.context.book, DEFINITIONS, [old])

            def change(_: Client, attribute: Attribute) -> Attribute:
                return Attribute(renamed.key, attribute.value)

            self._change_all(known, change, by)
            if scope is AttributeScope.CLIENT:
                self.follow(self.context, known.key, renamed)
            return renamed

    def _respell(
        self, definition: AttributeDefinition, by: Actor, *, forget: bool
    ) -> AttributeDefinition:
        """Keep another spelling of the name, and the names before unless they are to go."""
        kept = self.define(definition, by=by)
        if forget and kept.former:
            kept = attrs.evolve(kept, version=definition.version, former=())
            save_definitions(self.context, [kept], actor=by)
        return kept

    def _convert_all(self, definition: AttributeDefinition, by: Actor) -> None:
        refused: list[Issue] = []

        def change(client: Client, attribute: Attribute) -> Attribute | None:
            value = convert_value(attribute.value, definition)
            if value is not None:
                return Attribute(attribute.key, value)
            field = f"custom:{definition.key}"
            reason = f"the value of client {client.id} is no {definition.type.value}"
            refused.append(Issue.of(IssueCode.INVALID_VALUE, field, reason=reason))
            return None

        self._change_all(definition, change, by)
        if refused:
            raise InvalidProfileError(tuple(refused))

    def _change_all(
        self,
        definition: AttributeDefinition,
        change: Callable[[Client, Attribute], Attribute | None],
        by: Actor,
    ) -> None:
        """Change an attribute of every client that has it, deleted and merged ones included.

        They may come back, and would bring a value that the book no longer knows.  A change that
        gives None leaves the client as it is.
        """
        if definition.scope is AttributeScope.APPOINTMENT:
            return  # the host's appointments keep what they were given
        cause = f"definition:{definition.key}"
        for clients in _all_clients(self.context, definition.key):
            edits = [_changed(client, definition.key, change) for client in clients]
            write(self.context, [e for e in edits if e is not None], actor=by, cause=cause)


def _as_kept(definition: AttributeDefinition, known: AttributeDefinition) -> AttributeDefinition:
    """Return what is asked for with the history of what is kept."""
    return attrs.evolve(definition, version=known.version, former=known.former)


def _all_clients(context: Context, key: str) -> Iterator[list[Client]]:
    """Yield pages of the clients that may have an attribute: active, deleted and merged ones."""
    store, book = context.store, context.book
    where = FacetFilter(all_of=frozenset({attribute_facet(key)}))
    listed: list[ClientId] = []
    after: tuple[str, ClientId] | None = None
    while page := store.list_clients(book, where, after=after, limit=_PAGE):
        after = page[-1]
        listed += [client_id for _, client_id in page]
    for collection in (DELETED, REDIRECTS):
        start: tuple[str, str] | None = None
        while records := store.list_records(book, collection, after=start, limit=_PAGE):
            start = ("", records[-1].id)
            listed += [record.id for record in records]
    ids = list(dict.fromkeys(listed))
    for first in range(0, len(ids), _PAGE):
        yield list(store.get_clients(book, ids[first : first + _PAGE]).values())


def _changed(
    client: Client, key: str, change: Callable[[Client, Attribute], Attribute | None]
) -> Edit | None:
    held = client.profile.attributes
    if all(attribute.key != key for attribute in held):
        return None
    attributes = [
        (change(client, attribute) or attribute) if attribute.key == key else attribute
        for attribute in held
    ]
    profile = attrs.evolve(client.profile, attributes=attributes)
    return Edit(ChangeKind.UPDATED, client, attrs.evolve(client, profile=profile))


def check_activity(context: Context, activity: Activity) -> Activity:
    """Check the attributes of an appointment against the definitions of scope APPOINTMENT.

    Returns:
        The activity, its attributes under the names they have now.

    Raises:
        InvalidProfileError: An attribute is not defined so.
    """
    payload = activity.payload
    if not isinstance(payload, Appointment) or not payload.attributes:
        return activity
    definitions = load_definitions(context, AttributeScope.APPOINTMENT)
    names = by_any_name(definitions)
    attributes = tuple(
        Attribute(names[a.key].key, a.value) if a.key in names else a for a in payload.attributes
    )
    if issues := attribute_issues(attributes, definitions):
        raise InvalidProfileError(issues)
    return attrs.evolve(activity, payload=attrs.evolve(payload, attributes=attributes))
