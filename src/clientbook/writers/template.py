"""An empty file whose titles map themselves, for people to fill in."""

from collections.abc import Sequence
from typing import BinaryIO

from clientbook.domain.attributes import AttributeDefinition, AttributeType
from clientbook.domain.targets import Target
from clientbook.importing.rejects import FileFormat
from clientbook.importing.titles import target_of_title, title_of
from clientbook.messages.catalogue import Language
from clientbook.writers.tables import write_csv, write_xlsx


def write_template(
    out: BinaryIO,
    *,
    targets: Sequence[Target],
    attributes: Sequence[AttributeDefinition] = (),
    required: Sequence[Target] = (),
    format: FileFormat = "xlsx",  # noqa: A002 - the word its readers know
    language: Language = "en",
) -> None:
    """Write the titles of an import file; nothing stands below them.

    Args:
        out: A binary file; it stays open.
        targets: Columns, in this order.
        attributes: Custom attributes that get a column after them; a choice offers its values.
        required: Targets whose title is bold in a workbook.
        format: ``"xlsx"`` or ``"csv"``.
        language: Of the titles.

    Raises:
        ValueError: Two columns would have the same title, or another format.
    """
    columns = (*targets, *(Target.custom(definition.name) for definition in attributes))
    titles = [_title(column, language) for column in columns]
    if len(set(titles)) < len(titles):
        raise ValueError("targets: two columns would have the same title")
    if format == "csv":
        write_csv(out, titles, (), bom=True)
        return
    if format != "xlsx":
        raise ValueError(f"format: {format!r} is neither 'xlsx' nor 'csv'")
    choices = [
        (len(targets) + index, definition.choices)
        for index, definition in enumerate(attributes)
        if definition.type is AttributeType.CHOICE
    ]
    bold = [index for index, column in enumerate(columns) if column in required]
    write_xlsx(out, titles, (), required=bold, choices=choices)


def _title(target: Target, language: Language) -> str:
    """The title; an attribute whose name is a core title is written as ``custom:its name``."""
    title = title_of(target, language)
    return title if target_of_title(title) in (None, target) else str(target)
