"""Every place in which a book keeps the name of an attribute, beside those who hold values.

Renaming goes through them, so that no name is left behind: whoever adds a place adds it here, and
to the table of ``tests/book/clients/test_renaming.py``.  Places that need nothing: merges name
fields of the past, the journal is read by :mod:`clientbook.book.history.definitions`, lists and
filters are the host's, retention rules ask for no attribute.
"""

from collections.abc import Iterator

import attrs

from clientbook.book.bulk.members import RUNS as BULK_RUNS
from clientbook.book.contexts import Context
from clientbook.book.imports.known_runs import RUNS
from clientbook.book.imports.templates import TEMPLATES
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.bulk import BulkKind, BulkRun
from clientbook.domain.imports import RunState
from clientbook.importing.mapping import Mapping
from clientbook.storage.protocols import Record

_LIVE = (RunState.COMMITTING.value, RunState.UNDOING.value)


def rename_in_places(context: Context, old: str, definition: AttributeDefinition) -> None:
    """Rename an attribute wherever the book keeps its name, inside the caller's unit of work.

    Args:
        context: The book.
        old: The key it had.
        definition: What it is now.

    Cost: the saved mappings, and the runs that can still be undone.
    """
    store, book = context.store, context.book
    names = {old: definition}
    changed: list[Record] = []
    for record in (*store.list_records(book, TEMPLATES), *_ended_runs(context)):
        mapping = Mapping.from_json(record.body["mapping"])
        renamed = mapping.with_attributes(names)
        if renamed != mapping:
            body = {**record.body, "mapping": renamed.to_json()}
            changed.append(attrs.evolve(record, body=body))
    for record in store.list_records(book, BULK_RUNS):
        run = from_document(BulkRun, record.body)
        if run.edit.name == old and run.edit.kind in _OF_ATTRIBUTES:
            body = to_document(_renamed_act(run, definition))
            changed.append(attrs.evolve(record, body=body))
    store.put_records(book, changed)


_OF_ATTRIBUTES = (BulkKind.SET_ATTRIBUTE, BulkKind.CLEAR_ATTRIBUTE)


def _ended_runs(context: Context) -> Iterator[Record]:
    """Yield the runs nobody is at work on: one that goes on follows the names itself."""
    for record in context.store.list_records(context.book, RUNS):
        if record.body["state"] not in _LIVE:
            yield record


def _renamed_act(run: BulkRun, definition: AttributeDefinition) -> BulkRun:
    held = run.edit.attribute
    attribute = None if held is None else Attribute(definition.key, held.value)
    edit = attrs.evolve(run.edit, name=definition.key, attribute=attribute)
    return attrs.evolve(run, edit=edit)
