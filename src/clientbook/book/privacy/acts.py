"""Bulk edits that speak of one person: what was given to them alone is theirs.

A tag or a value given to many is a word of the book.  Once nobody but erased people is left of
those an edit was about, its value and its words speak of them, and nothing of it can be undone.
"""

from collections.abc import Iterator
from typing import Any

from clientbook.book.bulk.members import MEMBERS, PAGE, RUNS, all_runs, members_from
from clientbook.book.clients.once import ONCE, requests_for
from clientbook.book.consent.ledger import CONSENTS
from clientbook.book.contexts import Context
from clientbook.book.history.readings import changes_of
from clientbook.book.privacy.persons import Person
from clientbook.book.said import SAID, drop_said
from clientbook.convert.documents import from_document
from clientbook.domain.bulk import BulkRun, BulkState
from clientbook.domain.clients import ClientStatus

_CAUSE = "bulk:"


def _acts_of(context: Context, person: Person) -> Iterator[BulkRun]:
    """Yield the bulk edits that were about the person, and about nobody else who is left.

    Cost: the journal of the person, the edits of the book, and of each that may be the person's
    its clients up to the first other one.
    """
    store, book = context.store, context.book
    causes = {c.cause for i in person.ids for c in changes_of(context, i)}
    runs = {cause.removeprefix(_CAUSE) for cause in causes if cause.startswith(_CAUSE)}
    for collection in (SAID, CONSENTS):
        records = store.list_records(book, collection, owners=person.ids)
        runs |= {record.id.partition("/")[0] for record in records}
    for record in store.get_records(book, RUNS, sorted(runs)).values():
        run = from_document(BulkRun, record.body)
        if not _is_about_others(context, person, run):
            yield run
    for run in all_runs(context):  # those that passed somebody by left no trace with them
        passed = run.id not in runs and (run.counts.gone or run.counts.refused)
        if (
            passed
            and not _is_about_others(context, person, run)
            and _is_about(context, person, run)
        ):
            yield run


def _is_about(context: Context, person: Person, run: BulkRun) -> bool:
    return any(not set(person.ids).isdisjoint(ids) for ids in members_from(context, run, 0))


def _of_nobody(context: Context) -> Iterator[BulkRun]:
    """Yield the edits that met nobody at all: what they were to say is about somebody gone."""
    return (r for r in all_runs(context) if not r.members and r.state is BulkState.DONE)


def _is_about_others(context: Context, person: Person, run: BulkRun) -> bool:
    for ids in members_from(context, run, 0):
        others = [i for i in ids if i not in person.ids]
        found = context.store.get_clients(context.book, others)
        if any(client.status is not ClientStatus.ERASED for client in found.values()):
            return True
    return False


def _requests_for(context: Context, run: BulkRun) -> tuple[str, ...]:
    """Return the ids of the requests that began an edit: a host's text may name the person."""
    return requests_for(context, "bulk", run.id)


def export_acts(context: Context, person: Person) -> list[Any]:
    """Return what was given to the person alone, many at a time as it was meant."""
    return [
        {"act": run.id, "kind": run.edit.kind.value, "name": run.edit.name}
        | ({"value": str(run.edit.attribute.value)} if run.edit.attribute else {})
        | ({"wording": run.edit.wording} if run.edit.wording else {})
        | ({"evidence": run.edit.evidence} if run.edit.evidence else {})
        | ({"requests": list(requests)} if (requests := _requests_for(context, run)) else {})
        for run in _acts_of(context, person)
    ]


def erase_acts(context: Context, person: Person) -> None:
    """Forget those edits: who did one and when stays in the journal."""
    store, book = context.store, context.book
    for run in [*_acts_of(context, person), *_of_nobody(context)]:
        while page := store.list_records(book, MEMBERS, prefix=f"{run.id}/", limit=PAGE):
            store.delete_records(book, MEMBERS, [record.id for record in page])
        drop_said(context, run.id)
        store.delete_records(book, ONCE, _requests_for(context, run))
        store.delete_records(book, RUNS, [run.id])
