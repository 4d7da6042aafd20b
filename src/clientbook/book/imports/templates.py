"""Saved mappings of a book, as records; and an empty file for people to fill in."""

from typing import BinaryIO

from clientbook.book.clients.attributes import load_definitions
from clientbook.book.contexts import Context
from clientbook.book.writing import record_event
from clientbook.domain.attributes import AttributeScope
from clientbook.domain.clients import Actor
from clientbook.domain.doors import guarded
from clientbook.domain.journal import ChangeKind
from clientbook.domain.targets import Target
from clientbook.importing.mapping import Mapping
from clientbook.importing.rejects import FileFormat
from clientbook.importing.template_columns import template_columns
from clientbook.importing.templates import MappingTemplate
from clientbook.messages.catalogue import Language
from clientbook.storage.protocols import Record
from clientbook.writers.formats import format_of
from clientbook.writers.template import write_template

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


@guarded
class TemplateDesk:
    """The part of the import desk about templates.

    Args:
        context: The book.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def templates(self) -> tuple[MappingTemplate, ...]:
        """Return the saved templates, the one saved last at the end."""
        return load_templates(self._context)

    def template(
        self,
        out: BinaryIO,
        *,
        format: FileFormat | None = None,  # noqa: A002 - the word its readers know
        language: Language | None = None,
    ) -> tuple[Target, ...]:
        """Write an empty file for people to fill in; filled, it maps itself.

        It has the columns a book of these settings takes and its custom attributes; the titles
        of what must be filled are bold.

        Args:
            out: A binary file; it stays open.
            format: ``"xlsx"`` or ``"csv"``; None takes what the file is named, XLSX where it has no
                name.
            language: Of the titles; None follows the settings.

        Returns:
            The columns before the attributes.
        """
        settings = self._context.settings
        columns, required = template_columns(settings)
        definitions = load_definitions(self._context).values()
        write_template(
            out,
            targets=columns,
            attributes=[d for d in definitions if d.scope is AttributeScope.CLIENT],
            required=required,
            format=format_of(out, format, usual="xlsx"),
            language=language or settings.language,
        )
        return columns
