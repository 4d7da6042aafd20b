"""Rows and runs of imports that speak of a person."""

from collections.abc import Iterator
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.imports.known_runs import RUNS
from clientbook.book.imports.lookups import touch_owner
from clientbook.book.imports.outcomes import OUTCOMES, outcome_pages, read_outcomes
from clientbook.book.privacy.persons import Person
from clientbook.book.privacy.traces import drop_traces, read_file_name, read_signs
from clientbook.book.privacy.whose import SaidRow, is_row_of
from clientbook.convert.documents import from_document, to_document
from clientbook.domain.imports import ImportRun, RowOutcome
from clientbook.domain.profiles import LIST_SYSTEM
from clientbook.importing.mapping import Mapping
from clientbook.storage.protocols import Record

_BATCH = 500

_Import = tuple[Mapping | None, bool]
"""How an import read its rows, and whether one of them is the person's."""


@attrs.frozen
class KeptRow:
    """A row of an import that speaks of a person.

    Args:
        record: The record of its outcome.
        outcome: What became of it, with its cells.
        answer: Collection and id of the record that remembers how it was answered.
    """

    record: Record
    outcome: RowOutcome
    answer: tuple[str, str] | None


def rows_of(context: Context, person: Person) -> Iterator[KeptRow]:
    """Yield the kept rows that speak of a person: rejected, or waiting for somebody.

    Cost: the rows that share something with the person, whatever the number of rows kept.
    """
    traced = {t.id: t for t in person.traced if not t.is_run}
    imports: dict[str, _Import] = {}
    ids = list(traced)
    for start in range(0, len(ids), _BATCH):
        found = context.store.get_records(context.book, OUTCOMES, ids[start : start + _BATCH])
        for row_id, record in found.items():
            outcome = from_document(RowOutcome, record.body)
            if not outcome.cells:
                continue
            run_id = row_id.rpartition("/")[0]
            if run_id not in imports:
                imports[run_id] = _import_of(context, person, run_id)
            mapping, beside = imports[run_id]
            asked = not {outcome.client_id, *outcome.candidates}.isdisjoint(person.ids)
            said = SaidRow.read(outcome.cells, mapping, asked=asked, beside=beside)
            if is_row_of(person, said):
                yield KeptRow(record, outcome, traced[row_id].answer)


def _import_of(context: Context, person: Person, run_id: str) -> _Import:
    record = context.store.get_records(context.book, RUNS, [run_id]).get(run_id)
    mapping = Mapping.from_json(record.body["mapping"]) if record else None
    return mapping, _has_part_in(context, person, run_id)


def _has_part_in(context: Context, person: Person, run_id: str) -> bool:
    """True when an import has a row that is the person's; asked where a list without a name is."""
    if all(system != LIST_SYSTEM for system, _ in person.external_ids):
        return False
    if any((client.origin.ref or "").startswith(f"{run_id}/") for client in person.clients):
        return True
    owners = [touch_owner(run_id, client_id) for client_id in person.ids]
    return bool(context.store.list_records(context.book, OUTCOMES, owners=owners, limit=1))


def export_rows(context: Context, person: Person) -> list[Any]:
    """Return the rows as they were sent."""
    return [
        {"row": row.outcome.row, "cells": list(row.outcome.cells)}
        for row in rows_of(context, person)
    ]


def erase_rows(context: Context, person: Person) -> None:
    """Empty the rows: that there was one, and why it was refused, stays."""
    rows = list(rows_of(context, person))
    context.store.put_records(
        context.book,
        [
            attrs.evolve(row.record, body=to_document(attrs.evolve(row.outcome, cells=())))
            for row in rows
        ],
    )
    drop_traces(context, [f"{row.record.id}|" for row in rows])
    for row in rows:
        if row.answer is not None:
            collection, answer_id = row.answer
            context.store.delete_records(context.book, collection, [answer_id])


def _files_of(context: Context, person: Person) -> Iterator[tuple[Record, ImportRun, bool, bool]]:
    """Yield runs that speak of a person, and whether their file's name and their titles do."""
    ids = [traced.id for traced in person.traced if traced.is_run]
    for record in context.store.get_records(context.book, RUNS, ids).values():
        run = from_document(ImportRun, record.body)
        by_name = person.is_meant_by(read_file_name(run.source_name or ""))
        by_titles = person.is_meant_by(read_signs(run.header, None))
        if by_name or by_titles:
            yield record, run, by_name, by_titles


def _rename_columns(context: Context, run_id: str, titles: dict[str, str]) -> None:
    """Have the issues of a run name its columns by their new titles."""
    for page in outcome_pages(context, run_id):
        changed: list[Record] = []
        for record in page:
            outcome = read_outcomes(record)[0]  # rows that share a record have no issues
            issues = tuple(
                attrs.evolve(i, column=titles.get(i.column, i.column)) if i.column else i
                for i in outcome.issues
            )
            if issues != outcome.issues:
                body = to_document(attrs.evolve(outcome, issues=issues))
                changed.append(attrs.evolve(record, body=body))
        context.store.put_records(context.book, changed)


def export_files(context: Context, person: Person) -> list[Any]:
    """Return names and titles of imported files that speak of the person."""
    return [
        {"import": run.id}
        | ({"file": run.source_name} if by_name else {})
        | ({"titles": list(run.header)} if by_titles else {})
        for _, run, by_name, by_titles in _files_of(context, person)
    ]


def erase_files(context: Context, person: Person) -> None:
    """Take a person out of the names and titles of imported files."""
    for record, run, by_name, by_titles in list(_files_of(context, person)):
        blanked = attrs.evolve(run, source_name=None) if by_name else run
        if by_titles:
            # A row of theirs was taken for titles: none of it stays, also what names nobody.
            titles = tuple(f"#{number}" for number in range(1, len(run.header) + 1))
            columns = Mapping.from_json(run.mapping).columns
            neutral = Mapping(
                tuple(attrs.evolve(c, header=t) for c, t in zip(columns, titles, strict=True))
            )
            blanked = attrs.evolve(blanked, header=titles, mapping=neutral.to_json())
            _rename_columns(context, run.id, dict(zip(run.header, titles, strict=True)))
        context.store.put_records(context.book, [attrs.evolve(record, body=to_document(blanked))])
        drop_traces(context, [f"{run.id}|"])
