"""Consent, notes, history and privacy of a client, and the settings, on pages."""

import json
import re

import attrs
import pytest
from tests.book.people import ANNE, person
from tests.web.sample import ANNA, sample_book
from tests.web.visitor import Page, Visitor, landed, make_book, marie, read, sent_by

from clientbook import SALON, Channel, ClientBook, MemoryStore, PersonName, Profile
from clientbook.domain.clients import ClientStatus
from clientbook.domain.patches import ProfilePatch
from clientbook.domain.settings import BookSettings, Topic
from clientbook.errors import InvalidValueError
from clientbook.messages.issues import Language


@pytest.fixture
def book() -> ClientBook:
    return make_book()


def ticks(book: ClientBook, client_id: str) -> dict[str, str]:
    """Return what the consent box would send as it is shown."""
    values = read(Visitor(book).get(f"/clients/{client_id}")).values()
    return {n: v for n, v in values.items() if n.startswith(("was.", "tick.", "shown"))}


def states(book: ClientBook, client_id: str, topic: str) -> set[bool]:
    found = book.consent.subscriptions(client_id)
    return {found[channel, topic].subscribed for channel in Channel}


def test_saving_the_ticks_as_they_are_says_nothing(book: ClientBook) -> None:
    """K34: No tick changed: no event."""
    client = marie(book)
    before = book.consent.events(client.id)
    where = landed(
        Visitor(book).post(f"/clients/{client.id}/consent", ticks(book, client.id).items())
    )
    assert where.endswith("done=nothing_changed")
    assert book.consent.events(client.id) == before


def test_unticking_all_unsubscribes_from_everything(book: ClientBook) -> None:
    """K32: ALL off: every kind on every channel off, by one event for everything."""
    client = marie(book)
    form = ticks(book, client.id)
    del form["tick.*:*"]
    landed(Visitor(book).post(f"/clients/{client.id}/consent", form.items()))
    assert states(book, client.id, "GENERAL") == {False}
    assert states(book, client.id, "MARKETING") == {False}
    assert book.consent.events(client.id)[-1].topic == "*"


def test_unticking_marketing_leaves_general_and_reads_all_off(book: ClientBook) -> None:
    """K32, K33: One kind off: the others stay, and the box of ALL is unticked."""
    client = marie(book)
    form = ticks(book, client.id)
    del form["tick.*:MARKETING"]
    landed(Visitor(book).post(f"/clients/{client.id}/consent", form.items()))
    assert states(book, client.id, "GENERAL") == {True}
    assert states(book, client.id, "MARKETING") == {False}
    assert "tick.*:*" not in ticks(book, client.id)


def test_one_channel_is_one_event_with_its_proof(book: ClientBook) -> None:
    """K34, X53: A tick of one channel says that channel alone, and how it was said."""
    client = marie(book)
    form = ticks(book, client.id)
    del form["tick.sms:MARKETING"]
    form |= {"evidence": "by phone"}
    landed(Visitor(book).post(f"/clients/{client.id}/consent", form.items()))
    event = book.consent.events(client.id)[-1]
    assert (event.channel, event.topic, event.evidence) == (Channel.SMS, "MARKETING", "by phone")
    assert event.actor == ANNA_AT_THE_PAGES
    said = read(Visitor(book).get(f"/clients/{client.id}/consent")).text
    assert "no: Marketing, SMS" in said
    assert "by phone" in said


def test_a_tick_beside_a_later_no_is_asked_about_again(book: ClientBook) -> None:
    """X53, X37: A form of before somebody's STOP lifts nothing; what it takes away counts."""
    client = marie(book)
    form = ticks(book, client.id)
    form |= {"was.sms:MARKETING": "off", "tick.sms:MARKETING": "on", "evidence": "form 4711"}
    del form["tick.email:MARKETING"]
    book.consent.set_subscriptions(client.id, {(Channel.SMS, "*"): False}, by=ANNA)
    answer = Visitor(book).post(f"/clients/{client.id}/consent", form.items())
    assert answer.status == 409
    page = read(answer)
    assert "no tick was added" in page.text
    assert "Saved already: no longer ticked are E-mail, Marketing." in page.text
    assert page.text.count("ticked by you, not saved yet") == 1
    said = book.consent.subscriptions(client.id)
    assert not said[Channel.SMS, "MARKETING"].subscribed
    assert not said[Channel.EMAIL, "MARKETING"].subscribed
    again = page.values()
    assert again["evidence"] == "form 4711"
    landed(Visitor(book).post(f"/clients/{client.id}/consent", again.items()))
    assert book.consent.subscriptions(client.id)[Channel.SMS, "MARKETING"].subscribed
    assert book.consent.events(client.id)[-1].evidence == "form 4711"


