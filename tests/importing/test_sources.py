"""Ids of a list belong to the list that is named."""

import pytest

from clientbook import Table
from clientbook.errors import MappingError
from clientbook.importing.mapping import Mapping
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.templates import MappingTemplate, apply_template

TABLE = Table.from_rows(["N°", "External ID: erp", "First name"], [["1", "77", "Ann"]])


def _targets(mapping: Mapping) -> list[str]:
    return [str(column.target) for column in mapping]


def test_a_named_list_names_the_system_of_its_ids() -> None:
    """X32: "N°" is an id of the list; a column that names its system keeps it."""
    mapping = suggest_mapping(TABLE).assign("N°", "external_id")
    assert _targets(mapping.with_source(" old  till ")) == [
        "external_id:old till",
        "external_id:erp",
        "given_name",
    ]
    assert mapping.with_source(None) == mapping
    assert mapping.with_source("  ") == mapping


@pytest.mark.parametrize("name", ["account", "Import", "x" * 201])
def test_a_list_is_not_named_after_the_accounts(name: str) -> None:
    """X32: no list hands out user accounts, and an unnamed list has no name."""
    with pytest.raises(MappingError, match="source"):
        suggest_mapping(TABLE).with_source(name)


def test_a_template_keeps_the_list_it_was_saved_for() -> None:
    """X32: saved with its source, a template names the list of the next file too."""
    mapping = suggest_mapping(TABLE).assign("N°", "external_id").with_source("till")
    template = MappingTemplate.of("Till", TABLE, mapping)
    assert _targets(apply_template(template, TABLE))[0] == "external_id:till"
