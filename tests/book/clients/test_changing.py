"""Changing clients: patches, revisions, conflicts, blocks, notes."""

import attrs
import pytest
from tests.book.conftest import MakeBook, TurnedClock
from tests.book.people import ANNE, BOB, landline, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.activities import Activity, Conversation
from clientbook.domain.addresses import PostalAddress
from clientbook.domain.attributes import Attribute, AttributeDefinition, AttributeType
from clientbook.domain.dates import PartialDate
from clientbook.domain.emails import EmailAddress
from clientbook.domain.genders import Gender, GenderCode
from clientbook.domain.journal import ChangeKind
from clientbook.domain.names import PersonName
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.profiles import FIELDS, ExternalId, UnreadValue
from clientbook.domain.settings import FIELD_SERVICE
from clientbook.errors import (
    ClientNotFoundError,
    ClientStateError,
    InvalidProfileError,
    InvalidValueError,
    StaleRevisionError,
)

NEW_VALUES: dict[str, object] = {
    "name": PersonName(given="Zoe"),
    "phones": (landline(),),
    "emails": (EmailAddress("zoe@example.org"),),
    "addresses": (PostalAddress(locality="Lyon"),),
    "gender": Gender(GenderCode.FEMALE),
    "birthday": PartialDate(1990, 2, 3),
    "company": "Nordet",
    "department": "Sales",
    "job_title": "Buyer",
    "language": "fr",
    "websites": ("https://example.org",),
    "info": "likes tea",
    "attributes": (Attribute("size", 44),),
    "tags": ("vip",),
    "external_ids": (ExternalId("erp", "7"),),
    "unread": (UnreadValue("phone.work", "36 39"),),
}


def test_unknown_and_merged_ids(book: ClientBook) -> None:
    """K23: an unknown id is an error that names it; a merged one gives the survivor, in a chain."""
    with pytest.raises(ClientNotFoundError) as missing:
        book.clients.get("nobody")
    assert missing.value.client_id == "nobody"
    with pytest.raises(ClientNotFoundError):
        book.clients.overview("nobody")
    ids = [book.clients.create(person("Marie", mobile()), by=ANNE).id for _ in range(3)]
    for survivor, absorbed in ((ids[1], ids[0]), (ids[2], ids[1])):
        book.merges.merge(book.merges.plan(survivor, [absorbed]), by=ANNE)
    assert {book.clients.get(i).id for i in ids} == {ids[2]}
    assert {i: c.id for i, c in book.clients.resolve([*ids, "x"]).items()} == dict.fromkeys(
        ids, ids[2]
    )
    assert set(book.clients.overview(ids[0]).merged_ids) == set(ids[:2])


@pytest.mark.parametrize("field", FIELDS)
def test_one_field_one_revision(book: ClientBook, field: str) -> None:
    """K29, K31, P4, R8: each field edited alone adds one revision and journals only that field."""
    book.attributes.define(AttributeDefinition("size", AttributeType.INTEGER), by=ANNE)
    client = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    patch = ProfilePatch(set={field: NEW_VALUES[field]})
    changed = book.clients.update(client.id, patch, expected=1, by=BOB)
    assert changed.revision == 2
    assert getattr(changed.profile, field) == NEW_VALUES[field]
    (change,) = book.context.store.read_changes(
        "main", client_ids=[client.id], limit=1, descending=True
    )
    assert (change.kind, change.fields, change.actor) == (ChangeKind.UPDATED, (field,), BOB)
    assert change.before == ((field, getattr(client.profile, field)),)
    assert book.clients.update(client.id, patch, expected=2, by=BOB) == changed