def test_a_tick_that_is_asked_again_says_that_nothing_was_saved(book: ClientBook) -> None:
    """X53: Where nothing was taken away, the page says that nothing was saved, in French too."""
    client = marie(book)
    form = ticks(book, client.id)
    form |= {"was.sms:MARKETING": "off", "tick.sms:MARKETING": "on"}
    book.consent.set_subscriptions(client.id, {(Channel.SMS, "*"): False}, by=ANNA)
    said: dict[Language, str] = {"en": "Nothing was saved yet", "fr": "Rien n'a encore été"}
    for language, words in said.items():
        visitor = Visitor(book, language=language)
        before = book.consent.events(client.id)
        assert words in read(visitor.post(f"/clients/{client.id}/consent", form.items())).text
        assert book.consent.events(client.id) == before


def test_the_ticks_of_a_merged_client_are_asked_again_of_the_survivor(book: ClientBook) -> None:
    """X53, X4: A form that was open during a merge adds no tick to the client that stays."""
    josette = Profile(name=PersonName("Josette", "Roy"))
    stays, leaves = marie(book), book.clients.create(josette, by=ANNA)
    form = ticks(book, leaves.id)
    form |= {"was.sms:MARKETING": "off", "tick.sms:MARKETING": "on"}
    book.merges.merge(book.merges.plan(stays.id, [leaves.id]), by=ANNA)
    before = book.consent.events(stays.id)
    assert Visitor(book).post(f"/clients/{leaves.id}/consent", form.items()).status == 409
    assert book.consent.events(stays.id) == before


ANNA_AT_THE_PAGES = Visitor(make_book()).actor


@pytest.mark.parametrize(
    "name", ["was.pigeon:MARKETING", "was.sms:", "was.:MARKETING", "was.sms", "was"]
)
def test_a_tick_that_is_none_says_nothing(book: ClientBook, name: str) -> None:
    """X53: A forged name of a box changes no consent."""
    client = marie(book)
    before = book.consent.events(client.id)
    Visitor(book).post(f"/clients/{client.id}/consent", [(name, "on")])
    assert book.consent.events(client.id) == before


def test_a_tick_of_an_unknown_topic_is_refused(book: ClientBook) -> None:
    """X53: A topic that is not the book's is 422."""
    client = marie(book)
    answer = Visitor(book).post(f"/clients/{client.id}/consent", [("was.sms:NONE", "on")])
    assert answer.status == 422


def test_notes_are_written_corrected_and_taken_away(book: ClientBook) -> None:
    """K29, X53: What a note said before stays readable; a blank one is refused at its field."""
    client = marie(book)
    visitor, path = Visitor(book), f"/clients/{client.id}/notes"
    assert visitor.post(path, [("body", "  ")]).status == 422
    landed(visitor.post(path, [("body", "First\r\nSecond")]))
    note = book.clients.notes(client.id)[0]
    assert note.body == "First\nSecond"
    landed(visitor.post(f"{path}/{note.id}", [("seen", "0"), ("body", "Third")]))
    page = read(visitor.get(f"{path}/{note.id}"))
    assert "Third" in page.text
    assert "First" in page.text
    landed(visitor.post(f"{path}/{note.id}/withdraw"))
    assert note.id not in {n.id for n in book.clients.notes(client.id)}
    assert visitor.get(f"{path}/{note.id}").status == 404


def seen_of(page: Page) -> str:
    """Return what a form says it was made of."""
    return next(a["value"] for a in page.all("input") if a.get("name") == "seen")


def test_two_who_correct_one_note_see_both_texts(book: ClientBook) -> None:
    """X53: What somebody else corrected meanwhile is not overwritten before it was seen."""
    client = marie(book)
    note = book.clients.notes(client.id)[0]
    visitor, path = Visitor(book), f"/clients/{client.id}/notes/{note.id}"
    seen = seen_of(read(visitor.get(path)))
    landed(visitor.post(path, [("seen", seen), ("body", "Of one")]))
    answer = visitor.post(path, [("seen", seen), ("body", "Of the other")])
    assert answer.status == 409
    page = read(answer)
    assert "Somebody else corrected this note meanwhile" in page.text
    assert "Of the other" in page.text
    assert "Stands in the book now: Of one" in page.text
    assert book.clients.notes(client.id)[0].body == "Of one"
    landed(visitor.post(path, [("seen", seen_of(page)), ("body", "Of both")]))
    assert book.clients.notes(client.id)[0].body == "Of both"
    assert visitor.post(path, [("body", "Of nobody who saw it")]).status == 409


