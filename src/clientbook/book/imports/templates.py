"""Saved mappings of a book, as records."""

from clientbook.book.contexts import Context
from clientbook.book.writing import record_event
from clientbook.domain.clients import Actor
from clientbook.domain.journal import ChangeKind
from clientbook.importing.mapping import Mapping
from clientbook.importing.templates import MappingTemplate
from clientbook.storage.protocols import Record

TEMPLATES = "mapping"
"""Records of saved mapping templates."""


def save_template(context: Context, template: MappingTemplate, by: Actor) -> None:
    """Keep a template under its name, in place of an older one, and journal it."""
    body = {
        "fingerprint": template.header_fingerprint,
        "mapping": template.mapping.to_json(),
        "saved_at": context.clock().isoformat(),
    }
    with context.unit():
        context.store.put_records(context.book, [Record(TEMPLATES, template.name, body)])
        record_event(context, ChangeKind.IMPORT, actor=by, cause="template", fields=("template",))


def load_templates(context: Context) -> tuple[MappingTemplate, ...]:
    """Return the templates of a book, the one saved last at the end."""
    records = context.store.list_records(context.book, TEMPLATES)
    records = tuple(sorted(records, key=lambda r: (r.body.get("saved_at", ""), r.id)))
    return tuple(
        MappingTemplate(r.id, r.body["fingerprint"], Mapping.from_json(r.body["mapping"]))
        for r in records
    )
