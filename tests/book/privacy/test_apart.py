"""X38, X21, X37: two clients that were one by mistake: each is erased and exported alone."""

import json
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from tests.book.conftest import EVERY_STORE, TurnedClock
from tests.book.people import ANNE, BOB, mobile, person

from clientbook import Table
from clientbook.book import ClientBook
from clientbook.domain.attributes import (
    Attribute,
    AttributeDefinition,
    AttributeType,
    AttributeValue,
    MergeRule,
)
from clientbook.domain.consents import Channel, ConsentEvent, ConsentState
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.subscriptions import ContactReason
from clientbook.storage.sqlite import SqliteStore

HERS, HIS, THIRD = "+33611223344", "+33699887766", "+33655443322"


def _merge(book: ClientBook, survivor: str, *absorbed: str) -> str:
    plan = book.merges.plan(survivor, absorbed)
    return book.merges.merge(plan, by=ANNE, reason="Zoé rang about Ann").id


def _unmerge(book: ClientBook, merge_id: str) -> None:
    book.merges.unmerge(book.merges.plan_unmerge(merge_id, with_later=True), by=ANNE)


def _two(book: ClientBook) -> tuple[str, str]:
    ann = book.clients.create(person("Ann Roy", mobile(HERS), company="Roy"), by=ANNE).id
    zoe = book.clients.create(
        person("Zoé Petit", mobile(HIS), email="zoe@petit.fr", job_title="Baker"), by=ANNE
    ).id
    return ann, zoe


@EVERY_STORE
def test_whoever_was_merged_by_mistake_leaves_the_survivors_past(
    book: ClientBook, clock: TurnedClock
) -> None:
    """X38: merge, edit, unmerge, erase the absorbed one: the survivor's own past alone is left."""
    ann, zoe = _two(book)
    clock.turn(hours=1)
    merge = _merge(book, ann, zoe)
    merged = clock.now
    clock.turn(hours=1)
    patch = ProfilePatch(set={"company": "Roy & Co"}, add={"tags": ["vip"]})
    book.clients.update(ann, patch, expected=None, by=ANNE)
    edited = clock.now
    clock.turn(hours=1)
    _unmerge(book, merge)
    assert book.history.as_of(ann, merged).profile.job_title == "Baker"
    assert "Baker" not in json.dumps(book.privacy.export(ann))
    assert [e["client"] for e in book.privacy.export(zoe)["merged_history"]] == [ann] * 2
    now = book.clients.get(ann)
    book.privacy.erase(zoe, by=BOB)
    assert book.clients.get(ann) == now
    then = book.history.as_of(ann, merged).profile
    assert (then.company, then.job_title, then.tags) == ("Roy", None, ())
    assert [p.e164 for p in then.phones] == [HERS]
    assert book.history.as_of(ann, edited).profile == now.profile
    kinds = [entry.event.kind.value for entry in book.history.history(ann)]
    assert kinds == ["unmerged", "updated", "merged", "created"]
    assert book.merges.get(merge).reason is None


@EVERY_STORE
def test_erasing_a_survivor_takes_nothing_of_whom_it_had_absorbed(book: ClientBook) -> None:
    """X38, X37: the other one's rows stay, and the other one may still be contacted."""
    ann, zoe = _two(book)
    table = Table.from_rows(
        ["Prénom", "Nom", "E-mail", "Remarque"],
        [["Zoé", "Petit", "bad(at", "on Zoé"], ["Ann", "Roy", "bad(at", "on Ann"]],
    )
    run = book.imports.run(table, by=ANNE)
    book.privacy.mark_shared(HIS, by=ANNE)
    _unmerge(book, _merge(book, ann, zoe))
    assert "on Zoé" not in json.dumps(book.privacy.export(ann))
    book.privacy.erase(ann, by=BOB)
    assert [bool(outcome.cells) for outcome in book.imports.outcomes(run.id)] == [True, False]
    assert book.privacy.shared() == (f"p:{HIS}",)
    assert book.consent.may_contact(zoe, Channel.SMS, "GENERAL").allowed
    assert book.clients.get(zoe).profile.job_title == "Baker"


@EVERY_STORE
def test_a_chain_of_merges_is_followed(book: ClientBook, clock: TurnedClock) -> None:
    """X38: one inside another inside a third: erased, she is in neither's past."""
    ann, zoe = _two(book)
    max_ = book.clients.create(person("Max Roux", mobile(THIRD)), by=ANNE).id
    inner = _merge(book, zoe, ann)
    outer = _merge(book, max_, zoe)
    at = clock.now
    clock.turn(hours=1)
    _unmerge(book, inner)
    assert not book.merges.get(outer).stands
    assert [p.e164 for p in book.history.as_of(max_, at).profile.phones] == [THIRD, HIS, HERS]
    book.privacy.erase(ann, by=BOB)
    assert HERS not in repr([p.e164 for p in book.history.as_of(max_, at).profile.phones])
    assert {book.merges.get(m).reason for m in (inner, outer)} == {None}
    assert book.clients.get(zoe).profile.job_title == "Baker"