def test_a_note_is_reached_through_its_client_alone(book: ClientBook) -> None:
    """X53: The address of one client does not open another's note."""
    client = marie(book)
    other = book.clients.create(Profile(name=PersonName(given="Ann")), by=ANNA)
    note = book.clients.notes(client.id)[0]
    path = f"/clients/{other.id}/notes/{note.id}"
    assert Visitor(book).post(path, [("body", "x")]).status == 404
    assert Visitor(book).post(f"{path}/withdraw").status == 404


def test_the_history_shows_before_and_after(book: ClientBook) -> None:
    """X50, X53: Each change with who, when, and both values in words."""
    client = marie(book)
    patch = ProfilePatch(set={"company": "Atelier"}, add={"tags": ["new"]})
    book.clients.update(client.id, patch, expected=None, by=ANNA)
    text = read(Visitor(book).get(f"/clients/{client.id}/history")).text
    assert "Company nothing Atelier" in text
    assert "Changed" in text
    assert "Created" in text
    assert "yes: Marketing, Every channel" in text


def test_the_timeline_pages_are_the_whole_timeline() -> None:
    """K41: Page after page everything is shown once; one kind alone where it is asked for."""
    book = sample_book(MemoryStore())
    client = book.search.find("marie dupont").items[0]
    for n in range(60):
        book.clients.add_note(client.id, f"Note number {n}.", by=ANNA)
    visitor, path = Visitor(book), f"/clients/{client.id}/timeline"
    seen: list[str] = []
    query: list[tuple[str, str]] = []
    while True:
        page = read(visitor.get(path, query))
        seen += re.findall(r"Note number \d+\.", page.text)
        after = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
        if not after:
            break
        query = [("before", after[0].partition("before=")[2])]
    assert seen == [f"Note number {n}." for n in reversed(range(60))]
    events = read(visitor.get(path, [("kind", "event")]))
    assert "CONSULTATION" in events.text
    assert "84.00" not in events.text
    assert visitor.get(path, [("before", "nonsense")]).status == 404


def test_everything_held_of_a_person_is_a_file(book: ClientBook) -> None:
    """X53: The data of a person as JSON, the same as the privacy desk gives."""
    client = marie(book)
    answer = Visitor(book).post(f"/clients/{client.id}/data")
    assert answer.header("Content-Disposition") == 'attachment; filename="personal-data.json"'
    assert set(json.loads(answer.text)) == set(book.privacy.export(client.id))
    assert "marie@dupont.fr" in answer.text


def test_erasing_asks_twice(book: ClientBook) -> None:
    """V40, X53: Without the tick nothing is erased; with it the person is gone."""
    client = marie(book)
    visitor, path = Visitor(book), f"/clients/{client.id}/erase"
    assert "cannot be brought back" in read(visitor.get(path)).text
    shown = sent_by(read(visitor.get(path)))
    assert visitor.post(path, shown).status == 422
    assert book.clients.get(client.id).status is ClientStatus.ACTIVE
    assert landed(visitor.post(path, [*shown, ("sure", "yes")])) == "/clients?done=erased"
    assert book.clients.get(client.id).status is ClientStatus.ERASED
    assert landed(visitor.post(path, [*shown, ("sure", "yes")])) == "/clients?done=erased"
    gone = visitor.get(f"/clients/{client.id}")
    assert gone.status == 410
    assert "Dupont" not in gone.text


def test_whoever_was_merged_in_since_is_not_erased_unseen(book: ClientBook) -> None:
    """X38, X42: The form erases the client as it was shown; else it asks once more."""
    client = marie(book)
    other = book.clients.create(person("Rolf"), by=ANNE)
    visitor, path = Visitor(book), f"/clients/{client.id}/erase"
    shown = [*sent_by(read(visitor.get(path))), ("sure", "yes")]
    plan = book.merges.plan(client.id, [other.id])
    book.merges.merge(plan, by=ANNE)
    answer = visitor.post(path, shown)
    assert answer.status == 409
    assert "merged since" in read(answer).text
    assert book.clients.get(client.id).status is ClientStatus.ACTIVE
    assert visitor.post(path, [("sure", "yes")]).status == 409
    again = [*sent_by(read(answer)), ("sure", "yes")]
    assert landed(visitor.post(path, again)) == "/clients?done=erased"


# -- settings --------------------------------------------------------------------------------------


def settings_form(book: ClientBook, *, language: Language | None = None) -> list[tuple[str, str]]:
    return sent_by(read(Visitor(book, language=language).get("/settings")))


