"""M11, S11, S36: what was done can be corrected, and the old text stays in the history."""

import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE, BOB, person

from clientbook.book import ClientBook
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.journal import ChangeKind
from clientbook.errors import InvalidProfileError, InvalidValueError, RecordNotFoundError


@EVERY_STORE
def test_a_note_is_corrected_and_withdrawn(book: ClientBook, clock: TurnedClock) -> None:
    """M11, K46: the author stays, the old text stays readable, each step is in the journal."""
    ann = book.clients.create(person("Ann"), by=ANNE)
    note = book.clients.add_note(ann.id, "allergic to latex", by=ANNE)
    clock.turn(minutes=1)
    better = book.clients.correct_note(note.id, "allergic to nickel", by=BOB)
    assert (better.author, better.corrected_by, better.corrected_at) == (ANNE, BOB, clock.now)
    assert book.clients.notes(ann.id) == (better,)
    assert book.clients.correct_note(note.id, "allergic to nickel", by=ANNE) == better
    with pytest.raises(InvalidValueError):
        book.clients.correct_note(note.id, "  ", by=BOB)
    book.clients.withdraw_note(note.id, by=BOB)
    assert book.clients.notes(ann.id) == ()
    assert [n.body for n in book.clients.note_versions(note.id)] == [note.body, better.body]
    events = [e for e in book.history.events() if e.kind is ChangeKind.NOTE]
    assert [(e.actor, e.fields) for e in events] == [
        (ANNE, ("note",)),
        (BOB, ("corrected",)),
        (BOB, ("withdrawn",)),
    ]
    with pytest.raises(RecordNotFoundError):
        book.clients.withdraw_note(note.id, by=BOB)
    assert "latex" in str([n.body for n in book.clients.note_versions(note.id)])
    book.privacy.erase(ann.id, by=BOB)
    assert book.clients.note_versions(note.id) == ()


@EVERY_STORE
def test_deleted_clients_are_listed(book: ClientBook, clock: TurnedClock) -> None:
    """M11, X7: latest first, page by page, while they can be restored."""
    gone = []
    for name in ("Ann", "Bea", "Cid"):
        client = book.clients.create(person(name), by=ANNE)
        gone.append(book.clients.delete(client.id, by=ANNE))
        clock.turn(days=1)
    first = book.clients.deleted(limit=2)
    assert first == (gone[2], gone[1])
    assert book.clients.deleted(after=first[-1], limit=2) == (gone[0],)
    book.clients.restore(gone[1].id, by=ANNE)
    assert book.clients.deleted() == (gone[2], gone[0])
    clock.turn(days=28)
    assert book.clients.deleted() == (gone[2],)


def _sized(value: object) -> dict[str, object]:
    return {"attributes": (Attribute("size", value),)}  # type: ignore[arg-type]


@EVERY_STORE
def test_a_change_of_type_reaches_who_may_come_back(book: ClientBook) -> None:
    """S11, X10: deleted and merged clients are converted too, or keep the type from changing."""
    book.attributes.define(AttributeDefinition("Size"), by=ANNE)
    keep, old, gone = (
        book.clients.create(person(name, **_sized(size)), by=ANNE)  # type: ignore[arg-type]
        for name, size in (("Ann", "1"), ("Ann", "2"), ("Bea", "three"))
    )
    made = book.merges.merge(book.merges.plan(keep.id, [old.id]), by=ANNE)
    book.clients.delete(gone.id, by=ANNE)
    whole = AttributeDefinition("Size", AttributeType.INTEGER)
    with pytest.raises(InvalidProfileError, match="size"):
        book.attributes.define(whole, by=ANNE)
    book.clients.restore(gone.id, by=ANNE)
    from clientbook.domain.patches import ProfilePatch

    patch = ProfilePatch(add=_sized("3"))  # type: ignore[arg-type]
    book.clients.update(gone.id, patch, expected=None, by=ANNE)
    book.clients.delete(gone.id, by=ANNE)
    book.attributes.define(whole, by=ANNE)
    book.clients.restore(gone.id, by=ANNE)
    book.merges.unmerge(book.merges.plan_unmerge(made.id), by=ANNE)
    sizes = [book.clients.get(c.id).profile.attribute("size") for c in (keep, old, gone)]
    assert sizes == [1, 2, 3]


@EVERY_STORE
def test_an_attribute_is_renamed_with_its_values(book: ClientBook) -> None:
    """M11: under the new name everywhere, also where a client may come back from."""
    book.attributes.define(AttributeDefinition("Taille"), by=ANNE)
    held = {"attributes": (Attribute("taille", "38"),)}
    ann, gone = (book.clients.create(person(n, **held), by=ANNE) for n in ("Ann", "Bea"))  # type: ignore[arg-type]
    book.clients.delete(gone.id, by=ANNE)
    renamed = book.attributes.rename("TAILLE", "Pointure", by=BOB)
    assert (renamed.name, renamed.version) == ("Pointure", 2)
    assert [d.name for d in book.attributes.list()] == ["Pointure"]
    book.clients.restore(gone.id, by=ANNE)
    for client in (ann, gone):
        profile = book.clients.get(client.id).profile
        assert (profile.attribute("pointure"), profile.attribute("taille")) == ("38", None)
    event = next(e for e in reversed(book.history.events()) if e.kind is ChangeKind.DEFINITION)
    assert event.actor == BOB
    book.attributes.define(AttributeDefinition("Other"), by=ANNE)
    with pytest.raises(InvalidValueError):
        book.attributes.rename("Pointure", "other", by=BOB)
    assert book.attributes.rename("pointure", "POINTURE", by=BOB).name == "POINTURE"


def test_an_attribute_called_as_a_field_can_be_named(book: ClientBook) -> None:
    """S36, K37: a token finds its attribute whatever its spelling, and beside a built-in field."""
    for name in ("Company", "Prénom d'usage"):
        book.attributes.define(AttributeDefinition(name), by=ANNE)
    values = (Attribute("company", "Nordet"), Attribute("prénom d'usage", "Zoé"))
    ann = book.clients.create(person("Ann", company="Roy", attributes=values), by=ANNE)
    decomposed = "Pre\u0301nom  d'usage "
    fields = book.activities.merge_fields(
        ann.id, fields=["Company", "attribute:Company", decomposed, "nothing"]
    )
    assert dict(fields.values) == {
        "Company": "Roy", "attribute:Company": "Nordet", decomposed: "Zoé", "nothing": "",
    }  # fmt: skip
    assert fields.missing == ("nothing",)
