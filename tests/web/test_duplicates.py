"""Duplicates over the pages: evidence, choices, blockers, merging, ignoring, many at once, undo."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.web.visitor import ANNA, Page, Visitor, landed, make_book, marie, read

from clientbook import (
    Attribute,
    AttributeDefinition,
    AttributeType,
    ClientBook,
    OnDuplicate,
    PartialDate,
    PersonName,
    Profile,
    ProfilePatch,
    parse_email,
    parse_phone,
)
from clientbook.book.duplicates.desk import DuplicateDesk
from clientbook.domain.attributes import MergeRule
from clientbook.domain.clients import Client
from clientbook.domain.profiles import ExternalId
from clientbook.web import Permission

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def book() -> ClientBook:
    return make_book()


@pytest.fixture
def visitor(book: ClientBook) -> Visitor:
    return Visitor(book)


def enter(book: ClientBook, profile: Profile) -> Client:
    return book.clients.create(profile, by=ANNA, on_duplicate=OnDuplicate.ALLOW).plain


def twin(book: ClientBook, **changes: Any) -> Client:
    """Return a second Marie, differently spelt and with other values."""
    values: dict[str, Any] = {
        "name": PersonName(given="Marie", family="Dupond"),
        "phones": (
            parse_phone("06 12 34 56 78", region="FR"),
            parse_phone("01 42 34 56 78", region="FR"),
        ),
        "emails": (parse_email("m.dupont@gmail.com"),),
        "tags": ("colour",),
        "info": "Allergic to ammonia",
        **changes,
    }
    return enter(book, Profile(**values))


def sent(page: Page) -> list[tuple[str, str]]:
    """Return what a browser sends of the page's form, nothing changed."""
    return [
        (a["name"], a.get("value", "on"))
        for a in page.all("input")
        if a.get("name", "csrf_token") != "csrf_token"
        and (a.get("type") not in ("radio", "checkbox") or "checked" in a)
    ]


def chosen(
    form: Iterable[tuple[str, str]], *, without: Iterable[tuple[str, str]] = (), **values: str
) -> list[tuple[str, str]]:
    """Return a form with other choices."""
    names = {name.replace("__", ".") for name in values}
    kept = [pair for pair in form if pair[0] not in names and pair not in set(without)]
    return [*kept, *((name.replace("__", "."), value) for name, value in values.items())]


def test_a_pair_is_shown_with_what_speaks_for_it(visitor: Visitor) -> None:
    """P17, P20: Side by side, the evidence in words and bars, how many pairs wait."""
    marie(visitor.book)
    twin(visitor.book)
    page = read(visitor.get("/duplicates"))
    assert "1 pair to look at" in page.text
    assert "same mobile" in page.text
    assert "one letter differs" in page.text
    assert any(a.get("class") == "for" for a in page.all("rect"))
    assert any(a.get("class") == "against" for a in page.all("rect"))
    assert not any("style" in attributes for _, attributes in page.tags)


def test_a_whole_merge_by_its_form(visitor: Visitor) -> None:
    """P18, P21: As offered: the older stays, lists are united, texts joined."""
    first = marie(visitor.book)
    second = twin(visitor.book)
    answer = visitor.post(
        "/duplicates/merge", [*sent(read(visitor.get("/duplicates"))), ("act", "merge")]
    )
    merge = visitor.book.merges.latest()[0]
    assert merge.survivor_id == first.id
    client = visitor.book.clients.get(second.id)
    assert client.id == first.id
    assert client.profile.name == first.profile.name
    assert len(client.profile.phones) == 2
    assert {e.address for e in client.profile.emails} == {"marie@dupont.fr", "m.dupont@gmail.com"}
    assert client.profile.tags == ("vip", "colour")
    assert client.profile.info == "Prefers mornings\n\nAllergic to ammonia"
    page = read(visitor.follow(answer))
    assert "The two are one client now" in page.text
    assert f"/merges/{merge.id}" in [a["href"] for a in page.all("a")]


