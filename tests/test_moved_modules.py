"""Modules that were renamed answer under their old path."""

import importlib

import pytest

MOVED = {
    "clientbook.issues": ("clientbook.messages.issues", "IssueCode"),
    "clientbook.catalogue": ("clientbook.messages.catalogue", "render"),
    "clientbook.writers.review_page": ("clientbook.reports.review_page", "write_review_page"),
    "clientbook.writers.import_report": ("clientbook.reports.import_report", "write_import_report"),
    "clientbook.book.activity_reading": ("clientbook.book.activities.reading", "read_activities"),
}


@pytest.mark.parametrize("old", MOVED)
def test_a_moved_module_answers_under_its_old_path_and_warns(old: str) -> None:
    """A documented module path keeps working; the warning names the new one."""
    new, name = MOVED[old]
    with pytest.warns(DeprecationWarning, match=new):
        value = getattr(importlib.import_module(old), name)
    assert value is getattr(importlib.import_module(new), name)


@pytest.mark.parametrize("old", MOVED)
def test_a_moved_module_has_no_other_names(old: str) -> None:
    """A name that never was is an AttributeError that names the old path."""
    with pytest.raises(AttributeError, match=old):
        importlib.import_module(old).no_such_name  # noqa: B018


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("clientbook.messages.catalogue", "Message", "RenderedMessage"),
        ("clientbook.convert.jscontact", "CardReading", "JSCardReading"),
        ("clientbook.matching", "Evidence", "PairEvidence"),
    ],
)
def test_a_renamed_class_answers_under_its_old_name_and_warns(
    module: str, old: str, new: str
) -> None:
    """C15: A class that shared its name with another keeps the old spelling as an alias."""
    home = importlib.import_module(module)
    with pytest.warns(DeprecationWarning, match=new):
        assert getattr(home, old) is getattr(home, new)
    with pytest.raises(AttributeError, match="no_such_name"):
        home.no_such_name  # noqa: B018


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("clientbook.domain.activities", "clientbook.domain.sales", "Line"),
        ("clientbook.domain.activities", "clientbook.domain.sales", "DocumentStatus"),
        ("clientbook.domain.merges", "clientbook.domain.unmerges", "UnmergePlan"),
    ],
)
def test_a_moved_class_answers_at_its_old_place_and_warns(old: str, new: str, name: str) -> None:
    """C20: A file that was too long was parted; its names answer where they stood."""
    with pytest.warns(DeprecationWarning, match=new):
        value = getattr(importlib.import_module(old), name)
    assert value is getattr(importlib.import_module(new), name)
