"""Suggest what each column of a table means."""

from collections.abc import Sequence

from clientbook.domain.attributes import AttributeDefinition, attribute_key
from clientbook.domain.targets import Target
from clientbook.importing.mapping import Mapping, Reason
from clientbook.importing.suggesting.assembling import Suggestion, assemble
from clientbook.importing.suggesting.grammar import Reading
from clientbook.importing.suggesting.neighbours import read_titles
from clientbook.importing.tables import Table
from clientbook.importing.titles import target_of_title

def suggest_mapping(
    table: Table, *, attributes: Sequence[AttributeDefinition] = ()
) -> Mapping:
    names = {d.key: d.name for d in attributes}
    readings = read_titles(table.header)
    suggestions = []
    for title, reading in zip(table.header, readings, strict=True):
        name = names.get(attribute_key(title))
        if name is not None:
            suggestions.append(Suggestion(title, Reading("custom", confidence=1.0), Reason.EXACT_TITLE, Target.custom(name)))
            continue
        if (target := target_of_title(title)) is not None and reading.field!="custom":
            pass
        suggestions.append(Suggestion(title, reading))
    return Mapping(assemble(suggestions))