def test_the_value_that_is_clicked_is_the_value_that_is_kept(visitor: Visitor) -> None:
    """P18: Field by field and value by value, whoever stays."""
    first, second = marie(visitor.book), twin(visitor.book)
    form = sent(read(visitor.get("/duplicates")))
    emails = [pair for pair in form if pair[0] == "keep.emails"]
    form = chosen(
        form,
        without=[emails[0], ("keep.tags", "1")],
        survivor=second.id,
        field__name=first.id,
        field__info=second.id,
    )
    assert visitor.post("/duplicates/merge", [*form, ("act", "merge")]).status == 303
    client = visitor.book.clients.get(first.id)
    left, right = sorted((first, second), key=lambda c: c.id)
    assert client.id == second.id
    assert client.profile.name == first.profile.name
    assert client.profile.info == "Allergic to ammonia"
    assert [e.address for e in client.profile.emails] == [right.profile.emails[0].address]
    assert client.profile.tags == left.profile.tags


def test_the_result_is_shown_before_it_is_made(visitor: Visitor) -> None:
    """X53: "Show the result" writes nothing, keeps the choices, says what the client will be."""
    _, second = marie(visitor.book), twin(visitor.book)
    form = chosen(sent(read(visitor.get("/duplicates"))), field__name=second.id, reason="seen")
    before = visitor.book.history.events()
    page = read(visitor.post("/duplicates/merge", [*form, ("act", "look")]))
    assert "The client after the merge Name Marie Dupond" in page.text
    assert visitor.book.history.events() == before
    assert ("field.name", second.id) in sent(page)
    assert ("reason", "seen") in sent(page)


def test_a_pair_that_is_none_says_why(visitor: Visitor) -> None:
    """X53: One client beside itself, and one that was deleted meanwhile: why, and no second try."""
    first, second = marie(visitor.book), twin(visitor.book)
    answer = visitor.get("/duplicates/pair", [("a", first.id), ("b", first.id)])
    assert answer.status == 422
    assert "Both ids lead to one client. Choose two different clients." in read(answer).text
    form = sent(read(visitor.get("/duplicates")))
    visitor.book.clients.delete(second.id, by=ANNA)
    answer = visitor.post("/duplicates/merge", [*form, ("act", "merge"), ("reason", "one person")])
    assert answer.status == 409
    assert "Send it again" not in read(answer).text


def test_a_field_chosen_by_hand_is_named_once(visitor: Visitor) -> None:
    """P18: A merge of two lists of tags, kept and chosen, names its fields each once."""
    _, second = marie(visitor.book), twin(visitor.book)
    form = sent(read(visitor.get("/duplicates")))
    form = chosen(form, field__name=second.id, without=[("keep.tags", "0"), ("keep.tags", "1")])
    visitor.post("/duplicates/merge", [*form, ("act", "merge")])
    merge = visitor.book.merges.latest()[0]
    page = read(visitor.get(f"/merges/{merge.id}"))
    told = next(t for t in page.texts if "Name" in t and "," in t)
    fields = told.split(", ")
    assert len(fields) == len(set(fields)) < len(merge.choices)


