"""X12, D12, M4: nobody's change is lost without being told."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.book.conftest import EVERY_STORE
from tests.book.people import ANNE, BOB, mobile, person

from clientbook.book import ClientBook
from clientbook.domain.activities import (
    Activity,
    ActivityKind,
    Appointment,
    AppointmentStatus,
    Attendee,
)
from clientbook.domain.attributes import Attribute, AttributeDefinition
from clientbook.domain.patches import ProfilePatch, conflicting_fields
from clientbook.domain.profiles import Profile
from clientbook.errors import StaleRevisionError

FIRST, SECOND, THIRD = (mobile(f"+3361122334{n}") for n in range(3))


def _labelled(label: str) -> ProfilePatch:
    return ProfilePatch(add={"phones": [attrs.evolve(FIRST, label=label)]})


def _preferring(phone: object) -> ProfilePatch:
    return ProfilePatch(add={"phones": [attrs.evolve(phone, preferred=True)]})  # type: ignore[misc]


def _sized(size: str) -> ProfilePatch:
    return ProfilePatch(add={"attributes": [Attribute("size", size)]})


CONFLICTS = {
    "one attribute": (_sized("39"), _sized("40"), "attributes"),
    "one label": (_labelled("work"), _labelled("home"), "phones"),
    "changed and removed": (_labelled("work"), ProfilePatch(remove={"phones": [FIRST]}), "phones"),
    "two preferred": (_preferring(SECOND), _preferring(THIRD), "phones"),
    "one field": (
        ProfilePatch(set={"company": "A"}),
        ProfilePatch(set={"company": "B"}),
        "company",
    ),
}
JOINED = {
    "two attributes": (_sized("39"), ProfilePatch(add={"attributes": [Attribute("hair", "red")]})),
    "two tags": (ProfilePatch(add={"tags": ["a"]}), ProfilePatch(add={"tags": ["b"]})),
    "the same": (_sized("39"), _sized("39")),
    "added and removed": (
        ProfilePatch(add={"phones": [mobile("+33699999999")]}),
        ProfilePatch(remove={"phones": [SECOND]}),
    ),
}


@EVERY_STORE
@pytest.mark.parametrize("name", CONFLICTS)
def test_values_under_one_key_conflict(book: ClientBook, name: str) -> None:
    """D12, X12: two editors of one value: the second gets base, theirs and yours."""
    first, second, field = CONFLICTS[name]
    book.attributes.define(AttributeDefinition("size"), by=ANNE)
    profile = person(
        "Ann", FIRST, SECOND, THIRD, company="Z", attributes=(Attribute("size", "38"),)
    )
    ann = book.clients.create(profile, by=ANNE)
    theirs = book.clients.update(ann.id, first, expected=1, by=ANNE, rebase=True)
    with pytest.raises(StaleRevisionError) as stale:
        book.clients.update(ann.id, second, expected=1, by=BOB, rebase=True)
    assert stale.value.conflicts == (field,)
    assert (stale.value.base, stale.value.theirs) == (ann, theirs)
    assert book.clients.get(ann.id) == theirs


@pytest.mark.parametrize("name", JOINED)
def test_values_under_different_keys_join(name: str) -> None:
    """X12: what two editors did to different values of a list is both kept."""
    first, second = JOINED[name]
    base = person("Ann", FIRST, SECOND, attributes=(Attribute("size", "38"),))
    assert conflicting_fields(base, first.apply(base), second) == ()


_ATTRIBUTES = st.dictionaries(st.sampled_from("abc"), st.sampled_from("12"), max_size=3)


def _patch(values: dict[str, str], gone: set[str]) -> ProfilePatch:
    return ProfilePatch(
        add={"attributes": [Attribute(k, v) for k, v in values.items()]},
        remove={"attributes": sorted(gone - values.keys())},
    )


@given(_ATTRIBUTES, _ATTRIBUTES, _ATTRIBUTES, st.sets(st.sampled_from("abc")))
def test_a_rebased_patch_undoes_nothing(
    held: dict[str, str], theirs: dict[str, str], yours: dict[str, str], gone: set[str]
) -> None:
    """D12: without a conflict, what either editor changed reads so afterwards."""
    base = Profile(attributes=[Attribute(k, v) for k, v in held.items()])
    first, second = _patch(theirs, set()), _patch(yours, gone)
    now, wanted = first.apply(base), second.apply(base)
    if conflicting_fields(base, now, second):
        return
    after = second.apply(now)
    for key in "abc":
        was = base.attribute(key)
        for changed in (now.attribute(key), wanted.attribute(key)):
            assert changed == was or after.attribute(key) == changed


def _kept(book: ClientBook) -> Activity:
    ann = book.clients.create(person("Ann"), by=ANNE)
    start = book.context.clock() + timedelta(days=3)
    visit = Appointment(start, timedelta(minutes=30), (Attendee(ann.id),), title="Cut")
    return book.activities.put(Activity.of("a1", visit), by=ANNE)


def _renamed(activity: Activity) -> Activity:
    assert isinstance(activity.payload, Appointment)
    return attrs.evolve(activity, payload=attrs.evolve(activity.payload, title="Colour"))


@EVERY_STORE
def test_a_stale_save_of_an_appointment_is_refused(book: ClientBook) -> None:
    """M4, R24: saving what was opened before the client cancelled brings nothing back."""
    opened = _kept(book)
    book.self_service.cancel(opened.client_ids[0], "a1")
    with pytest.raises(StaleRevisionError) as stale:
        book.activities.put(_renamed(opened), by=BOB)
    assert (stale.value.what, stale.value.expected, stale.value.actual) == ("activity", 1, 2)
    assert stale.value.theirs.payload.status is AppointmentStatus.CANCELLED
    assert stale.value.yours == _renamed(opened)
    kept = book.activities.get(ActivityKind.APPOINTMENT, "a1")
    assert kept.payload == stale.value.theirs.payload
    with pytest.raises(StaleRevisionError):
        book.activities.remove(ActivityKind.APPOINTMENT, "a1", by=BOB, expected=1)
    saved = book.activities.put(_renamed(kept), by=BOB)
    assert saved.revision == 3
    book.activities.remove(ActivityKind.APPOINTMENT, "a1", by=BOB, expected=3)
    with pytest.raises(StaleRevisionError) as gone:
        book.activities.put(saved, by=BOB)
    assert gone.value.actual == 0


@EVERY_STORE
def test_expected_says_what_an_activity_made_anew_was_made_from(book: ClientBook) -> None:
    """M4: a host that keeps only the number passes it; 0 says that there must be none yet."""
    opened = _kept(book)
    anew = Activity.of(opened.id, _renamed(opened).payload)
    with pytest.raises(StaleRevisionError):
        book.activities.put(anew, by=BOB, expected=0)
    assert book.activities.put(anew, by=BOB, expected=1).revision == 2
    assert book.activities.put(anew, by=BOB).revision == 3


def test_moving_links_is_a_change_too(book: ClientBook) -> None:
    """M4: what was opened before a merge moved the appointment is stale as well."""
    opened = _kept(book)
    keep = book.clients.create(person("Ann"), by=ANNE)
    book.merges.merge(book.merges.plan(keep.id, [opened.client_ids[0]]), by=BOB)
    with pytest.raises(StaleRevisionError):
        book.activities.put(_renamed(opened), by=BOB)
