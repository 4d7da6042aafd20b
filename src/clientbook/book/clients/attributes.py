"""Definitions of custom attributes: typed, versioned, changed with their values or not at all."""

from collections.abc import Callable, Iterable, Iterator

import attrs

from clientbook.book.clients import redefining
from clientbook.book.clients.converting import convert_value
from clientbook.book.contexts import Context
from clientbook.book.progress import ProgressCallback
from clientbook.book.resolving import REDIRECTS
from clientbook.book.writing import DELETED, Edit, record_event, write
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.activities import Activity, Appointment
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    attribute_key,
    by_any_name,
)
from clientbook.domain.checks import check_type, refuse
from clientbook.domain.clients import Actor, Client, ClientId
from clientbook.domain.doors import guarded
from clientbook.domain.journal import ChangeKind
from clientbook.errors import InvalidProfileError, RecordNotFoundError
from clientbook.messages.issues import Issue, IssueCode
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

    def change(
        self,
        name: str,
        definition: AttributeDefinition,
        *,
        by: Actor,
        progress: ProgressCallback | None = None,
    ) -> AttributeDefinition:
        """Rename and redefine an attribute, with the values of all clients, while others write.

        What :meth:`rename` and :meth:`define` do in one unit of work is done in bounded ones: first
        every value is looked at, and where one cannot be converted nothing is changed; then the
        clients follow, and whoever writes one meanwhile brings it along.  A value entered between
        the two that has no form in the new type is kept as a text that could not be read.

        Args:
            name: What it is called.
            definition: What it is to be, its name included; its version is set here.
            by: Who changes it.
            progress: Called after each step; False stops, and :meth:`finish_change` goes on.

        Returns:
            The definition as it is now.

        Raises:
            RecordNotFoundError: No such attribute.
            InvalidValueError: Another attribute has the new name, or had it.
            InvalidProfileError: Values cannot be converted; one issue names each client by id.
            OperationCancelledError: *progress* stopped it.
        """
        check_type("definition", definition, AttributeDefinition)
        self.finish_change(progress=progress)
        with self.context.unit():
            known = self.get(name, scope=definition.scope)
            kept = self._changed_from(known, definition)
            if kept == known:
                return known
            kept = attrs.evolve(kept, version=known.version + 1)
            moves = (known.key, known.type, known.choices) != (kept.key, kept.type, kept.choices)
            if kept.scope is AttributeScope.CLIENT and moves:
                redefining.begin(self.context, known.key, kept, by)
            else:
                self._switch(known.key, kept, by)
        self.finish_change(progress=progress)
        return self.get(kept.name, scope=kept.scope)

    def _changed_from(
        self, known: AttributeDefinition, definition: AttributeDefinition
    ) -> AttributeDefinition:
        """Return what an attribute is to be with the history of what is kept."""
        if definition.key == known.key:
            return _as_kept(definition, known)
        if definition.key in load_definitions(self.context, definition.scope):
            raise refuse("attribute.name", "another attribute has this name")
        self._check_former(definition, but=known.key)
        former = (*(k for k in known.former if k != definition.key), known.key)
        return attrs.evolve(definition, version=known.version, former=former)

    def _switch(self, former: str, kept: AttributeDefinition, by: Actor) -> None:
        """Make a definition what it is to be, its clients aside."""
        save_definitions(self.context, [kept], actor=by)
        if kept.key != former:
            old = _definition_id(kept.scope, former)
            self.context.store.delete_records(self.context.book, DEFINITIONS, [old])
            if kept.scope is AttributeScope.CLIENT:
                self.follow(self.context, former, kept)

    def changing(self) -> redefining.AttributeChange | None:
        """Return the change that is under way, or was cut short; None where there is none."""
        return redefining.under_way(self.context)

    def finish_change(self, *, progress: ProgressCallback | None = None) -> None:
        """Go on with a change that was cut short, see :meth:`change`; without one, do nothing."""
        redefining.finish(
            self.context,
            lambda change: self._switch(change.former, change.definition, change.actor),
            progress,
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