def test_a_large_book_is_looked_through_once_behind_a_page_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X53: No GET looks through a large book; of several who ask one does; then come the pairs."""
    monkeypatch.setattr("clientbook.book.duplicates.keeping.AT_ONCE", 1)
    visitor = Visitor(make_book(), uploads=tmp_path / "uploads")
    marie(visitor.book)
    twin(visitor.book)
    scans: list[str] = []
    scan = DuplicateDesk.scan

    def second(desk: DuplicateDesk, **kwargs: Any) -> object:
        page = read(visitor.post("/duplicates/scan"))
        scans.append("elsewhere" if "data-elsewhere" in page.html else "twice")
        return scan(desk, **kwargs)

    monkeypatch.setattr(DuplicateDesk, "scan", second)
    for _ in range(2):
        page = read(visitor.get("/duplicates"))
        assert "clients are compared with one another" in page.text
    assert landed(visitor.get("/duplicates/safe")) == "/duplicates"
    assert scans == []
    assert landed(visitor.post("/duplicates/scan")) == "/duplicates"
    assert landed(visitor.post("/duplicates/scan")) == "/duplicates"
    assert scans == ["elsewhere"]
    assert "1 pair to look at" in read(visitor.get("/duplicates")).text
    assert visitor.get("/duplicates/safe").status == 200


@pytest.mark.parametrize("folder", [True, False])
def test_each_request_looks_through_a_part_and_what_is_stored_is_the_progress(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: bool
) -> None:
    """X53: The page says how far it is; reloads do nothing; in the end the pairs are all there."""
    monkeypatch.setattr("clientbook.web.driving.SECONDS", 0.0)
    monkeypatch.setattr("clientbook.book.duplicates.keeping.AT_ONCE", 1)
    monkeypatch.setattr("clientbook.book.duplicates.finding.RESCAN_SIZE", 1)
    monkeypatch.setattr("clientbook.book.duplicates.looking.PORTION", 10)
    for module in ("batch", "processes"):
        monkeypatch.setattr(f"clientbook.matching.lists.{module}.CHUNK", 200)
    book = make_book()
    for number in range(35):
        name = PersonName("Marie", f"Roy{number // 2:02}x")
        book.clients.create(Profile(name=name), by=ANNA, on_duplicate=OnDuplicate.ALLOW)
    visitor = Visitor(book, uploads=tmp_path / "uploads" if folder else None)
    bars: list[tuple[str, str]] = []
    words: list[str] = []
    while bar := (page := read(visitor.get("/duplicates"))).all("progress"):
        assert read(visitor.get("/duplicates")).all("progress") == bar
        bars.append((bar[0].get("value", ""), bar[0].get("max", "")))
        words += [text for text in page.texts if "read" in text or "compared" in text]
        assert landed(visitor.post("/duplicates/scan")) == "/duplicates"
        assert len(bars) < 20
    assert [value for value, _ in bars[5:]] == ["198", "396"]
    assert bars[:5] == [("", ""), ("10", "35"), ("20", "35"), ("30", "35"), ("0", "595")]
    assert "10 of 35 clients read" in words
    assert "396 of 595 pairs compared" in words
    assert "pairs to look at" in page.text


def test_where_no_part_can_be_kept_one_request_does_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X53: Over a connection of the host's, or in a book of one part, it would never end."""
    monkeypatch.setattr("clientbook.web.driving.SECONDS", 0.0)
    monkeypatch.setattr("clientbook.book.duplicates.keeping.AT_ONCE", 1)
    for module in ("batch", "processes"):
        monkeypatch.setattr(f"clientbook.matching.lists.{module}.CHUNK", 1)
    visitor = Visitor(make_book(), uploads=tmp_path / "uploads")
    for _ in range(2):
        marie(visitor.book)
        twin(visitor.book)
    assert landed(visitor.post("/duplicates/scan")) == "/duplicates"
    assert not read(visitor.get("/duplicates")).all("progress")


def clash(visitor: Visitor) -> tuple[Client, Client]:
    first = marie(visitor.book)
    visitor.book.clients.update(
        first.id, ProfilePatch(set={"birthday": PartialDate(1988, 6, 27)}), expected=None, by=ANNA
    )
    return first, twin(visitor.book, birthday=PartialDate(1988, 6, 28))


def test_a_blocker_is_explained_and_resolved_by_a_choice(visitor: Visitor) -> None:
    """X1: Two birth dates: nothing is ticked in advance; without a choice nothing is merged."""
    _, second = clash(visitor)
    page = read(visitor.get("/duplicates"))
    assert "They have two different birth dates. Choose the right one." in page.text
    form = sent(page)
    assert not [pair for pair in form if pair[0] == "field.birthday"]
    refused = visitor.post("/duplicates/merge", [*form, ("act", "merge")])
    assert refused.status == 422
    assert "something has to be decided first" in read(refused).text
    form = chosen(form, field__birthday=second.id)
    assert visitor.post("/duplicates/merge", [*form, ("act", "merge")]).status == 303
    client = visitor.book.clients.get(second.id)
    assert client.profile.birthday == PartialDate(1988, 6, 28)
    assert visitor.book.merges.latest()[0].overrides == ()


def test_a_blocker_is_overridden_on_purpose(visitor: Visitor) -> None:
    """X50: Whoever merges in spite of it is in the record, with the reason."""
    clash(visitor)
    form = [*sent(read(visitor.get("/duplicates"))), ("override", "birthday_clash")]
    form = chosen(form, reason="She told us")
    assert visitor.post("/duplicates/merge", [*form, ("act", "merge")]).status == 303
    merge = visitor.book.merges.latest()[0]
    assert [code.value for code in merge.overrides] == ["birthday_clash"]
    page = read(visitor.get(f"/merges/{merge.id}"))
    assert "She told us" in page.text
    assert "In spite of birth dates" in page.text