def test_settings_saved_as_they_were_shown_change_nothing(book: ClientBook) -> None:
    """X48: Opened and saved: no entry in the journal."""
    marie(book)
    before = book.history.events()
    where = landed(Visitor(book).post("/settings", settings_form(book)))
    assert where == "/settings?done=nothing_changed"
    assert book.history.events() == before


def test_settings_are_changed_and_journaled(book: ClientBook) -> None:
    """X48, X50, X53: Time zone, days, a new kind of message; who did it is kept."""
    marie(book)
    changed = {"time_zone": "America/Toronto", "restore_days": "7", "new_topic": "summer sale",
               "default_region": "ca", "on_duplicate": "refuse",
               "names_sort_by": "family"}  # fmt: skip
    form = [(n, changed.pop(n, v)) for n, v in settings_form(book)]
    landed(Visitor(book).post("/settings", form))
    settings = book.settings
    assert (settings.time_zone, settings.restore_days) == ("America/Toronto", 7)
    assert (settings.default_region, settings.names_sort_by) == ("CA", "family")
    assert [t.name for t in settings.topics] == ["GENERAL", "MARKETING", "summer sale"]
    assert settings.topics[0].subscribed
    assert book.history.events()[-1].actor == ANNA_AT_THE_PAGES


@pytest.mark.parametrize("reader", [None, "en", "fr"])
def test_the_language_of_the_book_is_its_own(reader: Language | None) -> None:
    """X48, X53: Pages speak the reader's language, else the book's; saving keeps the book's."""
    store = MemoryStore()
    kept = ClientBook(store, settings=attrs.evolve(SALON, default_region="FR", language="fr"))
    marie(kept)
    opened = ClientBook(store, language=reader)  # as a host opens it for this reader
    visitor = Visitor(opened, language=reader)
    page = read(visitor.get("/settings"))
    assert ("Réglages" in page.texts) == (reader != "en")
    (chosen,) = (o["value"] for o in page.all("option") if "selected" in o and o["value"] in
                 ("en", "fr"))  # fmt: skip
    assert chosen == "fr"
    form = settings_form(opened, language=reader)
    landed(visitor.post("/settings", [(n, "9" if n == "restore_days" else v) for n, v in form]))
    again = ClientBook(store)
    assert (again.settings.language, again.settings.restore_days) == ("fr", 9)
    form = settings_form(again)
    landed(Visitor(again).post("/settings", [(n, "en" if n == "language" else v) for n, v in form]))
    assert "Settings" in read(Visitor(ClientBook(store)).get("/settings")).texts


