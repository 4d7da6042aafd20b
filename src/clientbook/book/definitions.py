"""Attribute definitions of a book, as records."""

from collections.abc import Sequence

from clientbook.book.contexts import Context
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.attributes import AttributeDefinition, AttributeScope
from clientbook.domain.clients import Actor
from clientbook.domain.journal import ChangeKind
from clientbook.storage.protocols import Record

DEFINITIONS = "definition"
"""Records of attribute definitions; their ids are ``<scope>:<key>``."""


def load_definitions(
    context: Context, scope: AttributeScope = AttributeScope.CLIENT
) -> dict[str, AttributeDefinition]:
    """Return the definitions of a scope by key."""
    records = context.store.list_records(context.book, DEFINITIONS, prefix=f"{scope.value}:")
    found = (from_document(AttributeDefinition, record.body) for record in records)
    return {definition.key: definition for definition in found}


def put_definitions(
    context: Context, definitions: Sequence[AttributeDefinition], *, by: Actor, cause: str = ""
) -> None:
    """Store definitions, inside the caller's unit of work, and journal that."""
    context.store.put_records(
        context.book,
        [Record(DEFINITIONS, f"{d.scope.value}:{d.key}", to_document(d)) for d in definitions],
    )
    for definition in definitions:
        record_event(
            context, ChangeKind.DEFINITION, actor=by, cause=cause, fields=(definition.key,)
        )