def test_what_only_a_choice_resolves_cannot_be_overridden(visitor: Visitor) -> None:
    """R4: Two accounts: the tick is not offered, and one sent all the same changes nothing."""
    first = marie(visitor.book)
    visitor.book.clients.update(
        first.id,
        ProfilePatch(add={"external_ids": [ExternalId("account", "marie")]}),
        expected=None,
        by=ANNA,
    )
    twin(visitor.book, external_ids=(ExternalId("account", "m.dupond"),))
    form = sent(read(visitor.get("/duplicates")))
    assert ("override", "two_accounts") not in form
    forged = [*form, ("override", "two_accounts"), ("act", "merge")]
    assert visitor.post("/duplicates/merge", forged).status == 422
    one = chosen(form, without=[("keep.external_ids", "1")])
    assert visitor.post("/duplicates/merge", [*one, ("act", "merge")]).status == 303


def test_attributes_are_chosen_too(visitor: Visitor) -> None:
    """P18: An attribute takes the value that is ticked; by its rule where that is offered."""
    book = visitor.book
    book.attributes.define(AttributeDefinition("Hair type"), by=ANNA)
    book.attributes.define(
        AttributeDefinition("Points", AttributeType.INTEGER, merge_rule=MergeRule.SUM), by=ANNA
    )
    first = marie(book)
    book.clients.update(
        first.id,
        ProfilePatch(set={"attributes": (Attribute("Hair type", "curly"), Attribute("Points", 3))}),
        expected=None,
        by=ANNA,
    )
    second = twin(book, attributes=(Attribute("Hair type", "straight"), Attribute("Points", 4)))
    page = read(visitor.get("/duplicates/pair", [("a", first.id), ("b", second.id)]))
    assert "Both together: 7" in page.text
    form = [p for p in sent(page) if p[0] != "field.attribute:hair type"]
    form.append(("field.attribute:hair type", second.id))
    assert visitor.post("/duplicates/merge", [*form, ("act", "merge")]).status == 303
    profile = book.clients.get(first.id).profile
    assert profile.attribute("Hair type") == "straight"
    assert profile.attribute("Points") == 7


def test_a_pair_that_changed_meanwhile_is_shown_again(visitor: Visitor) -> None:
    """P21: What was shown is what is merged: a change in between refuses the form."""
    first, _ = marie(visitor.book), twin(visitor.book)
    form = sent(read(visitor.get("/duplicates")))
    visitor.book.clients.update(
        first.id, ProfilePatch(set={"company": "Atelier"}), expected=None, by=ANNA
    )
    answer = visitor.post("/duplicates/merge", [*form, ("act", "merge")])
    assert answer.status == 409
    assert "was changed meanwhile" in read(answer).text
    assert "Atelier" in read(answer).text
    assert visitor.book.merges.latest() == ()
    again = sent(read(answer))
    assert visitor.post("/duplicates/merge", [*again, ("act", "merge")]).status == 303


def test_a_second_press_of_merge_leads_to_the_merged_client(visitor: Visitor) -> None:
    """X53: Merged already: it is said, and the client they have become is a link away."""
    marie(visitor.book)
    twin(visitor.book)
    form = [*sent(read(visitor.get("/duplicates"))), ("act", "merge")]
    assert visitor.post("/duplicates/merge", form).status == 303
    survivor = visitor.book.merges.latest()[0].survivor_id
    answer = visitor.post("/duplicates/merge", form)
    assert answer.status == 409
    page = read(answer)
    assert "Already merged into one client" in page.text
    assert "Send it again" not in page.text  # it would be refused again
    assert f"/clients/{survivor}" in [a["href"] for a in page.all("a")]
    assert len(visitor.book.merges.latest()) == 1


@pytest.mark.parametrize("form", [(), (("left", "none"), ("right", "none")), (("left", "x"),)])
def test_a_form_of_no_pair_merges_nothing(form: Any, visitor: Visitor) -> None:
    """X53: Ids that are nobody's, or one id twice, are refused."""
    client = marie(visitor.book)
    assert visitor.post("/duplicates/merge", form).status == 404
    assert visitor.post("/duplicates/ignore", form).status in (404, 422)
    twice = [("left", client.id), ("right", client.id)]
    assert visitor.post("/duplicates/merge", twice).status == 422
    assert visitor.get("/duplicates/pair", [("a", client.id), ("b", client.id)]).status == 422