@pytest.mark.parametrize(
    ("field", "value"),
    [("time_zone", "Mars/Olympus"), ("default_region", "XX"), ("restore_days", "-1"),
     ("restore_days", "many"), ("restore_days", "9" * 5000),
     ("restore_days", "0000000079999"), ("partial_max", "0"), ("new_topic", "general"),
     ("new_topic", "All"), ("new_topic", "*"), ("names_sort_by", "shoe"),
     ("date_order", "YDM"), ("on_duplicate", "shout"), ("language", "tlh")],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_said_at_its_field(
    book: ClientBook, field: str, value: str
) -> None:
    """X53: 422, the message at the field, nothing changed."""
    marie(book)
    before = book.settings
    form = [(n, v) for n, v in settings_form(book) if n != field] + [(field, value)]
    answer = Visitor(book).post("/settings", form)
    assert answer.status == 422
    page = read(answer)
    assert any(i.get("aria-invalid") for i in page.all("input") + page.all("select")
               if i.get("name") == field)  # fmt: skip
    assert book.settings == before


def test_the_keyboard_stands_at_what_is_wrong(book: ClientBook) -> None:
    """X53: A form that comes back has the focus on its list of problems, never before."""
    marie(book)
    shown = read(Visitor(book).get("/settings"))
    assert not any("autofocus" in a for a in shown.all("div"))
    form = [(n, "x" if n == "restore_days" else v) for n, v in settings_form(book)]
    page = read(Visitor(book).post("/settings", form))
    (problems,) = [a for a in page.all("div") if "autofocus" in a]
    assert (problems["role"], problems["tabindex"]) == ("alert", "-1")


@pytest.mark.parametrize("name", ["ALL", "All", "*"])
def test_no_topic_is_named_like_all_of_them(name: str) -> None:
    """K32: ALL is a wildcard, not a third topic, wherever settings are made."""
    with pytest.raises(InvalidValueError, match="every topic"):
        BookSettings(topics=(Topic("GENERAL"), Topic(name)))


def test_settings_somebody_else_changed_are_not_overwritten(book: ClientBook) -> None:
    """X48: The form of this morning does not undo the change of noon."""
    marie(book)
    form = settings_form(book)
    noon = {"restore_days": "9", "history_days": "44", "names_sort_by": "family"}
    landed(Visitor(book).post("/settings", [(n, noon.get(n, v)) for n, v in settings_form(book)]))
    mine = {"time_zone": "Europe/Rome", "history_days": "33"}
    late = [(n, mine.get(n, v)) for n, v in form]
    answer = Visitor(book).post("/settings", [*late, ("all_of", "email")])
    assert answer.status == 409
    assert (book.settings.restore_days, book.settings.time_zone) == (9, "Europe/Paris")
    page = read(answer)
    values = page.values()
    assert (values["time_zone"], values["history_days"]) == ("Europe/Rome", "33")  # typed
    assert values["restore_days"] == "9"  # not touched: what stands
    assert "Somebody else has changed the settings" in page.text
    assert "It is set to 44 now." in page.text
    assert "Somebody else has set this to 9." in page.text
    assert "Somebody else has set this to family name." in page.text
    assert ("all_of", "email") in sent_by(page)
    landed(Visitor(book).post("/settings", sent_by(page)))
    settings = book.settings
    assert (settings.time_zone, settings.restore_days) == ("Europe/Rome", 9)
    assert (settings.imports.history_days, settings.names_sort_by) == (33, "family")


def test_ticks_somebody_else_changed_are_named(book: ClientBook) -> None:
    """X48: A tick of another stays, a tick taken away is not set again; both are said."""
    marie(book)
    form = settings_form(book)
    topics = tuple(attrs.evolve(t, subscribed=not t.subscribed) for t in book.settings.topics)
    now = attrs.evolve(book.settings, topics=topics)
    book.change_settings(now, by=ANNA)
    refused = read(Visitor(book).post("/settings", [(n, v) for n, v in form if n != "shown"]))
    page = read(Visitor(book).post("/settings", form))
    landed(Visitor(book).post("/settings", sent_by(page)))
    assert book.settings.topics == topics
    assert page.text.count("Somebody else has set this to") == len(topics)
    assert refused.values()["seen"] == page.values()["seen"]


def test_a_topic_that_came_meanwhile_stays_as_it_is(book: ClientBook) -> None:
    """X48: A form that did not show a topic decides nothing about it."""
    marie(book)
    form = settings_form(book)
    topics = (*book.settings.topics, Topic("NEWS", subscribed=True))
    book.change_settings(attrs.evolve(book.settings, topics=topics), by=ANNA)
    page = read(Visitor(book).post("/settings", form))
    assert "topic.NEWS" in page.values()


def test_attributes_are_defined_renamed_and_converted(book: ClientBook) -> None:
    """K20, X53: A new attribute; renamed with its values; a kind its values are not is refused."""
    visitor = Visitor(book)
    landed(visitor.post("/settings/attributes", [("name", "Hair"), ("type", "string")]))
    client = marie(book)
    book.clients.update(
        client.id, ProfilePatch(add={"attributes": [_attribute("hair", "fine")]}),
        expected=None, by=ANNA,
    )  # fmt: skip
    assert visitor.post("/settings/attributes", [("name", "HAIR")]).status == 422
    assert visitor.post("/settings/attributes", [("name", " ")]).status == 422
    assert visitor.post("/settings/attributes", [("name", "X"), ("type", "choice")]).status == 422
    path = "/settings/attributes/hair"
    refused = visitor.post(path, [("name", "Hair"), ("type", "integer")])
    assert refused.status == 422
    landed(visitor.post(path, [("name", "Hair type"), ("type", "string")]))
    assert book.clients.get(client.id).profile.attribute("Hair type") == "fine"
    assert read(visitor.get(path)).values()["name"] == "Hair type"  # its old name leads to it
    assert visitor.get("/settings/attributes/colour").status == 404


def _attribute(key: str, value: str) -> object:
    from clientbook.domain.attributes import Attribute

    return Attribute(key, value)


def test_fewer_days_of_history_and_more_again_leave_what_is_shown_of_an_undo(
    book: ClientBook,
) -> None:
    """V36, V37: Cut short by the days that imports are kept, and back as usual with them."""
    marie(book)
    for days in ("0", "20"):
        form = [(n, days if n == "history_days" else v) for n, v in settings_form(book)]
        landed(Visitor(book).post("/settings", form))
        assert book.settings.imports.history_days == int(days)
    assert book.settings.imports.undo_visible_days == BookSettings().imports.undo_visible_days
