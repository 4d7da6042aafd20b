"""Saved mappings that speak of a person, by their name or by titles that were a row of theirs."""

from collections.abc import Iterator
from typing import Any

import attrs

from clientbook.book.contexts import Context
from clientbook.book.imports.templates import TEMPLATES
from clientbook.book.privacy.persons import Person
from clientbook.book.privacy.traces import read_mapping_name, read_signs
from clientbook.importing.mapping import Mapping
from clientbook.storage.protocols import Record


def _templates_of(context: Context, person: Person) -> Iterator[tuple[Record, Mapping, bool]]:
    """Yield saved mappings that speak of a person, and whether their titles do.

    Cost: the saved mappings of the book, one a layout of files.
    """
    for record in context.store.list_records(context.book, TEMPLATES):
        mapping = Mapping.from_json(record.body["mapping"])
        by_titles = person.is_meant_by(read_signs([c.header for c in mapping.columns], None))
        if by_titles or person.is_meant_by(read_mapping_name(record.id)):
            yield record, mapping, by_titles


def export_templates(context: Context, person: Person) -> list[Any]:
    """Return the names of saved mappings, and the titles where they speak of the person."""
    return [
        {"name": record.id}
        | ({"titles": [column.header for column in mapping.columns]} if by_titles else {})
        for record, mapping, by_titles in _templates_of(context, person)
    ]


def erase_templates(context: Context, person: Person) -> None:
    """Give saved mappings another name; one whose titles are a row of the person goes."""
    for record, _, by_titles in list(_templates_of(context, person)):
        context.store.delete_records(context.book, TEMPLATES, [record.id])
        if not by_titles:
            renamed = attrs.evolve(record, id=f"template {context.make_id()}")
            context.store.put_records(context.book, [renamed])