def test_a_pair_marked_as_two_is_proposed_no_more(visitor: Visitor) -> None:
    """P22, P23: Ignored for good; listed, and merged all the same only on purpose."""
    first, second = marie(visitor.book), twin(visitor.book)
    form = sent(read(visitor.get("/duplicates")))
    assert "done=pair_ignored" in landed(visitor.post("/duplicates/ignore", form))
    assert "No pair is waiting" in read(visitor.get("/duplicates")).text
    page = read(visitor.get("/duplicates/ignored"))
    assert "Marie Dupond" in page.text
    compare = next(a["href"] for a in page.all("a") if "/duplicates/pair" in a["href"])
    path, _, query = compare.partition("?")
    answer = visitor.get(path, [tuple(p.split("=")) for p in query.split("&")])  # type: ignore[misc]
    assert "Somebody said that these are two persons" in read(answer).text
    form = [*sent(read(answer)), ("act", "merge")]
    assert visitor.post("/duplicates/merge", form).status == 422
    assert visitor.post("/duplicates/merge", [*form, ("override", "ignored_pair")]).status == 303
    assert visitor.book.clients.get(second.id).id == first.id


def test_skipping_leads_through_all_pairs(visitor: Visitor) -> None:
    """P20: One pair a screen, each once; at the end the page says so."""
    for given, family, number in (
        ("Paul", "Roy", "06 98 34 56 71"),
        ("Zoe", "Lambert", "06 12 77 20 08"),
        ("Noel", "Blanc", "06 55 01 93 46"),
    ):
        phone = parse_phone(number, region="FR")
        profile = Profile(name=PersonName(given=given, family=family), phones=(phone,))
        enter(visitor.book, profile)
        enter(visitor.book, profile)
    seen, where = [], "/duplicates"
    for _ in range(10):
        path, _, query = where.partition("?")
        page = read(visitor.get(path, [tuple(query.split("=", 1))] if query else []))  # type: ignore[list-item]
        values = page.values()
        seen.append((values["left"], values["right"]))
        assert "3 pairs to look at" in page.text
        following = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
        if not following:
            break
        where = following[0]
    assert len(set(seen)) == len(seen) == 3
    assert visitor.get("/duplicates", [("after", "nonsense")]).status == 404


# -- many at once ----------------------------------------------------------------------------------


def twins(book: ClientBook, given: str, number: str) -> tuple[Client, Client]:
    profile = Profile(
        name=PersonName(given=given, family="Roy"),
        phones=(parse_phone(number, region="FR"),),
        emails=(parse_email(f"{given.lower()}@roy.fr"),),
    )
    return enter(book, profile), enter(book, profile)


def test_certain_pairs_are_shown_before_they_are_merged(visitor: Visitor) -> None:
    """X53: Looking merges nothing; the ticked ones are merged, the others left."""
    first, second = twins(visitor.book, "Paul", "06 98 34 56 71")
    other, another = twins(visitor.book, "Zoe", "06 98 34 56 72")
    page = read(visitor.get("/duplicates/safe"))
    assert visitor.book.merges.latest() == ()
    pairs = [value for name, value in sent(page) if name == "pair"]
    assert len(pairs) == 2
    wanted = next(value for value in pairs if first.id in value)
    answer = read(visitor.post("/duplicates/safe", [("pair", wanted)]))
    assert "1 pair was merged" in answer.text
    assert visitor.book.clients.get(second.id).id == first.id
    assert visitor.book.clients.get(another.id).id == another.id
    assert other.id != another.id


def test_a_certain_pair_that_changed_meanwhile_is_left(visitor: Visitor) -> None:
    """X53: What was shown is what is merged, also in bulk."""
    first, second = twins(visitor.book, "Paul", "06 98 34 56 71")
    pairs = [p for p in sent(read(visitor.get("/duplicates/safe"))) if p[0] == "pair"]
    visitor.book.clients.update(
        second.id, ProfilePatch(set={"company": "X"}), expected=None, by=ANNA
    )
    assert "0 pairs were merged" in read(visitor.post("/duplicates/safe", pairs)).text
    assert visitor.book.clients.get(second.id).id == second.id
    assert first.id != second.id


