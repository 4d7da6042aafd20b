"""Definitions that an import made, taken back with it where nobody else uses them.

A client that the undo deleted can be brought back for some days: the definition is put aside, and
comes back with the first of them who holds a value (SPEC X42).
"""

from collections.abc import Collection, Iterable

from clientbook.book.bulk.members import RUNS as BULK_RUNS
from clientbook.book.clients.attributes import DEFINITIONS, load_definitions, save_definitions
from clientbook.book.clients.redefining import under_way
from clientbook.book.contexts import Context
from clientbook.book.imports.known_runs import RUNS
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.attributes import (
    AttributeDefinition,
    AttributeScope,
    attribute_key,
    by_any_name,
)
from clientbook.domain.bulk import BulkRun
from clientbook.domain.clients import Actor, Client
from clientbook.domain.imports import RunState
from clientbook.domain.journal import ChangeKind
from clientbook.importing.mapping import Mapping
from clientbook.searching.facets import attribute_facet
from clientbook.storage.protocols import FacetFilter, Record


def _aside(key: str) -> str:
    return f"aside:{key}"


def take_back(
    context: Context, keys: Collection[str], *, run_id: str, actor: Actor, cause: str
) -> None:
    """Take back what a run defined and nobody uses or has changed since, in a unit of work.

    Args:
        context: The book.
        keys: Keys of the attributes that the run defined.
        run_id: The run.
        actor: Who undoes it.
        cause: What the journal says it is part of.

    Cost: a count an attribute, and the runs of the history.
    """
    if not keys or under_way(context) is not None:
        return
    definitions = load_definitions(context)
    left = {key for key in keys if key in definitions and definitions[key].version == 1}
    left -= _named_elsewhere(context, run_id) if left else set()
    for key in sorted(left):
        where = FacetFilter(all_of=frozenset({attribute_facet(key)}))
        if context.store.count_clients(context.book, where):
            continue
        aside = Record(DEFINITIONS, _aside(key), to_document(definitions[key]))
        context.store.put_records(context.book, [aside])
        held = f"{AttributeScope.CLIENT.value}:{key}"
        context.store.delete_records(context.book, DEFINITIONS, [held])
        record_event(context, ChangeKind.DEFINITION, actor=actor, cause=cause, fields=(key,))


def _named_elsewhere(context: Context, run_id: str) -> set[str]:
    """Return the attributes that other imports and acts name, whose rows may be written yet."""
    found: set[str] = set()
    for record in context.store.list_records(context.book, RUNS):
        if record.id != run_id and record.body["state"] != RunState.UNDONE.value:
            mapping = Mapping.from_json(record.body["mapping"])
            targets = (mapping.target_of(at) for at in range(len(mapping.columns)))
            found |= {attribute_key(t.name) for t in targets if t is not None and t.name}
    for record in context.store.list_records(context.book, BULK_RUNS):
        found.add(attribute_key(from_document(BulkRun, record.body).edit.name or ""))
    return found


def bring_back(context: Context, clients: Iterable[Client], *, actor: Actor, cause: str) -> None:
    """Define again what clients who come back hold, inside the caller's unit of work."""
    held = {a.key for client in clients for a in client.profile.attributes}
    if not held:
        return
    missing = held - by_any_name(load_definitions(context)).keys()
    ids = [_aside(key) for key in sorted(missing)]
    records = context.store.get_records(context.book, DEFINITIONS, ids) if ids else {}
    found = [from_document(AttributeDefinition, record.body) for record in records.values()]
    save_definitions(context, found, actor=actor, cause=cause)
    context.store.delete_records(context.book, DEFINITIONS, list(records))