def test_the_second_editor_is_told(book: ClientBook) -> None:
    """K31: from one revision the second save raises, with base, theirs and yours."""
    client = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    theirs = book.clients.update(
        client.id, ProfilePatch(set={"company": "Nordet"}), expected=1, by=ANNE
    )
    patch = ProfilePatch(set={"company": "Sudet", "language": "fr"})
    with pytest.raises(StaleRevisionError) as stale:
        book.clients.update(client.id, patch, expected=1, by=BOB, rebase=True)
    error = stale.value
    assert (error.base, error.theirs) == (client, theirs)
    assert error.yours == patch.apply(client.profile)
    assert error.conflicts == ("company",)
    assert book.clients.get(client.id) == theirs


def test_editors_of_other_fields_need_not_wait(book: ClientBook) -> None:
    """X12: a second save of other fields succeeds by rebasing when asked, and only then."""
    client = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    book.clients.update(client.id, ProfilePatch(set={"company": "Nordet"}), expected=1, by=ANNE)
    patch = ProfilePatch(set={"language": "fr"}, add={"tags": ["vip"]})
    with pytest.raises(StaleRevisionError) as stale:
        book.clients.update(client.id, patch, expected=1, by=BOB)
    assert stale.value.conflicts == ()
    both = book.clients.update(client.id, patch, expected=1, by=BOB, rebase=True).profile
    assert (both.company, both.language, both.tags) == ("Nordet", "fr", ("vip",))


def test_values_added_by_both_stay(book: ClientBook) -> None:
    """Two editors who each add a number lose none of them."""
    client = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    one = ProfilePatch(add={"phones": [landline("+33142000001")]})
    two = ProfilePatch(add={"phones": [landline("+33142000002")]})
    book.clients.update(client.id, one, expected=1, by=ANNE)
    both = book.clients.update(client.id, two, expected=1, by=BOB, rebase=True)
    assert len(both.profile.phones) == 3


def test_what_is_required_cannot_be_taken_away(make_book: MakeBook) -> None:
    """V40: removing the last phone where one is required is refused; other edits pass."""
    book = make_book(FIELD_SERVICE)
    client = book.clients.create(person("Marie Dupont", mobile()), by=ANNE)
    patch = ProfilePatch(remove={"phones": [mobile()]})
    with pytest.raises(InvalidProfileError) as refused:
        book.clients.update(client.id, patch, expected=1, by=ANNE)
    assert [i.field for i in refused.value.issues] == ["phone"]
    swap = ProfilePatch(remove={"phones": [mobile()]}, add={"phones": [landline()]})
    assert book.clients.update(client.id, swap, expected=1, by=ANNE).profile.mobiles == ()


def test_attributes_are_typed(book: ClientBook) -> None:
    """X10: a value of another type, or of no definition, is a field error."""
    book.attributes.define(AttributeDefinition("Size", AttributeType.INTEGER), by=ANNE)
    client = book.clients.create(person("Marie"), by=ANNE)
    for attribute in (Attribute("size", "big"), Attribute("colour", "red")):
        patch = ProfilePatch(add={"attributes": [attribute]})
        with pytest.raises(InvalidProfileError) as refused:
            book.clients.update(client.id, patch, expected=None, by=ANNE)
        assert [i.field for i in refused.value.issues] == [f"custom:{attribute.key}"]
    done = ProfilePatch(add={"attributes": [Attribute("SIZE", 44)]})
    assert book.clients.update(client.id, done, expected=None, by=ANNE).profile.attribute("size")


def test_a_change_of_type_converts_all_or_none(book: ClientBook) -> None:
    """X10: changing a type converts every value, or refuses and names the clients."""
    size = AttributeDefinition("Size")
    assert book.attributes.define(size, by=ANNE).version == 1
    ids = [
        book.clients.create(person(f"P{n}", attributes=(Attribute("size", str(40 + n)),)), by=ANNE)
        for n in range(3)
    ]
    as_number = attrs.evolve(size, type=AttributeType.INTEGER)
    bad = book.clients.create(person("Q", attributes=(Attribute("size", "big"),)), by=ANNE)
    with pytest.raises(InvalidProfileError) as refused:
        book.attributes.define(as_number, by=ANNE)
    assert bad.id in str(refused.value)
    assert book.clients.get(ids[0].id).profile.attribute("size") == "40"
    fix = ProfilePatch(add={"attributes": [Attribute("size", "50")]})
    book.clients.update(bad.id, fix, expected=None, by=ANNE)
    assert book.attributes.define(as_number, by=ANNE).version == 2
    assert [book.clients.get(c.id).profile.attribute("size") for c in ids] == [40, 41, 42]
    assert [d.version for d in book.attributes.list()] == [2]