def test_nothing_ticked_merges_nothing(visitor: Visitor) -> None:
    """X53: An empty or damaged selection leads back."""
    twins(visitor.book, "Paul", "06 98 34 56 71")
    for form in ([], [("pair", "a b")], [("pair", "a b x 1")]):
        assert "done=nothing_changed" in landed(visitor.post("/duplicates/safe", form))


def test_a_pair_with_a_clash_is_left_for_a_person(visitor: Visitor) -> None:
    """X53: The preview says why a pair is not among those that are merged."""
    first, second = twins(visitor.book, "Paul", "06 98 34 56 71")
    for client, day in ((first, 1), (second, 2)):
        visitor.book.clients.update(
            client.id,
            ProfilePatch(set={"birthday": PartialDate(1980, 5, day)}),
            expected=None,
            by=ANNA,
        )
    page = read(visitor.get("/duplicates/safe"))
    assert "Left for you" in page.text
    assert "birth dates" in page.text


# -- merges that were made -------------------------------------------------------------------------


def merged(book: ClientBook) -> tuple[str, Client, Client]:
    first, second = marie(book), twin(book)
    record = book.merges.merge(book.merges.plan(first.id, [second.id]), by=ANNA)
    return record.id, first, second


def test_an_unmerge_is_shown_before_it_is_done(visitor: Visitor) -> None:
    """X6: Who comes back, what stays; then both are there again, and may be marked as two."""
    merge_id, first, second = merged(visitor.book)
    visitor.book.clients.update(
        first.id, ProfilePatch(add={"tags": ["since"]}), expected=None, by=ANNA
    )
    page = read(visitor.get(f"/merges/{merge_id}"))
    assert "Marie Dupond (06 12 34 56 78, m.dupont@gmail.com) comes back as it was" in page.text
    assert "Stays with the client" in page.text
    form = [*sent(page), ("ignore", "yes")]
    answer = visitor.post(f"/merges/{merge_id}/undo", form)
    assert "done=unmerged" in landed(answer)
    assert "undone by anna" in read(visitor.follow(answer)).text
    assert visitor.book.clients.get(second.id).profile.name == second.profile.name
    assert len(visitor.book.duplicates.ignored()) == 1
    assert landed(visitor.post(f"/merges/{merge_id}/undo", form)) == f"/merges/{merge_id}"


def test_an_unmerge_of_something_else_than_was_shown_is_shown_again(visitor: Visitor) -> None:
    """X35: A change between the look and the click: nothing is undone, the plan is new."""
    merge_id, first, second = merged(visitor.book)
    form = sent(read(visitor.get(f"/merges/{merge_id}")))
    visitor.book.clients.update(
        first.id, ProfilePatch(set={"company": "Atelier"}), expected=None, by=ANNA
    )
    answer = visitor.post(f"/merges/{merge_id}/undo", form)
    assert answer.status == 409
    assert visitor.book.clients.get(second.id).id == first.id
    assert visitor.post(f"/merges/{merge_id}/undo", sent(read(answer))).status == 303


def test_merges_on_top_are_named_and_undone_together(visitor: Visitor) -> None:
    """X6: A merge with later ones on top asks whether to undo those too."""
    merge_id, first, second = merged(visitor.book)
    third = twin(visitor.book, name=PersonName(given="Mary", family="Dupont"))
    book = visitor.book
    book.merges.merge(book.merges.plan(first.id, [third.id]), by=ANNA)
    page = read(visitor.get(f"/merges/{merge_id}"))
    assert "1 later merge stands on top" in page.text
    page = read(visitor.get(f"/merges/{merge_id}", [("with_later", "yes")]))
    assert re.search(r"Mary Dupont \([^)]*\) comes back", page.text)
    assert visitor.post(f"/merges/{merge_id}/undo", sent(page)).status == 303
    assert book.clients.get(second.id).id == second.id
    assert book.clients.get(third.id).id == third.id


def test_the_history_of_merges_names_who_went_into_whom(visitor: Visitor) -> None:
    """X50: Newest first, with who did it; an unknown merge is 404."""
    merge_id, _, _ = merged(visitor.book)
    page = read(visitor.get("/merges"))
    assert "(06 12 34 56 78, marie@dupont.fr) took in Marie Dupond (06 12 34 56 78, m." in page.text
    assert f"/merges/{merge_id}" in [a["href"] for a in page.all("a")]
    assert visitor.get("/merges/none").status == 404


