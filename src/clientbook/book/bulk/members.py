"""Acts as they are kept: the run, and the ids of its clients in small lists."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from clientbook.book.contexts import Context
from clientbook.book.pacing import Pace
from clientbook.book.resolving import known_as
from clientbook.book.said import drop_said
from clientbook.book.writing import record_event
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.bulk import BulkEdit, BulkKind, BulkRun, BulkState
from clientbook.domain.clients import Actor, ClientId
from clientbook.domain.journal import ChangeKind
from clientbook.errors import RecordNotFoundError
from clientbook.storage.protocols import Record

RUNS = "bulk"
"""Records of acts."""

MEMBERS = "bulk-members"
"""Records of the ids of an act's clients, some hundreds a record."""

PAGE = 500
IdPages = Iterator[tuple[ClientId, ...]]


def bulk_cause(run_id: str) -> str:
    """Return the cause of what an act wrote."""
    return f"bulk:{run_id}"


NOBODY = hashlib.sha256().hexdigest()
"""Digest of no ids."""


def digest_of(ids: Iterable[str], so_far: str = NOBODY) -> str:
    """Return a digest of ids and of those before them, however they are parted into pages.

    Each id is hashed behind the digest of those before it: a count can be left and taken up.
    """
    for client_id in ids:
        so_far = hashlib.sha256(f"{so_far}{client_id}".encode()).hexdigest()
    return so_far


def meant(context: Context, edit: BulkEdit, ids: Sequence[ClientId]) -> list[str]:
    """Return what the digest of an act is made of: ids, of a deletion with all that lead to them.

    Who deletes somebody has not looked at whoever was merged into them since.
    """
    if edit.kind is not BulkKind.DELETE:
        return list(ids)
    known = known_as(context, ids)
    return ["\n".join([i, *sorted(known[i][1:])]) for i in ids]


def save_run(context: Context, run: BulkRun) -> None:
    """Keep an act as it stands, inside a unit of work."""
    record = Record(RUNS, run.id, to_document(run), owner="run", order=run.at.isoformat())
    context.store.put_records(context.book, [record])


def load_run(context: Context, run_id: str) -> BulkRun:
    """Return an act.

    Raises:
        RecordNotFoundError: No such act.
    """
    found = context.store.get_records(context.book, RUNS, [run_id])
    if run_id not in found:
        raise RecordNotFoundError("bulk edit", run_id)
    return from_document(BulkRun, found[run_id].body)


def journal_step(context: Context, run: BulkRun, step: str, by: Actor) -> None:
    """Journal what was done to an act as a whole, inside a unit of work."""
    fields = (run.edit.kind.value, step)
    record_event(context, ChangeKind.BULK, actor=by, cause=bulk_cause(run.id), fields=fields)


def keep_members(
    context: Context, run: BulkRun, pages: Iterable[tuple[ClientId, ...]], pace: Pace
) -> tuple[int, str]:
    """Keep the clients of an act, and return their number and digest.

    Beside them stands the position of the journal before any was read.
    """
    digest, count = NOBODY, 0
    seq = context.store.last_seq(context.book)
    for number, page in enumerate(pages):
        digest = digest_of(meant(context, run.edit, page), digest)
        body = {"ids": list(page), "from": count, "seq": seq}
        record = Record(MEMBERS, _list_id(run, number), body)
        with pace.unit(context, len(page)):
            context.store.put_records(context.book, [record])
        count += len(page)
    return count, digest


def _list_id(run: BulkRun, number: int) -> str:
    return f"{run.id}/{number:09d}"


def listed_at(context: Context, run: BulkRun) -> int | None:
    """Return the position of the journal when an act's clients were listed.

    None without any, and for an act that was listed before positions were kept.
    """
    first = _list_id(run, 0)
    found = context.store.get_records(context.book, MEMBERS, [first])
    seq = found[first].body.get("seq") if first in found else None
    return None if seq is None else int(seq)


def members_from(context: Context, run: BulkRun, start: int) -> Iterator[list[ClientId]]:
    """Yield the clients of an act in order, list by list, beginning at a position."""
    after: tuple[str, str] | None = None
    while page := context.store.list_records(
        context.book, MEMBERS, prefix=f"{run.id}/", after=after, limit=8
    ):
        for record in page:
            ids, first = record.body["ids"], record.body["from"]
            if first + len(ids) > start:
                yield list(ids[max(0, start - first) :])
        after = ("", page[-1].id)


def drop_members(context: Context, run: BulkRun, pace: Pace) -> None:
    """Forget the clients of an act."""
    while page := context.store.list_records(
        context.book, MEMBERS, prefix=f"{run.id}/", limit=PAGE
    ):
        with pace.unit(context, len(page)):
            context.store.delete_records(context.book, MEMBERS, [record.id for record in page])


def all_runs(context: Context, *, newest_first: bool = True) -> Iterator[BulkRun]:
    """Yield the acts of a book."""
    after: tuple[str, str] | None = None
    while page := context.store.list_records(
        context.book, RUNS, owners=["run"], after=after, limit=100, descending=newest_first
    ):
        for record in page:
            yield from_document(BulkRun, record.body)
        after = (page[-1].order, page[-1].id)


def purge_runs(context: Context, by: Actor) -> int:
    """Forget the acts older than the history of imports; what they did stays, and its journal."""
    pace = Pace()
    oldest = context.clock() - timedelta(days=context.settings.imports.history_days)
    purged = 0
    for run in list(all_runs(context, newest_first=False)):
        if run.at >= oldest:
            break
        if run.state in (BulkState.COMMITTING, BulkState.UNDOING):
            continue  # somebody has to finish it
        drop_members(context, run, pace)
        with pace.unit(context, 1):
            drop_said(context, run.id)
            context.store.delete_records(context.book, RUNS, [run.id])
            journal_step(context, run, "purged", by)
        purged += 1
    return purged
