"""Saved mappings."""

import pickle

import pytest

from clientbook.errors import MappingError, UndecidedColumnError
from clientbook.importing.mapping import Reason
from clientbook.importing.suggesting import suggest_mapping
from clientbook.importing.tables import Table
from clientbook.importing.templates import MappingTemplate, apply_template, find_template

OLD = Table.from_rows(["Vorname", "Nachname", "Telefon", "Farbe"])


def template() -> MappingTemplate:
    """A template in which a person has chosen something no rule would."""
    mapping = (
        suggest_mapping(OLD).assign("Farbe", "custom:Haarfarbe").assign("Telefon", "phone.work")
    )
    return MappingTemplate.of("Salon", OLD, mapping)


def test_the_same_layout_maps_with_no_question() -> None:
    """V2, X14: the next export of the same layout is found by its titles."""
    again = Table.from_rows(["vorname", "Nachname ", "TELEFON", "Farbe"], [["A", "B", "", ""]])
    mapping = suggest_mapping(again, templates=[template()])
    assert [str(c.target) for c in mapping][2:] == ["phone.work", "custom:Haarfarbe"]
    assert {c.reason for c in mapping} == {Reason.SAVED_TEMPLATE}
    assert mapping.undecided == ()
    assert [c.header for c in mapping] == list(again.header)


def test_a_changed_layout_asks_only_about_the_difference() -> None:
    """X14: known titles keep their target wherever they stand, new ones are undecided."""
    changed = Table.from_rows(["Farbe", "E-Mail", "Vorname", "Nachname"])
    mapping = apply_template(template(), changed)
    assert mapping.undecided == ("E-Mail",)
    assert str(mapping.columns[0].target) == "custom:Haarfarbe"


def test_the_error_names_the_template_that_does_not_know_a_column() -> None:
    """X14: whoever imports a file of a saved layout is told whose question it is."""
    changed = Table.from_rows([*OLD.header, "E-Mail"], [["Ann", "Li", "", "", "x"]])
    mapping = suggest_mapping(changed, templates=[template()])
    for asked in (mapping, mapping.assign("Farbe", "skip")):
        with pytest.raises(UndecidedColumnError, match=r"'E-Mail'.*'Salon'") as caught:
            asked.require_total()
        again = pickle.loads(pickle.dumps(caught.value))
        assert (again.headers, again.template) == (("E-Mail",), "Salon")
        assert str(again) == str(caught.value)
    with pytest.raises(UndecidedColumnError) as caught:
        suggest_mapping(OLD).assign("Farbe", "custom").with_column(3, target=None).require_total()
    assert caught.value.template is None


def test_repeated_titles_are_matched_in_order() -> None:
    """The second of two equal titles keeps what the second had."""
    table = Table.from_rows(["Titre", "Nom", "Titre"])
    saved = MappingTemplate.of("x", table, suggest_mapping(table))
    again = apply_template(saved, Table.from_rows(["Nom", "Titre", "Titre"]))
    assert [str(c.target) for c in again] == ["full_name", "name_prefix", "job_title"]


def test_reason_columns_are_no_difference() -> None:
    """V32: a rejects file of a known layout asks nothing."""
    mapping = apply_template(template(), Table.from_rows([*OLD.header, "Row (clientbook)"]))
    assert mapping.undecided == ()
    assert mapping.columns[-1].reason is Reason.REJECTS_COLUMN


def test_the_last_saved_of_two_wins() -> None:
    """Of two templates of a layout the later one answers; another layout has none."""
    second = MappingTemplate("later", OLD.header_fingerprint, template().mapping)
    assert find_template([template(), second], OLD) is second
    assert find_template([second], Table.from_rows(["Vorname"])) is None


def test_a_template_is_total_and_named() -> None:
    """K18: a mapping with an open question is not saved, nor one of another table."""
    mapping = suggest_mapping(Table.from_rows(["x"]), new_attributes=False)
    with pytest.raises(UndecidedColumnError):
        MappingTemplate("a", "f", mapping)
    with pytest.raises(MappingError, match="name"):
        MappingTemplate("  ", "f", suggest_mapping(OLD))
    with pytest.raises(MappingError, match="another table"):
        MappingTemplate.of("a", Table.from_rows(["y"]), suggest_mapping(OLD))


def test_s7_the_template_with_most_titles_in_common_fits() -> None:
    """X14, S7: half of the titles of either must be known, and the best of several is taken."""
    near = MappingTemplate.of("near", OLD, template().mapping)
    other_table = Table.from_rows(["Vorname", "Nachname", "Ort", "PLZ"])
    other = MappingTemplate.of("other", other_table, suggest_mapping(other_table))
    changed = Table.from_rows(["Nachname", "Vorname", "Telefon", "E-Mail"])
    assert find_template([near, other], changed) is near
    assert find_template([other], changed) is other  # two of four
    assert find_template([near], Table.from_rows(["Vorname", "a", "b", "c"])) is None
    assert find_template([near], Table.from_rows(["Vorname", "Nachname"])) is near
    assert find_template([near], Table.from_rows([])) is None