def test_who_may_not_undo_is_offered_no_undo(visitor: Visitor) -> None:
    """X53: The right to merge is not the right to take a merge back."""
    merge_id, _, _ = merged(visitor.book)
    clerk = attrs.evolve(visitor, permissions=frozenset({Permission.MERGE}))
    page = read(clerk.get(f"/merges/{merge_id}"))
    assert not page.all("button")
    answer = clerk.get("/duplicates", [("merged", merge_id), ("done", "merged")])
    assert f"/merges/{merge_id}" not in [a["href"] for a in read(answer).all("a")]


def test_a_merge_of_an_erased_client_cannot_be_undone(visitor: Visitor) -> None:
    """X22: The page of a merge stays, says that it cannot be undone, and names nobody."""
    merge_id, first, _ = merged(visitor.book)
    visitor.book.privacy.erase(first.id, by=ANNA)
    answer = visitor.get(f"/merges/{merge_id}")
    assert "Dupon" not in answer.text
    if answer.status == 200:
        assert "cannot be undone any more" in read(answer).text


def test_hostile_values_are_text_on_every_page(visitor: Visitor) -> None:
    """X53: Names, texts, tags and reasons run nowhere."""
    values = {
        "name": PersonName(given=HOSTILE, family=HOSTILE),
        "info": HOSTILE,
        "company": HOSTILE,
    }
    first = twin(visitor.book, **values, tags=(HOSTILE,))
    second = twin(visitor.book, **{**values, "tags": (HOSTILE, "x")})
    pages = [visitor.get("/duplicates/pair", [("a", first.id), ("b", second.id)])]
    pages.append(visitor.get("/duplicates"))
    pages.append(visitor.get("/duplicates/safe"))
    visitor.book.duplicates.ignore(first.id, second.id, by=ANNA)
    pages.append(visitor.get("/duplicates/ignored"))
    book = visitor.book
    plan = book.merges.plan(first.id, [second.id], overrides=["ignored_pair"])  # type: ignore[list-item]
    record = book.merges.merge(plan, by=ANNA, reason=HOSTILE)
    pages += [visitor.get("/merges"), visitor.get(f"/merges/{record.id}")]
    for answer in pages:
        assert answer.status == 200
        assert HOSTILE not in answer.text


def test_french_pages_speak_french(visitor: Visitor) -> None:
    """X53: The whole merge in the reader's language."""
    clash(visitor)
    french = attrs.evolve(visitor, language="fr")
    page = read(french.get("/duplicates"))
    assert "Une personne ou deux ?" in page.text
    assert "Ils ont deux dates de naissance différentes." in page.text
    assert "même mobile" in page.text


def test_a_pair_that_was_changed_meanwhile_keeps_the_choices(visitor: Visitor) -> None:
    """X1, P18: Shown anew with the survivor, values, ticks and reason; what is new is ticked."""
    first, second = marie(visitor.book), twin(visitor.book, tags=("colour", "zebra"))
    form = sent(read(visitor.get("/duplicates")))
    emails = [pair for pair in form if pair[0] == "keep.emails"]
    dropped = visitor.book.clients.get(min(first.id, second.id)).profile.emails[0]
    form = chosen(
        form,
        without=[emails[0], ("keep.tags", "2")],
        survivor=second.id,
        field__name=second.id,
        reason='Told us <b>"so"</b>',
    )
    added = ProfilePatch(
        add={"tags": ["amber"], "emails": [parse_email("new@example.org")]},
        remove={"tags": ["vip"]},
    )
    visitor.book.clients.update(first.id, added, expected=None, by=ANNA)
    answer = visitor.post("/duplicates/merge", [*form, ("act", "merge")])
    assert answer.status == 409
    again = sent(read(answer))
    assert ("survivor", second.id) in again
    assert ("field.name", second.id) in again
    assert ("reason", 'Told us <b>"so"</b>') in again
    assert visitor.book.merges.latest() == ()
    assert visitor.post("/duplicates/merge", [*again, ("act", "merge")]).status == 303
    merge = visitor.book.merges.latest()[0]
    assert merge.survivor_id == second.id
    kept = visitor.book.clients.get(second.id).profile
    assert kept.name == second.profile.name
    assert set(kept.tags) == {"amber", "colour"}
    addresses = {email.address for email in kept.emails}
    assert dropped.address not in addresses
    assert "new@example.org" in addresses