def test_a_block_is_idempotent_and_journaled(book: ClientBook, clock: TurnedClock) -> None:
    """P13: blocking twice is blocking once; who and why are kept."""
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    blocked = book.clients.block_booking(client.id, by=ANNE, reason="three no-shows")
    assert blocked.block is not None
    assert (blocked.block.by, blocked.block.at) == (ANNE, clock.now)
    assert book.clients.block_booking(client.id, by=BOB) == blocked
    free = book.clients.unblock_booking(client.id, by=BOB)
    assert free.block is None
    assert book.clients.unblock_booking(client.id, by=BOB) == free
    kinds = [c.kind for c in book.context.store.read_changes("main", client_ids=[client.id])]
    assert kinds == [ChangeKind.CREATED, ChangeKind.BLOCKED, ChangeKind.UNBLOCKED]
    assert "no-shows" not in repr(blocked)


def test_notes_newest_first_under_their_author(book: ClientBook, clock: TurnedClock) -> None:
    """K46, R5: notes list newest first, their author is who wrote them, and they are internal."""
    client = book.clients.create(person("Marie"), by=ANNE)
    written = []
    for number, author in enumerate((ANNE, BOB, ANNE)):
        written.append(book.clients.add_note(client.id, f"note {number}\nline two", by=author))
        clock.turn(minutes=1)
    notes = book.clients.notes(client.id)
    assert notes == tuple(reversed(written))
    assert [n.author for n in notes] == [ANNE, BOB, ANNE]
    assert {n.visibility.value for n in notes} == {"internal"}
    assert book.clients.notes(client.id, after=notes[0], limit=1) == (notes[1],)
    with pytest.raises(InvalidValueError):
        book.clients.add_note(client.id, " \n ", by=ANNE)
    assert "line two" not in repr(notes)


def test_the_screen_of_a_client(book: ClientBook) -> None:
    """K40: one call gives the client, subscriptions, counts, appointments and notes."""
    client = book.clients.create(person("Marie", mobile()), by=ANNE)
    book.clients.add_note(client.id, "regular", by=ANNE)
    activity = Activity.of("t1", Conversation(), client_id=client.id, at=client.created_at)
    with book.context.unit():
        book.context.links[0].put("main", activity)  # type: ignore[attr-defined]
    shown = book.clients.overview(client.id)
    assert shown.client == client
    assert [n.body for n in shown.notes] == ["regular"]
    assert {k.value: n for k, n in shown.counts.items() if n} == {"conversation": 1}
    assert (shown.last_appointment_at, shown.next_appointment_at) == (None, None)
    assert shown.subscriptions


def test_a_deleted_client_is_not_changed(book: ClientBook) -> None:
    """A deleted client can be read and restored, not edited, blocked or noted on."""
    client = book.clients.create(person("Marie"), by=ANNE)
    book.clients.delete(client.id, by=ANNE)
    patch = ProfilePatch(set={"company": "Nordet"})
    for act in (
        lambda: book.clients.update(client.id, patch, expected=None, by=ANNE),
        lambda: book.clients.block_booking(client.id, by=ANNE),
        lambda: book.clients.add_note(client.id, "x", by=ANNE),
        lambda: book.clients.delete(client.id, by=ANNE),
    ):
        with pytest.raises(ClientStateError):
            act()
