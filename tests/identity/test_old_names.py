"""The old spellings of what this room renamed answer, and warn."""

import importlib

import pytest
from tests.book.people import ANNE, mobile, person
from tests.identity.conftest import NewBook

from clientbook.domain.settings import EntryPoint

RENAMED = {
    ("clientbook", "Door"): ("clientbook.domain.settings", "EntryPoint"),
    ("clientbook.domain.settings", "Door"): ("clientbook.domain.settings", "EntryPoint"),
    ("clientbook.matching", "identity_keys"): ("clientbook.identity.keys", "identity_keys"),
    ("clientbook.book.clients.arrivals", "Found"): (
        "clientbook.book.clients.answers",
        "ClientMatch",
    ),
    ("clientbook.book.clients.arrivals", "Evidence"): (
        "clientbook.identity.evidence",
        "Evidence",
    ),
    ("clientbook.book.duplicates.candidates", "Candidate"): (
        "clientbook.book.clients.answers",
        "ClientMatch",
    ),
}


@pytest.mark.parametrize("old", RENAMED, ids=".".join)
def test_an_old_name_is_the_new_one(old: tuple[str, str]) -> None:
    """C19: a renamed public name answers under its old spelling, with a warning."""
    with pytest.warns(DeprecationWarning, match=RENAMED[old][1]):
        value = getattr(importlib.import_module(old[0]), old[1])
    module, name = RENAMED[old]
    assert value is getattr(importlib.import_module(module), name)


def test_the_old_calls_find_and_create(new_book: NewBook) -> None:
    """C19: commit_act, arrive and door= do what they did, with a warning."""
    book = new_book()
    with pytest.warns(DeprecationWarning, match="find_or_create"):
        client, told = book.clients.commit_act(
            person("Marie Dupont", mobile()), lambda c: c.id, by=ANNE, ref="m-1"
        )
    assert (told, client.origin.ref) == (client.id, "m-1")
    with pytest.warns(DeprecationWarning, match="find_or_create"):
        assert book.clients.arrive(person("Marie Dupont", mobile()), by=ANNE).client.id == told
    with pytest.warns(DeprecationWarning, match="entry_point"):
        made = book.clients.create(person("Luc Roy"), by=ANNE, door=EntryPoint.QUICK_ADD)
    assert made.origin.kind.value == "quick_add"
