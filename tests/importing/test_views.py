"""Mappings as people see them."""

import pytest

from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.views import view_mapping

ROWS = [["Ann", "", " "], ["Bob", "x@y.fr", ""], ["Cid", " z@y.fr ", ""], ["Dan", "", ""]]


def test_a_view_shows_target_title_and_preview() -> None:
    """V20: samples are the first values that are not blank; the fill rate is exact."""
    table = Table.from_rows(["First name", "Email", "Colour"], ROWS)
    first, second, third = view_mapping(table, suggest_mapping(table), samples=2)
    assert (str(first.target), first.header, first.samples) == (
        "given_name",
        "First name",
        ("Ann", "Bob"),
    )
    assert (first.fill_rate, second.fill_rate, third.fill_rate) == (1.0, 0.5, 0.0)
    assert second.samples == ("x@y.fr", "z@y.fr")
    assert third.samples == ()


def test_a_view_hides_values_in_its_repr() -> None:
    """No personal value reaches a log through a view."""
    table = Table.from_rows(["First name"], [["Annabelle"]])
    assert "Annabelle" not in repr(view_mapping(table, suggest_mapping(table)))


def test_both_edit_directions_give_equal_mappings() -> None:
    """V21: title to target and target to title are two ways to one mapping."""
    table = Table.from_rows(["Colour", "Email"])
    mapping = suggest_mapping(table)
    assert mapping.assign("Colour", "note") == mapping.choose("note", "Colour")


def test_an_empty_table_has_views() -> None:
    """Without rows nothing is filled, and nothing fails."""
    table = Table.from_rows(["First name"])
    assert view_mapping(table, suggest_mapping(table))[0].fill_rate == 0.0


def test_a_mapping_of_another_table_is_a_wrong_call() -> None:
    """A mapping that does not fit is refused at once."""
    table = Table.from_rows(["First name"])
    with pytest.raises(ValueError, match="columns"):
        view_mapping(table, suggest_mapping(Table.from_rows(["a", "b"])))
    with pytest.raises(ValueError, match="samples"):
        view_mapping(table, suggest_mapping(table), samples=-1)
