"""Definitions of custom attributes: typed, versioned, changed with their values or not at all."""

from collections.abc import Callable, Iterable

import attrs

from clientbook.book.clients import redefining
from clientbook.book.contexts import Context
from clientbook.book.progress import ProgressCallback
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.activities import Activity, Appointment, Message, Review
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeScope,
    attribute_key,
    by_any_name,
)
from clientbook.domain.checks import check_type, refuse
from clientbook.domain.clients import Actor
from clientbook.domain.doors import guarded
from clientbook.domain.journal import ChangeKind
from clientbook.errors import InvalidProfileError, RecordNotFoundError, StaleRevisionError
from clientbook.messages.issues import Issue, IssueCode
from clientbook.storage.protocols import Record

DEFINITIONS = "attribute"
"""Records of attribute definitions, one a scope and key."""


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
    """Keep definitions and journal each, inside the caller's unit of work.

    Raises:
        InvalidValueError: Another attribute is just being renamed to one of them.
    """
    definitions = tuple(definitions)
    redefining.refuse_reserved(context, definitions)
    _keep_definitions(context, definitions, actor=actor, cause=cause)


def _keep_definitions(
    context: Context, definitions: Iterable[AttributeDefinition], *, actor: Actor, cause: str = ""
) -> None:
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
        expected: int | None = None,
        progress: ProgressCallback | None = None,
    ) -> AttributeDefinition:
        """Rename and redefine an attribute, with the values of all clients, while others write.

        It is done in bounded units of work, as :meth:`rename` and :meth:`define` are: first
        every value is looked at, and where one cannot be converted nothing is changed; then the
        clients follow, and whoever writes one meanwhile brings it along.  A value entered between
        the two that has no form in the new type is kept as a text that could not be read; an
        appointment with such a value is refused meanwhile.

        Args:
            name: What it is called.
            definition: What it is to be, its name included; its version is set here.
            by: Who changes it.
            expected: Its ``version`` as the caller read it; None changes whatever stands.
            progress: Called after each step; False stops, and :meth:`finish_change` goes on.

        Returns:
            The definition as it is now.

        Raises:
            RecordNotFoundError: No such attribute.
            InvalidValueError: Another attribute has the new name, or had it.  While it goes on
                nobody can define that name.
            StaleRevisionError: Somebody else has changed it since *expected*; nothing was changed.
            InvalidProfileError: Values cannot be converted; one issue names each holder by id, as
                its param ``holder`` does.
            OperationCancelledError: *progress* stopped it.
        """
        check_type("definition", definition, AttributeDefinition)
        if expected is not None:
            check_type("expected", expected, int)
        self.finish_change(progress=progress)
        with self.context.unit():
            known = self.get(name, scope=definition.scope)
            kept = self._changed_from(known, definition)
            if kept == known:
                return known
            if expected is not None and known.version != expected:
                stale = (known.key, expected, known.version)
                raise StaleRevisionError(*stale, what="attribute", theirs=known)
            self._begin(known, attrs.evolve(kept, version=known.version + 1), by)
        self.finish_change(progress=progress)
        return self.get(kept.name, scope=kept.scope)

    def _begin(self, known: AttributeDefinition, kept: AttributeDefinition, by: Actor) -> None:
        """Begin what clients have to follow; switch what changes no value of theirs at once."""
        moves = (known.key, known.type, known.choices) != (kept.key, kept.type, kept.choices)
        if moves:
            redefining.begin(self.context, known.key, kept, by)
        else:
            self._switch(known.key, kept, by)

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
        again = definition.key in known.former  # a name of its own, all the while
        since = 0 if again else self.context.store.last_seq(self.context.book)
        return attrs.evolve(definition, version=known.version, former=former, since=since)

    def _switch(self, former: str, kept: AttributeDefinition, by: Actor) -> None:
        """Make a definition what it is to be, its clients aside."""
        _keep_definitions(self.context, [kept], actor=by)
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
            lambda change: (
                change.reserved in load_definitions(self.context, change.definition.scope)
            ),
            progress,
        )

    def define(self, definition: AttributeDefinition, *, by: Actor) -> AttributeDefinition:
        """Define an attribute, or change it: its type, choices, merge rule or spelling.

        When the type changes, the values of all clients, or of all appointments that are kept in
        the store, are converted, or none is: as :meth:`change` does it, in bounded units of work,
        which can also be watched and stopped.

        Args:
            definition: What it is to be; its version is set here.
            by: Who defines.

        Returns:
            The definition as kept, its version one up when something changed.

        Raises:
            InvalidProfileError: Values cannot be converted; one issue names each holder by id.
            InvalidValueError: Another attribute had the name and is still found by it, see
                *forget* of :meth:`rename`; or one is just being renamed to it.
        """
        check_type("definition", definition, AttributeDefinition)
        with self.context.unit():
            known = load_definitions(self.context, definition.scope).get(definition.key)
            if known is None:
                self._check_former(definition)
                since = self.context.store.last_seq(self.context.book)
                kept = attrs.evolve(definition, version=1, former=(), since=since)
                save_definitions(self.context, [kept], actor=by)
                return kept
        return self.change(known.name, definition, by=by)

    def rename(
        self,
        name: str,
        new_name: str,
        *,
        by: Actor,
        scope: AttributeScope = AttributeScope.CLIENT,
        forget: bool = False,
    ) -> AttributeDefinition:
        """Give an attribute another name, with the values of all clients, as :meth:`change` does.

        Whatever the book keeps is renamed with it: saved mappings, the mappings of imports whose
        rows wait, acts that can be undone.  Its old name goes on leading to it, in files, plans
        and filters, and where an import or a merge is undone; no other attribute can have it
        meanwhile.

        Args:
            name: What it is called.
            new_name: What it is to be called; another spelling of the same name is fine.
            by: Who renames it.
            scope: What it describes; of appointments those that are kept in the store follow, and
                what the host keeps itself is the host's to change.
            forget: True keeps none of the names it had: for a title that was somebody's name, or
                that another attribute is to have.  It is no longer found by them: a plan made
                before then means whatever has the name.  With the name
                it has as *new_name*, only the names before go.

        Raises:
            RecordNotFoundError: No such attribute.
            InvalidValueError: Another attribute has the new name, or had it and is still found by
                it.
        """
        known = self.get(name, scope=scope)
        kept = self.change(name, attrs.evolve(known, name=new_name), by=by)
        if not (forget and kept.former):
            return kept
        with self.context.unit():
            kept = attrs.evolve(kept, former=(), version=known.version + 1)
            save_definitions(self.context, [kept], actor=by)
            return kept