def _says(client: str, number: int, channel: Channel | None, **about: str) -> ConsentEvent:
    at = TurnedClock().now
    state = ConsentState.OPTED_OUT
    return ConsentEvent(f"e{number}", client, channel, "MARKETING", state, at, **about)  # type: ignore[arg-type]


@EVERY_STORE
def test_the_ledgers_of_others_forget_her_addresses(book: ClientBook) -> None:
    """X38, X37: what was said to both while they were one goes on holding, without her address."""
    ann, zoe = _two(book)
    merge = _merge(book, ann, zoe)
    said = [
        _says(ann, 1, None, wording="to both"),
        _says(ann, 2, Channel.EMAIL, address="zoe@petit.fr"),
        _says(ann, 3, Channel.SMS, address=HERS, evidence="a call"),
    ]
    book.consent.record(said)
    _unmerge(book, merge)
    copied = book.consent.events(zoe)
    assert {e.id.partition(":")[2] for e in copied} == {zoe}
    assert {e.held for e in copied} == {(HIS, "zoe@petit.fr"), ("zoe@petit.fr",)}
    assert "zoe@petit.fr" not in repr(book.privacy.export(ann))
    assert len(book.privacy.export(zoe)["consents_of_others"]) == 2
    book.privacy.erase(zoe, by=BOB)
    assert [(e.id, e.held, e.wording) for e in book.consent.events(ann)] == [
        ("e1", (HERS,), "to both"),
        ("e3", (HERS,), None),
    ]
    again = book.clients.create(person("Zoé", email="zoe@petit.fr"), by=ANNE).id
    assert not book.consent.may_contact(again, Channel.EMAIL, "MARKETING").allowed


def test_a_copy_of_her_words_goes_with_her(book: ClientBook) -> None:
    """X38: an opt-out said to both stays with the other one, without the words and their proof."""
    ann, zoe = _two(book)
    merge = _merge(book, ann, zoe)
    said = attrs.evolve(_says(ann, 1, None, wording="Ann says no"), source="her mother rang")
    book.consent.record([said])
    _unmerge(book, merge)
    book.privacy.erase(ann, by=BOB)
    (kept,) = book.consent.events(zoe)
    assert (kept.state, kept.wording, kept.source) == (ConsentState.OPTED_OUT, None, "")
    decision = book.consent.may_contact(zoe, Channel.SMS, "MARKETING")
    assert decision.reason is ContactReason.OPTED_OUT


def test_an_opt_out_said_to_a_chain_holds_for_each_of_it(book: ClientBook) -> None:
    """X37: said while she was inside one who was inside another, it comes back with her too."""
    settings = attrs.evolve(book.settings, opt_outs_follow_addresses=False)
    book.change_settings(settings, by=ANNE)
    ann, zoe = _two(book)
    max_ = book.clients.create(person("Max Roux", mobile(THIRD)), by=ANNE).id
    inner = _merge(book, zoe, ann)
    _merge(book, max_, zoe)
    book.consent.record([_says(max_, 1, None)])
    _unmerge(book, inner)
    for client in (ann, zoe, max_):
        decision = book.consent.may_contact(client, Channel.SMS, "MARKETING")
        assert decision.reason is ContactReason.OPTED_OUT


def _rename(book: ClientBook) -> None:
    book.attributes.rename("Plate", "Number plate", by=ANNE)


def _rename_twice(book: ClientBook) -> None:
    _rename(book)
    book.attributes.rename("Number plate", "Car", by=ANNE)


def _forget(book: ClientBook) -> None:
    book.attributes.rename("Plate", "Car", by=ANNE, forget=True)


def _name_of_another(book: ClientBook) -> None:
    _forget(book)
    book.attributes.define(AttributeDefinition("Plate"), by=ANNE)


def _retype(book: ClientBook, name: str = "Plate") -> None:
    known = book.attributes.get(name)
    wanted = AttributeType.LIST if known.type is AttributeType.STRING else AttributeType.STRING
    rule = MergeRule.SURVIVOR
    book.attributes.define(attrs.evolve(known, type=wanted, merge_rule=rule), by=ANNE)


def _rename_and_retype(book: ClientBook) -> None:
    _rename(book)
    _retype(book, "Number plate")


def _rename_there_and_back(book: ClientBook) -> None:
    _rename(book)
    book.attributes.rename("Number plate", "Plate", by=ANNE)


def _other_type_in_between(book: ClientBook) -> None:
    _retype(book)
    _retype(book)


DEFINED = (
    _rename,
    _rename_twice,
    _forget,
    _name_of_another,
    _retype,
    _rename_and_retype,
    _rename_there_and_back,
    _other_type_in_between,
)
PLATES: dict[str, tuple[AttributeDefinition, AttributeValue | None, AttributeValue]] = {
    "text that she alone had": (AttributeDefinition("Plate"), None, "773311"),
    "lists of both": (
        AttributeDefinition("Plate", AttributeType.LIST, merge_rule=MergeRule.UNION),
        ("118822",),
        ("773311", "118822"),
    ),
}