def _as_kept(definition: AttributeDefinition, known: AttributeDefinition) -> AttributeDefinition:
    """Return what is asked for with the history of what is kept."""
    return attrs.evolve(definition, version=known.version, former=known.former, since=known.since)


def check_activity(context: Context, activity: Activity) -> Activity:
    """Check what an activity holds, of an appointment against the definitions of its scope.

    Inside the caller's unit of work: a definition may be about to change.

    Returns:
        The activity, its attributes under the names they have now.

    Raises:
        InvalidProfileError: An attribute is not defined so.
        InvalidValueError: A rating is beyond its scale, or a file has no name or no type.
    """
    payload = activity.payload
    if isinstance(payload, Review) and not 0 <= payload.rating <= payload.scale:
        raise refuse("review.rating", "expected from 0 to the best rating of its source")
    files = payload.attachments if isinstance(payload, Message) else ()
    if not all(file.name.strip() and file.media_type.strip() for file in files):
        raise refuse("message.attachments", "a file has a name and a type")
    if not isinstance(payload, Appointment) or not payload.attributes:
        return activity
    definitions = load_definitions(context, AttributeScope.APPOINTMENT)
    names = by_any_name(definitions)
    activity = redefining.bring_put(context, activity)
    held = activity.payload.attributes if isinstance(activity.payload, Appointment) else ()
    attributes = tuple(Attribute(names[a.key].key, a.value) if a.key in names else a for a in held)
    if issues := attribute_issues(attributes, definitions):
        raise InvalidProfileError(issues)
    return attrs.evolve(activity, payload=attrs.evolve(payload, attributes=attributes))