@pytest.mark.parametrize("plates", PLATES)
@pytest.mark.parametrize("define", DEFINED, ids=lambda define: define.__name__.strip("_"))
def test_what_a_merge_brought_is_known_by_every_name_and_type_it_had(
    book: ClientBook, clock: TurnedClock, define: Callable[[ClientBook], None], plates: str
) -> None:
    """X38, X6: renamed or retyped while two were one: hers leaves the survivor and its past."""
    definition, own, other = PLATES[plates]
    book.attributes.define(definition, by=ANNE)
    held = () if own is None else (Attribute("Plate", own),)
    ann = book.clients.create(person("Ann Roy", mobile(HERS), attributes=held), by=ANNE).id
    theirs = (Attribute("Plate", other),)
    zoe = book.clients.create(person("Zoé Petit", mobile(HIS), attributes=theirs), by=ANNE).id
    clock.turn(hours=1)
    merge = _merge(book, ann, zoe)
    times = [clock.now]
    clock.turn(hours=1)
    define(book)
    times.append(clock.now)
    clock.turn(hours=1)
    book.clients.update(ann, ProfilePatch(set={"company": "Roy"}), expected=None, by=ANNE)
    times.append(clock.now)
    clock.turn(hours=1)
    _unmerge(book, merge)
    now = book.clients.get(ann)
    assert "773311" not in repr([a.value for a in now.profile.attributes])
    exported = json.dumps(book.privacy.export(ann))
    assert "773311" not in exported
    assert ("118822" in exported) == (own is not None)
    book.privacy.erase(zoe, by=BOB)
    assert book.clients.get(ann) == now
    for at in times:
        values = [a.value for a in book.history.as_of(ann, at).profile.attributes]
        assert "773311" not in repr(values)
        assert ("118822" in repr(values)) == (own is not None)


@pytest.mark.parametrize("define", DEFINED, ids=lambda define: define.__name__.strip("_"))
def test_no_byte_is_left_of_what_a_merge_brought_under_another_name(
    tmp_path: Path, define: Callable[[ClientBook], None]
) -> None:
    """X38, D3: erased and compacted, her value is nowhere in the file."""
    path = tmp_path / "book.db"
    with SqliteStore(path) as in_file:
        book = ClientBook(in_file, clock=TurnedClock())
        book.attributes.define(AttributeDefinition("Plate"), by=ANNE)
        theirs = (Attribute("Plate", "773311"),)
        zoe = book.clients.create(person("Zoé Petit", mobile(HIS), attributes=theirs), by=ANNE).id
        ann = book.clients.create(person("Ann Roy", mobile(HERS)), by=ANNE).id
        merge = _merge(book, ann, zoe)
        define(book)
        _unmerge(book, merge)
        book.privacy.erase(zoe, by=BOB)
        in_file.compact()
    files = [file.read_bytes() for file in tmp_path.iterdir()]
    assert files
    assert not any(b"773311" in held for held in files)


@EVERY_STORE
def test_a_copied_opt_out_tells_nothing_of_who_said_it(book: ClientBook) -> None:
    """X38, X37: what an unmerge gave to both holds on for the other, without the host's word."""
    ann, zoe = _two(book)
    merge = _merge(book, zoe, ann)
    out = ConsentEvent(
        "unsub:zoe@petit.fr", zoe, None, "*", ConsentState.OPTED_OUT, book.context.clock()
    )
    book.consent.record([out])
    for _ in range(2):  # the second unmerge finds the copies of the first
        _unmerge(book, merge)
        merge = _merge(book, zoe, ann)
    _unmerge(book, merge)
    assert len(book.consent.events(ann)) == 1
    book.privacy.erase(zoe, by=BOB)
    assert "zoe@petit.fr" not in json.dumps(book.privacy.export(ann))
    assert "zoe@petit.fr" not in str([e.id for e in book.consent.events(ann)])
    assert not book.consent.may_contact(ann, Channel.SMS, "MARKETING").allowed


@EVERY_STORE
def test_a_remembered_opt_out_is_shown_to_nobody_else_under_its_id(book: ClientBook) -> None:
    """X21, X37: who has the number of who said no is refused, and reads no id of theirs."""
    ann, _ = _two(book)
    out = ConsentEvent("STOP Ann Roy", ann, None, "*", ConsentState.OPTED_OUT, book.context.clock())
    book.consent.record([out])
    tom = book.clients.create(person("Tom Lee", mobile(HERS)), by=ANNE).id
    for client_id, shown in ((ann, True), (tom, False)):
        decision = book.consent.may_contact(client_id, Channel.SMS, "MARKETING")
        assert (decision.allowed, decision.event is not None) == (False, True)
        assert (decision.event is not None and "Roy" in decision.event.id) is shown
